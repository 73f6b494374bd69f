//! Where every number comes from: the questions, ratings, weights and targets behind it, and the formula with the
//! person's own values in it.

use std::cmp::Reverse;

use super::held::Held;
use super::shared::Shared;
use crate::answers::{Answer, AnswerSheet};
use crate::exact::{Exact, digits, share};
use crate::gap::{Gap, GapAnalysis, Rung, weight_of};
use crate::language::{amount, fraction, gap_status, grammar, percent, rounded};
use crate::model::{CompetencyIx, ItemIx, Keying, Pack, RoleIx};
use crate::score::{CompetencyScore, ItemScore, ItemState, ScoreCard};

/// What the level and the gap of one competency are made of.
#[derive(Clone, Debug)]
pub struct CompetencyTrace {
    /// Its questions in the form: what was said, and how it counts.
    pub items: Vec<String>,
    /// The formulas with the values in them, one a line: level, range, gap, part in readiness.
    pub formulas: Vec<String>,
}

/// What one competency takes from readiness for the role of the report.
#[derive(Clone, Debug)]
pub struct LossRow {
    /// Its name.
    pub title: String,
    /// Importance, target, level, gap, points to go, points in all. Where there is no level: why, in its place.
    pub cells: [String; 6],
}

/// What readiness for the role of the report is made of.
#[derive(Clone, Debug)]
pub struct ReadinessTrace {
    /// The question that it answers: `Why 54 %?`.
    pub question: String,
    /// The answer: which gaps take most, in a sentence.
    pub answer: String,
    /// One row for each competency, most points to go first; what has no level comes last.
    pub rows: Vec<Shared<LossRow>>,
    /// The sums of points to go and in all.
    pub sums: [String; 2],
    /// The formulas with the values in them: readiness, what it needs to be given, range.
    pub formulas: Vec<String>,
}

/// What one competency takes from readiness for every role of the ladder.
#[derive(Clone, Debug)]
pub struct LadderRow {
    /// Its name.
    pub title: String,
    /// For each role importance times gap, of importance times target.
    pub cells: Vec<String>,
}

impl LadderRow {
    /// The row with the cells of these roles alone.
    fn of_roles(&self, roles: &[RoleIx]) -> Self {
        Self { title: self.title.clone(), cells: roles.iter().map(|role| self.cells[role.get()].clone()).collect() }
    }
}

/// What the readiness for every role of the ladder is made of.
#[derive(Clone, Debug)]
pub struct LadderTrace {
    /// The roles, lowest first.
    pub roles: Vec<String>,
    /// One row for each competency.
    pub rows: Vec<Shared<LadderRow>>,
    /// For each role the sum of these.
    pub sums: Vec<String>,
    /// For each role of the whole ladder its name, and its formulas and open musts in a paragraph.
    pub results: Vec<(String, String)>,
    /// The roles that the page shows, lowest first: those of all other lists here.
    pub shown: Vec<RoleIx>,
}

impl LadderTrace {
    /// The formulas and open musts of the roles that the page shows.
    pub fn shown_results(&self) -> impl Iterator<Item = &(String, String)> {
        self.shown.iter().map(|role| &self.results[role.get()])
    }

    /// How many roles the page does not show.
    pub fn not_shown(&self) -> usize {
        self.results.len() - self.shown.len()
    }
}

/// The trace of one competency's level and gap.
pub(super) fn competency(
    pack: &Pack,
    sheet: &AnswerSheet,
    score: &CompetencyScore,
    held: Option<Held<'_>>,
) -> CompetencyTrace {
    let weight_of = |item: ItemIx| pack.item(item).weight;
    let equal = score.items.windows(2).all(|pair| weight_of(pair[0].item) == weight_of(pair[1].item));
    let items = score.items.iter().map(|item| {
        let stem = &pack.item(item.item).stem;
        let weight = if equal { String::new() } else { format!(" Weight {}.", weight_of(item.item)) };
        let level = stands_for(pack, item).map_or_else(String::new, |level| format!(" It stands for level {level}."));
        format!("{stem} {}{level}{weight}", said(pack, sheet, item.item))
    });
    let mut formulas = Vec::new();
    formulas.extend(level_formula(pack, score));
    let (low, high) = score.bounds;
    if low != high && !score.items.is_empty() {
        formulas.push(format!(
            "With what is missing at its lowest and at its highest: level {} to {}.",
            amount(low),
            amount(high)
        ));
    }
    formulas.extend(held.and_then(|held| gap_formula(pack, held)));
    CompetencyTrace { items: items.collect(), formulas }
}

