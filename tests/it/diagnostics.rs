//! One small bad file for each rule, with its whole diagnostic: packs, answers, invitations, tables and overlays.
//!
//! A file `NAME.questionnaire.yaml` (or `.roles.`, `.resources.`) stands in for that file of the correct
//! pack in `fixtures/pack`. What it must give stands beside it in `NAME.expected`. To take over what the
//! program says now, after reading it: `SKILLGAP_BLESS=1 cargo test --test it diagnostics`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Place, director_pack, repository_file};
use skillgap::assess::Assessment;
use skillgap::diag::{ALL_CODES, Code, Diagnostic, any_error, render};
use skillgap::model::{Id, Pack};
use skillgap::pack::{self, PackFiles, SourceFile, lint};
use skillgap::{answers, report, yaml};

/// The day on which prices are looked at.
const TODAY: &str = "2026-11-24";

fn bakery() -> PackFiles {
    let file = |name: &str| SourceFile {
        name: format!("{name}.yaml"),
        text: repository_file(&format!("tests/fixtures/pack/{name}.yaml")),
    };
    PackFiles { questionnaire: file("questionnaire"), roles: file("roles"), resources: file("resources") }
}

fn bakery_pack() -> Pack {
    let (pack, problems) = pack::parse(&bakery());
    assert!(problems.is_empty(), "{}", shown(&problems));
    pack.unwrap()
}

fn shown(problems: &[Diagnostic]) -> String {
    problems.iter().map(render).collect::<Vec<_>>().join("\n")
}

/// The files of a folder of fixtures, without what they must give.
fn inputs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_none_or(|ending| ending != "expected"));
    files.sort();
    files
}

/// The YAML files of a folder of fixtures.
fn cases(folder: &str) -> Vec<PathBuf> {
    let mut files = inputs(folder);
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files
}

/// Compares with the expected text beside the file, or writes it when asked to.
fn compare(path: &Path, name: &str, found: &str, wrong: &mut Vec<String>) {
    let expected = path.with_file_name(format!("{name}.expected"));
    if std::env::var_os("SKILLGAP_BLESS").is_some() {
        fs::write(&expected, found).unwrap();
    }
    let text = fs::read_to_string(&expected).unwrap_or_default();
    if text != found {
        wrong.push(format!("{name}\n--- expected\n{text}\n--- found\n{found}"));
    }
}

/// The correct pack with one file in the place of its own, and the name of the case.
fn with_file(path: &Path) -> (String, PackFiles) {
    let file_name = path.file_name().unwrap().to_string_lossy().into_owned();
    let parts: Vec<&str> = file_name.split('.').collect();
    let mut files = bakery();
    let file = match parts[1] {
        "questionnaire" => &mut files.questionnaire,
        "roles" => &mut files.roles,
        _ => &mut files.resources,
    };
    file.text = fs::read_to_string(path).unwrap();
    (parts[0].to_owned(), files)
}

fn pack_problems(path: &Path) -> (String, Vec<Diagnostic>) {
    let (name, files) = with_file(path);
    let (pack, problems) = pack::parse(&files);
    assert!(pack.is_none(), "{name} is refused");
    (name, problems)
}

fn answer_problems(path: &Path) -> Vec<Diagnostic> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let (sheet, problems) = answers::parse(&name, &fs::read_to_string(path).unwrap(), &bakery_pack());
    assert_eq!(sheet.is_none(), problems.iter().any(Diagnostic::is_error), "{name}");
    assert!(!problems.is_empty(), "{name} has a problem");
    problems
}

