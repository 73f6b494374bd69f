//! Scores of many people as a spreadsheet.

use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError};

use super::book::{ROWS, Unwritable, column_number, fitting, properties, title};
use crate::batch::{Codebook, Decimal, MoreColumns, SheetRow, Standings, Tally};
use crate::facts::columns::{self, CellKind, Column, Missing};
use crate::language::columns as words;
use crate::model::{Id, Need, Pack, RoleIx, Target};

/// The rows of titles and names above the people.
const HEAD: u32 = 2;

/// The most people of one spreadsheet.
pub const MOST_PEOPLE: u32 = ROWS - HEAD;

/// The sheets, in order.
const PEOPLE: usize = 0;
const COMPETENCIES: usize = 1;
const COLUMNS: usize = 2;

/// A spreadsheet of scores: a sheet of people, one of competencies, and one that explains every column. People are written
/// to a temporary file as they come.
pub struct Scores<'p> {
    pack: &'p Pack,
    more: MoreColumns,
    workbook: Workbook,
    formats: Formats,
    columns: Vec<(Column, CellKind)>,
    /// The next row of the sheet of people.
    row: u32,
    tally: Tally,
}

/// How cells look.
struct Formats {
    title: Format,
    name: Format,
    text: Format,
    id: Format,
    wrapped: Format,
    share: Format,
    level: Format,
    whole: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        Self {
            title: plain().set_bold().set_text_wrap(),
            name: plain().set_font_color("595959").set_border_bottom(FormatBorder::Thin),
            // What a person wrote stays text when somebody edits the cell. Excel shows no long text in this format, which is
            // why ids, lists and descriptions do not have it.
            text: plain().set_num_format("@"),
            id: plain(),
            wrapped: plain().set_text_wrap(),
            share: plain().set_num_format("0%"),
            level: plain().set_num_format("0.00"),
            whole: plain().set_num_format("0"),
        }
    }

    fn of(&self, kind: CellKind) -> &Format {
        match kind {
            CellKind::Text => &self.text,
            CellKind::OneOf | CellKind::SeveralOf(_) => &self.id,
            CellKind::Share => &self.share,
            CellKind::Level(..) | CellKind::Gap(_) => &self.level,
            CellKind::Count(_) | CellKind::Whole(..) | CellKind::WholeLevel(..) => &self.whole,
        }
    }
}

impl<'p> Scores<'p> {
    /// A spreadsheet without people. Until it is saved, rows are kept in a temporary file without a name in `folder`.
    ///
    /// # Errors
    /// When there is no place for that file.
    pub fn new(pack: &'p Pack, more: MoreColumns, folder: &Path) -> Result<Self, Unwritable> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?;
        workbook.set_properties(&properties(&title(pack))?);
        let formats = Formats::new();
        let columns: Vec<(Column, CellKind)> = columns::of_people_sheet(pack, more.next, more.label)
            .into_iter()
            .map(|column| (column, column.kind(pack)))
            .collect();
        let sheet = workbook.add_worksheet_with_constant_memory()?.set_name(Codebook::PEOPLE)?;
        head(sheet, pack, &columns, 1, &formats)?;
        workbook.add_worksheet().set_name(Codebook::COMPETENCIES)?;
        workbook.add_worksheet().set_name("Columns")?;
        Ok(Self { pack, more, workbook, formats, columns, row: HEAD, tally: Tally::new(pack) })
    }

    /// Adds rows, as batch scoring writes them for a spreadsheet.
    ///
    /// # Errors
    /// When a sheet cannot hold so many people, or the temporary file cannot be written.
    pub fn add(&mut self, rows: &[u8]) -> Result<(), Unwritable> {
        let sheet = self.workbook.worksheet_from_index(PEOPLE)?;
        for person in SheetRow::read(rows) {
            if self.row >= ROWS {
                return Err(Unwritable::TooManyPeople);
            }
            let mut role = None;
            for ((column, kind), (text, at)) in self.columns.iter().zip(person.cells().zip(0..)) {
                if *column == Column::Role {
                    role = self.pack.find_role(text);
                }
                write(sheet, (self.row, at), *kind, text, &self.formats)?;
            }
            let levels = self.columns.iter().zip(person.cells());
            let levels = levels.filter(|((column, _), _)| matches!(column, Column::CompetencyLevel(_)));
            if let Some(role) = role {
                self.tally.add(role, levels.map(|(_, text)| text), person.marks());
            }
            self.row += 1;
        }
        Ok(())
    }

