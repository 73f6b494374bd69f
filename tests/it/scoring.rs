//! Levels, coverage, bounds, gaps, readiness, priority and the ladder: hand-worked values and laws.

use crate::harness::{CompetencySpec, ItemSpec, PLAIN, rated, sheet, small_files, small_pack};
use proptest::prelude::*;
use skillgap::answers::{Answer, AnswerSheet, Respondent};
use skillgap::exact::{Exact, decimals};
use skillgap::gap::{GapAnalysis, GapStatus, analyse, ladder, nearest_rung};
use skillgap::model::{CompetencyIx, Pack};
use skillgap::pack;
use skillgap::score::{ScoreCard, score};

fn scored(pack: &Pack, answers: &[Option<Answer>]) -> (ScoreCard, GapAnalysis) {
    let card = score(pack, &sheet(pack, answers));
    let analysis = analyse(pack, &card, pack.default_role());
    (card, analysis)
}

fn whole(value: i128) -> Exact {
    Exact::from_integer(value)
}

/// t = 5,4,4,3; c = 3,4,2,5; w = 4,3,2,1: sum(w g) = 12, sum(w t) = 43, R = 31/43.
#[test]
fn readiness_of_the_hand_worked_profile() {
    let pack = small_pack(&[(5, 4), (4, 3), (4, 2), (3, 1)].map(|(t, w)| CompetencySpec::new(t, w)));
    let (_, analysis) = scored(&pack, &rated(&[3, 4, 2, 5]));
    assert_eq!(analysis.readiness, Some(Exact::new(31, 43)));
    assert_eq!(decimals(analysis.readiness.unwrap(), 4), "0.7209");
    assert_eq!(analysis.bounds, (Exact::new(31, 43), Exact::new(31, 43)));
    let sizes: Vec<Exact> = analysis.gaps.iter().map(|gap| gap.size).collect();
    assert_eq!(sizes, [2, 0, 2, 0].map(whole));
}

/// Three items on 0..5 rated 2, 3, unsure: c = 2.5, coverage 2/3, bounds 5/3 and 10/3.
#[test]
fn level_coverage_and_bounds_of_the_hand_worked_competency() {
    let pack = small_pack(&[CompetencySpec { items: vec![PLAIN; 3], ..CompetencySpec::new(4, 1) }]);
    let (card, _) = scored(&pack, &[Some(Answer::Rated(2)), Some(Answer::Rated(3)), Some(Answer::Unsure)]);
    assert_eq!(card.competencies[0].level, Some(Exact::new(5, 2)));
    assert_eq!(card.competencies[0].bounds, (Exact::new(5, 3), Exact::new(10, 3)));
    assert_eq!(card.coverage, Exact::new(2, 3));
}

/// A reverse item on 1..6 rated 2: v' = 5, r = 4/5, level on 0..5 = 4.
#[test]
fn a_reverse_item_is_scored_from_its_other_end() {
    let item = ItemSpec { min: 1, max: 6, reverse: true, weight: 1 };
    let pack = small_pack(&[CompetencySpec { items: vec![item], ..CompetencySpec::new(4, 1) }]);
    assert_eq!(scored(&pack, &rated(&[2])).0.competencies[0].level, Some(whole(4)));
}

#[test]
fn weights_count_in_proportion() {
    let item = |weight| ItemSpec { weight, ..PLAIN };
    let pack = small_pack(&[CompetencySpec { items: vec![item(3), item(1)], ..CompetencySpec::new(4, 1) }]);
    assert_eq!(scored(&pack, &rated(&[4, 0])).0.competencies[0].level, Some(whole(3)));
}

/// Everything skipped: no level, no readiness, bounds 0 and 1.
#[test]
fn nothing_rated_gives_no_level_and_the_widest_bounds() {
    let pack = small_pack(&[CompetencySpec::new(5, 4), CompetencySpec::new(4, 3)]);
    for answers in [vec![None, None], vec![Some(Answer::Skipped), Some(Answer::Unsure)]] {
        let (card, analysis) = scored(&pack, &answers);
        assert!(card.competencies.iter().all(|score| score.level.is_none()));
        assert_eq!(analysis.readiness, None);
        assert_eq!(analysis.bounds, (whole(0), whole(1)));
        assert_eq!(card.coverage, whole(0));
        assert!(analysis.priorities().is_empty());
    }
}

