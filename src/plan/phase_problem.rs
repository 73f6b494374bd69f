//! Builds the planning problem of one phase: the gaps to its role, and the resources that may be taken in it.

use std::collections::HashMap;

use super::person_state::PersonState;
use super::solver::{AccessRoute, Aim, Candidate, Capacity, HourPool, Lift, Limits, Problem, Work};
use super::{PlanOptions, Requirement};
use crate::exact::{Exact, share};
use crate::gap::{Gap, GapAnalysis, GapStatus};
use crate::model::{
    CompetencyIx, Development, Eligibility, LearningResource, Need, Pack, ResourceIx, ResourceKind, Route,
};

/// Weeks in a year of work.
pub(super) const WEEKS_A_YEAR: u32 = 52;

/// Half of a week's work: the most that steps in a job take of it. Our judgement.
pub const JOB_HOURS: u32 = 20;

/// A full week: the most that programmes of study take of it. Our judgement.
pub const PROGRAMME_HOURS: u32 = 40;

/// The most that programmes of study take of a week beside a job. Our judgement.
pub const PROGRAMME_HOURS_BESIDE_A_JOB: u32 = 20;

/// A planning problem and what its parts stand for.
#[derive(Clone, Debug)]
pub(super) struct PhaseProblem {
    pub(super) problem: Problem,
    /// For each aim its competency.
    pub(super) competencies: Vec<CompetencyIx>,
    /// For each candidate its resource, in the catalogue's order.
    pub(super) resources: Vec<ResourceIx>,
    /// For each candidate the lifts that count.
    pub(super) lifts: Vec<Vec<Development>>,
    /// For each candidate and each of its routes the position among those of the catalogue; `None` where anyone may enter.
    pub(super) routes: Vec<Vec<Option<usize>>>,
}

/// The problem of reaching the role of `analysis` from `state`, with `years` of work during the phase.
pub(super) fn phase_problem(
    pack: &Pack,
    state: &PersonState,
    analysis: &GapAnalysis,
    years: u32,
    options: &PlanOptions,
    (currency, limits): (&str, Limits),
) -> PhaseProblem {
    let open: Vec<&Gap> = analysis.open_gaps();
    // What has no gap to this role counts for nothing here, but steps build on it for later ones.
    let levels: Vec<(CompetencyIx, Exact)> =
        state.card.competencies.iter().filter_map(|score| Some((score.competency, score.level?))).collect();
    let aim = |(competency, level): &(CompetencyIx, Exact)| {
        let gap = open.iter().find(|gap| gap.competency == *competency);
        Aim {
            level: *level,
            target: gap.map_or(0, |gap| gap.target.level),
            weight: gap.map_or(0, |gap| gap.target.importance),
            must: gap.is_some_and(|gap| gap.target.need == Need::Must),
        }
    };
    let competencies: Vec<CompetencyIx> = levels.iter().map(|(competency, _)| *competency).collect();
    let may_be_chosen = |at: &ResourceIx| is_wanted(pack, *at, options) && state.is_on_offer(pack, *at);
    let resources: Vec<ResourceIx> = pack.resource_indices().filter(may_be_chosen).collect();
    let position: HashMap<ResourceIx, usize> = resources.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
    let access = PhaseAccess { pack, state, years, resources: &resources, position: &position };
    let mut phase = PhaseProblem {
        problem: Problem {
            aims: levels.iter().map(aim).collect(),
            candidates: Vec::new(),
            capacity: capacity(state, options),
            limits,
            allowance: allowance(pack, analysis),
            required: Vec::new(),
        },
        competencies,
        lifts: resources.iter().map(|at| counted(pack, *at, &open)).collect(),
        routes: Vec::new(),
        resources: Vec::new(),
    };
    for (at, resource) in resources.iter().enumerate() {
        let resource = pack.resource(*resource);
        let (positions, routes) = access.routes(resource).into_iter().unzip();
        phase.routes.push(positions);
        let lift = |lift: &Development| {
            let aim = phase.competencies.iter().position(|competency| *competency == lift.competency)?;
            Some(Lift { aim, from: lift.from, to: lift.to })
        };
        let lifts = phase.lifts[at].iter().filter_map(lift).collect();
        phase.problem.candidates.push(Candidate {
            lifts,
            fee: resource.price.fee_in(currency).map(|fee| fee.amount),
            work: work(resource),
            routes,
            own: resource.is_own(),
        });
    }
    phase.resources = resources;
    phase.close_needless_repeats(state);
    phase
}

