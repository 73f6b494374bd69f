//! Cutting the inputs into jobs.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender};

use super::cutter::{Cutter, Piece};
use super::inputs::{Found, From, Input};
use super::pipeline::{Content, Header, Job, unreadable};
use super::source::Source;
use crate::answers::{Cut, LARGEST_FILE, Layout, line_breaks};
use crate::cli::Failure;
use crate::diag::{Code, Diagnostic, Position};
use crate::model::Pack;

/// Cuts the inputs into jobs.
pub(super) struct Feeder<'a> {
    pub(super) pack: &'a Pack,
    pub(super) filling: &'a Receiver<Job>,
    pub(super) to_score: Sender<Job>,
    pub(super) number: u64,
    pub(super) size: usize,
    /// True when the output goes to standard output.
    pub(super) is_filter: bool,
    pub(super) counter: &'a Arc<AtomicU64>,
    /// A job that was taken and not sent.
    pub(super) spare: Option<Job>,
}

/// No more jobs come back: the run has failed elsewhere, or its reader has gone.
struct Over;

impl Feeder<'_> {
    pub(super) fn feed(mut self, inputs: Vec<Found>) {
        for (at, input) in inputs.into_iter().enumerate() {
            let done = match input {
                Ok(input) => self.input(at, &input),
                Err(problem) => {
                    let name: Arc<str> = Arc::from(problem.file.as_str());
                    self.refuse(at, &name, None, *problem)
                }
            };
            if done.is_err() {
                return;
            }
        }
    }

    fn input(&mut self, at: usize, input: &Input) -> Result<(), Over> {
        let name: Arc<str> = Arc::from(input.name());
        if input.from == Some(From::Yaml) && !input.is_stdin() {
            let mut job = self.job(at, &name)?;
            job.content = Content::SheetAt(input.clone());
            return self.send(job);
        }
        let opened = Source::open(input, self.is_filter, self.counter);
        let done = opened.and_then(|source| {
            let is_live = source.is_live;
            let mut cutter = Cutter::new(source, self.size, is_live);
            let from = match input.from {
                Some(from) => from,
                None => Source::guess(cutter.peek()?),
            };
            match from {
                From::Csv => self.table(at, &name, &mut cutter, input.is_stdin()),
                From::Ndjson => self.pieces(at, &name, &mut cutter, None),
                From::Yaml => self.sheet(at, &name, &mut cutter),
            }
        });
        match done {
            Ok(done) => done,
            Err(error) => {
                let job = self.job(at, &name)?;
                self.broken(job, None, &error)
            }
        }
    }

    fn job(&mut self, input: usize, name: &Arc<str>) -> Result<Job, Over> {
        let mut job = match self.spare.take() {
            Some(job) => job,
            None => self.filling.recv().map_err(|_| Over)?,
        };
        job.input = input;
        job.name = Arc::clone(name);
        job.text.clear();
        Ok(job)
    }

    fn send(&mut self, mut job: Job) -> Result<(), Over> {
        job.number = self.number;
        self.number += 1;
        self.to_score.send(job).map_err(|_| Over)
    }

    fn refuse(
        &mut self,
        at: usize,
        name: &Arc<str>,
        header: Option<Arc<Header>>,
        problem: Diagnostic,
    ) -> Result<(), Over> {
        let mut job = self.job(at, name)?;
        job.content = Content::Refused(header, Some(Box::new(problem)));
        self.send(job)
    }

    /// An input that cannot be read, or not from this line on. No reader of the output ends the run.
    fn broken(&mut self, mut job: Job, line: Option<usize>, error: &std::io::Error) -> Result<(), Over> {
        job.text.clear();
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            job.failure = Some(Failure::OutputClosed);
        }
        let mut problem = unreadable(&job.name, error);
        problem.position = line.map(|line| Position { line, column: 1 });
        job.content = Content::Refused(None, Some(Box::new(problem)));
        self.send(job)
    }

    /// A table: its header first. Standard input may be empty, as a part of a split input may be.
    fn table(
        &mut self,
        at: usize,
        name: &Arc<str>,
        cutter: &mut Cutter<Source>,
        may_be_empty: bool,
    ) -> std::io::Result<Result<(), Over>> {
        let mut text = Vec::new();
        let found = match cutter.first(Cut::Header, &mut text)? {
            Piece::End if may_be_empty => return Ok(Ok(())),
            Piece::End => Err(Box::new(empty(name))),
            Piece::Endless if text.contains(&b'"') => Err(Box::new(endless(name, true))),
            _ => Layout::read(self.pack, name, &text),
        };
        let (layout, warnings) = match found {
            Ok(found) => found,
            Err(problem) => return Ok(self.refuse(at, name, None, *problem)),
        };
        let lines = line_breaks(&text);
        let header = Arc::new(Header { text, layout });
        let Ok(mut job) = self.job(at, name) else { return Ok(Err(Over)) };
        job.content = Content::Begin(lines, warnings);
        if self.send(job).is_err() {
            return Ok(Err(Over));
        }
        self.pieces(at, name, cutter, Some(&header))
    }

    fn pieces(
        &mut self,
        at: usize,
        name: &Arc<str>,
        cutter: &mut Cutter<Source>,
        header: Option<&Arc<Header>>,
    ) -> std::io::Result<Result<(), Over>> {
        let cut = header.map_or(Cut::Lines, |header| header.layout.cut());
        loop {
            let Ok(mut job) = self.job(at, name) else { return Ok(Err(Over)) };
            let piece = match cutter.next(cut, &mut job.text) {
                Ok(piece) => piece,
                Err(error) => return Ok(self.broken(job, Some(1), &error)),
            };
            job.content = match (piece, header) {
                (Piece::End, _) => {
                    self.spare = Some(job);
                    return Ok(Ok(()));
                }
                (Piece::Records, Some(header)) => Content::Rows(Arc::clone(header)),
                (Piece::Records, None) => Content::Lines,
                (Piece::Endless, header) => {
                    let may_be_quoted = header.is_some() && job.text.contains(&b'"');
                    Content::Refused(header.cloned(), Some(Box::new(endless(name, may_be_quoted))))
                }
                (Piece::More, header) => Content::Refused(header.cloned(), None),
            };
            if self.send(job).is_err() {
                return Ok(Err(Over));
            }
        }
    }

    /// An answers file from a stream.
    fn sheet(&mut self, at: usize, name: &Arc<str>, cutter: &mut Cutter<Source>) -> std::io::Result<Result<(), Over>> {
        let mut text = Vec::new();
        cutter.all(LARGEST_FILE, &mut text)?;
        let Ok(mut job) = self.job(at, name) else { return Ok(Err(Over)) };
        job.text = text;
        job.content = Content::Sheet;
        Ok(self.send(job))
    }
}

fn empty(name: &str) -> Diagnostic {
    Diagnostic::of_file(Code::MissingField, name, "the table is empty")
        .hint("`skillgap template --format csv` prints a header")
}

fn endless(name: &str, may_be_quoted: bool) -> Diagnostic {
    let hint = if may_be_quoted {
        "look for a quote that is opened in this line and not closed"
    } else {
        "look for line breaks that are missing: a record is a line of at most 256 KiB"
    };
    let mut problem = Diagnostic::of_file(Code::OpenQuote, name, "a record begins here and does not end").hint(hint);
    problem.position = Some(Position { line: 1, column: 1 });
    problem
}
