//! Courses and certifications: a line where they are recommended, and one full entry each at the end.

use super::citations::{Citations, pages_read};
use super::shared::Shared;
use crate::clock::Date;
use crate::facts::ages::{DatedFact, dated_facts, old};
use crate::language::{self, ages, grammar, programme};
use crate::language::{effort, price, routes, short_price};
use crate::model::{
    Background, Eligibility, LearningResource, Pack, ResourceIx, ResourceKind, Source, SourceId, Status, Validity,
};
use crate::plan::{Access, Choice};

/// A resource where it is recommended.
#[derive(Clone, Debug)]
pub struct ChoiceLine {
    /// The resource.
    pub resource: ResourceIx,
    /// The level that it leads to.
    pub to: i64,
    /// Its name.
    pub title: String,
    /// The anchor of its full entry.
    pub anchor: String,
    /// Kind, where it leads, price.
    pub facts: String,
    /// `later, when ...`; empty when it is open now.
    pub when: String,
}

/// Everything known of a resource that the report names.
#[derive(Clone, Debug)]
pub struct ResourceEntry {
    /// What is the same in every report.
    pub about: Shared<ResourceFacts>,
    /// How sure the authors are, when they looked, and the numbers of the sources.
    pub checked: String,
    /// Its facts that are older than a year on the day of the report, and how old.
    pub age: Option<String>,
}

/// What is known of a resource, without the sources.
#[derive(Clone, Debug)]
pub struct ResourceFacts {
    /// Its name.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// Kind and provider.
    pub provider: String,
    /// Its page.
    pub url: Option<Shared<String>>,
    /// What it is.
    pub summary: String,
    /// Its facts: name and value.
    pub facts: Vec<(&'static str, String)>,
}

/// A recommendation as a line.
pub(super) fn choice_line(pack: &Pack, choice: &Choice<'_>, background: &Background) -> ChoiceLine {
    let resource = pack.resource(choice.resource);
    let when = match &choice.access {
        Access::Open(route) => {
            let conditions = route.map(language::unchecked).unwrap_or_default();
            if conditions.is_empty() { String::new() } else { format!("check: {}", conditions.join("; ")) }
        }
        Access::Closed(routes, missing) => {
            let unsaid = missing.iter().any(|needed| needed.is_unsaid(background));
            let missing: Vec<String> =
                missing.iter().map(|needed| language::requirement_of(pack, routes, needed)).collect();
            let opening = if unsaid { "open if" } else { "later, when" };
            format!("{opening} {}", grammar::and(&missing))
        }
        Access::Unknown => "entry rules not known; ask the provider".to_owned(),
    };
    ChoiceLine {
        resource: choice.resource,
        to: choice.to,
        title: resource.title.clone(),
        anchor: format!("r-{}", resource.id),
        facts: programme::with_offered(
            pack,
            choice.resource,
            format!(
                "{}, towards level {}, {}",
                language::resource_kind(resource.kind),
                choice.to,
                short_price(&resource.price)
            ),
        ),
        when,
    }
}

/// The full entry of a resource, without ages; its sources are added to the citations.
pub fn resource_entry<'p>(pack: &'p Pack, at: ResourceIx, citations: &mut Citations<'p>) -> ResourceEntry {
    UncitedEntry::new(pack, at).cite(citations, None)
}

/// The bytes that a fact and the numbers of its sources nearly always fit in.
const ROOM_FOR_A_FACT: usize = 40;

/// The names of the facts that sources are cited for.
pub const CITED_FACTS: [&str; 4] = ["on offer", "entry", "price", "validity"];

/// The facts of a resource that sources are cited for, each with the pages that it rests on; none for practice, which has
/// no provider to check with.
pub fn cited_facts(pack: &Pack, at: ResourceIx) -> impl Iterator<Item = (&'static str, Vec<&Source>)> {
    let resource = pack.resource(at);
    let sources = &resource.sources;
    let of_facts: [(&[SourceId], bool); 4] = [
        (&sources.status, true),
        (&sources.eligibility, true),
        (&sources.price, resource.price.as_of().is_some()),
        (&sources.validity, matches!(resource.validity, Validity::Years(_))),
    ];
    let facts = CITED_FACTS.into_iter().zip(of_facts);
    let facts = facts.filter(|(_, (_, has))| *has && resource.kind != ResourceKind::Practice);
    facts.map(|(fact, (sources, _))| (fact, pages_read(pack, sources)))
}

