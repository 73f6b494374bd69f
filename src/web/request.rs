//! What a host hands over, and what it gets back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A request. The host keeps nothing but the texts that the last response gave it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Request {
    /// The answers file of the attempt; `None` before the first answer.
    pub attempt: Option<String>,
    /// Where the conversation is, as the last response said; `None` at the beginning.
    pub at: Option<String>,
    /// The time now, as RFC 3339 with the offset of the place.
    pub now: String,
    /// Random bytes, for the pseudonym of a person who begins.
    pub random: [u8; 10],
    /// Whole seconds since the screen was shown.
    pub seconds: Option<u32>,
    pub want: Want,
}

/// What is wanted.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Want {
    /// The present screen.
    Screen,
    /// The screen after what was posted: the fields of its form.
    Post(BTreeMap<String, String>),
    /// The screen after this answers file was opened in place of the attempt.
    Open(String),
    /// The report of a finished attempt, as a part of its page.
    Report,
    /// A file of the attempt.
    File(FileKind),
}

/// A file that an attempt gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FileKind {
    /// The answers file.
    Answers,
    /// The student's report.
    Report,
    /// The development plan as text.
    Plan,
    /// The steps of the plan as a calendar.
    Calendar,
    /// The line that `score` gives, below its header.
    Scores,
}

/// A response.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Response {
    /// A screen.
    Screen(ScreenPart),
    /// The report, as markup.
    Report(String),
    /// A file.
    File(NamedFile),
    /// Why there is no other response.
    Trouble(String),
}

/// A screen as a part of the page, and what the host keeps for the next request.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ScreenPart {
    /// The answers file; `None` where there is nothing to keep yet.
    pub attempt: Option<String>,
    pub at: String,
    /// The id of the screen: a new one is a new entry of the browser's history.
    pub screen: String,
    /// The title of the page.
    pub title: String,
    /// The screen, as markup.
    pub html: String,
    /// True where the report is to be asked for next.
    pub report: bool,
}

/// A file for the person.
#[derive(Debug, Serialize)]
pub(super) struct NamedFile {
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    pub text: String,
}
