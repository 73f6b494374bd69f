//! Reading, scoring and writing at the same time: this thread cuts the inputs into pieces, several score them, one puts
//! the results together in the order of the inputs.
//!
//! A [`Job`] goes round: filled here, scored there, put together, and back to be filled again. There are a few for each
//! thread and no more, which bounds the memory.

use std::sync::atomic::AtomicU64;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};

use super::feeder::Feeder;
use super::finisher::Finisher;
use super::inputs::{Found, Input};
use super::reports::Page;
use super::source::{is_damage, read_whole};
use super::{Progress, Rejects, Reports, Sink};
use crate::answers::{Chunk, Kind, LARGEST_FILE, Layout};
use crate::batch::{Batch, Scored};
use crate::cli::Failure;
use crate::cli::failure::reason;
use crate::diag::{Code, Diagnostic, Grouped};
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
pub(super) enum Content {
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
pub(super) struct Job {
    pub(super) number: u64,
    /// The number of the input.
    pub(super) input: usize,
    pub(super) name: Arc<str>,
    pub(super) content: Content,
    pub(super) text: Vec<u8>,
    pub(super) scored: Scored,
    pub(super) pages: Vec<Page>,
    pub(super) failure: Option<Failure>,
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
    std::thread::scope(|scope| {
        for thread in 0..run.threads {
            let (scoring, to_finish) = (&scoring, to_finish.clone());
            let mut rendering = run.reports.as_ref().map(|reports| reports.rendering(pack, thread));
            scope.spawn(move || {
                let mut scratch = batch.scratch();
                loop {
                    // Only the wait for a job is locked; a thread that panicked has not spoiled the others' jobs.
                    let job = scoring.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(mut job) = job else { return };
                    job.score(batch, &mut scratch, counter);
                    if let Some(rendering) = &mut rendering {
                        job.failure = rendering.pages(&job.scored.sheets, job.number, &mut job.pages).err();
                    }
                    if to_finish.send(job).is_err() {
                        return;
                    }
                }
            });
        }
        drop(to_finish);
        let finisher = scope.spawn(move || Finisher::new(run).finish(&finishing, &to_fill));
        let feeder = Feeder { pack, filling: &filling, to_score, number: 0, size, is_filter, counter, spare: None };
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

pub(super) fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    let problem = Diagnostic::of_file(Code::Unreadable, name, format!("the input cannot be read: {}", reason(error)));
    if is_damage(error) { problem.hint("compress or copy the file again") } else { problem }
}
