//! The first part of a report as JSON: the first step, strengths, gaps with what helps, credentials, steps agreed.

use super::facts::{ReportFacts, id_of, named_text};
use super::record::{Ids, Kind, Record};
use super::value::{all_said, said};
use crate::answers::{AgreedStep, StepState, StepSubject};
use crate::facts::credentials::{Attainable, CredentialRow};
use crate::language::credentials as words;
use crate::model::{RoleIx, Standing, word_of};
use crate::plan::FirstStep;
use crate::report::view::{ActionCard, GapCard, NotRated, Strength, UnknownCard};

/// What a first step can be.
const FIRST_STEPS: &[&str] = &["take", "find-out", "no-gap", "nothing-open"];

/// When a certification can be had.
const ATTAINABLE: &[&str] = &["held", "now", "later", "rarely", "not-for-you", "unknown"];

pub(super) fn first_step<'a>() -> Record<'a, ReportFacts<'a>> {
    Record::new()
        .with(
            "kind",
            "What it is: a resource to take, finding out about a level, or nothing.",
            Kind::Word(FIRST_STEPS.to_vec()),
            |facts: &ReportFacts<'a>| match facts.report.first {
                FirstStep::Take { .. } => "take",
                FirstStep::FindOut(_) => "find-out",
                FirstStep::NoGap => "no-gap",
                FirstStep::NothingOpen => "nothing-open",
            },
        )
        .with("resource", "The resource to take.", Kind::Id(Ids::Resource).or_null(), |facts| {
            facts.report.first.resource().map(|at| facts.resource(at))
        })
        .with(
            "competency",
            "The competency that it builds, or to find out about.",
            Kind::Id(Ids::Competency).or_null(),
            |facts| {
                let found_out = if let FirstStep::FindOut(at) = facts.report.first { Some(at) } else { None };
                facts.report.first.competency().or(found_out).map(|at| facts.competency(at))
            },
        )
        .with("text", "The step in one sentence.", Kind::Name, |facts| said(&facts.report.front.first_step))
        .with("about", "What the resource is.", Kind::Text.or_null(), |facts| {
            facts.report.front.first_step_about.as_deref().map(said)
        })
}

type One<'a, T> = (ReportFacts<'a>, &'a T);

pub(super) fn strength<'a>() -> Record<'a, One<'a, Strength>> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |(facts, of): &One<'a, Strength>| {
            facts.competency(of.competency)
        })
        .with("title", "Its name.", Kind::Name, |(_, of)| &of.title)
        .with("level", "The person's level.", Kind::Level.or_null(), |(facts, of)| {
            facts.assessment.card.competency(of.competency).level
        })
        .with("level_words", "The level in words, and that of the role where it is higher.", Kind::Name, |(_, of)| {
            said(&of.level)
        })
        .with(
            "statement",
            "The statement of the level; null where the pack has none.",
            Kind::Text.or_null(),
            |(_, of)| of.statement.clone(),
        )
}

pub(super) fn gap_help<'a>() -> Record<'a, &'a GapCard> {
    let resource = |named: Option<&str>| named.map(|anchor| id_of(anchor).to_owned());
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |card: &&GapCard| {
            id_of(&card.anchor).to_owned()
        })
        .with("title", "Its name.", Kind::Name, |card| card.title.clone())
        .with("must", "Whether it is a must of the role.", Kind::Flag, |card| card.must)
        .with("to_go", "How far it is to the target, in words.", Kind::Name, |card| said(&card.to_go))
        .with("standing", "The level now and the level needed, in words.", Kind::Text, |card| said(&card.standing))
        .with("why", "Why it matters; null where the pack does not say it.", Kind::Text.or_null(), |card| {
            card.why.clone()
        })
        .with("practice", "Practice to begin with.", Kind::Id(Ids::Resource).or_null(), move |card| {
            resource(card.practice.as_ref().map(|named| named.anchor.as_str()))
        })
        .with("course", "A course.", Kind::Id(Ids::Resource).or_null(), move |card| {
            resource(card.course.as_ref().map(|named| named.anchor.as_str()))
        })
        .with("certification", "A certification that fits.", Kind::Id(Ids::Resource).or_null(), move |card| {
            resource(card.certification.as_ref().map(|(_, anchor)| anchor.as_str()))
        })
        .with(
            "certification_words",
            "When that can be had and what it costs, or why there is none.",
            Kind::Text,
            |card| said(&card.certification_says),
        )
}

pub(super) fn unknown<'a>() -> Record<'a, &'a UnknownCard> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |card: &&UnknownCard| {
            id_of(&card.anchor).to_owned()
        })
        .with("title", "Its name.", Kind::Name, |card| card.title.clone())
        .list(
            "lowest_levels",
            "Its two lowest levels: label and statement.",
            named_text("label", "The level."),
            |card| card.lowest.clone(),
        )
        .with("find_out", "A way to find out; null without advice in the pack.", Kind::Text.or_null(), |card| {
            card.find_out.clone()
        })
}

