//! One person, scored once: the answers, their score card, and the person held against every role.
//!
//! Everything that is shown of a person (report, advisor's copy, comparison, plan, the lines at the end of the quiz) is made
//! from one [`Assessment`]. Bulk scoring looks the same numbers up instead: `batch` makes its tables with the functions
//! of `score` and `gap` that an assessment is made with.

use std::cmp::Reverse;

use crate::answers::{AnswerSheet, Pair};
use crate::exact::Exact;
use crate::gap::{Difference, GapAnalysis, Rung, differences, ladder, nearest_rung};
use crate::model::{Pack, RoleIx};
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

    /// The rung above the nearest role, or the lowest rung where none is reached; `None` at the top of the ladder.
    pub fn next_rung(&self) -> Option<&Rung> {
        self.ladder.get(self.nearest().map_or(0, |role| role.get() + 1))
    }

    /// The roles to come to one after another, the last of them the goal.
    ///
    /// Each next role is the one that the person is readiest for, of those that lead to the goal over the roles' `next`:
    /// among the roles after the highest one that is reached or, when none is reached, among all. Equals go to the lower
    /// one. Where readiness is not known, its lower bound counts.
    pub fn path_to(&self, goal: RoleIx) -> Vec<RoleIx> {
        let leads = |role: &RoleIx| leads_to(self.pack, *role, goal);
        let next = |role: RoleIx| -> Vec<RoleIx> { self.pack.role(role).next.iter().copied().filter(leads).collect() };
        let reached = self.ladder.iter().rev().filter(|rung| rung.reached).map(|rung| rung.analysis.role).find(leads);
        let mut choices = match reached {
            Some(role) if role != goal => next(role),
            Some(_) => vec![goal],
            None => self.pack.role_indices().filter(leads).collect(),
        };
        let mut path = Vec::new();
        while let Some(role) = choices.iter().copied().min_by_key(|role| (Reverse(self.nearness(*role)), *role)) {
            path.push(role);
            choices = if role == goal { Vec::new() } else { next(role) };
        }
        path
    }

    /// Readiness for a role, from 0 to 1; its lower bound where too little is known to give one.
    fn nearness(&self, role: RoleIx) -> Exact {
        let analysis = self.against(role);
        analysis.readiness.or(analysis.bounds.map(|(low, _)| low)).unwrap_or_default()
    }
}

/// True for the goal and for every role from which a chain of `next` comes to it.
fn leads_to(pack: &Pack, role: RoleIx, goal: RoleIx) -> bool {
    // `next` always leads up the ladder, so this comes to an end.
    role == goal || pack.role(role).next.iter().any(|next| leads_to(pack, *next, goal))
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
        Self { pair, sides, differences: differences(&sides[0].card, &sides[1].card) }
    }
}
