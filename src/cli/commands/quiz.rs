//! `skillgap quiz`: the questionnaire in a terminal or as plain lines.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::answers;
use crate::assess::Assessment;
use crate::cli::args::{Options, QuizArgs};
use crate::cli::attempt::{Attempt, free_name, say_whereabouts};
use crate::cli::faults;
use crate::cli::files::{self, Readers, Replace};
use crate::cli::platform::{can_redraw, terminal_size};
use crate::cli::signals::{self, LastWords};
use crate::cli::{Done, Failure, TOOL, messages, packs, sheets};
use crate::clock::Timestamp;
use crate::model::{FormIx, Id, Pack};
use crate::quiz::{
    Action, Ask, Colour, End, Input, InquirePrompter, Interruption, Menu, PlainPrompter, Prompter, QuizState, Row,
    Screen, Stopped, TextLine, run as run_quiz,
};
use crate::report::{html, view};

pub(in crate::cli) fn run(args: &QuizArgs, options: &Options) -> Result<Done, Failure> {
    if args.out.as_deref() == Some(Path::new("-")) {
        return Err(Failure::NeedsFile);
    }
    let mut prompter = prompter(args, options)?;
    let answers: Vec<&Path> = [&args.out, &args.after].into_iter().flatten().map(PathBuf::as_path).collect();
    let pack = packs::load_for(options, &answers)?;
    let form = packs::form(&pack, args.form.as_deref())?;
    let role = packs::role(&pack, args.role.as_deref(), pack.default_role())?;
    let earlier = args
        .after
        .as_deref()
        .map(|file| sheets::read_own(file, &pack, args.role.is_some().then_some(role)))
        .transpose()?;
    let unfinished = Attempt::unfinished(&pack, form, args.out.as_deref())?;
    // What follows on from an earlier attempt is of the same person: another one's is not gone on with.
    let same_person =
        |attempt: &Attempt| earlier.as_ref().is_none_or(|earlier| earlier.respondent == attempt.sheet.respondent);
    let begin = |named: Option<&Path>| {
        let mut attempt = Attempt::new(&pack, form, role, named);
        if let Some(earlier) = &earlier {
            attempt.sheet.take_over(earlier);
        }
        attempt
    };
    let unfinished = unfinished.filter(|attempt| args.out.is_some() || same_person(attempt));
    let mut attempt = unfinished.unwrap_or_else(|| begin(args.out.as_deref()));
    if attempt.saved.is_some() {
        messages::line(&format!("An unfinished attempt is in {}", files::absolute(&attempt.path)));
        if earlier.is_some() && !same_person(&attempt) {
            messages::say("It is somebody else's, or another attempt's: nothing is taken over from --after.");
        }
    }
    if args.role.is_some() {
        attempt.sheet.role = role;
    }
    if args.form.is_some() && attempt.sheet.form != form {
        let own = &pack.form(attempt.sheet.form).id;
        messages::say(&format!("This attempt was begun with the form {own} and goes on with it."));
    }
    let quiz = format!("{} quiz{}", messages::program(), flags(args, options));
    let words = LastWords::default();
    signals::watch(&words);
    let mut session = Session { pack: &pack, attempt, prompter: prompter.as_mut(), quiz, words };
    let mut end = session.take()?;
    if end == Some(End::StartNew) {
        // The old file stays; a new attempt goes to a file of its own.
        let out = args.out.as_deref().map(free_name);
        session.attempt = begin(out.as_deref());
        end = session.take()?;
    }
    let Session { attempt, quiz, words, .. } = session;
    match end {
        Some(End::Finished) => finish(&pack, attempt, &words, args, options),
        Some(_) => {
            say_whereabouts(&attempt.whereabouts(&pack, &quiz));
            Ok(Done::Well)
        }
        None => Ok(Done::Interrupted),
    }
}

/// Where the values of the six lines begin, in columns.
const SIX_LINES_INDENT: usize = 14;

fn is_set(variable: &str) -> bool {
    let value = std::env::var(variable).unwrap_or_default().to_lowercase();
    !matches!(value.as_str(), "" | "0" | "false" | "no")
}

/// Plain lines when asked for; else a terminal, which must be there for both input and messages.
fn prompter(args: &QuizArgs, options: &Options) -> Result<Box<dyn Prompter>, Failure> {
    if options.no_input {
        return Err(Failure::NoInput);
    }
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    if args.plain || is_set("ACCESSIBLE") || dumb {
        return Ok(Box::new(plain()));
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::NoTerminal);
    }
    if !can_redraw() {
        messages::say("This window cannot redraw its lines, so the quiz asks by numbered lines.");
        return Ok(Box::new(plain()));
    }
    let no_colour = options.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = if no_colour { Colour::Off } else { Colour::On };
    Ok(Box::new(InquirePrompter::new(io::stderr(), terminal_size, colour)))
}

