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
