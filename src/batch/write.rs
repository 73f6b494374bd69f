//! The output: one row of CSV or one line of JSON for each respondent, under the same names.

use std::path::Path;

use super::Figures;
use crate::model::{CompetencyIx, FormIx, Id, Overlay, Pack, RoleIx};
use crate::sanitise;

/// The format of the output of batch scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// A table with a header.
    Csv,
    /// JSON lines.
    Ndjson,
}

impl OutputFormat {
    /// Each format with its name on a command line.
    pub const WORDS: &'static [(&'static str, Self)] = &[("csv", Self::Csv), ("ndjson", Self::Ndjson)];

    /// What the format is, for help texts.
    pub fn about(self) -> &'static str {
        match self {
            Self::Csv => "A table with one row each",
            Self::Ndjson => "JSON lines: one object each; `--schema` describes it",
        }
    }

    /// The format of a file by the ending of its name.
    pub fn of_name(path: &Path) -> Option<Self> {
        match path.extension()?.to_string_lossy().to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }
}

/// The columns before those of the domains.
pub(super) const FIRST: [&str; 9] =
    ["respondent", "role", "form", "answered", "items", "coverage", "readiness", "readiness_low", "readiness_high"];

/// The columns after those of the competencies.
pub(super) const LAST: [&str; 2] = ["unmet_must", "top_gaps"];

/// The columns about the next role, behind those.
pub(super) const NEXT: [&str; 4] = ["next_role", "next_readiness", "next_unmet_must", "next_gaps"];

/// The column of the label, last of all.
pub(super) const LABEL: &str = "label";

/// The column of the overlay that lies over the pack, behind even that.
pub(super) const OVERLAY: &str = "overlay";

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
}

impl<'p> Output<'p> {
    /// An output of this format.
    pub fn new(pack: &'p Pack, format: OutputFormat, more: MoreColumns) -> Self {
        let keys = columns(pack, more).into_iter().enumerate().map(|(at, name)| {
            let before = if at == 0 { '{' } else { ',' };
            format!("{before}\"{name}\":").into_bytes()
        });
        let overlay = pack.overlay().map(Overlay::stamp);
        Self { pack, format, more, keys: keys.collect(), overlay }
    }

    /// The line before the first respondent; empty for JSON lines.
    pub fn header(&self) -> String {
        match self.format {
            OutputFormat::Csv => columns(self.pack, self.more).join(",") + "\n",
            OutputFormat::Ndjson => String::new(),
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
        let (role, form) = (&self.pack.role(role).id, &self.pack.form(form).id);
        match self.format {
            OutputFormat::Csv => self.csv(respondent, [role.as_str(), form.as_str()], figures, more, out),
            OutputFormat::Ndjson => self.json(respondent, [role.as_str(), form.as_str()], figures, more, out),
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
        let number = |number: &super::Decimal, out: &mut Vec<u8>| {
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
            number(&more.next.map_or(super::Decimal::NONE, |(_, figures)| figures.readiness), out);
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

/// The names of all columns.
pub(super) fn columns(pack: &Pack, more: MoreColumns) -> Vec<String> {
    let mut names: Vec<String> = FIRST.map(str::to_owned).to_vec();
    names.extend(pack.domains().iter().map(|domain| format!("domain.{}", domain.id)));
    names.extend(pack.competencies().iter().map(|competency| format!("level.{}", competency.id)));
    names.extend(LAST.map(str::to_owned));
    names.extend(NEXT.iter().filter(|_| more.next).map(|name| (*name).to_owned()));
    names.extend(more.label.then(|| LABEL.to_owned()));
    names.extend(pack.overlay().map(|_| OVERLAY.to_owned()));
    names
}

/// A cell of text that came from a person: [`sanitise::guarded`] from spreadsheets, and one cell to a reader of CSV.
fn text_cell(text: &str, out: &mut Vec<u8>) {
    let quoted = text.contains([',', '"', '\n', '\r', ';', '\t']);
    if quoted {
        out.push(b'"');
    }
    if sanitise::is_formula(text) {
        out.push(b'\'');
    }
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    if quoted {
        out.push(b'"');
    }
}

fn push_count(count: usize, out: &mut Vec<u8>) {
    if count >= 10 {
        push_count(count / 10, out);
    }
    out.push(b"0123456789"[count % 10]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Decimal;

    #[test]
    fn c10_texts_are_no_formulas_and_stay_one_cell() {
        let cell = |text| {
            let mut out = Vec::new();
            text_cell(text, &mut out);
            String::from_utf8(out).unwrap()
        };
        for text in ["=1+1", "+1", "-1", "@a", "\ta", "\ra"] {
            assert!(cell(text).trim_start_matches('"').starts_with('\''), "{text}");
        }
        assert_eq!(cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(cell("s-0001"), "s-0001");
        assert_eq!(cell("a#b,\"c\""), "\"a#b,\"\"c\"\"\"");
    }

    #[test]
    fn counts_have_all_their_digits() {
        let mut out = Vec::new();
        for count in [0, 9, 10, 75, 1234] {
            push_count(count, &mut out);
            out.push(b' ');
        }
        assert_eq!(out, b"0 9 10 75 1234 ");
    }

    #[test]
    fn a_missing_number_is_an_empty_cell() {
        let mut out = Vec::new();
        Decimal::NONE.push_cell(&mut out);
        assert_eq!(out, b",");
    }
}
