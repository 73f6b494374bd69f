//! Gaps of one person to one role.

use std::cmp::Reverse;

use crate::exact::{Exact, reaches, share};
use crate::model::{CompetencyIx, DomainIx, Need, Pack, RoleIx, Target};
use crate::score::{CompetencyScore, ScoreCard};

/// The most gaps that score output and golden answers list, highest priority first.
pub const TOP_GAPS: usize = 5;

/// How the level of a competency compares with the target of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapStatus {
    /// The level is at the target or above it.
    Met,
    /// The level is below the target.
    Open,
    /// Too little is rated to say.
    NotKnown,
    /// The person said it does not apply to them; the role needs it all the same.
    NotApplicable,
    /// The form does not ask about it.
    NotAsked,
}

/// One competency of a role and how far away it is.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The competency.
    pub competency: CompetencyIx,
    /// What the role needs.
    pub target: Target,
    /// The person's level, where it is shown.
    pub level: Option<Exact>,
    /// How they stand.
    pub status: GapStatus,
    /// Target minus level, at least 0; 0 where the level is not shown.
    pub size: Exact,
}

impl Gap {
    /// Importance times size: what the gap takes from readiness, and its place among priorities.
    pub fn weighted(&self) -> Exact {
        self.size * i128::from(self.target.importance)
    }

    /// Sorts gaps by priority, the highest first: unmet must before should, then importance times gap, then gap, then
    /// the pack's order.
    pub fn priority(&self) -> (bool, Reverse<Exact>, Reverse<Exact>, CompetencyIx) {
        (self.target.need != Need::Must, Reverse(self.weighted()), Reverse(self.size), self.competency)
    }
}

/// The level of a whole domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomainLevel {
    /// The domain.
    pub domain: DomainIx,
    /// The mean of its shown levels, weighted by the role's importance; the plain mean where the role needs nothing of the
    /// domain. `None` when none is shown or counts.
    pub level: Option<Exact>,
    /// The mean of the targets of the same competencies, or of all of them when no level is shown; weighted by
    /// importance; `None` when none counts.
    pub target: Option<Exact>,
}

/// One person held against one role.
#[derive(Clone, Debug)]
pub struct GapAnalysis {
    /// The role.
    pub role: RoleIx,
    /// One entry for each competency that the role needs, in the pack's order.
    pub gaps: Vec<Gap>,
    /// The shown levels of the competencies that it does not need, in the pack's order.
    pub not_needed: Vec<(CompetencyIx, Exact)>,
    /// From 0 to 1; `None` when too little is known.
    pub readiness: Option<Exact>,
    /// The worst and the best readiness that what is missing leaves room for.
    pub bounds: (Exact, Exact),
    /// The sums behind readiness and its bounds.
    pub sums: Sums,
    /// Musts that are not met, in the pack's order: the level is below the target, or not shown.
    pub unmet_musts: Vec<CompetencyIx>,
    /// How many musts the role has.
    pub musts: usize,
}

/// The sums that readiness and its bounds are made of, in points: importance times levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// `sum(w g)` over the competencies with a shown level.
    pub lost: Exact,
    /// `sum(w (t - L_min))` over the same.
    pub whole: i128,
    /// The importance that competencies with a shown level carry.
    pub carried: i64,
    /// The importance of all competencies.
    pub total: i64,
    /// `sum(w g)` with everything missing at its worst, over all competencies.
    pub lost_at_worst: Exact,
    /// The same with everything missing at its best.
    pub lost_at_best: Exact,
    /// `sum(w (t - L_min))` over all competencies.
    pub whole_of_all: i128,
}

impl GapAnalysis {
    /// The gap of a competency; `None` for one that the role does not need.
    pub fn gap(&self, competency: CompetencyIx) -> Option<&Gap> {
        let at = self.gaps.binary_search_by_key(&competency, |gap| gap.competency).ok()?;
        Some(&self.gaps[at])
    }

    /// True when readiness is given and at least `scoring.rung-readiness`, and every must is met.
    pub fn is_reached(&self, pack: &Pack) -> bool {
        let threshold = share(pack.scoring().rung_readiness);
        self.readiness.is_some_and(|readiness| readiness >= threshold) && self.unmet_musts.is_empty()
    }

    /// How many musts of the role are met.
    pub fn met_musts(&self) -> usize {
        self.musts - self.unmet_musts.len()
    }

    /// The open gaps, highest priority first: unmet must before should, then importance times gap, then gap,
    /// then the pack's order.
    pub fn open_gaps(&self) -> Vec<&Gap> {
        let mut open: Vec<&Gap> = self.gaps.iter().filter(|gap| gap.status == GapStatus::Open).collect();
        open.sort_by_cached_key(|gap| gap.priority());
        open
    }

    /// The competencies of the [open gaps](Self::open_gaps), highest priority first.
    pub fn priorities(&self) -> Vec<CompetencyIx> {
        self.open_gaps().into_iter().map(|gap| gap.competency).collect()
    }

    /// The result of each domain, in the pack's order.
    pub fn domains(&self, pack: &Pack) -> Vec<DomainLevel> {
        domains(pack, self)
    }
}

