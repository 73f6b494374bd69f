//! Strengths: where a person stands out.

use super::cards::statement;
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
    /// The statement that was chosen, where the pack has one.
    pub statement: Option<String>,
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
            statement: statement(pack, scores.competency(gap.competency), level),
        }
    };
    best.into_iter().take(3).map(strength).collect()
}

/// `Level 4, Leads`, and behind it what the goal needs where that is more.
fn level_and_need(pack: &Pack, level: Exact, at_goal: Option<&Gap>) -> String {
    let own = grammar::sentence_case(&level_phrase(pack, level));
    match at_goal {
        Some(gap) if gap.size > Exact::ZERO => next_step::below_the_goal(&own, gap.target.level),
        _ => own,
    }
}

/// Something rated that no role of the report needs.
#[derive(Clone, Debug)]
pub struct Beyond {
    /// Its name.
    pub title: String,
    /// The level in words.
    pub level: String,
}

/// What has a level and none of these roles needs, the highest level first, equal ones in the pack's order.
pub(super) fn beyond(pack: &Pack, scores: &ScoreCard, roles: [&GapAnalysis; 2]) -> Vec<Beyond> {
    let is_needed = |at| !pack.has_roles() || roles.iter().any(|role| role.gap(at).is_some());
    let others = scores.competencies.iter().filter(|score| !is_needed(score.competency));
    let mut rated: Vec<(Exact, CompetencyIx)> =
        others.filter_map(|score| Some((score.level?, score.competency))).collect();
    rated.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    let beyond = |(level, at): (Exact, CompetencyIx)| Beyond {
        title: pack.competency(at).title.clone(),
        level: grammar::sentence_case(&level_phrase(pack, level)),
    };
    rated.into_iter().map(beyond).collect()
}