/// What does not apply lowers coverage and widens the bounds, as an unanswered item does; only its status differs.
#[test]
fn what_does_not_apply_counts_like_an_unanswered_item() {
    let pack = small_pack(&[CompetencySpec::new(4, 4), CompetencySpec::new(4, 1)]);
    let not_applicable = Some(Answer::NotApplicable(None));
    let (card, analysis) = scored(&pack, &[Some(Answer::Rated(2)), not_applicable.clone()]);
    assert_eq!(card.coverage, Exact::new(1, 2));
    assert_eq!(analysis.readiness, Some(Exact::new(1, 2)), "four fifths of the importance carry a level");
    assert_eq!(analysis.bounds, (Exact::new(2, 5), Exact::new(3, 5)));
    assert_eq!(analysis.gaps[1].status, GapStatus::NotApplicable);

    let (card, analysis) = scored(&pack, &[not_applicable.clone(), not_applicable]);
    assert_eq!((card.coverage, analysis.readiness), (whole(0), None));
    assert_eq!(analysis.bounds, (whole(0), whole(1)));
}

/// 24 competencies that do not apply and one at 5: no readiness, bounds near 0 and 1, no must met, no role reached.
#[test]
fn nobody_reaches_a_role_by_saying_that_its_musts_do_not_apply() {
    let must = CompetencySpec { must: true, ..CompetencySpec::new(4, 4) };
    let mut spec = vec![must; 24];
    spec.push(CompetencySpec::new(4, 4));
    let pack = small_pack(&spec);
    let mut answers = vec![Some(Answer::NotApplicable(None)); 24];
    answers.push(Some(Answer::Rated(5)));
    let (card, analysis) = scored(&pack, &answers);
    assert_eq!(analysis.readiness, None);
    assert_eq!(analysis.bounds, (Exact::new(1, 25), whole(1)));
    assert_eq!((analysis.met_musts(), analysis.musts, analysis.unmet_musts.len()), (0, 24, 24));
    assert!(analysis.priorities().is_empty(), "a must without a level is unmet, and no gap");
    assert_eq!(nearest_rung(&ladder(&pack, &card)), None);
}

/// A competency of the role about which the form does not ask: no level, the whole scale as bounds, and nothing to hold
/// against the person.
#[test]
fn what_the_form_does_not_ask_is_told_apart_from_what_is_not_answered() {
    let mut files = small_files(&[CompetencySpec::new(4, 3), CompetencySpec::new(2, 1)]);
    let forms = "forms:\n  - {id: all, title: All}\n";
    files.questionnaire.text = files
        .questionnaire
        .text
        .replace(forms, &format!("{forms}  - {{id: half, title: Half}}\n"))
        .replacen("forms: [all]", "forms: [all, half]", 1);
    let pack = pack::parse(&files).0.unwrap();
    for (form, expected) in [("half", GapStatus::NotAsked), ("all", GapStatus::NotKnown)] {
        let form = pack.find_form(form).unwrap();
        let sheet = AnswerSheet::new(&pack, form, Respondent { id: "s-test".to_owned(), label: None });
        let card = score(&pack, &sheet);
        let analysis = analyse(&pack, &card, pack.default_role());
        assert_eq!(analysis.gaps.iter().map(|gap| gap.status).collect::<Vec<_>>(), [GapStatus::NotKnown, expected]);
        assert_eq!((card.competencies[1].level, card.competencies[1].bounds), (None, (whole(0), whole(5))));
    }
}

/// TEAMMATES #11200: zero and does-not-apply are different.
#[test]
fn a_rating_of_zero_is_a_level() {
    let pack = small_pack(&[CompetencySpec::new(4, 1)]);
    let (card, analysis) = scored(&pack, &rated(&[0]));
    assert_eq!(card.competencies[0].level, Some(whole(0)));
    assert_eq!(analysis.readiness, Some(whole(0)));
}

