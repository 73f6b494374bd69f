//! The result in six lines.

use super::grammar::{and, part};
use super::{percent, percent_range};
use crate::assess::Assessment;

/// Readiness for the goal.
pub fn goal(assessment: &Assessment<'_>) -> String {
    let analysis = assessment.goal();
    let role = &assessment.pack.role(analysis.role).title;
    match (analysis.readiness, analysis.bounds) {
        (Some(given), (low, high)) if low == high => format!("Goal:        {role}, {} ready", percent(given)),
        (Some(given), bounds) => {
            format!("Goal:        {role}, {} ready ({})", percent(given), percent_range(bounds))
        }
        (None, _) => format!("Goal:        {role}, not enough answers"),
    }
}

/// What is furthest from the goal.
pub fn towards(gaps: &[(String, bool)]) -> String {
    format!("Towards it:  {}", list(gaps, "no gap is known"))
}

/// The next role, and how far it is.
pub fn next_role(assessment: &Assessment<'_>) -> String {
    let Some(rung) = assessment.next_rung() else { return "Next role:   none; you start at the goal".to_owned() };
    let analysis = &rung.analysis;
    let role = &assessment.pack.role(analysis.role).title;
    let readiness = analysis.readiness.map_or_else(|| "not enough answers".to_owned(), percent);
    let musts = match analysis.musts {
        0 => String::new(),
        all => format!("; musts met: {}", part(analysis.met_musts(), all)),
    };
    format!("Next role:   {role}, {readiness}{musts}")
}

/// The first step.
pub fn first_step(sentence: &str) -> String {
    format!("First step:  {sentence}")
}

/// What to build for the next role.
pub fn build_next(gaps: &[(String, bool)]) -> String {
    format!("Build next:  {}", list(gaps, "nothing more"))
}

/// Strengths.
pub fn strengths(titles: &[String]) -> String {
    format!("Strengths:   {}", if titles.is_empty() { "none to name yet".to_owned() } else { and(titles) })
}

/// Where a person stands in a competency or a domain.
pub fn placed(title: &str, words: &str) -> String {
    format!("{title}: {words}")
}

fn list(gaps: &[(String, bool)], none: &str) -> String {
    let name = |(title, must): &(String, bool)| if *must { format!("{title} (a must)") } else { title.clone() };
    if gaps.is_empty() { none.to_owned() } else { gaps.iter().map(name).collect::<Vec<_>>().join("; ") }
}
