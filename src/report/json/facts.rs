//! What a report as JSON is made from, and the parts that several records share.

use super::record::{Ids, Kind, Record};
use super::value::Json;
use crate::assess::Assessment;
use crate::gap::{GapAnalysis, Sums, TOP_GAPS};
use crate::model::{CompetencyIx, Id, Overlay, Pack, ResourceIx, RoleIx};
use crate::report::view::{AdvisorReport, ExpectationRow, PackStamp, PlanView, StudentReport};

/// The facts of a report: those of the page, with the exact numbers behind them.
#[derive(Clone, Copy, Debug)]
pub struct ReportFacts<'a> {
    /// The person, scored.
    pub assessment: &'a Assessment<'a>,
    /// What the page says.
    pub report: &'a StudentReport<'a>,
    /// What the advisor's copy says beside it.
    pub advisor: Option<&'a AdvisorReport<'a>>,
    /// The development plan.
    pub plan: Option<&'a PlanView>,
}

impl<'a> ReportFacts<'a> {
    pub(super) fn pack(&self) -> &'a Pack {
        self.assessment.pack
    }

    pub(super) fn competency(&self, at: CompetencyIx) -> &'a str {
        self.pack().competency(at).id.as_str()
    }

    pub(super) fn competencies(&self, list: impl IntoIterator<Item = CompetencyIx>) -> Vec<&'a str> {
        list.into_iter().map(|at| self.competency(at)).collect()
    }

    pub(super) fn role(&self, at: RoleIx) -> &'a str {
        self.pack().role(at).id.as_str()
    }

    pub(super) fn resource(&self, at: ResourceIx) -> &'a str {
        self.pack().resource(at).id.as_str()
    }

    /// The first gaps to a role, highest priority first: those of the score output.
    pub(super) fn top_gaps(&self, analysis: &GapAnalysis) -> Vec<&'a str> {
        self.competencies(analysis.priorities().into_iter().take(TOP_GAPS))
    }
}

/// The id in an anchor of the page, as `c-data-analysis` or `r-pmp`.
pub(super) fn id_of(anchor: &str) -> &str {
    anchor.split_once('-').map_or(anchor, |(_, id)| id)
}

/// The pack of a report or a plan.
pub(super) fn pack<'a>() -> Record<'a, PackStamp> {
    Record::new()
        .with("id", "The id of the pack.", Kind::OfPack(|pack| pack.id().to_string()), |of: &PackStamp| of.id.clone())
        .with("version", "Its version.", Kind::OfPack(|pack| pack.version().to_string()), |of| of.version.clone())
        .with(
            "fingerprint",
            "The hash of its content, which tells two packs of one version apart.",
            Kind::OfPack(|pack| pack.fingerprint().to_owned()),
            |of| of.fingerprint.clone(),
        )
        .with(
            "scoring_fingerprint",
            "The hash of what turns its answers into levels: levels of two results with the same one can be compared.",
            Kind::OfPack(|pack| pack.scoring_fingerprint().to_owned()),
            |of| of.scoring_fingerprint.clone(),
        )
}

/// The stamp of the overlay, under the name that the score output has for it.
pub(super) fn overlay<'a, T: 'a>(record: Record<'a, T>, stamp: impl Fn(&T) -> String + 'a) -> Record<'a, T> {
    record.with(
        "overlay",
        "The overlay that lay over the pack: its id, its version and its fingerprint. Levels and readiness do not depend \
         on it.",
        Kind::OfPack(|pack| pack.overlay().map_or_else(String::new, Overlay::stamp)),
        stamp,
    )
}

/// An overlay, and what the programme expects.
type Programme<'a> = (&'a Overlay, &'a [ExpectationRow]);

/// The programme whose overlay lies over the pack.
pub(super) fn programme<'a>() -> Record<'a, Programme<'a>> {
    Record::new()
        .with("title", "The programme, as people know it.", Kind::Name, |(overlay, _): &Programme<'a>| &overlay.title)
        .with("contact", "Whom to ask.", Kind::Text.or_null(), |(overlay, _)| overlay.contact.as_ref())
        .list("targets", "What it expects by term, in its order.", expectation(), |(_, rows)| rows.iter().collect())
}

