//! The words about the columns of what `score` writes: titles, descriptions, and the names of values.

use crate::facts::columns::{CellKind, Column, Counted, Missing, NOT_NEEDED, STATUSES, status_word};
use crate::gap::GapStatus;
use crate::model::{Level, Pack};

/// What one line of the output as JSON is.
pub const LINE: &str = "One line of `skillgap score --format ndjson`. Numbers have four decimals.";

/// The columns of a table that explains the columns of others: their names, and what they say.
pub const EXPLAINED: [(&str, &str); 3] = [
    ("table", "The name of the table."),
    ("column", "The name of the column."),
    ("about", "What the cells of the column say."),
];

/// A title of a few words, unlike that of any other column of the same table.
pub fn label(pack: &Pack, column: Column) -> String {
    match column {
        Column::Respondent => "Respondent",
        Column::Role => "Role (id)",
        Column::RoleTitle => "Role",
        Column::Form => "Form (id)",
        Column::FormTitle => "Form",
        Column::Answered | Column::Rated => "Items rated",
        Column::Items => "Items of the form",
        Column::Coverage => "Coverage",
        Column::Readiness => "Readiness",
        Column::ReadinessLow => "Readiness, lowest",
        Column::ReadinessHigh => "Readiness, highest",
        Column::DomainLevel(at) => return format!("Domain: {}", pack.domain(at).title),
        Column::CompetencyLevel(at) => return format!("Level: {}", pack.competency(at).title),
        Column::UnmetMust => "Musts not met",
        Column::TopGaps => "First gaps",
        Column::NextRole => "Next role (id)",
        Column::NextReadiness => "Readiness for the next role",
        Column::NextUnmetMust => "Musts of the next role not met",
        Column::NextGaps => "First gaps to the next role",
        Column::Label => "Label",
        Column::Overlay => "Overlay",
        Column::Domain => "Domain (id)",
        Column::DomainTitle => "Domain",
        Column::Competency => "Competency (id)",
        Column::CompetencyTitle => "Competency",
        Column::Level => "Level",
        Column::LevelLabel => "Level reached",
        Column::Target => "Target",
        Column::Importance => "Importance",
        Column::Must => "Must",
        Column::Gap => "Gap",
        Column::Status => "Status",
        Column::Missing => "Why there is no level",
        Column::Asked => "Items asked",
        Column::Unanswered => "Items unanswered",
        Column::Unsure => "Items unsure",
        Column::NotApplicable => "Items not applicable",
        Column::People => "People",
        Column::WithLevel => "People with a level",
        Column::AtLevel(at) => {
            let level = &pack.levels().levels()[at];
            return format!("At level {}, {}", level.number, level.label);
        }
        Column::Without(missing) => return format!("No level: {}", missing_label(missing)),
        Column::MeanLevel => "Mean level",
        Column::MedianLevel => "Median level",
        Column::AtTarget => "People at the target",
        Column::ShareAtTarget => "Share at the target",
        Column::MeanGap => "Mean gap",
    }
    .to_owned()
}

/// What it is, in one sentence without its full stop.
pub fn about(pack: &Pack, column: Column) -> String {
    match column {
        Column::Respondent => "The pseudonym of the respondent",
        Column::Role => "The id of the role that was scored against",
        Column::RoleTitle => "The title of that role",
        Column::Form => "The id of the form",
        Column::FormTitle => "The title of the form",
        Column::Answered => "How many items of the form are rated",
        Column::Items => "How many items the form has",
        Column::Coverage => "Rated items among those of the form, from 0 to 1",
        Column::Readiness => "Readiness for the role, from 0 to 1",
        Column::ReadinessLow => "Readiness with everything without a rating at its worst",
        Column::ReadinessHigh => "Readiness with everything without a rating at its best",
        Column::DomainLevel(at) => {
            let title = &pack.domain(at).title;
            if !pack.has_roles() {
                return format!("Level of the domain {title}: the mean of the levels of its competencies");
            }
            return format!(
                "Level of the domain {title}, weighted by the role's importance: it depends on the role that was scored \
                 against. Where the role needs nothing of it, the mean of the levels"
            );
        }
        Column::CompetencyLevel(at) => return format!("Level of {}", pack.competency(at).title),
        Column::UnmetMust => {
            "Musts of the role that are not met, in the pack's order: the level is below the target, or not known"
        }
        Column::TopGaps => "The first gaps, highest priority first",
        Column::NextRole => "The id of the next role",
        Column::NextReadiness => "Readiness for the next role",
        Column::NextUnmetMust => "Musts of the next role that are not met",
        Column::NextGaps => "The first gaps to the next role, highest priority first",
        Column::Label => "The name or number for people to read; empty where none was given",
        Column::Overlay => {
            "The overlay that lay over the pack: its id, its version and its fingerprint. Levels and readiness do not depend \
             on it"
        }
        Column::Domain => "The id of the domain that the competency belongs to",
        Column::DomainTitle => "The title of that domain",
        Column::Competency => "The id of the competency",
        Column::CompetencyTitle => "The title of the competency",
        Column::Level => "The person's level in the competency",
        Column::LevelLabel => "The label of the highest level that is reached in full",
        Column::Target => "The level that the role needs",
        Column::Importance => "How much the competency counts in the role",
        Column::Must => "Whether the role requires the target",
        Column::Gap => "Target minus level, and 0 above the target",
        Column::Status => "How the level compares with the target",
        Column::Missing => "Why there is no level",
        Column::Asked => "How many items of the form ask about the competency",
        Column::Rated => "How many of these items are rated",
        Column::Unanswered => "How many of these items are not answered, or were skipped",
        Column::Unsure => "How many of these items the person does not know",
        Column::NotApplicable => "How many of these items the person said do not apply",
        Column::People => "How many people were scored against the role",
        Column::WithLevel => "How many of them have a level in the competency",
        Column::AtLevel(at) => {
            let level = &pack.levels().levels()[at];
            let next = pack.levels().levels().get(at + 1);
            let below = next.map_or_else(String::new, |next| format!(" and below {}", next.number));
            return format!("How many have a level from {}, {}{below}", level.number, level.label);
        }
        Column::Without(missing) => return format!("How many have no level: {}", about_missing(missing)),
        Column::MeanLevel => "Mean of the levels that the sheet of people shows",
        Column::MedianLevel => "Median of the levels that the sheet of people shows",
        Column::AtTarget => "How many have a level at the target or above",
        Column::ShareAtTarget => "People at the target among people with a level, from 0 to 1",
        Column::MeanGap => "Mean of the gaps of people with a level, where a level above the target counts as a gap of 0",
    }
    .to_owned()
}

