//! `skillgap score` in pipes and under signals: as a filter, in parts, broken off, in a terminal.

use std::io::{BufRead, BufReader, Read, Write as _};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::harness::Place;
use crate::harness::terminal::Terminal;

const HEADER: &str = "respondent,data-analysis,problem-solving,note\n";

/// So many rows; every tenth has a line break and a quote in it.
fn rows(count: usize) -> Vec<String> {
    (0..count)
        .map(|at| {
            let note = if at % 10 == 0 { format!("\"first\n\"\"{at}\"\" line\"") } else { String::new() };
            format!("s-{at},{},{},{note}\n", at % 6, at % 7 % 6)
        })
        .collect()
}

/// The program with every signal as it is by default: a shell may have the tests ignore some.
fn start(place: &Place, args: &[&str]) -> Child {
    let mut command = place.command(args);
    if cfg!(target_os = "linux") {
        let program = std::mem::replace(&mut command, std::process::Command::new("env"));
        command.args(["--ignore-environment", "--default-signal", "-C"]).arg(place.path(""));
        command.arg("TERM=xterm-256color").arg(program.get_program()).args(args);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    assert!(std::process::Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// Split anywhere between records, each part scored, the results put together: the whole.
#[test]
fn parts_scored_apart_and_put_together_are_the_whole() {
    let place = Place::new();
    let rows = rows(400);
    let whole = place.run_with(&["score", "--partial", "-", "-q"], &format!("{HEADER}{}", rows.concat()));
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    for sizes in [vec![1, 399], vec![200, 200], vec![7, 13, 380], vec![100; 4]] {
        let (mut together, mut rest) = (String::new(), rows.as_slice());
        for (at, size) in sizes.iter().enumerate() {
            let (part, after) = rest.split_at(*size);
            rest = after;
            let args: &[&str] = if at == 0 {
                &["score", "--partial", "-", "-q"]
            } else {
                &["score", "--partial", "-", "-q", "--no-header"]
            };
            together += &place.run_with(args, &format!("{HEADER}{}", part.concat())).stdout;
        }
        assert_eq!(together, whole.stdout, "{sizes:?}");
    }
}

/// What is there and is no file is written into and stays what it is, with or without `--force`.
#[test]
fn a_pipe_or_a_device_is_never_replaced() {
    let place = Place::new();
    place.write("t.csv", &format!("{HEADER}{}", rows(3).concat()));
    let pipe = place.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for force in [&[][..], &["--force"]] {
        let reading = {
            let pipe = pipe.clone();
            std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap())
        };
        let ran = place.run(&[&["score", "--partial", "t.csv", "-q", "-o", "pipe"], force].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(reading.join().unwrap().lines().count(), 4);
        assert!(!pipe.metadata().unwrap().is_file());
    }
    assert_eq!(place.files(), ["pipe", "t.csv"]);
    // An open pipe has a name only as long as it is open.
    let scores = place.run(&["score", "--partial", "t.csv", "-q"]).stdout;
    assert_eq!(place.run(&["score", "--partial", "t.csv", "-q", "-o", "/dev/stdout"]).stdout, scores);
    assert_eq!(
        place
            .run_with(&["score", "--partial", "-", "-q", "-o", "/dev/null", "--rejects", "/dev/stdout"], HEADER)
            .stdout,
        ""
    );
    let bad = format!("{HEADER}a,9,,\n");
    assert_eq!(
        place.run_with(&["score", "--partial", "-", "-q", "-o", "/dev/null", "--rejects", "/dev/stdout"], &bad).stdout,
        bad
    );
    assert_eq!(place.files(), ["pipe", "t.csv"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new();
    place.write("t.csv", &format!("{HEADER}{}", rows(50_000).concat()));
    let mut child = start(&place, &["score", "--partial", "t.csv"]);
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("respondent,role"));
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

/// Without waiting for a next record that may never come.
#[test]
fn a_filter_ends_when_its_reader_has_gone_and_its_input_is_silent() {
    let place = Place::new();
    let mut child = start(&place, &["score", "--partial", "-"]);
    let mut input = child.stdin.take().unwrap();
    input.write_all(format!("{HEADER}{}", rows(1).concat()).as_bytes()).unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new()).unwrap();
    drop(output);
    let begun = Instant::now();
    let status = loop {
        assert!(begun.elapsed() < Duration::from_secs(30), "it still waits");
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    drop(input);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((status.code(), said.as_str()), (Some(0), ""));
}

/// Whoever writes a record into the pipe gets its result before writing the next one.
#[test]
fn a_record_goes_out_before_the_next_comes_in() {
    let place = Place::new();
    let mut child = start(&place, &["score", "--partial", "-", "-q"]);
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    input.write_all(HEADER.as_bytes()).unwrap();
    let mut line = String::new();
    for row in rows(12) {
        input.write_all(row.as_bytes()).unwrap();
        line.clear();
        if row.starts_with("s-0,") {
            output.read_line(&mut line).unwrap();
            assert!(line.starts_with("respondent,"));
            line.clear();
        }
        output.read_line(&mut line).unwrap();
        assert_eq!(line.split(',').next(), row.split(',').next());
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// Killed half-way, the outputs are not there; interrupted, nothing at all is left of what was under way.
#[test]
fn broken_off_the_output_is_absent() {
    for (name, code) in [("-KILL", None), ("-INT", Some(130)), ("-TERM", Some(143)), ("-HUP", Some(129))] {
        let place = Place::new();
        // Two headers, each with a refused row: two files of rejects are under way.
        place.write("t.csv", "respondent;data-analysis\na;9\n");
        let args =
            ["score", "--partial", "t.csv", "-", "-o", "out.csv", "--rejects", "mend.csv", "--reports", "reports"];
        let mut child = start(&place, &args);
        let mut input = child.stdin.take().unwrap();
        input.write_all(format!("{HEADER}b,9,,\n{}", rows(50).concat()).as_bytes()).unwrap();
        let begun = Instant::now();
        // Half-way is when the first reports are there.
        while std::fs::read_dir(place.path("reports")).map_or(0, Iterator::count) < 10 {
            assert!(begun.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(10));
        }
        let under_way = place.files();
        assert_eq!(under_way.iter().filter(|file| file.starts_with(".skillgap-")).count(), 3, "{under_way:?}");
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), code, "{name}");
        drop(input);
        let left: Vec<String> = place.files().into_iter().filter(|file| !file.starts_with(".skillgap-")).collect();
        assert_eq!(left, ["reports", "t.csv"], "{name}");
        assert_eq!(place.files().len(), if name == "-KILL" { 5 } else { 2 }, "{name}: {:?}", place.files());
        for entry in std::fs::read_dir(place.path("reports")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                assert!(std::fs::read_to_string(&path).unwrap().trim_end().ends_with("</html>"), "whole or absent");
            } else {
                assert_eq!(name, "-KILL", "{}", path.display());
            }
        }
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said.contains("stopped: no file was written but reports"), name != "-KILL", "{said}");
    }
}

/// At whatever moment a signal comes, in the middle of writing too, the outputs are whole or not there, and nothing else
/// is left.
#[test]
fn interrupted_at_any_moment_nothing_half_made_is_left() {
    let place = Place::new();
    place.write("t.csv", &format!("{HEADER}{}b,9,,\n", rows(40_000).concat()));
    let args = ["score", "--partial", "t.csv", "-o", "out.csv", "--rejects", "mend.csv", "--reports", "reports", "-q"];
    for wait in (0..12).map(|step| step * 25) {
        let child = start(&place, &args);
        std::thread::sleep(Duration::from_millis(wait));
        signal(&child, "-INT");
        let output = child.wait_with_output().unwrap();
        // Before the program listens, a signal ends it as any other.
        assert!(matches!(output.status.code(), Some(130) | None), "{output:?}");
        let files: Vec<String> = place.files().into_iter().filter(|file| file != "reports").collect();
        assert_eq!(files, ["t.csv"], "after {wait} ms");
        let reports = std::fs::read_dir(place.path("reports")).into_iter().flatten();
        let hidden: Vec<_> = reports
            .map(|entry| entry.unwrap().file_name())
            .filter(|name| name.to_string_lossy().starts_with('.'))
            .collect();
        assert!(hidden.is_empty(), "after {wait} ms: {hidden:?}");
        let _ = std::fs::remove_dir_all(place.path("reports"));
    }
}

/// The first message does not wait for the inputs: here one that nobody writes.
#[test]
fn d07_the_first_message_comes_before_anything_is_read() {
    let place = Place::new();
    let mut terminal = Terminal::start(&place, 24, 80, &["score", "--partial", "-", "-o", "out.csv"]);
    terminal.wait_for("reading");
    assert!(terminal.child.try_wait().unwrap().is_none(), "it waits for the input");
    terminal.child.kill().unwrap();
}

#[test]
fn d07_a_terminal_sees_a_first_message_at_once_and_a_bar_that_goes_away() {
    let place = Place::new();
    place.write("t.csv", &format!("{HEADER}{}", rows(200_000).concat()));
    let begun = Instant::now();
    let mut terminal = Terminal::start(&place, 24, 80, &["score", "--partial", "t.csv", "-o", "out.csv"]);
    let mut first = None;
    while terminal.child.try_wait().unwrap().is_none() {
        if first.is_none() && !terminal.shown().trim().is_empty() {
            first = Some((begun.elapsed(), terminal.shown()));
        }
        assert!(begun.elapsed() < Duration::from_secs(120));
        std::thread::sleep(Duration::from_millis(2));
    }
    let (after, shown) = first.expect("something was shown while it ran");
    // A busy machine is no failure; a pack read before the first message would be.
    assert!(after < Duration::from_millis(if cfg!(debug_assertions) { 1000 } else { 100 }), "{after:?}: {shown}");
    terminal.wait_for("scored 200000 of 200000");
    assert!(!terminal.shown().contains("a second"), "{}", terminal.shown());
}

#[test]
fn d07_without_a_terminal_a_long_run_says_a_line_and_a_quiet_one_nothing() {
    let place = Place::new();
    let runs =
        [(&["score", "--partial", "-"][..], 2), (&["score", "--partial", "-", "--quiet"], 0)].map(|(args, lines)| {
            let mut child = start(&place, args);
            let mut input = child.stdin.take().unwrap();
            input.write_all(b"respondent,data-analysis\ns-1,1\n").unwrap();
            (child, input, lines)
        });
    std::thread::sleep(Duration::from_millis(5300));
    for (child, mut input, lines) in runs {
        input.write_all(b"s-2,2\n").unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), lines, "{said}");
        assert!(!said.contains('\u{1b}') && (lines == 0 || said.starts_with("2 records, 0 a second")), "{said}");
    }
}
