//! Advice to authors on a valid pack. Every finding is a warning with its place.
//!
//! Runs on a pack that was read without errors. Rules about wording know English, and are left out for packs in other
//! languages. A pack [waives](Findings::waived) what does not hold for it.

mod catalogue;
mod frameworks;
mod overlay;
pub mod readability;
mod roles;
mod wording;

pub use overlay::lint_overlay;

use super::waivers::Waivers;
use super::{LARGEST_FILE, PackFiles, SourceFile, format};
use crate::diag::Diagnostic;
use crate::model::Pack;
use crate::yaml::{self, Field, Kind, Node, Problems, Record};

/// What was found in a pack.
#[derive(Debug)]
pub struct Findings {
    /// The warnings, in the order of the files and their lines.
    pub reported: Vec<Diagnostic>,
    /// How many more the pack itself waives.
    pub waived: usize,
}

/// All findings. `today` is a date such as `2026-11-24`: prices grow old.
pub fn lint(files: &PackFiles, pack: &Pack, today: &str) -> Findings {
    let sources = [&files.questionnaire, &files.roles, &files.resources];
    // The files were read without errors before.
    let trees = sources.map(|file| yaml::parse(&file.name, &file.text, LARGEST_FILE).unwrap_or(Node::Null));
    let [questionnaire, roles, resources] = &trees;
    let mut problems = sources.map(|file| Problems::new(&file.name, &file.text));
    let [in_questionnaire, in_roles, in_resources] = &mut problems;
    let mut waivers = Waivers::default();
    if let Some(top) = Field::root(questionnaire, &format::QUESTIONNAIRE).record(in_questionnaire) {
        waivers = Waivers::read(&top, in_questionnaire);
        wording::check(&wording::texts(&top, in_questionnaire), pack, in_questionnaire);
        frameworks::check(&top, pack, in_questionnaire);
        catalogue::check_steps(&top, pack, in_questionnaire);
    }
    if let Some(top) = Field::root(roles, &format::ROLES).record(in_roles) {
        roles::check(&top, pack, in_roles);
    }
    if let Some(top) = Field::root(resources, &format::RESOURCES).record(in_resources) {
        catalogue::check_resources(&top, pack, today, in_resources);
    }
    for (tree, problems) in trees.iter().zip(&mut problems) {
        waivers.apply(tree, problems);
    }
    waivers.note_unused(&pack.known_ids(), &mut problems[0]);
    Findings { reported: problems.into_iter().flat_map(Problems::into_diagnostics).collect(), waived: waivers.waived() }
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
