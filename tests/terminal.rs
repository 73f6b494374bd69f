//! The quiz in a real pseudo-terminal, its screen read as a person would.
#![cfg(unix)]

mod harness;

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use harness::{Place, director_pack};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use skillgap::answers::{self, Answer, AnswerSheet};

struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(place: &Place, rows: u16, columns: u16, args: &[&str]) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_skillgap"));
        command.args(args);
        command.cwd(place.folder.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen =
            Arc::new(Mutex::new(vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 200)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                shared.lock().unwrap().process(&buffer[..read]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { child, keys, screen, _master: pair.master }
    }

    fn shown(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the text is on the screen.
    fn wait_for(&self, text: &str) {
        let begun = Instant::now();
        while !self.shown().contains(text) {
            assert!(begun.elapsed() < Duration::from_secs(20), "`{text}` did not come:\n{}", self.shown());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn exit_code(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "it did not end:\n{}", self.shown());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn ends(name: &str, ending: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found == ending)
}

fn saved(place: &Place) -> AnswerSheet {
    let name = place.files().into_iter().find(|name| ends(name, "yaml")).unwrap();
    answers::parse(&name, &place.read(&name), &director_pack()).0.unwrap()
}

/// Starts, skips the questions about the person, and waits for the first question.
fn begin(place: &Place, rows: u16, columns: u16, args: &[&str]) -> Terminal {
    let mut terminal = Terminal::start(place, rows, columns, args);
    terminal.wait_for("Ready?");
    terminal.press("a\r");
    for number in 1..=5 {
        terminal.wait_for(&format!("About you, {number} of 5"));
        terminal.wait_for(["A name or code", "education", "Whole years", "licence to", "Where you"][number - 1]);
        terminal.press("\r");
    }
    terminal.wait_for("[1 of 25]");
    terminal.wait_for("Your answer:");
    terminal
}

#[test]
fn a03_a18_a_whole_quiz_by_keys() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    let keys = ["0", "1", "2", "3", "4", "5", "?", "n", "s", "9\u{8}2", "93"];
    for at in 0..25 {
        terminal.wait_for(&format!("[{} of 25]", at + 1));
        terminal.wait_for("? Your answer:");
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
    terminal.wait_for("[2 of 25]");
    terminal.wait_for("? Your answer:");
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
    terminal.wait_for("[2 of 25]");
    terminal.wait_for("? Your answer:");
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    let mut terminal = Terminal::start(&place, 24, 80, &["quiz"]);
    terminal.wait_for("1 of 25 answered");
    terminal.wait_for("Ready?");
    terminal.press("c\r");
    terminal.wait_for("[2 of 25]");
    terminal.wait_for("? Your answer:");
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

#[test]
fn a17_no_colour_means_no_colour() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz", "--no-color"]);
    terminal.wait_for("Skip for now");
    {
        let parser = terminal.screen.lock().unwrap();
        for row in 0..24 {
            for column in 0..80 {
                let cell = parser.screen().cell(row, column).unwrap();
                assert_eq!(cell.fgcolor(), vt100::Color::Default, "{row},{column}: {}", cell.contents());
            }
        }
    }
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
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
    terminal.wait_for("[2 of 25]");
    terminal.wait_for("? Your answer:");
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    let sheet = saved(&place);
    assert_eq!(sheet.answer(director_pack().form(sheet.form).items[0]), Some(&Answer::Rated(4)));
}
