//! A development plan: one phase for each role on the way from now to the goal.

use super::PlanOptions;
use super::explain::PlanStep;
use super::first_step::FirstStep;
use super::open_gaps::OpenGap;
use super::optional::OptionalStep;
use super::solver::{Proof, Value};
use crate::exact::Exact;
use crate::model::{CompetencyIx, ResourceIx, RoleIx};

/// A plan from now to a role.
#[derive(Clone, Debug)]
pub struct DevelopmentPlan {
    /// What the person wants.
    pub options: PlanOptions,
    /// The currency in which prices are added up; a price in another one counts as not known.
    pub currency: String,
    /// Readiness for each role now, lowest rung first; `None` where too little is known.
    pub readiness: Vec<Option<Exact>>,
    /// The competencies that the goal needs and whose level is not known, in the pack's order: nothing is planned for
    /// them.
    pub not_known: Vec<CompetencyIx>,
    /// What to do first, found by rule; the first phase holds it.
    pub first_step: FirstStep,
    /// One phase for each role on the way, up to the goal or to the one in which a deadline falls.
    pub phases: Vec<Phase>,
    /// The roles on the way that come after the deadline, the last one the goal; empty where the phases lead to the goal.
    pub beyond: Vec<RoleIx>,
}

/// The way to one role.
#[derive(Clone, Debug)]
pub struct Phase {
    /// The role that the phase leads to.
    pub role: RoleIx,
    /// The role that the person works in during the phase; `None` in the first one.
    pub job: Option<RoleIx>,
    /// The years that people usually stay in that role; 0 in the first phase and where the pack does not say.
    pub years: u32,
    /// The week in which it begins, from the start of the plan.
    pub start: u32,
    /// How many weeks it lasts: until the last step is done and the years have gone by.
    pub weeks: u32,
    /// The week in which the degree that the person studies for is granted, in the phase that waits for it.
    pub degree: Option<u32>,
    /// The core: what to do, in the order in which it begins.
    pub core: Vec<PlanStep>,
    /// Those of the core to start with, at most [`START_WITH`](super::solver::START_WITH): the first step, then in the
    /// order in which they begin.
    pub start_with: Vec<ResourceIx>,
    /// Further steps, most points for least effort first. They are in no sum, and no later phase builds on them.
    pub optional: Vec<OptionalStep>,
    /// The person's value against the role before the phase, without any step.
    pub before: Value,
    /// Their value after it, with its cost and work.
    pub after: Value,
    /// What is proven.
    pub proof: Proof,
    /// What stays below the role's targets, highest priority first.
    pub open: Vec<OpenGap>,
    /// What opens by the end of the next job and was closed before this phase, in the catalogue's order.
    pub opens: Vec<ResourceIx>,
    /// Readiness for each role at its end, lowest rung first.
    pub readiness: Vec<Option<Exact>>,
    /// The musts of its role that are met at its end, and how many there are.
    pub musts: (usize, usize),
    /// True when its role is reached at its end.
    pub reached: bool,
}
