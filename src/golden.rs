//! Golden answers: answers that a pack ships with the results they must give, so that a change of the pack that
//! changes what answers mean is seen.
//!
//! `golden/NAME.yaml` is an ordinary answers file, `golden/NAME.expected.yaml` its results. Every result is optional;
//! those that the file has are compared, numbers to four decimals.

use crate::answers::AnswerSheet;
use crate::assess::Assessment;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::exact::{Exact, decimals};
use crate::gap::TOP_GAPS;
use crate::model::{CompetencyIx, Id, Pack};
use crate::yaml::{self, Field, Kind, Problems, Record, Shape, TEXT, needed, optional};

/// The largest file of expected results that is read, in bytes.
pub const LARGEST_FILE: usize = 256 * 1024;

/// The word for a result that cannot be given.
const NONE: &str = "none";

/// A number from 0 to 1, or `none`.
const SHARE: Kind = Kind::AnyOf(&[Kind::Decimal(0, 1), Kind::Only(NONE)]);

/// A level, or `none`.
const LEVEL: Kind = Kind::AnyOf(&[Kind::Decimal(0, 20), Kind::Only(NONE)]);

const EXPECTED: Kind = Kind::Record(&Shape {
    name: "expected",
    about: "What golden answers must give, for the role they name. Numbers have four decimals.",
    fields: &[
        needed("format", Kind::Format, "The number of the format: 1."),
        optional("answered", Kind::Number(0, 1_000_000), "How many items are rated."),
        optional("items", Kind::Number(0, 1_000_000), "How many items the form has."),
        optional("coverage", SHARE, "Rated items among those of the form."),
        optional("readiness", SHARE, "Readiness for the role."),
        optional("readiness-low", SHARE, "Readiness with everything missing at its worst."),
        optional("readiness-high", SHARE, "Readiness with everything missing at its best."),
        optional("nearest-role", TEXT, "The highest role that is reached, or `none`."),
        optional("unmet-musts", Kind::List(&TEXT), "Musts that are not met, or have no level, in the pack's order."),
        optional("top-gaps", Kind::List(&TEXT), "The first five gaps, highest priority first."),
        optional("levels", Kind::List(&COMPETENCY_LEVEL), "Levels of competencies."),
    ],
});

const COMPETENCY_LEVEL: Kind = Kind::Record(&Shape {
    name: "competency-level",
    about: "The level of one competency.",
    fields: &[needed("competency", TEXT, "The id of the competency."), needed("level", LEVEL, "Its level.")],
});

/// What answers give.
struct Results<'a>(Assessment<'a>);

impl<'a> Results<'a> {
    fn new(pack: &'a Pack, sheet: &'a AnswerSheet) -> Self {
        Self(Assessment::new(pack, sheet))
    }

    fn nearest(&self) -> &str {
        self.0.nearest().map_or(NONE, |role| self.0.pack.role(role).id.as_str())
    }

    fn ids(&self, competencies: &[CompetencyIx]) -> Vec<String> {
        competencies.iter().map(|at| self.0.pack.competency(*at).id.as_str().to_owned()).collect()
    }

    fn unmet_musts(&self) -> Vec<String> {
        self.ids(&self.0.goal().unmet_musts)
    }

    fn top_gaps(&self) -> Vec<String> {
        let top = self.0.goal().priorities();
        self.ids(&top[..top.len().min(TOP_GAPS)])
    }

