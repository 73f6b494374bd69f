//! Faults that other programs of this kind had, each as a test here: one for each row of the table, named for what it holds.
//! The project and the number of its issue stand above each. Most are held more widely in the module of their topic.

use std::fs;

use crate::harness::page::{all, assert_sound, level};
use crate::harness::people::random_sheet;
use crate::harness::tables::cells;
use crate::harness::{CompetencySpec, Place, director_pack, repository_file, sheet, small_pack, volunteer_pack};
use skillgap::answers::{self, Answer, AnswerSheet};
use skillgap::assess::Assessment;
use skillgap::diag::{Code, Diagnostic};
use skillgap::model::{CompetencyIx, Pack};
use skillgap::pack::{self, PackFiles, SourceFile};
use skillgap::report::{TOOL, html, view};

fn page(pack: &Pack, sheet: &AnswerSheet) -> String {
    html::student_page(&view::student_report(&Assessment::new(pack, sheet), TOOL))
}

/// The text that a reader of a page sees, white space folded.
fn text(page: &str) -> String {
    all(page, "body").join(" ")
}

fn read(pack: &Pack, text: &str) -> (AnswerSheet, Vec<Diagnostic>) {
    let (sheet, problems) = answers::parse("answers.yaml", text, pack);
    (sheet.unwrap_or_else(|| panic!("{problems:?}")), problems)
}

const FILES: [&str; 3] = ["questionnaire.yaml", "roles.yaml", "resources.yaml"];

/// The pack of the fixtures in a folder, its questionnaire changed.
fn bakery(place: &Place, folder: &str, edit: impl Fn(&str) -> String) {
    for name in FILES {
        let text = repository_file(&format!("tests/fixtures/pack/{name}"));
        place.write(&format!("{folder}/{name}"), &if name == FILES[0] { edit(&text) } else { text });
    }
}

/// That pack, read with another file in the place of one of its own.
fn parsed(name: &str, other: &str) -> (Option<Pack>, Vec<Diagnostic>) {
    let file = |own: &str| SourceFile {
        name: own.to_owned(),
        text: if own == name { other.to_owned() } else { repository_file(&format!("tests/fixtures/pack/{own}")) },
    };
    let [questionnaire, roles, resources] = FILES.map(file);
    pack::parse(&PackFiles { questionnaire, roles, resources })
}

fn bad_pack(name: &str, file: &str) -> Vec<Code> {
    let text = repository_file(&format!("tests/fixtures/bad-packs/{name}.{file}"));
    let (pack, problems) = parsed(file, &text);
    assert!(pack.is_none(), "{name} is refused");
    problems.iter().map(|problem| problem.code).collect()
}

/// `ISTARSkills` #73, `PrairieLearn` #166: everything skipped gives no score, exit 0, and the report says so.
#[test]
fn peer_all_skipped_gives_no_score_and_exit_0() {
    let place = Place::new();
    let template = place.run(&["template"]).stdout;
    place.write("a.yaml", &template.replace("    rating:\n", "    state: skipped\n"));
    let report = place.run(&["report", "a.yaml", "-o", "-"]);
    assert_eq!((report.code, report.stderr.as_str()), (0, ""));
    assert!(text(&report.stdout).contains("There are not enough answers yet to say how ready you are"));
    let scores = place.run(&["score", "a.yaml"]);
    assert_eq!(scores.code, 0, "{}", scores.stderr);
    let [header, row] = &cells(&scores.stdout, b',')[..] else { panic!("{}", scores.stdout) };
    let at = |name: &str| row[header.iter().position(|column| column == name).unwrap()].as_str();
    assert_eq!(
        (at("readiness"), at("readiness_low"), at("readiness_high"), at("coverage")),
        ("", "0.0000", "1.0000", "0.0000")
    );
}

/// w3c #192, a comment at CISO Assistant: every percentage lies from 0 to 100, whatever was answered.
#[test]
fn peer_every_percentage_is_from_0_to_100() {
    let mut found = 0;
    for pack in [director_pack(), volunteer_pack()] {
        for number in 0..14 {
            let text = text(&page(&pack, &random_sheet(&pack, number)));
            let words: Vec<&str> = text.split([' ', '\u{a0}', '\u{202f}']).collect();
            for pair in words.windows(2).filter(|pair| pair[1].starts_with('%')) {
                let number = pair[0].trim_matches(|letter: char| !letter.is_ascii_digit() && letter != '-');
                let value: f64 = number.parse().unwrap_or_else(|_| panic!("`{}` %", pair[0]));
                assert!((0.0..=100.0).contains(&value), "{pair:?}");
                found += 1;
            }
        }
    }
    assert!(found > 500, "the shares were found: {found}");
}

