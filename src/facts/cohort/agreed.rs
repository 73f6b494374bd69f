//! What was agreed with whom, so that a meeting begins where the last one ended.

use crate::answers::{AgreedStep, StepState};
use crate::clock::Date;
use crate::cohort::Person;

/// A step that was agreed with a person, or that they have taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreed<'a> {
    /// The place of the person.
    pub place: usize,
    /// The step.
    pub step: &'a AgreedStep,
    /// True when it is open and was to be done before today.
    pub overdue: bool,
}

/// All steps of everyone but what they only hold: overdue ones first, those due longest leading; then what is under way or
/// agreed by the day by which it is to be done; then what is done. Equal ones in the order of the people.
pub fn agreed(people: &[Person], day: Date) -> Vec<Agreed<'_>> {
    let mut agreed: Vec<Agreed<'_>> = (0..people.len()).flat_map(|place| of_person(people, place, day)).collect();
    agreed.sort_by_key(|one| {
        let due = (one.step.by.is_none(), one.step.by);
        (!one.overdue, one.step.state.is_finished(), due, one.place)
    });
    agreed
}

fn of_person(people: &[Person], place: usize, day: Date) -> impl Iterator<Item = Agreed<'_>> {
    let person = &people[place];
    let latest = person.current.as_ref().or(person.before.as_ref());
    let steps = latest.map_or(&[][..], |attempt| &attempt.steps);
    let agreed = steps.iter().filter(|step| step.state != StepState::Held);
    agreed.map(move |step| Agreed { place, step, overdue: step.is_overdue(day) })
}
