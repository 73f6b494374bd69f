//! Competencies as JSON: level, gap, advice, and how each number came about.

use super::facts::ReportFacts;
use super::record::{Ids, Kind, Record};
use super::value::{all_said, said};
use crate::answers::Answer;
use crate::exact::Exact;
use crate::gap::{Gap, GapStatus, weight_of};
use crate::model::{CompetencyIx, Id, Keying, Need, word_of};
use crate::report::view::{ChoiceLine, CompetencyCard, NextStep};
use crate::score::{CompetencyScore, ItemScore, ItemState};

/// Each status with its word.
const STATUS: &[(&str, GapStatus)] = &[
    ("met", GapStatus::Met),
    ("open", GapStatus::Open),
    ("not-known", GapStatus::NotKnown),
    ("not-applicable", GapStatus::NotApplicable),
    ("not-asked", GapStatus::NotAsked),
];

/// What may have been said to a question.
const SAID: &[&str] = &["rated", "not-applicable", "unsure", "skipped", "unanswered"];

/// One competency of a report.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    facts: ReportFacts<'a>,
    at: CompetencyIx,
}

impl<'a> Own<'a> {
    /// All of a report, in the pack's order.
    pub(super) fn all(facts: ReportFacts<'a>) -> Vec<Self> {
        facts.pack().competency_indices().map(|at| Self { facts, at }).collect()
    }

    fn score(&self) -> &'a CompetencyScore {
        self.facts.assessment.card.competency(self.at)
    }

    /// Held against the role of the report; `None` where that does not need it.
    fn gap(&self) -> Option<&'a Gap> {
        self.facts.assessment.goal().gap(self.at)
    }

    /// What is said about it on the page.
    fn card(&self) -> &'a CompetencyCard {
        &self.facts.report.cards[self.at.get()]
    }

    fn count(&self, wanted: &'static str) -> usize {
        self.score().items.iter().filter(|item| state(&self.facts, item) == wanted).count()
    }
}

/// What was said to a question.
fn state(facts: &ReportFacts<'_>, item: &ItemScore) -> &'static str {
    match (facts.assessment.sheet.answer(item.item), item.state) {
        (_, ItemState::Rated(_)) => "rated",
        (_, ItemState::NotApplicable) => "not-applicable",
        (_, ItemState::Unsure) => "unsure",
        (Some(Answer::Skipped), ItemState::Unanswered) => "skipped",
        (_, ItemState::Unanswered) => "unanswered",
    }
}

pub(super) fn competency<'a>() -> Record<'a, Own<'a>> {
    let record = Record::new()
        .with("id", "The id of the competency.", Kind::Id(Ids::Competency), |own: &Own<'_>| {
            own.facts.competency(own.at).to_owned()
        })
        .with("title", "Its name.", Kind::Name, |own| &own.facts.pack().competency(own.at).title)
        .with("definition", "What it is.", Kind::Name, |own| &own.facts.pack().competency(own.at).definition)
        .with("domain", "The domain that it belongs to.", Kind::Id(Ids::Domain), |own| {
            let pack = own.facts.pack();
            pack.domain(pack.competency(own.at).domain).id.as_str()
        });
    advice(counts(numbers(record)))
        .list("items", "Its questions in the form, in order, and how each counts.", item(), |own| {
            let texts = &own.card().trace.items;
            own.score().items.iter().zip(texts).map(|(item, text)| (own.facts, item, text.as_str())).collect()
        })
        .with(
            "formulas",
            "How level, range, gap and points come about, with the numbers in them.",
            Kind::Text.list(),
            |own| all_said(&own.card().trace.formulas),
        )
}

