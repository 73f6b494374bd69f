//! The bytes of an input, decompressed where they need it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::inputs::Input;
use crate::answers::{InputFormat, LARGEST_FILE};
use crate::cli::failure::{CLOSE_IT, reason};
use crate::cli::platform::{System, is_held};
use crate::diag::{Code, Diagnostic};

/// The first bytes of compressed files.
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The mark of UTF-8 at the beginning of a file.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// How many bytes are read at once.
const AT_ONCE: usize = 64 * 1024;

/// An input that is open.
pub(super) struct Source {
    reader: Box<dyn Read>,
    /// The first bytes, which were read to tell the compression, and the position in them.
    begun: Cursor<Vec<u8>>,
    /// True when bytes may arrive slowly, so that records are scored before more are waited for.
    pub(super) is_live: bool,
}

impl Source {
    /// Opens an input. Adds the number of bytes read, before decompression, to the counter. For a filter, reading standard
    /// input fails with a broken pipe when the reader of standard output has gone.
    pub(super) fn open(input: &Input, is_filter: bool, counter: &Arc<AtomicU64>) -> io::Result<Self> {
        let raw: Box<dyn Read> = match (input.is_stdin(), is_filter) {
            (true, true) => Box::new(Filtered(stdin()?)),
            (true, false) => Box::new(stdin()?),
            (false, _) => Box::new(File::open(&input.path)?),
        };
        let mut raw = Counted { inner: raw, counter: Arc::clone(counter) };
        let begun = begin(&mut raw, ZSTD.len())?;
        let whole = Cursor::new(begun.clone()).chain(raw);
        let reader: Box<dyn Read> = if begun.starts_with(GZIP) {
            Box::new(Unpacked(MultiGzDecoder::new(BufReader::with_capacity(AT_ONCE, whole))))
        } else if begun.starts_with(ZSTD) {
            Box::new(Unpacked(Frames { source: Some(BufReader::with_capacity(AT_ONCE, whole)), frame: None }))
        } else {
            Box::new(whole)
        };
        let mut source = Self { reader, begun: Cursor::new(Vec::new()), is_live: input.size.is_none() };
        source.begun = Cursor::new(begin(&mut source.reader, MARK.len())?);
        if source.begun.get_ref().starts_with(MARK) {
            source.begun.set_position(MARK.len() as u64);
        }
        Ok(source)
    }
}

/// The id of the pack that the first record of a file names. Standard input and pipes can be read once only and give none.
pub(in crate::cli) fn named_pack(input: &Input) -> Option<String> {
    let source = input.path.is_file().then(|| Source::open(input, false, &Arc::default()))?.ok()?;
    let mut text = Vec::new();
    source.take(LARGEST_FILE as u64).read_to_end(&mut text).ok()?;
    input.format.unwrap_or_else(|| InputFormat::of_first_bytes(&text)).named_pack(&text)
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.begun.read(buffer)? {
            0 => self.reader.read(buffer),
            some => Ok(some),
        }
    }
}

/// The first bytes of a stream, fewer at its end.
fn begin(reader: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut begun = Vec::new();
    reader.take(count as u64).read_to_end(&mut begun)?;
    Ok(begun)
}

/// Standard input without a buffer: `poll` does not see the bytes in a buffer.
#[cfg(unix)]
fn stdin() -> io::Result<File> {
    use std::os::fd::AsFd as _;

    io::stdin().as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(not(unix))]
fn stdin() -> io::Result<io::Stdin> {
    Ok(io::stdin())
}

/// Standard input of a filter: reading fails when the reader of standard output has gone.
struct Filtered<R>(R);

#[cfg(unix)]
impl Read for Filtered<File> {
    /// Waits until there is input, or the reader of standard output has gone.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, poll};

        let stdout = io::stdout();
        let mut both = [PollFd::new(&self.0, PollFlags::IN), PollFd::new(&stdout, PollFlags::empty())];
        // Where `poll` fails, reading waits without it.
        let waited = poll(&mut both, None).is_ok();
        if waited && both[1].revents().intersects(PollFlags::ERR | PollFlags::HUP) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.0.read(buffer)
    }
}

/// Elsewhere a reader that has gone is noticed at the next writing.
#[cfg(not(unix))]
impl Read for Filtered<io::Stdin> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    counter: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.counter.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The error of compressed data that is damaged or cut off.
#[derive(Debug)]
struct Damaged;

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the compressed data is damaged or cut off")
    }
}

impl std::error::Error for Damaged {}

impl From<Damaged> for io::Error {
    fn from(damaged: Damaged) -> Self {
        Self::other(damaged)
    }
}

/// The problem of an input that cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let problem = Diagnostic::of_file(Code::Unreadable, name, format!("the input cannot be read: {}", reason(error)));
    let is_damage = matches!(error.get_ref(), Some(inner) if inner.is::<Damaged>());
    match error {
        _ if is_damage => problem.hint("compress or copy the file again"),
        error if is_held(error, System::HERE) => problem.hint(CLOSE_IT),
        _ => problem,
    }
}

/// A decompressor. Its errors become [`Damaged`].
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match (error.raw_os_error(), error.kind()) {
            (None, kind) if !matches!(kind, io::ErrorKind::Interrupted | io::ErrorKind::BrokenPipe) => Damaged.into(),
            _ => error,
        })
    }
}

/// All frames of a zstd file, one after the other.
struct Frames<R: BufRead> {
    /// Between frames.
    source: Option<R>,
    /// In a frame.
    frame: Option<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                let written = frame.decoder.get_checksum_from_data();
                if written.is_some() && written != frame.decoder.get_calculated_checksum() {
                    return Err(Damaged.into());
                }
                self.source = self.frame.take().map(StreamingDecoder::into_inner);
            }
            let Some(mut source) = self.source.take() else { return Ok(0) };
            if source.fill_buf()?.is_empty() {
                self.source = Some(source);
                return Ok(0);
            }
            self.frame = Some(StreamingDecoder::new(source).map_err(io::Error::other)?);
        }
    }
}

/// The whole of a small input, at most `limit` bytes and one more.
pub(super) fn read_whole(path: &Path, limit: usize, counter: &Arc<AtomicU64>) -> io::Result<Vec<u8>> {
    let input = Input { path: path.to_owned(), format: None, size: Some(0) };
    let mut bytes = Vec::new();
    Source::open(&input, false, counter)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
