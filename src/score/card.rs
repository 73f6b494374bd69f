//! The result of scoring: a level, its bounds and its coverage for each competency.

use crate::exact::Exact;
use crate::model::{CompetencyIx, ItemIx};

/// What became of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// Rated, with its place on the pack's levels after reverse keying: 0 for the lowest level, 1 for the highest.
    Rated(Exact),
    /// Does not apply, as the person says: scores as unanswered.
    NotApplicable,
    /// The person does not know: lowers coverage, widens bounds.
    Unsure,
    /// Not answered, or skipped: lowers coverage, widens bounds.
    Unanswered,
}

/// One item of the form and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemScore {
    /// The item.
    pub item: ItemIx,
    /// Its state.
    pub state: ItemState,
}

/// The score of one competency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetencyScore {
    /// The competency.
    pub competency: CompetencyIx,
    /// Its items in the form, in order. Empty when the form has none.
    pub items: Vec<ItemScore>,
    /// The level on the pack's scale; `None` when too little is rated.
    pub level: Option<Exact>,
    /// The level with every item without a rating at its worst and at its best; the whole scale when the form does not
    /// ask about it.
    pub bounds: (Exact, Exact),
}

impl CompetencyScore {
    /// True when the form asks about it and all its items were said not to apply.
    pub fn is_not_applicable(&self) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| item.state == ItemState::NotApplicable)
    }

    /// How many of its items are in this state, by a test of the state.
    pub fn count(&self, is: impl Fn(ItemState) -> bool) -> usize {
        self.items.iter().filter(|item| is(item.state)).count()
    }
}

/// The score of one person, before any role is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreCard {
    /// One score for each competency, in the pack's order.
    pub competencies: Vec<CompetencyScore>,
    /// How many items of the form are rated.
    pub rated: usize,
    /// How many items the form has.
    pub items: usize,
    /// rated / items of the form, by count.
    pub coverage: Exact,
}

impl ScoreCard {
    /// The score of a competency.
    pub fn competency(&self, at: CompetencyIx) -> &CompetencyScore {
        &self.competencies[at.get()]
    }
}
