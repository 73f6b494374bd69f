//! The views of one competency. They depend only on the answers to its own questions, so that everyone who gave the same
//! answers shares them.

use std::sync::Arc;

use super::cards::{CompetencyCard, card, on_card};
use super::chart::{ProfileRow, profile_row};
use super::memo::Memo;
use super::shared::Shared;
use super::trace::{LadderRow, LossRow, ladder_row, loss_row};
use crate::answers::{Answer, AnswerSheet};
use crate::gap::{Gap, Rung};
use crate::model::{Background, CompetencyIx, FormIx, Pack, ResourceIx, RoleIx};
use crate::plan::choices;
use crate::score::{CompetencyScore, ScoreCard};

/// The views of one competency.
#[derive(Debug)]
pub(super) struct CompetencyView {
    /// The resources that the card names.
    pub(super) named: Vec<ResourceIx>,
    /// The card.
    pub(super) card: Shared<CompetencyCard>,
    /// The row of the profile, with the person's own marks.
    pub(super) profile: Shared<ProfileRow>,
    /// The row of the sum behind readiness.
    pub(super) loss: Shared<LossRow>,
    /// The row of the sums behind the readiness for every role.
    pub(super) ladder: Shared<LadderRow>,
}

/// All that the views of a competency depend on beside the pack.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct CompetencyKey {
    competency: CompetencyIx,
    form: FormIx,
    role: RoleIx,
    background: Background,
    answers: Vec<Option<Answer>>,
}

/// The views of every competency of a report.
pub(super) struct CompetencyViews(Vec<Arc<CompetencyView>>);

impl CompetencyViews {
    pub(super) fn new(
        pack: &Pack,
        sheet: &AnswerSheet,
        scores: &ScoreCard,
        rungs: &[Rung],
        cache: &mut Memo<CompetencyKey, Arc<CompetencyView>>,
    ) -> Self {
        let view = |at: CompetencyIx| {
            let score = scores.competency(at);
            let make = || Arc::new(CompetencyView::new(pack, sheet, score, rungs));
            match key(sheet, score) {
                Some(key) => cache.get(key, make),
                None => make(),
            }
        };
        Self(pack.competency_indices().map(view).collect())
    }

    pub(super) fn of(&self, competency: CompetencyIx) -> &CompetencyView {
        &self.0[competency.get()]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &CompetencyView> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// Every resource that a card names, in the catalogue's order.
    pub(super) fn named(&self) -> Vec<ResourceIx> {
        let mut named: Vec<ResourceIx> = self.iter().flat_map(|view| &view.named).copied().collect();
        named.sort_unstable();
        named.dedup();
        named
    }
}

impl CompetencyView {
    fn new(pack: &Pack, sheet: &AnswerSheet, score: &CompetencyScore, rungs: &[Rung]) -> Self {
        let gaps: Vec<&Gap> = rungs.iter().map(|rung| rung.analysis.gap(score.competency)).collect();
        let gap = gaps[sheet.role.get()];
        let choices = choices(pack, gap, &sheet.background);
        let (now, later) = on_card(pack, &choices);
        Self {
            named: now.iter().chain(&later).map(|choice| choice.resource).collect(),
            card: Shared::new(card(pack, gap, score, sheet, &now, &later)),
            profile: Shared::new(profile_row(pack, gap)),
            loss: Shared::new(loss_row(pack, gap)),
            ladder: Shared::new(ladder_row(pack, score.competency, &gaps)),
        }
    }
}

/// The key of a competency's views; `None` where the person wrote something, which nobody else did.
fn key(sheet: &AnswerSheet, score: &CompetencyScore) -> Option<CompetencyKey> {
    let answer = |item: &crate::score::ItemScore| match sheet.get(item.item) {
        Some(recorded) if recorded.note.is_some() => None,
        Some(recorded) if matches!(recorded.answer, Answer::NotApplicable(Some(_))) => None,
        recorded => Some(recorded.map(|recorded| recorded.answer.clone())),
    };
    Some(CompetencyKey {
        competency: score.competency,
        form: sheet.form,
        role: sheet.role,
        background: sheet.background.clone(),
        answers: score.items.iter().map(answer).collect::<Option<_>>()?,
    })
}
