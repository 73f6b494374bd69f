//! What a person wants of their plan.

use crate::model::{ResourceIx, RoleIx};

/// The hours a week that are assumed when none are given.
pub const USUAL_HOURS: u32 = 6;

/// The goal of a plan and its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The role to come to.
    pub goal: RoleIx,
    /// The most that everything may cost together, in the currency of the plan.
    pub budget: Option<u64>,
    /// Hours a week for learning; at least 1.
    pub hours_per_week: u32,
    /// The weeks in which everything is to be done.
    pub weeks: Option<u32>,
    /// What is never to be chosen.
    pub exclude: Vec<ResourceIx>,
    /// What the person has already: it opens ways, and is not chosen again.
    pub have: Vec<ResourceIx>,
    /// True when only what is known to be free is to be chosen.
    pub free_only: bool,
}

impl Wishes {
    /// A goal without limits.
    pub fn new(goal: RoleIx) -> Self {
        Self {
            goal,
            budget: None,
            hours_per_week: USUAL_HOURS,
            weeks: None,
            exclude: Vec::new(),
            have: Vec::new(),
            free_only: false,
        }
    }
}
