//! The catalogue: courses, certifications, degrees and practice that develop competencies.

use super::{CompetencyIx, Education, Licence, Region, ResourceId, ResourceIx, SourceId};

/// The kind of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// An exam or a register that others recognise.
    Certification,
    /// A course or a programme without a degree.
    Course,
    /// A stage of formal education.
    Degree,
    /// Work under guidance: a project, a placement, a seat on a committee.
    Practice,
}

impl ResourceKind {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("certification", Self::Certification),
        ("course", Self::Course),
        ("degree", Self::Degree),
        ("practice", Self::Practice),
    ];
}

/// The availability of a resource, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Offered.
    Active,
    /// Offered; the price needs a look.
    ActiveCheckPrice,
    /// Still there, no longer kept up.
    Dated,
    /// No longer offered.
    Retired,
    /// Nothing was found that shows it is offered.
    Unverified,
    /// Switched off by the overlay of a programme; files have no word for it.
    SwitchedOff,
}

impl Status {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("active", Self::Active),
        ("active-check-price", Self::ActiveCheckPrice),
        ("dated", Self::Dated),
        ("retired", Self::Retired),
        ("unverified", Self::Unverified),
    ];

    /// True for a resource that may be recommended.
    pub fn is_offered(self) -> bool {
        matches!(self, Self::Active | Self::ActiveCheckPrice)
    }
}

/// How sure the authors are of a resource's facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Read at the provider.
    High,
    /// Read elsewhere, and consistent.
    Medium,
    /// General knowledge or judgement.
    Low,
}

impl Confidence {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("high", Self::High), ("medium", Self::Medium), ("low", Self::Low)];
}

/// How directly a source was read, the most direct first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadBy {
    /// The publisher's own page was read.
    Primary,
    /// Someone else's page about it was read.
    Secondary,
    /// No source: the authors' judgement.
    Judgement,
    /// A known address that was not read.
    Unread,
}

impl ReadBy {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("primary", Self::Primary),
        ("secondary", Self::Secondary),
        ("unread", Self::Unread),
        ("judgement", Self::Judgement),
    ];
}

/// The basis of a fact.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// How directly it was read.
    pub read: ReadBy,
    /// When it was read or dated: `2026`, `2026-06` or `2026-06-13`.
    pub date: String,
}

/// The effect of a resource on a competency: a person at `from` or above reaches `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Development {
    /// The competency.
    pub competency: CompetencyIx,
    /// The level from which it helps.
    pub from: i64,
    /// The level it leads to.
    pub to: i64,
}

/// The highest levels that exams support: an exam shows knowledge, and higher levels need work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExamLevels {
    /// For a certification.
    pub certification: i64,
    /// For a foundation exam.
    pub foundation: i64,
}

/// One way to be allowed in: all its facts together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The least education.
    pub min_degree: Option<Education>,
    /// The least experience, in years.
    pub experience_years: Option<u32>,
    /// The work in which the years count, as the end of `5 years of`: a person gives years in the pack's whole field, so
    /// it is said and not checked.
    pub years_in: Option<String>,
    /// A licence.
    pub licence: Option<Licence>,
    /// A region.
    pub region: Option<Region>,
    /// Only through an employer.
    pub employer_sponsored: bool,
    /// A required membership, for display only.
    pub membership: Option<String>,
    /// Resources that come first.
    pub prior: Vec<ResourceIx>,
    /// True when few people can use it: shown to readers, never planned with.
    pub rare: bool,
    /// A note, for display only.
    pub note: Option<String>,
}

/// Who may take a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eligibility {
    /// Anyone.
    Anyone,
    /// Anyone who meets one of the routes.
    AnyOf(Vec<Route>),
    /// Not known.
    Unknown,
}

/// The basis of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The provider or a page about it states it.
    Stated,
    /// The authors' judgement.
    Judgement,
}

impl Basis {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[("stated", Self::Stated), ("judgement", Self::Judgement)];
}

