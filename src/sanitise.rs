//! Text that commands nothing: no terminal, no reader's eye, no spreadsheet.

use std::borrow::Cow;

/// The text without control characters other than newline and tab, and without invisible marks: those that reorder text,
/// that hide a text in another, or that make two texts differ that look the same. Joiners and variation selectors stay,
/// which letters of some scripts and emoji need; a text of nothing else is empty. Carriage returns become newlines.
pub fn clean(text: &str) -> String {
    // Most texts, of which a million may be refused in one run.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return text.to_owned();
    }
    let cleaned: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !is_unsafe(*c))
        .collect();
    if cleaned.chars().any(is_joiner) && cleaned.chars().all(|c| is_joiner(c) || c.is_whitespace()) {
        return String::new();
    }
    cleaned
}

/// The text in one line: as [`clean`], with each run of white space folded to one blank.
pub fn one_line(text: &str) -> String {
    if is_one_line(text) {
        return text.to_owned();
    }
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for text that [`one_line`] returns unchanged; found without a copy.
pub fn is_one_line(text: &str) -> bool {
    let (mut before, mut is_seen) = (' ', false);
    for c in text.chars() {
        let fits = if c == ' ' { before != ' ' } else { !c.is_whitespace() && !is_unsafe(c) };
        if !fits {
            return false;
        }
        is_seen |= c != ' ' && !is_joiner(c);
        before = c;
    }
    before != ' ' && is_seen
}

/// True for what [`clean`] removes. The invisible marks are the code points of Unicode's property
/// `Default_Ignorable_Code_Point` but those of [`is_joiner`], the separators of lines and paragraphs, and the annotation
/// marks U+FFF9 to U+FFFB, and U+FFFE and U+FFFF, which are no characters and which neither YAML nor XML can hold.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || (c >= '\u{ad}'
            && matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'))
}

/// True for a mark without a width that letters need: a joiner, or a variation selector.
fn is_joiner(c: char) -> bool {
    c >= '\u{180b}'
        && matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0100}'..='\u{e01ef}')
}

/// True for a text that a spreadsheet could run as a formula.
///
/// That is a text whose first character is `=`, `+`, `-` or `@`, one of their full-width forms, or a tab or line break.
/// White space, apostrophes and characters without a width do not count as the first character, because spreadsheets drop
/// some of them. An apostrophe in front of a text therefore never changes the answer, on which [`unguarded`] relies.
pub fn is_formula(text: &str) -> bool {
    if text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' => return true,
            '\'' => {}
            _ if c.is_whitespace() || is_unseen(c) => {}
            _ => return false,
        }
    }
    false
}

/// The text as it stands in a cell of a CSV file: with one apostrophe in front if a spreadsheet could run it.
///
/// This is the only way in which a text is changed for a spreadsheet, and [`unguarded`] undoes it:
///
/// ```
/// use skillgap::sanitise::{guarded, unguarded};
///
/// for (text, cell) in [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("'quoted'", "'quoted'"), ("s-0001", "s-0001")] {
///     assert_eq!(guarded(text), cell);
///     assert_eq!(unguarded(cell), text);
/// }
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell of a CSV file, without the apostrophe that [`guarded`] put in front of it.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(cell)
}

/// Adds a cell of a CSV file that holds a text: [`guarded`] from spreadsheets, and in quotes where it holds a comma, a quote, a
/// line break, a semicolon or a tab.
///
/// ```
/// use skillgap::sanitise::text_cell;
///
/// let mut row = Vec::new();
/// text_cell("=1;2", &mut row);
/// assert_eq!(row, b"\"'=1;2\"");
/// ```
pub fn text_cell(text: &str, out: &mut Vec<u8>) {
    let quoted = text.contains([',', '"', '\n', '\r', ';', '\t']);
    if quoted {
        out.push(b'"');
    }
    if is_formula(text) {
        out.push(b'\'');
    }
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    if quoted {
        out.push(b'"');
    }
}

