//! `skillgap completions`: a script for a shell, made from the definitions of the command line.

use clap::CommandFactory as _;

use crate::cli::args::{Arguments, CompletionsArgs};
use crate::cli::{Done, Failure, files};

pub(in crate::cli) fn run(args: &CompletionsArgs) -> Result<Done, Failure> {
    let mut program = Arguments::command();
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, name, &mut script);
    files::print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Well)
}
