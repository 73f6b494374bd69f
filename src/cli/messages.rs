//! Messages to the person on standard error: wrapped, without control characters.

use std::io::Write as _;

use super::failure::Failure;
use super::platform::terminal_size;
use crate::diag::{self, Diagnostic, Listing};
use crate::sanitise;

/// The longest line, in columns.
const WIDTH: usize = 96;

/// The width at which messages are wrapped, in columns.
fn width() -> usize {
    usize::from(terminal_size().0).clamp(20, WIDTH)
}

/// A paragraph.
pub(super) fn say(text: &str) {
    let width = width();
    let wrapped: Vec<String> = sanitise::clean(text).lines().map(|line| textwrap::fill(line, width)).collect();
    let _ = writeln!(std::io::stderr(), "{}", wrapped.join("\n"));
}

/// Lines that are wrapped and cleaned already.
pub(super) fn text(text: &str) {
    let _ = write!(std::io::stderr(), "{text}");
}

/// A name and its value; further lines of the value are indented below it.
pub(super) fn entry(text: &str, indent: usize) {
    let below = " ".repeat(indent);
    let options = textwrap::Options::new(width()).subsequent_indent(&below);
    let _ = writeln!(std::io::stderr(), "{}", textwrap::fill(&sanitise::clean(text), options));
}

/// One line that is not wrapped: a path or a command.
pub(super) fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", sanitise::clean(text).replace('\n', " "));
}

/// The problems of a file, the first of each kind.
pub(super) fn problems(problems: &[Diagnostic]) {
    text(&diag::render_list(problems, Listing::First));
}

/// The program in commands that a person can type.
pub(super) fn program() -> &'static str {
    if std::env::var_os("CARGO").is_some() { "cargo run --release --" } else { "skillgap" }
}

/// The failure of a command; the fix is the last line.
pub(super) fn failure(failure: &Failure) {
    if let Failure::Problems(problems, _) = failure {
        self::problems(problems);
    }
    say(&format!("error: {}", failure.message()));
    if let Some(hint) = failure.hint() {
        say(&format!("hint: {hint}"));
    }
}
