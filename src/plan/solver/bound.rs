//! Lower bounds on the value of every set below a node of the search.

use super::search::{Search, State};

/// Bounds and prices are counted in parts of one.
const PARTS: i128 = 1 << 16;

/// The elements that a set has to cover, up to a slack.
struct Demand {
    /// The most that those may be worth that it misses.
    slack: i128,
    /// For each element what it and those after it on its chain are worth, as far as they can be reached.
    tails: Vec<i128>,
    /// The first element of the chain and the element, for each that is not covered: first what cannot be missed, then those
    /// with the fewest coverers.
    elements: Vec<(usize, usize)>,
    /// True when some of them can be missed.
    has_choice: bool,
}

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
        let bound = self.cover.loss(round_up(lost)).max(least);
        if bound <= self.best.loss {
            for (candidate, adds) in rest.iter().enumerate() {
                if self.state[candidate] == State::Undecided && self.cover.loss(round_up(lost + adds)) > self.best.loss
                {
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
        let best = i128::try_from(best).expect("costs are far below the largest number");
        let demand = self.demand(reached);
        let mut at = self.price_at;
        let (mut bound, mut rest) = self.dual_ascent(&demand, at);
        let is_too_much = |bound: i128| bound > best;
        for step in if demand.has_choice { &[1, -1, 2, -2, 5, -5][..] } else { &[] } {
            let last = self.gap_prices.len().saturating_sub(1);
            let other = at.saturating_add_signed(*step).min(last);
            if is_too_much(bound) || other == at {
                continue;
            }
            let (higher, costs) = self.dual_ascent(&demand, other);
            if higher > bound {
                (at, bound, rest) = (other, higher, costs);
            }
        }
        self.price_at = at;
        if is_too_much(bound) || (bound == best && !self.can_come_before()) {
            return false;
        }
        for (candidate, adds) in rest.into_iter().enumerate() {
            if self.state[candidate] == State::Undecided && is_too_much(bound + adds) {
                self.put_out(candidate);
            }
        }
        true
    }

    /// Looks for prices of the gap at which the bound on the cost is high: what a candidate costs for what it is worth.
    pub(super) fn find_gap_prices(&mut self) {
        let per_worth = |at: usize| {
            let worth: i128 = self.cover.covers[at].iter().map(|element| self.cover.gap_worth(*element)).sum();
            (worth > 0).then(|| self.cost_of(at) / worth)
        };
        let mut prices: Vec<i128> = self.undecided().filter_map(per_worth).chain([0]).collect();
        prices.sort_unstable();
        prices.dedup();
        self.gap_prices = prices;
        let demand = self.demand(&self.reached_by(|element| self.available[element] > 0));
        let bounds: Vec<i128> = (0..self.gap_prices.len()).map(|at| self.dual_ascent(&demand, at).0).collect();
        self.price_at = (0..bounds.len()).max_by_key(|at| (bounds[*at], std::cmp::Reverse(*at))).unwrap_or(0);
    }

    fn cost_of(&self, candidate: usize) -> i128 {
        i128::try_from(self.cover.load[candidate]).expect("costs are far below the largest number")
    }

    /// What covering costs at the root at least, when `loss` is the least loss.
    pub(super) fn root_load(&mut self, loss: i128) -> u128 {
        if loss != self.best.loss {
            return 0;
        }
        let demand = self.demand(&self.reached_by(|element| self.available[element] > 0));
        u128::try_from(self.dual_ascent(&demand, self.price_at).0).unwrap_or(0)
    }

    /// What a set as good as the best has to cover.
    fn demand(&self, reached: &[bool]) -> Demand {
        let slack = self.cover.most_missed(self.best.loss) - self.missed(reached);
        let mut tails = vec![0; reached.len()];
        let (mut elements, mut has_choice) = (Vec::new(), false);
        for chain in &self.cover.chains {
            let mut tail = 0;
            for element in chain.clone().rev().filter(|element| reached[*element]) {
                tail += self.cover.worth[element];
                tails[element] = tail;
                if self.covered[element] == 0 {
                    elements.push((chain.start, element));
                    has_choice |= tail <= slack;
                }
            }
        }
        elements.sort_by_key(|(_, element)| (tails[*element] <= slack, self.available[*element], *element));
        Demand { slack, tails, elements, has_choice }
    }

    /// The uncovered element to decide next: one that cannot be missed where there is one, then the fewest coverers.
    pub(super) fn next_element(&self, reached: &[bool]) -> Option<usize> {
        self.demand(reached).elements.first().map(|(_, element)| *element)
    }

    /// A lower bound on the cost of every set below this node that misses no more than the slack, at one of the prices of the
    /// gap; and for each candidate what taking it adds at least.
    ///
    /// The limit on what is missed is relaxed: each part of it has a price, and the slack is paid out at it. What remains is
    /// bounded by dual ascent: each element in turn pays what the cheapest of its coverers still costs, but never so much
    /// that missing it and what comes after it on its chain would be cheaper, unless they cannot be missed.
    fn dual_ascent(&mut self, demand: &Demand, price: usize) -> (i128, Vec<i128>) {
        let price = self.gap_prices.get(price).copied().unwrap_or(0);
        let mut rest: Vec<i128> = (0..self.state.len()).map(|at| self.cost_of(at)).collect();
        let capacity = |tail: &i128| if *tail > demand.slack { i128::MAX / 4 } else { tail * price };
        let mut capacities: Vec<i128> = demand.tails.iter().map(capacity).collect();
        let mut least = i128::try_from(self.load).expect("costs are far below the largest number");
        if demand.has_choice {
            least -= price * demand.slack;
        }
        let mut operations = self.state.len() + demand.tails.len();
        for (first, element) in &demand.elements {
            let most = capacities[*first..=*element].iter().copied().min().unwrap_or(0);
            if most == 0 {
                continue;
            }
            let coverers = &self.cover.coverers[*element];
            let open = || coverers.iter().filter(|at| self.state[**at] == State::Undecided);
            let pays = open().map(|at| rest[*at]).min().unwrap_or(0).min(most);
            operations += 2 * coverers.len();
            if pays > 0 {
                least += pays;
                capacities[*first..=*element].iter_mut().for_each(|capacity| *capacity -= pays);
                for at in coverers.iter().filter(|at| self.state[**at] == State::Undecided) {
                    rest[*at] -= pays;
                }
            }
        }
        self.spend(operations);
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