/// True for characters that nobody sees at the beginning of a text.
fn is_unseen(c: char) -> bool {
    is_unsafe(c) || is_joiner(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The letters are those that the guard looks at, and a few that it does not.
        #[test]
        fn h04_a_guarded_text_reads_back_as_it_was(text in "[-=+@'＝＋－＠\t\r\n \u{a0}\u{3000}\u{feff}\u{200b}\u{2060}\u{202e}\0a0\",;é]{0,7}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
            prop_assert!(!is_formula(&text) || cell.starts_with('\''), "a spreadsheet runs {:?}", cell);
            prop_assert!(cell == text || cell.strip_prefix('\'') == Some(text.as_str()), "{:?} for {:?}", cell, text);
        }

        /// Any text at all.
        #[test]
        fn h04_a_guarded_text_of_any_letters_reads_back(text in any::<String>()) {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
        }
    }

    #[test]
    fn h04_formulas_are_known_behind_what_a_spreadsheet_drops() {
        for text in ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\ta", "\ra", "\na"] {
            for before in ["", " ", "'", "''", "\u{feff}", "\u{200b}", "\u{a0}", " '\u{2060}", "\0"] {
                assert!(is_formula(&format!("{before}{text}")), "{before:?} {text:?}");
            }
        }
        for text in ["", " ", "'", "''", "a=1", "1-2", "'a'", "\"=1\"", "(=1)", "é-", "日本", "_-", "'tis", "/-"] {
            assert!(!is_formula(text) && guarded(text) == text, "{text:?}");
        }
    }

    #[test]
    fn c10_texts_are_no_formulas_and_stay_one_cell() {
        let cell = |text| {
            let mut out = Vec::new();
            text_cell(text, &mut out);
            String::from_utf8(out).unwrap()
        };
        for text in ["=1+1", "+1", "-1", "@a", "\ta", "\ra"] {
            assert!(cell(text).trim_start_matches('"').starts_with('\''), "{text}");
        }
        assert_eq!(cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(cell("s-0001"), "s-0001");
        assert_eq!([cell("'=1"), cell("\u{feff} ＝1"), cell("'tis")], ["''=1", "'\u{feff} ＝1", "'tis"]);
        assert_eq!(cell("a#b,\"c\""), "\"a#b,\"\"c\"\"\"");
    }

    #[test]
    fn a13_d08_cleaning_removes_terminal_commands() {
        assert_eq!(clean("hi\x1b[31mred\u{7}\r\nnext\t."), "hi[31mred\nnext\t.");
        assert_eq!(one_line("a\n b\u{202e}c"), "a bc");
    }

    /// More marks than the rule names: every code point that Unicode says to ignore, and some around them.
    #[test]
    fn a13_d08_invisible_marks_are_removed_and_letters_keep_theirs() {
        let marks =
            [0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200e, 0x200f, 0x2060, 0x2065, 0x206f]
                .into_iter()
                .chain([0x3164, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0x1d173, 0xe0001, 0xe0020, 0xe0041, 0xe007f, 0xe0fff])
                .chain(0x202a..=0x202e)
                .chain(0x2066..=0x2069);
        for mark in marks.filter_map(char::from_u32) {
            let text = format!("{mark}a{mark}{mark}b {mark}");
            assert_eq!((clean(&text).as_str(), one_line(&text).as_str()), ("ab ", "ab"), "U+{:04X}", u32::from(mark));
            assert!(!is_one_line(&format!("a{mark}b")) && one_line(&mark.to_string()).is_empty());
            // A spreadsheet drops some of them before a formula.
            assert_eq!(guarded(&one_line(&format!("{mark}=1"))), "'=1");
        }
        for text in [
            "नेपाली",
            "क्\u{200d}ष",
            "می\u{200c}خواهم",
            "👩\u{200d}🔬",
            "❤\u{fe0f}",
            "葛\u{e0100}",
            "שלום",
            "e\u{301}",
            "ᠠ\u{180b}",
        ] {
            assert_eq!((clean(text).as_str(), is_one_line(text)), (text, true), "{text}");
        }
        for nameless in ["\u{200d}", "\u{200c}\u{fe0f}", " \u{200d} ", "\u{e0100}\u{feff}"] {
            assert_eq!((clean(nameless).as_str(), is_one_line(nameless)), ("", false), "{nameless:?}");
        }
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
