//! The program `skillgap`: everything it does stands in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    skillgap::cli::run()
}
