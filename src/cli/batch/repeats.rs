//! Ids that stand more than once among the records of a run.
//!
//! A record of one id is a repetition of another when one of them does not say when its attempt began, or when both began
//! in the same second. Of each record 16 bytes are kept, up to a number of records; they come in the order of the inputs,
//! so the result does not depend on the number of threads.
//!
//! Two sets of bits keep that quick: a record whose bit was set before may be a repetition. Its id is kept as text, and at
//! the end only records with such bits are compared.

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use crate::batch::{People, ScoredRecord};
use crate::diag::{Code, Diagnostic, Grouped, Position};

/// Among how many records of a run it is looked for.
pub(in crate::cli) const MOST_COMPARED: usize = 1_000_000;

/// How many ids are listed one by one.
const LISTED: usize = 5;

/// How many bytes of ids are kept that may stand more than once. Beyond it ids are not named.
const MOST_TEXT: usize = 4 * 1024 * 1024;

/// A set of numbers with one bit for many of them.
#[derive(Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    /// A bit of 16 million: among a million numbers, some three in a hundred meet one that is set by another.
    const LOG: u32 = 24;

    fn place(number: u64) -> (usize, u64) {
        let bit = number >> (u64::BITS - Self::LOG);
        (usize::try_from(bit / 64).unwrap_or(0), 1 << (bit % 64))
    }

    /// Sets the bit of a number; true when it was set before.
    fn set(&mut self, number: u64) -> bool {
        if self.0.is_empty() {
            self.0.resize((1 << Self::LOG) / 64, 0);
        }
        let (word, bit) = Self::place(number);
        let was_set = self.0[word] & bit != 0;
        self.0[word] |= bit;
        was_set
    }

    fn has(&self, number: u64) -> bool {
        let (word, bit) = Self::place(number);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// A record that may be a repetition.
#[derive(Debug)]
struct Candidate {
    /// Its number in [`Repeats::records`].
    record: usize,
    id: Range<usize>,
}

/// Looks for ids that stand more than once.
#[derive(Debug)]
pub(super) struct Repeats {
    /// How many records are compared.
    most: usize,
    records: Vec<ScoredRecord>,
    /// The first record of each input, and its name.
    inputs: Vec<(usize, Arc<str>)>,
    seen: Bits,
    seen_again: Bits,
    candidates: Vec<Candidate>,
    /// The ids of the candidates.
    text: String,
    /// True when there were more records than are compared.
    is_full: bool,
}

impl Repeats {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            records: Vec::new(),
            inputs: Vec::new(),
            seen: Bits::default(),
            seen_again: Bits::default(),
            candidates: Vec::new(),
            text: String::new(),
            is_full: false,
        }
    }

    /// Adds the records of a chunk, which begins behind so many lines of this input.
    pub(super) fn add(&mut self, people: &People, input: &Arc<str>, lines: usize) {
        if self.is_full {
            return;
        }
        if self.inputs.last().is_none_or(|(_, last)| !Arc::ptr_eq(last, input)) {
            self.inputs.push((self.records.len(), Arc::clone(input)));
        }
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        for (mut record, id) in people.iter() {
            if self.records.len() == self.most {
                self.is_full = true;
                return;
            }
            if self.seen.set(record.id) {
                self.seen_again.set(record.id);
                if self.text.len() + id.len() <= MOST_TEXT {
                    let begin = self.text.len();
                    self.text.push_str(id);
                    self.candidates.push(Candidate { record: self.records.len(), id: begin..self.text.len() });
                }
            }
            if record.line > 0 {
                record.line = record.line.saturating_add(lines);
            }
            self.records.push(record);
        }
    }

    /// True when there were more records than are compared.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// A warning for each id that stands more than once, in the order of their first places; beyond the first ids one for
    /// all others.
    pub(super) fn problems(&self) -> Grouped {
        let (places, ids) = self.repeated();
        let mut problems = Grouped::default();
        for range in ids.iter().take(LISTED) {
            let own = &places[range.clone()];
            let id = self.id(own);
            problems.add_many(own.len(), |at| self.problem(own[at], id));
        }
        let others = ids.iter().skip(LISTED).flat_map(|range| range.clone().map(move |at| (at, range)));
        let others: Vec<(usize, &Range<usize>)> = others.collect();
        problems.add_many(others.len(), |at| {
            let (place, own) = (places[others[at].0], &places[others[at].1.clone()]);
            self.problem(place, self.id(own)).hint(fix("an id"))
        });
        problems
    }

    /// The records whose id stands more than once, id by id, and the range of each id among them.
    fn repeated(&self) -> (Vec<usize>, Vec<Range<usize>>) {
        let may_be = self.records.iter().enumerate().filter(|(_, record)| self.seen_again.has(record.id));
        let mut found: Vec<(u64, usize)> = may_be.map(|(at, record)| (record.id, at)).collect();
        found.sort_unstable();
        let (mut places, mut ids) = (Vec::new(), Vec::new());
        for alike in found.chunk_by(|(a, _), (b, _)| a == b).filter(|alike| alike.len() > 1) {
            let begin = places.len();
            let started = |at: usize| self.records[at].started;
            let mut known: Vec<NonZeroU32> = alike.iter().filter_map(|(_, at)| started(*at)).collect();
            known.sort_unstable();
            let all_known = known.len() == alike.len();
            let repeats = |at: usize| {
                let same = |time: NonZeroU32| {
                    known.partition_point(|other| *other <= time) - known.partition_point(|other| *other < time)
                };
                !all_known || started(at).is_none_or(|time| same(time) > 1)
            };
            places.extend(alike.iter().map(|(_, at)| *at).filter(|at| repeats(*at)));
            if places.len() > begin {
                ids.push(begin..places.len());
            }
        }
        ids.sort_unstable_by_key(|range| places[range.start]);
        (places, ids)
    }

    /// The id of these records, where it was kept of one of them.
    fn id(&self, records: &[usize]) -> Option<&str> {
        let kept = |record: &usize| self.candidates.binary_search_by_key(record, |candidate| candidate.record).ok();
        let at = records.iter().find_map(kept)?;
        Some(&self.text[self.candidates[at].id.clone()])
    }

    fn problem(&self, record: usize, id: Option<&str>) -> Diagnostic {
        let input = self.inputs.partition_point(|(first, _)| *first <= record) - 1;
        let message = id.map_or_else(|| "an id that stands elsewhere too".to_owned(), |id| format!("the id `{id}`"));
        let mut problem = Diagnostic::of_file(Code::RepeatedPerson, &self.inputs[input].1, message);
        let line = self.records[record].line;
        problem.position = (line > 0).then_some(Position { line: line as usize, column: 1 });
        problem.hint(fix(&id.map_or_else(|| "the id".to_owned(), |id| format!("`{id}`"))))
    }
}

