//! What is no file: pipes, devices, folders that may not be read, lines without an end.

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::{HEADER, ends, sheet, shell, table};
use crate::harness::Place;

fn pipe(place: &Place, name: &str) {
    assert!(Command::new("mkfifo").arg(place.path(name)).status().unwrap().success());
}

/// Every command and every option that reads a file, given a pipe that nobody writes to, and a device without an end.
#[test]
fn e01_no_command_waits_for_a_pipe_or_reads_a_device() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("t.csv", &table(2));
    pipe(&place, "p");
    for (odd, what) in [("p", "a named pipe"), ("/dev/zero", "a device"), ("/dev/null", "a device")] {
        for args in [
            vec!["check", odd],
            vec!["report", odd],
            vec!["report", "a.yaml", "--since", odd],
            vec!["report", "a.yaml", "--observer", odd],
            vec!["report", "a.yaml", "--verify", odd],
            vec!["compare", odd, "a.yaml"],
            vec!["plan", odd],
            vec!["step", odd, "sql-course", "done"],
            vec!["score", odd],
            vec!["score", "t.csv", odd],
            vec!["score", "t.csv", "--map", odd],
            vec!["cohort", odd],
            vec!["cohort", "t.csv", "--invited", odd],
            vec!["page", "-o", "q.html", "--invitation", odd],
            vec!["page", "-o", "q.html", "--engine", odd],
            vec!["quiz", "--plain", "--out", odd],
        ] {
            let ran = ends(&place, &args);
            let is_refused = ran.code == 1 || (ran.code == 3 && args[0] != "report");
            assert!(
                is_refused && ran.stderr.contains(&format!("it is {what}, not a file")),
                "{args:?}: {}",
                ran.stderr
            );
        }
    }
}

#[test]
fn e01_pipes_in_packs_overlays_and_folders_are_named() {
    let place = Place::new();
    let embedded = place.run(&["pack", "new", "pack"]);
    assert_eq!(embedded.code, 0, "{}", embedded.stderr);
    place.write("a.yaml", &sheet(&place));
    for name in ["questionnaire.yaml", "roles.yaml", "resources.yaml"] {
        let file = place.path(&format!("pack/{name}"));
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        pipe(&place, &format!("pack/{name}"));
        for args in [&["check", "pack"][..], &["report", "a.yaml", "--pack", "pack"], &["demo", "--pack", "pack"]] {
            let ran = ends(&place, args);
            assert!(ran.code == 1 && ran.stderr.contains("it is a named pipe, not a file"), "{args:?}: {}", ran.stderr);
        }
        std::fs::remove_file(&file).unwrap();
        std::fs::write(&file, text).unwrap();
    }
    std::fs::create_dir(place.path("overlay")).unwrap();
    pipe(&place, "overlay/overlay.yaml");
    std::fs::create_dir(place.path("sheets")).unwrap();
    pipe(&place, "sheets/a.yaml");
    for args in [&["check", "overlay"][..], &["report", "a.yaml", "--overlay", "overlay"], &["check", "sheets"]] {
        let ran = ends(&place, args);
        assert!(ran.code == 1 && ran.stderr.contains("it is a named pipe, not a file"), "{args:?}: {}", ran.stderr);
    }
}

/// A pipe that the shell has opened is read once, as standard input is.
#[test]
fn d03_an_open_pipe_is_read() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("t.csv", &table(3));
    let scores = place.run(&["score", "--partial", "t.csv", "-q"]).stdout;
    assert_eq!(shell(&place, "cat t.csv | $S score --partial /dev/stdin -q").stdout, scores);
    assert_eq!(shell(&place, "mkfifo p; cat t.csv >p & $S score --partial - -q <p").stdout, scores);
    let report = place.run(&["report", "a.yaml", "-o", "-"]).stdout;
    assert!(!report.is_empty());
    assert_eq!(shell(&place, "cat a.yaml | $S report /dev/stdin -o -").stdout, report);
}

/// Streams without an end whose first record has none: sixteen mebibytes are passed over, and no more.
#[test]
fn h01_a_line_without_an_end_stops_the_input() {
    let place = Place::new();
    for first in ["x", "{", "\"", "[", "a,b;", " ", "respondent,data-analysis\nx", "{\"format\":1}\n{"] {
        let mut child = place
            .command(&["score", "--partial", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            use std::io::Write as _;
            let _ = input.write_all(first.as_bytes());
            let rest = first.chars().last().unwrap().to_string().repeat(1 << 16);
            // Twice the limit, and the program still has to end while the stream is open.
            let sent = (0..).take_while(|_| input.write_all(rest.as_bytes()).is_ok()).take(1 << 10).count();
            (sent, input)
        });
        let output = child.wait_with_output().unwrap();
        let (sent, _) = writer.join().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(sent < 1 << 10 && output.status.code() == Some(1), "{first:?}: {sent} pieces, {said}");
    }
    let long = format!("{HEADER}a,1,2\n{}\nb,1,2\n", "x".repeat(17 << 20));
    let ran = place.run_with(&["score", "--partial", "-"], &long);
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 2), "the record before it is scored");
    assert!(ran.stderr.contains("a line is longer than 16 MiB") && ran.stderr.contains("was read"), "{}", ran.stderr);
    let shorter = format!("{HEADER}a,1,2\n{}\nb,1,2\n", "x".repeat(15 << 20));
    let ran = place.run_with(&["score", "--partial", "-"], &shorter);
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 3), "what follows is scored");
}

/// The command for a person without the rights of an administrator, and whether there is one.
fn as_somebody(place: &Place, args: &[&str]) -> Option<Command> {
    let is_administrator = std::fs::read_dir("/root").is_ok();
    if !is_administrator {
        return Some(place.command(args));
    }
    let program = place.path("program");
    if !program.exists() {
        std::fs::copy(place.command(&[]).get_program(), &program).unwrap();
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program).args(args);
    command.current_dir(place.path("."));
    Command::new("setpriv").arg("--version").output().is_ok().then_some(command)
}

#[test]
fn e01_a_folder_that_cannot_be_read_is_not_called_empty() {
    let place = Place::new();
    let text = sheet(&place);
    place.write("open/a.yaml", &text);
    place.write("open/shut/b.yaml", &text);
    place.write("open/blind/c.yaml", &text);
    std::fs::set_permissions(place.path("."), PermissionsExt::from_mode(0o755)).unwrap();
    let modes = |shut: u32, blind: u32| {
        for (name, mode) in [("open/shut", shut), ("open/blind", blind)] {
            std::fs::set_permissions(place.path(name), PermissionsExt::from_mode(mode)).unwrap();
        }
    };
    modes(0o000, 0o644);
    let mut said = Vec::new();
    for args in
        [["check", "open"], ["check", "open/shut"], ["check", "open/blind"], ["score", "open"], ["score", "open/blind"]]
    {
        let Some(mut command) = as_somebody(&place, &args) else { return modes(0o755, 0o755) };
        let output = command.output().unwrap();
        said.push((args, output.status.code(), String::from_utf8(output.stderr).unwrap()));
    }
    modes(0o755, 0o755);
    for (args, code, said) in said {
        assert!(matches!(code, Some(1 | 3)) && said.contains("permission denied"), "{args:?}: {code:?} {said}");
        assert!(!said.contains("no .yaml files") && !said.contains("no answers files"), "{args:?}: {said}");
    }
}
