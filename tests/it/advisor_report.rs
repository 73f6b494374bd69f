//! The advisor's copy: what is there for the meeting, and that it changes nothing of the student's report.

use crate::harness::page::{HOSTILE, all, assert_judges_nobody, count, demo, full_form, hostile, level};
use crate::harness::{CompetencySpec, ItemSpec, PLAIN, director_pack, rated, sheet, small_pack};
use skillgap::answers::{AgreedStep, Answer, AnswerSheet, StepState, StepSubject};
use skillgap::assess::Assessment;
use skillgap::clock::{Date, Timestamp};
use skillgap::exact::Exact;
use skillgap::model::{Education, Pack};
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
        "Clinical Informatics Director: readiness 34 % (range 31 % to 38 %); musts met: 0 of 5.",
        "Your levels cover 137 of 407 points. The largest parts to go: Strategy and long-term planning (32),",
        "On Data analysis you wrote: “Thesis on waiting times in open data: my own analysis; my supervisor checked it.” Who has seen",
        "Which of Health data management, Healthcare practices and clinical knowledge and Data governance would you like to work on",
        "What do you know about the work of a Health IT Analyst?",
        "You could not say where you stand in Evidence-based content and protocols.",
        "No level yet, so anything from 0 to 5:",
        "All together: readiness for Clinical Informatics Director from 31 % to 38 %.",
    ] {
        assert!(meeting.contains(text), "{text}\n{meeting}");
    }
    let notes = all(&page, "#notes + table tbody td.note");
    assert_eq!(notes.len(), 8, "seven notes and a reason");
    assert!(notes.contains(&"My placement had no remote care.".to_owned()));
    assert_eq!(count(&page, "section[aria-labelledby=meeting] .lines span"), 5 + 3);
}