/// The weighted gap that a person who has reached the role may have.
fn allowance(pack: &Pack, analysis: &GapAnalysis) -> Exact {
    (Exact::ONE - share(pack.scoring().rung_readiness)) * analysis.sums.whole
}

impl PhaseProblem {
    /// Requires a step that begins in the first week. It lifts what it can lift at the levels of today: its lifts on higher
    /// levels would have to wait for other steps.
    pub(super) fn begin_with(&mut self, first: usize) {
        let aims = &self.problem.aims;
        self.problem.candidates[first].lifts.retain(|lift| Exact::from(lift.from) <= aims[lift.aim].level);
        let level_of = |competency: CompetencyIx| {
            let aim = self.competencies.iter().position(|at| *at == competency)?;
            Some(aims[aim].level)
        };
        self.lifts[first].retain(|lift| level_of(lift.competency).is_some_and(|level| Exact::from(lift.from) <= level));
        self.problem.required = vec![first];
    }

    /// Closes practice of an earlier phase that lifts over no level of an open gap that nothing else lifts over.
    fn close_needless_repeats(&mut self, state: &PersonState) {
        let is_repeat: Vec<bool> = self.resources.iter().map(|at| state.done.contains(at)).collect();
        let candidates = &self.problem.candidates;
        let others_lift = |aim: usize, level: i64| {
            let others =
                candidates.iter().zip(&is_repeat).filter(|(other, is_repeat)| !**is_repeat && !other.routes.is_empty());
            let mut lifts = others.flat_map(|(other, _)| &other.lifts);
            lifts.any(|lift| lift.aim == aim && lift.from <= level && level < lift.to)
        };
        let is_needed = |lift: &Lift| {
            let aim = &self.problem.aims[lift.aim];
            let counts = aim.weight > 0 || aim.must;
            let levels = lift.from.max(whole(aim.level))..lift.to.min(aim.target);
            counts && levels.into_iter().any(|level| !others_lift(lift.aim, level))
        };
        let needless: Vec<usize> =
            (0..is_repeat.len()).filter(|at| is_repeat[*at] && !candidates[*at].lifts.iter().any(is_needed)).collect();
        for at in needless {
            self.problem.candidates[at].routes.clear();
            self.routes[at].clear();
        }
    }
}

fn whole(level: Exact) -> i64 {
    i64::try_from(level.floor().to_integer()).unwrap_or(0)
}

/// The hours of a week: for programmes of study fewer where there is a job beside them.
pub(super) fn capacity(state: &PersonState, options: &PlanOptions) -> Capacity {
    let programme = if state.has_post() { PROGRAMME_HOURS_BESIDE_A_JOB } else { PROGRAMME_HOURS };
    Capacity { own_time: options.hours_per_week, job: JOB_HOURS, programme }
}

/// False for what the person does not want to be chosen, and for degrees unless they ask for them.
pub(super) fn is_wanted(pack: &Pack, at: ResourceIx, options: &PlanOptions) -> bool {
    let resource = pack.resource(at);
    !options.exclude.contains(&at)
        && (!options.free_only || resource.price.is_free_to_all())
        && (options.degrees || resource.kind != ResourceKind::Degree)
}

