//! The action plan: cards for the first gaps to the next role, begun by the report and finished by hand.

use super::cards::next_step;
use crate::answers::AnswerSheet;
use crate::gap::Gap;
use crate::language::action_plan as words;
use crate::language::level_phrase;
use crate::model::Pack;

/// The plan for one gap.
#[derive(Clone, Debug)]
pub struct ActionCard {
    /// The competency.
    pub title: String,
    /// From which level to which.
    pub way: String,
    /// What will be true at the end, in one sentence.
    pub outcome: String,
    /// What will show it.
    pub evidence: String,
    /// When to begin, when to look back and when to be done, each with what to do.
    pub steps: [(String, String); 3],
}

/// A card for each gap. Each has thirty days after those of the card before it, from the day of the answers.
pub(super) fn action_plan<'g>(
    pack: &Pack,
    sheet: &AnswerSheet,
    gaps: impl IntoIterator<Item = &'g Gap>,
) -> Vec<ActionCard> {
    let begun = sheet.day();
    let card = |(place, gap): (usize, &Gap)| {
        let next = next_step(pack, gap)?;
        let days = words::Days::of_card(begun, place);
        Some(ActionCard {
            title: pack.competency(gap.competency).title.clone(),
            way: words::way(&level_phrase(pack, gap.level?), &level_phrase(pack, next.number.into())),
            outcome: words::outcome(&days, &next.statement),
            evidence: next.evidence,
            steps: words::steps(&days, &next.first_step, &next.ask),
        })
    };
    gaps.into_iter().enumerate().filter_map(card).collect()
}
