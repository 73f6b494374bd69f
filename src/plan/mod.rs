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
//! Where a programme laid an [overlay](crate::pack::overlay) over the pack, its own resources come before others of the same
//! benefit, and half their hours count wherever hours are compared.
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
//! **The core** of a phase, for a role with targets `t_k`, importances `w_k` and musts M, and with the pack's readiness at
//! which a role is reached (`rung-readiness`): of all allowed sets S that hold the [first step](first_step), the set that
//! is smallest in
//!
//! ```text
//! 1. unmet musts      |{ k in M : L_k(S) < t_k }|
//! 2. shortfall        max(0, sum of w_k * max(0, t_k - L_k(S)) - (1 - rung-readiness) * sum of w_k * (t_k - lowest level))
//! 3. cost             number of unknown prices, then the sum of the others
//! 4. work             number of unknown lengths, then the sum of the hours, half of those of a programme's own courses
//! 5. steps            |S|
//! ```
//!
//! in lexicographic order ([`solver::Value`]); of equal sets the one with the first resource of the catalogue in which
//! they differ. So it stops when the role is reached. An unknown price, or one in another currency, counts as more than any
//! known price and exceeds every budget. Of a range the usual price counts; the [cost](Cost) of the steps gives the range.
//! Weights and gaps are exact. Competencies without a level are left out of both sums. The [`solver`] finds the set and
//! proves it optimal, or gives a lower bound.
//!
//! Only the first phase holds the first step. Degrees are chosen only with [`PlanOptions::degrees`]; where nothing else that
//! is open meets a must, it [stays open](WhyOpen::DegreeAlone). Practice of an earlier phase is done again only where it
//! lifts over a level of an open gap over which nothing else does.
//!
//! **To start with**: of the core the few steps that meet most musts, then narrow the gap most, then take the fewest hours
//! ([`solver::start_with`]); the first step is one of them.
//!
//! **Optional steps** come after the core, at most [`MOST_OPTIONAL`], greedily: each time the one with the most readiness for
//! its effort. They are in no sum, and later phases do not build on them.
//!
//! **Phases.** The [path](crate::assess::Assessment::path_to) leads over the roles' `next` to the goal. Each phase is solved
//! for its role, given all before it. From the second phase on the person works in the role before; the years that its `stay`
//! gives, or more if the steps take longer, are experience for later routes. Budget and deadline are for all phases together; the plan ends with the
//! phase in which the deadline falls. A degree that the person studies for is granted when its month is over: the first phase
//! lasts until then, and what asks for the degree begins after it.
//!
//! **Time.** Steps are scheduled week by week within the hours per week: the first step, then the others to start with, then
//! what meets a must or opens what does, what is free, and what is short; in parallel where hours and prerequisites allow
//! it. A step of fixed length begins when a week has its hours, unless only denser weeks end by the deadline. Whether a set
//! ends by the deadline is decided by about a hundred priority rules; a set that all of them miss is not considered. Work
//! in a job has up to [`JOB_HOURS`] a week of its own; degrees have [`PROGRAMME_HOURS`], beside a job
//! [`PROGRAMME_HOURS_BESIDE_A_JOB`].
//!
//! **Reasons.** A step has the gaps that it narrows [alone](PlanStep::alone), those that are wider
//! [without it](PlanStep::together), and where there is one another that could [take its place](PlanStep::instead): it leads
//! as far, costs no more and takes at most twice the hours. A gap that stays open has a [reason](WhyOpen).
//!
//! Deliberately absent: travel, study material, dates of courses, what a job teaches, and any ranking of people.

mod choices;
mod cost;
mod coverage;
mod develop;
mod development;
mod eligibility;
mod explain;
mod first_step;
mod gains;
mod open_gaps;
mod optional;
mod options;
mod person_state;
mod phase_problem;
mod planner;
pub mod solver;

pub use choices::{Choice, Choices, choices};
pub use cost::Cost;
pub use coverage::{StepCoverage, coverage};
pub use develop::{develop, problems};
pub use development::{DevelopmentPlan, Phase};
pub use eligibility::{Access, Requirement, access, missing};
pub use explain::{PlanStep, Rise};
pub use first_step::{FirstStep, first_step};
pub use gains::{Gain, gains};
pub use open_gaps::{OpenGap, WhyOpen};
pub use optional::{MOST_OPTIONAL, OptionalStep, PRICE_OF_AN_HOUR};
pub use options::{DEFAULT_HOURS_PER_WEEK, PlanOptions};
pub use person_state::currency;
pub use phase_problem::{JOB_HOURS, PROGRAMME_HOURS, PROGRAMME_HOURS_BESIDE_A_JOB};
