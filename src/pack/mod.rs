//! Reads the three YAML files of a pack: [`parse`] gives a checked [`Pack`](crate::model::Pack), or every problem in
//! them.
//!
//! Each reader goes through its file once and notes every problem. A wrong value is replaced by a stand-in, so that
//! reading continues; when a problem is an error, there is no pack, so that no stand-in is ever used.

mod career;
mod catalogue;
mod embedded;
mod fields;
mod fingerprint;
mod format;
mod frameworks;
pub mod lint;
pub mod overlay;
mod parse;
mod questionnaire;
mod references;
mod roles;
mod scales;
mod statements;
mod waivers;

pub use embedded::{EMBEDDED, EmbeddedPack};
pub use parse::parse;

use serde_json::Value;

use crate::yaml;

/// The largest pack file that is read, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

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
    /// Questions and scoring.
    Questionnaire,
    /// Role profiles and the ladder.
    Roles,
    /// The catalogue of resources.
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

    /// What is read in the place of a file that a pack does not have: no roles, no resources. A pack has questions.
    pub fn absent(self) -> Option<&'static str> {
        match self {
            Self::Questionnaire => None,
            Self::Roles => Some("format: 1\nladder: []\nroles: []\n"),
            Self::Resources => Some("format: 1\nsources: []\nresources: []\n"),
        }
    }
}

/// A few digits by which a text is known again.
pub fn short_fingerprint(text: &str) -> String {
    fingerprint::of_text(text)
}

/// The JSON Schema of one of the three files.
pub fn schema(file: PackFile) -> Value {
    let shape = match file {
        PackFile::Questionnaire => &format::QUESTIONNAIRE_FILE,
        PackFile::Roles => &format::ROLES_FILE,
        PackFile::Resources => &format::RESOURCES_FILE,
    };
    yaml::schema(shape, file.name())
}

/// The JSON Schema of an overlay's file.
pub fn overlay_schema() -> Value {
    yaml::schema(&format::OVERLAY_FILE, overlay::OVERLAY_FILE)
}
