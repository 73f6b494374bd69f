//! The quiz loses no confirmed answer: killed, interrupted, hung up on, without a disk, or with a pack that changed.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::harness::terminal::{Terminal, begin};
use crate::harness::{Place, director_pack, repository_file};
use skillgap::answers::{self, Answer, AnswerSheet, AskedAs};
use skillgap::model::Pack;
use skillgap::pack::{self, PackFiles, SourceFile};

fn read(place: &Place, name: &str, pack: &Pack) -> AnswerSheet {
    let text = place.read(name);
    let (sheet, problems) = answers::parse(name, &text, pack);
    sheet.unwrap_or_else(|| panic!("{name} does not parse: {problems:?}\n{text}"))
}

/// Runs the quiz at full speed on keys for the questions up to this one and so many more, kills it so long after the
/// question came up, and checks that every answer it went on from is in the file. Gives how many there were.
pub fn kill_after(question: usize, more: usize, delay: Duration, pack: &Pack) -> usize {
    let place = Place::new();
    let mut child = place
        .command(&["quiz", "--plain", "--out", "a.yaml"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = child.stdin.take().unwrap();
    // A name, then ratings that ask for no note.
    let rating = |at: usize| (at % 4).to_string();
    let mut input = "a\nKim\n".to_owned();
    (0..(question + more).min(25)).for_each(|at| input.extend([rating(at).as_str(), "\n"]));
    keys.write_all(input.as_bytes()).unwrap();
    let mut output = child.stderr.take().unwrap();
    let mut said = Vec::new();
    let mut buffer = [0; 256];
    let sign = format!("[{question} of 25]");
    while !String::from_utf8_lossy(&said).contains(&sign) {
        let read = output.read(&mut buffer).unwrap();
        assert!(read > 0, "it ended before question {question}");
        said.extend_from_slice(&buffer[..read]);
    }
    std::thread::sleep(delay);
    child.kill().unwrap();
    output.read_to_end(&mut said).unwrap();
    child.wait().unwrap();
    drop(keys);
    let said = String::from_utf8_lossy(&said);
    // A question that is shown means that the answers before it were confirmed.
    let shown = (question..=25).rev().find(|at| said.contains(&format!("[{at} of 25]"))).unwrap();
    let confirmed = if said.contains("Review your answers") { 25 } else { shown - 1 };
    let sheet = read(&place, "a.yaml", pack);
    for (at, item) in pack.form(sheet.form).items.iter().enumerate().take(confirmed) {
        let expected = Answer::Rated(i64::try_from(at % 4).unwrap());
        assert_eq!(sheet.answer(*item), Some(&expected), "killed after {delay:?}, {confirmed} confirmed");
    }
    assert!(sheet.answered(pack) <= confirmed + 1, "at most the answer being saved is ahead of the screen");
    confirmed
}

#[test]
fn a07_killed_at_random_moments_it_loses_nothing_confirmed() {
    kill_at_random_moments(40);
}

#[test]
#[ignore = "slow: the quiz is killed 300 times"]
fn a07_killed_at_300_random_moments_it_loses_nothing_confirmed() {
    kill_at_random_moments(300);
}

fn kill_at_random_moments(kills: usize) {
    let pack = director_pack();
    let (next, answers) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let run = next.fetch_add(1, Ordering::Relaxed);
                    if run >= kills {
                        break;
                    }
                    // The same plan on every machine; when exactly the blow falls is up to the machine.
                    let mut noise = u32::try_from(run).unwrap().wrapping_mul(2_654_435_761).wrapping_add(12_345);
                    let mut random = move |below: u32| {
                        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (noise >> 8) % below
                    };
                    let question = usize::try_from(random(24) + 1).unwrap();
                    let more = usize::try_from(random(4)).unwrap();
                    let delay = Duration::from_micros(u64::from(random(8_000)));
                    answers.fetch_add(kill_after(question, more, delay, &pack), Ordering::Relaxed);
                }
            });
        }
    });
    let answers = answers.into_inner();
    assert!(answers > kills, "{answers} confirmed answers are too few to mean anything");
}

