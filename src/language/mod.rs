//! The sentences and phrases of reports, in English: functions from typed values to text.
//!
//! Code outside this module and the templates decides what is said, and in which order; it compares values, never
//! phrases. [`grammar`] needs no other layer, so that every layer can use it.

pub mod answering;
pub mod compare;
mod dates;
pub mod grammar;
pub mod index;
mod levels;
mod numbers;
mod resources;
pub mod sheets;
mod terms;

pub use dates::{date, months};
pub use levels::{distance, gap_status, level_phrase, rating, signed};
pub use numbers::{
    amount, fraction, level_number, percent, percent_range, range, rounded, signed_points, span, thousands,
};
pub use resources::{effort, price, requirement, route, short_price};
pub use terms::{confidence, education, facet, licence, provenance, read_by, region, resource_kind, tier, topic};
