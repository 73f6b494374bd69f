//! What a programme expects by the end of its terms, held against a person's levels. It enters no readiness.

use crate::assess::Assessment;
use crate::exact::Exact;
use crate::model::TermTarget;

/// A target of a term and where the person stands.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The target.
    pub target: TermTarget,
    /// The person's level; `None` when it is not known.
    pub level: Option<Exact>,
}

impl Expectation {
    /// Whether the level is at the target or above; `None` when it is not known.
    pub fn is_reached(&self) -> Option<bool> {
        self.level.map(|level| level >= Exact::from(self.target.level))
    }
}

/// The targets of the programme whose overlay lies over the pack, in its order; none without one.
pub fn expectations(assessment: &Assessment<'_>) -> Vec<Expectation> {
    let targets = assessment.pack.overlay().map_or(&[][..], |overlay| &overlay.targets);
    let levels = &assessment.card.competencies;
    let level = |target: &TermTarget| levels.iter().find(|score| score.competency == target.competency)?.level;
    targets.iter().map(|target| Expectation { target: target.clone(), level: level(target) }).collect()
}
