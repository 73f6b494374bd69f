//! `skillgap check`: every problem of packs and answers files.

use std::path::{Path, PathBuf};

use crate::answers;
use crate::cli::args::{CheckArgs, Options};
use crate::cli::{Done, Failure, files, packs, talk};
use crate::diag::{Code, Diagnostic, any_error};
use crate::model::{Id, Pack};
use crate::pack::{self, FILE_NAMES};
use crate::words;

pub(in crate::cli) fn run(args: &CheckArgs, options: &Options) -> Result<Done, Failure> {
    let mut found = Vec::new();
    let mut checked = 0;
    let mut pack = None;
    for path in &args.paths {
        if path.join(FILE_NAMES[0]).is_file() {
            checked += 1;
            found.extend(pack_problems(path));
            continue;
        }
        let files = answers_files(path);
        if files.is_empty() {
            let message = "no pack and no .yaml files in this folder";
            found.push(Diagnostic::of_file(Code::Unreadable, &path.display().to_string(), message));
        }
        for file in files {
            checked += 1;
            if pack.is_none() {
                pack = Some(packs::load(options.pack.as_deref())?);
            }
            if let Some(pack) = &pack {
                found.extend(answers_problems(&file, pack));
            }
        }
    }
    if any_error(&found) {
        let summary = format!(
            "{} in {} checked",
            words::count(found.len(), "problem", "problems"),
            words::count(checked, "input", "inputs")
        );
        return Err(Failure::Problems(found, summary));
    }
    talk::problems(&found);
    talk::say(&format!("checked {}: no errors", words::count(checked, "input", "inputs")));
    Ok(Done::Well)
}

fn pack_problems(folder: &Path) -> Vec<Diagnostic> {
    match packs::from_folder(folder) {
        Ok(files) => {
            let (pack, problems) = pack::parse(&files);
            if let Some(pack) = pack {
                talk::line(&format!("pack {} {}: {}", pack.id().as_str(), pack.version(), pack.fingerprint()));
            }
            problems
        }
        Err(failure) => vec![unreadable(folder, &failure)],
    }
}

fn answers_problems(file: &Path, pack: &Pack) -> Vec<Diagnostic> {
    match files::read(file, answers::LARGEST_FILE) {
        Ok(text) => answers::parse(&file.display().to_string(), &text, pack).1,
        Err(failure) => vec![unreadable(file, &failure)],
    }
}

fn unreadable(path: &Path, failure: &Failure) -> Diagnostic {
    let code = match failure {
        Failure::Read(_, error) if error.kind() == std::io::ErrorKind::InvalidData => Code::NotUtf8,
        _ => Code::Unreadable,
    };
    let diagnostic = Diagnostic::of_file(code, &path.display().to_string(), failure.message());
    match code {
        Code::NotUtf8 => diagnostic.hint("save it as UTF-8 in your editor"),
        _ => diagnostic,
    }
}

/// A file itself; for a folder the YAML files in it and below, in order of name.
fn answers_files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path)
        .map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
        .unwrap_or_default();
    entries.sort();
    let hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    entries.retain(|entry| !hidden(entry) && !entry.is_symlink() && (entry.is_dir() || is_yaml(entry)));
    entries.iter().flat_map(|entry| answers_files(entry)).collect()
}
