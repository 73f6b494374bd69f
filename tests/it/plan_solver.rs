//! The solver finds what trying every set finds, on thousands of small random catalogues.

use crate::harness::plans;
use proptest::prelude::*;
use skillgap::assess::Assessment;
use skillgap::exact::Exact;
use skillgap::plan::solver::{
    AccessRoute, Aim, Candidate, Capacity, HourPool, Lift, Limits, MAX_OPERATIONS, Problem, Proof, Value, Work,
    schedule, solve, solve_from,
};
use skillgap::plan::{PlanOptions, problems};

/// The best allowed set by trying every one; of equal ones that with the first candidate in which they differ. Under a
/// time limit only sets in which every step adds something.
fn by_trying_everything(problem: &Problem) -> (Vec<usize>, Value) {
    let count = problem.candidates.len();
    let sets = (0_u32..1 << count).map(|bits| (0..count).filter(|at| bits >> at & 1 == 1).collect::<Vec<usize>>());
    let required = if problem.is_allowed(&problem.required) { &problem.required[..] } else { &[] };
    let sets = sets.filter(|set| required.iter().all(|step| set.contains(step)));
    let adds = |set: &Vec<usize>| {
        problem.limits.weeks.is_none()
            || set.iter().all(|step| {
                let rest: Vec<usize> = set.iter().copied().filter(|other| other != step).collect();
                let musts = |set| problem.value(set).unmet_musts;
                let loses = musts(set) < musts(&rest) || problem.weighted_gap(set) < problem.weighted_gap(&rest);
                required.contains(step) || loses || !problem.is_orderable(&rest)
            })
    };
    let allowed = sets.filter(|set| problem.is_allowed(set)).filter(adds);
    let (value, set) = allowed.map(|set| (problem.value(&set), set)).min().unwrap();
    (set, value)
}

fn aim() -> impl Strategy<Value = Aim> {
    (0..=10_i128, 1..=3_i128, 0..=5_i64, 0..=4_i64, any::<bool>()).prop_map(|(parts, of, target, weight, must)| Aim {
        level: Exact::new(parts, of).min(Exact::from_integer(5)),
        target,
        weight,
        must,
    })
}

fn route(count: usize) -> impl Strategy<Value = AccessRoute> {
    let need = prop::collection::vec(0..count, 0..3);
    (prop::option::weighted(0.2, 1..30_u32), prop::collection::vec(need, 0..2))
        .prop_map(|(not_before, prerequisites)| AccessRoute { not_before: not_before.unwrap_or(0), prerequisites })
}

/// Levels that do not rise, routes that lead in a circle, and prerequisites that nothing meets are among them.
fn candidate(aims: usize, count: usize) -> impl Strategy<Value = Candidate> {
    let lift = (0..aims, 0..=5_i64, 0..=5_i64).prop_map(|(aim, from, to)| Lift { aim, from, to });
    let pool = prop_oneof![4 => Just(HourPool::OwnTime), 1 => Just(HourPool::Job), 1 => Just(HourPool::Programme)];
    let work = (1..40_u32, prop::option::of(1..6_u32), pool).prop_map(|(hours, weeks, pool)| Work {
        hours,
        weeks: weeks.unwrap_or(0).min(hours),
        pool,
    });
    let routes = prop_oneof![3 => Just(vec![AccessRoute::to_anyone()]), 2 => prop::collection::vec(route(count), 0..3)];
    let fee = prop_oneof![2 => Just(Some(0)), 3 => (1..9_u32).prop_map(Some), 1 => Just(None)];
    (prop::collection::vec(lift, 0..4), fee, prop::option::weighted(0.9, work), routes, prop::bool::weighted(0.2))
        .prop_map(|(lifts, fee, work, routes, own)| Candidate { lifts, fee, work, routes, own })
}

