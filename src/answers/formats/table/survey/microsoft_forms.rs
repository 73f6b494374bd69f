//! Microsoft Forms: the workbook of a form's responses, and a table saved from it.

use super::tool::{Headings, Numbers, Own, Tool, no_progress, one_row};

pub(super) const TOOL: Tool = Tool {
    word: "microsoft-forms",
    title: "Microsoft Forms",
    is_header,
    heading_rows: one_row,
    column,
    progress: no_progress,
    dates: None,
    // Its ratings begin at 1.
    numbers: Numbers::Unsaid,
    unanswered: &[],
    answer,
};

fn is_header(headings: &Headings) -> bool {
    headings.has("Start time") && headings.has("Completion time")
}

fn column(headings: &[&str]) -> Option<Own> {
    let heading = headings[0].trim().to_ascii_lowercase();
    match heading.as_str() {
        "id" => Some(Own::Person(3)),
        "start time" => Some(Own::Started),
        "completion time" => Some(Own::Finished),
        "email" | "name" | "language" | "last modified time" | "total points" | "quiz feedback" => Some(Own::Dropped),
        // The points of a quiz.
        _ if heading.starts_with("points - ") || heading.starts_with("feedback - ") => Some(Own::Dropped),
        _ => None,
    }
}

/// A choice of several ends with a semicolon, also where only one was made.
fn answer(cell: &str) -> &str {
    cell.trim_end().strip_suffix(';').unwrap_or(cell)
}
