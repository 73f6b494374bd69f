//! Depth-first branch and bound over the covering problem.

use std::collections::HashMap;

use super::cover::Cover;
use super::precedence::open_in_turn;
use super::schedule::Scheduler;
use super::{Problem, Total, Value};

/// What may be said of a solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// No allowed plan is better.
    Optimal,
    /// The search was cut short: no allowed plan is better than this value, which none need reach.
    LowerBound(Value),
}

/// The best plan found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The candidates to take, in their order.
    pub steps: Vec<usize>,
    /// What they come to.
    pub value: Value,
    /// What may be said of it.
    pub proof: Proof,
    /// How many nodes of the search were looked at.
    pub nodes: u64,
}

/// The operations after which a search is cut short: about a second.
pub const MAX_OPERATIONS: u64 = 300_000_000;

/// The best plan: the smallest [`Value`]; among equals the one with the earlier candidates.
pub fn solve(problem: &Problem) -> Solution {
    solve_within(problem, MAX_OPERATIONS)
}

/// As [`solve`], cut short after so many operations: counted, not timed, so that every machine ends at the same place.
pub fn solve_within(problem: &Problem, max_operations: u64) -> Solution {
    solve_from(problem, &[], max_operations)
}

/// As [`solve_within`], beginning with a set that may be good: the same solution, sooner.
pub fn solve_from(problem: &Problem, guess: &[usize], max_operations: u64) -> Solution {
    if !problem.is_allowed(&problem.required) {
        return solve_from(&Problem { required: Vec::new(), ..problem.clone() }, guess, max_operations);
    }
    let cover = Cover::new(problem);
    let mut search = Search::new(problem, &cover, max_operations);
    search.run(guess);
    let mut steps = search.best.steps.clone();
    steps.sort_unstable();
    let value = problem.value(&steps);
    let proof = if search.effort == 0 {
        Proof::LowerBound(not_below(&cover, &value, &search.best, search.floor))
    } else {
        Proof::Optimal
    };
    Solution { steps, value, proof, nodes: search.nodes }
}

/// The bound of the root in the terms of the goal.
fn not_below(cover: &Cover, value: &Value, best: &Best, (loss, load): (i128, u128)) -> Value {
    if loss == best.loss {
        let (fees, hours, steps) = cover.parts(load);
        return Value { fees, hours, steps, ..value.clone() };
    }
    let (unmet_musts, shortfall) = cover.loss_parts(loss);
    Value { unmet_musts, shortfall, fees: Total::default(), hours: Total::default(), steps: 0 }
}

/// The best set found so far.
#[derive(Debug)]
pub(super) struct Best {
    pub(super) loss: i128,
    /// `None` as long as the loss is known to be possible and no set is at hand.
    pub(super) load: Option<u128>,
    pub(super) steps: Vec<usize>,
}

/// The decision about a candidate at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Undecided,
    In,
    Out,
}

