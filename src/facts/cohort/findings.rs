//! What stands out in a class, each by a rule that the page shows.

use std::cmp::Reverse;

use super::{Class, Row};
use crate::cohort::{Person, Status, Unsure};
use crate::model::CompetencyIx;

/// The most of each kind that are named.
pub const LISTED: usize = 5;

/// The fewest people, and one in so many, who gave "don't know" in a domain before it is named. Our judgement.
const FEWEST_UNSURE: usize = 3;
const ONE_IN_UNSURE: usize = 5;

/// A must of their next role that people lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LackedMust {
    /// The competency.
    pub competency: CompetencyIx,
    /// How many people lack it.
    pub people: usize,
    /// How many of them have no level in it yet.
    pub unknown: usize,
}

/// Someone whose levels moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Their place in [`Joined::people`](crate::cohort::Joined::people).
    pub place: usize,
    /// In how many competencies the level rose by a notable change.
    pub up: usize,
    /// In how many it fell by one.
    pub down: usize,
}

/// What stands out.
#[derive(Clone, Debug)]
pub struct Findings<'c> {
    /// The musts of their next roles that most people lack.
    pub musts: Vec<LackedMust>,
    /// The domains in which many could not say, the most first.
    pub unsure: Vec<Unsure>,
    /// Whom to see first.
    pub first: Vec<&'c Row>,
    /// How many people have a reason to be seen soon.
    pub to_see: usize,
    /// Who moved furthest, those who rose in most competencies first.
    pub moved: Vec<Moved>,
    /// How many rose in more competencies than they fell in, how many fell in more, and how many did neither.
    pub ways: [usize; 3],
    /// Who answered in an earlier term and has not come back.
    pub not_back: Vec<&'c Person>,
}

impl Class<'_> {
    /// What stands out.
    pub fn findings(&self) -> Findings<'_> {
        let people = &self.joined.people;
        let mut musts: Vec<LackedMust> =
            self.pack.competency_indices().map(|at| self.lacked_must(at)).filter(|own| own.people > 0).collect();
        musts.sort_by_key(|own| (Reverse(own.people), own.competency));
        musts.truncate(LISTED);
        let enough = FEWEST_UNSURE.max(self.answered.len().div_ceil(ONE_IN_UNSURE));
        let mut unsure: Vec<Unsure> = self.unsure.iter().copied().filter(|own| own.people >= enough).collect();
        unsure.sort_by_key(|own| (Reverse(own.people), own.domain));
        // Those of whom nothing is known but that they sent nothing have a list of their own.
        let sent = |row: &&Row| people[row.place].status != Status::NoReply || row.weight() > 1;
        let to_see = || self.rows.iter().filter(|row| row.is_call()).filter(sent);
        let mut moved = self.moved();
        let way = |own: &Moved| own.up.cmp(&own.down);
        let ways = [std::cmp::Ordering::Greater, std::cmp::Ordering::Less, std::cmp::Ordering::Equal]
            .map(|wanted| moved.iter().filter(|own| way(own) == wanted).count());
        moved.retain(|own| own.up > 0 || own.down > 0);
        moved.sort_by_key(|own| (Reverse(own.up), own.down, own.place));
        let back = people.iter().filter(|person| person.status == Status::NoReply && person.before.is_some());
        Findings {
            musts,
            unsure,
            first: to_see().take(LISTED).collect(),
            to_see: to_see().count(),
            moved,
            ways,
            not_back: back.chain(&self.joined.left).collect(),
        }
    }

    fn lacked_must(&self, at: CompetencyIx) -> LackedMust {
        let lack = || self.attempts().filter(|attempt| attempt.lacks_must(at));
        let unknown = lack().filter(|attempt| attempt.level(at).is_none()).count();
        LackedMust { competency: at, people: lack().count(), unknown }
    }

    /// Everyone with two attempts that can be compared.
    fn moved(&self) -> Vec<Moved> {
        let changes = self.changes.iter().enumerate().filter_map(|(place, change)| Some((place, change.as_ref()?)));
        changes
            .map(|(place, change)| Moved { place, up: change.notable(1).count(), down: change.notable(-1).count() })
            .collect()
    }
}

impl Findings<'_> {
    /// Those who rose in more competencies than they fell in, then those who fell in more: at most [`LISTED`] of each, the
    /// furthest first.
    pub fn furthest(&self) -> Vec<&Moved> {
        let up = self.moved.iter().filter(|one| one.up > one.down).take(LISTED);
        let mut down: Vec<&Moved> = self.moved.iter().filter(|one| one.down > one.up).collect();
        down.sort_by_key(|one| (Reverse(one.down), one.up, one.place));
        up.chain(down.into_iter().take(LISTED)).collect()
    }
}
