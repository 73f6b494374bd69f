//! Measures how much the plan depends on the role's importances, which are judgement.

use super::DevelopmentPlan;
use super::develop::steps_only;
use super::parallel::in_parallel;
use super::solver::random::SplitMix64;
use crate::assess::Assessment;
use crate::gap::Gap;
use crate::model::{CompetencyIx, Need, ResourceIx};

/// How many times the importances are changed.
pub const DRAWS: u32 = 100;

/// How many of the first priorities are followed.
const FIRST: usize = 5;

/// Where the changes begin; the same for everyone.
const SEED: u64 = 2_026;

/// How often what the plan says still holds when every importance is changed by up to a fifth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitivity {
    /// For each of the first five priorities of the goal how often it is among the first five.
    pub priorities: Vec<(CompetencyIx, u32)>,
    /// For each step of the plan, phase by phase, how often it stays in its phase.
    pub steps: Vec<(ResourceIx, u32)>,
    /// How many times the importances were changed.
    pub draws: u32,
    /// In how many of them a search was cut short, so that its steps are not proven to be the best.
    pub cut_short: u32,
}

/// Changes each importance [`DRAWS`] times by a factor that is uniform on the whole thousandths from 0.800 to 1.200,
/// the same factor in every role, and makes priorities and plan anew. The factors come from `SplitMix64` (Steele, Lea and
/// Flood 2014, OOPSLA) with a fixed seed, competency by competency: the same on every machine.
pub fn sensitivity(assessment: &Assessment<'_>, plan: &DevelopmentPlan) -> Sensitivity {
    let (pack, goal) = (assessment.pack, assessment.against(plan.options.goal));
    let first = |factors: &dyn Fn(CompetencyIx) -> i64| -> Vec<CompetencyIx> {
        let mut open: Vec<&Gap> = goal.gaps.iter().filter(|gap| gap.size > 0.into()).collect();
        open.sort_by_key(|gap| {
            let weighted = gap.weighted() * i128::from(factors(gap.competency));
            (gap.target.need != Need::Must, std::cmp::Reverse(weighted), std::cmp::Reverse(gap.size))
        });
        open.iter().take(FIRST).map(|gap| gap.competency).collect()
    };
    let mut priorities: Vec<(CompetencyIx, u32)> = first(&|_| 1_000).into_iter().map(|at| (at, 0)).collect();
    let mut steps: Vec<(usize, ResourceIx, u32)> = Vec::new();
    for (at, phase) in plan.phases.iter().enumerate() {
        steps.extend(phase.steps.iter().map(|step| (at, step.resource, 0)));
    }
    let is_limited = plan.options.budget.is_some() || plan.options.weeks.is_some();
    let mut random = SplitMix64(SEED);
    let draws: Vec<Vec<i64>> =
        (0..DRAWS).map(|_| pack.competency_indices().map(|_| random.between(800, 1_200)).collect()).collect();
    let outcomes = in_parallel(&draws, |factors| {
        let factor = |at: CompetencyIx| factors[at.get()];
        // Without limits every gap that can be closed is closed, whatever it weighs: the steps cannot change.
        let solved = is_limited.then(|| steps_only(assessment, plan, &|at, weight| weight * factor(at)));
        (first(&factor), solved)
    });
    let mut cut_short = 0;
    for (now, solved) in outcomes {
        for (competency, count) in &mut priorities {
            *count += u32::from(now.contains(competency));
        }
        cut_short += u32::from(solved.as_ref().is_some_and(|(_, is_proven)| !is_proven));
        let phases = solved.map(|(phases, _)| phases);
        for (phase, resource, count) in &mut steps {
            *count += u32::from(phases.as_ref().is_none_or(|phases| phases[*phase].contains(resource)));
        }
    }
    let steps = steps.into_iter().map(|(_, resource, count)| (resource, count)).collect();
    Sensitivity { priorities, steps, draws: DRAWS, cut_short }
}
