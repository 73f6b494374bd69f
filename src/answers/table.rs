//! A wide table of answers: one row for each respondent, one column for each item.
//!
//! The header decides what the columns are ([`Layout`]); rows are then read one by one into the same [`Row`].
//! Comma, semicolon or tab separate cells: whichever makes the header name most of what is known.

use super::{Cut, LONGEST_NAME, Row, State};
use crate::clock::Timestamp;
use crate::diag::{Code, Diagnostic, Position};
use crate::model::{Background, Education, FormIx, Id, ItemIx, Licence, MOST_YEARS, Pack, Region};
use crate::words;

/// What may separate cells, the most likely first.
pub(super) const DELIMITERS: [u8; 3] = *b",;\t";

/// How a file that is not UTF-8 text can be mended.
const SAVE_AS_UTF8: &str = "save the table as UTF-8 (`CSV UTF-8` in a spreadsheet)";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Respondent,
    Role,
    Form,
    Education,
    Years,
    Licences,
    Region,
    Started,
    Finished,
    /// The answers to an item; with the position of its scale in [`Layout::scales`].
    Item(ItemIx, usize),
    Unknown,
}

/// The columns that are not items, by name.
const NAMED: &[(&str, Column)] = &[
    ("respondent", Column::Respondent),
    ("role", Column::Role),
    ("form", Column::Form),
    ("education", Column::Education),
    ("experience-years", Column::Years),
    ("licences", Column::Licences),
    ("region", Column::Region),
    ("started", Column::Started),
    ("finished", Column::Finished),
];

/// The state behind each cell of one letter.
type Letters = [Option<State>; 256];

/// The columns of one table.
#[derive(Clone, Debug)]
pub struct Layout {
    delimiter: u8,
    line_break: &'static [u8],
    names: Vec<String>,
    columns: Vec<Column>,
    scales: Vec<Letters>,
    /// The forms that have an item among the columns: the default first, then in the pack's order.
    forms: Vec<FormIx>,
}

/// The cells of one row, without quotes; used again for the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl Cells {
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends[..self.count].iter().map(move |end| {
            let cell = &self.text[start..*end];
            start = *end;
            cell
        })
    }

    /// Reads the next row of the input; gives how many bytes it took, or `None` at the end.
    pub(super) fn read(&mut self, reader: &mut csv_core::Reader, input: &[u8]) -> Option<usize> {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        let (mut taken, mut written, mut count) = (0, 0, 0);
        loop {
            let (result, read, wrote, ended) =
                reader.read_record(&input[taken..], &mut self.text[written..], &mut self.ends[count..]);
            taken += read;
            written += wrote;
            count += ended;
            match result {
                OutputFull => self.text.resize((self.text.len() * 2).max(1024), 0),
                OutputEndsFull => self.ends.resize((self.ends.len() * 2).max(64), 0),
                // The next call, with nothing left, ends the last row.
                InputEmpty => {}
                Record => {
                    self.count = count;
                    return Some(taken);
                }
                End => return None,
            }
        }
    }
}

/// A problem in a cell, or in the whole row.
#[derive(Debug)]
pub(super) struct CellProblem {
    column: Option<usize>,
    code: Code,
    message: String,
    expected: Option<String>,
    hint: Option<String>,
}

impl CellProblem {
    /// As a diagnostic on the row that begins at this line of the file.
    pub(super) fn place(self, file: &str, layout: &Layout, row: &[u8], line: usize) -> Diagnostic {
        let before = &row[..self.column.map_or(0, |column| layout.start_of_cell(row, column))];
        let text = String::from_utf8_lossy(before);
        let in_line = text.rsplit('\n').next().unwrap_or_default();
        let position = Position {
            line: line + text.matches('\n').count(),
            column: in_line.trim_start_matches('\u{feff}').chars().count() + 1,
        };
        let mut diagnostic = Diagnostic::of_file(self.code, file, self.message);
        diagnostic.position = Some(position);
        let excerpt = String::from_utf8_lossy(row);
        let excerpt = excerpt.lines().nth(position.line - line).unwrap_or_default();
        diagnostic.excerpt = Some(words::clean(excerpt).replace('\t', " "));
        diagnostic.expected = self.expected;
        diagnostic.hint = self.hint;
        diagnostic
    }
}