/// TEAMMATES #11200, NICA, the level 0 of DIRECT: zero and "does not apply" are different reports.
#[test]
fn peer_zero_and_does_not_apply_give_different_reports() {
    let pack = small_pack(&[CompetencySpec::new(3, 1), CompetencySpec::new(2, 1)]);
    let given = |answer: Answer| {
        let sheet = sheet(&pack, &[Some(answer), Some(Answer::Rated(2))]);
        let assessment = Assessment::new(&pack, &sheet);
        let level = assessment.card.competencies[0].level;
        (level.is_some(), text(&page(&pack, &sheet)))
    };
    let (zero, not_applicable, unsure) =
        (given(Answer::Rated(0)), given(Answer::NotApplicable(None)), given(Answer::Unsure));
    assert!(zero.0 && !not_applicable.0 && !unsure.0);
    assert!(not_applicable.1.contains("does not apply") && !zero.1.contains("You said it does not apply"));
    assert!(zero.1 != not_applicable.1 && not_applicable.1 != unsure.1);
}

/// CISO Assistant #4782: hiding a question never deletes its stored answer.
#[test]
fn peer_a_hidden_question_keeps_its_answer() {
    let place = Place::new();
    let shop =
        "          - {id: dough.shop, stem: How often do you buy dough?, scale: often, reverse: true, forms: [full]}\n";
    bakery(&place, "bakery", str::to_owned);
    let quiz = ["quiz", "--plain", "--pack", "bakery", "--form", "full", "--out", "a.yaml"];
    assert_eq!(place.run_with(&quiz, "a\n\n2\n1\nq\n").code, 0);
    bakery(&place, "bakery", |text| text.replace(shop, ""));
    // The input ends at the questions about the person.
    assert_eq!(place.run_with(&quiz, "c\n2\n").code, 130);
    let hidden = place.read("a.yaml");
    assert!(hidden.contains("item: dough.shop\n  rating: 1\n"), "saved again without the question: {hidden}");
    bakery(&place, "bakery", str::to_owned);
    let (full, _) = parsed("", "");
    let (pack, sheet) = (full.as_ref().unwrap(), read(full.as_ref().unwrap(), &hidden).0);
    assert_eq!(sheet.answer(pack.find_item("dough.shop").unwrap()), Some(&Answer::Rated(1)));
}

/// CSET #469 and #1642, CISO Assistant #3182: answers that are written and read again give the report byte for byte.
#[test]
fn peer_answers_that_are_written_and_read_again_give_the_same_report() {
    for pack in [director_pack(), volunteer_pack()] {
        for number in 0..8 {
            let sheet = random_sheet(&pack, number);
            let yaml = answers::to_yaml(&sheet, &pack);
            let (again, problems) = read(&pack, &yaml);
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(answers::to_yaml(&again, &pack), yaml);
            assert!(page(&pack, &again) == page(&pack, &sheet), "sheet {number}");
        }
    }
}

/// CSET #2727: every comment that was typed appears in the report.
#[test]
fn peer_every_comment_stands_in_the_report() {
    let place = Place::new();
    let pack = director_pack();
    let mut sheet = level(&pack, 2);
    let items = pack.form(sheet.form).items.clone();
    let comment = |at: usize| format!("Comment number {at} of mine");
    for (at, item) in items.iter().enumerate() {
        match at % 5 {
            0 => sheet.set(*item, Answer::NotApplicable(Some(comment(at))), None),
            1 => sheet.set(*item, Answer::Rated(5), None),
            2 => sheet.set(*item, Answer::Rated(0), None),
            3 => sheet.set(*item, Answer::Unsure, None),
            _ => sheet.set(*item, Answer::Skipped, None),
        }
        if at % 5 != 0 {
            sheet.set_note(*item, Some(comment(at)));
        }
    }
    place.write("a.yaml", &answers::to_yaml(&sheet, &pack));
    for reader in ["student", "advisor"] {
        let ran = place.run(&["report", "a.yaml", "--for", reader, "--full", "-o", "-"]);
        let shown = text(&ran.stdout);
        let missing: Vec<usize> = (0..items.len()).filter(|at| !shown.contains(&comment(*at))).collect();
        assert!(missing.is_empty(), "for the {reader}: {missing:?}");
    }
}

/// CSET #5321: killed after each answer, the quiz has lost none that was confirmed.
#[cfg(unix)]
#[test]
fn peer_a_quiz_that_is_killed_after_each_answer_loses_none_that_was_confirmed() {
    let pack = director_pack();
    for question in [2, 3, 4, 5, 26 - 1] {
        let confirmed = crate::durability::kill_after(question, 0, std::time::Duration::ZERO, &pack);
        assert!(confirmed >= question - 1, "{confirmed} before question {question}");
    }
}

