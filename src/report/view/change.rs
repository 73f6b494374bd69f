//! What changed between two attempts: the section of a student report, and the body of the page of its own.

use super::cards::notes;
use super::chart::{Mark, on_levels};
use super::facts::Fact;
use super::pair::{Apart, SideNames, apart, notices, side_fact};
use crate::answers::Pair;
use crate::assess::Comparison;
use crate::exact::Exact;
use crate::gap::{Difference, GapAnalysis, NOTABLE_CHANGE};
use crate::language::{
    self, distance, grammar, level_number, level_phrase, percent, percent_range, signed, signed_points,
};
use crate::model::{CompetencyIx, DomainIx, Need, Pack, RoleIx};

/// What the two attempts are called.
pub(super) const ATTEMPTS: SideNames = ["then", "now"];

/// What changed between two attempts, held against one role.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Both attempts: who, when, how much.
    pub attempts: [Fact; 2],
    /// How many went which way, in a sentence.
    pub takeaway: String,
    /// What went furthest, in a sentence.
    pub furthest: String,
    /// Readiness and musts of the role, then and now, a sentence each.
    pub standing: Vec<String>,
    /// What a change of one's own ratings can mean.
    pub caution: String,
    /// What is to be known before the numbers are read.
    pub notices: Vec<String>,
    /// Competencies that are up by a level or more, largest change first.
    pub up: Vec<ChangeCard>,
    /// Competencies that are down by a level or more, largest change first.
    pub down: Vec<ChangeCard>,
    /// Every competency with a level both times, domain by domain.
    pub sections: Vec<ChangeSection>,
    /// What has no level in one of the two.
    pub apart: Vec<Apart>,
}