impl Layout {
    /// Reads the header. Unknown columns are warnings.
    ///
    /// # Errors
    /// Why no row below this header can be read.
    pub fn read(pack: &Pack, file: &str, header: &[u8]) -> Result<(Self, Vec<Diagnostic>), Box<Diagnostic>> {
        let problem = |code, message: String| {
            let mut problem = Diagnostic::of_file(code, file, message);
            problem.position = Some(Position { line: 1, column: 1 });
            problem
        };
        let has_utf16_mark = header.starts_with(&[0xff, 0xfe]) || header.starts_with(&[0xfe, 0xff]);
        if has_utf16_mark || header.contains(&0) {
            return Err(Box::new(problem(Code::NotUtf8, "the table is UTF-16 text".to_owned()).hint(SAVE_AS_UTF8)));
        }
        let Ok(text) = std::str::from_utf8(header) else {
            return Err(Box::new(problem(Code::NotUtf8, "the header is not UTF-8 text".to_owned()).hint(SAVE_AS_UTF8)));
        };
        let [mut layout, others @ ..] = DELIMITERS.map(|delimiter| Self::split(pack, text, delimiter));
        for other in others {
            if other.known() > layout.known() {
                layout = other;
            }
        }
        let first = Cells::default().read(&mut layout.reader(), header).unwrap_or(header.len());
        if !header[first..].trim_ascii().is_empty() {
            let message = "the lines of the table end with carriage returns alone".to_owned();
            return Err(Box::new(problem(Code::OpenQuote, message).hint(SAVE_AS_UTF8)));
        }
        let columns = || layout.columns.iter().zip(&layout.names).enumerate();
        if !layout.columns.contains(&Column::Respondent) {
            let near = columns().filter(|(_, (column, _))| **column == Column::Unknown);
            let near = near.map(|(_, (_, name))| name).find(|name| words::did_you_mean(name, ["respondent"]).is_some());
            let hint = match near {
                Some(near) => format!("rename the column `{near}` to `respondent`"),
                None => {
                    "give each row a pseudonym in a column `respondent`; `skillgap template --format csv` prints a \
                         header"
                        .to_owned()
                }
            };
            let message = "the header has no column `respondent`".to_owned();
            return Err(Box::new(problem(Code::MissingField, message).hint(hint)));
        }
        if layout.forms.is_empty() {
            let message = format!("the header has no column of an item of the pack `{}`", pack.id());
            let hint = "`skillgap template --format csv` prints a header; name another pack with `--pack`";
            return Err(Box::new(problem(Code::MissingField, message).hint(hint)));
        }
        let mut unknown = Vec::new();
        for (at, (column, name)) in columns() {
            if *column != Column::Unknown && layout.columns[..at].contains(column) {
                let message = format!("the column `{name}` stands twice in the header");
                return Err(Box::new(problem(Code::RepeatedField, message).hint("keep one of the two")));
            }
            if *column == Column::Unknown {
                unknown.push(name.as_str());
            }
        }
        let warnings = unknown_columns(pack, file, &unknown).into_iter().collect();
        Ok((layout, warnings))
    }

    /// The header split at one delimiter.
    fn split(pack: &Pack, header: &str, delimiter: u8) -> Self {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let mut cells = Cells::default();
        let count = cells.read(&mut reader, header.as_bytes()).map_or(0, |_| cells.count);
        let names = cells.iter().take(count).map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        let names: Vec<String> = names.map(|name| words::one_line(&name)).collect();
        let mut layout = Self {
            delimiter,
            line_break: if header.ends_with("\r\n") { b"\r\n" } else { b"\n" },
            columns: Vec::new(),
            scales: Vec::new(),
            forms: Vec::new(),
            names,
        };
        for name in &layout.names {
            let about = NAMED.iter().find(|(known, _)| known == name).map(|(_, column)| *column);
            let column = about.or_else(|| {
                let item = pack.find_item(name)?;
                let letters = letters(pack, item);
                let scale = layout.scales.iter().position(|known| *known == letters).unwrap_or_else(|| {
                    layout.scales.push(letters);
                    layout.scales.len() - 1
                });
                Some(Column::Item(item, scale))
            });
            layout.columns.push(column.unwrap_or(Column::Unknown));
        }
        let all = std::iter::once(pack.default_form()).chain((0..pack.forms().len()).map(FormIx::new));
        for form in all {
            let asked =
                |column: &Column| matches!(column, Column::Item(item, _) if pack.form(form).items.contains(item));
            if layout.columns.iter().any(asked) && !layout.forms.contains(&form) {
                layout.forms.push(form);
            }
        }
        layout
    }

