//! Two sheets side by side: what changed, in which order it is shown, and what cannot be compared.

use std::cmp::{Ordering, Reverse};

use crate::assess::Comparison;
use crate::exact::Exact;
use crate::gap::{Difference, Gap, GapAnalysis, GapStatus, NOTABLE_CHANGE, Rung};
use crate::model::{CompetencyIx, Domain, Need, Pack, RoleIx, RoleProfile};
use crate::score::CompetencyScore;

/// What changed between two attempts, held against the role of the later one.
#[derive(Clone, Debug)]
pub struct Changes<'a> {
    /// The two attempts.
    pub comparison: &'a Comparison<'a>,
    /// The gaps to the role, then and now.
    pub analyses: [&'a GapAnalysis; 2],
    /// The next role on the way to that role, then and now.
    pub next: [Option<RoleIx>; 2],
    /// Every competency with a level in both attempts, in the pack's order.
    pub compared: Vec<Change>,
}

/// A competency with a level in both attempts.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The competency.
    pub competency: CompetencyIx,
    /// The level then and now.
    pub levels: [Exact; 2],
    /// The level now minus the level then.
    pub size: Exact,
    /// The level that the role needs; `None` where it does not need the competency.
    pub target: Option<i64>,
    /// True for a must of the role.
    pub must: bool,
}

/// Which way a level changed; up and down are by [`NOTABLE_CHANGE`] at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Up by a notable change.
    Up,
    /// Up by less.
    LittleUp,
    /// No change.
    Same,
    /// Down by less.
    LittleDown,
    /// Down by a notable change.
    Down,
}

/// Where one side stands in a competency that the two sides do not both have a level in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// At this level.
    Level(Exact),
    /// At this level of what the competency measured then.
    EarlierMeaning(Exact),
    /// The form does not ask about it.
    NotAsked,
    /// The person said that it does not apply.
    NotApplicable,
    /// Too little of it is rated.
    TooFewAnswers,
}

/// A role of the ladder, then and now.
#[derive(Clone, Copy, Debug)]
pub struct RungChange {
    /// The role.
    pub role: RoleIx,
    /// True for the role that both attempts are held against.
    pub chosen: bool,
    /// Readiness then and now.
    pub readiness: [Option<Exact>; 2],
    /// Whether the role was reached then, and is now.
    pub reached: [bool; 2],
}

impl<'a> Changes<'a> {
    /// The changes between the sides of a comparison.
    pub fn new(comparison: &'a Comparison<'a>) -> Self {
        let role = comparison.pair.second().role;
        let analyses = comparison.sides.map(|side| side.against(role));
        let change = |difference: &Difference| {
            let levels = difference.levels()?;
            let competency = difference.competency;
            let target = analyses[1].gap(competency).map(|gap| &gap.target);
            let must = target.is_some_and(|target| target.need == Need::Must);
            Some(Change { competency, levels, size: levels[1] - levels[0], target: target.map(|of| of.level), must })
        };
        let next = comparison.sides.map(|side| side.next_role(role));
        Self { comparison, analyses, next, compared: comparison.differences.iter().filter_map(change).collect() }
    }

