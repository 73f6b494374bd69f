//! `skillgap step`: what was agreed, kept in the answers file.

use crate::harness::{Place, director_pack};
use skillgap::answers::{self, AnswerSheet, StepState, StepSubject};

fn sheet(place: &Place, name: &str) -> AnswerSheet {
    let (sheet, problems) = answers::parse(name, &place.read(name), &director_pack());
    assert!(problems.is_empty(), "{problems:?}");
    sheet.unwrap()
}

fn without_steps(mut sheet: AnswerSheet) -> AnswerSheet {
    sheet.steps.clear();
    sheet
}

/// An answers file with notes, a reason, and an answer to an item that the pack no longer has.
fn place() -> Place {
    let place = Place::new();
    assert_eq!(place.run(&["demo", "-o", "demo.html"]).code, 0);
    let text = place.read("demo.yaml").replace("fingerprint: sha256:", "fingerprint: sha256:00");
    place.write("a.yaml", &(text + "- item: an-item-of-before\n  rating: 3\n  note: \"kept as it is\"\n"));
    place
}

#[test]
fn b20_a_step_is_set_and_nothing_else_in_the_file_changes() {
    let place = place();
    let before = answers::parse("a.yaml", &place.read("a.yaml"), &director_pack()).0.unwrap();
    assert_eq!(before.kept.len(), 1);
    let ran = place.run(&["step", "a.yaml", "trace-an-alert", "agreed", "--by", "2026-12-12", "--on", "2026-11-12"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    let after = answers::parse("a.yaml", &place.read("a.yaml"), &director_pack()).0.unwrap();
    let [step] = &after.steps[..] else { panic!("{:?}", after.steps) };
    assert_eq!((step.state, step.by.unwrap().to_string()), (StepState::Agreed, "2026-12-12".to_owned()));
    assert_eq!(without_steps(after), before, "all else is as it was");
    // The next state keeps the day that was agreed; the list has one line.
    assert_eq!(place.run(&["step", "a.yaml", "trace-an-alert", "done", "--on", "2026-12-10"]).code, 0);
    assert_eq!(
        place.run(&["step", "a.yaml"]).stdout,
        "done, on 2026-12-10, by 2026-12-12: Trace one alert or order set from guideline to screen (trace-an-alert)\n"
    );
    let again = answers::parse("a.yaml", &place.read("a.yaml"), &director_pack()).0.unwrap();
    assert_eq!(without_steps(again), before);
    assert_eq!(place.files(), ["a.yaml", "demo.html", "demo.yaml"], "no temporary file is left");
}

#[test]
fn a_step_in_words_and_one_without_a_day_are_kept() {
    let place = place();
    assert_eq!(place.run(&["step", "demo.yaml", "agreed", "--text", "Shadow the\ntrainer"]).code, 0);
    assert_eq!(place.run(&["step", "demo.yaml", "pmp", "held"]).code, 0);
    let steps = sheet(&place, "demo.yaml").steps;
    assert_eq!(steps.len(), 2);
    let StepSubject::Text(text) = &steps[0].what else { panic!("{:?}", steps[0]) };
    assert!(text.starts_with("Shadow the") && !text.contains('\n'), "{text:?}");
    assert!(steps.iter().all(|step| step.on.is_some() && step.by.is_none()), "the day is today");
    assert_eq!(steps[1].state, StepState::Held);
}

#[test]
fn e01_what_cannot_be_noted_is_refused_and_the_file_stays() {
    let place = place();
    place.write("broken.yaml", "format: 1\nanswers: {\n");
    let long = "x".repeat(201);
    for (args, code, part) in [
        (&["step", "a.yaml", "trace-an-alerd", "done"][..], 1, "did you mean `trace-an-alert`?"),
        (&["step", "a.yaml", "trace-an-alert", "dome"], 2, "did you mean `done`?"),
        (&["step", "a.yaml", "trace-an-alert", "soon"], 2, "`agreed`, `doing`, `done` or `held`"),
        (&["step", "a.yaml", "trace-an-alert"], 2, "the state of the step is not given"),
        (&["step", "a.yaml", "trace-an-alert", "done", "--text", "x"], 2, "not both"),
        (&["step", "a.yaml", "done", "--text", " "], 2, "the text of the step is empty"),
        (&["step", "a.yaml", "done", "--text", &long], 2, "201 characters"),
        (&["step", "a.yaml", "--by", "2026-12-12"], 2, "a date needs a step"),
        (&["step", "a.yaml", "trace-an-alert", "done", "--on", "12.12.2026"], 2, "2027-06-30"),
        (&["step", "broken.yaml", "trace-an-alert", "done"], 1, "broken.yaml"),
        (&["step", "absent.yaml", "trace-an-alert", "done"], 1, "there is no such file"),
    ] {
        let before = [place.read("a.yaml"), place.read("broken.yaml")];
        let ran = place.run(args);
        assert_eq!(ran.code, code, "{args:?}\n{}", ran.stderr);
        assert!(ran.stderr.contains(part), "{args:?}\n{}", ran.stderr);
        assert_eq!([place.read("a.yaml"), place.read("broken.yaml")], before, "{args:?}");
    }
    assert_eq!(place.files(), ["a.yaml", "broken.yaml", "demo.html", "demo.yaml"]);
}

#[cfg(unix)]
#[test]
fn the_mode_of_the_file_and_a_link_to_it_stay() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    std::fs::set_permissions(place.path("a.yaml"), PermissionsExt::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink("a.yaml", place.path("link.yaml")).unwrap();
    assert_eq!(place.run(&["step", "link.yaml", "pmp", "held"]).code, 0);
    assert!(place.path("link.yaml").is_symlink());
    assert_eq!(std::fs::metadata(place.path("a.yaml")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(place.read("a.yaml").contains("resource: pmp"));
}
