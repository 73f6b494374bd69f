//! Cells of tables that a spreadsheet may open.

/// The text, with an apostrophe before it where a spreadsheet would run it as a formula.
pub(super) fn guarded(text: &str) -> String {
    let is_formula = text.trim_start_matches(['\'', ' ']).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

/// A line of a table with commas.
pub(super) fn line(cells: &[impl AsRef<str>]) -> String {
    let quoted = |cell: &str| {
        let cell = guarded(cell);
        if cell.contains([',', '"', '\n', '\r', '\t', ' ']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    };
    cells.iter().map(|cell| quoted(cell.as_ref())).collect::<Vec<_>>().join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h01_no_cell_begins_a_formula() {
        for text in ["=cmd", "+1", "-1", "@x", "'=1", " =1", "＝1"] {
            assert!(line(&[text]).trim_start_matches('"').starts_with('\''), "{text}");
        }
        assert_eq!(line(&["a", "b c", "d\"e", "0, None | 1, Some"]), "a,\"b c\",\"d\"\"e\",\"0, None | 1, Some\"\n");
    }
}
