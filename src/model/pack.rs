//! A checked pack: everything that a questionnaire, its roles and its catalogue say.

use super::{
    BackgroundFact, CareerSection, Competency, CompetencyId, CompetencyIx, Development, Domain, DomainIx, Eligibility,
    ExamLevels, FormId, FormIx, Framework, FrameworkId, Id, Item, ItemId, ItemIx, ItemScale, Keying, Language,
    LearningResource, Level, LevelScale, LevelStatement, Overlay, OverlayParts, PackId, Provenance, ResourceIx,
    ResponseOption, ResponseScale, RoleId, RoleIx, RoleProfile, ScaleIx, Source, SourceId, Version,
};

/// The thresholds of scoring, in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// The least share of a competency's item weight that must be rated for its level to be shown.
    pub coverage: u16,
    /// The least share of a role's importance that shown competencies must carry for readiness to be given.
    pub readiness_coverage: u16,
    /// The least readiness at which a rung of the ladder is reached.
    pub rung_readiness: u16,
}

/// How a form's items follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemOrder {
    /// As they stand in the pack: domain by domain.
    ByDomain,
    /// Across domains, so that neighbours are not alike.
    Interleaved,
}

impl ItemOrder {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("by-domain", Self::ByDomain), ("interleaved", Self::Interleaved)];
}

/// A selection of items that is taken as one questionnaire.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its id.
    pub id: FormId,
    /// Its name.
    pub title: String,
    /// How its items follow each other.
    pub order: ItemOrder,
    /// Its items in the order they are asked.
    pub items: Vec<ItemIx>,
}

/// The parts of a pack, as checked by [`crate::pack`].
#[expect(missing_docs, reason = "each field is documented by the accessor of the same name on `Pack`")]
#[derive(Clone, Debug)]
pub struct PackParts {
    pub id: PackId,
    pub version: Version,
    pub title: String,
    pub summary: String,
    pub experience_in: Option<String>,
    pub levels: LevelScale,
    pub scales: Vec<ResponseScale>,
    pub scoring: Scoring,
    pub domains: Vec<Domain>,
    pub competencies: Vec<Competency>,
    pub frameworks: Vec<Framework>,
    pub items: Vec<Item>,
    pub forms: Vec<Form>,
    pub default_form: FormIx,
    pub default_role: RoleIx,
    pub language: Language,
    pub provenance: Vec<Provenance>,
    pub sources: Vec<Source>,
    pub roles: Vec<RoleProfile>,
    pub career: Vec<CareerSection>,
    pub exam_levels: Option<ExamLevels>,
    pub resources: Vec<LearningResource>,
}

/// A checked pack. Its content does not change.
#[derive(Clone, Debug)]
pub struct Pack {
    parts: PackParts,
    fingerprint: String,
    /// For each item the fingerprint of its question.
    questions: Vec<String>,
    /// The fingerprint of what turns answers into levels, by today's rule and by the one before it.
    scoring: [String; 2],
    /// What a programme laid over it.
    overlay: Option<Overlay>,
    /// True for a pack without roles: its only profile is a [stand-in](RoleProfile::none).
    is_profile_alone: bool,
}

impl Pack {
    /// A pack from parts whose references were checked, the fingerprint of their content, and what gives those of a
    /// question and of the scoring.
    pub(crate) fn new(
        mut parts: PackParts,
        fingerprint: String,
        of_question: fn(&Self, ItemIx) -> String,
        of_scoring: fn(&Self) -> [String; 2],
    ) -> Self {
        let is_profile_alone = parts.roles.is_empty();
        if is_profile_alone {
            parts.roles.push(RoleProfile::none());
        }
        let (questions, scoring, overlay) = (Vec::new(), [String::new(), String::new()], None);
        let mut pack = Self { parts, fingerprint, questions, scoring, overlay, is_profile_alone };
        pack.questions = (0..pack.items().len()).map(|at| of_question(&pack, ItemIx::new(at))).collect();
        pack.scoring = of_scoring(&pack);
        pack
    }

