//! The interface of the formats: a decoder turns the records of an input into rows.

use std::fmt;

use super::framing::Framing;
use crate::answers::{AnswerSheet, Rater, ReadOptions, Row, Texts};
use crate::diag::{Code, Diagnostic, Position};
use crate::model::Pack;

/// What the first bytes of an input are.
#[derive(Debug)]
pub enum Beginning {
    /// More bytes are needed to tell.
    More,
    /// So many bytes stand above the records, such as a header.
    Found {
        /// The bytes above the records.
        taken: usize,
        /// The decoder of the records.
        decoder: Box<dyn Decoder>,
        /// Warnings about what stands above.
        warnings: Vec<Diagnostic>,
    },
}

/// Whole records of one input.
#[derive(Clone, Copy, Debug)]
pub struct Chunk<'a> {
    /// The input's name, for messages.
    pub file: &'a str,
    /// The records.
    pub text: &'a [u8],
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The row was read: no problem of it is an error.
    Usable,
    /// A problem of it is an error.
    Refused,
    /// It holds no respondent: a blank row, or the header again. A warning says so.
    LeftOut,
}

/// One record.
#[derive(Debug)]
pub struct Record<'a> {
    /// The bytes of the input, without a line break at the end.
    pub text: &'a [u8],
    /// Whether the row was read.
    pub outcome: Outcome,
    /// The whole sheet, where texts are needed and the record is usable.
    pub sheet: Option<AnswerSheet>,
}

/// Receives each record with its row and its problems.
pub type Each<'e> = dyn FnMut(Record<'_>, &Row, Vec<Diagnostic>) + 'e;

/// Decodes the records of one input. All threads share it.
pub trait Decoder: fmt::Debug + Send + Sync {
    /// Where the records of the input can be divided into chunks.
    fn framing(&self) -> Framing;

    /// The header above the records, with which refused records can be read again; empty for formats without one.
    fn header(&self) -> &[u8] {
        &[]
    }

    /// How the lines of the input end.
    fn line_break(&self) -> &'static [u8] {
        b"\n"
    }

    /// Decodes all records of a chunk, each into `row`, and passes it to `each`. Lines in problems count from the beginning
    /// of the chunk. Returns the number of line breaks.
    fn decode(&self, pack: &Pack, options: ReadOptions, chunk: Chunk<'_>, row: &mut Row, each: &mut Each<'_>) -> usize;
}

/// Passes on a record that was read as a sheet. An observer's ratings are refused.
#[expect(clippy::too_many_arguments, reason = "two calls; the arguments of `decode` and what was read")]
pub(super) fn emit(
    pack: &Pack,
    texts: Texts,
    chunk: Chunk<'_>,
    line: Option<usize>,
    mut sheet: Option<AnswerSheet>,
    mut problems: Vec<Diagnostic>,
    row: &mut Row,
    each: &mut Each<'_>,
) {
    if sheet.as_ref().is_some_and(|sheet| sheet.rater == Rater::Observer) {
        let mut problem = Diagnostic::of_file(Code::ObserverRatings, chunk.file, "these are an observer's ratings");
        problem.position = line.map(|line| Position { line, column: 1 });
        problems.push(problem.hint("`skillgap report ANSWERS --observer FILE` shows them beside the person's own"));
        sheet = None;
    }
    if let Some(sheet) = &sheet {
        row.set(pack, sheet);
    }
    let outcome = if sheet.is_some() { Outcome::Usable } else { Outcome::Refused };
    let sheet = sheet.filter(|_| texts == Texts::Needed);
    each(Record { text: chunk.text, outcome, sheet }, row, problems);
}

/// A record without the line breaks around it.
pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(start, |at| at + 1);
    &text[start..end]
}
