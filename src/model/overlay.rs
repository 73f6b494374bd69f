//! What a programme lays over a pack: its own resources, prices and targets; never questions, roles or scoring.

use super::{
    CompetencyIx, Eligibility, LearningResource, Origin, OverlayId, Price, ResourceIx, RoleProfile, Source, SourceId,
    Status, Version,
};

/// A logo that was checked, as a `data:` address for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The address: of SVG or PNG, in base64.
    pub address: String,
}

/// The level that a programme expects in a competency by the end of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermTarget {
    /// The competency.
    pub competency: CompetencyIx,
    /// The term, as the programme names it.
    pub term: String,
    /// The level.
    pub level: i64,
}

/// Another price for a resource of the pack.
#[derive(Clone, Debug)]
pub struct PriceChange {
    /// The resource.
    pub resource: ResourceIx,
    /// What it costs.
    pub price: Price,
    /// When that was looked at.
    pub checked: String,
    /// What the price rests on.
    pub sources: Vec<SourceId>,
    /// What else a person must know, in place of the pack's note.
    pub note: Option<String>,
}

/// The parts of an overlay, as checked by [`crate::pack::overlay`] against one pack. A number of a resource below the count
/// of the pack's resources is one of the pack; those from there on are the overlay's own, in order.
#[derive(Clone, Debug)]
pub struct OverlayParts {
    /// Its id.
    pub id: OverlayId,
    /// Its version.
    pub version: Version,
    /// The programme, as people know it.
    pub title: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The programme's logo.
    pub logo: Option<Logo>,
    /// What its facts rest on.
    pub sources: Vec<Source>,
    /// Its own resources.
    pub resources: Vec<LearningResource>,
    /// The pack's resources that are not to be recommended.
    pub hide: Vec<ResourceIx>,
    /// Other prices.
    pub prices: Vec<PriceChange>,
    /// What it expects by term.
    pub targets: Vec<TermTarget>,
    /// `sha256:` and the hash of its content, with its logo.
    pub fingerprint: String,
}

/// An overlay that lies over a pack.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// Its id.
    pub id: OverlayId,
    /// Its version.
    pub version: Version,
    /// The programme, as people know it.
    pub title: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The programme's logo.
    pub logo: Option<Logo>,
    /// What it expects by term, in the order of the file.
    pub targets: Vec<TermTarget>,
    /// `sha256:` and the hash of its content, with its logo.
    pub fingerprint: String,
    /// How many resources are its own.
    pub own: usize,
    /// How many resources of the pack it switches off.
    pub hidden: usize,
    /// How many prices of the pack it changes.
    pub prices: usize,
}

impl Overlay {
    /// Id, version and fingerprint: which overlay it was, for whoever checks a result later.
    pub fn stamp(&self) -> String {
        format!("{} {} {}", self.id, self.version, self.fingerprint)
    }
}

impl OverlayParts {
    /// Adds and changes what it says in the resources and sources of a pack, and what its roles name.
    pub(super) fn lay_over(
        self,
        catalogue: &mut Vec<LearningResource>,
        roles: &mut [RoleProfile],
        sources: &mut Vec<Source>,
    ) -> Overlay {
        let (given, own) = (catalogue.len(), self.resources.len());
        // Its own stand before the pack's.
        let moved = |at: ResourceIx| match at.get().checked_sub(given) {
            Some(own) => ResourceIx::new(own),
            None => ResourceIx::new(at.get() + own),
        };
        for at in &self.hide {
            catalogue[at.get()].status = Status::SwitchedOff;
        }
        let (hidden, prices) = (self.hide.len(), self.prices.len());
        for change in self.prices {
            let resource = &mut catalogue[change.resource.get()];
            resource.origin = Origin::PricedByProgramme;
            resource.price = change.price;
            resource.checked = change.checked;
            resource.sources.price = change.sources;
            resource.note = change.note.or(resource.note.take());
        }
        let mut resources = self.resources;
        for resource in &mut resources {
            resource.origin = Origin::Programme;
        }
        resources.append(catalogue);
        for resource in &mut resources {
            resource.substitutes.iter_mut().for_each(|at| *at = moved(*at));
            if let Eligibility::AnyOf(routes) = &mut resource.eligibility {
                routes.iter_mut().flat_map(|route| &mut route.prior).for_each(|at| *at = moved(*at));
            }
        }
        *catalogue = resources;
        let credentials = roles.iter_mut().flat_map(|role| &mut role.credentials);
        credentials.for_each(|credential| credential.resource = moved(credential.resource));
        sources.extend(self.sources);
        Overlay {
            id: self.id,
            version: self.version,
            title: self.title,
            contact: self.contact,
            logo: self.logo,
            targets: self.targets,
            fingerprint: self.fingerprint,
            own,
            hidden,
            prices,
        }
    }
}
