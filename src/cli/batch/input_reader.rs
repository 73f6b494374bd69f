//! Reading the inputs into jobs.

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::chunker::{ChunkKind, Chunker};
use super::inputs::{Found, Input};
use super::job::{Content, Job};
use super::ordered::{Closed, Producer};
use super::source::{Source, named_pack, unreadable};
use crate::answers::{
    Beginning, Decoder, Framing, InputFormat, LARGEST_FILE, LARGEST_WORKBOOK, Sheet, TableOptions, line_breaks,
    other_pack, sheets,
};
use crate::cli::Failure;
use crate::diag::{Code, Diagnostic, Position};
use crate::model::{Id as _, Pack};

/// Reads the inputs, chunk by chunk, into jobs.
pub(super) struct InputReader<'a> {
    pub(super) pack: &'a Pack,
    pub(super) jobs: Producer<Job>,
    pub(super) chunk_size: usize,
    pub(super) options: &'a TableOptions,
    /// True when the output goes to standard output.
    pub(super) is_filter: bool,
    pub(super) counter: &'a Arc<AtomicU64>,
}

/// The input that is being read.
struct Current {
    /// Its number.
    input: usize,
    name: Arc<str>,
}

/// Why an input is not read to its end.
enum Interruption {
    /// The run has failed elsewhere, or the reader of the output has gone.
    Closed,
    /// The input cannot be read, or not from the next line on.
    Unreadable(io::Error, Option<Position>),
}

impl From<Closed> for Interruption {
    fn from(_: Closed) -> Self {
        Self::Closed
    }
}

impl From<io::Error> for Interruption {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error, None)
    }
}

