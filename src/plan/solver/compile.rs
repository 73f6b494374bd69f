//! A planning problem as a covering problem in whole numbers.

use super::limits::{Limit, limits};
use super::{Problem, Total};
use crate::exact::{Exact, common_denominator};

/// What one chain of elements is: positions in the list of elements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    pub(super) first: usize,
    pub(super) end: usize,
}

/// The way into a candidate: any one of these lists of needs, each met by any one of its candidates.
type Gate = Vec<Vec<Vec<usize>>>;

/// A planning problem as a covering problem. Candidates keep their positions.
#[derive(Debug)]
pub(super) struct Cover {
    pub(super) chains: Vec<Chain>,
    /// What each element is worth: how much less is lost when the chain goes on over it.
    pub(super) worth: Vec<i128>,
    /// For each candidate the elements that it covers.
    pub(super) covers: Vec<Vec<usize>>,
    /// For each element the candidates that cover it.
    pub(super) coverers: Vec<Vec<usize>>,
    /// For each candidate the cost of taking it: the parts of the goal as digits of one number.
    pub(super) load: Vec<u128>,
    /// For each candidate its way in; `None` when it is open.
    pub(super) gates: Vec<Option<Gate>>,
    /// False for what is closed, breaks a limit alone, or is of no use.
    pub(super) is_usable: Vec<bool>,
    /// For each limit how much of it each candidate uses, and how much there is.
    pub(super) limits: Vec<Limit>,
    digits: Digits,
    /// What an unmet must counts, and by what weighted gaps are multiplied.
    scale: (i128, i128),
}

/// How the parts of a cost make one number.
#[derive(Clone, Copy, Debug)]
struct Digits {
    count: u128,
    fees: u128,
    hours: u128,
}

impl Digits {
    fn join(self, fees: Total, hours: Total, steps: usize) -> u128 {
        let mut number = u128::from(fees.unknown);
        for (digit, base) in [
            (u128::from(fees.known), self.fees),
            (u128::from(hours.unknown), self.count),
            (u128::from(hours.known), self.hours),
            (steps as u128, self.count),
        ] {
            number = number * base + digit;
        }
        number
    }

    fn split(self, mut number: u128) -> (Total, Total, usize) {
        let mut digit = |base: u128| {
            let digit = number % base;
            number /= base;
            u64::try_from(digit).unwrap_or(u64::MAX)
        };
        let steps = digit(self.count);
        let hours = Total { known: digit(self.hours), unknown: digit(self.count) };
        let known = digit(self.fees);
        let fees = Total { known, unknown: u64::try_from(number).unwrap_or(u64::MAX) };
        (fees, hours, usize::try_from(steps).unwrap_or(usize::MAX))
    }
}

