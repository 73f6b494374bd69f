//! The screens of a conversation as parts of a page.

use super::templates::{Buttons, Choice, NoteField, Question, Review, Text, rendered};
use crate::answers::LONGEST_NOTE;
use crate::language::{invitation, page as words};
use crate::quiz::{Action, Ask, Menu, Place, QuizState, Row, Screen, TextLine};

/// What the buttons of forms post in the field `go`, beside the ids of rows.
pub(super) mod go {
    /// Takes what is chosen or typed.
    pub(in crate::web) const CONTINUE: &str = "continue";
    /// Goes back.
    pub(in crate::web) const BACK: &str = "back";
    /// Asks whether to begin anew.
    pub(in crate::web) const NEW: &str = "new";
    /// Begins anew as the same person.
    pub(in crate::web) const AS_BEFORE: &str = "as-before";
    /// Begins anew as another person.
    pub(in crate::web) const AS_OTHER: &str = "as-other";
    /// Goes on with the attempt that is there.
    pub(in crate::web) const KEEP: &str = "keep";
}

/// What a form shows again because it was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Echo {
    /// The row that was chosen.
    pub row: Option<String>,
    /// The note.
    pub note: Option<String>,
    /// Why it was refused; empty for a screen that is not shown again.
    pub notice: String,
}

/// The title of a screen and its markup.
pub(super) type Shown = (String, String);

/// True where one of several answers is chosen before `Continue`.
pub(super) fn has_choice(state: &QuizState<'_>, menu: &Menu) -> bool {
    state.memory().place() != Place::Review && menu.rows.iter().any(Row::is_answer)
}

/// True for the row of the recorded answer, under the cursor.
pub(super) fn is_recorded(menu: &Menu, row: &str) -> bool {
    menu.current.is_some() && menu.rows[menu.cursor].id() == row
}

/// The present screen of a conversation that has not ended.
pub(super) fn screen(state: &QuizState<'_>, echo: &Echo) -> Shown {
    let mut screen = state.screen();
    if !echo.notice.is_empty() {
        screen.notices = vec![echo.notice.clone()];
    }
    let place = state.memory().place();
    match &screen.ask {
        Ask::Line(line) => text(state, &screen, line),
        Ask::Menu(menu) if place == Place::Review => review(&screen, menu),
        Ask::Menu(menu) if has_choice(state, menu) => question(state, &screen, menu, echo),
        Ask::Menu(menu) => {
            let invited = state.sheet().invitation.as_ref().filter(|_| place == Place::Start);
            let invitation = invited.map(invitation::parts).unwrap_or_default();
            let (first, rest) =
                screen.heading.split_first().map_or((menu.prompt.as_str(), &[][..]), |(first, rest)| (first, rest));
            let choices = menu.rows.iter().map(|row| (row.id(), row.label.as_str())).collect();
            buttons(&screen.id, &screen.notices, first, (&invitation, rest), choices)
        }
    }
}

/// A screen of buttons.
pub(super) fn buttons(
    id: &str,
    notices: &[String],
    heading: &str,
    (invitation, paragraphs): (&[(&'static str, String)], &[String]),
    choices: Vec<(String, &str)>,
) -> Shown {
    let html = rendered(&Buttons { id, notices, heading, invitation, paragraphs, choices });
    (heading.to_owned(), html)
}

/// The heading of a question, and its position among all.
fn heading(state: &QuizState<'_>) -> (String, Option<(usize, usize)>) {
    let Some((at, item)) = state.item() else { return (words::ABOUT_YOU.to_owned(), None) };
    let (pack, all) = (state.pack(), state.pack().form(state.sheet().form).items.len());
    let competency = pack.competency(pack.item(item).competency);
    let position = words::position(at + 1, all);
    (words::question(&position, &pack.domain(competency.domain).title, &competency.title), Some((at + 1, all)))
}

fn question(state: &QuizState<'_>, screen: &Screen, menu: &Menu, echo: &Echo) -> Shown {
    let pack = state.pack();
    let (heading, progress) = heading(state);
    let is_chosen =
        |row: &Row| echo.row.as_ref().map_or_else(|| is_recorded(menu, &row.id()), |chosen| *chosen == row.id());
    let choices = menu.rows.iter().filter(|row| row.is_answer()).map(|row| choice(row, is_chosen(row))).collect();
    let skip = menu.rows.iter().find(|row| row.action == Action::Skip).expect("a menu of answers can be skipped");
    let item = state.item().map(|(_, item)| pack.item(item));
    let asked = item.map(|item| item.stem.as_str());
    let note = asked.is_some().then(|| {
        let recorded = state.recorded().and_then(|recorded| recorded.note.clone());
        let summary = words::note(recorded.is_some());
        let is_open = recorded.is_some() || echo.note.as_ref().is_some_and(|note| !note.is_empty());
        let text = echo.note.clone().or(recorded).unwrap_or_default();
        NoteField { text, summary, is_open, length: words::at_most(LONGEST_NOTE) }
    });
    let html = rendered(&Question {
        id: &screen.id,
        notices: &screen.notices,
        progress,
        stem: asked.unwrap_or(&menu.prompt),
        more: if asked.is_some() { &screen.heading[1..] } else { &screen.heading },
        choices,
        skip,
        levels: item.map_or_else(Vec::new, |item| pack.levels_of(item.competency).collect()),
        note,
        heading: heading.clone(),
    });
    (heading, html)
}

fn choice(row: &Row, is_chosen: bool) -> Choice<'_> {
    let is_number = row.key.bytes().all(|byte| byte.is_ascii_digit());
    Choice { key: &row.key, is_number, id: row.id(), label: &row.label, is_chosen }
}

fn text(state: &QuizState<'_>, screen: &Screen, line: &TextLine) -> Shown {
    let (heading, progress) = heading(state);
    let is_long = state.item().is_some();
    let html = rendered(&Text {
        id: &screen.id,
        notices: &screen.notices,
        heading: heading.clone(),
        progress,
        paragraphs: &screen.heading,
        prompt: &line.prompt,
        help: &line.help,
        initial: &line.initial,
        is_long,
    });
    (heading, html)
}

fn review(screen: &Screen, menu: &Menu) -> Shown {
    let is_answer = |row: &&Row| matches!(row.action, Action::Open(_));
    let is_other = |row: &&Row| !matches!(row.action, Action::Open(_) | Action::Finish | Action::Quit);
    let html = rendered(&Review {
        id: &screen.id,
        notices: &screen.notices,
        paragraphs: &screen.heading,
        finish: menu.rows.iter().find(|row| row.action == Action::Finish).expect("a review can be finished"),
        answers: menu.rows.iter().filter(is_answer).map(|row| choice(row, false)).collect(),
        others: menu.rows.iter().filter(is_other).map(|row| choice(row, false)).collect(),
    });
    (words::REVIEW.to_owned(), html)
}
