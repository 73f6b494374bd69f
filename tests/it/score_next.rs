//! `skillgap score --next` and `--label`: the columns behind the usual ones.

use std::fmt::Write as _;

use crate::harness::page::all;
use crate::harness::{Place, director_pack};
use skillgap::answers::{Answer, AnswerSheet, Respondent};
use skillgap::assess::Assessment;
use skillgap::exact::decimals;
use skillgap::gap::TOP_GAPS;
use skillgap::model::{CompetencyIx, Education, Id, Licence, Pack, Post, RoleIx};

/// Made-up people with other answers, education, licences, years, posts and goals.
fn people(pack: &Pack, many: usize) -> Vec<AnswerSheet> {
    let mut seed = 7_u64;
    let mut number = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let person = |at: usize| {
        let mut sheet = AnswerSheet::new(pack, pack.default_form(), Respondent { id: format!("s-{at}"), label: None });
        let high = number(5);
        for item in &pack.form(sheet.form).items {
            match number(8) {
                0 => {}
                1 => sheet.set(*item, Answer::Unsure, None),
                2 => sheet.set(*item, Answer::NotApplicable(None), None),
                level => sheet.set(*item, Answer::Rated(i64::try_from((high + level % 3).min(5)).unwrap()), None),
            }
        }
        let index = |number: u64| usize::try_from(number).unwrap();
        sheet.role = RoleIx::new(index(number(6)));
        sheet.background.education = Some(Education::WORDS[index(number(6))].1);
        sheet.background.experience_years = Some(u32::try_from(number(12)).unwrap());
        sheet.background.licences = Some(if number(3) == 0 { vec![Licence::Rn] } else { Vec::new() });
        sheet.background.post = match number(4) {
            0 => Some(Post::Role(RoleIx::new(index(number(6))))),
            1 => Some(Post::Clinical),
            _ => None,
        };
        sheet
    };
    (0..many).map(person).collect()
}

fn table(pack: &Pack, people: &[AnswerSheet]) -> String {
    let items: Vec<&str> = pack.form(pack.default_form()).items.iter().map(|at| pack.item(*at).id.as_str()).collect();
    let mut text =
        format!("respondent,label,role,education,experience-years,licences,post,group,{}\n", items.join(","));
    for sheet in people {
        let background = &sheet.background;
        let education = Education::WORDS.iter().find(|(_, value)| Some(*value) == background.education).unwrap().0;
        let licence = if background.licences.as_ref().unwrap().is_empty() { "none" } else { "rn" };
        let post = match background.post {
            Some(Post::Role(role)) => pack.role(role).id.as_str(),
            Some(_) => "clinical",
            None => "",
        };
        let (id, years) = (&sheet.respondent.id, background.experience_years.unwrap());
        let role = &pack.role(sheet.role).id;
        let _ = write!(text, "{id},\"=Name, {id}\",{role},{education},{years},{licence},{post},A");
        for item in &pack.form(sheet.form).items {
            text.push(',');
            match sheet.answer(*item) {
                Some(Answer::Rated(value)) => text.push_str(&value.to_string()),
                Some(Answer::Unsure) => text.push('?'),
                Some(Answer::NotApplicable(_)) => text.push_str("NA"),
                Some(Answer::Skipped) | None => {}
            }
        }
        text.push('\n');
    }
    text
}

/// The cells that an assessment gives.
fn expected(pack: &Pack, sheet: &AnswerSheet) -> [String; 4] {
    let assessment = Assessment::new(pack, sheet);
    let Some(next) = assessment.next_role(sheet.role) else { return [const { String::new() }; 4] };
    let analysis = assessment.against(next);
    let ids = |list: &[CompetencyIx]| -> String {
        list.iter().map(|at| pack.competency(*at).id.as_str()).collect::<Vec<_>>().join(";")
    };
    let gaps: Vec<CompetencyIx> = analysis.priorities().into_iter().take(TOP_GAPS).collect();
    [
        pack.role(next).id.to_string(),
        analysis.readiness.map_or_else(String::new, |readiness| decimals(readiness, 4)),
        ids(&analysis.unmet_musts),
        ids(&gaps),
    ]
}

#[test]
fn b17_d09_the_next_role_of_every_row_is_that_of_its_report_on_any_number_of_threads() {
    let pack = director_pack();
    let people = people(&pack, 400);
    let place = Place::new();
    place.write("class.csv", &table(&pack, &people));
    let ran = place.run(&["score", "class.csv", "--next", "-q", "--threads", "1"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for threads in ["2", "5", "8"] {
        let again = place.run(&["score", "class.csv", "--next", "-q", "--threads", threads]);
        assert_eq!(again.stdout, ran.stdout, "{threads} threads");
    }
    let plain = place.run(&["score", "class.csv", "-q"]).stdout;
    let (mut without, mut roles) = (0, std::collections::BTreeSet::new());
    for ((line, plain), (at, sheet)) in ran.stdout.lines().zip(plain.lines()).skip(1).zip(people.iter().enumerate()) {
        let more = line.strip_prefix(plain).unwrap_or_else(|| panic!("the usual columns come first: {line}"));
        let cells: Vec<&str> = more.split(',').skip(1).collect();
        assert_eq!(cells, expected(&pack, sheet), "row {at}");
        without += usize::from(cells[0].is_empty());
        roles.insert(cells[0].to_owned());
    }
    assert!(without > 10 && roles.len() >= 5, "people with and without a next role: {roles:?}");
    let header = ran.stdout.lines().next().unwrap();
    assert!(header.ends_with(",unmet_must,top_gaps,next_role,next_readiness,next_unmet_must,next_gaps"));
}

#[test]
fn the_label_is_the_last_column_and_no_formula() {
    let pack = director_pack();
    let place = Place::new();
    place.write("class.csv", &table(&pack, &people(&pack, 3)));
    let ran = place.run(&["score", "class.csv", "--next", "--label", "-q"]);
    assert!(ran.stdout.lines().next().unwrap().ends_with(",next_gaps,label"));
    assert!(ran.stdout.lines().nth(1).unwrap().ends_with(",\"'=Name, s-0\""), "{}", ran.stdout);
    assert!(ran.stderr.is_empty(), "label and group are known columns: {}", ran.stderr);
    let json = place.run(&["score", "class.csv", "--next", "--label", "-q", "--format", "ndjson"]).stdout;
    let schema = place.run(&["score", "--schema", "--next", "--label"]).stdout;
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for line in json.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(validator.is_valid(&line), "{line}");
        assert!(line["label"].as_str().unwrap().starts_with("=Name, s-"));
    }
    // Without the options nothing of it is there.
    let plain = place.run(&["score", "class.csv", "-q"]).stdout;
    assert!(!plain.contains("next_role") && !plain.contains("Name"));
}

/// What is held twice in a cell is one step.
#[test]
fn what_a_cell_names_twice_is_held_once() {
    let place = Place::new();
    let header = place.run(&["template", "--format", "csv"]).stdout.trim().to_owned();
    let cell = |name: &str| match name {
        "respondent" => "a",
        "holds" => "cahims;pmp;cahims",
        "label" | "role" | "education" | "experience-years" | "licences" | "region" | "studying" | "studying-until"
        | "post" | "hours-per-week" | "budget" => "",
        _ => "2",
    };
    let row: Vec<&str> = header.split(',').map(cell).collect();
    place.write("a.csv", &format!("{header}\n{}\n", row.join(",")));
    let ran = place.run(&["score", "a.csv", "-o", "b.csv", "--reports", "pages"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(all(&place.read("pages/a.html"), ".agreed-steps li").len(), 2);
}