/// When the column has no value, behind the word `empty` or `null`; `None` for one that always has a value.
pub fn absent(pack: &Pack, column: Column) -> Option<&'static str> {
    match column {
        Column::Readiness | Column::NextReadiness => Some("when too little is rated"),
        Column::DomainLevel(_) => Some("when none is known"),
        Column::CompetencyLevel(_) => Some("when too little of it is rated"),
        Column::ReadinessLow | Column::ReadinessHigh if !pack.has_roles() => Some("for a pack without roles"),
        Column::Target | Column::Importance | Column::Must => Some("when the role does not need the competency"),
        Column::NextRole => Some("for someone who starts at the role or above"),
        Column::Level | Column::LevelLabel => Some("when there is no level; `missing` says why"),
        Column::Gap => Some("when there is no level, or the role does not need the competency"),
        Column::Missing => Some("when there is a level"),
        Column::MeanLevel | Column::MedianLevel | Column::ShareAtTarget | Column::MeanGap => {
            Some("when nobody has a level")
        }
        _ => None,
    }
}

/// A status in words.
pub fn about_status(status: GapStatus) -> &'static str {
    match status {
        GapStatus::Met => "the level is at the target or above",
        GapStatus::Open => "the level is below the target",
        GapStatus::NotKnown => "too little is rated to say",
        GapStatus::NotApplicable => "the person said that all its items do not apply",
        GapStatus::NotAsked => "the form has no item about the competency",
    }
}

fn missing_label(missing: Missing) -> &'static str {
    match missing {
        Missing::NotAsked => "not asked",
        Missing::NotApplicable => "not applicable",
        Missing::Unanswered => "unanswered",
        Missing::Unsure => "unsure",
        Missing::Mixed => "several reasons",
        Missing::TooFew => "too few items",
    }
}

/// A reason without a level in words.
pub fn about_missing(missing: Missing) -> &'static str {
    match missing {
        Missing::NotAsked => "the form has no item about the competency",
        Missing::NotApplicable => "the person said that all its items do not apply",
        Missing::Unanswered => "none of its items is answered",
        Missing::Unsure => "the person does not know any of its items",
        Missing::Mixed => "none of its items is rated, for several of these reasons",
        Missing::TooFew => "some of its items are rated, but less than the pack asks for",
    }
}

/// Every value that a cell may hold, with its meaning; empty where any text or number in the range may stand.
pub fn values(pack: &Pack, column: Column) -> Vec<(String, String)> {
    let owned = |(value, label): (&str, &str)| (value.to_owned(), label.to_owned());
    let numbered = |level: &Level| (level.number.to_string(), level.label.clone());
    match column {
        Column::Status => {
            let of_needed = STATUSES.iter().map(|one| owned((status_word(*one), about_status(*one))));
            of_needed.chain([owned((NOT_NEEDED, "the role does not need the competency"))]).collect()
        }
        Column::Missing => Missing::WORDS.iter().map(|(word, one)| owned((word, about_missing(*one)))).collect(),
        Column::Must => vec![owned(("0", "no, it should be reached")), owned(("1", "yes"))],
        Column::LevelLabel => pack
            .levels()
            .levels()
            .iter()
            .map(|level| (level.label.clone(), format!("level {}", level.number)))
            .collect(),
        Column::CompetencyLevel(at) => pack.levels_of(at).map(numbered).collect(),
        Column::Target | Column::Level => pack.levels().levels().iter().map(numbered).collect(),
        Column::Overlay => vec![(Column::overlay(pack), "id, version and fingerprint".to_owned())],
        _ => column.ids(pack).into_iter().map(owned).collect(),
    }
}

/// The name of the type of its cells.
pub fn type_name(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text => "text",
        CellKind::OneOf => "one value",
        CellKind::SeveralOf(_) => "list of values",
        CellKind::Count(_) | CellKind::Whole(..) | CellKind::WholeLevel(..) => "whole number",
        CellKind::Share | CellKind::Level(..) | CellKind::Gap(_) => "number with four decimals",
    }
}

/// The unit of its numbers; empty for none.
pub fn unit(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text | CellKind::OneOf | CellKind::SeveralOf(_) | CellKind::Whole(..) => "",
        CellKind::Count(Counted::Items) => "items",
        CellKind::Count(Counted::People) => "people",
        CellKind::Share => "share of 1",
        CellKind::Level(..) | CellKind::Gap(_) | CellKind::WholeLevel(..) => "levels",
    }
}
