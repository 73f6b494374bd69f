//! Finds optional steps: what adds most to readiness for least effort, once the core is done.

use super::phase_problem::PhaseProblem;
use crate::exact::Exact;
use crate::gap::GapAnalysis;
use crate::model::ResourceIx;

/// The most optional steps of a phase. Our judgement.
pub const MOST_OPTIONAL: usize = 3;

/// The fewest points of readiness that an optional step adds. Our judgement.
const FEWEST_POINTS: i64 = 1;

/// An unknown price or length is named only for more points than this. Our judgement.
const POINTS_FOR_UNKNOWN: i64 = 2;

/// The price that counts as one hour of effort, in whole units of the plan's currency. Our judgement.
pub const PRICE_OF_AN_HOUR: i64 = 20;

/// A step that is not needed to reach the role, and what it adds after the core and the optional steps before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionalStep {
    /// What to take.
    pub resource: ResourceIx,
    /// What it adds to readiness for the phase's role, in hundredths.
    pub points: Exact,
    /// What it costs, in whole units of the plan's currency; `None` when that is not known.
    pub fee: Option<u32>,
    /// Its hours; `None` when they are not known.
    pub hours: Option<u32>,
}

impl OptionalStep {
    /// True when its price and its hours are known.
    fn is_known(&self) -> bool {
        self.fee.is_some() && self.hours.is_some()
    }
}

/// The optional steps of a phase, chosen one after the other: each time the one with the most points for its effort, which
/// is its hours and one more for every [`PRICE_OF_AN_HOUR`]; what has no known price or length comes after all others, and
/// equals follow the catalogue. A step is allowed beside the core and those before it.
pub(super) fn optional(phase: &PhaseProblem, core: &[usize], analysis: &GapAnalysis) -> Vec<OptionalStep> {
    let mut steps = core.to_vec();
    let mut chosen = Vec::new();
    while chosen.len() < MOST_OPTIONAL
        && let Some((at, step)) = best(phase, &steps, analysis.sums.whole)
    {
        steps.push(at);
        steps.sort_unstable();
        chosen.push(step);
    }
    chosen
}

fn best(phase: &PhaseProblem, steps: &[usize], whole: i128) -> Option<(usize, OptionalStep)> {
    let problem = &phase.problem;
    let gap = problem.weighted_gap(steps);
    let option = |at: usize| {
        let candidate = &problem.candidates[at];
        let with = [steps, &[at]].concat();
        let points = (gap - problem.weighted_gap(&with)) * 100 / whole.max(1);
        let (fee, hours) = (candidate.fee, candidate.work.map(|work| work.hours));
        let step = OptionalStep { resource: phase.resources[at], points, fee, hours };
        let is_enough =
            if step.is_known() { points >= FEWEST_POINTS.into() } else { points > POINTS_FOR_UNKNOWN.into() };
        (is_enough && problem.is_allowed(&with)).then_some((at, step))
    };
    let options = (0..problem.candidates.len()).filter(|at| !steps.contains(at)).filter_map(option);
    options.min_by_key(|(at, step)| {
        let hours = problem.candidates[*at].compared_hours().unwrap_or(0);
        (!step.is_known(), std::cmp::Reverse(step.points / effort(hours, step.fee.unwrap_or(0))))
    })
}

/// Hours, and one more for every [`PRICE_OF_AN_HOUR`]; at least 1.
fn effort(hours: u32, fee: u32) -> Exact {
    (Exact::from(i64::from(hours)) + Exact::new(fee.into(), PRICE_OF_AN_HOUR.into())).max(Exact::ONE)
}