#[test]
fn a07_signals_restore_the_terminal_and_say_where_the_answers_are() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let place = Place::new();
        let mut terminal = begin(&place, 24, 80, &["quiz", "--out", "a.yaml"]);
        terminal.wait_for("q  Save and quit");
        terminal.press("3\r");
        terminal.wait_for_question(2);
        assert_ne!(terminal.modes(), terminal.modes_before, "raw while a list is shown");
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), code, "{signal}");
        terminal.wait_for("Saved, 1 of 25 answered:");
        assert!(!terminal.shown().contains("Skip for now"), "the list is cleared away:\n{}", terminal.shown());
        terminal.wait_for("skillgap quiz --out a.yaml");
        assert_eq!(terminal.modes(), terminal.modes_before, "{signal}: echo and line editing are back");
        let screen = terminal.screen.lock().unwrap();
        assert!(!screen.screen().hide_cursor() && !screen.screen().bracketed_paste(), "{signal}");
        drop(screen);
        assert_eq!(read(&place, "a.yaml", &director_pack()).rated(&director_pack()), 1);
    }
}

#[test]
fn a08_ctrl_c_in_plain_lines_says_where_the_answers_are() {
    let place = Place::new();
    let mut terminal = Terminal::start(&place, 40, 80, &["quiz", "--plain", "--out", "a.yaml"]);
    terminal.press("a\n");
    terminal.wait_for("A name or code");
    terminal.press("\n");
    terminal.wait_for("[1 of 25]");
    terminal.press("2\n");
    terminal.wait_for("[2 of 25]");
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    terminal.wait_for("Saved, 1 of 25 answered:");
    terminal.wait_for("skillgap quiz --plain --out a.yaml");
}

/// A quiz whose file is in the folder `usb`, with the first answer saved.
fn with_one_answer_on_a_stick(place: &Place) -> (Child, ChildStdin) {
    std::fs::create_dir(place.path("usb")).unwrap();
    let mut child = place
        .command(&["quiz", "--plain", "--out", "usb/a.yaml"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = child.stdin.take().unwrap();
    keys.write_all(b"a\nKim\n1\n").unwrap();
    let begun = Instant::now();
    while !std::fs::read_to_string(place.path("usb/a.yaml")).is_ok_and(|text| text.contains("rating: 1")) {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    (child, keys)
}

#[test]
fn a07_when_saving_does_not_work_the_answer_waits() {
    let place = Place::new();
    let (child, mut keys) = with_one_answer_on_a_stick(&place);
    // The disk is gone; the second answer cannot be saved, nor at the first new try.
    std::fs::rename(place.path("usb"), place.path("away")).unwrap();
    keys.write_all(b"2\nr\n").unwrap();
    std::fs::create_dir(place.path("home")).unwrap();
    keys.write_all(b"o\nhome\n3\nq\n").unwrap();
    drop(keys);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.matches("Your last answer is not saved: cannot write").count() >= 2, "{said}");
    let pack = director_pack();
    assert_eq!(read(&place, "away/a.yaml", &pack).rated(&pack), 1);
    let sheet = read(&place, "home/a.yaml", &pack);
    let items = &pack.form(sheet.form).items;
    let found: Vec<Option<&Answer>> = items[..3].iter().map(|item| sheet.answer(*item)).collect();
    assert_eq!(found, [Some(&Answer::Rated(1)), Some(&Answer::Rated(2)), Some(&Answer::Rated(3))]);
}

#[test]
fn a07_a_second_place_that_does_not_work_either_changes_nothing() {
    let place = Place::new();
    let (child, mut keys) = with_one_answer_on_a_stick(&place);
    std::fs::rename(place.path("usb"), place.path("away")).unwrap();
    keys.write_all(b"2\no\nnowhere/x.yaml\n").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    std::fs::rename(place.path("away"), place.path("usb")).unwrap();
    // The first place is back: trying again means that one.
    keys.write_all(b"r\nq\n").unwrap();
    drop(keys);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("Saved, 2 of 25 answered:") && said.contains("--out usb/a.yaml"), "{said}");
    let pack = director_pack();
    assert_eq!(read(&place, "usb/a.yaml", &pack).rated(&pack), 2);
}

/// Two sittings on the same file.
fn go_on(place: &Place, file: &str) -> crate::harness::Ran {
    place.run_with(&["quiz", "--plain", "--out", file], "c\n3\nq\n")
}

#[test]
fn a_file_keeps_its_permissions_and_is_written_through_a_link() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    assert_eq!(place.run_with(&["quiz", "--plain", "--out", "real.yaml"], "a\n\n1\nq\n").code, 0);
    let mode =
        |mode: u32| std::fs::set_permissions(place.path("real.yaml"), std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o600);
    std::os::unix::fs::symlink(place.path("real.yaml"), place.path("link.yaml")).unwrap();
    assert_eq!(go_on(&place, "link.yaml").code, 0);
    assert!(place.path("link.yaml").is_symlink());
    let pack = director_pack();
    assert_eq!(read(&place, "real.yaml", &pack).rated(&pack), 2);
    assert_eq!(std::fs::metadata(place.path("real.yaml")).unwrap().permissions().mode() & 0o777, 0o600);
    // A link to a file that is not there yet makes it; the name that was given stays the name.
    std::os::unix::fs::symlink("new.yaml", place.path("ahead.yaml")).unwrap();
    assert_eq!(place.run_with(&["quiz", "--plain", "--out", "ahead.yaml"], "a\n\n1\nq\n").code, 0);
    assert!(place.path("ahead.yaml").is_symlink());
    assert_eq!(read(&place, "new.yaml", &pack).rated(&pack), 1);
    // What is read-only is not replaced; the answer goes where the person says.
    mode(0o400);
    let ran = place.run_with(&["quiz", "--plain", "--out", "real.yaml"], "c\n2\no\nother.yaml\nq\n");
    assert!(
        ran.stderr.contains("Your last answer is not saved: cannot write `real.yaml`: permission denied"),
        "{}",
        ran.stderr
    );
    assert_eq!((read(&place, "real.yaml", &pack).rated(&pack), read(&place, "other.yaml", &pack).rated(&pack)), (2, 3));
}

