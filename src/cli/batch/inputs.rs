//! What is to be scored: files, folders of answers files, standard input.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use crate::answers::LARGEST_FILE;
use crate::cli::failure::reason;
use crate::cli::files;
use crate::diag::{Code, Diagnostic};
use crate::pack::PackFile;

/// What an input is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum From {
    /// A wide table.
    Csv,
    /// JSON lines.
    Ndjson,
    /// One YAML answers file.
    Yaml,
}

/// An input that is there.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Input {
    /// Its path; `-` for standard input.
    pub(super) path: PathBuf,
    /// What it is written as; `None` to tell from its first bytes.
    pub(super) from: Option<From>,
    /// Its size in bytes, where that is known.
    pub(super) size: Option<u64>,
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

/// The first record of an input that can name its pack: an answers file, or the first line of a file of lines. None of
/// standard input, which can be read once only, of a table or of a compressed file.
pub(in crate::cli) fn first_record(input: &Input) -> Option<String> {
    let mut file = std::fs::File::open(&input.path).ok().filter(|_| input.path.is_file())?;
    let mut text = Vec::new();
    match input.from? {
        From::Csv => return None,
        From::Ndjson => BufReader::new(file).take(LARGEST_FILE as u64).read_until(b'\n', &mut text),
        From::Yaml => file.by_ref().take(LARGEST_FILE as u64 + 1).read_to_end(&mut text),
    }
    .ok()?;
    String::from_utf8(text).ok()
}

/// The size of an input in bytes, where that is known.
pub(in crate::cli) fn size(input: &Input) -> Option<u64> {
    input.size
}

/// An input, or why there is none.
pub(in crate::cli) type Found = Result<Input, Box<Diagnostic>>;

/// All inputs, in the order in which they were named; those of a folder by name. Of a folder, what is one of `ours` (an
/// output of this run) is no input.
pub(in crate::cli) fn find(paths: &[PathBuf], from: Option<From>, ours: &[&Path]) -> Vec<Found> {
    paths.iter().flat_map(|path| of_path(path, from, ours)).collect()
}

fn of_path(path: &Path, from: Option<From>, ours: &[&Path]) -> Vec<Found> {
    let problem = |message: &str| Diagnostic::of_file(Code::Unreadable, &path.display().to_string(), message);
    if path == Path::new("-") {
        return vec![Ok(Input { path: path.to_owned(), from, size: None })];
    }
    if !path.is_dir() {
        if !path.exists() {
            let problem = problem("there is no such file or folder").hint("check the name");
            return vec![Err(Box::new(problem))];
        }
        return vec![Ok(file(path, from))];
    }
    let mut found = Vec::new();
    sheets_in(path, ours, &mut found);
    if found.is_empty() {
        let problem = problem("no answers files (.yaml) in this folder").hint("name tables and JSON lines one by one");
        return vec![Err(Box::new(problem))];
    }
    found
}

fn file(path: &Path, from: Option<From>) -> Input {
    let data = std::fs::metadata(path).ok();
    let size = data.filter(std::fs::Metadata::is_file).map(|data| data.len());
    Input { path: path.to_owned(), from: from.or_else(|| by_ending(path)), size }
}

/// What the ending of a name says, before the ending of a compressed file.
fn by_ending(path: &Path) -> Option<From> {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let inner = match ending(path).as_deref() {
        Some("gz" | "zst") => path.file_stem().map(Path::new)?,
        _ => path,
    };
    match ending(inner).as_deref() {
        Some("csv" | "tsv" | "tab") => Some(From::Csv),
        Some("ndjson" | "jsonl") => Some(From::Ndjson),
        Some("yaml" | "yml") => Some(From::Yaml),
        _ => None,
    }
}

/// The answers files in a folder and below, by name: no hidden ones, no links, which could lead in a circle, no pipes,
/// no files of packs, no expected results, nothing that this run writes. A folder that cannot be read is a problem.
fn sheets_in(folder: &Path, ours: &[&Path], found: &mut Vec<Found>) {
    let entries = std::fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<PathBuf>>>()
    });
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("the folder cannot be read: {}", reason(&error));
            let problem = Diagnostic::of_file(Code::Unreadable, &folder.display().to_string(), message);
            return found.push(Err(Box::new(problem)));
        }
    };
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || entry.is_symlink() || ours.iter().any(|ours| files::is_same(ours, &entry)) {
            continue;
        }
        if entry.is_dir() {
            sheets_in(&entry, ours, found);
        } else if entry.is_file()
            && by_ending(&entry) == Some(From::Yaml)
            && !PackFile::ALL.iter().any(|file| file.name() == name)
            && !name.ends_with(".expected.yaml")
        {
            found.push(Ok(file(&entry, Some(From::Yaml))));
        }
    }
}
