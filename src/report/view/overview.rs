//! The overview: how each domain stands, and how much of what is open lies in it.

use super::chart::{Mark, on_levels};
use crate::exact::{Exact, decimals};
use crate::gap::{DomainLevel, Gap, GapAnalysis, GapStatus};
use crate::language::grammar;
use crate::language::{amount, fraction, percent};
use crate::model::Pack;

/// The overview of the domains.
#[derive(Clone, Debug)]
pub struct Overview {
    /// What it shows, in a sentence.
    pub takeaway: String,
    /// One row for each domain.
    pub rows: Vec<DomainRow>,
    /// How each mean comes about, a line for each domain that has one.
    pub formulas: Vec<String>,
}

/// One domain.
#[derive(Clone, Debug)]
pub struct DomainRow {
    /// Its name.
    pub title: String,
    /// The marks: mean level and mean target.
    pub mark: Mark,
    /// The mean level, or why there is none.
    pub now: String,
    /// The mean target.
    pub target: String,
    /// How many of its rated competencies are at or above target.
    pub met: String,
    /// Its share of all points to go.
    pub open: String,
    /// The same as a number; `None` where nothing is to go.
    pub open_share: Option<Exact>,
    /// How many of its competencies are at or above target, and how many have a level.
    pub counts: (usize, usize),
}

/// The overview of a person held against a role.
pub(super) fn overview(pack: &Pack, analysis: &GapAnalysis) -> Overview {
    let is_needed = |level: &DomainLevel| !pack.has_roles() || own(pack, analysis, level).next().is_some();
    let domains: Vec<DomainLevel> = analysis.domains(pack).into_iter().filter(is_needed).collect();
    let open: Vec<Exact> = domains.iter().map(|level| open_points(pack, analysis, level)).collect();
    let lost = analysis.sums.lost;
    let zero = Exact::ZERO;
    let most = (0..open.len()).rev().max_by_key(|at| open[*at]).filter(|_| lost > zero);
    let takeaway = match most {
        Some(at) => format!(
            "The domain with most to go is {}: {} of all points to go.",
            pack.domain(domains[at].domain).title,
            percent(open[at] / lost)
        ),
        None if !pack.has_roles() => String::new(),
        None if analysis.sums.carried > 0 => "Nothing that is rated is short of its target.".to_owned(),
        None if !analysis.not_needed.is_empty() => "Nothing that the role needs is rated yet.".to_owned(),
        None => "Nothing is rated yet, so there is nothing to compare.".to_owned(),
    };
    let share = |points: Exact| (lost > zero).then(|| points / lost);
    let rows = domains.iter().zip(&open).map(|(level, points)| row(pack, analysis, level, share(*points)));
    Overview {
        takeaway,
        rows: rows.collect(),
        formulas: domains.iter().filter_map(|level| formula(pack, analysis, level)).collect(),
    }
}

fn own<'a>(pack: &'a Pack, analysis: &'a GapAnalysis, level: &DomainLevel) -> impl Iterator<Item = &'a Gap> {
    pack.domain(level.domain).competencies.iter().filter_map(|at| analysis.gap(*at))
}

fn open_points(pack: &Pack, analysis: &GapAnalysis, level: &DomainLevel) -> Exact {
    own(pack, analysis, level).map(Gap::weighted).sum()
}

fn row(pack: &Pack, analysis: &GapAnalysis, level: &DomainLevel, open_share: Option<Exact>) -> DomainRow {
    let count = |among: &[GapStatus]| own(pack, analysis, level).filter(|gap| among.contains(&gap.status)).count();
    let counts = (count(&[GapStatus::Met]), count(&[GapStatus::Met, GapStatus::Open]));
    let met = match counts {
        (_, 0) => "none rated".to_owned(),
        (met, rated) => grammar::part(met, rated),
    };
    let text = |value: Option<Exact>, none: &str| value.map_or_else(|| none.to_owned(), |value| decimals(value, 1));
    let now = text(level.level, "not enough answers");
    let target = text(level.target, "not needed");
    let dot = level.level.map(|level| on_levels(pack, level));
    let tick = level.target.map(|target| on_levels(pack, target));
    DomainRow {
        title: pack.domain(level.domain).title.clone(),
        mark: Mark {
            line: dot.zip(tick).filter(|_| level.level < level.target),
            label: ["Level ", &now, ", target ", &target].concat(),
            dot,
            tick,
            ..Mark::default()
        },
        now,
        target,
        met,
        open: open_share.map_or_else(|| "none to go".to_owned(), percent),
        open_share,
        counts,
    }
}

/// The bytes that nearly every formula fits in.
const ROOM_FOR_A_FORMULA: usize = 160;

/// `Technical: (6 × 2 + 5 × 3) / (6 + 5) = 27/11, about 2.45.`
fn formula(pack: &Pack, analysis: &GapAnalysis, level: &DomainLevel) -> Option<String> {
    let mean = level.level.filter(|_| level.target.is_some())?;
    let counted: Vec<(String, Exact)> = own(pack, analysis, level)
        .filter(|gap| gap.target.importance > 0)
        .filter_map(|gap| Some((gap.target.importance.to_string(), gap.level?)))
        .collect();
    let mut text = String::with_capacity(ROOM_FOR_A_FORMULA);
    text.extend([&pack.domain(level.domain).title, ": ("]);
    for (at, (importance, level)) in counted.iter().enumerate() {
        text.extend([plus(at), importance, " × ", &amount(*level)]);
    }
    text.push_str(") / (");
    for (at, (importance, _)) in counted.iter().enumerate() {
        text.extend([plus(at), importance]);
    }
    text.extend([") = ", &fraction(mean), "."]);
    Some(text)
}

/// What stands before the next part of a sum.
fn plus(at: usize) -> &'static str {
    if at == 0 { "" } else { " + " }
}
