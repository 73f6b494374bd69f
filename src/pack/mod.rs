//! From three YAML files to a checked [`Pack`], or to a list of every problem in them.
//!
//! Each reader goes through its file once, takes what is right and notes what is not; a wrong value
//! is replaced by a stand-in so that reading goes on. If any error was noted the stand-ins are thrown
//! away with the rest, so no caller ever sees one.

mod catalogue;
mod embedded;
mod fields;
mod fingerprint;
mod format;
pub mod lint;
mod questionnaire;
mod references;
mod roles;
mod schema;

pub use embedded::{EMBEDDED, EmbeddedPack};
pub use schema::schema;

use crate::diag::{Diagnostic, any_error};
use crate::model::Pack;
use crate::yaml::{self, Field, Node, Problems};

/// The largest pack file that is read, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// The format number that this version reads.
const FORMAT: i64 = 1;

/// One file of a pack: its name for messages, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The name as the person would recognise it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The three files of a pack.
#[derive(Clone, Debug)]
pub struct PackFiles {
    /// Levels, scales, domains, competencies, items, forms, scoring.
    pub questionnaire: SourceFile,
    /// Role profiles and the ladder.
    pub roles: SourceFile,
    /// Courses, certifications, degrees, practice.
    pub resources: SourceFile,
}

/// One of the three files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackFile {
    /// What is asked, and how it is scored.
    Questionnaire,
    /// What each role needs.
    Roles,
    /// What lifts a competency.
    Resources,
}

impl PackFile {
    /// The three, in the order in which they are read.
    pub const ALL: [Self; 3] = [Self::Questionnaire, Self::Roles, Self::Resources];

    /// Its name in the pack's folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Questionnaire => "questionnaire.yaml",
            Self::Roles => "roles.yaml",
            Self::Resources => "resources.yaml",
        }
    }
}

/// Reads a pack. The problems come in the order of the files and their lines; there is a pack when
/// none of them is an error.
pub fn parse(files: &PackFiles) -> (Option<Pack>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let sources = [&files.questionnaire, &files.roles, &files.resources];
    let trees = sources.map(|file| tree(file, &mut found));
    let [Some(questionnaire_tree), Some(roles_tree), Some(resources_tree)] = &trees else {
        return (None, found);
    };

    let mut problems = Problems::new(&files.questionnaire.name, &files.questionnaire.text);
    let (questionnaire, default_role) = questionnaire::read(questionnaire_tree, &mut problems);
    let mut role_problems = Problems::new(&files.roles.name, &files.roles.text);
    let mut roles = roles::read(roles_tree, &questionnaire, &mut role_problems);
    let default_role = default_role.and_then(|field| roles.names.find(&field, &mut problems));
    let mut resource_problems = Problems::new(&files.resources.name, &files.resources.text);
    let catalogue = catalogue::read(resources_tree, &questionnaire, &mut roles.source_names, &mut resource_problems);

    found.extend(problems.into_diagnostics());
    found.extend(role_problems.into_diagnostics());
    found.extend(resource_problems.into_diagnostics());
    if any_error(&found) {
        return (None, found);
    }
    let fingerprint = fingerprint::of([questionnaire_tree, roles_tree, resources_tree]);
    let pack = default_role.and_then(|role| questionnaire.into_parts(role, roles, catalogue));
    (pack.map(|parts| Pack::new(parts, fingerprint, fingerprint::of_question, fingerprint::of_scoring)), found)
}

/// The tree of one file, unless it is of a format that is not known.
fn tree(file: &SourceFile, found: &mut Vec<Diagnostic>) -> Option<Node> {
    match yaml::parse(&file.name, &file.text, LARGEST_FILE) {
        Ok(node) => {
            let mut problems = Problems::new(&file.name, &file.text);
            let known = Field::root(&node, &format::QUESTIONNAIRE).has_format(FORMAT, &mut problems);
            found.extend(problems.into_diagnostics());
            known.then_some(node)
        }
        Err(problem) => {
            found.push(*problem);
            None
        }
    }
}
