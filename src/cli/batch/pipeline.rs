//! Reading, scoring and writing at the same time: this thread cuts the inputs into pieces, several score them, one puts
//! the results together in the order of the inputs.
//!
//! A [`Job`] goes round: filled here, scored there, put together, and back to be filled again. There are a few for each
//! thread and no more, which bounds the memory.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::cutter::{Cutter, Piece};
use super::inputs::{Found, From, Input};
use super::reports::Page;
use super::source::{Source, read_whole};
use super::{Progress, Rejects, Reports, Sink};
use crate::answers::{Chunk, Cut, Kind, LARGEST_FILE, Layout, line_breaks};
use crate::batch::{Batch, Scored};
use crate::cli::Failure;
use crate::cli::failure::reason;
use crate::diag::{Code, Diagnostic, Grouped, Position};
use crate::model::Pack;

/// How many bytes of records are scored at once, and how many with a report of each.
const PIECE: usize = 64 * 1024;
const PIECE_WITH_REPORTS: usize = 4 * 1024;

/// What a run needs.
pub(in crate::cli) struct Run<'a> {
    pub(in crate::cli) pack: &'a Pack,
    pub(in crate::cli) batch: &'a Batch<'a>,
    pub(in crate::cli) threads: usize,
    pub(in crate::cli) header: String,
    pub(in crate::cli) sink: &'a mut Sink,
    pub(in crate::cli) rejects: &'a mut Option<Rejects>,
    pub(in crate::cli) reports: &'a mut Option<Reports>,
    pub(in crate::cli) progress: &'a mut Progress,
}

/// What a run came to.
#[derive(Debug, Default)]
pub(in crate::cli) struct Outcome {
    pub(in crate::cli) scored: usize,
    pub(in crate::cli) refused: usize,
    pub(in crate::cli) problems: Grouped,
}

/// What is in the text of a job.
enum Content {
    /// Rows of a table.
    Rows(Arc<Header>),
    /// JSON lines.
    Lines,
    /// Nothing: the answers file is to be read from its path.
    SheetAt(Input),
    /// One answers file.
    Sheet,
    /// A record that was refused before it could be read, or a whole input; with its problem. None when it was refused
    /// already and this is more of it.
    Refused(Option<Arc<Header>>, Option<Box<Diagnostic>>),
    /// A header, which takes so many lines, and the warnings about it.
    Begin(usize, Vec<Diagnostic>),
}

/// The first line of a table: as it came, and what it says.
pub(super) struct Header {
    pub(super) text: Vec<u8>,
    pub(super) layout: Layout,
}

/// A piece of an input on its way round.
struct Job {
    number: u64,
    /// The number of the input.
    input: usize,
    name: Arc<str>,
    content: Content,
    text: Vec<u8>,
    scored: Scored,
    pages: Vec<Page>,
    failure: Option<Failure>,
}

