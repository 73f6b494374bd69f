//! Who was scored: as much of each record as it takes to find an id that stands more than once.

use std::hash::Hasher as _;
use std::num::NonZeroU32;

use rustc_hash::FxHasher;

use crate::answers::{Row, line_breaks};

/// A record that was scored.
#[derive(Clone, Copy, Debug)]
pub struct ScoredRecord {
    /// The id of the person, as a number that two ids have only by a rare chance.
    pub id: u64,
    /// When the attempt began, in seconds, where that is known.
    pub started: Option<NonZeroU32>,
    /// Its line, from 1; 0 for a record that is a whole file.
    pub line: u32,
}

/// The records of a chunk that were scored, in their order. Its memory is reused for the next chunk.
#[derive(Debug, Default)]
pub struct People {
    records: Vec<ScoredRecord>,
    /// The ids, one after the other, and where each ends.
    ids: String,
    ends: Vec<usize>,
}

impl People {
    /// Empties it; its memory stays.
    pub(super) fn clear(&mut self) {
        self.records.clear();
        self.ids.clear();
        self.ends.clear();
    }

    /// Adds the record of a row.
    pub fn add(&mut self, row: &Row, line: u32) {
        let mut hasher = FxHasher::default();
        hasher.write(row.respondent.as_bytes());
        let started = row.started.and_then(|started| {
            let seconds = started.seconds().rem_euclid(1 << u32::BITS);
            u32::try_from(seconds).ok().and_then(NonZeroU32::new)
        });
        self.records.push(ScoredRecord { id: hasher.finish(), started, line });
        self.ids.push_str(&row.respondent);
        self.ends.push(self.ids.len());
    }

    /// Each record with the id.
    pub fn iter(&self) -> impl Iterator<Item = (ScoredRecord, &str)> {
        let mut start = 0;
        self.records.iter().zip(&self.ends).map(move |(record, end)| {
            let id = &self.ids[start..*end];
            start = *end;
            (*record, id)
        })
    }
}

/// Counts the lines of a chunk up to the records that are found in it.
#[derive(Debug)]
pub(super) struct Lines<'c> {
    /// The rest of the chunk, from the beginning of the last record.
    rest: &'c [u8],
    line: u32,
}

impl<'c> Lines<'c> {
    pub(super) fn new(chunk: &'c [u8]) -> Self {
        Self { rest: chunk, line: 1 }
    }

    /// The line of the next record, whose text is a part of the chunk; 0 where it is not.
    pub(super) fn of(&mut self, record: &[u8]) -> u32 {
        let before = record.as_ptr().addr().checked_sub(self.rest.as_ptr().addr());
        let Some((passed, rest)) = before.and_then(|before| self.rest.split_at_checked(before)) else { return 0 };
        self.line = self.line.saturating_add(u32::try_from(line_breaks(passed)).unwrap_or(u32::MAX));
        self.rest = rest;
        self.line
    }
}
