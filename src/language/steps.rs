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
    let overdue = if day.is_some_and(|day| step.is_overdue(day)) { " That day has passed." } else { "" };
    match step.state {
        StepState::Agreed => format!("Agreed{on}: {title}{by}. Done?{overdue}"),
        StepState::Doing => format!("Begun{on}: {title}{by}. Finished?{overdue}"),
        StepState::Done => format!("Done{on}: {title}."),
        StepState::Held => format!("Held: {title}."),
    }
}

/// `Trace one alert: agreed on 12 November 2026, by 12 December 2026, overdue`: a step in a list for the advisor.
pub fn in_list(pack: &Pack, step: &AgreedStep, day: Option<Date>) -> String {
    let state = match step.state {
        StepState::Agreed => "agreed",
        StepState::Doing => "begun",
        StepState::Done => "done",
        StepState::Held => "held",
    };
    let on = step.on.map(|on| format!(" on {}", date(on))).unwrap_or_default();
    let by = step.by.filter(|_| !step.state.is_finished()).map(|by| format!(", by {}", date(by))).unwrap_or_default();
    let late = if day.is_some_and(|day| step.is_overdue(day)) { ", overdue" } else { "" };
    format!("{}: {state}{on}{by}{late}.", step.title(pack))
}
