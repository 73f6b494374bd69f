//! REDCap: exported records, raw or with labels.

use super::tool::{Headings, Numbers, Own, Progress, Tool, one_row, whole_cell};

pub(super) const TOOL: Tool = Tool {
    word: "redcap",
    title: "REDCap",
    is_header,
    heading_rows: one_row,
    column,
    progress,
    dates: None,
    numbers: Numbers::Ratings,
    unanswered: &[],
    answer: whole_cell,
};

fn is_header(headings: &Headings) -> bool {
    // The record's name and label may be the project's own. Names of variables have these letters only.
    let is_variable =
        |name: &String| name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_raw = headings.0.iter().all(is_variable) && headings.0.iter().any(|name| name.ends_with("_complete"));
    let has_own = headings.first().eq_ignore_ascii_case("record_id")
        && headings.0.iter().any(|name| name.ends_with("_complete") || name.starts_with("redcap_"));
    is_raw || has_own || headings.has("Complete?") || headings.has("redcap_event_name")
}

fn column(headings: &[&str]) -> Option<Own> {
    let name = headings[0].trim().to_ascii_lowercase();
    Some(match name.as_str() {
        "redcap_survey_identifier" | "survey identifier" => Own::Person(1),
        "record_id" | "record id" => Own::Person(3),
        "survey timestamp" => Own::Finished,
        "event name" | "repeat instrument" | "repeat instance" | "data access group" => Own::Dropped,
        _ if name.ends_with("_complete") || name == "complete?" => Own::State(0),
        _ if name.starts_with("redcap_") => Own::Dropped,
        _ if name.ends_with("_timestamp") => Own::Finished,
        _ => return None,
    })
}

fn progress(_: u8, cell: &str) -> Option<Progress> {
    match cell.to_ascii_lowercase().as_str() {
        // Typed in by a person and not looked over by another is handed in all the same.
        "1" | "2" | "unverified" | "complete" => Some(Progress::Finished),
        "0" | "incomplete" => Some(Progress::Unfinished),
        _ => None,
    }
}
