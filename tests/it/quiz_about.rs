//! What a person says about themselves in the quiz: changed from the review, and never mixed with pasted lines.

use std::time::Duration;

use crate::harness::terminal::{Terminal, begin};
use crate::harness::{Place, director_pack};
use skillgap::answers::{self, AnswerSheet, Respondent};
use skillgap::model::{Degree, Education, Month, Pack};
use skillgap::quiz::{Ask, AttemptOrigin, Input, QuizState};

/// Gives a reply to the present screen: a key of a menu, or a text.
fn give(state: &mut QuizState<'_>, typed: &str) {
    let screen = state.screen();
    let input = match &screen.ask {
        Ask::Menu(menu) => Input::Row(menu.chosen_by(typed).unwrap_or_else(|| panic!("{typed}: {screen:?}")).id()),
        Ask::Line(_) => Input::Text(typed.to_owned()),
    };
    state.reply(&screen.reply(input, None));
}

/// What Enter alone does.
fn enter(state: &mut QuizState<'_>) {
    match state.screen().ask {
        Ask::Menu(_) => give(state, ""),
        Ask::Line(line) => give(state, &line.initial),
    }
}

fn escape(state: &mut QuizState<'_>) {
    let screen = state.screen();
    state.reply(&screen.reply(Input::Escape, None));
}

/// An attempt at its review, in which each fact was asked for; a bachelor's degree and three years are known.
fn reviewed(pack: &Pack) -> QuizState<'_> {
    let respondent = Respondent { id: "p-test".to_owned(), label: None };
    let mut state = QuizState::new(pack, AnswerSheet::new(pack, pack.default_form(), respondent), AttemptOrigin::New);
    give(&mut state, "a");
    give(&mut state, "Kim");
    while state.screen().id != "about:education" {
        give(&mut state, "2");
    }
    give(&mut state, "4");
    give(&mut state, "3");
    while state.screen().id != "review" {
        enter(&mut state);
    }
    state
}

#[test]
fn a11_the_review_offers_what_was_said_about_oneself_for_change() {
    let pack = director_pack();
    let mut state = reviewed(&pack);
    let before = state.sheet().clone();
    assert_eq!(before.background.education, Some(Education::Bachelor));
    give(&mut state, "a");
    assert_eq!(state.screen().id, "about:name");
    give(&mut state, "Robin");
    assert_eq!(state.screen().id, "about:education");
    give(&mut state, "5");
    while state.screen().id != "review" {
        assert_ne!(state.screen().id, "about:studying-until", "who does not study is not asked until when");
        enter(&mut state);
    }
    let after = state.sheet();
    assert_eq!(after.respondent.label.as_deref(), Some("Robin"));
    assert_eq!(after.background.education, Some(Education::Master));
    assert_eq!(after.background.experience_years, Some(3), "Enter alone keeps what was said");
    for item in &pack.form(before.form).items {
        assert_eq!(after.get(*item), before.get(*item), "no answer has changed");
    }
}

#[test]
fn a11_enter_alone_through_what_was_said_changes_nothing_and_esc_leads_back_to_the_review() {
    let pack = director_pack();
    let mut state = reviewed(&pack);
    let before = state.sheet().clone();
    give(&mut state, "a");
    while state.screen().id != "review" {
        enter(&mut state);
    }
    assert_eq!(*state.sheet(), before);
    give(&mut state, "a");
    enter(&mut state);
    assert_eq!(state.screen().id, "about:education");
    escape(&mut state);
    assert_eq!(state.screen().id, "about:name");
    escape(&mut state);
    assert_eq!((state.screen().id.as_str(), state.sheet()), ("review", &before));
    give(&mut state, "b");
    assert!(state.screen().id.starts_with("question:"), "the review goes back as before");
}

#[test]
fn a05_back_never_asks_until_when_someone_studies_who_does_not() {
    let pack = director_pack();
    let mut state = reviewed(&pack);
    give(&mut state, "a");
    while state.screen().id != "about:post" {
        enter(&mut state);
    }
    escape(&mut state);
    assert_eq!(state.screen().id, "about:studying");
    // The same on the way to the review, in an attempt whose post is still open.
    let (sheet, problems) = answers::parse("f", &answers::to_yaml(state.sheet(), &pack), &pack);
    assert!(problems.is_empty(), "{problems:?}");
    let mut state = QuizState::new(&pack, sheet.unwrap(), AttemptOrigin::Resumed);
    give(&mut state, "c");
    while state.screen().id != "about:post" {
        enter(&mut state);
    }
    escape(&mut state);
    assert_eq!(state.screen().id, "about:studying");
}

