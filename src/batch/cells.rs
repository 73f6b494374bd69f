//! Cells of a table: texts and counts.

use crate::sanitise;

/// A cell of text that came from a person: [`sanitise::guarded`] from spreadsheets, and one cell to a reader of CSV.
pub(super) fn text_cell(text: &str, out: &mut Vec<u8>) {
    let quoted = text.contains([',', '"', '\n', '\r', ';', '\t']);
    if quoted {
        out.push(b'"');
    }
    if sanitise::is_formula(text) {
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

/// Adds a whole number.
pub(super) fn push_count(count: usize, out: &mut Vec<u8>) {
    if count >= 10 {
        push_count(count / 10, out);
    }
    out.push(b"0123456789"[count % 10]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Decimal;

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
    fn counts_have_all_their_digits() {
        let mut out = Vec::new();
        for count in [0, 9, 10, 75, 1234] {
            push_count(count, &mut out);
            out.push(b' ');
        }
        assert_eq!(out, b"0 9 10 75 1234 ");
    }

    #[test]
    fn a_missing_number_is_an_empty_cell() {
        let mut out = Vec::new();
        Decimal::NONE.push_cell(&mut out);
        assert_eq!(out, b",");
    }
}