    /// The pack with the overlay of a programme, which was checked against this pack: its own resources come first, so
    /// that among equals they are taken. Questions, roles, levels and all fingerprints stay; numbers of resources do not.
    #[must_use]
    pub fn lay_over(&self, overlay: OverlayParts) -> Self {
        let mut pack = self.clone();
        let PackParts { resources, roles, sources, .. } = &mut pack.parts;
        pack.overlay = Some(overlay.lay_over(resources, roles, sources));
        pack
    }

    /// What a programme laid over it.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The pack's id.
    pub fn id(&self) -> &PackId {
        &self.parts.id
    }

    /// Its version.
    pub fn version(&self) -> Version {
        self.parts.version
    }

    /// `sha256:` and the hash of the checked content: not of white space, comments or field order.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// A short hash of a question as it is asked: its stem, its options and its keying. Answers carry it, so that a
    /// changed question is noticed.
    pub fn question_fingerprint(&self, item: ItemIx) -> &str {
        &self.questions[item.get()]
    }

    /// A short hash of what turns answers into levels: levels, items, values, weights, keying, forms and the coverage
    /// rule; not of words, roles or resources. Attempts at packs with the same one have levels that can be compared.
    pub fn scoring_fingerprint(&self) -> &str {
        &self.scoring[0]
    }

    /// The same hash under the rule before today's, by which answers that do not apply left every sum. Older files
    /// carry it.
    pub fn earlier_scoring_fingerprint(&self) -> &str {
        &self.scoring[1]
    }

    /// Its name.
    pub fn title(&self) -> &str {
        &self.parts.title
    }

    /// What it is for, in a sentence or two.
    pub fn summary(&self) -> &str {
        &self.parts.summary
    }

    /// The kind of work whose years count as experience, as the end of a sentence.
    pub fn experience_in(&self) -> &str {
        self.parts.experience_in.as_deref().unwrap_or("this field")
    }

    /// The facts about a person that a plan from this pack depends on.
    pub fn background_facts(&self) -> Vec<BackgroundFact> {
        // Without roles nothing is planned, and nothing depends on the person.
        if !self.has_roles() {
            return Vec::new();
        }
        let routes = || {
            self.resources().iter().flat_map(|resource| match &resource.eligibility {
                Eligibility::AnyOf(routes) => routes.as_slice(),
                Eligibility::Anyone | Eligibility::Unknown => &[],
            })
        };
        let matters = |fact: &BackgroundFact| match fact {
            BackgroundFact::Education => routes().any(|route| route.min_degree.is_some()),
            BackgroundFact::Experience => routes().any(|route| route.experience_years.is_some()),
            BackgroundFact::Licence => routes().any(|route| route.licence.is_some()),
            BackgroundFact::Region => {
                self.resources().iter().any(|resource| resource.relevant_in.is_some())
                    || routes().any(|route| route.region.is_some())
            }
            BackgroundFact::Studying | BackgroundFact::StudyingUntil => {
                self.resources().iter().any(|resource| resource.grants.is_some())
            }
            BackgroundFact::Post => {
                self.roles().iter().any(|role| !role.ways_in.is_empty())
                    || self.resources().iter().any(|resource| resource.at_work)
            }
            BackgroundFact::HoursPerWeek | BackgroundFact::Budget => !self.resources().is_empty(),
        };
        BackgroundFact::ALL.into_iter().filter(matters).collect()
    }

    /// The proficiency levels.
    pub fn levels(&self) -> &LevelScale {
        &self.parts.levels
    }

    /// The thresholds of scoring.
    pub fn scoring(&self) -> Scoring {
        self.parts.scoring
    }

    /// The domains, in order.
    pub fn domains(&self) -> &[Domain] {
        &self.parts.domains
    }

