//! Many respondents, one after the other, from one piece of an input.

use super::cells::{CellProblem, Cells};
use super::{AnswerSheet, Layout, Rater, Row, line_breaks, lines, parse, parse_line};
use crate::diag::{Code, Diagnostic, Position, any_error};
use crate::model::Pack;

/// What the records of an input are written as.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// Rows of a table below this header.
    Table(&'a Layout),
    /// JSON lines.
    Lines,
    /// One YAML answers file.
    Sheet,
}

/// Whole records of one input.
#[derive(Clone, Copy, Debug)]
pub struct Chunk<'a> {
    /// What they are written as.
    pub kind: Kind<'a>,
    /// The input's name, for messages.
    pub file: &'a str,
    /// The records.
    pub text: &'a [u8],
}

/// Whether notes and other texts are needed, for reports; or ratings and states alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Each record also comes as a sheet.
    Needed,
    /// Only the row.
    Ignored,
}

/// One record.
#[derive(Debug)]
pub struct Record<'a> {
    /// As it stands in the input, without a line break at its end.
    pub text: &'a [u8],
    /// True when the row was read: no problem of it is an error.
    pub usable: bool,
    /// The whole sheet, where texts are needed and the record is usable.
    pub sheet: Option<AnswerSheet>,
}

/// Reads chunks record by record; what it needs for one is used again for the next.
#[derive(Debug)]
pub struct Reader<'p> {
    pack: &'p Pack,
    texts: Texts,
    cells: Cells,
    cell_problems: Vec<CellProblem>,
}

impl<'p> Reader<'p> {
    /// A reader of answers to this pack.
    pub fn new(pack: &'p Pack, texts: Texts) -> Self {
        Self { pack, texts, cells: Cells::default(), cell_problems: Vec::new() }
    }

    /// Reads all records of a chunk; `each` gets every one, with its row and its problems. Lines count from the
    /// beginning of the chunk. Gives the number of line breaks.
    pub fn read(
        &mut self,
        chunk: Chunk<'_>,
        row: &mut Row,
        mut each: impl FnMut(Record<'_>, &Row, Vec<Diagnostic>),
    ) -> usize {
        match chunk.kind {
            Kind::Table(layout) => self.table(layout, chunk, row, each),
            Kind::Lines => self.lines(chunk, row, each),
            Kind::Sheet => {
                let (sheet, problems) = if let Ok(text) = std::str::from_utf8(chunk.text) {
                    parse(chunk.file, text.trim_start_matches('\u{feff}'), self.pack)
                } else {
                    let problem = Diagnostic::of_file(Code::NotUtf8, chunk.file, "the file is not UTF-8 text");
                    (None, vec![problem.hint("save it as UTF-8 in your editor")])
                };
                let (sheet, problems) = own(chunk.file, None, sheet, problems);
                let record = self.whole(chunk.text, sheet, row);
                each(record, row, problems);
                0
            }
        }
    }

    /// A record that was read as a whole sheet.
    fn whole<'a>(&self, text: &'a [u8], sheet: Option<AnswerSheet>, row: &mut Row) -> Record<'a> {
        if let Some(sheet) = &sheet {
            row.set(self.pack, sheet);
        }
        let usable = sheet.is_some();
        Record { text, usable, sheet: sheet.filter(|_| self.texts == Texts::Needed) }
    }

    fn table(
        &mut self,
        layout: &Layout,
        chunk: Chunk<'_>,
        row: &mut Row,
        mut each: impl FnMut(Record<'_>, &Row, Vec<Diagnostic>),
    ) -> usize {
        // Without quotes and carriage returns, as most tables are, a row is a line and a cell is what stands between
        // two delimiters.
        let is_plain = !chunk.text.contains(&b'"') && !chunk.text.contains(&b'\r');
        let mut reader = layout.reader();
        let (mut at, mut counted, mut lines) = (0, 0, 0);
        while at < chunk.text.len() {
            let rest = &chunk.text[at..];
            let taken = if is_plain {
                let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
                let text = trimmed(&rest[..end]);
                if !text.is_empty() {
                    layout.decode(self.pack, layout.plain_cells(text), row, &mut self.cell_problems);
                }
                end
            } else {
                let Some(taken) = self.cells.read(&mut reader, rest) else { break };
                layout.decode(self.pack, self.cells.iter(), row, &mut self.cell_problems);
                taken
            };
            let text = trimmed(&rest[..taken]);
            let mut problems = Vec::new();
            if !self.cell_problems.is_empty() {
                let begin = at + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                lines += line_breaks(&chunk.text[counted..begin]);
                counted = begin;
                let place = |problem: CellProblem| problem.place(chunk.file, layout, text, lines + 1);
                problems.extend(self.cell_problems.drain(..).map(place));
            }
            at += taken;
            if text.is_empty() {
                continue;
            }
            let usable = !any_error(&problems);
            let sheet = (usable && self.texts == Texts::Needed).then(|| row.to_sheet(self.pack));
            each(Record { text, usable, sheet }, row, problems);
        }
        lines + line_breaks(&chunk.text[counted..])
    }

    fn lines(
        &mut self,
        chunk: Chunk<'_>,
        row: &mut Row,
        mut each: impl FnMut(Record<'_>, &Row, Vec<Diagnostic>),
    ) -> usize {
        let mut count = 0;
        for line in chunk.text.split_inclusive(|byte| *byte == b'\n') {
            count += 1;
            let text = trimmed(line);
            if text.trim_ascii().is_empty() {
                continue;
            }
            if self.texts == Texts::Ignored && lines::quick_row(text, self.pack, row) {
                each(Record { text, usable: true, sheet: None }, row, Vec::new());
            } else {
                let (sheet, problems) = parse_line(chunk.file, count, text, self.pack);
                let (sheet, problems) = own(chunk.file, Some(count), sheet, problems);
                let record = self.whole(text, sheet, row);
                each(record, row, problems);
            }
        }
        count - usize::from(!chunk.text.is_empty() && !chunk.text.ends_with(b"\n"))
    }
}

/// The sheet if it holds a person's own ratings; else it is refused.
fn own(
    file: &str,
    line: Option<usize>,
    sheet: Option<AnswerSheet>,
    mut problems: Vec<Diagnostic>,
) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    let (observers, sheet) = match sheet {
        Some(sheet) if sheet.rater == Rater::Observer => (true, None),
        sheet => (false, sheet),
    };
    if observers {
        let mut problem = Diagnostic::of_file(Code::ObserverRatings, file, "these are an observer's ratings");
        problem.position = line.map(|line| Position { line, column: 1 });
        problems.push(problem.hint("`skillgap report ANSWERS --observer FILE` shows them beside the person's own"));
    }
    (sheet, problems)
}

/// A record without the line breaks around it.
fn trimmed(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(start, |at| at + 1);
    &text[start..end]
}