    /// How many columns are known.
    fn known(&self) -> usize {
        self.columns.iter().filter(|column| **column != Column::Unknown).count()
    }

    /// Where the rows below this header can be cut.
    pub fn cut(&self) -> Cut {
        Cut::Table(self.delimiter)
    }

    /// How the lines of the table end.
    pub fn line_break(&self) -> &'static [u8] {
        self.line_break
    }

    /// What reads the rows below this header. Made anew, since a clone of a `csv_core` reader does not work.
    pub(super) fn reader(&self) -> csv_core::Reader {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(self.delimiter).build();
        // A reader that has begun does not look for the mark of an encoding, which stands before a header only.
        reader.read_record(&[], &mut [0], &mut [0]);
        reader
    }

    /// Where a cell of a row begins, in bytes.
    fn start_of_cell(&self, row: &[u8], column: usize) -> usize {
        let mut reader = self.reader();
        let (mut at, mut passed, mut sink) = (0, 0, [0; 64]);
        while passed < column {
            let (result, read, _) = reader.read_field(&row[at..], &mut sink);
            at += read;
            match result {
                csv_core::ReadFieldResult::Field { .. } => passed += 1,
                csv_core::ReadFieldResult::OutputFull => {}
                csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::End => break,
            }
        }
        at
    }

    /// Reads the cells of one row. Notes every problem; the row is of use when none of them is an error.
    pub(super) fn decode<'c>(
        &self,
        pack: &Pack,
        mut cells: impl Iterator<Item = &'c [u8]>,
        row: &mut Row,
        problems: &mut Vec<CellProblem>,
    ) {
        row.clear(pack);
        let mut form = None;
        for (at, column) in self.columns.iter().enumerate() {
            let Some(cell) = cells.next() else { return self.ragged(at, problems) };
            match column {
                Column::Item(item, scale) => {
                    let state = match cell {
                        [] => continue,
                        [letter] => self.scales[*scale][usize::from(*letter)],
                        _ => long_cell(pack, *item, cell),
                    };
                    match state {
                        Some(state) => row.states[item.get()] = state,
                        None => problems.push(off_scale(pack, *item, at, cell)),
                    }
                }
                Column::Respondent => self.respondent(at, cell, row, problems),
                Column::Unknown => {}
                _ => {
                    if let Some(text) = self.text(at, cell, problems).filter(|text| !text.is_empty()) {
                        self.about(pack, *column, at, text, row, &mut form, problems);
                    }
                }
            }
        }
        match cells.count() {
            0 => self.choose_form(pack, form, row, problems),
            more => self.ragged(self.columns.len() + more, problems),
        }
    }

    /// A row of another length than the header: nothing else that is said of it could be relied on.
    fn ragged(&self, cells: usize, problems: &mut Vec<CellProblem>) {
        problems.clear();
        let found = words::count(cells, "cell", "cells");
        problems.push(CellProblem {
            column: None,
            code: Code::RaggedRow,
            message: format!("the row has {found}, the header {}", self.columns.len()),
            expected: None,
            hint: Some("look for a missing or stray delimiter, or a quote that is not closed".to_owned()),
        });
    }

    /// The cells of a row that has no quotes.
    pub(super) fn plain_cells<'c>(&self, row: &'c [u8]) -> impl Iterator<Item = &'c [u8]> + use<'c> {
        let delimiter = self.delimiter;
        row.split(move |byte| *byte == delimiter)
    }

    /// The text of a cell, without white space around it.
    fn text<'c>(&self, at: usize, cell: &'c [u8], problems: &mut Vec<CellProblem>) -> Option<&'c str> {
        let text = std::str::from_utf8(cell).ok();
        if text.is_none() {
            problems.push(CellProblem {
                column: Some(at),
                code: Code::NotUtf8,
                message: format!("the cell of `{}` is not UTF-8 text", self.names[at]),
                expected: None,
                hint: Some(SAVE_AS_UTF8.to_owned()),
            });
        }
        text.map(str::trim)
    }

    fn respondent(&self, at: usize, cell: &[u8], row: &mut Row, problems: &mut Vec<CellProblem>) {
        let Some(text) = self.text(at, cell, problems) else { return };
        if words::is_one_line(text) {
            row.respondent.push_str(text);
        } else {
            row.respondent.push_str(&words::one_line(text));
        }
        let length = row.respondent.chars().count();
        let (code, message, expected) = match length {
            0 => (Code::EmptyText, "`respondent` is empty".to_owned(), "a pseudonym".to_owned()),
            1..=LONGEST_NAME => return,
            _ => {
                let message = format!("`respondent` has {length} characters");
                (Code::LongText, message, format!("at most {LONGEST_NAME}"))
            }
        };
        problems.push(CellProblem { column: Some(at), code, message, expected: Some(expected), hint: None });
    }

    /// Reads a cell about the person, or of the role or form.
    #[expect(clippy::too_many_arguments, reason = "one call; each is a part of the row")]
    fn about(
        &self,
        pack: &Pack,
        column: Column,
        at: usize,
        text: &str,
        row: &mut Row,
        form: &mut Option<FormIx>,
        problems: &mut Vec<CellProblem>,
    ) {
        let background: &mut Background = &mut row.background;
        let known = match column {
            Column::Role => {
                row.role = pack.find_role(text);
                row.role.is_some()
            }
            Column::Form => {
                *form = pack.find_form(text);
                form.is_some()
            }
            Column::Education => {
                background.education = word(Education::WORDS, text);
                background.education.is_some()
            }
            Column::Region => {
                background.region = word(Region::WORDS, text);
                background.region.is_some()
            }
            Column::Years => {
                background.experience_years =
                    whole(text).filter(|years| *years <= MOST_YEARS).and_then(|years| u32::try_from(years).ok());
                background.experience_years.is_some()
            }
            Column::Started => {
                row.started = Timestamp::parse(text);
                row.started.is_some()
            }
            Column::Finished => {
                row.finished = Timestamp::parse(text);
                row.finished.is_some()
            }
            _ => {
                background.licences = licences(text);
                background.licences.is_some()
            }
        };
        if known {
            return;
        }
        let name = &self.names[at];
        let words: Vec<&str> = match column {
            Column::Role => pack.roles().iter().map(|role| role.id.as_str()).collect(),
            Column::Form => pack.forms().iter().map(|form| form.id.as_str()).collect(),
            Column::Education => Education::WORDS.iter().map(|(word, _)| *word).collect(),
            Column::Region => Region::WORDS.iter().map(|(word, _)| *word).collect(),
            Column::Licences => Licence::WORDS.iter().map(|(word, _)| *word).chain([NO_LICENCE]).collect(),
            _ => Vec::new(),
        };
        let (code, expected) = match column {
            Column::Years => (Code::OutOfRange, format!("a whole number from 0 to {MOST_YEARS}")),
            Column::Started | Column::Finished => (Code::BadDate, "a time such as 2026-11-23T09:00:00Z".to_owned()),
            _ => (Code::UnknownWord, words::join(&words, "or")),
        };
        let hint = words::did_you_mean(text, words.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        let message = format!("unknown {name}: `{}`", shown(text));
        problems.push(CellProblem { column: Some(at), code, message, expected: Some(expected), hint });
    }

    /// The form that the row names, or the first that has every item which is answered.
    fn choose_form(&self, pack: &Pack, named: Option<FormIx>, row: &mut Row, problems: &mut Vec<CellProblem>) {
        row.form = named.unwrap_or(self.forms[0]);
        if named.is_none() && self.forms.len() == 1 {
            return;
        }
        let stray = |form: FormIx| {
            let items = &pack.form(form).items;
            self.columns.iter().position(|column| match column {
                Column::Item(item, _) => row.states[item.get()] != State::UNANSWERED && !items.contains(item),
                _ => false,
            })
        };
        let fits = named.or_else(|| self.forms.iter().copied().find(|form| stray(*form).is_none()));
        let Some(form) = fits else {
            problems.push(CellProblem {
                column: None,
                code: Code::NoForm,
                message: "no form asks all the items that are answered in this row".to_owned(),
                expected: None,
                hint: Some("split the row by form, or name the form to score in a column `form`".to_owned()),
            });
            return;
        };
        if let Some(column) = stray(form) {
            let message =
                format!("`{}` is not in the form `{}`; it is not scored", self.names[column], pack.form(form).id);
            problems.push(CellProblem {
                column: Some(column),
                code: Code::NotInForm,
                message,
                expected: None,
                hint: None,
            });
        }
        row.form = form;
    }
}

