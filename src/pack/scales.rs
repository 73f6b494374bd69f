//! The levels of a pack, and the response scales that items share.

use super::fields::{self, text};
use super::format::ALL_LEVELS;
use super::references::Names;
use super::statements::on_scale;
use crate::diag::Code;
use crate::model::{Level, LevelScale, ResponseOption, ResponseScale, ScaleId};
use crate::yaml::{Field, Node, Problems, Record};

/// The name by which an item chooses its competency's level statements as its scale.
pub(super) const LEVELS_SCALE: &str = "levels";

/// The levels of the pack.
pub(super) fn levels(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<LevelScale> {
    let mut levels = Vec::new();
    let list = field.list(problems)?;
    for entry in &list {
        let Some(record) = entry.record(problems) else { continue };
        let number = record.get("level").and_then(|f| f.integer(problems));
        let level = Level {
            number: number.unwrap_or_default(),
            label: text(&record, "label", problems),
            means: fields::optional_text(&record, "means", problems),
            evidence: fields::optional_text(&record, "evidence", problems),
        };
        if number.is_some() {
            levels.push(level);
        }
    }
    // Of levels that were not all read, nothing else can be said.
    if levels.len() < list.len() {
        return None;
    }
    let scale = LevelScale::new(levels);
    if scale.is_none() {
        problems
            .report(field, Code::LevelSequence, "the levels do not count up by one")
            .expected("at least two levels, such as 0, 1, 2, 3, 4, 5");
    }
    scale
}

/// The scales that items share.
pub(super) fn scales(
    field: &Field<'_>,
    levels: Option<&LevelScale>,
    names: &mut Names,
    problems: &mut Problems<'_>,
) -> Vec<Option<ResponseScale>> {
    let mut scales = Vec::new();
    for entry in field.list(problems).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let id = record.get("id");
        if id.as_ref().is_some_and(|id| id.node() == &Node::Text(LEVELS_SCALE.to_owned())) {
            problems
                .report(record.field(), Code::DuplicateId, "the scale `levels` is declared twice")
                .hint("`levels` means the competency's own statements; give this scale another id");
            names.mark_incomplete();
        }
        names.declare::<ScaleId>(id.as_ref(), problems);
        let scale = record.get("options").and_then(|field| scale(&field, problems));
        scales.push(scale.map(|scale| standing_for(scale, &record, levels, problems)));
    }
    scales
}

/// A scale with the levels that its options stand for. Options that look like the lowest levels, and leave out the highest
/// ones, would be stretched over all: such a scale has to say what it means.
fn standing_for(
    scale: ResponseScale,
    record: &Record<'_>,
    levels: Option<&LevelScale>,
    problems: &mut Problems<'_>,
) -> ResponseScale {
    let Some(levels) = levels else { return scale };
    let Some(field) = record.get("levels") else {
        let is_level = |option: &ResponseOption| levels.level(option.value).is_some();
        let is_short = scale.min() == levels.min() && scale.max() < levels.max();
        if is_short && scale.options().iter().all(is_level) {
            let (low, high) = (scale.min(), scale.max());
            problems
                .report(
                    record.field(),
                    Code::StretchedScale,
                    format!("the options {low} to {high} would stand for the levels {low} to {}", levels.max()),
                )
                .hint(format!("say `levels: {{from: {low}, to: {high}}}`, or `levels: all` when that is meant"));
        }
        return scale;
    };
    if field.is(ALL_LEVELS) {
        return scale;
    }
    let Some(record) = field.record(problems) else { return scale };
    let mut end = |name| record.get(name).and_then(|field| on_scale(&field, Some(levels), problems));
    let (Some(from), Some(to)) = (end("from"), end("to")) else { return scale };
    if from >= to {
        problems
            .report(&field, Code::LevelSequence, format!("the levels go from {from} to {to}"))
            .expected("a level and a higher one");
        return scale;
    }
    scale.standing_for((from, to))
}

fn scale(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<ResponseScale> {
    let mut options = Vec::new();
    let list = field.list(problems)?;
    for entry in &list {
        let Some(record) = entry.record(problems) else { continue };
        let value = record.get("value").and_then(|f| f.integer(problems));
        let label = text(&record, "label", problems);
        if let Some(value) = value {
            options.push(ResponseOption { value, label, also: fields::also(&record, problems) });
        }
    }
    let all_read = options.len() == list.len();
    if all_read {
        let wordings: Vec<_> = options.iter().map(|option| (option.label.as_str(), option.also.as_slice())).collect();
        fields::check_wordings(&list, &wordings, problems);
    }
    let scale = ResponseScale::new(options);
    if scale.is_none() && all_read {
        problems
            .report(field, Code::ScaleSequence, "the values of this scale do not grow")
            .expected("at least two options, each with a larger value than the one before");
    }
    scale
}
