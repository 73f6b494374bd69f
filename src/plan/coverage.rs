//! Counts the resources that lift people over each level of a competency, for authors of a catalogue.

use crate::model::{CompetencyIx, Pack, ResourceIx, ResourceKind};

/// What lifts people over one step of one competency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCoverage {
    /// How many resources that can be had.
    pub resources: usize,
    /// How many of them are known to be free.
    pub free: usize,
    /// How many of them are taught or examined: no piece of practice.
    pub taught: usize,
}

/// For each step of a competency, lowest first, what lifts people over it. A resource lifts over the step from `l`
/// to `l + 1` when `from <= l < to`, exams only up to the level that they support; only what can be had is counted.
pub fn coverage(pack: &Pack, competency: CompetencyIx) -> Vec<StepCoverage> {
    let over = |level: i64| {
        let mut step = StepCoverage::default();
        for (at, resource) in pack.resources().iter().enumerate().filter(|(_, resource)| resource.status.is_offered()) {
            if pack.lifts_over(ResourceIx::new(at), competency, level) {
                step.resources += 1;
                step.free += usize::from(resource.price.is_free());
                step.taught += usize::from(resource.kind != ResourceKind::Practice);
            }
        }
        step
    };
    (pack.levels().min()..pack.levels().max()).map(over).collect()
}
