//! The columns of what `score` writes: their names, what they hold, and every value that has a name.
//!
//! This is the one table of columns. The outputs, the JSON Schema, the codebook and the sheets of a spreadsheet all take
//! names and ranges from it; [`language::columns`](crate::language::columns) has the words.

use std::borrow::Cow;

use crate::gap::{GapStatus, TOP_GAPS};
use crate::model::{CompetencyIx, DomainIx, Id, Overlay, Pack};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The pseudonym.
    Respondent,
    /// The id of the role that was scored against.
    Role,
    /// Its title.
    RoleTitle,
    /// The id of the form.
    Form,
    /// Its title.
    FormTitle,
    /// How many items of the form are rated.
    Answered,
    /// How many items the form has.
    Items,
    /// Rated items among those of the form.
    Coverage,
    /// Readiness for the role.
    Readiness,
    /// Readiness with everything missing at its worst.
    ReadinessLow,
    /// Readiness with everything missing at its best.
    ReadinessHigh,
    /// The level of a domain.
    DomainLevel(DomainIx),
    /// The level of a competency.
    CompetencyLevel(CompetencyIx),
    /// Musts that are not met.
    UnmetMust,
    /// The first gaps.
    TopGaps,
    /// The id of the next role.
    NextRole,
    /// Readiness for it.
    NextReadiness,
    /// Its musts that are not met.
    NextUnmetMust,
    /// The first gaps to it.
    NextGaps,
    /// The name or number for people to read.
    Label,
    /// Which overlay lay over the pack.
    Overlay,
    /// The id of a domain.
    Domain,
    /// Its title.
    DomainTitle,
    /// The id of a competency.
    Competency,
    /// Its title.
    CompetencyTitle,
    /// The person's level.
    Level,
    /// The label of the highest level that is reached in full.
    LevelLabel,
    /// The level that the role needs.
    Target,
    /// How much it counts in the role.
    Importance,
    /// Whether the role requires it.
    Must,
    /// Target minus level.
    Gap,
    /// How the level compares with the target.
    Status,
    /// Why there is no level.
    Missing,
    /// How many items of the form ask about the competency.
    Asked,
    /// How many of them are rated.
    Rated,
    /// How many are not answered.
    Unanswered,
    /// How many the person does not know.
    Unsure,
    /// How many do not apply to the person.
    NotApplicable,
    /// How many people were scored against the role.
    People,
    /// How many of them have a level.
    WithLevel,
    /// How many reach the level at this position of the scale and not the next.
    AtLevel(usize),
    /// How many have no level for this reason.
    Without(Missing),
    /// The mean level.
    MeanLevel,
    /// The median level.
    MedianLevel,
    /// How many are at the target or above.
    AtTarget,
    /// Their share of those who have a level.
    ShareAtTarget,
    /// The mean gap.
    MeanGap,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Items of a form.
    Items,
    /// People.
    People,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Any text.
    Text,
    /// One of the named values.
    OneOf,
    /// Several of the named values, at most so many.
    SeveralOf(usize),
    /// A whole number from 0.
    Count(Counted),
    /// A number from 0 to 1 with four decimals.
    Share,
    /// A level or a mean of levels, with four decimals, between these.
    Level(i64, i64),
    /// A difference of levels with four decimals, up to this.
    Gap(i64),
    /// A whole number between these, without a unit.
    Whole(i64, i64),
    /// A level as a whole number, between these.
    WholeLevel(i64, i64),
}

impl CellKind {
    /// True for numbers.
    pub fn is_number(self) -> bool {
        !matches!(self, Self::Text | Self::OneOf | Self::SeveralOf(_))
    }

    /// The lowest and the highest number; a count has no highest.
    pub fn range(self) -> Option<(i64, Option<i64>)> {
        match self {
            Self::Text | Self::OneOf | Self::SeveralOf(_) => None,
            Self::Count(_) => Some((0, None)),
            Self::Share => Some((0, Some(1))),
            Self::Level(low, high) | Self::Whole(low, high) | Self::WholeLevel(low, high) => Some((low, Some(high))),
            Self::Gap(high) => Some((0, Some(high))),
        }
    }
}

