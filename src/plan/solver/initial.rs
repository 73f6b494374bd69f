//! Builds initial solutions for the search, greedily and with seeded variations.

use super::random::SplitMix64;
use super::search::{Best, Search, State};

/// How often a set is built up under limits, each time with other preferences.
const BUILDS: usize = 150;

/// How many of these times it is built up from nothing; after that from the best one without some of its steps.
const FROM_NOTHING: usize = 50;

/// How many steps the best set is left without.
const DROPPED: usize = 3;

impl Search<'_> {
    /// Everything, then without what is redundant, the dearest first: what is allowed where there are no limits.
    pub(super) fn start_from_everything(&mut self) {
        let mut steps: Vec<usize> = (0..self.state.len()).filter(|at| self.state[*at] != State::Out).collect();
        let least = self.least_loss();
        for step in self.dearest_first(&steps) {
            let rest: Vec<usize> = steps.iter().copied().filter(|other| *other != step).collect();
            let can_go = self.state[step] == State::Undecided && self.loss_with(&rest) == least;
            if can_go && (!self.cover.is_gated.contains(&true) || self.problem.is_orderable(&rest)) {
                steps = rest;
            }
        }
        self.best = Best { loss: least, load: Some(self.load_of(&steps)), steps };
    }

    /// Under limits: what is required, or the guess where it is allowed.
    pub(super) fn start_from(&mut self, guess: &[usize]) {
        self.best = Best { loss: self.loss(), load: Some(self.load), steps: self.problem.required.clone() };
        let guess = self.with_required(guess);
        if guess.iter().all(|step| self.state[*step] != State::Out) && self.is_allowed(&guess) {
            self.offer(guess);
        }
    }

    fn with_required(&self, steps: &[usize]) -> Vec<usize> {
        let mut all = [steps, &self.problem.required].concat();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Under limits: sets that are built up step by step, by what each gives for what it uses. Each time the preferences
    /// are others, in a seeded way; first from nothing, then from the best set without some of its steps.
    pub(super) fn start_from_builds(&mut self) {
        let reserve = self.effort - self.effort / 5;
        let mut random = SplitMix64(1);
        for build in 0..BUILDS {
            if self.effort <= reserve || self.best.loss <= self.floor.0 {
                break;
            }
            let mut kept = if build < FROM_NOTHING { Vec::new() } else { self.best.steps.clone() };
            for _ in 0..DROPPED.min(kept.len()) {
                let last = i64::try_from(kept.len()).expect("few steps") - 1;
                kept.remove(usize::try_from(random.between(0, last)).expect("a position"));
            }
            let kept = self.with_required(&kept);
            let liking: Vec<i128> = self.state.iter().map(|_| i128::from(random.between(100, 200))).collect();
            let steps = self.build(kept, &liking);
            self.offer(steps);
        }
    }

    /// Adds the allowed step with the highest gain for what it uses, until no step has a gain.
    fn build(&mut self, mut steps: Vec<usize>, liking: &[i128]) -> Vec<usize> {
        let mut open: Vec<usize> = self.undecided().filter(|at| !steps.contains(at)).collect();
        let mut covered = vec![false; self.covered.len()];
        for element in steps.iter().flat_map(|step| &self.cover.covers[*step]) {
            covered[*element] = true;
        }
        loop {
            let mut gains: Vec<(i128, usize)> =
                open.iter().map(|at| (self.gain(*at, &covered) * liking[*at] / self.price(*at), *at)).collect();
            gains.retain(|(gain, _)| *gain > 0);
            gains.sort_unstable_by_key(|(gain, at)| (-gain, *at));
            self.spend(10 * open.len());
            let mut added = None;
            for (_, at) in gains {
                steps.push(at);
                if self.is_allowed(&steps) {
                    added = Some(at);
                    break;
                }
                steps.pop();
                // What is not allowed beside these steps is not tried again beside more of them, unless others open it.
                if !self.cover.is_gated[at] {
                    open.retain(|other| *other != at);
                }
            }
            let Some(added) = added else { return steps };
            open.retain(|other| *other != added);
            for element in &self.cover.covers[added] {
                covered[*element] = true;
            }
        }
    }

    /// What a step would newly cover, each chain only as far as it goes on unbroken. A chain's worth is spread evenly over
    /// its elements, so that a first step on a long way counts too.
    fn gain(&self, at: usize, covered: &[bool]) -> i128 {
        let mut gain = 0;
        for chain in &self.cover.chains {
            let worth = self.cover.worth[chain.clone()].iter().sum::<i128>() * 1_000_000 / chain.len() as i128;
            let own = |element: &usize| self.cover.covers[at].contains(element);
            for element in chain.clone().take_while(|element| covered[*element] || own(element)) {
                gain += if covered[element] { 0 } else { worth };
            }
        }
        gain
    }

    /// What a step uses of the limits, in hundredths of what there is, and one.
    fn price(&self, at: usize) -> i128 {
        let share = |(uses, there_is): &(Vec<u64>, u64)| i128::from(100 * uses[at] / there_is.max(&1));
        1 + self.cover.limits.iter().map(share).max().unwrap_or(0)
    }

    /// Takes a set, without what is redundant in it, for the best one where it is better.
    fn offer(&mut self, mut steps: Vec<usize>) {
        let loss = self.loss_with(&steps);
        for step in self.dearest_first(&steps) {
            let rest: Vec<usize> = steps.iter().copied().filter(|other| *other != step).collect();
            if self.state[step] != State::In && self.loss_with(&rest) == loss && self.is_allowed(&rest) {
                steps = rest;
            }
        }
        steps.sort_unstable();
        let load = self.load_of(&steps);
        let is_better = (loss, Some(load)) < (self.best.loss, self.best.load);
        if is_better && self.is_allowed(&steps) && self.problem.is_tight(&steps) {
            self.best = Best { loss, load: Some(load), steps };
        }
    }

    fn is_allowed(&mut self, steps: &[usize]) -> bool {
        let fits = |(uses, there_is): &(Vec<u64>, u64)| steps.iter().map(|step| uses[*step]).sum::<u64>() <= *there_is;
        self.cover.limits.iter().all(fits) && self.problem.is_orderable(steps) && self.ends_in_time(steps)
    }

    fn load_of(&self, steps: &[usize]) -> u128 {
        steps.iter().map(|step| self.cover.load[*step]).sum()
    }

    fn dearest_first(&self, steps: &[usize]) -> Vec<usize> {
        let mut steps = steps.to_vec();
        steps.sort_by_key(|step| std::cmp::Reverse((self.cover.load[*step], *step)));
        steps
    }

    fn loss_with(&self, steps: &[usize]) -> i128 {
        let mut covered = vec![false; self.covered.len()];
        for element in steps.iter().flat_map(|step| &self.cover.covers[*step]) {
            covered[*element] = true;
        }
        self.loss_of(&self.reached_by(|element| covered[element]))
    }
}
