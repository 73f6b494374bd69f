//! An answer sheet as the text of its file.

use std::collections::BTreeMap;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::steps::resource_id;
use super::{AgreedStep, Answer, AnswerSheet, AskedAs, FACTS, FactField, FactValue, Invitation, Rater, Recorded};
use crate::model::{Background, Id, ItemIx, Pack, word_of};
use crate::yaml;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct File<'a> {
    format: u32,
    pack: PackLines,
    #[serde(skip_serializing_if = "Option::is_none")]
    rater: Option<&'static str>,
    form: &'a str,
    role: &'a str,
    respondent: RespondentLines<'a>,
    background: BackgroundLines<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invitation: Option<InvitationLines<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finished: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepLines<'a>>,
    answers: Vec<Entry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct InvitationLines<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who_sees: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    send_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct StepLines<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
}

/// An entry of `answers`.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Answer(AnswerLines<'a>),
    Kept(&'a yaml::Node),
}

#[derive(Serialize)]
struct PackLines {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scoring: Option<String>,
}

#[derive(Serialize)]
struct RespondentLines<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

/// The facts of a background that are known.
struct BackgroundLines<'a>(&'a Background, &'a Pack);

impl Serialize for BackgroundLines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = |fact: &FactField| fact.value(self.0, self.1);
        let mut map = serializer.serialize_map(None)?;
        for fact in FACTS.iter().filter(|fact| fact.begins_field()) {
            let name = fact.shape.name;
            let own = || FACTS.iter().filter(|other| other.shape.name == name);
            if fact.part.is_some() {
                let parts: BTreeMap<_, _> = own().filter_map(|part| Some((part.part, value(part)?))).collect();
                if !parts.is_empty() {
                    map.serialize_entry(name, &parts)?;
                }
            } else if let Some(value) = value(fact) {
                map.serialize_entry(name, &value)?;
            }
        }
        map.end()
    }
}

impl Serialize for FactValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Word(word) => word.serialize(serializer),
            Self::List(words) => words.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
            Self::Month(month) => serializer.collect_str(month),
        }
    }
}

#[derive(Serialize)]
struct AnswerLines<'a> {
    item: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rating: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'a str>,
}

/// The text of the answers file. [`super::parse`] reads it back to an equal sheet.
pub fn to_yaml(sheet: &AnswerSheet, pack: &Pack) -> String {
    let lines = |at: usize| {
        let item = ItemIx::new(at);
        Some(Entry::Answer(answer_lines(pack, item, sheet.get(item)?)))
    };
    // A kept answer is dropped when its item was answered again.
    let answered_again = |item: ItemIx| sheet.has_answer(item);
    let kept = sheet.kept.iter().filter(|kept| !pack.find_item(&kept.item).is_some_and(answered_again));
    yaml::to_text(&File {
        format: 1,
        pack: PackLines {
            id: pack.id().to_string(),
            version: sheet.pack.version.map(|version| version.to_string()),
            fingerprint: sheet.pack.fingerprint.clone(),
            scoring: sheet.pack.scoring.clone(),
        },
        rater: (sheet.rater != Rater::Own).then(|| word_of(Rater::WORDS, sheet.rater)),
        form: pack.form(sheet.form).id.as_str(),
        role: pack.role(sheet.role).id.as_str(),
        respondent: RespondentLines { id: &sheet.respondent.id, label: sheet.respondent.label.as_deref() },
        background: BackgroundLines(&sheet.background, pack),
        invitation: sheet.invitation.as_ref().map(invitation_lines),
        started: sheet.started.map(|time| time.to_string()),
        finished: sheet.finished.map(|time| time.to_string()),
        steps: sheet.steps.iter().map(|step| step_lines(step, pack)).collect(),
        answers: (0..pack.items().len()).filter_map(lines).chain(kept.map(|kept| Entry::Kept(&kept.record))).collect(),
    })
}

fn invitation_lines(invitation: &Invitation) -> InvitationLines<'_> {
    InvitationLines {
        from: invitation.from.as_deref(),
        why: invitation.why.as_deref(),
        who_sees: invitation.who_sees.as_deref(),
        until: invitation.until.as_ref().map(ToString::to_string),
        send_to: invitation.send_to.as_deref(),
        group: invitation.group.as_deref(),
    }
}

fn step_lines<'a>(step: &'a AgreedStep, pack: &'a Pack) -> StepLines<'a> {
    let resource = resource_id(step, pack);
    StepLines {
        resource,
        text: resource.is_none().then(|| step.title(pack)),
        state: step.state.word(),
        by: step.by.map(|day| day.to_string()),
        on: step.on.map(|day| day.to_string()),
    }
}

fn answer_lines<'a>(pack: &'a Pack, item: ItemIx, recorded: &'a Recorded) -> AnswerLines<'a> {
    let (rating, state, reason) = match &recorded.answer {
        Answer::Rated(value) => (Some(*value), None, None),
        Answer::NotApplicable(reason) => (None, Some("not-applicable"), reason.as_deref()),
        Answer::Unsure => (None, Some("unsure"), None),
        Answer::Skipped => (None, Some("skipped"), None),
    };
    let asked = match &recorded.asked {
        AskedAs::Now => Some(pack.question_fingerprint(item)),
        AskedAs::Before(fingerprint) => Some(fingerprint.as_str()),
        AskedAs::Unsaid => None,
    };
    let (note, seconds) = (recorded.note.as_deref(), recorded.seconds);
    AnswerLines { item: pack.item(item).id.as_str(), rating, state, reason, note, seconds, asked }
}
