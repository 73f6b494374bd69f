//! The sentences and phrases of reports, in English: functions from typed values to text.
//!
//! Code outside this module and the templates decides what is said, and in which order; it compares values, never
//! phrases. [`grammar`] needs no other layer, so that every layer can use it.

pub mod action_plan;
pub mod ages;
pub mod answering;
pub mod background;
pub mod career;
pub mod cohort;
pub mod columns;
pub mod compare;
pub mod credentials;
mod dates;
pub mod export;
pub mod frameworks;
pub mod gap_help;
pub mod grammar;
pub mod index;
pub mod invitation;
mod levels;
pub mod next_step;
mod numbers;
pub mod page;
pub mod plan;
pub mod programme;
pub mod quiz;
mod resources;
pub mod sheets;
pub mod six_lines;
pub mod steps;
mod terms;

pub use dates::{calendar_month, date, months};
pub use levels::{distance, gap_status, level_phrase, rating, signed, to_go};
pub use numbers::{
    amount, fraction, level_number, percent, percent_range, plain_spaces, range, rounded, signed_points, span,
    thousands,
};
pub use resources::{effort, price, requirement, requirement_of, route, routes, short_price, site, unchecked};
pub use terms::{confidence, education, facet, licence, provenance, read_by, region, resource_kind, tier, topic};