/// What a programme expects in a competency by the end of a term.
fn expectation<'a>() -> Record<'a, &'a ExpectationRow> {
    Record::new()
        .with("term", "The term, as the programme names it.", Kind::Name, |row: &&ExpectationRow| row.term.clone())
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |row| row.id.clone())
        .with("target", "The level that is expected.", Kind::WholeLevel, |row| row.expected.1)
        .with("level", "The person's level; null when it is not known.", Kind::Level.or_null(), |row| row.own)
        .with("reached", "Whether it is reached; null when the level is not known.", Kind::Flag.or_null(), |row| {
            row.is_reached
        })
}

/// The sums that readiness and its range are made of.
pub(super) fn points<'a>() -> Record<'a, Sums> {
    Record::new()
        .with(
            "to_go",
            "Importance times gap, summed over the competencies with a level. Readiness is 1 - to_go / whole.",
            Kind::Points,
            |sums: &Sums| sums.lost,
        )
        .with(
            "whole",
            "Importance times the levels from the lowest to the target, summed over the competencies with a level.",
            Kind::Count,
            |sums| sums.whole,
        )
        .with("importance_known", "The importance that competencies with a level carry.", Kind::Count, |sums| {
            sums.carried
        })
        .with("importance", "The importance of all competencies of the role.", Kind::Count, |sums| sums.total)
        .with(
            "to_go_at_worst",
            "Points to go with everything without a rating at its worst, over all competencies.",
            Kind::Points,
            |sums| sums.lost_at_worst,
        )
        .with(
            "to_go_at_best",
            "Points to go with everything without a rating at its best, over all competencies.",
            Kind::Points,
            |sums| sums.lost_at_best,
        )
        .with("whole_of_all", "The points of all competencies, with a level or not.", Kind::Count, |sums| {
            sums.whole_of_all
        })
}

/// Adds what a person has against a role, under the names of the score output.
pub(super) fn against_role<'a, T: 'a>(
    record: Record<'a, T>,
    of: impl Fn(&T) -> (ReportFacts<'a>, &'a GapAnalysis) + Copy + 'a,
) -> Record<'a, T> {
    record
        .with(
            "readiness",
            "Readiness for the role, from 0 to 1; null when too little is rated.",
            Kind::Share.or_null(),
            move |it| of(it).1.readiness,
        )
        .with(
            "readiness_low",
            "Readiness with everything without a rating at its worst; null for a pack without roles.",
            Kind::Share.or_null(),
            move |it| of(it).0.pack().has_roles().then(|| of(it).1.bounds.0),
        )
        .with(
            "readiness_high",
            "Readiness with everything without a rating at its best; null for a pack without roles.",
            Kind::Share.or_null(),
            move |it| of(it).0.pack().has_roles().then(|| of(it).1.bounds.1),
        )
        .with("musts", "How many musts the role has.", Kind::Count, move |it| of(it).1.musts)
        .with("musts_met", "How many of them are met.", Kind::Count, move |it| of(it).1.met_musts())
        .with(
            "unmet_must",
            "Musts of the role that are not met, in the pack's order: the level is below the target, or not known.",
            Kind::Id(Ids::Competency).set(),
            move |it| {
                let (facts, analysis) = of(it);
                facts.competencies(analysis.unmet_musts.iter().copied())
            },
        )
        .with("top_gaps", "The first gaps, highest priority first.", Kind::Id(Ids::Competency).set(), move |it| {
            let (facts, analysis) = of(it);
            facts.top_gaps(analysis)
        })
}

/// A name and a value in words.
pub(super) fn named_text<'a>(name: &'static str, about: &'static str) -> Record<'a, (String, String)> {
    Record::new().with(name, about, Kind::Text, |it: &(String, String)| Json::from(&it.0)).with(
        "text",
        "What is said of it.",
        Kind::Text,
        |it| Json::from(&it.1),
    )
}
