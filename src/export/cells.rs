//! Cells of tables that a spreadsheet may open.

use crate::sanitise::guarded;

/// A line of a table with commas.
pub(super) fn line(cells: &[impl AsRef<str>]) -> String {
    let quoted = |cell: &str| {
        let cell = guarded(cell);
        if cell.contains([',', '"', '\n', '\r', '\t', ' ']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.into_owned()
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
