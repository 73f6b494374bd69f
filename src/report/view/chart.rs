//! The geometry of charts: whole numbers in a small picture's own units, with the same numbers in words.

use super::shared::Shared;
use crate::exact::{Exact, nearest, share};
use crate::facts::compare::{Change, RungChange};
use crate::gap::{Gap, GapAnalysis, GapStatus, Rung};
use crate::language::{self, compare, gap_status, grammar, level_number, level_phrase, percent, percent_range};
use crate::model::{CompetencyIx, Domain, Need, Pack};
use crate::score::CompetencyScore;

/// The status of a competency without a level, in a pack without roles.
pub(super) const NOT_PLACED: &str = "Not placed";

/// The drawing's margin left and right, and the width between, in its own units.
const MARGIN: i128 = 16;
const WIDTH: i128 = 188;

/// A band of the background between two levels.
#[derive(Clone, Debug)]
pub struct Band {
    /// Left edge.
    pub x: i128,
    /// Width.
    pub width: String,
    /// The class that shades it.
    pub class: &'static str,
}

/// The axis that the rows of a chart share.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Bands, left to right.
    pub bands: Vec<Band>,
    /// Where each label stands, and the label.
    pub labels: Vec<(i128, String)>,
}

/// One row's marks, and where they stand.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// The dot: where the person is.
    pub dot: Option<i128>,
    /// The tick: the target or the threshold.
    pub tick: Option<i128>,
    /// The hollow dot: where the person was last time.
    pub then: Option<i128>,
    /// The diamond: where an observer places the person.
    pub observer: Option<i128>,
    /// The line between the two, or the range: from, to.
    pub line: Option<(i128, i128)>,
    /// What the picture says, for readers who do not see it.
    pub label: String,
}

/// One competency of the profile.
#[derive(Clone, Debug)]
pub struct ProfileRow {
    /// Its name.
    pub title: String,
    /// The anchor of its card.
    pub anchor: String,
    /// `must` or empty.
    pub must: bool,
    /// The marks.
    pub mark: Mark,
    /// The level, or why there is none.
    pub now: String,
    /// The target; `None` for a pack without roles.
    pub target: Option<String>,
    /// The gap, in levels.
    pub gap: String,
    /// How one stands, in words.
    pub status: String,
}

/// The profile of one domain, rows by weighted gap.
#[derive(Clone, Debug)]
pub struct ProfileSection {
    /// The domain.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Shared<ProfileRow>>,
}

/// One role of the ladder.
#[derive(Clone, Debug)]
pub struct RungRow {
    /// The role.
    pub title: String,
    /// Its tier.
    pub tier: &'static str,
    /// The marks on a scale from 0 to 100 %.
    pub mark: Mark,
    /// Readiness, or why there is none.
    pub readiness: String,
    /// The range that missing answers leave.
    pub range: String,
    /// True when its ends differ.
    pub is_range: bool,
    /// Musts met, of all.
    pub musts: String,
    /// How one stands, in words.
    pub status: &'static str,
    /// True for the role that the report is about.
    pub chosen: bool,
}

fn place(share: Exact) -> i128 {
    nearest(share, WIDTH) + MARGIN
}

pub(super) fn on_levels(pack: &Pack, level: Exact) -> i128 {
    let (low, high) = (i128::from(pack.levels().min()), i128::from(pack.levels().max()));
    place((level - low) / (high - low))
}

/// The axis of the profile: a band between each two levels, a number under each level.
pub fn level_axis(pack: &Pack) -> Axis {
    let levels = pack.levels().levels();
    let at = |number: i64| on_levels(pack, Exact::from(number));
    let band = |(n, pair): (usize, &[crate::model::Level])| Band {
        x: at(pair[0].number),
        width: crate::exact::decimals(Exact::new(WIDTH, levels.len() as i128 - 1), 1),
        class: if n % 2 == 0 { "band a" } else { "band b" },
    };
    Axis {
        bands: levels.windows(2).enumerate().map(band).collect(),
        labels: levels.iter().map(|level| (at(level.number), level.number.to_string())).collect(),
    }
}

/// The axis of the ladder, in quarters.
pub fn share_axis() -> Axis {
    let quarter = |n: i128| place(Exact::new(n, 4));
    let band = |n: i128| Band {
        x: quarter(n),
        width: (WIDTH / 4).to_string(),
        class: if n % 2 == 0 { "band a" } else { "band b" },
    };
    let label = |n: i128| (quarter(n), if n % 2 == 0 { format!("{} %", n * 25) } else { String::new() });
    Axis { bands: (0..4).map(band).collect(), labels: (0..=4).map(label).collect() }
}

