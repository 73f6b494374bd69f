//! A class held against what its programme expects by the end of each course or term.

use super::attempt::Attempt;
use super::competencies::share;
use crate::exact::Exact;
use crate::model::TermTarget;

/// A target of a programme and how many reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeTarget {
    /// The target.
    pub target: TermTarget,
    /// How many people have a level in its competency.
    pub rated: usize,
    /// How many of them are at the target or above.
    pub reached: usize,
    /// How many who answered have no level.
    pub not_known: usize,
}

impl ProgrammeTarget {
    /// The share of those with a level who are at the target or above.
    pub fn share(&self) -> Option<Exact> {
        share(self.reached, self.rated)
    }
}

/// Each target, in the order given.
pub fn programme(people: &[&Attempt], targets: &[TermTarget]) -> Vec<ProgrammeTarget> {
    let hold = |target: &TermTarget| {
        let levels = || people.iter().filter_map(|attempt| attempt.level(target.competency));
        let rated = levels().count();
        ProgrammeTarget {
            target: target.clone(),
            rated,
            reached: levels().filter(|level| *level >= Exact::from(target.level)).count(),
            not_known: people.len() - rated,
        }
    };
    targets.iter().map(hold).collect()
}
