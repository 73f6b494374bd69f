//! Every way in which a command can fail that a person can do something about.

use std::io;
use std::path::PathBuf;

use crate::diag::Diagnostic;

/// An expected failure: what happened and what to do next.
#[derive(Debug)]
pub(super) enum Failure {
    /// A file could not be read.
    Read(PathBuf, io::Error),
    /// A file could not be written.
    Write(PathBuf, io::Error),
    /// A file is there already.
    Exists(PathBuf),
    /// A file or pack has problems, which are shown before this.
    Problems(Vec<Diagnostic>, String),
    /// Nothing goes by this name; with what there is, or the nearest.
    Unknown { kind: &'static str, name: String, hint: String },
    /// The quiz needs a terminal.
    NoTerminal,
    /// The terminal or the input broke.
    Terminal(String),
    /// Standard output was closed by its reader: no failure at all.
    OutputClosed,
}

impl Failure {
    /// What happened.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Read(path, error) => format!("cannot read `{}`: {}", path.display(), reason(error)),
            Self::Write(path, error) => format!("cannot write `{}`: {}", path.display(), reason(error)),
            Self::Exists(path) => format!("`{}` is already there", path.display()),
            Self::Problems(_, summary) => summary.clone(),
            Self::Unknown { kind, name, .. } => format!("unknown {kind}: `{name}`"),
            Self::NoTerminal => "the quiz needs a terminal to ask in".to_owned(),
            Self::Terminal(error) => format!("the terminal cannot be used: {error}"),
            Self::OutputClosed => String::new(),
        }
    }

    /// What to do next.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Read(_, error) if error.kind() == io::ErrorKind::NotFound => {
                Some("check the name; `skillgap template` makes an answer sheet to fill in".to_owned())
            }
            Self::Read(..) | Self::OutputClosed => None,
            Self::Write(..) => Some("choose another place for the file, or free some space".to_owned()),
            Self::Exists(_) => Some("choose another name, or replace it with `--force`".to_owned()),
            Self::Problems(..) => Some("`skillgap explain CODE` tells more about a code in brackets".to_owned()),
            Self::Unknown { hint, .. } => Some(hint.clone()),
            Self::NoTerminal => Some(
                "use `skillgap quiz --plain` to answer by lines, `skillgap template` to fill in a file, or `skillgap demo` \
                 to see a report"
                    .to_owned(),
            ),
            Self::Terminal(_) => Some("`skillgap quiz --plain` works in any terminal".to_owned()),
        }
    }

    /// The exit code, as `--help` lists them.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::NoTerminal => 2,
            Self::OutputClosed => 0,
            _ => 1,
        }
    }
}

/// A system error in words, without its number.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not".to_owned(),
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
