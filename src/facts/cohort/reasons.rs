//! Why somebody is worth a conversation, and what stands out about them. Each is a rule that a page can show; none changes a
//! score, and none predicts anything.

use crate::clock::Date;
use crate::cohort::{Change, Person, Status};
use crate::facts::answering::StandsOut;
use crate::score::Indicator;

/// A fall by a notable change in so many competencies stands out; and is a reason to see somebody soon where fewer rose. Our
/// judgement.
pub const MANY_FALLEN: usize = 3;

/// High levels without a background that they would come from are a reason to see somebody soon from one in so many
/// competencies on. Our judgement.
pub const ONE_IN_HIGH: usize = 3;

/// Something about a person that an advisor should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// So many agreed steps that were to be done before today are not.
    Overdue(usize),
    /// Invited, and no answers came.
    NoReply,
    /// A draft lies since this day.
    Stale(Date),
    /// Nothing is answered.
    NothingAnswered,
    /// Something in how the questions were answered.
    Answers(StandsOut),
    /// So many levels fell by a notable change, and so many rose.
    Fell {
        /// Those that fell.
        fell: usize,
        /// Those that rose.
        rose: usize,
    },
    /// A new attempt was begun on this day and is not finished.
    NewerDraft(Date),
}

/// The kinds of reasons that a list can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// Agreed steps are overdue.
    Overdue,
    /// No answers came.
    NoReply,
    /// A draft is stale, nothing is answered, or a new attempt is not finished.
    Unfinished,
    /// The questions were answered very quickly.
    Fast,
    /// The answers are the same throughout, or nearly.
    SameAnswer,
    /// High levels and no background that they would come from.
    Background,
    /// Many questions with "don't know".
    Unsure,
    /// High ratings without a note.
    NoNote,
    /// Several levels fell.
    Fell,
}

impl Flag {
    /// All of them, with their words in tables and filters.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("overdue", Self::Overdue),
        ("no-reply", Self::NoReply),
        ("unfinished", Self::Unfinished),
        ("fast", Self::Fast),
        ("same-answer", Self::SameAnswer),
        ("background", Self::Background),
        ("dont-know", Self::Unsure),
        ("no-note", Self::NoNote),
        ("fell", Self::Fell),
    ];
}

impl Reason {
    /// The kind.
    pub fn flag(&self) -> Flag {
        match self {
            Self::Overdue(_) => Flag::Overdue,
            Self::NoReply => Flag::NoReply,
            Self::Stale(_) | Self::NothingAnswered | Self::NewerDraft(_) => Flag::Unfinished,
            Self::Answers(StandsOut::ExtremelyFast(_) | StandsOut::Pattern(Indicator::Fast { .. })) => Flag::Fast,
            Self::Answers(StandsOut::Pattern(_)) => Flag::SameAnswer,
            Self::Answers(StandsOut::HighWithoutBackground { .. }) => Flag::Background,
            Self::Answers(StandsOut::ManyUnsure { .. }) => Flag::Unsure,
            Self::Answers(StandsOut::NotesMissing { .. }) => Flag::NoNote,
            Self::Fell { .. } => Flag::Fell,
        }
    }

    /// What counts as one when reasons are counted: all that is odd about the answers is one reason.
    pub(super) fn kind(&self) -> Flag {
        match self.flag() {
            Flag::SameAnswer => Flag::Fast,
            flag => flag,
        }
    }

    /// True for a reason to see somebody soon, in a pack with so many competencies; the others are good to know in a meeting.
    pub fn is_call(&self, competencies: usize) -> bool {
        match self {
            Self::Answers(StandsOut::NotesMissing { .. }) | Self::NewerDraft(_) => false,
            Self::Answers(StandsOut::HighWithoutBackground { competencies: high, .. }) => {
                high * ONE_IN_HIGH >= competencies
            }
            Self::Fell { fell, rose } => fell > rose,
            Self::Overdue(_) | Self::NoReply | Self::Stale(_) | Self::NothingAnswered | Self::Answers(_) => true,
        }
    }
}

/// Everything that stands out about a person, the most pressing first.
pub(super) fn reasons(person: &Person, change: Option<&Change>, day: Date) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let latest = person.current.as_ref().or(person.before.as_ref());
    let overdue = latest.map_or(0, |attempt| attempt.steps.iter().filter(|step| step.is_overdue(day)).count());
    reasons.extend((overdue > 0).then_some(Reason::Overdue(overdue)));
    match (person.status, &person.current) {
        (Status::NoReply, _) | (_, None) => reasons.push(Reason::NoReply),
        (Status::Stale, Some(attempt)) => reasons.extend(attempt.day().map(Reason::Stale)),
        (_, Some(attempt)) if attempt.answered == 0 => reasons.push(Reason::NothingAnswered),
        _ => {}
    }
    if let Some(attempt) = &person.current {
        reasons.extend(attempt.stands_out.iter().cloned().map(Reason::Answers));
    }
    let [rose, fell] = [1, -1].map(|sign| change.map_or(0, |change| change.notable(sign).count()));
    reasons.extend((fell >= MANY_FALLEN).then_some(Reason::Fell { fell, rose }));
    reasons.extend(person.newer_draft.map(Reason::NewerDraft));
    reasons.sort_by_key(Reason::flag);
    reasons
}
