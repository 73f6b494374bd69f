//! Adds up what steps cost.

use super::{DevelopmentPlan, PlanStep};
use crate::model::{Pack, Price};

/// A sum of prices and of the ranges that their sources name, in whole units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// The sum of the usual prices: what the plan was chosen by.
    pub known: u64,
    /// The sum of the lowest prices.
    pub lowest: u64,
    /// The sum of the highest prices.
    pub highest: u64,
    /// How many prices are not known; they are in none of the sums.
    pub unknown: u64,
    /// How many are free on a condition.
    pub conditional: u64,
}

impl Cost {
    fn add(self, price: &Price, currency: &str) -> Self {
        let Some(fee) = price.fee_in(currency) else { return Self { unknown: self.unknown + 1, ..self } };
        Self {
            known: self.known + u64::from(fee.amount),
            lowest: self.lowest + u64::from(fee.lowest),
            highest: self.highest + u64::from(fee.highest),
            conditional: self.conditional + u64::from(price.is_free() && !price.is_free_to_all()),
            ..self
        }
    }
}

impl DevelopmentPlan {
    /// What some of its steps cost.
    pub fn cost<'a>(&self, pack: &Pack, steps: impl IntoIterator<Item = &'a PlanStep>) -> Cost {
        let prices = steps.into_iter().map(|step| &pack.resource(step.resource).price);
        prices.fold(Cost::default(), |cost, price| cost.add(price, &self.currency))
    }
}
