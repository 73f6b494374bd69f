//! The elements of the covering problem, and those that each candidate covers.

use std::ops::Range;

use super::{Candidate, Problem};
use crate::exact::Exact;

/// The elements of one aim, from its level now as far up as any lift leads.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) aim: usize,
    pub(super) elements: Range<usize>,
    /// Those below the target, if the aim counts for anything.
    pub(super) counted: Range<usize>,
    /// The level at which each element begins.
    pub(super) points: Vec<Exact>,
}

/// An element that a candidate covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Covering {
    pub(super) element: usize,
    /// True when the element counts for the goal.
    pub(super) counts: bool,
    /// The elements that must be covered before, so that the person is at the level from which it helps.
    pub(super) after: Range<usize>,
}

/// The elements of all aims, and for each candidate those that it covers, in their order.
#[derive(Clone, Debug)]
pub(super) struct Elements {
    pub(super) chains: Vec<Chain>,
    pub(super) coverings: Vec<Vec<Covering>>,
}

impl Elements {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut chains = Vec::new();
        let mut first = 0;
        for (aim, goal) in problem.aims.iter().enumerate() {
            let lifts = problem.candidates.iter().flat_map(|candidate| &candidate.lifts);
            let highest = lifts.filter(|lift| lift.aim == aim).map(|lift| lift.to).max().unwrap_or(0);
            let counts = goal.weight > 0 || goal.must;
            let top = if counts { highest.max(goal.target) } else { highest };
            let mut points = Vec::new();
            let mut point = goal.level;
            while point < Exact::from(top) {
                points.push(point);
                point = point.floor() + Exact::ONE;
            }
            let counted = points.iter().filter(|point| counts && **point < Exact::from(goal.target)).count();
            let elements = first..first + points.len();
            first = elements.end;
            chains.push(Chain { aim, counted: elements.start..elements.start + counted, elements, points });
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
            let over = lifts.filter(|lift| Exact::from(lift.from) <= *point && *point < Exact::from(lift.to));
            if let Some(from) = over.map(|lift| lift.from).min() {
                let below = chain.points.iter().filter(|point| **point < Exact::from(from)).count();
                coverings.push(Covering {
                    element,
                    counts: chain.counted.contains(&element),
                    after: chain.elements.start..chain.elements.start + below,
                });
            }
        }
    }
    coverings
}
