//! The answers file, read against the pack that it belongs to.

use super::entry::Entries;
use super::field::{number, text, whole_text, word};
use super::format::{ANSWERS, LARGEST_FILE};
use super::hand;
use super::invitation_file::invitation;
use super::wording::name_key;
use super::{
    AgreedStep, AnswerSheet, FACTS, FactAccess, MONTH_AS_WRITTEN, Rater, ReadOptions, Respondent, StepState,
    StepSubject,
};
use crate::clock::{Date, Timestamp};
use crate::diag::{Code, Diagnostic, any_error, did_you_mean};
use crate::model::{Background, FormIx, Id, ItemIx, Month, Pack, RoleIx, Version, is_slug};
use crate::sanitise;
use crate::yaml::{self, Field, Node, Problems, Record};

/// Reads one person's answers. There is a sheet when no problem is an error; a changed pack and
/// items of another form are warnings.
pub fn parse(file: &str, text: &str, pack: &Pack) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    parse_with(file, text, pack, ReadOptions::default())
}

/// As [`parse`], with what is known of the answers.
pub fn parse_with(file: &str, text: &str, pack: &Pack, options: ReadOptions) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    let read = |text: &str| match yaml::parse(file, text, LARGEST_FILE) {
        Ok(mut tree) => read_tree(&mut tree, pack, options, Problems::new(file, text)),
        Err(problem) => (None, vec![*problem]),
    };
    let errors = |found: &[Diagnostic]| match found {
        // Nothing of the file could be read.
        [problem] if problem.code == Code::Syntax => usize::MAX,
        _ => found.iter().filter(|problem| problem.is_error()).count(),
    };
    let mut best = read(text);
    let mut mended = Vec::new();
    let is_mendable = |problem: &Diagnostic| !matches!(problem.code, Code::OtherPack | Code::TooLarge | Code::TooDeep);
    if best.0.is_none() && best.1.iter().all(is_mendable) {
        for attempt in hand::attempts(text) {
            let read = read(&attempt.text);
            if errors(&read.1) < errors(&best.1) {
                (best, mended) = (read, attempt.warnings(file, text));
            }
            if best.0.is_some() {
                break;
            }
        }
    }
    let (sheet, mut found) = best;
    found.extend(mended);
    found.sort_by_key(|problem| (problem.position.is_none(), problem.position));
    (sheet, found)
}

/// Reads one person's answers from the tree of the text.
pub(super) fn read_tree(
    tree: &mut Node,
    pack: &Pack,
    options: ReadOptions,
    mut problems: Problems<'_>,
) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    tree.name_fields(&ANSWERS, &name_key);
    let sheet = Reader { pack, options }.sheet(&Field::root(tree, &ANSWERS), &mut problems);
    let found = problems.into_diagnostics();
    let sheet = if any_error(&found) { None } else { sheet };
    (sheet, found)
}

/// The fix for answers that name another pack.
pub(super) fn other_pack_hint(named: &str, pack: &Pack) -> String {
    let name_it = "name the pack of the answers with `--pack`: its id, or the folder that holds it (`--pack DIR`)";
    match did_you_mean(named, [pack.id().as_str()]) {
        Some(near) => format!("did you mean `{near}`? if not, {name_it}"),
        None => name_it.to_owned(),
    }
}

/// Answers in a file that names another pack than this.
pub fn other_pack(file: &str, named: &str, pack: &Pack) -> Diagnostic {
    let message = format!("these answers belong to the pack `{}`", sanitise::one_line(named));
    Diagnostic::of_file(Code::OtherPack, file, message)
        .expected(format!("the pack `{}`", pack.id()))
        .hint(other_pack_hint(named, pack))
}

/// The id of the pack that an answers file, or a line of answers as JSON, names; `None` where it cannot be read.
pub fn named_pack(text: &str) -> Option<String> {
    let read = |text: &str| yaml::parse("", text, LARGEST_FILE).ok();
    let mut tree = read(text).or_else(|| hand::attempts(text).find_map(|attempt| read(&attempt.text)))?;
    tree.name_fields(&ANSWERS, &name_key);
    pack_id(&tree).map(str::to_owned)
}

fn pack_id(tree: &Node) -> Option<&str> {
    match tree.get("pack")?.get("id")? {
        Node::Text(id) => Some(id.trim()).filter(|id| !id.is_empty()),
        _ => None,
    }
}

