//! The arithmetic of levels, bounds and coverage.

use super::{CompetencyScore, ItemScore, ItemState, ScoreCard};
use crate::answers::{Answer, AnswerSheet};
use crate::exact::{Exact, reaches};
use crate::model::{CompetencyIx, ItemIx, Keying, Pack};

#[cfg(test)]
thread_local! {
    /// How often [`score`] was called on this thread.
    pub(crate) static CALLS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Scores one sheet on its own form.
pub fn score(pack: &Pack, sheet: &AnswerSheet) -> ScoreCard {
    #[cfg(test)]
    CALLS.set(CALLS.get() + 1);
    let competencies: Vec<CompetencyScore> = pack
        .competency_indices()
        .map(|at| {
            let asked = pack.competency(at).items.iter().filter(|item| pack.item(**item).is_in(sheet.form));
            let items = asked
                .map(|item| ItemScore { item: *item, state: item_state(pack, *item, sheet.answer(*item)) })
                .collect();
            competency(pack, at, items)
        })
        .collect();
    let is_rated = |state| matches!(state, ItemState::Rated(_));
    let rated = competencies.iter().map(|score| score.count(is_rated)).sum::<usize>();
    let items = pack.form(sheet.form).items.len();
    // A form has at least one item.
    ScoreCard { competencies, rated, items, coverage: Exact::new(rated as i128, items as i128) }
}

/// What became of an item, from the answer to it.
pub fn item_state(pack: &Pack, item: ItemIx, answer: Option<&Answer>) -> ItemState {
    match answer {
        None | Some(Answer::Skipped) => ItemState::Unanswered,
        Some(Answer::Unsure) => ItemState::Unsure,
        Some(Answer::NotApplicable(_)) => ItemState::NotApplicable,
        Some(Answer::Rated(value)) => {
            let (min, max) = pack.value_range(item);
            let value = match pack.item(item).keying {
                Keying::Forward => *value,
                Keying::Reversed => min + max - value,
            };
            let along = Exact::new(i128::from(value - min), i128::from(max - min));
            let [lowest, highest] = ends(pack, item);
            ItemState::Rated(lowest + along * (highest - lowest))
        }
    }
}

/// The places on the pack's levels, from 0 to 1, for which the lowest and the highest option of an item stand.
fn ends(pack: &Pack, item: ItemIx) -> [Exact; 2] {
    let (low, high) = (pack.levels().min(), pack.levels().max());
    let (from, to) = pack.level_range(item);
    if (from, to) == (low, high) {
        return [Exact::ZERO, Exact::ONE];
    }
    [from, to].map(|level| Exact::new(i128::from(level - low), i128::from(high - low)))
}

/// The score of one competency from what became of its items in a form.
pub fn competency(pack: &Pack, at: CompetencyIx, items: Vec<ItemScore>) -> CompetencyScore {
    // The weight of all items and of the rated ones, and the sum of weight times position of the rated ones.
    let (mut asked, mut rated, mut points) = (0_i128, 0_i128, Exact::ZERO);
    // The same sum with everything that is not rated at its lowest and at its highest option.
    let (mut lowest, mut highest) = (Exact::ZERO, Exact::ZERO);
    for item in &items {
        let weight = i128::from(pack.item(item.item).weight);
        asked += weight;
        if let ItemState::Rated(position) = item.state {
            rated += weight;
            points += position * weight;
        } else {
            let [low, high] = ends(pack, item.item);
            lowest += low * weight;
            highest += high * weight;
        }
    }
    let (low, high) = (i128::from(pack.levels().min()), i128::from(pack.levels().max()));
    let on_scale = |points: Exact, weight: i128| points / weight * (high - low) + low;
    let level = (rated > 0).then(|| on_scale(points, rated));
    let bounds = match level {
        // Where nothing is missing, both bounds are the level itself.
        Some(level) if rated == asked => (level, level),
        _ if asked == 0 => (Exact::from_integer(low), Exact::from_integer(high)),
        _ => (on_scale(points + lowest, asked), on_scale(points + highest, asked)),
    };
    let level = level.filter(|_| reaches(rated, asked, pack.scoring().coverage));
    CompetencyScore { competency: at, items, level, bounds }
}
