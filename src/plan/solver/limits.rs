//! Limits as sums that must not exceed what there is: what every plan within them must keep to.

use super::{Candidate, During, JOB_HOURS, PROGRAMME_HOURS, Problem, TimeLimit, Way};

/// How much each candidate uses, and how much there is. `u64::MAX`: it breaks the limit alone.
pub(super) type Limit = (Vec<u64>, u64);

/// All limits of a problem.
pub(super) fn limits(problem: &Problem) -> Vec<Limit> {
    let mut limits = Vec::new();
    if let Some(budget) = problem.limits.budget {
        let fee = |candidate: &Candidate| candidate.fee.map_or(u64::MAX, u64::from);
        limits.push((problem.candidates.iter().map(fee).collect(), budget));
    }
    if let Some(time) = problem.limits.time {
        limits.extend(time_limits(problem, time));
    }
    limits
}

/// Hours of each kind from the start to the end; and from each week in which ways open, the hours of what cannot begin
/// earlier. A schedule that ends in time keeps to them all.
fn time_limits(problem: &Problem, time: TimeLimit) -> Vec<Limit> {
    let starts = earliest_starts(problem, time);
    let ways = problem.candidates.iter().flat_map(|candidate| &candidate.ways);
    let mut weeks: Vec<u32> = ways.map(|way| way.not_before).filter(|week| *week < time.weeks).chain([0]).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let mut limits = Vec::new();
    for during in [During::OwnTime, During::Job, During::Programme] {
        for week in &weeks {
            let uses = problem.candidates.iter().zip(&starts).map(|(candidate, start)| match (candidate.work, start) {
                (Some(work), Some(start)) if work.during == during && start >= week => u64::from(work.hours),
                (Some(_), Some(_)) => 0,
                _ => u64::MAX,
            });
            let there_is = u64::from(time.weeks - week) * u64::from(hours_a_week(during, time));
            let limit: Limit = (uses.collect(), there_is);
            if *week == 0 || limit.0.iter().any(|used| (1..u64::MAX).contains(used)) {
                limits.push(limit);
            }
        }
    }
    limits
}

fn hours_a_week(during: During, time: TimeLimit) -> u32 {
    match during {
        During::OwnTime => time.hours_per_week,
        During::Job => JOB_HOURS,
        During::Programme => PROGRAMME_HOURS,
    }
}

/// For each candidate the first week in which it can begin, with nothing but what must come before it; `None` when it
/// cannot end in time.
fn earliest_starts(problem: &Problem, time: TimeLimit) -> Vec<Option<u32>> {
    let mut starts: Vec<Option<u32>> = vec![None; problem.candidates.len()];
    loop {
        let mut sooner = false;
        for (at, candidate) in problem.candidates.iter().enumerate() {
            let Some(length) = length(candidate, time) else { continue };
            let end = |key: &usize| Some(starts[*key]? + self::length(&problem.candidates[*key], time)?);
            let opens = |way: &Way| {
                let needs: Option<Vec<u32>> = way.needs.iter().map(|need| need.iter().filter_map(end).min()).collect();
                Some(needs?.into_iter().max().unwrap_or(0).max(way.not_before))
            };
            let start = candidate.ways.iter().filter_map(opens).min().filter(|start| start + length <= time.weeks);
            if start.is_some_and(|start| starts[at].is_none_or(|known| start < known)) {
                starts[at] = start;
                sooner = true;
            }
        }
        if !sooner {
            return starts;
        }
    }
}

/// The fewest weeks that a candidate takes; `None` when that is not known.
fn length(candidate: &Candidate, time: TimeLimit) -> Option<u32> {
    candidate.work.map(|work| work.weeks.max(work.hours.div_ceil(hours_a_week(work.during, time))))
}
