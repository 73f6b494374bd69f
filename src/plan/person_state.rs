//! The state of a person between two phases: levels, background and finished resources.

use super::eligibility::missing;
use super::{PlanOptions, Requirement};
use crate::assess::Assessment;
use crate::clock::Date;
use crate::exact::Exact;
use crate::gap::{GapAnalysis, analyse};
use crate::model::{
    Background, Degree, Development, Education, Eligibility, LearningResource, Month, Pack, Post, Price, ResourceIx,
    ResourceKind, RoleIx, Route,
};
use crate::score::ScoreCard;

/// The state of a person at some point of the plan.
#[derive(Clone, Debug)]
pub(super) struct PersonState {
    /// The score card, with the levels that the steps so far lead to.
    pub(super) card: ScoreCard,
    /// Education and experience as they are by then.
    pub(super) background: Background,
    /// What is done or was held from the start.
    pub(super) done: Vec<ResourceIx>,
    /// What was done or held before the plan.
    pub(super) held: Vec<ResourceIx>,
    /// The degree that the person studies for, until it is granted.
    pub(super) studies: Option<Studies>,
    /// True when the person has begun to work in a new role by then.
    pub(super) in_job: bool,
}

/// A degree that is under way and granted in a known week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Studies {
    /// The education that it grants.
    pub(super) grants: Option<Education>,
    /// The degree, where it is one of the catalogue.
    pub(super) resource: Option<ResourceIx>,
    /// The week from which it is held, from the start of the plan.
    pub(super) week: u32,
}

impl Studies {
    fn new(assessment: &Assessment<'_>, options: &PlanOptions) -> Option<Self> {
        let background = &assessment.sheet.background;
        let (degree, until) = background.studying.zip(background.studying_until)?;
        let week = weeks_to_the_end(options.first_day(assessment.sheet)?, until);
        Some(match degree {
            Degree::Level(level) => Self { grants: Some(level), resource: None, week },
            Degree::Resource(at) => Self { grants: assessment.pack.resource(at).grants, resource: Some(at), week },
        })
    }

    /// True for what is met once the degree is granted.
    pub(super) fn bring(&self, needed: &Requirement) -> bool {
        match needed {
            Requirement::Education(degree) => self.grants >= Some(*degree),
            Requirement::Prior(prior) => self.resource == Some(*prior),
            _ => false,
        }
    }
}

/// Whole weeks from a day until a month is over.
fn weeks_to_the_end(day: Date, month: Month) -> u32 {
    let (year, next) = if month.month == 12 { (month.year + 1, 1) } else { (month.year, month.month + 1) };
    let after = Date::parse(&format!("{year:04}-{next:02}-01"));
    after.map_or(0, |after| day.whole_weeks_until(after.plus_days(6)))
}

impl PersonState {
    pub(super) fn new(assessment: &Assessment<'_>, options: &PlanOptions) -> Self {
        let Assessment { pack, sheet, card, .. } = assessment;
        let background = sheet.background.clone();
        let held: Vec<ResourceIx> = options.have.iter().copied().chain(sheet.finished_steps()).collect();
        let studies = Studies::new(assessment, options);
        let (card, done) = (card.clone(), Vec::new());
        let mut state = Self { card, background, done, held: held.clone(), studies, in_job: false };
        for resource in held {
            state.finish(pack, resource);
        }
        state.grant(pack, 0);
        state
    }

    /// Grants the degree that is under way, where that is due by a week.
    pub(super) fn grant(&mut self, pack: &Pack, week: u32) {
        if let Some(studies) = self.studies.take_if(|studies| studies.week <= week) {
            self.background.education = self.background.education.max(studies.grants);
            if let Some(resource) = studies.resource {
                self.finish(pack, resource);
            }
        }
    }

    /// Notes that something is done: what it grants is held from now on.
    pub(super) fn finish(&mut self, pack: &Pack, resource: ResourceIx) {
        self.done.push(resource);
        self.background.education = self.background.education.max(pack.resource(resource).grants);
    }

    /// True for what is done, held or under way and adds nothing when it is done again. Practice of one phase can be done
    /// again in a later one, for what it did not lift before.
    pub(super) fn is_used_up(&self, pack: &Pack, resource: ResourceIx) -> bool {
        let is_practice = pack.resource(resource).kind == ResourceKind::Practice;
        self.studies.is_some_and(|studies| studies.resource == Some(resource))
            || (self.done.contains(&resource) && (!is_practice || self.held.contains(&resource)))
    }

