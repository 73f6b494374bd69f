//! The facts that a page states: enums, exact numbers, indices and order, and no sentence.
//!
//! Functions of [`language`](crate::language) turn them into text; templates place that text.

pub mod ages;
pub mod answering;
pub mod career;
pub mod cohort;
pub mod columns;
pub mod compare;
pub mod credentials;
pub mod gap_help;
pub mod index;
pub mod programme;
