//! LimeSurvey: exported results, with codes, texts or both as headings, and codes or texts as answers.

use super::tool::{Headings, Numbers, Own, Tool, no_progress, one_row, whole_cell};

pub(super) const TOOL: Tool = Tool {
    word: "limesurvey",
    title: "LimeSurvey",
    is_header,
    heading_rows: one_row,
    column,
    progress: no_progress,
    dates: None,
    numbers: Numbers::Ratings,
    unanswered: &["{question_not_shown}"],
    answer: whole_cell,
};

fn is_header(headings: &Headings) -> bool {
    let name = |heading: &str| code(heading).to_ascii_lowercase();
    let has = |known: &[&str]| headings.0.iter().any(|heading| known.contains(&name(heading).as_str()));
    has(&["submitdate", "date submitted"]) && has(&["lastpage", "startlanguage", "seed", "last page", "start language"])
}

/// What stands for the time of a response of an anonymous survey, which keeps none.
pub(super) const UNDATED: &str = "1980-01-01 00:00:00";

/// The code of a heading such as `submitdate. Date submitted`.
fn code(heading: &str) -> &str {
    heading.split_once(". ").map_or(heading, |(code, _)| code).trim()
}

fn column(headings: &[&str]) -> Option<Own> {
    let code = code(headings[0]).to_ascii_lowercase();
    Some(match code.as_str() {
        "token" | "access code" => Own::Person(2),
        "id" | "response id" => Own::Person(3),
        "startdate" | "date started" => Own::Started,
        "submitdate" | "date submitted" => Own::Finished,
        "lastpage" | "startlanguage" | "seed" | "datestamp" | "ipaddr" | "refurl" | "interviewtime" | "firstname"
        | "lastname" | "email" => Own::Dropped,
        // How long a question or a group was on screen.
        _ if code.ends_with("time") && headings[0].to_ascii_lowercase().contains("time:") => Own::Dropped,
        _ => return None,
    })
}
