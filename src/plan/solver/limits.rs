//! Limits as sums that must not exceed what there is: what every plan within them must keep to.

use super::points::Points;
use super::precedence::Precedence;
use super::{Candidate, During, Problem};

/// How much each candidate uses, and how much there is. `u64::MAX`: it breaks the limit alone.
pub(super) type Limit = (Vec<u64>, u64);

/// All limits of a problem.
pub(super) fn limits(problem: &Problem, points: &Points) -> Vec<Limit> {
    let mut limits = Vec::new();
    if let Some(budget) = problem.limits.budget {
        let fee = |candidate: &Candidate| candidate.fee.map_or(u64::MAX, u64::from);
        limits.push((problem.candidates.iter().map(fee).collect(), budget));
    }
    if let Some(weeks) = problem.limits.weeks {
        limits.extend(time_limits(problem, points, weeks));
    }
    limits
}

/// Hours of each kind from the start to the end; and from each week in which ways open, the hours of what cannot begin
/// earlier. A schedule that ends in time keeps to them all.
fn time_limits(problem: &Problem, points: &Points, end: u32) -> Vec<Limit> {
    let starts = Precedence::of_candidates(problem, points).earliest_starts(end).expect("a graph without circles");
    let mut weeks: Vec<u32> = starts.iter().flatten().copied().chain([0]).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let mut limits = Vec::new();
    for during in During::ALL {
        for week in &weeks {
            let uses = problem.candidates.iter().zip(&starts).map(|(candidate, start)| match (candidate.work, start) {
                (Some(work), Some(start)) if work.during == during && start >= week => u64::from(work.hours),
                (Some(_), Some(_)) => 0,
                _ => u64::MAX,
            });
            let there_is = u64::from(end - week) * u64::from(problem.week.hours(during));
            let limit: Limit = (uses.collect(), there_is);
            if *week == 0 || limit.0.iter().any(|used| (1..u64::MAX).contains(used)) {
                limits.push(limit);
            }
        }
    }
    limits
}
