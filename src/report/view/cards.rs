//! The card of each competency.

use super::entry::{ChoiceLine, choice_line};
use super::shared::Shared;
use super::trace::{self, CompetencyTrace};
use crate::answers::AnswerSheet;
use crate::exact::Exact;
use crate::gap::{Gap, GapStatus};
use crate::language::sheets::notes;
use crate::language::{distance, gap_status, grammar, level_phrase};
use crate::model::{Competency, CompetencyIx, Need, Pack};
use crate::plan::{Choice, Choices};
use crate::score::CompetencyScore;

/// How many resources a card names: what is open now first, then what is open later or on a condition.
pub(super) const ON_CARD: usize = 2;

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

/// The step to the next level.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// The level.
    pub number: i64,
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

/// The statement of a level, as what the person chose, or as typical of what several answers come to.
pub(super) fn typical(score: &CompetencyScore, statement: &str) -> String {
    if score.items.len() > 1 { format!("Typical of this level: “{statement}”") } else { statement.to_owned() }
}

/// The cards, domain by domain; `card` gives the card of a competency.
pub(super) fn sections(pack: &Pack, card: impl Fn(CompetencyIx) -> Shared<CompetencyCard>) -> Vec<DomainSection> {
    let section = |domain: &crate::model::Domain| DomainSection {
        title: domain.title.clone(),
        cards: domain.competencies.iter().map(|at| card(*at)).collect(),
    };
    pack.domains().iter().map(section).collect()
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
        status: gap_status(gap),
        status_class: match gap.status {
            GapStatus::Met => "met",
            GapStatus::Open => "open",
            _ => "unknown",
        },
        definition: competency.definition.clone(),
        standing: standing(pack, gap, score),
        statement: gap.level.map(|level| typical(score, &statement(pack, competency, level.whole()))),
        next: next_step(pack, gap).filter(|_| gap.status == GapStatus::Open),
        notes: notes(pack, competency, sheet),
        nothing_fits: gap.status == GapStatus::Open && now.is_empty() && later.is_empty(),
        now: lines(now),
        later: lines(later),
        trace: trace::competency(pack, sheet, score, gap),
    }
}

pub(super) fn statement(pack: &Pack, competency: &Competency, level: i64) -> String {
    pack.levels().position(level).map_or_else(String::new, |at| competency.statements[at].clone())
}

/// What the role needs and where the person placed themselves, or what their several answers come to.
fn standing(pack: &Pack, gap: &Gap, score: &CompetencyScore) -> String {
    let placed = if score.items.len() > 1 { "Your answers come to" } else { "You placed yourself at" };
    let target = level_phrase(pack, Exact::from(gap.target.level));
    match (gap.status, gap.level) {
        (GapStatus::Met, Some(level)) => {
            format!("{placed} {}; the role needs {target}.", level_phrase(pack, level))
        }
        (_, Some(level)) => {
            format!("The role needs {target}. {placed} {}: {} to go.", level_phrase(pack, level), distance(gap.size))
        }
        (GapStatus::NotApplicable, None) => {
            format!("The role needs {target}. You said that this does not apply to you.")
        }
        (GapStatus::NotAsked, None) => format!("The role needs {target}. This form does not ask about it."),
        (_, None) => format!("The role needs {target}. There are not enough answers to place you."),
    }
}

/// The step to the next whole level; `None` without a level, or at the highest.
pub(super) fn next_step(pack: &Pack, gap: &Gap) -> Option<NextStep> {
    let next = gap.level?.whole() + 1;
    let at = pack.levels().position(next)?;
    let competency = pack.competency(gap.competency);
    let advice = &competency.advice[at - 1];
    Some(NextStep {
        number: next,
        level: grammar::sentence_case(&level_phrase(pack, next.into())),
        statement: competency.statements[at].clone(),
        first_step: advice.first_step.clone(),
        evidence: advice.evidence.clone(),
        ask: advice.ask.clone(),
    })
}
