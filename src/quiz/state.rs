//! The state of the conversation: its place, the screen of that place, and the effect of each reply.

use std::collections::BTreeSet;

use super::memory::{End, Memory, Place};
use super::question::{self, Look};
use super::screen::{Action, Ask, Input, Menu, Reply, Row, Screen};
use super::start::{self, AttemptOrigin};
use super::surface::Surface;
use super::{about, notes, review};
use crate::answers::{Answer, AnswerSheet, Recorded};
use crate::clock::Timestamp;
use crate::model::{ItemId, ItemIx, Pack};

/// A time on a question from which it counts as a pause and is left out, in seconds.
const PAUSE: u32 = 300;

/// The effect of a reply on the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The answers are as before.
    Nothing,
    /// The answers have changed and are to be saved.
    Answers,
    /// The reply was made for another screen, or for a row or an input that the present screen does not have. It was
    /// ignored: neither the answers nor the screen have changed.
    Mismatch,
}

/// The conversation: a pure state machine over [`Screen`] and [`Reply`].
#[derive(Clone, Debug)]
pub struct QuizState<'p> {
    pack: &'p Pack,
    sheet: AnswerSheet,
    surface: Surface,
    /// The positions of answered questions that the pack has changed since.
    changed: BTreeSet<usize>,
    memory: Memory,
}

impl<'p> QuizState<'p> {
    /// A conversation over a sheet in a terminal, at its start screen.
    pub fn new(pack: &'p Pack, sheet: AnswerSheet, origin: AttemptOrigin) -> Self {
        let only_open = origin == AttemptOrigin::Resumed && !sheet.matches(pack);
        Self::with(pack, sheet, Surface::Terminal, Memory::new(origin, only_open))
    }

    /// A conversation over a sheet on a page: at its start screen, or at its end for an attempt that is finished.
    pub fn on_page(pack: &'p Pack, sheet: AnswerSheet, origin: AttemptOrigin) -> Self {
        let is_finished = sheet.finished.is_some();
        let mut state = Self { surface: Surface::Page, ..Self::new(pack, sheet, origin) };
        if is_finished {
            state.memory.place = Place::Ended(End::Finished);
        }
        state
    }

    /// Goes back from the end to the review.
    pub fn review_again(&mut self) {
        if self.end().is_some() {
            self.memory.place = Place::Review;
        }
    }

    /// Asks whether to begin anew, at the end.
    pub fn begin_again(&mut self) {
        if self.end().is_some() {
            self.memory.place = Place::Ended(End::StartNew);
        }
    }

    /// Records the reply to a question and stays there.
    pub fn answer_and_stay(&mut self, reply: &Reply) -> Change {
        let memory = self.memory.clone();
        let change = self.reply(reply);
        self.memory = memory;
        change
    }

