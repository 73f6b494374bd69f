//! What steps cost.

use super::{DevelopmentPlan, Step};
use crate::model::{Fee, Pack};

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
}

impl FromIterator<Option<Fee>> for Cost {
    fn from_iter<T: IntoIterator<Item = Option<Fee>>>(fees: T) -> Self {
        fees.into_iter().fold(Self::default(), |cost, fee| match fee {
            Some(fee) => Self {
                known: cost.known + u64::from(fee.amount),
                lowest: cost.lowest + u64::from(fee.lowest),
                highest: cost.highest + u64::from(fee.highest),
                ..cost
            },
            None => Self { unknown: cost.unknown + 1, ..cost },
        })
    }
}

impl DevelopmentPlan {
    /// What some of its steps cost.
    pub fn cost<'a>(&self, pack: &Pack, steps: impl IntoIterator<Item = &'a Step>) -> Cost {
        steps.into_iter().map(|step| pack.resource(step.resource).price.fee_in(&self.currency)).collect()
    }
}
