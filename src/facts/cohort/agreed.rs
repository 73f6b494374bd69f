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

/// How pressing a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// It was to be done before today.
    Overdue,
    /// It is to be done today.
    Today,
    /// Later.
    Later,
    /// No day is set.
    NoDay,
    /// It is done.
    Done,
}

/// One step that was agreed with several people for the same day.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedStepGroup<'a> {
    /// How pressing it is.
    pub due: Due,
    /// The step.
    pub step: &'a AgreedStep,
    /// How many of them have begun it.
    pub begun: usize,
    /// The places of the people.
    pub people: Vec<usize>,
}

/// Steps that are the same and due on the same day together: overdue ones first, those due longest leading, then by the day,
/// then those without one, then what is done.
pub fn grouped<'a>(agreed: &[Agreed<'a>], day: Date) -> Vec<AgreedStepGroup<'a>> {
    let mut groups: Vec<AgreedStepGroup<'a>> = Vec::new();
    for one in agreed {
        let due = due(one, day);
        let by = |step: &AgreedStep| if due == Due::Done { None } else { step.by };
        let begun = usize::from(one.step.state == StepState::Doing);
        let alike = |group: &&mut AgreedStepGroup<'_>| {
            group.due == due && group.step.what == one.step.what && by(group.step) == by(one.step)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => {
                group.people.push(one.place);
                group.begun += begun;
            }
            None => groups.push(AgreedStepGroup { due, step: one.step, begun, people: vec![one.place] }),
        }
    }
    groups.sort_by_key(|group| (group.due, group.step.by, std::cmp::Reverse(group.people.len()), group.people[0]));
    groups
}

fn due(one: &Agreed<'_>, day: Date) -> Due {
    match one.step.by {
        _ if one.step.state.is_finished() => Due::Done,
        _ if one.overdue => Due::Overdue,
        Some(by) if by == day => Due::Today,
        Some(_) => Due::Later,
        None => Due::NoDay,
    }
}

fn of_person(people: &[Person], place: usize, day: Date) -> impl Iterator<Item = Agreed<'_>> {
    let person = &people[place];
    let latest = person.current.as_ref().or(person.before.as_ref());
    let steps = latest.map_or(&[][..], |attempt| &attempt.steps);
    let agreed = steps.iter().filter(|step| step.state != StepState::Held);
    agreed.map(move |step| Agreed { place, step, overdue: step.is_overdue(day) })
}
