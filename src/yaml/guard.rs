//! A look at the text before it is parsed: how deep its brackets nest.
//!
//! The YAML library scans a whole text before it refuses deep nesting, in time that grows with the
//! square of the depth: 160 KB of `{a: {a: ` took 4.5 s. This one pass stops it first.

use crate::diag::Position;

/// The deepest nesting of `[` and `{` that is read.
pub(super) const MAX_DEPTH: usize = 32;

/// Where the nesting first goes past [`MAX_DEPTH`]. Brackets in quotes, comments, block text and
/// in the middle of plain words do not count, so no note that a person writes can trip it.
pub(super) fn too_deep(text: &str) -> Option<Position> {
    let mut depth = 0_usize;
    let mut quote: Option<char> = None;
    let mut block_text_of: Option<usize> = None;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if let Some(parent) = block_text_of {
            if line.trim().is_empty() || indent > parent {
                continue;
            }
            block_text_of = None;
        }
        let mut token_start = true;
        let mut before = ' ';
        let mut escaped = false;
        for (column, c) in line.chars().enumerate() {
            if let Some(open) = quote {
                if open == '"' && c == '\\' && !escaped {
                    escaped = true;
                    continue;
                }
                if c == open && !escaped {
                    quote = None;
                }
                escaped = false;
                continue;
            }
            match c {
                '#' if before.is_whitespace() => break,
                '"' | '\'' if token_start => quote = Some(c),
                '[' | '{' if token_start || depth > 0 => {
                    depth += 1;
                    if depth > MAX_DEPTH {
                        return Some(Position { line: number + 1, column: column + 1 });
                    }
                }
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            // A token starts at the line's first word, after `- `, `? ` or `: `, and after a bracket or comma in brackets.
            token_start = match c {
                '[' | '{' | ',' => depth > 0,
                ' ' => token_start || matches!(before, ':' | '-' | '?' | ','),
                '-' | '?' => token_start,
                ':' => depth > 0 && before == '"',
                _ => false,
            };
            before = c;
        }
        if depth == 0 && quote.is_none() && opens_block_text(line) {
            block_text_of = Some(indent);
        }
    }
    None
}

/// True for a line that ends in `|` or `>` (with `+`, `-` or a digit): the next, deeper lines are text.
fn opens_block_text(line: &str) -> bool {
    let head = line.trim_end().trim_end_matches(|c: char| c == '+' || c == '-' || c.is_ascii_digit());
    let Some(head) = head.strip_suffix(['|', '>']) else { return false };
    head.ends_with(": ") || head.ends_with("- ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_maps_and_lists_are_refused_quickly() {
        for bomb in
            ["{a: ".repeat(50_000), "[".repeat(200_000), "- ".repeat(3) + &"[[ ".repeat(40), "a: {\"b\":[".repeat(40)]
        {
            assert!(too_deep(&bomb).is_some(), "{}", &bomb[..20]);
        }
        assert_eq!(too_deep(&"[".repeat(40)), Some(Position { line: 1, column: 33 }));
    }

    #[test]
    fn brackets_in_a_note_are_text() {
        let many = "[".repeat(200);
        for note in [
            format!("note: '{many}'"),
            format!("note: \"it\\\"s {many}\""),
            format!("note: a {many}"),
            format!("a: 1 # {many}"),
            format!("- note: |-\n    {many}\n\n    {many}\n- b: 1"),
        ] {
            assert_eq!(too_deep(&note), None, "{note}");
        }
    }

    #[test]
    fn ordinary_flow_records_pass() {
        assert_eq!(too_deep("- {a: [1, 2], b: {c: 1}}\n".repeat(1000).as_str()), None);
    }
}
