//! What releases are made from agrees: versions, accepted licences, targets, and the list of what an archive holds.
//!
//! `.ci/package` builds and runs what these files describe.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::{Place, repository_file};

/// The texts of a TOML array: what stands between quotation marks after `KEY = [`, up to the closing bracket.
fn array(toml: &str, key: &str) -> BTreeSet<String> {
    let (_, after) = toml.split_once(&format!("\n{key} = [")).unwrap();
    let (inside, _) = after.split_once(']').unwrap();
    inside.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_newest_version_of_the_changelog_is_that_of_the_program() {
    let changelog = repository_file("CHANGELOG.md");
    let mut headings = changelog.lines().filter_map(|line| line.strip_prefix("## ["));
    let newest = headings.find(|heading| !heading.starts_with("Unreleased")).unwrap();
    let (version, date) = newest.split_once("] - ").unwrap_or_else(|| panic!("no date: {newest}"));
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    assert!(skillgap::clock::Date::parse(date).is_some(), "{newest}");
}

#[test]
fn the_licences_of_dependencies_are_accepted_once() {
    let listed = array(&repository_file(".ci/release/about.toml"), "accepted");
    assert_eq!(listed, array(&repository_file(".cargo/deny.toml"), "allow"));
    assert!(listed.contains("MIT"), "{listed:?}");
}

#[test]
fn licences_are_listed_for_every_target_of_the_release() {
    let workflow = repository_file(".github/workflows/release.yml");
    let rows = workflow.lines().filter_map(|line| line.trim_start().strip_prefix("- { target: "));
    let targets: BTreeSet<String> = rows.filter_map(|row| row.split(',').next()).map(str::to_owned).collect();
    assert_eq!(targets, array(&repository_file(".ci/release/about.toml"), "targets"));
    assert!(targets.len() >= 7, "{targets:?}");
}

#[test]
fn the_list_of_the_archive_has_the_manual_page_of_every_command() {
    let place = Place::new();
    let ran = place.run(&["man", "-o", "man"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let written: BTreeSet<String> = fs::read_dir(place.path("man"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let list = repository_file(".ci/release/contents.txt");
    let listed: BTreeSet<String> =
        list.lines().filter_map(|line| line.strip_prefix("man/")).map(str::to_owned).collect();
    assert_eq!(listed, written, ".ci/release/contents.txt is changed by hand when a command is added or removed");
    assert!(listed.len() >= 14, "{listed:?}");
}

/// The workflows that run on GitHub, each with its name.
fn workflows() -> Vec<(String, String)> {
    let entries = fs::read_dir(".github/workflows").unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn workflows_pin_every_action_and_have_no_rights_but_those_of_a_job() {
    let workflows = workflows();
    assert!(workflows.len() >= 2, "{}", workflows.len());
    for (name, text) in &workflows {
        assert!(text.contains("\npermissions: {}\n"), "{name}: the rights of a workflow are those of its jobs");
        let actions: Vec<&str> =
            text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, action)| action).collect();
        assert!(actions.len() >= 3, "{name}: {actions:?}");
        for action in actions {
            let (_, pinned) = action.split_once('@').unwrap();
            let (commit, version) = pinned.split_once(" # v").unwrap_or_else(|| panic!("{name}: {action}"));
            let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_commit && version.split('.').count() == 3, "{name}: {action}");
        }
    }
}

#[test]
fn workflows_build_with_one_compiler_and_the_same_actions() {
    let workflows = workflows();
    let found = |begin: &str| -> BTreeSet<String> {
        let lines = workflows.iter().flat_map(|(_, text)| text.lines());
        lines.filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix(begin)).map(str::to_owned).collect()
    };
    assert_eq!(found("RUST: ").len(), 1, "{:?}", found("RUST: "));
    let actions = found("uses: ");
    let names: BTreeSet<&str> = actions.iter().filter_map(|action| action.split('@').next()).collect();
    assert_eq!(names.len(), actions.len(), "an action has two versions: {actions:?}");
}

#[test]
fn f01_a_release_and_the_site_have_the_quiz_as_a_page() {
    let (release, site) =
        (repository_file(".github/workflows/release.yml"), repository_file(".github/workflows/site.yml"));
    for (workflow, page) in [(&release, "prepared/skillgap-quiz.html"), (&site, "site/index.html")] {
        assert!(workflow.contains("engine=$(.ci/engine | tail -n 1)"));
        let made =
            workflow.lines().any(|line| line.contains(" page --engine ") && line.ends_with(&format!(" -o {page}")));
        assert!(made, "{page}");
    }
    assert!(release.contains("cp ../prepared/skillgap-quiz.html ."), "the page is a file of the release");
}
