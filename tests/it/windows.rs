//! What only Windows has: files that another program holds, devices by name, paths with a drive.

use std::fs::OpenOptions;
use std::os::windows::fs::OpenOptionsExt as _;

use crate::harness::Place;

/// Opens a file as a spreadsheet does: nobody else may write, replace or remove it.
fn held(place: &Place, name: &str) -> std::fs::File {
    OpenOptions::new().read(true).write(true).share_mode(0).open(place.path(name)).unwrap()
}

/// A table to score, and an output that another program holds.
fn with_held_output() -> (Place, std::fs::File) {
    let place = Place::new();
    place.write("t.csv", "respondent,data-analysis\na,3\n");
    place.write("scores.csv", "mine");
    let file = held(&place, "scores.csv");
    (place, file)
}

#[test]
fn d05_an_output_that_another_program_holds_is_named_and_stays() {
    let (place, file) = with_held_output();
    let ran = place.run(&["score", "--partial", "t.csv", "-o", "scores.csv", "--force"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("cannot write `scores.csv`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("close"), "{}", ran.stderr);
    drop(file);
    assert_eq!(place.read("scores.csv"), "mine");
    assert_eq!(place.files(), ["scores.csv", "t.csv"], "nothing half-made is left");
    assert_eq!(place.run(&["score", "--partial", "t.csv", "-o", "scores.csv", "--force"]).code, 0);
    assert!(place.read("scores.csv").contains("\na,"));
}

#[test]
fn d05_a_file_that_is_held_for_a_moment_is_waited_for() {
    let (place, file) = with_held_output();
    let ran = std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(250));
            drop(file);
        });
        place.run(&["score", "--partial", "t.csv", "-o", "scores.csv", "--force"])
    });
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(place.read("scores.csv").contains("\na,"));
}

/// Waits until the condition holds.
fn wait(what: &str, condition: impl Fn() -> bool) {
    let begun = std::time::Instant::now();
    while !condition() {
        assert!(begun.elapsed().as_secs() < 30, "waiting for {what}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn a07_answers_in_a_file_that_is_held_are_asked_for_again_and_not_lost() {
    use std::io::Write as _;
    let place = Place::new();
    let said = std::fs::File::create(place.path("said.txt")).unwrap();
    let mut command = place.command(&["quiz", "--plain", "--out", "a.yaml"]);
    let mut quiz = command.stdin(std::process::Stdio::piped()).stderr(said).spawn().unwrap();
    let mut keys = quiz.stdin.take().unwrap();
    keys.write_all(b"a\n\n3\n").unwrap();
    let has = |name: &'static str, text: &'static str| {
        let path = place.path(name);
        move || std::fs::read_to_string(&path).is_ok_and(|found| found.contains(text))
    };
    wait("the first answer", has("a.yaml", "rating: 3"));
    let file = held(&place, "a.yaml");
    keys.write_all(b"4\n\n").unwrap();
    wait("the question what to do", has("said.txt", "another program has it open"));
    drop(file);
    keys.write_all(b"r\nq\n").unwrap();
    drop(keys);
    assert!(quiz.wait().unwrap().success());
    assert_eq!(place.files(), ["a.yaml", "said.txt"], "{}", place.read("said.txt"));
    assert!(place.read("a.yaml").contains("rating: 4"), "{}", place.read("said.txt"));
}

#[test]
fn e01_an_input_that_another_program_holds_says_so() {
    let place = Place::new();
    place.write("t.csv", "respondent,data-analysis\na,3\n");
    place.write("a.yaml", &place.run(&["template"]).stdout);
    let (_table, _sheet) = (held(&place, "t.csv"), held(&place, "a.yaml"));
    for args in [&["score", "--partial", "t.csv"][..], &["report", "a.yaml"]] {
        let ran = place.run(args);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(ran.stderr.contains("another program has it open"), "{}", ran.stderr);
        assert!(ran.stderr.contains("close it in the other program"), "{}", ran.stderr);
    }
}

#[test]
fn paths_are_shown_as_people_know_them() {
    let place = Place::new();
    let whole = place.path("my answers.yaml").display().to_string();
    let ran = place.run(&["template", "-o", &whole]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "answer sheet: [folder]/my answers.yaml\n"));
    let ran = place.run_with(&["quiz", "--plain", "--out", "new one.yaml"], "a\n\nq\n");
    assert!(ran.stderr.ends_with("skillgap quiz --plain --out \"new one.yaml\"\n"), "{}", ran.stderr);
    let broken = place.write("broken.yaml", "format: [").display().to_string();
    let ran = place.run(&["check", &broken]);
    assert!(ran.stderr.contains("  --> [folder]/broken.yaml:1:1\n"), "{}", ran.stderr);
}

#[test]
fn an_output_to_the_empty_device_is_discarded() {
    let place = Place::new();
    place.write("t.csv", "respondent,data-analysis\na,3\n");
    let ran = place.run(&["score", "--partial", "t.csv", "-o", "NUL"]);
    assert_eq!((ran.code, place.files()), (0, vec!["t.csv".to_owned()]), "{}", ran.stderr);
}

#[test]
fn d05_two_outputs_whose_names_differ_in_case_are_refused() {
    let place = Place::new();
    place.write("t.csv", "respondent,data-analysis\na,9\nb,3\n");
    let ran = place.run(&["score", "--partial", "t.csv", "-o", "Out.csv", "--rejects", "out.CSV", "--force"]);
    assert_eq!((ran.code, place.files()), (1, vec!["t.csv".to_owned()]), "{}", ran.stderr);
    assert!(ran.stderr.contains("would replace a file that is needed"), "{}", ran.stderr);
}

#[test]
fn d05_reports_whose_names_differ_in_case_are_all_there() {
    let place = Place::new();
    place.write("t.csv", "respondent,data-analysis\nAnna,1\nanna,2\nANNA,3\ncon,4\n");
    assert_eq!(place.run(&["score", "--partial", "t.csv", "--reports", "out", "-q"]).code, 0);
    let names = std::fs::read_dir(place.path("out")).unwrap();
    let mut names: Vec<String> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["ANNA-3.html", "Anna.html", "anna-2.html", "index.html", "respondent-con.html"]);
}
