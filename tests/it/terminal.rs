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
    let keys = ["0", "1", "2", "3", "4", "5", "?", "n", "s", "9\u{7f}2", "3"];
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
    for fact in
        ["education", "Whole years", "licence to", "Where you", "degree that you study", "paid work that you do"]
    {
        terminal.wait_for(fact);
        terminal.press("\r");
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
    assert_eq!(found[9..], [Some(&Answer::Rated(2)), Some(&Answer::Rated(3))], "a corrected key counts");
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

/// A debug build panics where the environment says, while an answer is saved and the terminal is that of a list.
#[test]
fn e05_a_panic_restores_the_terminal_and_says_where_the_answers_and_the_log_are() {
    let place = Place::new();
    std::fs::create_dir(place.path("logs")).unwrap();
    let logs = place.path("logs").display().to_string();
    let environment = [("SKILLGAP_PANIC_AT", "2"), ("TMPDIR", &*logs)];
    let mut terminal = Terminal::start_in(&place, 24, 80, &["quiz", "--out", "a.yaml"], &environment);
    for (text, keys) in [("Ready?", "a\r"), ("A name or code", "\r"), ("[1 of 25]", "3\r"), ("[2 of 25]", "2\r")] {
        terminal.wait_for(text);
        terminal.press(keys);
    }
    assert_eq!(terminal.exit_code(), 1);
    terminal.wait_for("hint: try again");
    let shown = terminal.shown();
    for part in ["error: a fault in skillgap itself", "Saved, 1 of 25 answered:", "skillgap quiz --out a.yaml", "log: "]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("panicked") && !shown.contains(".rs"), "{shown}");
    assert_eq!(terminal.modes(), terminal.modes_before, "echo and line editing");
    {
        let screen = terminal.screen.lock().unwrap();
        assert!(!screen.screen().hide_cursor() && !screen.screen().bracketed_paste());
    }
    let logs: Vec<_> = std::fs::read_dir(&logs).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [log] = logs.as_slice() else { panic!("one log: {logs:?}") };
    let text = std::fs::read_to_string(log).unwrap();
    assert!(
        text.starts_with("skillgap ") && text.contains("SKILLGAP_PANIC_AT") && text.contains("faults.rs"),
        "{text}"
    );
    let name = log.file_name().unwrap().to_string_lossy().into_owned();
    assert!(shown.replace('\n', "").contains(&name), "{name}: {shown}");
    assert!(!text.contains("3\r"));
    assert_eq!(answers::parse("a", &place.read("a.yaml"), &director_pack()).0.unwrap().rated(&director_pack()), 1);
    // Where no log can be written, its text is shown.
    let nowhere = [("SKILLGAP_PANIC_AT", "1"), ("TMPDIR", "/nowhere")];
    let mut command = place.command(&["quiz", "--plain", "--out", "b.yaml"]);
    command.envs(nowhere).stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"a\n\n2\nq\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("log:\nskillgap "), "{said}");
    assert!(said.trim_end().replace('\n', " ").ends_with("once you have read it"), "the hint is the last line: {said}");
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
    terminal.wait_for("A name or code");
    terminal.press("\r");
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

/// Ctrl-A, E, K, U and W edit a text as in a shell.
#[test]
fn the_editing_keys_of_a_shell_work_in_every_text() {
    let place = Place::new();
    let mut terminal = Terminal::start(&place, 24, 80, &["quiz", "--out", "a.yaml"]);
    terminal.wait_for("Ready?");
    terminal.press("a\r");
    terminal.wait_for("A name or code");
    // `Ada x`, the last word gone, `Dr ` before it, `L` behind it.
    terminal.press("Ada x\u{17}\u{1}Dr \u{5}L");
    terminal.wait_for("by: Dr Ada L");
    terminal.press("\r");
    terminal.wait_for_question(1);
    terminal.press("e\r");
    terminal.wait_for("Note:");
    // All of it gone; then everything behind the cursor gone.
    terminal.press("nothing\u{15}one two\u{1b}[D\u{1b}[D\u{1b}[D\u{b}three");
    terminal.wait_for("Note: one three");
    terminal.press("\r");
    terminal.wait_for_question(1);
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    let sheet = saved(&place);
    assert_eq!(sheet.respondent.label.as_deref(), Some("Dr Ada L"));
    assert_eq!(sheet.get(director_pack().form(sheet.form).items[0]).unwrap().note.as_deref(), Some("one three"));
}

/// Lines that are pasted behind a note answer nothing, in the list mode and in plain lines; a terminal that marks what is
/// pasted makes one note of it.
#[test]
fn pasted_lines_answer_no_question() {
    let first = |sheet: &AnswerSheet| sheet.get(director_pack().form(sheet.form).items[0]).unwrap().note.clone();
    for mode in [&["quiz", "--out", "a.yaml"][..], &["quiz", "--plain", "--out", "a.yaml"]] {
        let is_plain = mode.len() > 3;
        let place = Place::new();
        let mut terminal = Terminal::start(&place, 60, 100, mode);
        let enter = if is_plain { "\n" } else { "\r" };
        let open = |terminal: &mut Terminal| {
            terminal.wait_for(if is_plain { "Enter alone: Start." } else { "Ready?" });
            terminal.press(&format!("a{enter}"));
            terminal.wait_for("A name or code");
            std::thread::sleep(Duration::from_millis(100));
            terminal.press(enter);
            terminal.wait_for("[1 of 25]");
            terminal.wait_for(if is_plain { "Enter alone: Skip" } else { "q  Save and quit" });
            terminal.press(&format!("e{enter}"));
            terminal.wait_for("Note:");
            std::thread::sleep(Duration::from_millis(100));
        };
        open(&mut terminal);
        // The last of them has no end yet: it must not begin the next reply.
        terminal.press(&format!("first line{enter}2{enter}third line{enter}3{enter}4"));
        terminal.wait_for("they answer nothing");
        std::thread::sleep(Duration::from_millis(300));
        terminal.press(&format!("q{enter}"));
        assert_eq!(terminal.exit_code(), 0);
        let sheet = saved(&place);
        assert_eq!(first(&sheet).as_deref(), Some("first line"));
        assert_eq!(sheet.rated(&director_pack()), 0, "{mode:?}: nothing was answered");
    }
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    terminal.press("e\r");
    terminal.wait_for("Note:");
    terminal.press("\u{1b}[200~one\ntwo\n3\n\u{1b}[201~");
    terminal.wait_for("one two 3");
    terminal.press("\r");
    terminal.wait_for_question(1);
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(first(&saved(&place)).as_deref(), Some("one two 3"));
}

/// A text longer than a key is no choice.
#[test]
fn a03_a_longer_text_is_no_choice() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    for text in ["123", "3 apples", "33"] {
        terminal.press(&format!("{text}\r"));
        terminal.wait_for(&format!("{text} is not one of the keys."));
        std::thread::sleep(Duration::from_millis(100));
    }
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(saved(&place).answered(&director_pack()), 0);
}

