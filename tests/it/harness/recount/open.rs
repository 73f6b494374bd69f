//! What a person can begin today, what it would narrow, and the first step.

use std::cmp::Reverse;

use super::aim::{EDUCATION, Held};
use super::attempt::Attempt;
use super::catalogue::{Lift, Price, Resource, Route};
use super::fraction::Fraction;
use super::plain_pack::PlainPack;

/// How far one resource would narrow one gap.
#[derive(Clone, Copy, Debug)]
pub struct Gain {
    pub resource: usize,
    pub competency: usize,
    pub levels: Fraction,
}

fn rank(education: Option<&String>) -> Option<usize> {
    education.map(|word| EDUCATION.iter().position(|known| known == word).unwrap())
}

/// The person's own facts that decide what is open.
struct Entrant<'a> {
    pack: &'a PlainPack,
    attempt: &'a Attempt,
    /// The ids of what is done or held.
    finished: Vec<&'a str>,
    /// The education that is held by the day of the answers.
    education: Option<usize>,
    /// The degree that is still under way: what it grants, and its id where it is one of the catalogue.
    under_way: (Option<usize>, Option<&'a str>),
}

impl<'a> Entrant<'a> {
    fn new(pack: &'a PlainPack, attempt: &'a Attempt) -> Self {
        let is_finished = |state: &str| ["done", "held"].contains(&state);
        let finished = attempt.steps.iter().filter(|step| is_finished(&step.state)).map(|step| step.what.as_str());
        let mut finished: Vec<&str> = finished.filter(|id| pack.resources.iter().any(|own| own.id == *id)).collect();
        let granted = |id: &str| pack.resources.iter().find(|own| own.id == id).and_then(|own| own.grants.as_ref());
        let mut education = rank(attempt.education.as_ref());
        let mut under_way = (None, None);
        // It counts with an end, and is granted when that month is over.
        if let (Some(degree), Some(until), Some(day)) = (&attempt.studying, &attempt.studying_until, attempt.day()) {
            let is_level = EDUCATION.contains(&degree.as_str());
            let grants = rank(if is_level { Some(degree) } else { granted(degree) });
            let id = (!is_level).then_some(degree.as_str());
            if until.as_str() < &day[..7] {
                education = education.max(grants);
                finished.extend(id);
            } else {
                under_way = (grants, id);
            }
        }
        let by_steps = finished.iter().map(|id| rank(granted(id))).max().flatten();
        Self { pack, attempt, finished, education: education.max(by_steps), under_way }
    }

    /// True for what is offered where the person is, and was not done, held or begun.
    fn is_on_offer(&self, resource: &Resource) -> bool {
        let is_elsewhere =
            |regions: &Vec<String>| self.attempt.region.as_ref().is_some_and(|own| !regions.contains(own));
        let bachelor = EDUCATION.iter().position(|word| *word == "bachelor");
        let grants = rank(resource.grants.as_ref());
        let is_held = grants.is_some() && grants <= bachelor && grants <= self.education.max(self.under_way.0);
        ["active", "active-check-price"].contains(&resource.status.as_str())
            && !resource.regions.as_ref().is_some_and(is_elsewhere)
            && !self.finished.contains(&resource.id.as_str())
            && self.under_way.1 != Some(resource.id.as_str())
            && !is_held
    }

    fn is_in_a_role(&self) -> bool {
        self.attempt.post.as_ref().is_some_and(|post| self.pack.role(post).is_some())
    }

    /// True for someone who works in the field.
    fn has_post(&self) -> bool {
        let has_worked = self.attempt.years.is_some_and(|years| years > 0);
        self.is_in_a_role() || (has_worked && self.attempt.post.as_deref() != Some("none"))
    }

    fn may_enter_by(&self, resource: &Resource, route: &Route) -> bool {
        let own = self.attempt;
        let has_licence = |needed: &String| own.licences.as_ref().is_some_and(|licences| licences.contains(needed));
        let is_in_words = route.membership.is_some() || (route.note.is_some() && resource.kind == "certification");
        !route.is_rare
            && !is_in_words
            && (route.education.is_none() || self.education >= rank(route.education.as_ref()))
            && (route.years.is_none() || own.years >= route.years)
            && route.licence.as_ref().is_none_or(has_licence)
            && (route.region.is_none() || own.region == route.region)
            && (!route.is_by_employer || self.is_in_a_role())
            && route.prior.iter().all(|prior| self.finished.contains(&prior.as_str()))
    }

