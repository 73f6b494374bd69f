//! The advisor's copy: what is there for the meeting, and that it changes nothing of the student's report.

use crate::harness::director_pack;
use crate::harness::page::{HOSTILE, all, assert_judges_nobody, count, demo, full_form, hostile, level};
use skillgap::answers::{Answer, AnswerSheet};
use skillgap::assess::Assessment;
use skillgap::model::Pack;
use skillgap::report::html::{advisor_page, student_page};
use skillgap::report::view::{Beside, advisor_report, student_report};
use skillgap::score::{Indicator, pattern};

fn page(pack: &Pack, sheet: &AnswerSheet) -> String {
    advisor_page(&advisor_report(&Assessment::new(pack, sheet), Beside::default(), "skillgap test"))
}

/// Ratings that go up and down, each with its seconds.
fn varied(pack: &Pack, seconds: u32) -> AnswerSheet {
    let mut sheet = level(pack, 0);
    for (at, item) in pack.form(sheet.form).items.clone().into_iter().enumerate() {
        sheet.set(item, Answer::Rated([0, 3, 1, 4, 2][at % 5]), Some(seconds));
    }
    sheet
}

fn timed(pack: &Pack, mut sheet: AnswerSheet, seconds: u32) -> AnswerSheet {
    for item in pack.form(sheet.form).items.clone() {
        let answer = sheet.answer(item).unwrap().clone();
        sheet.set(item, answer, Some(seconds));
    }
    sheet
}

#[test]
fn everything_the_student_sees_is_in_it_unchanged() {
    let (pack, sheet) = demo();
    let student = student_page(&student_report(&Assessment::new(&pack, &sheet), "skillgap test"));
    let advisor = page(&pack, &sheet);
    for section in [
        "in-short",
        "towards",
        "build-next",
        "strengths",
        "profile",
        "ladder",
        "competencies",
        "action-plan",
        "resources",
    ] {
        let selector = format!("section[aria-labelledby='{section}']");
        assert_eq!(all(&student, &selector), all(&advisor, &selector), "{section}");
    }
    assert!(all(&advisor, ".notice")[0].contains("Confidential"));
}

#[test]
fn the_meeting_has_questions_notes_and_room_for_notes() {
    let (pack, sheet) = demo();
    let page = page(&pack, &sheet);
    let meeting = all(&page, "section[aria-labelledby=meeting]").join(" ");
    for text in [
        "Clinical Informatics Director: readiness 36 % (range 33 % to 41 %); musts met: 0 of 5.",
        "Your levels cover 147 of 407 points. The largest parts to go: Strategy and long-term planning (32),",
        "On Data analysis you wrote: “Thesis on waiting times; two students now use and extend the scripts.” Who has seen",
        "Which of Healthcare practices and workflow, Data governance and Clinical decision support would you like to work on",
        "What do you know about the work of a Health IT Analyst?",
        "You could not say where you stand in Evidence-based content and protocols.",
        "Process improvement and quality: not enough answers; it could lie between 0 and 5.",
        "All together: readiness for Clinical Informatics Director from 33 % to 41 %.",
    ] {
        assert!(meeting.contains(text), "{text}\n{meeting}");
    }
    let notes = all(&page, "#notes + table tbody td.note");
    assert_eq!(notes.len(), 6, "five notes and a reason");
    assert!(notes.contains(&"My placement had no remote care.".to_owned()));
    assert_eq!(count(&page, "section[aria-labelledby=meeting] .lines span"), 5 + 3);
}

#[test]
fn high_ratings_without_a_note_are_prompts_and_those_with_one_are_not() {
    let (pack, sheet) = demo();
    assert!(
        advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t").prompts.is_empty(),
        "the one high rating of the demonstration has a note"
    );
    let mut sheet = level(&pack, 3);
    let item = pack.find_item("data-analysis").unwrap();
    sheet.set(item, Answer::Rated(4), None);
    let prompts = advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t").prompts;
    assert_eq!(prompts.len(), 1);
    assert_eq!((prompts[0].title.as_str(), prompts[0].said.as_str()), ("Data analysis", "4, Leads"));
    let statement = &pack.competency(pack.item(item).competency).statements[4];
    assert!(prompts[0].ask.contains(statement.as_str()), "{}", prompts[0].ask);
    sheet.set_note(item, Some("a thesis".to_owned()));
    assert!(advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t").prompts.is_empty());
    assert_eq!(advisor_report(&Assessment::new(&pack, &full_form(&pack, 4)), Beside::default(), "t").prompts.len(), 75);
}

#[test]
fn c06_a_pattern_is_named_only_when_two_indicators_agree() {
    let pack = director_pack();
    let flagged = |sheet: &AnswerSheet| advisor_report(&Assessment::new(&pack, sheet), Beside::default(), "t").pattern;
    assert_eq!(
        flagged(&level(&pack, 3)),
        [
            "25 answers in a row are the same, of 25 questions. People new to a field may answer like this.",
            "The answers hardly differ: on a scale from 0 to 1 their variance is 0.0000, at most 0.01 (a standard deviation of \
             0.1, half a level of six).",
        ]
    );
    // One indicator alone: fast answers that differ.
    let fast = varied(&pack, 1);
    assert_eq!(pattern(&pack, &fast).indicators, [Indicator::Fast { fast: 25, timed: 25 }]);
    assert!(flagged(&fast).is_empty());
    assert!(flagged(&varied(&pack, 9)).is_empty());
    // A beginner who took their time is not flagged; one who rushed is.
    assert!(flagged(&timed(&pack, level(&pack, 0), 9)).is_empty());
    assert_eq!(flagged(&timed(&pack, level(&pack, 0), 1)).len(), 3);
    // Fewer than eight ratings say nothing.
    let mut few = level(&pack, 3);
    for item in pack.form(few.form).items.clone().into_iter().skip(7) {
        few.set(item, Answer::Unsure, None);
    }
    assert!(pattern(&pack, &few).indicators.is_empty());
}

#[test]
fn c06_a_pattern_changes_no_score_and_is_not_for_the_student() {
    let pack = director_pack();
    let (slow, fast) = (timed(&pack, level(&pack, 3), 30), timed(&pack, level(&pack, 3), 1));
    let student = |sheet: &AnswerSheet| student_page(&student_report(&Assessment::new(&pack, sheet), "t"));
    assert_eq!(student(&slow), student(&fast));
    assert!(!student(&fast).contains("pattern"));
    assert!(all(&page(&pack, &fast), "section[aria-labelledby=meeting]")[0].contains("Worth checking together"));
}

#[test]
fn b03_b04_b11_b13_it_is_as_small_safe_and_careful_as_the_students() {
    let pack = director_pack();
    for value in [0, 1, 2, 3, 5] {
        let page = page(&pack, &level(&pack, value));
        assert!(page.len() <= 210 * 1024, "level {value}: {} bytes", page.len());
        assert_judges_nobody(&page);
        assert_eq!(count(&page, "h1"), 1);
    }
    let page = page(&pack, &hostile(&pack));
    assert_eq!(count(&page, "script") + count(&page, "[onload]"), 0);
    assert_eq!(count(&page, "style"), 1);
    assert_eq!(all(&page, "td.note"), [HOSTILE, HOSTILE]);
}
