//! Taking off what is around a text.

use std::io::{self, BufReader, Cursor, Read};

use super::gz::Members;
use super::kind::{Container, ENOUGH, ENOUGH_OF_ZIP, Foreign, UTF8_MARK, is_zip};
use super::refusal::Refusal;
use super::utf16::utf16;
use super::zst::Frames;

/// How many bytes are read at once.
const AT_ONCE: usize = 64 * 1024;

/// What a file is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Use {
    /// For answers, which may be compressed. A page is refused for what it is.
    Answers,
    /// As [`Use::Answers`], also for a workbook, whose bytes are given as they are.
    Tables,
    /// For a text that may be written again in its place, or be a page: it is not compressed.
    Text,
}

/// The text of a file, in UTF-8 and without a mark, decompressed where it needs it.
///
/// Compressed data whose bytes end too early or are not those that were written is an error only once it is reached.
///
/// # Errors
/// Where the first bytes cannot be read, or are those of a file of another kind: then the inner error is a [`Refusal`].
pub(in crate::cli) fn open(raw: Box<dyn Read>, purpose: Use) -> io::Result<Box<dyn Read>> {
    let mut begun = Begun::new(raw)?;
    let is_compressed = matches!(begun.container, Container::Gzip | Container::Zstd);
    if is_compressed && purpose == Use::Text {
        return Err(Refusal::Compressed.into());
    }
    let buffered = |begun| BufReader::with_capacity(AT_ONCE, begun);
    begun = match begun.container {
        Container::Gzip => Begun::new(Box::new(Unpacked(Members::new(buffered(begun)))))?,
        Container::Zstd => Begun::new(Box::new(Unpacked(Frames::new(buffered(begun)))))?,
        _ => begun,
    };
    if let Container::Utf16(order) = begun.container {
        let is_marked = begun.first.get_ref().starts_with(order.mark());
        begun = Begun::new(Box::new(utf16(begun, order, is_marked, AT_ONCE)?))?;
    }
    match begun.container {
        Container::Plain | Container::Utf16(_) => Ok(begun.without_mark()),
        Container::Markup(_) if purpose == Use::Text => Ok(begun.without_mark()),
        Container::Gzip | Container::Zstd => Err(Refusal::Twice.into()),
        Container::Markup(foreign) | Container::Foreign(foreign) => Err(Refusal::Foreign(foreign).into()),
        Container::Workbook if purpose == Use::Tables => Ok(Box::new(begun)),
        Container::Workbook => Err(Refusal::Foreign(WORKBOOK).into()),
    }
}

const WORKBOOK: Foreign =
    Foreign { what: "an Excel workbook (.xlsx)", fix: "save the sheet with the answers as `CSV UTF-8`" };

/// A stream whose first bytes were read to tell what it is. It gives them out first.
struct Begun {
    first: Cursor<Vec<u8>>,
    rest: Box<dyn Read>,
    container: Container,
}

impl Begun {
    /// Reads no more than is needed: of bytes that arrive one by one, up to the end of the first line.
    fn new(mut rest: Box<dyn Read>) -> io::Result<Self> {
        let mut first = Vec::new();
        let is_undecided = |first: &[u8]| {
            first.len() < ENOUGH
                && Container::of_signature(first).is_none()
                && !first.trim_ascii_start().contains(&b'\n')
        };
        while is_undecided(&first) && read_more(&mut rest, &mut first, ENOUGH)? {}
        while is_zip(&first) && first.len() < ENOUGH_OF_ZIP && read_more(&mut rest, &mut first, ENOUGH_OF_ZIP)? {}
        let container = Container::of(&first);
        Ok(Self { first: Cursor::new(first), rest, container })
    }

    /// The stream without the mark of UTF-8 at its beginning.
    fn without_mark(mut self) -> Box<dyn Read> {
        if self.first.get_ref().starts_with(UTF8_MARK) {
            self.first.set_position(UTF8_MARK.len() as u64);
        }
        Box::new(self)
    }
}

impl Read for Begun {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.first.read(buffer)? {
            0 => self.rest.read(buffer),
            some => Ok(some),
        }
    }
}

/// Reads once, up to `most` bytes in all; false at the end of the stream.
fn read_more(source: &mut impl Read, bytes: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    let before = bytes.len();
    bytes.resize(most, 0);
    let read = loop {
        match source.read(&mut bytes[before..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => break done,
        }
    };
    bytes.truncate(before + *read.as_ref().unwrap_or(&0));
    Ok(read? > 0)
}

/// A decompressor. The errors of its package become [`Refusal::Damaged`].
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match (error.raw_os_error(), error.kind()) {
            _ if Refusal::of(&error).is_some() => error,
            (None, kind) if !matches!(kind, io::ErrorKind::Interrupted | io::ErrorKind::BrokenPipe) => {
                Refusal::Damaged.into()
            }
            _ => error,
        })
    }
}
