//! `skillgap quiz`: the questionnaire in a terminal or as plain lines.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::answers::{self, AnswerSheet, Respondent};
use crate::cli::args::{Options, QuizArgs};
use crate::cli::files::{self, Replace};
use crate::cli::{Done, Failure, TOOL, packs, talk};
use crate::clock::Timestamp;
use crate::model::{FormIx, Pack, RoleIx};
use crate::quiz::{
    Colour, End, InquirePrompter, Interruption, Opening, PlainPrompter, Prompter, QuizState, Stopped, run as run_quiz,
};
use crate::report::{html, view};

pub(in crate::cli) fn run(args: &QuizArgs, options: &Options) -> Result<Done, Failure> {
    if args.out.as_deref() == Some(Path::new("-")) {
        return Err(Failure::NeedsFile);
    }
    let mut prompter = prompter(args, options)?;
    let pack = packs::load(options.pack.as_deref())?;
    let form = packs::form(&pack, args.form.as_deref())?;
    let role = packs::role(&pack, args.role.as_deref(), pack.default_role())?;
    let flags = flags(args, options);
    let mut attempt = match unfinished(&pack, form, args.out.as_deref())? {
        Some(attempt) => attempt,
        None => new_attempt(&pack, form, role, args.out.as_deref()),
    };
    if args.role.is_some() {
        attempt.sheet.role = role;
    }
    if args.form.is_some() && attempt.sheet.form != form {
        let own = &pack.form(attempt.sheet.form).id;
        talk::say(&format!("This attempt was begun with the form {own} and goes on with it."));
    }
    let mut end = take(&pack, &mut attempt, prompter.as_mut(), &flags)?;
    if end == Some(End::StartNew) {
        // The old file stays; a new attempt goes to a file of its own.
        let out = args.out.as_deref().map(free_name);
        attempt = new_attempt(&pack, form, role, out.as_deref());
        end = take(&pack, &mut attempt, prompter.as_mut(), &flags)?;
    }
    match end {
        Some(End::Finished) => finish(&pack, attempt, options),
        Some(_) => {
            if attempt.saved.is_some() {
                say_saved(&pack, &attempt, &flags);
            }
            Ok(Done::Well)
        }
        None => Ok(Done::Interrupted),
    }
}

/// The program as it was called, for commands that a person can type.
pub(super) fn invocation() -> &'static str {
    if std::env::var_os("CARGO").is_some() { "cargo run --release --" } else { "skillgap" }
}

/// One attempt and the file that it is kept in.
struct Attempt {
    path: PathBuf,
    sheet: AnswerSheet,
    opening: Opening,
    /// What the file held when it was last read or written; `None` before the first saving.
    saved: Option<String>,
}

fn is_set(variable: &str) -> bool {
    let value = std::env::var(variable).unwrap_or_default().to_lowercase();
    !matches!(value.as_str(), "" | "0" | "false" | "no")
}

/// Plain lines when asked for; else a terminal, which must be there for both input and messages.
fn prompter(args: &QuizArgs, options: &Options) -> Result<Box<dyn Prompter>, Failure> {
    if options.no_input {
        return Err(Failure::NoTerminal);
    }
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    if args.plain || is_set("ACCESSIBLE") || dumb {
        return Ok(Box::new(PlainPrompter::new(io::stdin().lock(), io::stderr())));
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::NoTerminal);
    }
    let no_colour = options.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = if no_colour { Colour::Off } else { Colour::On };
    let size = || crossterm::terminal::size().unwrap_or((80, 24));
    Ok(Box::new(InquirePrompter::new(io::stderr(), size, colour)))
}

/// An attempt to go on with: the file that was named, or the latest unfinished one in this folder.
fn unfinished(pack: &Pack, form: FormIx, named: Option<&Path>) -> Result<Option<Attempt>, Failure> {
    let resumed = |path: PathBuf, sheet, text| Attempt { path, sheet, opening: Opening::Resumed, saved: Some(text) };
    if let Some(path) = named {
        if !path.exists() {
            return Ok(None);
        }
        let sheet = super::report::read_answers(path, pack)?;
        return if sheet.finished.is_some() {
            Err(Failure::Finished(path.to_owned()))
        } else {
            let text = files::read(path, answers::LARGEST_FILE)?;
            Ok(Some(resumed(path.to_owned(), sheet, text)))
        };
    }
    let drafts = std::fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_yaml = Path::new(&name).extension().is_some_and(|ending| ending == "yaml");
        if !(name.starts_with("skillgap-") && is_yaml) {
            return None;
        }
        let text = files::read(Path::new(&name), answers::LARGEST_FILE).ok()?;
        let sheet = answers::parse(&name, &text, pack).0?;
        (sheet.finished.is_none() && sheet.form == form).then_some((sheet.started, name, sheet, text))
    });
    let latest = drafts.max_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let Some((_, name, sheet, text)) = latest else { return Ok(None) };
    if !sheet.matches(pack) {
        talk::say(
            "The questionnaire has changed since you began. Your answers are kept; look at them again in the review.",
        );
    }
    Ok(Some(resumed(PathBuf::from(name), sheet, text)))
}

