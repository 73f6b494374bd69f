//! What is said about published competency models and the mapping to them.

use super::grammar;
use crate::model::{Framework, FrameworkPart, Id, Pack, ReadBy};

/// The heading of a pack's mappings.
pub fn heading(pack: &Pack) -> String {
    let what = if pack.frameworks().is_empty() {
        "not mapped to any published competency model"
    } else {
        "which parts of published competency models it stands for"
    };
    format!("{} {}: {what}", pack.id(), pack.version())
}

/// `AMIA 2017 core competencies (amia-cahiim)`.
pub fn name(framework: &Framework) -> String {
    format!("{} ({})", framework.title, framework.id)
}

/// Who published it, when, and how it was read.
pub fn source(framework: &Framework) -> String {
    format!(
        "Published by {}, dated {}. How it was read: {}.",
        framework.publisher.trim_end_matches('.'),
        framework.date,
        super::read_by(framework.read)
    )
}

/// Whose opinion the mapping is.
pub const JUDGEMENT: &str = "The mapping is our judgement: the authors of this pack decided which competency stands for \
                             which part. The publisher of the model has not checked it. Titles of parts are short names; \
                             read the model itself before you rely on them.";

/// The heading over the parts of models in the text about a competency.
pub const STANDS_FOR: &str = "Stands for these parts of published models, by our judgement";

/// The heading over the parts that no competency stands for.
pub const NOT_COVERED: &str = "Not covered";

/// The heads of the columns.
pub const COLUMNS: [&str; 3] = ["code", "part", "competencies"];

/// The third column for a part: the ids of its competencies.
pub fn competencies(pack: &Pack, part: &FrameworkPart) -> String {
    if part.competencies.is_empty() {
        return "none".to_owned();
    }
    let ids: Vec<&str> = part.competencies.iter().map(|at| pack.competency(*at).id.as_str()).collect();
    ids.join(", ")
}

/// `9 of 10 parts are covered.`
pub fn coverage(framework: &Framework) -> String {
    let covered = framework.parts.iter().filter(|part| !part.competencies.is_empty()).count();
    let verb = grammar::plural(framework.parts.len(), "part is", "parts are");
    format!("{} {verb} covered by at least one competency.", grammar::part(covered, framework.parts.len()))
}

/// `F1 Health`.
pub fn part(part: &FrameworkPart) -> String {
    format!("{} {}", part.code, part.title)
}

/// Why no competency stands for a part.
pub fn reason(part: &FrameworkPart) -> &str {
    part.not_covered.as_deref().unwrap_or("No reason is given.")
}

/// `Read on another site: F1, F2.` for each way in which parts were read, the most direct first.
pub fn readings(framework: &Framework) -> Vec<String> {
    let ways = [ReadBy::Primary, ReadBy::Secondary, ReadBy::Judgement, ReadBy::Unread];
    let line = |way| {
        let codes: Vec<&str> =
            framework.parts.iter().filter(|part| part.read == way).map(|part| part.code.as_str()).collect();
        let how = match way {
            ReadBy::Primary => "Read on the publisher's page",
            ReadBy::Secondary => "Read on another site",
            ReadBy::Judgement => "Our own division",
            ReadBy::Unread => "Not read, so check the title and what belongs to it",
        };
        (!codes.is_empty()).then(|| format!("{how}: {}.", codes.join(", ")))
    };
    ways.into_iter().filter_map(line).collect()
}