/// A month that is known can be removed; one that is refused is not kept to be confirmed.
#[test]
fn a11_a_month_can_be_removed_and_a_refused_one_does_not_stay() {
    let pack = director_pack();
    let mut sheet = reviewed(&pack).sheet().clone();
    sheet.background.studying = Some(Degree::Level(Education::Master));
    sheet.background.studying_until = Month::parse("2029-05");
    let mut state = QuizState::new(&pack, sheet, AttemptOrigin::Resumed);
    give(&mut state, "c");
    while state.screen().id != "review" {
        enter(&mut state);
    }
    give(&mut state, "a");
    while state.screen().id != "about:studying-until" {
        enter(&mut state);
    }
    let initial = |state: &QuizState<'_>| match state.screen().ask {
        Ask::Line(line) => line.initial,
        Ask::Menu(_) => panic!("a month is typed"),
    };
    give(&mut state, "soon");
    assert_eq!(initial(&state), "2029-05");
    give(&mut state, "");
    assert_eq!(state.sheet().background.studying_until, None);
    assert!(state.sheet().background.studying.is_some());
}

/// A note that was left unconfirmed waits, whatever is written elsewhere in between.
#[test]
fn a06_notes_that_were_left_wait_each_at_its_question() {
    let pack = director_pack();
    let mut state = reviewed(&pack);
    let leave = |state: &mut QuizState<'_>, number: &str, text: &str| {
        give(state, number);
        give(state, "e");
        let screen = state.screen();
        state.reply(&screen.reply(Input::Left(text.to_owned()), None));
        give(state, "b");
        while state.screen().id != "review" {
            enter(state);
        }
    };
    leave(&mut state, "1", "first half");
    leave(&mut state, "2", "second half");
    give(&mut state, "3");
    give(&mut state, "e");
    give(&mut state, "whole");
    for (number, text) in [("1", "first half"), ("2", "second half")] {
        while state.screen().id != "review" {
            enter(&mut state);
        }
        give(&mut state, number);
        give(&mut state, "e");
        let Ask::Line(line) = state.screen().ask else { panic!("a note is typed") };
        assert_eq!(line.initial, text);
        escape(&mut state);
    }
}

/// Begins the quiz in plain mode in a terminal, up to the first question.
fn plain(place: &Place) -> Terminal {
    let mut terminal = Terminal::start(place, 40, 100, &["quiz", "--plain", "--out", "a.yaml"]);
    terminal.wait_for("Enter alone: Start.");
    terminal.press("a\n");
    terminal.wait_for("A name or code");
    terminal.wait_for("b goes back");
    terminal.press("\n");
    terminal.wait_for("Enter alone: Skip for now.");
    terminal
}

fn answered(place: &Place) -> AnswerSheet {
    answers::parse("a.yaml", &place.read("a.yaml"), &director_pack()).0.unwrap()
}

#[test]
fn a15_lines_pasted_behind_a_text_that_is_no_key_answer_nothing() {
    let place = Place::new();
    let mut terminal = plain(&place);
    terminal.press("three apples\n2\n1\n");
    terminal.wait_for("three apples is not one of the keys.");
    terminal.wait_for("The lines that were pasted after that were left out: they answer nothing.");
    terminal.press("q\n");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(answered(&place).rated(&director_pack()), 0);
}

#[test]
fn a07_a_note_that_the_input_ends_behind_is_saved() {
    let place = Place::new();
    let mut terminal = plain(&place);
    terminal.press("e\n");
    terminal.wait_for("[1 of 25] Note:");
    terminal.press("A term paper\n\u{4}");
    terminal.wait_for("Written: A term paper");
    terminal.press("\u{4}");
    terminal.exit_code();
    let sheet = answered(&place);
    let item = director_pack().form(sheet.form).items[0];
    assert_eq!(sheet.get(item).unwrap().note.as_deref(), Some("A term paper"));
}

