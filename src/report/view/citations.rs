//! Sources, numbered in the order in which they are first named, so that each stands on a page once.

use crate::language;
use crate::model::{Pack, ReadBy, Source, SourceId};

/// What a source is, how it was read, and when or of when.
pub(super) fn source_line(source: &Source) -> String {
    format!("{} ({}, {})", source.title, language::read_by(source.read), source.date)
}

/// The sources of these ids, without our own judgement.
pub(super) fn pages_read<'p>(pack: &'p Pack, ids: &[SourceId]) -> Vec<&'p Source> {
    ids.iter().filter_map(|id| pack.find_source(id)).filter(|source| source.read != ReadBy::Judgement).collect()
}

/// The sources named so far.
#[derive(Debug, Default)]
pub struct Citations<'p> {
    /// Each with its number, in digits.
    named: Vec<(&'p Source, String)>,
}

impl<'p> Citations<'p> {
    /// Adds to a text what a fact rests on: `3, 7` for the sources of these numbers, or `our judgement` for none.
    pub(super) fn cite(&mut self, sources: &[&'p Source], text: &mut String) {
        if sources.is_empty() {
            text.push_str(language::read_by(ReadBy::Judgement));
        }
        for (at, source) in sources.iter().enumerate() {
            text.push_str(if at == 0 { "" } else { ", " });
            text.push_str(self.number(source));
        }
    }

    fn number(&mut self, source: &'p Source) -> &str {
        // They come from one pack, where each stands once.
        let at = self.named.iter().position(|(known, _)| std::ptr::eq(*known, source)).unwrap_or_else(|| {
            self.named.push((source, (self.named.len() + 1).to_string()));
            self.named.len() - 1
        });
        &self.named[at].1
    }

    /// The sources in the order of their numbers, from 1.
    pub(super) fn named(&self) -> impl Iterator<Item = &'p Source> {
        self.named.iter().map(|(source, _)| *source)
    }

    /// The same in words: what each is, how it was read, and when.
    pub fn lines(&self) -> Vec<String> {
        self.named().map(source_line).collect()
    }

    /// The addresses of the sources in the same order, where they have one.
    pub fn addresses(&self) -> Vec<Option<&str>> {
        self.named().map(|source| source.url.as_deref()).collect()
    }
}
