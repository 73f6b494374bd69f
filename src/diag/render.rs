//! A diagnostic as lines for a terminal: message, place, the line with a caret, expected, hint.

use std::fmt::Write as _;

use super::Diagnostic;
use textwrap::core::display_width;

/// The widest excerpt shown; longer lines are cut around the place.
const EXCERPT_WIDTH: usize = 96;

/// The diagnostic as plain lines, each ended by a newline. The hint is the last line.
pub fn render(diagnostic: &Diagnostic) -> String {
    let severity = diagnostic.severity.as_str();
    let mut out = format!("{severity}[{}]: {}\n", diagnostic.code.as_str(), diagnostic.message);
    line(&mut out, &format!("  --> {}", diagnostic.place()));
    if let (Some(at), Some(text)) = (diagnostic.position, &diagnostic.excerpt) {
        let (shown, before) = cut(text, at.column - 1);
        let gutter = at.line.to_string();
        let blank = " ".repeat(gutter.len());
        line(&mut out, &format!("{gutter} | {shown}"));
        line(&mut out, &format!("{blank} | {}^", " ".repeat(before)));
    }
    if let Some(expected) = &diagnostic.expected {
        line(&mut out, &format!("  expected: {expected}"));
    }
    if let Some(hint) = &diagnostic.hint {
        line(&mut out, &format!("  hint: {hint}"));
    }
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}", text.trim_end());
}

/// The part of the line around the place, and the display columns before the place in it.
fn cut(text: &str, column: usize) -> (String, usize) {
    let letters: Vec<char> = text.chars().collect();
    let start = if letters.len() > EXCERPT_WIDTH { column.saturating_sub(40).min(letters.len()) } else { 0 };
    let end = letters.len().min(start + EXCERPT_WIDTH);
    let mut shown = String::new();
    if start > 0 {
        shown.push_str("...");
    }
    let before: String = letters[start..column.clamp(start, end)].iter().collect();
    let width = display_width(&shown) + display_width(&before);
    shown.extend(&letters[start..end]);
    if end < letters.len() {
        shown.push_str("...");
    }
    (shown, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Position};

    #[test]
    fn the_hint_is_the_last_line_and_the_caret_under_the_place() {
        let shown = render(
            &Diagnostic::of_file(Code::UnknownId, "q.yaml", "unknown scale: `knowlege`")
                .at(Position { line: 2, column: 8 }, "a: 1\nscale: knowlege\n")
                .expected("`levels` or `knowledge`")
                .hint("did you mean `knowledge`?"),
        );
        insta::assert_snapshot!(shown, @r"
        error[SK202]: unknown scale: `knowlege`
          --> q.yaml:2:8
        2 | scale: knowlege
          |        ^
          expected: `levels` or `knowledge`
          hint: did you mean `knowledge`?
        ");
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_place() {
        let text = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let (shown, before) = cut(&text, 500);
        assert!(shown.chars().count() <= EXCERPT_WIDTH + 6);
        assert_eq!(shown.chars().nth(before), Some('X'));
    }
}
