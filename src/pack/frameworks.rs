//! Published competency models, and the mapping of the pack's competencies to their parts.

use super::fields::{self, text};
use super::references::Names;
use crate::diag::Code;
use crate::model::{CompetencyIx, Framework, FrameworkPart, ReadBy};
use crate::yaml::{Field, Problems, Record};

/// The frameworks of a pack, to which competencies are mapped as they are read.
#[derive(Debug)]
pub(super) struct Frameworks {
    list: Vec<Framework>,
    names: Names,
    /// For each framework the codes of its parts.
    codes: Vec<Names>,
}

impl Frameworks {
    /// Reads the list of frameworks, which may be absent.
    pub(super) fn read(field: Option<&Field<'_>>, problems: &mut Problems<'_>) -> Self {
        let mut frameworks = Self { list: Vec::new(), names: Names::new("framework"), codes: Vec::new() };
        for entry in field.and_then(|field| field.list(problems)).unwrap_or_default() {
            match entry.record(problems) {
                Some(record) => frameworks.framework(&record, problems),
                None => frameworks.names.mark_incomplete(),
            }
        }
        frameworks
    }

    fn framework(&mut self, record: &Record<'_>, problems: &mut Problems<'_>) {
        let id = record.get("id");
        let id = self.names.declare(id.as_ref(), problems);
        let read = read_by(record, problems).unwrap_or(ReadBy::Unread);
        let mut framework = Framework {
            id,
            title: text(record, "title", problems),
            publisher: text(record, "publisher", problems),
            url: record.get("url").and_then(|field| fields::url(&field, problems)).unwrap_or_default(),
            read,
            date: fields::date(record, "date", problems),
            note: fields::optional_text(record, "note", problems),
            parts: Vec::new(),
        };
        let mut codes = Names::new("code");
        let parts = record.get("parts").and_then(|field| field.list(problems)).unwrap_or_default();
        if parts.is_empty() {
            codes.mark_incomplete();
        }
        for entry in parts {
            let Some(part) = entry.record(problems) else {
                codes.mark_incomplete();
                continue;
            };
            let code = part.get("code");
            framework.parts.push(FrameworkPart {
                code: codes.declare(code.as_ref(), problems),
                title: text(&part, "title", problems),
                read: read_by(&part, problems).unwrap_or(read),
                not_covered: fields::optional_text(&part, "not-covered", problems),
                competencies: Vec::new(),
            });
        }
        self.list.push(framework);
        self.codes.push(codes);
    }

    /// Reads the parts that a competency stands for.
    pub(super) fn map(&mut self, competency: CompetencyIx, field: &Field<'_>, problems: &mut Problems<'_>) {
        let mut mapped = Vec::new();
        for entry in field.list(problems).unwrap_or_default() {
            let Some(record) = entry.record(problems) else { continue };
            let Some(named) = record.get("framework") else { continue };
            let Some(at) = self.names.find(&named, problems) else { continue };
            if mapped.contains(&at) {
                problems
                    .report(&named, Code::DuplicateId, format!("the framework `{}` is named twice", self.names.id(at)))
                    .hint("put all its codes into one list");
            }
            mapped.push(at);
            for code in record.get("codes").and_then(|field| field.list(problems)).unwrap_or_default() {
                self.map_to(at, competency, &code, problems);
            }
        }
    }

    fn map_to(&mut self, at: usize, competency: CompetencyIx, code: &Field<'_>, problems: &mut Problems<'_>) {
        let Some(place) = self.codes[at].find(code, problems) else { return };
        let framework = &mut self.list[at];
        let part = &mut framework.parts[place];
        if part.competencies.contains(&competency) {
            problems
                .report(code, Code::DuplicateId, format!("the code `{}` is named twice", part.code))
                .hint("leave one of the two out");
            return;
        }
        if part.not_covered.is_some() {
            problems
                .report(
                    code,
                    Code::CoveredOrNot,
                    format!("`{}` of `{}` is mapped here, and is said not to be covered", part.code, framework.id),
                )
                .hint("leave the code out here, or remove `not-covered` from the part");
        }
        part.competencies.push(competency);
    }

    /// The frameworks with what is mapped to them.
    pub(super) fn into_list(self) -> Vec<Framework> {
        self.list
    }
}

fn read_by(record: &Record<'_>, problems: &mut Problems<'_>) -> Option<ReadBy> {
    record.get("read")?.word(ReadBy::WORDS, problems)
}
