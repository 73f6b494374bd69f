//! Competency models that others published, and which of their parts the pack's competencies stand for.

use super::{CompetencyIx, FrameworkId, PartCode, ReadBy};

/// A published competency model that the pack is mapped to.
#[derive(Clone, Debug)]
pub struct Framework {
    /// Its id.
    pub id: FrameworkId,
    /// Its name.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it is.
    pub url: String,
    /// How directly it was read.
    pub read: ReadBy,
    /// Its own date: `2018`, `2018-10` or `2018-10-26`.
    pub date: String,
    /// What a reader of the mapping needs to know about it.
    pub note: Option<String>,
    /// Its parts, in its own order.
    pub parts: Vec<FrameworkPart>,
}

/// A part of a framework: a domain, or a competency in it.
#[derive(Clone, Debug)]
pub struct FrameworkPart {
    /// The framework's own code.
    pub code: PartCode,
    /// What it is about, in a few words.
    pub title: String,
    /// How directly this part was read.
    pub read: ReadBy,
    /// Why no competency of the pack stands for it.
    pub not_covered: Option<String>,
    /// The competencies that stand for it, in the pack's order.
    pub competencies: Vec<CompetencyIx>,
}

impl Framework {
    /// The parts that this competency stands for.
    pub fn parts_of(&self, competency: CompetencyIx) -> impl Iterator<Item = &FrameworkPart> {
        self.parts.iter().filter(move |part| part.competencies.contains(&competency))
    }
}
