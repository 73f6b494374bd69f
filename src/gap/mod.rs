//! A score card held against a role: gaps, their priority, readiness and its bounds.
//!
//! With target `t`, level `c` and importance `w` of each competency:
//!
//! ```text
//! gap        g = max(0, t - c)              surplus in one never pays for a gap in another
//! readiness  R = 1 - sum(w g) / sum(w (t - L_min))
//! ```
//!
//! over competencies with a shown level and `w > 0`; `L_min`, the lowest level of the pack, is 0 in
//! the embedded one. R is given when those competencies carry at least `scoring.readiness-coverage` of
//! the role's whole importance: what applies to a role, the role says and not the person. This is the weighted form of
//! the discrepancy that Borich (1980, Journal of Teacher Education 31:39-42) ranks needs by, with the
//! role's importances in the place of group means.
//!
//! The bounds put every item without a rating at its worst and at its best, over all competencies of the role, shown or
//! not, asked about or not. Where a competency too thinly answered to be shown would narrow them past R itself, they are
//! widened to hold R.
//!
//! A must that is not met is listed whatever R is; one without a shown level is not met.
//!
//! Two score cards of one pack, of two attempts or of two raters, differ in a competency by the second level minus the
//! first, wherever both are shown.

mod analysis;
mod difference;
mod ladder;

pub use analysis::{DomainLevel, Gap, GapAnalysis, GapStatus, Sums, TOP_GAPS, analyse, gap, weight_of};
pub use difference::{Difference, NOTABLE_CHANGE, TALK_FIRST, differences};
pub use ladder::{Rung, ladder, nearest_rung};
