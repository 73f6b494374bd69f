//! `resources.yaml`: courses, certifications, degrees and practice, with their sources.

use super::fields::{self, number, optional_text, text};
use super::questionnaire::Questionnaire;
use super::references::{Names, on_cycle};
use super::roles::{named_sources, sources};
use crate::diag::Code;
use crate::model::{
    Basis, CompetencyIx, Confidence, Development, Education, Effort, Eligibility, LearningResource, Licence, Price,
    Region, ResourceId, ResourceIx, ResourceKind, Route, Source, Status,
};
use crate::yaml::{Field, Node, Problems, Record};

/// The word for a fact that is not known.
const UNKNOWN: &str = "unknown";

/// What `resources.yaml` says; with stand-ins where it has problems.
#[derive(Debug)]
pub(super) struct Catalogue {
    pub(super) resources: Vec<LearningResource>,
    pub(super) sources: Vec<Source>,
}

/// Reads the file.
pub(super) fn read(tree: &Node, questionnaire: &Questionnaire, problems: &mut Problems<'_>) -> Catalogue {
    let mut catalogue = Catalogue { resources: Vec::new(), sources: Vec::new() };
    let Some(mut top) = Field::root(tree).record(problems) else { return catalogue };
    top.optional("format");
    let mut source_names = Names::new("source");
    if let Some(field) = top.required("sources", problems) {
        catalogue.sources = sources(&field, &mut source_names, problems);
    }
    if let Some(field) = top.required("resources", problems) {
        let entries: Vec<_> =
            field.list(problems).unwrap_or_default().iter().filter_map(|e| e.record(problems)).collect();
        let mut reader =
            Reader { questionnaire, sources: &source_names, names: Names::new("resource"), links: Vec::new() };
        catalogue.resources = entries.into_iter().map(|record| reader.resource(record, problems)).collect();
        reader.link(&mut catalogue.resources, problems);
    }
    top.finish(problems);
    catalogue
}

/// Where a resource names other resources.
struct Link<'n> {
    from: usize,
    /// The route that names it as a prior step; `None` for a substitute.
    route: Option<usize>,
    field: Field<'n>,
}

struct Reader<'n, 'r> {
    questionnaire: &'r Questionnaire,
    sources: &'r Names,
    names: Names,
    links: Vec<Link<'n>>,
}

impl<'n> Reader<'n, '_> {
    fn resource(&mut self, mut record: Record<'n>, problems: &mut Problems<'_>) -> LearningResource {
        let at = self.names.len();
        let id = record.required("id", problems);
        let id: ResourceId = self.names.declare(id.as_ref(), problems);
        let title = text(&mut record, "title", problems);
        let kind = record.required("kind", problems).and_then(|f| f.word(ResourceKind::WORDS, problems));
        let provider = text(&mut record, "provider", problems);
        let url = fields::url(&mut record, problems);
        let summary = text(&mut record, "summary", problems);
        let develops = record.required("develops", problems).map(|field| self.develops(&field, problems));
        let relevant_in = record.optional("relevant-in").and_then(|field| field.filled_list(problems));
        let relevant_in = relevant_in.map(|list| list.iter().filter_map(|f| f.word(Region::WORDS, problems)).collect());
        let eligibility = record.required("eligibility", problems).map(|f| self.eligibility(at, &f, problems));
        let effort = record.required("effort", problems).and_then(|field| effort(&field, problems));
        let price = record.required("price", problems).and_then(|field| price(&field, problems));
        let valid_years = number(&mut record, "valid-years", 1, 20, problems);
        let status = record.required("status", problems).and_then(|f| f.word(Status::WORDS, problems));
        if let Some(field) = record.optional("substitutes") {
            let list = field.list(problems).unwrap_or_default();
            self.links.extend(list.into_iter().map(|field| Link { from: at, route: None, field }));
        }
        let sources = named_sources(&mut record, self.sources, problems);
        let confidence = record.required("confidence", problems).and_then(|f| f.word(Confidence::WORDS, problems));
        let checked = fields::date(&mut record, "checked", problems);
        let note = optional_text(&mut record, "note", problems);
        record.finish(problems);
        LearningResource {
            id,
            title,
            kind: kind.unwrap_or(ResourceKind::Course),
            provider,
            url,
            summary,
            develops: develops.unwrap_or_default(),
            relevant_in,
            eligibility: eligibility.unwrap_or(Eligibility::Unknown),
            effort: effort.unwrap_or(Effort::Unknown),
            price: price.unwrap_or(Price::Unknown { note: None }),
            valid_years,
            status: status.unwrap_or(Status::Unverified),
            substitutes: Vec::new(),
            sources,
            confidence: confidence.unwrap_or(Confidence::Low),
            checked,
            note,
        }
    }

    fn develops(&self, field: &Field<'n>, problems: &mut Problems<'_>) -> Vec<Development> {
        let mut list = Vec::new();
        let scale = self.questionnaire.levels.as_ref();
        let (low, high) = scale.map_or((0, 0), |scale| (scale.min(), scale.max()));
        for entry in field.list(problems).unwrap_or_default() {
            let Some(mut record) = entry.record(problems) else { continue };
            let competency = record.required("competency", problems);
            let competency = competency.and_then(|f| self.questionnaire.competency_names.find(&f, problems));
            let mut level = |name| {
                let field = record.required(name, problems)?;
                if scale.is_some() { field.integer(low, high, problems) } else { None }
            };
            let (from, to) = (level("from"), level("to"));
            if let (Some(from), Some(to)) = (from, to)
                && from >= to
            {
                problems
                    .report(&entry, Code::LevelInversion, format!("from {from} to {to} lifts nobody"))
                    .expected("`from` below `to`");
            }
            record.finish(problems);
            if let (Some(competency), Some(from), Some(to)) = (competency, from, to) {
                list.push(Development { competency: CompetencyIx::new(competency), from, to });
            }
        }
        list
    }

    fn eligibility(&mut self, at: usize, field: &Field<'n>, problems: &mut Problems<'_>) -> Eligibility {
        if is_unknown(field) {
            return Eligibility::Unknown;
        }
        let entries = field.list(problems).unwrap_or_default();
        if entries.is_empty() {
            return Eligibility::Anyone;
        }
        let mut routes = Vec::new();
        for entry in entries {
            let Some(mut record) = entry.record(problems) else { continue };
            let route = Route {
                min_degree: record.optional("min-degree").and_then(|f| f.word(Education::WORDS, problems)),
                experience_years: number(&mut record, "experience-years", 0, 60, problems),
                licence: record.optional("licence").and_then(|f| f.word(Licence::WORDS, problems)),
                region: record.optional("region").and_then(|f| f.word(Region::WORDS, problems)),
                employer_sponsored: record
                    .optional("employer-sponsored")
                    .and_then(|field| field.boolean(problems))
                    .unwrap_or(false),
                membership: optional_text(&mut record, "membership", problems),
                prior: Vec::new(),
                note: optional_text(&mut record, "note", problems),
            };
            if let Some(field) = record.optional("prior") {
                let list = field.list(problems).unwrap_or_default();
                let route = Some(routes.len());
                self.links.extend(list.into_iter().map(|field| Link { from: at, route, field }));
            }
            record.finish(problems);
            routes.push(route);
        }
        Eligibility::AnyOf(routes)
    }

    /// Resolves the names of other resources, now that all are declared; prior steps must not form a cycle.
    fn link(self, resources: &mut [LearningResource], problems: &mut Problems<'_>) {
        let mut needs = vec![Vec::new(); resources.len()];
        let mut places: Vec<Option<Field<'n>>> = vec![None; resources.len()];
        for link in self.links {
            let Some(to) = self.names.find(&link.field, problems) else { continue };
            let resource = &mut resources[link.from];
            match (link.route, &mut resource.eligibility) {
                (Some(route), Eligibility::AnyOf(routes)) => {
                    routes[route].prior.push(ResourceIx::new(to));
                    needs[link.from].push(to);
                    places[link.from] = Some(link.field);
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
                    format!("`{}` needs itself first, by a chain of `prior`", self.names.id(at)),
                )
                .hint("remove one `prior` of the chain");
        }
    }
}