/// How much work a resource takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// A number of hours in all.
    Hours {
        /// Hours in all.
        hours: u32,
        /// What the figure rests on.
        basis: Basis,
    },
    /// A number of weeks at a number of hours.
    Weeks {
        /// Weeks from start to end.
        weeks: u32,
        /// Hours in each week.
        hours_per_week: u32,
        /// What the figures rest on.
        basis: Basis,
    },
    /// Not known.
    Unknown,
}

impl Effort {
    /// Hours in all, where known.
    pub fn total_hours(self) -> Option<u32> {
        match self {
            Self::Hours { hours, .. } => Some(hours),
            Self::Weeks { weeks, hours_per_week, .. } => Some(weeks * hours_per_week),
            Self::Unknown => None,
        }
    }

    /// The weeks of a fixed length; 0 where it can be done at any pace, or its length is not known.
    pub fn weeks(self) -> u32 {
        if let Self::Weeks { weeks, .. } = self { weeks } else { 0 }
    }
}

/// A sum of money, and the range that its sources name, in whole units of one currency: the same thing may cost less for
/// members, or more on another page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fee {
    /// The least; at most the amount.
    pub lowest: u32,
    /// The usual price: what plans count with.
    pub amount: u32,
    /// The most; at least the amount.
    pub highest: u32,
}

/// The price of a resource: the fee, without travel or study material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// Nothing, as seen on this date.
    Free {
        /// When it was seen to be free: `2026`, `2026-11` or `2026-11-23`.
        as_of: String,
        /// More to know.
        note: Option<String>,
    },
    /// An amount, as seen on this date.
    Amount {
        /// How much.
        fee: Fee,
        /// Three letters: `USD`.
        currency: String,
        /// The date of the price: `2026`, `2026-11` or `2026-11-23`.
        as_of: String,
        /// More to know.
        note: Option<String>,
    },
    /// Not known; never counted as free.
    Unknown {
        /// More to know.
        note: Option<String>,
    },
}

impl Price {
    /// True for a price that is known to be zero.
    pub fn is_free(&self) -> bool {
        matches!(self, Self::Free { .. })
    }

    /// True for a price that is known to be zero without conditions.
    pub fn is_free_to_all(&self) -> bool {
        matches!(self, Self::Free { note: None, .. })
    }

    /// The fee in a currency; `None` when it is not known, or only in another one.
    pub fn fee_in(&self, currency: &str) -> Option<Fee> {
        match self {
            Self::Free { .. } => Some(Fee::default()),
            Self::Amount { fee, currency: own, .. } => (own == currency).then_some(*fee),
            Self::Unknown { .. } => None,
        }
    }

    /// The date of the information.
    pub fn as_of(&self) -> Option<&str> {
        match self {
            Self::Free { as_of, .. } | Self::Amount { as_of, .. } => Some(as_of),
            Self::Unknown { .. } => None,
        }
    }
}

/// For how long a resource counts once it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// A number of years, after which it must be renewed.
    Years(u32),
    /// It does not expire.
    Unlimited,
    /// Not known.
    Unknown,
}

/// Where a resource can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebPage {
    /// This address.
    At(String),
    /// There is no page to have: practice, or a kind of degree.
    None,
    /// Not known.
    Unknown,
}

impl WebPage {
    /// The address, where there is one.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::At(address) => Some(address),
            Self::None | Self::Unknown => None,
        }
    }
}

/// For each fact about a resource what it rests on; for a fact that is not known, where it was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactSources {
    /// What it lifts.
    pub develops: Vec<SourceId>,
    /// Who may take it.
    pub eligibility: Vec<SourceId>,
    /// How much work it takes.
    pub effort: Vec<SourceId>,
    /// What it costs.
    pub price: Vec<SourceId>,
    /// For how long it counts.
    pub validity: Vec<SourceId>,
    /// Its availability.
    pub status: Vec<SourceId>,
}

