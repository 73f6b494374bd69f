//! The conversation itself: where one is, what is shown there, and what each reply does.

use std::collections::BTreeSet;

use super::review::{self, answer_in_words};
use super::{Ask, Menu, Reply, Row, Screen, about, notes, start};
use crate::answers::{Answer, AnswerSheet, Recorded};
use crate::model::{Background, Id, ItemIx, ItemScale, Pack};

/// From so many seconds without a key, a person has looked away: that time is not counted.
const PAUSE: u32 = 300;

/// How an attempt begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// With nothing answered.
    New,
    /// With answers from before.
    Resumed,
}

/// How the quiz ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All that the person wanted to answer is answered: score it.
    Finished,
    /// To go on later.
    SavedAndQuit,
    /// Left before anything was begun.
    NotBegun,
    /// The person wants a new attempt beside the old one.
    StartNew,
}

/// Whether a reply changed the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing to save.
    Nothing,
    /// The answers changed: save them.
    Answers,
}

/// Where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    About(usize),
    /// The question of this number in the form, from 0.
    Question(usize),
    /// The note to that question, which the person asked to write.
    Note(usize),
    /// What shows the high rating just given to that question.
    Evidence(usize),
    /// Why that question does not apply.
    Reason(usize),
    /// What levels and keys mean, asked for at that question.
    Help(usize),
    /// Back was asked for at the first question.
    Leave,
    Review,
    Ended(End),
}

/// The conversation: a pure state machine over [`Screen`] and [`Reply`].
#[derive(Clone, Debug)]
pub struct QuizState<'p> {
    pack: &'p Pack,
    sheet: AnswerSheet,
    opening: Opening,
    place: Place,
    /// True while a question was opened from the review, to return there.
    from_review: bool,
    /// Where the questions begin: after those about the person, unless they were answered in an earlier attempt.
    first: Place,
    /// Numbers of answered questions that the pack asks in another way than when they were answered.
    changed: BTreeSet<usize>,
    /// True when only what is open is asked: the attempt was begun with another state of the pack.
    mending: bool,
    /// The question that was last opened from the review.
    reviewed: Option<usize>,
    /// Seconds spent on the question so far, without pauses.
    spent: Option<u32>,
    notices: Vec<String>,
    /// A text that was too long, kept to be shortened.
    refused: Option<String>,
    /// A note or a reason that was left before it was confirmed, and the number of its question.
    draft: Option<(Place, String)>,
}

impl<'p> QuizState<'p> {
    /// A conversation over a sheet, at its start screen.
    pub fn new(pack: &'p Pack, sheet: AnswerSheet, opening: Opening) -> Self {
        let items = &pack.form(sheet.form).items;
        let other = sheet.changed_questions(pack);
        let changed: BTreeSet<usize> = (0..items.len()).filter(|at| other.contains(&items[*at])).collect();
        Self {
            pack,
            opening,
            place: Place::Start,
            from_review: false,
            first: if sheet.background != Background::default() || sheet.respondent.name.is_some() {
                Place::Question(0)
            } else {
                Place::About(0)
            },
            mending: opening == Opening::Resumed && !sheet.matches(pack),
            changed,
            reviewed: None,
            spent: None,
            notices: Vec::new(),
            refused: None,
            draft: None,
            sheet,
        }
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
        match self.place {
            Place::Ended(end) => Some(end),
            _ => None,
        }
    }

