//! Where a stream of records can be cut, so that the parts can be read apart: after a line break outside quotes.

use super::LARGEST_FILE;

/// The longest record, in bytes: as the largest answers file.
const LONGEST_RECORD: usize = LARGEST_FILE;

/// What the records are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A table whose cells this separates: line breaks in quotes belong to a record.
    Table(u8),
    /// The header of a table, when it is not known yet what separates its cells.
    Header,
    /// One record a line.
    Lines,
}

/// Where a text can be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// So many bytes are whole records.
    Whole(usize),
    /// The first record is not complete.
    Incomplete,
    /// The first record has no end in sight: its first line is to be left out.
    Endless,
}

/// One of the line breaks of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    First,
    Last,
}

impl Cut {
    /// The whole records at the beginning of a text that begins with one. At the end of the input the last record may
    /// lack its line break.
    pub fn part(self, text: &[u8], at_end: bool) -> Part {
        let (end, open) = match self {
            Self::Table(_) | Self::Header if text.contains(&b'"') => self.end_outside_quotes(text, Which::Last),
            _ => (text.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1), false),
        };
        if at_end && !open { Part::Whole(text.len()) } else { Self::up_to(end, text, at_end) }
    }

    /// The first record of a text.
    pub fn first(self, text: &[u8], at_end: bool) -> Part {
        match self.end_outside_quotes(text, Which::First) {
            (None, false) if at_end => Part::Whole(text.len()),
            (end, _) => Self::up_to(end, text, at_end),
        }
    }

    fn up_to(end: Option<usize>, text: &[u8], at_end: bool) -> Part {
        match end {
            Some(end) => Part::Whole(end),
            None if at_end || text.len() > LONGEST_RECORD => Part::Endless,
            None => Part::Incomplete,
        }
    }

    fn separates(self, byte: u8) -> bool {
        match self {
            Self::Table(delimiter) => byte == delimiter,
            Self::Header => super::table::DELIMITERS.contains(&byte),
            Self::Lines => false,
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
    fn a_cut_is_never_inside_quotes() {
        let part = |text: &str| Cut::Table(b',').part(text.as_bytes(), false);
        assert_eq!(part("a,b\nc,"), Part::Whole(4));
        assert_eq!(part("a,\"b\nc\"\nd"), Part::Whole(8));
        assert_eq!(part("a,\"b\nc"), Part::Incomplete);
        assert_eq!(part("a,\"b\"\"\n\"\"c\"\n"), Part::Whole(12));
        assert_eq!(part("a,b\"\nc\n"), Part::Whole(7), "a quote inside a cell is a letter");
        assert_eq!(Cut::Lines.part(b"{\"a\nb", false), Part::Whole(4));
    }

    #[test]
    fn a_quote_that_never_ends_is_left_out_with_its_line() {
        assert_eq!(Cut::Table(b',').part(b"a,b\nc,\"d\ne,f\n", true), Part::Whole(4));
        assert_eq!(Cut::Table(b',').part(b"c,\"d\ne,f\n", true), Part::Endless);
        assert_eq!(
            Cut::Table(b',').part(&[b"\"".as_slice(), &vec![b'x'; LONGEST_RECORD]].concat(), false),
            Part::Endless
        );
        assert_eq!(Cut::Table(b',').part(b"c,d", true), Part::Whole(3));
    }

    #[test]
    fn the_first_record_is_the_header() {
        assert_eq!(Cut::Header.first(b"a;\"b\nc\"\nd;e\n", false), Part::Whole(8));
        assert_eq!(Cut::Header.first(b"a;b", false), Part::Incomplete);
        assert_eq!(Cut::Header.first(b"a;b", true), Part::Whole(3));
        assert_eq!(Cut::Header.first(b"a;b\nc;d", true), Part::Whole(4));
    }

    /// Once through the text, not once for each of its lines: this takes minutes otherwise.
    #[test]
    fn a_header_whose_quote_never_ends_is_seen_at_once() {
        let text = [b"a;\"b\n".as_slice(), &b"1\n".repeat(LONGEST_RECORD)].concat();
        assert_eq!(Cut::Header.first(&text, true), Part::Endless);
    }
}
