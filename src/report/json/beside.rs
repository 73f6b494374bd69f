//! What stands beside a person's own answers, as JSON: an earlier attempt, an observer's ratings, the advisor's part.

use super::record::{Ids, Kind, Record};
use super::value::{all_said, said};
use crate::assess::{Assessment, Comparison};
use crate::exact::Exact;
use crate::facts::compare::{Change, Changes, Direction, Placement, RungChange, not_compared};
use crate::gap::{Difference, TALK_FIRST};
use crate::language::{compare, sheets};
use crate::model::{CompetencyIx, Id, Pack, word_of};
use crate::report::view::{AdvisorReport, Note, Prompt, Raters};

/// Each direction with its word.
const DIRECTIONS: &[(&str, Direction)] = &[
    ("up", Direction::Up),
    ("a-little-up", Direction::LittleUp),
    ("same", Direction::Same),
    ("a-little-down", Direction::LittleDown),
    ("down", Direction::Down),
];

/// Where one side stands.
const PLACEMENTS: &[&str] = &["level", "earlier-meaning", "not-asked", "not-applicable", "too-few-answers"];

/// Whose and when a sheet is.
fn side<'a>() -> Record<'a, &'a Assessment<'a>> {
    Record::new()
        .with("respondent", "The pseudonym.", Kind::Name, |of: &&Assessment<'_>| of.sheet.respondent.id.clone())
        .with("form", "The form.", Kind::Id(Ids::Form), |of| of.pack.form(of.sheet.form).id.as_str().to_owned())
        .with("started", "When it was begun.", Kind::Time.or_null(), |of| of.sheet.started.map(|time| time.to_string()))
        .with("finished", "When it was finished; null for a draft.", Kind::Time.or_null(), |of| {
            of.sheet.finished.map(|time| time.to_string())
        })
        .with("answered", "How many items of its form are rated.", Kind::Count, |of| of.card.rated)
        .with("items", "How many items its form has.", Kind::Count, |of| of.card.items)
}

/// What changed since an earlier attempt.
pub(super) fn changes<'a>() -> Record<'a, &'a Changes<'a>> {
    let before = |of: &&'a Changes<'a>| of.comparison.sides[0];
    let ids = |of: &Changes<'a>, list: Vec<CompetencyIx>| -> Vec<String> {
        list.into_iter().map(|at| of.pack().competency(at).id.to_string()).collect()
    };
    Record::new()
        .object("before", "The earlier attempt.", side(), before)
        .with("readiness_before", "Readiness for the role at that time.", Kind::Share.or_null(), |of| {
            of.analyses[0].readiness
        })
        .with("next_role_before", "The next role at that time.", Kind::Id(Ids::Role).or_null(), |of| {
            of.next[0].map(|role| of.pack().role(role).id.to_string())
        })
        .with("texts", "What changed, in sentences.", Kind::Text.list(), |of| {
            let mut texts = vec![compare::next_role(of), compare::takeaway(of), compare::role_readiness(of)];
            texts.extend(compare::musts(of));
            all_said(&texts)
        })
        .with("notices", "What to know before the numbers are read.", Kind::Text.list(), |of| {
            all_said(&compare::all_notices(of))
        })
        .with("musts_met_since", "Musts that are met now and were not.", Kind::Id(Ids::Competency).set(), move |of| {
            ids(of, of.musts_met_only(1))
        })
        .with(
            "musts_not_met_since",
            "Musts that were met and are not now.",
            Kind::Id(Ids::Competency).set(),
            move |of| ids(of, of.musts_met_only(0)),
        )
        .list("competencies", "Every competency with a level in both attempts.", change(), |of| {
            of.compared.iter().map(|change| (of.pack(), *change)).collect()
        })
        .list("not_compared", "All others, with the reason.", apart(), |of| all_apart(of.comparison))
        .list("roles", "Every role, highest first.", rung(), |of| {
            of.ladder().into_iter().map(|rung| (of.pack(), rung)).collect()
        })
}

type OneChange<'a> = (&'a Pack, Change);

fn change<'a>() -> Record<'a, OneChange<'a>> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |(pack, of): &OneChange<'a>| {
            pack.competency(of.competency).id.as_str()
        })
        .with("level_before", "The level then.", Kind::Level, |(_, of)| of.levels[0])
        .with("level", "The level now.", Kind::Level, |(_, of)| of.levels[1])
        .with("change", "The level now minus the level then.", Kind::Change, |(_, of)| of.size)
        .with("direction", "Which way, and whether by a level or more.", Kind::word_of(DIRECTIONS), |(_, of)| {
            word_of(DIRECTIONS, of.direction())
        })
        .with(
            "target",
            "The level that the role needs; null where it does not need the competency.",
            Kind::WholeLevel.or_null(),
            |(_, of)| of.target,
        )
        .with("must", "Whether it is a must of the role.", Kind::Flag, |(_, of)| of.must)
}

type Apart<'a> = (&'a Pack, CompetencyIx, [Placement; 2]);

fn all_apart<'a>(comparison: &'a Comparison<'a>) -> Vec<Apart<'a>> {
    let pack = comparison.sides[0].pack;
    not_compared(comparison).into_iter().map(|(at, sides)| (pack, at, sides)).collect()
}

fn apart<'a>() -> Record<'a, Apart<'a>> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |(pack, at, _): &Apart<'a>| {
            pack.competency(*at).id.as_str()
        })
        .object("first", "The first side.", placement(), |(.., sides)| sides[0])
        .object("second", "The second side.", placement(), |(.., sides)| sides[1])
}

