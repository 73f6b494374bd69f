//! The output: the results of each respondent in one of the formats, under the same names.

use std::path::Path;

use super::cells::push_count;
use super::details::Detail;
use super::long::Long;
use super::sheet::{END_OF_CELL, Mark};
use super::{Decimal, Figures};
use crate::facts::columns::{self, Column};
use crate::model::{CompetencyIx, FormIx, Id, Overlay, Pack, RoleIx};
use crate::sanitise::text_cell;

/// The format of the output of batch scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// A table with a header.
    Csv,
    /// JSON lines.
    Ndjson,
    /// A table with a row for each person and competency.
    Long,
    /// A spreadsheet.
    Xlsx,
}

impl OutputFormat {
    /// Each format with its name on a command line.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("csv", Self::Csv), ("ndjson", Self::Ndjson), ("long", Self::Long), ("xlsx", Self::Xlsx)];

    /// Its name on a command line.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }

    /// What the format is, for help texts.
    pub fn about(self) -> &'static str {
        match self {
            Self::Csv => "A table with one row each",
            Self::Ndjson => "JSON lines: one object each; `--schema` describes it",
            Self::Long => "A table with one row for each person and competency, for statistics",
            Self::Xlsx => "A spreadsheet: people, competencies, and what each column means",
        }
    }

    /// The format of a file by the ending of its name.
    pub fn of_name(path: &Path) -> Option<Self> {
        match path.extension()?.to_string_lossy().to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// Which columns there are behind the usual ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoreColumns {
    /// Those of the next role.
    pub next: bool,
    /// The label.
    pub label: bool,
}

/// The results of one respondent against their next role, in the columns behind the usual ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct More<'r> {
    /// The next role and the results against it; `None` for someone without a next role.
    pub next: Option<(RoleIx, &'r Figures)>,
    /// The label; empty where none was given.
    pub label: &'r str,
    /// What is known in each competency; for the formats that say so.
    pub details: &'r [Detail],
}

/// Writes results for one pack. What is the same for all respondents is made once.
#[derive(Debug)]
pub struct Output<'p> {
    pack: &'p Pack,
    format: OutputFormat,
    pub(super) more: MoreColumns,
    /// For JSON, the text before each value: `,"role":`.
    keys: Vec<Vec<u8>>,
    /// Which overlay lies over the pack: id, version and fingerprint, in letters that no cell has to quote.
    overlay: Option<String>,
    /// What the rows of the long format have in common.
    long: Option<Long>,
}

impl<'p> Output<'p> {
    /// An output of this format.
    pub fn new(pack: &'p Pack, format: OutputFormat, more: MoreColumns) -> Self {
        let keys = columns(pack, OutputFormat::Ndjson, more).into_iter().enumerate().map(|(at, column)| {
            let before = if at == 0 { '{' } else { ',' };
            format!("{before}\"{}\":", column.name(pack)).into_bytes()
        });
        let overlay = pack.overlay().map(Overlay::stamp);
        let long = (format == OutputFormat::Long).then(|| Long::new(pack, more.label));
        Self { pack, format, more, keys: keys.collect(), overlay, long }
    }

    /// True when a row says more of each competency than its level.
    pub fn needs_details(&self) -> bool {
        matches!(self.format, OutputFormat::Long | OutputFormat::Xlsx)
    }

    /// The line before the first respondent; empty for JSON lines.
    pub fn header(&self) -> String {
        match self.format {
            OutputFormat::Csv | OutputFormat::Long => {
                let columns = columns(self.pack, self.format, self.more);
                let names: Vec<_> = columns.into_iter().map(|column| column.name(self.pack)).collect();
                names.join(",") + "\n"
            }
            OutputFormat::Ndjson | OutputFormat::Xlsx => String::new(),
        }
    }