#[test]
fn readiness_needs_most_of_the_importance() {
    let pack = small_pack(&[CompetencySpec::new(4, 79), CompetencySpec::new(4, 21)]);
    assert_eq!(scored(&pack, &[Some(Answer::Rated(4)), None]).1.readiness, None);
    let pack = small_pack(&[CompetencySpec::new(4, 80), CompetencySpec::new(4, 20)]);
    let (_, analysis) = scored(&pack, &[Some(Answer::Rated(4)), None]);
    assert_eq!(analysis.readiness, Some(whole(1)));
    assert_eq!(analysis.bounds, (Exact::new(4, 5), whole(1)));
}

/// B06: musts first, then importance times gap, then gap, then the pack's order.
#[test]
fn b06_priorities_are_in_a_total_order() {
    let must = CompetencySpec { must: true, ..CompetencySpec::new(4, 1) };
    let spec = [(4, 2), (4, 4), (5, 8), (4, 8)].map(|(t, w)| CompetencySpec::new(t, w));
    let pack = small_pack(&[spec.to_vec(), vec![must]].concat());
    // Importance times gap: 2*4 = 8, 4*2 = 8, 8*1 = 8, 8*2 = 16, and the must 1*1 = 1.
    let (_, analysis) = scored(&pack, &rated(&[0, 2, 4, 2, 3]));
    assert_eq!(analysis.priorities(), [4, 3, 0, 1, 2].map(CompetencyIx::new));
    assert_eq!(analysis.unmet_musts, [CompetencyIx::new(4)]);
}

#[test]
fn a_rung_needs_every_must_and_enough_readiness() {
    let must = CompetencySpec { must: true, ..CompetencySpec::new(4, 1) };
    let pack = small_pack(&[must, CompetencySpec::new(4, 99)]);
    let reached =
        |answers: &[Option<Answer>]| nearest_rung(&ladder(&pack, &score(&pack, &sheet(&pack, answers)))).is_some();
    assert!(reached(&rated(&[4, 4])));
    assert!(!reached(&rated(&[3, 5])), "readiness is above 0.99, and the must is open");
    assert!(!reached(&rated(&[5, 3])), "the must is met, and readiness is below 0.9");
    assert!(!reached(&[None, Some(Answer::Rated(5))]), "a must that is not known is not met");
    assert!(!reached(&[Some(Answer::NotApplicable(None)), Some(Answer::Rated(5))]), "nor is one that does not apply");
}

#[test]
fn domain_levels_are_weighted_by_importance() {
    let pack = small_pack(&[CompetencySpec::new(5, 3), CompetencySpec::new(3, 1), CompetencySpec::new(4, 2)]);
    let (_, analysis) = scored(&pack, &[Some(Answer::Rated(4)), Some(Answer::Rated(0)), None]);
    assert_eq!(analysis.domains(&pack)[0].level, Some(whole(3)));
    assert_eq!(analysis.domains(&pack)[0].target, Some(Exact::new(9, 2)), "of the same two competencies");
}

/// A competency too thinly answered to be shown must not push the bounds past readiness itself.
#[test]
fn bounds_hold_readiness_when_a_thin_competency_is_hidden() {
    let thin = CompetencySpec { items: vec![PLAIN; 3], ..CompetencySpec::new(4, 10) };
    let pack = small_pack(&[CompetencySpec::new(4, 90), thin]);
    let (card, analysis) = scored(&pack, &[Some(Answer::Rated(0)), Some(Answer::Rated(5)), None, None]);
    assert_eq!(card.competencies[1].level, None);
    assert_eq!(analysis.readiness, Some(whole(0)));
    let (low, high) = analysis.bounds;
    assert!(low <= whole(0) && high > whole(0));
}

fn answer(item: ItemSpec) -> impl Strategy<Value = Option<Answer>> {
    prop_oneof![
        6 => (item.min..=item.max).prop_map(|value| Some(Answer::Rated(value))),
        1 => Just(Some(Answer::Unsure)),
        1 => Just(Some(Answer::NotApplicable(None))),
        1 => Just(Some(Answer::Skipped)),
        1 => Just(None),
    ]
}