fn placement<'a>() -> Record<'a, Placement> {
    Record::new()
        .with("state", "Whether it has a level, and why not.", Kind::Word(PLACEMENTS.to_vec()), |of: &Placement| {
            match of {
                Placement::Level(_) => "level",
                Placement::EarlierMeaning(_) => "earlier-meaning",
                Placement::NotAsked => "not-asked",
                Placement::NotApplicable => "not-applicable",
                Placement::TooFewAnswers => "too-few-answers",
            }
        })
        .with("level", "The level.", Kind::Level.or_null(), |of| match of {
            Placement::Level(level) | Placement::EarlierMeaning(level) => Some(*level),
            Placement::NotAsked | Placement::NotApplicable | Placement::TooFewAnswers => None,
        })
}

fn rung<'a>() -> Record<'a, (&'a Pack, RungChange)> {
    Record::new()
        .with("role", "The role.", Kind::Id(Ids::Role), |(pack, of): &(&'a Pack, RungChange)| {
            pack.role(of.role).id.as_str()
        })
        .with("readiness_before", "Readiness for it then.", Kind::Share.or_null(), |(_, of)| of.readiness[0])
        .with("readiness", "Readiness for it now.", Kind::Share.or_null(), |(_, of)| of.readiness[1])
        .with("reached_before", "Whether it was reached then.", Kind::Flag, |(_, of)| of.reached[0])
        .with("reached", "Whether it is reached now.", Kind::Flag, |(_, of)| of.reached[1])
}

/// An observer's ratings.
pub(super) fn observer<'a>() -> Record<'a, &'a Raters<'a>> {
    Record::new()
        .object("sheet", "The observer's answers.", side(), |of: &&'a Raters<'a>| of.comparison.sides[1])
        .with("takeaway", "How far the two agree.", Kind::Name, |of| said(&of.takeaway))
        .with("caution", "What the two views are worth.", Kind::Name, |of| said(&of.caution))
        .with("notices", "What to know before the numbers are read.", Kind::Text.list(), |of| {
            all_said(&sheets::notices(of.comparison, &["self-rating", "observer"]))
        })
        .list("competencies", "Every competency that both placed, in the pack's order.", difference(), |of| {
            let of_both =
                of.comparison.differences.iter().filter_map(|both| Some((both, both.levels()?, both.size()?)));
            of_both.map(|(both, levels, size)| Both { comparison: of.comparison, pair: both, levels, size }).collect()
        })
        .list("not_compared", "All others, with the reason: the person's own side first.", apart(), |of| {
            all_apart(of.comparison)
        })
        .list("notes", "What the observer wrote, by competency.", written(), |of| {
            let pair = of.comparison.pair;
            let pack = of.comparison.sides[1].pack;
            let all = pack.competencies().iter();
            let all = all.map(|own| (own.id.as_str(), sheets::notes(pack, own, pair.second())));
            all.filter(|(_, notes)| !notes.is_empty()).collect()
        })
}

/// A competency that both placed.
struct Both<'a> {
    comparison: &'a Comparison<'a>,
    pair: &'a Difference,
    levels: [Exact; 2],
    size: Exact,
}

fn difference<'a>() -> Record<'a, Both<'a>> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |of: &Both<'a>| {
            of.comparison.sides[0].pack.competency(of.pair.competency).id.as_str()
        })
        .with("level", "The person's own level.", Kind::Level, |of| of.levels[0])
        .with("observer_level", "The observer's level.", Kind::Level, |of| of.levels[1])
        .with("difference", "The observer's level minus the person's own.", Kind::Change, |of| of.size)
        .with("talk_first", "Whether the two are so far apart that it is best talked about first.", Kind::Flag, |of| {
            of.pair.is_at_least(TALK_FIRST)
        })
}

fn written<'a>() -> Record<'a, (&'a str, Vec<String>)> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |(id, _): &(&'a str, Vec<String>)| *id)
        .with("notes", "The notes.", Kind::Text.list(), |(_, notes)| notes.clone())
}

/// The part of the advisor's copy for the meeting.
pub(super) fn advisor<'a>() -> Record<'a, &'a AdvisorReport<'a>> {
    Record::new()
        .with("numbers", "The numbers that a meeting needs.", Kind::Text.list(), |of: &&AdvisorReport<'_>| {
            all_said(&of.numbers)
        })
        .with("open_with", "Questions to open the meeting with.", Kind::Text.list(), |of| of.open_with.clone())
        .list("prompts", "High ratings with nothing written to show them.", prompt(), |of| of.prompts.iter().collect())
        .with("pattern", "What stands out in how the questions were answered.", Kind::Text.list(), |of| {
            all_said(&of.pattern)
        })
        .with("pattern_rule", "What was looked at for that.", Kind::Text, |of| said(of.pattern_rule))
        .list("notes", "Everything that the person wrote, in the order of the form.", note(), |of| {
            of.notes.iter().collect()
        })
        .with("bounds", "The competencies whose level could still change, and between what.", Kind::Text.list(), |of| {
            all_said(&of.bounds)
        })
}

fn prompt<'a>() -> Record<'a, &'a Prompt> {
    Record::new()
        .with("title", "The name of the competency.", Kind::Name, |of: &&Prompt| of.title.clone())
        .with("said", "What was said.", Kind::Text, |of| said(&of.said))
        .with("ask", "A question to ask.", Kind::Text, |of| said(&of.ask))
}

fn note<'a>() -> Record<'a, &'a Note> {
    Record::new()
        .with("title", "The name of the competency.", Kind::Name, |of: &&Note| of.title.clone())
        .with("stem", "The question.", Kind::Name, |of| of.stem.clone())
        .with("said", "What was answered.", Kind::Text, |of| said(&of.said))
        .with("text", "The text.", Kind::Text, |of| of.text.clone())
}
