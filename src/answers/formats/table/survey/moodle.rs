//! Moodle: the questionnaire plugin's and the feedback activity's downloads.

use super::times::DayOrder;
use super::tool::{Headings, Numbers, Own, Progress, Tool, one_row};

pub(super) const TOOL: Tool = Tool {
    word: "moodle",
    title: "Moodle",
    is_header,
    heading_rows: one_row,
    column,
    progress: complete,
    // The questionnaire writes `5/3/2026 14:07:31`, whatever the language.
    dates: Some(DayOrder::DayFirst),
    // The codes of choices count from 1.
    numbers: Numbers::Unsaid,
    unanswered: &["-"],
    answer,
};

fn is_header(headings: &Headings) -> bool {
    let is_numbered = |name: &String| {
        let digits = name.strip_prefix('Q').and_then(|rest| rest.get(..2));
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let own = ["Response", "Submitted on:", "Full name", "Username", "Institution"];
    let is_questionnaire = headings.0.iter().any(is_numbered) && headings.has_any(&own);
    let names = ["User", "User full name", "Full name", "Fullname"];
    let is_feedback = headings.has_any(&names) && headings.has("Date") && !headings.has("Start time");
    is_questionnaire || is_feedback || headings.has_any(&["Response number", "Response Nr."])
}

fn column(headings: &[&str]) -> Option<Own> {
    let name = headings[0].trim().to_ascii_lowercase();
    Some(match name.as_str() {
        "username" => Own::Person(1),
        "id number" => Own::Person(2),
        "id" => Own::Person(3),
        "response" | "response number" | "response nr." => Own::Person(4),
        "submitted on:" | "date" => Own::Finished,
        "complete" => Own::State(0),
        "institution" | "department" | "course" | "groups" | "full name" | "user" | "user full name" | "fullname"
        | "email address" => Own::Dropped,
        _ => return None,
    })
}

fn complete(_: u8, cell: &str) -> Option<Progress> {
    match cell.to_ascii_lowercase().as_str() {
        "y" | "yes" => Some(Progress::Finished),
        "n" | "no" => Some(Progress::Unfinished),
        _ => None,
    }
}

/// The text of `3 : I have used it`, where position and text stand together.
fn answer(cell: &str) -> &str {
    match cell.split_once(" : ") {
        Some((position, text)) if position.trim().bytes().all(|byte| byte.is_ascii_digit()) => {
            match text.split_once('=') {
                // A choice that was written with a value of its own: `1 : 0=Not at all`.
                Some((value, label)) if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => label,
                _ => text,
            }
        }
        _ => cell,
    }
}
