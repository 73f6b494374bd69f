//! Chooses what to start with: the few steps of a set that do most by themselves.

use super::{Problem, Total};
use crate::exact::Exact;

/// How many steps a plan says to start with.
pub const START_WITH: usize = 3;

/// The steps of a set to start with, at most [`START_WITH`], what is required first, then in the order of the set.
///
/// Of all subsets that hold what is required, can be taken one after another and wait for no week before which they are not
/// open, it is the best by: fewest unmet musts, least weighted gap, fewest unknown hours, fewest hours, fewest steps, then
/// the candidates' order. Where each has to wait for a week, the wait does not count.
pub fn start_with(problem: &Problem, steps: &[usize]) -> Vec<usize> {
    let mut now = problem.clone();
    for candidate in &mut now.candidates {
        candidate.routes.retain(|route| route.not_before == 0);
    }
    let now = if steps.iter().any(|step| now.is_orderable(&[*step])) { &now } else { problem };
    let required: Vec<usize> = steps.iter().copied().filter(|step| problem.required.contains(step)).collect();
    let others: Vec<usize> = steps.iter().copied().filter(|step| !required.contains(step)).collect();
    let mut subsets = vec![required.clone()];
    let mut begun = 0;
    while begun < subsets.len() {
        let subset = subsets[begun].clone();
        begun += 1;
        let last = subset.last().filter(|last| !required.contains(last));
        let more = others.iter().filter(|step| subset.len() < START_WITH && last.is_none_or(|last| last < step));
        subsets.extend(more.map(|step| [&subset[..], &[*step]].concat()));
    }
    let startable = subsets.into_iter().filter(|subset| now.is_orderable(subset));
    startable.min_by_key(|subset| (worth(problem, subset), subset.clone())).unwrap_or_default()
}

/// Unmet musts, weighted gap, hours and number of some steps.
fn worth(problem: &Problem, steps: &[usize]) -> (usize, Exact, Total, usize) {
    let value = problem.value(steps);
    (value.unmet_musts, problem.weighted_gap(steps), value.hours, value.steps)
}
