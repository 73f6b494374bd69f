//! The program `skillgap`: everything it does stands in the library.

use std::process::ExitCode;

/// Reports are made of many short texts, which the allocator of the system is slow with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    skillgap::cli::run()
}