fn limits() -> impl Strategy<Value = Limits> {
    (prop::option::of(0..20_u64), prop::option::weighted(0.4, 0..20_u32))
        .prop_map(|(budget, weeks)| Limits { budget, weeks })
}

fn problem() -> impl Strategy<Value = Problem> {
    (1..5_usize, 0..9_usize).prop_flat_map(|(aims, count)| {
        let capacity = (1..8_u32, 1..20_u32, 1..20_u32).prop_map(|(own_time, job, programme)| Capacity {
            own_time,
            job,
            programme,
        });
        (
            prop::collection::vec(aim(), aims),
            prop::collection::vec(candidate(aims, count.max(1)), count),
            capacity,
            limits(),
            prop_oneof![1 => Just(Exact::ZERO), 2 => (0..20_i128, 1..=4_i128).prop_map(|(parts, of)| Exact::new(parts, of))],
            prop::option::weighted(0.3, 0..count.max(1)),
        )
            .prop_map(|(aims, mut candidates, capacity, limits, allowance, required)| {
                let count = candidates.len();
                for need in candidates.iter_mut().flat_map(|c| &mut c.routes).flat_map(|route| &mut route.prerequisites)
                {
                    need.retain(|at| *at < count);
                }
                let required = required.into_iter().filter(|at| *at < count).collect();
                Problem { aims, candidates, capacity, limits, allowance, required }
            })
    })
}

fn is_what_trying_everything_finds(problem: &Problem) -> Result<(), TestCaseError> {
    let solution = solve(problem);
    let (steps, value) = by_trying_everything(problem);
    prop_assert_eq!(&solution.value, &value);
    prop_assert_eq!(solution.steps, steps);
    prop_assert_eq!(solution.proof, Proof::Optimal);
    Ok(())
}

fn is_the_same_from_a_guess(problem: &Problem, bits: u32) -> Result<(), TestCaseError> {
    let guess: Vec<usize> = (0..problem.candidates.len()).filter(|at| bits >> at & 1 == 1).collect();
    let (plain, guessed) = (solve(problem), solve_from(problem, &guess, MAX_OPERATIONS));
    prop_assert_eq!((plain.steps, plain.value), (guessed.steps, guessed.value));
    Ok(())
}

fn has_a_schedule_that_keeps_to_the_hours(problem: &Problem) -> Result<(), TestCaseError> {
    let steps = solve(problem).steps;
    let plan = schedule(problem, &steps);
    prop_assert!(problem.limits.weeks.is_none_or(|weeks| plan.weeks() <= weeks));
    prop_assert_eq!(plan.slots.len(), steps.len());
    let known = || steps.iter().filter_map(|step| problem.candidates[*step].work);
    for pool in [HourPool::OwnTime, HourPool::Job, HourPool::Programme] {
        let needed: u64 = known().filter(|work| work.pool == pool).map(|work| u64::from(work.hours)).sum();
        prop_assert!(u64::from(plan.weeks()) * u64::from(problem.capacity.hours(pool)) >= needed);
    }
    for slot in &plan.slots {
        let before: Vec<usize> = plan
            .slots
            .iter()
            .filter(|other| other.end <= slot.start && other.step != slot.step)
            .map(|other| other.step)
            .collect();
        let candidate = &problem.candidates[slot.step];
        prop_assert!(candidate.routes.iter().any(|route| route.not_before <= slot.start && route.is_open(&before)));
        if let Some(work) = candidate.work {
            let shortest = work.hours.div_ceil(problem.capacity.hours(work.pool));
            prop_assert!(slot.end - slot.start >= work.weeks.max(shortest));
        }
    }
    Ok(())
}

