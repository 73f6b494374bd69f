//! A stream of bytes divided into chunks of whole records.

use std::io::{self, Read};

use crate::answers::{Boundary, Framing};
use crate::cli::container::{LONGEST_LINE, Refusal};

/// What a chunk holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ChunkKind {
    /// Whole records.
    Records,
    /// A line that begins a record without an end, or the beginning of such a line.
    Unterminated,
    /// More of that line.
    Continuation,
}

/// Reads a stream in chunks.
pub(super) struct Chunker<R> {
    source: R,
    /// The bytes that were read and not given out.
    rest: Vec<u8>,
    at_end: bool,
    /// Why no more can be read; returned after the bytes that were read before.
    broken: Option<io::Error>,
    /// True in a refused line that goes on.
    skipping: bool,
    /// How long the refused line is so far, in bytes.
    skipped: usize,
    /// The size of a chunk in bytes, unless a record is longer; and of a read.
    size: usize,
    /// True to give out the bytes that have arrived before waiting for more.
    is_live: bool,
}

impl<R: Read> Chunker<R> {
    pub(super) fn new(source: R, size: usize, is_live: bool) -> Self {
        Self { source, rest: Vec::new(), at_end: false, broken: None, skipping: false, skipped: 0, size, is_live }
    }

    /// Reads the next chunk into `chunk`, whose content is replaced; `None` at the end.
    pub(super) fn next(&mut self, framing: Framing, chunk: &mut Vec<u8>) -> io::Result<Option<ChunkKind>> {
        chunk.clear();
        // The buffers are exchanged, so that only the incomplete record at the end is copied.
        std::mem::swap(chunk, &mut self.rest);
        loop {
            let enough = chunk.len() >= self.size || (self.is_live && !chunk.is_empty());
            if !self.at_end && self.broken.is_none() && !enough {
                self.broken = self.fill(chunk).err();
                continue;
            }
            if chunk.is_empty() {
                return self.broken.take().map_or(Ok(None), Err);
            }
            if self.skipping {
                self.skip(chunk);
                if self.skipped > LONGEST_LINE {
                    return Err(Refusal::EndlessLine.into());
                }
                return Ok(Some(ChunkKind::Continuation));
            }
            match framing.last_boundary(chunk, self.at_end) {
                Boundary::At(end) => {
                    self.rest.extend_from_slice(&chunk[end..]);
                    chunk.truncate(end);
                    return Ok(Some(ChunkKind::Records));
                }
                Boundary::Unterminated => {
                    self.skip(chunk);
                    return Ok(Some(ChunkKind::Unterminated));
                }
                Boundary::Incomplete => match self.broken.take() {
                    Some(error) => return Err(error),
                    None => self.broken = self.fill(chunk).err(),
                },
            }
        }
    }

    /// The bytes that were read and not given out, and whether the input has no more.
    pub(super) fn first_bytes(&self) -> (&[u8], bool) {
        (&self.rest, self.at_end)
    }

    /// Reads more of the first bytes.
    pub(super) fn more(&mut self) -> io::Result<()> {
        let mut rest = std::mem::take(&mut self.rest);
        let filled = self.fill(&mut rest);
        self.rest = rest;
        filled
    }

    /// Gives out so many of the first bytes.
    pub(super) fn take(&mut self, count: usize) -> Vec<u8> {
        let rest = self.rest.split_off(count);
        std::mem::replace(&mut self.rest, rest)
    }

