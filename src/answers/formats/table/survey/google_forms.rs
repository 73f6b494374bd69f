//! Google Forms: the download of a form's responses, and the sheet that it fills.

use super::tool::{Headings, Numbers, Own, Tool, no_progress, one_row, whole_cell};

pub(super) const TOOL: Tool = Tool {
    word: "google-forms",
    title: "Google Forms",
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
    headings.first().eq_ignore_ascii_case("Timestamp")
}

fn column(headings: &[&str]) -> Option<Own> {
    let heading = headings[0].trim();
    match heading.to_ascii_lowercase().as_str() {
        // Every response is one that was handed in.
        "timestamp" => Some(Own::Finished),
        "email address" | "username" => Some(Own::Person(2)),
        "score" => Some(Own::Dropped),
        // The points of a quiz.
        lower if lower.ends_with("[score]") || lower.ends_with("[feedback]") => Some(Own::Dropped),
        _ => None,
    }
}
