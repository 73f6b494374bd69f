//! The development plan as a section of a report: the steps to each role with one reason each. All the reasons, the
//! alternatives, dates and a calendar are what `skillgap plan` gives.

use super::plan::{PhaseView, plan_view};
use super::plan_steps::StepView;
use crate::answers::AnswerSheet;
use crate::clock::Date;
use crate::model::{Id, Pack, ResourceIx};
use crate::plan::DevelopmentPlan;
use crate::words;

/// The plan in outline.
#[derive(Clone, Debug)]
pub struct PlanOutline {
    /// What stands out, each a sentence or two.
    pub summary: Vec<String>,
    /// What is not known and would change it.
    pub cautions: Vec<String>,
    /// The way to each role.
    pub phases: Vec<PhaseOutline>,
    /// By which rule it was made, each a sentence or two.
    pub rules: Vec<String>,
}

/// The way to one role in outline.
#[derive(Clone, Debug)]
pub struct PhaseOutline {
    /// `1. Now to Health IT Analyst`.
    pub title: String,
    /// Readiness and musts, steps, hours and cost, and what is proven.
    pub facts: String,
    /// The number of its first step.
    pub first: usize,
    /// What to do, in the order in which it begins.
    pub steps: Vec<StepOutline>,
    /// What stays open; empty when nothing does.
    pub open: String,
}

/// One step in outline.
#[derive(Clone, Debug)]
pub struct StepOutline {
    /// Its name.
    pub title: String,
    /// The anchor of its entry in the report, where it has one.
    pub anchor: Option<String>,
    /// When, what kind, price and effort.
    pub facts: String,
    /// What it does alone.
    pub reason: String,
}

/// The outline of a plan; `named` are the resources that have an entry in the report.
pub(super) fn plan_outline(
    pack: &Pack,
    sheet: &AnswerSheet,
    plan: &DevelopmentPlan,
    named: &[ResourceIx],
) -> Option<PlanOutline> {
    // An outline counts in weeks from its start, so that any day will do.
    let view = plan_view(pack, sheet, plan, None, Date::parse("2000-01-01")?);
    let anchor = |step: &StepView| {
        let is_named = named.iter().any(|at| pack.resource(*at).id.as_str() == step.id);
        is_named.then(|| format!("r-{}", step.id))
    };
    let outline = |phase: &PhaseView| PhaseOutline {
        title: phase.title.clone(),
        facts: if phase.steps.is_empty() {
            phase.result.clone()
        } else {
            format!("{} {}. {}", phase.result, words::sentence_case(&phase.effort), phase.proof)
        },
        first: phase.first_step(),
        steps: phase.steps.iter().map(|step| step_outline(step, anchor(step))).collect(),
        open: open(phase),
    };
    Some(PlanOutline {
        phases: view.phases.iter().map(outline).collect(),
        summary: view.summary,
        cautions: view.cautions,
        rules: view.rules,
    })
}

fn step_outline(step: &StepView, anchor: Option<String>) -> StepOutline {
    StepOutline {
        title: step.title.clone(),
        anchor,
        facts: format!("{}; {}", step.when, step.facts),
        reason: step.reasons.first().cloned().unwrap_or_default(),
    }
}

/// `What stays open: Team leadership (level 4 of 5, must).`
fn open(phase: &PhaseView) -> String {
    let gaps: Vec<String> = phase
        .open
        .iter()
        .map(|gap| format!("{} ({}{})", gap.title, gap.standing, if gap.must { ", must" } else { "" }))
        .collect();
    if gaps.is_empty() { String::new() } else { format!("What stays open: {}.", words::join(&gaps, "and")) }
}