    /// Adds a respondent.
    pub fn push(
        &self,
        respondent: &str,
        (form, role): (FormIx, RoleIx),
        figures: &Figures,
        more: More<'_>,
        out: &mut Vec<u8>,
    ) {
        let ids = [self.pack.role(role).id.as_str(), self.pack.form(form).id.as_str()];
        match self.format {
            OutputFormat::Csv => self.csv(respondent, ids, figures, more, out),
            OutputFormat::Ndjson => self.json(respondent, ids, figures, more, out),
            OutputFormat::Xlsx => self.sheet_row(respondent, (form, role), figures, more, out),
            OutputFormat::Long => {
                if let Some(long) = &self.long {
                    long.push(respondent, (form, role), more.details, more.label, out);
                }
            }
        }
    }

    fn csv(&self, respondent: &str, ids: [&str; 2], figures: &Figures, more: More<'_>, out: &mut Vec<u8>) {
        text_cell(respondent, out);
        for id in ids {
            out.push(b',');
            out.extend_from_slice(id.as_bytes());
        }
        for count in [figures.answered, figures.items] {
            out.push(b',');
            push_count(count, out);
        }
        let shares = [figures.coverage, figures.readiness, figures.low, figures.high];
        for number in shares.iter().chain(&figures.domains).chain(&figures.levels) {
            number.push_cell(out);
        }
        self.list_cells([&figures.unmet_must, &figures.top_gaps], out);
        if self.more.next {
            out.push(b',');
            if let Some((role, figures)) = more.next {
                out.extend_from_slice(self.pack.role(role).id.as_str().as_bytes());
                figures.readiness.push_cell(out);
                self.list_cells([&figures.unmet_must, &figures.top_gaps], out);
            } else {
                out.extend_from_slice(b",,,");
            }
        }
        if self.more.label {
            out.push(b',');
            text_cell(more.label, out);
        }
        if let Some(overlay) = &self.overlay {
            out.push(b',');
            out.extend_from_slice(overlay.as_bytes());
        }
        out.push(b'\n');
    }

    /// Adds the row of a spreadsheet; see [`super::sheet`].
    fn sheet_row(
        &self,
        respondent: &str,
        (form, role): (FormIx, RoleIx),
        figures: &Figures,
        more: More<'_>,
        out: &mut Vec<u8>,
    ) {
        let (role, form) = (self.pack.role(role), self.pack.form(form));
        for text in [respondent, role.id.as_str(), &role.title, form.id.as_str(), &form.title] {
            sheet_cell(text.as_bytes(), out);
        }
        for count in [figures.answered, figures.items] {
            push_count(count, out);
            out.push(END_OF_CELL);
        }
        let shares = [figures.coverage, figures.readiness, figures.low, figures.high];
        for number in shares.iter().chain(&figures.domains).chain(&figures.levels) {
            sheet_cell(number.as_bytes(), out);
        }
        self.sheet_lists([&figures.unmet_must, &figures.top_gaps], out);
        if self.more.next {
            let next = more.next.map(|(role, figures)| (self.pack.role(role).id.as_str(), figures));
            sheet_cell(next.map_or("", |(id, _)| id).as_bytes(), out);
            sheet_cell(next.map_or(Decimal::NONE, |(_, figures)| figures.readiness).as_bytes(), out);
            let none = Vec::new();
            self.sheet_lists(next.map_or([&none, &none], |(_, next)| [&next.unmet_must, &next.top_gaps]), out);
        }
        if self.more.label {
            sheet_cell(more.label.as_bytes(), out);
        }
        if let Some(overlay) = &self.overlay {
            sheet_cell(overlay.as_bytes(), out);
        }
        more.details.iter().for_each(|detail| Mark::push(detail, out));
        out.push(b'\n');
    }