/// Adds the level, and what the role of the report needs.
fn numbers<'a>(record: Record<'a, Own<'a>>) -> Record<'a, Own<'a>> {
    record
        .with("level", "The person's level; null when too little of it is rated.", Kind::Level.or_null(), |own| {
            own.score().level
        })
        .with("level_low", "The level with everything without a rating at its worst.", Kind::Level, |own| {
            own.score().bounds.0
        })
        .with("level_high", "The level with everything without a rating at its best.", Kind::Level, |own| {
            own.score().bounds.1
        })
        .with(
            "target",
            "The level that the role needs; null where it does not need the competency.",
            Kind::WholeLevel.or_null(),
            |own| own.gap().map(|gap| gap.target.level),
        )
        .with(
            "importance",
            "How much it counts in the role; 0 where the role does not need the competency.",
            Kind::Count,
            |own| own.gap().map_or(0, |gap| gap.target.importance),
        )
        .with("must", "Whether it is a must of the role.", Kind::Flag, |own| {
            own.gap().is_some_and(|gap| gap.target.need == Need::Must)
        })
        .with(
            "status",
            "How the level compares with the target; null where the role does not need the competency.",
            Kind::word_of(STATUS).or_null(),
            |own| own.gap().map(|gap| word_of(STATUS, gap.status)),
        )
        .with("gap", "Target minus level, at least 0; null without a level.", Kind::Points.or_null(), |own| {
            own.gap().and_then(|gap| gap.level.map(|_| gap.size))
        })
        .with("points_to_go", "Importance times gap; null without a level.", Kind::Points.or_null(), |own| {
            own.gap().and_then(|gap| gap.level.map(|_| gap.weighted()))
        })
        .with("points", "Importance times the levels from the lowest to the target.", Kind::Count, |own| {
            own.gap().map_or(0, |gap| weight_of(own.facts.pack(), &gap.target))
        })
        .with(
            "priority",
            "Its place among the open gaps, from 1 for the highest priority; null where no gap is open.",
            Kind::Count.or_null(),
            |own| {
                let mut places = own.facts.assessment.goal().priorities().into_iter().zip(1_usize..);
                places.find(|(at, _)| *at == own.at).map(|(_, place)| place)
            },
        )
        .with(
            "of_earlier_meaning",
            "Whether it was rated when it measured something else, and is to be rated again.",
            Kind::Flag,
            |own| own.facts.assessment.sheet.is_of_earlier_meaning(own.facts.pack().competency(own.at)),
        )
}

/// Adds what was said to its questions.
fn counts<'a>(record: Record<'a, Own<'a>>) -> Record<'a, Own<'a>> {
    record
        .with("asked", "How many questions of the form ask about it.", Kind::Count, |own| own.score().items.len())
        .with("rated", "How many of them are rated.", Kind::Count, |own| own.count("rated"))
        .with("not_applicable", "How many were said not to apply.", Kind::Count, |own| own.count("not-applicable"))
        .with("unsure", "How many the person could not answer.", Kind::Count, |own| own.count("unsure"))
        .with("skipped", "How many the person went past.", Kind::Count, |own| own.count("skipped"))
        .with("unanswered", "How many have no answer.", Kind::Count, |own| own.count("unanswered"))
        .with("notes", "What the person wrote beside the answers.", Kind::Text.list(), |own| own.card().notes.clone())
}

/// Adds what the card says in words, and what helps.
fn advice<'a>(record: Record<'a, Own<'a>>) -> Record<'a, Own<'a>> {
    record
        .with("standing", "Level, target and gap in a sentence.", Kind::Text, |own| said(&own.card().standing))
        .with("statement", "The statement of the level; null without one.", Kind::Text.or_null(), |own| {
            own.card().statement.clone()
        })
        .object_or_null(
            "next_level",
            "How to take the step to the next level; null where no gap is open.",
            next_level(),
            |own| own.card().next.as_ref(),
        )
        .list("resources", "What helps and is open now.", choice(), |own| {
            own.card().now.iter().map(|line| (own.facts, line)).collect()
        })
        .list("resources_later", "What helps and opens later, or on a condition.", choice(), |own| {
            own.card().later.iter().map(|line| (own.facts, line)).collect()
        })
        .with("nothing_fits", "Whether a gap is open and nothing of the catalogue fits it.", Kind::Flag, |own| {
            own.card().nothing_fits
        })
}