impl Cover {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut cover = Self {
            chains: Vec::new(),
            worth: Vec::new(),
            covers: vec![Vec::new(); problem.candidates.len()],
            coverers: Vec::new(),
            load: Vec::new(),
            gates: Vec::new(),
            is_usable: Vec::new(),
            limits: limits(problem),
            digits: digits(problem),
            scale: (1, 1),
        };
        cover.add_chains(problem);
        for candidate in &problem.candidates {
            let single = |part: Option<u32>| match part {
                Some(part) => Total { unknown: 0, known: u64::from(part) },
                None => Total { unknown: 1, known: 0 },
            };
            let hours = single(candidate.work.map(|work| work.hours));
            cover.load.push(cover.digits.join(single(candidate.fee), hours, 1));
            let is_open = candidate.ways.iter().any(|way| way.needs.is_empty());
            let gate = || candidate.ways.iter().map(|way| way.needs.clone()).collect();
            cover.gates.push((!is_open).then(gate));
        }
        cover.find_usable(problem);
        cover
    }

    fn add_chains(&mut self, problem: &Problem) {
        let denominator = common_denominator(problem.aims.iter().map(|aim| aim.level));
        let scaled = |value: Exact| (value * denominator).to_integer();
        // More than all weighted gaps together.
        let must = 1 + problem
            .aims
            .iter()
            .map(|aim| (Exact::from_integer(i128::from(aim.target)) - aim.level).max(0.into()) * i128::from(aim.weight))
            .map(scaled)
            .sum::<i128>();
        self.scale = (must, denominator);
        for (at, aim) in problem.aims.iter().enumerate() {
            let first = self.worth.len();
            let mut point = aim.level;
            while point < Exact::from_integer(i128::from(aim.target)) && (aim.weight > 0 || aim.must) {
                let floor = point.floor().to_integer();
                let next = Exact::from_integer(floor + 1);
                let element = self.worth.len();
                self.worth.push(scaled((next - point) * i128::from(aim.weight)));
                let mut coverers = Vec::new();
                for (candidate, covers) in problem.candidates.iter().zip(&mut self.covers) {
                    let is_covered = |lift: &super::Lift| {
                        lift.aim == at && i128::from(lift.from) <= floor && floor < i128::from(lift.to)
                    };
                    if candidate.lifts.iter().any(is_covered) {
                        covers.push(element);
                    }
                }
                coverers.extend((0..problem.candidates.len()).filter(|c| self.covers[*c].last() == Some(&element)));
                self.coverers.push(coverers);
                point = next;
            }
            if self.worth.len() > first {
                let last = self.worth.len() - 1;
                self.worth[last] += if aim.must { must } else { 0 };
                self.chains.push(Chain { first, end: self.worth.len() });
            }
        }
    }

    /// Leaves out what is closed, breaks a limit alone, is of no use, or is dominated by another.
    fn find_usable(&mut self, problem: &Problem) {
        let count = problem.candidates.len();
        let mut opens = vec![false; count];
        for gate in self.gates.iter().flatten() {
            for candidate in gate.iter().flatten().flatten() {
                opens[*candidate] = true;
            }
        }
        self.is_usable = (0..count)
            .map(|at| {
                let fits = self.limits.iter().all(|(uses, there_is)| uses[at] <= *there_is);
                fits && !problem.candidates[at].ways.is_empty() && (opens[at] || !self.covers[at].is_empty())
            })
            .collect();
        // A step that takes less time may still be scheduled worse.
        if problem.limits.time.is_some() {
            return;
        }
        for at in 0..count {
            let is_dominated = |other: usize| {
                other != at
                    && self.is_usable[other]
                    && self.gates[other].is_none()
                    && (self.load[other], other) < (self.load[at], at)
                    && self.limits.iter().all(|(uses, _)| uses[other] <= uses[at])
                    && self.covers[at].iter().all(|element| self.covers[other].contains(element))
            };
            if self.is_usable[at] && !opens[at] && (0..count).any(is_dominated) {
                self.is_usable[at] = false;
            }
        }
    }

    /// A loss as unmet musts and weighted gap.
    pub(super) fn loss_parts(&self, loss: i128) -> (usize, Exact) {
        let (must, denominator) = self.scale;
        let musts = usize::try_from(loss.div_euclid(must)).unwrap_or(usize::MAX);
        (musts, Exact::new(loss.rem_euclid(must), denominator))
    }

    /// The parts of a cost: fees, hours, steps.
    pub(super) fn parts(&self, load: u128) -> (Total, Total, usize) {
        self.digits.split(load)
    }
}

/// Bases so large that no sum carries over.
fn digits(problem: &Problem) -> Digits {
    let candidates = &problem.candidates;
    Digits {
        count: candidates.len() as u128 + 1,
        fees: candidates.iter().filter_map(|candidate| candidate.fee).map(u128::from).sum::<u128>() + 1,
        hours: candidates
            .iter()
            .filter_map(|candidate| candidate.work)
            .map(|work| u128::from(work.hours))
            .sum::<u128>()
            + 1,
    }
}