/// Numbered lines.
fn plain() -> PlainPrompter<io::StdinLock<'static>, io::Stderr> {
    let is_terminal = io::stdin().is_terminal();
    let prompter = PlainPrompter::new(io::stdin().lock(), io::stderr());
    if is_terminal { prompter.at_terminal() } else { prompter }
}

/// The options that the next command needs as well.
fn flags(args: &QuizArgs, options: &Options) -> String {
    let pack = packs::flag(options);
    if args.plain { format!("{pack} --plain") } else { pack }
}

/// An attempt being taken.
struct Session<'a> {
    pack: &'a Pack,
    attempt: Attempt,
    prompter: &'a mut dyn Prompter,
    /// The command that takes a quiz in the same way.
    quiz: String,
    words: LastWords,
}

impl Session<'_> {
    /// Asks until the end; `None` when the person broke off. What was confirmed is in the file either way.
    fn take(&mut self) -> Result<Option<End>, Failure> {
        let mut state = QuizState::new(self.pack, self.attempt.sheet.clone(), self.attempt.origin);
        *self.words.lock() = self.attempt.whereabouts(self.pack, &self.quiz);
        loop {
            let Self { pack, attempt, prompter, quiz, words } = self;
            let ended = run_quiz(&mut state, *prompter, |sheet| save(pack, attempt, sheet, quiz, words));
            let failed = match ended {
                Ok(end) => return Ok(Some(end)),
                Err(Stopped::Save(failure)) if self.mend(&state, &failure) => continue,
                Err(Stopped::Save(failure)) => Err(failure),
                Err(Stopped::Prompter(Interruption::Terminal(why))) => Err(Failure::Terminal(why)),
                Err(Stopped::Prompter(Interruption::Interrupted | Interruption::EndOfInput)) => Ok(None),
            };
            say_whereabouts(&self.attempt.whereabouts(self.pack, &self.quiz));
            return failed;
        }
    }

    /// Saving did not work: lets the person mend the cause or choose another place, until it does. False when they
    /// stop; then the last answer is not in the file.
    fn mend(&mut self, state: &QuizState<'_>, failure: &Failure) -> bool {
        let mut notice = failure.message();
        loop {
            let screen = not_saved(&notice);
            let Ok(reply) = self.prompter.ask(&screen) else { return false };
            let place = match screen.action(&reply) {
                Some(Action::Retry) => None,
                Some(Action::SaveElsewhere) => {
                    let Ok(reply) = self.prompter.ask(&other_place()) else { return false };
                    let Input::Text(place) = reply.input else { continue };
                    if place.trim().is_empty() {
                        continue;
                    }
                    Some(place.trim().to_owned())
                }
                _ => return false,
            };
            let mut words = self.words.lock();
            let saved = match &place {
                None => self.attempt.save(self.pack, state.sheet()),
                Some(place) => self.attempt.save_in(Path::new(place), self.pack, state.sheet()),
            };
            *words = self.attempt.whereabouts(self.pack, &self.quiz);
            drop(words);
            match saved {
                Ok(()) => {
                    messages::line(&format!("Saved: {}", files::absolute(&self.attempt.path)));
                    return true;
                }
                Err(failure) => notice = failure.message(),
            }
        }
    }
}

/// Saves the answers and updates the message for a signal.
fn save(
    pack: &Pack,
    attempt: &mut Attempt,
    sheet: &crate::answers::AnswerSheet,
    quiz: &str,
    words: &LastWords,
) -> Result<(), Failure> {
    let mut words = words.lock();
    faults::on_purpose(sheet.answered(pack));
    attempt.save(pack, sheet)?;
    *words = attempt.whereabouts(pack, quiz);
    Ok(())
}

fn not_saved(why: &str) -> Screen {
    let notice = format!("Your last answer is not saved: {why}. It is not lost as long as this program runs.");
    let rows = vec![
        Row::new("r", Action::Retry, "Try again, once there is room or the folder is back"),
        Row::new("o", Action::SaveElsewhere, "Save in another folder or file"),
        Row::new("q", Action::Quit, "Stop without the last answer"),
    ];
    let ask = Ask::Menu(Menu::new("What now?", rows));
    Screen { id: "not-saved".to_owned(), notices: vec![notice], heading: Vec::new(), ask }
}

fn other_place() -> Screen {
    let line = TextLine {
        prompt: "Folder or file:".to_owned(),
        initial: String::new(),
        help: "a folder that is there, or the name of a new file".to_owned(),
        refusals: 0,
    };
    Screen { id: "other-place".to_owned(), notices: Vec::new(), heading: Vec::new(), ask: Ask::Line(line) }
}

