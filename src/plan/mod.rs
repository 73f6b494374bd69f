//! Which resources help with a gap: those that fit the level, open now or later.
//!
//! A resource fits a gap in competency k at level `c` with target `t` when it lifts k and
//! `from <= c < to`. Its benefit is `min(to, t) - c` levels. Only what is offered is ever named: nothing
//! retired, unverified or dated.
//!
//! Among fitting resources the order is: larger benefit, then free before paid before unknown price, then
//! fewer hours (unknown last), then the catalogue's order. What is open only on a condition that could not be
//! checked stands apart; what is not open yet is ordered by how many things are missing before that. Left out is
//! what the person said they cannot have: another profession's licence, another region. Where a free one is open
//! now, the first choices include it.
//!
//! Deliberately absent, so far: the best set of resources over all gaps, budgets, and a schedule.

mod coverage;
mod development;
mod eligibility;
mod explain;
mod fit;
mod frame;
mod path;
mod progress;
mod remainder;
mod sensitivity;
pub mod solver;
mod wishes;

pub use coverage::{StepCoverage, coverage};
pub use development::{DevelopmentPlan, Phase, develop, problems};
pub use eligibility::{Opening, Requirement, opening};
pub use explain::{Alternative, Rise, RunnerUp, Step};
pub use fit::{Choice, Choices, choices};
pub use path::path;
pub use remainder::{OpenGap, WhyOpen};
pub use sensitivity::{DRAWS, Sensitivity, sensitivity};
pub use wishes::{USUAL_HOURS, Wishes};
