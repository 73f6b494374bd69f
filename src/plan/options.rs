//! The options of a plan: its goal and its constraints.

use crate::model::{ResourceIx, RoleIx};

/// The hours a week that are assumed when none are given.
pub const DEFAULT_HOURS_PER_WEEK: u32 = 6;

/// The goal of a plan and its constraints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanOptions {
    /// The role to come to.
    pub goal: RoleIx,
    /// The most that everything may cost together, in the currency of the plan.
    pub budget: Option<u64>,
    /// Hours a week for learning; at least 1.
    pub hours_per_week: u32,
    /// The weeks in which everything is to be done.
    pub weeks: Option<u32>,
    /// Resources that are never chosen.
    pub exclude: Vec<ResourceIx>,
    /// Resources that the person holds already: they count as prerequisites and are not chosen again.
    pub have: Vec<ResourceIx>,
    /// True when only resources that are known to be free are chosen.
    pub free_only: bool,
}

impl PlanOptions {
    /// A goal without limits.
    pub fn new(goal: RoleIx) -> Self {
        Self {
            goal,
            budget: None,
            hours_per_week: DEFAULT_HOURS_PER_WEEK,
            weeks: None,
            exclude: Vec::new(),
            have: Vec::new(),
            free_only: false,
        }
    }
}
