//! The steps of a set as tasks for a schedule, with their hours and precedence graph.

use super::elements::Elements;
use super::precedence::{AwaitedLevels, Node, Precedence};
use super::{HourPool, Problem};

/// A step of a set.
pub(super) struct Task {
    pub(super) step: usize,
    pub(super) hours: u32,
    /// The most hours that one week takes.
    pub(super) pace: u32,
    /// The fewest weeks from its start to its end.
    pub(super) weeks: u32,
    pub(super) pool: HourPool,
    /// The weeks that it takes at least.
    pub(super) length: u32,
    /// The weeks from its start to the end of the last step that can wait for it, if hours were no limit.
    pub(super) path: u32,
    /// The same for the last step that cannot do without it.
    pub(super) certain_path: u32,
}

/// The steps to be scheduled, in the order of the candidates; others name them by their positions here.
pub(super) struct TaskSet<'p> {
    pub(super) tasks: Vec<Task>,
    pub(super) graph: Precedence,
    pub(super) problem: &'p Problem,
}

impl<'p> TaskSet<'p> {
    pub(super) fn new(problem: &'p Problem, elements: &Elements, steps: &[usize], waits: AwaitedLevels) -> Self {
        let mut steps = steps.to_vec();
        steps.sort_unstable();
        let graph = Precedence::of_steps(problem, elements, &steps, waits);
        let task = |((step, node), (path, certain_path)): ((&usize, &Node), (u32, u32))| {
            let (hours, weeks, pool) = problem.candidates[*step]
                .work
                .map_or((0, 0, HourPool::OwnTime), |work| (work.hours, work.weeks, work.pool));
            let pace = if weeks > 0 { hours.div_ceil(weeks) } else { hours };
            let pace = pace.min(problem.capacity.hours(pool));
            let length = node.length.unwrap_or(0);
            Task { step: *step, hours, pace, weeks, pool, length, path, certain_path }
        };
        let tasks = steps.iter().zip(&graph.nodes).zip(graph.paths()).map(task).collect();
        Self { tasks, graph, problem }
    }

    /// True when no order ends by some week: when what cannot begin before some week, and has something to follow for some
    /// weeks, has more hours than there are between.
    pub(super) fn cannot_end_by(&self, week: u32) -> bool {
        let starts = self.graph.earliest_starts(u32::MAX);
        let Some(starts) = starts.and_then(|starts| starts.into_iter().collect::<Option<Vec<u32>>>()) else {
            return false;
        };
        let tail = |at: &usize| self.tasks[*at].certain_path - self.tasks[*at].length;
        HourPool::ALL.iter().any(|pool| {
            let of_kind: Vec<usize> = (0..starts.len()).filter(|at| self.tasks[*at].pool == *pool).collect();
            let hours_a_week = u64::from(self.problem.capacity.hours(*pool));
            let is_too_much = |from: u32, after: u32| {
                let between = of_kind.iter().filter(|at| starts[**at] >= from && tail(at) >= after);
                let hours: u64 = between.map(|at| u64::from(self.tasks[*at].hours)).sum();
                hours > u64::from(week.saturating_sub(from + after)) * hours_a_week
            };
            of_kind.iter().any(|first| of_kind.iter().any(|last| is_too_much(starts[*first], tail(last))))
        })
    }
}

impl Task {
    /// The weeks that so many of its hours take at least.
    pub(super) fn weeks_for(&self, hours: u32) -> u32 {
        hours.div_ceil(self.pace.max(1))
    }
}
