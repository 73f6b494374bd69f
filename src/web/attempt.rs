//! The conversation of a request: where it is, and its answers.

use serde::{Deserialize, Serialize};

use super::Site;
use super::request::Request;
use crate::answers::{self, AnswerSheet, Respondent, pseudonym};
use crate::clock::Timestamp;
use crate::diag::{self, Listing};
use crate::model::Id;
use crate::quiz::{AttemptOrigin, Memory, QuizState, start_says};

/// The file name of answers in messages.
const ANSWERS_FILE: &str = "answers.yaml";

/// Where a conversation is. It holds for the pack and the form that it was about.
#[derive(Debug, Serialize, Deserialize)]
struct Position {
    pack: String,
    form: String,
    memory: Memory,
}

/// The conversation at the position of a request; at the start screen where the request names none that holds.
///
/// # Errors
/// The problems of an attempt that cannot be read.
pub(super) fn conversation<'s>(site: &'s Site, request: &Request) -> Result<QuizState<'s>, String> {
    let Some(text) = &request.attempt else {
        let sheet = begin(site, request, None);
        return Ok(
            at(site, &sheet, request).unwrap_or_else(|| QuizState::on_page(&site.pack, sheet, AttemptOrigin::New))
        );
    };
    let (sheet, _) = read(site, text)?;
    Ok(at(site, &sheet, request).unwrap_or_else(|| QuizState::on_page(&site.pack, sheet, AttemptOrigin::Resumed)))
}

/// The conversation at the position that the request names.
fn at<'s>(site: &'s Site, sheet: &AnswerSheet, request: &Request) -> Option<QuizState<'s>> {
    let position: Position = serde_json::from_str(request.at.as_deref()?).ok()?;
    let form = site.pack.form(sheet.form).id.as_str();
    let holds = position.pack == site.pack.fingerprint() && position.form == form;
    holds.then(|| QuizState::resume(&site.pack, sheet.clone(), position.memory)).flatten()
}

/// Where a conversation is, for the next request.
///
/// # Panics
/// Never: positions can be written as JSON.
pub(super) fn position(site: &Site, state: &QuizState<'_>) -> String {
    let pack = site.pack.fingerprint().to_owned();
    let form = site.pack.form(state.sheet().form).id.to_string();
    let position = Position { pack, form, memory: state.memory().clone() };
    serde_json::to_string(&position).expect("positions can be written as JSON")
}

/// A new attempt; of the same person where there is an earlier one.
pub(super) fn begin(site: &Site, request: &Request, earlier: Option<&AnswerSheet>) -> AnswerSheet {
    let mut sheet = empty(site, pseudonym(request.random));
    sheet.started = now(request);
    if let Some(earlier) = earlier {
        sheet.take_over(earlier);
    }
    sheet
}

/// The sheet of this person without an answer.
pub(super) fn empty(site: &Site, id: String) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(&site.pack, site.form, Respondent { id, label: None });
    sheet.role = site.role;
    sheet.invitation.clone_from(&site.invitation);
    sheet
}

/// The time of a request.
pub(super) fn now(request: &Request) -> Option<Timestamp> {
    Timestamp::parse(&request.now)
}

/// Reads an answers file; one without an invitation gets that of the site. Also gives what is doubtful in it and the start
/// screen does not say, as text; empty for nothing.
///
/// # Errors
/// Its problems as text, each with its place and its fix.
pub(super) fn read(site: &Site, text: &str) -> Result<(AnswerSheet, String), String> {
    let (sheet, mut problems) = answers::parse(ANSWERS_FILE, text, &site.pack);
    let Some(mut sheet) = sheet else { return Err(diag::render_list(&problems, Listing::First)) };
    problems.retain(|problem| !start_says(problem.code));
    if sheet.invitation.is_none() {
        sheet.invitation.clone_from(&site.invitation);
    }
    Ok((sheet, diag::render_list(&problems, Listing::First)))
}
