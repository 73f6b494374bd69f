//! Roles and domains as JSON: where a person stands, by which sums, and what a role is like.

use super::facts::{ReportFacts, against_role, named_text, points};
use super::record::{Ids, Kind, Record};
use super::value::{Json, all_said, said};
use crate::facts::career::{Career, CitedSource, Point, Section};
use crate::gap::{DomainLevel, Gap, GapAnalysis, Rung, weight_of};
use crate::model::{Id, Need, ProvenanceKind, ReadBy, Tier, word_of};
use crate::report::view::{AboutRole, DomainRow, NoteLine};

/// A role of the ladder.
pub(super) type OnLadder<'a> = (ReportFacts<'a>, &'a Rung);

pub(super) fn role<'a>() -> Record<'a, OnLadder<'a>> {
    let named = Record::new()
        .with("id", "The id of the role.", Kind::Id(Ids::Role), |(facts, rung): &OnLadder<'a>| {
            facts.role(rung.analysis.role)
        })
        .with("title", "Its name.", Kind::Name, |(facts, rung)| &facts.pack().role(rung.analysis.role).title)
        .with("tier", "Its step of the career.", Kind::word_of(Tier::WORDS), |(facts, rung)| {
            word_of(Tier::WORDS, facts.pack().role(rung.analysis.role).tier)
        })
        .with("chosen", "Whether the report is about this role.", Kind::Flag, |(facts, rung)| {
            facts.assessment.sheet.role == rung.analysis.role
        })
        .with("reached", "Whether readiness is high enough and every must is met.", Kind::Flag, |(_, rung)| {
            rung.reached
        });
    against_role(named, |(facts, rung)| (*facts, &rung.analysis))
        .object("points", "The sums that readiness is made of.", points(), |(_, rung)| rung.analysis.sums)
        .list("targets", "What it needs, and what each competency takes from readiness.", target(), |(facts, rung)| {
            rung.analysis.gaps.iter().map(|gap| (*facts, gap)).collect()
        })
        .with(
            "formulas",
            "How readiness and its range come about, with the numbers in them.",
            Kind::Text,
            |(facts, rung)| said(&facts.report.ladder_trace.results[rung.analysis.role.get()].1),
        )
}

fn target<'a>() -> Record<'a, (ReportFacts<'a>, &'a Gap)> {
    Record::new()
        .with(
            "competency",
            "The competency.",
            Kind::Id(Ids::Competency),
            |(facts, gap): &(ReportFacts<'a>, &'a Gap)| facts.competency(gap.competency),
        )
        .with("target", "The level that the role needs.", Kind::WholeLevel, |(_, gap)| gap.target.level)
        .with("importance", "How much it counts in the role.", Kind::Count, |(_, gap)| gap.target.importance)
        .with("must", "Whether it is a must of the role.", Kind::Flag, |(_, gap)| gap.target.need == Need::Must)
        .with("gap", "Target minus level, at least 0; null without a level.", Kind::Points.or_null(), |(_, gap)| {
            gap.level.map(|_| gap.size)
        })
        .with("points_to_go", "Importance times gap; null without a level.", Kind::Points.or_null(), |(_, gap)| {
            gap.level.map(|_| gap.weighted())
        })
        .with("points", "Importance times the levels from the lowest to the target.", Kind::Count, |(facts, gap)| {
            weight_of(facts.pack(), &gap.target)
        })
}

/// A domain: its level, its row of the page and its formula.
#[derive(Clone)]
pub(super) struct Whole<'a> {
    facts: ReportFacts<'a>,
    level: DomainLevel,
    row: &'a DomainRow,
}

impl<'a> Whole<'a> {
    /// All of a report, in the pack's order.
    pub(super) fn all(facts: ReportFacts<'a>) -> Vec<Self> {
        let analysis: &GapAnalysis = facts.assessment.goal();
        let is_needed = |level: &DomainLevel| {
            !facts.pack().has_roles()
                || analysis.gaps.iter().any(|gap| facts.pack().competency(gap.competency).domain == level.domain)
        };
        let levels = analysis.domains(facts.pack()).into_iter().filter(is_needed);
        levels.zip(&facts.report.overview.rows).map(|(level, row)| Self { facts, level, row }).collect()
    }
}

