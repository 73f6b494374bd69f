//! The entries of `answers` in an answers file.

use super::field::{number, text, whole_text};
use super::value::{nearest_option, state_of, whole};
use super::wording::name_key;
use super::{Answer, AnswerSheet, AskedAs, KeptAnswer, State};
use crate::diag::{Code, did_you_mean};
use crate::language::grammar;
use crate::model::{Id, ItemIx, Pack};
use crate::sanitise;
use crate::yaml::{Field, Node, Problems, Record};

/// Reads entries to one pack.
pub(super) struct Entries<'p> {
    pub(super) pack: &'p Pack,
}

/// What an entry says of its item.
enum Said {
    /// Nothing: a rating that was left empty.
    Nothing,
    Answer(Answer),
}

impl Entries<'_> {
    /// Reads one entry into the sheet.
    pub(super) fn answer(&self, record: &Record<'_>, sheet: &mut AnswerSheet, problems: &mut Problems<'_>) {
        if self.keeps(record, sheet, problems) {
            return;
        }
        let asked = text(record, "asked", problems);
        let item = record.get("item").and_then(|field| self.item(&field, sheet, problems));
        let reason = text(record, "reason", problems);
        let note = text(record, "note", problems);
        let seconds = record.given("seconds").and_then(|field| number(&field, problems));
        let said = self.said(record, item, problems);
        let Some(Said::Answer(answer)) = said else {
            if let (Some(item), Some(Said::Nothing)) = (item, said) {
                sheet.set_note(item, note);
            }
            return;
        };
        let answer = match (answer, reason) {
            (Answer::NotApplicable(_), reason) => Answer::NotApplicable(reason),
            (answer, None) => answer,
            (answer, Some(_)) => {
                problems
                    .report(
                        record.get("reason").as_ref().unwrap_or(record.field()),
                        Code::AnswerShape,
                        MISPLACED_REASON,
                    )
                    .expected("`state: not-applicable` beside a `reason`")
                    .hint("call it `note`, or change the state");
                answer
            }
        };
        if let Some(item) = item {
            let note = sheet.get(item).and_then(|skipped| skipped.note.clone()).or(note);
            sheet.set(item, answer, seconds.and_then(|s| u32::try_from(s).ok()));
            sheet.set_note(item, note);
            sheet.set_asked(
                item,
                match asked {
                    None => AskedAs::Unsaid,
                    Some(asked) if asked == self.pack.question_fingerprint(item) => AskedAs::Now,
                    Some(asked) => AskedAs::Before(asked),
                },
            );
        }
    }

    /// The rating or the state of an entry. `rating:` with nothing behind it is how a template says unanswered.
    fn said(&self, record: &Record<'_>, item: Option<ItemIx>, problems: &mut Problems<'_>) -> Option<Said> {
        match (record.given("rating"), record.given("state")) {
            (Some(rating), None) => self.rating(&rating, item?, problems),
            (None, Some(state)) => self.state(&state, item, problems).map(Said::Answer),
            (None, None) if record.get("rating").is_some() || record.get("state").is_some() => Some(Said::Nothing),
            (rating, _) => {
                let found = if rating.is_some() { "both a rating and a state" } else { "no rating and no state" };
                problems
                    .report(record.field(), Code::AnswerShape, format!("this answer has {found}"))
                    .expected("`rating: 3`, or `state: unsure`, `not-applicable` or `skipped`")
                    .hint("leave out the whole entry if the question was not answered");
                None
            }
        }
    }

    /// Keeps an answer to another state of the pack that has no place in this one: its item is gone, or its rating is
    /// no longer offered. An entry that does not say how it was asked, in a file of this very state of the pack, was
    /// typed by hand and is a mistake instead.
    fn keeps(&self, record: &Record<'_>, sheet: &mut AnswerSheet, problems: &mut Problems<'_>) -> bool {
        let Some(field) = record.get("item") else { return false };
        let Some(name) = field.written(problems) else { return false };
        let asked = record.given("asked").and_then(|asked| asked.written(problems));
        let item = self.named(&name);
        if item.is_some_and(|item| asked.as_deref() == Some(self.pack.question_fingerprint(item)))
            || (asked.is_none() && sheet.matches(self.pack))
        {
            return false;
        }
        // Without a word on how it was asked, a name that is nearly one of the pack's was meant to be that one.
        let is_near = || {
            let ids = self.pack.form(sheet.form).items.iter().map(|item| self.pack.item(*item).id.as_str());
            did_you_mean(&name, ids).is_some()
        };
        if item.is_none() && asked.is_none() && is_near() {
            return false;
        }
        let rating = record.given("rating").and_then(|rating| rating_number(&rating));
        let found = match (item, rating) {
            (None, _) => format!("the pack no longer asks `{}`", sanitise::one_line(&name)),
            (Some(item), Some(value)) if !self.pack.offers(item, value) => {
                format!("`{name}` no longer offers the rating {value}")
            }
            _ => return false,
        };
        problems
            .report(&field, Code::NoLongerAsked, found)
            .hint("the answer is kept in the file and not scored; `skillgap quiz` asks what has changed");
        let mut kept = as_written(record, rating, problems);
        // The note goes on beside the question as it is asked now, where it can be changed and removed.
        if let Some(item) = item
            && sheet.get(item).is_none()
        {
            sheet.set_note(item, text(record, "note", problems));
            kept.retain(|(key, _)| key != "note");
        }
        sheet.kept.push(KeptAnswer { item: name.into_owned(), record: Node::Map(kept) });
        true
    }

    /// The item of this id, as written or in quotes of a word processor.
    fn named(&self, name: &str) -> Option<ItemIx> {
        self.pack.find_item(name).or_else(|| self.pack.find_item(bare(name)))
    }

    /// The only item whose id has the same letters and digits.
    fn nearly_named(&self, name: &str) -> Option<ItemIx> {
        let key = name_key(name);
        // As `name_key` of an id, which is in small letters of ASCII, without its memory.
        let is_key_of = |id: &str| key.bytes().eq(id.bytes().filter(u8::is_ascii_alphanumeric));
        let mut alike = self.pack.items().iter().filter(|item| is_key_of(item.id.as_str()));
        let item = alike.next().filter(|_| !key.is_empty())?;
        if alike.next().is_some() { None } else { self.pack.find_item(item.id.as_str()) }
    }

    fn item(&self, field: &Field<'_>, sheet: &AnswerSheet, problems: &mut Problems<'_>) -> Option<ItemIx> {
        whole_text(field, "item", false, problems);
        let name = field.text(problems)?;
        let found =
            self.named(&name).or_else(|| problems.want_suggestions().then(|| self.nearly_named(&name)).flatten());
        let Some(item) = found else {
            let in_form = self.pack.form(sheet.form).items.iter().map(|item| self.pack.item(*item).id.as_str());
            let near = problems.want_suggestions().then(|| did_you_mean(&name, in_form)).flatten();
            let noted = problems.report(field, Code::UnknownId, format!("unknown item: `{name}`"));
            match near {
                Some(near) => noted.hint(format!("did you mean `{near}`?")),
                None => noted.hint("`skillgap template` lists the items of a form"),
            };
            return None;
        };
        // An answer that was kept aside while its question read differently has its place again.
        if sheet.has_answer(item) {
            problems
                .report(field, Code::RepeatedAnswer, format!("`{name}` is answered twice"))
                .hint("keep one of the two answers");
            return None;
        }
        if !self.pack.form(sheet.form).items.contains(&item) {
            let form = &self.pack.form(sheet.form).id;
            problems.report(field, Code::NotInForm, format!("`{name}` is not in the form `{form}`; it is not scored"));
        }
        Some(item)
    }

    fn rating(&self, field: &Field<'_>, item: ItemIx, problems: &mut Problems<'_>) -> Option<Said> {
        if let Some(value) = rating_number(field) {
            if self.pack.offers(item, value) {
                return Some(Said::Answer(Answer::Rated(value)));
            }
            self.off_scale(field, item, &value.to_string(), problems);
            return None;
        }
        let text = match field.node() {
            Node::Float(number) if number.is_nan() => "nan".into(),
            _ => field.written(problems).or_else(|| field.integer(problems).and(None))?,
        };
        match state_of(self.pack, item, bare(&text)) {
            Some(State::UNANSWERED) if name_key(&text) == "skipped" => Some(Said::Answer(Answer::Skipped)),
            Some(State::UNANSWERED) => Some(Said::Nothing),
            Some(state) => state.answer(self.pack, item).map(Said::Answer),
            None => {
                self.off_scale(field, item, &format!("`{}`", sanitise::one_line(&text)), problems);
                None
            }
        }
    }

    fn off_scale(&self, field: &Field<'_>, item: ItemIx, found: &str, problems: &mut Problems<'_>) {
        let mut offered: Vec<String> = self.pack.options(item).iter().map(|option| option.value.to_string()).collect();
        if found.starts_with('`') {
            offered.extend(["`NA` (does not apply)", "`?` (unsure)"].map(str::to_owned));
        }
        let message = format!("{found} is not a rating of `{}`", self.pack.item(item).id);
        let near =
            problems.want_suggestions().then(|| nearest_option(self.pack, item, found.trim_matches('`'))).flatten();
        let noted = problems.report(field, Code::RatingOffScale, message).expected(grammar::or(&offered));
        if let Some(near) = near {
            noted.hint(format!("did you mean `{near}`?"));
        }
    }

    fn state(&self, field: &Field<'_>, item: Option<ItemIx>, problems: &mut Problems<'_>) -> Option<Answer> {
        let meant = item.zip(field.written(problems)).and_then(|(item, text)| state_of(self.pack, item, bare(&text)));
        if let Some(answer @ (Answer::Unsure | Answer::NotApplicable(_))) =
            meant.zip(item).and_then(|(state, item)| state.answer(self.pack, item))
        {
            return Some(answer);
        }
        let states =
            [("unsure", Answer::Unsure), ("not-applicable", Answer::NotApplicable(None)), ("skipped", Answer::Skipped)];
        let choices: Vec<(&str, usize)> = states.iter().enumerate().map(|(at, (word, _))| (*word, at)).collect();
        let chosen = super::field::word(field, &choices, problems)?;
        states.into_iter().nth(chosen).map(|(_, answer)| answer)
    }
}