/// Why a person has no level in a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The form has no item about it.
    NotAsked,
    /// All its items were said not to apply.
    NotApplicable,
    /// None of its items was answered.
    Unanswered,
    /// The person does not know any of its items.
    Unsure,
    /// None of its items is rated, for several of the reasons above.
    Mixed,
    /// Some of its items are rated, and fewer than the pack asks for.
    TooFew,
}

impl Missing {
    /// Each value with its word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("not-asked", Self::NotAsked),
        ("not-applicable", Self::NotApplicable),
        ("unanswered", Self::Unanswered),
        ("unsure", Self::Unsure),
        ("mixed", Self::Mixed),
        ("too-few", Self::TooFew),
    ];

    /// The reason, for a competency without a level, from how many of its items are in each state.
    pub fn of(items: &ItemCounts) -> Self {
        match items.asked() {
            0 => Self::NotAsked,
            _ if items.rated > 0 => Self::TooFew,
            all if items.not_applicable == all => Self::NotApplicable,
            all if items.unanswered == all => Self::Unanswered,
            all if items.unsure == all => Self::Unsure,
            _ => Self::Mixed,
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}

/// How many items of a competency are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemCounts {
    /// Rated.
    pub rated: usize,
    /// Not answered, or skipped.
    pub unanswered: usize,
    /// The person does not know.
    pub unsure: usize,
    /// Does not apply to the person.
    pub not_applicable: usize,
}

impl ItemCounts {
    /// How many items there are.
    pub fn asked(&self) -> usize {
        self.rated + self.unanswered + self.unsure + self.not_applicable
    }
}

/// The word of a status.
pub fn status_word(status: GapStatus) -> &'static str {
    match status {
        GapStatus::Met => "met",
        GapStatus::Open => "open",
        GapStatus::NotKnown => "not-known",
        GapStatus::NotApplicable => "not-applicable",
        GapStatus::NotAsked => "not-asked",
    }
}

/// Every status.
pub const STATUSES: [GapStatus; 5] =
    [GapStatus::Met, GapStatus::Open, GapStatus::NotKnown, GapStatus::NotApplicable, GapStatus::NotAsked];

/// The word in place of a status for a competency that the role does not need.
pub const NOT_NEEDED: &str = "not-needed";

/// The columns of the table with one row for each person; with those of the next role and of the label where asked for.
pub fn of_people(pack: &Pack, next: bool, label: bool) -> Vec<Column> {
    use Column::{
        Answered, Coverage, Form, Items, NextGaps, NextReadiness, NextRole, NextUnmetMust, Readiness, ReadinessHigh,
        ReadinessLow, Respondent, Role, TopGaps, UnmetMust,
    };
    let mut columns = vec![Respondent, Role, Form, Answered, Items, Coverage, Readiness, ReadinessLow, ReadinessHigh];
    columns.extend((0..pack.domains().len()).map(|at| Column::DomainLevel(DomainIx::new(at))));
    columns.extend(pack.competency_indices().map(Column::CompetencyLevel));
    columns.extend([UnmetMust, TopGaps]);
    columns.extend(next.then_some([NextRole, NextReadiness, NextUnmetMust, NextGaps]).into_iter().flatten());
    columns.extend(last(pack, label));
    columns
}

/// The same with the titles of role and form, for a sheet that people read.
pub fn of_people_sheet(pack: &Pack, next: bool, label: bool) -> Vec<Column> {
    let titled = |column| match column {
        Column::Role => [Some(column), Some(Column::RoleTitle)],
        Column::Form => [Some(column), Some(Column::FormTitle)],
        _ => [Some(column), None],
    };
    of_people(pack, next, label).into_iter().flat_map(titled).flatten().collect()
}

