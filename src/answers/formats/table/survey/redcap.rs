//! REDCap: exported records, raw or with labels.

use super::tool::{Headings, Numbers, Own, Tool, no_progress, one_row, whole_cell};

pub(super) const TOOL: Tool = Tool {
    word: "redcap",
    title: "REDCap",
    is_header,
    heading_rows: one_row,
    column,
    progress: no_progress,
    dates: None,
    numbers: Numbers::Ratings,
    unanswered: &[],
    answer: whole_cell,
};

fn is_header(headings: &Headings) -> bool {
    let is_raw = headings.first().eq_ignore_ascii_case("record_id")
        && headings.0.iter().any(|name| name.ends_with("_complete") || name.starts_with("redcap_"));
    let has_labels = headings.first().eq_ignore_ascii_case("Record ID") && headings.has("Complete?");
    is_raw || has_labels || headings.has("redcap_event_name")
}

fn column(headings: &[&str]) -> Option<Own> {
    let name = headings[0].trim().to_ascii_lowercase();
    Some(match name.as_str() {
        "redcap_survey_identifier" | "survey identifier" => Own::Person(1),
        "record_id" | "record id" => Own::Person(3),
        "survey timestamp" => Own::Finished,
        "event name" | "repeat instrument" | "repeat instance" | "data access group" => Own::Dropped,
        _ if name.starts_with("redcap_") || name.ends_with("_complete") || name == "complete?" => Own::Dropped,
        _ if name.ends_with("_timestamp") => Own::Finished,
        _ => return None,
    })
}
