//! Makes a development plan: solves and explains one phase after the other.

use super::explain::explain;
use super::open_gaps::{newly_open, still_open};
use super::optional::optional;
use super::person_state::{PersonState, currency};
use super::planner::Planner;
use super::solver::{Problem, start_with};
use super::{DevelopmentPlan, Phase, PlanOptions};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::model::RoleIx;

/// Makes the plan: for each role on the [path](Assessment::path_to) the best set of steps, given what was done before.
/// What the person did not say of themselves counts as missing.
pub fn develop(assessment: &Assessment<'_>, options: &PlanOptions) -> DevelopmentPlan {
    let Assessment { pack, sheet, ladder, .. } = assessment;
    let options = PlanOptions { start: options.first_day(sheet), ..options.clone() };
    let currency = currency(pack);
    let mut planner = Planner::new(assessment, &options, &currency);
    let readiness = ladder.iter().map(|rung| rung.analysis.readiness).collect();
    let not_known =
        assessment.against(options.goal).gaps.iter().filter(|gap| gap.level.is_none() && gap.target.importance > 0);
    let not_known = not_known.map(|gap| gap.competency).collect();
    let first_step = planner.first.clone();
    // Without any level there is nothing that a phase could begin with, and no day on which one could end.
    let is_placed = assessment.against(options.goal).gaps.iter().any(|gap| gap.level.is_some());
    let path = if is_placed { assessment.path_to(options.goal) } else { Vec::new() };
    let mut roles = path.into_iter();
    let mut phases = Vec::new();
    while !planner.is_over()
        && let Some(role) = roles.next()
    {
        phases.push(planner.phase(role));
    }
    let beyond = roles.collect();
    DevelopmentPlan { currency: currency.clone(), readiness, not_known, first_step, phases, beyond, options }
}

/// The planning problem of each phase as plain data, each after the best steps of those before it.
pub fn problems(assessment: &Assessment<'_>, options: &PlanOptions) -> Vec<Problem> {
    let currency = currency(assessment.pack);
    let mut planner = Planner::new(assessment, options, &currency);
    let problem = |role: RoleIx| {
        if planner.is_over() {
            return None;
        }
        let solved = planner.solve_phase(role);
        planner.advance(&solved);
        Some(solved.phase.problem)
    };
    assessment.path_to(options.goal).into_iter().map_while(problem).collect()
}

impl Planner<'_> {
    /// Solves the phase that leads to a role, explains it, and goes on to its end.
    fn phase(&mut self, role: RoleIx) -> Phase {
        let (job, start) = (self.job, self.week);
        let solved = self.solve_phase(role);
        let problem = &solved.phase.problem;
        let before = self.state.clone();
        let optional = optional(&solved.phase, &solved.solution.steps, &self.state.analyse(self.pack, role));
        let mut first = start_with(problem, &solved.solution.steps);
        let slots = &solved.schedule.slots;
        first.sort_by_key(|step| (!problem.required.contains(step), slots.iter().position(|slot| slot.step == *step)));
        let mut core = explain(&solved.phase, &solved.solution, &solved.schedule);
        for step in &mut core {
            step.start += start;
            step.end += start;
        }
        self.advance(&solved);
        let analysis = self.state.analyse(self.pack, role);
        // What a post opens counts only where there was one in the phase.
        let during = PersonState { in_job: before.in_job, ..self.state.clone() };
        let next_years = self.pack.role(role).stay.map_or(0, |stay| stay.years);
        let is_ready = solved.solution.value.shortfall == Exact::ZERO;
        Phase {
            role,
            job,
            years: solved.years,
            start,
            weeks: solved.weeks,
            degree: before.studies.map(|studies| studies.week),
            core,
            start_with: first.into_iter().map(|at| solved.phase.resources[at]).collect(),
            optional,
            before: problem.value(&[]),
            after: solved.solution.value.clone(),
            proof: solved.solution.proof.clone(),
            open: still_open(self.pack, &during, &analysis, (self.options, is_ready)),
            opens: newly_open(self.pack, (&before, solved.years), (&self.state, next_years)),
            readiness: self.readiness(),
            musts: (analysis.met_musts(), analysis.musts),
            reached: analysis.is_reached(self.pack),
        }
    }
}
