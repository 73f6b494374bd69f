//! Steps that cost something, and that later phases make up for: phases are planned for one after the other, and the best
//! plan of an early one need not be part of the best end.

use super::DevelopmentPlan;
use super::solver::{MOST_EFFORT, Total, Value};
use super::walk::Walk;
use crate::assess::Assessment;
use crate::model::ResourceIx;

/// A step that the best plan of its phase has, and that later phases can make up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spared {
    /// The step.
    pub resource: ResourceIx,
    /// True when the plan comes further without it.
    pub ends_better: bool,
    /// By how much the prices that are known add up to less, in whole units of the plan's currency; below 0 where they add
    /// up to more and fewer are not known.
    pub fees: i64,
    /// How many prices fewer are not known.
    pub unknown: i64,
}

/// The steps that cost something and without which the end is better, or as good and costs less.
pub(super) fn spared(assessment: &Assessment<'_>, plan: &DevelopmentPlan) -> Vec<Spared> {
    let wishes = &plan.wishes;
    if wishes.weeks.is_some() {
        return Vec::new();
    }
    let with = ending(plan.phases.iter().map(|phase| phase.after.clone()));
    let spared = |resource: &ResourceIx| {
        let mut wishes = wishes.clone();
        wishes.exclude.push(*resource);
        let mut walk = Walk::new(assessment, &wishes, &plan.currency);
        let without = ending(plan.phases.iter().map(|phase| {
            let stretch = walk.stretch(phase.role, &|_, importance| importance, &[], MOST_EFFORT);
            walk.advance(&stretch);
            stretch.solution.value
        }));
        let less = |with: u64, without: u64| i64::try_from(with).unwrap_or(i64::MAX).saturating_sub_unsigned(without);
        (without < with).then(|| Spared {
            resource: *resource,
            ends_better: (without.unmet_musts, without.weighted_gap) < (with.unmet_musts, with.weighted_gap),
            fees: less(with.fees.known, without.fees.known),
            unknown: less(with.fees.unknown, without.fees.unknown),
        })
    };
    let steps = plan.phases.iter().flat_map(|phase| &phase.steps).map(|step| step.resource);
    let price = |at: &ResourceIx| &assessment.pack.resource(*at).price;
    let is_costly = |at: &ResourceIx| price(at).fee_in(&plan.currency).is_none_or(|fee| fee.amount > 0);
    steps.filter(is_costly).filter_map(|at| spared(&at)).collect()
}

/// What phases come to at the end of the last: unmet musts and weighted gap of its role, and the fees of all.
fn ending(values: impl Iterator<Item = Value>) -> Value {
    values.fold(Value::default(), |sum, value| Value {
        fees: Total { unknown: sum.fees.unknown + value.fees.unknown, known: sum.fees.known + value.fees.known },
        hours: Total::default(),
        steps: 0,
        ..value
    })
}
