//! Builds one schedule week by week, by a priority rule for weeks whose hours are not enough for all steps.

use std::cmp::Reverse;

use super::random::SplitMix64;
use super::tasks::{Task, TaskSet};
use super::{HourPool, start_with};
use crate::exact::Exact;

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

/// How hours are shared out when there are not enough for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    first: First,
    /// With how many hundredths of its hours of a week a step of fixed length may begin.
    pub(super) begins_with: u32,
}

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    /// What has begun; then what the plan begins with, what meets a must or opens what does, what is free, what is short.
    Rank,
    /// What has begun; then what the longest work waits for.
    LongestPath,
    /// What has begun; then what comes first among the candidates.
    Order,
    /// What has most to do until the end of what waits for it: what has begun may rest for a while.
    LeastSlack,
    /// What has begun; then as for the longest path, each path longer by a number of weeks from a seeded draw.
    Shuffled(u64),
}

/// The rule for a plan whose weeks are no limit.
pub(super) const BY_RANK: Rule = Rule { first: First::Rank, begins_with: 100 };

/// The rules, the one with the calmest weeks first.
pub(super) const RULES: [Rule; 5] = [
    Rule { first: First::LongestPath, begins_with: 100 },
    Rule { first: First::Order, begins_with: 100 },
    Rule { first: First::LongestPath, begins_with: 50 },
    Rule { first: First::Order, begins_with: 50 },
    Rule { first: First::LeastSlack, begins_with: 0 },
];

/// How many shuffled orders are tried when these rules fail: few sets that end in time are missed after so many.
pub(super) const SHUFFLES: usize = 100;

/// The shuffled orders: in turn with full hours to begin with and with half of them.
pub(super) fn shuffled() -> impl Iterator<Item = Rule> {
    let rules = |seed| [100, 50].map(|begins_with| Rule { first: First::Shuffled(seed), begins_with });
    (1..).flat_map(rules).take(SHUFFLES)
}

/// A schedule that is being built.
pub(super) struct ScheduleBuilder<'s> {
    set: &'s TaskSet<'s>,
    rule: Rule,
    /// For each step how much it is to come first.
    urgency: Vec<i64>,
    /// Hours left of each step.
    left: Vec<u32>,
    start: Vec<Option<u32>>,
    end: Vec<Option<u32>>,
}

impl<'s> ScheduleBuilder<'s> {
    pub(super) fn new(set: &'s TaskSet<'s>, rule: Rule) -> Self {
        let count = set.tasks.len();
        let longest = set.tasks.iter().map(|task| i64::from(task.path)).max().unwrap_or(0);
        let mut random = match rule.first {
            First::Shuffled(seed) => Some(SplitMix64(seed)),
            _ => None,
        };
        let urgency = |task: &Task| match rule.first {
            First::Order | First::Rank => 0,
            _ => i64::from(task.path) + random.as_mut().map_or(0, |random| random.between(0, longest)),
        };
        let urgency = if rule.first == First::Rank { ranks(set) } else { set.tasks.iter().map(urgency).collect() };
        Self {
            set,
            rule,
            urgency,
            left: set.tasks.iter().map(|task| task.hours).collect(),
            start: vec![None; count],
            end: vec![None; count],
        }
    }

    /// The slots, in the order of the candidates; `None` when they do not end within so many weeks.
    pub(super) fn run(mut self, weeks: u32) -> Option<Vec<Slot>> {
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
        let times = self.set.tasks.iter().zip(self.start.iter().zip(&self.end));
        let slots = times.map(|(task, (start, end))| Some(Slot { step: task.step, start: (*start)?, end: (*end)? }));
        slots.collect()
    }

    /// False when what is left cannot end by some week: for its hours, or for what must come one after another.
    fn can_end(&self, week: u32, by: u32) -> bool {
        let weeks = u64::from(by.saturating_sub(week));
        let mut hours = HourPool::ALL.map(|pool| weeks * u64::from(self.set.problem.capacity.hours(pool)));
        (0..self.end.len()).filter(|at| self.end[*at].is_none()).all(|at| {
            let task = &self.set.tasks[at];
            let there_are = &mut hours[task.pool as usize];
            let fits = u64::from(self.left[at]) <= *there_are && week + self.to_go(at, task.certain_path, week) <= by;
            *there_are = there_are.saturating_sub(self.left[at].into());
            fits
        })
    }

    fn is_unfinished(&self) -> bool {
        self.end.iter().any(Option::is_none)
    }

    fn is_done(&self, at: usize) -> bool {
        self.end[at].is_some()
    }

    fn is_enterable(&self, at: usize, week: u32) -> bool {
        self.set.graph.is_enterable(at, week, |at| self.is_done(at))
    }

    fn is_founded(&self, at: usize) -> bool {
        self.set.graph.is_founded(at, |at| self.is_done(at))
    }

