//! The difference of two score cards, competency by competency.

use crate::exact::Exact;
use crate::model::CompetencyIx;
use crate::score::ScoreCard;

/// The change between two attempts, in levels, from which it is notable: one step of the scale, and the least that one
/// rating can change by. Our judgement.
pub const NOTABLE_CHANGE: i64 = 1;

/// The distance between two raters, in levels, from which they are best talked about first. Our judgement.
pub const TALK_FIRST: i64 = 2;

/// One competency as two score cards have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The competency.
    pub competency: CompetencyIx,
    /// The level in the first card, where it is shown.
    pub first: Option<Exact>,
    /// The level in the second card, where it is shown.
    pub second: Option<Exact>,
}

impl Difference {
    /// The second level minus the first, in levels; `None` unless both are shown.
    pub fn size(&self) -> Option<Exact> {
        Some(self.second? - self.first?)
    }

    /// True when the two are at least so many levels apart, either way.
    pub fn is_at_least(&self, levels: i64) -> bool {
        let least = Exact::from(levels);
        self.size().is_some_and(|size| size.max(-size) >= least)
    }
}

/// The differences of all competencies, in the pack's order. Both cards must be of the same pack; their forms may
/// differ, because a level is on the pack's scale whatever asked for it.
pub fn differences(first: &ScoreCard, second: &ScoreCard) -> Vec<Difference> {
    let both = first.competencies.iter().zip(&second.competencies);
    both.map(|(a, b)| Difference { competency: a.competency, first: a.level, second: b.level }).collect()
}
