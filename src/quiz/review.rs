//! The review: every answer on one screen, open questions first.

use super::screen::{Action, Ask, Menu, Row};
use crate::answers::{Answer, AnswerSheet, Recorded};
use crate::language::{self, grammar};
use crate::model::{ItemIx, Pack};

/// The review screen of a sheet. The key of a row is the number of its question; `last` is the position of the one that
/// was opened last.
pub(super) fn screen(pack: &Pack, sheet: &AnswerSheet, last: Option<usize>) -> (Vec<String>, Ask) {
    let items = &pack.form(sheet.form).items;
    let left_open = |item: ItemIx| !sheet.has_answer(item);
    let open = items.iter().filter(|item| left_open(**item)).count();
    let changed = sheet.changed_questions(pack);
    let row = |(at, item): (usize, &ItemIx)| {
        let competency = pack.competency(pack.item(*item).competency);
        let domain = &pack.domain(competency.domain).title;
        let said = match sheet.get(*item) {
            _ if changed.contains(item) => "answered to the question as it was".to_owned(),
            None => "not answered".to_owned(),
            Some(recorded) => answer_in_words(pack, *item, recorded),
        };
        let chosen = format!("question {}, {}", at + 1, competency.title);
        let open = Action::Open(pack.item(*item).id.clone());
        Row::new((at + 1).to_string(), open, format!("{domain}: {}: {said}", competency.title)).chosen(chosen)
    };
    // By domain, as the pack has them, whatever the order of asking.
    let mut by_domain: Vec<(usize, &ItemIx)> = items.iter().enumerate().collect();
    by_domain.sort_by_key(|(_, item)| **item);
    let numbered = || by_domain.iter().copied();
    let mut rows = vec![Row::new("f", Action::Finish, "Finish and score")];
    rows.extend(numbered().filter(|(_, item)| left_open(**item)).map(row));
    rows.extend(numbered().filter(|(_, item)| !left_open(**item)).map(row));
    rows.push(Row::new("a", Action::About, "Change what you said about yourself"));
    rows.push(Row::new("b", Action::Back, "Back to the last question"));
    rows.push(Row::new("q", Action::Quit, "Save and quit"));
    let state = if open == 0 {
        "Every question is answered.".to_owned()
    } else {
        let order = if open == 1 { "it stands first" } else { "they stand first" };
        format!("{} of {} not answered; {order}.", grammar::count(open, "question", "questions"), items.len())
    };
    let heading = vec![format!("Review your answers. {state} Nothing is final until you finish.")];
    let menu = Menu::new("Finish, or the number of a question to change:", rows);
    let cursor = last.and_then(|at| menu.row_of(&(at + 1).to_string())).unwrap_or(0);
    (heading, Ask::Menu(Menu { cursor, ..menu }))
}

/// An answer in a few words: `3, Independent, with a note`.
pub(super) fn answer_in_words(pack: &Pack, item: ItemIx, recorded: &Recorded) -> String {
    let mut said = match &recorded.answer {
        Answer::Rated(value) => language::rating(pack, item, *value),
        Answer::NotApplicable(None) => "does not apply".to_owned(),
        Answer::NotApplicable(Some(_)) => "does not apply, with a reason".to_owned(),
        Answer::Unsure => "I don't know".to_owned(),
        Answer::Skipped => "skipped".to_owned(),
    };
    if recorded.note.is_some() {
        said.push_str(", with a note");
    }
    said
}