/// What was said to a question, and how it counts.
fn said(pack: &Pack, sheet: &AnswerSheet, item: ItemIx) -> String {
    let (min, max) = pack.value_range(item);
    match sheet.answer(item) {
        Some(Answer::Rated(value)) => match pack.item(item).keying {
            Keying::Forward => format!("You said {value}."),
            Keying::Reversed => format!(
                "You said {value} on {min} to {max}; a high answer means less here, so it counts as {min} + \
                     {max} − {value} = {}.",
                min + max - value
            ),
        },
        Some(Answer::NotApplicable(_)) => {
            "You said it does not apply: counts in no level, only in the range.".to_owned()
        }
        Some(Answer::Unsure) => "You did not know: counts in no level, only in the range.".to_owned(),
        Some(Answer::Skipped) => "Skipped: counts in no level, only in the range.".to_owned(),
        None => "Not answered: counts in no level, only in the range.".to_owned(),
    }
}

/// True for an item whose options stand for some of the pack's levels only.
fn is_partial(pack: &Pack, item: ItemIx) -> bool {
    pack.level_range(item) != (pack.levels().min(), pack.levels().max())
}

/// The level that a rating stands for; `None` for one on a scale of all levels, whose place the formula shows.
fn stands_for(pack: &Pack, item: &ItemScore) -> Option<String> {
    let ItemState::Rated(position) = item.state else { return None };
    let (low, high) = (pack.levels().min(), pack.levels().max());
    is_partial(pack, item.item).then(|| amount(position * i128::from(high - low) + i128::from(low)))
}

/// How the level comes about, or why there is none; `None` where the form does not ask.
fn level_formula(pack: &Pack, score: &CompetencyScore) -> Option<String> {
    let (low, span) = (pack.levels().min(), pack.levels().max() - pack.levels().min());
    let mut rated: Vec<(u32, ItemIx, Exact)> = Vec::new();
    let mut asked = 0;
    for item in &score.items {
        let weight = pack.item(item.item).weight;
        if let ItemState::Rated(position) = item.state {
            rated.push((weight, item.item, position));
        }
        asked += weight;
    }
    let carried: u32 = rated.iter().map(|(weight, ..)| weight).sum();
    let Some(level) = score.level else {
        let needed = percent(share(pack.scoring().coverage));
        return (asked > 0)
            .then(|| format!("No level: {carried} of {asked} in weight is rated, less than the {needed} needed."));
    };
    let in_levels = rated.iter().any(|(_, item, _)| is_partial(pack, *item));
    let place = |item: ItemIx, position: Exact| {
        if in_levels {
            return amount(position * i128::from(span) + i128::from(low));
        }
        let (min, max) = pack.value_range(item);
        let width = max - min;
        format!("{}/{width}", (position * i128::from(width)).to_integer())
    };
    let mean = if let [(_, item, position)] = rated[..] {
        place(item, position)
    } else {
        let equal = rated.windows(2).all(|pair| pair[0].0 == pair[1].0);
        let part = |(weight, item, position): &(u32, ItemIx, Exact)| {
            let place = place(*item, *position);
            if equal { place } else { format!("{weight} × {place}") }
        };
        let parts: Vec<String> = rated.iter().map(part).collect();
        let whole = if equal { rated.len().to_string() } else { carried.to_string() };
        format!("({}) / {whole}", parts.join(" + "))
    };
    Some(match (in_levels, &rated[..]) {
        (true, [_]) => format!("Level: {mean}."),
        (true, _) => format!("Level: {mean} = {}.", fraction(level)),
        _ => format!("Level: {low} + {span} × {mean} = {}.", fraction(level)),
    })
}

