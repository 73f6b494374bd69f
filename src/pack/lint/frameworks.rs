//! Rules about the mapping to published competency models.

use super::{records, wording};
use crate::diag::Code;
use crate::model::Pack;
use crate::yaml::{Problems, Record};

pub(super) fn check(top: &Record<'_>, pack: &Pack, problems: &mut Problems<'_>) {
    for (record, framework) in records(top, "frameworks", problems).iter().zip(pack.frameworks()) {
        wording::check(&wording::prose(record.get("note"), problems), pack, problems);
        for (record, part) in records(record, "parts", problems).iter().zip(&framework.parts) {
            wording::check(&wording::prose(record.get("not-covered"), problems), pack, problems);
            let Some(code) = record.get("code") else { continue };
            if part.competencies.is_empty() && part.not_covered.is_none() {
                problems
                    .report(
                        &code,
                        Code::UnmappedPart,
                        format!("no competency is mapped to `{}` of `{}`", part.code, framework.id),
                    )
                    .hint("name it under `frameworks` of a competency, or say why not in `not-covered`");
            }
        }
    }
}