/// The entry of a resource before its sources have numbers.
#[derive(Debug)]
pub(super) struct UncitedEntry<'p> {
    about: Shared<ResourceFacts>,
    /// How sure the authors are, and when they looked.
    checked: String,
    /// How each fact that decays is led in, and what it rests on; none for practice, which has no provider to check with.
    rests_on: Vec<(String, Vec<&'p Source>)>,
    /// The facts that grow old.
    dated: Vec<DatedFact<'p>>,
}

impl<'p> UncitedEntry<'p> {
    pub(super) fn new(pack: &'p Pack, at: ResourceIx) -> Self {
        let resource = pack.resource(at);
        let is_practice = resource.kind == ResourceKind::Practice;
        let sure = if is_practice { "our judgement" } else { language::confidence(resource.confidence) };
        let lead_in = |at: usize, fact: &str| format!("{}{fact} ", if at == 0 { ". Sources: " } else { "; " });
        Self {
            about: Shared::new(resource_facts(pack, at)),
            checked: format!("{sure}; checked {}", resource.checked),
            rests_on: cited_facts(pack, at)
                .enumerate()
                .map(|(place, (fact, sources))| (lead_in(place, fact), sources))
                .collect(),
            dated: dated_facts(pack, at),
        }
    }

    /// The entry, with the numbers that its sources have or get, and on a day with the age of old facts.
    pub(super) fn cite(&self, citations: &mut Citations<'p>, today: Option<Date>) -> ResourceEntry {
        let mut checked = String::with_capacity(self.checked.len() + ROOM_FOR_A_FACT * self.rests_on.len());
        checked.push_str(&self.checked);
        for (lead_in, sources) in &self.rests_on {
            checked.push_str(lead_in);
            citations.cite(sources, &mut checked);
        }
        let age = today.and_then(|today| ages::old_facts(&old(&self.dated, today)));
        ResourceEntry { about: self.about.clone(), checked, age: age.map(|age| grammar::sentence_case(&age)) }
    }
}

/// What is known of a resource, without the sources.
fn resource_facts(pack: &Pack, at: ResourceIx) -> ResourceFacts {
    let resource = pack.resource(at);
    // Practice has no price to look up.
    let price = (resource.kind != ResourceKind::Practice)
        .then(|| ("Price", price_with_status(resource) + &programme::price_from(pack, at)));
    let mut facts: Vec<(&'static str, String)> = price.into_iter().collect();
    facts.extend([("Effort", effort(resource.effort)), ("Who can take it", open_to(pack, resource))]);
    match resource.validity {
        Validity::Years(years) => facts.push(("Valid for", grammar::count(years, "year", "years"))),
        Validity::Unknown if resource.kind == ResourceKind::Certification => {
            facts.push(("Valid for", "not known".to_owned()));
        }
        Validity::Unlimited | Validity::Unknown => {}
    }
    if !resource.substitutes.is_empty() {
        let titles: Vec<&str> = resource.substitutes.iter().map(|other| pack.resource(*other).title.as_str()).collect();
        facts.push(("Alternatives", grammar::or(&titles)));
    }
    if let Some(note) = &resource.note {
        facts.push(("Note", note.clone()));
    }
    ResourceFacts {
        title: resource.title.clone(),
        anchor: format!("r-{}", resource.id),
        provider: programme::with_offered(
            pack,
            at,
            format!("{}: {}", grammar::sentence_case(language::resource_kind(resource.kind)), resource.provider),
        ),
        url: resource.page.address().map(|url| Shared::new(url.to_owned())),
        summary: resource.summary.clone(),
        facts,
    }
}

fn price_with_status(resource: &LearningResource) -> String {
    let text = price(&resource.price);
    match resource.status {
        Status::ActiveCheckPrice => format!("{text}; check it before you pay"),
        _ => text,
    }
}

/// Who may take it, in words.
fn open_to(pack: &Pack, resource: &LearningResource) -> String {
    match &resource.eligibility {
        Eligibility::Anyone => "anyone".to_owned(),
        Eligibility::Unknown => "not known; ask the provider".to_owned(),
        Eligibility::AnyOf(list) => routes(pack, list),
    }
}