    /// Writes the whole file.
    ///
    /// # Errors
    /// When the output or the temporary file fails.
    pub fn save(mut self, output: impl Write + Send) -> Result<(), Unwritable> {
        let last = self.columns.len().saturating_sub(1);
        let sheet = self.workbook.worksheet_from_index(PEOPLE)?;
        sheet.autofilter(HEAD - 1, 0, (self.row - 1).max(HEAD - 1), column_number(last))?;
        // A pseudonym of digits is meant as a text: no mark in its cell that offers to make a number of it.
        sheet.ignore_error_range(0, 0, self.row - 1, column_number(last), IgnoreError::NumberStoredAsText)?;
        self.competencies()?;
        self.explain()?;
        self.workbook.save_to_writer(output)?;
        Ok(())
    }

    fn competencies(&mut self) -> Result<(), XlsxError> {
        let pack = self.pack;
        let columns: Vec<(Column, CellKind)> =
            columns::of_competencies(pack).into_iter().map(|column| (column, column.kind(pack))).collect();
        let sheet = self.workbook.worksheet_from_index(COMPETENCIES)?;
        // Role and competency stay in sight.
        let titles = columns.iter().position(|(column, _)| *column == Column::CompetencyTitle).unwrap_or_default();
        head(sheet, pack, &columns, titles + 1, &self.formats)?;
        let mut row = HEAD;
        for (role, standings) in self.tally.roles() {
            for (at, one) in pack.competency_indices().zip(standings) {
                for ((column, kind), place) in columns.iter().zip(0..) {
                    let text = cell_of_competency(pack, role, at, one, *column);
                    write(sheet, (row, place), *kind, &text, &self.formats)?;
                }
                row += 1;
            }
        }
        sheet.autofilter(HEAD - 1, 0, (row - 1).max(HEAD - 1), column_number(columns.len() - 1))?;
        Ok(())
    }

    fn explain(&mut self) -> Result<(), XlsxError> {
        const WIDTHS: [f64; 10] = [14.0, 30.0, 32.0, 60.0, 18.0, 11.0, 9.0, 9.0, 60.0, 40.0];
        let formats = &self.formats;
        let sheet = self.workbook.worksheet_from_index(COLUMNS)?;
        for ((name, width), at) in Codebook::HEAD.iter().zip(WIDTHS).zip(0..) {
            let name = if *name == "table" { "sheet" } else { name };
            sheet.set_column_width(at, width)?;
            sheet.write_string_with_format(0, at, name, &formats.title)?;
        }
        sheet.set_freeze_panes(1, 2)?;
        let mut row = 1;
        for entry in Codebook::new(self.pack, crate::batch::OutputFormat::Xlsx, self.more).entries() {
            let values = entry.values_in_line();
            let texts = [
                (0, entry.table),
                (1, &entry.name),
                (2, &entry.label),
                (3, &entry.description),
                (4, entry.kind),
                (5, entry.unit),
                (8, &values),
                (9, &entry.missing),
            ];
            for (at, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
                sheet.write_string_with_format(row, at, fitting(text).as_ref(), &formats.wrapped)?;
            }
            for (at, number) in [(6, entry.minimum), (7, entry.maximum)] {
                if let Some(number) = number.and_then(|number| i32::try_from(number).ok()) {
                    sheet.write_number_with_format(row, at, number, &formats.whole)?;
                }
            }
            row += 1;
        }
        sheet.autofilter(0, 0, row - 1, column_number(Codebook::HEAD.len() - 1))?;
        Ok(())
    }
}