/// Scores all inputs.
pub(in crate::cli) fn run(inputs: Vec<Found>, run: Run<'_>, counter: &Arc<AtomicU64>) -> Result<Outcome, Failure> {
    let (to_score, scoring) = channel::<Job>();
    let (to_finish, finishing) = channel::<Job>();
    let (to_fill, filling) = channel::<Job>();
    let scoring = Mutex::new(scoring);
    for _ in 0..2 * run.threads + 2 {
        // The receiver is in hand.
        let _ = to_fill.send(Job::new());
    }
    let size = if run.reports.is_some() { PIECE_WITH_REPORTS } else { PIECE };
    let (pack, batch) = (run.pack, run.batch);
    let is_filter = matches!(run.sink, Sink::Stdout);
    let rendering = run.reports.as_ref().map(Reports::rendering);
    std::thread::scope(|scope| {
        for _ in 0..run.threads {
            let (scoring, to_finish, rendering) = (&scoring, to_finish.clone(), rendering.clone());
            scope.spawn(move || {
                let mut scratch = batch.scratch();
                loop {
                    // Only the wait for a job is locked; a thread that panicked has not spoiled the others' jobs.
                    let job = scoring.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(mut job) = job else { return };
                    job.score(batch, &mut scratch, counter);
                    if let Some(rendering) = &rendering {
                        job.failure = rendering.pages(pack, &job.scored.sheets, job.number, &mut job.pages).err();
                    }
                    if to_finish.send(job).is_err() {
                        return;
                    }
                }
            });
        }
        drop(to_finish);
        let finisher = scope.spawn(move || Finisher::new(run).finish(&finishing, &to_fill));
        let feeder = Feeder { pack, filling: &filling, to_score, number: 0, size, is_filter, counter };
        feeder.feed(inputs);
        // Jobs that come back are done with; the finisher ends when the last one has come by.
        drop(filling);
        finisher.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

impl Job {
    fn new() -> Self {
        Self {
            number: 0,
            input: 0,
            name: Arc::from(""),
            content: Content::Lines,
            text: Vec::new(),
            scored: Scored::default(),
            pages: Vec::new(),
            failure: None,
        }
    }

    fn score<'p>(&mut self, batch: &Batch<'p>, scratch: &mut crate::batch::Scratch<'p>, counter: &Arc<AtomicU64>) {
        let Self { content, text, scored, name, .. } = self;
        scored.clear();
        let kind = match content {
            Content::Rows(header) => Kind::Table(&header.layout),
            Content::Lines => Kind::Lines,
            Content::Sheet => Kind::Sheet,
            Content::SheetAt(input) => match read_whole(&input.path, LARGEST_FILE, counter) {
                Ok(bytes) => {
                    *text = bytes;
                    Kind::Sheet
                }
                Err(error) => {
                    scored.refused = 1;
                    scored.problems.add(unreadable(name, &error));
                    return;
                }
            },
            Content::Refused(_, problem) => {
                if let Some(problem) = problem.take() {
                    scored.refused = 1;
                    scored.problems.add(*problem);
                }
                scored.rejects.extend_from_slice(text);
                scored.lines = usize::from(text.ends_with(b"\n"));
                return;
            }
            Content::Begin(lines, warnings) => {
                scored.lines = *lines;
                warnings.drain(..).for_each(|warning| scored.problems.add(warning));
                return;
            }
        };
        batch.score(Chunk { kind, file: name, text }, scratch, scored);
        if matches!(kind, Kind::Sheet) {
            // A file that is refused stays where it is.
            scored.rejects.clear();
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    let problem = Diagnostic::of_file(Code::Unreadable, name, format!("the input cannot be read: {}", reason(error)));
    if super::source::is_damage(error) { problem.hint("compress or copy the file again") } else { problem }
}

/// Cuts the inputs into jobs.
struct Feeder<'a> {
    pack: &'a Pack,
    filling: &'a Receiver<Job>,
    to_score: Sender<Job>,
    number: u64,
    size: usize,
    /// True when the output goes to standard output.
    is_filter: bool,
    counter: &'a Arc<AtomicU64>,
}

/// No more jobs come back: the run has failed elsewhere, or its reader has gone.
struct Over;

impl Feeder<'_> {
    fn feed(mut self, inputs: Vec<Found>) {
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

    fn job(&self, input: usize, name: &Arc<str>) -> Result<Job, Over> {
        let mut job = self.filling.recv().map_err(|_| Over)?;
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
                (Piece::End, _) => return Ok(Ok(())),
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

/// Puts the results together.
struct Finisher<'a> {
    run: Run<'a>,
    outcome: Outcome,
    /// The input that is under way, and how many of its lines are done.
    input: usize,
    lines: usize,
    header_is_out: bool,
}

impl<'a> Finisher<'a> {
    fn new(run: Run<'a>) -> Self {
        Self { run, outcome: Outcome::default(), input: 0, lines: 0, header_is_out: false }
    }

    fn finish(mut self, jobs: &Receiver<Job>, to_fill: &Sender<Job>) -> Result<Outcome, Failure> {
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