    /// True for what can be begun today. A degree never is.
    fn is_open(&self, resource: &Resource) -> bool {
        let may_enter =
            |routes: &Vec<Route>| routes.is_empty() || routes.iter().any(|route| self.may_enter_by(resource, route));
        resource.kind != "degree"
            && self.is_on_offer(resource)
            && (!resource.is_at_work || self.has_post())
            && resource.routes.as_ref().is_some_and(may_enter)
    }
}

/// The lifts of a resource that count: of one with room for a few, those for the first gaps that it can lift.
fn counted(pack: &PlainPack, held: &Held, resource: &Resource, open: &[usize]) -> Vec<Lift> {
    let Some(most) = resource.at_most else { return resource.lifts.clone() };
    let is_of_use = |lift: &Lift, gap: usize| {
        let target = pack.roles[held.role()].targets[gap].level;
        lift.competency == gap
            && lift.from < target
            && held.known[gap].level().is_some_and(|level| level < Fraction::whole(lift.to))
    };
    let first = open.iter().filter_map(|gap| resource.lifts.iter().find(|lift| is_of_use(lift, *gap)));
    first.take(most).copied().collect()
}

/// The level that lifts lead to, one on top of another.
fn led_to(lifts: &[Lift], competency: usize, level: Fraction) -> Fraction {
    let own = lifts.iter().filter(|lift| lift.competency == competency && Fraction::whole(lift.from) <= level);
    match own.map(|lift| Fraction::whole(lift.to)).max() {
        Some(higher) if higher > level => led_to(lifts, competency, higher),
        _ => level,
    }
}

/// What everything that is open to a person today would narrow of the gaps to the role that they work towards.
pub fn gains(pack: &PlainPack, held: &Held) -> Vec<Gain> {
    let (entrant, open) = (Entrant::new(pack, &held.attempt), held.priorities(pack));
    let mut gains = Vec::new();
    for (at, resource) in pack.resources.iter().enumerate().filter(|(_, resource)| entrant.is_open(resource)) {
        let lifts = counted(pack, held, resource, &open);
        for competency in &open {
            let level = held.known[*competency].level().unwrap();
            let target = Fraction::whole(pack.roles[held.role()].targets[*competency].level);
            let levels = led_to(&lifts, *competency, level).min(target) - level;
            if levels > Fraction::whole(0) {
                gains.push(Gain { resource: at, competency: *competency, levels });
            }
        }
    }
    gains
}

/// The currency of most prices.
fn currency(pack: &PlainPack) -> String {
    let all: Vec<String> =
        pack.resources.iter().map(|resource| resource.cost().1).filter(|own| !own.is_empty()).collect();
    let most = all.iter().max_by_key(|one| all.iter().filter(|other| other == one).count());
    most.cloned().unwrap()
}

/// The id of what to take or of the competency to find out about; nothing where neither is known.
pub fn first_step(pack: &PlainPack, held: &Held) -> String {
    let (targets, open) = (&pack.roles[held.role()].targets, held.priorities(pack));
    if open.is_empty() {
        let unknown = (0..targets.len()).filter(|at| held.known[*at].level().is_none() && targets[*at].importance > 0);
        let heaviest = unknown.min_by_key(|at| (!targets[*at].is_must, Reverse(targets[*at].importance), *at));
        return heaviest.map_or_else(String::new, |at| pack.competencies[at].id.clone());
    }
    let (entrant, currency) = (Entrant::new(pack, &held.attempt), currency(pack));
    let is_paid_for = |resource: &Resource| {
        held.attempt.budget.is_none_or(|budget| match &resource.price {
            Price::Free { .. } => true,
            Price::Amount(amount, own) => *own == currency && *amount <= budget,
            Price::Unknown => false,
        })
    };
    let order = |(at, resource): (usize, &Resource)| {
        let lifts = counted(pack, held, resource, &open);
        let narrows = |gap: &&usize| {
            let level = held.known[**gap].level().unwrap();
            led_to(&lifts, **gap, level) > level
        };
        let first = open.iter().find(narrows)?;
        let is_possible = is_paid_for(resource) && entrant.is_open(resource);
        is_possible.then(|| (!targets[*first].is_must, resource.ease(), at))
    };
    let best = pack.resources.iter().enumerate().filter_map(order).min();
    best.map_or_else(String::new, |(.., at)| pack.resources[at].id.clone())
}
