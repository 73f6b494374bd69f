//! What every spreadsheet has in common: its properties, how much a sheet and a cell hold, and how writing one can fail.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use crate::model::Pack;

/// The most rows of a sheet.
pub(super) const ROWS: u32 = 1_048_576;

/// The most letters of a text in a cell, as Excel counts them, and what stands in place of the rest.
const LONGEST_TEXT: usize = 32_767;
const AND_MORE: &str = " ...";

/// Why a spreadsheet cannot be written.
#[derive(Debug)]
pub enum Unwritable {
    /// It would hold more than [`MOST_PEOPLE`](super::MOST_PEOPLE).
    TooManyPeople,
    /// A file failed.
    File(io::Error),
}

impl From<XlsxError> for Unwritable {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::File(error),
            error => Self::File(io::Error::other(error)),
        }
    }
}

/// The title of a spreadsheet for answers to this pack.
pub(super) fn title(pack: &Pack) -> String {
    format!("{} {}", pack.id(), pack.version())
}

/// The properties of a spreadsheet with this title.
pub(super) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    // The time of a file that any two runs have in common: the first that the format can hold.
    let time = ExcelDateTime::from_ymd(1980, 1, 1)?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&time))
}

/// The text as far as a cell holds it.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    // A letter has no more units than bytes.
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = AND_MORE.len();
    let end = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > LONGEST_TEXT
    });
    Cow::Owned(format!("{}{AND_MORE}", &text[..end.map_or(text.len(), |(end, _)| end)]))
}

/// The number of a column by its position; one that no sheet has where there are too many.
pub(super) fn column_number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h01_a_text_is_cut_where_a_cell_ends() {
        for letter in ["a", "é", "日", "\u{1f600}"] {
            let units = |text: &str| text.encode_utf16().count();
            let fits = letter.repeat(LONGEST_TEXT / units(letter));
            assert_eq!(fitting(&fits), fits);
            let long = fits.repeat(2);
            let cut = fitting(&long);
            assert!(cut.ends_with(AND_MORE) && units(&cut) <= LONGEST_TEXT, "{}", units(&cut));
            assert!(units(&cut) > LONGEST_TEXT - 3, "as much as fits: {}", units(&cut));
        }
        assert_eq!(fitting(""), "");
    }
}
