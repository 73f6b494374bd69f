//! Writing the results, in the order of the inputs.

use super::job::Job;
use super::repeats::{MOST_COMPARED, Repeats};
use super::result::BatchResult;
use super::{Progress, Rejects, Reports, Sink};
use crate::cli::Failure;
use crate::cohort::Record;

/// Where the results of a run go.
pub(in crate::cli) struct Outputs<'a, 'p> {
    /// The line before the first result.
    pub(in crate::cli) header: String,
    pub(in crate::cli) sink: &'a mut Sink<'p>,
    pub(in crate::cli) rejects: &'a mut Option<Rejects>,
    pub(in crate::cli) reports: &'a mut Option<Reports>,
    pub(in crate::cli) progress: &'a mut Progress,
    /// The records that are gathered.
    pub(in crate::cli) records: &'a mut Vec<Record>,
}

/// Writes the results of jobs, which it gets in the order of the inputs.
pub(super) struct OrderedWriter<'a, 'p> {
    outputs: Outputs<'a, 'p>,
    result: BatchResult,
    repeats: Repeats,
    /// The number of the current input, and how many of its lines are done.
    input: usize,
    lines: usize,
    header_is_written: bool,
}

impl<'a, 'p> OrderedWriter<'a, 'p> {
    pub(super) fn new(outputs: Outputs<'a, 'p>) -> Self {
        let (result, repeats) = (BatchResult::default(), Repeats::new(MOST_COMPARED));
        Self { outputs, result, repeats, input: 0, lines: 0, header_is_written: false }
    }

    /// Writes the result of the next job.
    pub(super) fn write(&mut self, job: &mut Job) -> Result<(), Failure> {
        if let Some(failure) = job.failure.take() {
            return Err(failure);
        }
        if job.input != self.input {
            (self.input, self.lines) = (job.input, 0);
        }
        if job.result.scored > 0 {
            self.header()?;
            self.outputs.sink.write(&job.result.output)?;
        }
        if let (Some(rejects), Some((decoder, piece))) = (&mut *self.outputs.rejects, job.rejects()) {
            rejects.add(decoder, piece, &job.result.rejects)?;
        }
        self.result.problems.append(&job.result.problems, self.lines);
        self.repeats.add(&job.result.people, &job.name, self.lines);
        self.result.scored += job.result.scored;
        self.result.refused += job.result.refused;
        self.lines += job.result.lines;
        if let Some(reports) = self.outputs.reports {
            reports.place(&mut job.pages, &mut self.result)?;
        }
        self.outputs.records.append(&mut job.records);
        self.outputs.progress.show(self.result.scored + self.result.refused);
        Ok(())
    }

    /// The result of all jobs. A header alone is written only when no record was refused.
    pub(super) fn finish(mut self) -> Result<BatchResult, Failure> {
        if self.result.refused == 0 {
            self.header()?;
        }
        self.result.problems.append(&self.repeats.problems(), 0);
        self.result.is_beyond_compared = self.repeats.is_full();
        Ok(self.result)
    }

    fn header(&mut self) -> Result<(), Failure> {
        if self.header_is_written {
            return Ok(());
        }
        self.header_is_written = true;
        self.outputs.sink.write(self.outputs.header.as_bytes())
    }
}
