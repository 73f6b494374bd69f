//! The text of an input.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::inputs::Input;
use crate::answers::{InputFormat, LARGEST_FILE, LARGEST_WORKBOOK};
use crate::cli::container::{self, Refusal, Use};
use crate::cli::failure::{CLOSE_IT, reason};
use crate::cli::opening::{self, Takes};
use crate::cli::platform::{System, is_held};
use crate::diag::{Code, Diagnostic};

/// An input that is open.
pub(super) struct Source {
    text: Box<dyn Read>,
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
            (false, _) => Box::new(opening::open(&input.path, Takes::FileOrPipe)?),
        };
        let raw = Counted { inner: raw, counter: Arc::clone(counter) };
        let text = container::open(Box::new(raw), Use::Tables)?;
        Ok(Self { text, is_live: input.size.is_none() })
    }
}

/// The id of the pack that the first record of a file names. Standard input and pipes can be read once only and give none.
pub(in crate::cli) fn named_pack(input: &Input) -> Option<String> {
    let source = input.path.is_file().then(|| Source::open(input, false, &Arc::default()))?.ok()?;
    let mut text = Vec::new();
    let mut source = source.take(LARGEST_FILE as u64);
    source.read_to_end(&mut text).ok()?;
    let format = InputFormat::of_bytes(&text, input.format);
    if format == InputFormat::Xlsx {
        source.set_limit(LARGEST_WORKBOOK as u64);
        source.read_to_end(&mut text).ok()?;
    }
    format.named_pack(&text)
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.text.read(buffer)
    }
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

/// The problem of an input that cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let problem = Diagnostic::of_file(Code::Unreadable, name, format!("the input cannot be read: {}", reason(error)));
    match Refusal::of(error) {
        Some(refusal) => problem.hint(refusal.hint()),
        None if is_held(error, System::HERE) => problem.hint(CLOSE_IT),
        None => problem,
    }
}

/// The whole of a small input, at most `limit` bytes and one more.
pub(super) fn read_whole(path: &Path, limit: usize, counter: &Arc<AtomicU64>) -> io::Result<Vec<u8>> {
    let input = Input { path: path.to_owned(), format: None, size: Some(0) };
    let mut bytes = Vec::new();
    Source::open(&input, false, counter)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
