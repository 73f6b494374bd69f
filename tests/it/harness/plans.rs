//! Made-up catalogues of any size, and the planning problem once more as an integer programme for a solver that shares no
//! code with ours.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test file uses a part of it")]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the other solver reckons in f64; all numbers here are small"
)]

use microlp::{ComparisonOp, OptimizationDirection, Variable};
use skillgap::exact::Exact;
use skillgap::plan::solver::{
    AccessRoute, Aim, Candidate, Capacity, HourPool, Lift, Limits, Problem, Total, Value, Work,
};

/// A catalogue that looks like the shipped one: most resources lift a few aims by a step or two, two in five are free, one
/// in ten has no known price, one in seven needs another one first. The same numbers give the same catalogue.
pub fn made_up(size: usize, aims: usize, budget: Option<u64>, seed: u64) -> Problem {
    let mut random = Numbers(seed);
    let aim = |random: &mut Numbers| {
        let level = random.below(3);
        Aim {
            level: Exact::from_integer(level.into()),
            target: level + 1 + random.below(3).min(4 - level),
            weight: 1 + random.below(9),
            must: random.below(5) == 0,
        }
    };
    let aims: Vec<Aim> = (0..aims).map(|_| aim(&mut random)).collect();
    let candidate = |random: &mut Numbers, at: usize| {
        let lift = |random: &mut Numbers| {
            let from = random.below(5);
            Lift { aim: random.position(aims.len()), from, to: (from + 1 + random.below(2)).min(5) }
        };
        let lifts = (0..=random.below(5)).map(|_| lift(random)).collect();
        let fee = match random.below(10) {
            0..4 => Some(0),
            9 => None,
            _ => Some(u32::try_from(50 + random.below(850)).unwrap()),
        };
        let prerequisites = if at > 0 && random.below(7) == 0 { vec![vec![random.position(at)]] } else { Vec::new() };
        let hours = u32::try_from(5 + random.below(195)).unwrap();
        Candidate {
            lifts,
            fee,
            work: Some(Work { hours, weeks: 0, pool: HourPool::OwnTime }),
            routes: vec![AccessRoute { not_before: 0, prerequisites }],
            own: false,
        }
    };
    let candidates = (0..size).map(|at| candidate(&mut random, at)).collect();
    Problem {
        aims,
        candidates,
        capacity: Capacity { own_time: 6, job: 20, programme: 40 },
        limits: Limits { budget, weeks: None },
        allowance: Exact::ZERO,
        required: Vec::new(),
    }
}

struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: i64) -> i64 {
        // Knuth's MMIX generator; its upper bits are the better ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % limit
    }

    fn position(&mut self, count: usize) -> usize {
        usize::try_from(self.below(i64::try_from(count).unwrap())).unwrap()
    }
}

/// Levels and allowances are whole numbers of these parts of one in every problem that is solved here.
const PARTS: i128 = 60;

/// The parts of the goal as objectives of the programme, first things first.
const STAGES: usize = 7;

/// The best value by seven integer programmes, one for each part of the goal, each with the parts before it held.
///
/// Levels are flows here and not points that are covered: "level `l` is reached" needs a lift from below `l` to `l` or
/// higher whose own `from` is reached. What comes first is kept in order by positions (Miller, Tucker and Zemlin 1960).
pub fn by_integer_programming(problem: &Problem) -> Value {
    let mut held: Vec<f64> = Vec::new();
    for stage in 0..STAGES {
        let mut programme = Programme::new(problem, stage, &held);
        held.push(programme.solve());
    }
    let whole = |stage: usize| held[stage].round() as u64;
    let parts = (held[1] * PARTS as f64).round() as i128;
    Value {
        unmet_musts: whole(0) as usize,
        shortfall: Exact::new(parts, PARTS),
        fees: Total { unknown: whole(2), known: whole(3) },
        hours: Total { unknown: whole(4), known: whole(5) },
        steps: whole(6) as usize,
    }
}

struct Programme<'p> {
    problem: &'p Problem,
    inner: microlp::Problem,
    constant: f64,
    taken: Vec<Variable>,
}