#[test]
fn a_file_that_an_editor_gave_a_byte_order_mark_goes_on() {
    let place = Place::new();
    assert_eq!(place.run_with(&["quiz", "--plain", "--out", "a.yaml"], "a\n\n1\nq\n").code, 0);
    let text = place.read("a.yaml");
    place.write("a.yaml", &format!("\u{feff}{text}"));
    assert_eq!(go_on(&place, "a.yaml").code, 0);
    assert_eq!(place.files(), ["a.yaml"]);
}

#[test]
fn a07_stopping_without_saving_is_a_failure_that_says_so() {
    let place = Place::new();
    let ran = place.run_with(&["quiz", "--plain", "--out", "nowhere/a.yaml"], "a\nq\n");
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("not saved") && ran.stderr.contains("error: cannot write"), "{}", ran.stderr);
}

const BAKERY: [&str; 3] = ["questionnaire.yaml", "roles.yaml", "resources.yaml"];

/// The test pack in the folder `bakery`, with one file changed by the given function.
fn bakery(place: &Place, edit: impl Fn(&str) -> String) -> Pack {
    let text = |name: &str| repository_file(&format!("tests/fixtures/pack/{name}"));
    let files: Vec<SourceFile> = BAKERY
        .iter()
        .map(|name| {
            let text = if *name == BAKERY[0] { edit(&text(name)) } else { text(name) };
            place.write(&format!("bakery/{name}"), &text);
            SourceFile { name: (*name).to_owned(), text }
        })
        .collect();
    let [questionnaire, roles, resources] = <[SourceFile; 3]>::try_from(files).unwrap();
    pack::parse(&PackFiles { questionnaire, roles, resources }).0.unwrap()
}

const QUIZ: [&str; 7] = ["quiz", "--plain", "--pack", "bakery", "--form", "full", "--out"];

fn quiz<'a>(place: &Place, file: &'a str, keys: &str) -> crate::harness::Ran {
    let args: Vec<&'a str> = QUIZ.into_iter().chain([file]).collect();
    place.run_with(&args, keys)
}

