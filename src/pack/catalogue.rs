//! `resources.yaml`: courses, certifications, degrees and practice, with their sources.

use super::fields::{self, number, optional_date, optional_text, text};
use super::format::{NONE, RESOURCES, UNKNOWN, UNLIMITED};
use super::questionnaire::Questionnaire;
use super::references::{Names, on_cycle};
use super::roles::{named_sources, sources};
use crate::diag::Code;
use crate::model::{
    Basis, CompetencyIx, Confidence, Development, Education, Effort, Eligibility, ExamLevels, FactSources, Fee,
    LearningResource, LevelScale, Licence, Origin, Price, Region, ResourceId, ResourceIx, ResourceKind, Route, Source,
    SourceId, Status, Validity, WebPage,
};
use crate::yaml::{Field, Node, Problems, Record};

/// What `resources.yaml` says; with stand-ins in the place of wrong values.
#[derive(Debug)]
pub(super) struct Catalogue {
    pub(super) resources: Vec<LearningResource>,
    pub(super) sources: Vec<Source>,
    pub(super) exam_levels: Option<ExamLevels>,
    /// The ids of the resources.
    pub(super) names: Names,
}

/// Reads the file. `source_names` holds the sources of `roles.yaml`; those of this file are added.
pub(super) fn read(
    tree: &Node,
    questionnaire: &Questionnaire,
    source_names: &mut Names,
    problems: &mut Problems<'_>,
) -> Catalogue {
    let mut catalogue =
        Catalogue { resources: Vec::new(), sources: Vec::new(), exam_levels: None, names: Names::new("resource") };
    let Some(top) = Field::root(tree, &RESOURCES).record(problems) else { return catalogue };
    if top.is_misspelt("sources") {
        source_names.mark_incomplete();
    }
    if top.get("resources").is_none() {
        catalogue.names.mark_incomplete();
    }
    if let Some(field) = top.get("sources") {
        catalogue.sources = sources(&field, source_names, problems);
    }
    if let Some(field) = top.get("exam-levels") {
        catalogue.exam_levels = exam_levels(&field, questionnaire, problems);
    }
    if let Some(field) = top.get("resources") {
        let entries: Vec<_> =
            field.list(problems).unwrap_or_default().iter().filter_map(|e| e.record(problems)).collect();
        let mut reader = Resources {
            levels: questionnaire.levels.as_ref(),
            competencies: &questionnaire.competency_names,
            sources: source_names,
            names: Names::new("resource"),
            links: Vec::new(),
        };
        catalogue.resources = entries.iter().map(|record| reader.resource(record, problems)).collect();
        catalogue.names = reader.link(&mut catalogue.resources, problems);
    }
    catalogue
}

/// Where a resource names other resources.
pub(super) struct Link<'n> {
    from: usize,
    /// The route that names it as a prior step; `None` for a substitute.
    route: Option<usize>,
    field: Field<'n>,
}

/// Reads resources; knows the names that they may refer to.
pub(super) struct Resources<'n, 'r> {
    pub(super) levels: Option<&'r LevelScale>,
    pub(super) competencies: &'r Names,
    pub(super) sources: &'r Names,
    pub(super) names: Names,
    pub(super) links: Vec<Link<'n>>,
}

