//! Single cases of the solver, worked by hand.

use crate::harness::plans;
use skillgap::exact::Exact;
use skillgap::plan::solver::{
    AccessRoute, Aim, Candidate, Capacity, HourPool, Lift, Limits, Problem, Proof, Total, Work, schedule, solve,
    solve_within,
};

fn aim(level: i64, target: i64) -> Aim {
    Aim { level: Exact::from_integer(level.into()), target, weight: 1, must: false }
}

/// Free, one hour, open.
fn candidate(lifts: &[(usize, i64, i64)]) -> Candidate {
    Candidate {
        lifts: lifts.iter().map(|(aim, from, to)| Lift { aim: *aim, from: *from, to: *to }).collect(),
        fee: Some(0),
        work: Some(Work { hours: 1, weeks: 0, pool: HourPool::OwnTime }),
        routes: vec![AccessRoute::to_anyone()],
        own: false,
    }
}

fn behind(mut candidate: Candidate, keys: &[usize]) -> Candidate {
    candidate.routes = vec![AccessRoute { not_before: 0, prerequisites: vec![keys.to_vec()] }];
    candidate
}

fn priced(mut candidate: Candidate, fee: Option<u32>) -> Candidate {
    candidate.fee = fee;
    candidate
}

fn problem(aims: &[Aim], candidates: &[Candidate]) -> Problem {
    Problem {
        aims: aims.to_vec(),
        candidates: candidates.to_vec(),
        capacity: Capacity { own_time: 1, job: 20, programme: 40 },
        limits: Limits::default(),
        allowance: Exact::ZERO,
        required: Vec::new(),
    }
}

#[test]
fn two_that_need_each_other_are_taken_only_when_a_third_lets_one_in() {
    let lift = candidate(&[(0, 0, 1)]);
    let pair = [behind(lift.clone(), &[1]), behind(candidate(&[(1, 0, 1)]), &[0])];
    let alone = solve(&problem(&[aim(0, 1), aim(1, 1)], &pair));
    assert!(alone.steps.is_empty() && alone.proof == Proof::Optimal);

    let third = candidate(&[]);
    let mut candidates = pair.to_vec();
    candidates[1].routes.push(AccessRoute { not_before: 0, prerequisites: vec![vec![2]] });
    candidates.push(third);
    let opened = solve(&problem(&[aim(0, 1), aim(0, 1)], &candidates));
    assert_eq!(opened.steps, [0, 1, 2], "the third opens the second, which opens the first");
    let order: Vec<usize> = schedule(&problem(&[aim(0, 1), aim(0, 1)], &candidates), &opened.steps)
        .slots
        .iter()
        .map(|slot| slot.step)
        .collect();
    assert_eq!(order, [2, 1, 0]);
}

#[test]
fn a_lift_that_leads_nowhere_or_down_lifts_nobody() {
    let solution = solve(&problem(&[aim(1, 3)], &[candidate(&[(0, 3, 1)]), candidate(&[(0, 1, 1)])]));
    assert!(solution.steps.is_empty());
    assert_eq!(solution.value.shortfall, Exact::from_integer(2));
}

#[test]
fn a_lift_from_above_the_level_helps_once_something_else_lifts_there() {
    let (low, high) = (candidate(&[(0, 0, 2)]), candidate(&[(0, 2, 4)]));
    assert!(solve(&problem(&[aim(0, 4)], std::slice::from_ref(&high))).steps.is_empty());
    let both = problem(&[aim(0, 4)], &[high, low]);
    assert_eq!(solve(&both).steps, [0, 1]);
    let order: Vec<usize> = schedule(&both, &[0, 1]).slots.iter().map(|slot| slot.step).collect();
    assert_eq!(order, [1, 0], "what it builds on comes first");
}

#[test]
fn steps_that_build_on_each_other_in_a_circle_are_both_taken_the_first_one_first() {
    let circle =
        problem(&[aim(0, 3), aim(0, 3)], &[candidate(&[(0, 0, 2), (1, 2, 3)]), candidate(&[(0, 2, 3), (1, 0, 2)])]);
    let solution = solve(&circle);
    assert_eq!((solution.steps.as_slice(), solution.value.shortfall), ([0, 1].as_slice(), Exact::default()));
    let order: Vec<usize> = schedule(&circle, &[0, 1]).slots.iter().map(|slot| slot.step).collect();
    assert_eq!(order, [0, 1]);
}

