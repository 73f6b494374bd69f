//! `roles.yaml`: role profiles, the ladder, and where each number comes from.

use super::career;
use super::fields::{self, text};
use super::format::ROLES;
use super::questionnaire::Questionnaire;
use super::references::Names;
use crate::diag::Code;
use crate::exact::Exact;
use crate::model::{
    CareerSection, CompetencyIx, Credential, Education, Id, LearningResource, Licence, Need, Provenance,
    ProvenanceKind, ReadBy, ResourceIx, ResourceKind, RoleId, RoleIx, RoleNote, RoleProfile, Source, SourceId,
    Standing, Stay, Target, Tier, Topic, WayIn,
};
use crate::yaml::{Field, Node, Problems, Record};

/// What `roles.yaml` says; with stand-ins in the place of wrong values.
#[derive(Debug)]
pub(super) struct Roles<'n> {
    /// The role ids in the order of the file.
    pub(super) names: Names,
    /// For each role of the file its rung on the ladder, from 0.
    pub(super) rung_of: Vec<usize>,
    /// The profiles in the order of the ladder.
    pub(super) profiles: Vec<RoleProfile>,
    pub(super) provenance: Vec<Provenance>,
    pub(super) career: Vec<CareerSection>,
    pub(super) sources: Vec<Source>,
    /// The ids of the sources; those of the catalogue go on from here.
    pub(super) source_names: Names,
    /// The ids of the provenance.
    reasons: Names,
    /// For each role of the file its `credentials`, to be read when the catalogue is known.
    credentials: Vec<Option<Field<'n>>>,
    /// The ids of the career sections, to be held against all others when the catalogue is known.
    career_ids: Vec<Field<'n>>,
}

/// Reads the file.
pub(super) fn read<'n>(tree: &'n Node, questionnaire: &Questionnaire, problems: &mut Problems<'_>) -> Roles<'n> {
    let mut roles = Roles {
        names: Names::new("role"),
        rung_of: Vec::new(),
        profiles: Vec::new(),
        provenance: Vec::new(),
        career: Vec::new(),
        sources: Vec::new(),
        source_names: Names::new("source"),
        reasons: Names::new("provenance"),
        credentials: Vec::new(),
        career_ids: Vec::new(),
    };
    let Some(top) = Field::root(tree, &ROLES).record(problems) else {
        roles.names.mark_incomplete();
        return roles;
    };
    for (list, names) in [("sources", &mut roles.source_names), ("provenance", &mut roles.reasons)] {
        if top.is_misspelt(list) {
            names.mark_incomplete();
        }
    }
    if let Some(field) = top.get("sources") {
        roles.sources = sources(&field, &mut roles.source_names, problems);
    }
    if let Some(field) = top.get("provenance") {
        roles.provenance = provenance(&field, &mut roles.reasons, &roles.source_names, problems);
    }
    if let Some(field) = top.get("career") {
        (roles.career, roles.career_ids) = career::read(&field, &roles.reasons, problems);
    }
    if top.get("roles").is_none() {
        roles.names.mark_incomplete();
    }
    let ladder = top.get("ladder");
    if let Some(field) = top.get("roles") {
        let entries: Vec<_> =
            field.list(problems).unwrap_or_default().iter().filter_map(|e| e.record(problems)).collect();
        let mut reader = Profiles { questionnaire, reasons: &roles.reasons, next: Vec::new() };
        let profiles: Vec<RoleProfile> =
            entries.iter().map(|record| reader.profile(record, &mut roles.names, problems)).collect();
        let next = reader.next;
        roles.credentials = entries.iter().map(|record| record.get("credentials")).collect();
        let ladder = rungs(ladder.as_ref(), &roles.names, problems);
        let whole = ladder.is_some();
        roles.rung_of = ladder.unwrap_or_else(|| (0..roles.names.len()).collect());
        let next = if whole { next } else { vec![Vec::new(); profiles.len()] };
        roles.profiles = climb(profiles, &next, &roles, problems);
    }
    roles
}

impl Roles<'_> {
    /// Holds the ids of the career part against those of everything else.
    pub(super) fn check_career(&self, questionnaire: &Questionnaire, resources: &Names, problems: &mut Problems<'_>) {
        career::check_ids(&self.career_ids, questionnaire, (&self.names, resources), problems);
    }

    /// Reads the credentials of every role, now that the catalogue and its `names` are known.
    pub(super) fn read_credentials(
        &mut self,
        names: &Names,
        resources: &[LearningResource],
        problems: &mut Problems<'_>,
    ) {
        for (role, field) in self.credentials.iter().enumerate() {
            let list = field.as_ref().and_then(|field| field.list(problems)).unwrap_or_default();
            let read = list.iter().filter_map(|entry| credential(entry, &self.reasons, (names, resources), problems));
            let mut read: Vec<Credential> = read.collect();
            read.sort_by_key(|credential| credential.standing);
            if let Some(profile) = self.profiles.get_mut(self.rung_of[role]) {
                profile.credentials = read;
            }
        }
    }
}

