//! A development plan as an iCalendar file (RFC 5545). The only file that names `icalendar`.

use icalendar::{Calendar, Component, Event, Property};

use super::view::{PhaseView, PlanView, StepView};

/// A plan as a calendar: one event of whole days for each step, which does not block the days. The same plan gives the
/// same text: its time stamps are the day on which the plan begins.
pub fn plan(view: &PlanView) -> String {
    let mut calendar = Calendar::new();
    calendar.name(&view.title);
    for phase in &view.phases {
        for step in &phase.steps {
            calendar.push(event(view, phase, step));
        }
    }
    calendar.done().to_string()
}

fn event(view: &PlanView, phase: &PhaseView, step: &StepView) -> Event {
    let day = |name: &str, value: String| Property::new(name, value).add_parameter("VALUE", "DATE").done();
    // The end of an event of whole days is the day after it; one of unknown length is on its first day.
    let end = step.days.1.max(step.days.0.plus_days(1));
    let mut about = vec![format!("{}.", step.facts)];
    if !step.check.is_empty() {
        about.push(format!("Check first: {}.", step.check.trim_end_matches('.')));
    }
    about.extend(step.reasons.iter().cloned());
    let mut event = Event::new();
    event
        .uid(&format!("{}-{}-{}@skillgap", view.start.compact(), phase.role, step.id))
        .add_property("DTSTAMP", format!("{}T000000Z", view.start.compact()))
        .append_property(day("DTSTART", step.days.0.compact()))
        .append_property(day("DTEND", end.compact()))
        .summary(&step.title)
        .description(&about.join("\n"))
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(url) = &step.url {
        event.url(url);
    }
    event.done()
}
