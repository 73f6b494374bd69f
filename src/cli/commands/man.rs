//! `skillgap man`: manual pages, made from the definitions of the command line.

use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli::args::{Arguments, EXAMPLES, EXIT_CODES, ManArgs};
use crate::cli::files::{self, Readers, Replace};
use crate::cli::{Done, Failure, messages};
use crate::language::grammar;

pub(in crate::cli) fn run(args: &ManArgs) -> Result<Done, Failure> {
    let program = program();
    match (&args.output, &args.command) {
        (Some(folder), _) => {
            let replace = if args.force { Replace::Yes } else { Replace::Never };
            write_all(&program, folder, replace)?;
        }
        (None, None) => files::print(&page_of_program(&program))?,
        (None, Some(name)) => files::print(&page(command(&program, name)?.clone()))?,
    }
    Ok(Done::Well)
}

/// The definitions of the command line, with the names and options that commands inherit.
fn program() -> clap::Command {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    program
}

/// The command of this name.
fn command<'a>(program: &'a clap::Command, name: &str) -> Result<&'a clap::Command, Failure> {
    program.find_subcommand(name).ok_or_else(|| {
        let known = || program.get_subcommands().map(clap::Command::get_name);
        let all = || format!("name one of the commands: {}", grammar::or(&known().collect::<Vec<_>>()));
        Failure::unknown("command", name, known(), all)
    })
}

/// Writes a page for the program and one for each command.
fn write_all(program: &clap::Command, folder: &Path, replace: Replace) -> Result<(), Failure> {
    files::create_folder(folder, Readers::Usual)?;
    let commands =
        program.get_subcommands().flat_map(|command| std::iter::once(command).chain(command.get_subcommands()));
    let of_commands = commands.map(|command| (file_name(command), page(command.clone())));
    let pages: Vec<(String, String)> =
        std::iter::once((file_name(program), page_of_program(program))).chain(of_commands).collect();
    for (name, text) in &pages {
        files::write(&folder.join(name), text, replace, Readers::Usual)?;
    }
    let count = grammar::count(pages.len(), "manual page", "manual pages");
    messages::line(&format!("{count}: {}", files::absolute(folder)));
    Ok(())
}

fn file_name(command: &clap::Command) -> String {
    Man::new(command.clone()).get_filename()
}

/// The page of a command.
fn page(command: clap::Command) -> String {
    let mut page = Vec::new();
    written(Man::new(command).source(crate::cli::TOOL).render(&mut page));
    String::from_utf8_lossy(&page).into_owned()
}

/// The page of the program: the examples and the exit codes of `--help` as sections of their own.
fn page_of_program(program: &clap::Command) -> String {
    let man = Man::new(program.clone());
    let mut page = Vec::new();
    written(man.render_title(&mut page));
    written(man.render_name_section(&mut page));
    written(man.render_synopsis_section(&mut page));
    written(man.render_description_section(&mut page));
    written(man.render_options_section(&mut page));
    written(man.render_subcommands_section(&mut page));
    let mut more = Roff::new();
    for (heading, text) in [("EXAMPLES", EXAMPLES), ("EXIT STATUS", EXIT_CODES)] {
        more.control("SH", [heading]).control("nf", []);
        for line in text.lines() {
            more.text([roman(line)]);
        }
        more.control("fi", []);
    }
    written(more.to_writer(&mut page));
    String::from_utf8_lossy(&page).into_owned()
}

/// Writing into memory does not fail.
fn written(result: std::io::Result<()>) {
    result.expect("memory takes what is written");
}