/// Titles and names above a sheet, which stay in sight with the first so many columns, and how wide its columns are.
fn head(
    sheet: &mut Worksheet,
    pack: &Pack,
    columns: &[(Column, CellKind)],
    frozen: usize,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(HEAD, column_number(frozen))?;
    for ((column, kind), at) in columns.iter().zip(0..) {
        sheet.set_column_width(at, width(*column, *kind))?;
        sheet.write_string_with_format(0, at, fitting(&words::label(pack, *column)), &formats.title)?;
    }
    for ((column, _), at) in columns.iter().zip(0..) {
        sheet.write_string_with_format(1, at, fitting(&column.name(pack)), &formats.name)?;
    }
    Ok(())
}

/// Writes a value as what it is; nothing for an empty one.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: CellKind,
    text: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    match text.parse::<f64>() {
        Ok(number) if kind.is_number() => sheet.write_number_with_format(row, column, number, formats.of(kind))?,
        _ => sheet.write_string_with_format(row, column, fitting(text), formats.of(kind))?,
    };
    Ok(())
}

/// The text of a cell about a competency of a role.
fn cell_of_competency(
    pack: &Pack,
    role: RoleIx,
    at: crate::model::CompetencyIx,
    one: &Standings,
    column: Column,
) -> String {
    let (profile, competency) = (pack.role(role), pack.competency(at));
    let (domain, target) = (pack.domain(competency.domain), profile.target(at));
    let of_target = |cell: &dyn Fn(&Target) -> String| target.map_or_else(String::new, cell);
    let number = |number: Decimal| String::from_utf8_lossy(number.as_bytes()).into_owned();
    match column {
        Column::Role => profile.id.as_str().to_owned(),
        Column::RoleTitle => profile.title.clone(),
        Column::Domain => domain.id.as_str().to_owned(),
        Column::DomainTitle => domain.title.clone(),
        Column::Competency => competency.id.as_str().to_owned(),
        Column::CompetencyTitle => competency.title.clone(),
        Column::Target => of_target(&|target| target.level.to_string()),
        Column::Importance => of_target(&|target| target.importance.to_string()),
        Column::Must => of_target(&|target| u8::from(target.need == Need::Must).to_string()),
        Column::People => one.people().to_string(),
        Column::WithLevel => one.with_level().to_string(),
        Column::AtLevel(level) => one.reached[level].to_string(),
        Column::Without(missing) => one.without[missing as usize].to_string(),
        Column::MeanLevel => number(one.mean()),
        Column::MedianLevel => number(one.median()),
        Column::AtTarget => of_target(&|_| one.met.to_string()),
        Column::ShareAtTarget => of_target(&|_| number(one.share_at_target())),
        Column::MeanGap => of_target(&|target| number(one.mean_gap(target.level))),
        _ => String::new(),
    }
}

/// How wide a column is, in letters.
fn width(column: Column, kind: CellKind) -> f64 {
    match (column, kind) {
        (Column::RoleTitle | Column::CompetencyTitle | Column::DomainTitle | Column::FormTitle, _) => 34.0,
        (Column::Without(Missing::NotApplicable), _) => 16.0,
        (_, CellKind::SeveralOf(_)) => 40.0,
        (_, CellKind::Text | CellKind::OneOf) => 22.0,
        _ => 13.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;

    #[test]
    fn h01_a_sheet_takes_as_many_people_as_it_has_rows_and_no_more() {
        let pack = pack::parse(&pack::EMBEDDED[0].files()).0.expect("the embedded pack is correct");
        let folder = tempfile::tempdir().expect("a folder");
        let mut scores = Scores::new(&pack, MoreColumns::default(), folder.path()).expect("a spreadsheet");
        scores.row = ROWS - 1;
        assert!(scores.add("last\u{1f}\n".as_bytes()).is_ok(), "the last row of a sheet");
        assert!(matches!(scores.add("next\u{1f}\n".as_bytes()), Err(Unwritable::TooManyPeople)));
        assert_eq!(MOST_PEOPLE, 1_048_574);
    }
}