#[test]
fn every_bad_pack_gives_its_diagnostic() {
    let mut wrong = Vec::new();
    for path in cases("bad-packs") {
        let (name, problems) = pack_problems(&path);
        compare(&path, &name, &shown(&problems), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The advice to the author of a pack that has no errors, on a fixed day.
fn advice_on(path: &Path) -> (String, Vec<Diagnostic>) {
    let (name, files) = with_file(path);
    let (pack, problems) = pack::parse(&files);
    assert!(problems.is_empty(), "{}", shown(&problems));
    (name, lint::lint(&files, &pack.unwrap(), TODAY).reported)
}

#[test]
fn every_doubtful_pack_gives_its_warning() {
    assert_eq!(shown(&lint::lint(&bakery(), &bakery_pack(), TODAY).reported), "", "the correct pack has no warning");
    let mut wrong = Vec::new();
    for path in cases("lint") {
        let (name, found) = advice_on(&path);
        assert!(!found.is_empty() && !any_error(&found), "{name}: warnings and nothing else");
        assert!(found.iter().all(|problem| problem.position.is_some() && problem.hint.is_some()), "{}", shown(&found));
        compare(&path, &name, &shown(&found), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_bad_answers_file_gives_its_diagnostic() {
    let mut wrong = Vec::new();
    for path in cases("bad-answers") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        compare(&path, &name, &shown(&answer_problems(&path)), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn f10_every_bad_invitation_gives_its_diagnostic() {
    let (pack, mut wrong) = (bakery_pack(), Vec::new());
    for path in cases("bad-invitations") {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let (read, problems) = answers::parse_invitation(&file, &fs::read_to_string(&path).unwrap(), &pack);
        assert_eq!(read.is_none(), any_error(&problems), "{file}");
        assert!(problems.iter().all(|problem| problem.position.is_some()), "{}", shown(&problems));
        compare(&path, file.trim_end_matches(".yaml"), &shown(&problems), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The correct pack as a folder `bakery`.
fn bakery_place() -> Place {
    let place = Place::new();
    for name in ["questionnaire", "roles", "resources"] {
        place.write(&format!("bakery/{name}.yaml"), &repository_file(&format!("tests/fixtures/pack/{name}.yaml")));
    }
    place
}

/// Each is scored by the program, as tables and lines are read in chunks, and begin with what says what they are.
#[test]
fn every_bad_table_gives_its_diagnostic() {
    let (place, mut wrong) = (bakery_place(), Vec::new());
    let tables = inputs("bad-tables");
    assert!(tables.len() >= 28, "{tables:?}");
    for path in tables {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        fs::copy(&path, place.path(&file)).unwrap();
        let ran = place.run(&["score", &file, "--pack", "bakery", "-o", "-"]);
        assert!([0, 1, 3].contains(&ran.code), "{file}: {}", ran.stderr);
        compare(&path, file.split('.').next().unwrap(), &ran.stderr, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_bad_overlay_gives_its_diagnostic() {
    let (place, mut wrong) = (bakery_place(), Vec::new());
    place.write("o/scripted.svg", &repository_file("tests/fixtures/bad-overlays/scripted.svg"));
    for path in cases("bad-overlays") {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        place.write("o/overlay.yaml", &fs::read_to_string(&path).unwrap());
        let ran = place.run(&["check", "o", "--pack", "bakery"]);
        compare(&path, file.split('.').next().unwrap(), &ran.stderr, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What a fixture of one small file cannot hold: the code, and what the program says.
pub fn made_here() -> Vec<(Code, String)> {
    let large = [
        yaml::parse("f", &"a".repeat(200), 100).unwrap_err(),
        yaml::parse("f", &"{a: ".repeat(100), 1000).unwrap_err(),
        Box::new(too_fine()),
    ];
    let mut made: Vec<(Code, String)> = large.iter().map(|problem| (problem.code, render(problem))).collect();
    let place = bakery_place();
    place.write("a.csv", "respondent,dough,oven\ns-1,1,2\n");
    place.write("pages/s-1.html", "mine");
    let score = ["score", "a.csv", "--pack", "bakery", "--reports", "pages"];
    made.push((Code::ReportThere, place.run(&score).stderr));
    place.write("codes.csv", "respondent,code\nb-1,1MA2Y-171K9-JPGV4-MYDB\n");
    made.push((Code::OtherCode, place.run(&["score", "codes.csv"]).stderr));
    place.write("bakery/golden/a.yaml", &repository_file("tests/fixtures/answers.yaml"));
    made.push((Code::GoldenWithoutExpected, place.run(&["check", "bakery"]).stderr));
    assert_eq!(place.run(&["check", "bakery", "--write-expected"]).code, 0);
    let expected = place.read("bakery/golden/a.expected.yaml");
    place.write("bakery/golden/a.expected.yaml", &expected.replace("answered: 1", "answered: 2"));
    made.push((Code::GoldenDiffers, place.run(&["check", "bakery"]).stderr));
    made
}

/// Every text that a fixture must give, by its file. Each belongs to a file of the same name.
pub fn expected_texts() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let mut expected: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "expected")).collect();
    expected.sort();
    expected.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The codes that a text names, as `SK101`.
fn codes_in(text: &str) -> BTreeSet<String> {
    let digits = |at: usize| text[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
    let named = text.match_indices("SK").filter(|(at, _)| digits(*at) == 3);
    named.map(|(at, _)| text[at..at + 5].to_owned()).collect()
}

/// What a text of the program reports: the codes in brackets that begin its lines.
fn reported(text: &str) -> BTreeSet<String> {
    let heads = text.lines().filter_map(|line| line.split_once(']')?.0.split_once('['));
    let heads = heads.filter(|(severity, _)| ["error", "warning", "note"].contains(severity));
    heads.map(|(_, code)| code.to_owned()).collect()
}

#[test]
fn e01_every_code_has_a_case() {
    let texts = expected_texts();
    for (path, _) in &texts {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_of = |input: &PathBuf| input.file_name().unwrap().to_string_lossy().starts_with(&format!("{stem}."));
        let inputs = inputs(&path.parent().unwrap().file_name().unwrap().to_string_lossy());
        assert!(inputs.iter().any(is_of), "nothing gives {}", path.display());
    }
    let mut seen: BTreeSet<String> = texts.iter().flat_map(|(_, text)| reported(text)).collect();
    for (code, said) in made_here() {
        assert!(reported(&said).contains(code.as_str()), "{}: {said}", code.as_str());
        seen.insert(code.as_str().to_owned());
    }
    let missing: Vec<&str> = ALL_CODES.iter().map(|code| code.as_str()).filter(|code| !seen.contains(*code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

/// In the code a code is a variant, which the compiler knows; texts name codes by their digits.
#[test]
fn e01_every_code_that_is_named_anywhere_is_declared_and_explained() {
    fn texts(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { texts(&path) } else { vec![path] }).collect()
    }
    let mut files = vec![PathBuf::from("README.md"), "CONTRIBUTING.md".into(), "CHANGELOG.md".into()];
    files.extend(["src", "templates", "questionnaires"].iter().flat_map(|folder| texts(Path::new(folder))));
    let known: BTreeSet<&str> = ALL_CODES.iter().map(|code| code.as_str()).collect();
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let unknown: Vec<String> = codes_in(&text).into_iter().filter(|code| !known.contains(code.as_str())).collect();
        assert!(unknown.is_empty(), "{} names {unknown:?}", path.display());
    }
    let ran = Place::new().run(&["explain", "sk101"]);
    assert!(ran.code == 0 && ran.stdout.starts_with("SK101: not readable"), "{}", ran.stdout);
    for code in ALL_CODES {
        assert!(code.explanation().len() > code.title().len() + 40, "{}", code.as_str());
    }
}

fn too_fine() -> Diagnostic {
    let mut files = bakery();
    let item = |k: usize, n: u32| {
        format!("          - {{id: k{k}.n{n}, stem: s, scale: often, weight: {}, forms: [full]}}\n", n + 60)
    };
    let competency = |k: usize| {
        let items: String = (0..40).map(|n| item(k, n)).collect();
        format!("      - id: k{k}\n        title: K\n        definition: d\n        items:\n{items}")
    };
    files.questionnaire.text += &(0..10).map(competency).collect::<String>();
    let (pack, problems) = pack::parse(&files);
    assert!(pack.is_none() && problems.len() == 1, "{}", shown(&problems));
    problems[0].clone()
}

#[test]
fn e01_every_problem_has_a_place_and_a_way_on() {
    let mut all: Vec<Diagnostic> = cases("bad-packs").iter().flat_map(|path| pack_problems(path).1).collect();
    all.extend(cases("bad-answers").iter().flat_map(|path| answer_problems(path)));
    for problem in &all {
        let text = render(problem);
        assert!(problem.position.is_some(), "{text}");
        assert!(problem.expected.is_some() || problem.hint.is_some() || !problem.is_error(), "{text}");
    }
}

#[test]
fn a_pack_of_another_shape_is_read_scored_and_reported() {
    let pack = bakery_pack();
    let text = repository_file("tests/fixtures/answers.yaml");
    let (sheet, problems) = answers::parse("answers.yaml", &text, &pack);
    assert!(problems.is_empty(), "{}", shown(&problems));
    let page =
        report::html::student_page(&report::view::student_report(&Assessment::new(&pack, &sheet.unwrap()), "test"));
    assert!(page.contains("Head Baker") && page.contains("with a bun"));
}

#[test]
fn deep_nesting_and_size_are_refused_at_once() {
    let mut files = bakery();
    files.resources.text = "{a: ".repeat(40_000);
    let begun = std::time::Instant::now();
    let (_, problems) = pack::parse(&files);
    assert_eq!(problems[0].code, Code::TooDeep);
    files.resources.text = "a".repeat(pack::LARGEST_FILE + 1);
    assert_eq!(pack::parse(&files).1[0].code, Code::TooLarge);
    assert!(begun.elapsed().as_secs() < 2, "it took {:?}", begun.elapsed());
}

#[test]
fn the_fingerprint_is_of_the_content_and_not_of_the_layout() {
    let first = bakery_pack();
    let mut files = bakery();
    files.questionnaire.text =
        format!("# a comment\n{}\n\n", files.questionnaire.text.replace("title: Dough", "title:   \"Dough\""));
    let second = pack::parse(&files).0.unwrap();
    assert_eq!(first.fingerprint(), second.fingerprint());
    files.questionnaire.text = files.questionnaire.text.replace("\"Dough\"", "\"Doughs\"");
    assert_ne!(pack::parse(&files).0.unwrap().fingerprint(), first.fingerprint());
}

/// Answers carry this; if it changed with the program, every student would be told that the questions have changed.
#[test]
fn the_fingerprint_of_a_question_is_of_what_is_asked_and_stays() {
    let pack = bakery_pack();
    let of = |pack: &Pack, id: &str| pack.question_fingerprint(pack.find_item(id).unwrap()).to_owned();
    assert_eq!((of(&pack, "dough").as_str(), of(&pack, "dough.shop").as_str()), ("9e0d9a5d18", "19ccc631bf"));
    for (from, to, changes) in [
        ("How often do you buy dough?", "How often do you buy bread?", true),
        ("label: Each day", "label: Every day", true),
        ("reverse: true, ", "", true),
        ("weight: 2, ", "", false),
        ("definition: Making dough.", "definition: Making good dough.", false),
    ] {
        let mut files = bakery();
        assert!(files.questionnaire.text.contains(from), "{from}");
        files.questionnaire.text = files.questionnaire.text.replace(from, to);
        let edited = pack::parse(&files).0.unwrap();
        assert_eq!(of(&edited, "dough.shop") != of(&pack, "dough.shop"), changes, "{from}");
    }
}

/// Answers carry this too: two attempts with the same one can be compared.
#[test]
fn the_fingerprint_of_the_scoring_is_of_what_makes_levels_and_stays() {
    let pack = bakery_pack();
    assert_eq!(pack.scoring_fingerprint(), "4a7f49905f");
    assert_eq!(pack.earlier_scoring_fingerprint(), "49189cde30", "older answers files carry it");
    for (from, to, changes) in [
        ("How often do you buy dough?", "How often do you buy bread?", false),
        ("label: Each day", "label: Every day", false),
        ("label: Master, means: I teach it.", "label: Chief, means: I lead it.", false),
        ("levels: [I have not baked., I bake.", "levels: [I never baked., I bake.", false),
        ("version: 1.2.0", "version: 2.0.0", false),
        ("readiness-coverage: 0.8, rung-readiness: 0.9", "readiness-coverage: 0.7, rung-readiness: 0.8", false),
        ("facet: practice, ", "", false),
        ("weight: 2, ", "weight: 3, ", true),
        ("reverse: true, ", "", true),
        ("value: 4, label: Each day", "value: 5, label: Each day", true),
        ("value: 2, label: Each month", "value: 3, label: Each month", true),
        ("scale: often, reverse", "scale: levels, reverse", true),
        ("forms: [short, full]}", "forms: [full]}", true),
        ("{coverage: 0.5", "{coverage: 0.6", true),
        ("id: dough.shop", "id: dough.store", true),
    ] {
        let mut files = bakery();
        assert!(files.questionnaire.text.contains(from), "{from}");
        files.questionnaire.text = files.questionnaire.text.replace(from, to);
        let edited = pack::parse(&files).0.unwrap_or_else(|| panic!("{to}"));
        assert_eq!(edited.scoring_fingerprint() != pack.scoring_fingerprint(), changes, "{from}");
    }
}

#[test]
fn the_embedded_pack_is_correct_and_named_as_its_folder() {
    let pack = director_pack();
    assert_eq!(pack.id().as_str(), pack::EMBEDDED[0].id);
    assert!(pack::parse(&pack::EMBEDDED[0].files()).1.is_empty());
}
