//! The expected failures of commands, each with a message, a hint and an exit code.

use std::io;
use std::path::{Path, PathBuf};

use super::container::Refusal;
use super::platform::{System, is_held, may_pass};
use crate::diag::{Diagnostic, did_you_mean};
use crate::language::{grammar, plain_spaces, thousands};
use crate::pack::PackFile;
use crate::pack::overlay::OVERLAY_FILE;
use crate::report::xlsx::MOST_PEOPLE;

/// An expected failure of a command.
#[derive(Debug)]
pub(super) enum Failure {
    /// A file could not be read.
    Read(PathBuf, io::Error),
    /// A file could not be written.
    Write(PathBuf, io::Error),
    /// The file already exists.
    Exists(PathBuf),
    /// A folder that is to be new has a file already.
    NotNew(PathBuf),
    /// A file of a pack has nearly the name that it needs.
    Misnamed { found: PathBuf, meant: &'static str },
    /// A folder whose name is that of a pack inside the program.
    TakenName(String),
    /// An output would replace an input, or another output.
    SameFile(PathBuf),
    /// The attempt in the file is finished.
    Finished(PathBuf),
    /// Answers cannot go to standard output.
    NeedsFile,
    /// A file or pack has problems, which are printed before the summary.
    Problems(Vec<Diagnostic>, String),
    /// Two answers files cannot be compared: the reason and the fix.
    NoPair { message: String, hint: String },
    /// Tables cannot hold an observer's ratings.
    ObserverTable,
    /// Nothing has this name; the hint has the known names or the nearest.
    Unknown { kind: &'static str, name: String, hint: String },
    /// A page to be verified has no record of how it was made.
    NoReport(PathBuf),
    /// A report differs from the one that the answers give.
    Differs { report: PathBuf, answers: PathBuf, why: String },
    /// The deadline of a plan, the first value, is not after its start, the second.
    NoTime(String, String),
    /// More people than a spreadsheet has rows.
    TooManyForSheet(PathBuf),
    /// There is no engine for a page.
    NoEngine,
    /// A file is no engine for a page.
    NotEngine(PathBuf),
    /// A file is the engine of another version of the program.
    OtherEngine(PathBuf, String),
    /// The pack of this id does not have something that the command needs: what, and what there is not without it.
    PackLacks(String, &'static str, &'static str),
    /// Options that do not go together: the reason and the fix.
    Options { message: &'static str, hint: &'static str },
    /// The quiz needs a terminal.
    NoTerminal,
    /// The quiz needs input, which `--no-input` forbids.
    NoInput,
    /// The terminal or the input failed.
    Terminal(String),
    /// None of the inputs, of this number, could be scored.
    NothingScored(usize),
    /// So few people answered, of so many that figures of a class may be shared.
    TooFewToShare(usize, usize),
    /// No input is a table for which a map of columns could be written.
    NothingToMap,
    /// Standard output was closed by its reader, which ends the program without an error.
    OutputClosed,
}

impl Failure {
    /// Nothing has this name: the hint is the nearest of the known names, or else another one.
    pub(super) fn unknown<'a>(
        kind: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        let near = did_you_mean(name, known).map(|near| format!("did you mean `{near}`?"));
        Self::Unknown { kind, name: name.to_owned(), hint: near.unwrap_or_else(otherwise) }
    }

    /// The message.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Read(path, error) => format!("cannot read `{}`: {}", path.display(), reason(error)),
            Self::Write(path, error) => format!("cannot write `{}`: {}", path.display(), reason(error)),
            Self::Exists(path) | Self::NotNew(path) => format!("`{}` is already there", path.display()),
            Self::Misnamed { found, meant } => format!("`{}` is nearly `{meant}`, which is not there", found.display()),
            Self::TakenName(id) => format!("`{id}` is the name of a pack inside the program"),
            Self::SameFile(path) => format!("`{}` would replace a file that is needed", path.display()),
            Self::Finished(path) => format!("the attempt in `{}` is finished", path.display()),
            Self::NeedsFile => "answers are kept in a file, not printed".to_owned(),
            Self::Problems(_, summary) => summary.clone(),
            Self::NoPair { message, .. } => message.clone(),
            Self::ObserverTable => "an observer's ratings are not kept in a table".to_owned(),
            Self::Unknown { kind, name, .. } => format!("unknown {kind}: `{name}`"),
            Self::NothingToMap => "no input is a table with several columns".to_owned(),
            Self::NoReport(path) => format!("`{}` does not say how it was made", path.display()),
            Self::Differs { report, answers, why } => {
                format!("`{}` is not what `{}` gives: {}", report.display(), answers.display(), plain_spaces(why))
            }
            Self::NoTime(deadline, start) => format!("the deadline {deadline} is not after the start {start}"),
            Self::TooManyForSheet(path) => format!(
                "`{}` cannot hold all people: a spreadsheet has room for {}",
                path.display(),
                thousands(u64::from(MOST_PEOPLE))
            ),
            Self::NoEngine => "this program has no engine for a page inside".to_owned(),
            Self::NotEngine(path) => format!("`{}` is no engine for a page", path.display()),
            Self::OtherEngine(path, version) => {
                format!(
                    "`{}` is the engine of skillgap {version}, and this is {}",
                    path.display(),
                    env!("CARGO_PKG_VERSION")
                )
            }
            Self::PackLacks(pack, what, so) => format!("the pack `{pack}` has no {what}, so there is {so}"),
            Self::Options { message, .. } => (*message).to_owned(),
            Self::NoTerminal => "the quiz needs a terminal to ask in".to_owned(),
            Self::NoInput => "the quiz asks questions, and `--no-input` forbids that".to_owned(),
            Self::Terminal(error) => format!("the terminal cannot be used: {error}"),
            Self::NothingScored(inputs) => {
                format!(
                    "nothing could be scored: {} attention",
                    grammar::count(*inputs, "record needs", "records need")
                )
            }
            Self::TooFewToShare(answered, fewest) => format!(
                "{} answered, too few to share figures: at least {fewest} are needed, so that nobody can be found in them",
                grammar::count(*answered, "person has", "people have")
            ),
            Self::OutputClosed => String::new(),
        }
    }

    /// The fix.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Read(path, error)
                if error.kind() == io::ErrorKind::NotFound
                    && path.file_name().is_some_and(|name| PackFile::ALL.iter().any(|file| name == file.name())) =>
            {
                Some(format!(
                    "name the folder of a pack, which has {}",
                    grammar::and(&PackFile::ALL.map(|file| format!("`{}`", file.name())))
                ))
            }
            Self::Read(path, error) if is_missing(error) && path.file_name().is_some_and(|name| name == OVERLAY_FILE) => {
                Some(format!("name the folder of an overlay, which has `{OVERLAY_FILE}`"))
            }
            Self::Read(_, error) if Refusal::of(error).is_some() => {
                Refusal::of(error).map(|refusal| refusal.hint().to_owned())
            }
            Self::Read(_, error) | Self::Write(_, error) if is_held(error, System::HERE) => Some(CLOSE_IT.to_owned()),
            Self::Read(path, error) if is_missing(error) => Some(match pattern_hint(path) {
                Some(hint) => hint.to_owned(),
                None => "check the name; `skillgap template` makes an answer sheet to fill in".to_owned(),
            }),
            Self::Read(_, error) if error.kind() == io::ErrorKind::InvalidData => Some(
                "save it as UTF-8; on Windows, name the output with `-o FILE`: `> FILE` may write another encoding".to_owned(),
            ),
            Self::NothingScored(_) => {
                Some("mend what is named above; `skillgap explain CODE` tells more about a code in brackets".to_owned())
            }
            Self::Read(_, error) => Some(
                match error.kind() {
                    io::ErrorKind::IsADirectory => "name a file in it",
                    io::ErrorKind::PermissionDenied => "change its permissions, or name a copy that you may read",
                    _ => "try again, or name a copy of it in another place",
                }
                .to_owned(),
            ),
            Self::OutputClosed => None,
            Self::Write(_, error) if Refusal::of(error).is_some() => {
                Refusal::of(error).map(|refusal| refusal.hint().to_owned())
            }
            Self::Write(_, error) => Some(match error.kind() {
                io::ErrorKind::NotFound => "make the folder first, or choose another place".to_owned(),
                io::ErrorKind::StorageFull => "free some space, or choose another place".to_owned(),
                _ if may_pass(error, System::HERE) => {
                    "choose another place, or close the file if another program has it open".to_owned()
                }
                _ => "choose another place".to_owned(),
            }),
            Self::SameFile(_) | Self::NeedsFile => Some("choose another name for the output".to_owned()),
            Self::Finished(_) => {
                Some("give a new attempt another name with `--out`; `skillgap report` makes a report of this one".to_owned())
            }
            Self::Exists(_) => Some("choose another name, or replace it with `--force`".to_owned()),
            Self::Misnamed { meant, .. } => {
                Some(format!("rename it to `{meant}`; if it is something else, give it another name"))
            }
            Self::TakenName(_) => Some("give the folder another name".to_owned()),
            Self::NotNew(_) => Some("name a folder that is not there yet".to_owned()),
            Self::Problems(..) => Some("`skillgap explain CODE` tells more about a code in brackets".to_owned()),
            Self::NothingToMap => Some("name the export of a survey tool, as a file".to_owned()),
            Self::TooFewToShare(..) => {
                Some("leave out `--share` for the advisor's own page, or wait for more answers".to_owned())
            }
            Self::NoReport(_) => Some("name a page that `skillgap report` or `skillgap quiz` wrote".to_owned()),
            Self::Differs { .. } => {
                Some("make it again with `skillgap report`, or name what it was made from".to_owned())
            }
            Self::Unknown { hint, .. } | Self::NoPair { hint, .. } => Some(hint.clone()),
            Self::ObserverTable => Some("leave out `--format csv`: each observer gets a YAML sheet".to_owned()),
            Self::NoTime(..) => Some("give a later `--deadline`, or an earlier `--start`".to_owned()),
            Self::TooManyForSheet(_) => Some("write a table: `--format csv`".to_owned()),
            Self::NoEngine => Some(
                "take a released program, which has it inside; or run `.ci/engine` in the source code, and name what it \
                 builds with `--engine FILE`"
                    .to_owned(),
            ),
            Self::NotEngine(_) | Self::OtherEngine(..) => {
                Some("name what `.ci/engine` builds in the source code of this version".to_owned())
            }
            Self::PackLacks(_, what, _) => {
                Some(format!("`skillgap report` and `skillgap score` work without; or add {what} to the pack"))
            }
            Self::Options { hint, .. } => Some((*hint).to_owned()),
            Self::NoInput => Some(
                "use `skillgap template` to fill in a file, or `skillgap demo` to see a report".to_owned(),
            ),
            Self::NoTerminal => Some(
                "use `skillgap quiz --plain` to answer by lines, `skillgap template` to fill in a file, or `skillgap demo` \
                 to see a report"
                    .to_owned(),
            ),
            Self::Terminal(_) => Some("`skillgap quiz --plain` works in any terminal".to_owned()),
        }
    }

    /// The exit code, as listed in `--help`.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::Options { .. } | Self::NoTerminal | Self::NoInput | Self::ObserverTable | Self::NoTime(..) => 2,
            Self::OutputClosed => 0,
            _ => 1,
        }
    }
}

/// The fix for a file that another program holds.
pub(super) const CLOSE_IT: &str = "close it in the other program, then try again";

/// True when nothing can have this name, or nothing has it.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename)
}

/// The fix for a name with `*` or `?` in it, which the shells of Windows pass on as it is.
pub(super) fn pattern_hint(path: &Path) -> Option<&'static str> {
    let has_pattern = path.to_string_lossy().contains(['*', '?']);
    has_pattern.then_some("patterns such as `*.yaml` are not read: name the files, or their folder")
}

/// The text of a system error, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    if let Some(refusal) = Refusal::of(error) {
        return refusal.to_string();
    }
    match error.kind() {
        _ if is_held(error, System::HERE) => "another program has it open".to_owned(),
        io::ErrorKind::InvalidFilename => "a file cannot have this name".to_owned(),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
