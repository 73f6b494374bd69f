//! The quiz in a real pseudo-terminal, its screen read as a person would.

use std::time::Duration;

use crate::harness::terminal::{Terminal, begin};
use crate::harness::{Place, director_pack};
use skillgap::answers::{self, Answer, AnswerSheet};

fn ends(name: &str, ending: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found == ending)
}

fn saved(place: &Place) -> AnswerSheet {
    let name = place.files().into_iter().find(|name| ends(name, "yaml")).unwrap();
    answers::parse(&name, &place.read(&name), &director_pack()).0.unwrap()
}

#[test]
fn a03_a18_a_whole_quiz_by_keys() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    let keys = ["0", "1", "2", "3", "4", "5", "?", "n", "s", "9\u{8}2", "93"];
    for at in 0..25 {
        terminal.wait_for_question(at + 1);
        let key = keys[at % keys.len()];
        terminal.press(&format!("{key}\r"));
        // A high rating asks what shows it, what does not apply asks why: Enter alone goes on.
        if let Some(asked) = match key {
            "4" | "5" => Some("Note:"),
            "n" => Some("Why not:"),
            _ => None,
        } {
            terminal.wait_for(&format!("[{} of 25] {asked}", at + 1));
            terminal.press("\r");
        }
        if at < 24 {
            terminal.wait_for(&format!("[{} of 25]", at + 2));
        }
    }
    terminal.wait_for("Review your answers");
    terminal.wait_for("Finish and score");
    terminal.press("f\r");
    assert_eq!(terminal.exit_code(), 0);
    terminal.wait_for("report:");
    terminal.wait_for("--role health-it-analyst");
    let sheet = saved(&place);
    let items = director_pack().form(sheet.form).items.clone();
    let found: Vec<Option<&Answer>> = items[..11].iter().map(|item| sheet.answer(*item)).collect();
    let expected = [0, 1, 2, 3, 4, 5].map(Answer::Rated);
    assert_eq!(found[..6], expected.iter().map(Some).collect::<Vec<_>>());
    assert_eq!(found[6..9], [Some(&Answer::Unsure), Some(&Answer::NotApplicable(None)), Some(&Answer::Skipped)]);
    assert_eq!(found[9..], [Some(&Answer::Rated(2)), Some(&Answer::Rated(3))], "the last key counts");
    assert!(sheet.finished.is_some());
    assert!(place.files().iter().any(|name| ends(name, "html")));
}

#[test]
fn a08_ctrl_c_says_where_the_answers_are() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    terminal.press("3\r");
    terminal.wait_for_question(2);
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    terminal.wait_for("Saved, 1 of 25 answered:");
    assert!(!terminal.screen.lock().unwrap().screen().hide_cursor(), "the cursor is shown again");
    assert!(!terminal.screen.lock().unwrap().screen().bracketed_paste(), "bracketed paste is off again");
    assert_eq!(saved(&place).rated(&director_pack()), 1);
}

#[test]
fn a09_starting_again_goes_on() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    terminal.press("3\r");
    terminal.wait_for_question(2);
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    let mut terminal = Terminal::start(&place, 24, 80, &["quiz"]);
    terminal.wait_for("1 of 25 answered");
    terminal.wait_for("Ready?");
    terminal.press("c\r");
    terminal.wait_for_question(2);
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(place.files().len(), 1, "one file for one attempt: {:?}", place.files());
}

#[test]
fn a14_moving_the_cursor_adds_nothing_to_the_scrollback() {
    for (rows, columns) in [(24, 80), (12, 40)] {
        let place = Place::new();
        let mut terminal = begin(&place, rows, columns, &["quiz"]);
        // The list is drawn when its help line is.
        terminal.wait_for("Enter");
        std::thread::sleep(Duration::from_millis(200));
        let above = |terminal: &Terminal| {
            let mut parser = terminal.screen.lock().unwrap();
            parser.screen_mut().set_scrollback(usize::MAX);
            let lines = parser.screen().scrollback();
            parser.screen_mut().set_scrollback(0);
            lines
        };
        let before = above(&terminal);
        for _ in 0..20 {
            terminal.press("\u{1b}[A");
            std::thread::sleep(Duration::from_millis(10));
        }
        std::thread::sleep(Duration::from_millis(200));
        assert_eq!(above(&terminal), before, "{columns}x{rows}:\n{}", terminal.shown());
        terminal.press("\u{3}");
        assert_eq!(terminal.exit_code(), 130);
    }
}

/// The cells of the first question's screen that have a colour of their own.
fn coloured_cells(args: &[&str], environment: &[(&str, &str)]) -> usize {
    let place = Place::new();
    let mut terminal = Terminal::start_in(&place, 24, 80, args, environment);
    terminal.wait_for("Ready?");
    terminal.press("a\r");
    for prompt in ["A name or code", "education", "Whole years", "licence to", "Where you"] {
        terminal.wait_for(prompt);
        terminal.press("\r");
    }
    terminal.wait_for("q  Save and quit");
    let parser = terminal.screen.lock().unwrap();
    let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
    let coloured =
        cells.filter(|(row, column)| parser.screen().cell(*row, *column).unwrap().fgcolor() != vt100::Color::Default);
    let coloured = coloured.count();
    drop(parser);
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    coloured
}

#[test]
fn a17_no_colour_means_no_colour() {
    assert!(coloured_cells(&["quiz"], &[]) > 0, "else this test could not fail");
    assert_eq!(coloured_cells(&["quiz", "--no-color"], &[]), 0);
    assert_eq!(coloured_cells(&["quiz"], &[("NO_COLOR", "1")]), 0);
    assert!(coloured_cells(&["quiz"], &[("NO_COLOR", "")]) > 0, "an empty value asks for nothing");
}

#[test]
fn a03_a_wrong_key_records_nothing() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    terminal.press("8\r");
    terminal.wait_for("? 8 is not one of the keys. Your answer:");
    terminal.wait_for("[1 of 25]");
    terminal.wait_for("q  Save and quit");
    terminal.press("4\r");
    terminal.wait_for("[1 of 25] Note:");
    terminal.press("\r");
    terminal.wait_for_question(2);
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    let sheet = saved(&place);
    assert_eq!(sheet.answer(director_pack().form(sheet.form).items[0]), Some(&Answer::Rated(4)));
}
