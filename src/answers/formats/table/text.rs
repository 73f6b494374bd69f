//! The text of cells, for messages and for cells that are not of an item.

use crate::sanitise;

/// The cell of an empty list.
pub(super) const NONE: &str = "none";

/// The hint for a cell with letters that have no shape, which a message cannot show.
pub(super) const UNSEEN_LETTERS: &str = "the cell holds letters that do not show: empty it and type the value again";

/// At most 40 characters of a cell, for messages.
pub(super) fn shown(text: &str) -> String {
    let text = sanitise::one_line(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(37).chain("...".chars()).collect() }
}
