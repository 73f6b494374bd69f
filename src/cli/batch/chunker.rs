//! A stream of bytes cut into pieces of whole records.

use std::io::{self, Read};

use crate::answers::{Cut, Part};

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Whole records.
    Records,
    /// A line that begins a record without an end, or the beginning of such a line.
    Endless,
    /// More of that line.
    More,
    /// Nothing more.
    End,
}

/// Reads a stream in pieces.
pub(super) struct Cutter<R> {
    source: R,
    /// What was read and not given out.
    rest: Vec<u8>,
    at_end: bool,
    /// Why no more can be read: said when what was read before is given out.
    broken: Option<io::Error>,
    /// True in a line that is left out and goes on.
    skipping: bool,
    /// The size of a piece, in bytes, where records are not longer; so much is asked for at once.
    size: usize,
    /// True to give out what is there before waiting for more.
    is_live: bool,
}

impl<R: Read> Cutter<R> {
    pub(super) fn new(source: R, size: usize, is_live: bool) -> Self {
        Self { source, rest: Vec::new(), at_end: false, broken: None, skipping: false, size, is_live }
    }

    /// Puts the next piece into `piece`, which is emptied before.
    pub(super) fn next(&mut self, cut: Cut, piece: &mut Vec<u8>) -> io::Result<Piece> {
        piece.clear();
        // The buffers are exchanged, so that nothing but the cut-off end is copied.
        std::mem::swap(piece, &mut self.rest);
        loop {
            let enough = piece.len() >= self.size || (self.is_live && !piece.is_empty());
            if !self.at_end && self.broken.is_none() && !enough {
                self.broken = self.fill(piece).err();
                continue;
            }
            if piece.is_empty() {
                return self.broken.take().map_or(Ok(Piece::End), Err);
            }
            if self.skipping {
                self.skip(piece);
                return Ok(Piece::More);
            }
            match cut.part(piece, self.at_end) {
                Part::Whole(end) => {
                    self.rest.extend_from_slice(&piece[end..]);
                    piece.truncate(end);
                    return Ok(Piece::Records);
                }
                Part::Endless => {
                    self.skip(piece);
                    return Ok(Piece::Endless);
                }
                Part::Incomplete => match self.broken.take() {
                    Some(error) => return Err(error),
                    None => self.broken = self.fill(piece).err(),
                },
            }
        }
    }

    /// Puts the first record alone into `piece`: a header.
    pub(super) fn first(&mut self, cut: Cut, piece: &mut Vec<u8>) -> io::Result<Piece> {
        piece.clear();
        std::mem::swap(piece, &mut self.rest);
        loop {
            match cut.first(piece, self.at_end) {
                _ if piece.is_empty() && self.at_end => return Ok(Piece::End),
                Part::Whole(end) if end > 0 => {
                    self.rest.extend_from_slice(&piece[end..]);
                    piece.truncate(end);
                    return Ok(Piece::Records);
                }
                Part::Endless => {
                    self.skip(piece);
                    return Ok(Piece::Endless);
                }
                _ => self.fill(piece)?,
            }
        }
    }

    /// The bytes that come next, without taking them: at least one, except at the end.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        while !self.at_end && self.rest.trim_ascii_start().len() < 16 && !self.rest.contains(&b'\n') {
            let mut rest = std::mem::take(&mut self.rest);
            let filled = self.fill(&mut rest);
            self.rest = rest;
            filled?;
        }
        Ok(&self.rest)
    }

    /// Puts the rest of a small stream into `text`: at most `limit` bytes and one more.
    pub(super) fn all(&mut self, limit: usize, text: &mut Vec<u8>) -> io::Result<()> {
        std::mem::swap(text, &mut self.rest);
        while !self.at_end && text.len() <= limit {
            self.fill(text)?;
        }
        text.truncate(limit + 1);
        Ok(())
    }

    /// Cuts off the line that is left out.
    fn skip(&mut self, piece: &mut Vec<u8>) {
        let line_end = piece.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        self.skipping = line_end.is_none() && !self.at_end;
        if let Some(end) = line_end {
            self.rest.extend_from_slice(&piece[end..]);
            piece.truncate(end);
        }
    }

    fn fill(&mut self, piece: &mut Vec<u8>) -> io::Result<()> {
        let before = piece.len();
        piece.resize(before + self.size, 0);
        let read = loop {
            match self.source.read(&mut piece[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => break done,
            }
        };
        piece.truncate(before + *read.as_ref().unwrap_or(&0));
        self.at_end = read? == 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8], size: usize) -> Vec<(Piece, String)> {
        let mut cutter = Cutter::new(text, size, false);
        let mut found = Vec::new();
        loop {
            let mut piece = Vec::new();
            match cutter.next(Cut::Table(b','), &mut piece).unwrap() {
                Piece::End => return found,
                kind => found.push((kind, String::from_utf8(piece).unwrap())),
            }
        }
    }

    #[test]
    fn nothing_is_lost_between_pieces() {
        let text = "a,1\n\"b\n\",2\n".repeat(20_000);
        let found = pieces(text.as_bytes(), 1000);
        assert!(found.len() > 2 && found.iter().all(|(kind, piece)| *kind == Piece::Records && piece.ends_with('\n')));
        assert_eq!(found.into_iter().map(|(_, piece)| piece).collect::<String>(), text);
    }

    #[test]
    fn a_line_with_an_open_quote_is_left_out_and_the_rest_is_read() {
        let found = pieces(b"a,1\nb,\"2\nc,3\n", 1000);
        let kinds: Vec<(&Piece, &str)> = found.iter().map(|(kind, text)| (kind, text.as_str())).collect();
        assert_eq!(kinds, [(&Piece::Records, "a,1\n"), (&Piece::Endless, "b,\"2\n"), (&Piece::Records, "c,3\n")]);
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
            let mut cutter = Cutter::new(Breaking(b"a,1\nb,2\nc,"), size, false);
            let (mut piece, mut found) = (Vec::new(), Vec::new());
            let error = loop {
                match cutter.next(Cut::Lines, &mut piece) {
                    Ok(kind) => {
                        assert_eq!(kind, Piece::Records);
                        found.extend_from_slice(&piece);
                    }
                    Err(error) => break error,
                }
            };
            assert_eq!((found.as_slice(), error.to_string().as_str()), (b"a,1\nb,2\n".as_slice(), "broken"));
        }
    }

    #[test]
    fn a_giant_line_takes_little_memory() {
        let mut cutter = Cutter::new(io::repeat(b'x').take(5_000_000).chain(&b"\na,1\n"[..]), 1000, false);
        let (mut left_out, mut piece, mut kinds) = (0, Vec::new(), Vec::new());
        loop {
            kinds.push(cutter.next(Cut::Lines, &mut piece).unwrap());
            if kinds.ends_with(&[Piece::Records]) {
                break;
            }
            left_out += piece.len();
            assert!(piece.len() < 400_000);
        }
        assert!(kinds.len() > 10 && kinds[0] == Piece::Endless, "begun once");
        assert!(kinds[1..kinds.len() - 1].iter().all(|kind| *kind == Piece::More));
        assert_eq!((left_out, piece.as_slice()), (5_000_001, b"a,1\n".as_slice()));
    }
}
