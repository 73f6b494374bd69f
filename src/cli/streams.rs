//! Whether standard output was open when the program began.
//!
//! Before `main`, the standard library opens `/dev/null` in place of each closed stream, and what is written is lost without an
//! error. So it is looked at earlier.

use std::sync::atomic::{AtomicBool, Ordering};

static IS_STDOUT_CLOSED: AtomicBool = AtomicBool::new(false);

/// True where the program was started with standard output closed. Always false on Windows, which closes no stream.
pub(super) fn is_stdout_closed() -> bool {
    IS_STDOUT_CLOSED.load(Ordering::Relaxed)
}

#[cfg(unix)]
ctor::declarative::ctor! {
    /// Runs before `main`. It asks the system one question and uses nothing of the standard library that `main` prepares.
    #[ctor(unsafe)]
    fn look() {
        let is_closed = rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err();
        IS_STDOUT_CLOSED.store(is_closed, Ordering::Relaxed);
    }
}
