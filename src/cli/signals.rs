//! Handling of SIGINT, SIGTERM and SIGHUP, and of Ctrl-C on Windows: restores the terminal, removes unfinished files, and
//! prints a last message.
//!
//! While a list is shown, Ctrl-C is a key and no signal. Every confirmed answer is saved before the next screen, and a
//! signal waits for a save in progress.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The message that is printed when a signal ends the program.
#[derive(Clone, Debug, Default)]
pub(super) struct LastWords(Arc<Mutex<String>>);

impl LastWords {
    /// The message, locked for as long as a save is in progress.
    pub(super) fn lock(&self) -> MutexGuard<'_, String> {
        // A panic elsewhere leaves the message intact.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Unfinished files and folders, which a signal removes.
#[derive(Clone, Debug, Default)]
pub(super) struct Leftovers(Arc<Mutex<Vec<PathBuf>>>);

impl Leftovers {
    /// The paths, locked from before something is created until its path is added, so that a signal misses none.
    pub(super) fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        // A panic elsewhere leaves the paths intact.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the end of the program, by a signal or a fault, is to say and to remove.
static WATCHED: Mutex<Option<(LastWords, Leftovers)>> = Mutex::new(None);

/// Handles signals from now on: a signal restores the terminal, prints the message and ends the process with the exit
/// code 128 plus the number of the signal; on Windows always 130.
pub(super) fn watch(words: &LastWords) {
    watch_and_tidy(words, &Leftovers::default());
}

/// As [`watch`], and removes the leftovers before the message. Code that ends the program in another way locks the message
/// first, and so waits for a signal that is being handled.
pub(super) fn watch_and_tidy(words: &LastWords, leftovers: &Leftovers) {
    use std::io::Write as _;

    let (words, leftovers) = (words.clone(), leftovers.clone());
    *WATCHED.lock().unwrap_or_else(PoisonError::into_inner) = Some((words.clone(), leftovers.clone()));
    on_signal(move |code| {
        let words = words.lock();
        let mut stderr = std::io::stderr();
        restore_terminal();
        // Locked until the process ends, so that nothing new is created.
        let leftovers = leftovers.lock();
        leftovers.iter().for_each(remove);
        if !words.is_empty() {
            let _ = writeln!(stderr, "\n{}", *words);
        }
        std::process::exit(code)
    });
}

/// Restores the terminal and removes what is unfinished, as a signal does; gives the last message.
pub(super) fn end_of_work() -> String {
    restore_terminal();
    let watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((words, leftovers)) = watched.as_ref() else { return String::new() };
    leftovers.lock().iter().for_each(remove);
    words.lock().clone()
}

/// Takes the terminal out of the state in which lists are shown.
fn restore_terminal() {
    if crossterm::terminal::is_raw_mode_enabled().unwrap_or(false) {
        let _ = crossterm::terminal::disable_raw_mode();
        let _ = crossterm::execute!(
            std::io::stderr(),
            crossterm::terminal::Clear(crossterm::terminal::ClearType::FromCursorDown),
            crossterm::cursor::Show,
            crossterm::event::DisableBracketedPaste
        );
    }
}

/// Calls this with the exit code when a signal comes. Without a handler a signal has its default effect.
#[cfg(unix)]
fn on_signal(end: impl FnOnce(i32) + Send + 'static) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let ignored = ignored();
    let watched = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = signal_hook::iterator::Signals::new(watched) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            end(128 + signal);
        }
    });
}

/// The signals that the program was started to ignore, as `nohup` does with SIGHUP, and a shell with SIGINT for what runs in
/// the background: signal 1 in the lowest bit. None where the system does not tell.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

/// Calls this with the exit code at Ctrl-C and Ctrl-Break, which Windows has in place of signals. It also calls it when the
/// window is closed, but ends the process at once.
#[cfg(windows)]
fn on_signal(end: impl Fn(i32) + Send + 'static) {
    /// 128 and the number of SIGINT.
    const INTERRUPTED: i32 = 130;

    let _ = ctrlc::set_handler(move || end(INTERRUPTED));
}

/// Removes a file, or a folder into which other threads may still be writing.
fn remove(path: &PathBuf) {
    use std::fs;

    if !path.is_dir() {
        let _ = fs::remove_file(path);
        return;
    }
    // Other threads do not find the folder by its new name; a file created in it during the removal is removed by the
    // next try.
    let gone = path.with_extension("gone");
    let gone = if fs::rename(path, &gone).is_ok() { &gone } else { path };
    let _ = (0..3).find(|_| fs::remove_dir_all(gone).is_ok());
}
