//! Solves the phases one after the other, each from the state in which the one before leaves the person.

use super::PlanOptions;
use super::first_step::{FirstStep, first_step};
use super::person_state::PersonState;
use super::phase_problem::{PhaseProblem, WEEKS_A_YEAR, phase_problem};
use super::solver::{Limits, MAX_OPERATIONS, Schedule, Solution, schedule, solve, solve_from};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::model::{Pack, ResourceIx, RoleIx};

/// Solves the phases of a plan in turn, and holds the person's state, budget and week between them.
pub(super) struct Planner<'a> {
    pub(super) pack: &'a Pack,
    pub(super) options: &'a PlanOptions,
    currency: &'a str,
    pub(super) state: PersonState,
    pub(super) first: FirstStep,
    pub(super) job: Option<RoleIx>,
    pub(super) week: u32,
    spent: u64,
    lacks_time: bool,
}

/// One phase, solved.
pub(super) struct SolvedPhase {
    pub(super) role: RoleIx,
    pub(super) years: u32,
    pub(super) weeks: u32,
    pub(super) phase: PhaseProblem,
    pub(super) solution: Solution,
    pub(super) schedule: Schedule,
    /// True when the deadline alone keeps a must of the role from being met.
    lacks_time: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn new(assessment: &Assessment<'a>, options: &'a PlanOptions, currency: &'a str) -> Self {
        let state = PersonState::new(assessment, options);
        let first = first_step(assessment, options);
        let pack = assessment.pack;
        Self { pack, options, currency, state, first, job: None, week: 0, spent: 0, lacks_time: false }
    }

    /// True once the deadline has gone by, after the first phase, or has left no time for a must of a role: nobody comes
    /// into that role before it.
    pub(super) fn is_over(&self) -> bool {
        self.lacks_time || (self.job.is_some() && self.options.weeks.is_some_and(|weeks| self.week >= weeks))
    }

    pub(super) fn readiness(&self) -> Vec<Option<Exact>> {
        self.pack.role_indices().map(|role| self.state.analyse(self.pack, role).readiness).collect()
    }

    /// Solves the phase that leads to a role. The first one holds the first step.
    pub(super) fn solve_phase(&self, role: RoleIx) -> SolvedPhase {
        let years = self.job.and_then(|job| self.pack.role(job).stay).map_or(0, |stay| stay.years);
        let limits = Limits {
            budget: self.options.budget.map(|budget| budget.saturating_sub(self.spent)),
            weeks: self.options.weeks.map(|weeks| weeks.saturating_sub(self.week)),
        };
        let analysis = self.state.analyse(self.pack, role);
        let mut phase = phase_problem(self.pack, &self.state, &analysis, years, self.options, (self.currency, limits));
        if self.job.is_none() {
            let position = |first: ResourceIx| phase.resources.iter().position(|at| *at == first);
            if let Some(first) = self.first.resource().and_then(position) {
                phase.begin_with(first);
            }
        }
        let solution = solve(&phase.problem);
        let schedule = schedule(&phase.problem, &solution.steps);
        let granted = self.state.studies.map_or(0, |studies| studies.week);
        let weeks = schedule.weeks().max(years * WEEKS_A_YEAR).max(granted);
        let unmet = solution.value.unmet_musts;
        let lacks_time = unmet > 0 && limits.weeks.is_some() && {
            let mut problem = phase.problem.clone();
            problem.limits.weeks = None;
            solve_from(&problem, &solution.steps, MAX_OPERATIONS).value.unmet_musts < unmet
        };
        SolvedPhase { role, years, weeks, phase, solution, schedule, lacks_time }
    }

    /// Takes the steps of a solved phase: the next one begins after it.
    pub(super) fn advance(&mut self, solved: &SolvedPhase) {
        let steps = &solved.solution.steps;
        let lifts =
            solved.schedule.slots.iter().map(|slot| ((slot.start, slot.end), solved.phase.lifts[slot.step].as_slice()));
        self.state.lift(&lifts.collect::<Vec<_>>());
        for at in steps {
            self.state.finish(self.pack, solved.phase.resources[*at]);
        }
        self.state.grant(self.pack, u32::MAX);
        if self.job.is_some() {
            self.state.work(solved.years.max(solved.weeks / WEEKS_A_YEAR));
        }
        self.state.in_job = true;
        self.job = Some(solved.role);
        self.week += solved.weeks;
        self.spent += solved.solution.value.fees.known;
        self.lacks_time = solved.lacks_time;
    }
}
