//! The values that a cell can hold.

use crate::answers::State;
use crate::model::{ItemIx, Pack};
use crate::sanitise;

/// The cell of an empty list.
pub(super) const NONE: &str = "none";

/// A whole number of at least 0, also with a fraction of zeros: programs that store columns with missing values as
/// floating-point numbers write `3.0`, in some languages `3,0`.
pub(super) fn whole(text: &str) -> Option<i64> {
    let (digits, zeros) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain(digits) && plain(zeros) && zeros.bytes().all(|zero| zero == b'0')).then(|| digits.parse().ok()).flatten()
}

/// The state that a cell of an item holds.
pub(super) fn long_cell(pack: &Pack, item: ItemIx, cell: &[u8]) -> Option<State> {
    match std::str::from_utf8(cell).ok()?.trim() {
        "" => Some(State::UNANSWERED),
        "NA" => Some(State::NOT_APPLICABLE),
        "?" => Some(State::UNSURE),
        text => State::option(pack.option_position(item, whole(text)?)?),
    }
}

/// Characters without a width, which copied text may contain.
pub(super) const UNSEEN: [char; 6] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}'];

/// At most 40 characters of a cell, for messages.
pub(super) fn shown(text: &str) -> String {
    let text = sanitise::one_line(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(37).chain("...".chars()).collect() }
}