fn next_level<'a>() -> Record<'a, &'a NextStep> {
    Record::new()
        .with("level", "The next level.", Kind::WholeLevel, |next: &&NextStep| next.number)
        .with("label", "The level in words.", Kind::Name, |next| said(&next.level))
        .with(
            "statement",
            "What is true at that level; null where the pack does not say it.",
            Kind::Name.or_null(),
            |next| next.statement.clone(),
        )
        .with(
            "first_step",
            "Something to do this week; null without advice in the pack.",
            Kind::Name.or_null(),
            |next| next.advice.as_ref().map(|advice| advice.first_step.clone()),
        )
        .with("evidence", "What would show it; null without advice in the pack.", Kind::Name.or_null(), |next| {
            next.advice.as_ref().map(|advice| advice.evidence.clone())
        })
        .with("ask", "A question for an advisor; null without advice in the pack.", Kind::Name.or_null(), |next| {
            next.advice.as_ref().map(|advice| advice.ask.clone())
        })
}

type Choice<'a> = (ReportFacts<'a>, &'a ChoiceLine);

fn choice<'a>() -> Record<'a, Choice<'a>> {
    Record::new()
        .with(
            "resource",
            "The resource; `resources` of the report says all of it.",
            Kind::Id(Ids::Resource),
            |(facts, line): &Choice<'_>| facts.resource(line.resource).to_owned(),
        )
        .with("to", "The level that it leads to.", Kind::WholeLevel, |(_, line)| line.to)
        .with("facts", "Kind, level and price in words.", Kind::Text, |(_, line)| said(&line.facts))
        .with("when", "When it opens or what to check; empty where it is simply open.", Kind::Text, |(_, line)| {
            said(&line.when)
        })
}

type Item<'a> = (ReportFacts<'a>, &'a ItemScore, &'a str);

fn item<'a>() -> Record<'a, Item<'a>> {
    Record::new()
        .with("id", "The id of the item.", Kind::Id(Ids::Item), |(facts, item, _): &Item<'_>| {
            facts.pack().item(item.item).id.as_str().to_owned()
        })
        .with("stem", "The question.", Kind::Name, |(facts, item, _)| &facts.pack().item(item.item).stem)
        .with("state", "What was said to it.", Kind::Word(SAID.to_vec()), |(facts, item, _)| state(facts, item))
        .with(
            "rating",
            "The rating on the item's own scale; null without one.",
            Kind::Rating.or_null(),
            |(facts, item, _)| match facts.assessment.sheet.answer(item.item) {
                Some(Answer::Rated(value)) => Some(*value),
                _ => None,
            },
        )
        .with("lowest", "The lowest value of that scale.", Kind::Rating, |(facts, item, _)| {
            facts.pack().value_range(item.item).0
        })
        .with("highest", "The highest value of that scale.", Kind::Rating, |(facts, item, _)| {
            facts.pack().value_range(item.item).1
        })
        .with("reversed", "Whether a higher value means less.", Kind::Flag, |(facts, item, _)| {
            facts.pack().item(item.item).keying == Keying::Reversed
        })
        .with("weight", "How much it counts among the questions on the competency.", Kind::Count, |(facts, item, _)| {
            facts.pack().item(item.item).weight
        })
        .with(
            "position",
            "The place of the rating on its scale, from 0 for the least to 1 for the most; null without a rating.",
            Kind::Share.or_null(),
            |(_, item, _)| position(item),
        )
        .with("note", "What the person wrote beside it.", Kind::Text.or_null(), |(facts, item, _)| {
            facts.assessment.sheet.get(item.item).and_then(|recorded| recorded.note.clone())
        })
        .with("reason", "Why it does not apply, where the person said so.", Kind::Text.or_null(), |(facts, item, _)| {
            match facts.assessment.sheet.answer(item.item) {
                Some(Answer::NotApplicable(reason)) => reason.clone(),
                _ => None,
            }
        })
        .with("text", "The question, what was said, and how it counts, in words.", Kind::Text, |(.., text)| said(text))
}

fn position(item: &ItemScore) -> Option<Exact> {
    if let ItemState::Rated(position) = item.state { Some(position) } else { None }
}
