//! What the steps of a set wait for: each other, the weeks in which ways open, and hours enough.

use std::ops::Range;

use super::points::{Covering, Points};
use super::{During, Problem, Way};

/// Which levels that a step builds on it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// Those of every lift, so that all of them count: also those that are for later roles.
    ForAll,
    /// Those of the lifts that count for the goal.
    ForWhatCounts,
}

/// A step of a set.
pub(super) struct Entry<'p> {
    pub(super) step: usize,
    pub(super) hours: u32,
    /// The most hours that one week takes.
    pub(super) pace: u32,
    /// The fewest weeks from its start to its end.
    pub(super) weeks: u32,
    pub(super) during: During,
    pub(super) ways: &'p [Way],
    /// The elements that must be covered before it begins.
    pub(super) builds_on: Vec<usize>,
    /// The weeks that it takes at least.
    pub(super) length: u32,
    /// The weeks from its start to the end of the last step that can wait for it, if hours were no limit.
    pub(super) path: u32,
    /// The same for the last step that cannot do without it.
    pub(super) certain_path: u32,
}

/// The steps to be scheduled, in the order of the candidates; others name them by their positions here.
pub(super) struct Set<'p> {
    pub(super) entries: Vec<Entry<'p>>,
    /// Each element that a step covers, with its position.
    coverers: Vec<(usize, usize)>,
    pub(super) problem: &'p Problem,
    pub(super) points: &'p Points,
}

impl<'p> Set<'p> {
    pub(super) fn new(problem: &'p Problem, points: &'p Points, steps: &[usize], waits: Waits) -> Self {
        let mut steps = steps.to_vec();
        steps.sort_unstable();
        let covers =
            |(at, step): (usize, &usize)| points.coverings[*step].iter().map(move |covering| (covering.element, at));
        let mut coverers: Vec<(usize, usize)> = steps.iter().enumerate().flat_map(covers).collect();
        coverers.sort_unstable();
        let mut set = Self { entries: Vec::with_capacity(steps.len()), coverers, problem, points };
        let is_reached = set.reached(waits);
        set.entries.extend(steps.iter().map(|step| Entry::new(problem, points, *step, &is_reached)));
        set.find_paths();
        set
    }

    /// For each element whether its chain is covered up to it and goes on as far as steps wait for it.
    fn reached(&self, waits: Waits) -> Vec<bool> {
        let mut is_reached = vec![false; self.points.count()];
        for chain in &self.points.chains {
            let elements = match waits {
                Waits::ForAll => chain.elements.clone(),
                Waits::ForWhatCounts => chain.counted.clone(),
            };
            for element in elements.take_while(|element| self.coverers(*element).next().is_some()) {
                is_reached[element] = true;
            }
        }
        is_reached
    }

    /// The steps that cover an element.
    fn coverers(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.coverers.partition_point(|(other, _)| *other < element);
        self.coverers[first..].iter().take_while(move |(other, _)| *other == element).map(|(_, at)| *at)
    }

    /// The steps of the set that meet a need.
    fn keys<'n>(&'n self, need: &'n [usize]) -> impl Iterator<Item = usize> + 'n {
        need.iter().filter_map(|step| self.entries.binary_search_by_key(step, |entry| entry.step).ok())
    }

