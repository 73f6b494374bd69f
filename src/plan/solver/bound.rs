//! What a node of the search can still come to at best.

use super::search::{Search, State};

impl Search<'_> {
    /// The least that can be lost below this node. `reached`: the elements up to which chains can still be covered.
    pub(super) fn bound_loss(&self, reached: &[bool]) -> i128 {
        let least = self.loss_of(reached);
        (0..self.used.len()).map(|limit| self.loss_within(limit, reached)).fold(least, i128::max)
    }

    /// The least that can be lost within one limit: the fractional knapsack over what each candidate could newly cover.
    /// What uses nothing of the limit counts as taken.
    fn loss_within(&self, limit: usize, reached: &[bool]) -> i128 {
        let (uses, there_is) = &self.cover.limits[limit];
        let undecided: Vec<usize> = (0..self.state.len()).filter(|at| self.state[*at] == State::Undecided).collect();
        // Where everything fits, the limit takes nothing away.
        if undecided.iter().map(|at| uses[*at]).sum::<u64>() <= there_is - self.used[limit] {
            return 0;
        }
        let mut left = i128::from(there_is - self.used[limit]);
        let mut sure: Vec<bool> = (0..self.covered.len()).map(|at| !reached[at] || self.covered[at] > 0).collect();
        for candidate in undecided.iter().filter(|at| uses[**at] == 0) {
            for element in &self.cover.covers[*candidate] {
                sure[*element] = true;
            }
        }
        // Whatever is reachable and not sure is lost, unless some candidate that uses the limit covers it.
        let unsure: i128 = self.cover.worth.iter().zip(&sure).filter(|(_, sure)| !**sure).map(|(worth, _)| worth).sum();
        let gain = |at: usize| -> i128 {
            self.cover.covers[at]
                .iter()
                .filter(|element| !sure[**element])
                .map(|element| self.cover.worth[*element])
                .sum()
        };
        let paid = undecided.iter().filter(|at| uses[**at] > 0);
        let mut gains: Vec<(i128, i128)> =
            paid.map(|at| (gain(*at), i128::from(uses[*at]))).filter(|(gain, _)| *gain > 0).collect();
        gains.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)));
        let mut gained = 0;
        for (gain, use_of) in gains {
            if use_of > left {
                gained += (gain * left + use_of - 1) / use_of;
                break;
            }
            left -= use_of;
            gained += gain;
        }
        self.loss_of(reached) + (unsure - gained).max(0)
    }

    /// False when every set as good as the best costs more than `best`, or as much and comes after it. On the way, what
    /// would cost too much is put out.
    pub(super) fn can_cost_less(&mut self, reached: &[bool], best: u128) -> bool {
        let elements = self.indispensable(reached);
        let (least, rest) = self.dual_ascent(&elements);
        if least > best || (least == best && !self.can_come_before()) {
            return false;
        }
        for (candidate, adds) in rest.into_iter().enumerate() {
            if self.state[candidate] == State::Undecided && least + adds > best {
                self.put_out(candidate);
            }
        }
        true
    }

    /// What covering costs at the root at least, when `loss` is the least loss.
    pub(super) fn root_load(&mut self, loss: i128) -> u128 {
        if loss != self.best.loss {
            return 0;
        }
        let reached = self.reached_by(|element| self.available[element] > 0);
        let elements = self.indispensable(&reached);
        self.dual_ascent(&elements).0
    }

    /// The uncovered elements without which more is lost than with the best set; those with the fewest coverers first.
    fn indispensable(&self, reached: &[bool]) -> Vec<usize> {
        let slack = self.best.loss - self.loss_of(reached);
        let mut elements = Vec::new();
        for chain in &self.cover.chains {
            let mut tail = 0;
            for element in (chain.first..chain.end).rev().filter(|element| reached[*element]) {
                tail += self.cover.worth[element];
                if tail > slack && self.covered[element] == 0 {
                    elements.push(element);
                }
            }
        }
        elements.sort_by_key(|element| (self.available[*element], *element));
        elements
    }

    /// Dual ascent: each element in turn pays what the cheapest of its coverers still costs. Gives the sum, with what is
    /// in, and for each candidate what of its cost is not paid: taking it adds at least that.
    fn dual_ascent(&mut self, elements: &[usize]) -> (u128, Vec<u128>) {
        let mut rest = self.cover.load.clone();
        let mut least = self.load;
        for element in elements {
            let coverers = &self.cover.coverers[*element];
            let open = || coverers.iter().filter(|at| self.state[**at] == State::Undecided);
            let pays = open().map(|at| rest[*at]).min().unwrap_or(0);
            if pays > 0 {
                least += pays;
                for at in coverers.iter().filter(|at| self.state[**at] == State::Undecided) {
                    rest[*at] -= pays;
                }
            }
        }
        let operations: usize = elements.iter().map(|element| 2 * self.cover.coverers[*element].len()).sum();
        self.spend(operations + self.state.len());
        (least, rest)
    }

    /// True when some set below this node could come before the best one among equals.
    fn can_come_before(&self) -> bool {
        let mut best = self.best.steps.iter().peekable();
        for (at, state) in self.state.iter().enumerate() {
            let in_best = best.next_if(|step| **step == at).is_some();
            match (*state, in_best) {
                (State::Out, true) => return false,
                (State::In | State::Undecided, false) => return true,
                _ => {}
            }
        }
        false
    }
}
