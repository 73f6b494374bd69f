//! Role profiles: what each role on the ladder needs, and where each number comes from.

use super::{Background, CareerId, CompetencyIx, Education, Id, Licence, ResourceIx, RoleId, RoleIx, SourceId};

/// A step of a career.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A first job.
    Entry,
    /// Runs a team or a project.
    Mid,
    /// Leads beyond one team.
    Advanced,
}

impl Tier {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("entry", Self::Entry), ("mid", Self::Mid), ("advanced", Self::Advanced)];
}

/// Whether a target is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Required: while it is unmet, it is listed on its own and the role counts as not reached.
    Must,
    /// Not required: while it is unmet, it counts by its importance.
    Should,
}

impl Need {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[("must", Self::Must), ("should", Self::Should)];
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvenanceKind {
    /// Read in a named source.
    Sourced,
    /// Worked out from named sources by a stated rule.
    Derived,
    /// The authors' judgement.
    Judgement,
}

impl ProvenanceKind {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("sourced", Self::Sourced), ("derived", Self::Derived), ("judgement", Self::Judgement)];
}

/// A named reason that targets refer to.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// How targets name it.
    pub id: String,
    /// Sourced, derived or judged.
    pub kind: ProvenanceKind,
    /// The reason, in a sentence or two.
    pub note: String,
    /// The sources it rests on.
    pub sources: Vec<SourceId>,
}

/// The level that a role needs in one competency.
#[derive(Clone, Debug)]
pub struct Target {
    /// The competency.
    pub competency: CompetencyIx,
    /// The level needed, on the pack's scale.
    pub level: i64,
    /// How much it counts in this role; 0 to 1000.
    pub importance: i64,
    /// Must or should.
    pub need: Need,
    /// Where the level comes from: a position in the pack's provenance list.
    pub level_from: usize,
    /// Where the importance comes from.
    pub importance_from: usize,
    /// Where the must comes from, for a must.
    pub need_from: Option<usize>,
}

/// A text about a role, and where it comes from.
#[derive(Clone, Debug)]
pub struct RoleNote {
    /// One or two short sentences.
    pub text: String,
    /// A position in the pack's provenance list.
    pub from: usize,
}

/// One topic about the career as a whole: context that is never scored.
#[derive(Clone, Debug)]
pub struct CareerSection {
    /// Its id.
    pub id: CareerId,
    /// Its heading.
    pub title: String,
    /// What is said of it; at least one.
    pub points: Vec<CareerPoint>,
}

impl CareerSection {
    /// The word for all sections together, which none has as its id.
    pub const WHOLE: &'static str = "career";
}

/// A text about the career, and where it comes from.
#[derive(Clone, Debug)]
pub struct CareerPoint {
    /// One or two short sentences.
    pub text: String,
    /// A position in the pack's provenance list.
    pub from: usize,
}

/// The topic of a note about a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What it pays.
    Pay,
    /// Where people in it work.
    Settings,
    /// How the demand for it may change.
    Outlook,
}

impl Topic {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("pay", Self::Pay), ("settings", Self::Settings), ("outlook", Self::Outlook)];
}

/// How long people usually stay in a role before the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Whole years.
    pub years: u32,
    /// Where that comes from: a position in the pack's provenance list.
    pub from: usize,
}

/// A way by which people start their career on the ladder at a role: everything that it names is needed.
#[derive(Clone, Debug)]
pub struct WayIn {
    /// At least this education.
    pub education: Option<Education>,
    /// At least so many years of experience.
    pub experience_years: Option<u32>,
    /// This licence.
    pub licence: Option<Licence>,
    /// Where that comes from: a position in the pack's provenance list.
    pub from: usize,
}

impl WayIn {
    /// True when the person meets all that it names; a fact that they did not give is not met.
    pub fn is_met(&self, background: &Background) -> bool {
        let holds = |licence: &Licence| background.licences.as_ref().is_some_and(|held| held.contains(licence));
        self.education.is_none_or(|least| background.education >= Some(least))
            && self.experience_years.is_none_or(|least| background.experience_years >= Some(least))
            && self.licence.as_ref().is_none_or(holds)
    }
}

/// How much a credential counts for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The role cannot be had without it.
    Required,
    /// Employers ask for it, or prefer who has it.
    Preferred,
    /// It is known and speaks for who has it.
    Recognised,
}

impl Standing {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("required", Self::Required), ("preferred", Self::Preferred), ("recognised", Self::Recognised)];
}

/// A certification that a role asks for or values, apart from what it lifts.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The certification.
    pub resource: ResourceIx,
    /// How much it counts.
    pub standing: Standing,
    /// The licence of those that it is for; `None` when it is for all.
    pub licence: Option<Licence>,
    /// A short sentence beside it.
    pub note: Option<String>,
    /// Where that comes from: a position in the pack's provenance list.
    pub from: usize,
}

/// A role, with a target for every competency that it needs.
#[derive(Clone, Debug)]
pub struct RoleProfile {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    pub title: String,
    /// Its step of the career.
    pub tier: Tier,
    /// The roles that people in it move to.
    pub next: Vec<RoleIx>,
    /// A summary of the work.
    pub summary: String,
    /// The daily work.
    pub day: Vec<RoleNote>,
    /// Usual ways into it.
    pub routes_in: Vec<RoleNote>,
    /// Where people go from it.
    pub routes_out: Vec<RoleNote>,
    /// Context that is never scored.
    pub about: Vec<(Topic, RoleNote)>,
    /// How long people usually stay in it before the next role.
    pub stay: Option<Stay>,
    /// The ways in for people who were in no role of the ladder before; any one is enough.
    pub ways_in: Vec<WayIn>,
    /// The certifications that it asks for or values, those that count most first.
    pub credentials: Vec<Credential>,
    /// What it needs, in the pack's order. A competency without a target here is not needed: it is in no count, sum or
    /// sentence about the role.
    pub targets: Vec<Target>,
}

impl RoleProfile {
    /// What stands in the place of a role in a pack without roles: it needs nothing.
    pub(super) fn none() -> Self {
        Self {
            id: RoleId::parse("none").expect("a lower-case word is an id"),
            title: "no role".to_owned(),
            tier: Tier::Entry,
            next: Vec::new(),
            summary: String::new(),
            day: Vec::new(),
            routes_in: Vec::new(),
            routes_out: Vec::new(),
            about: Vec::new(),
            stay: None,
            ways_in: Vec::new(),
            credentials: Vec::new(),
            targets: Vec::new(),
        }
    }

    /// True when the person meets one of its ways in.
    pub fn is_open_to(&self, background: &Background) -> bool {
        self.ways_in.iter().any(|way| way.is_met(background))
    }

    /// The target for a competency; `None` for one that the role does not need.
    pub fn target(&self, competency: CompetencyIx) -> Option<&Target> {
        let at = self.targets.binary_search_by_key(&competency, |target| target.competency).ok()?;
        Some(&self.targets[at])
    }
}
