//! A class then and now, over the people whose two attempts can be compared.

use super::competencies::{distribution, median};
use super::person::Change;
use crate::exact::Exact;
use crate::gap::NOTABLE_CHANGE;
use crate::model::{CompetencyIx, Pack};

/// One competency then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The competency.
    pub competency: CompetencyIx,
    /// How many people have a level both times that measured the same.
    pub both: usize,
    /// How many of them had reached each level of the scale then and now, as in
    /// [`CompetencyFigures::at`](super::CompetencyFigures::at).
    pub at: [Vec<usize>; 2],
    /// The median of their levels then and now.
    pub median: [Exact; 2],
    /// How many rose by a notable change, fell by one, and did neither.
    pub moved: [usize; 3],
}

/// The competencies that someone has a level in both times, in the pack's order.
pub fn shifts(pack: &Pack, changes: &[&Change]) -> Vec<Shift> {
    pack.competency_indices().filter_map(|at| shift(pack, changes, at)).collect()
}

fn shift(pack: &Pack, changes: &[&Change], competency: CompetencyIx) -> Option<Shift> {
    let own = |change: &&Change| change.levels.iter().find(|(at, _)| *at == competency).map(|(_, levels)| *levels);
    let pairs: Vec<[Exact; 2]> = changes.iter().filter_map(own).collect();
    let notable = Exact::from(NOTABLE_CHANGE);
    let up = pairs.iter().filter(|[then, now]| *now - *then >= notable).count();
    let down = pairs.iter().filter(|[then, now]| *then - *now >= notable).count();
    let side = |side: usize| {
        let mut levels: Vec<Exact> = pairs.iter().map(|pair| pair[side]).collect();
        levels.sort_unstable();
        (distribution(pack, levels.iter().copied()), median(&levels))
    };
    let ((then, median_then), (now, median_now)) = (side(0), side(1));
    Some(Shift {
        competency,
        both: pairs.len(),
        at: [then, now],
        median: [median_then?, median_now?],
        moved: [up, down, pairs.len() - up - down],
    })
}
