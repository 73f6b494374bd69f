//! Standard streams that are closed, full or gone, and signals that the program was started to ignore.

use super::{sheet, shell, table};
use crate::harness::Place;

/// Every command that writes to standard output.
const WRITERS: [&str; 14] = [
    "--help",
    "--version",
    "score --help",
    "packs",
    "template",
    "template --format csv",
    "export --to redcap",
    "check --schema",
    "explain SK101",
    "completions bash",
    "report a.yaml -o -",
    "plan a.yaml",
    "score --partial t.csv",
    "score --schema",
];

#[test]
fn d01_e06_data_that_a_closed_or_full_standard_output_loses_are_a_failure() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("t.csv", &table(3));
    for writer in WRITERS {
        let ran = shell(&place, &format!("$S {writer} >&-"));
        assert!(ran.code == 1 && ran.stderr.contains("`standard output`: it is closed"), "{writer}: {}", ran.stderr);
        assert_eq!(shell(&place, &format!("$S {writer} >&- 2>&-")).code, 1, "{writer}");
        assert_eq!(shell(&place, &format!("$S {writer} >/dev/null")).code, 0, "{writer}");
        // As Python opens it for a program that it starts.
        assert_eq!(shell(&place, &format!("$S {writer} 1<>/dev/null")).code, 0, "{writer}");
        if cfg!(target_os = "linux") {
            let ran = shell(&place, &format!("$S {writer} >/dev/full"));
            assert!(ran.code == 1 && ran.stderr.contains("the disk is full"), "{writer}: {}", ran.stderr);
        }
    }
    let ran = shell(&place, "$S score --partial t.csv -o /dev/stdout >&-");
    assert!(ran.code == 1 && ran.stderr.contains("it is closed"), "{}", ran.stderr);
}

/// Who writes files and says nothing on standard output does not need it.
#[test]
fn d01_a_closed_standard_output_is_no_matter_to_who_writes_files() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("t.csv", &table(3));
    for (line, file) in [
        ("$S report a.yaml -o report.html >&- 2>&- <&-", "report.html"),
        ("$S score --partial t.csv -o scores.csv >&- 2>&- <&-", "scores.csv"),
        ("$S template -o sheet.yaml >&- 2>&- <&-", "sheet.yaml"),
    ] {
        assert!(shell(&place, line).code == 0 && place.path(file).is_file(), "{line}");
    }
    assert!(!place.read("scores.csv").contains("error"), "no message went into a file");
}

/// `nohup` and a shell that puts a program into the background ignore signals in its name.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_from_the_start_ends_nothing() {
    let place = Place::new();
    place.write("t.csv", &table(5));
    let line = |trap: &str, signal: &str| {
        format!(
            "{trap} (sleep 0.3; cat t.csv) | (sh -c 'echo $$ >pid; exec \"$0\" score --partial - -q' \"$S\"; echo rc $? >rc) & \
                 while ! [ -s pid ]; do sleep 0.01; done; sleep 0.15; kill -{signal} $(cat pid); wait; cat rc; rm pid"
        )
    };
    for (trap, signal, code) in [
        ("trap '' HUP;", "HUP", "rc 0"),
        ("", "HUP", "rc 129"),
        ("trap '' TERM;", "TERM", "rc 0"),
        ("", "TERM", "rc 143"),
        // The shell itself ignores it for what runs in the background.
        ("", "INT", "rc 0"),
    ] {
        let ran = shell(&place, &line(trap, signal));
        assert!(ran.stdout.contains(code), "{trap} {signal}: {} {}", ran.stdout, ran.stderr);
    }
}

/// Marks that turn text around do not come back from a command line.
#[test]
fn d08_what_was_typed_is_cleaned_before_it_is_shown() {
    let place = Place::new();
    for typed in ["--fo\u{202e}o", "\u{1b}[31mquiz", "sco\u{2066}re", "--\u{200b}help", "qu\u{e0041}iz"] {
        for args in [&[typed][..], &["report", typed], &["score", "--format", typed], &["quiz", "--form", typed]] {
            let ran = place.run(args);
            let is_clean = |c: char| c == '\n' || !(c.is_control() || "\u{202e}\u{2066}\u{200b}\u{e0041}".contains(c));
            assert!(ran.code != 0 && ran.stderr.chars().all(is_clean), "{args:?}: {:?}", ran.stderr);
        }
    }
}
