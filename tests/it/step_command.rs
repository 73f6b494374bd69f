//! `skillgap step`: what was agreed, kept in the answers file, and what the report and the plan make of it.

use crate::harness::page::all;
use crate::harness::{Place, director_pack};
use skillgap::answers::{self, StepState};

/// A filled sheet as somebody keeps it: with comments, and an order of their own.
fn kept(place: &Place) -> String {
    let text = place.run(&["template"]).stdout.replace("    rating:\n", "    rating: 1\n");
    let text = text.replace("answers:\n", "finished: 2026-11-23T09:00:00Z\n# mine\nanswers:\n");
    place.write("a.yaml", &text);
    text
}

fn states(place: &Place) -> Vec<(String, StepState)> {
    let pack = director_pack();
    let sheet = answers::parse("a", &place.read("a.yaml"), &pack).0.unwrap();
    sheet.steps.iter().map(|step| (step.title(&pack).to_owned(), step.state)).collect()
}

#[test]
fn a_step_is_noted_and_nothing_else_of_the_file_changes() {
    let place = Place::new();
    let before = kept(&place);
    let agreed = ["step", "a.yaml", "trace-an-alert", "agreed", "--by", "2026-12-12", "--on", "2026-11-12"];
    let ran = place.run(&agreed);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.starts_with("Agreed on 12 November 2026: Trace one alert"), "{}", ran.stderr);
    let block = "steps:\n- resource: trace-an-alert\n  state: agreed\n  by: 2026-12-12\n  on: 2026-11-12\n";
    assert_eq!(place.read("a.yaml"), before.replace("answers:\n", &format!("{block}answers:\n")));
    // The next state keeps the day by which it was to be done, and another step stands behind it.
    assert_eq!(place.run(&["step", "a.yaml", "trace-an-alert", "done", "--on", "2026-12-10"]).code, 0);
    assert_eq!(place.run(&["step", "a.yaml", "--text", "Meet the ward: \"4 B\" #1", "agreed"]).code, 0);
    assert!(place.read("a.yaml").contains("  state: done\n  by: 2026-12-12\n  on: 2026-12-10\n"));
    let states = states(&place);
    assert_eq!(states[0].1, StepState::Done);
    assert_eq!(states[1], ("Meet the ward: \"4 B\" #1".to_owned(), StepState::Agreed));
    let ran = place.run(&["step", "a.yaml"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2), "{}", ran.stdout);
}

#[test]
fn what_is_not_understood_leaves_the_file_as_it_is() {
    let place = Place::new();
    let before = kept(&place);
    for (args, hint) in [
        (vec!["trace-an-alrt", "done"], "did you mean `trace-an-alert`?"),
        (vec!["trace-an-alert"], "agreed, doing, done or held"),
        (vec!["trace-an-alert", "finished"], "possible values: agreed, doing, done, held"),
        (vec!["--text", "", "done"], "1 to 200 characters"),
        (vec!["trace-an-alert", "done", "--on", "yesterday"], "2027-06-30"),
    ] {
        let ran = place.run(&[&["step", "a.yaml"], &args[..]].concat());
        assert!(ran.code != 0 && ran.stderr.contains(hint), "{args:?}: {}", ran.stderr);
        assert_eq!(place.read("a.yaml"), before, "{args:?}");
    }
    place.write("bad.yaml", "format: 1\nanswers: [");
    assert_eq!(place.run(&["step", "bad.yaml", "trace-an-alert", "done"]).code, 1);
    assert_eq!(place.read("bad.yaml"), "format: 1\nanswers: [");
}

/// Files that the place of a block cannot be found in: in brackets, with Windows line ends.
#[test]
fn other_ways_to_write_a_file_keep_their_meaning() {
    let place = Place::new();
    let text = kept(&place);
    place.write("a.yaml", &text.replace('\n', "\r\n"));
    assert_eq!(place.run(&["step", "a.yaml", "trace-an-alert", "held"]).code, 0);
    assert!(place.read("a.yaml").contains("steps:\r\n- resource: trace-an-alert\r\n"));
    let tree: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    place.write("a.yaml", &tree.to_string());
    assert_eq!(place.run(&["step", "a.yaml", "trace-an-alert", "held"]).code, 0);
    assert_eq!(states(&place).len(), 1);
}

/// The next report opens with what was agreed; the plan leaves out what is done, and counts what is held.
#[test]
fn the_report_opens_with_what_was_agreed_and_the_plan_goes_on_from_it() {
    let place = Place::new();
    kept(&place);
    let first = |place: &Place| -> String {
        let ran = place.run(&["plan", "a.yaml", "--format", "json", "--start", "2026-11-23"]);
        let plan: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        plan["phases"][0]["steps"][0]["resource"]
            .as_str()
            .or(plan["phases"][0]["steps"][0]["id"].as_str())
            .unwrap()
            .to_owned()
    };
    let before = first(&place);
    assert_eq!(place.run(&["step", "a.yaml", &before, "agreed", "--by", "2026-11-20", "--on", "2026-11-12"]).code, 0);
    let page = place.run(&["report", "a.yaml", "-o", "-"]).stdout;
    let opened = all(&page, ".in-short .agreed-steps li");
    assert!(opened[0].starts_with("Agreed on 12 November 2026: "), "{opened:?}");
    assert!(opened[0].contains("Done? It is overdue."), "{opened:?}");
    assert_eq!(first(&place), before, "what is only agreed is still to be done");
    assert_eq!(place.run(&["step", "a.yaml", &before, "done"]).code, 0);
    let after = first(&place);
    assert_ne!(after, before);
    let text = place.run(&["plan", "a.yaml"]).stdout;
    assert!(!text.contains(&format!("[{before}]")), "what is done is in no plan");
    let advisor = place.run(&["report", "a.yaml", "--for", "advisor", "-o", "-"]).stdout;
    assert!(all(&advisor, ".in-short .agreed-steps li")[0].starts_with("Done on "));
}
