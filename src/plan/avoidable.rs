//! Finds avoidable steps: those that cost something and that later phases make up for. Phases are solved one after the
//! other, and the best plan of an early one need not be part of the best end.

use super::planner::Planner;
use super::solver::{MAX_OPERATIONS, Total, Value};
use super::{AvoidableStep, DevelopmentPlan};
use crate::assess::Assessment;
use crate::model::ResourceIx;

/// The steps that cost something and without which the end is better, or as good and costs less.
pub(super) fn avoidable(assessment: &Assessment<'_>, plan: &DevelopmentPlan) -> Vec<AvoidableStep> {
    let options = &plan.options;
    if options.weeks.is_some() {
        return Vec::new();
    }
    let with = ending(plan.phases.iter().map(|phase| phase.after.clone()));
    let avoidable = |resource: &ResourceIx| {
        let mut options = options.clone();
        options.exclude.push(*resource);
        let mut planner = Planner::new(assessment, &options, &plan.currency);
        let without = ending(plan.phases.iter().map(|phase| {
            let solved = planner.solve_phase(phase.role, &|_, importance| importance, &[], MAX_OPERATIONS);
            planner.advance(&solved);
            solved.solution.value
        }));
        let less = |with: u64, without: u64| i64::try_from(with).unwrap_or(i64::MAX).saturating_sub_unsigned(without);
        (without < with).then(|| AvoidableStep {
            resource: *resource,
            ends_better: (without.unmet_musts, without.shortfall) < (with.unmet_musts, with.shortfall),
            fees: less(with.fees.known, without.fees.known),
            unknown: less(with.fees.unknown, without.fees.unknown),
        })
    };
    let steps = plan.phases.iter().flat_map(|phase| &phase.steps).map(|step| step.resource);
    let price = |at: &ResourceIx| &assessment.pack.resource(*at).price;
    let is_costly = |at: &ResourceIx| price(at).fee_in(&plan.currency).is_none_or(|fee| fee.amount > 0);
    steps.filter(is_costly).filter_map(|at| avoidable(&at)).collect()
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
