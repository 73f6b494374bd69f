//! The exact solver: the best set of steps for a planning problem, proven.
//!
//! # What is solved
//!
//! The level of an aim is lifted along a chain: a lift applies when `from <= level < to`, so an aim comes from its level
//! `c` to `L` exactly if every *point* in `{c} + {whole m: c < m < L}` is covered by a lift with `from <= point < to`.
//! (A point that none covers can be neither left nor jumped over, since a lift over it would cover it.) Each point of an
//! aim is therefore an *element* of a covering problem, worth `weight * (next point - point)`; a must adds, on its last
//! element, more than all weighted gaps together. An element counts only when all before it on its chain are covered.
//!
//! # How
//!
//! Depth-first branch and bound. A node has steps that are in, steps that are out, and the rest.
//!
//! - *What can still be gained*: all chains, as far as steps that are not out cover them. Limits are relaxed (`bound.rs`):
//!   every use of one has a price, and what is left of it is paid out at that price; the prices are found at the root.
//!   Dual ascent over what then remains bounds the loss from below, and puts out steps that would lose too much.
//! - *What there is time for*: each candidate has an earliest start (`limits.rs`), by its ways in and by the levels that it
//!   builds on. From each of these weeks on, the hours of what cannot begin earlier are a limit.
//! - *What it must still cost*: elements that no plan as good as the best found can do without make a set-cover problem;
//!   dual ascent gives a lower bound on what covering them costs. Cost is one whole number whose digits are the parts of
//!   the goal: unknown fees, fees, unknown hours, hours, steps.
//! - *Branching*: on the uncovered element with the fewest ways to cover it, one branch for each step that covers it and
//!   one for leaving it; before that, on what opens the way to a step that is in. Steps that another dominates are dropped
//!   at the start.
//!
//! Under a time limit a finished set counts only if a [`schedule`] that ends in time is found for it, so that a proof
//! speaks of these sets; sets with steps that add nothing are not considered, and a node is left as soon as one can add
//! nothing any more. Where a short first pass does not come to its end, good sets to begin with (`start.rs`) are built
//! up under the limits, greedily and with seeded variations. Work is counted in operations, never in seconds, so that a
//! search that is cut short ends at the same place on every machine; it then says the best value that is not ruled out.
//!
//! The method is the textbook one for weighted set cover (dual ascent: Erlenkotter 1978, Operations Research
//! 26:992-1009; Lagrangian relaxation: Fisher 1981, Management Science 27:1-18; reduced-cost fixing and dominance:
//! Caprara, Toth and Fischetti 2000, Annals of Operations Research 98:353-371; seeded greedy starts: Feo and Resende 1995,
//! Journal of Global Optimization 6:109-133; scheduling by priority rules: Kolisch 1996, European Journal of Operational
//! Research 90:320-333).

mod bound;
mod calendar;
mod compile;
mod limits;
mod points;
mod precedence;
mod problem;
pub(in crate::plan) mod random;
mod schedule;
mod search;
mod start;
mod tasks;

pub use calendar::Slot;
pub use problem::{Aim, Candidate, During, Lift, Limits, Problem, Total, Value, Way, Week, Work};
pub use schedule::{Schedule, schedule};
pub use search::{MOST_EFFORT, Proof, Solution, solve, solve_from, solve_within};
