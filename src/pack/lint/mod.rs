//! Advice to authors on a valid pack. Every finding is a warning with its place.
//!
//! Runs on a pack that was read without errors. Rules about wording know English; in other languages they find
//! little, and what they find is to be judged by the author.

mod catalogue;
mod frameworks;
mod overlay;
pub mod readability;
mod roles;
mod wording;

pub use overlay::lint_overlay;

use super::{LARGEST_FILE, PackFiles, SourceFile, format};
use crate::diag::Diagnostic;
use crate::model::Pack;
use crate::yaml::{self, Field, Kind, Problems, Record};

/// All findings, in the order of the files and their lines. `today` is a date such as `2026-11-24`: prices grow old.
pub fn lint(files: &PackFiles, pack: &Pack, today: &str) -> Vec<Diagnostic> {
    let mut found = in_file(&files.questionnaire, &format::QUESTIONNAIRE, |top, problems| {
        let texts = wording::texts(top, problems);
        wording::check(&texts, problems);
        frameworks::check(top, pack, problems);
        catalogue::check_steps(top, pack, problems);
    });
    found.extend(in_file(&files.roles, &format::ROLES, |top, problems| roles::check(top, pack, problems)));
    found.extend(in_file(&files.resources, &format::RESOURCES, |top, problems| {
        catalogue::check_resources(top, pack, today, problems);
    }));
    found
}

/// Reads one file again, which was read without errors before, and runs rules over it.
fn in_file(
    file: &SourceFile,
    kind: &'static Kind,
    rules: impl FnOnce(&Record<'_>, &mut Problems<'_>),
) -> Vec<Diagnostic> {
    let Ok(tree) = yaml::parse(&file.name, &file.text, LARGEST_FILE) else { return Vec::new() };
    let mut problems = Problems::new(&file.name, &file.text);
    if let Some(top) = Field::root(&tree, kind).record(&mut problems) {
        rules(&top, &mut problems);
    }
    problems.into_diagnostics()
}

/// The records of a list.
fn records<'n>(record: &Record<'n>, list: &str, problems: &mut Problems<'_>) -> Vec<Record<'n>> {
    entries(record, list, problems).iter().filter_map(|entry| entry.record(problems)).collect()
}

/// The entries of a list that may be absent.
fn entries<'n>(record: &Record<'n>, list: &str, problems: &mut Problems<'_>) -> Vec<Field<'n>> {
    record.get(list).and_then(|field| field.list(problems)).unwrap_or_default()
}