impl<'n> Resources<'n, '_> {
    pub(super) fn resource(&mut self, record: &Record<'n>, problems: &mut Problems<'_>) -> LearningResource {
        let at = self.names.len();
        let id = record.get("id");
        let id: ResourceId = self.names.declare(id.as_ref(), problems);
        let title = text(record, "title", problems);
        let kind = record.get("kind").and_then(|f| f.word(ResourceKind::WORDS, problems));
        let provider = text(record, "provider", problems);
        let page = record.get("url").and_then(|field| page(&field, problems));
        let summary = text(record, "summary", problems);
        let develops = record.get("develops").map(|field| self.develops(&field, problems));
        let at_most = number(record, "at-most", problems);
        let at_work = record.get("at-work").and_then(|field| field.boolean(problems)).unwrap_or(false);
        let weeks_in_post = weeks_in_post(record, at_work, problems);
        let foundation = record.get("foundation").and_then(|field| foundation(&field, kind, problems));
        let grants = record.get("grants").and_then(|field| field.word(Education::WORDS, problems));
        let relevant_in = record.get("relevant-in").and_then(|field| field.list(problems));
        let relevant_in = relevant_in.map(|list| list.iter().filter_map(|f| f.word(Region::WORDS, problems)).collect());
        let eligibility = record.get("eligibility").map(|f| self.eligibility(at, &f, problems));
        let effort = record.get("effort").and_then(|field| effort(&field, problems));
        let price = record.get("price").and_then(|field| price(&field, problems));
        let validity = record.get("valid-years").and_then(|field| validity(&field, problems));
        let status = record.get("status").and_then(|f| f.word(Status::WORDS, problems));
        if let Some(field) = record.get("substitutes") {
            let list = field.list(problems).unwrap_or_default();
            self.links.extend(list.into_iter().map(|field| Link { from: at, route: None, field }));
        }
        let sources = record.get("sources").and_then(|field| self.fact_sources(&field, problems));
        let confidence = record.get("confidence").and_then(|f| f.word(Confidence::WORDS, problems));
        let checked = fields::date(record, "checked", problems);
        let note = optional_text(record, "note", problems);
        LearningResource {
            origin: Origin::Pack,
            id,
            title,
            kind: kind.unwrap_or(ResourceKind::Course),
            provider,
            page: page.unwrap_or(WebPage::Unknown),
            summary,
            develops: develops.unwrap_or_default(),
            at_most,
            at_work,
            weeks_in_post: weeks_in_post.unwrap_or(0),
            foundation: foundation.unwrap_or(false),
            grants,
            relevant_in,
            eligibility: eligibility.unwrap_or(Eligibility::Unknown),
            effort: effort.unwrap_or(Effort::Unknown),
            price: price.unwrap_or(Price::Unknown { note: None }),
            validity: validity.unwrap_or(Validity::Unknown),
            status: status.unwrap_or(Status::Unverified),
            substitutes: Vec::new(),
            sources: sources.unwrap_or_default(),
            confidence: confidence.unwrap_or(Confidence::Low),
            checked,
            note,
        }
    }

    /// One list for all facts, or a list for each.
    fn fact_sources(&self, field: &Field<'n>, problems: &mut Problems<'_>) -> Option<FactSources> {
        if matches!(field.node(), Node::List(_)) {
            return Some(FactSources::same(&named_sources(field, self.sources, problems)));
        }
        let record = field.record(problems)?;
        let mut of = |name| -> Vec<SourceId> {
            record.get(name).map(|field| named_sources(&field, self.sources, problems)).unwrap_or_default()
        };
        Some(FactSources {
            develops: of("develops"),
            eligibility: of("eligibility"),
            effort: of("effort"),
            price: of("price"),
            validity: of("valid-years"),
            status: of("status"),
        })
    }

    fn develops(&self, field: &Field<'n>, problems: &mut Problems<'_>) -> Vec<Development> {
        let mut list = Vec::new();
        let scale = self.levels;
        let (low, high) = scale.map_or((0, 0), |scale| (scale.min(), scale.max()));
        for entry in field.list(problems).unwrap_or_default() {
            let Some(record) = entry.record(problems) else { continue };
            let competency = record.get("competency");
            let competency = competency.and_then(|f| self.competencies.find(&f, problems));
            let mut level = |name| {
                let field = record.get(name)?;
                if scale.is_some() { field.integer_in(low, high, problems) } else { None }
            };
            let (from, to) = (level("from"), level("to"));
            if let (Some(from), Some(to)) = (from, to)
                && from >= to
            {
                problems
                    .report(&entry, Code::LevelInversion, format!("from {from} to {to} lifts nobody"))
                    .expected("`from` below `to`");
            }
            if let (Some(competency), Some(from), Some(to)) = (competency, from, to) {
                list.push(Development { competency: CompetencyIx::new(competency), from, to });
            }
        }
        list
    }

    fn eligibility(&mut self, at: usize, field: &Field<'n>, problems: &mut Problems<'_>) -> Eligibility {
        if field.is(UNKNOWN) {
            return Eligibility::Unknown;
        }
        let entries = field.list(problems).unwrap_or_default();
        if entries.is_empty() {
            return Eligibility::Anyone;
        }
        let mut routes = Vec::new();
        for entry in entries {
            let Some(record) = entry.record(problems) else { continue };
            let route = Route {
                min_degree: record.get("min-degree").and_then(|f| f.word(Education::WORDS, problems)),
                experience_years: number(&record, "experience-years", problems),
                years_in: years_in(&record, problems),
                licence: record.get("licence").and_then(|f| f.word(Licence::WORDS, problems)),
                region: record.get("region").and_then(|f| f.word(Region::WORDS, problems)),
                employer_sponsored: record
                    .get("employer-sponsored")
                    .and_then(|field| field.boolean(problems))
                    .unwrap_or(false),
                membership: optional_text(&record, "membership", problems),
                prior: Vec::new(),
                rare: record.get("rare").and_then(|field| field.boolean(problems)).unwrap_or(false),
                note: optional_text(&record, "note", problems),
            };
            if let Some(field) = record.get("prior") {
                let list = field.list(problems).unwrap_or_default();
                let route = Some(routes.len());
                self.links.extend(list.into_iter().map(|field| Link { from: at, route, field }));
            }
            routes.push(route);
        }
        Eligibility::AnyOf(routes)
    }

    /// Resolves the names of other resources, now that all are declared; prior steps must not form a cycle. Gives the
    /// names.
    pub(super) fn link(self, resources: &mut [LearningResource], problems: &mut Problems<'_>) -> Names {
        // Those of the pack need nothing of an overlay, so that no cycle leads through them.
        let given = self.names.given();
        let mut needs = vec![Vec::new(); resources.len()];
        let mut places: Vec<Option<Field<'n>>> = vec![None; resources.len()];
        for link in self.links {
            let Some(to) = self.names.find(&link.field, problems) else { continue };
            let from = link.from - given;
            let resource = &mut resources[from];
            match (link.route, &mut resource.eligibility) {
                (Some(route), Eligibility::AnyOf(routes)) => {
                    routes[route].prior.push(ResourceIx::new(to));
                    needs[from].extend(to.checked_sub(given));
                    places[from] = Some(link.field);
                }
                _ => resource.substitutes.push(ResourceIx::new(to)),
            }
        }
        if let Some(at) = on_cycle(&needs)
            && let Some(field) = &places[at]
        {
            problems
                .report(
                    field,
                    Code::Cycle,
                    format!("`{}` needs itself first, by a chain of `prior`", self.names.id(given + at)),
                )
                .hint("remove one `prior` of the chain");
        }
        self.names
    }
}

