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
    let count = |is: fn(ItemState) -> bool| competencies.iter().map(|score| score.count(is)).sum::<usize>();
    let rated = count(|state| matches!(state, ItemState::Rated(_)));
    let missing = count(|state| matches!(state, ItemState::Unsure | ItemState::Unanswered));
    ScoreCard { competencies, rated, items: pack.form(sheet.form).items.len(), coverage: ratio(rated, rated + missing) }
}

fn ratio(part: usize, whole: usize) -> Option<Exact> {
    (whole > 0).then(|| Exact::new(part as i128, whole as i128))
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
            ItemState::Rated(Exact::new(i128::from(value - min), i128::from(max - min)))
        }
    }
}

/// The score of one competency from what became of its items in a form.
pub fn competency(pack: &Pack, at: CompetencyIx, items: Vec<ItemScore>) -> CompetencyScore {
    // Sums over rated items, and over unsure and unanswered ones, of weight and of weight times position.
    let (mut rated, mut missing, mut points) = (0_i128, 0_i128, Exact::ZERO);
    for item in &items {
        let weight = i128::from(pack.item(item.item).weight);
        match item.state {
            ItemState::Rated(position) => {
                rated += weight;
                points += position * weight;
            }
            ItemState::Unsure | ItemState::Unanswered => missing += weight,
            ItemState::NotApplicable => {}
        }
    }
    let (low, high) = (i128::from(pack.levels().min()), i128::from(pack.levels().max()));
    let on_scale = |points: Exact, weight: i128| points / weight * (high - low) + low;
    let applicable = rated + missing;
    let level = (rated > 0).then(|| on_scale(points, rated));
    let bounds = || match level {
        // Where nothing is missing, both bounds are the level itself.
        Some(level) if missing == 0 => (level, level),
        _ => (on_scale(points, applicable), on_scale(points + missing, applicable)),
    };
    CompetencyScore {
        competency: at,
        items,
        level: level.filter(|_| reaches(rated, applicable, pack.scoring().coverage)),
        bounds: (applicable > 0).then(bounds),
    }
}
