//! The precedence graph: which steps have to be finished before which.
//! It gives what can be taken one after another, what may begin in a week, earliest starts, longest paths, and circles.

use super::elements::{Covering, Elements};
use super::{AccessRoute, Candidate, Problem};

/// Which of the levels that a step builds on have to be reached before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AwaitedLevels {
    /// Those of every lift, so that all of them count, also for later roles.
    All,
    /// Those of the lifts that count for the goal.
    Counted,
}

/// A step, and what has to be finished before it begins: one of its routes must be open, and one of the lists of elements
/// that it builds on covered.
#[derive(Debug)]
pub(super) struct Node {
    /// The fewest weeks from its start to its end; `None` when that is not known.
    pub(super) length: Option<u32>,
    /// The routes into it, with prerequisites as positions in the graph.
    pub(super) routes: Vec<AccessRoute>,
    builds_on: Vec<Vec<usize>>,
}

/// The precedence graph of some steps, which it names by their positions.
#[derive(Debug)]
pub(super) struct Precedence {
    pub(super) nodes: Vec<Node>,
    /// For each element the steps that cover it.
    coverers: Vec<Vec<usize>>,
}

impl Precedence {
    /// The graph of steps that are all taken; `steps` in ascending order. Each waits for all levels that it builds on.
    pub(super) fn of_steps(problem: &Problem, elements: &Elements, steps: &[usize], waits: AwaitedLevels) -> Self {
        let coverers = coverers(elements, steps.iter().map(|step| elements.coverings[*step].as_slice()));
        let mut is_reached = vec![false; elements.count()];
        for chain in &elements.chains {
            let elements = match waits {
                AwaitedLevels::All => chain.elements.clone(),
                AwaitedLevels::Counted => chain.counted.clone(),
            };
            for element in elements.take_while(|element| !coverers[*element].is_empty()) {
                is_reached[element] = true;
            }
        }
        let positions = |need: &Vec<usize>| need.iter().filter_map(|key| steps.binary_search(key).ok()).collect();
        let node = |step: &usize| {
            let candidate = &problem.candidates[*step];
            let way = |route: &AccessRoute| AccessRoute {
                not_before: route.not_before,
                prerequisites: route.prerequisites.iter().map(positions).collect(),
            };
            Node {
                length: Some(candidate.length(problem.capacity).unwrap_or(0)),
                routes: candidate.routes.iter().map(way).collect(),
                builds_on: vec![foundations(&elements.coverings[*step], &is_reached)],
            }
        };
        Self { nodes: steps.iter().map(node).collect(), coverers }
    }

    /// The graph of all candidates, of which any may be taken: what holds whichever are. A candidate may be taken for any one
    /// element that counts, as a prerequisite of another, or because it is required, and then waits for nothing else; what
    /// waits for something in a circle with it does not wait for that.
    pub(super) fn of_candidates(problem: &Problem, elements: &Elements) -> Self {
        let coverers = coverers(elements, elements.coverings.iter().map(Vec::as_slice));
        let node = |(candidate, coverings): (&Candidate, &Vec<Covering>)| {
            let counted = coverings.iter().filter(|covering| covering.counts);
            Node {
                length: candidate.length(problem.capacity),
                routes: candidate.routes.clone(),
                builds_on: counted.map(|covering| covering.after.clone().collect()).collect(),
            }
        };
        let mut nodes: Vec<Node> = problem.candidates.iter().zip(&elements.coverings).map(node).collect();
        for at in &problem.required {
            nodes[*at].builds_on.push(Vec::new());
        }
        let mut followers = vec![Vec::new(); nodes.len()];
        for (at, candidate) in problem.candidates.iter().enumerate() {
            let by_way = candidate.routes.iter().flat_map(|route| &route.prerequisites);
            for key in by_way.clone().flatten() {
                nodes[*key].builds_on.push(Vec::new());
            }
            let by_level = elements.coverings[at].iter().flat_map(|covering| &coverers[covering.after.clone()]);
            for sooner in by_level.chain(by_way).flatten() {
                followers[*sooner].push(at);
            }
        }
        let circles = circles(&followers);
        for (at, node) in nodes.iter_mut().enumerate() {
            let is_before = |keys: &Vec<usize>| keys.iter().all(|key| circles[*key] != circles[at]);
            node.routes.iter_mut().for_each(|route| route.prerequisites.retain(is_before));
            node.builds_on.iter_mut().for_each(|list| list.retain(|element| is_before(&coverers[*element])));
        }
        Self { nodes, coverers }
    }

