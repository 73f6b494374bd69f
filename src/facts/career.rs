//! What a pack says about the career as a whole: sections, points, and what each point rests on.

use super::ages::age_of_reason;
use crate::clock::{self, Date};
use crate::model::{CareerSection, Id, Pack, ProvenanceKind, ReadBy, Source};

/// The career part of a pack, or one section of it. It holds its texts, since many reports share it.
#[derive(Clone, Debug)]
pub struct Career {
    /// The sections, in the pack's order; at least one.
    pub sections: Vec<Section>,
    /// The sources of all points, in the order in which they are first named.
    pub sources: Vec<CitedSource>,
}

/// One topic.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What is said of it.
    pub points: Vec<Point>,
}

/// A text, and where it comes from.
#[derive(Clone, Debug)]
pub struct Point {
    /// The text.
    pub text: String,
    /// Whether a source says it, or it follows from sources, or it is the authors' judgement.
    pub kind: ProvenanceKind,
    /// The numbers of its sources, from 1; none for judgement.
    pub sources: Vec<usize>,
    /// Its age in years where that is more than one, by the newest of its sources.
    pub years: Option<u32>,
}

/// A source that a point names.
#[derive(Clone, Debug)]
pub struct CitedSource {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// How directly it was read.
    pub read: ReadBy,
    /// When it was read, or of when it is.
    pub date: String,
    /// Its age in years where that is more than one.
    pub years: Option<u32>,
}

/// The career part on the day that a report speaks of, or without ages; `None` for a pack that has none.
pub fn career(pack: &Pack, today: Option<Date>) -> Option<Career> {
    (!pack.career().is_empty()).then(|| of_sections(pack, pack.career(), today))
}

/// These sections of the career part, with their own numbers of sources.
pub fn of_sections(pack: &Pack, sections: &[CareerSection], today: Option<Date>) -> Career {
    let mut cited: Vec<&Source> = Vec::new();
    let sections = sections.iter().map(|section| Section {
        id: section.id.as_str().to_owned(),
        title: section.title.clone(),
        points: section
            .points
            .iter()
            .map(|point| self::point(pack, (&point.text, point.from), today, &mut cited))
            .collect(),
    });
    let sections = sections.collect();
    Career { sections, sources: cited.iter().map(|source| self::cited(source, today)).collect() }
}

/// A source as it is cited, on a day with its age. What nobody has read has none.
pub fn cited(source: &Source, today: Option<Date>) -> CitedSource {
    CitedSource {
        title: source.title.clone(),
        url: source.url.clone(),
        read: source.read,
        date: source.date.clone(),
        years: today.filter(|_| source.read != ReadBy::Unread).and_then(|today| clock::age(&source.date, today)),
    }
}

fn point<'p>(pack: &'p Pack, (text, from): (&str, usize), today: Option<Date>, cited: &mut Vec<&'p Source>) -> Point {
    let reason = &pack.provenance()[from];
    let mut sources = Vec::new();
    if reason.kind != ProvenanceKind::Judgement {
        let named = reason.sources.iter().filter_map(|id| pack.find_source(id));
        for source in named.filter(|source| source.read != ReadBy::Judgement) {
            let at = cited.iter().position(|known| known.id == source.id).unwrap_or_else(|| {
                cited.push(source);
                cited.len() - 1
            });
            sources.push(at + 1);
        }
    }
    let years = today.and_then(|today| age_of_reason(pack, reason, today));
    Point { text: text.to_owned(), kind: reason.kind, sources, years }
}
