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
    named: Vec<&'p SourceId>,
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
            ids.iter().filter(|id| self.pack.find_source(id).is_some_and(|source| source.read != ReadBy::Judgement));
        let numbers: Vec<String> = read.map(|id| self.number(id).to_string()).collect();
        if numbers.is_empty() { ReadBy::Judgement.in_words().to_owned() } else { numbers.join(", ") }
    }

    fn number(&mut self, id: &'p SourceId) -> usize {
        let at = self.named.iter().position(|known| *known == id).unwrap_or_else(|| {
            self.named.push(id);
            self.named.len() - 1
        });
        at + 1
    }

    /// The sources in the order of their numbers, from 1: what each is, how it was read, and when.
    pub fn lines(&self) -> Vec<String> {
        self.named.iter().filter_map(|id| self.pack.find_source(id)).map(source_line).collect()
    }

    /// The addresses of the sources in the same order, where they have one.
    pub fn addresses(&self) -> Vec<Option<&str>> {
        self.named.iter().filter_map(|id| self.pack.find_source(id)).map(|source| source.url.as_deref()).collect()
    }
}