pub(super) fn credential<'a>() -> Record<'a, (ReportFacts<'a>, CredentialRow<'a>)> {
    Record::new()
        .with(
            "resource",
            "The certification.",
            Kind::Id(Ids::Resource),
            |(facts, row): &(ReportFacts<'a>, CredentialRow<'a>)| facts.resource(row.resource),
        )
        .with("title", "Its name.", Kind::Name, |(facts, row)| &facts.pack().resource(row.resource).title)
        .list("counts_for", "The roles that it counts for, the next role first.", counts_for(), |(facts, row)| {
            row.counts_for.iter().map(|(role, standing)| (*facts, *role, *standing)).collect()
        })
        .with("attainable", "Whether the person may hold it.", Kind::Word(ATTAINABLE.to_vec()), |(_, row)| {
            match row.when {
                Attainable::Held => "held",
                Attainable::Now(_) => "now",
                Attainable::Later(_) => "later",
                Attainable::Rarely(_) => "rarely",
                Attainable::NotForYou(_) => "not-for-you",
                Attainable::Unknown => "unknown",
            }
        })
        .with("when", "When that is, in words.", Kind::Text, |(facts, row)| {
            said(&words::when_in_table(facts.pack(), row))
        })
        .with("price", "What it costs and how often it is renewed.", Kind::Text, |(facts, row)| {
            said(&words::price_and_renewal(facts.assessment, row))
        })
}

type CountsFor<'a> = (ReportFacts<'a>, RoleIx, Standing);

fn counts_for<'a>() -> Record<'a, CountsFor<'a>> {
    Record::new()
        .with("role", "The role.", Kind::Id(Ids::Role), |(facts, role, _): &CountsFor<'a>| facts.role(*role))
        .with("standing", "How much it counts.", Kind::word_of(Standing::WORDS), |(.., standing)| {
            word_of(Standing::WORDS, *standing)
        })
}

/// A step that was agreed, begun, done or is held.
pub(super) fn step<'a>() -> Record<'a, One<'a, AgreedStep>> {
    Record::new()
        .with(
            "resource",
            "The resource; null for a step in words.",
            Kind::Name.or_null(),
            |(facts, step): &One<'a, AgreedStep>| match &step.what {
                StepSubject::Resource(at) => Some(facts.resource(*at)),
                StepSubject::Gone(id) => Some(id.as_str()),
                StepSubject::Text(_) => None,
            },
        )
        .with("title", "The step in words.", Kind::Text, |(facts, step)| step.title(facts.pack()).to_owned())
        .with("state", "How far it has come.", Kind::word_of(StepState::WORDS), |(_, step)| step.state.word())
        .with("on", "The day on which that was so.", Kind::Day.or_null(), |(_, step)| {
            step.on.map(|day| day.to_string())
        })
        .with("by", "The day by which it is to be done.", Kind::Day.or_null(), |(_, step)| {
            step.by.map(|day| day.to_string())
        })
        .with("overdue", "Whether that day is past on the day of the answers.", Kind::Flag, |(facts, step)| {
            facts.assessment.sheet.day().is_some_and(|day| step.is_overdue(day))
        })
}

pub(super) fn not_rated<'a>() -> Record<'a, One<'a, NotRated>> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |(facts, of): &One<'a, NotRated>| {
            facts.competency(of.competency)
        })
        .with("title", "Its name.", Kind::Name, |(_, of)| &of.title)
        .with("state", "What was said instead of a rating.", Kind::Text, |(_, of)| said(&of.state))
        .with("why", "Why it matters; null where the pack does not say it.", Kind::Text.or_null(), |(_, of)| {
            of.why.clone()
        })
}

pub(super) fn action<'a>() -> Record<'a, &'a ActionCard> {
    Record::new()
        .with("title", "The name of the competency.", Kind::Name, |card: &&ActionCard| card.title.clone())
        .with("way", "From which level to which.", Kind::Name, |card| said(&card.way))
        .with("outcome", "What will be true at the end.", Kind::Text, |card| said(&card.outcome))
        .with("evidence", "What will show it; null without advice in the pack.", Kind::Text.or_null(), |card| {
            card.evidence.clone()
        })
        .list("steps", "When to begin, to look back and to be done.", named_text("when", "The day."), |card| {
            card.steps.to_vec()
        })
}

/// The sentences that stand at the head of a report.
pub(super) fn in_short<'a>() -> Record<'a, ReportFacts<'a>> {
    Record::new()
        .with("title", "The title of the page.", Kind::Name, |facts: &ReportFacts<'a>| said(&facts.report.title))
        .with("goal", "Readiness for the role.", Kind::Name, |facts| said(&facts.report.front.goal))
        .with("next_role", "The next role and how far it is.", Kind::Name, |facts| said(&facts.report.front.next))
        .with("profile", "What the profile shows.", Kind::Name, |facts| said(&facts.report.profile_takeaway))
        .with("domains", "What the overview of the domains shows.", Kind::Name, |facts| {
            said(&facts.report.overview.takeaway)
        })
        .with("ladder", "What the ladder of roles shows.", Kind::Name, |facts| said(&facts.report.ladder_takeaway))
        .with("agreed", "What was agreed, and what happened to it.", Kind::Text.list(), |facts| {
            all_said(&facts.report.front.agreed)
        })
}
