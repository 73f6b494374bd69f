//! The answers file, read against the pack that it belongs to.

use super::format::ANSWERS;
use super::{
    AgreedStep, Answer, AnswerSheet, AskedAs, FACTS, FactAccess, KeptAnswer, MONTH_AS_WRITTEN, Rater, Respondent,
    StepState, StepSubject,
};
use crate::clock::{Date, Timestamp};
use crate::diag::{Code, Diagnostic, any_error, did_you_mean};
use crate::language::grammar;
use crate::model::{Background, FormIx, Id, ItemIx, Month, Pack, RoleIx, Version, is_slug};
use crate::sanitise;
use crate::yaml::{self, Field, Node, Problems, Record};

/// The largest answers file that is read, in bytes.
pub const LARGEST_FILE: usize = 256 * 1024;

/// Reads one person's answers. There is a sheet when no problem is an error; a changed pack and
/// items of another form are warnings.
pub fn parse(file: &str, text: &str, pack: &Pack) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    let tree = match yaml::parse(file, text, LARGEST_FILE) {
        Ok(tree) => tree,
        Err(problem) => return (None, vec![*problem]),
    };
    read_tree(file, text, &tree, pack)
}

/// Reads one person's answers from the tree of the text.
pub(super) fn read_tree(file: &str, text: &str, tree: &Node, pack: &Pack) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    let mut problems = Problems::new(file, text);
    let sheet = Reader { pack }.sheet(&Field::root(tree, &ANSWERS), &mut problems);
    let found = problems.into_diagnostics();
    let sheet = if any_error(&found) { None } else { sheet };
    (sheet, found)
}

/// The fix for answers to another pack.
pub(super) const OTHER_PACK_HINT: &str =
    "name the pack of the answers with `--pack`: its id, or the folder that holds it (`--pack DIR`)";

/// Answers in a file that names another pack than this.
pub fn other_pack(file: &str, named: &str, pack: &Pack) -> Diagnostic {
    let message = format!("these answers belong to the pack `{}`", sanitise::one_line(named));
    Diagnostic::of_file(Code::OtherPack, file, message)
        .expected(format!("the pack `{}`", pack.id()))
        .hint(OTHER_PACK_HINT)
}

/// The id of the pack that an answers file, or a line of answers as JSON, names; `None` where it cannot be read.
pub fn named_pack(text: &str) -> Option<String> {
    pack_id(&yaml::parse("", text, LARGEST_FILE).ok()?).map(str::to_owned)
}

fn pack_id(tree: &Node) -> Option<&str> {
    match tree.get("pack")?.get("id")? {
        Node::Text(id) => Some(id.trim()).filter(|id| !id.is_empty()),
        _ => None,
    }
}

struct Reader<'p> {
    pack: &'p Pack,
}

