//! `career:` of `roles.yaml`: what to know about the career as a whole.

use super::fields::text;
use super::questionnaire::Questionnaire;
use super::references::Names;
use crate::diag::Code;
use crate::model::{CareerPoint, CareerSection, Id};
use crate::yaml::{Field, Problems};

/// Reads the sections; `reasons` are the ids of the provenance.
pub(super) fn read(field: &Field<'_>, reasons: &Names, problems: &mut Problems<'_>) -> Vec<CareerSection> {
    let mut names = Names::new("section about the career");
    let mut sections = Vec::new();
    for entry in field.list(problems).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let id = record.get("id");
        let id = names.declare(id.as_ref(), problems);
        let title = text(&record, "title", problems);
        let points = record.get("points").and_then(|field| field.list(problems)).unwrap_or_default();
        let points = points.iter().filter_map(|entry| point(entry, reasons, problems)).collect();
        sections.push(CareerSection { id, title, points });
    }
    sections
}

fn point(entry: &Field<'_>, reasons: &Names, problems: &mut Problems<'_>) -> Option<CareerPoint> {
    let record = entry.record(problems)?;
    let text = text(&record, "text", problems);
    let from = record.get("from").and_then(|field| reasons.find(&field, problems));
    Some(CareerPoint { text, from: from? })
}

/// Reports the sections that share their id with something else that `explain` answers to.
pub(super) fn check_ids(
    field: &Field<'_>,
    questionnaire: &Questionnaire,
    (roles, resources): (&Names, &Names),
    problems: &mut Problems<'_>,
) {
    let taken = |id: &str| {
        let competency =
            || questionnaire.competencies.iter().any(|known| known.id.as_str() == id).then_some("a competency");
        let item = || questionnaire.items.iter().any(|known| known.id.as_str() == id).then_some("an item");
        let role = || roles.declares(id).then_some("a role");
        let resource = || resources.declares(id).then_some("a resource");
        let whole = (id == CareerSection::WHOLE).then_some("the career as a whole");
        whole.or_else(competency).or_else(item).or_else(role).or_else(resource)
    };
    for entry in field.list(problems).unwrap_or_default() {
        let Some(id) = entry.record(problems).and_then(|record| record.get("id")) else { continue };
        let Some(word) = id.text(problems) else { continue };
        if let Some(other) = taken(&word) {
            problems
                .report(&id, Code::DuplicateId, format!("`{word}` is the id of {other} too"))
                .hint("give the section about the career another id");
        }
    }
}
