//! Strengths, priorities, and one card for each competency.

use super::chart::status;
use super::entry::{ChoiceLine, choice_line};
use super::part::Parts;
use super::shared::Shared;
use super::trace::{self, CompetencyTrace};
use super::wording::{level_number, level_phrase, whole_level};
use crate::answers::{Answer, AnswerSheet};
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis, Standing};
use crate::model::{Background, Competency, CompetencyIx, ItemIx, Need, Pack, ResourceIx, ResourceKind};
use crate::plan::{Choice, Choices};
use crate::score::{CompetencyScore, ScoreCard};
use crate::words;

/// How many resources a card names: what is open now first, then what is open later or on a condition.
const ON_CARD: usize = 2;

/// The most hours of work that a first month has room for: our judgement, some ten hours a week.
const HOURS_IN_A_MONTH: u32 = 40;

/// A competency at which the person placed themselves highest.
#[derive(Clone, Debug)]
pub struct Strength {
    /// Its name.
    pub title: String,
    /// The level in words.
    pub level: String,
    /// The statement that was chosen.
    pub statement: String,
}

/// One of the gaps to work on first.
#[derive(Clone, Debug)]
pub struct PriorityCard {
    /// Its place among the priorities, from 1.
    pub number: String,
    /// Its name.
    pub title: String,
    /// The anchor of its full card.
    pub anchor: String,
    /// True for an unmet must.
    pub must: bool,
    /// What the role needs and where the person is.
    pub standing: String,
    /// The level now, in words.
    pub level: String,
    /// Why it matters.
    pub why: String,
    /// The next level and its label.
    pub next_level: String,
    /// The next level's statement.
    pub next_statement: String,
    /// Something to do this week.
    pub first_step: String,
    /// What would show the next level.
    pub evidence: String,
    /// A question for an advisor.
    pub ask: String,
    /// One or two ways to learn it, open now; no degrees.
    pub choices: Vec<ChoiceLine>,
    /// The first of them that is free and fits a month; no other card names it here.
    pub begin: Option<String>,
}

/// Everything about one competency.
#[derive(Clone, Debug)]
pub struct CompetencyCard {
    /// Its name.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// True for a must of the role.
    pub must: bool,
    /// How one stands, in two or three words.
    pub status: &'static str,
    /// The class for the status mark.
    pub status_class: &'static str,
    /// What it is.
    pub definition: String,
    /// Level, target and gap in a sentence.
    pub standing: String,
    /// The statement of the level reached.
    pub statement: Option<String>,
    /// The next level: label, statement, first step, evidence, question.
    pub next: Option<NextStep>,
    /// What the person wrote.
    pub notes: Vec<String>,
    /// Open now.
    pub now: Vec<ChoiceLine>,
    /// Open later, or on a condition.
    pub later: Vec<ChoiceLine>,
    /// Said when a gap is open and nothing in the catalogue fits.
    pub nothing_fits: bool,
    /// What the level and the gap are made of.
    pub trace: CompetencyTrace,
}

/// The step to the next level.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// The level and its label.
    pub level: String,
    /// Its statement.
    pub statement: String,
    /// Something to do this week.
    pub first_step: String,
    /// What would show it.
    pub evidence: String,
    /// A question for an advisor.
    pub ask: String,
}

/// The cards of one domain.
#[derive(Clone, Debug)]
pub struct DomainSection {
    /// The domain.
    pub title: String,
    /// Its cards, in the pack's order.
    pub cards: Vec<Shared<CompetencyCard>>,
}

