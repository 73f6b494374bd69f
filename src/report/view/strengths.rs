//! Strengths: where a person stands out.

use super::cards::{statement, typical};
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis};
use crate::language::{grammar, level_phrase, next_step};
use crate::model::{CompetencyIx, Pack};
use crate::score::ScoreCard;

/// A competency at which the person placed themselves highest.
#[derive(Clone, Debug)]
pub struct Strength {
    /// The competency.
    pub competency: CompetencyIx,
    /// Its name.
    pub title: String,
    /// The level in words, and that of the goal where it is higher.
    pub level: String,
    /// The statement that was chosen.
    pub statement: String,
}

/// Up to three competencies that stand out: at most one level short of the target, or at least one level above the
/// middle of the person's own levels; above the lowest level; not among what the report says to build. By level, then
/// importance, then order.
pub(super) fn strengths(
    pack: &Pack,
    (analysis, goal): (&GapAnalysis, &GapAnalysis),
    scores: &ScoreCard,
    to_build: &[CompetencyIx],
) -> Vec<Strength> {
    let (zero, one) = (Exact::ZERO, Exact::ONE);
    let lowest = Exact::from(pack.levels().min());
    let mut all: Vec<Exact> = analysis.gaps.iter().filter_map(|gap| gap.level).collect();
    all.sort_unstable();
    let middle = all.get(all.len() / 2).copied().unwrap_or(zero);
    let stands_out = |gap: &Gap, level: Exact| gap.size <= one || level >= middle + one;
    let mut best: Vec<(&Gap, Exact)> = analysis.gaps.iter().filter_map(|gap| Some((gap, gap.level?))).collect();
    best.retain(|(gap, level)| *level > lowest && stands_out(gap, *level) && !to_build.contains(&gap.competency));
    best.sort_by_key(|(gap, level)| std::cmp::Reverse((*level, gap.target.importance)));
    let strength = |(gap, level): (&Gap, Exact)| {
        let competency = pack.competency(gap.competency);
        Strength {
            competency: gap.competency,
            title: competency.title.clone(),
            level: level_and_need(pack, level, goal.gap(gap.competency)),
            statement: typical(scores.competency(gap.competency), &statement(pack, competency, level.whole())),
        }
    };
    best.into_iter().take(3).map(strength).collect()
}

/// `Level 4, Leads`, and behind it what the goal needs where that is more.
fn level_and_need(pack: &Pack, level: Exact, at_goal: &Gap) -> String {
    let own = grammar::sentence_case(&level_phrase(pack, level));
    if at_goal.size > Exact::ZERO { next_step::below_the_goal(&own, at_goal.target.level) } else { own }
}