    /// What a step can have to wait for: one of each of these, whichever way it takes.
    pub(super) fn needs(&self, at: usize) -> impl Iterator<Item = Vec<usize>> + '_ {
        let entry = &self.entries[at];
        let by_level = entry.builds_on.iter().map(|element| self.coverers(*element).collect());
        by_level.chain(entry.ways.iter().flat_map(|way| &way.needs).map(|need| self.keys(need).collect()))
    }

    /// True when no order ends by some week: when what cannot begin before some week, and has something to follow for some
    /// weeks, has more hours than there are between.
    pub(super) fn cannot_end_by(&self, week: u32) -> bool {
        let Some(starts) = self.earliest_starts() else { return false };
        let tail = |at: &usize| self.entries[*at].certain_path - self.entries[*at].length;
        During::ALL.iter().any(|during| {
            let of_kind: Vec<usize> = (0..starts.len()).filter(|at| self.entries[*at].during == *during).collect();
            let hours_a_week = u64::from(self.problem.week.hours(*during));
            let is_too_much = |from: u32, after: u32| {
                let between = of_kind.iter().filter(|at| starts[**at] >= from && tail(at) >= after);
                let hours: u64 = between.map(|at| u64::from(self.entries[*at].hours)).sum();
                hours > u64::from(week.saturating_sub(from + after)) * hours_a_week
            };
            of_kind.iter().any(|first| of_kind.iter().any(|last| is_too_much(starts[*first], tail(last))))
        })
    }

    /// For each step the first week in which it can begin, were there hours enough for all; `None` where steps wait for each
    /// other in a circle.
    fn earliest_starts(&self) -> Option<Vec<u32>> {
        let mut starts = vec![0; self.entries.len()];
        for _ in 0..=starts.len() {
            let mut changes = false;
            for (at, entry) in self.entries.iter().enumerate() {
                let done = |at: usize| starts[at] + self.entries[at].length;
                let met = |need: &Vec<usize>| self.keys(need).map(done).min().unwrap_or(u32::MAX);
                let open = |way: &Way| way.needs.iter().map(met).fold(way.not_before, u32::max);
                let founded = entry.builds_on.iter().filter_map(|element| self.coverers(*element).map(done).min());
                let start = founded.max().unwrap_or(0).max(entry.ways.iter().map(open).min().unwrap_or(0));
                changes |= start > starts[at];
                starts[at] = starts[at].max(start);
            }
            if !changes {
                return Some(starts);
            }
        }
        None
    }

    /// How long what waits for each step takes: all that can wait for it, and what waits for it whatever the others do.
    fn find_paths(&mut self) {
        // Which step can wait for which, and which does.
        let (mut any, mut certain) = (Vec::new(), Vec::new());
        for at in 0..self.entries.len() {
            let by_level = self.entries[at].builds_on.len();
            let has_one_way = self.entries[at].ways.len() == 1;
            for (number, need) in self.needs(at).enumerate() {
                let waits = need.iter().filter(|sooner| **sooner != at).map(|sooner| (*sooner, at));
                if need.len() == 1 && (number < by_level || has_one_way) {
                    certain.extend(waits.clone());
                }
                any.extend(waits);
            }
        }
        let (paths, _) = self.paths(&any);
        let (certain_paths, ends) = self.paths(&certain);
        for (entry, (path, certain_path)) in self.entries.iter_mut().zip(paths.into_iter().zip(certain_paths)) {
            // In a circle nothing is certain: one step of it does not wait.
            (entry.path, entry.certain_path) = (path, if ends { certain_path } else { entry.length });
        }
    }

    /// For each step the weeks from its start to the end of the last one that waits for it, and whether they come to an
    /// end: they grow as often as the longest path can have steps, and those of circles would grow further.
    fn paths(&self, waits: &[(usize, usize)]) -> (Vec<u32>, bool) {
        let mut paths: Vec<u32> = self.entries.iter().map(|entry| entry.length).collect();
        for _ in 0..paths.len() {
            let mut grows = false;
            for (sooner, later) in waits {
                let path = self.entries[*sooner].length + paths[*later];
                grows |= path > paths[*sooner];
                paths[*sooner] = paths[*sooner].max(path);
            }
            if !grows {
                return (paths, true);
            }
        }
        (paths, false)
    }
}

impl<'p> Entry<'p> {
    fn new(problem: &'p Problem, points: &Points, step: usize, is_reached: &[bool]) -> Self {
        let candidate = &problem.candidates[step];
        let (hours, weeks, during) =
            candidate.work.map_or((0, 0, During::OwnTime), |work| (work.hours, work.weeks, work.during));
        let pace = if weeks > 0 { hours.div_ceil(weeks) } else { hours };
        let pace = pace.min(problem.week.hours(during));
        let mut entry = Self {
            step,
            hours,
            pace,
            weeks,
            during,
            ways: &candidate.ways,
            builds_on: foundations(&points.coverings[step], is_reached),
            length: 0,
            path: 0,
            certain_path: 0,
        };
        entry.length = weeks.max(entry.weeks_for(hours));
        entry
    }

    /// The weeks that so many of its hours take at least.
    pub(super) fn weeks_for(&self, hours: u32) -> u32 {
        hours.div_ceil(self.pace.max(1))
    }
}

/// What a step builds on: below each element that it covers and that is reached, what must be covered before. What it
/// covers itself it does not wait for.
fn foundations(coverings: &[Covering], is_reached: &[bool]) -> Vec<usize> {
    let mut below: Vec<Range<usize>> = Vec::new();
    for Covering { after, .. } in coverings.iter().filter(|covering| is_reached[covering.element]) {
        match below.last_mut() {
            Some(last) if last.start == after.start => last.end = last.end.max(after.end),
            _ => below.push(after.clone()),
        }
    }
    let is_own = |element: &usize| coverings.iter().any(|covering| covering.element == *element);
    below.into_iter().flatten().filter(|element| !is_own(element)).collect()
}