#[test]
fn high_ratings_without_a_note_are_prompts_and_those_with_one_are_not() {
    let (pack, sheet) = demo();
    assert!(
        advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t").prompts.is_empty(),
        "no rating of the demonstration is high"
    );
    let mut sheet = level(&pack, 3);
    let item = pack.find_item("data-analysis").unwrap();
    sheet.set(item, Answer::Rated(4), None);
    let prompts = advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t").prompts;
    assert_eq!(prompts.len(), 1);
    assert_eq!((prompts[0].title.as_str(), prompts[0].said.as_str()), ("Data analysis", "4, Leads"));
    let statement = &pack.competency(pack.item(item).competency).statements[4];
    assert!(prompts[0].ask.contains(statement.text.as_str()), "{}", prompts[0].ask);
    sheet.set_note(item, Some("a thesis".to_owned()));
    assert!(advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t").prompts.is_empty());
    assert_eq!(advisor_report(&Assessment::new(&pack, &full_form(&pack, 4)), Beside::default(), "t").prompts.len(), 75);
}

#[test]
fn c06_a_pattern_is_named_only_when_two_indicators_agree() {
    let pack = director_pack();
    // Someone with years of experience: level 3 is nothing to ask about.
    let flagged = |sheet: &AnswerSheet| {
        let mut sheet = sheet.clone();
        sheet.background.experience_years = Some(4);
        let mut lines = advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t").pattern;
        lines.retain(|line| !line.contains("no note"));
        lines
    };
    assert_eq!(
        flagged(&level(&pack, 3)),
        [
            "25 answers in a row are the same, of 25 questions. People new to a field may answer like this.",
            "The answers hardly differ: on a scale from 0 to 1 their variance is 0.0000, at most 0.01 (a standard deviation of \
             0.1, half a level of six).",
        ]
    );
    // Fast answers that differ: speed alone is enough where half of them took less than two seconds.
    let fast = varied(&pack, 1);
    assert_eq!(pattern(&pack, &fast).indicators, [Indicator::Fast { fast: 25, timed: 25 }]);
    assert_eq!(
        flagged(&fast),
        [
            "Half of the questions took 1.0 seconds or less: too little time to read them.",
            "25 of 25 questions were answered in less than 2 seconds.",
        ]
    );
    assert!(flagged(&varied(&pack, 2)).is_empty(), "two seconds are not less than two");
    assert!(flagged(&varied(&pack, 9)).is_empty());
    // A beginner who took their time is not flagged; one who rushed is.
    assert!(flagged(&timed(&pack, level(&pack, 0), 9)).is_empty());
    assert_eq!(flagged(&timed(&pack, level(&pack, 0), 1)).len(), 4);
    // Fewer than eight ratings say nothing.
    let mut few = level(&pack, 3);
    for item in pack.form(few.form).items.clone().into_iter().skip(7) {
        few.set(item, Answer::Unsure, None);
    }
    assert!(pattern(&pack, &few).indicators.is_empty());
}

/// Each indicator at its limit and one answer before it: eight ratings, a run of half of the form, half of the times.
#[test]
fn c06_each_indicator_begins_at_its_limit() {
    let pack = small_pack(&vec![CompetencySpec::new(4, 1); 16]);
    let found = |values: &[i64], seconds: &[u32]| {
        let mut sheet = sheet(&pack, &rated(values));
        for (item, seconds) in pack.form(sheet.form).items.iter().zip(seconds) {
            sheet.set(*item, sheet.answer(*item).unwrap().clone(), Some(*seconds));
        }
        let found = pattern(&pack, &sheet);
        (found.indicators, found.median)
    };
    // A run of eight among sixteen questions, and one of seven.
    assert_eq!(found(&[&[4; 8][..], &[0, 1, 2, 3]].concat(), &[]).0, [Indicator::LongRun { run: 8, of: 16 }]);
    assert_eq!(found(&[&[4; 7][..], &[0, 1, 2, 3]].concat(), &[]).0, []);
    // Half of eight times below two seconds, three of them, and half of seven times.
    let varied = [0, 5, 1, 4, 2, 3, 0, 5];
    let half = found(&varied, &[1, 1, 1, 1, 2, 2, 9, 9]);
    assert_eq!(half, (vec![Indicator::Fast { fast: 4, timed: 8 }], Some(Exact::new(3, 2))));
    assert_eq!(found(&varied, &[1, 1, 1, 2, 2, 2, 9, 9]), (vec![], Some(Exact::from_integer(2))));
    assert_eq!(found(&varied[..7], &[1; 7]), (vec![], None));
}

/// Answers stand at their places on their own scales: 2 on 0 to 5 is where 3 is on 1 to 6.
#[test]
fn c06_answers_on_different_scales_are_compared_by_their_places() {
    let spec = |item| CompetencySpec { items: vec![item], ..CompetencySpec::new(4, 1) };
    let pack = small_pack(&vec![[spec(PLAIN), spec(ItemSpec { min: 1, max: 6, ..PLAIN })]; 4].concat());
    let found = pattern(&pack, &sheet(&pack, &rated(&[2, 3].repeat(4))));
    let variance = Exact::ZERO;
    assert_eq!(found.indicators, [Indicator::LongRun { run: 8, of: 8 }, Indicator::LittleVariation { variance }]);
    assert!(pattern(&pack, &sheet(&pack, &rated(&[0, 1].repeat(4)))).all_lowest);
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

/// High levels against the background, many "don't know", notes that are missing; each at its limit and beside it.
#[test]
fn b20_what_stands_out_in_how_it_was_answered_is_named() {
    let pack = director_pack();
    let flagged = |sheet: &AnswerSheet| advisor_report(&Assessment::new(&pack, sheet), Beside::default(), "t").pattern;
    let has = |sheet: &AnswerSheet, part: &str| flagged(sheet).iter().any(|line| line.contains(part));
    let mut sheet = varied(&pack, 9);
    assert!(has(
        &sheet,
        "10 competencies are at level 3 or above, but no years of experience are given, and no education is"
    ));
    sheet.background.education = Some(Education::Bachelor);
    sheet.background.experience_years = Some(0);
    assert!(has(&sheet, "at level 3 or above, but there are no years of experience. Ask"));
    sheet.background.experience_years = Some(1);
    assert!(!has(&sheet, "at level 3"));
    assert!(has(&sheet, "5 of 5 high ratings have no note."), "{:?}", flagged(&sheet));
    let items = pack.form(sheet.form).items.clone();
    for (unsure, named) in [(8, false), (9, true)] {
        let mut sheet = sheet.clone();
        for item in &items[..unsure] {
            sheet.set(*item, Answer::Unsure, None);
        }
        assert_eq!(has(&sheet, "of 25 questions have “I don’t know”"), named, "{unsure}");
    }
    let low = level(&pack, 2);
    assert!(!has(&low, "level 3") && !has(&low, "no note"), "{:?}", flagged(&low));
}

/// Steps are listed with what became of them, and are overdue as of the day of the answers.
#[test]
fn b20_what_was_agreed_is_listed_and_overdue_as_of_the_day_of_the_answers() {
    let pack = director_pack();
    let day = |text| Date::parse(text);
    let step = |state, by| AgreedStep {
        what: StepSubject::Text("Shadow <b>the trainer".to_owned()),
        state,
        by: day(by),
        on: day("2026-11-01"),
    };
    let mut sheet = level(&pack, 2);
    sheet.finished = Timestamp::parse("2026-11-23T09:00:00Z");
    sheet.steps = vec![
        step(StepState::Agreed, "2026-11-22"),
        step(StepState::Agreed, "2026-11-23"),
        step(StepState::Doing, "2026-11-22"),
        step(StepState::Done, "2026-11-22"),
    ];
    let agreed = all(&page(&pack, &sheet), "#agreed li");
    assert_eq!(
        agreed,
        [
            "Agreed on 1 November 2026: Shadow <b>the trainer, by 22 November 2026. Done? It is overdue.",
            "Agreed on 1 November 2026: Shadow <b>the trainer, by 23 November 2026. Done?",
            "Begun on 1 November 2026: Shadow <b>the trainer, by 22 November 2026. Finished? It is overdue.",
            "Done on 1 November 2026: Shadow <b>the trainer.",
        ]
    );
    (sheet.started, sheet.finished) = (None, None);
    assert!(!all(&page(&pack, &sheet), "#agreed li").concat().contains("overdue"), "no day, nothing overdue");
    sheet.steps.clear();
    assert_eq!(count(&page(&pack, &sheet), "#agreed"), 0);
}
