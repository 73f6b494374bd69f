//! The quiz, the report and the plan as pages of HTML: an attempt and what was posted go in, the attempt and a page come
//! out.
//!
//! Nothing here does input or output, reads a clock, keeps anything between two requests or knows its host. The host hands
//! over a request and puts the response in place; today that is the script of one page, the [`file()`], which runs this code
//! in a browser. Screens are plain forms: their fields are what a request holds, whoever sends it.

mod attempt;
mod post;
mod request;
mod result;
mod screens;
mod shell;
mod site;
mod templates;

use request::{Request, Response, ScreenPart, Want};
use screens::{Echo, Shown, go};

use crate::answers;
use crate::language::page as words;
use crate::quiz::{AttemptOrigin, End, Place, QuizState};

pub use shell::file;
pub use site::{Site, SiteSource};

/// Answers a request. Both are JSON texts; the fields are those of `web/request.rs`.
///
/// # Panics
/// Never: responses can be written as JSON.
pub fn respond(site: &Site, request: &str) -> String {
    let response = match serde_json::from_str(request) {
        Ok(request) => response(site, &request),
        Err(error) => Response::Trouble(error.to_string()),
    };
    serde_json::to_string(&response).expect("responses can be written as JSON")
}

fn response(site: &Site, request: &Request) -> Response {
    if let Want::Open(text) = &request.want {
        return Response::Screen(match attempt::read(site, text) {
            Ok((sheet, notice)) => {
                let state = QuizState::on_page(&site.pack, sheet, AttemptOrigin::Resumed);
                part(site, &state, &Echo { notice, ..Echo::default() }, true)
            }
            Err(problems) => not_read(request, words::FILE_NOT_READ, (go::KEEP, words::GO_ON), &problems),
        });
    }
    let mut state = match attempt::conversation(site, request) {
        Ok(state) => state,
        Err(problems) => return Response::Screen(unreadable(site, request, &problems)),
    };
    match &request.want {
        Want::Screen | Want::Open(_) => {
            Response::Screen(part(site, &state, &Echo::default(), request.attempt.is_some()))
        }
        Want::Post(fields) => {
            let echo = post::post(site, request, &mut state, fields);
            let is_kept = request.attempt.is_some() || state.memory().place() != Place::Start;
            Response::Screen(part(site, &state, &echo, is_kept))
        }
        Want::Report => Response::Report(result::report(site, state.sheet())),
        Want::File(kind) => result::file(site, state.sheet(), *kind)
            .map_or_else(|| Response::Trouble(words::NOTHING_IN_FILE.to_owned()), Response::File),
    }
}

/// The present screen with what the host keeps: nothing before an attempt has begun.
fn part(site: &Site, state: &QuizState<'_>, echo: &Echo, is_kept: bool) -> ScreenPart {
    let (title, html) = match state.end() {
        None => screens::screen(state, echo),
        Some(End::Finished) => result::result(site, state.sheet(), &echo.notice),
        Some(End::StartNew) => new_attempt(),
        Some(End::SavedAndQuit | End::NotBegun) => stopped(state),
    };
    ScreenPart {
        attempt: is_kept.then(|| answers::to_yaml(state.sheet(), &site.pack)),
        at: attempt::position(site, state),
        screen: state.screen().id,
        title: words::title(&title, site.pack.title()),
        html,
        report: state.end() == Some(End::Finished),
    }
}

/// The choice to begin anew.
fn new_attempt() -> Shown {
    let choices = [(go::AS_BEFORE, words::AS_BEFORE), (go::AS_OTHER, words::AS_OTHER), (go::KEEP, words::KEEP)];
    let choices = choices.map(|(id, label)| (id.to_owned(), label)).to_vec();
    screens::buttons("end", &[], words::NEW_ATTEMPT, (&[], &[words::NEW_ATTEMPT_MEANS.to_owned()]), choices)
}

/// The screen after a stop.
fn stopped(state: &QuizState<'_>) -> Shown {
    let (pack, sheet) = (state.pack(), state.sheet());
    let far = words::how_far(sheet.answered(pack), pack.form(sheet.form).items.len());
    let choices = vec![(go::KEEP.to_owned(), words::GO_ON)];
    screens::buttons("end", &[], words::STOPPED, (&[], &[far]), choices)
}

/// The screen for answers that cannot be read, with one button; what the host keeps stays as it is.
fn not_read(request: &Request, what_now: &str, (id, label): (&str, &str), problems: &str) -> ScreenPart {
    let paragraphs: Vec<String> = std::iter::once(what_now).chain(problems.lines()).map(str::to_owned).collect();
    let choices = vec![(id.to_owned(), label)];
    let (title, html) = screens::buttons("not-read", &[], words::NOT_READ, (&[], &paragraphs), choices);
    let (attempt, at) = (request.attempt.clone(), request.at.clone().unwrap_or_default());
    ScreenPart { attempt, at, screen: "not-read".to_owned(), title, html, report: false }
}

/// The screen for kept answers that cannot be read: they stay until a new attempt is begun.
fn unreadable(site: &Site, request: &Request, problems: &str) -> ScreenPart {
    let starts_new =
        matches!(&request.want, Want::Post(fields) if fields.get("go").is_some_and(|pressed| pressed == go::AS_OTHER));
    if starts_new {
        let sheet = attempt::begin(site, request, None);
        return part(site, &QuizState::on_page(&site.pack, sheet, AttemptOrigin::New), &Echo::default(), true);
    }
    not_read(request, words::KEPT_NOT_READ, (go::AS_OTHER, words::START_NEW), problems)
}
