//! When each step of a plan is taken: week by week, as much in parallel as the hours allow.

use std::cmp::Reverse;
use std::ops::Range;

use super::points::{Covering, Points};
use super::random::SplitMix64;
use super::{During, Problem, Way};

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
/// Where a week has not hours enough for all, they go first to what has begun, fixed lengths and early ones first, then to
/// what the longest work waits for. When that does not end within the problem's weeks, more rules are tried: the order of
/// the candidates; both again where a step may begin with half of its hours; what has most to do until the end of what
/// waits for it, though something goes slowly or rests; and seeded draws, in which the longest paths are made longer at
/// random. Of the schedules that end in time the one with the calmest weeks is taken. Steps end in time if they do so when
/// they wait for the levels that count for the goal. If they still do when they wait for every level, that schedule is
/// taken; otherwise lifts on the way to higher levels may come too early.
///
/// No rule is sure to find a schedule that ends in time where there is one.
///
/// # Panics
/// When the steps cannot be taken in any order, or there are no hours in a week.
pub fn schedule(problem: &Problem, steps: &[usize]) -> Schedule {
    let scheduler = Scheduler::new(problem);
    let in_time = || {
        let slots = scheduler.calmest(steps, Waits::ForWhatCounts)?;
        scheduler.calmest(steps, Waits::ForAll).or(Some(slots))
    };
    let whenever = || Calendar::new(&Set::new(&scheduler, steps, Waits::ForAll), RULES[0]).run(u32::MAX);
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

    /// True when a schedule of the steps ends within the problem's weeks.
    pub(super) fn ends_in_time(&self, steps: &[usize]) -> bool {
        self.tries_to_end_in_time(steps).is_ok()
    }

    /// How many shuffled orders it took until a schedule ended within the problem's weeks; as an error how many did not.
    pub(super) fn tries_to_end_in_time(&self, steps: &[usize]) -> Result<usize, usize> {
        let Some(weeks) = self.problem.limits.weeks else { return Ok(0) };
        let set = Set::new(self, steps, Waits::ForWhatCounts);
        let ends = |rule: Rule| Calendar::new(&set, rule).run(weeks).is_some();
        if RULES.into_iter().any(ends) {
            return Ok(0);
        }
        if set.cannot_end_by(weeks) {
            return Err(0);
        }
        shuffled().position(ends).map(|at| at + 1).ok_or(SHUFFLES)
    }

    /// The schedule with the calmest weeks that ends within the problem's weeks.
    fn calmest(&self, steps: &[usize], waits: Waits) -> Option<Vec<Slot>> {
        let weeks = self.problem.limits.weeks?;
        let set = Set::new(self, steps, waits);
        let mut rules: Vec<Rule> = RULES.into_iter().chain(shuffled()).collect();
        rules.sort_by_key(|rule| Reverse(rule.begins_with));
        rules.into_iter().find_map(|rule| Calendar::new(&set, rule).run(weeks))
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

/// How hours are shared out when there are not enough for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rule {
    first: First,
    /// With how many hundredths of its hours of a week a step of fixed length may begin.
    begins_with: u32,
}

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    /// What has begun; then what the longest work waits for.
    LongestPath,
    /// What has begun; then what comes first among the candidates.
    Order,
    /// What has most to do until the end of what waits for it: what has begun may rest for a while.
    LeastSlack,
    /// What has begun; then as for the longest path, each path longer by a number of weeks from a seeded draw.
    Shuffled(u64),
}

/// The rules, the one with the calmest weeks first.
const RULES: [Rule; 5] = [
    Rule { first: First::LongestPath, begins_with: 100 },
    Rule { first: First::Order, begins_with: 100 },
    Rule { first: First::LongestPath, begins_with: 50 },
    Rule { first: First::Order, begins_with: 50 },
    Rule { first: First::LeastSlack, begins_with: 0 },
];

/// How many shuffled orders are tried when these rules fail: few sets that end in time are missed after so many.
const SHUFFLES: usize = 100;

/// The shuffled orders: in turn with full hours to begin with and with half of them.
fn shuffled() -> impl Iterator<Item = Rule> {
    let rules = |seed| [100, 50].map(|begins_with| Rule { first: First::Shuffled(seed), begins_with });
    (1..).flat_map(rules).take(SHUFFLES)
}

/// Whose hours there are, each at its own number.
const KINDS: [During; 3] = [During::OwnTime, During::Job, During::Programme];

/// A step of a set.
struct Entry<'p> {
    step: usize,
    hours: u32,
    /// The most hours that one week takes.
    pace: u32,
    /// The fewest weeks from its start to its end.
    weeks: u32,
    during: During,
    ways: &'p [Way],
    /// The elements that must be covered before it begins.
    builds_on: Vec<usize>,
    /// The weeks that it takes at least.
    length: u32,
    /// The weeks from its start to the end of the last step that can wait for it, if hours were no limit.
    path: u32,
    /// The same for the last step that cannot do without it.
    certain_path: u32,
}