/// The columns of the table with one row for each person and competency.
pub fn of_long(pack: &Pack, label: bool) -> Vec<Column> {
    use Column::{
        Asked, Competency, CompetencyTitle, Domain, DomainTitle, Form, Gap, Importance, Level, LevelLabel, Missing,
        Must, NotApplicable, Rated, Respondent, Role, RoleTitle, Status, Target, Unanswered, Unsure,
    };
    let mut columns = vec![
        Respondent,
        Role,
        RoleTitle,
        Form,
        Domain,
        DomainTitle,
        Competency,
        CompetencyTitle,
        Level,
        LevelLabel,
        Target,
        Importance,
        Must,
        Gap,
        Status,
        Missing,
        Asked,
        Rated,
        Unanswered,
        Unsure,
        NotApplicable,
    ];
    columns.extend(last(pack, label));
    columns
}

/// The columns of the table with one row for each role and competency, about all people together.
pub fn of_competencies(pack: &Pack) -> Vec<Column> {
    use Column::{
        AtTarget, Competency, CompetencyTitle, Domain, DomainTitle, Importance, MeanGap, MeanLevel, MedianLevel, Must,
        People, Role, RoleTitle, ShareAtTarget, Target, WithLevel,
    };
    let mut columns = vec![
        Role,
        RoleTitle,
        Domain,
        DomainTitle,
        Competency,
        CompetencyTitle,
        Target,
        Importance,
        Must,
        People,
        WithLevel,
    ];
    columns.extend([MeanLevel, MedianLevel, AtTarget, ShareAtTarget, MeanGap]);
    columns.extend((0..pack.levels().levels().len()).map(Column::AtLevel));
    columns.extend(self::Missing::WORDS.iter().map(|(_, missing)| Column::Without(*missing)));
    columns
}

fn last(pack: &Pack, label: bool) -> impl Iterator<Item = Column> {
    label.then_some(Column::Label).into_iter().chain(pack.overlay().map(|_| Column::Overlay))
}

