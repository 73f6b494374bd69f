//! The roles on the way to the goal.

use std::cmp::Reverse;

use crate::exact::Exact;
use crate::gap::{Rung, nearest_rung};
use crate::model::{Pack, RoleIx};

/// The roles to come to one after another, the last of them the goal. `ladder` holds the person against every role.
///
/// Each next role is the one that the person is readiest for, of those that lead to the goal: among the roles after the
/// highest one that they have reached or, when they have reached none, among all. Equals go to the lower one.
pub fn path(pack: &Pack, ladder: &[Rung], goal: RoleIx) -> Vec<RoleIx> {
    let below = |at: &RoleIx| leads_to(pack, *at, goal);
    let reached = nearest_rung(&ladder.iter().filter(|rung| below(&rung.analysis.role)).cloned().collect::<Vec<_>>());
    let mut choices: Vec<RoleIx> = match reached {
        Some(role) if role != goal => pack.role(role).next.iter().copied().filter(below).collect(),
        Some(_) => vec![goal],
        None => pack.role_indices().filter(below).collect(),
    };
    let mut path = Vec::new();
    while let Some(next) = choices.iter().copied().min_by_key(|role| (Reverse(readiness(&ladder[role.get()])), *role)) {
        path.push(next);
        choices = if next == goal { Vec::new() } else { pack.role(next).next.iter().copied().filter(below).collect() };
    }
    path
}

/// True for the goal and for every role from which a chain of `next` comes to it.
fn leads_to(pack: &Pack, role: RoleIx, goal: RoleIx) -> bool {
    // `next` always leads up the ladder, so this comes to an end.
    role == goal || pack.role(role).next.iter().any(|next| leads_to(pack, *next, goal))
}

/// Readiness; its lower bound where too little is known to give one.
fn readiness(rung: &Rung) -> Exact {
    let bound = rung.analysis.bounds.map(|(low, _)| low);
    rung.analysis.readiness.or(bound).unwrap_or_default()
}
