//! The development plan: phase by phase from now to the goal.

use super::Wishes;
use super::explain::{RunnerUp, Step, explain};
use super::progress::{Progress, currency};
use super::remainder::{OpenGap, newly_open, still_open};
use super::solver::{MOST_EFFORT, Problem, Proof, Value};
use super::spared::{Spared, spared};
use super::walk::Walk;
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::model::{CompetencyIx, ResourceIx, RoleIx};

/// A plan from now to a role.
#[derive(Clone, Debug)]
pub struct DevelopmentPlan {
    /// What the person wants.
    pub wishes: Wishes,
    /// The currency in which prices are added up; a price in another one counts as not known.
    pub currency: String,
    /// Readiness for each role now, lowest rung first; `None` where too little is known.
    pub readiness: Vec<Option<Exact>>,
    /// The competencies that the goal needs and whose level is not known, in the pack's order: nothing is planned for
    /// them.
    pub not_known: Vec<CompetencyIx>,
    /// One phase for each role on the way, up to the goal or to the one in which a deadline falls.
    pub phases: Vec<Phase>,
    /// The roles on the way that come after the deadline, the last one the goal; empty where the phases lead to the goal.
    pub beyond: Vec<RoleIx>,
    /// Steps that cost something, and without which the plan comes further at its end, or as far for less. Not looked for
    /// under a deadline.
    pub spared: Vec<Spared>,
}

/// The way to one role.
#[derive(Clone, Debug)]
pub struct Phase {
    /// The role to come to.
    pub role: RoleIx,
    /// The role that the person works in meanwhile; `None` in the first phase.
    pub job: Option<RoleIx>,
    /// The years that people usually stay in that role; 0 in the first phase and where the pack does not say.
    pub years: u32,
    /// The week in which it begins, from the start of the plan.
    pub start: u32,
    /// How many weeks it lasts: until the last step is done and the years have gone by.
    pub weeks: u32,
    /// What to do, in the order in which it begins.
    pub steps: Vec<Step>,
    /// Where the person stands against the role before it, without any step.
    pub before: Value,
    /// Where they stand after it, and what it takes.
    pub after: Value,
    /// What is proven.
    pub proof: Proof,
    /// The best other plan.
    pub runner_up: Option<RunnerUp>,
    /// What stays below the role's targets, highest priority first.
    pub open: Vec<OpenGap>,
    /// What opens by the end of the next job and was closed before this phase, in the catalogue's order.
    pub opens: Vec<ResourceIx>,
    /// Readiness for each role at its end, lowest rung first.
    pub readiness: Vec<Option<Exact>>,
    /// The musts of its role that are met at its end, and all that apply.
    pub musts: (usize, usize),
}

/// Makes the plan: for each role on the [path](Assessment::path_to) the best set of steps, given what was done before.
/// What the person did not say of themselves counts as missing.
pub fn develop(assessment: &Assessment<'_>, wishes: &Wishes) -> DevelopmentPlan {
    let Assessment { pack, card, ladder, .. } = assessment;
    let currency = currency(pack);
    let mut walk = Walk::new(assessment, wishes, &currency);
    let readiness = ladder.iter().map(|rung| rung.analysis.readiness).collect();
    let not_known =
        assessment.against(wishes.goal).gaps.iter().filter(|gap| gap.level.is_none() && gap.target.importance > 0);
    let not_known = not_known
        .filter(|gap| !card.competency(gap.competency).is_not_applicable())
        .map(|gap| gap.competency)
        .collect();
    let mut roles = assessment.path_to(wishes.goal).into_iter();
    let mut phases = Vec::new();
    while !walk.is_over()
        && let Some(role) = roles.next()
    {
        phases.push(walk.phase(role));
    }
    let beyond = roles.collect();
    let mut plan = DevelopmentPlan {
        wishes: wishes.clone(),
        currency: currency.clone(),
        readiness,
        not_known,
        phases,
        beyond,
        spared: Vec::new(),
    };
    plan.spared = spared(assessment, &plan);
    plan
}

/// The planning problem of each phase as plain data, each after the best steps of those before it: for whoever wants to
/// solve them by other means.
pub fn problems(assessment: &Assessment<'_>, wishes: &Wishes) -> Vec<Problem> {
    let currency = currency(assessment.pack);
    let mut walk = Walk::new(assessment, wishes, &currency);
    let problem = |role: RoleIx| {
        if walk.is_over() {
            return None;
        }
        let stretch = walk.stretch(role, &|_, importance| importance, &[], MOST_EFFORT);
        walk.advance(&stretch);
        Some(stretch.frame.problem)
    };
    assessment.path_to(wishes.goal).into_iter().map_while(problem).collect()
}

/// The operations that each search of [`steps_only`] may take: [`super::sensitivity`] has a hundred of them for a phase.
const EFFORT_OF_A_DRAW: u64 = MOST_EFFORT / 600;

/// The steps of each phase for the same path with other importances, and whether they are proven to be the best: what
/// [`super::sensitivity`] compares with.
pub(super) fn steps_only(
    assessment: &Assessment<'_>,
    plan: &DevelopmentPlan,
    weight: &dyn Fn(CompetencyIx, i64) -> i64,
) -> (Vec<Vec<ResourceIx>>, bool) {
    let mut is_proven = true;
    let mut walk = Walk::new(assessment, &plan.wishes, &plan.currency);
    let steps = |phase: &Phase| {
        let guess: Vec<ResourceIx> = phase.steps.iter().map(|step| step.resource).collect();
        let stretch = walk.stretch(phase.role, weight, &guess, EFFORT_OF_A_DRAW);
        is_proven &= stretch.solution.proof == Proof::Optimal;
        let steps: Vec<ResourceIx> = stretch.solution.steps.iter().map(|at| stretch.frame.resources[*at]).collect();
        walk.advance(&stretch);
        steps
    };
    let steps = plan.phases.iter().map(steps).collect();
    (steps, is_proven)
}

impl Walk<'_> {
    /// Solves the phase that leads to a role, explains it, and goes on to its end.
    fn phase(&mut self, role: RoleIx) -> Phase {
        let (job, start) = (self.job, self.week);
        let stretch = self.stretch(role, &|_, importance| importance, &[], MOST_EFFORT);
        let (mut steps, runner_up) = explain(&stretch.frame, &stretch.solution);
        for step in &mut steps {
            step.start += start;
            step.end += start;
        }
        let before = self.progress.clone();
        self.advance(&stretch);
        let analysis = self.progress.analyse(self.pack, role);
        // What a post opens counts only where there was one in the phase.
        let during = Progress { in_job: before.in_job, ..self.progress.clone() };
        let next_years = self.pack.role(role).stay.map_or(0, |stay| stay.years);
        Phase {
            role,
            job,
            years: stretch.years,
            start,
            weeks: stretch.weeks,
            steps,
            before: stretch.frame.problem.value(&[]),
            after: stretch.solution.value.clone(),
            proof: stretch.solution.proof.clone(),
            runner_up,
            open: still_open(self.pack, &during, &analysis, self.wishes),
            opens: newly_open(self.pack, (&before, stretch.years), (&self.progress, next_years)),
            readiness: self.readiness(),
            musts: (analysis.musts - analysis.unmet_musts.len() - analysis.unknown_musts.len(), analysis.musts),
        }
    }
}
