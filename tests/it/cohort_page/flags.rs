//! What stands out about somebody: reasons in words, and no effect on any figure.

use std::collections::BTreeSet;

use skillgap::answers::AnswerSheet;

use super::{USUAL, USUAL_CLASS, WITHOUT_CODE, Written, answers, class, list, listed, put_all};
use crate::harness::page::{all, attributes};
use crate::harness::{Place, director_pack};
use skillgap::answers::Answer;

/// The kind of each reason by its words, as the tables name it.
fn kind(reason: &str) -> &'static str {
    let has = |part: &str| reason.contains(part);
    match () {
        () if has(" overdue") => "overdue",
        () if reason == "no reply" => "no-reply",
        () if has("draft left since") || reason == "nothing answered" || has("new attempt begun on") => "unfinished",
        () if has("half of the questions in") || has("answers in under 2 seconds") => "fast",
        () if has("answers in a row the same") || has("answers hardly differ") => "same-answer",
        () if has(" at 3 or above") => "background",
        () if has("“I don’t know” to") => "dont-know",
        () if has("without a note") => "no-note",
        () if has("fell by 1 or more") => "fell",
        () => panic!("a reason of no kind: {reason}"),
    }
}

#[test]
fn c06_each_flag_has_its_reason_in_words_with_figures() {
    let written = &*USUAL_CLASS;
    let mut kinds = BTreeSet::new();
    for row in list(&written.page) {
        let reasons = row.reasons();
        let own: BTreeSet<&str> = reasons.iter().map(|reason| kind(reason)).collect();
        // Nobody else is without a code than those who are on the list by a name alone.
        let id = if row.name() == WITHOUT_CODE { "" } else { row.name() };
        let flags = written.row("people", id)["flags"];
        assert_eq!(own, flags.split(';').filter(|flag| !flag.is_empty()).collect(), "{}", row.name());
        for reason in &reasons {
            let needs_none = ["no reply", "nothing answered"].contains(reason);
            assert!(needs_none || reason.contains(|letter: char| letter.is_ascii_digit()), "no figure: {reason}");
        }
        assert_eq!(row.text("What stands out") == "none", flags.is_empty());
        // The filter finds the row by the words of these kinds.
        for number in row.row["data-f"].split(' ').filter(|number| !number.is_empty()) {
            let option = all(&written.page, &format!("select[data-by=f] option[value='{number}']"));
            assert_eq!(option.len(), 1, "{number}");
        }
        assert_eq!(row.row["data-f"].split(' ').filter(|number| !number.is_empty()).count(), own.len());
        kinds.extend(own);
    }
    assert_eq!(kinds.len(), 9, "the class has flags of all kinds: {kinds:?}");
    assert_eq!(attributes(&written.page, "select[data-by=f] option", "value").len(), 1 + 9);
}

/// Someone with a background, who answered the short form so, in so many seconds.
fn person(id: &str, rating: impl Fn(usize) -> i64, seconds: impl Fn(usize) -> Option<u32>) -> AnswerSheet {
    let pack = director_pack();
    let mut sheet = answers(id, None, 0);
    sheet.background.experience_years = Some(3);
    for (at, item) in pack.form(sheet.form).items.clone().into_iter().enumerate() {
        let (min, max) = pack.value_range(item);
        sheet.set(item, Answer::Rated((min + rating(at)).min(max)), seconds(at));
    }
    sheet
}

/// Answers to odd and even questions far from each other.
fn varied(at: usize) -> i64 {
    [0, 3, 1, 2, 0, 3, 2][at % 7]
}

const CALM: fn(usize) -> Option<u32> = |_| Some(20);