/// How the gap comes about, and what it takes from readiness; `None` without a level.
fn gap_formula(pack: &Pack, Held { gap, other }: Held<'_>) -> Option<String> {
    let (target, level) = (gap.target.level, gap.level?);
    let size = if gap.size > Exact::ZERO {
        format!("Gap: {target} − {} = {}.", amount(level), amount(gap.size))
    } else {
        format!("Gap: 0, as {} is not below the target {target}.", amount(level))
    };
    let importance = gap.target.importance;
    if let Some(title) = other {
        return Some(format!("{size} It counts for {title} and not for the role of this report."));
    }
    if importance == 0 {
        return Some(format!("{size} Its importance for the role is 0, so it does not count in readiness."));
    }
    Some(format!(
        "{size} Points to go: importance {importance} × {} = {}, of {importance} × {} = {}.",
        amount(gap.size),
        amount(gap.weighted()),
        target - pack.levels().min(),
        weight_of(pack, &gap.target)
    ))
}

/// The trace of readiness for the role of the report; `row` gives the row of a competency.
pub(super) fn readiness(
    pack: &Pack,
    card: &ScoreCard,
    analysis: &GapAnalysis,
    row: impl Fn(CompetencyIx) -> Option<Shared<LossRow>>,
) -> ReadinessTrace {
    let mut gaps: Vec<&Gap> = analysis.gaps.iter().collect();
    gaps.sort_by_cached_key(|gap| (gap.level.is_none(), Reverse(gap.weighted()), Reverse(gap.size)));
    let most: Vec<String> = gaps
        .iter()
        .filter(|gap| gap.weighted() > Exact::ZERO)
        .take(3)
        .map(|gap| format!("{} ({})", pack.competency(gap.competency).title, rounded(gap.weighted())))
        .collect();
    let sums = &analysis.sums;
    let (question, answer) = match analysis.readiness {
        Some(readiness) if most.is_empty() => {
            (format!("Why {}?", percent(readiness)), "No rated competency is short of its target.".to_owned())
        }
        Some(readiness) => (
            format!("Why {}?", percent(readiness)),
            format!(
                "Your levels cover {} of {} points. The largest parts to go: {}.",
                rounded(Exact::from_integer(sums.whole) - sums.lost),
                sums.whole,
                grammar::and(&most)
            ),
        ),
        None => ("Why is there no readiness?".to_owned(), needed(pack, analysis)),
    };
    ReadinessTrace {
        question,
        answer,
        rows: gaps.iter().filter_map(|gap| row(gap.competency)).collect(),
        sums: [rounded(sums.lost), sums.whole.to_string()],
        formulas: formulas(pack, card, analysis),
    }
}

/// What one competency takes from readiness.
pub(super) fn loss_row(pack: &Pack, gap: &Gap) -> LossRow {
    let points = match gap.level {
        Some(_) => [rounded(gap.size), rounded(gap.weighted()), weight_of(pack, &gap.target).to_string()],
        None => ["–", "–", "not counted"].map(str::to_owned),
    };
    let [size, lost, whole] = points;
    LossRow {
        title: pack.competency(gap.competency).title.clone(),
        cells: [
            gap.target.importance.to_string(),
            gap.target.level.to_string(),
            gap.level.map_or_else(|| gap_status(gap).to_lowercase(), rounded),
            size,
            lost,
            whole,
        ],
    }
}

/// What readiness needs to be given, and what there is.
fn needed(pack: &Pack, analysis: &GapAnalysis) -> String {
    let sums = &analysis.sums;
    format!(
        "The competencies with a level carry importance {} of the role's {}; readiness needs {} of it.",
        sums.carried,
        sums.total,
        percent(share(pack.scoring().readiness_coverage))
    )
}

