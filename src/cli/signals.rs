//! Signals that end the program: the terminal is restored, what is half-made is removed, and the person is told where
//! things stand.
//!
//! In the moving list Ctrl-C is a key; these are signals from outside (a closed window, a `kill`, a shutdown), and
//! Ctrl-C elsewhere. Whatever was confirmed is in the file already. A signal waits for a saving under way.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is said when a signal ends the program.
#[derive(Clone, Debug, Default)]
pub(super) struct LastWords(Arc<Mutex<String>>);

impl LastWords {
    /// Locked for as long as a saving is under way.
    pub(super) fn lock(&self) -> MutexGuard<'_, String> {
        // A panic elsewhere does not make the words wrong.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Files and folders under way, which a signal removes.
#[derive(Clone, Debug, Default)]
pub(super) struct Leftovers(Arc<Mutex<Vec<PathBuf>>>);

impl Leftovers {
    /// Locked from before something is made until its path is here, so that a signal misses none.
    pub(super) fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        // A panic elsewhere does not make the paths wrong.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// From now on, a signal to end restores the terminal, says the last words and ends the process with 128 and the
/// number of the signal; with 130 for an interrupt.
pub(super) fn watch(words: &LastWords) {
    watch_and_tidy(words, &Leftovers::default());
}

/// As [`watch`]; the leftovers are removed before the last words. Whoever ends the program in another way locks the words
/// first, and so waits for a signal that is under way.
#[cfg(unix)]
pub(super) fn watch_and_tidy(words: &LastWords, leftovers: &Leftovers) {
    use std::io::Write as _;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    // Without it a signal ends the process as it would have anyway.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    let (words, leftovers) = (words.clone(), leftovers.clone());
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
        // Locked to the end: nothing new is begun.
        let leftovers = leftovers.lock();
        leftovers.iter().for_each(remove);
        if !words.is_empty() {
            let _ = writeln!(stderr, "\n{}", *words);
        }
        std::process::exit(128 + signal);
    });
}

/// Removes a file, or a folder into which other threads may still be writing.
#[cfg(unix)]
fn remove(path: &PathBuf) {
    use std::fs;

    if !path.is_dir() {
        let _ = fs::remove_file(path);
        return;
    }
    // By its new name nobody finds it; a file that was being made in it at this moment is met by the next try.
    let gone = path.with_extension("gone");
    let gone = if fs::rename(path, &gone).is_ok() { &gone } else { path };
    let _ = (0..3).find(|_| fs::remove_dir_all(gone).is_ok());
}

/// Elsewhere a signal ends the process as the system has it: what was confirmed is in the file, and what is half-made
/// stays under its hidden name.
#[cfg(not(unix))]
pub(super) fn watch_and_tidy(_: &LastWords, _: &Leftovers) {}
