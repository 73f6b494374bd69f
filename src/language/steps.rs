//! What was agreed with a person, and what happened to it.

use super::date;
use crate::answers::{AgreedStep, StepState};
use crate::clock::Date;
use crate::model::Pack;

/// `Agreed on 12 November 2026: Trace one alert, by 1 December 2026. Done?`
pub fn agreed(pack: &Pack, step: &AgreedStep, day: Option<Date>) -> String {
    let title = step.title(pack);
    // A person may have written a whole sentence.
    let title = title.strip_suffix('.').unwrap_or(title);
    let on = step.on.map_or_else(String::new, |on| format!(" on {}", date(on)));
    let by = step.by.map_or_else(String::new, |by| format!(", by {}", date(by)));
    let end = if by.is_empty() && title.ends_with(['?', '!']) { "" } else { "." };
    let overdue = if day.is_some_and(|day| step.is_overdue(day)) { " It is overdue." } else { "" };
    match step.state {
        StepState::Agreed => format!("Agreed{on}: {title}{by}{end} Done?{overdue}"),
        StepState::Doing => format!("Begun{on}: {title}{by}{end} Finished?{overdue}"),
        StepState::Done => format!("Done{on}: {title}{end}"),
        StepState::Held => format!("Held: {title}{end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::StepSubject;

    #[test]
    fn a_step_that_is_a_whole_sentence_ends_once() {
        let pack = crate::pack::parse(&crate::pack::EMBEDDED[0].files()).0.expect("the embedded pack is correct");
        let said = |text: &str| {
            let what = StepSubject::Text(text.to_owned());
            agreed(&pack, &AgreedStep { what, state: StepState::Done, by: None, on: None }, None)
        };
        assert_eq!(
            [said("Read a book."), said("Read a book"), said("Ask why?")],
            ["Done: Read a book.", "Done: Read a book.", "Done: Ask why?"]
        );
    }
}
