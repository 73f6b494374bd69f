//! The long output: one row of CSV for each person and competency.
//!
//! What is the same for many rows is made once: the cells about a role, a form, a competency, a target.

use super::cells::push_count;
use super::details::Detail;
use crate::facts::columns::{NOT_NEEDED, status_word};
use crate::model::{FormIx, Id, Need, Overlay, Pack, RoleIx, Target};
use crate::sanitise::text_cell;

/// Writes the rows of respondents to one pack.
#[derive(Debug)]
pub(super) struct Long {
    /// For each role: `,id,title`.
    roles: Vec<Vec<u8>>,
    /// For each form: `,id`.
    forms: Vec<Vec<u8>>,
    /// For each competency: `,domain,title,competency,title`.
    competencies: Vec<Vec<u8>>,
    /// For each level: `,label`.
    levels: Vec<Vec<u8>>,
    /// For each role and competency: `,target,importance,must`, empty where the role does not need the competency.
    targets: Vec<Vec<u8>>,
    /// True for a column of the label.
    label: bool,
    /// `,stamp` where an overlay lies over the pack.
    overlay: Vec<u8>,
}

impl Long {
    pub(super) fn new(pack: &Pack, label: bool) -> Self {
        let competencies = pack.competencies().iter().map(|competency| {
            let domain = pack.domain(competency.domain);
            cells(&[domain.id.as_str(), &domain.title, competency.id.as_str(), &competency.title])
        });
        let target = |target: Option<&Target>| match target {
            Some(target) => {
                let must = u8::from(target.need == Need::Must);
                format!(",{},{},{must}", target.level, target.importance).into_bytes()
            }
            None => b",,,".to_vec(),
        };
        let targets =
            pack.scored_roles().iter().flat_map(|role| pack.competency_indices().map(|at| target(role.target(at))));
        Self {
            roles: pack.scored_roles().iter().map(|role| cells(&[role.id.as_str(), &role.title])).collect(),
            forms: pack.forms().iter().map(|form| cells(&[form.id.as_str()])).collect(),
            competencies: competencies.collect(),
            levels: pack.levels().levels().iter().map(|level| cells(&[&level.label])).collect(),
            targets: targets.collect(),
            label,
            overlay: pack.overlay().map_or_else(Vec::new, |overlay| cells(&[&Overlay::stamp(overlay)])),
        }
    }

    /// Adds the rows of a respondent.
    pub(super) fn push(
        &self,
        respondent: &str,
        (form, role): (FormIx, RoleIx),
        details: &[Detail],
        label: &str,
        out: &mut Vec<u8>,
    ) {
        let begin = out.len();
        text_cell(respondent, out);
        out.extend_from_slice(&self.roles[role.get()]);
        out.extend_from_slice(&self.forms[form.get()]);
        let same = begin..out.len();
        let targets = &self.targets[role.get() * self.competencies.len()..];
        for (at, ((detail, competency), target)) in details.iter().zip(&self.competencies).zip(targets).enumerate() {
            if at > 0 {
                out.extend_from_within(same.clone());
            }
            out.extend_from_slice(competency);
            detail.level.push_cell(out);
            match detail.reached {
                Some(level) => out.extend_from_slice(&self.levels[level]),
                None => out.push(b','),
            }
            out.extend_from_slice(target);
            detail.gap.push_cell(out);
            for word in
                [detail.status.map_or(NOT_NEEDED, status_word), detail.missing.map_or("", |missing| missing.word())]
            {
                out.push(b',');
                out.extend_from_slice(word.as_bytes());
            }
            let items = &detail.items;
            for count in [items.asked(), items.rated, items.unanswered, items.unsure, items.not_applicable] {
                out.push(b',');
                push_count(count, out);
            }
            if self.label {
                out.push(b',');
                text_cell(label, out);
            }
            out.extend_from_slice(&self.overlay);
            out.push(b'\n');
        }
    }
}

/// Cells, each with a comma before it.
fn cells(texts: &[&str]) -> Vec<u8> {
    let mut cells = Vec::new();
    for text in texts {
        cells.push(b',');
        text_cell(text, &mut cells);
    }
    cells
}
