//! When each step of a plan is taken: week by week, as much in parallel as the hours allow.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::points::Points;
use super::{During, Problem, Week};

/// When a step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The candidate.
    pub step: usize,
    /// The week in which it begins, from 0.
    pub start: u32,
    /// The week before which it is done: `start` itself when how long it takes is not known.
    pub end: u32,
}

/// When the steps of a plan are taken, in the order in which they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// One slot for each step.
    pub slots: Vec<Slot>,
}

impl Schedule {
    /// Weeks from the start to the end of the last step.
    pub fn weeks(&self) -> u32 {
        self.slots.iter().map(|slot| slot.end).max().unwrap_or(0)
    }
}

/// Schedules steps that can be taken in some order. A step begins when a way in is open and what it builds on is done. A
/// step of fixed length takes its own hours of a week, and begins when a week has them. Each kind of steps has hours of its
/// own ([`During`]); a step whose length is not known takes no time here.
///
/// Where a week has not hours enough for all, they go first to what has begun, fixed lengths first, then to what the longest work waits for. When
/// that does not end within the problem's weeks, two more rules are tried: what has begun, then the order of the
/// candidates; and what has most to do until the end of what waits for it, though something goes slowly or rests. Steps
/// end in time if they do so when they wait for the levels that count for the goal. If they still do when they wait for
/// every level, that schedule is taken; otherwise lifts on the way to higher levels may come too early.
///
/// # Panics
/// When the steps cannot be taken in any order, or there are no hours in a week.
pub fn schedule(problem: &Problem, steps: &[usize]) -> Schedule {
    let scheduler = Scheduler::new(problem);
    let in_time = || {
        let slots = scheduler.in_time(steps, Waits::ForWhatCounts)?;
        scheduler.in_time(steps, Waits::ForAll).or(Some(slots))
    };
    let whenever = || Calendar::new(&Set::new(&scheduler, steps, Waits::ForAll), Rule::LongestPath).run(u32::MAX);
    let mut slots = in_time().or_else(whenever).unwrap_or_default();
    slots.sort_by_key(|slot| (slot.start, slot.end, slot.step));
    Schedule { slots }
}

/// What schedules sets of steps of one problem.
#[derive(Debug)]
pub(super) struct Scheduler<'p> {
    problem: &'p Problem,
    points: Points,
}

impl<'p> Scheduler<'p> {
    pub(super) fn new(problem: &'p Problem) -> Self {
        Self { problem, points: Points::new(problem) }
    }

    /// True when the schedule of the steps ends within the problem's weeks.
    pub(super) fn ends_in_time(&self, steps: &[usize]) -> bool {
        self.in_time(steps, Waits::ForWhatCounts).is_some()
    }

    fn in_time(&self, steps: &[usize], waits: Waits) -> Option<Vec<Slot>> {
        let weeks = self.problem.limits.weeks?;
        let set = Set::new(self, steps, waits);
        RULES.iter().find_map(|rule| Calendar::new(&set, *rule).run(weeks))
    }
}

/// Which levels that a step builds on it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    /// Those of every lift, so that all of them count: also those that are for later roles.
    ForAll,
    /// Those of the lifts that count for the goal.
    ForWhatCounts,
}

/// What comes first when there are not hours enough for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// What has begun; then what the longest work waits for.
    LongestPath,
    /// What has begun; then what comes first among the candidates.
    Order,
    /// What has most to do until the end of what waits for it: what has begun may rest for a while or go more slowly.
    LeastSlack,
}

/// The rules, the one with the calmest weeks first.
const RULES: [Rule; 3] = [Rule::LongestPath, Rule::Order, Rule::LeastSlack];

/// A step of a set, by positions in the set.
struct Entry {
    step: usize,
    hours: u32,
    /// The most hours that one week takes.
    pace: u32,
    /// The fewest weeks from its start to its end.
    weeks: u32,
    during: During,
    /// The ways in: from which week, and for each need the steps that meet it.
    ways: Vec<(u32, Vec<Vec<usize>>)>,
    /// What it builds on: for each element below the level from which it helps the steps that cover it.
    builds_on: Vec<Vec<usize>>,
    /// The weeks from its start to the end of the last step that can wait for it, if hours were no limit.
    path: u32,
    /// The same for the last step that cannot do without it.
    certain_path: u32,
}

impl Entry {
    /// What it can have to wait for: one of the steps of each need.
    fn needs(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.builds_on.iter().chain(self.ways.iter().flat_map(|(_, needs)| needs))
    }
}

