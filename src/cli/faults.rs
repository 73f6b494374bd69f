//! What happens at a panic, which is a fault of the program: the terminal is restored, unfinished files are removed, the
//! message of the panic goes into a log, and the person is told where their answers and the log are.

use std::backtrace::Backtrace;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use super::{files, messages, signals};
use crate::report::TOOL;

/// What the first panic said, for the log.
static FIRST: Mutex<String> = Mutex::new(String::new());

/// Runs the program. After a panic on this thread, or on one that it waits for, the exit code is 1.
pub(super) fn guarded(run: impl FnOnce() -> ExitCode) -> ExitCode {
    set_hook(Box::new(note));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        tell();
        ExitCode::FAILURE
    })
}

/// Keeps what a panic says. It is told once the locks of its thread are given back.
fn note(panic: &PanicHookInfo<'_>) {
    let mut first = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    if first.is_empty() {
        let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
        let trace = Backtrace::force_capture();
        *first = format!("{TOOL} on {system}, {processor}\n{panic}\n\n{trace}\n");
    }
}

/// Tells the person.
fn tell() {
    let saved = signals::end_of_work();
    messages::say("error: a fault in skillgap itself has stopped it");
    saved.lines().for_each(messages::line);
    let said = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    match log(&said) {
        Some(path) => messages::line(&format!("log: {}", files::absolute(&path))),
        None => messages::text(&format!("log:\n{said}")),
    }
    messages::say("hint: try again; if it happens again, send the log to the authors, once you have read it");
}

/// Writes the log into a new file that only its owner can read; `None` where that fails.
fn log(text: &str) -> Option<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("skillgap-").suffix(".log").tempfile().ok()?;
    file.write_all(text.as_bytes()).ok()?;
    Some(file.keep().ok()?.1)
}

/// Panics as in the middle of a screen when so many answers are saved; for tests, in debug builds only.
pub(super) fn on_purpose(answered: usize) {
    if cfg!(debug_assertions) && std::env::var("SKILLGAP_PANIC_AT").is_ok_and(|at| at == answered.to_string()) {
        if crossterm::terminal::enable_raw_mode().is_ok() {
            let (hide, paste) = (crossterm::cursor::Hide, crossterm::event::EnableBracketedPaste);
            let _ = crossterm::execute!(std::io::stderr(), hide, paste);
        }
        panic!("asked for by `SKILLGAP_PANIC_AT`");
    }
}
