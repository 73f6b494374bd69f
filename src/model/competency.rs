//! Domains, competencies and the items that ask about them.

use super::{CompetencyId, CompetencyIx, DomainId, DomainIx, FormIx, ItemId, ItemIx, ScaleIx, Version};

/// A group of competencies.
#[derive(Clone, Debug)]
pub struct Domain {
    /// Its id.
    pub id: DomainId,
    /// Its name.
    pub title: String,
    /// Its competencies, in the pack's order.
    pub competencies: Vec<CompetencyIx>,
}

/// Something a role needs, on the pack's level scale.
#[derive(Clone, Debug)]
pub struct Competency {
    /// Its id.
    pub id: CompetencyId,
    /// Its name.
    pub title: String,
    /// What it is, in one sentence.
    pub definition: String,
    /// Why it matters to the pack's role.
    pub why: String,
    /// The version of the pack since which it measures something else than before: levels from earlier versions cannot
    /// be compared with levels from this one on.
    pub redefined: Option<Version>,
    /// The domain it belongs to.
    pub domain: DomainIx,
    /// One statement in the first person for each level, lowest first.
    pub statements: Vec<String>,
    /// How to take the step from each level to the next, lowest first: one entry fewer than levels.
    pub advice: Vec<Advice>,
    /// Its items in all forms.
    pub items: Vec<ItemIx>,
}

/// How to take the step from one level to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Something to do this week.
    pub first_step: String,
    /// What would show the next level.
    pub evidence: String,
    /// A question for an advisor.
    pub ask: String,
}

/// What side of a competency an item asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Knowledge.
    Knowledge,
    /// Skill.
    Skill,
    /// Experience.
    Practice,
}

impl Facet {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("knowledge", Self::Knowledge), ("skill", Self::Skill), ("practice", Self::Practice)];
}

/// The scale of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemScale {
    /// The competency's level statements.
    Levels,
    /// A response scale of the pack.
    Shared(ScaleIx),
}

/// Which end of an item's scale means more of the competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keying {
    /// A higher value means more.
    Forward,
    /// A higher value means less: scored as `min + max - value`.
    Reversed,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// The question as asked.
    pub stem: String,
    /// The competency it measures.
    pub competency: CompetencyIx,
    /// The scale of the answers.
    pub scale: ItemScale,
    /// Which end means more.
    pub keying: Keying,
    /// How much it counts among the competency's items; 0 to 100.
    pub weight: u32,
    /// The facet of the competency that it asks about, when given.
    pub facet: Option<Facet>,
    /// The forms it belongs to.
    pub forms: Vec<FormIx>,
}

impl Item {
    /// True when this form asks it.
    pub fn is_in(&self, form: FormIx) -> bool {
        self.forms.contains(&form)
    }
}
