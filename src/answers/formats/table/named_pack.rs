//! The pack that a table names, read before its columns are known.

use super::begin::{MOST_ABOVE, named_separator};
use super::cells::{Cells, headings};
use super::reader::Reader;
use crate::answers::formats::framing::DELIMITERS;
use crate::answers::name_key;

/// The id of the pack that the first row of a table names in a column `pack`; `None` where there is no such column.
pub(in crate::answers::formats) fn named_pack(text: &[u8]) -> Option<String> {
    let separator = text.split(|byte| *byte == b'\n').take(MOST_ABOVE).find_map(named_separator);
    separator.into_iter().chain(DELIMITERS).find_map(|delimiter| {
        let mut reader = Reader::new(delimiter);
        let (mut cells, mut at) = (Cells::default(), 0);
        // The header may stand below a title.
        let column = (0..MOST_ABOVE).find_map(|_| {
            at += cells.read(&mut reader, &text[at..])?;
            let names: Vec<String> = headings(&cells).iter().map(|name| name_key(name)).collect();
            let column = names.iter().position(|name| name == "pack")?;
            names.iter().any(|name| ["respondent", "code", "resultcode"].contains(&name.as_str())).then_some(column)
        })?;
        loop {
            at += cells.read(&mut reader, &text[at..])?;
            if cells.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                break;
            }
        }
        let id = std::str::from_utf8(cells.iter().nth(column)?).ok()?.trim();
        (!id.is_empty()).then(|| id.to_owned())
    })
}
