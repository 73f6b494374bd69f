//! Rules about role profiles.

use super::{entries, records, wording};
use crate::diag::Code;
use crate::model::{Pack, RoleProfile};
use crate::yaml::{Field, Problems, Record};

/// What the importances of a role best sum to, so that one reads as a percentage.
const WHOLE: i64 = 100;

pub(super) fn check(top: &Record<'_>, pack: &Pack, problems: &mut Problems<'_>) {
    for section in records(top, "career", problems) {
        prose(section.get("title"), pack, problems);
        for point in records(&section, "points", problems) {
            prose(point.get("text"), pack, problems);
        }
    }
    for record in records(top, "roles", problems) {
        let Some(role) = record.get("id").and_then(|id| id.text(problems)).and_then(|id| pack.find_role(&id)) else {
            continue;
        };
        texts(&record, pack, problems);
        importance(&record, pack.role(role), problems);
        if role.get() + 1 == pack.roles().len() {
            nothing_below_asks_for_more(&record, pack, problems);
        }
    }
}

fn texts(record: &Record<'_>, pack: &Pack, problems: &mut Problems<'_>) {
    let mut fields = vec![record.get("summary")];
    for list in ["day", "routes-in", "routes-out", "about"] {
        fields.extend(entries(record, list, problems).iter().filter_map(|e| e.record(problems)).map(|n| n.get("text")));
    }
    for field in fields {
        prose(field, pack, problems);
    }
}

fn prose(field: Option<Field<'_>>, pack: &Pack, problems: &mut Problems<'_>) {
    let texts = wording::prose(field, problems);
    wording::check(&texts, pack, problems);
}

fn importance(record: &Record<'_>, role: &RoleProfile, problems: &mut Problems<'_>) {
    let sum: i64 = role.targets.iter().map(|target| target.importance).sum();
    if let Some(field) = record.get("targets")
        && sum != WHOLE
    {
        problems
            .report(&field, Code::ImportanceSum, format!("the importances of `{}` sum to {sum}", role.id))
            .expected(format!("{WHOLE} in all, so that one reads as a percentage"))
            .hint("readiness does not change when all are scaled alike");
    }
}

/// The top of the ladder asks for at least what every role below it asks for. Between other roles a career may
/// branch, and a level may fall.
fn nothing_below_asks_for_more(record: &Record<'_>, pack: &Pack, problems: &mut Problems<'_>) {
    let Some((top, below)) = pack.roles().split_last() else { return };
    for target in records(record, "targets", problems) {
        let Some(competency) = target.get("competency").and_then(|field| field.text(problems)) else { continue };
        let Some(at) = pack.find_competency(&competency) else { continue };
        let Some(asked) = top.target(at).map(|target| target.level) else { continue };
        let more =
            below.iter().rev().find_map(|role| Some((role, role.target(at)?.level)).filter(|(_, of)| *of > asked));
        let Some((more, wanted)) = more else { continue };
        if let Some(field) = target.get("level") {
            problems
                .report(&field, Code::TopAsksLess, format!("`{}` asks for level {asked} in `{competency}`", top.id))
                .expected(format!("at least {wanted}, as `{}` below it asks for", more.id))
                .hint("raise this level, or lower the other");
        }
    }
}
