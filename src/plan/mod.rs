//! Plans development: the resources that fit one gap, and the best set of steps over all gaps.
//!
//! # One gap
//!
//! [`choices`] lists the resources that fit a gap. A resource fits a gap in competency k at level `c` with target `t` when
//! it lifts k and `from <= c < to`; its benefit is `min(to, t) - c` levels. Retired, unverified and dated resources are
//! never listed.
//!
//! The order is: larger benefit, then free before paid before unknown price, then fewer hours (unknown last), then the
//! catalogue's order. Resources with a condition that cannot be checked form a list of their own; resources that are not
//! open yet are ordered by the number of requirements that are missing. Routes that need another profession's licence or
//! another region are left out. Where a free resource is open now, the first choices include it.
//!
//! # The development plan
//!
//! [`develop`] chooses one set of steps for all gaps together, phase by phase from now to the goal, with reasons.
//!
//! **Levels.** A resource has lifts `(k, from, to)`: a person at `from` or above in competency k reaches `to`; below
//! `from` the lift has no effect. With a set S of steps and the level `c_k` now,
//!
//! ```text
//! L_k(S) = the end of the chain  c_k -> to -> to' -> ...  of lifts of S with from <= level < to
//! ```
//!
//! which does not depend on the order of S; the [schedule](solver::schedule) puts first what others build on. A
//! certification counts up to the pack's `exam-levels` (level 3 in the director's pack, 2 for a foundation exam), since an
//! exam shows knowledge and not practice; a lift that begins there or above has no effect. A resource with `at-most: n`
//! lifts the first n gaps in order of priority.
//!
//! **Eligibility.** A step is offered, relevant in the person's region and not done yet; practice can be done again in a
//! later phase for what it did not lift before. A route is open when the education, licence and region are the person's
//! own, the years of experience are reached in the phase (the step begins after them), and its prerequisites are held or
//! among the earlier steps; a degree grants its education. A `rare` route is never taken, unknown entry rules count as
//! closed, an employer who sponsors exists from the first job on, and a resource `at-work` needs a post: a job of the
//! ladder, or a year of work in the field. In a new job it begins after `weeks-in-post` at the earliest. Facts that the
//! person did not give count as missing. Conditions in words (`note`, `membership`) are shown beside the step.
//!
//! **The goal**, for a role with targets `t_k`, importances `w_k` and musts M: the set S that is smallest in
//!
//! ```text
//! 1. unmet musts      |{ k in M : L_k(S) < t_k }|
//! 2. weighted gap     sum over k of  w_k * max(0, t_k - L_k(S))
//! 3. cost             number of unknown prices, then the sum of the others
//! 4. work             number of unknown lengths, then the sum of the hours
//! 5. steps            |S|
//! ```
//!
//! in lexicographic order ([`solver::Value`]); of equal sets the one with the first resource of the catalogue in which
//! they differ. An unknown price, or one in another currency, counts as more than any known price and exceeds every
//! budget. Of a range the usual price counts; the [cost](Cost) of the steps gives the range. Weights and gaps are exact.
//! Competencies without a level are left out. The [`solver`] finds the set and proves it optimal, or gives a lower bound.
//!
//! **Phases.** The [path](crate::assess::Assessment::path_to) leads over the roles' `next` to the goal. Each phase is solved
//! for its role, given all before it. From the second phase on the person works in the role before; the years that its `stay` gives, or more if the steps
//! take longer, are experience for later routes. Budget and deadline are for all phases together; the plan ends with the
//! phase in which the deadline falls.
//!
//! **Time.** Steps are scheduled week by week within the hours per week, in parallel where hours and prerequisites allow
//! it. A step of fixed length begins when a week has its hours, unless only denser weeks end by the deadline. Whether a set
//! ends by the deadline is decided by about a hundred priority rules; a set that all of them miss is not considered. Work
//! in a job has up to [`JOB_HOURS`] a week of its own; degrees have [`PROGRAMME_HOURS`], beside a job
//! [`PROGRAMME_HOURS_BESIDE_A_JOB`].
//!
//! **Reasons.** A step has the gaps that it narrows [alone](PlanStep::alone), those that are wider
//! [without it](PlanStep::together), and the [best plan without it](PlanStep::without), solved anew, whose difference is
//! the step's marginal value. The best of these is the [runner-up](Phase::runner_up): any other set either lacks one of the
//! steps or has them all and more. A gap that stays open has a [reason](WhyOpen). [`sensitivity`] changes the importances
//! by up to a fifth and counts what stays.
//!
//! Deliberately absent: travel, study material, dates of courses, what a job teaches, and any ranking of people.

mod avoidable;
mod choices;
mod cost;
mod coverage;
mod develop;
mod development;
mod eligibility;
mod explain;
mod first_step;
mod open_gaps;
mod options;
mod parallel;
mod person_state;
mod phase_problem;
mod planner;
mod sensitivity;
pub mod solver;

pub use choices::{Choice, Choices, choices};
pub use cost::Cost;
pub use coverage::{StepCoverage, coverage};
pub use develop::{develop, problems};
pub use development::{AvoidableStep, DevelopmentPlan, Phase};
pub use eligibility::{Access, Requirement, access, missing};
pub use explain::{Alternative, PlanStep, Rise};
pub use first_step::{FirstStep, first_step};
pub use open_gaps::{OpenGap, WhyOpen};
pub use options::{DEFAULT_HOURS_PER_WEEK, PlanOptions};
pub use phase_problem::{JOB_HOURS, PROGRAMME_HOURS, PROGRAMME_HOURS_BESIDE_A_JOB};
pub use sensitivity::{DRAWS, Sensitivity, sensitivity};