#[test]
fn a10_only_changed_questions_are_asked_again() {
    let place = Place::new();
    bakery(&place, str::to_owned);
    // Start, no name; three questions, the last left open.
    let ran = quiz(&place, "a.yaml", "a\n\n2\n1\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let before = place.read("a.yaml");

    let pack = bakery(&place, |text| {
        text.replace("How often do you knead?", "How often do you knead by hand?").replace("1.2.0", "1.3.0")
    });
    let ran = quiz(&place, "a.yaml", "c\n4\n\n3\n\n\nf\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for said in [
        "The questionnaire has changed since. 1 question that you answered reads differently now: Dough.",
        "This question reads differently now. Your answer to the earlier one: 2, as its options were.",
    ] {
        assert!(ran.stderr.contains(said), "{said}\n{}", ran.stderr);
    }
    assert!(!ran.stderr.contains("How often do you buy dough?\n"), "an unchanged answer is not asked again");
    let sheet = read(&place, "a.yaml", &pack);
    assert!(sheet.matches(&pack), "all that changed was answered again, so the answers belong to the new pack");
    let answer = |id: &str| sheet.get(pack.find_item(id).unwrap()).unwrap();
    assert_eq!(answer("dough.practice").answer, Answer::Rated(4));
    assert_eq!(answer("dough.shop").answer, Answer::Rated(1));
    assert!(before.contains("version: 1.2.0") && place.read("a.yaml").contains("version: 1.3.0"));
}

#[test]
fn a10_an_answer_kept_aside_has_its_place_again_when_its_option_is_back() {
    let place = Place::new();
    bakery(&place, str::to_owned);
    assert_eq!(quiz(&place, "a.yaml", "a\n\n4\na cake\nq\n").code, 0);
    let pack = bakery(&place, |text| text.replace("{value: 4, label: Each day}", "{value: 5, label: Each day}"));
    // The note is changed, the question skipped: the old rating stays in the file, and the old note does not.
    let ran = quiz(&place, "a.yaml", "c\ne\na loaf\ns\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("1 of 3 answered"), "{}", ran.stderr);
    assert_eq!(read(&place, "a.yaml", &pack).kept_rating("dough.practice"), Some(4));
    assert!(!place.read("a.yaml").contains("a cake"));

    let pack = bakery(&place, str::to_owned);
    let ran = quiz(&place, "a.yaml", "c\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let sheet = read(&place, "a.yaml", &pack);
    let kneading = sheet.get(pack.find_item("dough.practice").unwrap()).unwrap();
    assert_eq!((&kneading.answer, kneading.note.as_deref()), (&Answer::Rated(4), Some("a loaf")));
    assert!(sheet.kept.is_empty() && sheet.changed_questions(&pack).is_empty());
}

#[test]
fn a10_enter_alone_confirms_no_answer_to_a_changed_question() {
    let place = Place::new();
    bakery(&place, str::to_owned);
    assert_eq!(quiz(&place, "a.yaml", "a\n\n2\n1\n3\n\n\nq\n").code, 0);
    let pack = bakery(&place, |text| text.replace("How often do you knead?", "How often do you knead by hand?"));
    let ran = quiz(&place, "a.yaml", "c\n\n\nf\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let sheet = read(&place, "a.yaml", &pack);
    let kneading = sheet.get(pack.find_item("dough.practice").unwrap()).unwrap();
    assert_eq!(kneading.answer, Answer::Rated(2), "the old answer is kept");
    assert!(matches!(kneading.asked, AskedAs::Before(_)), "and still known as one to the old question");
    assert!(!sheet.matches(&pack), "nothing is rescored silently");
    assert!(place.read("a.html").contains("The questionnaire has changed since these answers were given"));
}

#[test]
fn a10_a_change_elsewhere_asks_nothing_again() {
    let place = Place::new();
    bakery(&place, str::to_owned);
    assert_eq!(quiz(&place, "a.yaml", "a\n\n2\n1\nq\n").code, 0);
    let pack = bakery(&place, |text| text.replace("why: Heat makes bread.", "why: Heat makes good bread."));
    let ran = quiz(&place, "a.yaml", "c\n2\n\nf\n");
    assert!(ran.stderr.contains("The questions that you answered read as before"), "{}", ran.stderr);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(read(&place, "a.yaml", &pack).matches(&pack));
}

#[test]
fn answers_that_a_changed_pack_has_no_place_for_stay_in_the_file() {
    let place = Place::new();
    bakery(&place, str::to_owned);
    assert_eq!(quiz(&place, "a.yaml", "a\n\ne\nten loaves\n4\n2\nq\n").code, 0);
    let shop =
        "          - {id: dough.shop, stem: How often do you buy dough?, scale: often, reverse: true, forms: [full]}\n";
    let pack = bakery(&place, |text| {
        text.replace(shop, "").replace("{value: 4, label: Each day}", "{value: 3, label: Each week}")
    });
    let ran = quiz(&place, "a.yaml", "c\n3\n\n2\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for said in [
        "1 question that you answered is no longer asked",
        "1 question that you answered reads differently now: Dough.",
    ] {
        assert!(ran.stderr.contains(said), "{said}\n{}", ran.stderr);
    }
    let text = place.read("a.yaml");
    assert!(text.contains("note: ten loaves"), "the note goes on beside the question as it is asked now:\n{text}");
    assert!(
        text.contains("item: dough.shop") && text.contains("rating: 2"),
        "the question is gone, the answer is not:\n{text}"
    );
    let sheet = read(&place, "a.yaml", &pack);
    assert_eq!(sheet.answer(pack.find_item("dough.practice").unwrap()), Some(&Answer::Rated(3)), "{text}");
    assert_eq!(sheet.kept.iter().map(|kept| kept.item.as_str()).collect::<Vec<_>>(), ["dough.shop"]);
}

#[test]
fn a_longer_form_follows_without_the_questions_about_the_person() {
    let place = Place::new();
    let all: String = "2\n".repeat(25);
    let ran = place
        .run_with(&["quiz", "--plain", "--out", "short.yaml"], &format!("a\nKim\n{all}4\n1\n1\n1\n4\n2027-06\n3\nf\n"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let command = "skillgap quiz --form full --after short.yaml";
    assert!(ran.stderr.contains(command), "{}", ran.stderr);
    let args = ["quiz", "--plain", "--form", "full", "--after", "short.yaml", "--out", "full.yaml"];
    let ran = place.run_with(&args, "a\n3\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("a name or a code") && ran.stderr.contains("[2 of 75]"), "{}", ran.stderr);
    let pack = director_pack();
    let (short, full) = (read(&place, "short.yaml", &pack), read(&place, "full.yaml", &pack));
    assert_eq!((&full.respondent, &full.background), (&short.respondent, &short.background));
    assert!(full.started != short.started || full.form != short.form, "two attempts of one person");
    assert!(short.background.studying_until.is_some() && short.background.post.is_some());
    // The same command again, without a file name, goes on with what it began.
    let args = ["quiz", "--plain", "--form", "full", "--after", "short.yaml"];
    assert_eq!(place.run_with(&args, "a\n3\nq\n").code, 0);
    let ran = place.run_with(&args, "c\n2\nq\n");
    assert!(
        ran.stderr.contains("An unfinished attempt is in ") && ran.stderr.contains("1 of 75 answered"),
        "{}",
        ran.stderr
    );
}

#[test]
fn going_back_to_the_start_asks_for_the_name_again() {
    let place = Place::new();
    let ran = place.run_with(&["quiz", "--plain", "--out", "a.yaml"], "a\nb\na\nKim\n2\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(place.read("a.yaml").contains("label: Kim"), "{}", ran.stderr);
}

#[test]
fn a_note_that_was_left_with_esc_is_still_there() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz", "--out", "a.yaml"]);
    terminal.press("4\r");
    terminal.wait_for("[1 of 25] Note:");
    terminal.press("half a tho");
    terminal.wait_for("half a tho");
    terminal.press("\u{1b}");
    terminal.wait_for_question(1);
    terminal.press("4\r");
    terminal.wait_for("Note: half a tho");
    terminal.press("ught\r");
    terminal.wait_for_question(2);
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    // What it said last may still be on its way to the screen.
    terminal.wait_for("quiz --out a.yaml");
    let shown = terminal.shown();
    let line = shown.lines().find(|line| line.starts_with("Saved, ")).unwrap_or_else(|| panic!("{shown}"));
    assert!(line.ends_with("a.yaml"), "nothing of the list runs into the path: {line}");
    assert!(place.read("a.yaml").contains("note: half a thought"), "{}", place.read("a.yaml"));
}

#[test]
fn open_starts_the_browser_on_the_report() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let browser = place.write("bin/xdg-open", "#!/bin/sh\nprintf '%s' \"$1\" > \"$OPENED\"\n");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut child = place
        .command(&["quiz", "--plain", "--open", "--out", "a.yaml"])
        .env("PATH", format!("{}:/bin:/usr/bin", place.path("bin").display()))
        .env("OPENED", place.path("opened"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let all = "1\n".repeat(25);
    child.stdin.take().unwrap().write_all(format!("a\n\n{all}\n\n\n\n\n\nf\n").as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let begun = Instant::now();
    while std::fs::read_to_string(place.path("opened")).unwrap_or_default().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "the browser was not started");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(place.read("opened").ends_with("a.html"));
}

#[test]
fn a14_a_resized_window_is_used_from_the_next_question_on() {
    let place = Place::new();
    let mut terminal = begin(&place, 24, 80, &["quiz"]);
    terminal.wait_for("q  Save and quit");
    terminal.resize(12, 40);
    std::thread::sleep(Duration::from_millis(300));
    terminal.press("2\r");
    terminal.wait_for("? [2 of 25] Your answer:");
    terminal.wait_for_question(2);
    terminal.resize(30, 100);
    std::thread::sleep(Duration::from_millis(300));
    terminal.press("2\r");
    terminal.wait_for_question(3);
    terminal.wait_for("q  Save and quit");
    terminal.press("q\r");
    assert_eq!(terminal.exit_code(), 0);
}