fn item() -> impl Strategy<Value = ItemSpec> {
    (0..3_i64, 1..7_i64, any::<bool>(), 1..4_u32).prop_map(|(min, span, reverse, weight)| ItemSpec {
        min,
        max: min + span,
        reverse,
        weight,
    })
}

fn competency() -> impl Strategy<Value = CompetencySpec> {
    (prop::collection::vec(item(), 1..4), 1..6_i64, 1..10_i64, any::<bool>())
        .prop_map(|(items, target, importance, must)| CompetencySpec { items, target, importance, must })
}

fn person() -> impl Strategy<Value = (Vec<CompetencySpec>, Vec<Option<Answer>>)> {
    prop::collection::vec(competency(), 1..6).prop_flat_map(|pack| {
        let answers: Vec<_> = pack.iter().flat_map(|c| c.items.clone()).map(answer).collect();
        (Just(pack), answers)
    })
}

fn in_unit(value: Exact) -> bool {
    whole(0) <= value && value <= whole(1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Every share lies in 0..=1, every level on the scale, R between its bounds.
    #[test]
    fn shares_stay_in_range((spec, answers) in person()) {
        let pack = small_pack(&spec);
        let (card, analysis) = scored(&pack, &answers);
        prop_assert!(in_unit(card.coverage));
        prop_assert_eq!(card.coverage, Exact::new(card.rated as i128, answers.len() as i128));
        for score in &card.competencies {
            let (low, high) = score.bounds;
            prop_assert!(whole(0) <= low && low <= high && high <= whole(5));
            prop_assert!(score.level.is_none_or(|level| low <= level && level <= high));
        }
        let (low, high) = analysis.bounds;
        prop_assert!(in_unit(low) && in_unit(high) && low <= high);
        prop_assert!(analysis.readiness.is_none_or(|r| low <= r && r <= high));
        let missing = answers.iter().any(|a| !matches!(a, Some(Answer::Rated(_))));
        prop_assert!(missing || (low == high && Some(low) == analysis.readiness));
    }

    /// Every state without a rating gives the same numbers.
    #[test]
    fn states_without_a_rating_score_alike((spec, answers) in person(), picks in prop::collection::vec(0..4_usize, 20)) {
        let pack = small_pack(&spec);
        let states = [None, Some(Answer::Skipped), Some(Answer::Unsure), Some(Answer::NotApplicable(None))];
        let other = answers.iter().zip(&picks).map(|(answer, pick)| match answer {
            Some(Answer::Rated(_)) => answer.clone(),
            _ => states[*pick].clone(),
        });
        let ((card, analysis), (other_card, other)) = (scored(&pack, &answers), scored(&pack, &other.collect::<Vec<_>>()));
        prop_assert_eq!((analysis.readiness, analysis.bounds), (other.readiness, other.bounds));
        prop_assert_eq!((&analysis.unmet_musts, analysis.priorities()), (&other.unmet_musts, other.priorities()));
        prop_assert_eq!(card.coverage, other_card.coverage);
    }

    /// A must is met exactly when it has a shown level at its target or above; a role is reached exactly when readiness is
    /// given, at least 0.9, and every must is met; an unmet must without a level is no priority.
    #[test]
    fn a_role_is_reached_by_readiness_and_all_its_musts((spec, answers) in person()) {
        let pack = small_pack(&spec);
        let (card, analysis) = scored(&pack, &answers);
        for (at, competency) in spec.iter().enumerate() {
            let level = card.competencies[at].level;
            let is_unmet = competency.must && level.is_none_or(|level| level < whole(i128::from(competency.target)));
            prop_assert_eq!(analysis.unmet_musts.contains(&CompetencyIx::new(at)), is_unmet);
            prop_assert!(level.is_some() || !analysis.priorities().contains(&CompetencyIx::new(at)));
        }
        let is_ready = analysis.readiness.is_some_and(|readiness| readiness >= Exact::new(9, 10));
        let reached = ladder(&pack, &card)[pack.default_role().get()].reached;
        prop_assert_eq!(reached, is_ready && analysis.unmet_musts.is_empty());
    }

    /// The true answers lie inside the bounds that incomplete ones leave.
    #[test]
    fn bounds_hold_whatever_the_missing_answers_turn_out_to_be(
        (spec, answers) in person(),
        picks in prop::collection::vec(0..100_i64, 20),
    ) {
        let pack = small_pack(&spec);
        let items: Vec<ItemSpec> = spec.iter().flat_map(|c| c.items.clone()).collect();
        let completed: Vec<Option<Answer>> = answers
            .iter()
            .zip(&items)
            .zip(&picks)
            .map(|((answer, item), pick)| match answer {
                Some(Answer::Rated(_)) => answer.clone(),
                _ => Some(Answer::Rated(item.min + pick % (item.max - item.min + 1))),
            })
            .collect();
        let (_, partial) = scored(&pack, &answers);
        let (_, complete) = scored(&pack, &completed);
        let ((low, high), truth) = (partial.bounds, complete.readiness.unwrap());
        prop_assert!(low <= truth && truth <= high, "{low:?} <= {truth:?} <= {high:?}");
    }

    /// A better answer never lowers a level, its bounds or readiness; turning the keying and the answer round
    /// changes nothing.
    #[test]
    fn scoring_is_monotone_and_reversal_symmetric((spec, answers) in person(), at in 0..20_usize) {
        let pack = small_pack(&spec);
        let items: Vec<ItemSpec> = spec.iter().flat_map(|c| c.items.clone()).collect();
        let (before_card, before) = scored(&pack, &answers);
        let at = at % items.len();
        if let Some(Answer::Rated(value)) = answers[at] {
            let better = if items[at].reverse { value - 1 } else { value + 1 };
            if (items[at].min..=items[at].max).contains(&better) {
                let mut improved = answers.clone();
                improved[at] = Some(Answer::Rated(better));
                let (card, after) = scored(&pack, &improved);
                prop_assert!(before.readiness <= after.readiness);
                prop_assert!(before.bounds <= after.bounds);
                for (old, new) in before_card.competencies.iter().zip(&card.competencies) {
                    prop_assert!(old.level <= new.level);
                }
            }
        }
        let turned_spec: Vec<CompetencySpec> = spec
            .iter()
            .map(|c| CompetencySpec {
                items: c.items.iter().map(|i| ItemSpec { reverse: !i.reverse, ..*i }).collect(),
                ..c.clone()
            })
            .collect();
        let turned: Vec<Option<Answer>> = answers
            .iter()
            .zip(&items)
            .map(|(answer, item)| match answer {
                Some(Answer::Rated(value)) => Some(Answer::Rated(item.min + item.max - value)),
                other => other.clone(),
            })
            .collect();
        let turned_pack = small_pack(&turned_spec);
        let (card, analysis) = scored(&turned_pack, &turned);
        prop_assert_eq!(analysis.readiness, before.readiness);
        prop_assert_eq!(analysis.bounds, before.bounds);
        prop_assert_eq!(analysis.priorities(), before.priorities());
        prop_assert_eq!(card.coverage, before_card.coverage);
    }

    /// The order of the competencies in the pack changes no number.
    #[test]
    fn the_order_of_the_pack_changes_no_number((spec, answers) in person()) {
        let (_, forward) = scored(&small_pack(&spec), &answers);
        let mut groups: Vec<(CompetencySpec, Vec<Option<Answer>>)> = Vec::new();
        let mut rest = answers.as_slice();
        for competency in &spec {
            let (own, after) = rest.split_at(competency.items.len());
            groups.push((competency.clone(), own.to_vec()));
            rest = after;
        }
        groups.reverse();
        let turned: Vec<CompetencySpec> = groups.iter().map(|(c, _)| c.clone()).collect();
        let answers: Vec<Option<Answer>> = groups.into_iter().flat_map(|(_, own)| own).collect();
        let (_, backward) = scored(&small_pack(&turned), &answers);
        prop_assert_eq!(forward.readiness, backward.readiness);
        prop_assert_eq!(forward.bounds, backward.bounds);
        prop_assert_eq!(forward.unmet_musts.len(), backward.unmet_musts.len());
    }
}
