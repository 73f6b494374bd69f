//! One person of a class: the attempt that counts now, the one before it, and what changed between the two.

use super::attempt::{Attempt, is_must};
use crate::answers::AnswerSheet;
use crate::clock::Date;
use crate::exact::Exact;
use crate::model::{CompetencyIx, Pack, RoleIx};

/// A draft that was begun more than so many days ago is stale. Our judgement.
pub const STALE_DAYS: u64 = 14;

/// How far a person has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The answers are there.
    Answered,
    /// Begun and not finished, or nothing is answered.
    Unfinished,
    /// The same, begun more than [`STALE_DAYS`] days ago.
    Stale,
    /// Invited, and no answers came.
    NoReply,
}

/// One person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The pseudonym of the attempt that counts now; empty for someone who was invited by a label alone.
    pub id: String,
    /// A name or a student number.
    pub label: Option<String>,
    /// The group that the person belongs to.
    pub group: Option<String>,
    /// How far they have come.
    pub status: Status,
    /// The other pseudonyms of records that were taken for theirs because the label is the same, in order.
    pub joined: Vec<String>,
    /// The attempt that counts now; `None` for someone whose answers did not come.
    pub current: Option<Attempt>,
    /// The answers of that attempt, where they were kept.
    pub sheet: Option<AnswerSheet>,
    /// When a later attempt was begun that is not finished.
    pub newer_draft: Option<Date>,
    /// The last attempt before it.
    pub before: Option<Attempt>,
}

/// What changed between two attempts of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The days of the two attempts, where they say it.
    pub days: [Option<Date>; 2],
    /// The levels then and now of each competency that has both and measured the same, in the pack's order.
    pub levels: Vec<(CompetencyIx, [Exact; 2])>,
    /// Readiness for the role that comes next now, then and now.
    pub readiness: Option<[Exact; 2]>,
    /// The role that is reached now and was not then, where one higher than then is.
    pub reached: Option<RoleIx>,
    /// The musts of the role that came next then which were not met and are now.
    pub musts_met: Vec<CompetencyIx>,
}

impl Person {
    /// The attempt that counts now, of someone who has answered.
    pub fn answered(&self) -> Option<&Attempt> {
        self.current.as_ref().filter(|_| self.status == Status::Answered)
    }

    /// What changed since the attempt before; `None` without one, or where the two cannot be compared.
    pub fn change(&self, pack: &Pack) -> Option<Change> {
        let (now, then) = (self.answered()?, self.before.as_ref()?);
        now.comparability.and(then.comparability)?;
        let levels = pack.competency_indices().filter(|at| {
            let [a, b] = [then, now].map(|attempt| attempt.earlier_meaning[at.get()]);
            a == b
        });
        let levels = levels.filter_map(|at| Some((at, [then.level(at)?, now.level(at)?])));
        let role = now.aim.role.get();
        let met = then.aim.unmet_musts.iter().filter(|at| {
            let must = then.target(pack, **at).filter(|target| is_must(target));
            let needed = must.map(|target| Exact::from(target.level));
            needed.is_some_and(|needed| now.level(**at).is_some_and(|level| level >= needed))
        });
        Some(Change {
            days: [then.day(), now.day()],
            levels: levels.collect(),
            readiness: then.readiness[role].zip(now.readiness[role]).map(|(then, now)| [then, now]),
            reached: now.reached.filter(|reached| then.reached < Some(*reached)),
            musts_met: met.copied().collect(),
        })
    }
}

impl Change {
    /// The competencies whose level rose (`sign` 1) or fell (`sign` -1) by at least a notable change.
    pub fn notable(&self, sign: i128) -> impl Iterator<Item = CompetencyIx> + '_ {
        let least = Exact::from(crate::gap::NOTABLE_CHANGE);
        self.levels.iter().filter(move |(_, [then, now])| (*now - *then) * sign >= least).map(|(at, _)| *at)
    }
}
