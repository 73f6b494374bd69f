//! The screen of one question.

use super::review::answer_in_words;
use super::screen::{Action, Menu, Row};
use crate::answers::{Answer, AnswerSheet, Recorded};
use crate::model::{Id, ItemIx, ItemScale, Pack};

/// The state of a question that its screen depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// True when the pack has changed the question since it was answered.
    pub changed: bool,
    /// True when the question was opened from the review.
    pub from_review: bool,
}

/// The screen of the question of an item. `place` is `[3 of 25]`.
pub(super) fn screen(pack: &Pack, sheet: &AnswerSheet, item: ItemIx, place: String, look: Look) -> (Vec<String>, Menu) {
    let asked = pack.item(item);
    let competency = pack.competency(asked.competency);
    let domain = pack.domain(competency.domain);
    let recorded = sheet.get(item);
    let rows = rows(pack, item, recorded, look);
    // An answer to an earlier question is not under the cursor: Enter alone must not confirm it.
    let known = match recorded.map(|r| &r.answer).filter(|_| !look.changed) {
        Some(Answer::Rated(value)) => Action::Rate(*value),
        Some(Answer::Unsure) => Action::Unsure,
        Some(Answer::NotApplicable(_)) => Action::NotApplicable,
        Some(Answer::Skipped) | None => Action::Skip,
    };
    let cursor = rows.iter().position(|row| row.action == known).unwrap_or(0);
    let mut heading = vec![format!("{place} {}: {}\n{}", domain.title, competency.title, asked.stem)];
    let mut current = recorded.map(|recorded| answer_in_words(pack, item, recorded));
    if look.changed {
        let said = earlier_answer(pack, sheet, item);
        heading.push(format!("This question reads differently now. Your answer to the earlier one: {said}."));
        current = Some(format!("{said}, to the question as it was"));
    }
    (heading, Menu { cursor, current, place, ..Menu::new("Your answer:", rows) })
}

fn rows(pack: &Pack, item: ItemIx, recorded: Option<&Recorded>, look: Look) -> Vec<Row> {
    let known = recorded.is_some_and(|recorded| recorded.answer != Answer::Skipped);
    // The first row goes on, so that it is visible beside the first answers in a small window.
    let go_on = match (known, look.changed) {
        (_, true) => "Go on; my earlier answer stays",
        (true, false) => "Go on and keep my answer",
        (false, false) => "Skip for now",
    };
    let mut rows = vec![Row::new("s", Action::Skip, go_on)];
    rows.extend(pack.options(item).into_iter().map(|option| {
        let chosen = match pack.item(item).scale {
            ItemScale::Levels => pack.levels().level(option.value).map_or("", |level| &level.label),
            ItemScale::Shared(_) => &option.label,
        };
        let chosen = format!("{}, {chosen}", option.value);
        Row::new(option.value.to_string(), Action::Rate(option.value), option.label).chosen(chosen)
    }));
    let note = if recorded.is_some_and(|recorded| recorded.note.is_some()) { "Edit my note" } else { "Add a note" };
    let back = if look.from_review { "Back to the review" } else { "Back" };
    rows.extend([
        Row::new("?", Action::Unsure, "I don't know"),
        Row::new("n", Action::NotApplicable, "Does not apply to me").chosen("does not apply"),
        Row::new("b", Action::Back, back),
        Row::new("e", Action::Note, note),
        Row::new("h", Action::Help, "Help: what the levels and keys mean"),
        Row::new("q", Action::Quit, "Save and quit"),
    ]);
    rows
}

/// The answer to the question before it was changed. Its options may have changed as well, so a rating is given as its
/// number alone.
fn earlier_answer(pack: &Pack, sheet: &AnswerSheet, item: ItemIx) -> String {
    let rating = match sheet.get(item) {
        Some(Recorded { answer: Answer::Rated(rating), .. }) => Some(*rating),
        None | Some(Recorded { answer: Answer::Skipped, .. }) => sheet.kept_rating(pack.item(item).id.as_str()),
        Some(recorded) => return answer_in_words(pack, item, recorded),
    };
    rating.map_or_else(|| "one that has no place here".to_owned(), |rating| format!("{rating}, as its options were"))
}