fn formulas(pack: &Pack, card: &ScoreCard, analysis: &GapAnalysis) -> Vec<String> {
    let mut lines = vec![readiness_formula(analysis), needed(pack, analysis)];
    lines.extend(range_formula(analysis));
    lines.push(format!(
        "Answered with a rating: {} of {} = {}.",
        card.rated,
        grammar::count(card.items, "question", "questions"),
        percent(card.coverage)
    ));
    lines
}

fn readiness_formula(analysis: &GapAnalysis) -> String {
    let sums = &analysis.sums;
    match analysis.readiness {
        Some(readiness) => {
            let covered = Exact::from_integer(sums.whole) - sums.lost;
            let (lost, whole, covered) = (&rounded(sums.lost), &digits(sums.whole), &rounded(covered));
            let readiness = &percent(readiness);
            ["Readiness: (", whole, " − ", lost, ") / ", whole, " = ", covered, " / ", whole, " = ", readiness, "."]
                .concat()
        }
        None => "Readiness: not given.".to_owned(),
    }
}

/// How the range comes about; `None` where nothing is missing.
fn range_formula(analysis: &GapAnalysis) -> Option<String> {
    let (low, high) = analysis.bounds;
    if low == high {
        return None;
    }
    let sums = &analysis.sums;
    let end = |lost: Exact, bound: Exact| {
        let own = Exact::ONE - lost / sums.whole_of_all;
        let widened = if own == bound { "" } else { ", widened to readiness itself" };
        let whole = &digits(sums.whole_of_all);
        ["(", whole, " − ", &rounded(lost), ") / ", whole, " = ", &percent(bound), widened].concat()
    };
    let (lowest, highest) = (end(sums.lost_at_worst, low), end(sums.lost_at_best, high));
    let middle = " with everything missing at its lowest, ";
    Some(["Range: ", &lowest, middle, &highest, " with everything at its highest."].concat())
}

/// What one competency takes from readiness for every role: its gaps to the roles, lowest rung first.
pub(super) fn ladder_row(pack: &Pack, competency: CompetencyIx, gaps: &[Option<&Gap>]) -> LadderRow {
    let cell = |gap: Option<&Gap>| match gap {
        Some(gap) if gap.level.is_some() => {
            format!("{} × {} of {}", gap.target.importance, rounded(gap.size), weight_of(pack, &gap.target))
        }
        Some(_) => "–".to_owned(),
        None => "not needed".to_owned(),
    };
    LadderRow { title: pack.competency(competency).title.clone(), cells: gaps.iter().copied().map(cell).collect() }
}

/// The trace of the ladder, with a row for each competency that one of the shown roles needs.
pub(super) fn ladder(
    pack: &Pack,
    rungs: &[Rung],
    shown: Vec<RoleIx>,
    rows: impl Iterator<Item = Shared<LadderRow>>,
) -> LadderTrace {
    let result = |rung: &Rung| {
        let analysis = &rung.analysis;
        let mut sentences = vec![readiness_formula(analysis)];
        sentences.extend(range_formula(analysis));
        let open: Vec<&str> = analysis.unmet_musts.iter().map(|at| pack.competency(*at).title.as_str()).collect();
        if !open.is_empty() {
            sentences.push(format!("Musts not met yet: {}.", grammar::and(&open)));
        }
        (pack.role(analysis.role).title.clone(), sentences.join(" "))
    };
    let is_whole = shown.len() == rungs.len();
    let part = |(at, row): (CompetencyIx, Shared<LadderRow>)| {
        let is_needed = || shown.iter().any(|role| rungs[role.get()].analysis.gap(at).is_some());
        if is_whole { Some(row) } else { is_needed().then(|| Shared::new(row.of_roles(&shown))) }
    };
    LadderTrace {
        roles: shown.iter().map(|role| pack.role(*role).title.clone()).collect(),
        rows: pack.competency_indices().zip(rows).filter_map(part).collect(),
        sums: shown
            .iter()
            .map(|role| &rungs[role.get()])
            .map(|rung| [&rounded(rung.analysis.sums.lost), " of ", &digits(rung.analysis.sums.whole)].concat())
            .collect(),
        results: rungs.iter().map(result).collect(),
        shown,
    }
}
