//! What the quiz says in every mode.

/// Said when the lines that were pasted behind a text were dropped.
pub const PASTED_LEFT_OUT: &str = "The lines that were pasted after that were left out: they answer nothing.";

/// Where the answers are, and how to stop, in a terminal.
pub const KEPT_IN_TERMINAL: &str = "Each answer is saved as you give it, in a file on this computer and nowhere else. At any \
    question, q and Enter stops; start again to go on.";

/// Where the answers are, and how to stop, on a page.
pub const KEPT_ON_PAGE: &str = "Nothing is sent: your answers stay on this device. Save them to a file with the button at the \
    top whenever you stop, and open that file to go on, here or on another device.";

/// Said where the answers are compared with another role than the usual one.
pub fn compared_with(role: &str) -> String {
    format!("Your answers will be compared with the role “{role}”.")
}

/// How a line of text about the person is skipped in a terminal.
pub const SKIPS_IN_TERMINAL: &str = "; Enter alone skips";

/// The same on a page.
pub const SKIPS_ON_PAGE: &str = "; leave it empty to skip";

/// The beginning of the help on a text that may stay empty, in a terminal.
pub const OPTIONAL_IN_TERMINAL: &str = "optional, Enter alone goes on; ";

/// The same on a page.
pub const OPTIONAL_ON_PAGE: &str = "optional; ";

/// The row that stops, in a terminal.
pub const STOP_IN_TERMINAL: &str = "Save and quit";

/// The same on a page.
pub const STOP_ON_PAGE: &str = "Stop for now";

/// The row that begins anew beside an unfinished attempt, in a terminal.
pub const START_NEW_IN_TERMINAL: &str = "Start a new attempt; the old file stays";

/// The same on a page.
pub const START_NEW_ON_PAGE: &str = "Start a new attempt";
