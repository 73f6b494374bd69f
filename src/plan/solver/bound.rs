//! Lower bounds on the value of every set below a node of the search.

use super::search::{Search, State};

/// Bounds and prices are counted in parts of one.
const PARTS: i128 = 1 << 16;

fn round_up(parts: i128) -> i128 {
    -(-parts).div_euclid(PARTS)
}

impl Search<'_> {
    /// The least that can be lost below this node. `reached`: the elements up to which chains can still be covered. On the
    /// route, what would lose more than the best set is put out.
    pub(super) fn bound_loss(&mut self, reached: &[bool]) -> i128 {
        let least = self.loss_of(reached);
        if self.used.is_empty() || least > self.best.loss {
            return least;
        }
        let prices = self.prices.clone();
        let (lost, rest) = self.lost_at(&prices);
        let bound = round_up(lost).max(least);
        if bound <= self.best.loss {
            for (candidate, adds) in rest.iter().enumerate() {
                if self.state[candidate] == State::Undecided && round_up(lost + adds) > self.best.loss {
                    self.put_out(candidate);
                }
            }
        }
        self.rest = rest;
        bound
    }

    /// A lower bound on what is lost (in parts, [`PARTS`] of one) when every use of a limit has a price and what is left of
    /// the limit is paid out at it; and for each candidate what taking it adds at least.
    ///
    /// This is the Lagrangian relaxation of the limits, bounded from below by dual ascent: each element in turn pays what
    /// the cheapest of its coverers still costs, but never so much that losing it and what comes after it on its chain
    /// would be cheaper.
    fn lost_at(&mut self, prices: &[i128]) -> (i128, Vec<i128>) {
        let cost = |at: usize| -> i128 {
            self.cover
                .limits
                .iter()
                .zip(prices)
                .filter(|(_, price)| **price > 0)
                .map(|((uses, _), price)| i128::from(uses[at]) * price)
                .sum()
        };
        let mut rest: Vec<i128> =
            (0..self.state.len()).map(|at| if self.state[at] == State::Undecided { cost(at) } else { 0 }).collect();
        let mut worth: Vec<i128> = self.cover.worth.iter().map(|worth| worth * PARTS).collect();
        for chain in &self.cover.chains {
            for element in (chain.start + 1..chain.end).rev() {
                worth[element - 1] += worth[element];
            }
        }
        let mut lost = 0;
        for (first, element) in &self.cover.rarest {
            if self.covered[*element] > 0 {
                continue;
            }
            let open = || self.cover.coverers[*element].iter().filter(|at| self.state[**at] == State::Undecided);
            let most = worth[*first..=*element].iter().copied().min().unwrap_or(0);
            let pays = open().map(|at| rest[*at]).min().map_or(most, |cheapest| cheapest.min(most));
            if pays > 0 {
                lost += pays;
                worth[*first..=*element].iter_mut().for_each(|worth| *worth -= pays);
                for at in self.cover.coverers[*element].iter().filter(|at| self.state[**at] == State::Undecided) {
                    rest[*at] -= pays;
                }
            }
        }
        for ((_, there_is), (used, price)) in self.cover.limits.iter().zip(self.used.iter().zip(prices)) {
            lost -= i128::from(there_is - used) * price;
        }
        self.spend(self.cover.coverers.iter().map(|coverers| 3 * coverers.len()).sum::<usize>() + self.state.len());
        (lost, rest)
    }

    /// Prices at which the bound is high: one limit after the other, up and down in smaller and smaller steps.
    pub(super) fn find_prices(&mut self) {
        let worth: i128 = self.cover.worth.iter().sum();
        let guess: Vec<i128> =
            self.cover.limits.iter().map(|(_, there_is)| 1 + worth * PARTS / i128::from((*there_is).max(1))).collect();
        let mut prices = vec![0; guess.len()];
        let mut best = self.lost_at(&prices).0;
        let binding: Vec<usize> = (0..guess.len()).filter(|limit| self.can_bind(*limit)).collect();
        for step in [64, 16, 4, 1, 32, 8, 2_i128] {
            for limit in &binding {
                let price = prices[*limit];
                let by = guess[*limit] * step / 256;
                for other in [price + by, (price - by).max(0), price * (64 + step) / 64, price * 64 / (64 + step), 0] {
                    let mut changed = prices.clone();
                    changed[*limit] = other;
                    let lost = self.lost_at(&changed).0;
                    if lost > best {
                        (best, prices) = (lost, changed);
                    }
                }
            }
        }
        self.prices = prices;
    }

    /// False when all that is undecided fits a limit together.
    fn can_bind(&self, limit: usize) -> bool {
        let (uses, there_is) = &self.cover.limits[limit];
        self.undecided().map(|at| uses[at]).sum::<u64>() > *there_is
    }

    /// False when every set as good as the best costs more than `best`, or as much and comes after it. On the route, what
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
            for element in chain.clone().rev().filter(|element| reached[*element]) {
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