fn credential(
    entry: &Field<'_>,
    reasons: &Names,
    (names, resources): (&Names, &[LearningResource]),
    problems: &mut Problems<'_>,
) -> Option<Credential> {
    let record = entry.record(problems)?;
    let place = record.get("resource");
    let resource = place.as_ref().and_then(|field| names.find(field, problems));
    let standing = record.get("standing").and_then(|field| field.word(Standing::WORDS, problems));
    let licence = record.get("licence").and_then(|field| field.word(Licence::WORDS, problems));
    let note = fields::optional_text(&record, "note", problems);
    let from = record.get("from").and_then(|field| reasons.find(&field, problems));
    let resource = resource?;
    if let Some(field) = &place
        && resources[resource].kind != ResourceKind::Certification
    {
        problems
            .report(field, Code::NotACredential, format!("`{}` is no certification", names.id(resource)))
            .hint("name a resource of the kind `certification`, or remove the entry");
        return None;
    }
    Some(Credential { resource: ResourceIx::new(resource), standing: standing?, licence, note, from: from? })
}

/// Reads `sources:` of either file that has them.
pub(super) fn sources(field: &Field<'_>, names: &mut Names, problems: &mut Problems<'_>) -> Vec<Source> {
    let mut sources = Vec::new();
    for entry in field.list(problems).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let id = record.get("id");
        let id: SourceId = names.declare(id.as_ref(), problems);
        sources.push(Source {
            id,
            title: text(&record, "title", problems),
            url: record.get("url").and_then(|field| fields::url(&field, problems)),
            read: record.get("read").and_then(|field| field.word(ReadBy::WORDS, problems)).unwrap_or(ReadBy::Unread),
            date: fields::date(&record, "date", problems),
        });
    }
    sources
}

fn provenance(field: &Field<'_>, reasons: &mut Names, sources: &Names, problems: &mut Problems<'_>) -> Vec<Provenance> {
    let mut list = Vec::new();
    for entry in field.list(problems).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let id = record.get("id");
        let id: SourceId = reasons.declare(id.as_ref(), problems);
        let kind = record.get("kind").and_then(|f| f.word(ProvenanceKind::WORDS, problems));
        list.push(Provenance {
            id: id.as_str().to_owned(),
            kind: kind.unwrap_or(ProvenanceKind::Judgement),
            note: text(&record, "note", problems),
            sources: record.get("sources").map(|field| named_sources(&field, sources, problems)).unwrap_or_default(),
        });
    }
    list
}

/// The sources that a list names.
pub(super) fn named_sources(field: &Field<'_>, names: &Names, problems: &mut Problems<'_>) -> Vec<SourceId> {
    let list = field.list(problems).unwrap_or_default();
    let found = list.iter().filter_map(|entry| names.find(entry, problems));
    found.filter_map(|at| SourceId::parse(names.id(at))).collect()
}

/// Reads role profiles, knowing the names they may refer to.
struct Profiles<'n, 'r> {
    questionnaire: &'r Questionnaire,
    reasons: &'r Names,
    /// For each role the fields of its `next`, to be resolved when all roles are known.
    next: Vec<Vec<Field<'n>>>,
}

