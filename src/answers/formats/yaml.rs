//! A YAML answers file: one respondent in each file.

use super::decoder::{Chunk, Decoder, Each, Texts, emit};
use super::framing::Framing;
use crate::answers::{Row, parse};
use crate::diag::{Code, Diagnostic};
use crate::model::Pack;

/// The decoder of a YAML answers file.
#[derive(Debug)]
pub(super) struct Yaml;

impl Decoder for Yaml {
    fn framing(&self) -> Framing {
        Framing::Whole
    }

    fn decode(&self, pack: &Pack, texts: Texts, chunk: Chunk<'_>, row: &mut Row, each: &mut Each<'_>) -> usize {
        let (sheet, problems) = if let Ok(text) = std::str::from_utf8(chunk.text) {
            parse(chunk.file, text.trim_start_matches('\u{feff}'), pack)
        } else {
            let problem = Diagnostic::of_file(Code::NotUtf8, chunk.file, "the file is not UTF-8 text");
            (None, vec![problem.hint("save it as UTF-8 in your editor")])
        };
        emit(pack, texts, chunk, None, sheet, problems, row, each);
        0
    }
}
