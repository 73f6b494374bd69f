//! Time against the size of the catalogue: 60, 200 and 1,000 resources, all plans proven or with a stated bound; and the
//! shipped catalogue beside the same problem as an integer programme.

#![expect(clippy::print_stdout, reason = "what is proven is said beside the times")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "../tests/it/harness/plans.rs"]
mod plans;

fn sizes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(10);
    for (name, budget, weeks) in
        [("no-limits", None, None), ("budget", Some(1_500), None), ("deadline", None, Some(52))]
    {
        for size in [60, 200, 1_000] {
            let mut problem = plans::made_up(size, 25, budget, 1);
            problem.limits.weeks = weeks;
            let solution = skillgap::plan::solver::solve(&problem);
            println!("{name}/{size}: {} steps, {} nodes, {:?}", solution.steps.len(), solution.nodes, solution.proof);
            group.bench_with_input(BenchmarkId::new(name, size), &problem, |bench, problem| {
                bench.iter(|| skillgap::plan::solver::solve(black_box(problem)));
            });
        }
    }
    group.finish();
}

fn beside_an_integer_programme(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("same-problem");
    group.sample_size(10);
    for size in [60, 100] {
        let problem = plans::made_up(size, 25, None, 1);
        group.bench_with_input(BenchmarkId::new("skillgap", size), &problem, |bench, problem| {
            bench.iter(|| skillgap::plan::solver::solve(black_box(problem)));
        });
        group.bench_with_input(BenchmarkId::new("microlp", size), &problem, |bench, problem| {
            bench.iter(|| plans::by_integer_programming(black_box(problem)));
        });
    }
    group.finish();
}

criterion_group!(benches, sizes, beside_an_integer_programme);
criterion_main!(benches);