#[test]
fn a_level_between_two_is_lifted_only_from_below_it() {
    let between = Aim { level: Exact::new(5, 2), ..aim(0, 4) };
    let from_three = problem(std::slice::from_ref(&between), &[candidate(&[(0, 3, 4)])]);
    assert!(solve(&from_three).steps.is_empty(), "2.5 is not 3 yet");
    let from_two = problem(&[between], &[candidate(&[(0, 2, 4)])]);
    assert_eq!(solve(&from_two).value.shortfall, Exact::default());
}

#[test]
fn a_must_comes_before_any_weight() {
    let must = Aim { must: true, ..aim(0, 1) };
    let heavy = Aim { weight: 1_000, ..aim(0, 1) };
    let mut either =
        problem(&[must, heavy], &[priced(candidate(&[(0, 0, 1)]), Some(5)), priced(candidate(&[(1, 0, 1)]), Some(5))]);
    either.limits.budget = Some(9);
    assert_eq!(solve(&either).steps, [0]);
}

#[test]
fn a_price_that_is_not_known_is_dearer_than_any_and_breaks_every_budget() {
    let unknown = priced(candidate(&[(0, 0, 1)]), None);
    let dear = priced(candidate(&[(0, 0, 1)]), Some(1_000_000));
    let mut both = problem(&[aim(0, 1)], &[unknown.clone(), dear]);
    assert_eq!(solve(&both).steps, [1]);
    both.limits.budget = Some(10);
    assert!(solve(&both).steps.is_empty());
    let alone = solve(&problem(&[aim(0, 1)], &[unknown]));
    assert_eq!((alone.steps.len(), alone.value.fees), (1, Total { unknown: 1, known: 0 }));
}

#[test]
fn equals_follow_the_order_of_the_catalogue() {
    let same = candidate(&[(0, 0, 1)]);
    assert_eq!(solve(&problem(&[aim(0, 1)], &[same.clone(), same.clone(), same])).steps, [0]);
}

#[test]
fn nothing_to_reach_and_nothing_to_take_are_no_trouble() {
    assert!(solve(&problem(&[], &[candidate(&[])])).steps.is_empty());
    assert!(solve(&problem(&[aim(0, 5)], &[])).steps.is_empty());
    assert!(solve(&problem(&[aim(5, 3)], &[candidate(&[(0, 0, 5)])])).steps.is_empty(), "the target is met");
}

/// A search that is cut short ends at the same place each time, with a plan that is allowed and a bound that holds.
#[test]
fn a_search_that_is_cut_short_says_what_it_has_not_ruled_out() {
    for (budget, share) in [(None, 0), (Some(1_500), 0), (None, 10), (Some(1_500), 20)] {
        let mut large = plans::made_up(120, 25, budget, 7);
        large.allowance = large.weighted_gap(&[]) * share / 100;
        let whole = solve(&large);
        assert_eq!(whole.proof, Proof::Optimal);
        let cut = solve_within(&large, 5_000);
        let Proof::LowerBound(bound) = &cut.proof else { panic!("{:?}", cut.proof) };
        assert!(
            *bound <= whole.value && whole.value <= cut.value && large.is_allowed(&cut.steps),
            "{budget:?} {share}"
        );
        assert_eq!(cut, solve_within(&large, 5_000));
    }
}

/// A part of the gap that may stay open is left where it costs most, and what is required is there though it adds nothing.
#[test]
fn an_allowance_leaves_the_dearest_and_what_is_required_stays() {
    let dear = priced(candidate(&[(0, 0, 1)]), Some(90));
    let cheap = priced(candidate(&[(1, 0, 1)]), Some(10));
    let idle = candidate(&[(0, 3, 4)]);
    let mut both = problem(&[aim(0, 1), aim(0, 1)], &[dear, cheap, idle]);
    assert_eq!(solve(&both).steps, [0, 1]);
    both.allowance = Exact::ONE;
    let solution = solve(&both);
    assert_eq!((solution.steps.as_slice(), solution.value.shortfall), ([1].as_slice(), Exact::ZERO));
    both.required = vec![2];
    assert_eq!(solve(&both).steps, [1, 2]);
    both.allowance = Exact::new(1, 2);
    assert_eq!(solve(&both).steps, [0, 1, 2], "half a level is not enough for either");
    both.aims[0].must = true;
    both.allowance = Exact::from_integer(2);
    assert_eq!(solve(&both).steps, [0, 2], "a must is met whatever the allowance");
    both.candidates[2].routes.clear();
    assert_eq!(solve(&both).steps, [0], "what is closed cannot be required");
}
