//! A chunk of an input on its way from the reader to the writer.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::inputs::Input;
use super::rejects::Piece;
use super::reports::Page;
use super::source::{read_whole, unreadable};
use crate::answers::{Chunk, Decoder, Framing, LARGEST_FILE};
use crate::batch::{Batch, ChunkResult, Scratch};
use crate::cli::Failure;
use crate::cohort::Record;
use crate::diag::Diagnostic;

/// What is to be done with the text of a job.
pub(super) enum Content {
    /// It is whole records.
    Records(Arc<dyn Decoder>),
    /// It is read from this file, by the thread that scores it.
    File(Input, Arc<dyn Decoder>),
    /// It is a refused record or a part of one, or empty for a refused input. Only the first part has the problem. Without
    /// a decoder the input was refused before its format was known.
    Refused(Option<Arc<dyn Decoder>>, Option<Box<Diagnostic>>),
    /// It is empty: a header of so many lines was read, with these warnings.
    Header(usize, Vec<Diagnostic>),
}

/// A chunk with its result. Its memory is reused for another chunk.
pub(super) struct Job {
    /// The number of the input.
    pub(super) input: usize,
    pub(super) name: Arc<str>,
    pub(super) content: Content,
    pub(super) text: Vec<u8>,
    pub(super) result: ChunkResult,
    pub(super) pages: Vec<Page>,
    pub(super) records: Vec<Record>,
    pub(super) failure: Option<Failure>,
}

impl Job {
    pub(super) fn new() -> Self {
        Self {
            input: 0,
            name: Arc::from(""),
            content: Content::Header(0, Vec::new()),
            text: Vec::new(),
            result: ChunkResult::default(),
            pages: Vec::new(),
            records: Vec::new(),
            failure: None,
        }
    }

    /// The decoder that refused records, which are kept below its header, and what they are; `None` where the input itself
    /// is what is refused.
    pub(super) fn rejects(&self) -> Option<(&dyn Decoder, Piece)> {
        let (decoder, piece) = match &self.content {
            Content::Records(decoder) => (decoder, Piece::Records),
            Content::Refused(Some(decoder), _) if self.result.refused > 0 => (decoder, Piece::Line),
            Content::Refused(Some(decoder), _) => (decoder, Piece::More),
            _ => return None,
        };
        (decoder.framing() != Framing::Whole).then_some((&**decoder, piece))
    }

    pub(super) fn score(&mut self, batch: &Batch<'_>, scratch: &mut Scratch, counter: &Arc<AtomicU64>) {
        let Self { content, text, result, name, .. } = self;
        result.clear();
        match content {
            Content::Records(decoder) => batch.score(&**decoder, Chunk { file: name, text }, scratch, result),
            Content::File(input, decoder) => match read_whole(&input.path, LARGEST_FILE, counter) {
                Ok(bytes) => {
                    *text = bytes;
                    batch.score(&**decoder, Chunk { file: name, text }, scratch, result);
                }
                Err(error) => {
                    result.refused = 1;
                    result.problems.add(unreadable(name, &error));
                }
            },
            Content::Refused(_, problem) => {
                if let Some(problem) = problem.take() {
                    result.refused = 1;
                    result.problems.add(*problem);
                }
                result.rejects.extend_from_slice(text);
                result.lines = usize::from(text.ends_with(b"\n"));
            }
            Content::Header(lines, warnings) => {
                result.lines = *lines;
                warnings.drain(..).for_each(|warning| result.problems.add(warning));
            }
        }
    }
}
