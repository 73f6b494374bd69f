//! The card of each competency.

use super::chart::NOT_PLACED;
use super::entry::{ChoiceLine, choice_line};
use super::held::Held;
use super::shared::Shared;
use super::trace::{self, CompetencyTrace};
use crate::answers::AnswerSheet;
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis, GapStatus};
use crate::language::sheets::notes;
use crate::language::{distance, gap_status, grammar, level_phrase};
use crate::model::{Advice, CompetencyIx, Need, Pack};
use crate::plan::{Choice, Choices};
use crate::score::CompetencyScore;

/// How many resources a card names: what is open now first, then what is open later or on a condition.
pub(super) const ON_CARD: usize = 2;

/// The status of what neither the role of the report nor the next one needs.
const NOT_NEEDED: &str = "Not needed";

/// Everything about one competency.
#[derive(Clone, Debug)]
pub struct CompetencyCard {
    /// The competency.
    pub competency: CompetencyIx,
    /// Its name.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// True for a must of the role.
    pub must: bool,
    /// How one stands, in two or three words.
    pub status: String,
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

impl CompetencyCard {
    /// True where the pack says how to take the next step.
    pub fn has_advice(&self) -> bool {
        self.next.as_ref().is_some_and(|next| next.advice.is_some())
    }
}

/// The step to the next level.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// The level.
    pub number: i64,
    /// The level and its label.
    pub level: String,
    /// Its statement, where the pack has one.
    pub statement: Option<String>,
    /// How to take it, where the pack says so.
    pub advice: Option<Advice>,
}

/// The cards of one domain that stand on the page.
#[derive(Clone, Debug)]
pub struct DomainSection {
    /// The domain.
    pub title: String,
    /// Its cards, in the pack's order; at least one.
    pub cards: Vec<Shared<CompetencyCard>>,
}

/// The statement of a level, as what the person chose, or as typical of what several answers come to.
fn typical(score: &CompetencyScore, statement: &str) -> String {
    if score.items.len() > 1 { format!("Typical of this level: “{statement}”") } else { statement.to_owned() }
}

/// The cards of what one of these roles needs, domain by domain.
pub(super) fn sections(pack: &Pack, cards: &[Shared<CompetencyCard>], roles: [&GapAnalysis; 2]) -> Vec<DomainSection> {
    let is_needed = |at: &&CompetencyIx| !pack.has_roles() || roles.iter().any(|role| role.gap(**at).is_some());
    let section = |domain: &crate::model::Domain| DomainSection {
        title: domain.title.clone(),
        cards: domain.competencies.iter().filter(is_needed).map(|at| cards[at.get()].clone()).collect(),
    };
    pack.domains().iter().map(section).filter(|section| !section.cards.is_empty()).collect()
}

/// What a card names: for now, and for later or on a condition.
pub(super) fn on_card<'c, 'p>(pack: &Pack, choices: &'c Choices<'p>) -> (Vec<&'c Choice<'p>>, Vec<&'c Choice<'p>>) {
    let mut now = choices.first_now(pack, ON_CARD);
    // One that is free and leads as far as any is enough.
    if now.first().is_some_and(|first| pack.resource(first.resource).price.is_free()) {
        now.truncate(1);
        return (now, Vec::new());
    }
    let later = choices.first_later(ON_CARD - now.len());
    (now, later)
}