    /// The bytes that come next, without taking them: at least one, except at the end.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        while !self.at_end
            && self.rest.len() <= LONGEST_LINE
            && self.rest.trim_ascii_start().len() < 16
            && !self.rest.contains(&b'\n')
        {
            self.more()?;
        }
        Ok(&self.rest)
    }

    /// Reads the rest of a small stream into `text`: at most `limit` bytes and one more.
    pub(super) fn all(&mut self, limit: usize, text: &mut Vec<u8>) -> io::Result<()> {
        std::mem::swap(text, &mut self.rest);
        while !self.at_end && text.len() <= limit {
            self.fill(text)?;
        }
        text.truncate(limit + 1);
        Ok(())
    }

    /// Keeps the bytes after the refused line for later.
    fn skip(&mut self, chunk: &mut Vec<u8>) {
        let line_end = chunk.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        self.skipped = if self.skipping { self.skipped + chunk.len() } else { chunk.len() };
        self.skipping = line_end.is_none() && !self.at_end;
        if let Some(end) = line_end {
            self.rest.extend_from_slice(&chunk[end..]);
            chunk.truncate(end);
        }
    }

    fn fill(&mut self, chunk: &mut Vec<u8>) -> io::Result<()> {
        let before = chunk.len();
        chunk.resize(before + self.size, 0);
        let read = loop {
            match self.source.read(&mut chunk[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => break done,
            }
        };
        chunk.truncate(before + *read.as_ref().unwrap_or(&0));
        self.at_end = read? == 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(text: &[u8], size: usize) -> Vec<(ChunkKind, String)> {
        let mut chunker = Chunker::new(text, size, false);
        let mut found = Vec::new();
        loop {
            let mut chunk = Vec::new();
            match chunker.next(Framing::Table(b','), &mut chunk).unwrap() {
                None => return found,
                Some(kind) => found.push((kind, String::from_utf8(chunk).unwrap())),
            }
        }
    }

    #[test]
    fn nothing_is_lost_between_chunks() {
        let text = "a,1\n\"b\n\",2\n".repeat(20_000);
        let found = chunks(text.as_bytes(), 1000);
        assert!(
            found.len() > 2 && found.iter().all(|(kind, chunk)| *kind == ChunkKind::Records && chunk.ends_with('\n'))
        );
        assert_eq!(found.into_iter().map(|(_, chunk)| chunk).collect::<String>(), text);
    }

    #[test]
    fn a_line_with_an_open_quote_is_left_out_and_the_rest_is_read() {
        let found = chunks(b"a,1\nb,\"2\nc,3\n", 1000);
        let kinds: Vec<(&ChunkKind, &str)> = found.iter().map(|(kind, text)| (kind, text.as_str())).collect();
        assert_eq!(
            kinds,
            [(&ChunkKind::Records, "a,1\n"), (&ChunkKind::Unterminated, "b,\"2\n"), (&ChunkKind::Records, "c,3\n")]
        );
    }

    /// A stream that breaks after what it has.
    struct Breaking<'a>(&'a [u8]);

    impl Read for Breaking<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(io::Error::other("broken")) } else { self.0.read(buffer) }
        }
    }

    #[test]
    fn what_was_read_before_a_stream_broke_is_given_out() {
        for size in [1, 3, 1000] {
            let mut chunker = Chunker::new(Breaking(b"a,1\nb,2\nc,"), size, false);
            let (mut chunk, mut found) = (Vec::new(), Vec::new());
            let error = loop {
                match chunker.next(Framing::Lines, &mut chunk) {
                    Ok(kind) => {
                        assert_eq!(kind, Some(ChunkKind::Records));
                        found.extend_from_slice(&chunk);
                    }
                    Err(error) => break error,
                }
            };
            assert_eq!((found.as_slice(), error.to_string().as_str()), (b"a,1\nb,2\n".as_slice(), "broken"));
        }
    }

    #[test]
    fn a_giant_line_takes_little_memory() {
        let mut chunker = Chunker::new(io::repeat(b'x').take(5_000_000).chain(&b"\na,1\n"[..]), 1000, false);
        let (mut left_out, mut chunk, mut kinds) = (0, Vec::new(), Vec::new());
        loop {
            kinds.push(chunker.next(Framing::Lines, &mut chunk).unwrap().unwrap());
            if kinds.ends_with(&[ChunkKind::Records]) {
                break;
            }
            left_out += chunk.len();
            assert!(chunk.len() < 400_000);
        }
        assert!(kinds.len() > 10 && kinds[0] == ChunkKind::Unterminated, "begun once");
        assert!(kinds[1..kinds.len() - 1].iter().all(|kind| *kind == ChunkKind::Continuation));
        assert_eq!((left_out, chunk.as_slice()), (5_000_001, b"a,1\n".as_slice()));
    }
}
