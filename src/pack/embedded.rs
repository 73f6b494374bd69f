//! The packs inside the program.

use super::{PackFile, PackFiles, SourceFile};

/// A pack inside the program, not yet checked.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedPack {
    /// Its id, which is the name of its folder.
    pub id: &'static str,
    texts: [&'static str; 3],
}

/// Every pack inside the program; the first is the default.
pub const EMBEDDED: &[EmbeddedPack] = &[
    EmbeddedPack {
        id: "clinical-informatics-director",
        texts: [
            include_str!("../../questionnaires/clinical-informatics-director/questionnaire.yaml"),
            include_str!("../../questionnaires/clinical-informatics-director/roles.yaml"),
            include_str!("../../questionnaires/clinical-informatics-director/resources.yaml"),
        ],
    },
    EmbeddedPack {
        id: "volunteer-coordinator",
        texts: [
            include_str!("../../questionnaires/volunteer-coordinator/questionnaire.yaml"),
            include_str!("../../questionnaires/volunteer-coordinator/roles.yaml"),
            include_str!("../../questionnaires/volunteer-coordinator/resources.yaml"),
        ],
    },
];

impl EmbeddedPack {
    /// The pack's files, named as in their folder.
    pub fn files(&self) -> PackFiles {
        let file = |which: PackFile, text: &str| SourceFile {
            name: format!("{}/{}", self.id, which.name()),
            text: text.to_owned(),
        };
        let [questionnaire, roles, resources] = self.texts;
        PackFiles {
            questionnaire: file(PackFile::Questionnaire, questionnaire),
            roles: file(PackFile::Roles, roles),
            resources: file(PackFile::Resources, resources),
        }
    }
}
