//! The action plan: a card for each priority, begun by the report and finished by hand.

use super::priorities::PriorityCard;
use crate::answers::AnswerSheet;
use crate::language;

/// The days of the plan.
const DAYS: [u32; 3] = [30, 60, 90];

/// The plan for one priority.
#[derive(Clone, Debug)]
pub struct ActionCard {
    /// The competency.
    pub title: String,
    /// From which level to which.
    pub way: String,
    /// What will be true at the end, in one sentence.
    pub outcome: String,
    /// What will show it.
    pub evidence: String,
    /// Days 30, 60 and 90 with their dates, and what to have done.
    pub steps: [(String, String); 3],
}

/// A card for each priority; dates count from the day of the answers.
pub(super) fn action_plan(priorities: &[PriorityCard], sheet: &AnswerSheet) -> Vec<ActionCard> {
    let begun = sheet.finished.or(sheet.started);
    let date = |days: u32| begun.map(|day| language::date(day.days_later(days).day()));
    let card = |priority: &PriorityCard| {
        let heading = |days: u32| match date(days) {
            Some(date) => format!("Day {days}, {date}"),
            None => format!("Day {days}"),
        };
        let course = priority.begin.as_ref().map_or_else(String::new, |title| format!(" Also begin: {title}."));
        let by = date(DAYS[2]).map_or_else(|| "In 90 days".to_owned(), |date| format!("By {date}"));
        ActionCard {
            title: priority.title.clone(),
            way: priority.way.clone(),
            outcome: [&by, ", this is true of me: “", &priority.next_statement, "”"].concat(),
            evidence: priority.evidence.clone(),
            steps: [
                (heading(DAYS[0]), ["Start: ", &priority.first_step, &course].concat()),
                (heading(DAYS[1]), format!("Go on: do a part of it with someone experienced. Ask: {}", priority.ask)),
                (
                    heading(DAYS[2]),
                    "Finish: complete the evidence, ask for comments in writing, and rate yourself again.".to_owned(),
                ),
            ],
        }
    };
    priorities.iter().map(card).collect()
}
