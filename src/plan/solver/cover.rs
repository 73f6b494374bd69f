//! A planning problem as a covering problem in whole numbers.

use std::ops::Range;

use super::elements::Elements;
use super::limits::{Limit, limits};
use super::{Problem, Total};
use crate::exact::{Exact, common_denominator};

/// A planning problem as a covering problem. Candidates keep their positions.
#[derive(Debug)]
pub(super) struct Cover {
    /// The elements of each aim.
    pub(super) chains: Vec<Range<usize>>,
    /// What each element is worth: how much less is lost when the chain goes on over it.
    pub(super) worth: Vec<i128>,
    /// For each candidate the elements that it covers.
    pub(super) covers: Vec<Vec<usize>>,
    /// For each element the candidates that cover it.
    pub(super) coverers: Vec<Vec<usize>>,
    /// For each candidate the cost of taking it: the parts of the goal as digits of one number.
    pub(super) load: Vec<u128>,
    /// True for what is not open without another candidate.
    pub(super) is_gated: Vec<bool>,
    /// True for what can open the way to another.
    pub(super) is_key: Vec<bool>,
    /// False for what is closed, breaks a limit alone, or is of no use.
    pub(super) is_usable: Vec<bool>,
    /// For each limit how much of it each candidate uses, and how much there is.
    pub(super) limits: Vec<Limit>,
    /// The elements, those with the fewest coverers first, each after the first of its chain.
    pub(super) rarest: Vec<(usize, usize)>,
    digits: Digits,
    /// What an unmet must counts, and by what weighted gaps are multiplied.
    scale: (i128, i128),
    /// The weighted gap that costs nothing, multiplied likewise.
    allowance: i128,
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
        let elements = Elements::new(problem);
        let mut cover = Self {
            chains: elements
                .chains
                .iter()
                .map(|chain| chain.counted.clone())
                .filter(|chain| !chain.is_empty())
                .collect(),
            worth: Vec::new(),
            covers: elements
                .coverings
                .iter()
                .map(|coverings| {
                    coverings.iter().filter(|covering| covering.counts).map(|covering| covering.element).collect()
                })
                .collect(),
            coverers: vec![Vec::new(); elements.count()],
            load: Vec::new(),
            is_gated: Vec::new(),
            is_key: Vec::new(),
            is_usable: Vec::new(),
            limits: limits(problem, &elements),
            rarest: Vec::new(),
            digits: digits(problem),
            scale: (1, 1),
            allowance: 0,
        };
        cover.value_elements(problem, &elements);
        for (at, covers) in cover.covers.iter().enumerate() {
            for element in covers {
                cover.coverers[*element].push(at);
            }
        }
        for candidate in &problem.candidates {
            let (mut fees, mut hours) = (Total::default(), Total::default());
            fees.add(candidate.fee);
            hours.add(candidate.compared_hours());
            cover.load.push(cover.digits.join(fees, hours, 1));
            let is_open = candidate.routes.iter().any(|route| route.prerequisites.is_empty());
            cover.is_gated.push(!is_open);
        }
        cover.find_usable(problem);
        let usable = |element: usize| cover.coverers[element].iter().filter(|at| cover.is_usable[**at]).count();
        let in_chain = |chain: &Range<usize>| chain.clone().map(|element| (chain.start, element)).collect::<Vec<_>>();
        let mut rarest: Vec<(usize, usize)> = cover.chains.iter().flat_map(in_chain).collect();
        rarest.sort_by_key(|(_, element)| usable(*element));
        cover.rarest = rarest;
        cover
    }

    fn value_elements(&mut self, problem: &Problem, elements: &Elements) {
        let exact = problem.aims.iter().map(|aim| aim.level).chain([problem.allowance]);
        let denominator = common_denominator(exact);
        let scaled = |value: Exact| (value * denominator).to_integer();
        self.allowance = scaled(problem.allowance);
        for chain in &elements.chains {
            for (element, point) in chain.elements.clone().zip(&chain.points) {
                let weight = if chain.counted.contains(&element) { problem.aims[chain.aim].weight } else { 0 };
                let next = point.floor() + Exact::ONE;
                self.worth.push(scaled((next - *point) * i128::from(weight)));
            }
        }
        // More than all weighted gaps together.
        let must = 1 + self.worth.iter().sum::<i128>();
        self.scale = (must, denominator);
        for chain in elements.chains.iter().filter(|chain| problem.aims[chain.aim].must && !chain.counted.is_empty()) {
            self.worth[chain.counted.end - 1] += must;
        }
    }

    /// Leaves out what is closed, breaks a limit alone, is of no use, or is dominated by another.
    fn find_usable(&mut self, problem: &Problem) {
        let count = problem.candidates.len();
        self.is_key = vec![false; count];
        let gated = problem.candidates.iter().zip(&self.is_gated).filter(|(_, is_gated)| **is_gated);
        let routes = gated.flat_map(|(candidate, _)| &candidate.routes);
        for key in routes.flat_map(|route| &route.prerequisites).flatten() {
            self.is_key[*key] = true;
        }
        self.is_usable = (0..count)
            .map(|at| {
                let fits = self.limits.iter().all(|(uses, there_is)| uses[at] <= *there_is);
                let is_of_use = self.is_key[at] || !self.covers[at].is_empty() || problem.required.contains(&at);
                fits && !problem.candidates[at].routes.is_empty() && is_of_use
            })
            .collect();
        // A step that takes less time may still be scheduled worse.
        if problem.limits.weeks.is_some() {
            return;
        }
        for at in 0..count {
            let is_dominated = |other: usize| {
                other != at
                    && self.is_usable[other]
                    && !self.is_gated[other]
                    && (self.load[other], other) < (self.load[at], at)
                    && self.limits.iter().all(|(uses, _)| uses[other] <= uses[at])
                    && self.covers[at].iter().all(|element| self.covers[other].contains(element))
            };
            if self.is_usable[at] && !self.is_key[at] && !problem.required.contains(&at) && (0..count).any(is_dominated)
            {
                self.is_usable[at] = false;
            }
        }
    }

    /// What a set loses when the elements that it does not reach are worth so much: the allowance costs nothing. A set that
    /// is worse in the one is never better in the other.
    pub(super) fn loss(&self, missed: i128) -> i128 {
        missed - missed.rem_euclid(self.scale.0).min(self.allowance)
    }

    /// The most that the elements may be worth that a set with this loss does not reach.
    pub(super) fn most_missed(&self, loss: i128) -> i128 {
        let must = self.scale.0;
        let rest = loss.rem_euclid(must);
        loss - rest + (rest + self.allowance).min(must - 1)
    }

    /// What an element is worth without what an unmet must counts.
    pub(super) fn gap_worth(&self, element: usize) -> i128 {
        self.worth[element].rem_euclid(self.scale.0)
    }

    /// A loss as unmet musts and shortfall.
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
    let (mut fees, mut hours) = (Total::default(), Total::default());
    for candidate in &problem.candidates {
        fees.add(candidate.fee);
        hours.add(candidate.compared_hours());
    }
    let base = |sum: u64| u128::from(sum) + 1;
    Digits { count: base(problem.candidates.len() as u64), fees: base(fees.known), hours: base(hours.known) }
}
