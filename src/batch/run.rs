//! From pieces of input to pieces of output.

use std::sync::OnceLock;

use super::{Figures, Format, Output, Scorer};
use crate::answers::{AnswerSheet, Chunk, Kind, Reader, Record, Row, Texts};
use crate::diag::Grouped;
use crate::model::{FormIx, Pack, RoleIx};

/// Scoring of many respondents to one pack. Shared by all threads.
#[derive(Debug)]
pub struct Batch<'p> {
    pack: &'p Pack,
    output: Output<'p>,
    /// The role that all are scored against, where one was named.
    role: Option<RoleIx>,
    texts: Texts,
    /// One for each form and role, made when it is first needed.
    scorers: Vec<OnceLock<Scorer<'p>>>,
}

/// What became of one chunk. Used again for the next one.
#[derive(Debug, Default)]
pub struct Scored {
    /// The output.
    pub output: Vec<u8>,
    /// The refused records as they came, each with its line break.
    pub rejects: Vec<u8>,
    /// The problems; lines count from the beginning of the chunk.
    pub problems: Grouped,
    /// How many records were scored.
    pub scored: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many line breaks the chunk has.
    pub lines: usize,
    /// The sheets of those that were scored, where texts are needed.
    pub sheets: Vec<AnswerSheet>,
}

impl Scored {
    /// Empties it; its memory stays.
    pub fn clear(&mut self) {
        self.output.clear();
        self.rejects.clear();
        self.problems = Grouped::default();
        (self.scored, self.refused, self.lines) = (0, 0, 0);
        self.sheets.clear();
    }
}

/// What one thread needs to score; used again for every chunk.
#[derive(Debug)]
pub struct Scratch<'p> {
    reader: Reader<'p>,
    row: Row,
    figures: Figures,
}

impl<'p> Batch<'p> {
    /// Scoring against `role`, or else each record's own role or the pack's default.
    pub fn new(pack: &'p Pack, format: Format, role: Option<RoleIx>, texts: Texts) -> Self {
        let count = pack.forms().len() * pack.roles().len();
        let scorers = std::iter::repeat_with(OnceLock::new).take(count).collect();
        Self { pack, output: Output::new(pack, format), role, texts, scorers }
    }

    /// The line before all output.
    pub fn header(&self) -> String {
        self.output.header()
    }

    /// What a thread needs.
    pub fn scratch(&self) -> Scratch<'p> {
        Scratch { reader: Reader::new(self.pack, self.texts), row: Row::new(self.pack), figures: Figures::new() }
    }

    /// The scorer for a form and a role.
    pub fn scorer(&self, form: FormIx, role: RoleIx) -> &Scorer<'p> {
        self.scorers[form.get() * self.pack.roles().len() + role.get()]
            .get_or_init(|| Scorer::new(self.pack, form, role))
    }

    /// Scores all records of a chunk and adds what becomes of them.
    pub fn score(&self, chunk: Chunk<'_>, scratch: &mut Scratch<'p>, scored: &mut Scored) {
        let Scratch { reader, row, figures } = scratch;
        let line_break = match chunk.kind {
            Kind::Table(layout) => layout.line_break(),
            Kind::Lines | Kind::Sheet => b"\n",
        };
        scored.lines += reader.read(chunk, row, |record: Record<'_>, row, problems| {
            for problem in problems {
                scored.problems.add(problem);
            }
            if !record.usable {
                scored.refused += 1;
                scored.rejects.extend_from_slice(record.text);
                scored.rejects.extend_from_slice(line_break);
                return;
            }
            let role = self.role.or(row.role).unwrap_or(self.pack.default_role());
            self.scorer(row.form, role).score(row, figures);
            self.output.push(&row.respondent, row.form, role, figures, &mut scored.output);
            scored.scored += 1;
            if let Some(mut sheet) = record.sheet {
                sheet.role = role;
                scored.sheets.push(sheet);
            }
        });
    }
}
