//! One answers file, read as plain YAML, and its levels.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::fraction::Fraction;
use super::plain_pack::{PlainPack, parts, text, texts};
use crate::harness::class::EARLIER_QUESTION;

/// An answer to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Rated(i64),
    Unsure,
    NotApplicable,
    Skipped,
}

/// What is known of a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Level(Fraction),
    Unsure,
    NotApplicable,
    NotAsked,
    TooLittle,
}

impl Known {
    pub fn level(self) -> Option<Fraction> {
        if let Self::Level(level) = self { Some(level) } else { None }
    }

    pub fn cell(self) -> String {
        match self {
            Self::Level(level) => level.four_decimals(),
            Self::Unsure => "unsure".to_owned(),
            Self::NotApplicable => "not-applicable".to_owned(),
            Self::NotAsked => "not-asked".to_owned(),
            Self::TooLittle => "none".to_owned(),
        }
    }
}

/// A step that was agreed.
#[derive(Clone, Debug)]
pub struct Step {
    pub what: String,
    pub state: String,
    pub by: Option<String>,
    pub on: Option<String>,
}

/// What one file says.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub id: String,
    pub label: Option<String>,
    pub group: Option<String>,
    pub form: String,
    pub goal: String,
    pub started: Option<String>,
    pub finished: Option<String>,
    pub version: Option<Vec<u32>>,
    pub scoring: Option<String>,
    pub education: Option<String>,
    pub years: Option<u64>,
    pub licences: Option<Vec<String>>,
    pub post: Option<String>,
    pub region: Option<String>,
    /// A level of education or a degree of the catalogue, and the month of its end.
    pub studying: Option<String>,
    pub studying_until: Option<String>,
    pub budget: Option<u64>,
    pub steps: Vec<Step>,
    pub states: BTreeMap<String, State>,
    /// The items whose question was another one.
    asked_before: Vec<String>,
    /// The whole file, for the order of equal attempts.
    pub content: String,
}

impl Attempt {
    pub fn read(pack: &PlainPack, file: &str) -> Self {
        let root: Value = serde_yaml::from_str(file).unwrap();
        let background = &root["background"];
        let list = |value: &Value| value.as_sequence().cloned().unwrap_or_default();
        let answers = list(&root["answers"]);
        let item = |answer: &Value| text(&answer["item"]).unwrap();
        let asked_before = |answer: &&Value| text(&answer["asked"]).as_deref() == Some(EARLIER_QUESTION);
        let step = |step: &Value| Step {
            what: text(&step["resource"]).or_else(|| text(&step["text"])).unwrap(),
            state: text(&step["state"]).unwrap(),
            by: text(&step["by"]),
            on: text(&step["on"]),
        };
        Self {
            id: text(&root["respondent"]["id"]).unwrap(),
            label: text(&root["respondent"]["label"]).map(|label| label.trim().to_owned()).filter(|l| !l.is_empty()),
            group: text(&root["invitation"]["group"]),
            form: text(&root["form"]).unwrap_or_else(|| pack.default_form.clone()),
            goal: text(&root["role"]).unwrap_or_else(|| pack.default_role.clone()),
            started: text(&root["started"]),
            finished: text(&root["finished"]),
            version: text(&root["pack"]["version"]).map(|version| parts(&version)),
            scoring: text(&root["pack"]["scoring"]),
            education: text(&background["education"]),
            years: background["experience-years"].as_u64(),
            licences: background["licences"].as_sequence().map(|_| texts(&background["licences"])),
            post: text(&background["post"]),
            region: text(&background["region"]),
            studying: text(&background["studying"]),
            studying_until: text(&background["studying-until"]),
            budget: background["budget"].as_u64(),
            steps: list(&root["steps"]).iter().map(step).collect(),
            states: answers.iter().map(|answer| (item(answer), state(answer))).collect(),
            asked_before: answers.iter().filter(asked_before).map(item).collect(),
            content: file.to_owned(),
        }
    }

    /// When it was finished, else when it began.
    pub fn date(&self) -> Option<&str> {
        self.finished.as_deref().or(self.started.as_deref())
    }

    /// The day of that.
    pub fn day(&self) -> Option<String> {
        self.date().map(|date| date[..10].to_owned())
    }

    fn count(&self, pack: &PlainPack, fits: impl Fn(State) -> bool) -> usize {
        let own = pack.items_of(&self.form).filter_map(|item| self.states.get(&item.id));
        own.filter(|state| fits(**state)).count()
    }

