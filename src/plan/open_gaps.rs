//! Finds the gaps that a phase leaves open, each with the reason, and the resources that open after it.

use super::person_state::PersonState;
use super::phase_problem::{applies_at, is_wanted};
use super::{PlanOptions, Requirement};
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis};
use crate::model::{CompetencyIx, Development, Eligibility, LearningResource, Need, Pack, ResourceIx, ResourceKind};

/// A competency that stays below its target.
#[derive(Clone, Debug)]
pub struct OpenGap {
    /// The competency.
    pub competency: CompetencyIx,
    /// The level that the plan leads to.
    pub level: Exact,
    /// The target.
    pub target: i64,
    /// True for a must.
    pub must: bool,
    /// Why the next step is not in the plan.
    pub why: WhyOpen,
}

/// Why nothing in the plan lifts a competency over its next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyOpen {
    /// Something would, but an option of the plan leaves it out: budget, deadline, exclusions, free resources only.
    LeftOut(Vec<ResourceIx>),
    /// Something would, but the person is not eligible: with the requirements that are missing for its nearest route; an
    /// empty list where the entry rules are not known.
    NotEligible(Vec<(ResourceIx, Vec<Requirement>)>),
    /// The readiness that the role asks for is reached without it: these would lift it further.
    Enough(Vec<ResourceIx>),
    /// Of what the person could take only degrees lift it, and they are not planned unless asked for; and what builds it in a
    /// post later, from this level or a higher one.
    DegreeAlone {
        /// The degrees.
        degrees: Vec<ResourceIx>,
        /// What builds it at work.
        at_work: Vec<ResourceIx>,
    },
    /// Certifications show knowledge at this level, and work alone lifts people over it.
    WorkAlone(Vec<ResourceIx>),
    /// Nothing in the catalogue leads further.
    Nothing,
}

/// What is still below the targets of a role, highest priority first. `state` is where the person is by then.
pub(super) fn still_open(
    pack: &Pack,
    state: &PersonState,
    analysis: &GapAnalysis,
    (options, is_ready): (&PlanOptions, bool),
) -> Vec<OpenGap> {
    let open = |gap: &Gap| {
        let level = gap.level?;
        Some(OpenGap {
            competency: gap.competency,
            level,
            target: gap.target.level,
            must: gap.target.need == Need::Must,
            why: why(pack, state, (options, is_ready && gap.target.need != Need::Must), gap.competency, level),
        })
    };
    analysis.open_gaps().into_iter().filter_map(open).collect()
}

fn why(
    pack: &Pack,
    state: &PersonState,
    (options, is_ready): (&PlanOptions, bool),
    competency: CompetencyIx,
    level: Exact,
) -> WhyOpen {
    let is_lift = |lift: &Development| lift.competency == competency && applies_at(lift, level);
    let offered = || pack.resource_indices().filter(|at| state.is_on_offer(pack, *at));
    let lifting: Vec<ResourceIx> = offered().filter(|at| pack.lifts(*at).any(|lift| is_lift(&lift))).collect();
    let open: Vec<ResourceIx> = lifting.iter().copied().filter(|at| state.is_open(pack.resource(*at))).collect();
    let wanted: Vec<ResourceIx> = open.iter().copied().filter(|at| is_wanted(pack, *at, options)).collect();
    if is_ready && !wanted.is_empty() {
        return WhyOpen::Enough(wanted);
    }
    if let Some(degrees) = only_degrees(pack, &lifting, &open, options) {
        let leads_on = |at: &ResourceIx| {
            let mut lifts = pack.lifts(*at).filter(|lift| lift.competency == competency);
            pack.resource(*at).at_work && lifts.any(|lift| level < Exact::from(lift.to))
        };
        return WhyOpen::DegreeAlone { degrees, at_work: offered().filter(leads_on).collect() };
    }
    if !open.is_empty() {
        return WhyOpen::LeftOut(open);
    }
    let closed: Vec<(ResourceIx, Vec<Requirement>)> = lifting
        .iter()
        .filter(|at| is_wanted(pack, **at, options))
        .filter_map(|at| Some((*at, nearest(state, pack.resource(*at))?)))
        .collect();
    if !closed.is_empty() {
        return WhyOpen::NotEligible(closed);
    }
    let is_in_reach = |at: &ResourceIx| nearest(state, pack.resource(*at)).is_some();
    let in_reach: Vec<ResourceIx> = lifting.iter().copied().filter(is_in_reach).collect();
    if !in_reach.is_empty() {
        return WhyOpen::LeftOut(in_reach);
    }
    let shows = |at: &ResourceIx| {
        let resource = pack.resource(*at);
        !lifting.contains(at) && resource.kind == ResourceKind::Certification && resource.develops.iter().any(is_lift)
    };
    let certificates: Vec<ResourceIx> = offered().filter(shows).collect();
    if certificates.is_empty() { WhyOpen::Nothing } else { WhyOpen::WorkAlone(certificates) }
}

/// The degrees that are not excluded, where degrees are the only thing that is open, or that there is at all; `None` where
/// there are none.
fn only_degrees(
    pack: &Pack,
    lifting: &[ResourceIx],
    open: &[ResourceIx],
    options: &PlanOptions,
) -> Option<Vec<ResourceIx>> {
    let first = if open.is_empty() { lifting } else { open };
    let is_degree = |at: &ResourceIx| pack.resource(*at).kind == ResourceKind::Degree;
    let is_alone = !options.degrees && !first.is_empty() && first.iter().all(is_degree);
    let degrees = || first.iter().copied().filter(|at| !options.exclude.contains(at)).collect();
    is_alone.then(degrees).filter(|degrees: &Vec<_>| !degrees.is_empty())
}

/// What is missing for the route with the fewest things missing; `None` when they are all rare or out of reach.
fn nearest(state: &PersonState, resource: &LearningResource) -> Option<Vec<Requirement>> {
    let routes = match &resource.eligibility {
        Eligibility::Unknown => return Some(Vec::new()),
        Eligibility::Anyone => return Some(state.missing(resource, None)),
        Eligibility::AnyOf(routes) => routes,
    };
    let missing = routes.iter().filter(|route| !route.rare).map(|route| state.missing(resource, Some(route)));
    let in_reach = missing.filter(|list| !list.iter().any(|needed| needed.is_out_of_reach(&state.background)));
    in_reach.min_by_key(Vec::len)
}

/// What is open to a person at the end of the years after `after` and was not at the end of the years of `before`: what
/// is offered, lifts someone and is not practice, in the catalogue's order.
pub(super) fn newly_open(pack: &Pack, before: (&PersonState, u32), after: (&PersonState, u32)) -> Vec<ResourceIx> {
    let at_the_end = |(state, years): (&PersonState, u32)| {
        let mut state = state.clone();
        state.work(years);
        state
    };
    let (earlier, later) = (at_the_end(before), at_the_end(after));
    let opens = |at: &ResourceIx| {
        let resource = pack.resource(*at);
        resource.status.is_offered()
            && resource.kind != ResourceKind::Practice
            && resource.is_relevant_in(later.background.region)
            && !later.done.contains(at)
            && !later.is_held_already(resource)
            && pack.lifts(*at).next().is_some()
            && later.is_open(resource)
            && !earlier.is_open(resource)
    };
    pack.resource_indices().filter(opens).collect()
}
