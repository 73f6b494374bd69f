//! The README is true: its tour runs, its lists are those of the program.

use std::path::Path;

use crate::harness::{Place, repository_file};

/// The shell blocks below a heading of the README, up to the next heading of the same rank.
fn blocks(heading: &str) -> Vec<String> {
    let readme = repository_file("README.md");
    let section = readme.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_else(|| panic!("{heading}"));
    let section = section.split("\n## ").next().unwrap();
    section.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// Runs the blocks below a heading, each in one shell; none may fail or warn.
fn run_blocks(place: &Place, heading: &str) {
    let programs = Path::new(env!("CARGO_BIN_EXE_skillgap")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", programs.display());
    for block in blocks(heading) {
        let output = std::process::Command::new("sh")
            .args(["-eu", "-c", &block])
            .current_dir(place.folder.path())
            .env_clear()
            .env("PATH", &path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{block}\n{said}");
        assert!(!said.contains("warning") && !said.contains("error:"), "{block}\n{said}");
    }
}

#[test]
fn the_five_minute_tour_runs() {
    let place = Place::new();
    assert!(blocks("Five-minute tour").len() >= 4);
    run_blocks(&place, "Five-minute tour");
    for file in ["skillgap-demo.html", "answers.html", "analyst.html"] {
        assert!(place.files().contains(&file.to_owned()), "{file} of {:?}", place.files());
    }
}

#[test]
fn the_commands_for_a_programmes_own_courses_run_on_the_example() {
    let place = Place::new();
    for name in ["overlay.yaml", "logo.svg"] {
        place.write(
            &format!("example-college/{name}"),
            &repository_file(&format!("tests/fixtures/overlays/example-college/{name}")),
        );
    }
    place.write("answers.yaml", &repository_file("tests/fixtures/people/computing-graduate.yaml"));
    run_blocks(&place, "Your own courses");
    assert!(place.read("own.html").contains("offered by your programme: Example College, MSc Health Informatics"));
    assert!(place.read("scores.csv").lines().nth(1).unwrap().contains("example-college 1.0.0 sha256:"));
    // The overlay that the section shows is one, in the place of the example's own.
    let readme = repository_file("README.md");
    let shown = readme.split("```yaml\n").find(|part| part.contains("id: example-college")).unwrap();
    place.write("example-college/overlay.yaml", shown.split("```").next().unwrap());
    let ran = place.run(&["check", "example-college"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn f10_the_invitation_that_is_shown_has_every_field_and_no_problem() {
    let readme = repository_file("README.md");
    let shown = readme.split("```yaml\n").find(|part| part.contains("who-sees:")).unwrap().split("```").next().unwrap();
    let place = Place::new();
    place.write("invitation.yaml", shown);
    let ran = place.run(&["check", "--strict", "invitation.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let schema = skillgap::answers::invitation_schema();
    for field in schema["properties"].as_object().unwrap().keys().filter(|field| *field != "format") {
        assert!(shown.contains(&format!("\n{field}: ")) || shown.starts_with(&format!("{field}: ")), "{field}");
    }
}

#[test]
fn the_commands_for_authors_run_one_after_the_other() {
    let place = Place::new();
    assert_eq!(blocks("How to write a pack").len(), 1);
    run_blocks(&place, "How to write a pack");
    assert!(place.read("skillgap-demo.html").contains("Giving a talk"));
}

#[test]
fn the_instruments_that_are_named_are_there() {
    let readme = repository_file("README.md");
    let named: Vec<&str> =
        readme.split("](tests/fixtures/instruments/").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/instruments");
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(named.contains(&name.as_str()) || name.starts_with("refused-"), "{name}");
    }
    assert!(named.iter().all(|name| folder.join(name).join("questionnaire.yaml").is_file()), "{named:?}");
}

#[test]
fn the_set_up_commands_are_the_two_that_are_promised() {
    let found = blocks("Set up");
    assert_eq!(found, ["cargo run --release -- quiz     # or: cargo run --release -- demo\ncargo test\n"]);
}

#[test]
fn the_exit_codes_are_those_of_the_help() {
    let readme = repository_file("README.md");
    let help = Place::new().run(&["--help"]).stdout;
    let codes = help.split("Exit codes:").nth(1).unwrap().lines().map(str::trim).filter(|line| !line.is_empty());
    for line in codes {
        let (code, meaning) = line.split_once(' ').unwrap();
        assert!(readme.contains(&format!("| {code} | {} |", meaning.trim())), "{line}");
    }
}

#[test]
fn the_files_to_be_loaded_have_the_version_of_the_package() {
    let readme = repository_file("README.md");
    let versions = readme.match_indices("skillgap-").map(|(at, name)| &readme[at + name.len()..]);
    let versions: Vec<&str> = versions
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .map(|rest| rest.split('-').next().unwrap())
        .collect();
    assert!(versions.len() >= 9, "{versions:?}");
    assert!(versions.iter().all(|version| *version == env!("CARGO_PKG_VERSION")), "{versions:?}");
}
