//! Holds the layer table of the crate documentation against the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::imports::{Source, circles, graph};

struct Layer {
    uses: BTreeSet<String>,
    packages: BTreeSet<String>,
}

fn names(cell: &str) -> BTreeSet<String> {
    let words = cell.split(',').map(|word| word.trim().trim_matches('`').to_owned());
    words.filter(|word| !word.is_empty() && word != "-").collect()
}

/// The rows of the table in `lib.rs`.
fn table() -> BTreeMap<String, Layer> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        (cells[0].trim_matches('`').to_owned(), Layer { uses: names(cells[1]), packages: names(cells[2]) })
    })
    .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.iter().flat_map(|path| if path.is_dir() { sources(path) } else { vec![path.clone()] }).collect()
}

/// The row that a path of modules belongs to: the longest one that begins it.
fn row_of<'t>(modules: &str, table: &'t BTreeMap<String, Layer>) -> Option<&'t str> {
    let fits = |row: &&String| modules == row.as_str() || modules.starts_with(&format!("{row}::"));
    table.keys().filter(fits).max_by_key(|row| row.len()).map(String::as_str)
}

fn crate_sources() -> Vec<Source> {
    sources(Path::new("src")).into_iter().map(Source::new).collect()
}

/// The code of a file without comments and without its test module.
fn code(path: &Path) -> String {
    Source::new(path.to_owned()).code
}

fn direct_packages() -> Vec<String> {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    // Those of a platform stand in a section of their own: `[target.'cfg(unix)'.dependencies]`.
    let sections = manifest.split("\n[").filter_map(|section| section.split_once("]\n"));
    let ours = sections.filter(|(name, _)| name.split('.').next_back() == Some("dependencies"));
    let lines = ours.flat_map(|(_, body)| body.lines()).filter_map(|line| line.split_once(" = "));
    lines.map(|(name, _)| name.replace('-', "_")).collect()
}

#[test]
fn modules_import_only_what_the_layer_table_allows() {
    let table = table();
    assert!(table.len() >= 14, "the table was read: {} rows", table.len());
    let packages = direct_packages();
    let mut wrong = Vec::new();
    for source in crate_sources() {
        let Source { path, module, code } = &source;
        if ["", "report"].contains(&module.as_str()) {
            continue;
        }
        let own = row_of(module, &table).unwrap_or_else(|| panic!("{module} has no row in the table"));
        for used in source.imports() {
            let Some(row) = row_of(&used, &table).or_else(|| (used == "report").then_some("report")) else { continue };
            let top = row.split("::").next().unwrap();
            let allowed = &table[own].uses;
            if row != own && !allowed.contains(row) && !(allowed.contains(top) && top == "report") {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
        for package in &packages {
            let named = code.contains(&format!("{package}::")) && !code.contains(&format!("mod {package};"));
            if named && !table[own].packages.contains(package) {
                wrong.push(format!("{} names the package {package}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "against the layer table in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn every_package_of_the_table_is_used_and_every_dependency_has_a_reason() {
    let listed: BTreeSet<String> = table().values().flat_map(|layer| layer.packages.clone()).collect();
    assert_eq!(listed, direct_packages().into_iter().collect());
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("[lints").next().unwrap();
    let dependencies = dependencies.split("[[bench]]").next().unwrap();
    for line in dependencies.lines().filter(|line| line.contains(" = ") && !line.starts_with('[')) {
        assert!(line.contains("# "), "no reason: {line}");
    }
}

#[test]
fn packages_near_their_end_are_named_in_few_files() {
    let named = |package: &str| -> Vec<String> {
        let files = sources(Path::new("src")).into_iter().filter(|path| code(path).contains(&format!("{package}::")));
        files.map(|path| path.display().to_string().replace('\\', "/")).collect()
    };
    assert_eq!(named("chrono"), ["src/clock.rs"]);
    assert_eq!(named("serde_yaml"), ["src/yaml/node.rs", "src/yaml/write.rs"]);
    assert_eq!(named("::inquire"), ["src/quiz/inquire.rs"]);
    assert_eq!(named("askama"), ["src/report/html.rs", "src/web/templates.rs"]);
}

#[test]
fn the_core_neither_reads_the_clock_nor_touches_files() {
    let core = [
        "model",
        "score",
        "gap",
        "batch",
        "cohort",
        "plan",
        "facts",
        "language",
        "report/view",
        "yaml",
        "pack",
        "answers",
        "web",
    ];
    let mut files: Vec<PathBuf> = core.iter().flat_map(|folder| sources(&Path::new("src").join(folder))).collect();
    files.extend(
        ["about", "memory", "state", "review", "screen"].map(|name| PathBuf::from(format!("src/quiz/{name}.rs"))),
    );
    for path in files {
        let mut text = code(&path);
        // The packages of spreadsheets take streams: bytes in memory are given as one.
        if path.ends_with("answers/formats/xlsx.rs") {
            text = text.replacen("std::io::{Cursor, Read, copy, sink}", "", 1);
        }
        for word in ["std::fs", "std::env", "std::io", "Instant::now", "SystemTime", "Timestamp::now", "println!"] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn only_the_names_of_the_engine_are_unsafe() {
    for Source { path, code, .. } in crate_sources() {
        assert_eq!(code.contains("unsafe_code"), path.ends_with("engine.rs"), "{}", path.display());
        assert!(!code.contains("unsafe {") && !code.contains("unsafe fn"), "{}", path.display());
    }
}

#[test]
fn templates_place_text_and_unescaped_text_is_only_the_stylesheet() {
    for path in sources(Path::new("templates")) {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| line.contains("|safe")) {
            assert!(line.contains("{{ style|safe }}"), "{}:{}", path.display(), number + 1);
        }
        assert!(!text.contains("style=\""), "{} has a style attribute", path.display());
        // The page of the quiz has one of its own, and two blocks of data; the page on a class has one that sorts and filters.
        let scripts = match path.display().to_string().replace('\\', "/").as_str() {
            "templates/web/shell.html" => 3,
            "templates/cohort/class.html" => 1,
            _ => 0,
        };
        assert_eq!(text.matches("<script").count(), scripts, "{} has a script", path.display());
    }
}

#[test]
fn files_stay_short_enough_to_read() {
    for path in sources(Path::new("src")).into_iter().chain(sources(Path::new("tests"))) {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= 700, "{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn no_files_depend_on_each_other_in_a_circle() {
    let circles = circles(&graph(&crate_sources()));
    assert!(circles.is_empty(), "{circles:#?}");
}