    /// True for what is offered to the person and can still add something, whether it is open to them or not.
    pub(super) fn is_on_offer(&self, pack: &Pack, at: ResourceIx) -> bool {
        let resource = pack.resource(at);
        resource.status.is_offered()
            && resource.is_relevant_in(self.background.region)
            && !self.is_used_up(pack, at)
            && !self.is_held_already(resource)
    }

    /// True for a first degree, or less, of someone who has as much. A further degree after that can be of use.
    pub(super) fn is_held_already(&self, resource: &LearningResource) -> bool {
        let under_way = self.studies.and_then(|studies| studies.grants);
        let education = self.background.education.max(under_way);
        resource.grants.is_some_and(|grants| grants <= Education::Bachelor && Some(grants) <= education)
    }

    /// Years of work go by.
    pub(super) fn work(&mut self, years: u32) {
        let before = self.background.experience_years.unwrap_or(0);
        self.background.experience_years = Some(before.saturating_add(years));
        self.in_job = true;
    }

    /// Takes steps, each from the week in which it begins to the week before which it is done: a lift counts for someone
    /// who is at its level when the step begins. The steps stand in the order in which they begin.
    pub(super) fn lift(&mut self, steps: &[((u32, u32), &[Development])]) {
        let mut under_way: Vec<(u32, Development)> = Vec::new();
        for ((start, end), lifts) in steps {
            self.finish_lifts(&mut under_way, *start);
            let level = |lift: &Development| self.card.competency(lift.competency).level;
            let begins = |lift: &&Development| level(lift).is_some_and(|level| Exact::from(lift.from) <= level);
            under_way.extend(lifts.iter().filter(begins).map(|lift| (*end, *lift)));
        }
        self.finish_lifts(&mut under_way, u32::MAX);
    }

    /// Lifts levels by what is done before a week.
    fn finish_lifts(&mut self, under_way: &mut Vec<(u32, Development)>, week: u32) {
        for (_, lift) in under_way.extract_if(.., |(end, _)| *end <= week) {
            for score in self.card.competencies.iter_mut().filter(|score| score.competency == lift.competency) {
                score.level = score.level.map(|level| level.max(Exact::from(lift.to)));
            }
        }
    }

    pub(super) fn analyse(&self, pack: &Pack, role: RoleIx) -> GapAnalysis {
        analyse(pack, &self.card, role)
    }

    /// True when the person works in one of the roles.
    fn is_employed(&self) -> bool {
        self.in_job || self.background.post.and_then(Post::role).is_some()
    }

    /// True when the person works in the field: in one of the roles, or for a year or more before and not without a post
    /// now.
    pub(super) fn has_post(&self) -> bool {
        let has_worked = self.background.experience_years.unwrap_or(0) > 0;
        self.is_employed() || (has_worked && self.background.post != Some(Post::None))
    }

    /// What is missing for a resource by one of its routes by now; without a route where anyone may enter.
    pub(super) fn missing(&self, resource: &LearningResource, route: Option<&Route>) -> Vec<Requirement> {
        let mut missing = route.map_or_else(Vec::new, |route| missing(route, &self.background));
        if resource.at_work && !self.has_post() {
            missing.push(Requirement::Post);
        }
        missing.retain(|needed| match needed {
            Requirement::Prior(prior) => !self.done.contains(prior),
            Requirement::Employer => !self.is_employed(),
            _ => true,
        });
        missing
    }

    /// True when some route that is not rare has nothing missing. False where the entry rules are not known.
    pub(super) fn is_open(&self, resource: &LearningResource) -> bool {
        self.is_open_by(resource, |_| true)
    }

    /// The same by a route of some.
    pub(super) fn is_open_by(&self, resource: &LearningResource, is_one: impl Fn(&Route) -> bool) -> bool {
        match &resource.eligibility {
            Eligibility::Anyone => self.missing(resource, None).is_empty(),
            Eligibility::Unknown => false,
            Eligibility::AnyOf(routes) => {
                let mut routes = routes.iter().filter(|route| !route.rare && is_one(route));
                routes.any(|route| self.missing(resource, Some(route)).is_empty())
            }
        }
    }
}

/// The currency that a catalogue's prices are in most often; the first of equals; dollars when it has none.
pub fn currency(pack: &Pack) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for resource in pack.resources() {
        let Price::Amount { currency, .. } = &resource.price else { continue };
        match counts.iter_mut().find(|(known, _)| known == currency) {
            Some((_, count)) => *count += 1,
            None => counts.push((currency, 1)),
        }
    }
    // `max_by_key` takes the last of equals.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or("USD", |(currency, _)| *currency).to_owned()
}
