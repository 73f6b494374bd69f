//! One person, scored once: the answers, their score card, and the person held against every role.
//!
//! Everything that is shown of a person (report, advisor's copy, comparison, plan, the lines at the end of the quiz) is made
//! from one [`Assessment`]. Bulk scoring looks the same numbers up instead: `batch` makes its tables with the functions
//! of `score` and `gap` that an assessment is made with.

use std::cmp::Reverse;

use crate::answers::{AnswerSheet, Pair};
use crate::exact::Exact;
use crate::gap::{Difference, GapAnalysis, Rung, differences, ladder, nearest_rung};
use crate::model::{Pack, Post, RoleIx};
use crate::score::{ScoreCard, score};

/// One person's answers with everything that is computed from them.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// The pack that the answers were given to.
    pub pack: &'a Pack,
    /// The answers.
    pub sheet: &'a AnswerSheet,
    /// The level, bounds and coverage of each competency.
    pub card: ScoreCard,
    /// The person held against every role of the pack, lowest rung first.
    pub ladder: Vec<Rung>,
}

impl<'a> Assessment<'a> {
    /// Scores a sheet and holds it against every role.
    pub fn new(pack: &'a Pack, sheet: &'a AnswerSheet) -> Self {
        let card = score(pack, sheet);
        let ladder = ladder(pack, &card);
        Self { pack, sheet, card, ladder }
    }

    /// The gaps to the goal: the role that the sheet names.
    pub fn goal(&self) -> &GapAnalysis {
        self.against(self.sheet.role)
    }

    /// The gaps to a role.
    pub fn against(&self, role: RoleIx) -> &GapAnalysis {
        &self.ladder[role.get()].analysis
    }

    /// The highest role of the ladder that is reached.
    pub fn nearest(&self) -> Option<RoleIx> {
        nearest_rung(&self.ladder)
    }

    /// The gaps to the role that the person works towards: the next one, or the goal where there is no next one.
    pub fn aim(&self, goal: RoleIx) -> &GapAnalysis {
        self.against(self.next_role(goal).unwrap_or(goal))
    }

    /// The role from which the person goes on: the higher on the ladder of the post that they hold and the highest role
    /// that is reached.
    pub fn start(&self) -> Option<RoleIx> {
        self.sheet.background.post.and_then(Post::role).max(self.nearest())
    }

    /// The next role on the way to a goal; `None` for someone who starts at the goal or above it.
    ///
    /// From the [start](Self::start) it is the first role of the way over the roles' `next` that takes the fewest years
    /// (the sum of `stay` of the roles between); of equals the one that the person is readier for, then the lower on the
    /// ladder; the goal itself where no way leads to it. Without a start it is the highest role leading to the goal whose
    /// `ways-in` the person meets, else the lowest one leading there.
    pub fn next_role(&self, goal: RoleIx) -> Option<RoleIx> {
        match self.start() {
            Some(start) if start >= goal => None,
            Some(start) => Some(self.after(start, goal, &self.years_to(goal)).unwrap_or(goal)),
            None => {
                let years = self.years_to(goal);
                let leading = || self.pack.role_indices().filter(|role| years[role.get()].is_some());
                let is_open = |role: &RoleIx| self.pack.role(*role).is_open_to(&self.sheet.background);
                leading().rev().find(is_open).or_else(|| leading().next())
            }
        }
    }

    /// The next role on the way to the role that the sheet names.
    pub fn next_rung(&self) -> Option<&Rung> {
        self.next_role(self.sheet.role).map(|role| &self.ladder[role.get()])
    }

    /// The roles to come to one after another, the [next one](Self::next_role) first and the goal last. The goal alone
    /// for someone who starts there or above.
    pub fn path_to(&self, goal: RoleIx) -> Vec<RoleIx> {
        let (first, years) = (self.next_role(goal).unwrap_or(goal), self.years_to(goal));
        std::iter::successors(Some(first), |role| self.after(*role, goal, &years)).collect()
    }

    /// The role after this one on the way to a goal, to which each role takes so many years; `None` at the goal, and where
    /// no way leads to it.
    fn after(&self, role: RoleIx, goal: RoleIx, years: &[Option<u32>]) -> Option<RoleIx> {
        if role == goal {
            return None;
        }
        let ways = self.pack.role(role).next.iter().filter_map(|next| Some((years[next.get()]?, *next)));
        let (_, _, next) = ways.map(|(years, next)| (years, Reverse(self.nearness(next)), next)).min()?;
        Some(next)
    }

    /// The fewest years from the start of each role to the goal; `None` where no way leads to it.
    fn years_to(&self, goal: RoleIx) -> Vec<Option<u32>> {
        let mut years = vec![None; self.pack.scored_roles().len()];
        years[goal.get()] = Some(0);
        // `next` always leads up the ladder.
        for role in self.pack.role_indices().rev().filter(|role| *role < goal) {
            let profile = self.pack.role(role);
            let beyond = profile.next.iter().filter_map(|next| years[next.get()]).min();
            years[role.get()] = beyond.map(|beyond| beyond + profile.stay.map_or(0, |stay| stay.years));
        }
        years
    }

    /// Readiness for a role, from 0 to 1; its lower bound where too little is known to give one.
    fn nearness(&self, role: RoleIx) -> Exact {
        let analysis = self.against(role);
        analysis.readiness.unwrap_or(analysis.bounds.0)
    }
}

/// Two assessments side by side: two attempts of one person, or a person's own ratings and an observer's.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The two sheets, and why their ratings can be compared.
    pub pair: &'a Pair<'a>,
    /// The assessments of both, in the order of the pair.
    pub sides: [&'a Assessment<'a>; 2],
    /// How much each competency differs, in the pack's order.
    pub differences: Vec<Difference>,
}

impl<'a> Comparison<'a> {
    /// Compares the assessments of the two sheets of a pair.
    pub fn new(pair: &'a Pair<'a>, sides: [&'a Assessment<'a>; 2]) -> Self {
        let alike = |at| {
            let [first, second] = sides.map(|side| side.sheet.is_of_earlier_meaning(side.pack.competency(at)));
            first == second
        };
        Self { pair, sides, differences: differences(&sides[0].card, &sides[1].card, alike) }
    }
}
