//! How `skillgap score` gets through its inputs.
//!
//! ```text
//! inputs -> source -> feeder: one thread cuts -> pipeline: several score -> finisher: one puts together
//!                                                                       -> output, rejects, reports
//! ```
//!
//! Memory is bounded by the number of chunks under way, not by the size of the inputs.

mod cutter;
mod feeder;
mod finisher;
mod inputs;
mod output;
mod pipeline;
mod progress;
mod rejects;
mod reports;
mod source;

pub(super) use inputs::{Found, From, find, first_record, size};
pub(super) use output::Sink;
pub(super) use pipeline::{Outcome, Run, run};
pub(super) use progress::Progress;
pub(super) use rejects::Rejects;
pub(super) use reports::Reports;