/// Up to three competencies that stand out: at most one level short of the target, or at least one level above the
/// middle of the person's own levels; above the lowest level; not among the first priorities. By level, then importance,
/// then order.
pub(super) fn strengths(
    pack: &Pack,
    analysis: &GapAnalysis,
    scores: &ScoreCard,
    first: &[CompetencyIx],
) -> Vec<Strength> {
    let (zero, one) = (Exact::ZERO, Exact::ONE);
    let lowest = Exact::from(pack.levels().min());
    let mut all: Vec<Exact> = analysis.gaps.iter().filter_map(|gap| gap.level).collect();
    all.sort_unstable();
    let middle = all.get(all.len() / 2).copied().unwrap_or(zero);
    let stands_out = |gap: &Gap, level: Exact| gap.size <= one || level >= middle + one;
    let mut best: Vec<(&Gap, Exact)> = analysis.gaps.iter().filter_map(|gap| Some((gap, gap.level?))).collect();
    best.retain(|(gap, level)| *level > lowest && stands_out(gap, *level) && !first.contains(&gap.competency));
    best.sort_by_key(|(gap, level)| std::cmp::Reverse((*level, gap.target.importance)));
    let strength = |(gap, level): (&Gap, Exact)| {
        let competency = pack.competency(gap.competency);
        Strength {
            title: competency.title.clone(),
            level: words::sentence_case(&level_phrase(pack, level)),
            statement: typical(scores.competency(gap.competency), &statement(pack, competency, whole_level(level))),
        }
    };
    best.into_iter().take(3).map(strength).collect()
}

/// The statement of a level, as what the person chose, or as typical of what several answers come to.
fn typical(score: &CompetencyScore, statement: &str) -> String {
    if score.items.len() > 1 { format!("Typical of this level: “{statement}”") } else { statement.to_owned() }
}

/// The cards of the first priorities.
pub(super) fn priorities(
    pack: &Pack,
    analysis: &GapAnalysis,
    background: &Background,
    parts: &Parts<'_>,
    first: &[CompetencyIx],
) -> Vec<PriorityCard> {
    let mut named: Vec<ResourceIx> = Vec::new();
    let card = |(place, competency): (usize, &CompetencyIx)| {
        let gap = analysis.gap(*competency);
        let part = parts.of(gap.competency);
        let next = part.card.next.clone()?;
        let competency = pack.competency(gap.competency);
        let is_degree = |choice: &&Choice<'_>| pack.resource(choice.resource).kind == ResourceKind::Degree;
        let mut now = part.choices.first_now(pack, ON_CARD);
        now.retain(|choice| !is_degree(choice));
        let fits = |choice: &&&Choice<'_>| {
            let resource = pack.resource(choice.resource);
            resource.price.is_free() && resource.effort.total_hours().is_some_and(|hours| hours <= HOURS_IN_A_MONTH)
        };
        let begin = now.iter().find(|choice| fits(choice) && !named.contains(&choice.resource));
        named.extend(begin.map(|choice| choice.resource));
        Some(PriorityCard {
            number: (place + 1).to_string(),
            title: competency.title.clone(),
            anchor: format!("c-{}", competency.id),
            must: gap.target.need == Need::Must,
            standing: part.card.standing.clone(),
            level: gap.level.map_or_else(String::new, |level| level_phrase(pack, level)),
            why: competency.why.clone(),
            next_level: next.level,
            next_statement: next.statement,
            first_step: next.first_step,
            evidence: next.evidence,
            ask: next.ask,
            begin: begin.map(|choice| pack.resource(choice.resource).title.clone()),
            choices: now.into_iter().map(|choice| choice_line(pack, choice, background)).collect(),
        })
    };
    first.iter().enumerate().filter_map(card).collect()
}

/// A card for each competency, domain by domain.
pub(super) fn sections(pack: &Pack, parts: &Parts<'_>) -> Vec<DomainSection> {
    let section = |domain: &crate::model::Domain| DomainSection {
        title: domain.title.clone(),
        cards: domain.competencies.iter().map(|at| parts.of(*at).card.clone()).collect(),
    };
    pack.domains().iter().map(section).collect()
}

/// What a card names: for now, and for later or on a condition.
pub(super) fn on_card<'c, 'p>(pack: &Pack, choices: &'c Choices<'p>) -> (Vec<&'c Choice<'p>>, Vec<&'c Choice<'p>>) {
    let now = choices.first_now(pack, ON_CARD);
    let later = choices.first_later(ON_CARD - now.len());
    (now, later)
}