/// Holds a score card against a role.
pub fn analyse(pack: &Pack, card: &ScoreCard, role: RoleIx) -> GapAnalysis {
    let profile = pack.role(role);
    let gaps: Vec<Gap> =
        profile.targets.iter().map(|target| gap(card.competency(target.competency), target.clone())).collect();
    let musts: Vec<&Gap> = gaps.iter().filter(|gap| gap.target.need == Need::Must).collect();
    let unmet = musts.iter().filter(|gap| gap.status != GapStatus::Met).map(|gap| gap.competency).collect();
    let others = card.competencies.iter().filter(|score| profile.target(score.competency).is_none());
    let not_needed = others.filter_map(|score| Some((score.competency, score.level?))).collect();
    let sums = sums(pack, card, &gaps);
    let readiness = readiness(pack, &sums);
    GapAnalysis {
        role,
        readiness,
        bounds: bounds(&sums, readiness),
        sums,
        unmet_musts: unmet,
        musts: musts.len(),
        gaps,
        not_needed,
    }
}

/// The gap of one competency.
pub fn gap(score: &CompetencyScore, target: Target) -> Gap {
    let needed = Exact::from(target.level);
    let zero = Exact::ZERO;
    let size = score.level.map_or(zero, |level| (needed - level).max(zero));
    let status = match score.level {
        Some(_) if size > zero => GapStatus::Open,
        Some(_) => GapStatus::Met,
        None if score.items.is_empty() => GapStatus::NotAsked,
        None if score.is_not_applicable() => GapStatus::NotApplicable,
        None => GapStatus::NotKnown,
    };
    Gap { competency: score.competency, target, level: score.level, status, size }
}

/// `1 - lost / whole`; `None` when there is nothing to lose.
fn remaining(lost: Exact, whole: i128) -> Option<Exact> {
    (whole > 0).then(|| Exact::ONE - lost / whole)
}

/// Importance times the way from the lowest level to the target: what a competency can add to readiness, in points.
pub fn weight_of(pack: &Pack, target: &Target) -> i128 {
    i128::from(target.importance) * i128::from(target.level - pack.levels().min())
}

fn sums(pack: &Pack, card: &ScoreCard, gaps: &[Gap]) -> Sums {
    let zero = Exact::ZERO;
    let mut sums =
        Sums { lost: zero, whole: 0, carried: 0, total: 0, lost_at_worst: zero, lost_at_best: zero, whole_of_all: 0 };
    let mut certain = zero;
    for gap in gaps {
        let (lost, whole) = (gap.weighted(), weight_of(pack, &gap.target));
        sums.total += gap.target.importance;
        sums.whole_of_all += whole;
        if gap.level.is_some() {
            sums.lost += lost;
            sums.whole += whole;
            sums.carried += gap.target.importance;
        }
        let (low, high) = card.competency(gap.competency).bounds;
        // Where nothing is missing, both bounds are the level itself.
        if gap.level == Some(low) && low == high {
            certain += lost;
        } else {
            let needed = Exact::from(gap.target.level);
            let lost_at = |level: Exact| (needed - level).max(zero) * i128::from(gap.target.importance);
            sums.lost_at_worst += lost_at(low);
            sums.lost_at_best += lost_at(high);
        }
    }
    sums.lost_at_worst += certain;
    sums.lost_at_best += certain;
    sums
}

fn readiness(pack: &Pack, sums: &Sums) -> Option<Exact> {
    let (carried, total) = (i128::from(sums.carried), i128::from(sums.total));
    let enough = carried > 0 && reaches(carried, total, pack.scoring().readiness_coverage);
    if enough { remaining(sums.lost, sums.whole) } else { None }
}

fn bounds(sums: &Sums, readiness: Option<Exact>) -> (Exact, Exact) {
    // A role has a target that counts, so there is something to lose.
    let at = |lost: Exact| remaining(lost, sums.whole_of_all).unwrap_or_default();
    let (low, high) = (at(sums.lost_at_worst), at(sums.lost_at_best));
    readiness.map_or((low, high), |given| (low.min(given), high.max(given)))
}

fn domains(pack: &Pack, analysis: &GapAnalysis) -> Vec<DomainLevel> {
    let mean = |pairs: &mut dyn Iterator<Item = (i64, Exact)>| -> Option<Exact> {
        let (mut sum, mut weight) = (Exact::ZERO, 0_i128);
        for (importance, value) in pairs {
            sum += value * i128::from(importance);
            weight += i128::from(importance);
        }
        (weight > 0).then(|| sum / weight)
    };
    let levels = |at: usize| {
        let domain = DomainIx::new(at);
        let is_own = |competency: CompetencyIx| pack.competency(competency).domain == domain;
        let own = || analysis.gaps.iter().filter(|gap| is_own(gap.competency));
        if own().next().is_none() {
            let others = analysis.not_needed.iter().filter(|(competency, _)| is_own(*competency));
            let level = mean(&mut others.map(|(_, level)| (1, *level)));
            return DomainLevel { domain, level, target: None };
        }
        DomainLevel {
            domain,
            level: mean(&mut own().filter_map(|gap| Some((gap.target.importance, gap.level?)))),
            target: mean(
                &mut own()
                    .filter(|gap| gap.level.is_some() || own().all(|other| other.level.is_none()))
                    .map(|gap| (gap.target.importance, Exact::from(gap.target.level))),
            ),
        }
    };
    (0..pack.domains().len()).map(levels).collect()
}
