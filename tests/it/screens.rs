//! Every screen of the quiz as a person sees it, in a usual window and in a small one, and every word of the plain mode.
//!
//! The pictures stand in `snapshots/`, to be looked at when they change: `cargo insta review`.

use std::time::Duration;

use crate::harness::terminal::Terminal;
use crate::harness::{Place, repository_file};

/// What is on the screen once it has come to rest, without what differs from run to run.
fn picture(terminal: &Terminal, place: &Place, text: &str) -> String {
    terminal.wait_for(text);
    let mut before = String::new();
    loop {
        std::thread::sleep(Duration::from_millis(120));
        let shown = terminal.shown();
        if shown == before {
            break;
        }
        before = shown;
    }
    let folder = std::fs::canonicalize(place.folder.path()).unwrap();
    let shown = before.replace(&*folder.to_string_lossy(), "[folder]");
    shown.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Puts a fixed day in the place of the one on which the attempt began.
fn begun_on_a_fixed_day(place: &Place) {
    let text = place.read("a.yaml");
    let line = text.lines().find(|line| line.starts_with("started: ")).unwrap();
    place.write("a.yaml", &text.replace(line, "started: 2026-11-23T09:00:00Z"));
}

fn every_screen(rows: u16, columns: u16) {
    let place = Place::new();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_suffix(format!("{columns}x{rows}"));
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    let quiz = ["quiz", "--out", "a.yaml"];
    let mut terminal = Terminal::start(&place, rows, columns, &quiz);
    let shot = |terminal: &mut Terminal, name: &str, text: &str, keys: &str| {
        insta::assert_snapshot!(name, picture(terminal, &place, text));
        terminal.press(keys);
    };
    shot(&mut terminal, "start", "Ready?", "a\r");
    shot(&mut terminal, "about-name", "A name or code", "Kim\r");
    shot(&mut terminal, "question", "Skip for now", "h\r");
    shot(&mut terminal, "help", "Any key goes back,", "\r");
    terminal.wait_for_question(1);
    terminal.press("b\r");
    shot(&mut terminal, "first-question-back", "This is the first question.", "\r");
    terminal.wait_for_question(1);
    terminal.press("9\r");
    shot(&mut terminal, "wrong-key", "9 is not one of the keys.", "e\r");
    shot(&mut terminal, "note", "Note:", "A term paper\r");
    terminal.wait_for_question(1);
    terminal.press("4\r");
    terminal.wait_for_question(2);
    terminal.press("5\r");
    shot(&mut terminal, "evidence", "[2 of 25] Note:", "\r");
    terminal.wait_for_question(3);
    terminal.press("n\r");
    shot(&mut terminal, "reason", "Why not:", "\r");
    terminal.wait_for_question(4);
    terminal.press("b\r");
    terminal.wait_for_question(3);
    shot(&mut terminal, "answered-question", "> n", "s\r");
    terminal.wait_for_question(4);
    terminal.press("q\r");
    shot(&mut terminal, "saved-and-quit", "To go on:", "");
    assert_eq!(terminal.exit_code(), 0);

    begun_on_a_fixed_day(&place);
    let mut terminal = Terminal::start(&place, rows, columns, &quiz);
    insta::assert_snapshot!("start-again", picture(&terminal, &place, "Ready?"));
    terminal.press("c\r");
    for at in 4..=25 {
        terminal.wait_for_question(at);
        terminal.press(if at == 10 {
            "?\r"
        } else if at == 11 {
            "s\r"
        } else {
            "2\r"
        });
    }
    let shot = |terminal: &mut Terminal, name: &str, text: &str, keys: &str| {
        insta::assert_snapshot!(name, picture(terminal, &place, text));
        terminal.press(keys);
    };
    shot(&mut terminal, "about-education", "education you", "4\r");
    shot(&mut terminal, "about-experience", "Whole years", "1\r");
    shot(&mut terminal, "about-licence", "licence to practise", "1\r");
    shot(&mut terminal, "about-region", "Where you study", "1\r");
    shot(&mut terminal, "about-studying", "study for now", "6\r");
    shot(&mut terminal, "about-studying-until", "The month in which", "2029-05\r");
    shot(&mut terminal, "about-post", "paid work that you do", "3\r");
    insta::assert_snapshot!("review", picture(&terminal, &place, "Finish and score"));
    terminal.press("f\r");
    insta::assert_snapshot!("finish", picture(&terminal, &place, "--after a.yaml"));
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a14_every_screen_in_a_usual_window() {
    every_screen(24, 80);
}

#[test]
fn a14_every_screen_in_a_small_window() {
    every_screen(12, 40);
}

#[test]
fn a10_the_start_screen_names_what_has_changed() {
    let place = Place::new();
    let pack = |edit: fn(String) -> String| {
        for name in ["questionnaire.yaml", "roles.yaml", "resources.yaml"] {
            let text = repository_file(&format!("questionnaires/volunteer-coordinator/{name}"));
            place.write(&format!("mine/{name}"), &edit(text));
        }
    };
    pack(|text| text);
    let args = ["quiz", "--plain", "--pack", "mine", "--out", "a.yaml"];
    assert_eq!(place.run_with(&args, "a\nKim\n2\n2\nq\n").code, 0);
    begun_on_a_fixed_day(&place);
    pack(|text| text.replace("who stood alone?", "who stood apart?"));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    let mut terminal = Terminal::start(&place, 24, 80, &["quiz", "--pack", "mine", "--out", "a.yaml"]);
    insta::assert_snapshot!("start-changed", picture(&terminal, &place, "Ready?"));
    terminal.press("c\r");
    insta::assert_snapshot!("question-changed", picture(&terminal, &place, "my earlier answer stays"));
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
}

/// Every byte of the plain mode, from the first word to the last.
#[test]
fn a15_a16_every_word_of_the_plain_mode() {
    let place = Place::new();
    let mut input = "a\nKim\nb\nc\n".to_owned();
    for key in ["0", "4\nA term paper", "5\n", "?", "n\nNo lab here", "s", "8\n1", "b\n\n1", "h\n\n2", "e\nTwo labs\n3"]
    {
        input.extend([key, "\n"]);
    }
    input += &"2\n".repeat(15);
    input += "4\nmany\n1\n1\nx\ny\n6\n2029\nsoon\n3\n6\n2\nf\n";
    let ran = place.run_with(&["quiz", "--plain", "--out", "kim.yaml"], &input);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(ran.stderr.bytes().all(|byte| byte == b'\n' || byte >= b' '), "no control byte but line ends");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    insta::assert_snapshot!("plain", ran.stderr);
}