impl<'p> Programme<'p> {
    fn new(problem: &'p Problem, stage: usize, held: &[f64]) -> Self {
        let mut programme = microlp::Problem::new(OptimizationDirection::Minimize);
        let parts = |candidate: &Candidate| -> [f64; 5] {
            let (fee, work) = (candidate.fee, candidate.work);
            let unknown = |is: bool| if is { 1.0 } else { 0.0 };
            [
                unknown(fee.is_none()),
                fee.unwrap_or(0).into(),
                unknown(work.is_none()),
                work.map_or(0, |w| w.hours).into(),
                1.0,
            ]
        };
        let mut sums: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); STAGES];
        let mut constants = [0.0; STAGES];
        let taken: Vec<Variable> = problem
            .candidates
            .iter()
            .enumerate()
            .map(|(at, candidate)| {
                let parts = parts(candidate);
                let least = i32::from(problem.required.contains(&at));
                let variable = programme.add_integer_var(if stage >= 2 { parts[stage - 2] } else { 0.0 }, (least, 1));
                for (part, value) in parts.into_iter().enumerate() {
                    sums[part + 2].push((variable, value));
                }
                variable
            })
            .collect();
        let mut this = Self { problem, inner: programme, constant: 0.0, taken };
        this.levels(stage, &mut sums, &mut constants);
        this.routes();
        this.budget();
        this.constant = constants[stage];
        for (part, value) in held.iter().enumerate() {
            // Half a part leaves room for rounding and none for a worse value.
            let parts = PARTS as f64;
            let most = (value * parts).round() / parts + 0.5 / parts - constants[part];
            this.inner.add_constraint(&sums[part], ComparisonOp::Le, most);
        }
        this
    }

    /// The shortfall is a variable of its own: at least the weighted gap without the allowance.
    fn levels(&mut self, stage: usize, sums: &mut [Vec<(Variable, f64)>], constants: &mut [f64]) {
        let number = |value: Exact| value.numer() as f64 / value.denom() as f64;
        let shortfall = self.inner.add_var(if stage == 1 { 1.0 } else { 0.0 }, (0.0, f64::INFINITY));
        sums[1].push((shortfall, 1.0));
        let (mut rises, mut whole) = (vec![(shortfall, 1.0)], 0.0);
        for (at, aim) in self.problem.aims.iter().enumerate() {
            let floor = i64::try_from(aim.level.floor().to_integer()).unwrap();
            let gap = Exact::from_integer(aim.target.into()) - aim.level;
            if gap <= Exact::default() {
                continue;
            }
            constants[0] += if aim.must { 1.0 } else { 0.0 };
            whole += number(gap) * aim.weight as f64;
            let mut reached: Vec<(i64, Variable)> = Vec::new();
            for level in floor + 1..=aim.target {
                let from = if level == floor + 1 { aim.level } else { Exact::from_integer((level - 1).into()) };
                let rise = number(Exact::from_integer(level.into()) - from) * aim.weight as f64;
                let met = if aim.must && level == aim.target { 1.0 } else { 0.0 };
                let cost = if stage == 0 { -met } else { 0.0 };
                let variable = self.inner.add_integer_var(cost, (0, 1));
                sums[0].push((variable, -met));
                rises.push((variable, rise));
                let mut support = vec![(variable, -1.0)];
                for (candidate, taken) in self.problem.candidates.iter().zip(&self.taken) {
                    let lifts =
                        candidate.lifts.iter().filter(|lift| lift.aim == at && lift.from < level && level <= lift.to);
                    for lift in lifts {
                        let used = self.inner.add_var(0.0, (0.0, 1.0));
                        self.inner.add_constraint([(used, 1.0), (*taken, -1.0)], ComparisonOp::Le, 0.0);
                        if let Some((_, before)) = reached.iter().find(|(level, _)| *level == lift.from) {
                            self.inner.add_constraint([(used, 1.0), (*before, -1.0)], ComparisonOp::Le, 0.0);
                        }
                        support.push((used, 1.0));
                    }
                }
                self.inner.add_constraint(&support, ComparisonOp::Ge, 0.0);
                if let Some((_, before)) = reached.last() {
                    self.inner.add_constraint([(variable, 1.0), (*before, -1.0)], ComparisonOp::Le, 0.0);
                }
                reached.push((level, variable));
            }
        }
        self.inner.add_constraint(&rises, ComparisonOp::Ge, whole - number(self.problem.allowance));
    }

    fn routes(&mut self) {
        let count = self.problem.candidates.len() as f64;
        let is_open = |candidate: &Candidate| candidate.routes.iter().any(|route| route.prerequisites.is_empty());
        let positions: Vec<Variable> = self.taken.iter().map(|_| self.inner.add_var(0.0, (0.0, count))).collect();
        for (at, candidate) in self.problem.candidates.iter().enumerate().filter(|(_, candidate)| !is_open(candidate)) {
            let mut some_route = vec![(self.taken[at], -1.0)];
            for route in &candidate.routes {
                let used = self.inner.add_integer_var(0.0, (0, 1));
                some_route.push((used, 1.0));
                for need in &route.prerequisites {
                    let mut met = vec![(used, -1.0)];
                    for key in need.iter().filter(|key| **key != at) {
                        let by = self.inner.add_integer_var(0.0, (0, 1));
                        self.inner.add_constraint([(by, 1.0), (self.taken[*key], -1.0)], ComparisonOp::Le, 0.0);
                        let order = [(positions[*key], 1.0), (positions[at], -1.0), (by, count + 1.0)];
                        self.inner.add_constraint(order, ComparisonOp::Le, count);
                        met.push((by, 1.0));
                    }
                    self.inner.add_constraint(&met, ComparisonOp::Ge, 0.0);
                }
            }
            self.inner.add_constraint(&some_route, ComparisonOp::Ge, 0.0);
        }
    }

    fn budget(&mut self) {
        let Some(budget) = self.problem.limits.budget else { return };
        let priced = self.problem.candidates.iter().zip(&self.taken);
        let unknown: Vec<(Variable, f64)> =
            priced.clone().filter(|(candidate, _)| candidate.fee.is_none()).map(|(_, taken)| (*taken, 1.0)).collect();
        if !unknown.is_empty() {
            self.inner.add_constraint(&unknown, ComparisonOp::Le, 0.0);
        }
        let fees: Vec<(Variable, f64)> = priced.map(|(c, taken)| (*taken, f64::from(c.fee.unwrap_or(0)))).collect();
        self.inner.add_constraint(&fees, ComparisonOp::Le, budget as f64);
    }

    fn solve(&mut self) -> f64 {
        let solution = self.inner.solve().unwrap().into_solution().unwrap();
        solution.objective() + self.constant
    }
}
