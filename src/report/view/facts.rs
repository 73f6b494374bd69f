//! Who, when, what; and what was left out.

use crate::answers::{Answer, AnswerSheet};
use crate::gap::GapAnalysis;
use crate::language::sheets::{when, who};
use crate::language::{self, grammar};
use crate::model::{Background, CompetencyIx, Pack};
use crate::score::{CompetencyScore, ItemState, ScoreCard};

/// A name and a value.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is.
    pub name: &'static str,
    /// What it says.
    pub value: String,
}

/// A competency or question that entered no level, or only in part.
#[derive(Clone, Debug)]
pub struct NotRated {
    /// The competency, in the pack.
    pub competency: CompetencyIx,
    /// The competency.
    pub title: String,
    /// What was said instead of a rating.
    pub state: String,
    /// Why it matters, where the pack says so.
    pub why: Option<String>,
}

/// The facts at the head of a report.
pub(super) fn facts(pack: &Pack, sheet: &AnswerSheet, card: &ScoreCard) -> Vec<Fact> {
    let answered = sheet.answered(pack);
    let rated = if answered == card.rated { String::new() } else { format!(", {} rated", card.rated) };
    let state = if sheet.finished.is_none() { "Draft: " } else { "" };
    let mut facts = vec![
        Fact { name: "For", value: who(sheet) },
        Fact { name: "Date", value: when(sheet) },
        Fact { name: "Answers", value: format!("{state}{answered} of {} answered{rated}", card.items) },
    ];
    if pack.has_roles() {
        facts.insert(2, Fact { name: "Role", value: pack.role(sheet.role).title.clone() });
    }
    if !pack.background_facts().is_empty() || sheet.background != Background::default() {
        facts.push(Fact { name: "Background", value: language::background::in_words(pack, &sheet.background) });
    }
    facts
}

/// Everything asked that one of these roles needs and that has no rating, in the pack's order.
pub(super) fn not_rated(pack: &Pack, sheet: &AnswerSheet, card: &ScoreCard, roles: [&GapAnalysis; 2]) -> Vec<NotRated> {
    let mut list = Vec::new();
    let is_needed =
        |score: &&CompetencyScore| !pack.has_roles() || roles.iter().any(|role| role.gap(score.competency).is_some());
    for score in card.competencies.iter().filter(is_needed) {
        let competency = pack.competency(score.competency);
        let missing = score.items.iter().filter(|item| !matches!(item.state, ItemState::Rated(_)));
        let mut states: Vec<String> = missing
            .map(|item| {
                let said = match sheet.answer(item.item) {
                    Some(Answer::Unsure) => "you did not know".to_owned(),
                    Some(Answer::NotApplicable(None)) => "you said it does not apply".to_owned(),
                    Some(Answer::NotApplicable(Some(reason))) => format!("you said it does not apply: {reason}"),
                    Some(Answer::Skipped) => "skipped".to_owned(),
                    None | Some(Answer::Rated(_)) => "not answered".to_owned(),
                };
                if score.items.len() > 1 { format!("“{}” {said}", pack.item(item.item).stem) } else { said }
            })
            .collect();
        if states.is_empty() {
            continue;
        }
        if score.level.is_some() {
            states.push("the level rests on the other questions".to_owned());
        }
        list.push(NotRated {
            competency: score.competency,
            title: competency.title.clone(),
            state: grammar::sentence_case(&states.join("; ")),
            why: competency.why.clone(),
        });
    }
    list
}
