//! Whether a resource is open to a person, and what is missing if it is not.

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

/// Whether a resource is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening<'r> {
    /// Open now, by this route; `None` when it is open to anyone.
    Now(Option<&'r Route>),
    /// Open when these are met: the nearest route.
    Later(&'r Route, Vec<Requirement>),
    /// Who may take it is not known.
    Unknown,
}

/// Holds a resource's entry rules against a background. A fact that the person did not give counts as missing.
pub fn opening<'r>(resource: &'r LearningResource, background: &Background) -> Opening<'r> {
    let routes = match &resource.eligibility {
        Eligibility::Anyone => return Opening::Now(None),
        Eligibility::Unknown => return Opening::Unknown,
        Eligibility::AnyOf(routes) => routes,
    };
    // The nearest route asks for nothing out of reach, then for the fewest things, then for none that come first.
    let nearest = routes.iter().map(|route| (route, missing(route, background))).min_by_key(|(_, missing)| {
        let out_of_reach = missing.iter().filter(|needed| needed.is_out_of_reach(background)).count();
        let prior = missing.iter().filter(|needed| matches!(needed, Requirement::Prior(_))).count();
        (out_of_reach, missing.len(), prior)
    });
    match nearest {
        None => Opening::Unknown,
        Some((route, missing)) if missing.is_empty() => Opening::Now(Some(route)),
        Some((route, missing)) => Opening::Later(route, missing),
    }
}

/// What a person does not have of a route, or did not say.
pub(super) fn missing(route: &Route, background: &Background) -> Vec<Requirement> {
    let mut missing = Vec::new();
    if let Some(degree) = route.min_degree
        && background.education.is_none_or(|held| held < degree)
    {
        missing.push(Requirement::Education(degree));
    }
    if let Some(years) = route.experience_years
        && background.experience_years.is_none_or(|held| held < years)
    {
        missing.push(Requirement::Experience(years));
    }
    if let Some(licence) = route.licence
        && !background.licences.as_ref().is_some_and(|held| held.contains(&licence))
    {
        missing.push(Requirement::Licence(licence));
    }
    if let Some(region) = route.region
        && background.region != Some(region)
    {
        missing.push(Requirement::Region(region));
    }
    if route.employer_sponsored {
        missing.push(Requirement::Employer);
    }
    missing.extend(route.prior.iter().map(|prior| Requirement::Prior(*prior)));
    missing
}