/// surveda #913: after the pack was edited, answers still give the report of the pack that they were given to.
#[test]
fn peer_answers_to_an_edited_pack_still_give_the_report_of_the_pack_that_they_were_given_to() {
    let place = Place::new();
    bakery(&place, "old", str::to_owned);
    place.write("a.yaml", &repository_file("tests/fixtures/answers.yaml"));
    let before = place.run(&["report", "a.yaml", "--pack", "old", "-o", "-"]);
    assert_eq!((before.code, before.stderr.as_str()), (0, ""));
    bakery(&place, "new", |text| text.replace("How far are you with dough?", "How far?").replace("1.2.0", "1.3.0"));
    let now = place.run(&["report", "a.yaml", "--pack", "new", "-o", "-"]);
    assert!(now.code == 0 && now.stderr.contains("warning[SK302]"), "nothing is rescored in silence: {}", now.stderr);
    assert_ne!(now.stdout, before.stdout);
    assert_eq!(place.run(&["report", "a.yaml", "--pack", "old", "-o", "-"]).stdout, before.stdout);
}

/// DSOMM data #33: `check` finds cycles and level inversions.
#[test]
fn peer_cycles_and_level_inversions_are_errors_of_a_pack() {
    assert_eq!(bad_pack("prior-cycle", "resources.yaml"), [Code::Cycle]);
    assert!(bad_pack("level-inversion", "resources.yaml").contains(&Code::LevelInversion));
    let roles = repository_file("tests/fixtures/lint/top-asks-less.roles.yaml");
    let (pack, problems) = parsed("roles.yaml", &roles);
    assert!(problems.is_empty());
    let mut files = FILES.map(|name| SourceFile {
        name: name.to_owned(),
        text: repository_file(&format!("tests/fixtures/pack/{name}")),
    });
    files[1].text = roles;
    let [questionnaire, roles, resources] = files;
    let found = pack::lint::lint(&PackFiles { questionnaire, roles, resources }, &pack.unwrap(), "2026-11-24");
    assert!(found.reported.iter().any(|problem| problem.code == Code::TopAsksLess), "{:?}", found.reported);
}

/// Allure #755 and #825: a report opens from `file://` without network and scripts.
/// In a browser, with a proxy that counts: `browser::quiet`.
#[test]
fn peer_a_report_needs_neither_network_nor_scripts() {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    for page in
        [place.read("skillgap-demo.html"), place.run(&["report", "skillgap-demo.yaml", "--full", "-o", "-"]).stdout]
    {
        assert_sound(&page);
        assert!(!page.contains("<script") && !page.contains("fetch("));
        assert!(text(&page).contains("In this report") || text(&page).len() > 5_000, "the text is in the file itself");
    }
}

