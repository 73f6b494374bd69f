//! Packs of the forms that published instruments have: six that can be written, two that cannot. Their texts are made up.
//!
//! The expected results were computed from the YAML files by another program, in fractions.

use crate::harness::host::{Tab, site};
use crate::harness::page::{all, assert_sound, attributes};
use crate::harness::{Place, Ran};
use skillgap::pack::PackFile;
use skillgap::web::SiteSource;

/// The six that can be written, each with the roles that its expected results are of.
const INSTRUMENTS: [(&str, &[&str]); 6] = [
    ("personality", &[]),
    ("usability", &[]),
    ("skills-framework", &["helper", "maker", "head"]),
    ("agreement-survey", &[]),
    ("maturity", &["baseline", "sound"]),
    ("japanese", &[]),
];

/// Those without roles.
const PROFILES: [&str; 2] = ["personality", "usability"];

fn folder(name: &str) -> String {
    format!("{}/tests/fixtures/instruments/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str, file: &str) -> String {
    std::fs::read_to_string(format!("{}/{file}", folder(name))).unwrap()
}

fn run(place: &Place, args: &[&str], pack: &str) -> Ran {
    place.run(&[args, &["--pack", &folder(pack)]].concat())
}

/// The cells of a table by the names of its columns.
fn cells(table: &str) -> Vec<Vec<(&str, &str)>> {
    let mut lines = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next().unwrap();
    lines.map(|row| head.iter().copied().zip(row).collect()).collect()
}

/// An answers file of the pack, with what was chosen for each item by its number; `None` leaves it out.
fn answers(place: &Place, pack: &str, chosen: impl Fn(usize) -> Option<i64>) -> String {
    let template = run(place, &["template"], pack);
    assert_eq!(template.code, 0, "{}", template.stderr);
    let mut at = 0;
    let line = |line: &str| {
        if line != "    rating:" {
            return line.to_owned();
        }
        at += 1;
        chosen(at - 1).map_or_else(|| line.to_owned(), |value| format!("{line} {value}"))
    };
    let text: Vec<String> = template.stdout.lines().map(line).collect();
    let name = format!("{pack}.yaml");
    place.write(&name, &(text.join("\n") + "\n"));
    name
}

#[test]
fn each_form_of_instrument_is_a_pack_without_a_warning() {
    let place = Place::new();
    for (pack, _) in INSTRUMENTS {
        let ran = place.run(&["check", "--strict", &folder(pack)]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{pack}: {}", ran.stderr);
        assert!(ran.stderr.contains("checked 1 input: no errors"), "{}", ran.stderr);
    }
    let waived = place.run(&["check", "--strict", &folder("skills-framework")]);
    assert!(waived.stderr.contains("no errors (3 warnings waived by the pack)"), "{}", waived.stderr);
}

#[test]
fn every_level_and_readiness_is_that_of_another_program() {
    let place = Place::new();
    let mut compared = 0;
    for (pack, roles) in INSTRUMENTS {
        let answers = format!("{}/answers.csv", folder(pack));
        let default = [("expected.csv".to_owned(), None)];
        let named = roles.iter().map(|role| (format!("expected.{role}.csv"), Some(*role)));
        for (expected, role) in default.into_iter().chain(named) {
            let of_role = role.map_or_else(Vec::new, |role| vec!["--role", role]);
            let ran = run(&place, &[vec!["score", &answers], of_role].concat(), pack);
            assert_eq!(ran.code, 0, "{pack}: {}", ran.stderr);
            let expected = file(pack, &expected);
            let (found, expected) = (cells(&ran.stdout), cells(&expected));
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                for cell in expected {
                    assert!(found.contains(cell), "{pack} {role:?}: {cell:?} in {found:?}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 400, "{compared}");
}

#[test]
fn tables_of_many_give_what_single_reports_give() {
    let place = Place::new();
    for (pack, _) in INSTRUMENTS {
        let answers = format!("{}/answers.csv", folder(pack));
        let csv = run(&place, &["score", &answers], pack).stdout;
        for format in ["long", "ndjson"] {
            let ran = run(&place, &["score", &answers, "--format", format], pack);
            assert_eq!(ran.code, 0, "{pack} {format}: {}", ran.stderr);
            assert!(!ran.stdout.is_empty());
        }
        let ran = run(&place, &["score", &answers, "--reports", pack], pack);
        assert_eq!(ran.code, 0, "{pack}: {}", ran.stderr);
        let pages = std::fs::read_dir(place.path(pack)).unwrap().count();
        // One page for each person, and the list.
        assert_eq!(pages, csv.lines().count(), "{pack}");
    }
}

#[test]
fn a_report_of_each_is_sound_and_in_its_language() {
    let place = Place::new();
    for (pack, _) in INSTRUMENTS {
        // Each skill of the framework has levels of its own.
        let chosen = |at: usize| if pack == "skills-framework" { [3, 1, 4, 4, 4, 2][at] } else { 2 };
        let file = answers(&place, pack, |at| (at % 3 != 2).then(|| chosen(at)));
        for reader in ["student", "advisor"] {
            let ran = run(&place, &["report", &file, "--for", reader, "-o", "-"], pack);
            assert_eq!(ran.code, 0, "{pack}: {}", ran.stderr);
            let page = ran.stdout;
            assert_sound(&page);
            let language = if pack == "japanese" { "ja" } else { "en-GB" };
            assert_eq!(attributes(&page, "html", "lang"), [language]);
            let texts = all(&page, "h1, h2, h3, h4, p, li, td, th, dt, dd").join("\n");
            if PROFILES.contains(&pack) {
                for word in
                    ["no role", "role", "target", "Target", "readiness", "Readiness", " gap", "course", "First step:"]
                {
                    assert!(!texts.contains(word), "{pack} for the {reader}: {word} in {texts}");
                }
            }
            for odd in [
                "None.",
                "  ",
                " .",
                ":.",
                "?:",
                ", .",
                "“”",
                "Read the two lowest levels: if one sounds like you, that is your answer.\nTo",
            ] {
                assert!(!texts.contains(odd), "{pack} for the {reader}: {odd:?} in {texts}");
            }
        }
        let json = run(&place, &["report", &file, "--format", "json", "-o", "-"], pack);
        assert_eq!(json.code, 0, "{pack}: {}", json.stderr);
        serde_json::from_str::<serde_json::Value>(&json.stdout).unwrap();
    }
}

#[test]
fn a_pack_without_roles_compares_and_plans_nothing_and_says_so() {
    let place = Place::new();
    let file = answers(&place, "personality", |_| Some(4));
    for (args, said) in [
        (vec!["plan", &file], "so there is nothing to plan towards"),
        (vec!["report", &file, "--role", "boss"], "so there is none to compare with"),
        (vec!["cohort", &file, "-o", "class.html"], "so there is no next role"),
    ] {
        let ran = run(&place, &args, "personality");
        assert_eq!(ran.code, 1, "{args:?}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("the pack `personality` has no roles") && ran.stderr.contains(said),
            "{}",
            ran.stderr
        );
    }
    std::fs::copy(place.path(&file), place.path("later.yaml")).unwrap();
    answers(&place, "personality", |_| Some(3));
    let ran = run(&place, &["compare", &file, "later.yaml", "-o", "-"], "personality");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let texts = all(&ran.stdout, "h1, h2, p, th, td").join("\n");
    assert!(!["ladder", "Target", "The role", "eadiness"].iter().any(|word| texts.contains(word)), "{texts}");
    let explained = run(&place, &["explain", "calm"], "personality").stdout;
    assert!(explained.contains("\n  1 Low\n") && !explained.contains("Needed by"), "{explained}");
    assert_eq!(run(&place, &["explain", "none"], "personality").code, 1);
    let scores = run(&place, &["score", &file], "personality").stdout;
    let row = &cells(&scores)[0];
    for (name, value) in
        [("role", "none"), ("readiness", ""), ("readiness_low", ""), ("readiness_high", ""), ("unmet_must", "")]
    {
        assert!(row.contains(&(name, value)), "{name} in {row:?}");
    }
}

#[test]
fn the_quiz_of_a_pack_without_roles_ends_with_the_levels() {
    let place = Place::new();
    let keys: Vec<String> =
        ["a", ""].into_iter().map(str::to_owned).chain((0..20).map(|at| (at % 3 + 1).to_string())).collect();
    let input = keys.join("\n") + "\nf\n";
    let folder = folder("personality");
    let ran = place.run_with(&["quiz", "--plain", "--pack", &folder, "--out", "me.yaml"], &input);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let end = ran.stderr.split("This is what your answers say:").nth(1).unwrap_or_else(|| panic!("{}", ran.stderr));
    for part in ["Liking the new: ", "Calm: ", "report: ", "code: "] {
        assert!(end.contains(part), "{part} in {end}");
    }
    assert!(!end.contains("role") && !end.contains("First step"), "{end}");
}

#[test]
fn what_cannot_be_written_is_refused_with_the_reason() {
    let place = Place::new();
    for (pack, reasons) in [
        ("refused-points", &["write the points of an option as its value", "a pack has one ladder"][..]),
        ("refused-bands", &["sums of points and bands of them do not exist"]),
    ] {
        let ran = place.run(&["check", &folder(pack)]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        for reason in reasons {
            assert!(ran.stderr.contains(reason), "{reason} in {}", ran.stderr);
        }
        // Nothing is said to be missing that was only written in another way.
        assert!(!ran.stderr.contains("is missing"), "{}", ran.stderr);
    }
}

#[test]
fn the_columns_and_wordings_of_another_tool_are_read() {
    let place = Place::new();
    let own = format!("{}/answers.csv", folder("agreement-survey"));
    let by_id = format!("{}/answers-by-id.csv", folder("agreement-survey"));
    let [own, by_id] = [own, by_id].map(|file| run(&place, &["score", &file], "agreement-survey"));
    assert_eq!((own.code, &own.stdout), (0, &by_id.stdout), "{}", own.stderr);
    let slip = file("agreement-survey", "answers.csv").replacen("Agree (2)", "Agree (7)", 1);
    place.write("slip.csv", &slip);
    let ran = run(&place, &["score", "slip.csv"], "agreement-survey");
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("slip.csv:2"), "{}", ran.stderr);
}

#[test]
fn a_role_that_needs_a_part_is_told_by_that_part_alone() {
    let place = Place::new();
    // Everything at its best, but for the reverse-keyed question; `baseline` needs two of the four.
    let file = answers(&place, "maturity", |at| Some(if at == 5 { 0 } else { 3 }));
    let page = run(&place, &["report", &file, "-o", "-"], "maturity").stdout;
    let needed = all(&page, "section.profile tbody th[scope=row]").len();
    let named = all(&page, "section[aria-labelledby=beyond] p").join("");
    let said = "Getting it back: Level 3, Looked after; Learning from it: Level 3, Looked after. They count in none";
    assert!(needed == 2 && named.starts_with(said), "{needed}: {named}");
    let takeaway = all(&page, "section.profile .takeaway").join("");
    assert!(!takeaway.contains('4'), "{takeaway}");
}

/// The page of a browser takes each of them, and gives what the program gives.
#[test]
fn the_browser_page_takes_each_and_gives_the_files_of_the_program() {
    let place = Place::new();
    for (pack, _) in INSTRUMENTS {
        let text = |of: PackFile| match std::fs::read_to_string(format!("{}/{}", folder(pack), of.name())) {
            Ok(text) => text,
            Err(_) => of.absent().unwrap().to_owned(),
        };
        let files = PackFile::ALL.map(|of| (of.name().to_owned(), text(of)));
        let source = SiteSource { pack: files, overlay: None, form: None, role: None, invitation: None };
        let site = site(&source);
        let (mut kept, has_plans) = (None, ["skills-framework", "japanese"].contains(&pack));
        let mut tab = Tab::open(&site, &mut kept);
        tab.take_by(&mut kept, |at, choices| if at % 4 == 3 { "skip".to_owned() } else { choices[1].clone() });
        assert_eq!(
            attributes(&tab.html, "button[data-file]", "data-file").len(),
            if has_plans { 6 } else { 4 },
            "{pack}"
        );
        let answers = tab.file(&mut kept, "answers");
        place.write(&format!("{pack}.yaml"), &answers);
        let ran = run(&place, &["report", &format!("{pack}.yaml"), "-o", "-"], pack);
        assert_eq!((ran.code, tab.file(&mut kept, "report")), (0, ran.stdout), "{pack}");
        let scores = run(&place, &["score", &format!("{pack}.yaml")], pack).stdout;
        assert_eq!(tab.file(&mut kept, "scores"), scores, "{pack}");
    }
}

/// Words without blanks between them are read by their letters.
#[test]
fn a_time_is_given_for_any_script() {
    let place = Place::new();
    let minutes = |language: &str| -> u32 {
        let text = file("japanese", "questionnaire.yaml").replace("language: ja", language);
        place.write(
            "long/questionnaire.yaml",
            &text.replace("か。", &"か。".repeat(60)).replace("default-role: desk-helper\n", ""),
        );
        let ran = place.run_with(&["quiz", "--plain", "--pack", "long", "--out", "me.yaml"], "q\n");
        let said = ran.stderr.split("9 questions, about ").nth(1).unwrap_or_else(|| panic!("{}", ran.stderr));
        said.split(' ').next().unwrap().parse().unwrap()
    };
    let (by_letters, by_blanks) = (minutes("language: ja"), minutes("language: en"));
    assert!(by_letters >= 2 * by_blanks, "{by_letters} and {by_blanks} minutes");
}

/// A column that the pack names is that item's, though its name means something else in other tables.
#[test]
fn a_column_of_an_item_goes_before_what_its_name_means_else() {
    let place = Place::new();
    let questionnaire = file("agreement-survey", "questionnaire.yaml");
    place.write("own/roles.yaml", &file("agreement-survey", "roles.yaml"));
    let answers = file("agreement-survey", "answers.csv");
    let expected =
        run(&place, &["score", &format!("{}/answers.csv", folder("agreement-survey"))], "agreement-survey").stdout;
    for name in ["group", "Label", "budget", "role", "form", "started", "note.being-guided.alone", "code"] {
        place.write("own/questionnaire.yaml", &questionnaire.replace("column: q1,", &format!("column: {name},")));
        place.write("t.csv", &answers.replacen(",q1,", &format!(",{name},"), 1));
        let ran = place.run(&["score", "t.csv", "--pack", "own"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, expected.as_str()), "{name}: {}", ran.stderr);
    }
    for (name, of) in [("being-guided.alone", "another item"), ("q2", "another column")] {
        place.write("own/questionnaire.yaml", &questionnaire.replace("column: q1,", &format!("column: {name},")));
        let ran = place.run(&["check", "own"]);
        assert!(ran.code == 1 && ran.stderr.contains("is the column of two items"), "{of}: {}", ran.stderr);
    }
}

#[test]
fn an_export_for_a_survey_tool_has_the_language_of_the_pack() {
    let place = Place::new();
    for (pack, language) in [("japanese", "ja"), ("maturity", "en")] {
        let ran = run(&place, &["export", "--to", "limesurvey", "-o", pack], pack);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let table = place.read(pack);
        assert!(table.contains(&format!("S\t\tlanguage\t\t{language}\t")), "{table}");
        let other = if language == "ja" { "\ten\t" } else { "\tja\t" };
        assert!(table.contains(&format!("\t{language}\t")) && !table.contains(other), "{table}");
    }
}
