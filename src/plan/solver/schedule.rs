//! When each step of a plan is taken: week by week, as much in parallel as the hours allow.

use super::{During, JOB_HOURS, PROGRAMME_HOURS, Problem};
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

/// Schedules steps that can be taken in some order. A step begins when a way in is open and what it builds on is done;
/// where steps build on each other in a circle, the first in order begins. Each week's hours go to what has begun, then
/// to what can begin, in the order of the candidates; a step of fixed length takes at most its own hours of a week. Steps
/// in a job and programmes of study have hours of their own ([`During`]). A step whose length is not known takes no time here.
///
/// # Panics
/// When the steps cannot be taken in any order, or there are no hours in a week.
pub fn schedule(problem: &Problem, steps: &[usize], hours_per_week: u32) -> Schedule {
    assert!(hours_per_week > 0, "a week has hours");
    let mut calendar = Calendar::new(problem, steps);
    let mut week = 0;
    while !calendar.open.is_empty() {
        calendar.finish_what_takes_no_time(week);
        if calendar.work(week, hours_per_week) {
            week += 1;
        } else if !calendar.open.is_empty() {
            week = calendar.next_opening(week).expect("the steps can be taken in some order");
        }
    }
    let mut slots = calendar.slots;
    slots.sort_by_key(|slot| (slot.start, slot.end, slot.step));
    Schedule { slots }
}

/// A step that is not finished.
struct Open {
    step: usize,
    /// Hours left.
    left: u32,
    /// The most hours that one week takes.
    pace: u32,
    /// The fewest weeks from its start to its end.
    weeks: u32,
    during: During,
    start: Option<u32>,
    /// The levels that it builds on: an aim and the level to be reached.
    builds_on: Vec<(usize, i64)>,
}

struct Calendar<'p> {
    problem: &'p Problem,
    open: Vec<Open>,
    done: Vec<usize>,
    slots: Vec<Slot>,
}

impl<'p> Calendar<'p> {
    fn new(problem: &'p Problem, steps: &[usize]) -> Self {
        let mut steps = steps.to_vec();
        steps.sort_unstable();
        let open = |step: &usize| {
            let work = problem.candidates[*step].work;
            Open {
                step: *step,
                left: work.map_or(0, |work| work.hours),
                pace: work.map_or(0, |work| if work.weeks > 0 { work.hours.div_ceil(work.weeks) } else { work.hours }),
                weeks: work.map_or(0, |work| work.weeks),
                during: work.map_or(During::OwnTime, |work| work.during),
                start: None,
                builds_on: foundations(problem, &steps, *step),
            }
        };
        Self { problem, open: steps.iter().map(open).collect(), done: Vec::new(), slots: Vec::new() }
    }

    fn is_enterable(&self, entry: &Open, week: u32) -> bool {
        let mut ways = self.problem.candidates[entry.step].ways.iter();
        ways.any(|way| way.not_before <= week && way.is_open(&self.done))
    }

    /// The positions of the steps that can begin: enterable, with what they build on done; if there is none, nothing runs
    /// and nothing opens later, the first enterable one.
    fn startable(&self, week: u32) -> Vec<usize> {
        let waiting = || (0..self.open.len()).filter(|at| self.open[*at].start.is_none());
        let enterable: Vec<usize> = waiting().filter(|at| self.is_enterable(&self.open[*at], week)).collect();
        let is_founded = |at: &usize| {
            self.open[*at]
                .builds_on
                .iter()
                .all(|(aim, from)| self.problem.level_after(*aim, &self.done) >= Exact::from_integer(i128::from(*from)))
        };
        let founded: Vec<usize> = enterable.iter().copied().filter(is_founded).collect();
        let is_stuck = || self.open.iter().all(|entry| entry.start.is_none()) && self.next_opening(week).is_none();
        if founded.is_empty() && is_stuck() { enterable.into_iter().take(1).collect() } else { founded }
    }

    fn finish_what_takes_no_time(&mut self, week: u32) {
        while let Some(at) = self.startable(week).into_iter().find(|at| self.open[*at].left == 0) {
            let entry = self.open.remove(at);
            self.done.push(entry.step);
            self.slots.push(Slot { step: entry.step, start: week, end: week });
        }
    }

    /// One week's work; false when nothing could be done in it.
    fn work(&mut self, week: u32, hours_per_week: u32) -> bool {
        let (mut own_time, mut job, mut programme) = (hours_per_week, JOB_HOURS, PROGRAMME_HOURS);
        let running: Vec<usize> = (0..self.open.len()).filter(|at| self.open[*at].start.is_some()).collect();
        let starting = self.startable(week);
        let mut worked = false;
        for at in running.into_iter().chain(starting) {
            let entry = &mut self.open[at];
            let hours = match entry.during {
                During::OwnTime => &mut own_time,
                During::Job => &mut job,
                During::Programme => &mut programme,
            };
            let spent = entry.left.min(entry.pace).min(*hours);
            if spent > 0 {
                entry.start.get_or_insert(week);
                entry.left -= spent;
                *hours -= spent;
            }
            worked |= entry.start.is_some();
        }
        let is_finished =
            |entry: &Open| entry.left == 0 && entry.start.is_some_and(|start| week + 1 >= start + entry.weeks);
        let (finished, open): (Vec<Open>, Vec<Open>) =
            std::mem::take(&mut self.open).into_iter().partition(is_finished);
        self.open = open;
        for entry in finished {
            self.done.push(entry.step);
            self.slots.push(Slot { step: entry.step, start: entry.start.unwrap_or(week), end: week + 1 });
        }
        worked
    }

    /// The next week in which a way opens whose needs are met.
    fn next_opening(&self, week: u32) -> Option<u32> {
        let ways = self.open.iter().flat_map(|entry| &self.problem.candidates[entry.step].ways);
        ways.filter(|way| way.not_before > week && way.is_open(&self.done)).map(|way| way.not_before).min()
    }
}

/// The levels that a step builds on: where the plan would end lower without it, the level from which it helps, if that
/// is above the level now.
fn foundations(problem: &Problem, steps: &[usize], step: usize) -> Vec<(usize, i64)> {
    let others: Vec<usize> = steps.iter().copied().filter(|other| *other != step).collect();
    let lifts = problem.candidates[step].lifts.iter();
    let needed = lifts.filter(|lift| {
        let from = Exact::from_integer(i128::from(lift.from));
        let without = problem.level_after(lift.aim, &others);
        from > problem.aims[lift.aim].level && from <= without && without < problem.level_after(lift.aim, steps)
    });
    needed.map(|lift| (lift.aim, lift.from)).collect()
}