/// CISO Assistant #2097: the report in each language has the text of the body.
#[test]
fn peer_a_pack_in_another_language_has_its_whole_text_in_the_report() {
    let folder = "tests/fixtures/instruments/japanese";
    let place = Place::new();
    for name in FILES {
        place.write(&format!("japanese/{name}"), &repository_file(&format!("{folder}/{name}")));
    }
    let template = place.run(&["template", "--pack", "japanese"]).stdout;
    place.write("a.yaml", &template.replace("    rating:\n", "    rating: 1\n"));
    let ran = place.run(&["report", "a.yaml", "--pack", "japanese", "--full", "-o", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("<html lang=\"ja\""), "{}", ran.stdout.lines().nth(1).unwrap());
    let shown = text(&ran.stdout);
    let files =
        FILES.map(|name| SourceFile { name: name.to_owned(), text: repository_file(&format!("{folder}/{name}")) });
    let [questionnaire, roles, resources] = files;
    let pack = pack::parse(&PackFiles { questionnaire, roles, resources }).0.unwrap();
    for (at, competency) in pack.competencies().iter().enumerate() {
        assert!(shown.contains(&competency.title), "{}", competency.title);
        let is_needed = pack.role(pack.default_role()).target(CompetencyIx::new(at)).is_some();
        assert!(!is_needed || shown.contains(&competency.definition), "{}", competency.definition);
    }
    assert!(shown.contains(&pack.role(pack.default_role()).title));
}

/// `mod_questionnaire` #247: a competency with only "does not apply" is listed so, not dropped.
#[test]
fn peer_a_competency_with_only_not_applicable_is_listed_as_such() {
    let pack = director_pack();
    let mut sheet = level(&pack, 2);
    let item = pack.form(sheet.form).items[3];
    sheet.set(item, Answer::NotApplicable(None), None);
    let page = page(&pack, &sheet);
    let title = &pack.competency(pack.item(item).competency).title;
    let rows = all(&page, "#not-rated ~ table tbody tr");
    assert!(matches!(&rows[..], [row] if row.contains(title) && row.contains("does not apply")), "{rows:?}");
    assert!(all(&page, "#profile ~ table tr").iter().any(|row| row.contains(title)), "it is in the profile as well");
}

/// Moodle, `validate_config`: a target that no content can reach is an error of the pack.
#[test]
fn peer_a_target_that_nothing_can_reach_is_an_error_of_a_pack() {
    assert_eq!(bad_pack("unreachable-target", "questionnaire.yaml"), [Code::UnreachableTarget]);
    assert_eq!(bad_pack("target-above-scale", "roles.yaml"), [Code::TargetAboveScale]);
}

/// CSET, pull request #3672: comparing different packs is refused with the reason.
#[test]
fn peer_answers_to_different_packs_are_not_compared_and_the_reason_is_said() {
    let place = Place::new();
    for (name, pack) in [("a.yaml", "clinical-informatics-director"), ("b.yaml", "volunteer-coordinator")] {
        let sheet = place.run(&["template", "--pack", pack]).stdout;
        place.write(name, &sheet.replace("    rating:\n", "    rating: 2\n"));
    }
    for args in [&["compare", "a.yaml", "b.yaml"][..], &["report", "b.yaml", "--since", "a.yaml"]] {
        let ran = place.run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        assert!(ran.stderr.contains("the files belong to different packs"), "{}", ran.stderr);
    }
    assert_eq!(place.files(), ["a.yaml", "b.yaml"]);
}

/// Konveyor, where deleting a questionnaire deletes its answers: removing a pack removes none.
#[test]
fn peer_removing_a_pack_removes_no_answers() {
    let place = Place::new();
    bakery(&place, "bakery", str::to_owned);
    let given = repository_file("tests/fixtures/answers.yaml");
    place.write("a.yaml", &given);
    let report = ["report", "a.yaml", "--pack", "bakery", "-o", "-"];
    let before = place.run(&report);
    fs::remove_dir_all(place.path("bakery")).unwrap();
    assert_eq!(place.run(&report).code, 1);
    let without = place.run(&["report", "a.yaml"]);
    assert!(
        without.code == 1 && without.stderr.contains("`bakery`") && without.stderr.contains("--pack"),
        "{}",
        without.stderr
    );
    assert_eq!(place.run_with(&["quiz", "--plain", "--out", "a.yaml"], "q\n").code, 1);
    assert_eq!(place.read("a.yaml"), given);
    bakery(&place, "bakery", str::to_owned);
    assert_eq!(place.run(&report).stdout, before.stdout);
}

/// DIRECT: names with `#`, `"`, a line break or a leading `=` survive CSV.
#[test]
fn peer_names_survive_csv() {
    let place = Place::new();
    let names =
        ["#1 Ann", "Ann \"Nan\" Lee", "Lee, Ann", "Ann\nLee", "=1+1", "+44 7000", "-Ann", "@ann", "O'Ann", "安"];
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows = names.iter().enumerate().map(|(at, name)| format!("s-{at},{},2,3\n", quoted(name)));
    bakery(&place, "bakery", str::to_owned);
    place.write("a.csv", &format!("respondent,label,dough,oven\n{}", rows.collect::<String>()));
    let ran = place.run(&["score", "a.csv", "--pack", "bakery", "--label"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let table = cells(&ran.stdout, b',');
    assert_eq!(table.len(), names.len() + 1);
    let column = |table: &[Vec<String>], name: &str| -> Vec<String> {
        let at = table[0].iter().position(|column| column == name).unwrap();
        table[1..].iter().map(|row| row[at].clone()).collect()
    };
    let labels = column(&table, "label");
    for (label, name) in labels.iter().zip(names) {
        assert!(!label.starts_with(['=', '+', '-', '@']), "no formula: {label}");
        let one_line = name.replace('\n', " ");
        assert!([one_line.clone(), format!("'{one_line}"), name.to_owned()].contains(label), "{name:?}: {label:?}");
    }
    // Read back as a table, the names are those that were given.
    let rows = labels.iter().enumerate().map(|(at, label)| format!("s-{at},{},2,3\n", quoted(label)));
    place.write("b.csv", &format!("respondent,label,dough,oven\n{}", rows.collect::<String>()));
    let again = place.run(&["score", "b.csv", "--pack", "bakery", "--label"]);
    assert_eq!(column(&cells(&again.stdout, b','), "label"), labels, "{}", again.stderr);
}