/// The card of one competency, with the resources that it names for now and for later; `held` is `None` where neither the
/// role of the report nor the next one needs it.
pub(super) fn card(
    pack: &Pack,
    held: Option<Held<'_>>,
    score: &CompetencyScore,
    sheet: &AnswerSheet,
    now: &[&Choice<'_>],
    later: &[&Choice<'_>],
) -> CompetencyCard {
    let competency = pack.competency(score.competency);
    let lines = |list: &[&Choice<'_>]| list.iter().map(|choice| choice_line(pack, choice, &sheet.background)).collect();
    let gap = held.map(|held| held.gap);
    let is_open = gap.is_some_and(|gap| gap.status == GapStatus::Open);
    CompetencyCard {
        competency: score.competency,
        title: competency.title.clone(),
        anchor: format!("c-{}", competency.id),
        must: gap.is_some_and(|gap| gap.target.need == Need::Must),
        status: match gap {
            Some(gap) => gap_status(gap),
            None if pack.has_roles() => NOT_NEEDED.to_owned(),
            None => score
                .level
                .map_or_else(|| NOT_PLACED.to_owned(), |level| grammar::sentence_case(&level_phrase(pack, level))),
        },
        status_class: match gap.map(|gap| gap.status) {
            Some(GapStatus::Met) => "met",
            Some(GapStatus::Open) => "open",
            _ => "unknown",
        },
        definition: competency.definition.clone(),
        standing: held.map_or_else(|| standing_alone(pack, score), |held| standing(pack, held, score)),
        statement: score.level.and_then(|level| statement(pack, score, level)),
        next: gap.filter(|_| is_open).and_then(|gap| next_step(pack, gap)),
        notes: notes(pack, competency, sheet),
        nothing_fits: is_open && !pack.resources().is_empty() && now.is_empty() && later.is_empty(),
        now: lines(now),
        later: lines(later),
        trace: trace::competency(pack, sheet, score, held),
    }
}

/// The statement of the level that a score comes to, where the pack has one.
pub(super) fn statement(pack: &Pack, score: &CompetencyScore, level: Exact) -> Option<String> {
    pack.statement(score.competency, level.whole()).map(|statement| typical(score, statement))
}

/// Where the person placed themselves, or what their several answers come to: the beginning of a sentence.
fn placed(score: &CompetencyScore) -> &'static str {
    if score.items.len() > 1 { "Your answers come to" } else { "You placed yourself at" }
}

/// What the role needs and where the person stands.
fn standing(pack: &Pack, Held { gap, other }: Held<'_>, score: &CompetencyScore) -> String {
    let (placed, role) =
        (placed(score), other.map_or_else(|| "The role".to_owned(), |title| format!("{title}, next,")));
    let target = level_phrase(pack, Exact::from(gap.target.level));
    match (gap.status, gap.level) {
        (GapStatus::Met, Some(level)) => {
            let role = other.map_or_else(|| "the role".to_owned(), |title| format!("{title}, next,"));
            format!("{placed} {}; {role} needs {target}.", level_phrase(pack, level))
        }
        (_, Some(level)) => {
            format!("{role} needs {target}. {placed} {}: {} to go.", level_phrase(pack, level), distance(gap.size))
        }
        (GapStatus::NotApplicable, None) => {
            format!("{role} needs {target}. You said that this does not apply to you.")
        }
        (GapStatus::NotAsked, None) => format!("{role} needs {target}. This form does not ask about it."),
        (_, None) => format!("{role} needs {target}. There are not enough answers to place you."),
    }
}

/// Where the person stands in what no role of the report needs.
fn standing_alone(pack: &Pack, score: &CompetencyScore) -> String {
    match score.level {
        Some(level) if !pack.has_roles() => format!("{} {}.", placed(score), level_phrase(pack, level)),
        Some(level) => format!("{} {}. The role does not need it.", placed(score), level_phrase(pack, level)),
        None if !pack.has_roles() => "There are not enough answers to place you.".to_owned(),
        None => "The role does not need it.".to_owned(),
    }
}

/// The step to the next level that the competency defines; `None` without a level, or at the highest.
pub(super) fn next_step(pack: &Pack, gap: &Gap) -> Option<NextStep> {
    let competency = pack.competency(gap.competency);
    let next = competency.level_above(gap.level?.whole(), pack.levels().max())?;
    Some(NextStep {
        number: next,
        level: grammar::sentence_case(&level_phrase(pack, next.into())),
        statement: pack.statement(gap.competency, next).map(str::to_owned),
        advice: competency.advice_to(next).cloned(),
    })
}
