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
    /// Why it matters to the pack's role, where the pack says so.
    pub why: Option<String>,
    /// The version of the pack since which it measures something else than before: levels from earlier versions cannot
    /// be compared with levels from this one on.
    pub redefined: Option<Version>,
    /// The domain it belongs to.
    pub domain: DomainIx,
    /// Its own statements of levels, lowest level first. Levels without one are not defined for it; without any statement
    /// it has all levels of the pack, with the pack's words.
    pub statements: Vec<LevelStatement>,
    /// How to take the step to a level from the one below that it defines, each with the number of that level, lowest
    /// first.
    pub advice: Vec<(i64, Advice)>,
    /// Its items in all forms.
    pub items: Vec<ItemIx>,
}

impl Competency {
    /// The statement of the highest level that it defines and that is not above this one; `None` where it has none.
    pub fn statement(&self, level: i64) -> Option<&LevelStatement> {
        self.statements.iter().rev().find(|own| own.level <= level)
    }

    /// True for a level that has a statement of its own.
    pub fn defines(&self, level: i64) -> bool {
        self.statements.iter().any(|own| own.level == level)
    }

    /// The next level above this one that it defines, of a scale that ends at `highest`.
    pub fn level_above(&self, level: i64, highest: i64) -> Option<i64> {
        if self.statements.is_empty() {
            return (level < highest).then_some(level + 1);
        }
        self.statements.iter().map(|own| own.level).find(|own| *own > level)
    }

    /// The next level below this one that it defines, of a scale that begins at `lowest`.
    pub fn level_below(&self, level: i64, lowest: i64) -> Option<i64> {
        if self.statements.is_empty() {
            return (level > lowest).then_some(level - 1);
        }
        self.statements.iter().rev().map(|own| own.level).find(|own| *own < level)
    }

    /// How to take the step to a level.
    pub fn advice_to(&self, level: i64) -> Option<&Advice> {
        self.advice.iter().find(|(to, _)| *to == level).map(|(_, advice)| advice)
    }
}

/// What a level means in one competency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelStatement {
    /// The number of the level.
    pub level: i64,
    /// A sentence in the first person.
    pub text: String,
    /// Other wordings of it that stand in answers of the author's own tools.
    pub also: Vec<String>,
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
    /// The name of its column in tables of the author's own tool, where that is not its id.
    pub column: Option<String>,
    /// The forms it belongs to.
    pub forms: Vec<FormIx>,
}

impl Item {
    /// True when this form asks it.
    pub fn is_in(&self, form: FormIx) -> bool {
        self.forms.contains(&form)
    }
}
