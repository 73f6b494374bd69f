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
    let open: Vec<&Gap> = analysis.open_gaps();
    if !pack.has_roles() {
        return FirstStep::NoGap;
    }
    if open.is_empty() {
        return heaviest_unknown(analysis).map_or(FirstStep::NoGap, FirstStep::FindOut);
    }
    let state = PersonState::new(assessment, options);
    let currency = currency(pack);
    let is_possible = |at| fits(pack.resource(at), &state, options, &currency) && is_wanted(pack, at, options);
    let Some((resource, competency)) = best(pack, &state, &open, is_possible) else { return FirstStep::NothingOpen };
    let unlimited = if limits(options) { best(pack, &state, &open, |_| true) } else { None };
    let instead_of = unlimited.map(|(other, _)| other).filter(|other| *other != resource);
    FirstStep::Take { resource, competency, instead_of }
}

/// True where the options rule out something that can be a first step.
fn limits(options: &PlanOptions) -> bool {
    options.budget.is_some() || options.weeks.is_some() || options.free_only || !options.exclude.is_empty()
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
    let mut places = vec![None; pack.competencies().len()];
    for (place, gap) in open.iter().enumerate() {
        places[gap.competency.get()] = Some(place);
    }
    let place = |lift: &Development| {
        places[lift.competency.get()].filter(|place| open[*place].level.is_some_and(|level| applies_at(lift, level)))
    };
    let first_lifted = |at| match pack.resource(at).at_most {
        Some(_) => counted(pack, at, open).iter().filter_map(place).min(),
        None => pack.lifts(at).filter_map(|lift| place(&lift)).min(),
    };
    let mut best = None;
    for at in pack.resource_indices() {
        let Some(gap) = first_lifted(at).map(|place| open[place]) else { continue };
        let order = (gap.target.need != Need::Must, pack.resource(at).ease(), at);
        // Who may take it is the longest question, so it is asked only of what would come first.
        let is_first = best.is_none_or(|(first, _)| order < first);
        let is_open = || state.is_on_offer(pack, at) && is_open_today(pack.resource(at), state) && may_be_chosen(at);
        if is_first && is_open() {
            best = Some((order, gap.competency));
        }
    }
    best.map(|((.., at), competency)| (at, competency))
}

/// True for a route without a membership. What a certification asks in words, such as teaching hours, comes before it;
/// what practice or a course asks in words, such as a host, is a part of it.
fn is_unconditional(resource: &LearningResource, route: &Route) -> bool {
    route.membership.is_none() && (route.note.is_none() || resource.kind != ResourceKind::Certification)
}

/// True for what can be begun today. A degree is no first step.
pub(super) fn is_open_today(resource: &LearningResource, state: &PersonState) -> bool {
    resource.kind != ResourceKind::Degree && state.is_open_by(resource, |route| is_unconditional(resource, route))
}

/// False for what a budget or a deadline rules out.
fn fits(resource: &LearningResource, state: &PersonState, options: &PlanOptions, currency: &str) -> bool {
    let fee = resource.price.fee_in(currency);
    let is_in_time = |weeks: u32| work(resource).is_some_and(|work| work.length(capacity(state, options)) <= weeks);
    options.budget.is_none_or(|most| fee.is_some_and(|fee| u64::from(fee.amount) <= most))
        && options.weeks.is_none_or(is_in_time)
}
