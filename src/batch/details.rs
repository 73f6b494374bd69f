//! What is known of one respondent in one competency, beyond the level.

use super::Decimal;
use super::tables::Tables;
use crate::answers::State;
use crate::facts::columns::{ItemCounts, Missing};
use crate::gap::{Gap, GapStatus};
use crate::model::Pack;
use crate::score::{CompetencyScore, ItemState};

/// One respondent in one competency, held against a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The level.
    pub level: Decimal,
    /// The position on the pack's scale of the highest level that is reached in full.
    pub reached: Option<usize>,
    /// Target minus level; nothing where the role does not need the competency.
    pub gap: Decimal,
    /// How the level compares with the target; `None` where the role does not need the competency.
    pub status: Option<GapStatus>,
    /// Why there is no level.
    pub missing: Option<Missing>,
    /// The items of the form about it.
    pub items: ItemCounts,
}

impl Detail {
    /// The exact way, from a score and its gap.
    pub(super) fn of(pack: &Pack, score: &CompetencyScore, gap: Option<&Gap>) -> Self {
        let count = |state| score.count(|own| own == state);
        let items = ItemCounts {
            rated: score.count(|state| matches!(state, ItemState::Rated(_))),
            unanswered: count(ItemState::Unanswered),
            unsure: count(ItemState::Unsure),
            not_applicable: count(ItemState::NotApplicable),
        };
        Self {
            level: Decimal::of(score.level),
            reached: score.level.and_then(|level| pack.levels().position(level.whole())),
            gap: Decimal::of(gap.and_then(|gap| gap.level.map(|_| gap.size))),
            status: gap.map(|gap| gap.status),
            missing: score.level.is_none().then(|| Missing::of(&items)),
            items,
        }
    }

    /// Without a level: everything follows from the items.
    fn without_level(items: ItemCounts, is_needed: bool) -> Self {
        let missing = Missing::of(&items);
        let status = match missing {
            Missing::NotAsked => GapStatus::NotAsked,
            Missing::NotApplicable => GapStatus::NotApplicable,
            _ => GapStatus::NotKnown,
        };
        let status = is_needed.then_some(status);
        Self { level: Decimal::NONE, reached: None, gap: Decimal::NONE, status, missing: Some(missing), items }
    }
}

/// The details of every competency, in the pack's order, from tables.
pub(super) fn look_up(tables: &Tables, states: &[State], details: &mut Vec<Detail>) {
    details.clear();
    let mut items = tables.items.iter();
    for competency in &tables.competencies {
        let (mut number, mut counts) = (0, ItemCounts::default());
        for item in items.by_ref().take(competency.items) {
            let state = states[item.item.get()];
            number += tables.contributions[item.contributions + state.number()].number;
            match state {
                State::UNANSWERED => counts.unanswered += 1,
                State::UNSURE => counts.unsure += 1,
                State::NOT_APPLICABLE => counts.not_applicable += 1,
                _ => counts.rated += 1,
            }
        }
        let at = competency.scores + number as usize;
        let level = tables.scores[at].level;
        details.push(match tables.standings[at] {
            Some(standing) => Detail {
                level,
                reached: Some(usize::from(standing.reached)),
                gap: standing.gap,
                status: standing.status,
                missing: None,
                items: counts,
            },
            None => Detail::without_level(counts, competency.is_needed),
        });
    }
}
