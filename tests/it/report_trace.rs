//! The trace: every number of a report opens to what it is made of, with the person's own values in the formula.

use crate::harness::page::{all, count, demo, full_form};
use crate::harness::{CompetencySpec, ItemSpec, PLAIN, director_pack, rated, sheet, small_pack};
use proptest::prelude::*;
use skillgap::answers::Answer;
use skillgap::assess::Assessment;
use skillgap::report::html::student_page;
use skillgap::report::view::{CompetencyTrace, StudentReport, student_report};

fn trace<'a>(report: &'a StudentReport<'_>, at: usize) -> &'a CompetencyTrace {
    &report.sections.iter().flat_map(|section| &section.cards).nth(at).unwrap().trace
}

#[test]
fn readiness_opens_to_its_sum_with_the_hand_worked_values() {
    let specs = [(5, 4), (4, 3), (4, 2), (3, 1)].map(|(target, importance)| CompetencySpec::new(target, importance));
    let pack = small_pack(&specs);
    let report = student_report(&Assessment::new(&pack, &sheet(&pack, &rated(&[3, 4, 2, 5]))), "t");
    let readiness = &report.readiness_trace;
    assert_eq!(readiness.question, "Why 72\u{a0}%?");
    assert_eq!(
        readiness.answer,
        "Your levels cover 31 of 43 points. The largest parts to go: Competency 0 (8) and Competency 2 (4)."
    );
    assert_eq!(readiness.sums, ["12", "43"]);
    assert_eq!(readiness.formulas[0], "Readiness: (43 − 12) / 43 = 31 / 43 = 72\u{a0}%.");
    let rows: Vec<(&str, &[String; 6])> = readiness.rows.iter().map(|row| (row.title.as_str(), &row.cells)).collect();
    assert_eq!(rows[0], ("Competency 0", &["4", "5", "3", "2", "8", "20"].map(str::to_owned)));
    assert_eq!(rows[1], ("Competency 2", &["2", "4", "2", "2", "4", "8"].map(str::to_owned)));
    assert_eq!(trace(&report, 0).formulas[1], "Gap: 5 − 3 = 2. Points to go: importance 4 × 2 = 8, of 4 × 5 = 20.");
    assert!(trace(&report, 3).formulas[1].starts_with("Gap: 0, as 5 is not below the target 3."));
}

#[test]
fn a_level_opens_to_its_questions_and_says_what_was_left_out() {
    let specs = [CompetencySpec { items: vec![PLAIN, PLAIN, PLAIN, PLAIN], ..CompetencySpec::new(5, 3) }];
    let pack = small_pack(&specs);
    let answers = [Answer::Rated(2), Answer::Rated(3), Answer::Unsure, Answer::NotApplicable(None)].map(Some);
    let report = student_report(&Assessment::new(&pack, &sheet(&pack, &answers)), "t");
    let trace = trace(&report, 0);
    assert_eq!(
        trace.items,
        [
            "stem You said 2.",
            "stem You said 3.",
            "stem You did not know: counts in no level, only in the range.",
            "stem You said it does not apply: counts in no level, only in the range.",
        ]
    );
    assert_eq!(trace.formulas[0], "Level: 0 + 5 × (2/5 + 3/5) / 2 = 2.5.");
    assert_eq!(trace.formulas[1], "With what is missing at its lowest and at its highest: level 1.25 to 3.75.");
    assert_eq!(
        report.readiness_trace.formulas[2],
        "Range: (15 − 11.25) / 15 = 25\u{a0}% with everything missing at its lowest, (15 − 3.75) / 15 = 75\u{a0}% with everything at its highest."
    );
}

#[test]
fn weights_and_reverse_keying_stand_in_the_formula() {
    let reversed = ItemSpec { min: 1, max: 6, reverse: true, weight: 2 };
    let specs = [CompetencySpec { items: vec![reversed, PLAIN], ..CompetencySpec::new(5, 3) }];
    let pack = small_pack(&specs);
    let report = student_report(&Assessment::new(&pack, &sheet(&pack, &rated(&[2, 1]))), "t");
    let trace = trace(&report, 0);
    assert_eq!(
        trace.items[0],
        "stem You said 2 on 1 to 6; a high answer means less here, so it counts as 1 + 6 − 2 = 5. Weight 2."
    );
    assert_eq!(trace.formulas[0], "Level: 0 + 5 × (2 × 4/5 + 1 × 1/5) / 3 = 3.");
}

