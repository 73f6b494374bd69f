//! The list of people, in an order that is of use without any sorting, and the cells of the heat map.

use std::cmp::Reverse;

use super::reasons::{Reason, reasons};
use crate::clock::Date;
use crate::cohort::{Attempt, Change, Finding, Person};
use crate::exact::Exact;
use crate::model::{CompetencyIx, Pack};

/// One person of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Their place in [`Joined::people`](crate::cohort::Joined::people).
    pub place: usize,
    /// What stands out about them, the most pressing first.
    pub reasons: Vec<Reason>,
    /// How many competencies the pack has.
    competencies: usize,
}

impl Row {
    /// The reasons to see them soon.
    pub fn calls(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter().filter(|reason| reason.is_call(self.competencies))
    }

    /// How many such reasons there are; all that is odd about the answers is one, and each overdue step is one.
    pub fn weight(&self) -> usize {
        let mut kinds: Vec<_> = self.calls().map(Reason::kind).collect();
        kinds.dedup();
        let overdue = self.calls().map(|reason| if let Reason::Overdue(steps) = reason { steps - 1 } else { 0 });
        kinds.len() + overdue.sum::<usize>()
    }

    /// True where there is a reason to see them soon.
    pub fn is_call(&self) -> bool {
        self.calls().next().is_some()
    }
}

/// Everyone: those with the most reasons to be seen soon first; of equals those with the most unmet musts, then with the
/// largest gap by importance, then in the order of the people.
pub fn rows(pack: &Pack, people: &[Person], changes: &[Option<Change>], day: Date) -> Vec<Row> {
    let competencies = pack.competencies().len();
    let row = |(place, person): (usize, &Person)| Row {
        place,
        reasons: reasons(person, changes[place].as_ref(), day),
        competencies,
    };
    let mut rows: Vec<Row> = people.iter().enumerate().map(row).collect();
    rows.sort_by_key(|row| {
        let aim = people[row.place].current.as_ref().map(|attempt| &attempt.aim);
        let (musts, lost) = aim.map_or((0, Exact::ZERO), |aim| (aim.unmet_musts.len(), aim.lost));
        (Reverse(row.weight()), Reverse(musts), Reverse(lost), row.place)
    });
    rows
}

/// One cell of the heat map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeatCell {
    /// What is known.
    pub finding: Finding,
    /// How far the gap to the target of the next role is, in whole levels rounded up: 0 for none, at most 3; `None` without
    /// a level.
    pub shade: Option<u8>,
    /// True for a must of the next role that is not met.
    pub lacks_must: bool,
}

impl HeatCell {
    /// The cell of a person and a competency.
    pub fn new(pack: &Pack, attempt: &Attempt, at: CompetencyIx) -> Self {
        let shade = |gap: Exact| u8::try_from((-(-gap).floor()).to_integer()).unwrap_or(3).min(3);
        Self {
            finding: attempt.findings[at.get()],
            shade: attempt.gap(pack, at).map(shade),
            lacks_must: attempt.lacks_must(at),
        }
    }
}