impl Column {
    /// Its name in every output.
    pub fn name(self, pack: &Pack) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Respondent => "respondent",
            Self::Role => "role",
            Self::RoleTitle => "role_title",
            Self::Form => "form",
            Self::FormTitle => "form_title",
            Self::Answered => "answered",
            Self::Items | Self::Asked => "items",
            Self::Coverage => "coverage",
            Self::Readiness => "readiness",
            Self::ReadinessLow => "readiness_low",
            Self::ReadinessHigh => "readiness_high",
            Self::DomainLevel(at) => return Cow::Owned(format!("domain.{}", pack.domain(at).id)),
            Self::CompetencyLevel(at) => return Cow::Owned(format!("level.{}", pack.competency(at).id)),
            Self::UnmetMust => "unmet_must",
            Self::TopGaps => "top_gaps",
            Self::NextRole => "next_role",
            Self::NextReadiness => "next_readiness",
            Self::NextUnmetMust => "next_unmet_must",
            Self::NextGaps => "next_gaps",
            Self::Label => "label",
            Self::Overlay => "overlay",
            Self::Domain => "domain",
            Self::DomainTitle => "domain_title",
            Self::Competency => "competency",
            Self::CompetencyTitle => "competency_title",
            Self::Level => "level",
            Self::LevelLabel => "level_label",
            Self::Target => "target",
            Self::Importance => "importance",
            Self::Must => "must",
            Self::Gap => "gap",
            Self::Status => "status",
            Self::Missing => "missing",
            Self::Rated => "rated",
            Self::Unanswered => "unanswered",
            Self::Unsure => "unsure",
            Self::NotApplicable => "not_applicable",
            Self::People => "people",
            Self::WithLevel => "with_level",
            Self::AtLevel(at) => return Cow::Owned(format!("at_level_{}", pack.levels().levels()[at].number)),
            Self::Without(missing) => return Cow::Owned(format!("missing_{}", missing.word().replace('-', "_"))),
            Self::MeanLevel => "mean_level",
            Self::MedianLevel => "median_level",
            Self::AtTarget => "at_target",
            Self::ShareAtTarget => "share_at_target",
            Self::MeanGap => "mean_gap",
        })
    }

    /// What its cells hold.
    pub fn kind(self, pack: &Pack) -> CellKind {
        let (low, high) = (pack.levels().min(), pack.levels().max());
        match self {
            Self::Respondent
            | Self::RoleTitle
            | Self::FormTitle
            | Self::DomainTitle
            | Self::CompetencyTitle
            | Self::Label => CellKind::Text,
            Self::Role
            | Self::Form
            | Self::NextRole
            | Self::Overlay
            | Self::Domain
            | Self::Competency
            | Self::LevelLabel
            | Self::Status
            | Self::Missing => CellKind::OneOf,
            Self::UnmetMust | Self::NextUnmetMust => CellKind::SeveralOf(pack.competencies().len()),
            Self::TopGaps | Self::NextGaps => CellKind::SeveralOf(TOP_GAPS),
            Self::Answered
            | Self::Items
            | Self::Asked
            | Self::Rated
            | Self::Unanswered
            | Self::Unsure
            | Self::NotApplicable => CellKind::Count(Counted::Items),
            Self::People | Self::WithLevel | Self::AtLevel(_) | Self::Without(_) | Self::AtTarget => {
                CellKind::Count(Counted::People)
            }
            Self::Coverage
            | Self::Readiness
            | Self::ReadinessLow
            | Self::ReadinessHigh
            | Self::NextReadiness
            | Self::ShareAtTarget => CellKind::Share,
            Self::CompetencyLevel(at) => {
                let ranges = || pack.competency(at).items.iter().map(|item| pack.level_range(*item));
                let lowest = ranges().map(|(low, _)| low).min().unwrap_or(low);
                CellKind::Level(lowest, ranges().map(|(_, high)| high).max().unwrap_or(high))
            }
            Self::DomainLevel(_) | Self::Level | Self::MeanLevel | Self::MedianLevel => CellKind::Level(low, high),
            Self::Gap | Self::MeanGap => CellKind::Gap(high - low),
            Self::Target => CellKind::WholeLevel(low, high),
            Self::Importance => CellKind::Whole(0, 1000),
            Self::Must => CellKind::Whole(0, 1),
        }
    }

    /// The ids that its cells hold, with their titles; empty for a column without ids.
    pub fn ids(self, pack: &Pack) -> Vec<(&str, &str)> {
        match self {
            Self::Role | Self::NextRole => {
                pack.scored_roles().iter().map(|role| (role.id.as_str(), role.title.as_str())).collect()
            }
            Self::Form => pack.forms().iter().map(|form| (form.id.as_str(), form.title.as_str())).collect(),
            Self::Domain => pack.domains().iter().map(|domain| (domain.id.as_str(), domain.title.as_str())).collect(),
            Self::Competency | Self::UnmetMust | Self::TopGaps | Self::NextUnmetMust | Self::NextGaps => {
                pack.competencies().iter().map(|one| (one.id.as_str(), one.title.as_str())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The one value of the column of the overlay.
    pub fn overlay(pack: &Pack) -> String {
        pack.overlay().map_or_else(String::new, Overlay::stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h04_each_kind_of_missing_has_its_own_word() {
        for (word, missing) in Missing::WORDS {
            assert_eq!(missing.word(), *word);
        }
        let of = |rated, unanswered, unsure, not_applicable| {
            Missing::of(&ItemCounts { rated, unanswered, unsure, not_applicable }).word()
        };
        assert_eq!(of(0, 0, 0, 0), "not-asked");
        assert_eq!([of(0, 3, 0, 0), of(0, 0, 3, 0), of(0, 0, 0, 3)], ["unanswered", "unsure", "not-applicable"]);
        assert_eq!([of(0, 1, 0, 2), of(0, 0, 1, 1), of(0, 2, 1, 0)], ["mixed"; 3]);
        assert_eq!([of(1, 2, 0, 0), of(1, 0, 0, 5)], ["too-few"; 2]);
    }
}