/// The profile, domain by domain; `row` gives the row of a competency.
pub(super) fn profile(
    pack: &Pack,
    analysis: &GapAnalysis,
    row: impl Fn(CompetencyIx) -> Option<Shared<ProfileRow>>,
) -> Vec<ProfileSection> {
    let section = |domain: &Domain| {
        let mut all = domain.competencies.clone();
        all.sort_by_cached_key(|at| std::cmp::Reverse(analysis.gap(*at).map(|gap| (gap.weighted(), gap.size))));
        let rows = all.into_iter().filter_map(&row).collect();
        ProfileSection { title: domain.title.clone(), rows }
    };
    pack.domains().iter().map(section).filter(|section| !section.rows.is_empty()).collect()
}

/// The row of one competency, with the person's own marks.
pub(super) fn profile_row(pack: &Pack, gap: &Gap) -> ProfileRow {
    let competency = pack.competency(gap.competency);
    let tick = on_levels(pack, Exact::from(gap.target.level));
    let dot = gap.level.map(|level| on_levels(pack, level));
    let line = dot.filter(|_| gap.status == GapStatus::Open).map(|dot| (dot, tick));
    let now = gap.level.map_or_else(|| gap_status(gap).to_lowercase(), level_number);
    let target = gap.target.level;
    let label = match gap.level {
        Some(level) => format!("Level {}, target {target}", level_number(level)),
        None => format!("{}, target {target}", gap_status(gap)),
    };
    ProfileRow {
        title: competency.title.clone(),
        anchor: format!("c-{}", competency.id),
        must: gap.target.need == Need::Must,
        mark: Mark { dot, tick: Some(tick), line, label, ..Mark::default() },
        now,
        target: Some(target.to_string()),
        gap: if gap.level.is_some() { level_number(gap.size) } else { "not known".to_owned() },
        status: gap_status(gap),
    }
}

/// The row of one competency in a pack without roles.
pub(super) fn placed_row(pack: &Pack, score: &CompetencyScore) -> ProfileRow {
    let competency = pack.competency(score.competency);
    let now = score.level.map_or_else(|| NOT_PLACED.to_lowercase(), level_number);
    let words = |level| grammar::sentence_case(&level_phrase(pack, level));
    ProfileRow {
        title: competency.title.clone(),
        anchor: format!("c-{}", competency.id),
        must: false,
        mark: Mark {
            dot: score.level.map(|level| on_levels(pack, level)),
            label: ["Level ", &now].concat(),
            ..Mark::default()
        },
        now,
        target: None,
        gap: String::new(),
        status: score.level.map_or_else(|| NOT_PLACED.to_owned(), words),
    }
}

/// One row of the ladder.
pub(super) fn rung(pack: &Pack, rung: &Rung, chosen: bool) -> RungRow {
    let analysis = &rung.analysis;
    let role = pack.role(analysis.role);
    let musts = analysis.musts;
    let range = match analysis.bounds {
        (low, high) if low == high => "nothing missing".to_owned(),
        bounds => percent_range(bounds),
    };
    let readiness = analysis.readiness.map_or_else(|| "not enough answers".to_owned(), percent);
    let status = match (rung.reached, analysis.readiness.is_some()) {
        (true, _) => "Reached",
        (false, true) => "Not yet reached",
        (false, false) => "Not known",
    };
    let musts = match musts {
        0 => "none set".to_owned(),
        _ => grammar::part(analysis.met_musts(), musts),
    };
    RungRow {
        title: role.title.clone(),
        tier: language::tier(role.tier),
        mark: Mark {
            dot: analysis.readiness.map(place),
            tick: Some(place(share(pack.scoring().rung_readiness))),
            line: Some((place(analysis.bounds.0), place(analysis.bounds.1))),
            label: ["Readiness ", &readiness, ", range ", &range, ", musts met ", &musts].concat(),
            ..Mark::default()
        },
        is_range: analysis.bounds.0 != analysis.bounds.1,
        readiness,
        range,
        musts,
        status,
        chosen,
    }
}

/// The level of a competency then and now, and the target.
pub fn change_mark(pack: &Pack, change: &Change) -> Mark {
    let dots = change.levels.map(|level| Some(on_levels(pack, level)));
    let tick = change.target.map(|target| on_levels(pack, Exact::from(target)));
    then_and_now(dots, tick, dots[0] != dots[1], compare::picture(change))
}

/// Readiness for a role then and now, and the point from which the role counts as reached.
pub fn rung_change_mark(pack: &Pack, rung: &RungChange) -> Mark {
    let RungChange { readiness, .. } = rung;
    let tick = place(share(pack.scoring().rung_readiness));
    then_and_now(
        readiness.map(|share| share.map(place)),
        Some(tick),
        readiness[0] != readiness[1],
        compare::rung_picture(rung),
    )
}

fn then_and_now([then, dot]: [Option<i128>; 2], tick: Option<i128>, has_line: bool, label: String) -> Mark {
    Mark { dot, tick, then, line: then.zip(dot).filter(|_| has_line), label, ..Mark::default() }
}
