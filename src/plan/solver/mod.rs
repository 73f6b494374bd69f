//! Solves a planning problem exactly: finds the best set of steps and proves that none is better.
//!
//! # What is solved
//!
//! The level of an aim is lifted along a chain: a lift applies when `from <= level < to`, so an aim comes from its level
//! `c` to `L` exactly if every *point* in `{c} + {whole m: c < m < L}` is covered by a lift with `from <= point < to`.
//! (A point that none covers can be neither left nor jumped over, since a lift over it would cover it.) Each point of an
//! aim is therefore an *element* of a covering problem, worth `weight * (next point - point)`; a must adds, on its last
//! element, more than all weighted gaps together. An element counts only when all before it on its chain are covered.
//! What is lost is what the missed elements are worth, less the allowance; a lower bound on the one is a lower bound on the
//! other, since more missed never loses less.
//!
//! # How
//!
//! Depth-first branch and bound. A node has steps that are in, steps that are out, and the rest.
//!
//! - *What can still be gained*: all chains, as far as steps that are not out cover them. Limits are relaxed (`bound.rs`):
//!   every use of one has a price, and what is left of it is paid out at that price; the prices are found at the root.
//!   Dual ascent over what then remains bounds the loss from below, and puts out steps that would lose too much.
//! - *What there is time for*: each candidate has an earliest start (`precedence.rs`), by its routes and by the levels that
//!   it builds on. From each of these weeks on, the hours of what cannot begin earlier are a limit (`limits.rs`).
//! - *What it must still cost*: a set as good as the best found may miss elements up to a slack, which makes a partial
//!   set-cover problem. The limit on what is missed is relaxed: it has a price, at which the slack is paid out. Elements worth
//!   more than the slack cannot be missed at all. Dual ascent gives a lower bound on what remains. Cost is one whole number
//!   whose digits are the parts of the goal: unknown fees, fees, unknown hours, hours, steps.
//! - *Branching*: on an uncovered element that cannot be missed, else on any; on the one that the fewest
//!   steps cover, one branch for each of them and one for leaving it; before that, on missing prerequisites of a step that is in. Dominated steps are dropped at the start.
//!
//! Under a time limit a finished set counts only if a [`schedule`] that ends in time is found for it, and the proof is
//! about such sets; sets with steps that add nothing are not considered. Where a short first pass is cut short, initial
//! solutions (`initial.rs`) are built greedily, with seeded variations. Work is counted in operations, never in seconds, so
//! that a search that is cut short ends at the same place on every machine; it then gives a lower bound.
//!
//! The method is the textbook one for weighted set cover (dual ascent: Erlenkotter 1978, Operations Research
//! 26:992-1009; Lagrangian relaxation: Fisher 1981, Management Science 27:1-18; reduced-cost fixing and dominance:
//! Caprara, Toth and Fischetti 2000, Annals of Operations Research 98:353-371; seeded greedy starts: Feo and Resende 1995,
//! Journal of Global Optimization 6:109-133; scheduling by priority rules: Kolisch 1996, European Journal of Operational
//! Research 90:320-333).

mod bound;
mod builder;
mod cover;
mod elements;
mod initial;
mod limits;
mod precedence;
mod problem;
pub(in crate::plan) mod random;
mod schedule;
mod search;
mod start;
mod tasks;

pub use builder::Slot;
pub use problem::{AccessRoute, Aim, Candidate, Capacity, HourPool, Lift, Limits, Problem, Total, Value, Work};
pub use schedule::{Schedule, schedule};
pub use search::{MAX_OPERATIONS, Proof, Solution, solve, solve_from, solve_within};
pub use start::{START_WITH, start_with};
