//! Answers in memory: dense by item, each of the item's states distinct.

use super::{AgreedStep, Invitation};
use crate::clock::{Date, Timestamp};
use crate::model::{Background, Competency, FormIx, ItemIx, Pack, ResourceIx, RoleIx, Version};
use crate::yaml::Node;

/// The longest note on an answer, in characters.
pub const LONGEST_NOTE: usize = 500;

/// The longest name or pseudonym, in characters.
pub const LONGEST_NAME: usize = 100;

/// What a person said to one item. An item without an answer is unanswered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// A value of the item's scale.
    Rated(i64),
    /// The item does not apply to the person; with a reason if they gave one.
    NotApplicable(Option<String>),
    /// The person does not know.
    Unsure,
    /// The person saw the item and went on; scored as unanswered.
    Skipped,
}

/// The question that an answer was given to, beside the one that the pack asks now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedAs {
    /// The same.
    Now,
    /// Another one, of this fingerprint.
    Before(String),
    /// The file does not say.
    Unsaid,
}

/// An answer with what was recorded beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The answer.
    pub answer: Answer,
    /// What the person wrote as evidence.
    pub note: Option<String>,
    /// How long the item was on screen, in seconds.
    pub seconds: Option<u32>,
    /// The question that was answered.
    pub asked: AskedAs,
}

/// An answer to an item or option that the pack no longer has: kept unchanged from the file, and not scored.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptAnswer {
    /// The item that it was given to.
    pub item: String,
    /// The whole record.
    pub record: Node,
}

/// Who answered: the person, or the observer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Respondent {
    /// A pseudonym.
    pub id: String,
    /// The name or number that people know them by, only if the person gave one.
    pub label: Option<String>,
}

/// A pseudonym for a person who begins a quiz, from random bytes: ten letters and digits, some 50 bits, so that no two people
/// have the same one, not even when they begin in the same second.
pub fn pseudonym(random: [u8; 10]) -> String {
    /// Without letters and digits that look alike.
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let letters = random.map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    format!("p-{}", letters.iter().collect::<String>())
}

/// Whose view of a person the ratings are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rater {
    /// The person's own.
    #[default]
    Own,
    /// That of someone who has seen the person work, such as an advisor or a mentor.
    Observer,
}

impl Rater {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[("self", Self::Own), ("observer", Self::Observer)];
}

/// Which pack the answers were given to, as the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackReference {
    /// The pack's version.
    pub version: Option<Version>,
    /// The pack's fingerprint.
    pub fingerprint: Option<String>,
    /// The fingerprint of what turned the pack's answers into levels.
    pub scoring: Option<String>,
}

impl PackReference {
    /// The pack as it is.
    fn to(pack: &Pack) -> Self {
        Self {
            version: Some(pack.version()),
            fingerprint: Some(pack.fingerprint().to_owned()),
            scoring: Some(pack.scoring_fingerprint().to_owned()),
        }
    }
}

/// One person's answers in one attempt: about themselves, or as an observer of another.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerSheet {
    /// The state of the pack that the answers were given to.
    pub pack: PackReference,
    /// Whose view the ratings are.
    pub rater: Rater,
    /// The form.
    pub form: FormIx,
    /// The role to score against.
    pub role: RoleIx,
    /// Who answered.
    pub respondent: Respondent,
    /// What they said about themselves.
    pub background: Background,
    /// The invitation that they followed, where there was one.
    pub invitation: Option<Invitation>,
    /// When the attempt began.
    pub started: Option<Timestamp>,
    /// When it was finished; `None` for a draft.
    pub finished: Option<Timestamp>,
    /// What was agreed with the person, and what happened to it; in the order in which it was noted.
    pub steps: Vec<AgreedStep>,
    /// Answers to questions that the pack no longer asks in this way.
    pub kept: Vec<KeptAnswer>,
    /// The group of the person as a table has it.
    group: Option<String>,
    answers: Vec<Option<Recorded>>,
}

impl AnswerSheet {
    /// An empty sheet for a form of the pack, for the pack's default role.
    pub fn new(pack: &Pack, form: FormIx, respondent: Respondent) -> Self {
        Self {
            pack: PackReference::to(pack),
            rater: Rater::Own,
            form,
            role: pack.default_role(),
            respondent,
            background: Background::default(),
            invitation: None,
            started: None,
            finished: None,
            steps: Vec::new(),
            kept: Vec::new(),
            group: None,
            answers: vec![None; pack.items().len()],
        }
    }

    /// Takes over who the person is, what they said about themselves and what was agreed with them, from an earlier attempt.
    pub fn take_over(&mut self, earlier: &Self) {
        self.respondent = earlier.respondent.clone();
        self.background = earlier.background.clone();
        self.steps.clone_from(&earlier.steps);
    }

