//! Schedules the steps of a plan week by week, as much in parallel as the hours allow.

use std::cmp::Reverse;

use super::Problem;
use super::builder::{BY_RANK, RULES, Rule, SHUFFLES, ScheduleBuilder, Slot, shuffled};
use super::elements::Elements;
use super::precedence::AwaitedLevels;
use super::tasks::TaskSet;
use crate::exact::Exact;

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

/// Schedules steps that can be taken in some order. A step begins when a route is open and what it builds on is done. A
/// step of fixed length takes its own hours of a week, and begins when a week has them. Each [pool](super::HourPool) has
/// hours of its own; a step whose length is not known takes no time here.
///
/// Where a week has not hours enough for all, they go first to what has begun, fixed lengths and early ones first, then to
/// what the plan [starts with](super::start_with), what meets a must or opens what does, what is free, and what is short.
/// When that does not end within the problem's weeks, more rules are tried: what the longest work waits for; the order of
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
        let slots = scheduler.calmest(steps, AwaitedLevels::Counted)?;
        scheduler.calmest(steps, AwaitedLevels::All).or(Some(slots))
    };
    let whenever = || ScheduleBuilder::new(&scheduler.set(steps, AwaitedLevels::All), BY_RANK).run(u32::MAX);
    let mut slots = in_time().or_else(whenever).unwrap_or_default();
    // Of what begins together, the step that every plan holds stands first.
    slots.sort_by_key(|slot| (slot.start, !problem.required.contains(&slot.step), slot.end, slot.step));
    Schedule { slots }
}

/// Schedules sets of steps of one problem.
#[derive(Debug)]
pub(super) struct Scheduler<'p> {
    problem: &'p Problem,
    elements: Elements,
}

impl<'p> Scheduler<'p> {
    pub(super) fn new(problem: &'p Problem) -> Self {
        Self { problem, elements: Elements::new(problem) }
    }

    fn set(&self, steps: &[usize], waits: AwaitedLevels) -> TaskSet<'_> {
        TaskSet::new(self.problem, &self.elements, steps, waits)
    }

    /// True when a schedule of the steps ends within the problem's weeks.
    pub(super) fn ends_in_time(&self, steps: &[usize]) -> bool {
        self.tries_to_end_in_time(steps).is_ok()
    }

    /// How many shuffled orders it took until a schedule ended within the problem's weeks; as an error how many did not.
    pub(super) fn tries_to_end_in_time(&self, steps: &[usize]) -> Result<usize, usize> {
        let Some(weeks) = self.problem.limits.weeks else { return Ok(0) };
        let set = self.set(steps, AwaitedLevels::Counted);
        let ends = |rule: Rule| ScheduleBuilder::new(&set, rule).run(weeks).is_some();
        if RULES.into_iter().any(ends) {
            debug_assert!(!set.cannot_end_by(weeks), "what ends in time can end in time");
            return Ok(0);
        }
        if set.cannot_end_by(weeks) {
            return Err(0);
        }
        shuffled().position(ends).map(|at| at + 1).ok_or(SHUFFLES)
    }

    /// The schedule with the calmest weeks that ends within the problem's weeks.
    fn calmest(&self, steps: &[usize], waits: AwaitedLevels) -> Option<Vec<Slot>> {
        let weeks = self.problem.limits.weeks?;
        let set = self.set(steps, waits);
        let mut rules: Vec<Rule> = [BY_RANK].into_iter().chain(RULES).chain(shuffled()).collect();
        rules.sort_by_key(|rule| Reverse(rule.begins_with));
        rules.into_iter().find_map(|rule| ScheduleBuilder::new(&set, rule).run(weeks))
    }
}

impl Problem {
    /// True when no step that is not required can be left out without more of a gap.
    pub fn is_tight(&self, steps: &[usize]) -> bool {
        let levels = |steps: &[usize]| -> Vec<Exact> {
            let reached = |aim: usize| self.gap_at(aim, self.level_after(aim, steps));
            (0..self.aims.len()).map(reached).collect()
        };
        let all = levels(steps);
        steps.iter().all(|step| {
            let rest: Vec<usize> = steps.iter().copied().filter(|other| other != step).collect();
            self.required.contains(step) || levels(&rest) != all || !self.is_orderable(&rest)
        })
    }

    /// True when the steps can be taken in some order and stay within the limits.
    pub fn is_allowed(&self, steps: &[usize]) -> bool {
        let value = self.value(steps);
        let in_budget = self.limits.budget.is_none_or(|budget| value.fees.unknown == 0 && value.fees.known <= budget);
        in_budget
            && self.is_orderable(steps)
            && self.limits.weeks.is_none_or(|_| value.hours.unknown == 0 && Scheduler::new(self).ends_in_time(steps))
    }
}