/// A long text in a small window scrolls nothing away while the cursor moves in it, and the cursor's row is shown.
#[test]
fn a14_a_long_note_stays_in_a_small_window() {
    let place = Place::new();
    let mut terminal = begin(&place, 12, 40, &["quiz"]);
    terminal.press("e\r");
    terminal.wait_for("Note:");
    terminal.press(&"word ".repeat(95));
    terminal.press("end.");
    terminal.wait_for("end.");
    let above = |terminal: &Terminal| {
        let mut parser = terminal.screen.lock().unwrap();
        parser.screen_mut().set_scrollback(usize::MAX);
        let lines = parser.screen().scrollback();
        parser.screen_mut().set_scrollback(0);
        lines
    };
    std::thread::sleep(Duration::from_millis(200));
    let before = above(&terminal);
    for keys in ["\u{1}", "\u{5}", "\u{1b}[D", "\u{1b}[H", "\u{1b}[F"] {
        terminal.press(keys);
        std::thread::sleep(Duration::from_millis(60));
    }
    terminal.press("\u{1}");
    terminal.wait_for("Note: word");
    assert_eq!(above(&terminal), before, "{}", terminal.shown());
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    assert!(!terminal.screen.lock().unwrap().screen().bracketed_paste(), "bracketed paste is off again");
    assert_eq!(terminal.modes(), terminal.modes_before);
}

/// Two people who begin in the same second have other ids.
#[test]
fn two_quizzes_begun_in_one_second_are_two_people() {
    let place = Place::new();
    let ids: Vec<String> = ["a.yaml", "b.yaml"]
        .map(|file| {
            assert_eq!(place.run_with(&["quiz", "--plain", "--out", file], "a\n\nq\n").code, 0);
            let pack = director_pack();
            answers::parse(file, &place.read(file), &pack).0.unwrap().respondent.id
        })
        .to_vec();
    assert!(ids[0] != ids[1] && ids.iter().all(|id| id.starts_with("p-") && id.len() == 12), "{ids:?}");
}
