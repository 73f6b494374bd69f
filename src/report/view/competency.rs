//! The views of one competency. They depend only on the answers to its own questions, so that everyone who gave the same
//! answers shares them.

use std::sync::Arc;

use super::cards::{CompetencyCard, card, on_card};
use super::chart::{ProfileRow, placed_row, profile_row};
use super::held::Held;
use super::memo::Memo;
use super::shared::Shared;
use super::trace::{LadderRow, LossRow, ladder_row, loss_row};
use crate::answers::{Answer, AnswerSheet};
use crate::gap::{Gap, Rung};
use crate::model::{Background, CompetencyIx, FormIx, Pack, ResourceIx, RoleIx};
use crate::plan::{Choices, choices};
use crate::score::{CompetencyScore, ScoreCard};

/// The views of one competency.
#[derive(Debug)]
pub(super) struct CompetencyView {
    /// The resources that the card names.
    pub(super) named: Vec<ResourceIx>,
    /// The card.
    pub(super) card: Shared<CompetencyCard>,
    /// The row of the profile, with the person's own marks; `None` where the role of the report does not need it.
    pub(super) profile: Option<Shared<ProfileRow>>,
    /// The row of the sum behind readiness; `None` where the role of the report does not need it.
    pub(super) loss: Option<Shared<LossRow>>,
    /// The row of the sums behind the readiness for every role.
    pub(super) ladder: Shared<LadderRow>,
}

/// All that the views of a competency depend on beside the pack.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct CompetencyKey {
    competency: CompetencyIx,
    form: FormIx,
    role: RoleIx,
    /// The role that the card is about, where that is not the role of the report.
    held: Option<RoleIx>,
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
        (rungs, next): (&[Rung], RoleIx),
        cache: &mut Memo<CompetencyKey, Arc<CompetencyView>>,
    ) -> Self {
        let view = |at: CompetencyIx| {
            let score = scores.competency(at);
            let is_of_next = rungs[sheet.role.get()].analysis.gap(at).is_none();
            let held = Some(next).filter(|next| is_of_next && rungs[next.get()].analysis.gap(at).is_some());
            let make = || Arc::new(CompetencyView::new(pack, sheet, score, (rungs, held)));
            match key(sheet, score, held) {
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
    /// `held` is the role that the card is about, where that is not the role of the report.
    fn new(
        pack: &Pack,
        sheet: &AnswerSheet,
        score: &CompetencyScore,
        (rungs, held): (&[Rung], Option<RoleIx>),
    ) -> Self {
        let gaps: Vec<Option<&Gap>> = rungs.iter().map(|rung| rung.analysis.gap(score.competency)).collect();
        let own = gaps[sheet.role.get()];
        let other = held.map(|role| pack.role(role).title.as_str());
        let gap = own.or_else(|| gaps[held?.get()]);
        let choices = gap.map_or_else(Choices::default, |gap| choices(pack, gap, &sheet.background));
        let (now, later) = on_card(pack, &choices);
        Self {
            named: now.iter().chain(&later).map(|choice| choice.resource).collect(),
            card: Shared::new(card(pack, gap.map(|gap| Held { gap, other }), score, sheet, &now, &later)),
            profile: match own {
                Some(gap) => Some(Shared::new(profile_row(pack, gap))),
                None => (!pack.has_roles()).then(|| Shared::new(placed_row(pack, score))),
            },
            loss: own.map(|gap| Shared::new(loss_row(pack, gap))),
            ladder: Shared::new(ladder_row(pack, score.competency, &gaps)),
        }
    }
}

/// The key of a competency's views; `None` where the person wrote something, which nobody else did.
fn key(sheet: &AnswerSheet, score: &CompetencyScore, held: Option<RoleIx>) -> Option<CompetencyKey> {
    let answer = |item: &crate::score::ItemScore| match sheet.get(item.item) {
        Some(recorded) if recorded.note.is_some() => None,
        Some(recorded) if matches!(recorded.answer, Answer::NotApplicable(Some(_))) => None,
        recorded => Some(recorded.map(|recorded| recorded.answer.clone())),
    };
    Some(CompetencyKey {
        competency: score.competency,
        form: sheet.form,
        role: sheet.role,
        held,
        background: sheet.background.clone(),
        answers: score.items.iter().map(answer).collect::<Option<_>>()?,
    })
}