/// How a cell says that a person holds no licence.
const NO_LICENCE: &str = "none";

/// Licences joined by `;`.
fn licences(text: &str) -> Option<Vec<Licence>> {
    if text == NO_LICENCE {
        return Some(Vec::new());
    }
    text.split([';', ',']).map(|word| self::word(Licence::WORDS, word.trim())).collect()
}

fn word<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
}

/// A whole number of at least 0, also with a fraction of zeros: programs that know missing values as fractions
/// write `3.0`, or `3,0` where that is the custom.
fn whole(text: &str) -> Option<i64> {
    let (digits, zeros) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain(digits) && plain(zeros) && zeros.bytes().all(|zero| zero == b'0')).then(|| digits.parse().ok()).flatten()
}

/// The state behind a cell of more than one letter.
fn long_cell(pack: &Pack, item: ItemIx, cell: &[u8]) -> Option<State> {
    match std::str::from_utf8(cell).ok()?.trim() {
        "" => Some(State::UNANSWERED),
        "NA" => Some(State::NOT_APPLICABLE),
        "?" => Some(State::UNSURE),
        text => State::option(pack.option_position(item, whole(text)?)?),
    }
}

/// The states behind all cells of one letter.
fn letters(pack: &Pack, item: ItemIx) -> Letters {
    std::array::from_fn(|letter| {
        let letter = u8::try_from(letter).ok().filter(u8::is_ascii)?;
        long_cell(pack, item, &[letter])
    })
}