    /// The pack that the conversation is about.
    pub fn pack(&self) -> &'p Pack {
        self.pack
    }

    /// The item of the present question, or of its note or reason, and its position in the form.
    pub fn item(&self) -> Option<(usize, ItemIx)> {
        match self.memory.place {
            Place::Question(at) | Place::Note(at) | Place::Evidence(at) | Place::Reason(at) | Place::Help(at) => {
                Some((at, self.items()[at]))
            }
            _ => None,
        }
    }

    /// What was recorded for the present question.
    pub fn recorded(&self) -> Option<&Recorded> {
        self.item().and_then(|(_, item)| self.sheet.get(item))
    }

    /// Notes when the attempt was finished; `None` for one that goes on.
    pub fn set_finished(&mut self, time: Option<Timestamp>) {
        self.sheet.finished = time;
    }

    /// A conversation on a page that goes on where another one, with this [memory](Self::memory), was; `None` for one about
    /// another form.
    pub fn resume(pack: &'p Pack, sheet: AnswerSheet, memory: Memory) -> Option<Self> {
        let fits = memory.fits(pack.form(sheet.form).items.len(), about::questions(pack).len());
        fits.then(|| Self::with(pack, sheet, Surface::Page, memory))
    }

    fn with(pack: &'p Pack, sheet: AnswerSheet, surface: Surface, memory: Memory) -> Self {
        let items = &pack.form(sheet.form).items;
        let other = sheet.changed_questions(pack);
        let changed = (0..items.len()).filter(|at| other.contains(&items[*at])).collect();
        Self { pack, sheet, surface, changed, memory }
    }

    /// What the conversation remembers beside the answers.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The answers so far.
    pub fn sheet(&self) -> &AnswerSheet {
        &self.sheet
    }

    /// The answers, at the end.
    pub fn into_sheet(self) -> AnswerSheet {
        self.sheet
    }

    /// How the quiz ended, once it has.
    pub fn end(&self) -> Option<End> {
        match self.memory.place {
            Place::Ended(end) => Some(end),
            _ => None,
        }
    }

    fn items(&self) -> &'p [ItemIx] {
        &self.pack.form(self.sheet.form).items
    }

    /// The screen of the present place.
    pub fn screen(&self) -> Screen {
        let (heading, ask) = match self.memory.place {
            Place::Start => {
                let how = (self.memory.origin, self.surface);
                start::screen(self.pack, &self.sheet, how, &self.open_items(), &self.changed_items())
            }
            Place::About(at) => about::screen(at, self.pack, &self.sheet, self.surface, &self.memory.refused),
            Place::Question(at) => {
                let (heading, question) = self.question(at);
                (heading, Ask::Menu(question))
            }
            Place::Note(at) => notes::evidence(&self.position_of(at), self.text_so_far(at), ""),
            Place::Evidence(at) => {
                notes::evidence(&self.position_of(at), self.text_so_far(at), self.surface.optional())
            }
            Place::Reason(at) => notes::reason(&self.position_of(at), self.text_so_far(at), self.surface.optional()),
            Place::Help(at) => {
                let competency = self.pack.item(self.items()[at]).competency;
                notes::help(self.pack, competency, self.question(at).1)
            }
            Place::Leave => (Vec::new(), leave(self.surface)),
            Place::Review | Place::Ended(_) => review::screen(self.pack, &self.sheet, self.memory.reviewed),
        };
        Screen { id: self.screen_id(), notices: self.memory.notices.clone(), heading, ask }
    }

    /// The screen of a question.
    fn question(&self, at: usize) -> (Vec<String>, Menu) {
        let look = Look { changed: self.changed.contains(&at), from_review: self.memory.from_review };
        question::screen(self.pack, &self.sheet, self.items()[at], self.position_of(at), look)
    }

    fn screen_id(&self) -> String {
        let of_item = |name: &str, at: usize| {
            let item = self.items()[at];
            format!("{name}:{}@{}", self.pack.item(item).id, self.pack.question_fingerprint(item))
        };
        match self.memory.place {
            Place::Start => "start".to_owned(),
            Place::About(at) => format!("about:{}", about::questions(self.pack)[at].name()),
            Place::Question(at) => of_item("question", at),
            Place::Note(at) => of_item("note", at),
            Place::Evidence(at) => of_item("evidence", at),
            Place::Reason(at) => of_item("reason", at),
            Place::Help(at) => of_item("help", at),
            Place::Leave => "leave".to_owned(),
            Place::Review => "review".to_owned(),
            Place::Ended(_) => "end".to_owned(),
        }
    }

    /// Takes a reply to the present screen.
    pub fn reply(&mut self, reply: &Reply) -> Change {
        let screen = self.screen();
        if reply.screen != screen.id || self.end().is_some() {
            return Change::Mismatch;
        }
        match (screen.action(reply), &screen.ask, &reply.input) {
            (Some(action), ..) => {
                self.memory.notices.clear();
                self.choose(&action, reply.seconds)
            }
            (None, Ask::Line(_), Input::Text(_) | Input::Escape | Input::Left(_)) => {
                self.memory.notices.clear();
                self.write(&reply.input)
            }
            _ => Change::Mismatch,
        }
    }

    /// Carries out an action on a menu.
    fn choose(&mut self, action: &Action, seconds: Option<u32>) -> Change {
        if *action == Action::Quit {
            let begun = self.memory.place != Place::Start;
            self.memory.place = Place::Ended(if begun { End::SavedAndQuit } else { End::NotBegun });
            return if begun { Change::Answers } else { Change::Nothing };
        }
        match self.memory.place {
            Place::Start => return self.after_start(action),
            Place::About(at) => return self.after_about(at, action),
            Place::Question(at) => return self.after_question(at, action, seconds),
            Place::Review => return self.after_review(action),
            Place::Help(at) => {
                self.memory.place = Place::Question(at);
                if !matches!(action, Action::Continue | Action::Back | Action::Help) {
                    return self.after_question(at, action, seconds);
                }
            }
            Place::Leave => self.memory.place = Place::Question(0),
            // These places have no menu.
            Place::Note(_) | Place::Evidence(_) | Place::Reason(_) | Place::Ended(_) => {}
        }
        Change::Nothing
    }

    /// Takes what was typed in a line of text.
    fn write(&mut self, input: &Input) -> Change {
        match (self.memory.place, input) {
            (Place::About(at), Input::Text(text)) => {
                match about::write(about::questions(self.pack)[at], text, &mut self.sheet) {
                    Ok(()) => self.next_about(at),
                    Err(why) => self.refuse(text, why),
                }
            }
            (Place::About(at), _) => self.after_about(at, &Action::Back),
            (Place::Note(at) | Place::Evidence(at) | Place::Reason(at), Input::Text(text)) => self.after_text(at, text),
            (Place::Note(at) | Place::Evidence(at) | Place::Reason(at), _) => {
                self.memory.refused.clear();
                if let Input::Left(text) = input {
                    self.keep_draft(Some(text.clone()));
                }
                self.memory.place = Place::Question(at);
                Change::Nothing
            }
            _ => Change::Mismatch,
        }
    }

    fn after_start(&mut self, action: &Action) -> Change {
        match action {
            Action::Start => {
                self.memory.place =
                    if self.sheet.respondent.label.is_some() { Place::Question(0) } else { Place::About(0) };
                return Change::Answers;
            }
            Action::StartNew => self.memory.place = Place::Ended(End::StartNew),
            Action::Continue => {
                if self.memory.only_open && self.changed.is_empty() {
                    self.sheet.adopt(self.pack);
                }
                let begun = self.items().iter().any(|item| self.sheet.get(*item).is_some());
                let begun = begun || !self.sheet.kept.is_empty();
                self.memory.place = match self.next_open(0) {
                    // Nothing was answered, so the name may be open as well.
                    Some(0) if !begun && self.sheet.respondent.label.is_none() => Place::About(0),
                    Some(at) => Place::Question(at),
                    None => self.after_questions(),
                };
                return if self.memory.only_open { Change::Answers } else { Change::Nothing };
            }
            _ => self.memory.place = Place::Ended(End::NotBegun),
        }
        Change::Nothing
    }

    fn after_about(&mut self, at: usize, action: &Action) -> Change {
        match action {
            Action::Back => {
                self.memory.refused.clear();
                let before = || about::before(at, self.pack, &self.sheet);
                self.memory.place = match self.memory.facts_before.pop() {
                    Some(asked) => Place::About(asked),
                    None if self.memory.from_review => before().map_or_else(|| self.back_in_review(), Place::About),
                    None if at == 0 => Place::Start,
                    None => Place::Question(self.items().len() - 1),
                };
                return Change::Nothing;
            }
            Action::State(fact, word) => about::choose(*fact, word.as_deref(), self.pack, &mut self.sheet),
            _ => {}
        }
        self.next_about(at)
    }

    fn next_about(&mut self, at: usize) -> Change {
        self.memory.refused.clear();
        self.memory.place = match at {
            _ if self.memory.from_review => match about::next_to_change(at + 1, self.pack, &self.sheet) {
                Some(next) => Place::About(next),
                None => self.back_in_review(),
            },
            0 => Place::Question(0),
            _ => {
                self.memory.facts_before.push(at);
                self.fact_from(at + 1)
            }
        };
        Change::Answers
    }

    /// The review, after something that was opened from it.
    fn back_in_review(&mut self) -> Place {
        self.memory.from_review = false;
        Place::Review
    }

    /// The place after the last question: the facts about the person that are still open, once, then the review.
    fn after_questions(&mut self) -> Place {
        if self.memory.facts_asked { Place::Review } else { self.fact_from(1) }
    }

    /// The first fact from a position on that is still open, else the review.
    fn fact_from(&mut self, at: usize) -> Place {
        if let Some(fact) = about::next_fact(at, self.pack, &self.sheet) {
            return Place::About(fact);
        }
        self.memory.facts_asked = true;
        self.memory.facts_before.clear();
        Place::Review
    }

    /// Refuses a text with a message, and keeps it to be corrected.
    fn refuse(&mut self, text: &str, why: String) -> Change {
        self.memory.refused.push(text.to_owned());
        self.memory.notices = vec![why];
        Change::Nothing
    }

    fn after_question(&mut self, at: usize, action: &Action, seconds: Option<u32>) -> Change {
        let item = self.items()[at];
        if let Some(seconds) = seconds.filter(|seconds| *seconds < PAUSE) {
            self.memory.spent = Some(self.memory.spent.unwrap_or(0) + seconds);
        }
        let answer = match action {
            Action::Rate(value) => Answer::Rated(*value),
            Action::Unsure => Answer::Unsure,
            Action::NotApplicable => match self.sheet.answer(item) {
                // A recorded reason stays.
                Some(Answer::NotApplicable(reason)) => Answer::NotApplicable(reason.clone()),
                _ => Answer::NotApplicable(None),
            },
            Action::Skip => {
                let first_look = self.sheet.get(item).is_none();
                if first_look {
                    self.sheet.set(item, Answer::Skipped, self.memory.spent);
                }
                self.go_on(at);
                return if first_look { Change::Answers } else { Change::Nothing };
            }
            Action::Note | Action::Help => {
                self.memory.place = if *action == Action::Note { Place::Note(at) } else { Place::Help(at) };
                return Change::Nothing;
            }
            _ => {
                self.memory.place = match at {
                    _ if self.memory.from_review => Place::Review,
                    0 => Place::Leave,
                    _ => Place::Question(at - 1),
                };
                self.memory.from_review = false;
                self.memory.spent = None;
                return Change::Nothing;
            }
        };
        let place = match answer {
            Answer::NotApplicable(_) => Some(Place::Reason(at)),
            Answer::Rated(_) if self.draft_of(Place::Note(at)).is_some() => Some(Place::Evidence(at)),
            Answer::Rated(value) if self.wants_evidence(item, value) => Some(Place::Evidence(at)),
            _ => None,
        };
        self.sheet.set(item, answer, self.memory.spent);
        if self.changed.remove(&at) && self.changed.is_empty() {
            self.sheet.adopt(self.pack);
        }
        match place {
            Some(place) => self.memory.place = place,
            None => self.go_on(at),
        }
        Change::Answers
    }

    /// True for a new rating that asks for evidence and has no note.
    fn wants_evidence(&self, item: ItemIx, value: i64) -> bool {
        // For an earlier answer that is kept, the evidence was asked for before.
        let is_new = |recorded: &Recorded| recorded.note.is_none() && recorded.answer != Answer::Rated(value);
        self.pack.wants_evidence(item, value) && self.sheet.get(item).is_none_or(is_new)
    }

    /// The items that are still to be answered.
    fn open_items(&self) -> Vec<ItemIx> {
        let items = self.items();
        (0..items.len()).filter(|at| self.next_open(*at) == Some(*at)).map(|at| items[at]).collect()
    }

    fn changed_items(&self) -> Vec<ItemIx> {
        self.changed.iter().map(|at| self.items()[*at]).collect()
    }

    /// The first question from this one on that has no answer, or whose answer was to another question.
    fn next_open(&self, from: usize) -> Option<usize> {
        let items = self.items();
        (from..items.len()).find(|at| self.sheet.get(items[*at]).is_none() || self.changed.contains(at))
    }

    fn go_on(&mut self, at: usize) {
        let next = if self.memory.only_open {
            self.next_open(at + 1)
        } else {
            Some(at + 1).filter(|at| *at < self.items().len())
        };
        self.memory.place = match next {
            _ if self.memory.from_review => Place::Review,
            Some(next) => Place::Question(next),
            None => self.after_questions(),
        };
        self.memory.from_review = false;
        self.memory.spent = None;
    }

    /// The position of a question in the form: `[3 of 25]`.
    fn position_of(&self, at: usize) -> String {
        format!("[{} of {}]", at + 1, self.items().len())
    }

    /// The text of the present line: refused, unconfirmed or recorded.
    fn text_so_far(&self, at: usize) -> String {
        let recorded = self.sheet.get(self.items()[at]);
        let written = recorded.and_then(|recorded| match (self.memory.place, &recorded.answer) {
            (Place::Reason(_), Answer::NotApplicable(reason)) => reason.clone(),
            (Place::Reason(_), _) => None,
            _ => recorded.note.clone(),
        });
        let draft = self.draft_of(self.memory.place).map(str::to_owned);
        self.memory.refused.last().cloned().or(draft).or(written).unwrap_or_default()
    }

    /// The unconfirmed text of a place.
    fn draft_of(&self, place: Place) -> Option<&str> {
        self.memory.drafts.iter().find(|(of, _)| *of == text_of(place)).map(|(_, text)| text.as_str())
    }

    /// Keeps a text that was left, in the place of one that was left there before; `None` drops it.
    fn keep_draft(&mut self, text: Option<String>) {
        let place = text_of(self.memory.place);
        self.memory.drafts.retain(|(of, _)| *of != place);
        self.memory.drafts.extend(text.map(|text| (place, text)));
    }

    /// Records a note or a reason.
    fn after_text(&mut self, at: usize, text: &str) -> Change {
        let written = match notes::written(text) {
            Ok(written) => written,
            Err(why) => return self.refuse(text, why),
        };
        let item = self.items()[at];
        match self.memory.place {
            Place::Reason(_) => self.sheet.set(item, Answer::NotApplicable(written), self.memory.spent),
            _ => self.sheet.set_note(item, written),
        }
        self.memory.refused.clear();
        self.keep_draft(None);
        match self.memory.place {
            Place::Note(_) => self.memory.place = Place::Question(at),
            _ => self.go_on(at),
        }
        Change::Answers
    }

    fn after_review(&mut self, action: &Action) -> Change {
        let at = match action {
            Action::Finish => {
                self.memory.place = Place::Ended(End::Finished);
                return Change::Answers;
            }
            Action::About => {
                self.memory.from_review = true;
                self.memory.place = Place::About(0);
                return Change::Nothing;
            }
            Action::Open(id) => self.position_in_form(id),
            _ => self.items().len() - 1,
        };
        self.memory.from_review = matches!(action, Action::Open(_));
        self.memory.reviewed = Some(at);
        self.memory.place = Place::Question(at);
        Change::Nothing
    }

    fn position_in_form(&self, id: &ItemId) -> usize {
        let found = self.items().iter().position(|item| self.pack.item(*item).id == *id);
        found.expect("the review has the items of the form")
    }
}

/// The text that is written in this place: a note is the same one wherever it is asked for.
fn text_of(place: Place) -> Place {
    match place {
        Place::Evidence(at) => Place::Note(at),
        place => place,
    }
}

/// The menu after back at the first question.
fn leave(surface: Surface) -> Ask {
    let rows = vec![
        Row::new("c", Action::Continue, "Continue with the first question"),
        Row::new("q", Action::Quit, surface.stop()),
    ];
    Ask::Menu(Menu::new("This is the first question.", rows))
}
