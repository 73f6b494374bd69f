//! Steps of development that were agreed with a person, and what happened to them.

use crate::clock::Date;
use crate::model::{Id, Pack, ResourceIx, word_of};

/// The longest text of a step that is no resource of the catalogue, in characters.
pub const LONGEST_STEP: usize = 200;

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepState {
    /// Agreed, and not begun.
    Agreed,
    /// Begun, and not finished.
    Doing,
    /// Finished.
    Done,
    /// Held from before: a certificate or a degree that the person has already.
    Held,
}

impl StepState {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("agreed", Self::Agreed), ("doing", Self::Doing), ("done", Self::Done), ("held", Self::Held)];

    /// Its word in files.
    pub fn word(self) -> &'static str {
        word_of(Self::WORDS, self)
    }

    /// True for what is finished or held.
    pub fn is_finished(self) -> bool {
        matches!(self, Self::Done | Self::Held)
    }
}

/// What a step is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StepSubject {
    /// A resource of the catalogue.
    Resource(ResourceIx),
    /// A resource that the catalogue no longer has, by its id.
    Gone(String),
    /// Something else, in words.
    Text(String),
}

/// A step that was agreed with a person, or that they have taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AgreedStep {
    /// What it is.
    pub what: StepSubject,
    /// How far it has come.
    pub state: StepState,
    /// The day by which it is to be done.
    pub by: Option<Date>,
    /// The day on which its state was set.
    pub on: Option<Date>,
}

impl AgreedStep {
    /// A resource that the person holds.
    pub fn held(resource: ResourceIx) -> Self {
        Self { what: StepSubject::Resource(resource), state: StepState::Held, by: None, on: None }
    }

    /// The resource, where it is one that the catalogue has.
    pub fn resource(&self) -> Option<ResourceIx> {
        if let StepSubject::Resource(at) = self.what { Some(at) } else { None }
    }

    /// Its name for people: the title of the resource, or the words.
    pub fn title<'a>(&'a self, pack: &'a Pack) -> &'a str {
        match &self.what {
            StepSubject::Resource(at) => &pack.resource(*at).title,
            StepSubject::Gone(id) => id,
            StepSubject::Text(text) => text,
        }
    }

    /// True when it is open and was to be done before this day.
    pub fn is_overdue(&self, day: Date) -> bool {
        !self.state.is_finished() && self.by.is_some_and(|by| by < day)
    }
}

/// Sets the state of a step: of the one that is there, else of a new one at the end. A date that is not given stays.
pub fn set_step(steps: &mut Vec<AgreedStep>, step: AgreedStep) {
    match steps.iter_mut().find(|known| known.what == step.what) {
        Some(known) => {
            *known = AgreedStep { by: step.by.or(known.by), on: step.on.or(known.on), ..step };
        }
        None => steps.push(step),
    }
}

/// The id of the resource in files; `None` for words.
pub(super) fn resource_id<'a>(step: &'a AgreedStep, pack: &'a Pack) -> Option<&'a str> {
    match &step.what {
        StepSubject::Resource(at) => Some(pack.resource(*at).id.as_str()),
        StepSubject::Gone(id) => Some(id),
        StepSubject::Text(_) => None,
    }
}