/// The same laws for a number of problems.
macro_rules! laws {
    ($name:ident, $cases:literal $(, $slow:meta)?) => {
        mod $name {
            use super::*;

            proptest! {
                #![proptest_config(ProptestConfig { cases: $cases, ..ProptestConfig::default() })]

                #[test]
                $(#[$slow])?
                fn the_solver_finds_what_trying_everything_finds(problem in problem()) {
                    is_what_trying_everything_finds(&problem)?;
                }

                #[test]
                $(#[$slow])?
                fn a_guess_changes_nothing_but_the_way(problem in problem(), bits in any::<u32>()) {
                    is_the_same_from_a_guess(&problem, bits)?;
                }

                #[test]
                $(#[$slow])?
                fn a_schedule_keeps_to_the_hours_and_to_what_comes_first(problem in problem()) {
                    has_a_schedule_that_keeps_to_the_hours(&problem)?;
                }
            }
        }
    };
}

laws!(laws, 500);
laws!(laws_exhaustively, 6_000, ignore = "slow: thousands of problems, solved by trying every set");

/// What a plan claims is what its dates lead to: each lift counts when the step begins at its level, also on the way to
/// levels that count only for later roles.
#[test]
fn the_schedule_leads_to_the_levels_that_are_claimed() {
    let pack = crate::harness::director_pack();
    for name in ["student", "newcomer", "nurse", "physician", "project-manager"] {
        let text = crate::harness::repository_file(&format!("tests/fixtures/people/{name}.yaml"));
        let sheet = skillgap::answers::parse(name, &text, &pack).0.unwrap();
        let assessment = Assessment::new(&pack, &sheet);
        for weeks in [None, Some(52), Some(104)] {
            let options = PlanOptions { weeks, ..PlanOptions::new(sheet.role) };
            for problem in problems(&assessment, &options) {
                let steps = solve(&problem).steps;
                let slots = schedule(&problem, &steps).slots;
                for (aim, goal) in problem.aims.iter().enumerate() {
                    // The level in each week, from the weeks before it.
                    let mut levels = vec![goal.level];
                    for week in 0..slots.iter().map(|slot| slot.end).max().unwrap_or(0) {
                        let done = slots.iter().filter(|slot| slot.end == week + 1);
                        let lifts = done.flat_map(|slot| {
                            problem.candidates[slot.step].lifts.iter().map(move |lift| (slot.start, lift))
                        });
                        let counts = lifts.filter(|(start, lift)| {
                            lift.aim == aim && Exact::from_integer(lift.from.into()) <= levels[*start as usize]
                        });
                        let reached = counts.map(|(_, lift)| Exact::from_integer(lift.to.into())).max();
                        let level = levels[week as usize];
                        levels.push(reached.map_or(level, |reached| reached.max(level)));
                    }
                    let (reached, claimed) = (*levels.last().unwrap(), problem.level_after(aim, &steps));
                    if weeks.is_none() {
                        assert_eq!(reached, claimed, "{name} {aim}");
                    }
                    assert_eq!(problem.gap_at(aim, reached), problem.gap_at(aim, claimed), "{name} {weeks:?} {aim}");
                }
            }
        }
    }
}

/// The shipped catalogue and made-up ones, solved once more as integer programmes by a solver that shares no code.
#[test]
fn an_integer_programme_comes_to_the_same_value() {
    let pack = crate::harness::director_pack();
    let mut compared = 0;
    for name in ["student", "newcomer", "nurse", "physician", "project-manager"] {
        let text = crate::harness::repository_file(&format!("tests/fixtures/people/{name}.yaml"));
        let sheet = skillgap::answers::parse(name, &text, &pack).0.unwrap();
        let assessment = Assessment::new(&pack, &sheet);
        for budget in [None, Some(700)] {
            let options = PlanOptions { budget, ..PlanOptions::new(sheet.role) };
            for problem in problems(&assessment, &options) {
                let solution = solve(&problem);
                assert_eq!(solution.proof, Proof::Optimal);
                assert_eq!(plans::by_integer_programming(&problem), solution.value, "{name} {budget:?}");
                compared += usize::from(!solution.steps.is_empty());
            }
        }
    }
    assert!(compared > 20, "{compared} problems with steps");
}