    /// The numbers that stand alone, by name.
    fn numbers(&self) -> [(&'static str, Option<Exact>); 4] {
        let bounds = self.0.goal().bounds;
        [
            ("coverage", Some(self.0.card.coverage)),
            ("readiness", self.0.goal().readiness),
            ("readiness-low", Some(bounds.0)),
            ("readiness-high", Some(bounds.1)),
        ]
    }
}

fn in_digits(number: Option<Exact>) -> String {
    number.map_or_else(|| NONE.to_owned(), |number| decimals(number, 4))
}

/// The expected results in the text of a `.expected.yaml` held against what the answers give: a problem for each
/// difference.
pub fn compare(file: &str, text: &str, pack: &Pack, sheet: &AnswerSheet) -> Vec<Diagnostic> {
    let tree = match yaml::parse(file, text, LARGEST_FILE) {
        Ok(tree) => tree,
        Err(problem) => return vec![*problem],
    };
    let mut problems = Problems::new(file, text);
    let root = Field::root(&tree, &EXPECTED);
    if root.has_format(1, &mut problems)
        && let Some(top) = root.record(&mut problems)
    {
        Results::new(pack, sheet).compare(&top, &mut problems);
    }
    problems.into_diagnostics()
}

/// Every result as the text of a `.expected.yaml`.
pub fn expected_text(pack: &Pack, sheet: &AnswerSheet) -> String {
    let results = Results::new(pack, sheet);
    let mut lines = vec![
        "# What these answers must give; `skillgap check` compares. Numbers have four decimals.".to_owned(),
        "format: 1".to_owned(),
        format!("answered: {}", results.0.card.rated),
        format!("items: {}", results.0.card.items),
    ];
    lines.extend(results.numbers().map(|(name, number)| format!("{name}: {}", in_digits(number))));
    lines.push(format!("nearest-role: {}", results.nearest()));
    lines.push(format!("unmet-musts: [{}]", results.unmet_musts().join(", ")));
    lines.push(format!("top-gaps: [{}]", results.top_gaps().join(", ")));
    lines.push("levels:".to_owned());
    lines.extend(results.0.card.competencies.iter().map(|score| {
        let id = &pack.competency(score.competency).id;
        format!("  - {{competency: {id}, level: {}}}", in_digits(score.level))
    }));
    lines.join("\n") + "\n"
}

impl Results<'_> {
    /// Holds every result that is expected against what there is.
    fn compare(&self, top: &Record<'_>, problems: &mut Problems<'_>) {
        for (name, found) in [("answered", self.0.card.rated), ("items", self.0.card.items)] {
            if let Some(field) = top.get(name)
                && let Some(expected) = field.integer(problems)
            {
                differs(&field, name, &expected.to_string(), &found.to_string(), problems);
            }
        }
        for (name, found) in self.numbers() {
            number(top, name, name, found, problems);
        }
        if let Some(field) = top.get("nearest-role")
            && let Some(expected) = field.text(problems)
        {
            differs(&field, "nearest-role", &expected, self.nearest(), problems);
        }
        self.list(top, "unmet-musts", &self.unmet_musts(), problems);
        self.list(top, "top-gaps", &self.top_gaps(), problems);
        for entry in top.get("levels").and_then(|field| field.list(problems)).unwrap_or_default() {
            if let Some(record) = entry.record(problems) {
                self.level(&record, problems);
            }
        }
    }

    fn list(&self, top: &Record<'_>, name: &str, found: &[String], problems: &mut Problems<'_>) {
        let Some(field) = top.get(name) else { return };
        let Some(entries) = field.list(problems) else { return };
        let expected: Vec<String> = entries.iter().filter_map(|entry| self.known(entry, problems)).collect();
        if expected.len() == entries.len() {
            differs(&field, name, &expected.join(", "), &found.join(", "), problems);
        }
    }

    fn level(&self, record: &Record<'_>, problems: &mut Problems<'_>) {
        let Some(id) = record.get("competency").and_then(|field| self.known(&field, problems)) else { return };
        let Some(at) = self.0.pack.find_competency(&id) else { return };
        number(record, "level", &id, self.0.card.competency(at).level, problems);
    }

    /// The id of a competency of the pack.
    fn known(&self, field: &Field<'_>, problems: &mut Problems<'_>) -> Option<String> {
        let id = field.text(problems)?;
        if self.0.pack.find_competency(&id).is_some() {
            return Some(id);
        }
        let noted = problems.report(field, Code::UnknownId, format!("unknown competency: `{id}`"));
        let ids = self.0.pack.competencies().iter().map(|competency| competency.id.as_str());
        match did_you_mean(&id, ids) {
            Some(near) => noted.hint(format!("did you mean `{near}`?")),
            None => noted.hint("`skillgap packs --coverage` lists the competencies of a pack"),
        };
        None
    }
}

/// Compares one number, or `none`, to four decimals.
fn number(record: &Record<'_>, name: &str, what: &str, found: Option<Exact>, problems: &mut Problems<'_>) {
    let Some(field) = record.get(name) else { return };
    let expected = if field.is(NONE) {
        None
    } else {
        let Some(ten_thousandths) = field.decimal(problems) else { return };
        Some(Exact::new(i128::from(ten_thousandths), 10_000))
    };
    differs(&field, what, &in_digits(expected), &in_digits(found), problems);
}

fn differs(field: &Field<'_>, what: &str, expected: &str, found: &str, problems: &mut Problems<'_>) {
    if expected != found {
        let or_nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        problems
            .report(field, Code::GoldenDiffers, format!("`{what}` is {} by the answers beside it", or_nothing(found)))
            .expected(or_nothing(expected))
            .hint("find out which is right: the pack, the answers or this expectation");
    }
}
