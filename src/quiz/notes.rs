//! The texts that a person may write beside an answer (notes and reasons), and the help screen.

use super::screen::{Action, Ask, Menu, Row, TextLine};
use crate::answers::LONGEST_NOTE;
use crate::model::{CompetencyIx, Pack};
use crate::sanitise;

/// The screen of a note. `place` is `[3 of 25]`, `initial` the note so far.
pub(super) fn evidence(place: &str, initial: String, optional: &str) -> (Vec<String>, Ask) {
    let heading = "What shows it: a piece of work, a date, your part in it, the role of someone who can confirm it \
                   (\"the team lead\"). Write no names of people.";
    line(heading, &format!("{place} Note:"), initial, optional)
}

/// The screen of the reason why a question does not apply.
pub(super) fn reason(place: &str, initial: String, optional: &str) -> (Vec<String>, Ask) {
    let heading = "It is recorded that this does not apply to you. You may say why.";
    line(heading, &format!("{place} Why not:"), initial, optional)
}

fn line(heading: &str, prompt: &str, initial: String, optional: &str) -> (Vec<String>, Ask) {
    let help = format!("{optional}at most {LONGEST_NOTE} characters");
    (vec![heading.to_owned()], Ask::Line(TextLine { prompt: prompt.to_owned(), initial, help, refusals: 0 }))
}

/// The text as it is stored; `None` when it is empty.
///
/// # Errors
/// A message when it is too long.
pub(super) fn written(text: &str) -> Result<Option<String>, String> {
    let text = sanitise::clean(text).trim().to_owned();
    let length = text.chars().count();
    if length > LONGEST_NOTE {
        return Err(format!("There is room for at most {LONGEST_NOTE} characters; this has {length}. Shorten it."));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// The help screen: what the levels of the competency and the keys mean. The keys of `question` answer it from here.
pub(super) fn help(pack: &Pack, competency: CompetencyIx, question: Menu) -> (Vec<String>, Ask) {
    let levels = pack.levels_of(competency).map(|level| match &level.means {
        Some(means) => format!("{} {}: {means}", level.number, level.label),
        None => format!("{} {}", level.number, level.label),
    });
    let heading = vec![
        levels.collect::<Vec<_>>().join("\n"),
        "Type a key and press Enter, or move with the arrow keys. A number chooses the row with that number. \
         ? you do not know; n it does not apply to you; s goes on without an answer; b or Esc goes back; \
         e adds a note about what shows it; q saves and stops."
            .to_owned(),
    ];
    let rows = vec![Row::new("c", Action::Continue, "Continue with the question")];
    let prompt = "Any key goes back, or type your answer:";
    (heading, Ask::Menu(Menu { hidden: question.rows, ..Menu::new(prompt, rows) }))
}
