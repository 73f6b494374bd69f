//! Where a stream of records can be divided into chunks that can be decoded independently: after a line break outside
//! quotes.

use crate::answers::LARGEST_FILE;

/// The bytes that may separate the cells of a table, the most likely first.
pub(super) const DELIMITERS: [u8; 3] = *b",;\t";

/// The longest record, in bytes: as the largest answers file.
const LONGEST_RECORD: usize = LARGEST_FILE;

/// How a stream is divided into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// The rows of a table with this delimiter: line breaks in quotes belong to a row.
    Table(u8),
    /// The header of a table whose delimiter is not known yet.
    Header,
    /// One record in each line.
    Lines,
    /// The whole stream is one chunk.
    Whole,
}

/// The end of whole records in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// The first so many bytes are whole records.
    At(usize),
    /// The first record is not complete.
    Incomplete,
    /// The first record has no end in sight: its first line is to be refused.
    Unterminated,
}

/// One of the line breaks of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    First,
    Last,
}

impl Framing {
    /// The whole records at the beginning of a text that begins with one. At the end of the input the last record may
    /// lack its line break.
    pub fn last_boundary(self, text: &[u8], at_end: bool) -> Boundary {
        let (end, open) = match self {
            Self::Whole => (None, !at_end),
            Self::Table(_) | Self::Header if text.contains(&b'"') => self.end_outside_quotes(text, Which::Last),
            _ => (text.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1), false),
        };
        if at_end && !open { Boundary::At(text.len()) } else { Self::up_to(end, text, at_end) }
    }

    /// The first record of a text.
    pub fn first_boundary(self, text: &[u8], at_end: bool) -> Boundary {
        let found = match self {
            Self::Table(_) | Self::Header => self.end_outside_quotes(text, Which::First),
            Self::Lines | Self::Whole => (text.iter().position(|byte| *byte == b'\n').map(|at| at + 1), false),
        };
        match found {
            (None, false) if at_end => Boundary::At(text.len()),
            (end, _) => Self::up_to(end, text, at_end),
        }
    }

    fn up_to(end: Option<usize>, text: &[u8], at_end: bool) -> Boundary {
        match end {
            Some(end) => Boundary::At(end),
            None if at_end || text.len() > LONGEST_RECORD => Boundary::Unterminated,
            None => Boundary::Incomplete,
        }
    }

    fn separates(self, byte: u8) -> bool {
        match self {
            Self::Table(delimiter) => byte == delimiter,
            Self::Header => DELIMITERS.contains(&byte),
            Self::Lines | Self::Whole => false,
        }
    }

    /// Just past the first or last line break outside quotes, and whether a quote is open at the end. Quotes mean what
    /// they mean to `csv_core`: only at the beginning of a cell do they open one.
    fn end_outside_quotes(self, text: &[u8], which: Which) -> (Option<usize>, bool) {
        enum At {
            CellStart,
            Plain,
            Quoted,
            QuoteInQuoted,
        }
        let (mut at, mut end) = (At::CellStart, None);
        for (place, byte) in text.iter().enumerate() {
            at = match (at, *byte) {
                (At::Quoted, b'"') => At::QuoteInQuoted,
                (At::Quoted, _) | (At::CellStart | At::QuoteInQuoted, b'"') => At::Quoted,
                (_, b'\n') => {
                    end = Some(place + 1);
                    if which == Which::First {
                        return (end, false);
                    }
                    At::CellStart
                }
                (_, b'\r') => At::CellStart,
                (_, byte) if self.separates(byte) => At::CellStart,
                _ => At::Plain,
            };
        }
        (end, matches!(at, At::Quoted))
    }
}

/// How many line breaks a text has.
#[expect(clippy::naive_bytecount, reason = "the compiler makes vector instructions of it")]
pub fn line_breaks(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_is_never_inside_quotes() {
        let boundary = |text: &str| Framing::Table(b',').last_boundary(text.as_bytes(), false);
        assert_eq!(boundary("a,b\nc,"), Boundary::At(4));
        assert_eq!(boundary("a,\"b\nc\"\nd"), Boundary::At(8));
        assert_eq!(boundary("a,\"b\nc"), Boundary::Incomplete);
        assert_eq!(boundary("a,\"b\"\"\n\"\"c\"\n"), Boundary::At(12));
        assert_eq!(boundary("a,b\"\nc\n"), Boundary::At(7), "a quote inside a cell is a letter");
        assert_eq!(Framing::Lines.last_boundary(b"{\"a\nb", false), Boundary::At(4));
    }

    #[test]
    fn a_quote_that_never_ends_is_left_out_with_its_line() {
        assert_eq!(Framing::Table(b',').last_boundary(b"a,b\nc,\"d\ne,f\n", true), Boundary::At(4));
        assert_eq!(Framing::Table(b',').last_boundary(b"c,\"d\ne,f\n", true), Boundary::Unterminated);
        assert_eq!(
            Framing::Table(b',').last_boundary(&[b"\"".as_slice(), &vec![b'x'; LONGEST_RECORD]].concat(), false),
            Boundary::Unterminated
        );
        assert_eq!(Framing::Table(b',').last_boundary(b"c,d", true), Boundary::At(3));
    }

    #[test]
    fn the_first_record_is_the_header() {
        assert_eq!(Framing::Header.first_boundary(b"a;\"b\nc\"\nd;e\n", false), Boundary::At(8));
        assert_eq!(Framing::Header.first_boundary(b"a;b", false), Boundary::Incomplete);
        assert_eq!(Framing::Header.first_boundary(b"a;b", true), Boundary::At(3));
        assert_eq!(Framing::Header.first_boundary(b"a;b\nc;d", true), Boundary::At(4));
        assert_eq!(Framing::Lines.first_boundary(b"\"a\n\"b\n", true), Boundary::At(3), "a quote is a letter");
    }

    /// Once through the text, not once for each of its lines: this takes minutes otherwise.
    #[test]
    fn a_header_whose_quote_never_ends_is_seen_at_once() {
        let text = [b"a;\"b\n".as_slice(), &b"1\n".repeat(LONGEST_RECORD)].concat();
        assert_eq!(Framing::Header.first_boundary(&text, true), Boundary::Unterminated);
    }
}
