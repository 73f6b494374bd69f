//! The action plan: cards for the first gaps to the next role, begun by the report and finished by hand.

use super::cards::next_step;
use crate::answers::AnswerSheet;
use crate::gap::GapAnalysis;
use crate::language::action_plan as words;
use crate::language::level_phrase;
use crate::model::{CompetencyIx, Pack};
use crate::plan::{DevelopmentPlan, Phase, PlanStep};

/// The plan for one gap.
#[derive(Clone, Debug)]
pub struct ActionCard {
    /// The competency.
    pub title: String,
    /// From which level to which.
    pub way: String,
    /// What will be true at the end, in one sentence.
    pub outcome: String,
    /// What will show it, where the pack says so.
    pub evidence: Option<String>,
    /// When to begin, when to look back and when to be done, each with what to do.
    pub steps: [(String, String); 3],
}

/// How many days a card has where no plan was made, or its steps build something else.
const DAYS: u32 = 30;

/// The days of a week.
const WEEK: u32 = 7;

/// Cards for the first of these competencies, at most so many. Where a plan was made, a card has the days of the step of its
/// first phase that builds the competency, and what only a later phase builds has no card. All others have thirty days each,
/// one after another.
pub(super) fn action_plan(
    pack: &Pack,
    sheet: &AnswerSheet,
    (aim, competencies): (&GapAnalysis, impl IntoIterator<Item = CompetencyIx>),
    plan: Option<&DevelopmentPlan>,
    most: usize,
) -> Vec<ActionCard> {
    let (now, later) =
        plan.and_then(|plan| plan.phases.split_first()).map_or((None, &[][..]), |(now, later)| (Some(now), later));
    let is_later = |at: CompetencyIx| later.iter().any(|phase| first_to_build(phase, at).is_some());
    let to_build = competencies.into_iter().filter_map(|at| {
        let step = now.and_then(|phase| first_to_build(phase, at));
        let gap = aim.gap(at)?;
        let next = next_step(pack, gap)?;
        (step.is_some() || !is_later(at)).then_some((at, gap.level?, next, step))
    });
    let mut listed: Vec<_> = to_build.take(most).collect();
    listed.sort_by_key(|(.., step)| step.map_or(u32::MAX, |step| step.start));
    let (mut free, mut cards) = (0, Vec::new());
    for (at, level, next, step) in listed {
        let (first, last) = match step {
            Some(step) if step.start < step.end => (step.start * WEEK, step.end * WEEK),
            Some(step) => (step.start * WEEK, step.start * WEEK + DAYS),
            None => (free, free + DAYS),
        };
        free = free.max(last);
        let days = words::Days::between(sheet.day(), first, last);
        cards.push(ActionCard {
            title: pack.competency(at).title.clone(),
            way: words::way(&level_phrase(pack, level), &level_phrase(pack, next.number.into())),
            outcome: words::outcome(&days, next.statement.as_deref(), &level_phrase(pack, next.number.into())),
            steps: words::steps(
                &days,
                next.advice.as_ref(),
                step.map(|step| pack.resource(step.resource).title.as_str()),
            ),
            evidence: next.advice.map(|advice| advice.evidence),
        });
    }
    cards
}

/// The step of a phase that lifts a competency first.
fn first_to_build(phase: &Phase, competency: CompetencyIx) -> Option<&PlanStep> {
    let lifts = |step: &&PlanStep| step.alone.iter().chain(&step.together).any(|rise| rise.competency == competency);
    phase.core.iter().find(lifts)
}