struct Reader<'p> {
    pack: &'p Pack,
    options: ReadOptions,
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
        let respondent = top.get("respondent").and_then(|field| respondent(&field, problems));
        // Without a respondent there is no sheet; the rest is read for its problems.
        let nobody = Respondent { id: String::new(), label: None };
        let mut sheet = AnswerSheet::new(self.pack, self.pack.default_form(), respondent.unwrap_or(nobody));
        let is_read = reference.as_ref().is_some_and(|field| pack_state(field, &mut sheet, problems));
        if let Some(form) = top.given("form").and_then(|field| self.form(&field, &top, &sheet, problems)) {
            sheet.form = form;
        }
        if let Some(role) = top.given("role").and_then(|field| self.role(&field, &sheet, problems)) {
            sheet.role = role;
        }
        let background = top.given("background").and_then(|field| background(&field, self.pack, problems));
        sheet.rater = top.given("rater").and_then(|field| word(&field, Rater::WORDS, problems)).unwrap_or_default();
        sheet.background = background.unwrap_or_default();
        let invited = top.given("invitation").and_then(|field| field.record(problems));
        sheet.invitation = invited.map(|record| invitation(&record, problems));
        sheet.started = top.given("started").and_then(|field| time(&field, problems));
        sheet.finished = top.given("finished").and_then(|field| time(&field, problems));
        let steps = top.given("steps").and_then(|field| field.list(problems)).unwrap_or_default();
        sheet.steps = steps.iter().filter_map(|entry| self.step(entry, &sheet, problems)).collect();
        if let Some(field) = top.given("answers") {
            for entry in field.list(problems).unwrap_or_default() {
                if let Some(record) = entry.record(problems) {
                    Entries { pack: self.pack }.answer(&record, &mut sheet, problems);
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
            .hint(other_pack_hint(name, self.pack));
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

    /// The form. One that the pack no longer has is settled by the answers, where one form alone has all their items.
    fn form(
        &self,
        field: &Field<'_>,
        top: &Record<'_>,
        sheet: &AnswerSheet,
        problems: &mut Problems<'_>,
    ) -> Option<FormIx> {
        let forms: Vec<(&str, FormIx)> =
            self.pack.forms().iter().enumerate().map(|(at, form)| (form.id.as_str(), FormIx::new(at))).collect();
        if !sheet.matches(self.pack)
            && let Some(name) = unknown(field, &forms, problems)
            && let Some(form) = self.form_of(top)
        {
            let taken = &self.pack.form(form).id;
            gone(
                field,
                "form",
                &name,
                &format!("scored as `{taken}`, the only form with all answered items"),
                &forms,
                problems,
            );
            return Some(form);
        }
        word(field, &forms, problems)
    }

    /// The only form that has every answered item.
    fn form_of(&self, top: &Record<'_>) -> Option<FormIx> {
        let Node::List(entries) = top.given("answers")?.node() else { return None };
        let is_answered = |entry: &&Node| {
            let said = [entry.get("rating"), entry.get("state")];
            said.into_iter().flatten().any(|value| *value != Node::Null)
        };
        let named = entries.iter().filter(is_answered).filter_map(|entry| match entry.get("item") {
            Some(Node::Text(id)) => self.pack.find_item(id),
            _ => None,
        });
        let items: Vec<ItemIx> = named.collect();
        let mut forms = (0..self.pack.forms().len()).map(FormIx::new);
        let has_all = |form: &FormIx| items.iter().all(|item| self.pack.form(*form).items.contains(item));
        let form = forms.find(has_all).filter(|_| !items.is_empty())?;
        forms.find(has_all).is_none().then_some(form)
    }

    /// The role. One that the pack does not have is no error where another is scored against anyway, or where the file is of
    /// another state of the pack, which may have had it.
    fn role(&self, field: &Field<'_>, sheet: &AnswerSheet, problems: &mut Problems<'_>) -> Option<RoleIx> {
        let roles: Vec<(&str, RoleIx)> =
            (0..).map(RoleIx::new).zip(self.pack.scored_roles()).map(|(at, role)| (role.id.as_str(), at)).collect();
        if (self.options.role.is_some() || !sheet.matches(self.pack))
            && let Some(name) = unknown(field, &roles, problems)
        {
            let role = self.options.role.unwrap_or(self.pack.default_role());
            let why = if self.options.role.is_some() {
                "which `--role` names"
            } else {
                "the default; name another with `--role`"
            };
            gone(
                field,
                "role",
                &name,
                &format!("scored against `{}`, {why}", self.pack.role(role).id),
                &roles,
                problems,
            );
            return Some(role);
        }
        word(field, &roles, problems)
    }

    fn step(&self, entry: &Field<'_>, sheet: &AnswerSheet, problems: &mut Problems<'_>) -> Option<AgreedStep> {
        let record = entry.record(problems)?;
        let state = record.get("state").and_then(|field| word(&field, StepState::WORDS, problems));
        let by = record.given("by").and_then(|field| day(&field, problems));
        let on = record.given("on").and_then(|field| day(&field, problems));
        let what = match (record.given("resource"), record.given("text")) {
            (Some(field), None) => self.step_resource(&field, sheet, problems),
            (None, Some(_)) => text(&record, "text", problems).map(|text| StepSubject::Text(sanitise::one_line(&text))),
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
}

/// The name in the field, where it is none of these.
fn unknown<T>(field: &Field<'_>, known: &[(&str, T)], problems: &mut Problems<'_>) -> Option<String> {
    let name = field.written(problems)?;
    let key = name_key(&name);
    known.iter().all(|(id, _)| *id != name && name_key(id) != key).then(|| name.into_owned())
}

/// Warns about a role or form that the pack does not have.
fn gone<T>(field: &Field<'_>, what: &str, name: &str, taken: &str, known: &[(&str, T)], problems: &mut Problems<'_>) {
    let near = did_you_mean(name, known.iter().map(|(id, _)| *id));
    let meant = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    problems
        .report(field, Code::NotInPack, format!("the pack has no {what} `{}`", sanitise::one_line(name)))
        .hint(format!("{meant}the answers are {taken}"));
}

/// Reads in which state of the pack the answers were given; false when that is no record.
fn pack_state(field: &Field<'_>, sheet: &mut AnswerSheet, problems: &mut Problems<'_>) -> bool {
    let Some(record) = field.record(problems) else { return false };
    record.get("id").and_then(|id| id.text(problems));
    sheet.pack.version = record
        .given("version")
        .and_then(|field| field.parsed(Version::parse, Code::WrongType, "three numbers, such as 1.0.0", problems));
    sheet.pack.fingerprint = text(&record, "fingerprint", problems);
    sheet.pack.scoring = text(&record, "scoring", problems);
    true
}

fn respondent(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Respondent> {
    let record = field.record(problems)?;
    let id = record.get("id").and_then(|field| {
        whole_text(&field, "id", false, problems);
        field.text(problems)
    });
    let name = text(&record, "label", problems).or_else(|| text(&record, "name", problems));
    Some(Respondent { id: sanitise::one_line(&id?), label: name.map(|name| sanitise::one_line(&name)) })
}

fn background(field: &Field<'_>, pack: &Pack, problems: &mut Problems<'_>) -> Option<Background> {
    let record = field.record(problems)?;
    let mut background = Background::default();
    // The record that holds the parts of a field, opened once: opening reports what is wrong in it.
    let mut parts: Option<(&str, Option<Record<'_>>)> = None;
    for fact in FACTS {
        let Some(field) = record.given(fact.shape.name) else { continue };
        if fact.part.is_some() && parts.as_ref().is_none_or(|(name, _)| *name != fact.shape.name) {
            parts = Some((fact.shape.name, field.record(problems)));
        }
        let field = match (fact.part, &parts) {
            (None, _) => Some(field),
            (Some(part), Some((_, Some(record)))) => record.given(part),
            (Some(_), _) => None,
        };
        let Some(field) = field else { continue };
        let words: Vec<(&str, &str)> = fact.words(pack).into_iter().map(|word| (word, word)).collect();
        match fact.access {
            FactAccess::Word { set, .. } => {
                word(&field, &words, problems).map(|word| set(&mut background, word));
            }
            FactAccess::Id { set, .. } => {
                word(&field, &words, problems).map(|word| set(&mut background, pack, word));
            }
            FactAccess::Month { set, .. } => {
                let month = field.parsed(Month::parse, Code::BadDate, MONTH_AS_WRITTEN, problems);
                set(&mut background, month);
            }
            FactAccess::List { set, .. } => {
                let list = field.list(problems);
                let list = list.map(|list| list.iter().filter_map(|entry| word(entry, &words, problems)).collect());
                list.map(|list: Vec<&str>| set(&mut background, &list));
            }
            FactAccess::Number { set, .. } => {
                let number = number(&field, problems).and_then(|number| u32::try_from(number).ok());
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