/// The steps to be scheduled, in the order of the candidates.
struct Set {
    entries: Vec<Entry>,
    week: Week,
}

impl Set {
    fn new(scheduler: &Scheduler, steps: &[usize], waits: Waits) -> Self {
        let mut steps = steps.to_vec();
        steps.sort_unstable();
        let foundations = foundations(&scheduler.points, &steps, waits);
        let entry = |(step, builds_on): (&usize, Vec<Vec<usize>>)| {
            let candidate = &scheduler.problem.candidates[*step];
            let here = |need: &Vec<usize>| need.iter().filter_map(|other| steps.binary_search(other).ok()).collect();
            let (hours, weeks, during) =
                candidate.work.map_or((0, 0, During::OwnTime), |work| (work.hours, work.weeks, work.during));
            Entry {
                step: *step,
                hours,
                pace: if weeks > 0 { hours.div_ceil(weeks) } else { hours },
                weeks,
                during,
                ways: candidate.ways.iter().map(|way| (way.not_before, way.needs.iter().map(here).collect())).collect(),
                builds_on,
                path: 0,
                certain_path: 0,
            }
        };
        let entries = steps.iter().zip(foundations).map(entry).collect();
        let mut set = Self { entries, week: scheduler.problem.week };
        set.find_paths();
        set
    }

    /// The weeks that so many hours of a step take at least.
    fn weeks(&self, at: usize, hours: u32) -> u32 {
        let Entry { pace, during, .. } = self.entries[at];
        hours.div_ceil(pace.min(self.week.hours(during)).max(1))
    }

    /// The weeks that a step takes at least.
    fn length(&self, at: usize) -> u32 {
        self.entries[at].weeks.max(self.weeks(at, self.entries[at].hours))
    }

    /// How long what waits for each step takes: all that can wait for it, and what waits for it whatever the others do.
    fn find_paths(&mut self) {
        let any = |entry: &Entry| entry.needs().flatten().copied().collect();
        let only = |need: &Vec<usize>| <[usize; 1]>::try_from(need.as_slice()).ok();
        let certain = |entry: &Entry| {
            let way = if let [(_, needs)] = entry.ways.as_slice() { needs.as_slice() } else { &[] };
            entry.builds_on.iter().chain(way).filter_map(only).flatten().collect()
        };
        let (paths, _) = self.paths(any);
        let (certain_paths, ends) = self.paths(certain);
        let lengths = (0..self.entries.len()).map(|at| self.length(at)).collect();
        // In a circle nothing is certain: one step of it does not wait.
        let certain_paths: Vec<u32> = if ends { certain_paths } else { lengths };
        for (entry, (path, certain_path)) in self.entries.iter_mut().zip(paths.into_iter().zip(certain_paths)) {
            (entry.path, entry.certain_path) = (path, certain_path);
        }
    }

    /// For each step the weeks from its start to the end of the last one that waits for it, and whether they come to an
    /// end: they grow as often as the longest path can have steps, and those of circles would grow further.
    fn paths(&self, sooner: impl Fn(&Entry) -> Vec<usize>) -> (Vec<u32>, bool) {
        let sooner: Vec<Vec<usize>> = self.entries.iter().map(sooner).collect();
        let lengths: Vec<u32> = (0..self.entries.len()).map(|at| self.length(at)).collect();
        let mut paths = lengths.clone();
        for _ in 0..paths.len() {
            let before = paths.clone();
            for (later, sooner) in sooner.iter().enumerate() {
                for at in sooner.iter().filter(|at| **at != later) {
                    paths[*at] = paths[*at].max(lengths[*at] + before[later]);
                }
            }
            if paths == before {
                return (paths, true);
            }
        }
        (paths, false)
    }
}

/// For each step of a set what it builds on: below each element that it covers and that the set reaches, what must be
/// covered before, each element by any of the steps given. What a step covers itself it does not wait for.
fn foundations(points: &Points, steps: &[usize], waits: Waits) -> Vec<Vec<Vec<usize>>> {
    let mut coverers: Vec<Vec<usize>> = vec![Vec::new(); points.count()];
    for (at, step) in steps.iter().enumerate() {
        for covering in &points.coverings[*step] {
            coverers[covering.element].push(at);
        }
    }
    let mut is_reached = vec![false; points.count()];
    for chain in &points.chains {
        let elements = match waits {
            Waits::ForAll => chain.elements.clone(),
            Waits::ForWhatCounts => chain.counted.clone(),
        };
        for element in elements.take_while(|element| !coverers[*element].is_empty()) {
            is_reached[element] = true;
        }
    }
    let builds_on = |(at, step): (usize, &usize)| {
        let reached = points.coverings[*step].iter().filter(|covering| is_reached[covering.element]);
        let below = reached.flat_map(|covering| covering.after.clone()).collect::<BTreeSet<usize>>();
        below.into_iter().map(|element| coverers[element].clone()).filter(|need| !need.contains(&at)).collect()
    };
    steps.iter().enumerate().map(builds_on).collect()
}

