//! `skillgap plan --format ics`: events that a calendar can take in, and take in again when the plan has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use icalendar::{Calendar, Component as _};
use proptest::prelude::*;

use crate::harness::{Place, director_pack, repository_file};
use skillgap::answers::{self, AnswerSheet};
use skillgap::assess::Assessment;
use skillgap::clock::{Date, Timestamp};
use skillgap::plan::{PlanOptions, develop};
use skillgap::report::ics;
use skillgap::report::view::{PlanView, plan_view};

fn nurse() -> AnswerSheet {
    let text = repository_file("tests/fixtures/people/nurse.yaml");
    answers::parse("nurse", &text, &director_pack()).0.unwrap()
}

fn view_from(sheet: &AnswerSheet, start: &str) -> PlanView {
    let pack = director_pack();
    let plan = develop(&Assessment::new(&pack, sheet), &PlanOptions::of(sheet));
    plan_view(&pack, sheet, &plan, Date::parse(start).unwrap())
}

/// The plan of the nurse, made once for all tests.
fn view() -> PlanView {
    static VIEW: OnceLock<PlanView> = OnceLock::new();
    VIEW.get_or_init(|| view_from(&nurse(), "2026-11-24")).clone()
}

/// The values of a property, in the order of the events.
fn values<'t>(calendar: &'t str, name: &str) -> Vec<&'t str> {
    let prefix = format!("{name}:");
    calendar.lines().filter_map(|line| line.strip_prefix(&prefix)).collect()
}

fn unfolded(calendar: &str) -> String {
    calendar.replace("\r\n ", "")
}

/// UID, SEQUENCE and first day of each event.
fn events(calendar: &str) -> BTreeMap<String, (u32, String)> {
    let text = unfolded(calendar);
    let sequences = values(&text, "SEQUENCE").into_iter().map(|number| number.parse().unwrap());
    let days = values(&text, "DTSTART;VALUE=DATE").into_iter().map(str::to_owned);
    let uids = values(&text, "UID").into_iter().map(str::to_owned);
    let all: Vec<_> = uids.zip(sequences.zip(days)).collect();
    let map: BTreeMap<_, _> = all.iter().cloned().collect();
    assert_eq!((map.len(), text.matches("BEGIN:VEVENT").count()), (all.len(), all.len()), "each event has its own UID");
    map
}

#[test]
fn a_calendar_has_one_event_for_each_step_with_days_that_end_after_they_begin() {
    let view = view();
    let text = ics::plan(&view).unwrap();
    let calendar: Calendar = text.parse().unwrap();
    let steps: Vec<_> = view.phases.iter().flat_map(|phase| &phase.steps).collect();
    assert_eq!(calendar.components.len(), steps.len());
    assert!(text.lines().all(|line| line.len() <= 75));
    assert!(text.split('\n').all(|line| line.is_empty() || line.ends_with('\r')));
    for name in ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY"] {
        assert_eq!(values(&text, name).len(), steps.len(), "{name}");
    }
    assert_eq!(events(&text).len(), steps.len());
    assert!(steps.iter().all(|step| step.days.0 <= step.days.1));
}

