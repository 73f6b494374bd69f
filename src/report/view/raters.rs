//! A person's own ratings and an observer's beside each other.

use std::cmp::Reverse;

use crate::assess::Comparison;
use crate::exact::Exact;
use crate::gap::{Difference, GapAnalysis, TALK_FIRST};
use crate::language::sheets::notes;
use crate::language::{distance, grammar, level_number, level_phrase, signed};
use crate::model::{CompetencyIx, Need, Pack};

/// A person's own ratings and an observer's.
#[derive(Clone, Debug)]
pub struct Raters<'a> {
    /// The two sheets.
    pub comparison: &'a Comparison<'a>,
    /// How far the two agree, in a sentence.
    pub takeaway: String,
    /// That neither is right, and whose numbers the report has.
    pub caution: String,
    /// Where the two are two levels or more apart, furthest first.
    pub talk_first: Vec<TalkCard>,
    /// All other competencies that both placed, in the pack's order.
    pub rest: Vec<RaterRow>,
    /// What the observer wrote beside all others: the competency and the notes.
    pub also_written: Vec<(String, Vec<String>)>,
}

/// A competency in which the two are far apart.
#[derive(Clone, Debug)]
pub struct TalkCard {
    /// The numbers.
    pub row: RaterRow,
    /// Both levels and the target in words.
    pub standing: String,
    /// What the person wrote.
    pub own_notes: Vec<String>,
    /// What the observer wrote.
    pub observer_notes: Vec<String>,
}

/// One competency as both see it.
#[derive(Clone, Debug)]
pub struct RaterRow {
    /// Its name.
    pub title: String,
    /// The anchor of its card.
    pub anchor: String,
    /// True for a must of the role.
    pub must: bool,
    /// The person's own level.
    pub own: String,
    /// The observer's level.
    pub observer: String,
    /// The observer's minus the person's own, with its sign.
    pub difference: String,
    /// What the role needs.
    pub target: String,
    /// The difference in words.
    pub words: String,
}

/// Both ratings, against the role of the person's own.
pub(super) fn raters<'a>(pack: &Pack, comparison: &'a Comparison<'a>, analysis: &GapAnalysis) -> Raters<'a> {
    let both: Vec<(Exact, &Difference)> =
        comparison.differences.iter().filter_map(|difference| Some((difference.size()?, difference))).collect();
    let (mut far, near): (Vec<_>, Vec<_>) = both.into_iter().partition(|(_, both)| both.is_at_least(TALK_FIRST));
    far.sort_by_key(|(size, both)| Reverse(((*size).max(-*size), importance_of(analysis, both.competency))));
    Raters {
        comparison,
        takeaway: takeaway(far.len(), &near),
        caution: "Neither view is right or wrong: you know what you have done, and an observer sees only a part of it, from \
                  outside. What counts is what you find out when you talk about it. All other numbers in this report are \
                  those of your self-rating; the observer's ratings change none of them."
            .to_owned(),
        talk_first: far.iter().map(|(size, both)| talk_card(pack, comparison, analysis, *size, both)).collect(),
        rest: near.iter().map(|(size, both)| row(pack, analysis, *size, both)).collect(),
        also_written: also_written(pack, comparison, &far),
    }
}

/// How much a competency counts in a role; 0 where the role does not need it.
fn importance_of(analysis: &GapAnalysis, at: CompetencyIx) -> i64 {
    analysis.gap(at).map_or(0, |gap| gap.target.importance)
}

/// The observer's notes on what is not among the competencies to talk about first.
fn also_written(pack: &Pack, comparison: &Comparison<'_>, far: &[(Exact, &Difference)]) -> Vec<(String, Vec<String>)> {
    let others = pack.competency_indices().filter(|at| far.iter().all(|(_, both)| both.competency != *at));
    let written = others.map(|at| {
        let competency = pack.competency(at);
        (competency.title.clone(), notes(pack, competency, comparison.pair.second()))
    });
    written.filter(|(_, notes)| !notes.is_empty()).collect()
}

fn takeaway(far: usize, near: &[(Exact, &Difference)]) -> String {
    let both = far + near.len();
    if both == 0 {
        return "There is no competency that both have placed on a level.".to_owned();
    }
    let same = near.iter().filter(|(size, _)| *size == Exact::ZERO).count();
    format!(
        "Of {} that both have placed, {same} {} at the same level, {} differ by less than {TALK_FIRST} levels, and {far} by \
         {TALK_FIRST} levels or more.",
        grammar::count(both, "competency", "competencies"),
        grammar::plural(same, "is", "are"),
        near.len() - same
    )
}

fn row(pack: &Pack, analysis: &GapAnalysis, size: Exact, both: &Difference) -> RaterRow {
    let competency = pack.competency(both.competency);
    let target = analysis.gap(both.competency).map(|gap| &gap.target);
    let level = |level: Option<Exact>| level.map_or_else(String::new, level_number);
    let words = if size == Exact::ZERO {
        "The same".to_owned()
    } else {
        let which = if size > Exact::ZERO { "Observer higher" } else { "Observer lower" };
        format!("{which} by {}", distance(size))
    };
    RaterRow {
        title: competency.title.clone(),
        anchor: format!("c-{}", competency.id),
        must: target.is_some_and(|target| target.need == Need::Must),
        own: level(both.first),
        observer: level(both.second),
        difference: signed(size),
        target: target.map_or_else(|| "not needed".to_owned(), |target| target.level.to_string()),
        words,
    }
}

fn talk_card(
    pack: &Pack,
    comparison: &Comparison<'_>,
    analysis: &GapAnalysis,
    size: Exact,
    both: &Difference,
) -> TalkCard {
    let level = |level: Option<Exact>| level.map_or_else(String::new, |level| level_phrase(pack, level));
    let target = analysis.gap(both.competency).map(|gap| Exact::from(gap.target.level));
    TalkCard {
        row: row(pack, analysis, size, both),
        standing: format!(
            "You placed yourself at {}; the observer places you at {}. {}",
            level(both.first),
            level(both.second),
            match target {
                Some(target) => format!("The role needs {}.", level_phrase(pack, target)),
                None => "The role does not need it.".to_owned(),
            }
        ),
        own_notes: notes(pack, pack.competency(both.competency), comparison.pair.first()),
        observer_notes: notes(pack, pack.competency(both.competency), comparison.pair.second()),
    }
}
