//! The first step: what a person can begin today, found by rule and without a search.
//!
//! Of what is open on the day of the answers (nothing to do first, no wait): what lifts an unmet must of the role that the
//! person works towards, else what lifts a gap to it; free before paid before unknown price; fewer hours; the catalogue's
//! order. Where no level is shown it is finding out about the heaviest must.

use std::cmp::Reverse;

use super::PlanOptions;
use super::person_state::{PersonState, currency};
use super::phase_problem::{counted, is_held_already, is_wanted};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis};
use crate::model::{
    CompetencyIx, Development, Eligibility, LearningResource, Need, Pack, Price, ResourceIx, ResourceKind, Route,
};

/// What a person can do first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FirstStep {
    /// To take a resource that lifts a competency.
    Take {
        /// The resource.
        resource: ResourceIx,
        /// The competency with the highest priority of those that it lifts.
        competency: CompetencyIx,
        /// What would come first without the options of the plan, where that is something else.
        instead_of: Option<ResourceIx>,
    },
    /// To find out where one stands in a competency that the role needs most.
    FindOut(CompetencyIx),
    /// Nothing: no gap is known.
    NoGap,
    /// Nothing in the catalogue that lifts a gap is open today.
    NothingOpen,
}

impl FirstStep {
    /// The resource to take, where it is one.
    pub fn resource(&self) -> Option<ResourceIx> {
        if let Self::Take { resource, .. } = self { Some(*resource) } else { None }
    }

    /// The competency that it builds, where it is something to take.
    pub fn competency(&self) -> Option<CompetencyIx> {
        if let Self::Take { competency, .. } = self { Some(*competency) } else { None }
    }
}

/// The first step towards the [aim](Assessment::aim) of a plan.
pub fn first_step(assessment: &Assessment<'_>, options: &PlanOptions) -> FirstStep {
    let (pack, analysis) = (assessment.pack, assessment.aim(options.goal));
    let open: Vec<&Gap> = analysis.priorities().iter().map(|at| analysis.gap(*at)).collect();
    if open.is_empty() {
        return heaviest_unknown(analysis).map_or(FirstStep::NoGap, FirstStep::FindOut);
    }
    let state = PersonState::new(assessment, options);
    let wanted = best(pack, &state, &open, |at| is_possible(pack, at, options) && is_wanted(pack, at, options));
    let unlimited = best(pack, &state, &open, |_| true);
    match wanted {
        Some((resource, competency)) => {
            let instead_of = unlimited.map(|(other, _)| other).filter(|other| *other != resource);
            FirstStep::Take { resource, competency, instead_of }
        }
        None => FirstStep::NothingOpen,
    }
}

/// The must without a level that has the most importance, else any other competency of the role without one.
fn heaviest_unknown(analysis: &GapAnalysis) -> Option<CompetencyIx> {
    let unknown = analysis.gaps.iter().filter(|gap| gap.level.is_none() && gap.target.importance > 0);
    let heaviest =
        unknown.min_by_key(|gap| (gap.target.need != Need::Must, Reverse(gap.target.importance), gap.competency))?;
    Some(heaviest.competency)
}

/// The best resource that may be chosen, and the first gap that it lifts; `open` has the gaps in order of priority.
fn best(
    pack: &Pack,
    state: &PersonState,
    open: &[&Gap],
    may_be_chosen: impl Fn(ResourceIx) -> bool,
) -> Option<(ResourceIx, CompetencyIx)> {
    let all = (0..pack.resources().len()).map(ResourceIx::new);
    let fitting = all.filter(|at| !state.done.contains(at));
    let fitting =
        fitting.filter(|at| may_be_chosen(*at) && is_open_today(pack.resource(*at), state)).filter_map(|at| {
            let lifts = counted(pack, at, open);
            let gap = open.iter().find(|gap| lifts.iter().any(|lift| is_lifted(gap, lift)))?;
            Some((at, *gap))
        });
    let order = |(at, gap): &(ResourceIx, &Gap)| {
        let resource = pack.resource(*at);
        let price = match resource.price {
            Price::Free { .. } => 0,
            Price::Amount { .. } => 1,
            Price::Unknown { .. } => 2,
        };
        (gap.target.need != Need::Must, price, resource.effort.total_hours().unwrap_or(u32::MAX), *at)
    };
    fitting.min_by_key(order).map(|(at, gap)| (at, gap.competency))
}

fn is_lifted(gap: &Gap, lift: &Development) -> bool {
    lift.competency == gap.competency
        && gap.level.is_some_and(|level| Exact::from(lift.from) <= level && level < Exact::from(lift.to))
}

/// True for a route without a membership. What a certification asks in words, such as teaching hours, comes before it;
/// what practice or a course asks in words, such as a host, is a part of it.
fn is_unconditional(resource: &LearningResource, route: &Route) -> bool {
    route.membership.is_none() && (route.note.is_none() || resource.kind != ResourceKind::Certification)
}

/// True for what is offered to the person and can be begun today. A degree is no first step.
fn is_open_today(resource: &LearningResource, state: &PersonState) -> bool {
    let has_open_route = match &resource.eligibility {
        Eligibility::Anyone => state.missing(resource, None).is_empty(),
        Eligibility::Unknown => false,
        Eligibility::AnyOf(routes) => routes.iter().any(|route| {
            !route.rare && is_unconditional(resource, route) && state.missing(resource, Some(route)).is_empty()
        }),
    };
    has_open_route
        && resource.kind != ResourceKind::Degree
        && resource.status.is_offered()
        && resource.is_relevant_in(state.background.region)
        && !is_held_already(resource, state)
}

/// False for what a budget or a deadline rules out.
fn is_possible(pack: &Pack, at: ResourceIx, options: &PlanOptions) -> bool {
    let resource = pack.resource(at);
    let fee = resource.price.fee_in(&currency(pack));
    let fits = |most: u64| fee.is_some_and(|fee| u64::from(fee.amount) <= most);
    let hours = resource.effort.total_hours();
    options.budget.is_none_or(fits)
        && options.weeks.is_none_or(|weeks| {
            resource.effort.weeks() <= weeks
                && hours.is_some_and(|hours| hours <= weeks.saturating_mul(options.hours_per_week))
        })
}
