//! The command line: arguments, files, streams, failures, one file for each command.
//!
//! The only layer that touches files, the clock and the terminal. Data goes to standard output or to
//! files; everything said to a person goes to standard error.

mod args;
mod attempt;
mod batch;
mod commands;
mod container;
mod engines;
mod failure;
mod faults;
mod files;
mod messages;
mod opening;
mod overlays;
mod packs;
mod platform;
mod sheets;
mod signals;
mod streams;
mod unseen;
mod verification;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Arguments, Command};
use failure::Failure;

use crate::report::TOOL;
use crate::sanitise;

/// How a command ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// All done, or saved on purpose.
    Well,
    /// Finished, but some inputs need attention.
    NeedsAttention,
    /// Broken off by the person; progress is saved.
    Interrupted,
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Well => Self::SUCCESS,
            Done::NeedsAttention => Self::from(3),
            Done::Interrupted => Self::from(130),
        }
    }
}

/// Runs the program on the process's arguments.
pub fn run() -> ExitCode {
    faults::guarded(run_command)
}

fn run_command() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    let options = &arguments.options;
    let result = match &arguments.command {
        Command::Quiz(args) => commands::quiz::run(args, options),
        Command::Demo(args) => commands::demo::run(args, options),
        Command::Page(args) => commands::page::run(args, options),
        Command::Report(args) => commands::report::run(args, options),
        Command::Compare(args) => commands::compare::run(args, options),
        Command::Plan(args) => commands::plan::run(args, options),
        Command::Step(args) => commands::step::run(args, options),
        Command::Score(args) => commands::score::run(args, options),
        Command::Cohort(args) => commands::cohort::run(args, options),
        Command::Template(args) => commands::template::run(args, options),
        Command::Export(args) => commands::export::run(args, options),
        Command::Check(args) => commands::check::run(args, options),
        Command::Packs(args) => commands::packs::run(args, options),
        Command::Pack(command) => commands::pack::run(command),
        Command::Explain(args) => commands::explain::run(args, options),
        Command::Completions(args) => commands::completions::run(args),
        Command::Man(args) => commands::man::run(args),
    };
    ended(result)
}

/// The exit code of a command; the message of its failure.
fn ended(result: Result<Done, Failure>) -> ExitCode {
    match result {
        Ok(done) => done.into(),
        Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            messages::failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Help and the version as they are asked for; or why the command line was not understood, in the words of this program.
fn not_understood(error: &clap::Error) -> ExitCode {
    if error.kind() == ErrorKind::DisplayVersion {
        return ended(commands::packs::version().map(|()| Done::Well));
    }
    if !error.use_stderr() {
        // clap writes to standard output itself, in colours where it is a terminal.
        return ended(files::to_stdout(|_| error.print()).map(|()| Done::Well));
    }
    // What was typed may hold anything.
    let text = sanitise::clean(&error.render().to_string());
    let other_words = match error.kind() {
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => Some(("invalid value", "cannot use the value")),
        ErrorKind::InvalidSubcommand => Some(("unrecognized subcommand", "unknown command")),
        _ => None,
    };
    if let Some((theirs, ours)) = other_words {
        messages::say(&text.replacen(theirs, ours, 1).replace("similar subcommand", "similar command"));
    } else {
        messages::text(&text);
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
