//! A YAML answers file: one respondent in each file.

use super::decoder::{Chunk, Decoder, Each, emit};
use super::framing::Framing;
use crate::answers::{ReadOptions, Row, parse_with};
use crate::diag::{Code, Diagnostic};
use crate::model::Pack;

/// The decoder of a YAML answers file.
#[derive(Debug)]
pub(super) struct Yaml;

impl Decoder for Yaml {
    fn framing(&self) -> Framing {
        Framing::Whole
    }

    fn decode(&self, pack: &Pack, options: ReadOptions, chunk: Chunk<'_>, row: &mut Row, each: &mut Each<'_>) -> usize {
        let (sheet, problems) = if let Ok(text) = std::str::from_utf8(chunk.text) {
            parse_with(chunk.file, text.trim_start_matches('\u{feff}'), pack, options)
        } else {
            let problem = Diagnostic::of_file(Code::NotUtf8, chunk.file, "the file is not UTF-8 text");
            (None, vec![problem.hint("save it as UTF-8 in your editor")])
        };
        emit(pack, options.texts, chunk, None, sheet, problems, row, each);
        0
    }
}