fn new_attempt(pack: &Pack, form: FormIx, role: RoleIx, named: Option<&Path>) -> Attempt {
    let now = Timestamp::now();
    let mut sheet = AnswerSheet::new(pack, form, Respondent { id: format!("s-{}", now.compact()), name: None });
    sheet.started = Some(now);
    sheet.role = role;
    let path = named.map_or_else(|| free_name(Path::new(&format!("skillgap-{}.yaml", now.compact()))), Path::to_owned);
    Attempt { path, sheet, opening: Opening::New, saved: None }
}

/// The path itself, or with `-2`, `-3` and so on before its ending: the first that is free.
fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    let numbered = (2..).map(|n| path.with_file_name(format!("{stem}-{n}{ending}")));
    std::iter::once(path.to_owned()).chain(numbered).find(|path| !path.exists()).expect("some number is free")
}

/// Asks until the end; `None` when the person broke off. What was answered is in the file either way.
fn take(pack: &Pack, attempt: &mut Attempt, prompter: &mut dyn Prompter, flags: &str) -> Result<Option<End>, Failure> {
    let mut state = QuizState::new(pack, attempt.sheet.clone(), attempt.opening);
    let (path, saved) = (&mut attempt.path, &mut attempt.saved);
    let ended = run_quiz(&mut state, prompter, |sheet| save(pack, sheet, path, saved));
    attempt.sheet = state.into_sheet();
    match ended {
        Ok(end) => Ok(Some(end)),
        Err(Stopped::Save(failure)) => Err(failure),
        Err(Stopped::Prompter(Interruption::Terminal(why))) => {
            if attempt.saved.is_some() {
                say_saved(pack, attempt, flags);
            }
            Err(Failure::Terminal(why))
        }
        Err(Stopped::Prompter(Interruption::Interrupted | Interruption::EndOfInput)) => {
            if attempt.saved.is_some() {
                say_saved(pack, attempt, flags);
            }
            Ok(None)
        }
    }
}

/// Saves the sheet in its file. If something else wrote the file since, as a second quiz would, that stays, and this
/// attempt goes on in a file of its own.
fn save(pack: &Pack, sheet: &AnswerSheet, path: &mut PathBuf, saved: &mut Option<String>) -> Result<(), Failure> {
    let text = answers::to_yaml(sheet, pack);
    let ours = saved.as_ref().is_some_and(|saved| std::fs::read_to_string(&*path).is_ok_and(|found| found == *saved));
    if !ours && path.exists() {
        *path = free_name(path);
    }
    files::write(path, &text, if ours { Replace::Yes } else { Replace::Never })?;
    *saved = Some(text);
    Ok(())
}

fn say_saved(pack: &Pack, attempt: &Attempt, flags: &str) {
    let (done, all) = (attempt.sheet.answered(pack), pack.form(attempt.sheet.form).items.len());
    talk::line(&format!("Saved, {done} of {all} answered: {}", files::absolute(&attempt.path)));
    talk::line("To go on:");
    talk::line(&format!("  {} quiz{flags} --out {}", invocation(), files::for_shell(&attempt.path)));
}

/// The options that the next command needs as well.
fn flags(args: &QuizArgs, options: &Options) -> String {
    let pack = packs::flag(options.pack.as_deref());
    if args.plain { format!("{pack} --plain") } else { pack }
}

/// Marks the attempt as finished, writes the report and says what to do next.
fn finish(pack: &Pack, mut attempt: Attempt, options: &Options) -> Result<Done, Failure> {
    attempt.sheet.finished = Some(Timestamp::now());
    save(pack, &attempt.sheet, &mut attempt.path, &mut attempt.saved)?;
    let report = view::student_report(pack, &attempt.sheet, TOOL);
    let page = free_name(&attempt.path.with_extension("html"));
    files::write(&page, &html::student_page(&report), Replace::Never)?;
    talk::say(&format!("\n{}\n", report.summary));
    if let Some(first) = report.priorities.first() {
        talk::say(&format!("This week: {}\n", first.first_step));
    }
    talk::line(&format!("report:  {}", files::absolute(&page)));
    talk::line(&format!("answers: {}", files::absolute(&attempt.path)));
    talk::say("Open the report in a browser, and send it to your advisor if you like. To compare with another role:");
    talk::line(&format!(
        "  {} report {}{} --role {} -o other-role.html",
        invocation(),
        files::for_shell(&attempt.path),
        packs::flag(options.pack.as_deref()),
        pack.roles()[0].id
    ));
    Ok(Done::Well)
}