/// Two people with the same answers and the same start, in the program.
#[test]
fn h06_the_calendars_of_two_people_share_no_uid_and_show_no_pseudonym() {
    let place = Place::new();
    let text = place.run(&["template"]).stdout.replace("    rating:\n", "    rating: 2\n");
    let uids = ["s-0001", "s-0002", "ada@example.org"].map(|id| {
        place.write("a.yaml", &text.replace("respondent: {id: s-0001}", &format!("respondent: {{id: \"{id}\"}}")));
        let ran = place.run(&["plan", "a.yaml", "--start", "2026-11-30", "--format", "ics"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!unfolded(&ran.stdout).contains(id), "{id}");
        events(&ran.stdout).into_keys().collect::<BTreeSet<_>>()
    });
    assert!(uids.iter().all(|uids| uids.len() > 5));
    assert_eq!(uids.iter().flatten().collect::<BTreeSet<_>>().len(), uids.iter().map(BTreeSet::len).sum::<usize>());
}

#[test]
fn a_uid_tells_packs_phases_and_steps_apart() {
    let own = view();
    let uids = |view: &PlanView| events(&ics::plan(view).unwrap()).into_keys().collect::<BTreeSet<_>>();
    // The same ids in the pack of somebody else.
    let mut other_pack = own.clone();
    other_pack.pack_id = "another-pack".to_owned();
    assert!(uids(&own).is_disjoint(&uids(&other_pack)));
    // A new version of the pack keeps the events.
    let mut other_version = own.clone();
    other_version.pack = format!("{} 9.9.9", own.pack_id);
    assert_eq!(uids(&own), uids(&other_version));
    // One step in two phases, and ids that would be the same text side by side.
    let mut twice = own.clone();
    twice.phases.truncate(1);
    twice.phases[0].steps.truncate(1);
    twice.phases.push(twice.phases[0].clone());
    (twice.phases[0].role, twice.phases[0].steps[0].id) = ("a-b".to_owned(), "c".to_owned());
    (twice.phases[1].role, twice.phases[1].steps[0].id) = ("a".to_owned(), "b-c".to_owned());
    assert_eq!(uids(&twice).len(), 2);
    (twice.phases[0].role, twice.phases[0].steps[0].id) = ("b".to_owned(), "b-c".to_owned());
    assert_eq!(uids(&twice).len(), 2);
}

/// A calendar that takes in a second export has the events of the second alone.
#[test]
fn a_later_plan_replaces_the_events_of_an_earlier_one() {
    let mut answered_later = nurse();
    answered_later.finished = Timestamp::parse("2026-11-24T10:30:00+01:00");
    let later_answers = view_from(&answered_later, "2026-11-24");
    let exports =
        [view(), later_answers, view_from(&answered_later, "2026-11-25"), view_from(&answered_later, "2026-12-01")];
    let mut taken_in: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let mut stamps = Vec::new();
    for view in &exports {
        let text = ics::plan(view).unwrap();
        let new = events(&text);
        for (uid, (sequence, day)) in &new {
            if taken_in.get(uid).is_none_or(|(earlier, _)| earlier < sequence) {
                taken_in.insert(uid.clone(), (*sequence, day.clone()));
            }
        }
        assert_eq!(taken_in, new, "every event is replaced, and none stands twice");
        assert_eq!(values(&text, "DTSTAMP"), values(&text, "LAST-MODIFIED"));
        stamps.push(values(&text, "DTSTAMP")[0].to_owned());
        assert_eq!(ics::plan(view).unwrap(), text);
    }
    assert!(stamps.is_sorted(), "{stamps:?}");
    assert_eq!(stamps[1], "20261124T093000Z", "in UTC");
}

#[test]
fn an_edition_is_higher_for_each_thing_that_is_later() {
    let sheet = nurse();
    let edition = |change: &dyn Fn(&mut AnswerSheet), start: &str| {
        let mut sheet = sheet.clone();
        (sheet.started, sheet.finished) = (Timestamp::parse("2026-11-20T09:00:00Z"), None);
        sheet.steps.clear();
        change(&mut sheet);
        let pack = director_pack();
        let assessment = Assessment::new(&pack, &sheet);
        let plan = develop(&assessment, &PlanOptions { weeks: Some(1), ..PlanOptions::of(&sheet) });
        plan_view(&pack, &sheet, &plan, Date::parse(start).unwrap()).edition
    };
    let finished = |text: &'static str| move |sheet: &mut AnswerSheet| sheet.finished = Timestamp::parse(text);
    let stepped = |day: &'static str| {
        move |sheet: &mut AnswerSheet| {
            let pack = director_pack();
            let mut step = answers::AgreedStep::held(pack.find_resource("trace-an-alert").unwrap());
            step.on = Date::parse(day);
            sheet.steps.push(step);
        }
    };
    let draft = edition(&|_| {}, "2026-11-24");
    assert_eq!(draft, edition(&|_| {}, "2026-11-24"));
    assert_eq!(draft.number, 14_141_340 + 9_824, "minutes and days since 2000");
    assert!(edition(&|_| {}, "2026-11-25").number > draft.number);
    let one = edition(&finished("2026-11-20T09:01:00Z"), "2026-11-24");
    assert!(one.number > draft.number);
    // The same instant, another place.
    assert_eq!(edition(&finished("2026-11-20T22:01:00+13:00"), "2026-11-24"), one);
    assert!(edition(&finished("2026-11-20T22:01:00-01:00"), "2026-11-24").number > one.number);
    let first = edition(&stepped("2026-11-24"), "2026-11-24");
    assert!(first.number > draft.number);
    assert!(edition(&stepped("2026-11-25"), "2026-11-24").number > first.number);
    // The ends of what can be written.
    for (stamp, start) in [("9999-12-31T23:59:59-23:59", "9999-12-31"), ("0000-01-01T00:00:00Z", "0001-01-01")] {
        let edition = edition(&finished(stamp), start);
        assert!(i32::try_from(edition.number).is_ok(), "{edition:?}");
    }
}

