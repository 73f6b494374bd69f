//! States budget and time as limits on sums, which every plan within them keeps to (knapsack constraints).

use super::elements::Elements;
use super::precedence::Precedence;
use super::{Candidate, HourPool, Problem};

/// How much each candidate uses, and how much there is. `u64::MAX`: it breaks the limit alone.
pub(super) type Limit = (Vec<u64>, u64);

/// All limits of a problem.
pub(super) fn limits(problem: &Problem, elements: &Elements) -> Vec<Limit> {
    let mut limits = Vec::new();
    if let Some(budget) = problem.limits.budget {
        let fee = |candidate: &Candidate| candidate.fee.map_or(u64::MAX, u64::from);
        limits.push((problem.candidates.iter().map(fee).collect(), budget));
    }
    if let Some(weeks) = problem.limits.weeks {
        limits.extend(time_limits(problem, elements, weeks));
    }
    limits
}

/// Hours of each kind from the start to the end; and from each earliest start, the hours of what cannot begin
/// earlier. A schedule that ends in time keeps to them all.
fn time_limits(problem: &Problem, elements: &Elements, end: u32) -> Vec<Limit> {
    let starts = Precedence::of_candidates(problem, elements).earliest_starts(end).expect("a graph without circles");
    let mut weeks: Vec<u32> = starts.iter().flatten().copied().chain([0]).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let mut limits = Vec::new();
    for pool in HourPool::ALL {
        for week in &weeks {
            let uses = problem.candidates.iter().zip(&starts).map(|(candidate, start)| match (candidate.work, start) {
                (Some(work), Some(start)) if work.pool == pool && start >= week => u64::from(work.hours),
                (Some(_), Some(_)) => 0,
                _ => u64::MAX,
            });
            let there_is = u64::from(end - week) * u64::from(problem.capacity.hours(pool));
            let limit: Limit = (uses.collect(), there_is);
            if *week == 0 || limit.0.iter().any(|used| (1..u64::MAX).contains(used)) {
                limits.push(limit);
            }
        }
    }
    limits
}