    /// True when a route into a step is open in a week.
    pub(super) fn is_enterable(&self, at: usize, week: u32, is_done: impl Fn(usize) -> bool) -> bool {
        self.nodes[at].routes.iter().any(|route| route.not_before <= week && route.is_open_after(&is_done))
    }

    /// True when the levels that a step builds on are reached.
    pub(super) fn is_founded(&self, at: usize, is_done: impl Fn(usize) -> bool) -> bool {
        let is_covered = |element: &usize| self.coverers[*element].iter().any(|at| is_done(*at));
        self.nodes[at].builds_on.iter().any(|list| list.iter().all(is_covered))
    }

    /// What a step can have to wait for: one of each of these lists, whichever route it takes.
    pub(super) fn prerequisites(&self, at: usize) -> impl Iterator<Item = &Vec<usize>> {
        let node = &self.nodes[at];
        let by_level = node.builds_on.iter().flatten().map(|element| &self.coverers[*element]);
        by_level.chain(node.routes.iter().flat_map(|route| &route.prerequisites))
    }

    /// How many steps must come before one, directly or not; itself among them where it is part of a circle.
    pub(super) fn count_before(&self, at: usize, is_done: impl Fn(usize) -> bool) -> usize {
        let mut comes_before = vec![false; self.nodes.len()];
        let mut later = vec![at];
        while let Some(at) = later.pop() {
            for sooner in self.prerequisites(at).filter(|need| !need.iter().any(|at| is_done(*at))).flatten() {
                if !std::mem::replace(&mut comes_before[*sooner], true) {
                    later.push(*sooner);
                }
            }
        }
        comes_before.iter().filter(|before| **before).count()
    }

    /// For each step the first week in which it can begin, were there hours enough for all; `None` for a step that cannot
    /// end by a week. `None` for all where steps wait for each other in a circle.
    pub(super) fn earliest_starts(&self, by: u32) -> Option<Vec<Option<u32>>> {
        let mut starts: Vec<Option<u32>> = self.nodes.iter().map(|node| node.length.map(|_| 0)).collect();
        // A path has at most so many steps: what still changes after as many rounds is in a circle.
        for _ in 0..=starts.len() {
            let mut changes = false;
            for (at, node) in self.nodes.iter().enumerate() {
                let end = |at: &usize| Some(starts[*at]? + self.nodes[*at].length?);
                let met = |keys: &Vec<usize>| keys.iter().filter_map(end).min();
                let open = |route: &AccessRoute| {
                    route.prerequisites.iter().try_fold(route.not_before, |week, keys| Some(week.max(met(keys)?)))
                };
                let founded = |list: &Vec<usize>| {
                    list.iter().try_fold(0, |week, element| Some(week.max(met(&self.coverers[*element])?)))
                };
                let start = || {
                    let open = node.routes.iter().filter_map(open).min()?;
                    let founded = node.builds_on.iter().filter_map(founded).min()?;
                    let start = starts[at]?.max(open).max(founded);
                    (start + node.length? <= by).then_some(start)
                };
                let start = start();
                changes |= start != starts[at];
                starts[at] = start;
            }
            if !changes {
                return Some(starts);
            }
        }
        None
    }

    /// For each step the weeks from its start to the end of the last step that can wait for it, and to the end of the last
    /// one that waits for it whatever the others do, if hours were no limit.
    pub(super) fn paths(&self) -> Vec<(u32, u32)> {
        let (mut possible, mut certain) = (Vec::new(), Vec::new());
        for (at, node) in self.nodes.iter().enumerate() {
            let by_level = node.builds_on.iter().map(Vec::len).sum::<usize>();
            for (number, need) in self.prerequisites(at).enumerate() {
                let waits = need.iter().filter(|sooner| **sooner != at).map(|sooner| (*sooner, at));
                if need.len() == 1 && (number < by_level || node.routes.len() == 1) {
                    certain.extend(waits.clone());
                }
                possible.extend(waits);
            }
        }
        let (possible, _) = self.longest_paths(&possible);
        let (mut certain, has_circle) = self.longest_paths(&certain);
        if has_circle {
            // Nothing is certain: one step of the circle does not wait.
            certain = self.lengths().collect();
        }
        possible.into_iter().zip(certain).collect()
    }

    fn lengths(&self) -> impl Iterator<Item = u32> {
        self.nodes.iter().map(|node| node.length.unwrap_or(0))
    }