/// One schedule in the making.
struct Calendar<'s> {
    set: &'s Set,
    rule: Rule,
    /// Hours left of each step.
    left: Vec<u32>,
    start: Vec<Option<u32>>,
    end: Vec<Option<u32>>,
}

impl<'s> Calendar<'s> {
    fn new(set: &'s Set, rule: Rule) -> Self {
        let count = set.entries.len();
        let left = set.entries.iter().map(|entry| entry.hours).collect();
        Self { set, rule, left, start: vec![None; count], end: vec![None; count] }
    }

    /// The slots, in the order of the candidates; `None` when they do not end within so many weeks.
    fn run(mut self, weeks: u32) -> Option<Vec<Slot>> {
        let mut week = 0;
        while self.is_unfinished() {
            self.finish_what_takes_no_time(week);
            if !self.can_end(week, weeks) {
                return None;
            }
            let worked = self.work(week);
            if worked > 0 {
                week += worked;
            } else if self.is_unfinished() {
                week = self.next_opening(week).expect("the steps can be taken in some order");
            }
        }
        if self.end.iter().flatten().any(|end| *end > weeks) {
            return None;
        }
        let times = self.set.entries.iter().zip(self.start.iter().zip(&self.end));
        let slots = times.map(|(entry, (start, end))| Some(Slot { step: entry.step, start: (*start)?, end: (*end)? }));
        slots.collect()
    }

    /// False when what is left cannot end by some week: for its hours, or for what must come one after another.
    fn can_end(&self, week: u32, by: u32) -> bool {
        let mut hours = [During::OwnTime, During::Job, During::Programme]
            .map(|during| u64::from(by.saturating_sub(week)) * u64::from(self.set.week.hours(during)));
        (0..self.end.len()).filter(|at| self.end[*at].is_none()).all(|at| {
            let entry = &self.set.entries[at];
            let there_are = &mut hours[entry.during as usize];
            let fits = u64::from(self.left[at]) <= *there_are && week + self.to_go(at, entry.certain_path, week) <= by;
            *there_are = there_are.saturating_sub(self.left[at].into());
            fits
        })
    }

    fn is_unfinished(&self) -> bool {
        self.end.iter().any(Option::is_none)
    }

    fn is_met(&self, need: &[usize]) -> bool {
        need.iter().any(|at| self.end[*at].is_some())
    }

    fn is_enterable(&self, at: usize, week: u32) -> bool {
        let mut ways = self.set.entries[at].ways.iter();
        ways.any(|(not_before, needs)| *not_before <= week && needs.iter().all(|need| self.is_met(need)))
    }

    fn is_founded(&self, at: usize) -> bool {
        self.set.entries[at].builds_on.iter().all(|need| self.is_met(need))
    }