pub(super) fn domain<'a>() -> Record<'a, Whole<'a>> {
    Record::new()
        .with("id", "The id of the domain.", Kind::Id(Ids::Domain), |of: &Whole<'a>| {
            of.facts.pack().domain(of.level.domain).id.as_str()
        })
        .with("title", "Its name.", Kind::Name, |of| &of.row.title)
        .with(
            "level",
            "Level of the domain, weighted by the role's importance, or the plain mean without roles; null when none is known.",
            Kind::Level.or_null(),
            |of| of.level.level,
        )
        .with("target", "The mean target of the same; null where the role needs none.", Kind::Level.or_null(), |of| {
            of.level.target
        })
        .with("rated", "How many of its competencies have a level.", Kind::Count, |of| of.row.counts.1)
        .with("met", "How many of them are at or above target.", Kind::Count, |of| of.row.counts.0)
        .with(
            "share_to_go",
            "Its share of all points to go; null where nothing is to go.",
            Kind::Share.or_null(),
            |of| of.row.open_share,
        )
}

/// What readiness for the role of the report is made of, in words.
pub(super) fn readiness_trace<'a>() -> Record<'a, ReportFacts<'a>> {
    Record::new()
        .with("question", "The question that it answers.", Kind::Name, |facts: &ReportFacts<'a>| {
            said(&facts.report.readiness_trace.question)
        })
        .with("answer", "Which gaps take most.", Kind::Name, |facts| said(&facts.report.readiness_trace.answer))
        .with("formulas", "Readiness, what it needs to be given, and its range.", Kind::Text.list(), |facts| {
            all_said(&facts.report.readiness_trace.formulas)
        })
        .with("domain_formulas", "How the mean level of each domain comes about.", Kind::Text.list(), |facts| {
            all_said(&facts.report.overview.formulas)
        })
}

/// What a role is like.
pub(super) fn about_role<'a>() -> Record<'a, &'a AboutRole> {
    Record::new()
        .with("title", "The name of the role.", Kind::Name, |about: &&AboutRole| about.title.clone())
        .with("summary", "What a person in it does.", Kind::Text, |about| about.summary.clone())
        .list("lists", "The daily work, the usual ways in, and where people go from it.", notes(), |about| {
            about.lists.iter().map(|(heading, lines)| (*heading, lines.as_slice())).collect()
        })
        .with("source", "What the texts without a mark rest on.", Kind::Text, |about| said(&about.source))
}

type Notes<'a> = (&'static str, &'a [NoteLine]);

fn notes<'a>() -> Record<'a, Notes<'a>> {
    let line = named_text("mark", "How far it can be relied on; empty for what a named source says.");
    Record::new().with("heading", "The heading.", Kind::Name, |(heading, _): &Notes<'a>| *heading).list(
        "notes",
        "The texts.",
        line,
        |(_, lines)| lines.iter().map(|line| (line.mark.to_owned(), line.text.clone())).collect(),
    )
}

/// What the pack says about the career as a whole.
pub(super) fn career<'a>() -> Record<'a, &'a Career> {
    Record::new()
        .list("sections", "The topics, in order.", section(), |career: &&'a Career| career.sections.iter().collect())
        .list("sources", "What the points rest on, in the order of their numbers.", cited(), |career| {
            career.sources.iter().collect()
        })
}

fn section<'a>() -> Record<'a, &'a Section> {
    Record::new()
        .with("id", "The id of the topic.", Kind::Name, |section: &&Section| section.id.clone())
        .with("title", "Its heading.", Kind::Name, |section| section.title.clone())
        .list("points", "What is said of it.", point(), |section: &&'a Section| section.points.iter().collect())
}

fn point<'a>() -> Record<'a, &'a Point> {
    Record::new()
        .with("text", "The text.", Kind::Name, |point: &&Point| point.text.clone())
        .with("kind", "Where it comes from.", Kind::word_of(ProvenanceKind::WORDS), |point| {
            word_of(ProvenanceKind::WORDS, point.kind)
        })
        .with("sources", "The numbers of its sources, from 1.", Kind::Count.list(), |point| point.sources.clone())
        .with("years", "Its age in years where that is more than one.", Kind::Count.or_null(), |point| point.years)
}

fn cited<'a>() -> Record<'a, &'a CitedSource> {
    Record::new()
        .with("title", "What it is.", Kind::Name, |source: &&CitedSource| source.title.clone())
        .with("url", "Where it is.", Kind::Name.or_null(), |source| source.url.clone())
        .with("read", "How directly it was read.", Kind::word_of(ReadBy::WORDS), |source| {
            word_of(ReadBy::WORDS, source.read)
        })
        .with("date", "When it was read, or of when it is.", Kind::Text, |source| Json::from(&source.date))
        .with("years", "Its age in years where that is more than one.", Kind::Count.or_null(), |source| source.years)
}