    /// The domain of this number.
    pub fn domain(&self, at: DomainIx) -> &Domain {
        &self.parts.domains[at.get()]
    }

    /// The competencies, domain by domain.
    pub fn competencies(&self) -> &[Competency] {
        &self.parts.competencies
    }

    /// The competencies' numbers, in order.
    pub fn competency_indices(&self) -> impl Iterator<Item = CompetencyIx> + use<> {
        (0..self.parts.competencies.len()).map(CompetencyIx::new)
    }

    /// The competency of this number.
    pub fn competency(&self, at: CompetencyIx) -> &Competency {
        &self.parts.competencies[at.get()]
    }

    /// The competency of this id.
    pub fn find_competency(&self, id: &str) -> Option<CompetencyIx> {
        position(&self.parts.competencies, id, |c| c.id.as_str()).map(CompetencyIx::new)
    }

    /// The published competency models that the pack is mapped to, in the pack's order.
    pub fn frameworks(&self) -> &[Framework] {
        &self.parts.frameworks
    }

    /// The framework of this id.
    pub fn find_framework(&self, id: &str) -> Option<&Framework> {
        self.parts.frameworks.iter().find(|framework| framework.id.as_str() == id)
    }

    /// The items of all forms.
    pub fn items(&self) -> &[Item] {
        &self.parts.items
    }

    /// The item of this number.
    pub fn item(&self, at: ItemIx) -> &Item {
        &self.parts.items[at.get()]
    }

    /// The item of this id.
    pub fn find_item(&self, id: &str) -> Option<ItemIx> {
        position(&self.parts.items, id, |i| i.id.as_str()).map(ItemIx::new)
    }

    /// The shared response scale of this number.
    pub fn scale(&self, at: ScaleIx) -> &ResponseScale {
        &self.parts.scales[at.get()]
    }

    /// The options of an item, lowest value first.
    pub fn options(&self, item: ItemIx) -> Vec<ResponseOption> {
        let item = self.item(item);
        match item.scale {
            ItemScale::Shared(scale) => self.scale(scale).options().to_vec(),
            ItemScale::Levels => {
                let own = &self.competency(item.competency).statements;
                if own.is_empty() {
                    let label = |level: &Level| level.means.clone().unwrap_or_else(|| level.label.clone());
                    let levels = self.levels().levels().iter();
                    return levels.map(|level| ResponseOption::new(level.number, label(level))).collect();
                }
                let option = |own: &LevelStatement| ResponseOption {
                    value: own.level,
                    label: own.text.clone(),
                    also: own.also.clone(),
                };
                own.iter().map(option).collect()
            }
        }
    }

    /// What a level means in a competency: its own statement of the highest level that it defines up to this one, else the
    /// pack's words for the level; `None` where the pack has neither.
    pub fn statement(&self, competency: CompetencyIx, level: i64) -> Option<&str> {
        let competency = self.competency(competency);
        if competency.statements.is_empty() {
            return self.levels().level(level)?.means.as_deref();
        }
        competency.statement(level).map(|own| own.text.as_str())
    }

    /// The levels that a competency has: those from the lowest to the highest with a statement of its own, or all.
    pub fn levels_of(&self, competency: CompetencyIx) -> impl Iterator<Item = &Level> {
        let own = &self.competency(competency).statements;
        let ends = own.first().zip(own.last()).map(|(first, last)| first.level..=last.level);
        self.levels().levels().iter().filter(move |level| ends.as_ref().is_none_or(|own| own.contains(&level.number)))
    }

    /// The levels that the lowest and the highest option of an item stand for; those between lie at equal distances by
    /// their values.
    pub fn level_range(&self, item: ItemIx) -> (i64, i64) {
        match self.item(item).scale {
            ItemScale::Shared(scale) => {
                self.scale(scale).levels().unwrap_or((self.levels().min(), self.levels().max()))
            }
            ItemScale::Levels => self.value_range(item),
        }
    }

