//! Explains a solved phase: why each step is in the plan, and what could take its place.

use super::phase_problem::PhaseProblem;
use super::solver::{Schedule, Slot, Solution};
use crate::exact::Exact;
use crate::model::{CompetencyIx, ResourceIx};

/// How many times the hours of a step what is named in its place may take. Our judgement.
const MOST_HOURS: u32 = 2;

/// A competency between two levels, both at most the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise {
    /// The competency.
    pub competency: CompetencyIx,
    /// The lower level.
    pub from: Exact,
    /// The higher level.
    pub to: Exact,
}

/// One step of a phase, and why it is there.
#[derive(Clone, Debug)]
pub struct PlanStep {
    /// What to take.
    pub resource: ResourceIx,
    /// The route: a position among those of the resource; `None` where anyone may enter.
    pub route: Option<usize>,
    /// The week in which it begins, from the start of the plan.
    pub start: u32,
    /// The week before which it is done; `start` itself when its length is not known.
    pub end: u32,
    /// The gaps that it closes, or narrows, alone.
    pub alone: Vec<Rise>,
    /// The gaps that are wider when it is left out and nothing takes its place.
    pub together: Vec<Rise>,
    /// The steps of the phase that cannot be taken without it.
    pub opens: Vec<ResourceIx>,
    /// What could take its place: it leads as far, costs no more and takes at most twice the hours.
    pub instead: Option<ResourceIx>,
}

/// The steps of a solution in the order in which they begin, each with its reasons. Weeks are counted from the start of
/// the phase.
pub(super) fn explain(phase: &PhaseProblem, solution: &Solution, plan: &Schedule) -> Vec<PlanStep> {
    plan.slots.iter().map(|slot| reasons(phase, solution, &plan.slots, *slot)).collect()
}

/// The other candidate that could best take the place of a step: as many musts met and no more of a shortfall, for no
/// more money and at most [`MOST_HOURS`] times the hours. Of a step that is required there is none.
fn instead(phase: &PhaseProblem, solution: &Solution, step: usize) -> Option<ResourceIx> {
    let problem = &phase.problem;
    if problem.required.contains(&step) {
        return None;
    }
    let (own, rest) = (&problem.candidates[step], without(&solution.steps, step));
    let is_sensible = |other: &usize| {
        let other = &problem.candidates[*other];
        let lifts_the_same = other.lifts.iter().any(|lift| own.lifts.iter().any(|its| its.aim == lift.aim));
        let is_short = match (own.work, other.work) {
            (Some(own), Some(other)) => other.hours <= MOST_HOURS * own.hours,
            (own, other) => own.is_none() || other.is_some(),
        };
        lifts_the_same && is_short && other.fee.is_some_and(|fee| own.fee.is_none_or(|most| fee <= most))
    };
    let others = (0..problem.candidates.len()).filter(|at| !solution.steps.contains(at)).filter(is_sensible);
    let ends = others.filter_map(|at| {
        let mut steps = [&rest[..], &[at]].concat();
        steps.sort_unstable();
        let value = problem.value(&steps);
        let ends_as_well =
            (value.unmet_musts, value.shortfall) <= (solution.value.unmet_musts, solution.value.shortfall);
        (ends_as_well && problem.is_allowed(&steps)).then_some((value, at))
    });
    ends.min().map(|(_, at)| phase.resources[at])
}

fn without(steps: &[usize], step: usize) -> Vec<usize> {
    steps.iter().copied().filter(|other| *other != step).collect()
}

fn reasons(phase: &PhaseProblem, solution: &Solution, slots: &[Slot], slot: Slot) -> PlanStep {
    let problem = &phase.problem;
    let rest = without(&solution.steps, slot.step);
    let kept = problem.orderable_part(&rest);
    let rises = |lower: &[usize], higher: &[usize]| -> Vec<Rise> {
        let rise = |(aim, competency): (usize, &CompetencyIx)| {
            let target = Exact::from(problem.aims[aim].target);
            let (from, to) = (problem.level_after(aim, lower), problem.level_after(aim, higher));
            let (from, to) = (from.min(target), to.min(target));
            (from < to).then_some(Rise { competency: *competency, from, to })
        };
        phase.competencies.iter().enumerate().filter_map(rise).collect()
    };
    let is_before = |other: &&Slot| other.end <= slot.start && other.step != slot.step;
    let done: Vec<usize> = slots.iter().filter(is_before).map(|other| other.step).collect();
    let mut routes = problem.candidates[slot.step].routes.iter();
    let route = routes.position(|route| route.not_before <= slot.start && route.is_open(&done));
    PlanStep {
        resource: phase.resources[slot.step],
        route: route.and_then(|route| phase.routes[slot.step][route]),
        start: slot.start,
        end: slot.end,
        alone: rises(&[], &[slot.step]),
        together: rises(&rest, &solution.steps),
        opens: rest.iter().filter(|step| !kept.contains(step)).map(|step| phase.resources[*step]).collect(),
        instead: instead(phase, solution, slot.step),
    }
}
