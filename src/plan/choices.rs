//! Lists the resources that fit a gap, best first.

use std::cmp::Reverse;

use super::phase_problem::applies_at;
use super::{Access, access};
use crate::exact::Exact;
use crate::gap::{Gap, GapStatus};
use crate::model::{Background, LearningResource, Pack, ResourceIx};

/// A resource that fits a gap.
#[derive(Clone, Debug)]
pub struct Choice<'p> {
    /// The resource.
    pub resource: ResourceIx,
    /// The level it leads to.
    pub to: i64,
    /// By how many levels it lifts the person towards the target.
    pub benefit: Exact,
    /// Whether it is open to the person.
    pub access: Access<'p>,
}

/// The resources that fit a gap, each list best first.
#[derive(Clone, Debug, Default)]
pub struct Choices<'p> {
    /// Open to the person now.
    pub now: Vec<Choice<'p>>,
    /// Open if a condition holds that could not be checked, such as a member's card or years of one kind of work.
    pub conditional: Vec<Choice<'p>>,
    /// Open later, when something is met.
    pub later: Vec<Choice<'p>>,
}

/// What fits a gap; nothing for a gap that is not open.
pub fn choices<'p>(pack: &'p Pack, gap: &Gap, background: &Background) -> Choices<'p> {
    let mut choices = Choices::default();
    let Some(level) = gap.level.filter(|_| gap.status == GapStatus::Open) else { return choices };
    let is_named =
        |resource: &LearningResource| resource.status.is_offered() && resource.is_relevant_in(background.region);
    for (at, resource) in pack.resources().iter().enumerate().filter(|(_, resource)| is_named(resource)) {
        let fitting =
            pack.lifts(ResourceIx::new(at)).find(|lift| lift.competency == gap.competency && applies_at(lift, level));
        let Some(lift) = fitting else { continue };
        let reached = Exact::from(lift.to.min(gap.target.level));
        let choice = Choice {
            resource: ResourceIx::new(at),
            to: lift.to,
            benefit: reached - level,
            access: access(resource, background),
        };
        match &choice.access {
            Access::Open(Some(route)) if route.note.is_some() || route.membership.is_some() => {
                choices.conditional.push(choice);
            }
            Access::Open(_) => choices.now.push(choice),
            Access::Closed(_, missing) if missing.iter().any(|needed| needed.is_out_of_reach(background)) => {}
            Access::Closed(..) | Access::Unknown => choices.later.push(choice),
        }
    }
    choices.now.sort_by_key(|choice| order(pack, choice));
    choices.conditional.sort_by_key(|choice| order(pack, choice));
    choices.later.sort_by_key(|choice| (distance(&choice.access), order(pack, choice)));
    choices
}

/// How many things are missing; what is not known comes last.
fn distance(access: &Access<'_>) -> usize {
    match access {
        Access::Open(_) => 0,
        Access::Closed(_, missing) => missing.len(),
        Access::Unknown => usize::MAX,
    }
}

/// Larger benefit, then the programme's own, then free, then a known price, then fewer hours; the sort keeps the
/// catalogue's order.
fn order(pack: &Pack, choice: &Choice<'_>) -> (Reverse<Exact>, bool, (u8, u32)) {
    let resource = pack.resource(choice.resource);
    (Reverse(choice.benefit), !resource.is_own(), resource.ease())
}

impl<'p> Choices<'p> {
    /// The first `most` that are open now; if a free one is open it is among them, in the last place if need be.
    pub fn first_now(&self, pack: &Pack, most: usize) -> Vec<&Choice<'p>> {
        let mut first: Vec<&Choice<'p>> = self.now.iter().take(most).collect();
        let is_free = |choice: &&Choice<'p>| pack.resource(choice.resource).price.is_free();
        if !first.iter().any(is_free)
            && let Some(free) = self.now.iter().find(is_free)
        {
            first.truncate(most.saturating_sub(1));
            first.push(free);
        }
        first
    }

    /// The first `most` that are not simply open now: those on a condition, then those of later.
    pub fn first_later(&self, most: usize) -> Vec<&Choice<'p>> {
        self.conditional.iter().chain(&self.later).take(most).collect()
    }
}
