//! What each candidate covers: the points of the levels that an aim must come over.

use std::ops::Range;

use super::{Candidate, Problem};
use crate::exact::Exact;

/// The elements of one aim, from its level now up to its target.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) aim: usize,
    pub(super) elements: Range<usize>,
    /// The level at which each element begins.
    pub(super) points: Vec<Exact>,
}

/// An element that a candidate covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Covering {
    pub(super) element: usize,
    /// The elements that must be covered before, so that the person is at the level from which it helps.
    pub(super) after: Range<usize>,
}

/// The elements of all aims that count, and for each candidate those that it covers, in their order.
#[derive(Clone, Debug)]
pub(super) struct Points {
    pub(super) chains: Vec<Chain>,
    pub(super) coverings: Vec<Vec<Covering>>,
}

impl Points {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut chains = Vec::new();
        let mut count = 0;
        for (aim, goal) in problem.aims.iter().enumerate().filter(|(_, goal)| goal.weight > 0 || goal.must) {
            let mut points = Vec::new();
            let mut point = goal.level;
            while point < whole(goal.target) {
                points.push(point);
                point = point.floor() + whole(1);
            }
            if !points.is_empty() {
                chains.push(Chain { aim, elements: count..count + points.len(), points });
                count = chains[chains.len() - 1].elements.end;
            }
        }
        let coverings = problem.candidates.iter().map(|candidate| coverings(&chains, candidate)).collect();
        Self { chains, coverings }
    }

    /// How many elements there are.
    pub(super) fn count(&self) -> usize {
        self.chains.last().map_or(0, |chain| chain.elements.end)
    }
}

fn coverings(chains: &[Chain], candidate: &Candidate) -> Vec<Covering> {
    let mut coverings = Vec::new();
    for chain in chains {
        for (element, point) in chain.elements.clone().zip(&chain.points) {
            let lifts = candidate.lifts.iter().filter(|lift| lift.aim == chain.aim);
            let over = lifts.filter(|lift| whole(lift.from) <= *point && *point < whole(lift.to));
            if let Some(from) = over.map(|lift| lift.from).min() {
                let below = chain.points.iter().filter(|point| **point < whole(from)).count();
                coverings.push(Covering { element, after: chain.elements.start..chain.elements.start + below });
            }
        }
    }
    coverings
}

fn whole(number: i64) -> Exact {
    Exact::from_integer(i128::from(number))
}
