//! `skillgap plan` as a person types it: what it prints, writes and refuses.

use crate::harness::{Place, director_pack, repository_file};
use skillgap::model::Id;

fn place_with(name: &str) -> Place {
    let place = Place::new();
    place.write("a.yaml", &repository_file(&format!("tests/fixtures/people/{name}.yaml")));
    place
}

const DAY: [&str; 2] = ["--start", "2026-11-24"];

fn plan(place: &Place, args: &[&str]) -> crate::harness::Ran {
    place.run(&[&["plan", "a.yaml"], &DAY[..], args].concat())
}

#[test]
fn the_plan_is_printed_and_nothing_else_is_said() {
    let place = place_with("nurse");
    let ran = plan(&place, &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.starts_with("Development plan: Clinical Informatics Director\n"));
    assert_eq!(ran.stdout, plan(&place, &["-o", "-"]).stdout);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80));
    assert_eq!(place.files(), ["a.yaml"]);
}

#[test]
fn d05_a_plan_goes_to_a_file_and_over_none() {
    let place = place_with("nurse");
    let ran = plan(&place, &["--format", "ics", "-o", "plan.ics"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", "plan: [folder]/plan.ics\n"));
    assert!(place.read("plan.ics").starts_with("BEGIN:VCALENDAR\r\n"));
    let ran = plan(&place, &["--format", "json", "-o", "plan.ics"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("`plan.ics` is already there"), "{}", ran.stderr);
    assert_eq!(plan(&place, &["--format", "json", "-o", "plan.ics", "--force"]).code, 0);
    let plan: serde_json::Value = serde_json::from_str(&place.read("plan.ics")).unwrap();
    assert_eq!(plan["role"], "clinical-informatics-director");
    assert!(plan["phases"][0]["steps"][0]["resource"].is_string());
    let ran = place.run(&["plan", "a.yaml", "-o", "a.yaml", "--force"]);
    assert_eq!(ran.code, 1, "the answers are not overwritten");
}

#[test]
fn limits_and_options_change_the_plan() {
    let place = place_with("student");
    let ids = |args: &[&str]| -> Vec<String> {
        let ran = plan(&place, &[args, &["--format", "json"]].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
        let plan: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let phases = plan["phases"].as_array().unwrap().iter();
        let steps = phases.flat_map(|phase| phase["steps"].as_array().unwrap());
        steps.map(|step| step["resource"].as_str().unwrap().to_owned()).collect()
    };
    let all = ids(&[]);
    let has = |list: &[String], id: &str| list.iter().any(|known| known == id);
    assert!(!has(&ids(&["--exclude", &all[0]]), &all[0]));
    // Without what is free, only what costs something can be chosen, as far as the budget goes.
    let pack = director_pack();
    let free = pack.resources().iter().filter(|resource| resource.price.is_free());
    let excluded: Vec<&str> = free.flat_map(|resource| ["--exclude", resource.id.as_str()]).collect();
    let paid = |more: &[&str]| ids(&[&excluded[..], more].concat());
    let costs = |id: &String| pack.resource(pack.find_resource(id).unwrap()).price.fee_in("USD").map(|fee| fee.amount);
    assert!(paid(&[]).iter().any(|id| costs(id).is_some_and(|amount| amount > 0)), "{:?}", paid(&[]));
    assert!(paid(&["--free-only"]).is_empty() && paid(&["--budget", "0"]).is_empty());
    let within: u32 = paid(&["--budget", "300"]).iter().map(|id| costs(id).expect("a known price")).sum();
    assert!((1..=300).contains(&within), "{within}");
    assert!(!has(&ids(&["--have", "bachelor-hi"]), "bachelor-hi"));
    assert!(ids(&["--deadline", "2026-12-24"]).len() < all.len());
    assert!(ids(&["--role", "health-it-analyst"]).len() < all.len());
}

#[test]
fn e01_e04_what_cannot_be_used_is_said_with_a_way_on() {
    let place = place_with("student");
    let ran = plan(&place, &["--exclude", "lss-green-iasc"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("`lss-green-iasc`") && ran.stderr.contains("did you mean `lss-green-iassc`?"),
        "{}",
        ran.stderr
    );
    let ran = plan(&place, &["--deadline", "2026-11-24"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("the deadline 2026-11-24 is not after the start 2026-11-24"), "{}", ran.stderr);
    for args in [["--deadline", "soon"], ["--hours-per-week", "0"], ["--hours-per-week", "200"], ["--budget", "-1"]] {
        let ran = plan(&place, &args);
        assert_eq!(ran.code, 2, "{args:?}");
    }
    let said = plan(&place, &["--deadline", "soon"]).stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("a day is written as 2027-06-30"), "{said}");
}

/// A name is hostile: it is not in the plan, and the pseudonym cannot steer a terminal or a calendar.
#[test]
fn d08_a_pseudonym_cannot_act_as_a_command() {
    let place = Place::new();
    let text = repository_file("tests/fixtures/people/student.yaml");
    place.write("a.yaml", &text.replace("{id: student}", r#"{id: "x\e[31m\r\nEND:VCALENDAR"}"#));
    for format in ["text", "json", "ics"] {
        let ran = plan(&place, &["--format", format]);
        assert!(!ran.stdout.contains('\u{1b}'), "{format}");
        let ends = ran.stdout.lines().filter(|line| *line == "END:VCALENDAR").count();
        assert_eq!(ends, usize::from(format == "ics"));
    }
}

#[test]
fn the_small_pack_has_plans_too() {
    let place = Place::new();
    place.write("a.yaml", &repository_file("questionnaires/volunteer-coordinator/golden/one-season-in.yaml"));
    let ran = plan(&place, &["--pack", "volunteer-coordinator"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("Volunteer Coordinator") && !ran.stdout.contains("degree in"));
}