    /// The lowest and the highest value of an item's scale.
    pub fn value_range(&self, item: ItemIx) -> (i64, i64) {
        match self.item(item).scale {
            ItemScale::Shared(scale) => (self.scale(scale).min(), self.scale(scale).max()),
            ItemScale::Levels => match &self.competency(self.item(item).competency).statements[..] {
                [] => (self.levels().min(), self.levels().max()),
                [first, .., last] => (first.level, last.level),
                [only] => (only.level, only.level),
            },
        }
    }

    /// True when an item's scale offers this value.
    pub fn offers(&self, item: ItemIx, value: i64) -> bool {
        match self.item(item).scale {
            ItemScale::Shared(scale) => self.scale(scale).option(value).is_some(),
            ItemScale::Levels => self.option_position(item, value).is_some(),
        }
    }

    /// True for a rating in the upper part of its scale, from four fifths on (level 4 of 0 to 5), of a forward item: one
    /// that should have something to show for it.
    pub fn wants_evidence(&self, item: ItemIx, value: i64) -> bool {
        let (min, max) = self.value_range(item);
        (value - min) * 5 >= (max - min) * 4 && self.item(item).keying == Keying::Forward
    }

    /// How many options an item's scale has.
    pub fn option_count(&self, item: ItemIx) -> usize {
        match self.item(item).scale {
            ItemScale::Shared(scale) => self.scale(scale).options().len(),
            ItemScale::Levels => match self.competency(self.item(item).competency).statements.len() {
                0 => self.levels().levels().len(),
                own => own,
            },
        }
    }

    /// The position of a value among the options of an item's scale, from 0; `None` when it is not offered.
    pub fn option_position(&self, item: ItemIx, value: i64) -> Option<usize> {
        match self.item(item).scale {
            ItemScale::Shared(scale) => self.scale(scale).options().iter().position(|option| option.value == value),
            ItemScale::Levels => match &self.competency(self.item(item).competency).statements[..] {
                [] => self.levels().position(value),
                own => own.iter().position(|statement| statement.level == value),
            },
        }
    }

    /// The value of the option at a position of an item's scale.
    pub fn option_value(&self, item: ItemIx, at: usize) -> i64 {
        match self.item(item).scale {
            ItemScale::Shared(scale) => self.scale(scale).options()[at].value,
            ItemScale::Levels => match &self.competency(self.item(item).competency).statements[..] {
                [] => self.levels().levels()[at].number,
                own => own[at].level,
            },
        }
    }

    /// The forms.
    pub fn forms(&self) -> &[Form] {
        &self.parts.forms
    }

    /// The form of this number.
    pub fn form(&self, at: FormIx) -> &Form {
        &self.parts.forms[at.get()]
    }

    /// The form of this id.
    pub fn find_form(&self, id: &str) -> Option<FormIx> {
        position(&self.parts.forms, id, |f| f.id.as_str()).map(FormIx::new)
    }

    /// The form that is taken when none is named.
    pub fn default_form(&self) -> FormIx {
        self.parts.default_form
    }

    /// True unless the pack has no roles: it places people on levels, and holds them against nothing.
    pub fn has_roles(&self) -> bool {
        !self.is_profile_alone
    }

    /// True for a pack with roles to plan towards and resources to plan with.
    pub fn has_plans(&self) -> bool {
        self.has_roles() && !self.resources().is_empty()
    }

    /// The role profiles, in the order of the ladder, lowest first; none for a pack without roles.
    pub fn roles(&self) -> &[RoleProfile] {
        if self.is_profile_alone { &[] } else { &self.parts.roles }
    }

    /// The profiles that people are scored against: the roles, or the stand-in of a pack without roles.
    pub fn scored_roles(&self) -> &[RoleProfile] {
        &self.parts.roles
    }

