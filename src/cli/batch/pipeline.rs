//! Reading, scoring and writing at the same time.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::Sink;
use super::gather::Gather;
use super::input_reader::InputReader;
use super::inputs::Found;
use super::job::Job;
use super::ordered::{self, Producer};
use super::ordered_writer::{OrderedWriter, Outputs};
use super::result::BatchResult;
use crate::answers::TableOptions;
use crate::batch::Batch;
use crate::cli::Failure;
use crate::model::Pack;

/// The size of a chunk in bytes, and the size when each respondent also gets a report or is gathered.
const CHUNK_SIZE: usize = 64 * 1024;
const CHUNK_SIZE_WITH_REPORTS: usize = 4 * 1024;

/// How a run scores.
pub(in crate::cli) struct Run<'a> {
    pub(in crate::cli) pack: &'a Pack,
    pub(in crate::cli) batch: &'a Batch<'a>,
    pub(in crate::cli) threads: usize,
    /// How tables are read.
    pub(in crate::cli) options: &'a TableOptions,
    /// Counts the bytes that are read.
    pub(in crate::cli) counter: &'a Arc<AtomicU64>,
    /// How records are gathered; where they are not, only the outputs are written.
    pub(in crate::cli) gather: Option<Gather>,
}

/// Scores all inputs.
pub(in crate::cli) fn run(inputs: Vec<Found>, run: &Run<'_>, outputs: Outputs<'_, '_>) -> Result<BatchResult, Failure> {
    let Run { pack, batch, threads, options, counter, gather } = *run;
    let chunk_size = if outputs.reports.is_some() || gather.is_some() { CHUNK_SIZE_WITH_REPORTS } else { CHUNK_SIZE };
    let is_filter = matches!(outputs.sink, Sink::Stdout);
    let renderings: Vec<_> =
        (0..threads).map(|thread| outputs.reports.as_ref().map(|reports| reports.rendering(pack, thread))).collect();
    let workers = renderings.into_iter().map(|mut rendering| {
        let mut scratch = batch.scratch();
        move |job: &mut Job| {
            job.score(batch, &mut scratch, counter);
            if let Some(gather) = gather {
                gather.records(pack, job.input, &mut job.result.sheets, &mut job.records);
            }
            if let Some(rendering) = &mut rendering
                && job.failure.is_none()
            {
                job.failure = rendering.pages(&job.result.sheets, &mut job.pages).err();
            }
        }
    });
    let produce =
        |jobs: Producer<Job>| InputReader { pack, jobs, chunk_size, options, is_filter, counter }.read(inputs);
    let mut writer = OrderedWriter::new(outputs);
    ordered::run(2 * threads, workers, produce, |job| writer.write(job))?;
    writer.finish()
}
