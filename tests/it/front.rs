//! The first part of a report: the goal in sight, the next role in hand, one first step everywhere.

use std::collections::BTreeMap;

use crate::harness::page::{all, count, demo};
use crate::harness::{Place, director_pack};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use skillgap::answers::{Answer, AnswerSheet, Respondent};
use skillgap::assess::Assessment;
use skillgap::clock::Date;
use skillgap::language::next_step;
use skillgap::model::{Education, Pack};
use skillgap::plan::{FirstStep, PlanOptions, develop, first_step};
use skillgap::report::html::{advisor_page, student_page};
use skillgap::report::text;
use skillgap::report::view::{Beside, advisor_report, in_six_lines, plan_view, student_report, student_report_beside};

/// Students with other levels and backgrounds each.
fn students(pack: &Pack, many: usize) -> Vec<AnswerSheet> {
    let mut runner = TestRunner::deterministic();
    let strategy = (proptest::collection::vec((0..10_u8, 0..4_i64), 25), 0..3_usize, 0..3_u32, 0..3_i64);
    let student = |_| {
        let (picks, education, years, base) = strategy.new_tree(&mut runner).unwrap().current();
        let mut sheet =
            AnswerSheet::new(pack, pack.default_form(), Respondent { id: "s-test".to_owned(), label: None });
        sheet.background.education =
            Some([Education::HighSchool, Education::Associate, Education::Bachelor][education]);
        (sheet.background.experience_years, sheet.background.licences) = (Some(years), Some(Vec::new()));
        for (item, (kind, level)) in pack.form(sheet.form).items.iter().zip(picks) {
            let answer = if kind == 0 { Answer::Unsure } else { Answer::Rated((base + level - 1).clamp(0, 5)) };
            sheet.set(*item, answer, None);
        }
        sheet
    };
    (0..many).map(student).collect()
}

#[test]
fn b06_title_and_first_sentence_name_the_goal_and_its_readiness() {
    let (pack, sheet) = demo();
    let page = student_page(&student_report(&Assessment::new(&pack, &sheet), "t"));
    assert_eq!(all(&page, "title"), ["Clinical Informatics Director: 34 % ready"]);
    assert_eq!(all(&page, "h1"), ["Clinical Informatics Director: 34 % ready"]);
    let first = &all(&page, "#in-short ~ .summary")[0];
    assert!(first.starts_with("By your own ratings you are 34 % ready for the role Clinical Informatics Director"));
}

/// Of 30 made-up students with different answers no set of three in "Build next" is shared by more than half.
#[test]
fn b06_different_students_are_told_to_build_different_things() {
    let pack = director_pack();
    let mut sets: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for sheet in students(&pack, 30) {
        let report = student_report(&Assessment::new(&pack, &sheet), "t");
        let mut titles: Vec<String> = report.front.next_gaps.iter().map(|gap| gap.title.clone()).collect();
        titles.sort();
        *sets.entry(titles).or_default() += 1;
    }
    assert!(sets.len() >= 10 && sets.values().all(|many| *many <= 15), "{sets:#?}");
}

