//! The result in six lines, for a terminal.

use std::sync::Arc;

use super::student::StudentReport;
use crate::assess::Assessment;
use crate::language::{plain_spaces, six_lines};

/// The report on these answers in six lines: the goal, what is furthest from it, the next role, the first step, what to
/// build next, strengths. For a pack without roles the level of each competency, or of each domain where they are many.
pub fn in_six_lines(assessment: &Assessment<'_>, report: &StudentReport<'_>) -> Vec<String> {
    if !report.has_roles {
        return placed(report);
    }
    let front = &report.front;
    let gaps = |cards: &[Arc<super::GapCard>]| -> Vec<(String, bool)> {
        cards.iter().map(|card| (card.title.clone(), card.must)).collect()
    };
    let strengths: Vec<String> = report.strengths.iter().map(|strength| strength.title.clone()).collect();
    let lines = [
        six_lines::goal(assessment),
        six_lines::towards(&gaps(&front.goal_gaps)),
        six_lines::next_role(assessment),
        six_lines::first_step(&front.first_step),
        six_lines::build_next(&gaps(&front.next_gaps)),
        six_lines::strengths(&strengths),
    ];
    lines.iter().map(|line| plain_spaces(line)).collect()
}

/// The most competencies that have a line each.
const MOST_PLACED: usize = 12;

/// Where the person stands.
fn placed(report: &StudentReport<'_>) -> Vec<String> {
    let rows = || report.profile.iter().flat_map(|section| &section.rows);
    if rows().count() <= MOST_PLACED {
        return rows().map(|row| six_lines::placed(&row.title, &row.status)).collect();
    }
    report.overview.rows.iter().map(|row| six_lines::placed(&row.title, &row.now)).collect()
}
