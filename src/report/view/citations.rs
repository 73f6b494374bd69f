//! Sources, numbered in the order in which they are first named, so that each stands on a page once.

use crate::model::{Pack, ReadBy, Source, SourceId};

/// What a source is, how it was read, and when or of when.
pub(super) fn source_line(source: &Source) -> String {
    format!("{} ({}, {})", source.title, source.read.in_words(), source.date)
}

/// The sources named so far.
#[derive(Debug)]
pub struct Citations<'p> {
    pack: &'p Pack,
    named: Vec<&'p Source>,
}

impl<'p> Citations<'p> {
    /// None yet.
    pub fn new(pack: &'p Pack) -> Self {
        Self { pack, named: Vec::new() }
    }

    /// What a fact rests on: `3, 7` for the sources of these numbers, or `our judgement` where no source is named but
    /// that.
    pub(super) fn cite(&mut self, ids: &'p [SourceId]) -> String {
        let read =
            ids.iter().filter_map(|id| self.pack.find_source(id)).filter(|source| source.read != ReadBy::Judgement);
        let numbers: Vec<String> = read.map(|source| number(&mut self.named, source).to_string()).collect();
        if numbers.is_empty() { ReadBy::Judgement.in_words().to_owned() } else { numbers.join(", ") }
    }

    /// The sources in the order of their numbers, from 1: what each is, how it was read, and when.
    pub fn lines(&self) -> Vec<String> {
        self.named.iter().map(|source| source_line(source)).collect()
    }

    /// The addresses of the sources in the same order, where they have one.
    pub fn addresses(&self) -> Vec<Option<&str>> {
        self.named.iter().map(|source| source.url.as_deref()).collect()
    }
}

/// The number of a source, from 1: the next one when it was not named before.
fn number<'p>(named: &mut Vec<&'p Source>, source: &'p Source) -> usize {
    let at = named.iter().position(|known| known.id == source.id).unwrap_or_else(|| {
        named.push(source);
        named.len() - 1
    });
    at + 1
}
