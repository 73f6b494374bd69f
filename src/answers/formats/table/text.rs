//! The text of cells, for messages and for cells that are not of an item.

use crate::sanitise;

/// The cell of an empty list.
pub(super) const NONE: &str = "none";

/// The hint for a cell with letters that have no shape, which a message cannot show.
pub(super) const UNSEEN_LETTERS: &str = "the cell holds letters that do not show: empty it and type the value again";

/// True for a row of which every cell is empty: nothing but quotes, white space and what separates cells.
pub(in crate::answers::formats) fn is_blank(row: &[u8], separates: impl Fn(u8) -> bool) -> bool {
    let is_empty = |byte: u8| separates(byte) || byte == b'"' || byte.is_ascii_whitespace();
    match row.iter().position(|byte| !is_empty(*byte)) {
        None => true,
        Some(at) if row[at].is_ascii() => false,
        Some(at) => std::str::from_utf8(&row[at..]).is_ok_and(|rest| {
            rest.chars().all(|c| c.is_whitespace() || c == '\u{feff}' || u8::try_from(c).is_ok_and(&is_empty))
        }),
    }
}

/// At most 40 characters of a cell, for messages.
pub(in crate::answers::formats) fn shown(text: &str) -> String {
    let text = sanitise::one_line(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(37).chain("...".chars()).collect() }
}