    fn items(&self) -> &'p [ItemIx] {
        &self.pack.form(self.sheet.form).items
    }

    /// What to show now.
    pub fn screen(&self) -> Screen {
        let (heading, ask) = match self.place {
            Place::Start => {
                start::screen(self.pack, &self.sheet, self.opening, &self.open_items(), &self.changed_items())
            }
            Place::About(at) => about::screen(at, self.pack, &self.sheet, self.refused.as_deref()),
            Place::Question(at) => self.question(at),
            Place::Note(at) => notes::evidence(&self.place_of(at), self.text_so_far(at), ""),
            Place::Evidence(at) => notes::evidence(&self.place_of(at), self.text_so_far(at), notes::OPTIONAL),
            Place::Reason(at) => notes::reason(&self.place_of(at), self.text_so_far(at)),
            Place::Help(_) => notes::help(self.pack),
            Place::Leave => (Vec::new(), leave()),
            Place::Review | Place::Ended(_) => review::screen(self.pack, &self.sheet, self.reviewed),
        };
        Screen { notices: self.notices.clone(), heading, ask }
    }

    /// Takes the reply to the screen that is shown. A reply that does not fit the screen changes nothing.
    pub fn reply(&mut self, reply: &Reply, seconds: Option<u32>) -> Change {
        self.notices.clear();
        let key = match (&self.screen().ask, reply) {
            (Ask::Menu(menu), Reply::Row(at)) => menu.rows.get(*at).map(|row| row.key.clone()).unwrap_or_default(),
            _ => String::new(),
        };
        if key == "q" {
            let begun = self.place != Place::Start;
            self.place = Place::Ended(if begun { End::SavedAndQuit } else { End::NotBegun });
            return if begun { Change::Answers } else { Change::Nothing };
        }
        match self.place {
            Place::Start => self.after_start(&key, reply),
            Place::About(at) => self.after_about(at, &key, reply),
            Place::Question(at) => self.after_question(at, &key, reply, seconds),
            Place::Note(at) | Place::Evidence(at) => self.after_note(at, reply),
            Place::Reason(at) => self.after_reason(at, reply),
            Place::Help(at) => {
                self.place = Place::Question(at);
                Change::Nothing
            }
            Place::Leave => {
                self.place = Place::Question(0);
                Change::Nothing
            }
            Place::Review => self.after_review(&key, reply),
            Place::Ended(_) => Change::Nothing,
        }
    }

    fn after_start(&mut self, key: &str, reply: &Reply) -> Change {
        match (key, self.opening) {
            // What was carried over from an earlier attempt is not asked again.
            ("a", Opening::New) => self.place = self.first,
            ("a", Opening::Resumed) => self.place = Place::Ended(End::StartNew),
            ("c", _) => {
                if self.mending && self.changed.is_empty() {
                    self.sheet.adopt(self.pack);
                }
                let begun = self.items().iter().any(|item| self.sheet.get(*item).is_some());
                let begun = begun || !self.sheet.kept.is_empty();
                self.place = match self.next_open(0) {
                    // Nothing was answered: the questions about the person may not have been finished either.
                    Some(0) if !begun => Place::About(0),
                    Some(at) => Place::Question(at),
                    None => Place::Review,
                };
                return if self.mending { Change::Answers } else { Change::Nothing };
            }
            _ if matches!(reply, Reply::Escape | Reply::Left(_)) => self.place = Place::Ended(End::NotBegun),
            _ => return Change::Nothing,
        }
        if key == "a" && self.opening == Opening::New { Change::Answers } else { Change::Nothing }
    }

    fn after_about(&mut self, at: usize, key: &str, reply: &Reply) -> Change {
        let questions = about::questions(self.pack);
        if key == "b" || matches!(reply, Reply::Escape | Reply::Left(_)) {
            self.refused = None;
            self.place = if at == 0 { Place::Start } else { Place::About(at - 1) };
            return Change::Nothing;
        }
        if key != "s" {
            match about::take(questions[at], reply, &mut self.sheet) {
                Ok(()) => {}
                Err(Some(why)) => return self.refuse(reply, why),
                Err(None) => return Change::Nothing,
            }
        }
        self.refused = None;
        self.place = if at + 1 < questions.len() { Place::About(at + 1) } else { Place::Question(0) };
        Change::Answers
    }

    /// Says why a text was not taken, and keeps it to be mended.
    fn refuse(&mut self, reply: &Reply, why: String) -> Change {
        if let Reply::Text(text) = reply {
            self.refused = Some(text.clone());
        }
        self.notices = vec![why];
        Change::Nothing
    }

    fn question(&self, at: usize) -> (Vec<String>, Ask) {
        let item = self.items()[at];
        let asked = self.pack.item(item);
        let competency = self.pack.competency(asked.competency);
        let domain = self.pack.domain(competency.domain);
        let recorded = self.sheet.get(item);
        let options = self.pack.options(item);
        let known = recorded.is_some_and(|recorded| recorded.answer != Answer::Skipped);
        let reads_differently = self.changed.contains(&at);
        // Going on stands first, beside the first answers even where a window shows only a few rows.
        let go_on = match (known, reads_differently) {
            (_, true) => "Go on; my earlier answer stays",
            (true, false) => "Go on and keep my answer",
            (false, false) => "Skip for now",
        };
        let mut rows = vec![Row::action("s", go_on)];
        rows.extend(options.iter().map(|option| {
            let chosen = match asked.scale {
                ItemScale::Levels => self.pack.levels().level(option.value).map_or("", |level| &level.label),
                ItemScale::Shared(_) => &option.label,
            };
            Row::answer(option.value.to_string(), &option.label, format!("{}, {chosen}", option.value))
        }));
        rows.push(Row::answer("?", "I don't know", "I don't know"));
        rows.push(Row::answer("n", "Does not apply to me", "does not apply"));
        rows.push(Row::action("b", if self.from_review { "Back to the review" } else { "Back" }));
        rows.push(Row::action(
            "e",
            if recorded.is_some_and(|r| r.note.is_some()) { "Edit my note" } else { "Add a note" },
        ));
        rows.push(Row::action("h", "Help: what the levels and keys mean"));
        rows.push(Row::action("q", "Save and quit"));
        // An answer to another question is not under the cursor: Enter alone must not confirm it.
        let key = match recorded.map(|r| &r.answer).filter(|_| !reads_differently) {
            Some(Answer::Rated(value)) => value.to_string(),
            Some(Answer::Unsure) => "?".to_owned(),
            Some(Answer::NotApplicable(_)) => "n".to_owned(),
            Some(Answer::Skipped) | None => "s".to_owned(),
        };
        let cursor = rows.iter().position(|row| row.key == key).unwrap_or(0);
        let place = self.place_of(at);
        let mut heading = vec![format!("{place} {}: {}\n{}", domain.title, competency.title, asked.stem)];
        let mut current = recorded.map(|recorded| answer_in_words(self.pack, item, recorded));
        if reads_differently {
            let said = self.said_before(item);
            heading.push(format!("This question reads differently now. Your answer to the earlier one: {said}."));
            current = Some(format!("{said}, to the question as it was"));
        }
        (heading, Ask::Menu(Menu { cursor, current, place, ..Menu::new("Your answer:", rows) }))
    }

    /// What was answered to a question that has changed. Its options may have changed as well, so only their numbers
    /// still mean something.
    fn said_before(&self, item: ItemIx) -> String {
        let rating = match self.sheet.get(item) {
            Some(Recorded { answer: Answer::Rated(rating), .. }) => Some(*rating),
            None | Some(Recorded { answer: Answer::Skipped, .. }) => {
                self.sheet.kept_rating(self.pack.item(item).id.as_str())
            }
            Some(recorded) => return answer_in_words(self.pack, item, recorded),
        };
        rating
            .map_or_else(|| "one that has no place here".to_owned(), |rating| format!("{rating}, as its options were"))
    }

    fn after_question(&mut self, at: usize, key: &str, reply: &Reply, seconds: Option<u32>) -> Change {
        let item = self.items()[at];
        if let Some(seconds) = seconds.filter(|seconds| *seconds < PAUSE) {
            self.spent = Some(self.spent.unwrap_or(0) + seconds);
        }
        let answer = match key {
            "?" => Answer::Unsure,
            "n" => match self.sheet.answer(item) {
                // A reason that stands in the file stays.
                Some(Answer::NotApplicable(reason)) => Answer::NotApplicable(reason.clone()),
                _ => Answer::NotApplicable(None),
            },
            "e" => {
                self.place = Place::Note(at);
                return Change::Nothing;
            }
            "h" => {
                self.place = Place::Help(at);
                return Change::Nothing;
            }
            "s" => {
                let first_look = self.sheet.get(item).is_none();
                if first_look {
                    self.sheet.set(item, Answer::Skipped, self.spent);
                }
                self.go_on(at);
                return if first_look { Change::Answers } else { Change::Nothing };
            }
            _ if key == "b" || matches!(reply, Reply::Escape | Reply::Left(_)) => {
                self.place = match at {
                    _ if self.from_review => Place::Review,
                    0 => Place::Leave,
                    _ => Place::Question(at - 1),
                };
                self.from_review = false;
                self.spent = None;
                return Change::Nothing;
            }
            value => match value.parse() {
                Ok(value) => Answer::Rated(value),
                Err(_) => return Change::Nothing,
            },
        };
        let place = match answer {
            Answer::NotApplicable(_) => Some(Place::Reason(at)),
            Answer::Rated(_) if self.draft_of(Place::Note(at)).is_some() => Some(Place::Evidence(at)),
            Answer::Rated(value) if self.wants_evidence(item, value) => Some(Place::Evidence(at)),
            _ => None,
        };
        self.sheet.set(item, answer, self.spent);
        if self.changed.remove(&at) && self.changed.is_empty() {
            self.sheet.adopt(self.pack);
        }
        match place {
            Some(place) => self.place = place,
            None => self.go_on(at),
        }
        Change::Answers
    }

    /// True for a new rating that should have something to show for it, with nothing written.
    fn wants_evidence(&self, item: ItemIx, value: i64) -> bool {
        // Who keeps an earlier answer was asked before.
        let is_new = |recorded: &Recorded| recorded.note.is_none() && recorded.answer != Answer::Rated(value);
        self.pack.wants_evidence(item, value) && self.sheet.get(item).is_none_or(is_new)
    }

    /// The items that are still to be answered, as they are asked now.
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
        let next =
            if self.mending { self.next_open(at + 1) } else { Some(at + 1).filter(|at| *at < self.items().len()) };
        self.place = match next {
            Some(next) if !self.from_review => Place::Question(next),
            _ => Place::Review,
        };
        self.from_review = false;
        self.spent = None;
    }

    /// `[3 of 25]`.
    fn place_of(&self, at: usize) -> String {
        format!("[{} of {}]", at + 1, self.items().len())
    }

    /// The note or the reason as it stands, or the text that was not taken.
    fn text_so_far(&self, at: usize) -> String {
        let recorded = self.sheet.get(self.items()[at]);
        let written = recorded.and_then(|recorded| match (self.place, &recorded.answer) {
            (Place::Reason(_), Answer::NotApplicable(reason)) => reason.clone(),
            (Place::Reason(_), _) => None,
            _ => recorded.note.clone(),
        });
        let draft = self.draft_of(self.place).map(str::to_owned);
        self.refused.clone().or(draft).or(written).unwrap_or_default()
    }

    /// What was typed in this place and not confirmed.
    fn draft_of(&self, place: Place) -> Option<&str> {
        self.draft.as_ref().filter(|(of, _)| *of == text_of(place)).map(|(_, text)| text.as_str())
    }

    fn after_note(&mut self, at: usize, reply: &Reply) -> Change {
        let Reply::Text(text) = reply else { return self.back_to_question(at, reply) };
        let note = match notes::written(text) {
            Ok(note) => note,
            Err(why) => return self.refuse(reply, why),
        };
        self.sheet.set_note(self.items()[at], note);
        self.refused = None;
        self.draft = None;
        match self.place {
            Place::Evidence(_) => self.go_on(at),
            _ => self.place = Place::Question(at),
        }
        Change::Answers
    }

    fn after_reason(&mut self, at: usize, reply: &Reply) -> Change {
        let Reply::Text(text) = reply else { return self.back_to_question(at, reply) };
        let reason = match notes::written(text) {
            Ok(reason) => reason,
            Err(why) => return self.refuse(reply, why),
        };
        self.sheet.set(self.items()[at], Answer::NotApplicable(reason), self.spent);
        self.refused = None;
        self.draft = None;
        self.go_on(at);
        Change::Answers
    }

    fn back_to_question(&mut self, at: usize, reply: &Reply) -> Change {
        self.refused = None;
        if let Reply::Left(text) = reply {
            self.draft = Some((text_of(self.place), text.clone()));
        }
        self.place = Place::Question(at);
        Change::Nothing
    }

    fn after_review(&mut self, key: &str, reply: &Reply) -> Change {
        let items = self.items().len();
        if key == "f" {
            self.place = Place::Ended(End::Finished);
            return Change::Answers;
        }
        if key == "b" || matches!(reply, Reply::Escape | Reply::Left(_)) {
            self.reviewed = Some(items - 1);
            self.place = Place::Question(items - 1);
        } else if let Some(at) = key.parse::<usize>().ok().filter(|number| (1..=items).contains(number)) {
            self.from_review = true;
            self.reviewed = Some(at - 1);
            self.place = Place::Question(at - 1);
        }
        Change::Nothing
    }
}

/// The text that is written in this place: a note is the same one wherever it is asked for.
fn text_of(place: Place) -> Place {
    match place {
        Place::Evidence(at) => Place::Note(at),
        place => place,
    }
}

/// At the first question, back could only mean leaving: ask.
fn leave() -> Ask {
    let rows = vec![Row::action("c", "Continue with the first question"), Row::action("q", "Save and quit")];
    Ask::Menu(Menu::new("This is the first question.", rows))
}