    fn waiting(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.start.len()).filter(|at| self.start[*at].is_none())
    }

    fn running(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.start.len()).filter(|at| self.start[*at].is_some() && self.end[*at].is_none())
    }

    /// The weeks from now to the end of a path that begins with a step, if hours were no limit.
    fn to_go(&self, at: usize, path: u32, week: u32) -> u32 {
        path - self.set.length(at) + self.own_to_go(at, week)
    }

    /// The weeks from now to the end of a step that goes on or begins now; 1 or more.
    fn own_to_go(&self, at: usize, week: u32) -> u32 {
        self.set.weeks(at, self.left[at]).max(self.fixed_to_go(at, week)).max(1)
    }

    /// The steps that can begin: enterable, with what they build on done. If there is none, nothing runs and nothing opens
    /// later, steps build on each other in a circle; then one of a circle that waits for nothing else.
    fn startable(&self, week: u32) -> Vec<usize> {
        let founded: Vec<usize> =
            self.waiting().filter(|at| self.is_enterable(*at, week) && self.is_founded(*at)).collect();
        if !founded.is_empty() || self.running().next().is_some() || self.next_opening(week).is_some() {
            return founded;
        }
        let enterable = self.waiting().filter(|at| self.is_enterable(*at, week));
        enterable.min_by_key(|at| (self.waits_for(*at), *at)).into_iter().collect()
    }

    /// How many steps must come before one, directly or not; itself among them where it is part of a circle.
    fn waits_for(&self, at: usize) -> usize {
        let mut comes_before = vec![false; self.start.len()];
        let mut later = vec![at];
        while let Some(at) = later.pop() {
            let needs = self.set.entries[at].needs();
            for sooner in needs.filter(|need| !self.is_met(need)).flatten() {
                if !std::mem::replace(&mut comes_before[*sooner], true) {
                    later.push(*sooner);
                }
            }
        }
        comes_before.iter().filter(|before| **before).count()
    }

    fn finish_what_takes_no_time(&mut self, week: u32) {
        while let Some(at) = self.startable(week).into_iter().find(|at| self.left[*at] == 0) {
            (self.start[at], self.end[at]) = (Some(week), Some(week));
        }
    }

    /// The work of one week, and of those after it that would be the same: how many weeks; 0 when nothing could be done.
    fn work(&mut self, week: u32) -> u32 {
        let entries = &self.set.entries;
        let mut left = self.set.week;
        let mut order: Vec<usize> = self.running().collect();
        order.sort_by_key(|at| entries[*at].weeks == 0);
        let begun = order.len();
        order.extend(self.startable(week));
        match self.rule {
            Rule::LongestPath => order[begun..].sort_by_key(|at| Reverse(entries[*at].path)),
            Rule::Order => {}
            Rule::LeastSlack => order.sort_by_key(|at| Reverse(self.to_go(*at, entries[*at].path, week))),
        }
        let (mut is_short, mut begins) = (false, false);
        let mut shares = Vec::new();
        for at in order {
            let hours = left.hours_mut(entries[at].during);
            let wanted = self.left[at].min(entries[at].pace);
            let share = wanted.min(*hours);
            is_short |= share < wanted;
            if self.waits_for_hours(at, share) {
                continue;
            }
            *hours -= share;
            if share > 0 && self.start[at].is_none() {
                self.start[at] = Some(week);
                begins = true;
            }
            if self.start[at].is_some() {
                shares.push((at, share));
            }
        }
        if shares.is_empty() {
            return 0;
        }
        // Where there is enough for all, no order matters.
        let is_same_order = self.rule != Rule::LeastSlack && !begins;
        let weeks = if is_short && !is_same_order { 1 } else { self.same_weeks(&shares, week) };
        for (at, share) in shares {
            self.left[at] -= weeks * share;
            if self.left[at] == 0 && self.fixed_to_go(at, week + weeks) == 0 {
                self.end[at] = Some(week + weeks);
            }
        }
        weeks
    }

    /// True when a step of fixed length could begin, and only more slowly than it should.
    fn waits_for_hours(&self, at: usize, share: u32) -> bool {
        let entry = &self.set.entries[at];
        let full = entry.pace.min(self.set.week.hours(entry.during));
        self.rule != Rule::LeastSlack && self.start[at].is_none() && entry.weeks > 0 && share < full
    }

    /// The weeks until a step that has this share of each week's hours has done all its hours or its fixed length, or a way
    /// opens; 1 or more.
    fn same_weeks(&self, shares: &[(usize, u32)], week: u32) -> u32 {
        let hours = shares.iter().filter_map(|(at, share)| self.left[*at].checked_div(*share));
        let fixed = shares.iter().map(|(at, _)| self.fixed_to_go(*at, week)).filter(|weeks| *weeks > 0);
        let opening = self.next_opening(week).map(|opening| opening - week);
        hours.chain(fixed).chain(opening).min().unwrap_or(1)
    }

    /// The weeks that are left of a step's fixed length.
    fn fixed_to_go(&self, at: usize, week: u32) -> u32 {
        let gone = self.start[at].map_or(0, |start| week - start);
        self.set.entries[at].weeks.saturating_sub(gone)
    }

    /// The next week in which a way opens whose needs are met.
    fn next_opening(&self, week: u32) -> Option<u32> {
        let ways = self.waiting().flat_map(|at| &self.set.entries[at].ways);
        let opening =
            ways.filter(|(not_before, needs)| *not_before > week && needs.iter().all(|need| self.is_met(need)));
        opening.map(|(not_before, _)| *not_before).min()
    }
}