    /// The resources' numbers, in the catalogue's order.
    pub fn resource_indices(&self) -> impl Iterator<Item = ResourceIx> + use<> {
        (0..self.parts.resources.len()).map(ResourceIx::new)
    }

    /// The roles' numbers, lowest rung first.
    pub fn role_indices(&self) -> impl DoubleEndedIterator<Item = RoleIx> + use<> {
        (0..self.roles().len()).map(RoleIx::new)
    }

    /// The role of this number; 0 is the stand-in of a pack without roles.
    pub fn role(&self, at: RoleIx) -> &RoleProfile {
        &self.parts.roles[at.get()]
    }

    /// The role of this id.
    pub fn find_role(&self, id: &str) -> Option<RoleIx> {
        position(&self.parts.roles, id, |r| r.id.as_str()).map(RoleIx::new)
    }

    /// The language of its texts.
    pub fn language(&self) -> &Language {
        &self.parts.language
    }

    /// The role that is scored against when none is named.
    pub fn default_role(&self) -> RoleIx {
        self.parts.default_role
    }

    /// What the pack says about the career as a whole; empty for a pack that says nothing.
    pub fn career(&self) -> &[CareerSection] {
        &self.parts.career
    }

    /// The section about the career of this id.
    pub fn find_career_section(&self, id: &str) -> Option<usize> {
        position(&self.parts.career, id, |section| section.id.as_str())
    }

    /// The named reasons behind the roles' numbers.
    pub fn provenance(&self) -> &[Provenance] {
        &self.parts.provenance
    }

    /// The sources of roles and resources.
    pub fn sources(&self) -> &[Source] {
        &self.parts.sources
    }

    /// The source of this id.
    pub fn find_source(&self, id: &SourceId) -> Option<&Source> {
        self.parts.sources.iter().find(|source| source.id == *id)
    }

    /// The catalogue, in order.
    pub fn resources(&self) -> &[LearningResource] {
        &self.parts.resources
    }

    /// The resource of this number.
    pub fn resource(&self, at: ResourceIx) -> &LearningResource {
        &self.parts.resources[at.get()]
    }

    /// The highest levels that exams support by themselves; `None` when the pack sets no limit.
    pub fn exam_levels(&self) -> Option<ExamLevels> {
        self.parts.exam_levels
    }

    /// The levels that a resource supports, with exams cut at their highest level.
    pub fn lifts(&self, at: ResourceIx) -> impl Iterator<Item = Development> + '_ {
        self.resource(at).supports(self.parts.exam_levels)
    }

    /// True when a resource supports the step from this level to the next.
    pub fn lifts_over(&self, at: ResourceIx, competency: CompetencyIx, level: i64) -> bool {
        self.lifts(at).any(|lift| lift.competency == competency && (lift.from..lift.to).contains(&level))
    }

    /// The resource of this id.
    pub fn find_resource(&self, id: &str) -> Option<ResourceIx> {
        position(&self.parts.resources, id, |r| r.id.as_str()).map(ResourceIx::new)
    }

    /// The ids that competencies, items, roles, resources, frameworks and sections about the career go by, for suggestions.
    pub fn known_ids(&self) -> Vec<&str> {
        let parts = &self.parts;
        let mut ids: Vec<&str> = parts.competencies.iter().map(|c| CompetencyId::as_str(&c.id)).collect();
        ids.extend(parts.items.iter().map(|i| ItemId::as_str(&i.id)));
        ids.extend(self.roles().iter().map(|r| RoleId::as_str(&r.id)));
        ids.extend(parts.resources.iter().map(|r| r.id.as_str()));
        ids.extend(parts.frameworks.iter().map(|f| FrameworkId::as_str(&f.id)));
        ids.extend(parts.career.iter().map(|section| section.id.as_str()));
        ids
    }
}

fn position<T>(list: &[T], id: &str, of: impl Fn(&T) -> &str) -> Option<usize> {
    list.iter().position(|entry| of(entry) == id)
}
