//! The headings of a column, taken apart: an item may be named by its id, a code, or the wording of its question, with
//! much around it.

use super::plain_text::plain_text;
use crate::sanitise;

/// What the headings of a column may name, the most certain first.
pub(super) fn names_in(headings: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for heading in headings {
        let heading = sanitise::one_line(&plain_text(heading));
        let parts = parts(&heading);
        // A tool may write `How_far_have_you_come?`.
        let spaced = if heading.contains([' ', '.']) { String::new() } else { heading.replace('_', " ") };
        for part in [heading.as_str()].into_iter().chain(parts).chain([spaced.as_str()]) {
            let bare = bare(part);
            for name in [part, bare] {
                if !name.is_empty() && !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
    }
    names
}

/// The parts of a heading that may be the id or the wording of a question.
fn parts(heading: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    // `Question [Row]`
    if let Some((before, row)) = heading.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        parts.push(row);
        if row.trim() == "comment" {
            parts.push(before);
        }
    }
    // `(label) Question`
    if let Some((label, question)) = heading.strip_prefix('(').and_then(|text| text.split_once(')')) {
        parts.extend([label, question]);
    }
    // `code. Question [Row]`
    if let Some((code, question)) = heading.split_once(". ") {
        parts.extend([code, question]);
    }
    // `Q01_name`, `Q01_name->Row`
    let numbered = heading.strip_prefix('Q').map(|text| text.trim_start_matches(|c: char| c.is_ascii_digit()));
    if let Some(name) = numbered.and_then(|text| text.strip_prefix('_').or_else(|| text.strip_prefix("->"))) {
        parts.push(name);
        if let Some((_, row)) = name.split_once("->") {
            parts.push(row);
        }
    }
    // `Question - Row`, `Question - Selected Choice`
    if let Some((question, row)) = heading.rsplit_once(" - ") {
        parts.extend([row, question]);
    }
    parts
}

/// A question without the number before it, and without the marks behind it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let number = text.strip_prefix(['Q', 'q']).unwrap_or(text);
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = behind.len() < number.len();
    let text = match behind.trim_start().strip_prefix(['.', ')', ':', '-']) {
        Some(question) if is_numbered => question.trim_start(),
        _ => text,
    };
    let text = text.trim_end_matches([' ', '*']);
    let text = text.strip_suffix("(required)").unwrap_or(text).trim_end();
    // A question that stands twice in a form gets a number behind it.
    match text.trim_end_matches(|c: char| c.is_ascii_digit()) {
        question if question.ends_with('?') => question,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h02_questions_are_found_in_every_kind_of_heading() {
        for heading in [
            "How far have you come?",
            "1. How far have you come?",
            "Q12) How far have you come? *",
            "12 - How far have you come? (required)",
            "How far have you come?2",
            "<p>How&nbsp;far <b>have</b> you come?</p>",
            "Skills today [How far have you come?]",
            "G01Q02. How far have you come?",
            "(data-analysis) How far have you come?",
            "Skills - How far have you come?",
            "How far have you come? - Selected Choice",
            "Q03_skills->How far have you come?",
            "  How far\nhave you  come? ",
            "How_far_have_you_come?",
        ] {
            assert!(names_in(&[heading]).iter().any(|name| name == "How far have you come?"), "{heading}");
        }
        for heading in
            ["data-analysis", "Q01_data-analysis", "(data-analysis) How?", "data-analysis. How?", "S [data-analysis]"]
        {
            assert!(names_in(&[heading]).iter().any(|name| name == "data-analysis"), "{heading}");
        }
    }
}
