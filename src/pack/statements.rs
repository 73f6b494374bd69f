//! What the levels mean in a competency, and how to take the step from one to the next.

use super::fields::{self, text};
use crate::diag::Code;
use crate::language::grammar::{count, or};
use crate::model::{Advice, LevelScale, LevelStatement};
use crate::yaml::{Field, Problems};

/// The statements of a competency: one text for each level of the pack, or a record for each level that it defines.
pub(super) fn statements(
    field: &Field<'_>,
    scale: Option<&LevelScale>,
    problems: &mut Problems<'_>,
) -> Vec<LevelStatement> {
    let list = field.list(problems).unwrap_or_default();
    let is_record = |entry: &Field<'_>| entry.has("level") || entry.has("statement");
    let is_whole = |entry: &Field<'_>| entry.has("level") && entry.has("statement");
    if list.iter().any(is_whole) || (!list.is_empty() && list.iter().all(is_record)) {
        return defined_levels(field, &list, scale, problems);
    }
    let lowest = scale.map_or(0, LevelScale::min);
    if let Some(levels) = scale.map(|scale| scale.levels().len())
        && list.len() != levels
    {
        problems
            .report(
                field,
                Code::MissingAnchor,
                format!("{} for {levels} levels", count(list.len(), "statement", "statements")),
            )
            .expected("one statement for each level, lowest first")
            .hint("name each level, if the competency has some of them only: `- {level: 2, statement: \"...\"}`");
        // Which of them is missing cannot be told, so nothing else is said of them.
        return Vec::new();
    }
    let text = |(level, entry): (i64, &Field<'_>)| {
        Some(LevelStatement { level, text: fields::line(entry, problems).unwrap_or_default(), also: Vec::new() })
    };
    (lowest..).zip(&list).filter_map(text).collect()
}

/// Statements of some of the levels, each with its number.
fn defined_levels(
    field: &Field<'_>,
    list: &[Field<'_>],
    scale: Option<&LevelScale>,
    problems: &mut Problems<'_>,
) -> Vec<LevelStatement> {
    let mut statements: Vec<LevelStatement> = Vec::new();
    for entry in list {
        let Some(record) = entry.record(problems) else { continue };
        let level = record.get("level").and_then(|field| on_scale(&field, scale, problems));
        let text = text(&record, "statement", problems);
        let Some(level) = level else { continue };
        if statements.last().is_some_and(|last| last.level >= level) {
            problems
                .report(entry, Code::LevelSequence, format!("level {level} does not stand above the one before"))
                .expected("each level once, lowest first");
        }
        statements.push(LevelStatement { level, text, also: fields::also(&record, problems) });
    }
    if list.len() < 2 {
        problems
            .report(field, Code::MissingAnchor, format!("{} of levels", count(list.len(), "statement", "statements")))
            .expected("at least two, so that there is something to choose from");
    }
    if statements.len() == list.len() {
        let wordings: Vec<_> = statements.iter().map(|own| (own.text.as_str(), own.also.as_slice())).collect();
        fields::check_wordings(list, &wordings, problems);
    }
    statements
}

/// The number of a level of the pack.
pub(super) fn on_scale(field: &Field<'_>, scale: Option<&LevelScale>, problems: &mut Problems<'_>) -> Option<i64> {
    let level = field.integer(problems)?;
    let Some(scale) = scale.filter(|scale| scale.level(level).is_none()) else { return Some(level) };
    problems.report(field, Code::OutOfRange, format!("level {level} is not on the level scale")).expected(format!(
        "a level from {} to {}",
        scale.min(),
        scale.max()
    ));
    None
}

/// The levels that a step of a competency can lead to, lowest first: all that it defines but the lowest.
pub(super) fn steps(statements: &[LevelStatement], scale: Option<&LevelScale>) -> Option<Vec<i64>> {
    let own = statements.iter().skip(1).map(|own| own.level).collect();
    match scale {
        _ if !statements.is_empty() => Some(own),
        scale => scale.map(|scale| scale.levels().iter().skip(1).map(|level| level.number).collect()),
    }
}

/// The advice of a competency: an entry for each step, lowest first, or each with the level that it leads to.
pub(super) fn advice(field: &Field<'_>, steps: Option<&[i64]>, problems: &mut Problems<'_>) -> Vec<(i64, Advice)> {
    let mut read: Vec<(i64, Advice)> = Vec::new();
    let list = field.list(problems).unwrap_or_default();
    let mut in_order = steps.into_iter().flatten().copied();
    let mut all_in_order = true;
    for entry in &list {
        let Some(record) = entry.record(problems) else { continue };
        let advice = Advice {
            first_step: text(&record, "first-step", problems),
            evidence: text(&record, "evidence", problems),
            ask: text(&record, "ask", problems),
        };
        let to = match record.get("to") {
            Some(field) => {
                all_in_order = false;
                step_to(&field, steps, problems)
            }
            None => in_order.next(),
        };
        let Some(to) = to else { continue };
        if read.last().is_some_and(|(last, _)| *last >= to) {
            problems
                .report(entry, Code::LevelSequence, format!("advice to level {to} does not stand above the one before"))
                .expected("one entry for each step, lowest first");
        }
        read.push((to, advice));
    }
    if let Some(steps) = steps.filter(|steps| all_in_order && steps.len() != list.len()) {
        problems
            .report(field, Code::MissingAnchor, format!("advice for {} of {} steps", list.len(), steps.len()))
            .expected("one entry for the step from each level to the next, lowest first")
            .hint("say which steps, if the advice is for some of them only: `to: 3`");
    }
    read
}

/// The level that a step leads to.
fn step_to(field: &Field<'_>, steps: Option<&[i64]>, problems: &mut Problems<'_>) -> Option<i64> {
    let level = field.integer(problems)?;
    let Some(steps) = steps.filter(|steps| !steps.contains(&level)) else { return Some(level) };
    let known: Vec<String> = steps.iter().map(i64::to_string).collect();
    let noted = problems.report(field, Code::OutOfRange, format!("no step of this competency leads to level {level}"));
    if known.is_empty() {
        noted.hint("a competency with one level has no steps: leave the advice out");
    } else {
        noted.expected(or(&known));
    }
    None
}
