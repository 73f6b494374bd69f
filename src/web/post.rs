//! What was posted, as replies to the conversation.

use std::collections::BTreeMap;

use super::Site;
use super::attempt::{begin, now};
use super::request::Request;
use super::screens::{Echo, go, has_choice, is_recorded};
use crate::answers::LONGEST_NOTE;
use crate::language::page as words;
use crate::quiz::{Action, Ask, AttemptOrigin, Change, End, Input, Menu, Place, QuizState, Screen};
use crate::sanitise;

/// The fields of a form.
pub(super) type Fields = BTreeMap<String, String>;

/// Takes what was posted; gives what the next screen shows again where it was refused. What was posted for another screen
/// than the present one changes nothing.
pub(super) fn post(site: &Site, request: &Request, state: &mut QuizState<'_>, fields: &Fields) -> Echo {
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    if state.end().is_some() {
        after_end(site, request, state, field("go"));
        return Echo::default();
    }
    let screen = state.screen();
    if field("screen") != screen.id {
        return Echo::default();
    }
    match &screen.ask {
        Ask::Menu(menu) => choose(request, state, &screen, menu, fields),
        Ask::Line(_) => {
            let text = field("text").to_owned();
            let input = if field("go") == go::BACK { Input::Left(text) } else { Input::Text(text) };
            reply(request, state, &screen, input);
            Echo::default()
        }
    }
}

/// Takes what was pressed at the end of a conversation.
fn after_end(site: &Site, request: &Request, state: &mut QuizState<'_>, pressed: &str) {
    let earlier = state.sheet();
    let sheet = match pressed {
        go::AS_BEFORE => begin(site, request, Some(earlier)),
        go::AS_OTHER => begin(site, request, None),
        go::NEW => {
            state.begin_again();
            return;
        }
        go::KEEP => {
            let sheet = earlier.clone();
            *state = QuizState::on_page(state.pack(), sheet, AttemptOrigin::Resumed);
            return;
        }
        _ => return state.review_again(),
    };
    *state = QuizState::on_page(state.pack(), sheet, AttemptOrigin::New);
}

/// Takes a choice of a menu. A question also takes the note beside it; going back, or on without an answer, keeps the note,
/// and going back keeps what was chosen as well.
fn choose(request: &Request, state: &mut QuizState<'_>, screen: &Screen, menu: &Menu, fields: &Fields) -> Echo {
    let field = |name: &str| fields.get(name).map(String::as_str);
    let (pressed, row) = (field("go").unwrap_or(go::CONTINUE), field("row"));
    if let (Place::Question(_), Some(note)) = (state.memory().place(), field("note")) {
        let text = sanitise::clean(note);
        let length = text.trim().chars().count();
        if length > LONGEST_NOTE {
            let notice = words::long_note(length, LONGEST_NOTE);
            return Echo { row: row.map(str::to_owned), note: Some(note.to_owned()), notice };
        }
        if text.trim() != state.recorded().and_then(|recorded| recorded.note.as_deref()).unwrap_or_default() {
            reply(request, state, screen, Input::Row(Action::Note.to_string()));
            let line = state.screen();
            reply(request, state, &line, Input::Text(note.to_owned()));
        }
    }
    let has_choice = has_choice(state, menu);
    if pressed == go::BACK {
        let chosen = row.filter(|row| has_choice && !is_recorded(menu, row));
        if let (Some(row), Place::Question(_)) = (chosen, state.memory().place()) {
            let change = state.answer_and_stay(&screen.reply(Input::Row(row.to_owned()), request.seconds));
            if change == Change::Answers {
                state.set_finished(None);
            }
        }
        reply(request, state, screen, Input::Escape);
    } else if pressed == go::CONTINUE && has_choice {
        let Some(row) = row else {
            let skip = menu.rows.iter().find(|row| row.action == Action::Skip).map_or("", |row| &row.label);
            let note = field("note").map(str::to_owned);
            return Echo { row: None, note, notice: words::nothing_chosen(skip) };
        };
        reply(request, state, screen, Input::Row(row.to_owned()));
    } else {
        reply(request, state, screen, Input::Row(pressed.to_owned()));
    }
    Echo::default()
}

/// A reply to a screen. The attempt is finished from the moment in which the review is confirmed until the next change.
fn reply(request: &Request, state: &mut QuizState<'_>, screen: &Screen, input: Input) {
    let change = state.reply(&screen.reply(input, request.seconds));
    if state.end() == Some(End::Finished) {
        if state.sheet().finished.is_none() {
            state.set_finished(now(request));
        }
    } else if change == Change::Answers {
        state.set_finished(None);
    }
}