    fn waiting(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.start.len()).filter(|at| self.start[*at].is_none())
    }

    fn running(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.start.len()).filter(|at| self.start[*at].is_some() && self.end[*at].is_none())
    }

    /// The weeks from now to the end of a path that begins with a step, if hours were no limit.
    fn to_go(&self, at: usize, path: u32, week: u32) -> u32 {
        path - self.set.tasks[at].length + self.own_to_go(at, week)
    }

    /// The weeks from now to the end of a step that goes on or begins now; 1 or more.
    fn own_to_go(&self, at: usize, week: u32) -> u32 {
        self.set.tasks[at].weeks_for(self.left[at]).max(self.fixed_to_go(at, week)).max(1)
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
        enterable.min_by_key(|at| (self.set.graph.count_before(*at, |at| self.is_done(at)), *at)).into_iter().collect()
    }

    fn finish_what_takes_no_time(&mut self, week: u32) {
        let takes_none = |calendar: &Self, at: usize| calendar.left[at] == 0;
        while self.waiting().any(|at| takes_none(self, at))
            && let Some(at) = self.startable(week).into_iter().find(|at| takes_none(self, *at))
        {
            self.start[at] = Some(week);
            self.end[at] = Some(week);
        }
    }

    /// The work of one week, and of those after it that would be the same: how many weeks; 0 when nothing could be done.
    fn work(&mut self, week: u32) -> u32 {
        let tasks = &self.set.tasks;
        let mut left = HourPool::ALL.map(|pool| self.set.problem.capacity.hours(pool));
        let mut order: Vec<usize> = self.running().collect();
        order.sort_by_key(|at| (tasks[*at].weeks == 0, self.start[*at]));
        let begun = order.len();
        order.extend(self.startable(week));
        match self.rule.first {
            First::Rank | First::LongestPath | First::Order | First::Shuffled(_) => {
                order[begun..].sort_by_key(|at| Reverse(self.urgency[*at]));
            }
            First::LeastSlack => order.sort_by_key(|at| Reverse(self.to_go(*at, tasks[*at].path, week))),
        }
        // What is required has its hours before all others; the sort keeps their order.
        order.sort_by_key(|at| !self.set.problem.required.contains(&tasks[*at].step));
        let (mut is_short, mut begins) = (false, false);
        let mut shares = Vec::new();
        for at in order {
            let hours = &mut left[tasks[at].pool as usize];
            let wanted = self.left[at].min(tasks[at].pace);
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
                self.end[at] = Some(week + weeks);
            }
        }
        weeks
    }

    /// True when a step of fixed length could begin, and only more slowly than it should.
    fn waits_for_hours(&self, at: usize, share: u32) -> bool {
        let task = &self.set.tasks[at];
        self.start[at].is_none() && task.weeks > 0 && 100 * share < self.rule.begins_with * task.pace
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
        self.set.tasks[at].weeks.saturating_sub(gone)
    }

    /// The next week in which a route opens whose prerequisites are met.
    fn next_opening(&self, week: u32) -> Option<u32> {
        let routes = self.waiting().flat_map(|at| &self.set.graph.nodes[at].routes);
        routes
            .filter(|route| route.not_before > week && route.is_open_after(|at| self.is_done(at)))
            .map(|route| route.not_before)
            .min()
    }
}

/// How early each task is to come, by [`First::Rank`]: the higher the sooner. What others wait for is as urgent as they are.
fn ranks(set: &TaskSet<'_>) -> Vec<i64> {
    let problem = set.problem;
    let steps: Vec<usize> = set.tasks.iter().map(|task| task.step).collect();
    let first = start_with(problem, &steps);
    let rank = |task: &Task| {
        let candidate = &problem.candidates[task.step];
        let place = match (problem.required.contains(&task.step), first.contains(&task.step)) {
            (true, _) => 0,
            (_, true) => 1,
            (_, false) => 2,
        };
        let meets_must = candidate.lifts.iter().any(|lift| {
            let aim = &problem.aims[lift.aim];
            aim.must && aim.level < Exact::from(aim.target.min(lift.to))
        });
        let fee = candidate.fee.map_or(2, |fee| u8::from(fee > 0));
        (place, !meets_must, fee, candidate.work.map_or(u32::MAX, |work| work.hours), task.step)
    };
    let mut ranks: Vec<_> = set.tasks.iter().map(rank).collect();
    for _ in 0..ranks.len() {
        for at in 0..ranks.len() {
            for sooner in set.graph.prerequisites(at).flatten() {
                ranks[*sooner] = ranks[*sooner].min(ranks[at]);
            }
        }
    }
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|at| Reverse(ranks[*at]));
    let place = |at: usize| order.iter().position(|other| *other == at).and_then(|place| i64::try_from(place).ok());
    (0..ranks.len()).map(|at| place(at).unwrap_or(0)).collect()
}
