//! The planning problem of one phase: the gaps to its role, and what of the catalogue may be taken in it.

use std::collections::HashMap;

use super::progress::Progress;
use super::solver::{Aim, Candidate, During, Lift, Limits, Problem, Way, Week, Work};
use super::{Requirement, Wishes};
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis, Standing};
use crate::model::{
    CompetencyIx, Development, Education, Effort, Eligibility, LearningResource, Need, Pack, ResourceIx, ResourceKind,
    Route,
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
pub(super) struct Frame {
    pub(super) problem: Problem,
    /// For each aim its competency.
    pub(super) competencies: Vec<CompetencyIx>,
    /// For each candidate its resource, in the catalogue's order.
    pub(super) resources: Vec<ResourceIx>,
    /// For each candidate the lifts that count.
    pub(super) lifts: Vec<Vec<Development>>,
    /// For each candidate and each of its ways the route; `None` where anyone may enter.
    pub(super) routes: Vec<Vec<Option<usize>>>,
}

/// The problem of coming from `progress` to the role of `analysis`, with `years` of work meanwhile.
pub(super) fn frame(
    pack: &Pack,
    progress: &Progress,
    analysis: &GapAnalysis,
    years: u32,
    wishes: &Wishes,
    (currency, limits): (&str, Limits),
) -> Frame {
    let open: Vec<&Gap> = analysis.priorities().iter().map(|at| analysis.gap(*at)).collect();
    // What has no gap to this role counts for nothing here, but steps build on it for later ones.
    let levels = progress.card.competencies.iter().filter_map(|score| Some((score.competency, score.level?)));
    let levels: Vec<(CompetencyIx, Exact)> = levels.collect();
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
    let may_be_chosen = |at: &ResourceIx| {
        let resource = pack.resource(*at);
        is_wanted(pack, *at, wishes)
            && !progress.is_used_up(pack, *at, wishes)
            && resource.is_relevant_in(progress.background.region)
            && resource.status.is_offered()
            && !is_held_already(resource, progress)
    };
    let resources: Vec<ResourceIx> = (0..pack.resources().len()).map(ResourceIx::new).filter(may_be_chosen).collect();
    let position: HashMap<ResourceIx, usize> = resources.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
    let doors = Doors { pack, progress, years, resources: &resources, position: &position };
    let mut frame = Frame {
        problem: Problem {
            aims: levels.iter().map(aim).collect(),
            candidates: Vec::new(),
            week: week(progress, wishes),
            limits,
        },
        competencies,
        lifts: resources.iter().map(|at| counted(pack, *at, &open)).collect(),
        routes: Vec::new(),
        resources: Vec::new(),
    };
    for (at, resource) in resources.iter().enumerate() {
        let resource = pack.resource(*resource);
        let (routes, ways) = doors.ways(resource).into_iter().unzip();
        frame.routes.push(routes);
        let lift = |lift: &Development| {
            let aim = frame.competencies.iter().position(|competency| *competency == lift.competency)?;
            Some(Lift { aim, from: lift.from, to: lift.to })
        };
        let lifts = frame.lifts[at].iter().filter_map(lift).collect();
        frame.problem.candidates.push(Candidate {
            lifts,
            fee: resource.price.fee_in(currency).map(|fee| fee.amount),
            work: work(resource),
            ways,
        });
    }
    frame.resources = resources;
    frame
}

/// True for a first degree, or less, of someone who has as much. A further degree after that can be of use.
fn is_held_already(resource: &LearningResource, progress: &Progress) -> bool {
    resource.grants.is_some_and(|grants| grants <= Education::Bachelor && Some(grants) <= progress.background.education)
}

/// The hours of a week: for programmes of study fewer where there is a job beside them.
fn week(progress: &Progress, wishes: &Wishes) -> Week {
    let programme = if progress.has_post() { PROGRAMME_HOURS_BESIDE_A_JOB } else { PROGRAMME_HOURS };
    Week { own_time: wishes.hours_per_week, job: JOB_HOURS, programme }
}

/// False for what the person does not want to be chosen.
pub(super) fn is_wanted(pack: &Pack, at: ResourceIx, wishes: &Wishes) -> bool {
    !wishes.exclude.contains(&at) && (!wishes.free_only || pack.resource(at).price.is_free_to_all())
}

fn work(resource: &LearningResource) -> Option<Work> {
    let weeks = match resource.effort {
        Effort::Weeks { weeks, .. } => weeks,
        Effort::Hours { .. } | Effort::Unknown => 0,
    };
    let during = match resource.kind {
        ResourceKind::Degree if weeks > 0 => During::Programme,
        _ if resource.at_work => During::Job,
        _ => During::OwnTime,
    };
    Some(Work { hours: resource.effort.total_hours()?, weeks, during })
}

/// The lifts of a resource that count for a person. Of one that has room for a few, those for the first gaps in order of
/// priority that it can lift; `open` has the gaps in that order.
fn counted(pack: &Pack, at: ResourceIx, open: &[&Gap]) -> Vec<Development> {
    let lifts: Vec<Development> = pack.lifts(at).collect();
    let Some(most) = pack.resource(at).at_most else { return lifts };
    let lifts_gap = |lift: &Development, gap: &Gap| {
        lift.competency == gap.competency
            && gap.standing == Standing::Open
            && lift.from < gap.target.level
            && gap.level.is_some_and(|level| level < Exact::from(lift.to))
    };
    let first = open.iter().filter_map(|gap| lifts.iter().find(|lift| lifts_gap(lift, gap)));
    first.take(most as usize).copied().collect()
}

/// The ways into resources in one phase.
struct Doors<'a> {
    pack: &'a Pack,
    progress: &'a Progress,
    /// Years of work that go by in the phase.
    years: u32,
    resources: &'a [ResourceIx],
    position: &'a HashMap<ResourceIx, usize>,
}

impl Doors<'_> {
    /// Each way that can open in the phase, with its route.
    fn ways(&self, resource: &LearningResource) -> Vec<(Option<usize>, Way)> {
        match &resource.eligibility {
            Eligibility::Anyone => self.way(resource, None).into_iter().map(|way| (None, way)).collect(),
            Eligibility::Unknown => Vec::new(),
            Eligibility::AnyOf(routes) => {
                let ways = routes.iter().enumerate().filter(|(_, route)| !route.rare);
                ways.filter_map(|(at, route)| Some((Some(at), self.way(resource, Some(route))?))).collect()
            }
        }
    }

    /// A route as a way in; `None` when it cannot open in the phase.
    fn way(&self, resource: &LearningResource, route: Option<&Route>) -> Option<Way> {
        let mut way = Way::open();
        // Whoever worked before the plan is in their post already.
        if self.progress.in_job {
            way.not_before = resource.weeks_in_post;
        }
        for needed in self.progress.missing(resource, route) {
            match needed {
                Requirement::Experience(years) => {
                    let wait = years - self.progress.background.experience_years.unwrap_or(0);
                    if wait > self.years {
                        return None;
                    }
                    way.not_before = way.not_before.max(wait * WEEKS_A_YEAR);
                }
                Requirement::Education(degree) => {
                    let grants = |at: &usize| self.pack.resource(self.resources[*at]).grants >= Some(degree);
                    way.needs.push((0..self.resources.len()).filter(grants).collect());
                }
                Requirement::Prior(prior) => way.needs.push(vec![*self.position.get(&prior)?]),
                Requirement::Licence(_) | Requirement::Region(_) | Requirement::Employer | Requirement::Post => {
                    return None;
                }
            }
        }
        Some(way)
    }
}
