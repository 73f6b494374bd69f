//! The output: one row of CSV or one line of JSON for each respondent, under the same names.

use std::path::Path;

use super::{Decimal, Figures};
use crate::assess::Assessment;
use crate::gap::TOP_GAPS;
use crate::model::{CompetencyIx, FormIx, Id, Pack, RoleIx};

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

/// The first characters of a cell that a spreadsheet would run as a formula.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// The columns on the next role.
pub(super) const NEXT: [&str; 4] = ["next_role", "next_readiness", "next_unmet_must", "next_gaps"];

/// The column of labels.
pub(super) const LABEL: &str = "label";

/// The columns behind those that every output has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoreColumns {
    /// Those on the next role of each respondent.
    pub next: bool,
    /// The label of each respondent, last.
    pub label: bool,
}

impl MoreColumns {
    /// True when there is any.
    pub fn any(self) -> bool {
        self.next || self.label
    }
}

/// The results of one respondent for the next role on their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextFigures {
    /// The next role.
    pub role: RoleIx,
    /// Readiness for it.
    pub readiness: Decimal,
    /// Its musts that are not met, in the pack's order.
    pub unmet_must: Vec<CompetencyIx>,
    /// The first gaps to it, highest priority first; at most [`TOP_GAPS`].
    pub top_gaps: Vec<CompetencyIx>,
}

impl NextFigures {
    /// The results for the next role of a person on the way to the role of their sheet; `None` where there is none.
    pub fn of(assessment: &Assessment<'_>) -> Option<Self> {
        let analysis = &assessment.next_rung()?.analysis;
        Some(Self {
            role: analysis.role,
            readiness: Decimal::of(analysis.readiness),
            unmet_must: analysis.unmet_musts.clone(),
            top_gaps: analysis.priorities().into_iter().take(TOP_GAPS).collect(),
        })
    }
}

/// Writes results for one pack. What is the same for all respondents is made once.
#[derive(Debug)]
pub struct Output<'p> {
    pack: &'p Pack,
    format: OutputFormat,
    /// For JSON, the text before each value: `,"role":`.
    keys: Vec<Vec<u8>>,
    more: MoreColumns,
}

impl<'p> Output<'p> {
    /// An output of this format.
    pub fn new(pack: &'p Pack, format: OutputFormat) -> Self {
        let keys = columns(pack).into_iter().enumerate().map(|(at, name)| {
            let before = if at == 0 { '{' } else { ',' };
            format!("{before}\"{name}\":").into_bytes()
        });
        Self { pack, format, keys: keys.collect(), more: MoreColumns::default() }
    }

    /// The same with more columns.
    #[must_use]
    pub fn with(self, more: MoreColumns) -> Self {
        Self { more, ..self }
    }

    /// The columns that it has more than every output.
    pub fn more(&self) -> MoreColumns {
        self.more
    }

    /// The line before the first respondent; empty for JSON lines.
    pub fn header(&self) -> String {
        match self.format {
            OutputFormat::Csv => {
                let mut names = columns(self.pack);
                names.extend(more_columns(self.more).map(str::to_owned));
                names.join(",") + "\n"
            }
            OutputFormat::Ndjson => String::new(),
        }
    }

    /// Adds a respondent.
    pub fn push(&self, respondent: &str, form: FormIx, role: RoleIx, figures: &Figures, out: &mut Vec<u8>) {
        let (role, form) = (&self.pack.role(role).id, &self.pack.form(form).id);
        match self.format {
            OutputFormat::Csv => self.csv(respondent, [role.as_str(), form.as_str()], figures, out),
            OutputFormat::Ndjson => self.json(respondent, [role.as_str(), form.as_str()], figures, out),
        }
    }

    /// Adds the further columns to the respondent that was added last. `next` is `None` where there is no next role.
    pub fn push_more(&self, next: Option<&NextFigures>, label: &str, out: &mut Vec<u8>) {
        match self.format {
            OutputFormat::Csv => self.more_csv(next, label, out),
            OutputFormat::Ndjson => self.more_json(next, label, out),
        }
    }

