//! Resources and sources as JSON.

use super::facts::{ReportFacts, named_text};
use super::record::{Ids, Kind, Record};
use super::value::{Json, said};
use crate::language::short_price;
use crate::model::{
    Confidence, Education, Fee, Id, LearningResource, Pack, Price, ReadBy, ResourceIx, ResourceKind, Source, Status,
    Validity, word_of,
};
use crate::report::view::{CITED_FACTS, ResourceEntry, cited_facts};

/// A resource that the report names.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pack: &'a Pack,
    at: ResourceIx,
    entry: &'a ResourceEntry,
}

impl<'a> Named<'a> {
    /// All of a report, in the catalogue's order.
    pub(super) fn all(facts: ReportFacts<'a>) -> Vec<Self> {
        let entries = facts.report.named.iter().zip(&facts.report.resources);
        entries.map(|(at, entry)| Self { pack: facts.pack(), at: *at, entry }).collect()
    }

    fn of(&self) -> &'a LearningResource {
        self.pack.resource(self.at)
    }

    /// The fee and its currency, which what is free has none of.
    fn fee(&self) -> Option<(Fee, Option<&'a str>)> {
        match &self.of().price {
            Price::Free { .. } => Some((Fee::default(), None)),
            Price::Amount { fee, currency, .. } => Some((*fee, Some(currency))),
            Price::Unknown { .. } => None,
        }
    }
}

/// The sources that the entries of a report name, in the order of their numbers on the page.
pub(super) fn sources(facts: ReportFacts<'_>) -> Vec<&Source> {
    let mut named: Vec<&Source> = Vec::new();
    for at in &facts.report.named {
        for source in cited_facts(facts.pack(), *at).flat_map(|(_, sources)| sources) {
            if named.iter().all(|known| known.id != source.id) {
                named.push(source);
            }
        }
    }
    named
}

pub(super) fn resource<'a>(overlaid: bool) -> Record<'a, Named<'a>> {
    let record = Record::new()
        .with("id", "The id of the resource.", Kind::Id(Ids::Resource), |named: &Named<'a>| named.of().id.as_str())
        .with("title", "Its name.", Kind::Name, |named| &named.of().title)
        .with("kind", "What it is.", Kind::word_of(ResourceKind::WORDS), |named| {
            word_of(ResourceKind::WORDS, named.of().kind)
        })
        .with("provider", "Who offers it.", Kind::Text, |named| &named.of().provider)
        .with("url", "Where it can be looked up.", Kind::Name.or_null(), |named| {
            named.of().page.address().map(str::to_owned)
        })
        .with("summary", "What it is, in words.", Kind::Text, |named| &named.of().summary);
    let record = checked(price(record));
    record.and_if(overlaid, |record| {
        record.with("offered_by", "The programme that offers it; null for others.", Kind::Name.or_null(), |named| {
            named.pack.overlay().filter(|_| named.of().is_own()).map(|overlay| overlay.title.clone())
        })
    })
}

/// Adds what it costs and how long it takes.
fn price<'a>(record: Record<'a, Named<'a>>) -> Record<'a, Named<'a>> {
    record
        .with("price", "Its price in a few words.", Kind::Text, |named| said(&short_price(&named.of().price)))
        .with("fee", "The usual price, 0 for free; null when it is not known.", Kind::Count.or_null(), |named| {
            named.fee().map(|(fee, _)| fee.amount)
        })
        .with("lowest_fee", "The lowest price.", Kind::Count.or_null(), |named| named.fee().map(|(fee, _)| fee.lowest))
        .with("highest_fee", "The highest price.", Kind::Count.or_null(), |named| {
            named.fee().map(|(fee, _)| fee.highest)
        })
        .with("currency", "The currency of the price.", Kind::Name.or_null(), |named| {
            named.fee().and_then(|(_, currency)| currency)
        })
        .with("price_as_of", "The day, month or year of the price.", Kind::Name.or_null(), |named| {
            named.of().price.as_of().map(str::to_owned)
        })
        .with("hours", "Hours in all; null when they are not known.", Kind::Count.or_null(), |named| {
            named.of().effort.total_hours()
        })
        .with(
            "valid_years",
            "For how many years it counts; null where it does not expire or that is not known.",
            Kind::Count.or_null(),
            |named| {
                if let Validity::Years(years) = named.of().validity { Some(years) } else { None }
            },
        )
        .with("grants", "The education that it grants.", Kind::word_of(Education::WORDS).or_null(), |named| {
            named.of().grants.map(|education| word_of(Education::WORDS, education))
        })
}

/// Adds what its facts rest on.
fn checked<'a>(record: Record<'a, Named<'a>>) -> Record<'a, Named<'a>> {
    record
        .with("status", "Whether it is on offer, as far as is known.", Kind::word_of(Status::WORDS), |named| {
            word_of(Status::WORDS, named.of().status)
        })
        .with("confidence", "How sure the authors are of its facts.", Kind::word_of(Confidence::WORDS), |named| {
            word_of(Confidence::WORDS, named.of().confidence)
        })
        .with("checked", "The day, month or year in which they looked.", Kind::Name, |named| &named.of().checked)
        .with(
            "age",
            "Its facts that are older than a year on the day of the answers, in words.",
            Kind::Text.or_null(),
            |named| named.entry.age.as_deref().map(said),
        )
        .list("facts", "Its facts in words.", named_text("name", "What it is about."), |named| {
            let facts = named.entry.about.facts.iter();
            facts.map(|(name, text)| ((*name).to_owned(), said(text))).collect()
        })
        .list("rests_on", "What these facts rest on.", rests_on(), |named| cited_facts(named.pack, named.at).collect())
}

type RestsOn<'a> = (&'static str, Vec<&'a Source>);

fn rests_on<'a>() -> Record<'a, RestsOn<'a>> {
    Record::new().with("fact", "The fact.", Kind::Word(CITED_FACTS.to_vec()), |(fact, _): &RestsOn<'a>| *fact).with(
        "sources",
        "Its sources; none where it is the authors' judgement.",
        Kind::Id(Ids::Source).set(),
        |(_, sources)| sources.iter().map(|source| source.id.as_str()).collect::<Vec<_>>(),
    )
}

pub(super) fn source<'a>() -> Record<'a, &'a Source> {
    Record::new()
        .with("id", "The id of the source.", Kind::Id(Ids::Source), |source: &&'a Source| source.id.as_str())
        .with("title", "What it is.", Kind::Name, |source| source.title.clone())
        .with("url", "Where it is.", Kind::Name.or_null(), |source| source.url.clone())
        .with("read", "How directly it was read.", Kind::word_of(ReadBy::WORDS), |source| {
            word_of(ReadBy::WORDS, source.read)
        })
        .with("date", "When it was read, or of when it is.", Kind::Text, |source| Json::from(&source.date))
}