    /// How many items are rated.
    pub fn rated(&self, pack: &PlainPack) -> usize {
        self.count(pack, |state| matches!(state, State::Rated(_)))
    }

    /// How many items have an answer.
    pub fn answered(&self, pack: &PlainPack) -> usize {
        self.count(pack, |state| state != State::Skipped)
    }

    /// Has an answer; and is finished, or has neither a beginning nor an end.
    pub fn is_complete(&self, pack: &PlainPack) -> bool {
        self.answered(pack) > 0 && (self.finished.is_some() || self.started.is_none())
    }

    /// What stands for each item of a competency that the form asks: its weight and its state.
    fn asked(&self, pack: &PlainPack, at: usize) -> Vec<(i64, State, (i64, i64))> {
        let asked = pack.competencies[at].items.iter().filter(|item| item.forms.contains(&self.form));
        let own = |item: &super::plain_pack::Item| {
            let state = self.states.get(&item.id).copied().unwrap_or(State::Skipped);
            let (least, most) = item.ends;
            let turned = match state {
                State::Rated(value) if item.is_reversed => State::Rated(least + most - value),
                other => other,
            };
            (item.weight, turned, item.ends)
        };
        asked.map(own).collect()
    }

    /// What is known of a competency.
    pub fn known(&self, pack: &PlainPack, at: usize) -> Known {
        let asked = self.asked(pack, at);
        let has = |state: State| asked.iter().any(|(_, own, _)| *own == state);
        let rated: Vec<_> = asked.iter().filter(|(_, state, _)| matches!(state, State::Rated(_))).collect();
        let weight = |of: i64| Fraction::whole(of);
        let (rated_weight, all): (i64, i64) =
            (rated.iter().map(|(weight, ..)| weight).sum(), asked.iter().map(|(weight, ..)| weight).sum());
        match () {
            () if asked.is_empty() => Known::NotAsked,
            () if rated_weight > 0 && weight(rated_weight) / weight(all) >= pack.coverage => {
                Known::Level(self.level_with(pack, at, None))
            }
            () if has(State::Unsure) => Known::Unsure,
            () if asked.iter().all(|(_, state, _)| *state == State::NotApplicable) => Known::NotApplicable,
            () => Known::TooLittle,
        }
    }

    /// The level; with what is not rated at its worst or its best, or left out.
    fn level_with(&self, pack: &PlainPack, at: usize, missing: Option<Fraction>) -> Fraction {
        let (mut points, mut weights) = (Fraction::whole(0), Fraction::whole(0));
        for (weight, state, (least, most)) in self.asked(pack, at) {
            let position = match state {
                State::Rated(value) => Some(Fraction::new(i128::from(value - least), i128::from(most - least))),
                _ => missing,
            };
            if let Some(position) = position {
                points = points + Fraction::whole(weight) * position;
                weights = weights + Fraction::whole(weight);
            }
        }
        let (low, high) = pack.levels;
        Fraction::whole(low) + Fraction::whole(high - low) * points / weights
    }

    /// The lowest and the highest level that what is missing leaves room for.
    pub fn bounds(&self, pack: &PlainPack, at: usize) -> (Fraction, Fraction) {
        if self.asked(pack, at).is_empty() {
            return (Fraction::whole(pack.levels.0), Fraction::whole(pack.levels.1));
        }
        let at_end = |end: i64| self.level_with(pack, at, Some(Fraction::whole(end)));
        (at_end(0), at_end(1))
    }

    /// True for an item of the form with "don't know" as the answer.
    pub fn is_unsure(&self, item: &str, forms: &[String]) -> bool {
        forms.contains(&self.form) && self.states.get(item) == Some(&State::Unsure)
    }

    /// True when a competency measured something else as it was rated.
    pub fn measured_before(&self, pack: &PlainPack, at: usize) -> bool {
        let competency = &pack.competencies[at];
        let is_earlier =
            self.version.as_ref().zip(competency.redefined.as_ref()).is_some_and(|(own, since)| own < since);
        is_earlier && competency.items.iter().any(|item| self.asked_before.contains(&item.id))
    }
}

fn state(answer: &Value) -> State {
    if let Some(rating) = answer["rating"].as_i64() {
        return State::Rated(rating);
    }
    match text(&answer["state"]).as_deref() {
        Some("unsure") => State::Unsure,
        Some("not-applicable") => State::NotApplicable,
        Some("skipped") => State::Skipped,
        other => panic!("{other:?} is no state"),
    }
}
