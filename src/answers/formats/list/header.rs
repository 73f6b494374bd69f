//! The header of a list, and which of its columns holds what.

use super::text::{FirstRecords, Record, cells_of};
use crate::answers::formats::decoder::trimmed;
use crate::answers::formats::framing::{DELIMITERS, line_breaks};
use crate::answers::formats::table::{Cells, Reader, RowPlace, is_nearly, shown, unknown_columns};
use crate::answers::name_key;
use crate::diag::{Code, Diagnostic};
use crate::language::grammar;

/// What a list holds.
#[derive(Debug)]
pub(super) struct Shape {
    /// The names of its columns.
    pub(super) columns: &'static [&'static str],
    /// The columns that it needs.
    pub(super) needed: &'static [&'static str],
    /// True where one of them is enough.
    pub(super) one_is_enough: bool,
    /// True for a list that may have no header, and then one code in each line.
    pub(super) may_be_plain: bool,
    /// What an empty list lacks.
    pub(super) what: &'static str,
}

/// A list whose columns are known.
#[derive(Debug)]
pub(super) struct List<'l> {
    pub(super) shape: &'static Shape,
    pub(super) file: &'l str,
    pub(super) delimiter: u8,
    /// True for the text of a sheet: places are rows and cells.
    pub(super) is_sheet: bool,
    /// The headings.
    pub(super) names: Vec<String>,
    /// Where each column of the shape stands.
    pub(super) columns: Vec<Option<usize>>,
    /// The bytes below the header, and the line on which they begin, from 1.
    pub(super) rows: &'l [u8],
    pub(super) line: usize,
    /// True for a list without a header.
    pub(super) is_plain: bool,
    /// Warnings about the header.
    pub(super) warnings: Vec<Diagnostic>,
}

impl Shape {
    /// Where each column stands among these headings.
    fn columns_in(&self, names: &[String]) -> Vec<Option<usize>> {
        let keys: Vec<String> = names.iter().map(|name| name_key(name)).collect();
        self.columns.iter().map(|column| keys.iter().position(|key| key == column)).collect()
    }

    /// True where the columns that are needed are among those that stand there.
    fn has_needed(&self, columns: &[Option<usize>]) -> bool {
        let missing = self.missing(columns).len();
        missing == 0 || (self.one_is_enough && missing < self.needed.len())
    }

    /// The columns that are needed and are not there.
    fn missing(&self, columns: &[Option<usize>]) -> Vec<&'static str> {
        let has = |name: &&str| self.columns.iter().zip(columns).any(|(column, at)| column == name && at.is_some());
        self.needed.iter().copied().filter(|name| !has(name)).collect()
    }

    /// The header with its place among the records: one with what is needed before others, then that with the most known
    /// columns, the first of several.
    pub(super) fn header_among(
        &self,
        records: &[Record<'_>],
        separator: Option<u8>,
    ) -> Option<(usize, u8, Vec<String>)> {
        let mut best = None;
        for (at, record) in records.iter().enumerate() {
            for delimiter in separator.map_or(DELIMITERS.to_vec(), |separator| vec![separator]) {
                let names = cells_of(record.text, delimiter);
                let columns = self.columns_in(&names);
                let rank = (self.has_needed(&columns), columns.iter().flatten().count());
                if rank.1 > 0 && best.as_ref().is_none_or(|(most, _)| rank > *most) {
                    best = Some((rank, (at, delimiter, names)));
                }
            }
        }
        best.map(|(_, header)| header)
    }

    /// These columns, in words.
    fn in_words(&self, columns: &[&str]) -> String {
        let quoted: Vec<String> = columns.iter().map(|name| format!("`{name}`")).collect();
        if self.one_is_enough { grammar::or(&quoted) } else { grammar::and(&quoted) }
    }

    /// The header of a list with all columns.
    fn example(&self) -> String {
        format!("a header such as `{}`", self.columns.join(","))
    }
}

impl<'l> List<'l> {
    /// Finds the header of a text and what its columns hold.
    ///
    /// # Errors
    /// Everything for which no row can be read by it.
    pub(super) fn new(
        shape: &'static Shape,
        file: &'l str,
        text: &'l [u8],
        is_sheet: bool,
    ) -> Result<Self, Vec<Diagnostic>> {
        let FirstRecords { records, separator, open } = FirstRecords::of(text);
        let Some(first) = records.first() else {
            let problem = if let Some((line, text)) = open {
                let place = RowPlace { file, delimiter: DELIMITERS[0], is_sheet, row: text, line };
                let problem = Diagnostic::of_file(Code::OpenQuote, "", "a quote is opened in this line and not closed");
                place.place(None, problem).hint("close the quote, or remove it")
            } else {
                let problem = Diagnostic::of_file(Code::MissingField, file, "the list is empty");
                problem.expected(format!("{}, and {} below it", shape.example(), shape.what))
            };
            return Err(vec![problem]);
        };
        let Some((at, delimiter, names)) = shape.header_among(&records, separator) else {
            return Self::without_header(shape, file, (text, first), separator, is_sheet)
                .map_err(|problem| vec![*problem]);
        };
        let Record { line, end, text: header } = records[at];
        let mut list = Self {
            shape,
            file,
            delimiter,
            is_sheet,
            columns: shape.columns_in(&names),
            names,
            rows: &text[end..],
            line: line_breaks(&text[..end]) + 1,
            is_plain: false,
            warnings: Vec::new(),
        };
        let problems = list.check(&list.place(trimmed(header), line));
        if !problems.is_empty() {
            return Err(problems);
        }
        if at > 0 {
            let message = format!("the header stands in line {line}; the lines above it are left out");
            list.warnings.push(Diagnostic::of_file(Code::LinesAbove, file, message));
        }
        let unknown: Vec<&str> = list.unknown().into_iter().map(|at| list.names[at].as_str()).collect();
        let unknown = unknown_columns(file, &unknown);
        list.warnings.extend(unknown);
        Ok(list)
    }

