//! The packs inside the program.

use super::{FILE_NAMES, PackFiles, SourceFile};

/// A pack inside the program, not yet checked.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedPack {
    /// Its id, which is the name of its folder.
    pub id: &'static str,
    texts: [&'static str; 3],
}

/// Every pack inside the program; the first is the default.
pub const EMBEDDED: &[EmbeddedPack] = &[EmbeddedPack {
    id: "clinical-informatics-director",
    texts: [
        include_str!("../../questionnaires/clinical-informatics-director/questionnaire.yaml"),
        include_str!("../../questionnaires/clinical-informatics-director/roles.yaml"),
        include_str!("../../questionnaires/clinical-informatics-director/resources.yaml"),
    ],
}];

impl EmbeddedPack {
    /// The pack's files, named as in their folder.
    pub fn files(&self) -> PackFiles {
        let file =
            |at: usize| SourceFile { name: format!("{}/{}", self.id, FILE_NAMES[at]), text: self.texts[at].to_owned() };
        PackFiles { questionnaire: file(0), roles: file(1), resources: file(2) }
    }
}