/// In plain lines a number that was refused twice is skipped, and said, so that a pipe loses none of the next lines to it.
#[test]
fn a15_plain_lines_skip_a_fact_that_was_refused_twice() {
    let place = Place::new();
    let questions = "1\n".repeat(25);
    let facts = "s\nmany\n9999\n2\nx\ny\ns\ns\n";
    let ran = place.run_with(&["quiz", "--plain", "--out", "a.yaml"], &format!("a\n\n{questions}{facts}f\n"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let shown = ran.stdout + &ran.stderr;
    assert_eq!(shown.matches("Skipped after two answers that could not be read.").count(), 1, "{shown}");
    assert_eq!(shown.matches("Skipped after two answers that are not among the keys.").count(), 1, "{shown}");
    assert_eq!(shown.matches("Type a whole number from 0 to").count(), 1, "said once, with the second chance");
    let sheet = answered(&place);
    assert_eq!(sheet.background.experience_years, None);
    assert_eq!(sheet.background.licences.as_ref().map(Vec::len), Some(1), "the next line answers the next question");
    assert_eq!(sheet.background.region, None);
    assert!(sheet.finished.is_some());
}

/// Answers each question in a window, up to the first fact about the person.
fn at_the_facts(place: &Place, rows: u16, columns: u16) -> Terminal {
    let mut terminal = begin(place, rows, columns, &["quiz", "--out", "a.yaml"]);
    for at in 0..25 {
        terminal.wait_for_question(at + 1);
        terminal.press("1\r");
    }
    terminal.wait_for("education");
    terminal
}

/// In the list mode nobody types ahead: a fact is asked for until it can be read or is left empty.
#[test]
fn a15_the_list_mode_asks_again_for_a_fact_that_was_refused() {
    let place = Place::new();
    let mut terminal = at_the_facts(&place, 24, 80);
    terminal.press("s\r");
    terminal.wait_for("Whole years");
    for text in ["many", "9999", "-3"] {
        terminal.press(&format!("{text}\r"));
        // What was typed stays above, and the line below is empty again.
        terminal.wait_until(text, |shown| {
            let line = shown.lines().rev().find(|line| line.contains("Whole years"));
            shown.contains(&format!(": {text}")) && line.is_some_and(|line| line.starts_with('?'))
        });
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(!terminal.shown().contains("kipped after"), "{}", terminal.shown());
    terminal.press("4\r");
    terminal.wait_for("licence to");
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    assert_eq!(answered(&place).background.experience_years, Some(4));
}

/// A screen as one line of words.
fn words(shown: &str) -> String {
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In every window each question about the person is on the screen, broken at blanks, with its first choices.
#[test]
fn a14_a_small_window_shows_each_fact_with_its_first_choices() {
    for (rows, columns) in [(12, 40), (24, 80)] {
        let place = Place::new();
        let mut terminal = at_the_facts(&place, rows, columns);
        for (question, first) in [
            ("? The highest level of education you have finished:", Some(["1 No certificate", "2 A high-school"])),
            ("? Whole years of paid work in health, IT or data:", None),
            ("? A licence to practise that you hold:", Some(["1 None", "2 A registered nurse licence"])),
            ("? Where you study or work:", Some(["1 The United States", "2 Canada"])),
            ("? The degree that you study for now:", Some(["1 None", "2 A high-school diploma"])),
            ("? The month in which you expect that degree:", None),
            ("? The paid work that you do now:", Some(["1 Clinical care", "2 Another field"])),
        ] {
            terminal.wait_until(question, |shown| words(shown).contains(question) && shown.trim_end().ends_with(']'));
            let shown = terminal.shown();
            let below = words(&shown).split(question).last().unwrap().trim().to_owned();
            assert!(shown.lines().all(|line| line.chars().count() <= columns.into()), "{shown}");
            for choice in first.iter().flatten() {
                assert!(below.contains(choice), "{columns}x{rows}, {choice}:\n{shown}");
            }
            if first.is_some() {
                assert!(below.starts_with("> s Skip"), "the cursor is in sight:\n{shown}");
            }
            terminal.press(if question.contains("study for") { "4\r" } else { "\r" });
        }
        terminal.wait_for("f  Finish and score");
        terminal.press("\u{3}");
        assert_eq!(terminal.exit_code(), 130);
    }
}

/// The prompt of a name and the word about a text that is no key break at blanks as well.
#[test]
fn a14_prompts_break_at_blanks() {
    let place = Place::new();
    let mut terminal = Terminal::start(&place, 12, 40, &["quiz"]);
    terminal.wait_for("Ready?");
    terminal.press("a\r");
    terminal.wait_until("the name", |shown| words(shown).contains("? A name or code that your advisor knows you by:"));
    terminal.press("Robin of the hospital by the river");
    terminal
        .wait_until("the text", |shown| words(shown).contains("knows you by: Robin of the hospital by the river ["));
    terminal.press("\r");
    terminal.wait_for_question(1);
    terminal.press("three apples\r");
    terminal
        .wait_until("the refusal", |shown| words(shown).contains("three apples is not one of the keys. Your answer:"));
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
}
