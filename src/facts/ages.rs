//! How old the facts of a pack are on a day: prices, entry rules, sources.

use crate::clock::{self, Date};
use crate::model::{
    Basis, Effort, Eligibility, Id, LearningResource, Pack, Price, Provenance, ProvenanceKind, ReadBy, ResourceIx,
    ResourceKind, Source, SourceId, Validity,
};

/// What is said of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// What it costs.
    Price,
    /// Whether it can be had.
    Offer,
    /// Who may take it.
    Entry,
    /// How much work it takes.
    Effort,
    /// For how long it counts.
    Validity,
    /// What it lifts.
    Develops,
}

/// A fact that was read somewhere on a day, or on a page of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedFact<'p> {
    /// What is said.
    pub fact: FactKind,
    /// `2026`, `2026-06` or `2026-06-13`: of a price its own date, else the newest date among the sources.
    pub date: &'p str,
    /// How directly the source of this date was read.
    pub read: ReadBy,
}

/// What is older than a year, and how many years old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Old<T> {
    /// What it is.
    pub what: T,
    /// Its age in whole years, from 1.
    pub years: u32,
}

/// The facts of a resource that are read somewhere and can change. Judgement has no date that could grow old, and
/// practice without a price has no provider to ask.
pub fn dated_facts(pack: &Pack, at: ResourceIx) -> Vec<DatedFact<'_>> {
    let resource = pack.resource(at);
    let has_provider = resource.kind != ResourceKind::Practice;
    let sources = &resource.sources;
    let others = [
        (FactKind::Offer, has_provider, &sources.status),
        (FactKind::Entry, has_provider && resource.eligibility != Eligibility::Unknown, &sources.eligibility),
        (FactKind::Effort, has_provider && is_stated(resource.effort), &sources.effort),
        (FactKind::Validity, has_provider && matches!(resource.validity, Validity::Years(_)), &sources.validity),
        (FactKind::Develops, has_provider, &sources.develops),
    ];
    let others = others.into_iter().filter(|(_, has, _)| *has).filter_map(|(fact, _, sources)| {
        let newest = newest(pack, sources)?;
        Some(DatedFact { fact, date: &newest.date, read: newest.read })
    });
    price(pack, resource).into_iter().chain(others).collect()
}

fn price<'p>(pack: &'p Pack, resource: &'p LearningResource) -> Option<DatedFact<'p>> {
    let can_rise = resource.kind != ResourceKind::Practice || !resource.price.is_free();
    let (Price::Free { as_of, .. } | Price::Amount { as_of, .. }) = &resource.price else { return None };
    let read = pages(pack, &resource.sources.price).map(|source| source.read).min().unwrap_or(ReadBy::Judgement);
    can_rise.then_some(DatedFact { fact: FactKind::Price, date: as_of, read })
}

fn is_stated(effort: Effort) -> bool {
    matches!(effort, Effort::Hours { basis: Basis::Stated, .. } | Effort::Weeks { basis: Basis::Stated, .. })
}

/// The sources of these ids that were read.
fn pages<'p>(pack: &'p Pack, ids: &[SourceId]) -> impl Iterator<Item = &'p Source> {
    let found = ids.iter().filter_map(|id| pack.find_source(id));
    found.filter(|source| matches!(source.read, ReadBy::Primary | ReadBy::Secondary))
}

/// The one that was read with the newest date.
fn newest<'p>(pack: &'p Pack, ids: &[SourceId]) -> Option<&'p Source> {
    // `2026` may mean its last day: a tilde sorts after every digit and the hyphen.
    fn last(date: &str) -> impl Iterator<Item = u8> {
        date.bytes().chain(*b"~")
    }
    pages(pack, ids).max_by(|a, b| last(&a.date).cmp(last(&b.date)))
}

/// The facts that are older than a year on this day, the oldest first.
pub fn old<'p>(facts: &[DatedFact<'p>], today: Date) -> Vec<Old<DatedFact<'p>>> {
    let aged = facts.iter().filter_map(|what| Some(Old { what: *what, years: clock::age(what.date, today)? }));
    let mut aged: Vec<_> = aged.collect();
    aged.sort_by_key(|old| (old.what.date, old.what.fact));
    aged
}

/// How old a reason is by the newest of the sources that were read for it; `None` for judgement, and up to a year.
pub fn age_of_reason(pack: &Pack, reason: &Provenance, today: Date) -> Option<u32> {
    if reason.kind == ProvenanceKind::Judgement {
        return None;
    }
    clock::age(&newest(pack, &reason.sources)?.date, today)
}

/// A row of the list of what is old in a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'p> {
    /// The id of a resource or a source.
    pub id: &'p str,
    /// The fact about the resource; `None` for a source that roles and career texts rest on.
    pub fact: Option<FactKind>,
    /// Its date.
    pub date: &'p str,
    /// How directly it was read.
    pub read: ReadBy,
    /// The date of the resource's price, where it has one.
    pub price: Option<&'p str>,
}

/// What is older than a year in a pack on this day, the oldest first: facts of resources that can be recommended, and
/// sources that roles and the career part rest on.
pub fn old_in<'p>(pack: &'p Pack, today: Date) -> Vec<Old<Row<'p>>> {
    let offered = pack.resource_indices().filter(|at| pack.resource(*at).status.is_offered());
    let facts = offered.flat_map(|at| {
        let resource = pack.resource(at);
        let row = |fact: DatedFact<'p>| Row {
            id: resource.id.as_str(),
            fact: Some(fact.fact),
            date: fact.date,
            read: fact.read,
            price: resource.price.as_of(),
        };
        dated_facts(pack, at).into_iter().map(row).collect::<Vec<_>>()
    });
    let named = |source: &&Source| {
        let mut reasons = pack.provenance().iter().filter(|reason| reason.kind != ProvenanceKind::Judgement);
        reasons.any(|reason| reason.sources.contains(&source.id))
    };
    let read = pack.sources().iter().filter(|source| matches!(source.read, ReadBy::Primary | ReadBy::Secondary));
    let sources = read.filter(named).map(|source| Row {
        id: source.id.as_str(),
        fact: None,
        date: &source.date,
        read: source.read,
        price: None,
    });
    let aged = facts.chain(sources).filter_map(|what| Some(Old { what, years: clock::age(what.date, today)? }));
    let mut aged: Vec<_> = aged.collect();
    aged.sort_by_key(|old| (old.what.date, old.what.id, old.what.fact));
    aged
}

/// The sources whose pages were noted and never read, the first noted first.
pub fn unread(pack: &Pack) -> Vec<&Source> {
    let mut unread: Vec<&Source> = pack.sources().iter().filter(|source| source.read == ReadBy::Unread).collect();
    unread.sort_by_key(|source| (source.date.as_str(), source.id.as_str()));
    unread
}
