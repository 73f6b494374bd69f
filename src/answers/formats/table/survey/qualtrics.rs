//! Qualtrics: exported responses, with three rows of headings (names, texts, identifiers), or two in older exports.

use super::tool::{Headings, Numbers, Own, Progress, Tool, whole_cell};

pub(super) const TOOL: Tool = Tool {
    word: "qualtrics",
    title: "Qualtrics",
    is_header,
    heading_rows,
    column,
    progress,
    dates: None,
    // Numeric values count the choices from 1 unless the author gave others.
    numbers: Numbers::Unsaid,
    // Seen, and not answered.
    unanswered: &["-99"],
    answer: whole_cell,
};

fn is_header(headings: &Headings) -> bool {
    let signs = ["Duration (in seconds)", "Progress", "Finished", "RecordedDate", "ResponseSet"];
    (headings.has("ResponseId") || headings.has("ResponseID")) && headings.has_any(&signs)
        || (headings.has("V1") && headings.has("V10"))
}

fn heading_rows(rows: &[Vec<String>]) -> usize {
    let is_import = |row: &Vec<String>| row.iter().any(|cell| cell.contains("\"ImportId\""));
    match rows.get(1..) {
        Some([_, third, ..]) if is_import(third) => 3,
        Some([second, ..]) if is_import(second) => 2,
        // Older exports have the texts below the names.
        Some(_) if rows[0].iter().any(|cell| cell == "ResponseSet" || cell == "V1") => 2,
        Some([second, ..]) if second.iter().any(|cell| cell == "Response ID" || cell == "Start Date") => 2,
        _ => 1,
    }
}

fn column(headings: &[&str]) -> Option<Own> {
    // In the oldest exports the names of these columns stand in the second row.
    let is_numbered = |name: &str| name.strip_prefix('V').is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()));
    let name = if is_numbered(headings[0]) { headings.get(1).unwrap_or(&headings[0]) } else { &headings[0] };
    Some(match name.to_ascii_lowercase().as_str() {
        "externalreference" | "externaldatareference" => Own::Person(1),
        "responseid" => Own::Person(3),
        "startdate" => Own::Started,
        "enddate" => Own::Finished,
        "status" => Own::State(STATUS),
        "finished" => Own::State(FINISHED),
        "ipaddress"
        | "progress"
        | "duration (in seconds)"
        | "recordeddate"
        | "responseset"
        | "name"
        | "recipientlastname"
        | "recipientfirstname"
        | "recipientemail"
        | "emailaddress"
        | "locationlatitude"
        | "locationlongitude"
        | "locationaccuracy"
        | "distributionchannel"
        | "userlanguage" => Own::Dropped,
        // The text of another choice, and the order in which choices were shown.
        lower if lower.ends_with("_text") || lower.contains("_do") || lower.starts_with("sc0") => Own::Dropped,
        _ => return None,
    })
}

/// The columns that say how far a response has come.
const STATUS: u8 = 0;
const FINISHED: u8 = 1;

fn progress(column: u8, cell: &str) -> Option<Progress> {
    let test = ["1", "2", "8", "survey preview", "survey test", "preview", "spam"];
    let cell = cell.to_ascii_lowercase();
    match (column, cell.as_str()) {
        (STATUS, cell) => test.contains(&cell).then_some(Progress::Test),
        (FINISHED, "1" | "true") => Some(Progress::Finished),
        (FINISHED, "0" | "false") => Some(Progress::Unfinished),
        _ => None,
    }
}