fn weeks_in_post(record: &Record<'_>, at_work: bool, problems: &mut Problems<'_>) -> Option<u32> {
    let weeks = number(record, "weeks-in-post", problems)?;
    if !at_work {
        let field = record.get("weeks-in-post")?;
        problems
            .report(&field, Code::MissingField, "only what is part of a post begins so long after its start")
            .hint("add `at-work: true`, or remove the field");
    }
    Some(weeks)
}

fn years_in(record: &Record<'_>, problems: &mut Problems<'_>) -> Option<String> {
    let field = record.get("years-in")?;
    if record.get("experience-years").is_none() {
        problems
            .report(&field, Code::MissingField, "this says in which work years count, and no years are asked for")
            .hint("add `experience-years: ...`, or remove the field");
    }
    optional_text(record, "years-in", problems)
}

fn foundation(field: &Field<'_>, kind: Option<ResourceKind>, problems: &mut Problems<'_>) -> Option<bool> {
    let foundation = field.boolean(problems)?;
    if foundation && kind.is_some_and(|kind| kind != ResourceKind::Certification) {
        problems
            .report(field, Code::NotAnExam, "only a certification is a foundation exam")
            .hint("remove the field, or change `kind`");
    }
    Some(foundation)
}

fn exam_levels(field: &Field<'_>, questionnaire: &Questionnaire, problems: &mut Problems<'_>) -> Option<ExamLevels> {
    let record = field.record(problems)?;
    let scale = questionnaire.levels.as_ref()?;
    let mut level = |name| record.get(name)?.integer_in(scale.min(), scale.max(), problems);
    let (certification, foundation) = (level("certification")?, level("foundation")?);
    if foundation > certification {
        problems
            .report(field, Code::LevelInversion, "a foundation exam supports more than other certifications")
            .expected("`foundation` at most `certification`");
    }
    Some(ExamLevels { certification, foundation })
}

