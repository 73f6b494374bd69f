//! The progress of a run: a bar in a terminal, elsewhere a line every few seconds.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::language::grammar;

/// How often a line is printed where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// How the bar looks, with the size of the inputs known and not known.
const KNOWN: &str = "{wide_bar} {percent}%  {msg}, about {eta} left";
const UNKNOWN: &str = "{spinner} {msg}";

/// The display of the progress.
pub(in crate::cli) enum Progress {
    /// Nothing.
    Quiet,
    /// A bar in a terminal.
    Bar(Meter, ProgressBar),
    /// Lines, the last one at this time.
    Lines(Meter, Instant),
}

/// How much of the inputs is read.
pub(in crate::cli) struct Meter {
    begun: Instant,
    read: Arc<AtomicU64>,
    /// The size of all inputs in bytes, where it is known.
    size: Option<u64>,
}

impl Progress {
    /// Shows a first message in a terminal.
    pub(in crate::cli) fn new(is_terminal: bool, read: &Arc<AtomicU64>) -> Self {
        let meter = Meter { begun: Instant::now(), read: Arc::clone(read), size: None };
        if !is_terminal {
            return Self::Lines(meter, Instant::now());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_style(style(UNKNOWN));
        bar.set_message("reading");
        bar.tick();
        Self::Bar(meter, bar)
    }

    /// Sets the size of all inputs.
    pub(in crate::cli) fn expect(&mut self, size: u64) {
        match self {
            Self::Quiet => {}
            Self::Bar(meter, bar) => {
                meter.size = Some(size);
                bar.set_length(size);
                bar.set_style(style(KNOWN));
            }
            Self::Lines(meter, _) => meter.size = Some(size),
        }
    }

    /// Shows that so many records are done.
    pub(super) fn show(&mut self, records: usize) {
        match self {
            Self::Quiet => {}
            Self::Bar(meter, bar) => {
                bar.set_position(meter.read.load(Ordering::Relaxed));
                bar.set_message(meter.rate(records));
            }
            Self::Lines(meter, last) => {
                if last.elapsed() >= LINE_EVERY {
                    *last = Instant::now();
                    let left = meter.left().map(|left| format!(", about {left} left")).unwrap_or_default();
                    let _ = writeln!(std::io::stderr(), "{}{left}", meter.rate(records));
                }
            }
        }
    }
}

/// The bar disappears before any other message, however the run ends.
impl Drop for Progress {
    fn drop(&mut self) {
        if let Self::Bar(_, bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Meter {
    /// `1200000 records, 340000 a second`.
    fn rate(&self, records: usize) -> String {
        let milliseconds = self.begun.elapsed().as_millis().max(1);
        let a_second = records as u128 * 1000 / milliseconds;
        format!("{}, {a_second} a second", grammar::count(records, "record", "records"))
    }

    /// The time left, by the share of bytes that is read.
    fn left(&self) -> Option<String> {
        let (read, size) = (self.read.load(Ordering::Relaxed).max(1), self.size?);
        let milliseconds = self.begun.elapsed().as_millis() * u128::from(size.saturating_sub(read)) / u128::from(read);
        let seconds = usize::try_from(milliseconds.div_ceil(1000)).ok()?;
        Some(match seconds {
            0..=90 => grammar::count(seconds, "second", "seconds"),
            _ => grammar::count(seconds.div_ceil(60), "minute", "minutes"),
        })
    }
}
