//! The header of a table: its delimiter, and what each column holds.
//!
//! Comma, semicolon or tab separate cells: the one with which the header has the most known columns.

use super::cells::Cells;
use super::values::{long_cell, shown};
use crate::answers::formats::framing::DELIMITERS;
use crate::answers::{FACTS, State};
use crate::diag::{Code, Diagnostic, Position, did_you_mean};
use crate::language::grammar;
use crate::model::{BackgroundFact, FormIx, Id, ItemIx, Pack};
use crate::sanitise;

/// The fix for a file that is not UTF-8 text.
pub(super) const SAVE_AS_UTF8: &str = "save the table as UTF-8 (`CSV UTF-8` in a spreadsheet)";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Respondent,
    /// The pack that the row belongs to.
    Pack,
    Role,
    Form,
    /// A name or a number for people to read.
    Label,
    /// The group of a class; it is in no score.
    Group,
    /// The resources that the person holds.
    Holds,
    /// A fact of the background.
    Fact(BackgroundFact),
    Started,
    Finished,
    /// The answers to an item; with the position of its scale in [`Layout::scales`].
    Item(ItemIx, usize),
    Unknown,
}

/// The columns that are neither items nor facts, by name.
const NAMED: &[(&str, Column)] = &[
    ("respondent", Column::Respondent),
    ("pack", Column::Pack),
    ("role", Column::Role),
    ("form", Column::Form),
    ("label", Column::Label),
    ("group", Column::Group),
    ("holds", Column::Holds),
    ("started", Column::Started),
    ("finished", Column::Finished),
];

/// The columns that are not items, by name.
fn named() -> impl Iterator<Item = (&'static str, Column)> {
    NAMED.iter().copied().chain(FACTS.iter().map(|field| (field.name(), Column::Fact(field.fact))))
}

/// The state of each cell of one byte.
pub(super) type Letters = [Option<State>; 256];

/// The columns of one table. It decodes the rows below the header.
#[derive(Clone, Debug)]
pub struct Layout {
    pub(super) delimiter: u8,
    /// The header as it was read.
    pub(super) header: Vec<u8>,
    pub(super) names: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) scales: Vec<Letters>,
    /// The forms that have an item among the columns: the default first, then in the pack's order.
    pub(super) forms: Vec<FormIx>,
}

impl Layout {
    /// Reads the header. Unknown columns are warnings.
    ///
    /// # Errors
    /// When no row below this header can be read.
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
            let near = near.map(|(_, (_, name))| name).find(|name| did_you_mean(name, ["respondent"]).is_some());
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
        cells.read(&mut reader, header.as_bytes());
        let names = cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        let names: Vec<String> = names.map(|name| sanitise::one_line(&name)).collect();
        let mut layout = Self {
            delimiter,
            header: header.as_bytes().to_vec(),
            columns: Vec::new(),
            scales: Vec::new(),
            forms: Vec::new(),
            names,
        };
        for name in &layout.names {
            let about = named().find(|(known, _)| known == name).map(|(_, column)| column);
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

    /// A new reader of the rows below this header; a clone of a `csv_core` reader does not work.
    pub(super) fn reader(&self) -> csv_core::Reader {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(self.delimiter).build();
        // A reader that has begun does not look for a byte order mark, which only a header can have before it.
        reader.read_record(&[], &mut [0], &mut [0]);
        reader
    }
}

/// The id of the pack that the first row of a table names in a column `pack`; `None` where there is no such column.
pub(in crate::answers::formats) fn named_pack(text: &[u8]) -> Option<String> {
    DELIMITERS.iter().find_map(|delimiter| {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(*delimiter).build();
        let mut cells = Cells::default();
        let header = cells.read(&mut reader, text)?;
        let column = cells.iter().position(|name| name.trim_ascii() == b"pack")?;
        cells.read(&mut reader, &text[header..])?;
        let id = std::str::from_utf8(cells.iter().nth(column)?).ok()?.trim();
        (!id.is_empty()).then(|| id.to_owned())
    })
}

/// The states of all cells of one byte.
fn letters(pack: &Pack, item: ItemIx) -> Letters {
    std::array::from_fn(|letter| {
        let letter = u8::try_from(letter).ok().filter(u8::is_ascii)?;
        long_cell(pack, item, &[letter])
    })
}

/// One warning that names all columns that are ignored.
fn unknown_columns(pack: &Pack, file: &str, unknown: &[&str]) -> Option<Diagnostic> {
    if unknown.is_empty() {
        return None;
    }
    let listed: Vec<String> = unknown.iter().take(10).map(|name| format!("`{}`", shown(name))).collect();
    let more = unknown.len() - listed.len();
    let list = if more > 0 { format!("{} and {more} more", listed.join(", ")) } else { grammar::and(&listed) };
    let message =
        format!("{} ignored: {list}", grammar::count(unknown.len(), "unknown column is", "unknown columns are"));
    let known = || named().map(|(name, _)| name).chain(pack.items().iter().map(|item| item.id.as_str()));
    let near = unknown.iter().take(100).find_map(|name| Some((name, did_you_mean(name, known())?)));
    let mut warning = Diagnostic::of_file(Code::UnknownColumn, file, message);
    if let Some((name, near)) = near {
        warning = warning.hint(format!("if `{}` is meant to be `{near}`, rename it", shown(name)));
    }
    Some(warning)
}