impl<'n> Profiles<'n, '_> {
    fn profile(&mut self, record: &Record<'n>, names: &mut Names, problems: &mut Problems<'_>) -> RoleProfile {
        let id = record.get("id");
        let id: RoleId = names.declare(id.as_ref(), problems);
        let title = text(record, "title", problems);
        let tier = record.get("tier").and_then(|field| field.word(Tier::WORDS, problems));
        let next = record.get("next").and_then(|field| field.list(problems));
        self.next.push(next.unwrap_or_default());
        let summary = text(record, "summary", problems);
        let day = self.notes(record, "day", problems);
        let routes_in = self.notes(record, "routes-in", problems);
        let routes_out = self.notes(record, "routes-out", problems);
        let about = self.about(record, problems);
        let stay = record.get("stay").and_then(|field| self.stay(&field, problems));
        let ways_in = self.ways_in(record, problems);
        // A provenance that is not found was reported; the first one stands in for it.
        let from = record.get("from").map(|field| self.reasons.find(&field, problems).unwrap_or_default());
        let from = from.or(record.is_misspelt("from").then_some(0));
        let targets = record.get("targets").map(|field| self.targets(&field, from, problems));
        RoleProfile {
            id,
            title,
            tier: tier.unwrap_or(Tier::Entry),
            next: Vec::new(),
            summary,
            day,
            routes_in,
            routes_out,
            about,
            stay,
            ways_in,
            credentials: Vec::new(),
            targets: targets.unwrap_or_default(),
        }
    }

    /// How long people stay in the role, and where that comes from.
    fn stay(&self, field: &Field<'n>, problems: &mut Problems<'_>) -> Option<Stay> {
        let record = field.record(problems)?;
        let years = fields::number(&record, "years", problems);
        let from = record.get("from").and_then(|field| self.reasons.find(&field, problems));
        Some(Stay { years: years?, from: from? })
    }

    fn ways_in(&self, record: &Record<'n>, problems: &mut Problems<'_>) -> Vec<WayIn> {
        let list = record.get("ways-in").and_then(|field| field.list(problems)).unwrap_or_default();
        let read = |entry: &Field<'n>, problems: &mut Problems<'_>| {
            let record = entry.record(problems)?;
            let from = record.get("from").and_then(|field| self.reasons.find(&field, problems));
            Some(WayIn {
                education: record.get("education").and_then(|field| field.word(Education::WORDS, problems)),
                experience_years: fields::number(&record, "experience-years", problems),
                licence: record.get("licence").and_then(|field| field.word(Licence::WORDS, problems)),
                from: from?,
            })
        };
        list.iter().filter_map(|entry| read(entry, problems)).collect()
    }

    /// A list of texts about the role.
    fn notes(&self, record: &Record<'n>, name: &str, problems: &mut Problems<'_>) -> Vec<RoleNote> {
        let list = record.get(name).and_then(|field| field.list(problems)).unwrap_or_default();
        list.iter().filter_map(|entry| self.note(&entry.record(problems)?, problems)).collect()
    }

    fn about(&self, record: &Record<'n>, problems: &mut Problems<'_>) -> Vec<(Topic, RoleNote)> {
        let list = record.get("about").and_then(|field| field.list(problems)).unwrap_or_default();
        let read = |entry: &Field<'n>, problems: &mut Problems<'_>| {
            let record = entry.record(problems)?;
            let topic = record.get("topic").and_then(|field| field.word(Topic::WORDS, problems));
            let note = self.note(&record, problems);
            Some((topic?, note?))
        };
        list.iter().filter_map(|entry| read(entry, problems)).collect()
    }

    fn note(&self, record: &Record<'n>, problems: &mut Problems<'_>) -> Option<RoleNote> {
        let text = text(record, "text", problems);
        let from = record.get("from").and_then(|field| self.reasons.find(&field, problems));
        Some(RoleNote { text, from: from? })
    }

    /// The targets of a role; `from` is the provenance of those that do not say their own.
    fn targets(&self, field: &Field<'n>, from: Option<usize>, problems: &mut Problems<'_>) -> Vec<Target> {
        let names = &self.questionnaire.competency_names;
        let mut found: Vec<Option<Target>> = vec![None; names.len()];
        let mut all_read = true;
        let list = field.list(problems).unwrap_or_default();
        let says_own =
            |entry: &Field<'n>| ["level-from", "importance-from", "need-from"].iter().any(|of| entry.has(of));
        // Said once for the role, and not for each of its targets.
        let nothing_said = from.is_none() && !list.is_empty() && !list.iter().any(says_own);
        if nothing_said {
            problems
                .report(field, Code::MissingField, "nothing says where the numbers of these targets come from")
                .hint("add `from: ...`, the id of a provenance, to the role; or `level-from` and `importance-from` to each target");
        }
        let from = from.or(nothing_said.then_some(0));
        for entry in list {
            let target = entry.record(problems).and_then(|record| self.target(&record, from, problems));
            let Some(target) = target else {
                all_read = false;
                continue;
            };
            let slot = &mut found[target.competency.get()];
            if slot.is_some() {
                let name = names.id(target.competency.get());
                problems.report(&entry, Code::TargetSet, format!("a second target for `{name}`")).hint("keep one");
            }
            *slot = Some(target);
        }
        let lowest = self.questionnaire.levels.as_ref().map_or(0, crate::model::LevelScale::min);
        // Before a role could leave a competency out, this was how to say that it does not need one.
        let is_needed = |target: &Target| target.level > lowest || target.importance > 0 || target.need == Need::Must;
        let targets: Vec<Target> = found.into_iter().flatten().filter(is_needed).collect();
        if all_read && !targets.iter().any(|t| t.importance > 0 && t.level > lowest) {
            problems
                .report(field, Code::NoImportance, "no target of this role counts")
                .hint("give at least one target an importance above 0 and a level above the lowest");
        }
        targets
    }

    fn target(&self, record: &Record<'n>, from: Option<usize>, problems: &mut Problems<'_>) -> Option<Target> {
        let names = &self.questionnaire.competency_names;
        let competency = record.get("competency").and_then(|field| names.find(&field, problems));
        let level = record.get("level").and_then(|field| self.level(&field, competency, problems));
        let importance = record.get("importance").and_then(|f| f.integer(problems));
        let need = record.get("need").and_then(|field| field.word(Need::WORDS, problems));
        let mut reason = |name, is_needed: bool| {
            let field = if is_needed && from.is_none() { record.require(name, problems) } else { record.get(name) };
            match field {
                Some(field) => self.reasons.find(&field, problems),
                None => from.filter(|_| is_needed),
            }
        };
        let level_from = reason("level-from", true);
        let importance_from = reason("importance-from", true);
        let need_from = reason("need-from", need == Some(Need::Must));
        Some(Target {
            competency: CompetencyIx::new(competency?),
            level: level?,
            importance: importance?,
            need: need?,
            level_from: level_from?,
            importance_from: importance_from?,
            need_from,
        })
    }

    /// The level of a target: one of the pack's levels, and one that answers can give.
    fn level(&self, field: &Field<'n>, competency: Option<usize>, problems: &mut Problems<'_>) -> Option<i64> {
        let level = field.integer(problems)?;
        let Some(scale) = &self.questionnaire.levels else { return Some(level) };
        if scale.level(level).is_none() {
            problems
                .report(field, Code::TargetAboveScale, format!("the target {level} is not on the level scale"))
                .expected(format!("a level from {} to {}", scale.min(), scale.max()));
            return None;
        }
        let own =
            competency.and_then(|at| self.questionnaire.competencies.get(at)).map_or(&[][..], |own| &own.statements);
        if !own.is_empty() && own.iter().all(|own| own.level != level) {
            let levels: Vec<String> = own.iter().map(|own| own.level.to_string()).collect();
            problems
                .report(field, Code::TargetAboveScale, format!("the competency has no level {level}"))
                .expected(crate::language::grammar::or(&levels));
            return None;
        }
        let highest = competency.and_then(|at| self.questionnaire.highest_level(CompetencyIx::new(at)));
        if let Some(highest) = highest.filter(|highest| *highest < Exact::from(level)) {
            let message = format!("no answers can give level {level}");
            problems
                .report(field, Code::UnreachableTarget, message)
                .expected(format!("a level up to {}", highest.floor().to_integer()))
                .hint("lower the target, or give a question about the competency options up to that level");
            return None;
        }
        Some(level)
    }
}

