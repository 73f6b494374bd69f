//! The reports of a folder: whose, for which role, where they stand and what comes first.

use crate::assess::Assessment;
use crate::exact::Exact;
use crate::model::{Pack, RoleIx};
use crate::plan::FirstStep;

/// The most reports that an index lists. A browser shows so long a table slowly, and a search in the score output is
/// better.
pub const MOST_LISTED: usize = 20_000;

/// One report of a folder, in the order of the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexRow {
    /// The pseudonym.
    pub respondent: String,
    /// The name or number that people know them by.
    pub label: Option<String>,
    /// The name of the file of the report.
    pub file: String,
    /// Where the person stands.
    pub standing: Standing,
}

/// Where a person stands on the way to a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The role of the report.
    pub role: RoleIx,
    /// Readiness for it.
    pub readiness: Option<Exact>,
    /// The next role and readiness for it; `None` for someone who starts at the role or above it.
    pub next: Option<(RoleIx, Option<Exact>)>,
    /// The first step.
    pub first: FirstStep,
    /// True when the answers are not finished.
    pub draft: bool,
}

/// An index of reports.
#[derive(Clone, Debug)]
pub struct Index<'a> {
    /// The pack that all were scored with.
    pub pack: &'a Pack,
    /// The reports.
    pub rows: &'a [IndexRow],
    /// True when they are advisor's copies.
    pub for_advisor: bool,
}

impl Standing {
    /// Where this person stands on the way to the role of their sheet; `first` is their first step.
    pub fn new(assessment: &Assessment<'_>, first: FirstStep) -> Self {
        let goal = assessment.goal();
        let next = assessment.next_role(goal.role);
        Self {
            role: goal.role,
            readiness: goal.readiness,
            next: next.map(|role| (role, assessment.against(role).readiness)),
            first,
            draft: assessment.sheet.finished.is_none(),
        }
    }
}
