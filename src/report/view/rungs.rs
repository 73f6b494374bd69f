//! The roles of a long ladder that a report shows.

use crate::assess::Assessment;
use crate::model::RoleIx;

/// The most roles of a ladder that are shown.
const MOST: usize = 12;

/// The roles that a report shows, lowest first: all of a short ladder; of a long one the role of the report, the next role, the
/// highest that is reached, and those that stand nearest to them.
pub(super) fn shown(assessment: &Assessment<'_>) -> Vec<RoleIx> {
    let goal = assessment.sheet.role;
    let mut all: Vec<RoleIx> = (0..assessment.ladder.len()).map(RoleIx::new).collect();
    if all.len() > MOST {
        let named = [Some(goal), Some(assessment.aim(goal).role), assessment.nearest()];
        let distance = |role: &RoleIx| named.iter().flatten().map(|one| one.get().abs_diff(role.get())).min();
        all.sort_by_key(distance);
        all.truncate(MOST);
        all.sort_unstable();
    }
    all
}
