//! The text of cells, for messages and for cells that are not of an item.

use crate::sanitise;

/// The cell of an empty list.
pub(super) const NONE: &str = "none";

/// At most 40 characters of a cell, for messages.
pub(super) fn shown(text: &str) -> String {
    let text = sanitise::one_line(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(37).chain("...".chars()).collect() }
}