    /// The pack that both attempts are scored with.
    pub fn pack(&self) -> &'a Pack {
        self.comparison.sides[1].pack
    }

    /// The role that both attempts are held against.
    pub fn role(&self) -> &'a RoleProfile {
        self.pack().role(self.analyses[1].role)
    }

    /// True when one of the attempts is not finished.
    pub fn is_draft(&self) -> bool {
        self.comparison.sides.iter().any(|side| side.sheet.finished.is_none())
    }

    /// A role of the ladder, then and now.
    pub fn rung(&self, role: RoleIx) -> RungChange {
        let rungs = self.comparison.sides.map(|side| &side.ladder[role.get()]);
        self.rung_change(rungs)
    }

    /// Notable changes upwards, largest first, equal ones in the pack's order.
    pub fn up(&self) -> Vec<Change> {
        self.towards(Direction::Up)
    }

    /// Notable changes downwards, largest first, equal ones in the pack's order.
    pub fn down(&self) -> Vec<Change> {
        self.towards(Direction::Down)
    }

    fn towards(&self, direction: Direction) -> Vec<Change> {
        let mut found: Vec<Change> = self.compared.iter().filter(|at| at.direction() == direction).copied().collect();
        found.sort_by_key(|change| Reverse(change.size.max(-change.size)));
        found
    }

    /// The largest change upwards (`Greater`) or downwards (`Less`), and the competencies that changed by it.
    pub fn furthest(&self, way: Ordering) -> Option<(Exact, Vec<CompetencyIx>)> {
        let towards = || self.compared.iter().filter(|change| change.size.cmp(&Exact::ZERO) == way);
        let size = towards().map(|change| change.size).max_by_key(|size| (*size).max(-*size))?;
        Some((size, towards().filter(|change| change.size == size).map(|change| change.competency).collect()))
    }

    /// The domains with a competency that is compared, each with its changes.
    pub fn domains(&self) -> Vec<(&'a Domain, Vec<&Change>)> {
        let find = |at: &CompetencyIx| self.compared.iter().find(|change| change.competency == *at);
        let domains = self.pack().domains().iter();
        let changes = domains.map(|domain| (domain, domain.competencies.iter().filter_map(find).collect::<Vec<_>>()));
        changes.filter(|(_, changes)| !changes.is_empty()).collect()
    }

    /// The musts that are met on one side (0 or 1) and not on the other.
    pub fn musts_met_only(&self, side: usize) -> Vec<CompetencyIx> {
        let is_must = |gap: &&Gap| gap.target.need == Need::Must && gap.status == GapStatus::Met;
        let met = self.analyses[side].gaps.iter().filter(is_must).map(|gap| gap.competency);
        let is_met =
            |at: &CompetencyIx| self.analyses[1 - side].gap(*at).is_some_and(|gap| gap.status == GapStatus::Met);
        met.filter(|at| !is_met(at)).collect()
    }

    /// The roles of the ladder, highest first.
    pub fn ladder(&self) -> Vec<RungChange> {
        let [first, second] = self.comparison.sides.map(|side| &side.ladder);
        first.iter().zip(second).rev().map(|(then, now)| self.rung_change([then, now])).collect()
    }

    fn rung_change(&self, rungs: [&Rung; 2]) -> RungChange {
        RungChange {
            role: rungs[1].analysis.role,
            chosen: rungs[1].analysis.role == self.analyses[1].role,
            readiness: rungs.map(|rung| rung.analysis.readiness),
            reached: rungs.map(|rung| rung.reached),
        }
    }
}

impl Change {
    /// Which way the level changed.
    pub fn direction(&self) -> Direction {
        let notable = Exact::from(NOTABLE_CHANGE);
        match self.size.cmp(&Exact::ZERO) {
            Ordering::Greater if self.size >= notable => Direction::Up,
            Ordering::Greater => Direction::LittleUp,
            Ordering::Equal => Direction::Same,
            Ordering::Less if self.size > -notable => Direction::LittleDown,
            Ordering::Less => Direction::Down,
        }
    }

    /// True for a change of [`NOTABLE_CHANGE`] or more.
    pub fn is_notable(&self) -> bool {
        matches!(self.direction(), Direction::Up | Direction::Down)
    }
}

/// The competencies without a level on one side at least, and those that measured something else on one side, in the
/// pack's order, with the placement on both.
pub fn not_compared(comparison: &Comparison<'_>) -> Vec<(CompetencyIx, [Placement; 2])> {
    let apart = comparison.differences.iter().filter(|difference| difference.size().is_none());
    let placements = |at| {
        comparison.sides.map(|side| match placement(side.card.competency(at)) {
            Placement::Level(level) if side.sheet.is_of_earlier_meaning(side.pack.competency(at)) => {
                Placement::EarlierMeaning(level)
            }
            placement => placement,
        })
    };
    apart.map(|difference| (difference.competency, placements(difference.competency))).collect()
}

fn placement(score: &CompetencyScore) -> Placement {
    match score.level {
        Some(level) => Placement::Level(level),
        None if score.items.is_empty() => Placement::NotAsked,
        None if score.is_not_applicable() => Placement::NotApplicable,
        None => Placement::TooFewAnswers,
    }
}