fn off_scale(pack: &Pack, item: ItemIx, column: usize, cell: &[u8]) -> CellProblem {
    let text = shown(&String::from_utf8_lossy(cell));
    let hint = if ["na", "n/a", "n.a."].contains(&text.to_lowercase().as_str()) {
        Some("write `NA` for what does not apply")
    } else if long_cell(pack, item, text.replace(UNSEEN, "").as_bytes()).is_some() {
        Some("the cell holds letters that do not show: empty it and type the rating again")
    } else {
        None
    };
    let values: Vec<String> = pack.options(item).iter().map(|option| option.value.to_string()).collect();
    CellProblem {
        column: Some(column),
        code: Code::RatingOffScale,
        message: format!("`{text}` is not a rating of `{}`", pack.item(item).id),
        expected: Some(format!("{}, `NA`, `?` or an empty cell", words::join(&values, "or"))),
        hint: hint.map(str::to_owned),
    }
}

/// Letters without a width, as texts copied from pages have them.
const UNSEEN: [char; 6] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}'];

/// At most 40 characters of a cell, for messages.
fn shown(text: &str) -> String {
    let text = words::one_line(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(37).chain("...".chars()).collect() }
}

/// One warning that names all columns that are ignored.
fn unknown_columns(pack: &Pack, file: &str, unknown: &[&str]) -> Option<Diagnostic> {
    if unknown.is_empty() {
        return None;
    }
    let shown: Vec<String> = unknown.iter().take(10).map(|name| format!("`{}`", self::shown(name))).collect();
    let more = unknown.len() - shown.len();
    let list = if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { words::join(&shown, "and") };
    let message =
        format!("{} ignored: {list}", words::count(unknown.len(), "unknown column is", "unknown columns are"));
    let known = || NAMED.iter().map(|(name, _)| *name).chain(pack.items().iter().map(|item| item.id.as_str()));
    let near = unknown.iter().take(100).find_map(|name| Some((name, words::did_you_mean(name, known())?)));
    let mut warning = Diagnostic::of_file(Code::UnknownColumn, file, message);
    if let Some((name, near)) = near {
        warning = warning.hint(format!("if `{}` is meant to be `{near}`, rename it", self::shown(name)));
    }
    Some(warning)
}