impl FactSources {
    /// The same sources for every fact.
    pub fn same(sources: &[SourceId]) -> Self {
        let list = || sources.to_vec();
        Self { develops: list(), eligibility: list(), effort: list(), price: list(), validity: list(), status: list() }
    }
}

/// Where a resource comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The pack.
    #[default]
    Pack,
    /// The pack, with the price that the overlay of a programme gives.
    PricedByProgramme,
    /// The overlay: the programme's own.
    Programme,
}

/// A course, a certification, a degree or a piece of practice.
#[derive(Clone, Debug)]
pub struct LearningResource {
    /// Where it comes from.
    pub origin: Origin,
    /// Its id.
    pub id: ResourceId,
    /// Its name.
    pub title: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Who offers it.
    pub provider: String,
    /// Where it can be looked up.
    pub page: WebPage,
    /// What it is and whom it suits, in a sentence.
    pub summary: String,
    /// What it lifts.
    pub develops: Vec<Development>,
    /// How many of these one person can expect of it, if not all.
    pub at_most: Option<u32>,
    /// True when it is part of a post and done in its hours, not in a person's own time.
    pub at_work: bool,
    /// The weeks that people are in a post before they are given it; 0 unless it is part of one.
    pub weeks_in_post: u32,
    /// True for a certification that is a foundation exam.
    pub foundation: bool,
    /// The education that a person has after it.
    pub grants: Option<Education>,
    /// Where it is of use, where that is not everywhere: a law, a national programme.
    pub relevant_in: Option<Vec<Region>>,
    /// Who may take it.
    pub eligibility: Eligibility,
    /// How much work it takes.
    pub effort: Effort,
    /// What it costs.
    pub price: Price,
    /// For how long it counts.
    pub validity: Validity,
    /// Its availability.
    pub status: Status,
    /// The resources that replace it.
    pub substitutes: Vec<ResourceIx>,
    /// What its facts rest on.
    pub sources: FactSources,
    /// How sure the authors are, all in all.
    pub confidence: Confidence,
    /// When the facts were last looked at.
    pub checked: String,
    /// More to know.
    pub note: Option<String>,
}

impl LearningResource {
    /// True for one that the person's own programme offers.
    pub fn is_own(&self) -> bool {
        self.origin == Origin::Programme
    }

    /// So many hours as they count where resources are compared: those of a programme's own course count half.
    pub fn compared_hours(&self, hours: u32) -> u32 {
        if self.is_own() { hours.div_ceil(2) } else { hours }
    }

    /// How easily it is had, the lower the easier: free before paid before unknown price, then fewer
    /// [compared hours](Self::compared_hours); unknown hours last.
    pub fn ease(&self) -> (u8, u32) {
        let price = match self.price {
            Price::Free { .. } => 0,
            Price::Amount { .. } => 1,
            Price::Unknown { .. } => 2,
        };
        (price, self.effort.total_hours().map_or(u32::MAX, |hours| self.compared_hours(hours)))
    }

    /// False for a resource that is relevant only in regions other than the one given.
    pub fn is_relevant_in(&self, region: Option<Region>) -> bool {
        match (&self.relevant_in, region) {
            (Some(regions), Some(region)) => regions.contains(&region),
            _ => true,
        }
    }

    /// Its effects, those of an exam cut at the highest level that exams support. An effect that
    /// begins there or above is left out.
    pub fn supports(&self, exams: Option<ExamLevels>) -> impl Iterator<Item = Development> + '_ {
        let limit = exams.filter(|_| self.kind == ResourceKind::Certification);
        let limit = limit.map(|levels| if self.foundation { levels.foundation } else { levels.certification });
        let cut = move |lift: &Development| {
            let to = limit.map_or(lift.to, |limit| lift.to.min(limit));
            (lift.from < to).then_some(Development { to, ..*lift })
        };
        self.develops.iter().filter_map(cut)
    }
}
