//! Checks whether a person may take a resource: which route is open, or which requirements are missing.

use std::cmp::Reverse;

use crate::model::{Background, Education, Eligibility, LearningResource, Licence, Region, ResourceIx, Route};

/// Something a person does not have, or did not say that they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// At least this education.
    Education(Education),
    /// At least so many years of experience.
    Experience(u32),
    /// This licence.
    Licence(Licence),
    /// To study or work in this region.
    Region(Region),
    /// An employer who sponsors it.
    Employer,
    /// A post in the pack's field that has such tasks.
    Post,
    /// Another resource first.
    Prior(ResourceIx),
}

impl Requirement {
    /// True when the person said nothing about it, so that it may be met after all.
    pub fn is_unsaid(&self, background: &Background) -> bool {
        match self {
            Self::Education(_) => background.education.is_none(),
            Self::Experience(_) => background.experience_years.is_none(),
            Self::Licence(_) => background.licences.is_none(),
            Self::Region(_) => background.region.is_none(),
            Self::Employer | Self::Post | Self::Prior(_) => false,
        }
    }

    /// True when study and time do not bring it: another profession, another region.
    pub fn is_out_of_reach(&self, background: &Background) -> bool {
        matches!(self, Self::Licence(_) | Self::Region(_)) && !self.is_unsaid(background)
    }
}

/// Whether a person may take a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access<'r> {
    /// Open by this route; `None` when it is open to anyone.
    Open(Option<&'r Route>),
    /// Closed: the nearest route, and the requirements that are missing.
    Closed(&'r Route, Vec<Requirement>),
    /// The catalogue does not know who may take it.
    Unknown,
}

/// Checks a resource's entry rules against a background. A fact that the person did not give counts as missing.
pub fn access<'r>(resource: &'r LearningResource, background: &Background) -> Access<'r> {
    let routes = match &resource.eligibility {
        Eligibility::Anyone => return Access::Open(None),
        Eligibility::Unknown => return Access::Unknown,
        Eligibility::AnyOf(routes) => routes,
    };
    match nearest(routes, background) {
        None => Access::Unknown,
        Some((route, missing)) if missing.is_empty() => Access::Open(Some(route)),
        Some((route, missing)) => Access::Closed(route, missing),
    }
}

/// The route that asks for nothing out of reach, then for the fewest things that are missing, then for none that come
/// first, then is not rare; the first such route, where its degree is missing. Among those whose degree the person has, the
/// one that asks for the fewest years, then for the highest degree: who holds a doctorate is told the rule for a master's
/// degree, not the one for a bachelor's.
fn nearest<'r>(routes: &'r [Route], background: &Background) -> Option<(&'r Route, Vec<Requirement>)> {
    let distance = |(route, missing): &(&Route, Vec<Requirement>)| {
        let out_of_reach = missing.iter().filter(|needed| needed.is_out_of_reach(background)).count();
        let prior = missing.iter().filter(|needed| matches!(needed, Requirement::Prior(_))).count();
        (out_of_reach, missing.len(), prior, route.rare)
    };
    let lacks_degree =
        |missing: &[Requirement]| missing.iter().any(|needed| matches!(needed, Requirement::Education(_)));
    let routes = || routes.iter().map(|route| (route, missing(route, background)));
    let first = routes().min_by_key(distance)?;
    if lacks_degree(&first.1) {
        return Some(first);
    }
    let alike = routes().filter(|route| distance(route) == distance(&first) && !lacks_degree(&route.1));
    alike.min_by_key(|(route, _)| (route.experience_years, Reverse(route.min_degree)))
}

/// The requirements of a route that a person does not meet, or did not say that they meet.
pub fn missing(route: &Route, background: &Background) -> Vec<Requirement> {
    let has_licence = |licence: &Licence| background.licences.as_ref().is_some_and(|held| held.contains(licence));
    let missing = [
        route.min_degree.filter(|degree| background.education < Some(*degree)).map(Requirement::Education),
        route.experience_years.filter(|years| background.experience_years < Some(*years)).map(Requirement::Experience),
        route.licence.filter(|licence| !has_licence(licence)).map(Requirement::Licence),
        route.region.filter(|region| background.region != Some(*region)).map(Requirement::Region),
        route.employer_sponsored.then_some(Requirement::Employer),
    ];
    missing.into_iter().flatten().chain(route.prior.iter().copied().map(Requirement::Prior)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(min_degree: Option<Education>, years: Option<u32>, note: &str) -> Route {
        Route { min_degree, experience_years: years, note: Some(note.to_owned()), ..Route::default() }
    }

    fn read_by(education: Option<Education>, years: u32) -> Option<String> {
        let routes = [
            route(Some(Education::Bachelor), Some(5), "bachelor"),
            route(Some(Education::Master), Some(3), "master"),
            route(None, Some(10), "neither"),
        ];
        let background = Background { education, experience_years: Some(years), ..Background::default() };
        nearest(&routes, &background).and_then(|(route, _)| route.note.clone())
    }

    #[test]
    fn a_person_reads_the_rule_for_the_degree_that_they_hold() {
        for (education, years, note) in [
            (Some(Education::Doctorate), 0, "master"),
            (Some(Education::Doctorate), 12, "master"),
            (Some(Education::Master), 4, "master"),
            (Some(Education::Bachelor), 0, "bachelor"),
            (Some(Education::Bachelor), 12, "bachelor"),
            (Some(Education::HighSchool), 0, "neither"),
            (None, 12, "neither"),
        ] {
            assert_eq!(read_by(education, years).as_deref(), Some(note), "{education:?}, {years} years");
        }
        // Without years in the rules, the note for the highest degree that is held.
        let routes =
            [route(Some(Education::Bachelor), None, "bachelor"), route(Some(Education::Master), None, "master")];
        let doctor = Background { education: Some(Education::Doctorate), ..Background::default() };
        assert_eq!(nearest(&routes, &doctor).unwrap().0.note.as_deref(), Some("master"));
    }
}