    /// Adds a cell of a spreadsheet for each list of ids, joined by semicolons.
    fn sheet_lists(&self, lists: [&Vec<CompetencyIx>; 2], out: &mut Vec<u8>) {
        for list in lists {
            for (at, competency) in list.iter().enumerate() {
                out.extend_from_slice(if at == 0 { b"" } else { b";" });
                out.extend_from_slice(self.id(*competency));
            }
            out.push(END_OF_CELL);
        }
    }

    /// Adds a cell for each list of ids, joined by semicolons.
    fn list_cells(&self, lists: [&Vec<CompetencyIx>; 2], out: &mut Vec<u8>) {
        for list in lists {
            let mut before = b',';
            if list.is_empty() {
                out.push(before);
            }
            for competency in list {
                out.push(before);
                out.extend_from_slice(self.id(*competency));
                before = b';';
            }
        }
    }

    fn json(&self, respondent: &str, ids: [&str; 2], figures: &Figures, more: More<'_>, out: &mut Vec<u8>) {
        let mut keys = self.keys.iter();
        let mut key = |out: &mut Vec<u8>| out.extend_from_slice(keys.next().expect("a key for each column"));
        key(out);
        write_text(respondent, out);
        for id in ids {
            key(out);
            out.push(b'"');
            out.extend_from_slice(id.as_bytes());
            out.push(b'"');
        }
        for count in [figures.answered, figures.items] {
            key(out);
            push_count(count, out);
        }
        let number = |number: &Decimal, out: &mut Vec<u8>| {
            out.extend_from_slice(if number.is_none() { b"null" } else { number.as_bytes() });
        };
        let list = |list: &[CompetencyIx], out: &mut Vec<u8>| {
            out.push(b'[');
            for (at, competency) in list.iter().enumerate() {
                out.extend_from_slice(if at == 0 { b"\"" } else { b",\"" });
                out.extend_from_slice(self.id(*competency));
                out.push(b'"');
            }
            out.push(b']');
        };
        let shares = [figures.coverage, figures.readiness, figures.low, figures.high];
        for value in shares.iter().chain(&figures.domains).chain(&figures.levels) {
            key(out);
            number(value, out);
        }
        for ids in [&figures.unmet_must, &figures.top_gaps] {
            key(out);
            list(ids, out);
        }
        if self.more.next {
            key(out);
            match more.next {
                Some((role, _)) => write_text(self.pack.role(role).id.as_str(), out),
                None => out.extend_from_slice(b"null"),
            }
            key(out);
            number(&more.next.map_or(Decimal::NONE, |(_, figures)| figures.readiness), out);
            key(out);
            list(more.next.map_or(&[], |(_, figures)| &figures.unmet_must), out);
            key(out);
            list(more.next.map_or(&[], |(_, figures)| &figures.top_gaps), out);
        }
        if self.more.label {
            key(out);
            write_text(more.label, out);
        }
        if let Some(overlay) = &self.overlay {
            key(out);
            write_text(overlay, out);
        }
        out.extend_from_slice(b"}\n");
    }

    fn id(&self, at: CompetencyIx) -> &[u8] {
        self.pack.competency(at).id.as_str().as_bytes()
    }
}

/// Adds a text as JSON.
fn write_text(text: &str, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, text).expect("text has a JSON form, and memory takes it");
}

/// The columns of a format; of a spreadsheet those of its sheet of people.
pub(super) fn columns(pack: &Pack, format: OutputFormat, more: MoreColumns) -> Vec<Column> {
    match format {
        OutputFormat::Csv | OutputFormat::Ndjson => columns::of_people(pack, more.next, more.label),
        OutputFormat::Long => columns::of_long(pack, more.label),
        OutputFormat::Xlsx => columns::of_people_sheet(pack, more.next, more.label),
    }
}

/// A cell of a spreadsheet on its way there. No control character of a text is taken for an end.
fn sheet_cell(text: &[u8], out: &mut Vec<u8>) {
    out.extend(text.iter().map(|byte| if byte.is_ascii_control() { b' ' } else { *byte }));
    out.push(END_OF_CELL);
}
