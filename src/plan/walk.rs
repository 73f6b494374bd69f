//! A person on the way through the phases: each solved in turn, given all before it.

use super::Wishes;
use super::frame::{Frame, WEEKS_A_YEAR, frame};
use super::progress::Progress;
use super::solver::{Limits, Schedule, Solution, schedule, solve_from};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::model::{CompetencyIx, Pack, ResourceIx, RoleIx};

/// A person on the way through the phases.
pub(super) struct Walk<'a> {
    pub(super) pack: &'a Pack,
    pub(super) wishes: &'a Wishes,
    currency: &'a str,
    pub(super) progress: Progress,
    pub(super) job: Option<RoleIx>,
    pub(super) week: u32,
    spent: u64,
    lacks_time: bool,
}

/// One phase, solved.
pub(super) struct Stretch {
    pub(super) role: RoleIx,
    pub(super) years: u32,
    pub(super) weeks: u32,
    pub(super) frame: Frame,
    pub(super) solution: Solution,
    plan: Schedule,
    /// True when the deadline alone keeps a must of the role from being met.
    lacks_time: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(assessment: &Assessment<'a>, wishes: &'a Wishes, currency: &'a str) -> Self {
        let progress = Progress::new(assessment, &wishes.have);
        Self { pack: assessment.pack, wishes, currency, progress, job: None, week: 0, spent: 0, lacks_time: false }
    }

    /// True once the deadline has gone by, after the first phase, or has left no time for a must of a role: nobody comes
    /// into that role before it.
    pub(super) fn is_over(&self) -> bool {
        self.lacks_time || (self.job.is_some() && self.wishes.weeks.is_some_and(|weeks| self.week >= weeks))
    }

    pub(super) fn readiness(&self) -> Vec<Option<Exact>> {
        self.pack.role_indices().map(|role| self.progress.analyse(self.pack, role).readiness).collect()
    }

    /// Solves the phase that leads to a role; `guess` is a set that may be good.
    pub(super) fn stretch(
        &self,
        role: RoleIx,
        weight: &dyn Fn(CompetencyIx, i64) -> i64,
        guess: &[ResourceIx],
        most_effort: u64,
    ) -> Stretch {
        let years = self.job.and_then(|job| self.pack.role(job).stay).map_or(0, |stay| stay.years);
        let limits = Limits {
            budget: self.wishes.budget.map(|budget| budget.saturating_sub(self.spent)),
            weeks: self.wishes.weeks.map(|weeks| weeks.saturating_sub(self.week)),
        };
        let mut analysis = self.progress.analyse(self.pack, role);
        for gap in &mut analysis.gaps {
            gap.target.importance = weight(gap.competency, gap.target.importance);
        }
        let frame = frame(self.pack, &self.progress, &analysis, years, self.wishes, (self.currency, limits));
        let position = |at: &ResourceIx| frame.resources.iter().position(|other| other == at);
        let guess: Vec<usize> = guess.iter().filter_map(position).collect();
        let solution = solve_from(&frame.problem, &guess, most_effort);
        let plan = schedule(&frame.problem, &solution.steps);
        let weeks = plan.weeks().max(years * WEEKS_A_YEAR);
        let unmet = solution.value.unmet_musts;
        let lacks_time = unmet > 0 && limits.weeks.is_some() && {
            let mut problem = frame.problem.clone();
            problem.limits.weeks = None;
            solve_from(&problem, &solution.steps, most_effort).value.unmet_musts < unmet
        };
        Stretch { role, years, weeks, frame, solution, plan, lacks_time }
    }

    /// Goes on to the end of the phase.
    pub(super) fn advance(&mut self, stretch: &Stretch) {
        let steps = &stretch.solution.steps;
        let lifts =
            stretch.plan.slots.iter().map(|slot| ((slot.start, slot.end), stretch.frame.lifts[slot.step].as_slice()));
        self.progress.lift(&lifts.collect::<Vec<_>>());
        for at in steps {
            self.progress.finish(self.pack, stretch.frame.resources[*at]);
        }
        if self.job.is_some() {
            self.progress.work(stretch.years.max(stretch.weeks / WEEKS_A_YEAR));
        }
        self.progress.in_job = true;
        self.job = Some(stretch.role);
        self.week += stretch.weeks;
        self.spent += stretch.solution.value.fees.known;
        self.lacks_time = stretch.lacks_time;
    }
}
