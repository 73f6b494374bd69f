//! Signals that end a quiz: the terminal is restored, and the person is told where the answers are.
//!
//! In the moving list Ctrl-C is a key; these are signals from outside (a closed window, a `kill`, a shutdown), and
//! Ctrl-C in plain lines. Whatever was confirmed is in the file already. A signal waits for a saving under way.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is said when a signal ends the quiz.
#[derive(Clone, Debug, Default)]
pub(super) struct LastWords(Arc<Mutex<String>>);

impl LastWords {
    /// Locked for as long as a saving is under way.
    pub(super) fn lock(&self) -> MutexGuard<'_, String> {
        // A panic elsewhere does not make the words wrong.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// From now on, a signal to end restores the terminal, says the last words and ends the process with 128 and the
/// number of the signal; with 130 for an interrupt.
#[cfg(unix)]
pub(super) fn watch(words: &LastWords) {
    watch_then(words, || {});
}

/// As [`watch`], with something to be done before the last words.
#[cfg(unix)]
pub(super) fn watch_then(words: &LastWords, before: impl FnOnce() + Send + 'static) {
    use std::io::Write as _;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    // Without it a signal ends the process as it would have anyway.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    let words = words.clone();
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        let words = words.lock();
        let mut stderr = std::io::stderr();
        if crossterm::terminal::is_raw_mode_enabled().unwrap_or(false) {
            let _ = crossterm::terminal::disable_raw_mode();
            let _ = crossterm::execute!(
                stderr,
                crossterm::terminal::Clear(crossterm::terminal::ClearType::FromCursorDown),
                crossterm::event::DisableBracketedPaste,
                crossterm::cursor::Show
            );
        }
        before();
        if !words.is_empty() {
            let _ = writeln!(stderr, "\n{}", *words);
        }
        std::process::exit(128 + signal);
    });
}

/// Elsewhere a signal ends the process as the system has it; what was confirmed is in the file.
#[cfg(not(unix))]
pub(super) fn watch(_: &LastWords) {}

/// Elsewhere what is half-made stays under its hidden name.
#[cfg(not(unix))]
pub(super) fn watch_then(_: &LastWords, _: impl FnOnce()) {}
