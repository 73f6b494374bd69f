//! Which resources would close most importance times gap for most people.
//!
//! Each counts what it would narrow of every person's gaps to the role that comes next for them, for those who can begin it
//! today. Two resources that lift the same competency of the same people overlap; so they are put in order greedily: each time
//! the one that adds most to those before it. A sum of this kind has diminishing returns, so that no order of so many can add
//! more than 1.6 times as much (Nemhauser, Wolsey and Fisher 1978, Mathematical Programming 14:265-294).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::attempt::Attempt;
use crate::exact::Exact;
use crate::model::{CompetencyIx, Pack, ResourceIx};

/// The most resources of the table.
pub const MOST: usize = 10;

/// A resource and what it would do for a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupResource {
    /// The resource.
    pub resource: ResourceIx,
    /// How many people can begin it today and would narrow a gap by it.
    pub people: usize,
    /// The sum of importance times levels by which it would narrow gaps, by itself.
    pub closes: Exact,
    /// The part of that which is left when those before it in the table are done.
    pub adds: Exact,
    /// How many unmet musts it would meet by itself, over all people.
    pub musts: usize,
}

impl GroupResource {
    /// The share of what it closes that those before it in the table close already.
    pub fn overlap(&self) -> Exact {
        Exact::ONE - self.adds / self.closes
    }
}

/// One gap that a resource would narrow: whose, which, by how much.
#[derive(Clone, Copy, Debug)]
struct Part {
    place: usize,
    competency: CompetencyIx,
    levels: Exact,
    importance: i64,
}

/// The resources that add most, in that order; equal ones by ease, then in the catalogue's order.
pub fn resources(pack: &Pack, people: &[&Attempt]) -> Vec<GroupResource> {
    let mut parts: Vec<Vec<Part>> = vec![Vec::new(); pack.resources().len()];
    for (place, attempt) in people.iter().enumerate() {
        for gain in &attempt.gains {
            let importance = attempt.target(pack, gain.competency).map_or(0, |target| target.importance);
            let part = Part { place, competency: gain.competency, levels: gain.levels, importance };
            parts[gain.resource.get()].push(part);
        }
    }
    // How far each gap is narrowed by those chosen.
    let width = pack.competencies().len();
    let mut narrowed = vec![Exact::ZERO; width * people.len()];
    let slot = |part: &Part| part.place * width + part.competency.get();
    let adds = |at: ResourceIx, narrowed: &[Exact]| -> Exact {
        let left = |part: &Part| (part.levels - narrowed[slot(part)]).max(Exact::ZERO) * i128::from(part.importance);
        parts[at.get()].iter().map(left).sum()
    };
    let key = |at: ResourceIx, adds: Exact| (adds, Reverse((pack.resource(at).ease(), at)));
    // What a resource adds only gets less, so an old figure that is not the highest needs no new one.
    let mut heap: BinaryHeap<_> = pack.resource_indices().map(|at| key(at, adds(at, &narrowed))).collect();
    let mut chosen = Vec::new();
    while let Some((old, Reverse((ease, at)))) = heap.pop() {
        let now = adds(at, &narrowed);
        if old == Exact::ZERO || chosen.len() == MOST {
            break;
        }
        if now < old {
            heap.push((now, Reverse((ease, at))));
            continue;
        }
        chosen.push(group_resource(pack, people, at, &parts[at.get()], now));
        for part in &parts[at.get()] {
            let narrowed = &mut narrowed[slot(part)];
            *narrowed = part.levels.max(*narrowed);
        }
    }
    chosen
}

fn group_resource(pack: &Pack, people: &[&Attempt], at: ResourceIx, parts: &[Part], adds: Exact) -> GroupResource {
    let mut places: Vec<usize> = parts.iter().map(|part| part.place).collect();
    places.dedup();
    let meets = |part: &&Part| {
        let attempt = people[part.place];
        attempt.lacks_must(part.competency) && attempt.gap(pack, part.competency) == Some(part.levels)
    };
    GroupResource {
        resource: at,
        people: places.len(),
        closes: parts.iter().map(|part| part.levels * i128::from(part.importance)).sum(),
        adds,
        musts: parts.iter().filter(meets).count(),
    }
}