    /// A row of the list in its file.
    pub(super) fn place<'r>(&'r self, row: &'r [u8], line: usize) -> RowPlace<'r> {
        RowPlace { file: self.file, delimiter: self.delimiter, is_sheet: self.is_sheet, row, line }
    }

    /// The columns that are none of the shape.
    fn unknown(&self) -> Vec<usize> {
        let is_unknown = |at: &usize| !self.columns.contains(&Some(*at)) && !self.names[*at].is_empty();
        (0..self.names.len()).filter(is_unknown).collect()
    }

    /// The problems of columns that are not those of the shape.
    fn check(&self, header: &RowPlace<'_>) -> Vec<Diagnostic> {
        let problem = |at, code, message: String| header.place(at, Diagnostic::of_file(code, "", message));
        let (shape, mut problems) = (self.shape, Vec::new());
        let absent = || shape.columns.iter().zip(&self.columns).filter(|(_, at)| at.is_none()).map(|(name, _)| *name);
        let mut missing = shape.missing(&self.columns);
        for at in self.unknown() {
            let key = name_key(&self.names[at]);
            if shape.columns.contains(&key.as_str()) {
                let message = format!("the column `{key}` stands twice in the header");
                problems.push(problem(Some(at), Code::RepeatedField, message).hint("keep one of the two"));
            } else if let Some(near) = absent().find(|column| is_nearly(column, &key)) {
                let message = format!("the column `{}` is nearly `{near}`", shown(&self.names[at]));
                let hint = format!("rename it to `{near}`; if it is something else, give it another name");
                problems.push(problem(Some(at), Code::NearColumn, message).hint(hint));
                missing.retain(|name| *name != near);
            }
        }
        // What is nearly there is not missing: it was named.
        let is_settled = missing.is_empty() || (shape.one_is_enough && missing.len() < shape.needed.len());
        if !is_settled {
            let columns = if missing.len() == 1 || shape.one_is_enough { "column" } else { "columns" };
            let message = format!("the header has no {columns} {}", shape.in_words(&missing));
            let problem = problem(None, Code::MissingField, message).expected(shape.example());
            problems.push(problem.hint("write the missing headings above their columns, in any order"));
        }
        problems
    }

    /// A list of which no record has a known heading: one code in each line, where the shape allows that.
    fn without_header(
        shape: &'static Shape,
        file: &'l str,
        (text, first): (&'l [u8], &Record<'_>),
        separator: Option<u8>,
        is_sheet: bool,
    ) -> Result<Self, Box<Diagnostic>> {
        let widest =
            separator.into_iter().chain(DELIMITERS).map(|delimiter| (delimiter, cells_of(first.text, delimiter)));
        let (widest, cells) = widest.rev().max_by_key(|(_, cells)| cells.len()).unwrap_or_default();
        let near = cells.iter().enumerate().find_map(|(at, cell)| {
            let key = name_key(cell);
            // `respondent1` is the code of somebody.
            let is_word = !key.contains(char::is_numeric);
            Some((at, *shape.columns.iter().find(|column| is_word && is_nearly(column, &key))?))
        });
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let place = |delimiter| RowPlace { file, delimiter, is_sheet, row: trimmed(first.text), line: first.line };
        if !shape.may_be_plain || filled > 1 || near.is_some() {
            let message = format!("no line is a header with {}", shape.in_words(shape.needed));
            let problem = Diagnostic::of_file(Code::MissingField, "", message);
            let problem = place(widest).place(near.map(|(at, _)| at), problem).expected(shape.example());
            return Err(Box::new(problem.hint(match near {
                Some((at, near)) => format!("did you mean `{near}` by `{}`?", shown(&cells[at])),
                None => "write the headings above the columns, in any order".to_owned(),
            })));
        }
        let code = shown(cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str));
        let message =
            format!("the list has no header: each line is taken as the code of a person, the first as `{code}`");
        let warning = place(widest).place(None, Diagnostic::of_file(Code::PlainList, "", message));
        let rows = &text[first.end - first.text.len()..];
        Ok(Self {
            shape,
            file,
            delimiter: separator.unwrap_or_else(|| delimiter_of(rows)),
            is_sheet,
            names: vec![shape.columns[0].to_owned()],
            columns: (0..shape.columns.len()).map(|at| (at == 0).then_some(0)).collect(),
            rows,
            line: first.line,
            is_plain: true,
            warnings: vec![warning.hint("write `respondent` above codes, `label` above names")],
        })
    }
}

/// The delimiter of rows without a header: the first that some row has between its cells.
fn delimiter_of(rows: &[u8]) -> u8 {
    let divides = |delimiter: &u8| {
        let (mut reader, mut cells, mut at) = (Reader::below_header(*delimiter), Cells::default(), 0);
        while let Some(taken) = cells.read(&mut reader, &rows[at..]) {
            at += taken;
            if cells.iter().nth(1).is_some() {
                return true;
            }
        }
        false
    };
    DELIMITERS.into_iter().find(divides).unwrap_or(DELIMITERS[0])
}