    /// The group of the person, such as a class: that of the row of a table, else that of the invitation.
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref().or_else(|| self.invitation.as_ref()?.group.as_deref())
    }

    /// Takes the group from the row of a table; an empty one is none.
    pub(super) fn set_group(&mut self, group: &str) {
        self.group = (!group.is_empty()).then(|| group.to_owned());
    }

    /// What was recorded for an item.
    pub fn get(&self, item: ItemIx) -> Option<&Recorded> {
        self.answers[item.get()].as_ref()
    }

    /// The answer to an item.
    pub fn answer(&self, item: ItemIx) -> Option<&Answer> {
        self.get(item).map(|recorded| &recorded.answer)
    }

    /// Records an answer to the question as the pack asks it now; a note that stood beside an earlier answer stays.
    pub fn set(&mut self, item: ItemIx, answer: Answer, seconds: Option<u32>) {
        let slot = &mut self.answers[item.get()];
        let note = slot.take().and_then(|earlier| earlier.note);
        *slot = Some(Recorded { answer, note, seconds, asked: AskedAs::Now });
    }

    /// Says which question a recorded answer was given to.
    pub(super) fn set_asked(&mut self, item: ItemIx, asked: AskedAs) {
        if let Some(recorded) = &mut self.answers[item.get()] {
            recorded.asked = asked;
        }
    }

    /// Puts a note beside an answer; an item without an answer becomes skipped, so that the note is kept.
    pub fn set_note(&mut self, item: ItemIx, note: Option<String>) {
        let slot = &mut self.answers[item.get()];
        match slot {
            Some(recorded) => recorded.note = note,
            None if note.is_some() => {
                *slot = Some(Recorded { answer: Answer::Skipped, note, seconds: None, asked: AskedAs::Now });
            }
            None => {}
        }
    }

    /// What is done or held, of the resources of the catalogue.
    pub fn finished_steps(&self) -> impl Iterator<Item = ResourceIx> + '_ {
        self.steps.iter().filter(|step| step.state.is_finished()).filter_map(AgreedStep::resource)
    }

    /// When the attempt was finished, or when a draft was begun; `None` when the file says neither.
    pub fn date(&self) -> Option<Timestamp> {
        self.finished.or(self.started)
    }

    /// The day of [`date`](Self::date): from it on dates and years of a report count, and steps are overdue as of it.
    pub fn day(&self) -> Option<Date> {
        self.date().map(Timestamp::day)
    }

    /// True when both attempts are dated, and this one is the later.
    pub fn is_later_than(&self, other: &Self) -> bool {
        matches!((self.date(), other.date()), (Some(own), Some(others)) if own > others)
    }

    /// How many of the form's items are rated.
    pub fn rated(&self, pack: &Pack) -> usize {
        let items = &pack.form(self.form).items;
        items.iter().filter(|item| matches!(self.answer(**item), Some(Answer::Rated(_)))).count()
    }

    /// How many of the form's items have any answer but skipped.
    pub fn answered(&self, pack: &Pack) -> usize {
        let items = &pack.form(self.form).items;
        items.iter().filter(|item| self.has_answer(**item)).count()
    }

    /// True when the item has any answer but skipped.
    pub fn has_answer(&self, item: ItemIx) -> bool {
        !matches!(self.answer(item), None | Some(Answer::Skipped))
    }

    /// The answered items of the form whose question has changed since, or may have: the pack is another one, and the
    /// file does not say which question was asked. What was only skipped is not among them; an item whose answer was
    /// kept aside is.
    pub fn changed_questions(&self, pack: &Pack) -> Vec<ItemIx> {
        let same_pack = self.matches(pack);
        let kept: Vec<ItemIx> = self.kept.iter().filter_map(|kept| pack.find_item(&kept.item)).collect();
        let changed = |item: &ItemIx| match self.get(*item) {
            None | Some(Recorded { answer: Answer::Skipped, .. }) => kept.contains(item),
            Some(recorded) => match recorded.asked {
                AskedAs::Now => false,
                AskedAs::Before(_) => true,
                AskedAs::Unsaid => !same_pack,
            },
        };
        pack.form(self.form).items.iter().copied().filter(changed).collect()
    }

    /// True when the answers about a competency were given while it measured something else: to a version of the pack
    /// before it was redefined, and not again since. A file that names no version is taken to be of the present one.
    pub fn is_of_earlier_meaning(&self, competency: &Competency) -> bool {
        let before = |item: &ItemIx| self.get(*item).is_some_and(|recorded| recorded.asked != AskedAs::Now);
        let is_earlier = self.pack.version.zip(competency.redefined).is_some_and(|(given, since)| given < since);
        is_earlier && competency.items.iter().any(before)
    }

    /// The rating of an answer to this item that was kept aside.
    pub fn kept_rating(&self, id: &str) -> Option<i64> {
        let kept = self.kept.iter().find(|kept| kept.item == id)?;
        let Node::Map(entries) = &kept.record else { return None };
        entries.iter().find_map(|(key, value)| match value {
            Node::Int(rating) if key == "rating" => Some(*rating),
            _ => None,
        })
    }

    /// Says that the answers now belong to the pack as it is: nothing that was answered is asked in another way.
    pub fn adopt(&mut self, pack: &Pack) {
        self.pack = PackReference::to(pack);
    }

    /// True when the pack that the answers were given to is the pack that is here.
    pub fn matches(&self, pack: &Pack) -> bool {
        self.pack.version.is_none_or(|version| version == pack.version())
            && self.pack.fingerprint.as_deref().is_none_or(|hash| hash == pack.fingerprint())
    }
}
