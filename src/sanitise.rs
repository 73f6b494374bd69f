//! Removes from text what could command a terminal or reorder the text around it.

/// The text without control characters other than newline and tab, and without the invisible marks that reorder text.
/// Carriage returns become newlines.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !is_unsafe(*c))
        .collect()
}

/// The text in one line: as [`clean`], with each run of white space folded to one blank.
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for text that [`one_line`] returns unchanged; found without a copy.
pub fn is_one_line(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let fits = if c == ' ' { before != ' ' } else { !c.is_whitespace() && !is_unsafe(c) };
        if !fits {
            return false;
        }
        before = c;
    }
    before != ' '
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a13_d08_cleaning_removes_terminal_commands() {
        assert_eq!(clean("hi\x1b[31mred\u{7}\r\nnext\t."), "hi[31mred\nnext\t.");
        assert_eq!(one_line("a\n b\u{202e}c"), "a bc");
    }

    #[test]
    fn one_line_is_known_without_a_copy() {
        for text in ["a", "a b", "Zoë 日本", "s-0001"] {
            assert!(is_one_line(text) && one_line(text) == text, "{text}");
        }
        for text in ["", " a", "a ", "a  b", "a\tb", "a\nb", "a\u{1b}b", "a\u{202e}", "a\u{a0}b"] {
            assert!(!is_one_line(text) && (text.is_empty() || one_line(text) != text), "{text:?}");
        }
    }
}