pub(super) fn work(resource: &LearningResource) -> Option<Work> {
    let weeks = resource.effort.weeks();
    let pool = match resource.kind {
        ResourceKind::Degree if weeks > 0 => HourPool::Programme,
        _ if resource.at_work => HourPool::Job,
        _ => HourPool::OwnTime,
    };
    Some(Work { hours: resource.effort.total_hours()?, weeks, pool })
}

/// True where a lift takes someone who is at a level further.
pub(super) fn applies_at(lift: &Development, level: Exact) -> bool {
    Exact::from(lift.from) <= level && level < Exact::from(lift.to)
}

/// The lifts of a resource that count for a person. Of one that has room for a few, those for the first gaps in order of
/// priority that it can lift; `open` has the gaps in that order.
pub(super) fn counted(pack: &Pack, at: ResourceIx, open: &[&Gap]) -> Vec<Development> {
    let lifts: Vec<Development> = pack.lifts(at).collect();
    let Some(most) = pack.resource(at).at_most else { return lifts };
    let lifts_gap = |lift: &Development, gap: &Gap| {
        lift.competency == gap.competency
            && gap.status == GapStatus::Open
            && lift.from < gap.target.level
            && gap.level.is_some_and(|level| level < Exact::from(lift.to))
    };
    let first = open.iter().filter_map(|gap| lifts.iter().find(|lift| lifts_gap(lift, gap)));
    first.take(most as usize).copied().collect()
}

/// Finds the routes by which resources can be entered in one phase.
struct PhaseAccess<'a> {
    pack: &'a Pack,
    state: &'a PersonState,
    /// Years of work that go by in the phase.
    years: u32,
    resources: &'a [ResourceIx],
    position: &'a HashMap<ResourceIx, usize>,
}

impl PhaseAccess<'_> {
    /// The routes that can open in the phase, each with its position among those of the catalogue: first those that ask for
    /// the fewest years, as [`access`](super::access) has them.
    fn routes(&self, resource: &LearningResource) -> Vec<(Option<usize>, AccessRoute)> {
        match &resource.eligibility {
            Eligibility::Anyone => self.route(resource, None).into_iter().map(|route| (None, route)).collect(),
            Eligibility::Unknown => Vec::new(),
            Eligibility::AnyOf(routes) => {
                let mut listed: Vec<_> = routes.iter().enumerate().filter(|(_, route)| !route.rare).collect();
                listed.sort_by_key(|(_, route)| route.experience_years);
                listed
                    .into_iter()
                    .filter_map(|(at, route)| Some((Some(at), self.route(resource, Some(route))?)))
                    .collect()
            }
        }
    }

    /// A route of the catalogue, or none where anyone may enter, in terms of the phase; `None` when it cannot open in it.
    fn route(&self, resource: &LearningResource, listed: Option<&Route>) -> Option<AccessRoute> {
        let mut route = AccessRoute::to_anyone();
        // A person who worked before the plan is in their post already.
        if self.state.in_job {
            route.not_before = resource.weeks_in_post;
        }
        for needed in self.state.missing(resource, listed) {
            if let Some(studies) = self.state.studies.filter(|studies| studies.bring(&needed)) {
                route.not_before = route.not_before.max(studies.week);
                continue;
            }
            match needed {
                Requirement::Experience(years) => {
                    let wait = years - self.state.background.experience_years.unwrap_or(0);
                    if wait > self.years {
                        return None;
                    }
                    route.not_before = route.not_before.max(wait * WEEKS_A_YEAR);
                }
                Requirement::Education(degree) => {
                    let grants = |at: &usize| self.pack.resource(self.resources[*at]).grants >= Some(degree);
                    let granting: Vec<usize> = (0..self.resources.len()).filter(grants).collect();
                    if granting.is_empty() {
                        return None;
                    }
                    route.prerequisites.push(granting);
                }
                Requirement::Prior(prior) => route.prerequisites.push(vec![*self.position.get(&prior)?]),
                Requirement::Licence(_) | Requirement::Region(_) | Requirement::Employer | Requirement::Post => {
                    return None;
                }
            }
        }
        Some(route)
    }
}
