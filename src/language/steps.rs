//! What was agreed with a person, and what happened to it.

use super::date;
use crate::answers::{AgreedStep, StepState};
use crate::clock::Date;
use crate::model::Pack;

/// `Agreed on 12 November 2026: Trace one alert, by 1 December 2026. Done?`
pub fn agreed(pack: &Pack, step: &AgreedStep, day: Option<Date>) -> String {
    let title = step.title(pack);
    let on = step.on.map_or_else(String::new, |on| format!(" on {}", date(on)));
    let by = step.by.map_or_else(String::new, |by| format!(", by {}", date(by)));
    let overdue = if day.is_some_and(|day| step.is_overdue(day)) { " It is overdue." } else { "" };
    match step.state {
        StepState::Agreed => format!("Agreed{on}: {title}{by}. Done?{overdue}"),
        StepState::Doing => format!("Begun{on}: {title}{by}. Finished?{overdue}"),
        StepState::Done => format!("Done{on}: {title}."),
        StepState::Held => format!("Held: {title}."),
    }
}
