//! Batch scoring: reads the inputs of `skillgap score`, scores them on several threads and writes the outputs.
//!
//! ```text
//! inputs -> source -> chunker -> input_reader: one thread -> pipeline: several score -> ordered_writer: one thread
//!                                                                       -> output, rejects, reports
//! ```
//!
//! [`ordered`] connects the threads. It bounds the number of chunks in memory, whatever the size of the inputs.

mod chunker;
mod gather;
mod input_reader;
mod inputs;
mod job;
mod mapping;
mod ordered;
mod ordered_writer;
mod output;
mod pipeline;
mod progress;
mod rejects;
mod repeats;
mod reports;
mod result;
mod source;
mod table_guard;

pub(super) use gather::Gather;
pub(super) use inputs::{Found, find};
pub(super) use mapping::{Mapped, map};
pub(super) use ordered_writer::Outputs;
pub(super) use output::Sink;
pub(super) use pipeline::{Run, run};
pub(super) use progress::Progress;
pub(super) use rejects::Rejects;
pub(super) use repeats::MOST_COMPARED;
pub(super) use reports::{IndexDone, Reports, advisors_copies};
pub(super) use result::BatchResult;
pub(super) use source::named_pack;
