//! A development plan: one phase for each role on the way from now to the goal.

use super::PlanOptions;
use super::explain::{Alternative, PlanStep};
use super::open_gaps::OpenGap;
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
    /// One phase for each role on the way, up to the goal or to the one in which a deadline falls.
    pub phases: Vec<Phase>,
    /// The roles on the way that come after the deadline, the last one the goal; empty where the phases lead to the goal.
    pub beyond: Vec<RoleIx>,
    /// Steps that cost something, and without which the plan comes further at its end, or as far for less. Not looked for
    /// under a deadline.
    pub avoidable: Vec<AvoidableStep>,
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
    /// What to do, in the order in which it begins.
    pub steps: Vec<PlanStep>,
    /// The person's value against the role before the phase, without any step.
    pub before: Value,
    /// Their value after it, with its cost and work.
    pub after: Value,
    /// What is proven.
    pub proof: Proof,
    /// The best other plan.
    pub runner_up: Option<Alternative>,
    /// What stays below the role's targets, highest priority first.
    pub open: Vec<OpenGap>,
    /// What opens by the end of the next job and was closed before this phase, in the catalogue's order.
    pub opens: Vec<ResourceIx>,
    /// Readiness for each role at its end, lowest rung first.
    pub readiness: Vec<Option<Exact>>,
    /// The musts of its role that are met at its end, and all that apply.
    pub musts: (usize, usize),
}

/// A step that the best plan of its phase has, and that later phases can make up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AvoidableStep {
    /// The step.
    pub resource: ResourceIx,
    /// True when the plan comes further without it.
    pub ends_better: bool,
    /// By how much the prices that are known add up to less, in whole units of the plan's currency; below 0 where they add
    /// up to more and fewer are not known.
    pub fees: i64,
    /// How many prices fewer are not known.
    pub unknown: i64,
}
