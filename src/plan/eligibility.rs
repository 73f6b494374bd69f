//! Checks whether a person may take a resource: which route is open, or which requirements are missing.

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
    // The nearest route asks for nothing out of reach, then for the fewest things, then for none that come first, then is
    // not rare; of routes that are open, it asks for the fewest years.
    let nearest = routes.iter().map(|route| (route, missing(route, background))).min_by_key(|(route, missing)| {
        let out_of_reach = missing.iter().filter(|needed| needed.is_out_of_reach(background)).count();
        let prior = missing.iter().filter(|needed| matches!(needed, Requirement::Prior(_))).count();
        let years = route.experience_years.filter(|_| missing.is_empty());
        (out_of_reach, missing.len(), prior, route.rare, years)
    });
    match nearest {
        None => Access::Unknown,
        Some((route, missing)) if missing.is_empty() => Access::Open(Some(route)),
        Some((route, missing)) => Access::Closed(route, missing),
    }
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
