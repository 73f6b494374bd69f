//! The planning problem as plain data: aims, candidates, hours and limits; and the value of a set of steps.

use crate::exact::Exact;

/// One competency and where it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// The level now.
    pub level: Exact,
    /// The level to reach.
    pub target: i64,
    /// How much each level below the target counts; 0 or more.
    pub weight: i64,
    /// True when missing the target counts before all weighted gaps.
    pub must: bool,
}

/// The effect of a candidate on one aim: lifts a level of `from` or above to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lift {
    /// The position of the aim.
    pub aim: usize,
    /// The level from which it helps.
    pub from: i64,
    /// The level it leads to.
    pub to: i64,
}

/// The weekly hours that a step draws on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourPool {
    /// The hours a week that a person has for learning.
    OwnTime,
    /// The hours of a job.
    Job,
    /// Hours of its own: a programme of study.
    Programme,
}

impl HourPool {
    /// All kinds, each at its own number.
    pub(super) const ALL: [Self; 3] = [Self::OwnTime, Self::Job, Self::Programme];
}

/// The hours of a week in each pool, for all steps together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// For learning in one's own time; at least 1.
    pub own_time: u32,
    /// For steps in a job; at least 1.
    pub job: u32,
    /// For programmes of study; at least 1.
    pub programme: u32,
}

impl Capacity {
    /// The hours of one pool.
    pub fn hours(self, pool: HourPool) -> u32 {
        match pool {
            HourPool::OwnTime => self.own_time,
            HourPool::Job => self.job,
            HourPool::Programme => self.programme,
        }
    }
}

/// How much work a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// Hours in all.
    pub hours: u32,
    /// The fewest weeks it takes, where its length is fixed; 0 where it can be done at any pace.
    pub weeks: u32,
    /// The hours that it draws on.
    pub pool: HourPool,
}

impl Work {
    /// The fewest weeks that it takes.
    pub(crate) fn length(&self, capacity: Capacity) -> u32 {
        self.weeks.max(self.hours.div_ceil(capacity.hours(self.pool)))
    }
}

/// A route by which a candidate can be entered, in terms of the problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessRoute {
    /// The first week in which it is open, from 0.
    pub not_before: u32,
    /// Lists of candidates, of each of which one must be finished before.
    pub prerequisites: Vec<Vec<usize>>,
}

/// Something that may be taken, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it lifts.
    pub lifts: Vec<Lift>,
    /// What it costs, in whole units of one currency; `None` when that is not known, which is never counted as free.
    pub fee: Option<u32>,
    /// How much work it is; `None` when that is not known.
    pub work: Option<Work>,
    /// Any one of these is enough; none at all means that it is closed.
    pub routes: Vec<AccessRoute>,
    /// True for what the person's own programme offers: half its hours count where sets of steps are compared. It takes as
    /// long as it takes.
    pub own: bool,
}

/// What a plan must stay within.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most that all fees may come to. Nothing with an unknown fee is taken.
    pub budget: Option<u64>,
    /// The weeks in which everything must be finished. Nothing with an unknown amount of work is taken.
    pub weeks: Option<u32>,
}

/// A planning problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is to be reached.
    pub aims: Vec<Aim>,
    /// What may be taken, in the order that settles ties.
    pub candidates: Vec<Candidate>,
    /// The hours of a week.
    pub capacity: Capacity,
    /// The limits.
    pub limits: Limits,
    /// The weighted gap that may stay open at no loss; 0 or more.
    pub allowance: Exact,
    /// Candidates that every set holds, in ascending order. Where they are not allowed together nothing is required.
    pub required: Vec<usize>,
}

/// A sum in which some parts are not known. Fewer unknown parts come first, then the smaller sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Total {
    /// How many parts are not known.
    pub unknown: u64,
    /// The sum of the others.
    pub known: u64,
}

impl Total {
    pub(super) fn add(&mut self, part: Option<u32>) {
        match part {
            Some(part) => self.known += u64::from(part),
            None => self.unknown += 1,
        }
    }
}

/// The value of a set of steps, compared in lexicographic order: the smaller is the better plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    /// Musts below their target.
    pub unmet_musts: usize,
    /// The sum of weight times levels below the target, as far as it exceeds the allowance.
    pub shortfall: Exact,
    /// All fees.
    pub fees: Total,
    /// All hours.
    pub hours: Total,
    /// How many steps.
    pub steps: usize,
}

impl Problem {
    /// The level of an aim when these steps are done: the end of the unbroken chain of lifts from the level now.
    pub fn level_after(&self, aim: usize, steps: &[usize]) -> Exact {
        let mut level = self.aims[aim].level;
        loop {
            let lifts = steps.iter().flat_map(|step| &self.candidates[*step].lifts).filter(|lift| lift.aim == aim);
            let reached = lifts
                .filter(|lift| Exact::from(lift.from) <= level && level < Exact::from(lift.to))
                .map(|lift| Exact::from(lift.to))
                .max();
            match reached {
                Some(to) => level = to,
                None => return level,
            }
        }
    }

    /// How far below its target an aim is at a level; 0 at the target and above.
    pub fn gap_at(&self, aim: usize, level: Exact) -> Exact {
        (Exact::from(self.aims[aim].target) - level).max(Exact::ZERO)
    }

    /// The sum of weight times levels below the target when these steps are done.
    pub fn weighted_gap(&self, steps: &[usize]) -> Exact {
        let gap = |aim: usize| self.gap_at(aim, self.level_after(aim, steps)) * i128::from(self.aims[aim].weight);
        (0..self.aims.len()).map(gap).fold(Exact::ZERO, |sum, gap| sum + gap)
    }

    /// What these steps come to, whether or not they are allowed.
    pub fn value(&self, steps: &[usize]) -> Value {
        let mut value = Value { steps: steps.len(), ..Value::default() };
        for (at, aim) in self.aims.iter().enumerate() {
            let gap = self.gap_at(at, self.level_after(at, steps));
            value.unmet_musts += usize::from(aim.must && gap > Exact::ZERO);
            value.shortfall += gap * i128::from(aim.weight);
        }
        value.shortfall = (value.shortfall - self.allowance).max(Exact::ZERO);
        for step in steps {
            let candidate = &self.candidates[*step];
            value.fees.add(candidate.fee);
            value.hours.add(candidate.compared_hours());
        }
        value
    }
}

impl AccessRoute {
    /// A route that is open to anyone at any time.
    pub fn to_anyone() -> Self {
        Self::default()
    }

    /// True when one candidate of each list is done.
    pub fn is_open(&self, done: &[usize]) -> bool {
        self.is_open_after(|step| done.contains(&step))
    }

    /// As [`Self::is_open`], with a function that gives whether a step is done.
    pub(super) fn is_open_after(&self, is_done: impl Fn(usize) -> bool) -> bool {
        self.prerequisites.iter().all(|need| need.iter().any(|step| is_done(*step)))
    }
}

impl Candidate {
    /// The hours by which sets of steps are compared; `None` when they are not known.
    pub(crate) fn compared_hours(&self) -> Option<u32> {
        self.work.map(|work| if self.own { work.hours.div_ceil(2) } else { work.hours })
    }

    /// The fewest weeks that it takes; `None` when that is not known.
    pub(super) fn length(&self, capacity: Capacity) -> Option<u32> {
        self.work.map(|work| work.length(capacity))
    }
}
