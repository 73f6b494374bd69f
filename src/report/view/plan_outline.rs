//! The development plan as a section of a report: the steps to each role with one reason each. All the reasons, the
//! alternatives, dates and a calendar are what `skillgap plan` gives.

use super::plan::{cautions, effort, numbered_phases, phase_title, result, rules, summary};
use super::plan_steps::{check, step_facts, step_title, target_level, weeks};
use super::plan_words::{PlanPhrases, proof};
use crate::answers::AnswerSheet;
use crate::clock::Date;
use crate::language::grammar;
use crate::model::{Pack, ResourceIx};
use crate::plan::{DevelopmentPlan, OpenGap, Phase, PlanStep};

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
    /// What to check before it; empty where nothing is.
    pub check: String,
    /// What it does alone.
    pub reason: String,
}

/// The outline of a plan; `named` are the resources that have an entry in the report.
pub(super) fn plan_outline(
    pack: &Pack,
    sheet: &AnswerSheet,
    plan: &DevelopmentPlan,
    named: &[ResourceIx],
) -> PlanOutline {
    let numbered = numbered_phases(plan).map(|(at, phase, first)| PhaseOutline {
        title: phase_title(pack, at, phase),
        facts: if phase.core.is_empty() {
            result(plan, at)
        } else {
            let effort = effort(pack, plan, phase);
            format!(
                "{} {effort}. {}",
                result(plan, at),
                proof(&phase.proof, &phase.after, plan.options.weeks.is_some())
            )
        },
        first,
        steps: phase.core.iter().map(|step| step_outline(pack, plan, phase, step, named, sheet.day())).collect(),
        open: open(pack, phase),
    });
    PlanOutline {
        phases: numbered.collect(),
        summary: summary(pack, sheet, plan, plan.options.start, None),
        cautions: cautions(pack, sheet, plan),
        rules: rules(pack, plan),
    }
}

fn step_outline(
    pack: &Pack,
    plan: &DevelopmentPlan,
    phase: &Phase,
    step: &PlanStep,
    named: &[ResourceIx],
    today: Option<Date>,
) -> StepOutline {
    let phrases = PlanPhrases { pack };
    StepOutline {
        title: step_title(pack, plan, phase, step),
        anchor: named.contains(&step.resource).then(|| format!("r-{}", pack.resource(step.resource).id)),
        facts: format!("{}; {}", weeks(step), step_facts(pack, plan, phase, step)),
        check: check(pack, step, today),
        reason: phrases.reasons(step).into_iter().next().unwrap_or_default(),
    }
}

/// `What stays open: Team leadership (level 4 of 5, must).`
fn open(pack: &Pack, phase: &Phase) -> String {
    let gap = |gap: &OpenGap| {
        let must = if gap.must { ", must" } else { "" };
        format!("{} ({}{must})", pack.competency(gap.competency).title, target_level(gap))
    };
    let gaps: Vec<String> = phase.open.iter().map(gap).collect();
    if gaps.is_empty() { String::new() } else { format!("What stays open: {}.", grammar::and(&gaps)) }
}
