//! Makes a development plan: solves and explains one phase after the other.

use super::avoidable::avoidable;
use super::explain::explain;
use super::open_gaps::{newly_open, still_open};
use super::person_state::{PersonState, currency};
use super::planner::Planner;
use super::solver::{MAX_OPERATIONS, Problem, Proof};
use super::{DevelopmentPlan, Phase, PlanOptions};
use crate::assess::Assessment;
use crate::model::{CompetencyIx, ResourceIx, RoleIx};

/// Makes the plan: for each role on the [path](Assessment::path_to) the best set of steps, given what was done before.
/// What the person did not say of themselves counts as missing.
pub fn develop(assessment: &Assessment<'_>, options: &PlanOptions) -> DevelopmentPlan {
    let Assessment { pack, ladder, .. } = assessment;
    let currency = currency(pack);
    let mut planner = Planner::new(assessment, options, &currency);
    let readiness = ladder.iter().map(|rung| rung.analysis.readiness).collect();
    let not_known =
        assessment.against(options.goal).gaps.iter().filter(|gap| gap.level.is_none() && gap.target.importance > 0);
    let not_known = not_known.map(|gap| gap.competency).collect();
    let mut roles = assessment.path_to(options.goal).into_iter();
    let mut phases = Vec::new();
    while !planner.is_over()
        && let Some(role) = roles.next()
    {
        phases.push(planner.phase(role));
    }
    let beyond = roles.collect();
    let mut plan = DevelopmentPlan {
        options: options.clone(),
        currency: currency.clone(),
        readiness,
        not_known,
        phases,
        beyond,
        avoidable: Vec::new(),
    };
    plan.avoidable = avoidable(assessment, &plan);
    plan
}

/// The planning problem of each phase as plain data, each after the best steps of those before it.
pub fn problems(assessment: &Assessment<'_>, options: &PlanOptions) -> Vec<Problem> {
    let currency = currency(assessment.pack);
    let mut planner = Planner::new(assessment, options, &currency);
    let problem = |role: RoleIx| {
        if planner.is_over() {
            return None;
        }
        let solved = planner.solve_phase(role, &|_, importance| importance, &[], MAX_OPERATIONS);
        planner.advance(&solved);
        Some(solved.phase.problem)
    };
    assessment.path_to(options.goal).into_iter().map_while(problem).collect()
}

/// The operations that each search of [`steps_only`] may take: [`super::sensitivity`] has a hundred of them for a phase.
const MAX_OPERATIONS_OF_A_DRAW: u64 = MAX_OPERATIONS / 600;

/// The steps of each phase for the same path with other importances, and whether they are proven to be the best.
pub(super) fn steps_only(
    assessment: &Assessment<'_>,
    plan: &DevelopmentPlan,
    weight: &dyn Fn(CompetencyIx, i64) -> i64,
) -> (Vec<Vec<ResourceIx>>, bool) {
    let mut is_proven = true;
    let mut planner = Planner::new(assessment, &plan.options, &plan.currency);
    let steps = |phase: &Phase| {
        let guess: Vec<ResourceIx> = phase.steps.iter().map(|step| step.resource).collect();
        let solved = planner.solve_phase(phase.role, weight, &guess, MAX_OPERATIONS_OF_A_DRAW);
        is_proven &= solved.solution.proof == Proof::Optimal;
        let steps: Vec<ResourceIx> = solved.solution.steps.iter().map(|at| solved.phase.resources[*at]).collect();
        planner.advance(&solved);
        steps
    };
    let steps = plan.phases.iter().map(steps).collect();
    (steps, is_proven)
}

impl Planner<'_> {
    /// Solves the phase that leads to a role, explains it, and goes on to its end.
    fn phase(&mut self, role: RoleIx) -> Phase {
        let (job, start) = (self.job, self.week);
        let solved = self.solve_phase(role, &|_, importance| importance, &[], MAX_OPERATIONS);
        let (mut steps, runner_up) = explain(&solved.phase, &solved.solution);
        for step in &mut steps {
            step.start += start;
            step.end += start;
        }
        let before = self.state.clone();
        self.advance(&solved);
        let analysis = self.state.analyse(self.pack, role);
        // What a post opens counts only where there was one in the phase.
        let during = PersonState { in_job: before.in_job, ..self.state.clone() };
        let next_years = self.pack.role(role).stay.map_or(0, |stay| stay.years);
        Phase {
            role,
            job,
            years: solved.years,
            start,
            weeks: solved.weeks,
            steps,
            before: solved.phase.problem.value(&[]),
            after: solved.solution.value.clone(),
            proof: solved.solution.proof.clone(),
            runner_up,
            open: still_open(self.pack, &during, &analysis, self.options),
            opens: newly_open(self.pack, (&before, solved.years), (&self.state, next_years)),
            readiness: self.readiness(),
            musts: (analysis.met_musts(), analysis.musts),
        }
    }
}
