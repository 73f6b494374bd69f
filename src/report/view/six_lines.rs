//! The result in six lines, for a terminal.

use std::sync::Arc;

use super::student::StudentReport;
use crate::assess::Assessment;
use crate::language::{plain_spaces, six_lines};

/// The report on these answers in six lines: the goal, what is furthest from it, the next role, the first step, what to
/// build next, strengths.
pub fn in_six_lines(assessment: &Assessment<'_>, report: &StudentReport<'_>) -> [String; 6] {
    let front = &report.front;
    let gaps = |cards: &[Arc<super::GapCard>]| -> Vec<(String, bool)> {
        cards.iter().map(|card| (card.title.clone(), card.must)).collect()
    };
    let strengths: Vec<String> = report.strengths.iter().map(|strength| strength.title.clone()).collect();
    [
        six_lines::goal(assessment),
        six_lines::towards(&gaps(&front.goal_gaps)),
        six_lines::next_role(assessment),
        six_lines::first_step(&front.first_step),
        six_lines::build_next(&gaps(&front.next_gaps)),
        six_lines::strengths(&strengths),
    ]
    .map(|line| plain_spaces(&line))
}
