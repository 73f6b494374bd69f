//! The inputs of a run: files, folders of answers files, standard input.

use std::path::{Path, PathBuf};

use crate::answers::InputFormat;
use crate::cli::failure::{pattern_hint, reason};
use crate::cli::{files, opening};
use crate::diag::{Code, Diagnostic};
use crate::pack::PackFile;
use crate::pack::overlay::OVERLAY_FILE;

/// An input that exists.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Input {
    /// Its path; `-` for standard input.
    pub(super) path: PathBuf,
    /// Its format; `None` to tell from its first bytes.
    pub(super) format: Option<InputFormat>,
    /// Its size in bytes, where that is known.
    pub(in crate::cli) size: Option<u64>,
}

impl Input {
    /// True for standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    /// Its name for messages.
    pub(super) fn name(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { self.path.display().to_string() }
    }
}

/// An input, or why there is none.
pub(in crate::cli) type Found = Result<Input, Box<Diagnostic>>;

/// All inputs, in the order in which they were named; those of a folder by name. The files of a folder that are among `ours`
/// (the outputs of this run) are left out.
pub(in crate::cli) fn find(paths: &[PathBuf], format: Option<InputFormat>, ours: &[&Path]) -> Vec<Found> {
    paths.iter().flat_map(|path| of_path(path, format, ours)).collect()
}

fn of_path(path: &Path, format: Option<InputFormat>, ours: &[&Path]) -> Vec<Found> {
    let problem = |message: &str| Diagnostic::of_file(Code::Unreadable, &path.display().to_string(), message);
    if path == Path::new("-") {
        return vec![Ok(Input { path: path.to_owned(), format, size: None })];
    }
    if !path.is_dir() {
        if !path.exists() {
            let problem =
                problem("there is no such file or folder").hint(pattern_hint(path).unwrap_or("check the name"));
            return vec![Err(Box::new(problem))];
        }
        return vec![Ok(file(path, format))];
    }
    let mut found = Vec::new();
    sheets_in(path, ours, &mut found);
    if found.is_empty() {
        let problem = problem("no answers files (.yaml) in this folder").hint("name tables and JSON lines one by one");
        return vec![Err(Box::new(problem))];
    }
    found
}

fn file(path: &Path, format: Option<InputFormat>) -> Input {
    let data = std::fs::metadata(path).ok();
    let size = data.filter(std::fs::Metadata::is_file).map(|data| data.len());
    Input { path: path.to_owned(), format: format.or_else(|| InputFormat::of_name(path)), size }
}

/// The answers files in a folder and below, by name: no hidden ones, no links, which could lead in a circle, no pipes,
/// no files of packs, no expected results, nothing that this run writes. A folder that cannot be read is a problem.
fn sheets_in(folder: &Path, ours: &[&Path], found: &mut Vec<Found>) {
    let entries = match opening::entries(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("the folder cannot be read: {}", reason(&error));
            let problem = Diagnostic::of_file(Code::Unreadable, &folder.display().to_string(), message);
            return found.push(Err(Box::new(problem)));
        }
    };
    for entry in entries {
        let name = entry.name();
        if ours.iter().any(|ours| files::is_same(ours, &entry.path)) {
            continue;
        }
        if entry.is_folder {
            sheets_in(&entry.path, ours, found);
        } else if InputFormat::of_name(&entry.path) == Some(InputFormat::Yaml)
            && entry.is_file
            && !PackFile::ALL.iter().any(|file| file.name() == name)
            && name != OVERLAY_FILE
            && !name.ends_with(".expected.yaml")
        {
            found.push(Ok(file(&entry.path, Some(InputFormat::Yaml))));
        }
    }
}
