//! What the program asks of the system, by `strace`; and systems that refuse what they are asked.
#![cfg(target_os = "linux")]

use super::{sheet, shell, table};
use crate::harness::Place;

/// The calls by which a program reaches a network or another program.
const OUTSIDE: &str = "connect,bind,listen,accept,accept4,sendto,sendmsg,execve";

/// Each command as its user starts it.
const COMMANDS: [&str; 13] = [
    "demo -o demo.html",
    "report a.yaml -o report.html",
    "report a.yaml --for advisor -o advisor.html",
    "report a.yaml --format json -o report.json",
    "compare a.yaml b.yaml -o compare.html",
    "plan a.yaml --format ics -o plan.ics",
    "score --partial t.csv -o scores.csv --reports reports",
    "score --partial t.csv -o scores.xlsx",
    "cohort --partial a.yaml b.yaml t.csv -o class.html --tables class",
    "check a.yaml",
    "template -o sheet.yaml",
    "export --to limesurvey -o form.txt",
    "packs",
];

#[test]
#[ignore = "needs strace"]
fn d07_no_command_reaches_for_a_network_or_starts_a_program() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("b.yaml", &sheet(&place).replace("s-0001", "s-0002"));
    place.write("t.csv", &table(30));
    let plain = ["printf 'a\\nKim\\n1\\n' | strace -f -qq -o trace -e trace={} $S quiz --plain --out quiz.yaml"];
    let traced = COMMANDS.map(|command| format!("strace -f -qq -o trace -e trace={{}} $S {command}"));
    for line in plain.iter().map(|line| (*line).to_owned()).chain(traced) {
        let ran = shell(&place, &line.replace("{}", OUTSIDE));
        assert!(matches!(ran.code, 0 | 3 | 130), "{line}: {}", ran.stderr);
        let calls = place.read("trace");
        let outside: Vec<&str> = calls.lines().filter(|call| call.contains('(')).skip(1).collect();
        assert!(calls.contains("execve(") && outside.is_empty(), "{line}: {outside:?}");
    }
    // That a call would be seen.
    shell(&place, "strace -f -qq -o trace -e trace=connect sh -c 'getent hosts example.org; true'");
    assert!(place.read("trace").contains("connect("), "nothing was traced");
}

/// File systems that know no renaming without replacement, no links, or no renaming at all.
#[test]
#[ignore = "needs strace"]
fn d05_where_the_file_system_refuses_nothing_is_half_written_and_no_answer_is_lost() {
    const NO_REPLACE: &str = "-e inject=renameat2:error=EINVAL";
    const NO_LINK: &str = "-e inject=link,linkat:error=EPERM";
    const NO_RENAME: &str = "-e inject=rename,renameat,renameat2:error=ENOSYS";
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("t.csv", &table(4));
    let commands =
        ["report a.yaml -o out/report.html", "score --partial t.csv -o out/scores.csv --reports out/reports"];
    for (refused, works) in [
        (NO_REPLACE.to_owned(), true),
        (format!("{NO_REPLACE} {NO_LINK}"), true),
        (format!("{NO_RENAME} {NO_LINK}"), false),
    ] {
        for command in commands {
            let _ = std::fs::remove_dir_all(place.path("out"));
            std::fs::create_dir(place.path("out")).unwrap();
            let traced = |command: &str| {
                shell(
                    &place,
                    &format!(
                        "strace -f -qq -o trace -e trace=rename,renameat,renameat2,link,linkat {refused} $S {command}"
                    ),
                )
            };
            let ran = traced(command);
            let written = shell(&place, "find out -type f | sort").stdout;
            if works {
                assert_eq!(ran.code, 0, "{refused} {command}: {}", ran.stderr);
                assert!(written.lines().count() >= 1 && !written.contains(".tmp"), "{written}");
                // Nothing is replaced by the second run.
                let first = shell(&place, "find out -type f -exec sha256sum {} + | sort").stdout;
                traced(&command.replace("a.yaml", "a.yaml --for advisor"));
                assert_eq!(shell(&place, "find out -type f -exec sha256sum {} + | sort").stdout, first);
            } else {
                assert!(ran.code == 1 && ran.stderr.contains("cannot write"), "{refused} {command}: {}", ran.stderr);
                assert_eq!(written, "", "{refused} {command}: {}", ran.stderr);
            }
        }
    }
    // The quiz says that it cannot save, and offers another place; nothing that was saved before changes.
    let quiz = "$S quiz --plain --out q.yaml";
    shell(&place, &format!("printf 'a\\nKim\\n1\\n' | {quiz}"));
    let before = place.read("q.yaml");
    let ran = shell(
        &place,
        &format!(
            "printf 'c\\n2\\n2\\n' | strace -f -qq -o trace -e trace=rename,renameat,renameat2 {NO_RENAME} {quiz} 2>&1"
        ),
    );
    assert!(ran.stdout.contains("cannot write"), "{}", ran.stdout);
    assert_eq!(place.read("q.yaml"), before);
}
