//! The ladder of roles, and the highest role on it that a person meets.

use super::{GapAnalysis, analyse};
use crate::model::{Pack, RoleIx};
use crate::score::ScoreCard;

/// One role of the ladder held against the person.
#[derive(Clone, Debug)]
pub struct Rung {
    /// The person's gaps to the role.
    pub analysis: GapAnalysis,
    /// True when the role [is reached](GapAnalysis::is_reached).
    pub reached: bool,
}

/// All roles, lowest rung first; for a pack without roles its stand-in alone.
pub fn ladder(pack: &Pack, card: &ScoreCard) -> Vec<Rung> {
    let rung = |at: usize| {
        let analysis = analyse(pack, card, RoleIx::new(at));
        Rung { reached: analysis.is_reached(pack), analysis }
    };
    (0..pack.scored_roles().len()).map(rung).collect()
}

/// The highest role that is reached.
pub fn nearest_rung(ladder: &[Rung]) -> Option<RoleIx> {
    ladder.iter().rev().find(|rung| rung.reached).map(|rung| rung.analysis.role)
}
