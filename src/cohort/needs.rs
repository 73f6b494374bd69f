//! What a class could be taught: the gaps that many share, ranked by importance times gap over all of them.
//!
//! This is the mean weighted discrepancy by which Borich (1980, Journal of Teacher Education 31:39-42) ranks the needs of a
//! group, with the importance and the target of each person's next role in the place of the group's own.

use std::cmp::Reverse;

use super::attempt::Attempt;
use crate::exact::Exact;
use crate::model::{CompetencyIx, Pack, ResourceIx, RoleIx};

/// The fewest people who share a need, whatever the size of the class. Our judgement.
pub const FEWEST: usize = 3;

/// A need is shared when one in so many of those who answered has it. Our judgement.
pub const ONE_IN: usize = 10;

/// A gap that several people have to the role that comes next for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The competency.
    pub competency: CompetencyIx,
    /// Who has the gap, by their places in the list of people, those with the largest weighted gap first.
    pub people: Vec<usize>,
    /// For how many of them it is a must that is not met.
    pub musts: usize,
    /// The sum of importance times gap.
    pub weighted: Exact,
    /// What can be done about it together.
    pub step: Option<GroupStep>,
    /// How many people have it as a must of the role that comes next and no level in it yet; they are not among the people.
    pub unknown: usize,
    /// Who could help: those who have no gap in it and are at a [high level](crate::model::LevelScale::high) or above, the
    /// highest level first; nobody whose levels are [doubtful](Attempt::is_doubtful).
    pub could_help: Vec<usize>,
}

/// Something that several people can begin today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupStep {
    /// The resource.
    pub resource: ResourceIx,
    /// How many of those with the gap can begin it today and would narrow the gap by it.
    pub people: usize,
}

/// How many people must share a need, of so many who answered.
pub fn fewest(answered: usize) -> usize {
    answered.div_ceil(ONE_IN).max(FEWEST)
}

/// The needs that at least so many people share, the heaviest first: by the sum of importance times gap, then by how many
/// have it, then in the pack's order.
pub fn needs(pack: &Pack, people: &[&Attempt], at_least: usize) -> Vec<Need> {
    let mut needs: Vec<Need> = pack.competency_indices().map(|at| need(pack, people, at)).collect();
    needs.retain(|need| !need.people.is_empty() && need.people.len() >= at_least);
    needs.sort_by_key(|need| (Reverse(need.weighted), Reverse(need.people.len()), need.competency));
    needs
}

fn need(pack: &Pack, people: &[&Attempt], at: CompetencyIx) -> Need {
    let weighted = |attempt: &Attempt| {
        attempt.gap(pack, at).filter(|gap| *gap > Exact::ZERO)?;
        attempt.weighted_gap(pack, at)
    };
    let mut with_gap: Vec<(usize, Exact)> =
        people.iter().enumerate().filter_map(|(place, attempt)| Some((place, weighted(attempt)?))).collect();
    with_gap.sort_by_key(|(place, weighted)| (Reverse(*weighted), *place));
    let own: Vec<usize> = with_gap.iter().map(|(place, _)| *place).collect();
    let high = Exact::from(pack.levels().high());
    let helps = |(place, attempt): (usize, &&Attempt)| {
        let level = attempt.level(at).filter(|level| *level >= high && !attempt.is_doubtful())?;
        attempt.gap(pack, at).is_none_or(|gap| gap == Exact::ZERO).then_some((Reverse(level), place))
    };
    let mut could_help: Vec<_> = people.iter().enumerate().filter_map(helps).collect();
    could_help.sort_unstable();
    Need {
        competency: at,
        musts: own.iter().filter(|place| people[**place].lacks_must(at)).count(),
        unknown: people.iter().filter(|attempt| attempt.lacks_must(at) && attempt.level(at).is_none()).count(),
        weighted: with_gap.iter().map(|(_, weighted)| *weighted).sum(),
        step: step(pack, people, &own, at),
        could_help: could_help.into_iter().map(|(_, place)| place).collect(),
        people: own,
    }
}

/// Of what is open today to at least half of those with the gap, or else to most of them: free before paid, then fewer hours,
/// then what serves more of them, then the catalogue's order.
fn step(pack: &Pack, people: &[&Attempt], own: &[usize], at: CompetencyIx) -> Option<GroupStep> {
    let mut counts = vec![0; pack.resources().len()];
    for gain in own.iter().flat_map(|place| &people[*place].gains).filter(|gain| gain.competency == at) {
        counts[gain.resource.get()] += 1;
    }
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    let enough = most.min(own.len().div_ceil(2));
    let fitting = pack.resource_indices().filter(|resource| counts[resource.get()] >= enough);
    let resource = fitting.min_by_key(|at| (pack.resource(*at).ease(), Reverse(counts[at.get()]), *at))?;
    Some(GroupStep { resource, people: counts[resource.get()] })
}

/// The people who work towards one role next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGroup {
    /// The role.
    pub role: RoleIx,
    /// Who, by their places in the list of people.
    pub people: Vec<usize>,
    /// How many of them start there or above: it is their goal, and no role comes next.
    pub arrived: usize,
    /// How many people lack each of its musts, the most first, then in the pack's order; only those that someone lacks.
    pub lacked: Vec<(CompetencyIx, usize)>,
}

/// Everyone who answered by the role that comes next for them, the lowest rung first.
pub fn role_groups(pack: &Pack, people: &[&Attempt]) -> Vec<RoleGroup> {
    let group = |role: RoleIx| {
        let own: Vec<usize> = (0..people.len()).filter(|place| people[*place].aim.role == role).collect();
        let lack = |at: CompetencyIx| (at, own.iter().filter(|place| people[**place].lacks_must(at)).count());
        let mut lacked: Vec<_> = pack.competency_indices().map(lack).filter(|(_, count)| *count > 0).collect();
        lacked.sort_by_key(|(at, count)| (Reverse(*count), *at));
        RoleGroup {
            role,
            arrived: own.iter().filter(|place| !people[**place].aim.is_next).count(),
            people: own,
            lacked,
        }
    };
    pack.role_indices().map(group).filter(|group| !group.people.is_empty()).collect()
}
