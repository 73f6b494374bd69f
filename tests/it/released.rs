//! Files of every released version, in `fixtures/released`: today's program reads them, gives the levels that they gave
//! then, and loses nothing of them. Files of a later version are refused, and the message says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;
use sha2::{Digest, Sha256};

use crate::harness::tables::cells;
use crate::harness::{Place, Ran, repository_file};
use skillgap::answers;
use skillgap::diag::{Code, render};
use skillgap::model::Pack;
use skillgap::pack::{self, PackFiles, SourceFile};

const FOLDER: &str = "tests/fixtures/released";

/// The versions, each with the pack that its answers are read with here.
const VERSIONS: [(&str, &str); 3] = [("0.1.0", "0.2.0"), ("0.2.0", "0.2.0"), ("unreleased", "unreleased")];

const PACK: [&str; 3] = ["questionnaire.yaml", "roles.yaml", "resources.yaml"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// All files, by their names in the folder.
fn all() -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(FOLDER).unwrap().to_string_lossy().replace('\\', "/");
    files(Path::new(FOLDER)).into_iter().map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

/// A copy of the folder.
fn place() -> Place {
    let place = Place::new();
    for (name, bytes) in all() {
        let path = place.write(&name, "");
        fs::write(path, bytes).unwrap();
    }
    place
}

fn read(name: &str) -> String {
    repository_file(&format!("{FOLDER}/{name}"))
}

/// The pack of a version, its files changed.
fn pack_of(version: &str, edit: impl Fn(&str, String) -> String) -> (Option<Pack>, Vec<skillgap::diag::Diagnostic>) {
    let file =
        |name: &str| SourceFile { name: name.to_owned(), text: edit(name, read(&format!("{version}/pack/{name}"))) };
    let [questionnaire, roles, resources] = PACK.map(file);
    pack::parse(&PackFiles { questionnaire, roles, resources })
}

fn checked_pack(version: &str) -> Pack {
    pack_of(version, |_, text| text).0.unwrap()
}

/// The rows of a table, each by the names of its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let table = cells(text, b',');
    let (header, rows) = table.split_first().unwrap();
    rows.iter().map(|row| header.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn score(place: &Place, pack: &str, inputs: &[&str]) -> Ran {
    let pack = format!("{pack}/pack");
    place.run(&[&["score", "--pack", &pack, "--label", "--next", "-q"], inputs].concat())
}

/// True when a number, or nothing, is the expected one in the digits that it has.
fn agrees(found: &str, expected: &str) -> bool {
    let digits = expected.split_once('.').map_or(0, |(_, digits)| digits.len());
    match (found.parse::<f64>(), expected.parse::<f64>()) {
        (Ok(found), Ok(_)) => format!("{found:.digits$}") == expected,
        _ => found == expected,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[test]
fn released_files_are_added_and_never_changed() {
    let path = Path::new(FOLDER).join("SHA256SUMS");
    let known = fs::read_to_string(&path).unwrap_or_default();
    let known: BTreeMap<&str, &str> =
        known.lines().map(|line| line.split_once("  ").unwrap()).map(|(hash, name)| (name, hash)).collect();
    let found: BTreeMap<String, String> = all()
        .into_iter()
        .filter(|(name, _)| !["README.md", "SHA256SUMS"].contains(&name.as_str()))
        .map(|(name, bytes)| (name, hex(&Sha256::digest(&bytes))))
        .collect();
    for (name, hash) in &known {
        assert_eq!(
            found.get(*name).map(String::as_str),
            Some(*hash),
            "{name} was changed or removed: somebody has it as it was"
        );
    }
    let added: Vec<&String> = found.keys().filter(|name| !known.contains_key(name.as_str())).collect();
    if std::env::var_os("SKILLGAP_BLESS").is_some() {
        let lines: String = found.iter().flat_map(|(name, hash)| [hash.as_str(), "  ", name, "\n"]).collect();
        fs::write(&path, lines).unwrap();
    } else {
        assert!(added.is_empty(), "without a hash in SHA256SUMS: {added:?}");
    }
    let changelog = repository_file("CHANGELOG.md");
    let released = changelog.lines().filter_map(|line| line.strip_prefix("## [")?.split_once("] - "));
    for (version, _) in released {
        assert!(VERSIONS.iter().any(|(known, _)| *known == version), "no files of {version}");
    }
}

#[test]
fn released_answers_have_the_levels_that_they_had_then() {
    let place = place();
    let mut compared = 0;
    for (version, pack) in VERSIONS {
        let input = |name: &str| format!("{version}/{name}");
        // The scores that the version wrote, or those that stand in its report; and what gives them today.
        let mut expected: Vec<(String, Vec<BTreeMap<String, String>>)> = Vec::new();
        if version == "0.1.0" {
            for row in rows(&read("0.1.0/expected.csv")) {
                expected.push((row["file"].clone(), vec![row]));
            }
        } else {
            let scores = rows(&read(&input("scores.csv")));
            let sheets = ["answers.yaml", "states.yaml", "draft.yaml"];
            for (name, row) in sheets.iter().zip(&scores) {
                expected.push(((*name).to_owned(), vec![row.clone()]));
            }
            if version == "0.2.0" {
                expected.push(("answers.ndjson".to_owned(), scores));
                expected.push(("table.csv".to_owned(), rows(&read("0.2.0/table-scores.csv"))));
            }
        }
        for (name, expected) in expected {
            let ran = score(&place, pack, &[&input(&name)]);
            let found = rows(&ran.stdout);
            assert!(found.len() >= expected.len(), "{version}/{name}: {}", ran.stderr);
            for (found, expected) in found.iter().zip(&expected) {
                for (column, value) in expected.iter().filter(|(column, _)| *column != "file") {
                    assert!(agrees(&found[column], value), "{version}/{name}, {column}: {} was {value}", found[column]);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100, "{compared}");
    let lines = place.run(&["score", "--pack", "0.2.0/pack", "0.2.0/answers.ndjson", "--format", "ndjson", "-q"]);
    for (found, then) in lines.stdout.lines().zip(read("0.2.0/scores.ndjson").lines()) {
        let [found, then] =
            [found, then].map(|line| serde_json::from_str::<serde_json::Map<_, serde_json::Value>>(line).unwrap());
        assert!(then.iter().all(|(name, value)| found.get(name) == Some(value)), "{found:?} was {then:?}");
    }
}

/// The leaves of a tree by their paths; an entry of a list that names an item or a step is named by that.
fn leaves(tree: &Value, path: &str, all: &mut BTreeSet<String>) {
    match tree {
        Value::Mapping(fields) => {
            for (key, value) in fields {
                leaves(value, &format!("{path}.{}", key.as_str().unwrap_or("?")), all);
            }
        }
        Value::Sequence(entries) => {
            for entry in entries {
                let name = ["item", "resource", "text"].iter().find_map(|name| entry.get(*name)?.as_str());
                leaves(entry, &format!("{path}[{}]", name.unwrap_or_default()), all);
            }
        }
        Value::Null => {}
        value => {
            let text = serde_yaml::to_string(value).unwrap();
            // A degree is studied, and a name has been called a label, since 0.2.0.
            all.insert(format!("{} = {}", path.replace("respondent.name", "respondent.label"), text.trim()));
        }
    }
}

#[test]
fn released_answers_lose_nothing_when_they_are_written_again() {
    for (version, pack) in VERSIONS {
        let pack = checked_pack(pack);
        let mut texts: Vec<(String, String)> = Vec::new();
        for name in ["answers.yaml", "states.yaml", "draft.yaml", "filled-template.yaml", "observer.yaml"] {
            if let Ok(text) = fs::read_to_string(Path::new(FOLDER).join(version).join(name)) {
                texts.push((name.to_owned(), text));
            }
        }
        if version == "0.2.0" {
            texts.extend(
                read("0.2.0/answers.ndjson").lines().map(|line| ("answers.ndjson".to_owned(), line.to_owned())),
            );
        }
        assert!(texts.len() >= 2, "{version}");
        for (name, text) in texts {
            let (sheet, problems) = answers::parse(&name, &text, &pack);
            let sheet = sheet.unwrap_or_else(|| panic!("{version}/{name}: {problems:?}"));
            assert!(problems.iter().all(|problem| problem.code == Code::ChangedPack), "{version}/{name}: {problems:?}");
            let written = answers::to_yaml(&sheet, &pack);
            let [before, after] = [&text, &written].map(|text| {
                let mut all = BTreeSet::new();
                leaves(&serde_yaml::from_str(text).unwrap(), "", &mut all);
                all
            });
            let lost: Vec<&String> = before.difference(&after).collect();
            assert!(lost.is_empty(), "{version}/{name} lost {lost:?}:\n{written}");
            let again = answers::parse(&name, &written, &pack).0.unwrap();
            assert_eq!(answers::to_yaml(&again, &pack), written, "{version}/{name}");
        }
    }
}

/// The state of a pack is told by its fingerprint: were it made otherwise, all answers would seem to be of another pack.
#[test]
fn released_packs_are_read_with_the_fingerprint_that_they_had() {
    for version in ["0.2.0", "unreleased"] {
        let pack = checked_pack(version);
        let answers: Value = serde_yaml::from_str(&read(&format!("{version}/answers.yaml"))).unwrap();
        assert_eq!(answers["pack"]["fingerprint"].as_str(), Some(pack.fingerprint()), "{version}");
        assert_eq!(answers["pack"]["scoring"].as_str(), Some(pack.scoring_fingerprint()), "{version}");
    }
    let place = place();
    fs::create_dir(place.path("0.2.0/pack/golden")).unwrap();
    for name in ["answers.yaml", "answers.expected.yaml"] {
        fs::copy(place.path(&format!("0.2.0/{name}")), place.path(&format!("0.2.0/pack/golden/{name}"))).unwrap();
    }
    let ran = place.run(&["check", "--strict", "0.2.0/pack"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// Packs of 0.1.0 lack three fields that 0.2.0 made necessary without another number of the format. Each is named with
/// its place, and nothing else is: with them the pack is what it was.
#[test]
fn released_packs_of_0_1_0_need_three_fields_which_are_named() {
    let (pack, problems) = pack_of("0.1.0", |_, text| text);
    assert!(pack.is_none());
    let said: Vec<(&str, &str)> =
        problems.iter().map(|problem| (problem.file.as_str(), problem.message.as_str())).collect();
    assert_eq!(
        said,
        [
            ("roles.yaml", "`read` is missing"),
            ("resources.yaml", "`valid-years` is missing"),
            ("resources.yaml", "`url` is missing")
        ]
    );
    let (pack, problems) = pack_of("0.1.0", |name, text| match name {
        "roles.yaml" => text.replace("title: The guild's rules, date", "title: The guild's rules, read: primary, date"),
        "resources.yaml" => text
            .replacen("    status: active\n", "    valid-years: unlimited\n    status: active\n", 1)
            .replacen("  - id: master-class\n", "  - id: master-class\n    url: none\n", 1),
        _ => text,
    });
    let pack = pack.unwrap_or_else(|| panic!("{}", problems.iter().map(render).collect::<String>()));
    assert_eq!(pack.scoring_fingerprint(), checked_pack("0.2.0").scoring_fingerprint());
}

#[test]
fn released_codes_maps_invitations_and_overlays_are_read() {
    let place = place();
    let codes = score(&place, "unreleased", &["unreleased/codes.csv"]);
    assert_eq!(codes.code, 0, "{}", codes.stderr);
    let found = rows(&codes.stdout);
    let scores = rows(&read("unreleased/scores.csv"));
    for (row, expected) in found.iter().zip(&scores) {
        for column in ["form", "role", "answered", "readiness", "level.dough", "level.oven"] {
            assert_eq!(row[column], expected[column], "{column}");
        }
    }
    assert_eq!((found[2]["form"].as_str(), found[2]["level.dough"].as_str()), ("short", "2.0000"));
    let export = score(&place, "unreleased", &["unreleased/export.csv", "--map", "unreleased/map.yaml"]);
    let levels: Vec<(String, String)> =
        rows(&export.stdout).into_iter().map(|row| (row["level.dough"].clone(), row["level.oven"].clone())).collect();
    assert_eq!(levels, [("2.0000", "2.0000"), ("2.0000", "3.0000")].map(|(one, two)| (one.to_owned(), two.to_owned())));
    for path in ["unreleased/invitation.yaml", "unreleased/overlay"] {
        let ran = place.run(&["check", path, "--pack", "unreleased/pack"]);
        assert_eq!(ran.code, 0, "{path}: {}", ran.stderr);
    }
    let report = place.run(&["report", "unreleased/answers.yaml", "--pack", "unreleased/pack", "-o", "-"]);
    assert_eq!(report.code, 0, "{}", report.stderr);
}

/// A page of an earlier version is no longer what its answers give: that is said, and never that the answers differ.
#[test]
fn released_reports_are_known_for_what_they_are() {
    let place = place();
    for (version, said) in
        [("0.1.0", "does not say how it was made"), ("0.2.0", "is not what `0.2.0/answers.yaml` gives")]
    {
        let (answers, report) = (format!("{version}/answers.yaml"), format!("{version}/report.html"));
        let ran = place.run(&["report", &answers, "--pack", "0.2.0/pack", "--verify", &report]);
        assert!(
            ran.code == 1 && ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ").contains(said),
            "{}",
            ran.stderr
        );
    }
}

/// The files that have a number of their format: how each is checked.
const NUMBERED: [(&str, &[&str]); 10] = [
    ("unreleased/answers.yaml", &["check", "unreleased/answers.yaml"]),
    ("unreleased/answers.yaml", &["report", "unreleased/answers.yaml", "-o", "-"]),
    ("unreleased/answers.yaml", &["quiz", "--plain", "--out", "unreleased/answers.yaml"]),
    ("unreleased/pack/questionnaire.yaml", &["check", "unreleased/pack"]),
    ("unreleased/pack/roles.yaml", &["check", "unreleased/pack"]),
    ("unreleased/pack/resources.yaml", &["check", "unreleased/pack"]),
    ("unreleased/invitation.yaml", &["check", "unreleased/invitation.yaml"]),
    ("unreleased/overlay/overlay.yaml", &["check", "unreleased/overlay"]),
    ("unreleased/map.yaml", &["score", "unreleased/export.csv", "--map", "unreleased/map.yaml"]),
    ("0.2.0/answers.ndjson", &["score", "0.2.0/answers.ndjson"]),
];

#[test]
fn released_formats_of_later_versions_are_refused_and_the_message_says_so() {
    for (file, args) in NUMBERED {
        let place = place();
        let text = place.read(file);
        let is_json = file.ends_with(".ndjson");
        let line = |yaml: &str, json: &str| if is_json { json.to_owned() } else { yaml.to_owned() };
        let (number, field) =
            (line("format: 1\n", "\"format\":1,"), line("format: 1\nmood: glad\n", "\"format\":1,\"mood\":\"glad\","));
        assert!(text.contains(&number), "{file}");
        for (other, said) in [
            (
                number.replace('1', "2"),
                &["SK110", "format 2 is not known", "use a version of skillgap that knows this format"][..],
            ),
            (field, &["SK113", "unknown field: `mood`", "if a later version of skillgap wrote it, use that version"]),
        ] {
            place.write(file, &text.replacen(&number, &other, 1));
            let ran = place.run(&[args, &["--pack", "unreleased/pack"]].concat());
            assert!([1, 3].contains(&ran.code), "{file}: {}", ran.stderr);
            let joined = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.iter().all(|part| joined.contains(part)), "{args:?}: {}", ran.stderr);
            assert_eq!(place.read(file), text.replacen(&number, &other, 1), "it stays as it is");
        }
    }
}