impl Reader<'_> {
    fn sheet(&self, root: &Field<'_>, problems: &mut Problems<'_>) -> Option<AnswerSheet> {
        if !root.has_format(1, problems) {
            return None;
        }
        let top = root.record(problems)?;
        let reference = top.get("pack");
        // Of answers to another pack nothing else is checked: every item would be unknown.
        let named = pack_id(root.node()).filter(|id| *id != self.pack.id().as_str());
        if let (Some(field), Some(name)) = (&reference, named) {
            self.other_pack(field, name, problems);
            return None;
        }
        let form = match top.get("form") {
            Some(field) => self.form(&field, problems),
            None => Some(self.pack.default_form()),
        };
        let role = match top.get("role") {
            Some(field) => self.role(&field, problems),
            None => Some(self.pack.default_role()),
        };
        let respondent = top.get("respondent").and_then(|field| respondent(&field, problems));
        let background = top.get("background").and_then(|field| background(&field, self.pack, problems));
        let mut sheet = AnswerSheet::new(self.pack, form.unwrap_or(self.pack.default_form()), respondent?);
        sheet.rater = top.get("rater").and_then(|field| field.word(Rater::WORDS, problems)).unwrap_or_default();
        sheet.role = role.unwrap_or(self.pack.default_role());
        sheet.background = background.unwrap_or_default();
        sheet.started = top.get("started").and_then(|field| time(&field, problems));
        sheet.finished = top.get("finished").and_then(|field| time(&field, problems));
        let entries = top.get("steps").and_then(|field| field.list(problems)).unwrap_or_default();
        let is_read = reference.as_ref().is_some_and(|field| pack_state(field, &mut sheet, problems));
        sheet.steps = entries.iter().filter_map(|entry| self.step(entry, &sheet, problems)).collect();
        if let Some(field) = top.get("answers") {
            for entry in field.list(problems).unwrap_or_default() {
                if let Some(record) = entry.record(problems) {
                    self.answer(&record, &mut sheet, problems);
                }
            }
        }
        if let Some(field) = &reference
            && is_read
            && !sheet.matches(self.pack)
        {
            self.changed_pack(field, &sheet, problems);
        }
        Some(sheet)
    }

    /// Says that the answers were given to another pack.
    fn other_pack(&self, field: &Field<'_>, name: &str, problems: &mut Problems<'_>) {
        let id = field.record(problems).and_then(|record| record.get("id"));
        let message = format!("these answers belong to the pack `{}`", sanitise::one_line(name));
        problems
            .report(id.as_ref().unwrap_or(field), Code::OtherPack, message)
            .expected(format!("the pack `{}`", self.pack.id()))
            .hint(OTHER_PACK_HINT);
    }

    /// Says that the pack is another one now, and which of the answered questions that touches.
    fn changed_pack(&self, field: &Field<'_>, sheet: &AnswerSheet, problems: &mut Problems<'_>) {
        let changed = sheet.changed_questions(self.pack);
        let ids: Vec<&str> = changed.iter().take(5).map(|item| self.pack.item(*item).id.as_str()).collect();
        let hint = match changed.len() {
            0 => "the answers are kept; none of the answered questions has changed".to_owned(),
            n if n > ids.len() => format!(
                "the answers are kept; read {n} changed questions again before you rely on the result, first {}",
                ids.join(", ")
            ),
            _ => format!("the answers are kept; read again before you rely on the result: {}", ids.join(", ")),
        };
        problems
            .report(field, Code::ChangedPack, "the pack has changed since these answers were given")
            .expected(format!("version {} with the fingerprint {}", self.pack.version(), self.pack.fingerprint()))
            .hint(hint);
    }

    fn form(&self, field: &Field<'_>, problems: &mut Problems<'_>) -> Option<FormIx> {
        let choices: Vec<(&str, FormIx)> =
            self.pack.forms().iter().enumerate().map(|(at, form)| (form.id.as_str(), FormIx::new(at))).collect();
        field.word(&choices, problems)
    }

    fn role(&self, field: &Field<'_>, problems: &mut Problems<'_>) -> Option<RoleIx> {
        let choices: Vec<(&str, RoleIx)> =
            self.pack.role_indices().map(|at| (self.pack.role(at).id.as_str(), at)).collect();
        field.word(&choices, problems)
    }

    fn answer(&self, record: &Record<'_>, sheet: &mut AnswerSheet, problems: &mut Problems<'_>) {
        if self.keeps(record, sheet, problems) {
            return;
        }
        let asked = record.get("asked").and_then(|field| field.text(problems));
        let item = record.get("item");
        let item = item.and_then(|field| self.item(&field, sheet, problems));
        let rating = record.get("rating");
        let state = record.get("state");
        let reason = record.get("reason").and_then(|field| field.text(problems));
        let note = record.get("note").and_then(|field| field.text(problems));
        let seconds = record.get("seconds").and_then(|field| field.integer(problems));
        // `rating:` with nothing behind it is how a template says unanswered; a note beside it stays.
        if rating.as_ref().is_some_and(|field| *field.node() == yaml::Node::Null) && state.is_none() {
            if let Some(item) = item {
                sheet.set_note(item, note);
            }
            return;
        }
        if let Some(reason) = record.get("reason")
            && state.as_ref().is_none_or(|state| *state.node() != Node::Text("not-applicable".to_owned()))
        {
            problems
                .report(&reason, Code::AnswerShape, "a reason beside an answer that applies")
                .expected("`state: not-applicable` beside a `reason`")
                .hint("call it `note`, or change the state");
        }
        let answer = match (rating, state) {
            (Some(rating), None) => item.and_then(|item| self.rating(&rating, item, problems)),
            (None, Some(state)) => state_answer(&state, reason, problems),
            (rating, _) => {
                let found = if rating.is_some() { "both a rating and a state" } else { "no rating and no state" };
                problems
                    .report(record.field(), Code::AnswerShape, format!("this answer has {found}"))
                    .expected("`rating: 3`, or `state: unsure`, `not-applicable` or `skipped`")
                    .hint("leave out the whole entry if the question was not answered");
                None
            }
        };
        if let (Some(item), Some(answer)) = (item, answer) {
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

    /// Keeps an answer to another state of the pack that has no place in this one: its item is gone, or its rating is
    /// no longer offered. An entry that does not say how it was asked, in a file of this very state of the pack, was
    /// typed by hand and is a mistake instead.
    fn keeps(&self, record: &Record<'_>, sheet: &mut AnswerSheet, problems: &mut Problems<'_>) -> bool {
        let Some(field) = record.get("item") else { return false };
        let asked = record.get("asked").map(|asked| asked.node().clone());
        let Node::Text(name) = field.node() else { return false };
        let item = self.pack.find_item(name);
        let asked_as_now =
            item.is_some_and(|item| asked == Some(Node::Text(self.pack.question_fingerprint(item).to_owned())));
        if asked_as_now || (asked.is_none() && sheet.matches(self.pack)) {
            return false;
        }
        // Without a word on how it was asked, a name that is nearly one of the pack's was meant to be that one.
        let is_near = || {
            let ids = self.pack.form(sheet.form).items.iter().map(|item| self.pack.item(*item).id.as_str());
            did_you_mean(name, ids).is_some()
        };
        if item.is_none() && asked.is_none() && is_near() {
            return false;
        }
        let found = match item {
            None => format!("the pack no longer asks `{}`", sanitise::one_line(name)),
            Some(item) => match record.get("rating").map(|rating| rating.node().clone()) {
                Some(Node::Int(value)) if !self.pack.offers(item, value) => {
                    format!("`{name}` no longer offers the rating {value}")
                }
                _ => return false,
            },
        };
        problems
            .report(&field, Code::NoLongerAsked, found)
            .hint("the answer is kept in the file and not scored; `skillgap quiz` asks what has changed");
        let mut kept = record.field().node().clone();
        // The note goes on beside the question as it is asked now, where it can be changed and removed.
        if let Some(item) = item
            && sheet.get(item).is_none()
        {
            sheet.set_note(item, record.get("note").and_then(|field| field.text(problems)));
            if let Node::Map(entries) = &mut kept {
                entries.retain(|(key, _)| key != "note");
            }
        }
        sheet.kept.push(KeptAnswer { item: name.clone(), record: kept });
        true
    }

    fn step(&self, entry: &Field<'_>, sheet: &AnswerSheet, problems: &mut Problems<'_>) -> Option<AgreedStep> {
        let record = entry.record(problems)?;
        let state = record.get("state").and_then(|field| field.word(StepState::WORDS, problems));
        let by = record.get("by").and_then(|field| day(&field, problems));
        let on = record.get("on").and_then(|field| day(&field, problems));
        let what = match (record.get("resource"), record.get("text")) {
            (Some(field), None) => self.step_resource(&field, sheet, problems),
            (None, Some(field)) => field.text(problems).map(|text| StepSubject::Text(sanitise::one_line(&text))),
            _ => {
                problems
                    .report(entry, Code::MissingField, "a step is one resource or one text")
                    .hint("write `resource: ID` or `text: \"...\"`");
                None
            }
        };
        Some(AgreedStep { what: what?, state: state?, by, on })
    }

    fn step_resource(
        &self,
        field: &Field<'_>,
        sheet: &AnswerSheet,
        problems: &mut Problems<'_>,
    ) -> Option<StepSubject> {
        let id = field.text(problems)?;
        if let Some(at) = self.pack.find_resource(&id) {
            return Some(StepSubject::Resource(at));
        }
        let known = self.pack.resources().iter().map(|resource| resource.id.as_str());
        let near = problems.want_suggestions().then(|| did_you_mean(&id, known)).flatten();
        if is_slug(&id) && (near.is_some() || sheet.matches(self.pack)) {
            let noted = problems.report(field, Code::StepOfOverlay, format!("the catalogue does not have `{id}`"));
            let meant = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            noted.hint(format!(
                "{meant}if your programme offers it, name the folder of its overlay with `--overlay`; the step is kept in \
                 the file, and no plan counts it"
            ));
            return Some(StepSubject::Gone(id));
        }
        if near.is_none() && !sheet.matches(self.pack) {
            problems
                .report(
                    field,
                    Code::NoLongerAsked,
                    format!("the catalogue no longer has `{}`", sanitise::one_line(&id)),
                )
                .hint("the step is kept in the file; no plan counts it");
            return Some(StepSubject::Gone(sanitise::one_line(&id)));
        }
        let noted = problems.report(field, Code::UnknownId, format!("unknown resource: `{}`", sanitise::one_line(&id)));
        match near {
            Some(near) => noted.hint(format!("did you mean `{near}`?")),
            None => noted.hint("name a resource of the catalogue, or write what it is as `text`"),
        };
        None
    }

    fn item(&self, field: &Field<'_>, sheet: &AnswerSheet, problems: &mut Problems<'_>) -> Option<ItemIx> {
        let name = field.text(problems)?;
        let Some(item) = self.pack.find_item(&name) else {
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

    fn rating(&self, field: &Field<'_>, item: ItemIx, problems: &mut Problems<'_>) -> Option<Answer> {
        let value = field.integer(problems)?;
        if !self.pack.offers(item, value) {
            let offered: Vec<String> = self.pack.options(item).iter().map(|option| option.value.to_string()).collect();
            problems
                .report(
                    field,
                    Code::RatingOffScale,
                    format!("{value} is not a rating of `{}`", self.pack.item(item).id),
                )
                .expected(grammar::or(&offered));
            return None;
        }
        Some(Answer::Rated(value))
    }
}

/// Reads in which state of the pack the answers were given; false when that is no record.
fn pack_state(field: &Field<'_>, sheet: &mut AnswerSheet, problems: &mut Problems<'_>) -> bool {
    let Some(record) = field.record(problems) else { return false };
    record.get("id").and_then(|id| id.text(problems));
    sheet.pack.version = record
        .get("version")
        .and_then(|field| field.parsed(Version::parse, Code::WrongType, "three numbers, such as 1.0.0", problems));
    sheet.pack.fingerprint = record.get("fingerprint").and_then(|field| field.text(problems));
    sheet.pack.scoring = record.get("scoring").and_then(|field| field.text(problems));
    true
}

fn state_answer(field: &Field<'_>, reason: Option<String>, problems: &mut Problems<'_>) -> Option<Answer> {
    let states =
        [("unsure", Answer::Unsure), ("not-applicable", Answer::NotApplicable(reason)), ("skipped", Answer::Skipped)];
    let choices: Vec<(&str, usize)> = states.iter().enumerate().map(|(at, (word, _))| (*word, at)).collect();
    let chosen = field.word(&choices, problems)?;
    states.into_iter().nth(chosen).map(|(_, answer)| answer)
}

fn respondent(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Respondent> {
    let record = field.record(problems)?;
    let id = record.get("id").and_then(|field| match field.node() {
        // A student number is a number to YAML.
        yaml::Node::Int(number) => Some(number.to_string()),
        _ => field.text(problems),
    });
    let name = record.get("label").or_else(|| record.get("name")).and_then(|field| field.text(problems));
    Some(Respondent { id: sanitise::one_line(&id?), label: name.map(|name| sanitise::one_line(&name)) })
}

fn background(field: &Field<'_>, pack: &Pack, problems: &mut Problems<'_>) -> Option<Background> {
    let record = field.record(problems)?;
    let mut background = Background::default();
    // The record that holds the parts of a field, opened once: opening reports what is wrong in it.
    let mut parts: Option<(&str, Option<Record<'_>>)> = None;
    for fact in FACTS {
        let Some(field) = record.get(fact.shape.name) else { continue };
        if fact.part.is_some() && parts.as_ref().is_none_or(|(name, _)| *name != fact.shape.name) {
            parts = Some((fact.shape.name, field.record(problems)));
        }
        let field = match (fact.part, &parts) {
            (None, _) => Some(field),
            (Some(part), Some((_, Some(record)))) => record.get(part),
            (Some(_), _) => None,
        };
        let Some(field) = field else { continue };
        let words: Vec<(&str, &str)> = fact.words(pack).into_iter().map(|word| (word, word)).collect();
        match fact.access {
            FactAccess::Word { set, .. } => {
                field.word(&words, problems).map(|word| set(&mut background, word));
            }
            FactAccess::Id { set, .. } => {
                field.word(&words, problems).map(|word| set(&mut background, pack, word));
            }
            FactAccess::Month { set, .. } => {
                let month = field.parsed(Month::parse, Code::BadDate, MONTH_AS_WRITTEN, problems);
                set(&mut background, month);
            }
            FactAccess::List { set, .. } => {
                let list = field.list(problems);
                let list = list.map(|list| list.iter().filter_map(|entry| entry.word(&words, problems)).collect());
                list.map(|list: Vec<&str>| set(&mut background, &list));
            }
            FactAccess::Number { set, .. } => {
                let number = field.integer(problems).and_then(|number| u32::try_from(number).ok());
                set(&mut background, number);
            }
        }
    }
    Some(background)
}

fn day(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Date> {
    field.parsed(Date::parse, Code::BadDate, "a day such as 2026-11-23", problems)
}

fn time(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Timestamp> {
    field.parsed(Timestamp::parse, Code::BadDate, "a time such as 2026-11-23T09:00:00Z", problems)
}