    /// For each step the length of the longest path from it along these edges, and whether they form a circle; paths of
    /// circles end after as many rounds as there are steps.
    fn longest_paths(&self, edges: &[(usize, usize)]) -> (Vec<u32>, bool) {
        let lengths: Vec<u32> = self.lengths().collect();
        let mut paths = lengths.clone();
        for _ in 0..paths.len() {
            let mut grows = false;
            for (sooner, later) in edges {
                let path = lengths[*sooner] + paths[*later];
                grows |= path > paths[*sooner];
                paths[*sooner] = paths[*sooner].max(path);
            }
            if !grows {
                return (paths, false);
            }
        }
        (paths, true)
    }
}

impl Problem {
    /// True when the steps can be taken one after another, each by a route that is open by then.
    pub fn is_orderable(&self, steps: &[usize]) -> bool {
        self.orderable_part(steps).len() == steps.len()
    }

    /// The steps that can be taken one after another, each by a route that is open by then.
    pub fn orderable_part(&self, steps: &[usize]) -> Vec<usize> {
        let is_open = open_in_turn(&self.candidates, vec![false; self.candidates.len()], steps.to_vec());
        steps.iter().copied().filter(|step| is_open[*step]).collect()
    }
}

/// For each candidate whether it can be taken: what is open already, and what of `closed` opens one after another.
pub(super) fn open_in_turn(candidates: &[Candidate], mut is_open: Vec<bool>, mut closed: Vec<usize>) -> Vec<bool> {
    loop {
        let before = closed.len();
        closed.retain(|at| {
            is_open[*at] = candidates[*at].routes.iter().any(|route| route.is_open_after(|key| is_open[key]));
            !is_open[*at]
        });
        if closed.len() == before {
            return is_open;
        }
    }
}

fn coverers<'a>(elements: &Elements, coverings: impl Iterator<Item = &'a [Covering]>) -> Vec<Vec<usize>> {
    let mut coverers = vec![Vec::new(); elements.count()];
    for (at, coverings) in coverings.enumerate() {
        for covering in coverings {
            coverers[covering.element].push(at);
        }
    }
    coverers
}

/// What a step builds on: below each element that it covers and that is reached, what must be covered before. What it
/// covers itself it does not wait for.
fn foundations(coverings: &[Covering], is_reached: &[bool]) -> Vec<usize> {
    let below =
        coverings.iter().filter(|covering| is_reached[covering.element]).flat_map(|covering| covering.after.clone());
    let mut below: Vec<usize> =
        below.filter(|element| !coverings.iter().any(|covering| covering.element == *element)).collect();
    below.sort_unstable();
    below.dedup();
    below
}

/// For each step the circle that it is part of: steps have the same one exactly if each follows the other, directly or not
/// (the strongly connected components; Sharir 1981, Computers and Mathematics with Applications 7:67-72).
fn circles(followers: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(followers.len());
    let mut is_seen = vec![false; followers.len()];
    for at in 0..followers.len() {
        visit(followers, at, &mut is_seen, |at| order.push(at));
    }
    let mut leaders = vec![Vec::new(); followers.len()];
    for (at, followers) in followers.iter().enumerate() {
        for follower in followers {
            leaders[*follower].push(at);
        }
    }
    let mut circles = vec![0; followers.len()];
    is_seen.fill(false);
    for first in order.into_iter().rev() {
        visit(&leaders, first, &mut is_seen, |at| circles[at] = first);
    }
    circles
}

/// Visits what can be reached from a step and is not seen yet, each after what is reached from it.
fn visit(next: &[Vec<usize>], from: usize, is_seen: &mut [bool], mut leave: impl FnMut(usize)) {
    if std::mem::replace(&mut is_seen[from], true) {
        return;
    }
    let mut path = vec![(from, 0)];
    while let Some((at, edge)) = path.last_mut() {
        if let Some(other) = next[*at].get(*edge) {
            *edge += 1;
            if !std::mem::replace(&mut is_seen[*other], true) {
                path.push((*other, 0));
            }
        } else {
            leave(*at);
            path.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn steps_are_in_one_circle_exactly_if_each_follows_the_other() {
        // 0 -> 1 -> 2 -> 0, 2 -> 3 -> 4 -> 3, 5 alone, 6 -> 6.
        let circle = circles(&[vec![1], vec![2], vec![0, 3], vec![4], vec![3], vec![], vec![6]]);
        let of = |at: usize| (0..7).filter(|other| circle[*other] == circle[at]).collect::<Vec<_>>();
        assert_eq!([of(0), of(3), of(5), of(6)], [vec![0, 1, 2], vec![3, 4], vec![5], vec![6]]);
    }
}