/// Marks the attempt as finished, writes the report and prints the next steps.
fn finish(
    pack: &Pack,
    mut attempt: Attempt,
    words: &LastWords,
    args: &QuizArgs,
    options: &Options,
) -> Result<Done, Failure> {
    let mut sheet = attempt.sheet.clone();
    sheet.finished = Some(Timestamp::now());
    {
        let _until_written = words.lock();
        attempt.save(pack, &sheet)?;
    }
    let flags = packs::flag(options);
    let file = files::for_shell(&attempt.path);
    let again = format!("{} report {file}{flags}", messages::program());
    *words.lock() = format!("Saved: {}\nThe report:\n  {again}", files::absolute(&attempt.path));
    let assessment = Assessment::new(pack, &sheet);
    let plan = super::report::plan(&assessment);
    let beside = view::Beside { plan: plan.as_ref(), ..view::Beside::default() };
    let report = view::student_report_beside(&assessment, beside, TOOL);
    let page = free_name(&attempt.path.with_extension("html"));
    if let Err(failure) = files::write(&page, &html::student_page(&report), Replace::Never, Readers::Owner) {
        messages::line(&format!("Your answers are saved, all of them: {}", files::absolute(&attempt.path)));
        messages::line("The report could not be written. To make it later:");
        messages::line(&format!("  {again}"));
        return Err(failure);
    }
    messages::say(&format!(
        "\nThank you. This is what your answers say{}:\n",
        if pack.has_roles() { ", in six lines" } else { "" }
    ));
    for line in view::in_six_lines(&assessment, &report) {
        messages::entry(&line, SIX_LINES_INDENT);
    }
    messages::say("");
    messages::line(&format!("report:  {}", files::absolute(&page)));
    messages::line(&format!("answers: {}", files::absolute(&attempt.path)));
    messages::line(&format!("code:    {}", answers::to_code(&sheet, pack)));
    messages::say("Open the report in a browser, and send it to your advisor if you like.");
    if let Some(other) = pack.role_indices().find(|role| *role != sheet.role) {
        messages::say("To compare with another role:");
        messages::line(&format!("  {again} --role {} -o other-role.html", pack.role(other).id));
    }
    if let Some(longer) = longer_form(pack, sheet.form) {
        messages::say("To go deeper, without the questions about you:");
        messages::line(&format!("  {} quiz{flags} --form {longer} --after {file}", messages::program()));
    }
    if let Some(earlier) = &args.after {
        messages::say("To see what has changed since the earlier attempt:");
        messages::line(&format!("  {} compare{flags} {} {file}", messages::program(), files::for_shell(earlier)));
    }
    if args.open && open::that_detached(&page).is_err() {
        messages::say("The browser could not be started; open the report yourself.");
    }
    Ok(Done::Well)
}

/// The id of the form with the fewest questions above this one's.
fn longer_form(pack: &Pack, form: FormIx) -> Option<&str> {
    let asked = pack.form(form).items.len();
    let longer = pack.forms().iter().filter(|other| other.items.len() > asked);
    longer.min_by_key(|other| other.items.len()).map(|other| other.id.as_str())
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::answers::Answer;
    use crate::cli::args::{Arguments, Command};
    use crate::cli::commands::report;
    use crate::score::CALLS;

    /// An attempt in a folder, with some answers.
    fn attempt(pack: &Pack, folder: &Path) -> Attempt {
        let file = folder.join("a.yaml");
        let mut attempt = Attempt::new(pack, pack.default_form(), pack.default_role(), Some(&file));
        for item in &pack.form(pack.default_form()).items {
            attempt.sheet.set(*item, Answer::Rated(2), None);
        }
        attempt
    }

    fn scored(run: impl FnOnce()) -> usize {
        let before = CALLS.get();
        run();
        CALLS.get() - before
    }

    #[test]
    fn the_end_of_the_quiz_scores_once() {
        let (pack, folder) = (packs::load_bare(None).unwrap(), tempfile::tempdir().unwrap());
        let arguments = Arguments::parse_from(["skillgap", "quiz"]);
        let Command::Quiz(args) = &arguments.command else { unreachable!() };
        let attempt = attempt(&pack, folder.path());
        let calls = scored(|| {
            finish(&pack, attempt, &LastWords::default(), args, &arguments.options).unwrap();
        });
        assert_eq!(calls, 1);
        assert!(folder.path().join("a.html").is_file());
    }

    #[test]
    fn a_report_scores_each_sheet_once_for_every_reader() {
        let (pack, folder) = (packs::load_bare(None).unwrap(), tempfile::tempdir().unwrap());
        let file = |name: &str, text: String| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let mut sheet = attempt(&pack, folder.path()).sheet;
        let own = file("own.yaml", answers::to_yaml(&sheet, &pack));
        sheet.started = Timestamp::parse("2026-01-01T09:00:00Z");
        let earlier = file("earlier.yaml", answers::to_yaml(&sheet, &pack));
        for (more, sheets) in [(vec![], 1), (vec!["--since", &earlier], 2)] {
            for reader in ["student", "advisor"] {
                let words = ["skillgap", "report", &own, "--for", reader, "--force"].into_iter();
                let arguments = Arguments::parse_from(words.chain(more.iter().copied()));
                let Command::Report(args) = &arguments.command else { unreachable!() };
                let calls = scored(|| {
                    report::run(args, &arguments.options).unwrap();
                });
                assert_eq!(calls, sheets, "{reader} {more:?}");
            }
        }
    }
}
