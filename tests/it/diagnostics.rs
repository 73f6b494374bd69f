//! One small bad file for each rule, with its whole diagnostic: packs, answers and invitations.
//!
//! A file `NAME.questionnaire.yaml` (or `.roles.`, `.resources.`) stands in for that file of the correct
//! pack in `fixtures/pack`. What it must give stands beside it in `NAME.expected`. To take over what the
//! program says now, after reading it: `SKILLGAP_BLESS=1 cargo test --test it diagnostics`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{director_pack, repository_file};
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

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files.sort();
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

#[test]
fn every_code_has_a_case() {
    let mut seen: BTreeSet<Code> =
        cases("bad-packs").iter().flat_map(|path| pack_problems(path).1).map(|p| p.code).collect();
    seen.extend(cases("bad-answers").iter().flat_map(|path| answer_problems(path)).map(|p| p.code));
    seen.extend(cases("lint").iter().flat_map(|path| advice_on(path).1).map(|p| p.code));
    // Made here, because a file of this kind would be large or unreadable.
    seen.insert(yaml::parse("f", &"a".repeat(200), 100).unwrap_err().code);
    seen.insert(yaml::parse("f", &"{a: ".repeat(100), 1000).unwrap_err().code);
    seen.insert(too_fine());
    // Made by the command line: commands.rs and authors.rs.
    seen.extend([Code::NotUtf8, Code::Unreadable, Code::GoldenDiffers, Code::GoldenWithoutExpected]);
    // Made of many records: score_command.rs and score_reports.rs.
    seen.extend([Code::RaggedRow, Code::UnknownColumn, Code::NoForm, Code::OpenQuote, Code::ReportThere]);
    seen.insert(Code::ObserverRatings);
    // Made of several records: duplicates.rs.
    seen.insert(Code::RepeatedPerson);
    // Made of tables: tables.rs.
    seen.extend([Code::HeadingRow, Code::BlankRow, Code::HeaderAgain, Code::ShortRow, Code::LinesAbove]);
    seen.extend([Code::NearColumn, Code::FewColumns]);
    // Made of the exports of survey tools: surveys.rs.
    seen.extend([Code::SurveyExport, Code::UnsureExport, Code::UnsureTimes, Code::ResponseLeftOut, Code::Unfinished]);
    // Made of tables of result codes: result_codes.rs.
    seen.extend([Code::MistypedCode, Code::OtherCode, Code::CodeDisagrees, Code::NoCode]);
    // Made of the lists of an office: cohort_lists.rs.
    seen.extend([Code::ListedTwice, Code::PlainList]);
    // Made of an overlay: overlay.rs.
    seen.extend([Code::OverlayOfOtherPack, Code::BadLogo, Code::PriceWithoutSource]);
    let missing: Vec<&str> = ALL_CODES.iter().filter(|code| !seen.contains(code)).map(|code| code.as_str()).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

fn too_fine() -> Code {
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
    problems[0].code
}

#[test]
fn every_problem_has_a_place_and_plain_words() {
    let banned = ["please", "sorry", "invalid", "oops", "Some(", "None", "expected one of"];
    let mut all: Vec<Diagnostic> = cases("bad-packs").iter().flat_map(|path| pack_problems(path).1).collect();
    all.extend(cases("bad-answers").iter().flat_map(|path| answer_problems(path)));
    for problem in &all {
        let text = render(problem);
        assert!(problem.position.is_some(), "{text}");
        assert!(problem.expected.is_some() || problem.hint.is_some() || !problem.is_error(), "{text}");
        assert!(banned.iter().all(|word| !text.contains(word)), "{text}");
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
