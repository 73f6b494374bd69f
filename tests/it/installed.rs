//! What an installed program brings: its version, completions for shells, manual pages.

use std::process::{Command, Stdio};

use crate::harness::Place;
use skillgap::pack::{self, EMBEDDED};

/// The commands that `--help` lists.
fn commands(place: &Place) -> Vec<String> {
    let help = place.run(&["--help"]).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).filter(|name| name != "help").collect()
}

/// The long options that the help of a command lists.
fn options(place: &Place, command: &str) -> Vec<String> {
    let help = place.run(&[command, "--help"]).stdout;
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    lines
        .filter_map(|line| line.split([' ', ',', '[']).find(|word| word.starts_with("--")).map(str::to_owned))
        .collect()
}

/// True when the program is there and takes the text without an error.
fn accepts(program: &str, args: &[&str], text: &str) -> Option<bool> {
    use std::io::Write as _;
    let command = Command::new(program).args(args).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
    let mut child = command.ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    Some(child.wait().ok()?.success())
}

#[test]
fn the_version_names_the_packs_inside_with_their_versions() {
    let place = Place::new();
    let packs: Vec<String> = EMBEDDED
        .iter()
        .map(|embedded| pack::parse(&embedded.files()).0.unwrap())
        .map(|pack| format!("{} {}", pack.id(), pack.version()))
        .collect();
    assert!(packs.len() >= 2, "{packs:?}");
    let expected = format!("skillgap {}\npacks inside: {}\n", env!("CARGO_PKG_VERSION"), packs.join(", "));
    for option in ["--version", "-V"] {
        let ran = place.run(&[option]);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, expected.as_str(), ""));
    }
}

#[test]
fn completions_know_every_command_and_option() {
    let place = Place::new();
    let commands = commands(&place);
    assert!(commands.len() >= 13, "{commands:?}");
    assert!(options(&place, "score").len() >= 15, "{:?}", options(&place, "score"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = place.run(&["completions", shell]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        for command in &commands {
            assert!(ran.stdout.contains(command.as_str()), "{shell} lacks {command}");
            for option in options(&place, command) {
                let word = option.trim_start_matches('-');
                assert!(ran.stdout.contains(word), "{shell} lacks {command} {option}");
            }
        }
        if shell == "bash" {
            assert_ne!(accepts("bash", &["-n"], &ran.stdout), Some(false), "bash cannot read its completions");
        }
    }
    let unknown = place.run(&["completions", "tcsh"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("powershell"), "{}", unknown.stderr);
}

#[test]
fn every_command_has_a_manual_page_with_all_its_options() {
    let place = Place::new();
    let whole = place.run(&["man"]);
    assert_eq!((whole.code, whole.stderr.as_str()), (0, ""));
    let plain = |page: &str| page.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "");
    assert!(whole.stdout.contains(".SH EXAMPLES") && whole.stdout.contains(".SH \"EXIT STATUS\""), "{}", whole.stdout);
    let made = place.run(&["man", "-o", "pages"]);
    assert_eq!((made.code, made.stdout.as_str()), (0, ""));
    assert_eq!(place.read("pages/skillgap.1"), whole.stdout);
    let commands = commands(&place);
    for command in &commands {
        assert!(plain(&whole.stdout).contains(&format!("skillgap-{command}(1)")), "{command}");
        let page = place.run(&["man", command]).stdout;
        assert_eq!(place.read(&format!("pages/skillgap-{command}.1")), page);
        for option in options(&place, command) {
            assert!(plain(&page).contains(&option), "the page of {command} lacks {option}");
        }
    }
    // The command `pack` has a command of its own.
    assert!(place.read("pages/skillgap-pack-new.1").contains("Copy this pack"));
    assert_eq!(made.stderr, format!("{} manual pages: [folder]/pages\n", commands.len() + 2));
}

#[test]
fn d05_manual_pages_replace_nothing_without_force() {
    let place = Place::new();
    place.write("pages/skillgap-quiz.1", "mine");
    let ran = place.run(&["man", "-o", "pages"]);
    assert_eq!((ran.code, place.read("pages/skillgap-quiz.1").as_str()), (1, "mine"));
    assert!(ran.stderr.contains("is already there"), "{}", ran.stderr);
    assert_eq!(place.run(&["man", "-o", "pages", "--force"]).code, 0);
    assert!(place.read("pages/skillgap-quiz.1").starts_with(".ie"), "{}", place.read("pages/skillgap-quiz.1"));
    let unknown = place.run(&["man", "quit"]);
    assert_eq!(unknown.code, 1);
    assert_eq!(unknown.stderr, "error: unknown command: `quit`\nhint: did you mean `quiz`?\n");
}

#[test]
fn d05_an_answer_sheet_goes_to_a_file_and_over_none() {
    let place = Place::new();
    let ran = place.run(&["template", "-o", "answers.yaml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "answer sheet: [folder]/answers.yaml\n");
    assert_eq!(place.read("answers.yaml"), place.run(&["template"]).stdout);
    place.write("class.csv", "mine");
    let kept = place.run(&["template", "--format", "csv", "-o", "class.csv"]);
    assert_eq!((kept.code, place.read("class.csv").as_str()), (1, "mine"));
    assert_eq!(place.run(&["template", "--format", "csv", "-o", "class.csv", "--force"]).code, 0);
    assert!(place.read("class.csv").starts_with("respondent,"));
}

#[test]
fn e01_what_the_shells_of_windows_pass_on_is_explained_and_what_they_write_is_read() {
    let place = Place::new();
    let pattern = "hint: patterns such as `*.yaml` are not read: name the files, or their folder\n";
    for args in [&["score", "*.yaml"][..], &["report", "answers?.yaml"]] {
        let ran = place.run(args);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(ran.stderr.contains(pattern), "{}", ran.stderr);
    }
    let text = place.run(&["template"]).stdout;
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(place.path("answers.yaml"), utf16).unwrap();
    let ran = place.run(&["report", "answers.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(place.path("answers.html").is_file());
}
