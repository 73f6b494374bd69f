//! What the quiz says in every mode.

/// Said when the lines that were pasted behind a text were dropped.
pub const PASTED_LEFT_OUT: &str = "The lines that were pasted after that were left out: they answer nothing.";