#[test]
fn c06_a_pattern_of_answers_needs_two_indicators_or_extreme_speed() {
    let count = director_pack().form(director_pack().default_form()).items.len();
    let half = count.div_ceil(2);
    assert!(count >= 20 && count % 2 == 1, "the cases below are made for an odd number of questions: {count}");
    // Half of the timed questions are fast, and the middle of all is not: one question is not timed.
    let half_fast = move |at: usize| (at > 0).then_some(if at <= count / 2 { 1 } else { 30 });
    let run = move |at: usize| if at < half { 1 } else { varied(at) };
    let little = |at: usize| if at % 4 == 3 { 1 } else { 2 };
    let place = Place::new();
    let people = [
        person("run-alone", run, CALM),
        person("little-variation-alone", little, CALM),
        person("half-fast-alone", varied, half_fast),
        person("lowest-with-time", |_| 0, CALM),
        person("lowest-untimed", |_| 0, |_| None),
        person("median-of-two-seconds", varied, |_| Some(2)),
        person("usual", varied, CALM),
        person("run-and-little-variation", |_| 2, CALM),
        person("run-and-half-fast", run, half_fast),
        person("little-variation-and-half-fast", little, half_fast),
        person("lowest-and-half-fast", |_| 0, half_fast),
        person("speed-alone", varied, |_| Some(1)),
        person("speed-alone-in-the-middle", varied, move |at| Some(if at < half { 1 } else { 300 })),
    ];
    put_all(&place, "in", &people);
    let written = Written::of(&place, &["in"]);
    let pattern = |id: &str| -> Vec<String> {
        let row = listed(&written.page, id);
        let flags: Vec<&str> = written.row("people", id)["flags"].split(';').collect();
        let reasons = row.reasons().into_iter().filter(|reason| ["fast", "same-answer"].contains(&kind(reason)));
        let reasons: Vec<String> = reasons.map(str::to_owned).collect();
        assert_eq!(reasons.is_empty(), !flags.contains(&"fast") && !flags.contains(&"same-answer"), "{id}: {flags:?}");
        reasons
    };
    for sheet in &people[..7] {
        assert_eq!(pattern(&sheet.respondent.id), [""; 0], "{}", sheet.respondent.id);
    }
    let same = |run: usize| format!("{run} of {count} answers in a row the same");
    let fast = |fast: usize, timed: usize| format!("{fast} of {timed} answers in under 2 seconds");
    let hardly = |variance: &str| format!("answers hardly differ: variance {variance}, at most 0.01");
    let half_fast = fast(count / 2, count - 1);
    let seconds = "half of the questions in 1 s or less".to_owned();
    let found = |id: &str| BTreeSet::from_iter(pattern(id));
    assert_eq!(found("run-and-little-variation"), [same(count), hardly("0.0000")].into());
    assert_eq!(found("run-and-half-fast"), [same(half), half_fast.clone()].into());
    assert_eq!(found("lowest-and-half-fast"), [same(count), hardly("0.0000"), half_fast.clone()].into());
    assert_eq!(found("speed-alone"), [seconds.clone(), fast(count, count)].into());
    assert_eq!(found("speed-alone-in-the-middle"), [seconds, fast(half, count)].into());
    let both = found("little-variation-and-half-fast");
    assert!(both.contains(&half_fast) && both.len() == 2, "{both:?}");
}

/// The seconds of answers are what flags are made of, and no figure is.
#[test]
fn c06_flags_alter_no_figure() {
    let place = class(120);
    let with = &*USUAL_CLASS;
    for term in ["autumn", "spring"] {
        for entry in std::fs::read_dir(place.path(term)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let kept = text.lines().filter(|line| !line.trim_start().starts_with("seconds:"));
            std::fs::write(&path, kept.flat_map(|line| [line, "\n"]).collect::<String>()).unwrap();
        }
    }
    let without = Written::of(&place, &USUAL);
    let fast = |written: &Written| written.rows("people").iter().filter(|row| row["flags"].contains("fast")).count();
    assert!(fast(with) >= 3 && fast(&without) == 0, "{} and {}", fast(with), fast(&without));
    for table in with.tables.keys().filter(|name| !["people", "needs"].contains(&name.as_str())) {
        assert_eq!(with.tables[table], without.tables[table], "{table}");
    }
    // Whom an advisor may ask for help is the one thing that depends on it, and no figure.
    let needs = |written: &Written| -> Vec<Vec<String>> {
        let own = |row: &std::collections::BTreeMap<&str, &str>| {
            row.iter().filter(|(name, _)| **name != "could_help").map(|(_, cell)| (*cell).to_owned()).collect()
        };
        written.rows("needs").iter().map(own).collect()
    };
    assert_eq!(needs(with), needs(&without));
    let figures = |written: &Written| -> Vec<Vec<String>> {
        let rows = written.rows("people");
        let without_flags = |row: &std::collections::BTreeMap<&str, &str>| {
            row.iter().filter(|(name, _)| **name != "flags").map(|(_, cell)| (*cell).to_owned()).collect()
        };
        let mut rows: Vec<Vec<String>> = rows.iter().map(without_flags).collect();
        rows.sort();
        rows
    };
    assert_eq!(figures(with), figures(&without));
}
