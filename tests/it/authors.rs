//! What an author of a pack uses: warnings, golden answers, schemas, the coverage table, and the small pack to copy.

use crate::harness::{Place, repository_file};
use skillgap::model::{Id, Keying, Pack};
use skillgap::pack::{self, lint};

const FILES: [&str; 3] = ["questionnaire.yaml", "roles.yaml", "resources.yaml"];

fn volunteers() -> Pack {
    let embedded = pack::EMBEDDED.iter().find(|known| known.id == "volunteer-coordinator").unwrap();
    pack::parse(&embedded.files()).0.expect("the small pack is correct")
}

/// A copy of the small pack in a folder of its own.
fn copy(place: &Place) {
    for name in FILES.iter().chain(&["golden/one-season-in.yaml", "golden/one-season-in.expected.yaml"]) {
        place.write(&format!("mine/{name}"), &repository_file(&format!("questionnaires/volunteer-coordinator/{name}")));
    }
}

fn edit(place: &Place, name: &str, from: &str, to: &str) {
    let text = place.read(name);
    assert!(text.contains(from), "{from}");
    place.write(name, &text.replacen(from, to, 1));
}

#[test]
fn both_shipped_packs_are_clean() {
    let place = Place::new();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let ran = place.run(&["check", &folder.to_string_lossy()]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    for part in ["pack clinical-informatics-director ", "pack volunteer-coordinator ", "checked 8 inputs: no errors"] {
        assert!(ran.stderr.contains(part), "two packs and six golden answers: {}", ran.stderr);
    }
    // On the day of the last look at the catalogue there is no warning either; later, prices grow old.
    for embedded in pack::EMBEDDED {
        let files = embedded.files();
        let warnings = lint::lint(&files, &pack::parse(&files).0.unwrap(), "2026-11-29").reported;
        let shown: Vec<String> = warnings.iter().map(skillgap::diag::render).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }
}

#[test]
fn the_small_pack_proves_that_the_program_is_not_tied_to_one_field() {
    let pack = volunteers();
    assert_eq!((pack.levels().min(), pack.levels().max()), (1, 4));
    assert_eq!((pack.roles().len(), pack.competencies().len(), pack.items().len()), (2, 5, 15));
    assert!((0..15).all(|at| pack.value_range(skillgap::model::ItemIx::new(at)) == (1, 5)));
    assert_eq!(pack.items().iter().filter(|item| item.keying == Keying::Reversed).count(), 3);
    assert!(pack.items().iter().any(|item| item.weight == 2));

    let place = Place::new();
    let ran = place.run(&["template", "--pack", "volunteer-coordinator"]);
    for word in ["patient", "health", "licence", "education"] {
        assert!(!ran.stdout.contains(word), "{word}: {}", ran.stdout);
    }
    let ran = place.run(&["demo", "--pack", "volunteer-coordinator"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.trim_end().ends_with("quiz --pack volunteer-coordinator"), "{}", ran.stderr);
    let page = place.read("skillgap-demo.html");
    assert!(page.contains("About this role: Volunteer Coordinator") && !page.contains("patient"));
}

#[test]
fn the_small_pack_is_taken_as_plain_lines_from_start_to_report() {
    let place = Place::new();
    // Start; no name; then 15 questions, the reverse-keyed ones at their best; finish.
    let pack = volunteers();
    let best = pack.form(pack.default_form()).items.iter().map(|at| match pack.item(*at).keying {
        Keying::Forward => "5\n",
        Keying::Reversed => "1",
    });
    let keys: Vec<&str> = ["a", ""].into_iter().chain(best).chain(["f"]).collect();
    let ran = place.run_with(
        &["quiz", "--plain", "--pack", "volunteer-coordinator", "--out", "me.yaml"],
        &(keys.join("\n") + "\n"),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains('\x1b') && !ran.stderr.contains("About you, 2"), "only the name is asked for");
    let page = place.read("me.html");
    assert!(
        page.contains("you have reached the role Volunteer Coordinator"),
        "reverse-keyed answers count the other way"
    );
}

#[test]
fn warnings_do_not_fail_a_check_unless_it_is_strict() {
    let place = Place::new();
    copy(&place);
    assert_eq!(place.run(&["check", "--strict", "mine"]).code, 0);
    edit(&place, "mine/roles.yaml", "importance: 25", "importance: 24");
    let ran = place.run(&["check", "mine"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("warning[SK421]: the importances of `shift-leader` sum to 99"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("checked 2 inputs: no errors, 1 warning\n"), "{}", ran.stderr);
    let ran = place.run(&["check", "--strict", "mine"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error: 1 problem in 2 inputs checked\n"), "{}", ran.stderr);
}

#[test]
fn golden_answers_hold_what_answers_mean() {
    let place = Place::new();
    copy(&place);
    // A slip that no other rule sees: a reverse-keyed question loses its mark.
    edit(&place, "mine/questionnaire.yaml", "            reverse: true\n", "");
    let ran = place.run(&["check", "mine"]);
    assert_eq!(ran.code, 1);
    for part in [
        "error[SK431]: `listening-and-feedback` is 2.5000 by the answers beside it",
        "--> mine/golden/one-season-in.expected.yaml:16:49",
        "  expected: 3.0000\n  hint: find out which is right: the pack, the answers or this expectation",
        "error[SK431]: `readiness` is",
    ] {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
}

#[test]
fn golden_answers_without_expected_results_are_said_and_can_be_given_them() {
    let place = Place::new();
    copy(&place);
    let expected = "mine/golden/one-season-in.expected.yaml";
    let by_hand = place.read(expected);
    std::fs::remove_file(place.path(expected)).unwrap();
    let ran = place.run(&["check", "mine"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("warning[SK432]") && ran.stderr.contains("--write-expected"), "{}", ran.stderr);
    let ran = place.run(&["check", "--write-expected", "mine"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let written = place.read(expected);
    for line in ["readiness: 0.7234", "readiness-low: 0.6557", "nearest-role: shift-leader"] {
        assert!(by_hand.contains(line) && written.contains(line), "{line}\n{written}");
    }
    assert_eq!(place.run(&["check", "--strict", "mine"]).code, 0, "what was written holds");
    // A file that is there is never written again.
    place.write(expected, "format: 1\nanswered: 1\n");
    assert_eq!(place.run(&["check", "--write-expected", "mine"]).code, 1);
    assert_eq!(place.read(expected), "format: 1\nanswered: 1\n");
}

#[test]
fn expected_results_with_mistakes_are_said_with_their_place() {
    let place = Place::new();
    copy(&place);
    let expected = "mine/golden/one-season-in.expected.yaml";
    let wrong = "format: 1\nreadines: 1\ncoverage: high\ntop-gaps: [planning-rota]\nlevels:\n  - {competency: x, level: 1}\n  - {competency: planning-rotas, level: 99}\n";
    place.write(expected, wrong);
    let ran = place.run(&["check", "mine"]);
    assert_eq!(ran.code, 1);
    for part in
        ["SK113", "did you mean `readiness`?", "SK111", "SK202", "did you mean `planning-rotas`?", "SK117", ":7:41"]
    {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
}

#[test]
fn schemas_are_printed_one_by_one_and_all_at_once() {
    let place = Place::new();
    let ran = place.run(&["check", "--schema", "roles"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout, repository_file("questionnaires/.schema/roles.json"));
    let all: serde_json::Value = serde_json::from_str(&place.run(&["check", "--schema"]).stdout).unwrap();
    let names: Vec<&str> = all.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, FILES);
    assert_eq!(place.run(&["check", "--schema", "rolls"]).code, 2);
    assert_eq!(place.run(&["check"]).code, 2, "a path or --schema is needed");
}

#[test]
fn the_coverage_table_counts_what_lifts_over_each_step() {
    let place = Place::new();
    let ran = place.run(&["packs", "--coverage", "--pack", "volunteer-coordinator"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 4 + 5, "{}", ran.stdout);
    assert!(lines[3].starts_with("competency") && lines[3].ends_with("1 to 2     2 to 3     3 to 4"));
    // Counted here in another way: over the file's lines.
    let text = repository_file("questionnaires/volunteer-coordinator/resources.yaml");
    let lifts: Vec<&str> = text.lines().filter(|line| line.contains("competency: keeping-people-safe,")).collect();
    let over = |step: &[&str]| lifts.iter().filter(|line| step.iter().any(|span| line.contains(span))).count();
    let first = over(&["from: 1, to: 2", "from: 1, to: 3", "from: 1, to: 4"]);
    let row = lines.iter().find(|line| line.starts_with("keeping-people-safe")).unwrap();
    assert_eq!(row.split_whitespace().nth(1).unwrap().split('/').next().unwrap(), first.to_string(), "{row}");
    let all = place.run(&["packs", "--coverage"]).stdout;
    assert!(all.contains("clinical-informatics-director 2") && all.contains(&ran.stdout));
    for at in pack::EMBEDDED.iter().map(|known| known.id) {
        assert!(all.contains(at));
    }
    assert!(volunteers().competencies().iter().all(|competency| all.contains(competency.id.as_str())));
}