/// The card of one competency, with the resources that it names for now and for later.
pub(super) fn card(
    pack: &Pack,
    gap: &Gap,
    score: &CompetencyScore,
    sheet: &AnswerSheet,
    now: &[&Choice<'_>],
    later: &[&Choice<'_>],
) -> CompetencyCard {
    let competency = pack.competency(gap.competency);
    let lines = |list: &[&Choice<'_>]| list.iter().map(|choice| choice_line(pack, choice, &sheet.background)).collect();
    CompetencyCard {
        title: competency.title.clone(),
        anchor: format!("c-{}", competency.id),
        must: gap.target.need == Need::Must,
        status: status(gap),
        status_class: match gap.standing {
            Standing::Met => "met",
            Standing::Open => "open",
            _ => "unknown",
        },
        definition: competency.definition.clone(),
        standing: standing(pack, gap, score),
        statement: gap.level.map(|level| typical(score, &statement(pack, competency, whole_level(level)))),
        next: next_step(pack, gap).filter(|_| gap.standing == Standing::Open),
        notes: notes(pack, competency, sheet),
        nothing_fits: gap.standing == Standing::Open && now.is_empty() && later.is_empty(),
        now: lines(now),
        later: lines(later),
        trace: trace::competency(pack, sheet, score, gap),
    }
}

/// The notes and reasons beside a competency's answers; behind the question where there are several.
pub(super) fn notes(pack: &Pack, competency: &Competency, sheet: &AnswerSheet) -> Vec<String> {
    let own: Vec<_> = competency.items.iter().filter(|item| pack.item(**item).is_in(sheet.form)).copied().collect();
    let several = own.len() > 1;
    let written = own.into_iter().filter_map(|item| Some((item, sheet.get(item)?))).flat_map(|(item, recorded)| {
        let reason = match &recorded.answer {
            Answer::NotApplicable(reason) => reason.clone(),
            _ => None,
        };
        [recorded.note.clone(), reason].into_iter().flatten().map(move |text| (item, text))
    });
    let in_words = |(item, text): (ItemIx, String)| {
        if several { format!("{} {text}", pack.item(item).stem) } else { text }
    };
    written.map(in_words).collect()
}

fn statement(pack: &Pack, competency: &Competency, level: i64) -> String {
    pack.levels().position(level).map_or_else(String::new, |at| competency.statements[at].clone())
}

/// What the role needs and where the person placed themselves, or what their several answers come to.
fn standing(pack: &Pack, gap: &Gap, score: &CompetencyScore) -> String {
    let placed = if score.items.len() > 1 { "Your answers come to" } else { "You placed yourself at" };
    let target = level_phrase(pack, Exact::from(gap.target.level));
    match (gap.standing, gap.level) {
        (Standing::Met, Some(level)) => {
            format!("{placed} {}; the role needs {target}.", level_phrase(pack, level))
        }
        (_, Some(level)) => format!(
            "The role needs {target}. {placed} {}: {} to go.",
            level_phrase(pack, level),
            if gap.size == Exact::ONE { "1 level".to_owned() } else { format!("{} levels", level_number(gap.size)) }
        ),
        (Standing::NotApplicable, None) => {
            format!("The role needs {target}. You said that this does not apply to you.")
        }
        (Standing::NotAsked, None) => format!("The role needs {target}. This form does not ask about it."),
        (_, None) => format!("The role needs {target}. There are not enough answers to place you."),
    }
}

/// The step to the next whole level; `None` without a level, or at the highest.
pub(super) fn next_step(pack: &Pack, gap: &Gap) -> Option<NextStep> {
    let next = whole_level(gap.level?) + 1;
    let at = pack.levels().position(next)?;
    let competency = pack.competency(gap.competency);
    let advice = &competency.advice[at - 1];
    Some(NextStep {
        level: format!("Level {next}, {}", pack.levels().levels()[at].label),
        statement: competency.statements[at].clone(),
        first_step: advice.first_step.clone(),
        evidence: advice.evidence.clone(),
        ask: advice.ask.clone(),
    })
}
