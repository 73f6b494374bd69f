//! How all people together stand in each competency of each role.

use std::collections::BTreeMap;

use super::Decimal;
use super::sheet::Mark;
use crate::exact::Exact;
use crate::facts::columns::Missing;
use crate::model::{Pack, RoleIx};

/// The ten-thousandths of which levels are counted.
const UNIT: i128 = 10_000;

/// Counts people as their rows are written. Its memory does not grow with their number, only with that of different levels.
#[derive(Debug)]
pub struct Tally {
    /// How many competencies the pack has, and levels its scale.
    competencies: usize,
    levels: usize,
    /// For each role, one for each competency; empty for a role without people.
    roles: Vec<Vec<Standings>>,
}

/// How people stand in a competency of a role.
#[derive(Clone, Debug)]
pub struct Standings {
    /// How many have each level, in ten-thousandths.
    levels: BTreeMap<i64, u64>,
    /// How many reach each level of the scale and not the next.
    pub reached: Vec<u64>,
    /// How many are at the target or above.
    pub met: u64,
    /// How many have no level for each reason, in the order of [`Missing::WORDS`].
    pub without: [u64; Missing::WORDS.len()],
}

impl Tally {
    /// Nobody.
    pub fn new(pack: &Pack) -> Self {
        Self {
            competencies: pack.competencies().len(),
            levels: pack.levels().levels().len(),
            roles: vec![Vec::new(); pack.scored_roles().len()],
        }
    }

    /// Adds a person who was scored against a role: for each competency the level as it is written, empty for none, and the
    /// mark.
    pub fn add<'l>(&mut self, role: RoleIx, levels: impl Iterator<Item = &'l str>, marks: impl Iterator<Item = Mark>) {
        let standings = &mut self.roles[role.get()];
        if standings.is_empty() {
            standings.resize(self.competencies, Standings::new(self.levels));
        }
        for ((one, level), mark) in standings.iter_mut().zip(levels).zip(marks) {
            match mark {
                Mark::Without(missing) => one.without[missing as usize] += 1,
                Mark::Level(reached, is_met) => {
                    *one.levels.entry(ten_thousandths(level)).or_default() += 1;
                    one.reached[reached] += 1;
                    one.met += u64::from(is_met);
                }
            }
        }
    }

    /// The roles that people were scored against, in the pack's order, each with its competencies in the pack's order.
    pub fn roles(&self) -> impl Iterator<Item = (RoleIx, &[Standings])> {
        let all = self.roles.iter().enumerate().filter(|(_, standings)| !standings.is_empty());
        all.map(|(at, standings)| (RoleIx::new(at), standings.as_slice()))
    }
}

impl Standings {
    fn new(levels: usize) -> Self {
        Self { levels: BTreeMap::new(), reached: vec![0; levels], met: 0, without: [0; Missing::WORDS.len()] }
    }

    /// How many have a level.
    pub fn with_level(&self) -> u64 {
        self.levels.values().sum()
    }

    /// How many people there are.
    pub fn people(&self) -> u64 {
        self.with_level() + self.without.iter().sum::<u64>()
    }

    /// The mean of the levels as they are written.
    pub fn mean(&self) -> Decimal {
        self.mean_of(|level| level)
    }

    /// The mean gap to a target; a level above it counts as a gap of 0.
    pub fn mean_gap(&self, target: i64) -> Decimal {
        self.mean_of(|level| (i128::from(target) * UNIT - level).max(0))
    }

    /// The median of the levels as they are written: of an even number of people the mean of the two in the middle.
    pub fn median(&self) -> Decimal {
        let all = self.with_level();
        let at = |place: u64| {
            let mut before = 0;
            let found = self.levels.iter().find(|(_, count)| {
                before += **count;
                before > place
            });
            found.map_or(0, |(level, _)| i128::from(*level))
        };
        match all {
            0 => Decimal::NONE,
            _ => Decimal::new(Exact::new(at((all - 1) / 2) + at(all / 2), 2 * UNIT)),
        }
    }

    /// The share of people at the target among those who have a level.
    pub fn share_at_target(&self) -> Decimal {
        match self.with_level() {
            0 => Decimal::NONE,
            all => Decimal::new(Exact::new(i128::from(self.met), i128::from(all))),
        }
    }

    fn mean_of(&self, value: impl Fn(i128) -> i128) -> Decimal {
        let sum: i128 = self.levels.iter().map(|(level, count)| value(i128::from(*level)) * i128::from(*count)).sum();
        match self.with_level() {
            0 => Decimal::NONE,
            all => Decimal::new(Exact::new(sum, i128::from(all) * UNIT)),
        }
    }
}

/// A number with four decimals in ten-thousandths.
fn ten_thousandths(number: &str) -> i64 {
    let digits = number.bytes().filter(u8::is_ascii_digit);
    let value = digits.fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    if number.starts_with('-') { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People with these levels, on a scale of six, at a target of 3.
    fn standings(levels: &[&str]) -> Standings {
        let mut tally = Tally { competencies: 1, levels: 6, roles: vec![Vec::new()] };
        for level in levels {
            let reached = level.split('.').next().and_then(|whole| whole.parse().ok());
            let mark = match reached {
                Some(reached) => Mark::Level(reached, reached >= 3),
                None => Mark::Without(Missing::TooFew),
            };
            tally.add(RoleIx::new(0), std::iter::once(*level), std::iter::once(mark));
        }
        tally.roles().next().unwrap().1[0].clone()
    }

    #[test]
    fn h01_means_medians_and_shares_worked_by_hand() {
        let four = standings(&["1.0000", "2.5000", "", "4.0000", "3.3333"]);
        let text = |number: Decimal| String::from_utf8(number.as_bytes().to_vec()).unwrap();
        // (1 + 2.5 + 4 + 3.3333) / 4 = 2.708325, half to even at the fourth place: 2.7083.
        assert_eq!(text(four.mean()), "2.7083");
        // (2.5 + 3.3333) / 2 = 2.91665: half to even.
        assert_eq!(text(four.median()), "2.9166");
        assert_eq!(text(four.share_at_target()), "0.5000");
        // (2 + 0.5 + 0 + 0) / 4
        assert_eq!(text(four.mean_gap(3)), "0.6250");
        assert_eq!((four.people(), four.with_level(), four.without[5], four.met), (5, 4, 1, 2));
        assert_eq!(four.reached, [0, 1, 1, 1, 1, 0]);
        assert_eq!(text(standings(&["1.0000", "4.0000", "5.0000"]).median()), "4.0000");
        let nobody = standings(&[""]);
        assert!(nobody.mean().is_none() && nobody.median().is_none() && nobody.share_at_target().is_none());
    }
}
