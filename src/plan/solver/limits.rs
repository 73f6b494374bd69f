//! Limits as sums that must not exceed what there is: what every plan within them must keep to.

use std::ops::Range;

use super::points::Points;
use super::{Candidate, During, Problem, Week};

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
    let starts = earliest_starts(problem, points, end);
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

/// For each candidate the first week in which it can begin: when a way in can be open and the levels that it builds on can
/// be reached, were there hours enough for all; `None` when it cannot end in time. A candidate that builds on nothing for
/// one of its aims, or opens the way to others, may be there for that alone, and waits for nothing else. Where candidates
/// can wait for each other in a circle, those of the circle do not count.
fn earliest_starts(problem: &Problem, points: &Points, end: u32) -> Vec<Option<u32>> {
    let waits = Waits::new(problem, points);
    let lengths: Vec<Option<u32>> =
        problem.candidates.iter().map(|candidate| length(candidate, problem.week)).collect();
    let mut starts: Vec<Option<u32>> = lengths.iter().map(|length| length.map(|_| 0)).collect();
    loop {
        let next: Vec<Option<u32>> = (0..starts.len())
            .map(|at| {
                let done = |sooner: &usize| {
                    if waits.is_circle(*sooner, at) { Some(0) } else { Some(starts[*sooner]? + lengths[*sooner]?) }
                };
                let met = |need: &Vec<usize>| need.iter().filter_map(done).min();
                let all_met =
                    |needs: &Vec<Vec<usize>>| needs.iter().try_fold(0, |week, need| Some(week.max(met(need)?)));
                let ways = problem.candidates[at].ways.iter();
                let open = ways.filter_map(|way| Some(all_met(&way.needs)?.max(way.not_before))).min()?;
                let founded = waits.reasons[at].iter().filter_map(all_met).min()?;
                let start = starts[at]?.max(open).max(founded);
                (start + lengths[at]? <= end).then_some(start)
            })
            .collect();
        if next == starts {
            return starts;
        }
        starts = next;
    }
}

/// What candidates may have to wait for.
struct Waits {
    /// For each candidate and each thing it can be there for, what must be covered before: any one of these for each need.
    reasons: Vec<Vec<Vec<Vec<usize>>>>,
    /// `follows[a][b]`: b can have to wait for a, directly or not.
    follows: Vec<Vec<bool>>,
}

impl Waits {
    fn new(problem: &Problem, points: &Points) -> Self {
        let count = problem.candidates.len();
        let mut coverers: Vec<Vec<usize>> = vec![Vec::new(); points.count()];
        for (at, coverings) in points.coverings.iter().enumerate() {
            for covering in coverings {
                coverers[covering.element].push(at);
            }
        }
        let needs = |after: &Range<usize>| coverers[after.clone()].to_vec();
        let mut reasons: Vec<Vec<Vec<Vec<usize>>>> = points
            .coverings
            .iter()
            .map(|coverings| {
                coverings.iter().filter(|covering| covering.counts).map(|covering| needs(&covering.after)).collect()
            })
            .collect();
        for key in problem.candidates.iter().flat_map(|candidate| &candidate.ways).flat_map(|way| &way.needs).flatten()
        {
            reasons[*key].push(Vec::new());
        }
        let mut follows = vec![vec![false; count]; count];
        for (at, candidate) in problem.candidates.iter().enumerate() {
            let by_way = candidate.ways.iter().flat_map(|way| &way.needs);
            let by_level = points.coverings[at].iter().flat_map(|covering| &coverers[covering.after.clone()]);
            for sooner in by_level.chain(by_way).flatten() {
                follows[*sooner][at] = true;
            }
        }
        // Warshall 1962, Journal of the ACM 9:11-12.
        for middle in 0..count {
            let after = follows[middle].clone();
            for row in follows.iter_mut().filter(|row| row[middle]) {
                for (follows, through) in row.iter_mut().zip(&after) {
                    *follows |= through;
                }
            }
        }
        Self { reasons, follows }
    }

    fn is_circle(&self, one: usize, other: usize) -> bool {
        one == other || (self.follows[one][other] && self.follows[other][one])
    }
}

/// The fewest weeks that a candidate takes; `None` when that is not known.
fn length(candidate: &Candidate, week: Week) -> Option<u32> {
    candidate.work.map(|work| work.weeks.max(work.hours.div_ceil(week.hours(work.during))))
}
