//! Which resources help: those that fit one gap, open now or later; and the best set of steps over all gaps.
//!
//! # One gap
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
//! # The development plan
//!
//! [`develop`] gives not a list for each gap but one set of steps for all gaps together, phase by phase from now to the
//! goal, and says of each step why it is there. What it rests on:
//!
//! **Levels.** A resource has lifts `(k, from, to)`. Whoever is at `from` or above in competency k comes to `to`; whoever
//! is below gets nothing from it until something else lifts them to `from`. With a set S of steps and the level `c_k` now,
//!
//! ```text
//! L_k(S) = the end of the chain  c_k -> to -> to' -> ...  of lifts of S with from <= level < to
//! ```
//!
//! which no order of S changes; the [schedule](solver::schedule) puts first what others build on. An exam shows what a
//! person knows: by itself a certification counts up to the pack's `exam-levels` (level 3 in the director's pack, 2 for a
//! foundation exam), and a lift that begins there or above counts for nothing. Practice carries the rest. A resource
//! with `at-most: n` lifts the first n gaps in order of priority.
//!
//! **What is allowed.** Only what is offered, of use in the person's region, and not done yet; practice of one phase
//! can be done again in a later one, for what it did not lift before. A route is open when the education, licence and
//! region are the person's own, the years are reached in the phase (then not before those years have gone by), and what
//! comes first is held or among the earlier steps; a degree grants its education. A `rare` route is never taken,
//! unknown entry rules count as closed, an employer who sponsors is there from the first job on, and what is done
//! `at-work` needs a post: a job of the ladder, or a year of work in the field. A new job brings its larger tasks only
//! after the resource's `weeks-in-post`. Facts that the person did not give count as missing. Conditions in words
//! (`note`, `membership`) cannot be checked and are said beside the step.
//!
//! **The goal**, for a role with targets `t_k`, importances `w_k` and musts M: the set S that is smallest in
//!
//! ```text
//! 1. unmet musts      |{ k in M : L_k(S) < t_k }|
//! 2. weighted gap     sum over k of  w_k * max(0, t_k - L_k(S))
//! 3. cost             prices that are not known, then the sum of the others
//! 4. work             lengths that are not known, then the sum of the hours
//! 5. steps            |S|
//! ```
//!
//! compared one after the other ([`solver::Value`]); of equal sets the one with the first resource of the catalogue in
//! which they differ. A price that is not known, or is in another currency, is never free: it counts as more than any
//! price that is, and breaks every budget. Where sources name a range, the usual price counts, and the [cost](Cost) of
//! the steps says the range. Weights and gaps are exact. Competencies without a level have no part in it.
//! [`solver`] finds the set and proves it; a search that is cut short says what it has not ruled out.
//!
//! **Phases.** The [path](crate::assess::Assessment::path_to) leads over the roles' `next` to the goal. Each phase is solved for its role, given all before
//! it: the next role first, then the one after it. From the second phase on the person works in the role before; the years
//! that its `stay` gives, or more if the steps take longer, are experience for later routes. Budget and deadline are for
//! all phases together; the plan ends with the phase in which the deadline falls.
//!
//! **Time.** Steps are scheduled week by week at the given hours, in parallel where hours and order allow it; what
//! builds on a level waits for the steps that lead there, and a step of fixed length waits until a week has its hours,
//! unless only denser weeks end by a deadline. Whether steps end by a deadline is found out by a hundred ways to fill
//! the weeks; a set that all of them miss is not considered. Work in a job has up to [`JOB_HOURS`] a week of its own;
//! degrees have [`PROGRAMME_HOURS`], beside a job [`PROGRAMME_HOURS_BESIDE_A_JOB`].
//!
//! **Why.** For each step: the gaps that it narrows [alone](Step::alone); those that are wider when it is dropped and
//! [nothing takes its place](Step::together); and the [best plan without it](Step::without), solved anew, whose
//! difference is the step's marginal value. The best of these is the [runner-up](Phase::runner_up): any other set either
//! lacks one of the steps or has them all and more. What stays open says [why](WhyOpen). [`sensitivity`] changes the
//! importances by up to a fifth and counts what stays.
//!
//! Deliberately absent: travel and study material, dates of courses, what a job teaches by itself, doubts about the
//! ratings, and any ranking of people.

mod cost;
mod coverage;
mod development;
mod eligibility;
mod explain;
mod fit;
mod frame;
mod parallel;
mod progress;
mod remainder;
mod sensitivity;
pub mod solver;
mod spared;
mod walk;
mod wishes;

pub use cost::Cost;
pub use coverage::{StepCoverage, coverage};
pub use development::{DevelopmentPlan, Phase, develop, problems};
pub use eligibility::{Opening, Requirement, opening};
pub use explain::{Alternative, Rise, RunnerUp, Step};
pub use fit::{Choice, Choices, choices};
pub use frame::{JOB_HOURS, PROGRAMME_HOURS, PROGRAMME_HOURS_BESIDE_A_JOB};
pub use remainder::{OpenGap, WhyOpen};
pub use sensitivity::{DRAWS, Sensitivity, sensitivity};
pub use spared::Spared;
pub use wishes::{USUAL_HOURS, Wishes};