/// One first step: the same sentence on page one, in bulk reports, the action plan, the six lines, the plan and the
/// advisor's copy; and no second box says what to do this week.
#[test]
fn b17_one_first_step_everywhere() {
    let pack = director_pack();
    let mut taken = 0;
    for sheet in students(&pack, 12).into_iter().chain([demo().1]) {
        let own = Assessment::new(&pack, &sheet);
        let options = PlanOptions::of(&sheet);
        let step = first_step(&own, &options);
        let sentence = next_step::first_step(&own, &step);
        let plan = develop(&own, &options);
        let beside = Beside { plan: Some(&plan), ..Beside::default() };
        let report = student_report_beside(&own, beside, "t");
        let page = student_page(&report);
        assert_eq!(all(&page, ".in-short .step"), [format!("First step: {sentence}")]);
        let in_bulk = student_page(&student_report(&own, "t"));
        assert_eq!(all(&in_bulk, ".in-short .step"), all(&page, ".in-short .step"));
        if count(&page, "#action-plan") == 1 {
            assert_eq!(all(&page, "#action-plan ~ p")[0], format!("First step: {sentence}"));
            if let Some(built) = step.competency() {
                let card = &all(&page, ".action-plan .plan h3")[0];
                assert!(card.starts_with(&pack.competency(built).title), "{card}: {sentence}");
            }
        }
        assert!(in_six_lines(&own, &report).iter().any(|line| line.ends_with(&sentence)), "{sentence}");
        let advisor = advisor_page(&advisor_report(&own, beside, "t"));
        assert_eq!(all(&advisor, ".in-short .step"), all(&page, ".in-short .step"));
        assert!(all(&advisor, ".meeting").join(" ").contains(&sentence), "{sentence}");
        let start = skillgap::clock::Date::parse("2026-11-23").unwrap();
        let as_text = text::plan(&plan_view(&pack, &sheet, &plan, start)).replace('\n', " ");
        assert!(as_text.contains(&sentence), "{sentence}\n{as_text}");
        let FirstStep::Take { resource, .. } = step else { continue };
        assert_eq!(plan.phases[0].core[0].resource, resource, "the plan puts it first: {sentence}");
        taken += 1;
        assert!(!all(&page, "main > section, .opening").join(" ").to_lowercase().contains("this week"));
    }
    assert!(taken >= 8, "most students have a first step to take");
}

/// The first part holds everything that the point names, and nothing of it in a disclosure; each gap names a course that is
/// open now, and a certification with when and price, or says why there is none.
#[test]
fn b18_the_first_part_is_whole_and_open() {
    let (pack, sheet) = demo();
    let own = Assessment::new(&pack, &sheet);
    let plan = develop(&own, &PlanOptions::new(sheet.role));
    let page = student_page(&student_report_beside(&own, Beside { plan: Some(&plan), ..Beside::default() }, "t"));
    for id in ["in-short", "towards", "build-next", "strengths", "phase", "profile"] {
        assert_eq!(count(&page, &format!("main #{id}")), 1, "{id}");
        assert_eq!(count(&page, &format!("details #{id}")), 0, "{id} is in no disclosure");
    }
    assert_eq!(count(&page, ".domains tbody tr"), 5);
    for (list, gaps) in [(".gaps > li", 3), (".priorities > li", 3)] {
        let texts = all(&page, list);
        assert_eq!(texts.len(), gaps);
        for text in texts {
            assert!(text.contains("Course open now: ") || text.contains("Course: none "), "{text}");
            assert!(text.contains("Certification: "), "{text}");
        }
    }
    // Everything else is closed, until `--full` opens it.
    assert!(count(&page, ".more > details") >= 6 && count(&page, "details[open]") == 0);
    let full = Beside { plan: Some(&plan), full: true, ..Beside::default() };
    let opened = student_page(&student_report_beside(&own, full, "t"));
    assert!(count(&opened, "details[open]") > 30 && count(&opened, "details:not([open])") == 0);
}

#[test]
fn b16_a_report_with_everything_open_verifies() {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    let ran = place.run(&["report", "skillgap-demo.yaml", "--full", "-o", "full.html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "full.html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// A step of the phase in the first part says what to check before it, in print as well, and the first step says what it is.
#[test]
fn b18_steps_say_what_they_are_and_what_to_check_first() {
    let pack = director_pack();
    let mut checked = 0;
    for sheet in students(&pack, 12) {
        let assessment = Assessment::new(&pack, &sheet);
        let plan = develop(&assessment, &PlanOptions::of(&sheet));
        let beside = Beside { plan: Some(&plan), ..Beside::default() };
        let page = student_page(&student_report_beside(&assessment, beside, "t"));
        let text = all(&page, "main").join(" ");
        if let Some(first) = plan.first_step.resource() {
            assert!(text.contains(&format!("What it is: {}", pack.resource(first).summary)), "{first:?}");
        }
        let view = plan_view(&pack, &sheet, &plan, Date::parse("2026-11-28").unwrap());
        for step in view.phases.iter().take(1).flat_map(|phase| &phase.steps).filter(|step| !step.check.is_empty()) {
            assert!(text.matches(&format!("Check first: {}.", step.check)).count() >= 2, "{}", step.check);
            checked += 1;
        }
    }
    assert!(checked > 5, "{checked}");
}
