//! What the conversation remembers beside the answers.

use serde::{Deserialize, Serialize};

use super::start::AttemptOrigin;

/// How the quiz ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// The attempt is finished and can be scored.
    Finished,
    /// The person stopped and can resume the attempt later.
    SavedAndQuit,
    /// The person left at the start screen.
    NotBegun,
    /// The person wants a new attempt beside the unfinished one.
    StartNew,
}

/// A place in the conversation. Positions of questions count in the form, those of facts among the questions about the
/// person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The start screen.
    Start,
    /// A question about the person.
    About(usize),
    /// The question at this position of the form.
    Question(usize),
    /// The note on that question, opened by the person.
    Note(usize),
    /// The note on that question, asked for after a high rating.
    Evidence(usize),
    /// The reason why that question does not apply.
    Reason(usize),
    /// The help, opened at that question.
    Help(usize),
    /// The choice between leaving and the first question, after back at the first question.
    Leave,
    /// Every answer on one screen.
    Review,
    /// The end.
    Ended(End),
}

/// What the conversation remembers beside the answers. A host that keeps nothing between two replies hands it back with the
/// next one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Memory {
    /// The present place.
    pub(super) place: Place,
    /// How the attempt began.
    pub(super) origin: AttemptOrigin,
    /// True for a question, or those about the person, opened from the review, which is shown again after it.
    pub(super) from_review: bool,
    /// True once the facts about the person were asked, on the way to the review.
    pub(super) facts_asked: bool,
    /// The facts that were asked before the present one, in order.
    pub(super) facts_before: Vec<usize>,
    /// True when only open questions are asked: the pack has changed since the attempt was begun.
    pub(super) only_open: bool,
    /// The question that was last opened from the review.
    pub(super) reviewed: Option<usize>,
    /// Seconds spent on the question so far, without pauses.
    pub(super) spent: Option<u32>,
    /// What is to be said before the present screen.
    pub(super) notices: Vec<String>,
    /// The texts that were refused at the present place, the last of them kept to be corrected.
    pub(super) refused: Vec<String>,
    /// A note or a reason that was left before it was confirmed, and its place.
    pub(super) drafts: Vec<(Place, String)>,
}

impl Memory {
    /// The memory at the start screen.
    pub(super) fn new(origin: AttemptOrigin, only_open: bool) -> Self {
        Self {
            place: Place::Start,
            origin,
            from_review: false,
            facts_asked: false,
            facts_before: Vec::new(),
            only_open,
            reviewed: None,
            spent: None,
            notices: Vec::new(),
            refused: Vec::new(),
            drafts: Vec::new(),
        }
    }

    /// The present place.
    pub fn place(&self) -> Place {
        self.place
    }

    /// True when every position is one of a form with this many questions, and this many about the person.
    pub(super) fn fits(&self, questions: usize, about: usize) -> bool {
        let place = match self.place {
            Place::About(at) => at < about,
            Place::Question(at) | Place::Note(at) | Place::Evidence(at) | Place::Reason(at) | Place::Help(at) => {
                at < questions
            }
            Place::Start | Place::Leave | Place::Review | Place::Ended(_) => true,
        };
        place && self.facts_before.iter().all(|at| *at < about) && self.reviewed.is_none_or(|at| at < questions)
    }
}
