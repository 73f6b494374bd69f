//! The result in six lines, for a terminal.

use super::student::StudentReport;
use crate::assess::Assessment;
use crate::language::{grammar, percent, percent_range};

/// The report on these answers in six lines: strengths, three priorities, readiness, nearest role.
pub fn in_six_lines(assessment: &Assessment<'_>, report: &StudentReport<'_>) -> [String; 6] {
    let (pack, analysis) = (assessment.pack, assessment.goal());
    let titles: Vec<&str> = report.strengths.iter().map(|strength| strength.title.as_str()).collect();
    let strengths = if titles.is_empty() { "none to name yet".to_owned() } else { grammar::and(&titles) };
    let priority = |at: usize| match report.priorities.get(at) {
        Some(card) if card.must => format!("{} (a must)", card.title),
        Some(card) => card.title.clone(),
        None => "nothing more".to_owned(),
    };
    let role = &pack.role(analysis.role).title;
    let readiness = match (analysis.readiness, analysis.bounds) {
        (Some(readiness), (low, high)) if low == high => format!("{} for {role}", percent(readiness)),
        (Some(readiness), bounds) => {
            format!("{} for {role} ({})", percent(readiness), percent_range(bounds))
        }
        _ => format!("not enough answers for {role}"),
    };
    let next = assessment.next_rung().map(|rung| &pack.role(rung.analysis.role).title);
    let nearest = match (assessment.nearest(), next) {
        (Some(role), None) => format!("{}, the highest", pack.role(role).title),
        (Some(role), Some(next)) => format!("{}; next is {next}", pack.role(role).title),
        (None, Some(next)) => format!("none reached yet; the first is {next}"),
        (None, None) => "none".to_owned(),
    };
    [
        format!("Strengths:    {strengths}"),
        format!("Build next:   1. {}", priority(0)),
        format!("              2. {}", priority(1)),
        format!("              3. {}", priority(2)),
        format!("Readiness:    {readiness}"),
        format!("Nearest role: {nearest}"),
    ]
}
