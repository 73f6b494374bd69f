//! Explains a solved phase: why each step is in the plan, and which plan is the second best.

use super::parallel::in_parallel;
use super::phase_problem::PhaseProblem;
use super::solver::{MAX_OPERATIONS, Proof, Slot, Solution, Value, schedule, solve_from};
use crate::exact::Exact;
use crate::model::{CompetencyIx, ResourceIx};

/// The operations that the plan without one step may take: there are as many searches as steps.
const MAX_OPERATIONS_WITHOUT: u64 = MAX_OPERATIONS / 30;

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
    /// The best plan of the phase without it: its marginal value is the difference.
    pub without: Alternative,
}

/// Another plan for a phase.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// What of the plan is not in it.
    pub drops: Vec<ResourceIx>,
    /// What is in it and not in the plan.
    pub adds: Vec<ResourceIx>,
    /// Its value.
    pub value: Value,
    /// True when it leaves each gap as it is after the plan.
    pub same_gaps: bool,
    /// What is proven of it.
    pub proof: Proof,
}

/// The steps of a solution in the order in which they begin, each with its reasons; and the runner-up. Weeks are counted
/// from the start of the phase.
pub(super) fn explain(phase: &PhaseProblem, solution: &Solution) -> (Vec<PlanStep>, Option<Alternative>) {
    let plan = schedule(&phase.problem, &solution.steps);
    // A set of steps that lacks none of the plan's has the plan's and more, and is no better: so the best plan among
    // those without one of them is the second best of all.
    let without: Vec<(usize, Solution)> =
        in_parallel(&solution.steps, |step| (*step, solve_without(phase, solution, *step)));
    let second = without.iter().map(|(_, other)| other).min_by_key(|other| (&other.value, &other.steps));
    let runner_up = second.map(|other| alternative(phase, solution, other));
    let step = |slot: &Slot| {
        let (_, other) = without.iter().find(|(step, _)| *step == slot.step).expect("each step has a slot");
        reasons(phase, solution, &plan.slots, *slot, alternative(phase, solution, other))
    };
    (plan.slots.iter().map(step).collect(), runner_up)
}

fn solve_without(phase: &PhaseProblem, solution: &Solution, step: usize) -> Solution {
    let mut problem = phase.problem.clone();
    problem.candidates[step].routes.clear();
    let rest: Vec<usize> = solution.steps.iter().copied().filter(|other| *other != step).collect();
    solve_from(&problem, &problem.orderable_part(&rest), MAX_OPERATIONS_WITHOUT)
}

fn alternative(phase: &PhaseProblem, solution: &Solution, other: &Solution) -> Alternative {
    let only_in = |some: &[usize], others: &[usize]| -> Vec<ResourceIx> {
        some.iter().filter(|step| !others.contains(step)).map(|step| phase.resources[*step]).collect()
    };
    let gaps = |steps: &[usize]| -> Vec<Exact> {
        let gap = |aim: usize| phase.problem.gap_at(aim, phase.problem.level_after(aim, steps));
        (0..phase.problem.aims.len()).map(gap).collect()
    };
    Alternative {
        same_gaps: gaps(&solution.steps) == gaps(&other.steps),
        drops: only_in(&solution.steps, &other.steps),
        adds: only_in(&other.steps, &solution.steps),
        value: other.value.clone(),
        proof: other.proof.clone(),
    }
}

fn reasons(phase: &PhaseProblem, solution: &Solution, slots: &[Slot], slot: Slot, without: Alternative) -> PlanStep {
    let problem = &phase.problem;
    let rest: Vec<usize> = solution.steps.iter().copied().filter(|other| *other != slot.step).collect();
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
        without,
    }
}