#[test]
fn what_is_not_given_says_why() {
    let specs = [CompetencySpec { items: vec![PLAIN, PLAIN, PLAIN], ..CompetencySpec::new(5, 3) }];
    let pack = small_pack(&specs);
    let report = student_report(&Assessment::new(&pack, &sheet(&pack, &[Some(Answer::Rated(2))])), "t");
    assert_eq!(trace(&report, 0).formulas[0], "No level: 1 of 3 in weight is rated, less than the 50\u{a0}% needed.");
    assert_eq!(report.readiness_trace.question, "Why is there no readiness?");
    assert_eq!(
        report.readiness_trace.answer,
        "The competencies with a level carry importance 0 of the role's 3; readiness needs 80\u{a0}% of it."
    );
}

#[test]
fn every_question_and_every_number_of_the_page_can_be_opened() {
    let (pack, sheet) = demo();
    let page = student_page(&student_report(&Assessment::new(&pack, &sheet), "t"));
    assert_eq!(count(&page, "article.card details"), 25);
    for (item, open) in pack.form(sheet.form).items.iter().zip(all(&page, "article.card details")) {
        // The demonstration's form has one question for each competency, in the order of the cards.
        assert!(open.contains(&pack.item(*item).stem), "{open}");
        let said = match sheet.answer(*item).unwrap() {
            Answer::Rated(value) => format!("You said {value}."),
            Answer::NotApplicable(_) => "You said it does not apply".to_owned(),
            Answer::Unsure => "You did not know".to_owned(),
            Answer::Skipped => "Skipped".to_owned(),
        };
        assert!(open.contains(&said), "{open}");
    }
    assert!(all(&page, "#ladder ~ details summary")[0].starts_with("Why 34 %? Your levels cover 137 of 407 points."));
    // Every readiness of the ladder is the result of a formula that stands below it.
    let formulas = all(&page, "#ladder ~ details p").join("\n");
    for row in all(&page, "table.ladder td[data-name=Readiness]") {
        assert!(formulas.contains(&format!(" = {row}.")), "{row}");
    }
    // The table scrolls in a box of its own, which the keyboard reaches.
    assert_eq!(count(&page, ".scroll[tabindex='0'][role=region][aria-label]"), 2);
}

#[test]
fn the_full_form_opens_to_all_its_questions_and_the_wording_of_their_answers() {
    let pack = director_pack();
    let sheet = full_form(&pack, 3);
    let page = student_page(&student_report(&Assessment::new(&pack, &sheet), "t"));
    let open = all(&page, "article.card details").join(" ");
    assert_eq!(open.matches("You said 3.").count(), 75);
    let method = all(&page, "section[aria-labelledby=method]").join(" ");
    for text in ["Questions on knowledge:", "Questions on skill: 0 I have not tried", "Questions on practice:"] {
        assert!(method.contains(text), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Within rounding, the rows add up to the sums, the sums to the readiness, and each row is importance times gap.
    #[test]
    fn the_rows_add_up(targets in prop::collection::vec((1_i64..=5, 1_i64..=9, 0_i64..=5, 0_i64..=5, 0_i64..=5), 1..8)) {
        let specs: Vec<CompetencySpec> = targets
            .iter()
            .map(|(target, importance, ..)| CompetencySpec { items: vec![PLAIN; 3], ..CompetencySpec::new(*target, *importance) })
            .collect();
        let pack = small_pack(&specs);
        let values: Vec<i64> = targets.iter().flat_map(|(_, _, a, b, c)| [*a, *b, *c]).collect();
        let report = student_report(&Assessment::new(&pack, &sheet(&pack, &rated(&values))), "t");
        let readiness = &report.readiness_trace;
        let number = |text: &str| text.parse::<f64>().expect("a number");
        let (mut lost, mut whole) = (0.0, 0.0);
        for row in &readiness.rows {
            let [importance, target, level, gap, to_go, in_all] = row.cells.each_ref().map(|cell| number(cell));
            prop_assert!((gap - (target - level).max(0.0)).abs() <= 0.01 + 1e-9);
            prop_assert!((to_go - importance * gap).abs() <= 0.005 * (importance + 1.0) + 1e-9);
            prop_assert!((in_all - importance * target).abs() < 1e-9);
            lost += to_go;
            whole += in_all;
        }
        let [all_lost, all_whole] = readiness.sums.each_ref().map(|sum| number(sum));
        prop_assert!((lost - all_lost).abs() <= 0.05 && (whole - all_whole).abs() < 1e-9);
        let shown = number(readiness.question.trim_start_matches("Why ").trim_end_matches("\u{a0}%?"));
        prop_assert!((100.0 * (1.0 - all_lost / all_whole) - shown).abs() <= 0.5 + 0.01 * 100.0 / all_whole);
    }
}