const MISPLACED_REASON: &str = "a reason beside an answer that applies";

/// The number that a rating is, however it is written.
fn rating_number(field: &Field<'_>) -> Option<i64> {
    match field.node() {
        Node::Int(value) => Some(*value),
        #[expect(clippy::cast_possible_truncation, reason = "whole, and far below the limits")]
        Node::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some(*value as i64),
        Node::Text(text) => whole(bare(text)),
        _ => None,
    }
}

/// The text without the quotes of a word processor around it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}']);
    inner.and_then(|inner| inner.strip_suffix(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'])).map_or(text, str::trim)
}

/// The fields of an entry with its texts as they are written.
fn as_written(record: &Record<'_>, rating: Option<i64>, problems: &mut Problems<'_>) -> Vec<(String, Node)> {
    let Node::Map(entries) = record.field().node() else { return Vec::new() };
    let mut kept = entries.clone();
    for (key, value) in &mut kept {
        match key.as_str() {
            "rating" => *value = rating.map_or_else(|| value.clone(), Node::Int),
            "item" | "state" | "reason" | "note" | "asked" => {
                if let Some(text) = record.given(key).and_then(|field| field.written(problems)) {
                    *value = Node::Text(text.into_owned());
                }
            }
            _ => {}
        }
    }
    kept
}
