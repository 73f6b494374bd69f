//! What can be shared outside: totals of the whole class, in which nobody can be found.
//!
//! Under ten people nothing is said (in the United States 39 states used ten as the least number of people for a figure that
//! is published, NCES 2011-603). A share is given in steps of 5 %, and the lowest and highest are ranges, so that no sentence
//! says something of everyone or of no one.

use super::Class;
use crate::exact::{Exact, nearest};
use crate::model::{CompetencyIx, TermTarget};

/// The fewest people of whom anything is said.
pub const FEWEST_SHARED: usize = 10;

/// The lowest and the highest share that is given as it is, in per cent; beyond them a range is.
const LOWEST: i128 = 10;
const HIGHEST: i128 = 90;

/// A share as it may be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Banded {
    /// Less than 10 %.
    Few,
    /// About so many per cent, a multiple of 5.
    About(i128),
    /// More than 90 %.
    Most,
}

/// A share as it may be shared.
pub fn banded(share: Exact) -> Banded {
    let percent = share * 100;
    if percent < Exact::from_integer(LOWEST) {
        Banded::Few
    } else if percent > Exact::from_integer(HIGHEST) {
        Banded::Most
    } else {
        Banded::About(nearest(share, 20) * 5)
    }
}

/// A competency as it may be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedCompetency {
    /// The competency.
    pub competency: CompetencyIx,
    /// The share of those with a level who are at the target of their next role; `None` where fewer than
    /// [`FEWEST_SHARED`] have one.
    pub at_target: Option<Banded>,
    /// The median level of those; likewise.
    pub median: Option<Exact>,
    /// The share who rose by a notable change since an earlier term, of those who have a level both times; likewise.
    pub rose: Option<Banded>,
}

/// A class as it may be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// How many people answered.
    pub people: usize,
    /// Each competency, in the pack's order.
    pub competencies: Vec<SharedCompetency>,
    /// What many need, the heaviest first, each with the share of those who answered; only what at least
    /// [`FEWEST_SHARED`] people share.
    pub needs: Vec<(CompetencyIx, Banded)>,
    /// The programme's targets, in its order, each with the share of those with a level who reach it; `None` where fewer than
    /// [`FEWEST_SHARED`] have one.
    pub programme: Vec<(TermTarget, Option<Banded>)>,
    /// How many people can be compared with an earlier term; `None` where fewer than [`FEWEST_SHARED`] can.
    pub compared: Option<usize>,
}

impl Class<'_> {
    /// What may be shared; `None` of a class that is too small.
    pub fn shared(&self) -> Option<Shared> {
        let people = self.answered.len();
        let share_of = |part: usize, whole: usize| {
            (whole >= FEWEST_SHARED).then(|| banded(Exact::new(part as i128, whole as i128)))
        };
        let competency = |own: &crate::cohort::CompetencyFigures| SharedCompetency {
            competency: own.competency,
            at_target: share_of(own.at_target, own.rated),
            median: own.median.filter(|_| own.rated >= FEWEST_SHARED),
            rose: self
                .shifts
                .iter()
                .find(|shift| shift.competency == own.competency)
                .and_then(|shift| share_of(shift.moved[0], shift.both)),
        };
        let needs = self.needs.iter().filter(|need| need.people.len() >= FEWEST_SHARED);
        let needs = needs.filter_map(|need| Some((need.competency, share_of(need.people.len(), people)?)));
        let programme =
            self.programme.iter().map(|own| (own.target.clone(), share_of(own.reached, own.rated))).collect();
        (people >= FEWEST_SHARED).then(|| Shared {
            programme,
            people,
            competencies: self.competencies.iter().map(competency).collect(),
            needs: needs.collect(),
            compared: Some(self.compared()).filter(|compared| *compared >= FEWEST_SHARED),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c09_no_share_says_something_of_everyone_or_of_no_one() {
        for whole in FEWEST_SHARED..200 {
            for part in 0..=whole {
                let banded = banded(Exact::new(part as i128, whole as i128));
                assert!(part > 0 || banded == Banded::Few, "{part} of {whole}");
                assert!(part < whole || banded == Banded::Most, "{part} of {whole}");
                if let Banded::About(percent) = banded {
                    assert!((10..=90).contains(&percent) && percent % 5 == 0, "{part} of {whole}: {percent}");
                }
            }
        }
        assert_eq!([0, 10].map(|part| banded(Exact::new(part, 10))), [Banded::Few, Banded::Most]);
    }
}
