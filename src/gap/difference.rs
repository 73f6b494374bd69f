//! The difference of two score cards, competency by competency.

use crate::exact::Exact;
use crate::model::CompetencyIx;
use crate::score::{CompetencyScore, ScoreCard};

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
    /// False where the competency measured something else when one of the two was rated: the levels are no pair.
    pub measured_alike: bool,
}

impl Difference {
    /// The first and the second level; `None` unless both are shown and measure the same.
    pub fn levels(&self) -> Option<[Exact; 2]> {
        self.measured_alike.then_some([self.first?, self.second?])
    }

    /// The second level minus the first, in levels; `None` where the two [levels](Self::levels) are no pair.
    pub fn size(&self) -> Option<Exact> {
        self.levels().map(|[first, second]| second - first)
    }

    /// True when the two are at least so many levels apart, either way.
    pub fn is_at_least(&self, levels: i64) -> bool {
        let least = Exact::from(levels);
        self.size().is_some_and(|size| size.max(-size) >= least)
    }
}

/// The differences of all competencies, in the pack's order. Both cards must be of the same pack; their forms may
/// differ, because a level is on the pack's scale whatever asked for it. `measured_alike` says of a competency whether
/// it measured the same when the two were rated.
pub fn differences(
    first: &ScoreCard,
    second: &ScoreCard,
    measured_alike: impl Fn(CompetencyIx) -> bool,
) -> Vec<Difference> {
    let both = first.competencies.iter().zip(&second.competencies);
    let difference = |(a, b): (&CompetencyScore, &CompetencyScore)| Difference {
        competency: a.competency,
        first: a.level,
        second: b.level,
        measured_alike: measured_alike(a.competency),
    };
    both.map(difference).collect()
}