impl InputReader<'_> {
    /// Reads all inputs; stops early when the jobs are no longer taken.
    pub(super) fn read(self, inputs: Vec<Found>) {
        for (at, input) in inputs.into_iter().enumerate() {
            let name = input.as_ref().map_or_else(|problem| problem.file.clone(), Input::name);
            let current = Current { input: at, name: Arc::from(name) };
            let read = match input {
                Ok(input) => self.input(&current, &input),
                Err(problem) => self.refuse(&current, *problem),
            };
            let read = match read {
                Err(Interruption::Unreadable(error, position)) => self.interrupted(&current, &error, position),
                read => read,
            };
            if read.is_err() {
                return;
            }
        }
    }

    fn input(&self, current: &Current, input: &Input) -> Result<(), Interruption> {
        // An answers file is read by the thread that scores it.
        let read_later = input.format.filter(|format| format.is_whole() && !input.is_stdin());
        if let Some(format) = read_later {
            return match format.begin(self.pack, &current.name, (&[], true), self.options) {
                Ok(Beginning::Found { decoder, .. }) => {
                    self.push(current, Content::File(input.clone(), Arc::from(decoder)))
                }
                Ok(Beginning::More) => Ok(()),
                Err(problem) => self.refuse(current, *problem),
            };
        }
        let source = Source::open(input, self.is_filter, self.counter)?;
        let is_live = source.is_live;
        let mut chunker = Chunker::new(Box::new(source) as Box<dyn Read>, self.chunk_size, is_live);
        let format = InputFormat::of_bytes(chunker.peek()?, input.format);
        let mut options = self.options.clone();
        if format == InputFormat::Xlsx {
            options.is_sheet = true;
            let mut workbook = Vec::new();
            chunker.all(LARGEST_WORKBOOK, &mut workbook)?;
            let sheet = match self.sheet(current, &workbook, &options) {
                Ok(sheet) => sheet,
                Err(problem) => return self.refuse(current, *problem),
            };
            chunker = Chunker::new(Box::new(Cursor::new(sheet)), self.chunk_size, false);
            chunker.more()?;
        }
        let begun = loop {
            match format.begin(self.pack, &current.name, chunker.first_bytes(), &options) {
                Ok(Beginning::More) => chunker.more()?,
                begun => break begun,
            }
        };
        let decoder: Arc<dyn Decoder> = match begun {
            Ok(Beginning::Found { taken, decoder, warnings }) => {
                let above = chunker.take(taken);
                if !above.is_empty() {
                    self.push(current, Content::Header(line_breaks(&above), warnings))?;
                }
                Arc::from(decoder)
            }
            // A part of a split input may be empty.
            _ if input.is_stdin() && matches!(chunker.first_bytes(), ([], true)) => return Ok(()),
            Ok(Beginning::More) => return Ok(()),
            Err(problem) => {
                // A header of another pack has columns that this one does not know; the pack is what to mend.
                let named = named_pack(input).filter(|named| named != self.pack.id().as_str());
                let other = named.map(|named| other_pack(&current.name, &named, self.pack));
                return self.refuse(current, other.unwrap_or(*problem));
            }
        };
        match decoder.framing() {
            Framing::Whole => {
                let mut job = self.job(current);
                chunker.all(LARGEST_FILE, &mut job.text)?;
                job.content = Content::Records(decoder);
                Ok(self.jobs.push(job)?)
            }
            framing => self.chunks(current, &mut chunker, framing, &decoder),
        }
    }

    /// The text of the first sheet of a workbook with a header of answers, else of the first sheet.
    fn sheet(&self, current: &Current, workbook: &[u8], options: &TableOptions) -> Result<Vec<u8>, Box<Diagnostic>> {
        let refused = |code, message: String| Box::new(Diagnostic::of_file(code, &current.name, message));
        if workbook.len() > LARGEST_WORKBOOK {
            let problem = refused(Code::TooLarge, "the spreadsheet is too large".to_owned());
            return Err(Box::new(problem.expected(format!("at most {} MiB", LARGEST_WORKBOOK >> 20))));
        }
        let mut sheets = sheets(workbook).map_err(|why| {
            Box::new(
                refused(Code::Unreadable, why)
                    .hint("open it in a spreadsheet, and save it again as `.xlsx` or `CSV UTF-8`"),
            )
        })?;
        let begin = |sheet: &Sheet, options: &TableOptions| {
            InputFormat::Xlsx.begin(self.pack, &current.name, (&sheet.text, true), options)
        };
        let found = sheets.iter().position(|sheet| begin(sheet, options).is_ok());
        // A sheet that lacks no more than the column of the groups says so better than another one.
        let without_group = TableOptions { group: None, ..options.clone() };
        let found = found.or_else(|| sheets.iter().position(|sheet| begin(sheet, &without_group).is_ok()));
        if sheets.is_empty() {
            return Err(refused(Code::MissingField, "the spreadsheet has no sheet that can be seen".to_owned()));
        }
        Ok(sheets.swap_remove(found.unwrap_or(0)).text)
    }

    fn chunks(
        &self,
        current: &Current,
        chunker: &mut Chunker<Box<dyn Read>>,
        framing: Framing,
        decoder: &Arc<dyn Decoder>,
    ) -> Result<(), Interruption> {
        let next_line = Some(Position { line: 1, column: 1 });
        loop {
            let mut job = self.job(current);
            let next = chunker.next(framing, &mut job.text);
            let Some(kind) = next.map_err(|error| Interruption::Unreadable(error, next_line))? else { return Ok(()) };
            job.content = match kind {
                ChunkKind::Records => Content::Records(Arc::clone(decoder)),
                ChunkKind::Unterminated => {
                    let may_be_quoted = matches!(framing, Framing::Table(_)) && job.text.contains(&b'"');
                    let problem = unterminated(&current.name, may_be_quoted);
                    Content::Refused(Some(Arc::clone(decoder)), Some(Box::new(problem)))
                }
                ChunkKind::Continuation => Content::Refused(Some(Arc::clone(decoder)), None),
            };
            self.jobs.push(job)?;
        }
    }

    /// A job for this input, without text.
    fn job(&self, current: &Current) -> Job {
        let mut job = self.jobs.used().unwrap_or_else(Job::new);
        job.input = current.input;
        job.name = Arc::clone(&current.name);
        job.text.clear();
        job
    }

    fn push(&self, current: &Current, content: Content) -> Result<(), Interruption> {
        let job = Job { content, ..self.job(current) };
        Ok(self.jobs.push(job)?)
    }

    fn refuse(&self, current: &Current, problem: Diagnostic) -> Result<(), Interruption> {
        self.push(current, Content::Refused(None, Some(Box::new(problem))))
    }

    /// Refuses the rest of an input that cannot be read. A reader of the output that has gone ends the run.
    fn interrupted(
        &self,
        current: &Current,
        error: &io::Error,
        position: Option<Position>,
    ) -> Result<(), Interruption> {
        let mut job = self.job(current);
        if error.kind() == io::ErrorKind::BrokenPipe {
            job.failure = Some(Failure::OutputClosed);
        }
        let mut problem = unreadable(&current.name, error);
        problem.position = position;
        job.content = Content::Refused(None, Some(Box::new(problem)));
        Ok(self.jobs.push(job)?)
    }
}

fn unterminated(name: &str, may_be_quoted: bool) -> Diagnostic {
    let hint = if may_be_quoted {
        "look for a quote that is opened in this line and not closed"
    } else {
        "look for line breaks that are missing: a record is a line of at most 256 KiB"
    };
    let mut problem = Diagnostic::of_file(Code::OpenQuote, name, "a record begins here and does not end").hint(hint);
    problem.position = Some(Position { line: 1, column: 1 });
    problem
}