/// The rung of each role, from the ladder's list of ids; `None` if it has a problem.
fn rungs(ladder: Option<&Field<'_>>, names: &Names, problems: &mut Problems<'_>) -> Option<Vec<usize>> {
    let mut rung_of: Vec<Option<usize>> = vec![None; names.len()];
    let ladder = ladder?;
    let mut twice = false;
    for (rung, entry) in ladder.list(problems)?.iter().enumerate() {
        let Some(role) = names.find(entry, problems) else { continue };
        if rung_of[role].is_some() {
            problems
                .report(entry, Code::LadderOrder, format!("`{}` stands twice on the ladder", names.id(role)))
                .hint("keep one of the two");
            twice = true;
        }
        rung_of[role] = Some(rung);
    }
    for (role, rung) in rung_of.iter().enumerate() {
        if rung.is_none() {
            problems
                .report(ladder, Code::LadderOrder, format!("the role `{}` is not on the ladder", names.id(role)))
                .hint("add its id where it belongs, lowest role first");
        }
    }
    rung_of.into_iter().collect::<Option<Vec<usize>>>().filter(|_| !twice)
}

/// The profiles in the order of the ladder, with `next` resolved; every `next` must lead upwards.
fn climb(
    profiles: Vec<RoleProfile>,
    next: &[Vec<Field<'_>>],
    roles: &Roles<'_>,
    problems: &mut Problems<'_>,
) -> Vec<RoleProfile> {
    let mut placed: Vec<(usize, RoleProfile)> = Vec::new();
    for (role, mut profile) in profiles.into_iter().enumerate() {
        let own = roles.rung_of[role];
        for field in &next[role] {
            let Some(to) = roles.names.find(field, problems) else { continue };
            let rung = roles.rung_of[to];
            if rung <= own {
                problems
                    .report(
                        field,
                        Code::LadderOrder,
                        format!("`{}` does not stand above `{}`", roles.names.id(to), profile.id),
                    )
                    .hint("name a role that stands later on the ladder, or change the ladder");
            }
            profile.next.push(RoleIx::new(rung));
        }
        placed.push((own, profile));
    }
    placed.sort_by_key(|(rung, _)| *rung);
    placed.into_iter().map(|(_, profile)| profile).collect()
}