    fn more_csv(&self, next: Option<&NextFigures>, label: &str, out: &mut Vec<u8>) {
        out.truncate(out.len() - b"\n".len());
        if self.more.next {
            let role = next.map_or("", |next| self.pack.role(next.role).id.as_str());
            out.push(b',');
            out.extend_from_slice(role.as_bytes());
            next.map_or(Decimal::NONE, |next| next.readiness).push_cell(out);
            for list in next.map_or([&[][..], &[]], |next| [&next.unmet_must, &next.top_gaps]) {
                self.csv_list(list, out);
            }
        }
        if self.more.label {
            out.push(b',');
            text_cell(label, out);
        }
        out.push(b'\n');
    }

    fn more_json(&self, next: Option<&NextFigures>, label: &str, out: &mut Vec<u8>) {
        out.truncate(out.len() - b"}\n".len());
        let key = |name: &str, out: &mut Vec<u8>| out.extend([b",\"", name.as_bytes(), b"\":"].concat());
        if self.more.next {
            let [role, readiness, unmet, gaps] = NEXT;
            key(role, out);
            match next {
                Some(next) => out.extend([b"\"", self.pack.role(next.role).id.as_str().as_bytes(), b"\""].concat()),
                None => out.extend_from_slice(b"null"),
            }
            key(readiness, out);
            let number = next.map_or(Decimal::NONE, |next| next.readiness);
            out.extend_from_slice(if number.is_none() { b"null" } else { number.as_bytes() });
            let lists = next.map_or([&[][..], &[]], |next| [&next.unmet_must, &next.top_gaps]);
            for (name, list) in [unmet, gaps].into_iter().zip(lists) {
                key(name, out);
                self.json_list(list, out);
            }
        }
        if self.more.label {
            key(LABEL, out);
            serde_json::to_writer(&mut *out, label).expect("text has a JSON form, and memory takes it");
        }
        out.extend_from_slice(b"}\n");
    }

    fn csv_list(&self, list: &[CompetencyIx], out: &mut Vec<u8>) {
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

    fn json_list(&self, list: &[CompetencyIx], out: &mut Vec<u8>) {
        out.push(b'[');
        for (at, competency) in list.iter().enumerate() {
            out.extend_from_slice(if at == 0 { b"\"" } else { b",\"" });
            out.extend_from_slice(self.id(*competency));
            out.push(b'"');
        }
        out.push(b']');
    }

    fn csv(&self, respondent: &str, ids: [&str; 2], figures: &Figures, out: &mut Vec<u8>) {
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
        for list in [&figures.unmet_must, &figures.top_gaps] {
            self.csv_list(list, out);
        }
        out.push(b'\n');
    }

    fn json(&self, respondent: &str, ids: [&str; 2], figures: &Figures, out: &mut Vec<u8>) {
        let mut keys = self.keys.iter();
        let mut key = |out: &mut Vec<u8>| out.extend_from_slice(keys.next().expect("a key for each column"));
        key(out);
        serde_json::to_writer(&mut *out, respondent).expect("text has a JSON form, and memory takes it");
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
        let shares = [figures.coverage, figures.readiness, figures.low, figures.high];
        for number in shares.iter().chain(&figures.domains).chain(&figures.levels) {
            key(out);
            out.extend_from_slice(if number.is_none() { b"null" } else { number.as_bytes() });
        }
        for list in [&figures.unmet_must, &figures.top_gaps] {
            key(out);
            self.json_list(list, out);
        }
        out.extend_from_slice(b"}\n");
    }

    fn id(&self, at: CompetencyIx) -> &[u8] {
        self.pack.competency(at).id.as_str().as_bytes()
    }
}

/// The names of all columns.
pub(super) fn columns(pack: &Pack) -> Vec<String> {
    let mut names: Vec<String> = FIRST.map(str::to_owned).to_vec();
    names.extend(pack.domains().iter().map(|domain| format!("domain.{}", domain.id)));
    names.extend(pack.competencies().iter().map(|competency| format!("level.{}", competency.id)));
    names.extend(LAST.map(str::to_owned));
    names
}

/// The names of the further columns.
pub(super) fn more_columns(more: MoreColumns) -> impl Iterator<Item = &'static str> {
    let next = NEXT.into_iter().filter(move |_| more.next);
    next.chain(more.label.then_some(LABEL))
}

/// A cell of text that came from a person: no formula to a spreadsheet, one cell to a reader of CSV.
fn text_cell(text: &str, out: &mut Vec<u8>) {
    let formula = text.starts_with(FORMULA);
    let quoted = text.contains([',', '"', '\n', '\r', ';', '\t']);
    if quoted {
        out.push(b'"');
    }
    if formula {
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
