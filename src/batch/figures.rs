//! The results of one respondent.

use super::Decimal;
use crate::gap::{GapAnalysis, TOP_GAPS};
use crate::model::{CompetencyIx, Pack};
use crate::score::ScoreCard;

/// The results of one respondent for one role, rounded. Its memory is reused for the next respondent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many items of the form are rated.
    pub answered: usize,
    /// How many items the form has.
    pub items: usize,
    /// Rated items among those of the form.
    pub coverage: Decimal,
    /// Readiness for the role.
    pub readiness: Decimal,
    /// Readiness with everything missing at its worst; nothing for a pack without roles.
    pub low: Decimal,
    /// Readiness with everything missing at its best.
    pub high: Decimal,
    /// A level for each domain, in the pack's order.
    pub domains: Vec<Decimal>,
    /// A level for each competency, in the pack's order.
    pub levels: Vec<Decimal>,
    /// Musts that are not met, in the pack's order.
    pub unmet_must: Vec<CompetencyIx>,
    /// The first gaps, highest priority first; at most [`TOP_GAPS`].
    pub top_gaps: Vec<CompetencyIx>,
}

impl Figures {
    /// Empty results.
    pub fn new() -> Self {
        Self {
            answered: 0,
            items: 0,
            coverage: Decimal::NONE,
            readiness: Decimal::NONE,
            low: Decimal::NONE,
            high: Decimal::NONE,
            domains: Vec::new(),
            levels: Vec::new(),
            unmet_must: Vec::new(),
            top_gaps: Vec::new(),
        }
    }

    /// The results of a score card and its gaps: the exact way, as in reports.
    pub fn of(pack: &Pack, card: &ScoreCard, analysis: &GapAnalysis) -> Self {
        let has_targets = analysis.sums.whole_of_all > 0;
        Self {
            answered: card.rated,
            items: card.items,
            coverage: Decimal::new(card.coverage),
            readiness: Decimal::of(analysis.readiness),
            low: Decimal::of(has_targets.then_some(analysis.bounds.0)),
            high: Decimal::of(has_targets.then_some(analysis.bounds.1)),
            domains: analysis.domains(pack).iter().map(|domain| Decimal::of(domain.level)).collect(),
            levels: card.competencies.iter().map(|score| Decimal::of(score.level)).collect(),
            unmet_must: analysis.unmet_musts.clone(),
            top_gaps: analysis.priorities().into_iter().take(TOP_GAPS).collect(),
        }
    }
}

impl Default for Figures {
    fn default() -> Self {
        Self::new()
    }
}