fn is_unknown(field: &Field<'_>) -> bool {
    field.node() == &Node::Text(UNKNOWN.to_owned())
}

fn effort(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Effort> {
    if is_unknown(field) {
        return Some(Effort::Unknown);
    }
    let mut record = field.record(problems)?;
    let basis = record.required("basis", problems).and_then(|f| f.word(Basis::WORDS, problems));
    let hours = number(&mut record, "hours", 1, 20_000, problems);
    let weeks = number(&mut record, "weeks", 1, 600, problems);
    let hours_per_week = number(&mut record, "hours-per-week", 1, 80, problems);
    let effort = match (hours, weeks, hours_per_week) {
        (Some(hours), None, None) => Some(Effort::Hours { hours, basis: basis? }),
        (None, Some(weeks), Some(hours_per_week)) => Some(Effort::Weeks { weeks, hours_per_week, basis: basis? }),
        _ => {
            problems
                .report(record.field(), Code::MissingField, "this effort is not complete")
                .expected("`hours`, or `weeks` and `hours-per-week`, or the word `unknown`");
            None
        }
    };
    record.finish(problems);
    effort
}

fn price(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Price> {
    if is_unknown(field) {
        return Some(Price::Unknown { note: None });
    }
    let mut record = field.record(problems)?;
    let free = record.optional("free");
    let free_unknown = free.as_ref().is_some_and(is_unknown);
    let free = if free_unknown { None } else { free.and_then(|field| field.boolean(problems)) };
    let amount = number(&mut record, "amount", 1, 1_000_000, problems);
    let note = optional_text(&mut record, "note", problems);
    let year = number(&mut record, "as-of", 2000, 2100, problems);
    let currency = record.optional("currency").and_then(|field| {
        let three_letters =
            |text: &str| (text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())).then(|| text.to_owned());
        field.parsed(three_letters, Code::UnknownWord, "three capital letters, such as USD", problems)
    });
    let price = match (free, amount, currency, year) {
        (Some(true), None, None, Some(year)) => Some(Price::Free { year, note }),
        (Some(false) | None, Some(amount), Some(currency), Some(year)) if !free_unknown => {
            Some(Price::Amount { amount, currency, year, note })
        }
        (None, None, None, _) if free_unknown => Some(Price::Unknown { note }),
        _ => {
            problems
                .report(record.field(), Code::MissingField, "this price is not complete")
                .expected("`amount`, `currency` and `as-of`; or `free: true` and `as-of`; or the word `unknown`");
            None
        }
    };
    record.finish(problems);
    price
}
