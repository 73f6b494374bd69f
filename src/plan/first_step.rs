//! The first step: what a person can begin today, found by rule and without a search.
//!
//! Of what is open on the day of the answers (nothing to do first, no wait): what lifts an unmet must of the role that the
//! person works towards, else what lifts a gap to it; free before paid before unknown price; fewer hours; the catalogue's
//! order. Where no gap is open and some level is not known it is finding out about the heaviest must without a level, else
//! the heaviest other competency.

use std::cmp::Reverse;

use super::PlanOptions;
use super::person_state::{PersonState, currency};
use super::phase_problem::{applies_at, capacity, counted, is_wanted, work};
use crate::assess::Assessment;
use crate::gap::{Gap, GapAnalysis};
use crate::model::{CompetencyIx, Development, LearningResource, Need, Pack, ResourceIx, ResourceKind, Route};

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
    /// Nothing in the catalogue that lifts a gap is open today and within the options.
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
    let currency = currency(pack);
    let is_possible = |at| fits(pack.resource(at), &state, options, &currency) && is_wanted(pack, at, options);
    let wanted = best(pack, &state, &open, is_possible);
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
    let offered = pack.resource_indices().filter(|at| state.is_on_offer(pack, *at));
    let open_today = offered.filter(|at| is_open_today(pack.resource(*at), state) && may_be_chosen(*at));
    let fitting = open_today.filter_map(|at| {
        let lifts = counted(pack, at, open);
        let gap = open.iter().find(|gap| lifts.iter().any(|lift| is_lifted(gap, lift)))?;
        Some((at, *gap))
    });
    let order = |(at, gap): &(ResourceIx, &Gap)| (gap.target.need != Need::Must, pack.resource(*at).ease(), *at);
    fitting.min_by_key(order).map(|(at, gap)| (at, gap.competency))
}

fn is_lifted(gap: &Gap, lift: &Development) -> bool {
    lift.competency == gap.competency && gap.level.is_some_and(|level| applies_at(lift, level))
}

/// True for a route without a membership. What a certification asks in words, such as teaching hours, comes before it;
/// what practice or a course asks in words, such as a host, is a part of it.
fn is_unconditional(resource: &LearningResource, route: &Route) -> bool {
    route.membership.is_none() && (route.note.is_none() || resource.kind != ResourceKind::Certification)
}

/// True for what can be begun today. A degree is no first step.
fn is_open_today(resource: &LearningResource, state: &PersonState) -> bool {
    resource.kind != ResourceKind::Degree && state.is_open_by(resource, |route| is_unconditional(resource, route))
}

/// False for what a budget or a deadline rules out.
fn fits(resource: &LearningResource, state: &PersonState, options: &PlanOptions, currency: &str) -> bool {
    let fee = resource.price.fee_in(currency);
    let is_in_time = |weeks: u32| work(resource).is_some_and(|work| work.length(capacity(state, options)) <= weeks);
    options.budget.is_none_or(|most| fee.is_some_and(|fee| u64::from(fee.amount) <= most))
        && options.weeks.is_none_or(is_in_time)
}
