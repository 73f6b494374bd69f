//! Putting the results together, in the order of the inputs.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender};

use super::pipeline::{Content, Job, Outcome, Run};
use crate::cli::Failure;

/// Puts the results together.
pub(super) struct Finisher<'a> {
    run: Run<'a>,
    outcome: Outcome,
    /// The input that is under way, and how many of its lines are done.
    input: usize,
    lines: usize,
    header_is_out: bool,
}

impl<'a> Finisher<'a> {
    pub(super) fn new(run: Run<'a>) -> Self {
        Self { run, outcome: Outcome::default(), input: 0, lines: 0, header_is_out: false }
    }

    pub(super) fn finish(mut self, jobs: &Receiver<Job>, to_fill: &Sender<Job>) -> Result<Outcome, Failure> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for job in jobs {
            waiting.insert(job.number, job);
            while let Some(mut job) = waiting.remove(&next) {
                next += 1;
                self.job(&mut job)?;
                // The feeder may have nothing more to fill.
                let _ = to_fill.send(job);
            }
        }
        // With nothing scored there is no output, unless there was nothing to score.
        if self.outcome.refused == 0 {
            self.header()?;
        }
        Ok(self.outcome)
    }

    fn header(&mut self) -> Result<(), Failure> {
        if self.header_is_out {
            return Ok(());
        }
        self.header_is_out = true;
        self.run.sink.write(self.run.header.as_bytes())
    }

    fn job(&mut self, job: &mut Job) -> Result<(), Failure> {
        if let Some(failure) = job.failure.take() {
            return Err(failure);
        }
        if job.input != self.input {
            (self.input, self.lines) = (job.input, 0);
        }
        let scored = &mut job.scored;
        if scored.scored > 0 {
            self.header()?;
            self.run.sink.write(&scored.output)?;
        }
        if let Some(rejects) = self.run.rejects {
            match &job.content {
                Content::Rows(header) | Content::Refused(Some(header), _) => rejects.rows(header, &scored.rejects)?,
                Content::Lines | Content::Refused(None, _) => rejects.lines(&scored.rejects)?,
                _ => {}
            }
        }
        self.outcome.problems.append(&scored.problems, self.lines);
        self.outcome.scored += scored.scored;
        self.outcome.refused += scored.refused;
        self.lines += scored.lines;
        if let Some(reports) = self.run.reports {
            reports.place(&mut job.pages, &mut self.outcome)?;
        }
        self.run.progress.show(self.outcome.scored + self.outcome.refused);
        Ok(())
    }
}