fn page(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<WebPage> {
    if field.is(NONE) {
        Some(WebPage::None)
    } else if field.is(UNKNOWN) {
        Some(WebPage::Unknown)
    } else {
        fields::url(field, problems).map(WebPage::At)
    }
}

fn validity(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Validity> {
    if field.is(UNLIMITED) {
        return Some(Validity::Unlimited);
    }
    if field.is(UNKNOWN) {
        return Some(Validity::Unknown);
    }
    field.integer(problems).and_then(|years| u32::try_from(years).ok()).map(Validity::Years)
}

fn effort(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Effort> {
    if field.is(UNKNOWN) {
        return Some(Effort::Unknown);
    }
    let record = field.record(problems)?;
    let basis = record.get("basis").and_then(|f| f.word(Basis::WORDS, problems));
    let hours = number(&record, "hours", problems);
    let weeks = number(&record, "weeks", problems);
    let hours_per_week = number(&record, "hours-per-week", problems);
    match (hours, weeks, hours_per_week) {
        (Some(hours), None, None) => Some(Effort::Hours { hours, basis: basis? }),
        (None, Some(weeks), Some(hours_per_week)) => Some(Effort::Weeks { weeks, hours_per_week, basis: basis? }),
        _ if ["hours", "weeks", "hours-per-week"].iter().any(|name| record.is_misspelt(name)) => None,
        _ => {
            problems
                .report(record.field(), Code::MissingField, "this effort is not complete")
                .expected("`hours`, or `weeks` and `hours-per-week`, or the word `unknown`");
            None
        }
    }
}

pub(super) fn price(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Price> {
    if field.is(UNKNOWN) {
        return Some(Price::Unknown { note: None });
    }
    let record = field.record(problems)?;
    let free = record.get("free");
    let free_unknown = free.as_ref().is_some_and(|field| field.is(UNKNOWN));
    let free = if free_unknown { None } else { free.and_then(|field| field.boolean(problems)) };
    let amount = number(&record, "amount", problems);
    let note = optional_text(&record, "note", problems);
    let as_of = optional_date(&record, "as-of", problems);
    let currency = record.get("currency").and_then(|field| {
        let three_letters =
            |text: &str| (text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())).then(|| text.to_owned());
        field.parsed(three_letters, Code::UnknownWord, "three capital letters, such as USD", problems)
    });
    let has_range = ["lowest", "highest"].iter().any(|name| record.get(name).is_some());
    match (free, amount, currency, as_of) {
        (Some(true), None, None, Some(as_of)) if !has_range => Some(Price::Free { as_of, note }),
        (Some(false) | None, Some(amount), Some(currency), Some(as_of)) if !free_unknown => {
            Some(Price::Amount { fee: fee(&record, amount, problems), currency, as_of, note })
        }
        (None, None, None, _) if free_unknown && !has_range => Some(Price::Unknown { note }),
        _ => {
            problems
                .report(record.field(), Code::MissingField, "this price is not complete")
                .expected("`amount`, `currency` and `as-of`; or `free: true` and `as-of`; or the word `unknown`");
            None
        }
    }
}

/// An amount with the range around it.
fn fee(record: &Record<'_>, amount: u32, problems: &mut Problems<'_>) -> Fee {
    let mut bound = |name| number(record, name, problems).unwrap_or(amount);
    let fee = Fee { lowest: bound("lowest"), amount, highest: bound("highest") };
    if fee.lowest > amount || amount > fee.highest {
        problems
            .report(record.field(), Code::OutsideRange, format!("the amount {amount} lies outside its own range"))
            .expected("`lowest` at most `amount`, and `highest` at least `amount`");
    }
    fee
}
