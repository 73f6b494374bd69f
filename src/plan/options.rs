//! The options of a plan: its goal and its constraints.

use crate::answers::AnswerSheet;
use crate::clock::Date;
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
    /// True when degrees may be chosen.
    pub degrees: bool,
    /// The day on which the plan begins; the day of the answers when it is not given.
    pub start: Option<Date>,
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
            degrees: false,
            start: None,
        }
    }

    /// The goal, hours and budget that a person gave in their answers, without other limits.
    pub fn of(sheet: &AnswerSheet) -> Self {
        Self {
            hours_per_week: sheet.background.hours_per_week.unwrap_or(DEFAULT_HOURS_PER_WEEK),
            budget: sheet.background.budget.map(u64::from),
            ..Self::new(sheet.role)
        }
    }

    /// The day on which the plan of these answers begins; `None` where nothing says it.
    pub(super) fn first_day(&self, sheet: &AnswerSheet) -> Option<Date> {
        self.start.or_else(|| sheet.day())
    }
}
