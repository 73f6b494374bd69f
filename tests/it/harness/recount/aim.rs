//! A person held against roles: readiness, musts, and which role comes next.

use super::attempt::{Attempt, Known};
use super::fraction::{Fraction, sum};
use super::plain_pack::{PlainPack, WayIn};

/// One attempt held against one role.
#[derive(Clone, Debug)]
pub struct Against {
    pub readiness: Option<Fraction>,
    pub low: Fraction,
    pub high: Fraction,
    /// The musts that are not met, in the pack's order.
    pub unmet_musts: Vec<usize>,
    /// The gap of each competency with a level that the role needs: not one with the lowest level, no importance and no must.
    pub gaps: Vec<Option<Fraction>>,
}

impl Against {
    pub fn new(pack: &PlainPack, attempt: &Attempt, known: &[Known], role: usize) -> Self {
        let targets = &pack.roles[role].targets;
        let missing = |level: Fraction, at: usize| (Fraction::whole(targets[at].level) - level).or_nought();
        let is_needed =
            |at: usize| targets[at].importance > 0 || targets[at].is_must || targets[at].level > pack.levels.0;
        let gap =
            |(at, known): (usize, &Known)| known.level().filter(|_| is_needed(at)).map(|level| missing(level, at));
        let gaps: Vec<Option<Fraction>> = known.iter().enumerate().map(gap).collect();
        let weight = |at: usize| Fraction::whole(targets[at].importance);
        let room = |at: usize| weight(at) * Fraction::whole(targets[at].level - pack.levels.0);
        let all = || 0..targets.len();
        let shown = || all().filter(|at| gaps[*at].is_some());
        let (carried, total) = (sum(shown().map(weight)), sum(all().map(weight)));
        let lost = sum(shown().map(|at| weight(at) * gaps[at].unwrap()));
        let nought = Fraction::whole(0);
        let one = Fraction::whole(1);
        let whole = sum(shown().map(room));
        let is_given = carried > nought && carried / total >= pack.readiness_coverage && whole > nought;
        let readiness = is_given.then(|| one - lost / whole);
        let whole_of_all = sum(all().map(room));
        let at_end = |end: fn((Fraction, Fraction)) -> Fraction| {
            let lost = sum(all().map(|at| weight(at) * missing(end(attempt.bounds(pack, at)), at)));
            one - lost / whole_of_all
        };
        let (low, high) = (at_end(|(low, _)| low), at_end(|(_, high)| high));
        let unmet = all().filter(|at| targets[*at].is_must && gaps[*at] != Some(nought)).collect();
        Self {
            readiness,
            low: readiness.map_or(low, |given| low.min(given)),
            high: readiness.map_or(high, |given| high.max(given)),
            unmet_musts: unmet,
            gaps,
        }
    }

    pub fn is_reached(&self, pack: &PlainPack) -> bool {
        self.readiness.is_some_and(|readiness| readiness >= pack.rung_readiness) && self.unmet_musts.is_empty()
    }
}

/// One attempt held against every role, on the way to a goal.
#[derive(Clone, Debug)]
pub struct Held {
    pub attempt: Attempt,
    pub known: Vec<Known>,
    pub goal: usize,
    /// The role that comes next; `None` for someone who starts at the goal or above.
    pub next: Option<usize>,
    pub roles: Vec<Against>,
}

impl Held {
    pub fn new(pack: &PlainPack, attempt: &Attempt, goal: Option<usize>) -> Self {
        let known: Vec<Known> = (0..pack.competencies.len()).map(|at| attempt.known(pack, at)).collect();
        let roles: Vec<Against> = (0..pack.roles.len()).map(|role| Against::new(pack, attempt, &known, role)).collect();
        let goal = goal.unwrap_or_else(|| pack.role(&attempt.goal).unwrap());
        let next = next_role(pack, attempt, &roles, goal);
        Self { attempt: attempt.clone(), known, goal, next, roles }
    }

    /// The role that the person works towards.
    pub fn role(&self) -> usize {
        self.next.unwrap_or(self.goal)
    }

    pub fn against(&self) -> &Against {
        &self.roles[self.role()]
    }

    /// The gaps to that role, the first one first: unmet musts, then importance times gap, then gap, then the pack's order.
    pub fn priorities(&self, pack: &PlainPack) -> Vec<usize> {
        let targets = &pack.roles[self.role()].targets;
        let gap = |at: usize| self.against().gaps[at].unwrap_or(Fraction::whole(0));
        let mut open: Vec<usize> = (0..targets.len()).filter(|at| gap(*at) > Fraction::whole(0)).collect();
        let weighted = |at: usize| Fraction::whole(targets[at].importance) * gap(at);
        open.sort_by(|a, b| {
            let must = targets[*b].is_must.cmp(&targets[*a].is_must);
            must.then(weighted(*b).cmp(&weighted(*a))).then(gap(*b).cmp(&gap(*a))).then(a.cmp(b))
        });
        open
    }
}

/// The fewest years from the start of a role to the start of another; `None` where no way leads there.
fn years(pack: &PlainPack, from: usize, to: usize) -> Option<u64> {
    if from == to {
        return Some(0);
    }
    let role = &pack.roles[from];
    role.next.iter().filter_map(|next| years(pack, *next, to)).min().map(|years| years + role.stay)
}

fn next_role(pack: &PlainPack, attempt: &Attempt, roles: &[Against], goal: usize) -> Option<usize> {
    let post = attempt.post.as_ref().and_then(|post| pack.role(post));
    let rung = (0..roles.len()).rfind(|role| roles[*role].is_reached(pack));
    let leading = |role: &usize| years(pack, *role, goal).is_some();
    match post.max(rung) {
        Some(start) if start >= goal => None,
        Some(start) => {
            let ways = pack.roles[start].next.iter().filter(|next| leading(next));
            let ease = |role: &usize| roles[*role].readiness.unwrap_or(roles[*role].low);
            let best = ways.min_by(|a, b| {
                let time = years(pack, **a, goal).cmp(&years(pack, **b, goal));
                time.then(ease(b).cmp(&ease(a))).then(a.cmp(b))
            });
            Some(best.copied().unwrap_or(goal))
        }
        None => {
            let open = |role: &usize| pack.roles[*role].ways_in.iter().any(|way| is_met(way, attempt));
            let mut ways = (0..=goal).filter(leading);
            ways.clone().rfind(open).or_else(|| ways.next())
        }
    }
}

/// The words for education, in rising order.
pub const EDUCATION: [&str; 6] = ["none", "high-school", "associate", "bachelor", "master", "doctorate"];

fn is_met(way: &WayIn, attempt: &Attempt) -> bool {
    let rank = |word: &String| EDUCATION.iter().position(|known| known == word).unwrap();
    let education = way
        .education
        .as_ref()
        .is_none_or(|needed| attempt.education.as_ref().is_some_and(|own| rank(own) >= rank(needed)));
    let licence =
        way.licence.as_ref().is_none_or(|needed| attempt.licences.as_ref().is_some_and(|own| own.contains(needed)));
    let years = way.years.is_none_or(|needed| attempt.years.is_some_and(|own| own >= needed));
    education && licence && years
}