fn fix(id: &str) -> String {
    format!(
        "if {id} is several people, give each an id of their own; if it is one, keep one record, or say in `started` when \
         each attempt began"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Row;
    use crate::model::Pack;

    fn pack() -> Pack {
        crate::pack::parse(&crate::pack::EMBEDDED[0].files()).0.unwrap()
    }

    /// The warnings for these ids, a chunk each.
    fn warnings(most: usize, ids: impl IntoIterator<Item = String>) -> (String, bool) {
        let (mut repeats, name, mut row) = (Repeats::new(most), Arc::from("t.csv"), Row::new(&pack()));
        for (at, id) in ids.into_iter().enumerate() {
            row.respondent = id;
            let mut people = People::default();
            people.add(&row, 1);
            repeats.add(&people, &name, at);
        }
        (repeats.problems().render(), repeats.is_full())
    }

    #[test]
    fn d12_ids_are_compared_up_to_a_number_of_records() {
        let ids = ["a", "b", "a", "b", "c"].map(str::to_owned);
        for (most, found, is_full) in [(5, 2, false), (4, 2, true), (3, 1, true), (2, 0, true), (0, 0, true)] {
            let (said, full) = warnings(most, ids.clone());
            assert_eq!((said.matches("SK330").count(), full), (found, is_full), "{most}: {said}");
        }
    }

    /// Ids whose bits are set by others are no repetitions; among so many there are hundreds of them.
    #[test]
    fn d12_ids_that_share_a_bit_are_told_apart() {
        let all = (0..100_000).map(|at| format!("s-{at}"));
        assert_eq!(warnings(1_000_000, all.clone()), (String::new(), false));
        let (said, _) = warnings(1_000_000, all.chain(["s-77777".to_owned()]));
        assert!(said.starts_with("warning[SK330]: an id that stands more than once, in 2 places\n"), "{said}");
        assert!(
            said.contains("  --> t.csv:77778:1: the id `s-77777`\n  --> t.csv:100001:1: the id `s-77777`\n"),
            "{said}"
        );
    }

    /// The memory for ids is bounded, and what is not named is still counted.
    #[test]
    fn d12_no_number_of_repetitions_is_lost() {
        let long = |at: usize| format!("{at}{}", "x".repeat(100));
        let ids = (0..60_000).chain(0..60_000).map(long);
        let (said, _) = warnings(1_000_000, ids);
        assert_eq!(said.matches("SK330").count(), LISTED + 1, "{said}");
        let others = 2 * (60_000 - LISTED);
        assert!(said.contains(&format!("an id that stands more than once, in {others} places\n")), "{said}");
    }
}