/// A competency that changed by a level or more.
#[derive(Clone, Debug)]
pub struct ChangeCard {
    /// Its name.
    pub title: String,
    /// The anchor of its card in the student report.
    pub anchor: String,
    /// `+2 levels`.
    pub change: String,
    /// Where the person was and is, and what the role needs.
    pub standing: String,
    /// What was written beside the earlier and the later answers: when, and the notes. Empty when there is none.
    pub notes: Vec<(&'static str, Vec<String>)>,
}

/// The changes in one domain.
#[derive(Clone, Debug)]
pub struct ChangeSection {
    /// The domain.
    pub title: String,
    /// Its competencies with a level both times, in the pack's order.
    pub rows: Vec<ChangeRow>,
}

/// One competency then and now.
#[derive(Clone, Debug)]
pub struct ChangeRow {
    /// Its name.
    pub title: String,
    /// True for a must of the role.
    pub must: bool,
    /// True from [`NOTABLE_CHANGE`] on.
    pub notable: bool,
    /// Now, then and target on the axis of levels.
    pub mark: Mark,
    /// The earlier level.
    pub then: String,
    /// The later level.
    pub now: String,
    /// The difference with its sign.
    pub change: String,
    /// What the role needs.
    pub target: String,
    /// The change in words.
    pub words: &'static str,
}

/// What changed, against the role of the later attempt.
pub(super) fn changes(pack: &Pack, comparison: &Comparison<'_>) -> Changes {
    let pair = comparison.pair;
    let role = pair.second().role;
    let analyses = comparison.sides.map(|side| side.against(role));
    let cards = |up: bool| cards(pack, comparison, analyses[1], up);
    Changes {
        attempts: [side_fact(pack, "Then", pair.first()), side_fact(pack, "Now", pair.second())],
        takeaway: takeaway(comparison),
        furthest: furthest(pack, comparison),
        standing: standing(pack, analyses),
        caution: caution(),
        notices: all_notices(pack, pair, role),
        up: cards(true),
        down: cards(false),
        sections: sections(pack, comparison, analyses[1]),
        apart: apart(comparison, ATTEMPTS),
    }
}

fn caution() -> String {
    "These are changes of your own ratings, not of a test. A level that went down need not mean that you can do less: who \
     learns more about a field often sees more of it, and rates with more care. One that went up is best shown by \
     something you have done since."
        .to_owned()
}

fn all_notices(pack: &Pack, pair: &Pair<'_>, role: RoleIx) -> Vec<String> {
    let mut list = Vec::new();
    if pair.first().respondent.id != pair.second().respondent.id {
        list.push(format!(
            "The two attempts carry different pseudonyms, {} and {}. A new attempt gets a new one unless it is begun after an \
             earlier one; make sure that both are the same person's.",
            pair.first().respondent.id,
            pair.second().respondent.id
        ));
    }
    if pair.is_reversed() {
        list.push(
            "What is called “then” here is the later of the two: read every change the other way round.".to_owned(),
        );
    }
    if pair.first().role != role {
        list.push(format!(
            "The earlier attempt was made for the role {}. Here both are held against {}.",
            pack.role(pair.first().role).title,
            pack.role(role).title
        ));
    }
    list.extend(notices(pack, pair, ATTEMPTS));
    list
}

fn is_up(difference: &Difference) -> bool {
    difference.size().is_some_and(|size| size > Exact::ZERO)
}

fn takeaway(comparison: &Comparison<'_>) -> String {
    let since = match comparison.pair.first().date() {
        Some(date) if comparison.pair.is_reversed() => format!("Compared with {}", language::date(date.day())),
        Some(date) => format!("Since {}", language::date(date.day())),
        None => "Since the earlier attempt".to_owned(),
    };
    let both = comparison.differences.iter().filter(|difference| difference.size().is_some()).count();
    if both == 0 {
        return format!("{since}: no competency has a level both times, so there is no change to show.");
    }
    let notable = || comparison.differences.iter().filter(|difference| difference.is_at_least(NOTABLE_CHANGE));
    let up = notable().filter(|difference| is_up(difference)).count();
    let down = notable().count() - up;
    let rest = both - up - down;
    let are = |n: usize| grammar::plural(n, "is", "are");
    format!(
        "{since}, of {} rated both times, {up} {} up by a level or more, {down} {} down by a level or more, and {rest} changed \
         by less or not at all.",
        grammar::count(both, "competency", "competencies"),
        are(up),
        are(down)
    )
}

fn furthest(pack: &Pack, comparison: &Comparison<'_>) -> String {
    let sized =
        || comparison.differences.iter().filter_map(|difference| Some((difference.size()?, difference.competency)));
    let zero = Exact::ZERO;
    let named = |what: &str, size: Exact| {
        let titles: Vec<&str> =
            sized().filter(|(other, _)| *other == size).map(|(_, at)| pack.competency(at).title.as_str()).collect();
        match titles.len() {
            1..=3 => format!("Furthest {what}, by {}: {}.", distance(size), grammar::and(&titles)),
            n => format!("Furthest {what}, by {}: {n} competencies.", distance(size)),
        }
    };
    let up = sized().map(|(size, _)| size).max().filter(|size| *size > zero);
    let down = sized().map(|(size, _)| size).min().filter(|size| *size < zero);
    let sentences: Vec<String> =
        [up.map(|size| named("up", size)), down.map(|size| named("down", size))].into_iter().flatten().collect();
    if sentences.is_empty() { "No level has changed.".to_owned() } else { sentences.join(" ") }
}

/// Readiness and musts, then and now.
fn standing(pack: &Pack, analyses: [&GapAnalysis; 2]) -> Vec<String> {
    let role = &pack.role(analyses[1].role).title;
    let readiness = |analysis: &GapAnalysis| match (analysis.readiness, analysis.bounds) {
        (Some(given), Some(bounds)) if bounds.0 != bounds.1 => {
            format!("{} (range {})", percent(given), percent_range(bounds))
        }
        (Some(given), _) => percent(given),
        (None, _) => "not enough answers".to_owned(),
    };
    let [then, now] = analyses.map(readiness);
    let change = match (analyses[0].readiness, analyses[1].readiness) {
        (Some(then), Some(now)) if then == now => ", no change".to_owned(),
        (Some(then), Some(now)) => format!(", {} percentage points", signed_points(now - then)),
        _ => String::new(),
    };
    let mut lines = vec![format!("Readiness for {role}: {then} then, {now} now{change}.")];
    let met = |analysis: &GapAnalysis| analysis.musts - analysis.unmet_musts.len() - analysis.unknown_musts.len();
    if analyses.iter().any(|analysis| analysis.musts > 0) {
        let [then, now] = analyses.map(|analysis| format!("{} of {}", met(analysis), analysis.musts));
        lines.push(format!("Musts met: {then} then, {now} now.{}", crossed(pack, analyses)));
    }
    lines
}

/// The musts that were met at one time only.
fn crossed(pack: &Pack, analyses: [&GapAnalysis; 2]) -> String {
    use crate::gap::GapStatus::Met;
    let only = |a: usize, b: usize| -> Vec<&str> {
        let musts = analyses[a].gaps.iter().filter(|gap| gap.target.need == Need::Must && gap.status == Met);
        let lost = musts.filter(|gap| analyses[b].gap(gap.competency).status != Met);
        lost.map(|gap| pack.competency(gap.competency).title.as_str()).collect()
    };
    let sentence = |what: &str, titles: Vec<&str>| match titles.len() {
        0 => String::new(),
        _ => format!(" {what}: {}.", grammar::and(&titles)),
    };
    sentence("Met since", only(1, 0)) + &sentence("Met then and not now", only(0, 1))
}

/// The notable changes one way, largest first, else in the pack's order.
fn cards(pack: &Pack, comparison: &Comparison<'_>, analysis: &GapAnalysis, up: bool) -> Vec<ChangeCard> {
    let mut notable: Vec<(Exact, &Difference)> = comparison
        .differences
        .iter()
        .filter(|difference| difference.is_at_least(NOTABLE_CHANGE) && is_up(difference) == up)
        .filter_map(|difference| Some((difference.size()?, difference)))
        .collect();
    notable.sort_by_key(|(size, _)| if up { -*size } else { *size });
    let card = |(size, difference): (Exact, &Difference)| {
        let at = difference.competency;
        let competency = pack.competency(at);
        let level = |level: Option<Exact>| level.map_or_else(String::new, |level| level_phrase(pack, level));
        ChangeCard {
            title: competency.title.clone(),
            anchor: format!("c-{}", competency.id),
            change: format!("{}, {} by {}", signed(size), if up { "up" } else { "down" }, distance(size)),
            standing: format!(
                "Then {}; now {}. The role needs {}.",
                level(difference.first),
                level(difference.second),
                level(Some(Exact::from(analysis.gap(at).target.level)))
            ),
            notes: both_notes(pack, comparison, at),
        }
    };
    notable.into_iter().map(card).collect()
}

/// The notes then and now; once where they are the same.
fn both_notes(pack: &Pack, comparison: &Comparison<'_>, at: CompetencyIx) -> Vec<(&'static str, Vec<String>)> {
    let of = |sheet| notes(pack, pack.competency(at), sheet);
    let (then, now) = (of(comparison.pair.first()), of(comparison.pair.second()));
    let both = if then == now {
        vec![("Written then and now", now)]
    } else {
        vec![("Written then", then), ("Written now", now)]
    };
    both.into_iter().filter(|(_, notes)| !notes.is_empty()).collect()
}

fn sections(pack: &Pack, comparison: &Comparison<'_>, analysis: &GapAnalysis) -> Vec<ChangeSection> {
    let section = |at: usize| {
        let domain = pack.domain(DomainIx::new(at));
        let rows: Vec<ChangeRow> =
            domain.competencies.iter().filter_map(|at| row(pack, comparison, analysis, *at)).collect();
        ChangeSection { title: domain.title.clone(), rows }
    };
    (0..pack.domains().len()).map(section).filter(|section| !section.rows.is_empty()).collect()
}

fn row(pack: &Pack, comparison: &Comparison<'_>, analysis: &GapAnalysis, at: CompetencyIx) -> Option<ChangeRow> {
    let difference = comparison.difference(at);
    let (then, now, size) = (difference.first?, difference.second?, difference.size()?);
    let target = &analysis.gap(at).target;
    let [dot_then, dot_now] = [then, now].map(|level| on_levels(pack, level));
    let (change, words) = (signed(size), direction(size));
    let [then, now] = [then, now].map(level_number);
    let label = format!("Then level {then}, now level {now}, {}, target {}", words.to_lowercase(), target.level);
    Some(ChangeRow {
        title: pack.competency(at).title.clone(),
        must: target.need == Need::Must,
        notable: difference.is_at_least(NOTABLE_CHANGE),
        mark: Mark {
            dot: Some(dot_now),
            then: Some(dot_then),
            tick: Some(on_levels(pack, Exact::from(target.level))),
            line: (dot_then != dot_now).then_some((dot_then, dot_now)),
            label,
            ..Mark::default()
        },
        then,
        now,
        change,
        target: target.level.to_string(),
        words,
    })
}

/// A change in words.
fn direction(size: Exact) -> &'static str {
    let (zero, notable) = (Exact::ZERO, Exact::from(NOTABLE_CHANGE));
    if size >= notable {
        "Up"
    } else if size > zero {
        "A little up"
    } else if size == zero {
        "No change"
    } else if size > -notable {
        "A little down"
    } else {
        "Down"
    }
}
