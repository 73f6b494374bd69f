//! What each resource that a person can begin today would narrow of their gaps, each by itself.

use super::PlanOptions;
use super::first_step::is_open_today;
use super::person_state::PersonState;
use super::phase_problem::{applies_at, counted, is_wanted};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::gap::Gap;
use crate::model::{CompetencyIx, Development, ResourceIx};

/// How far one resource would narrow one gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The resource.
    pub resource: ResourceIx,
    /// The competency.
    pub competency: CompetencyIx,
    /// By how many levels, above 0 and at most the gap.
    pub levels: Exact,
}

/// What every resource that is open to the person today, as for the [first step](super::first_step), would narrow of the gaps
/// to the [aim](Assessment::aim) of a plan; in the catalogue's order, then in the order of priority. Budget and hours of the person limit nothing:
/// a class may be taught by others.
pub fn gains(assessment: &Assessment<'_>, options: &PlanOptions) -> Vec<Gain> {
    let (pack, analysis) = (assessment.pack, assessment.aim(options.goal));
    let open: Vec<&Gap> = analysis.open_gaps();
    if open.is_empty() {
        return Vec::new();
    }
    let state = PersonState::new(assessment, options);
    let may_begin = |at: &ResourceIx| {
        is_wanted(pack, *at, options) && state.is_on_offer(pack, *at) && is_open_today(pack.resource(*at), &state)
    };
    let mut gains = Vec::new();
    for resource in pack.resource_indices() {
        let lifts = counted(pack, resource, &open);
        let narrowed = open.iter().filter_map(|gap| Some((gap.competency, narrowed(gap, &lifts)?)));
        let mut narrowed = narrowed.peekable();
        // Who may take it is the longest question.
        if narrowed.peek().is_some() && may_begin(&resource) {
            gains.extend(narrowed.map(|(competency, levels)| Gain { resource, competency, levels }));
        }
    }
    gains
}

/// By how many levels lifts narrow a gap, one on top of another; `None` where they do not.
fn narrowed(gap: &Gap, lifts: &[Development]) -> Option<Exact> {
    let begin = gap.level?;
    let mut level = begin;
    let next = |level: Exact| {
        let own = lifts.iter().filter(|lift| lift.competency == gap.competency && applies_at(lift, level));
        own.map(|lift| Exact::from(lift.to)).max()
    };
    while let Some(higher) = next(level) {
        level = higher;
    }
    let narrowed = level.min(Exact::from(gap.target.level)) - begin;
    (narrowed > Exact::ZERO).then_some(narrowed)
}
