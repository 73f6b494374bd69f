//! Strengths, and the gaps to work on first.

use super::cards::{ON_CARD, statement, typical};
use super::competency::CompetencyViews;
use super::entry::{ChoiceLine, choice_line};
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis};
use crate::language::{grammar, level_phrase};
use crate::model::{Background, CompetencyIx, Need, Pack, ResourceIx, ResourceKind};
use crate::plan::Choice;
use crate::score::ScoreCard;

/// The most hours of work that a first month has room for: our judgement, some ten hours a week.
const HOURS_IN_A_MONTH: u32 = 40;

/// A competency at which the person placed themselves highest.
#[derive(Clone, Debug)]
pub struct Strength {
    /// The competency.
    pub competency: CompetencyIx,
    /// Its name.
    pub title: String,
    /// The level in words.
    pub level: String,
    /// The statement that was chosen.
    pub statement: String,
}

/// One of the gaps to work on first.
#[derive(Clone, Debug)]
pub struct PriorityCard {
    /// Its place among the priorities, from 1.
    pub number: String,
    /// Its name.
    pub title: String,
    /// The anchor of its full card.
    pub anchor: String,
    /// True for an unmet must.
    pub must: bool,
    /// What the role needs and where the person is.
    pub standing: String,
    /// From the level now to the next one: `from level 2, Assisted to level 3, Independent`.
    pub way: String,
    /// Why it matters.
    pub why: String,
    /// The next level and its label.
    pub next_level: String,
    /// The next level's statement.
    pub next_statement: String,
    /// Something to do this week.
    pub first_step: String,
    /// What would show the next level.
    pub evidence: String,
    /// A question for an advisor.
    pub ask: String,
    /// One or two ways to learn it, open now; no degrees.
    pub choices: Vec<ChoiceLine>,
    /// The first of them that is free and fits a month; no other card names it here.
    pub begin: Option<String>,
}

/// Up to three competencies that stand out: at most one level short of the target, or at least one level above the
/// middle of the person's own levels; above the lowest level; not among the first priorities. By level, then importance,
/// then order.
pub(super) fn strengths(
    pack: &Pack,
    analysis: &GapAnalysis,
    scores: &ScoreCard,
    first: &[CompetencyIx],
) -> Vec<Strength> {
    let (zero, one) = (Exact::ZERO, Exact::ONE);
    let lowest = Exact::from(pack.levels().min());
    let mut all: Vec<Exact> = analysis.gaps.iter().filter_map(|gap| gap.level).collect();
    all.sort_unstable();
    let middle = all.get(all.len() / 2).copied().unwrap_or(zero);
    let stands_out = |gap: &Gap, level: Exact| gap.size <= one || level >= middle + one;
    let mut best: Vec<(&Gap, Exact)> = analysis.gaps.iter().filter_map(|gap| Some((gap, gap.level?))).collect();
    best.retain(|(gap, level)| *level > lowest && stands_out(gap, *level) && !first.contains(&gap.competency));
    best.sort_by_key(|(gap, level)| std::cmp::Reverse((*level, gap.target.importance)));
    let strength = |(gap, level): (&Gap, Exact)| {
        let competency = pack.competency(gap.competency);
        Strength {
            competency: gap.competency,
            title: competency.title.clone(),
            level: grammar::sentence_case(&level_phrase(pack, level)),
            statement: typical(scores.competency(gap.competency), &statement(pack, competency, level.whole())),
        }
    };
    best.into_iter().take(3).map(strength).collect()
}

/// The cards of the first priorities.
pub(super) fn priorities(
    pack: &Pack,
    analysis: &GapAnalysis,
    background: &Background,
    views: &CompetencyViews<'_>,
    first: &[CompetencyIx],
) -> Vec<PriorityCard> {
    let mut named: Vec<ResourceIx> = Vec::new();
    let card = |(place, competency): (usize, &CompetencyIx)| {
        let gap = analysis.gap(*competency);
        let view = views.of(gap.competency);
        let next = view.card.next.clone()?;
        let competency = pack.competency(gap.competency);
        let is_degree = |choice: &&Choice<'_>| pack.resource(choice.resource).kind == ResourceKind::Degree;
        let mut now = view.choices.first_now(pack, ON_CARD);
        now.retain(|choice| !is_degree(choice));
        let fits = |choice: &&&Choice<'_>| {
            let resource = pack.resource(choice.resource);
            resource.price.is_free() && resource.effort.total_hours().is_some_and(|hours| hours <= HOURS_IN_A_MONTH)
        };
        let begin = now.iter().find(|choice| fits(choice) && !named.contains(&choice.resource));
        named.extend(begin.map(|choice| choice.resource));
        Some(PriorityCard {
            number: (place + 1).to_string(),
            title: competency.title.clone(),
            anchor: format!("c-{}", competency.id),
            must: gap.target.need == Need::Must,
            standing: view.card.standing.clone(),
            way: format!("from {} to {}", level_phrase(pack, gap.level?), level_phrase(pack, next.number.into())),
            why: competency.why.clone(),
            next_level: next.level,
            next_statement: next.statement,
            first_step: next.first_step,
            evidence: next.evidence,
            ask: next.ask,
            begin: begin.map(|choice| pack.resource(choice.resource).title.clone()),
            choices: now.into_iter().map(|choice| choice_line(pack, choice, background)).collect(),
        })
    };
    first.iter().enumerate().filter_map(card).collect()
}