/// Everything done, and nothing known: no file, nothing on stdout, and why.
#[test]
fn h06_nothing_to_plan_makes_no_calendar() {
    let place = Place::new();
    let text = place.run(&["template"]).stdout;
    for (rating, why) in [
        (" 5", "You placed yourself at every target of Clinical Informatics Director. There is nothing to plan."),
        ("", "There is nothing to plan yet: too few levels are known."),
    ] {
        place.write("a.yaml", &text.replace("    rating:\n", &format!("    rating:{rating}\n")));
        for output in [&[][..], &["-o", "-"], &["-o", "plan.ics"], &["-o", "plan.ics", "--force"]] {
            let ran = place.run(&[&["plan", "a.yaml", "--format", "ics"], output].concat());
            let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{output:?}: {said}");
            assert!(said.ends_with(&format!("no calendar is written: {why}")), "{output:?}: {said}");
            assert_eq!(place.files(), ["a.yaml"]);
        }
        // Other forms say it in the plan itself.
        let ran = place.run(&["plan", "a.yaml"]);
        let plan = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(ran.code == 0 && plan.contains(why), "{plan}");
    }
    // A file of an earlier plan stays as it is.
    place.write("plan.ics", "mine");
    assert_eq!(place.run(&["plan", "a.yaml", "--format", "ics", "-o", "plan.ics", "--force"]).code, 0);
    assert_eq!(place.read("plan.ics"), "mine");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the words, a reader of calendars gets them back, and no line is too long or cut in a wrong place.
    #[test]
    fn words_come_back_from_a_calendar(
        title in r"[\\,;:a\u{e4}\u{8a9e}\u{1fa7a}\u{301}n N\x22]{0,200}",
        about in prop::collection::vec(r"[\\,;:a\u{e4}\u{8a9e}\u{1fa7a}n N\x22]{1,150}", 0..4),
        name in r"[\\,;\u{8a9e}n: ]{1,120}",
    ) {
        let mut view = view();
        view.phases.truncate(1);
        let phase = &mut view.phases[0];
        phase.steps.truncate(1);
        (phase.steps[0].title, phase.steps[0].reasons, phase.steps[0].check) = (title.clone(), about.clone(), String::new());
        let expected = [&[format!("{}.", phase.steps[0].facts)], &about[..]].concat().join("\n");
        view.title.clone_from(&name);
        let text = ics::plan(&view).unwrap();
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let dangling = |line: &str| line.chars().rev().take_while(|letter| *letter == '\\').count() % 2 == 1;
        prop_assert!(!text.split("\r\n").any(dangling));
        let unfolded = unfolded(&text);
        let value = |property: &str| unescaped(values(&unfolded, property)[0]);
        prop_assert_eq!(value("SUMMARY"), title.clone());
        prop_assert_eq!(value("DESCRIPTION"), expected.clone());
        prop_assert_eq!(value("NAME"), name);
        let calendar: Calendar = text.parse().map_err(TestCaseError::fail)?;
        prop_assert_eq!(calendar.components.len(), 1);
        let event = calendar.components[0].as_event().unwrap();
        // That reader reads the second of two backslashes again, with the letter behind it.
        if !format!("{title}{expected}").contains('\\') {
            prop_assert_eq!(event.get_summary(), Some(title.as_str()));
            prop_assert_eq!(event.get_description(), Some(expected.as_str()));
        }
    }
}

/// Text of a calendar as it was (RFC 5545, 3.3.11).
fn unescaped(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        text.push(match (letter, letter == '\\') {
            (_, true) => match letters.next().expect("a backslash has a letter") {
                'n' | 'N' => '\n',
                letter @ ('\\' | ',' | ';') => letter,
                other => panic!("\\{other} means nothing"),
            },
            (',' | ';', false) => panic!("`{letter}` without a backslash"),
            _ => letter,
        });
    }
    text
}
