//! Scoring chunks of an input.

use std::sync::OnceLock;

use super::people::{Lines, People};
use super::{Detail, Figures, More, MoreColumns, Output, OutputFormat, Scorer};
use crate::answers::{AnswerSheet, Chunk, Decoder, Framing, Outcome, ReadOptions, Record, Row, Texts};
use crate::assess::Assessment;
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

/// The result of scoring a chunk. Its memory is reused for the next chunk.
#[derive(Debug, Default)]
pub struct ChunkResult {
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
    /// Who was scored.
    pub people: People,
    /// The sheets of those that were scored, where texts are needed.
    pub sheets: Vec<AnswerSheet>,
}

impl ChunkResult {
    /// Empties it; its memory stays.
    pub fn clear(&mut self) {
        self.output.clear();
        self.rejects.clear();
        self.problems = Grouped::default();
        (self.scored, self.refused, self.lines) = (0, 0, 0);
        self.people.clear();
        self.sheets.clear();
    }
}

/// The buffers of one thread, reused for every chunk.
#[derive(Debug)]
pub struct Scratch {
    row: Row,
    figures: Figures,
    /// Against the next role.
    next: Figures,
    /// Of each competency, where the output says so.
    details: Vec<Detail>,
}

impl<'p> Batch<'p> {
    /// Scoring against `role`, or else each record's own role or the pack's default.
    pub fn new(
        pack: &'p Pack,
        (format, more): (OutputFormat, MoreColumns),
        role: Option<RoleIx>,
        texts: Texts,
    ) -> Self {
        let count = pack.forms().len() * pack.scored_roles().len();
        let scorers = std::iter::repeat_with(OnceLock::new).take(count).collect();
        Self { pack, output: Output::new(pack, format, more), role, texts, scorers }
    }

    /// The line before all output.
    pub fn header(&self) -> String {
        self.output.header()
    }

    /// New buffers for a thread.
    pub fn scratch(&self) -> Scratch {
        Scratch { row: Row::new(self.pack), figures: Figures::new(), next: Figures::new(), details: Vec::new() }
    }

    /// The next role of a respondent on the way to a role.
    fn next_role(&self, row: &Row, role: RoleIx) -> Option<RoleIx> {
        let sheet = row.to_sheet(self.pack);
        Assessment::new(self.pack, &sheet).next_role(role)
    }

    /// The scorer for a form and a role.
    pub fn scorer(&self, form: FormIx, role: RoleIx) -> &Scorer<'p> {
        self.scorers[form.get() * self.pack.scored_roles().len() + role.get()]
            .get_or_init(|| Scorer::new(self.pack, form, role))
    }

    /// Scores all records of a chunk and adds them to the result.
    pub fn score(&self, decoder: &dyn Decoder, chunk: Chunk<'_>, scratch: &mut Scratch, result: &mut ChunkResult) {
        let Scratch { row, figures, next, details } = scratch;
        // A record that is a whole file has no line of its own.
        let mut lines = Lines::new(if decoder.framing() == Framing::Whole { &[] } else { chunk.text });
        let options = ReadOptions { role: self.role, texts: self.texts };
        result.lines += decoder.decode(self.pack, options, chunk, row, &mut |record: Record<'_>, row, problems| {
            for problem in problems {
                result.problems.add(problem);
            }
            match record.outcome {
                Outcome::Usable => {}
                Outcome::LeftOut => return,
                Outcome::Refused => {
                    result.refused += 1;
                    result.rejects.extend_from_slice(record.text);
                    result.rejects.extend_from_slice(decoder.line_break());
                    return;
                }
            }
            let role = self.role.or(row.role).unwrap_or(self.pack.default_role());
            self.scorer(row.form, role).score(row, figures);
            let next_role = if self.output.more.next { self.next_role(row, role) } else { None };
            if let Some(next_role) = next_role {
                self.scorer(row.form, next_role).score(row, next);
            }
            if self.output.needs_details() {
                self.scorer(row.form, role).details(row, details);
            }
            let more = More { next: next_role.map(|role| (role, &*next)), label: &row.label, details };
            self.output.push(&row.respondent, (row.form, role), figures, more, &mut result.output);
            result.scored += 1;
            result.people.add(row, lines.of(record.text));
            if let Some(mut sheet) = record.sheet {
                sheet.role = role;
                result.sheets.push(sheet);
            }
        });
    }
}