/// The steps to be scheduled, in the order of the candidates; others name them by their positions here.
struct Set<'p> {
    entries: Vec<Entry<'p>>,
    /// Each element that a step covers, with its position.
    coverers: Vec<(usize, usize)>,
    scheduler: &'p Scheduler<'p>,
}

impl<'p> Set<'p> {
    fn new(scheduler: &'p Scheduler<'p>, steps: &[usize], waits: Waits) -> Self {
        let mut steps = steps.to_vec();
        steps.sort_unstable();
        let covers = |(at, step): (usize, &usize)| {
            scheduler.points.coverings[*step].iter().map(move |covering| (covering.element, at))
        };
        let mut coverers: Vec<(usize, usize)> = steps.iter().enumerate().flat_map(covers).collect();
        coverers.sort_unstable();
        let mut set = Self { entries: Vec::with_capacity(steps.len()), coverers, scheduler };
        let is_reached = set.reached(waits);
        set.entries.extend(steps.iter().map(|step| Entry::new(scheduler, *step, &is_reached)));
        set.find_paths();
        set
    }

    /// For each element whether its chain is covered up to it and goes on as far as steps wait for it.
    fn reached(&self, waits: Waits) -> Vec<bool> {
        let points = &self.scheduler.points;
        let mut is_reached = vec![false; points.count()];
        for chain in &points.chains {
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
    fn needs(&self, at: usize) -> impl Iterator<Item = Vec<usize>> + '_ {
        let entry = &self.entries[at];
        let by_level = entry.builds_on.iter().map(|element| self.coverers(*element).collect());
        by_level.chain(entry.ways.iter().flat_map(|way| &way.needs).map(|need| self.keys(need).collect()))
    }

    /// True when no order ends by some week: when what cannot begin before some week, and has something to follow for some
    /// weeks, has more hours than there are between.
    fn cannot_end_by(&self, week: u32) -> bool {
        let Some(starts) = self.earliest_starts() else { return false };
        let tail = |at: &usize| self.entries[*at].certain_path - self.entries[*at].length;
        KINDS.iter().any(|during| {
            let of_kind: Vec<usize> = (0..starts.len()).filter(|at| self.entries[*at].during == *during).collect();
            let hours_a_week = u64::from(self.scheduler.problem.week.hours(*during));
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
    fn new(scheduler: &'p Scheduler<'p>, step: usize, is_reached: &[bool]) -> Self {
        let candidate = &scheduler.problem.candidates[step];
        let (hours, weeks, during) =
            candidate.work.map_or((0, 0, During::OwnTime), |work| (work.hours, work.weeks, work.during));
        let pace = if weeks > 0 { hours.div_ceil(weeks) } else { hours };
        let pace = pace.min(scheduler.problem.week.hours(during));
        let mut entry = Self {
            step,
            hours,
            pace,
            weeks,
            during,
            ways: &candidate.ways,
            builds_on: foundations(&scheduler.points.coverings[step], is_reached),
            length: 0,
            path: 0,
            certain_path: 0,
        };
        entry.length = weeks.max(entry.weeks_for(hours));
        entry
    }

    /// The weeks that so many of its hours take at least.
    fn weeks_for(&self, hours: u32) -> u32 {
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

/// One schedule in the making.
struct Calendar<'s> {
    set: &'s Set<'s>,
    rule: Rule,
    /// For each step how much it is to come first.
    urgency: Vec<i64>,
    /// Hours left of each step.
    left: Vec<u32>,
    start: Vec<Option<u32>>,
    end: Vec<Option<u32>>,
    /// For each candidate whether it is done.
    is_done: Vec<bool>,
    /// For each element whether what is done covers it.
    is_covered: Vec<bool>,
}

impl<'s> Calendar<'s> {
    fn new(set: &'s Set<'s>, rule: Rule) -> Self {
        let count = set.entries.len();
        let longest = set.entries.iter().map(|entry| i64::from(entry.path)).max().unwrap_or(0);
        let mut random = match rule.first {
            First::Shuffled(seed) => Some(SplitMix64(seed)),
            _ => None,
        };
        let urgency = |entry: &Entry| match rule.first {
            First::Order => 0,
            _ => i64::from(entry.path) + random.as_mut().map_or(0, |random| random.between(0, longest)),
        };
        let urgency = set.entries.iter().map(urgency).collect();
        Self {
            set,
            rule,
            urgency,
            left: set.entries.iter().map(|entry| entry.hours).collect(),
            start: vec![None; count],
            end: vec![None; count],
            is_done: vec![false; set.scheduler.problem.candidates.len()],
            is_covered: vec![false; set.scheduler.points.count()],
        }
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
        let weeks = u64::from(by.saturating_sub(week));
        let mut hours = KINDS.map(|during| weeks * u64::from(self.set.scheduler.problem.week.hours(during)));
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

    fn finish(&mut self, at: usize, week: u32) {
        let step = self.set.entries[at].step;
        self.end[at] = Some(week);
        self.is_done[step] = true;
        for covering in &self.set.scheduler.points.coverings[step] {
            self.is_covered[covering.element] = true;
        }
    }

    /// True when what is done meets each need of a way.
    fn opens(&self, way: &Way) -> bool {
        way.needs.iter().all(|need| need.iter().any(|step| self.is_done[*step]))
    }

    fn is_enterable(&self, at: usize, week: u32) -> bool {
        self.set.entries[at].ways.iter().any(|way| way.not_before <= week && self.opens(way))
    }

    fn is_founded(&self, at: usize) -> bool {
        self.set.entries[at].builds_on.iter().all(|element| self.is_covered[*element])
    }

    fn waiting(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.start.len()).filter(|at| self.start[*at].is_none())
    }

    fn running(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.start.len()).filter(|at| self.start[*at].is_some() && self.end[*at].is_none())
    }

    /// The weeks from now to the end of a path that begins with a step, if hours were no limit.
    fn to_go(&self, at: usize, path: u32, week: u32) -> u32 {
        path - self.set.entries[at].length + self.own_to_go(at, week)
    }

    /// The weeks from now to the end of a step that goes on or begins now; 1 or more.
    fn own_to_go(&self, at: usize, week: u32) -> u32 {
        self.set.entries[at].weeks_for(self.left[at]).max(self.fixed_to_go(at, week)).max(1)
    }

    /// The steps that can begin: enterable, with what they build on done. If there is none, nothing runs and nothing opens
    /// later, steps build on each other in a circle; then one of a circle that waits for nothing else.
    fn startable(&self, week: u32) -> Vec<usize> {
        let founded: Vec<usize> =
            self.waiting().filter(|at| self.is_founded(*at) && self.is_enterable(*at, week)).collect();
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
            let is_met = |need: &Vec<usize>| need.iter().any(|at| self.end[*at].is_some());
            for sooner in self.set.needs(at).filter(|need| !is_met(need)).flatten() {
                if !std::mem::replace(&mut comes_before[sooner], true) {
                    later.push(sooner);
                }
            }
        }
        comes_before.iter().filter(|before| **before).count()
    }

    fn finish_what_takes_no_time(&mut self, week: u32) {
        let takes_none = |calendar: &Self, at: usize| calendar.left[at] == 0;
        while self.waiting().any(|at| takes_none(self, at))
            && let Some(at) = self.startable(week).into_iter().find(|at| takes_none(self, *at))
        {
            self.start[at] = Some(week);
            self.finish(at, week);
        }
    }

    /// The work of one week, and of those after it that would be the same: how many weeks; 0 when nothing could be done.
    fn work(&mut self, week: u32) -> u32 {
        let entries = &self.set.entries;
        let mut left = self.set.scheduler.problem.week;
        let mut order: Vec<usize> = self.running().collect();
        order.sort_by_key(|at| (entries[*at].weeks == 0, self.start[*at]));
        let begun = order.len();
        order.extend(self.startable(week));
        match self.rule.first {
            First::LongestPath | First::Order | First::Shuffled(_) => {
                order[begun..].sort_by_key(|at| Reverse(self.urgency[*at]));
            }
            First::LeastSlack => order.sort_by_key(|at| Reverse(self.to_go(*at, entries[*at].path, week))),
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
        let is_same_order = self.rule.first != First::LeastSlack && !begins;
        let weeks = if is_short && !is_same_order { 1 } else { self.same_weeks(&shares, week) };
        for (at, share) in shares {
            self.left[at] -= weeks * share;
            if self.left[at] == 0 && self.fixed_to_go(at, week + weeks) == 0 {
                self.finish(at, week + weeks);
            }
        }
        weeks
    }

    /// True when a step of fixed length could begin, and only more slowly than it should.
    fn waits_for_hours(&self, at: usize, share: u32) -> bool {
        let entry = &self.set.entries[at];
        self.start[at].is_none() && entry.weeks > 0 && 100 * share < self.rule.begins_with * entry.pace
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
        let ways = self.waiting().flat_map(|at| self.set.entries[at].ways);
        ways.filter(|way| way.not_before > week && self.opens(way)).map(|way| way.not_before).min()
    }
}