pub(super) struct Search<'p> {
    pub(super) problem: &'p Problem,
    /// Under a time limit.
    scheduler: Option<Scheduler<'p>>,
    /// For each set that was scheduled whether it ends in time.
    known: HashMap<Vec<usize>, bool>,
    pub(super) cover: &'p Cover,
    pub(super) state: Vec<State>,
    /// For each element how many steps that are in cover it.
    pub(super) covered: Vec<u32>,
    /// For each element how many candidates that are not out cover it.
    pub(super) available: Vec<u32>,
    pub(super) load: u128,
    /// How much of each limit is used.
    pub(super) used: Vec<u64>,
    pub(super) best: Best,
    /// For each limit the price of using it, at which the bound is high.
    pub(super) prices: Vec<i128>,
    /// Prices of the gap that can make the bound on the cost high, in rising order, and which of them did so last.
    pub(super) gap_prices: Vec<i128>,
    pub(super) price_at: usize,
    /// For each candidate what taking it added to the loss at these prices when they were last looked at.
    pub(super) rest: Vec<i128>,
    /// What was put out, to be undone.
    trail: Vec<usize>,
    /// The least that can be lost at all, and what that costs at least.
    pub(super) floor: (i128, u128),
    /// True in a pass that goes on only from sets that end in time already: more steps might let others, but seldom do.
    is_trial: bool,
    /// Operations left.
    pub(super) effort: u64,
    nodes: u64,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem, cover: &'p Cover, effort: u64) -> Self {
        Self {
            problem,
            scheduler: problem.limits.weeks.map(|_| Scheduler::new(problem)),
            known: HashMap::new(),
            cover,
            state: vec![State::Undecided; problem.candidates.len()],
            covered: vec![0; cover.worth.len()],
            available: cover.coverers.iter().map(|list| u32::try_from(list.len()).unwrap_or(u32::MAX)).collect(),
            load: 0,
            used: vec![0; cover.limits.len()],
            best: Best { loss: i128::MAX, load: None, steps: Vec::new() },
            prices: vec![0; cover.limits.len()],
            gap_prices: Vec::new(),
            price_at: 0,
            rest: vec![0; problem.candidates.len()],
            trail: Vec::new(),
            floor: (0, 0),
            is_trial: false,
            effort,
            nodes: 0,
        }
    }

    /// Searches, under limits in passes: a short one, which is enough for most problems; then, with a good set to begin
    /// with, one that goes on only from what ends in time; then the whole.
    fn run(&mut self, guess: &[usize]) {
        for candidate in 0..self.state.len() {
            if !self.cover.is_usable[candidate] {
                self.put_out(candidate);
            }
        }
        for candidate in &self.problem.required {
            self.put_in(*candidate);
        }
        self.put_out_what_cannot_open();
        if self.cover.limits.is_empty() {
            self.start_from_everything();
        } else {
            self.start_from(guess);
            self.find_prices();
        }
        self.find_gap_prices();
        self.find_floor();
        if !self.cover.limits.is_empty() {
            if self.pass(self.effort / 50) {
                return;
            }
            self.start_from_builds();
            if self.scheduler.is_some() {
                self.is_trial = true;
                self.pass(self.effort / 10);
                self.is_trial = false;
            }
            self.find_floor();
        }
        self.visit();
    }

    /// What no set can be better than; what is put out on the way stays out.
    fn find_floor(&mut self) {
        let loss = self.bound_loss(&self.reached_by(|element| self.available[element] > 0));
        self.floor = (loss, self.root_load(loss));
        self.trail.clear();
    }

    /// A search with a part of the effort; true when it came to its end.
    fn pass(&mut self, effort: u64) -> bool {
        let rest = self.effort - effort;
        self.effort = effort;
        self.visit();
        let is_done = self.effort > 0;
        self.effort += rest;
        is_done
    }

    /// True when the steps that are in end in time, or cannot be scheduled yet.
    fn is_on_time(&mut self) -> bool {
        let steps: Vec<usize> = (0..self.state.len()).filter(|at| self.state[*at] == State::In).collect();
        !self.problem.is_orderable(&steps) || self.ends_in_time(&steps)
    }

    /// For each element whether its chain is unbroken up to it.
    pub(super) fn reached_by(&self, holds: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut reached = vec![false; self.covered.len()];
        for chain in &self.cover.chains {
            for element in chain.clone().take_while(|element| holds(*element)) {
                reached[element] = true;
            }
        }
        reached
    }

    pub(super) fn undecided(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.state.len()).filter(|at| self.state[*at] == State::Undecided)
    }

    pub(super) fn put_out(&mut self, candidate: usize) {
        self.state[candidate] = State::Out;
        self.trail.push(candidate);
        for element in &self.cover.covers[candidate] {
            self.available[*element] -= 1;
        }
    }

    fn undo_to(&mut self, mark: usize) {
        for candidate in self.trail.drain(mark..) {
            self.state[candidate] = State::Undecided;
            for element in &self.cover.covers[candidate] {
                self.available[*element] += 1;
            }
        }
    }

    fn put_in(&mut self, candidate: usize) {
        self.state[candidate] = State::In;
        self.load += self.cover.load[candidate];
        for (used, (uses, _)) in self.used.iter_mut().zip(&self.cover.limits) {
            *used += uses[candidate];
        }
        for element in &self.cover.covers[candidate] {
            self.covered[*element] += 1;
        }
    }

    fn take_back(&mut self, candidate: usize) {
        self.state[candidate] = State::Undecided;
        self.load -= self.cover.load[candidate];
        for (used, (uses, _)) in self.used.iter_mut().zip(&self.cover.limits) {
            *used -= uses[candidate];
        }
        for element in &self.cover.covers[candidate] {
            self.covered[*element] -= 1;
        }
    }

    fn visit(&mut self) {
        if self.effort == 0 {
            return;
        }
        self.nodes += 1;
        let mark = self.trail.len();
        if self.can_be_better() {
            self.branch();
        }
        self.undo_to(mark);
    }

    /// Puts out what cannot be part of anything better here; false when nothing can.
    fn can_be_better(&mut self) -> bool {
        self.spend((self.state.len() + self.covered.len()) * (1 + self.used.len()));
        if self.is_trial && !self.is_on_time() {
            return false;
        }
        for limit in 0..self.used.len() {
            let (uses, there_is) = &self.cover.limits[limit];
            let left = there_is - self.used[limit];
            let too_much: Vec<usize> = self.undecided().filter(|at| uses[*at] > left).collect();
            for candidate in too_much {
                self.put_out(candidate);
            }
        }
        if !self.put_out_what_cannot_open() {
            return false;
        }
        let reached = self.reached_by(|element| self.available[element] > 0);
        if self.scheduler.is_some() && self.has_idle_step(&reached) {
            return false;
        }
        let loss = self.bound_loss(&reached);
        match loss.cmp(&self.best.loss) {
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Equal => self.best.load.is_none_or(|best| self.can_cost_less(&reached, best)),
        }
    }

    fn branch(&mut self) {
        let opened = self.opened(|state| state == State::In);
        let closed: Vec<usize> =
            (0..self.state.len()).filter(|at| self.state[*at] == State::In && !opened[*at]).collect();
        if !closed.is_empty() {
            let keys = self.keys(&closed, &opened);
            self.try_each(keys);
            return;
        }
        let reached = self.reached_by(|element| self.available[element] > 0);
        // More steps would cost more and lose no less.
        if self.loss() == self.loss_of(&reached) && self.finish() {
            return;
        }
        let Some(element) = self.next_element(&reached) else { return };
        let mut coverers: Vec<usize> = self.cover.coverers[element].clone();
        coverers.retain(|at| self.state[*at] == State::Undecided);
        coverers.sort_by_key(|at| (self.rest[*at], self.cover.load[*at], *at));
        self.try_each(coverers);
        // All of them are out now: leave the element.
        self.visit();
    }

    /// One branch for each of these, without those before it; at the end all are out.
    fn try_each(&mut self, candidates: Vec<usize>) {
        for candidate in candidates {
            // What was put out of sight by a limit stays out.
            if self.state[candidate] != State::Undecided {
                continue;
            }
            self.put_in(candidate);
            self.visit();
            self.take_back(candidate);
            self.put_out(candidate);
        }
    }

    /// Takes the set that is in for the best one where it is better; false when it would be and does not end in time.
    fn finish(&mut self) -> bool {
        let loss = self.loss();
        let is_better = match (loss.cmp(&self.best.loss), self.best.load) {
            (std::cmp::Ordering::Equal, Some(load)) => self.load < load || (self.load == load && self.comes_before()),
            (order, _) => order.is_le(),
        };
        if !is_better {
            return true;
        }
        let steps: Vec<usize> = (0..self.state.len()).filter(|at| self.state[*at] == State::In).collect();
        if self.scheduler.is_some() && !(self.is_tight(&steps) && self.ends_in_time(&steps)) {
            return false;
        }
        self.best = Best { loss, load: Some(self.load), steps };
        true
    }

    /// True when the schedule of the steps ends in time.
    pub(super) fn ends_in_time(&mut self, steps: &[usize]) -> bool {
        let Some(scheduler) = &self.scheduler else { return true };
        if let Some(known) = self.known.get(steps) {
            return *known;
        }
        let tries = scheduler.tries_to_end_in_time(steps);
        self.known.insert(steps.to_vec(), tries.is_ok());
        let (Ok(shuffles) | Err(shuffles)) = tries;
        self.spend(steps.len() * (40 + 100 * shuffles));
        tries.is_ok()
    }

    /// True when a step that is in adds nothing to the others, here and further down; `reached`: the elements up to which
    /// chains can still be covered.
    fn has_idle_step(&self, reached: &[bool]) -> bool {
        let can_add = |element: &usize| reached[*element] && self.covered[*element] == 1;
        (0..self.state.len()).any(|at| {
            let is_free = !self.cover.is_key[at] && !self.problem.required.contains(&at);
            self.state[at] == State::In && is_free && !self.cover.covers[at].iter().any(can_add)
        })
    }

    /// True when no step that is in can be left out without a loss, unless it opens the way to others.
    fn is_tight(&self, steps: &[usize]) -> bool {
        let reached = self.reached_by(|element| self.covered[element] > 0);
        steps.iter().all(|step| {
            let is_needed = |element: &usize| reached[*element] && self.covered[*element] == 1;
            self.problem.required.contains(step) || self.cover.covers[*step].iter().any(is_needed) || {
                let rest: Vec<usize> = steps.iter().copied().filter(|other| other != step).collect();
                !self.problem.is_orderable(&rest)
            }
        })
    }

    /// True when the set that is in comes before the best one: it has the first candidate in which they differ.
    fn comes_before(&self) -> bool {
        let first = (0..self.state.len()).find(|at| (self.state[*at] == State::In) != self.best.steps.contains(at));
        first.is_some_and(|at| self.state[at] == State::In)
    }

    /// What is lost with the steps that are in.
    pub(super) fn loss(&self) -> i128 {
        self.loss_of(&self.reached_by(|element| self.covered[element] > 0))
    }

    pub(super) fn least_loss(&self) -> i128 {
        self.loss_of(&self.reached_by(|element| self.available[element] > 0))
    }

    pub(super) fn loss_of(&self, reached: &[bool]) -> i128 {
        self.cover.loss(self.missed(reached))
    }

    /// What the elements are worth that are not reached.
    pub(super) fn missed(&self, reached: &[bool]) -> i128 {
        self.cover.worth.iter().zip(reached).filter(|(_, reached)| !**reached).map(|(worth, _)| worth).sum()
    }

    pub(super) fn spend(&mut self, operations: usize) {
        self.effort = self.effort.saturating_sub(operations as u64);
    }

    /// For each candidate of some states whether it can be taken with only such before it.
    fn opened(&self, counts: impl Fn(State) -> bool) -> Vec<bool> {
        let is_gated = &self.cover.is_gated;
        let is_open = (0..self.state.len()).map(|at| counts(self.state[at]) && !is_gated[at]).collect();
        let closed = (0..self.state.len()).filter(|at| counts(self.state[*at]) && is_gated[*at]).collect();
        open_in_turn(&self.problem.candidates, is_open, closed)
    }

    /// Puts out what nothing can open any more; false when a step that is in is among it.
    fn put_out_what_cannot_open(&mut self) -> bool {
        if !self.cover.is_gated.contains(&true) {
            return true;
        }
        let opened = self.opened(|state| state != State::Out);
        let closed: Vec<usize> = (0..opened.len()).filter(|at| !opened[*at]).collect();
        for candidate in &closed {
            if self.state[*candidate] == State::Undecided {
                self.put_out(*candidate);
            }
        }
        closed.iter().all(|candidate| self.state[*candidate] == State::Out)
    }

    /// The candidates that could open a way to one of these: any allowed set with them has at least one.
    fn keys(&self, closed: &[usize], opened: &[bool]) -> Vec<usize> {
        let routes = closed.iter().flat_map(|at| &self.problem.candidates[*at].routes);
        let needs = routes.flat_map(|route| &route.prerequisites);
        let unmet = needs.filter(|need| !need.iter().any(|key| opened[*key]));
        let mut keys: Vec<usize> = unmet.flatten().copied().filter(|at| self.state[*at] == State::Undecided).collect();
        keys.sort_by_key(|at| (self.cover.load[*at], *at));
        keys.dedup();
        keys
    }
}
