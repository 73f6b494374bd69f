//! The conversation under any sequence of replies, and its screens.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{CompetencySpec, director_pack, small_pack};
use proptest::prelude::*;
use skillgap::answers::{self, Answer, AnswerSheet, Respondent};
use skillgap::model::Pack;
use skillgap::quiz::{Ask, AttemptOrigin, Change, End, Input, Menu, QuizState, Reply, Screen};

fn new_sheet(pack: &Pack) -> AnswerSheet {
    AnswerSheet::new(pack, pack.default_form(), Respondent { id: "s-test".to_owned(), label: None })
}

fn begin(pack: &Pack) -> QuizState<'_> {
    let mut state = QuizState::new(pack, new_sheet(pack), AttemptOrigin::New);
    press(&mut state, "a");
    skip(&mut state);
    state
}

/// True while a fact about the person is asked.
fn asks_fact(state: &QuizState<'_>) -> bool {
    heading(&state.screen()).starts_with("Last, about you")
}

fn menu(state: &QuizState<'_>) -> Menu {
    match state.screen().ask {
        Ask::Menu(menu) => menu,
        Ask::Line(line) => panic!("a menu was expected: {line:?}"),
    }
}

fn press(state: &mut QuizState<'_>, key: &str) -> Change {
    press_after(state, key, 3)
}

fn press_after(state: &mut QuizState<'_>, key: &str, seconds: u32) -> Change {
    let menu = menu(state);
    let at = menu.row_of(key).unwrap_or_else(|| panic!("no key {key} on {:?}", state.screen()));
    give(state, Input::Row(menu.rows[at].id()), Some(seconds))
}

/// A reply to the present screen.
fn give(state: &mut QuizState<'_>, input: Input, seconds: Option<u32>) -> Change {
    let change = state.reply(&state.screen().reply(input, seconds));
    assert_ne!(change, Change::Mismatch, "a reply to the present screen");
    change
}

/// Presses a key and goes on without the note or the reason that may be asked for then.
fn answer(state: &mut QuizState<'_>, key: &str) {
    press(state, key);
    if matches!(state.screen().ask, Ask::Line(_)) {
        give(state, Input::Text(String::new()), None);
    }
}

fn skip(state: &mut QuizState<'_>) {
    match state.screen().ask {
        Ask::Menu(_) => press(state, "s"),
        Ask::Line(_) => give(state, Input::Text(String::new()), None),
    };
}

fn heading(screen: &Screen) -> String {
    screen.heading.first().and_then(|text| text.lines().next()).unwrap_or_default().to_owned()
}

/// What an Enter alone does.
fn enter(state: &mut QuizState<'_>) {
    match state.screen().ask {
        Ask::Menu(menu) => give(state, Input::Row(menu.rows[menu.cursor].id()), None),
        Ask::Line(line) => give(state, Input::Text(line.initial), None),
    };
}

#[test]
fn a02_enter_alone_records_no_rating() {
    let pack = director_pack();
    let mut state = QuizState::new(&pack, new_sheet(&pack), AttemptOrigin::New);
    for _ in 0..100 {
        if state.end().is_none() {
            enter(&mut state);
        }
    }
    assert_eq!(state.end(), Some(End::Finished));
    let sheet = state.into_sheet();
    assert_eq!(sheet.rated(&pack), 0);
    assert_eq!(sheet.background, skillgap::model::Background::default());
    assert!(pack.form(sheet.form).items.iter().all(|item| sheet.answer(*item) == Some(&Answer::Skipped)));
}

#[test]
fn a04_every_question_says_which_of_how_many_and_its_domain() {
    let pack = director_pack();
    let mut state = begin(&pack);
    for (at, item) in pack.form(pack.default_form()).items.iter().enumerate() {
        let competency = pack.competency(pack.item(*item).competency);
        let domain = &pack.domain(competency.domain).title;
        assert_eq!(heading(&state.screen()), format!("[{} of 25] {domain}: {}", at + 1, competency.title));
        answer(&mut state, "2");
    }
}

#[test]
fn a05_back_shows_the_earlier_answer_under_the_cursor() {
    let pack = director_pack();
    let mut state = begin(&pack);
    answer(&mut state, "4");
    answer(&mut state, "?");
    for (key, escape) in [("?", true), ("4", false)] {
        if escape {
            give(&mut state, Input::Escape, None);
        } else {
            press(&mut state, "b");
        }
        let menu = menu(&state);
        assert_eq!(menu.rows[menu.cursor].key, key);
    }
    press(&mut state, "b");
    let leave: Vec<String> = menu(&state).rows.into_iter().map(|row| row.key).collect();
    assert_eq!(leave, ["c", "q"]);
    press(&mut state, "c");
    assert!(heading(&state.screen()).starts_with("[1 of 25]"));
}

#[test]
fn a06_the_four_states_survive_the_file() {
    let pack = director_pack();
    let mut state = begin(&pack);
    for key in ["3", "?", "n", "s"] {
        answer(&mut state, key);
    }
    press(&mut state, "q");
    assert_eq!(state.end(), Some(End::SavedAndQuit));
    let sheet = state.into_sheet();
    let (read, problems) = answers::parse("f", &answers::to_yaml(&sheet, &pack), &pack);
    assert!(problems.is_empty());
    let read = read.unwrap();
    assert_eq!(read, sheet);
    let items = &pack.form(read.form).items;
    let states: Vec<Option<&Answer>> = items[..5].iter().map(|item| read.answer(*item)).collect();
    let expected = [
        Some(&Answer::Rated(3)),
        Some(&Answer::Unsure),
        Some(&Answer::NotApplicable(None)),
        Some(&Answer::Skipped),
        None,
    ];
    assert_eq!(states, expected);
}

#[test]
fn a09_resuming_lands_on_the_first_unanswered_question() {
    let pack = director_pack();
    let mut state = begin(&pack);
    for key in ["3", "?", "s"] {
        press(&mut state, key);
    }
    let sheet = state.into_sheet();
    let mut state = QuizState::new(&pack, sheet, AttemptOrigin::Resumed);
    assert!(state.screen().heading.last().unwrap().contains("2 of 25 answered"));
    press(&mut state, "c");
    assert!(heading(&state.screen()).starts_with("[4 of 25]"));
}

#[test]
fn a11_the_review_lists_unanswered_first_and_editing_returns_to_it() {
    let pack = director_pack();
    let mut state = begin(&pack);
    for at in 0..25 {
        press(&mut state, if at == 7 { "s" } else { "1" });
    }
    while asks_fact(&state) {
        skip(&mut state);
    }
    let rows = menu(&state).rows;
    assert_eq!((rows[0].key.as_str(), rows[1].key.as_str(), rows[2].key.as_str()), ("f", "8", "1"));
    press(&mut state, "12");
    assert!(heading(&state.screen()).starts_with("[12 of 25]"));
    answer(&mut state, "5");
    assert_eq!(menu(&state).rows[0].key, "f");
    press(&mut state, "12");
    press(&mut state, "b");
    assert_eq!(menu(&state).rows[0].key, "f");
    press(&mut state, "f");
    assert_eq!(state.end(), Some(End::Finished));
}

#[test]
fn a12_a_long_note_is_refused_and_kept() {
    let pack = director_pack();
    let mut state = begin(&pack);
    press(&mut state, "e");
    let long = "x".repeat(501);
    assert_eq!(give(&mut state, Input::Text(long.clone()), None), Change::Nothing);
    let screen = state.screen();
    assert!(screen.notices[0].contains("at most 500 characters"), "{:?}", screen.notices);
    assert!(matches!(screen.ask, Ask::Line(line) if line.initial == long));
    give(&mut state, Input::Text("short".to_owned()), None);
    let item = pack.form(pack.default_form()).items[0];
    assert_eq!(state.sheet().get(item).unwrap().note.as_deref(), Some("short"));
}

#[test]
fn a12_a_note_that_was_left_half_written_is_no_reason() {
    let pack = director_pack();
    let mut state = begin(&pack);
    press(&mut state, "e");
    give(&mut state, Input::Left("half a note".to_owned()), None);
    press(&mut state, "n");
    assert!(matches!(state.screen().ask, Ask::Line(line) if line.initial.is_empty()));
    give(&mut state, Input::Left("half a reason".to_owned()), None);
    press(&mut state, "n");
    assert!(matches!(state.screen().ask, Ask::Line(line) if line.initial == "half a reason"));
}

#[test]
fn a13_notes_and_names_hold_no_control_characters() {
    let pack = director_pack();
    let mut state = QuizState::new(&pack, new_sheet(&pack), AttemptOrigin::New);
    press(&mut state, "a");
    give(&mut state, Input::Text("A\u{1b}[31mda\u{7}".to_owned()), None);
    press(&mut state, "e");
    give(&mut state, Input::Text("one\u{1b}]0;x\u{7}\r\ntwo\tthree".to_owned()), None);
    assert_eq!(state.sheet().respondent.label.as_deref(), Some("A[31mda"));
    let item = pack.form(pack.default_form()).items[0];
    assert_eq!(state.sheet().get(item).unwrap().note.as_deref(), Some("one]0;x\ntwo\tthree"));
}

#[test]
fn seconds_leave_pauses_out_and_count_looks_at_the_help() {
    let pack = director_pack();
    let mut state = begin(&pack);
    let items = &pack.form(pack.default_form()).items;
    // Twenty seconds, a look at the help, five seconds more.
    press_after(&mut state, "h", 20);
    press(&mut state, "c");
    press_after(&mut state, "2", 5);
    assert_eq!(state.sheet().get(items[0]).unwrap().seconds, Some(25));
    // Half an hour without a key is a pause.
    press_after(&mut state, "3", 1800);
    assert_eq!(state.sheet().get(items[1]).unwrap().seconds, None);
    // Time on a question that one left by going back does not count for another.
    press_after(&mut state, "b", 50);
    press_after(&mut state, "1", 4);
    assert_eq!(state.sheet().get(items[1]).unwrap().seconds, Some(4));
}

#[test]
fn evidence_is_asked_for_from_level_four_and_never_forced() {
    let pack = director_pack();
    let mut state = begin(&pack);
    let item = pack.form(pack.default_form()).items[0];
    press(&mut state, "3");
    assert!(heading(&state.screen()).starts_with("[2 of 25]"), "level 3 goes on at once");
    press(&mut state, "b");
    press(&mut state, "4");
    assert!(matches!(&state.screen().ask, Ask::Line(line) if line.prompt == "[1 of 25] Note:"));
    assert_eq!(state.sheet().answer(item), Some(&Answer::Rated(4)), "recorded before the note is asked for");
    give(&mut state, Input::Escape, None);
    assert!(heading(&state.screen()).starts_with("[1 of 25]"), "Esc goes back to the question");
    press(&mut state, "4");
    assert!(heading(&state.screen()).starts_with("[2 of 25]"), "the same answer again is not asked about again");
    press(&mut state, "b");
    press(&mut state, "5");
    give(&mut state, Input::Text("Board paper of May".to_owned()), None);
    assert!(heading(&state.screen()).starts_with("[2 of 25]"));
    assert_eq!(state.sheet().get(item).unwrap().note.as_deref(), Some("Board paper of May"));
}

#[test]
fn what_does_not_apply_may_say_why() {
    let pack = director_pack();
    let mut state = begin(&pack);
    let items = &pack.form(pack.default_form()).items;
    press(&mut state, "n");
    give(&mut state, Input::Text("No clinic here\u{1b}[2J".to_owned()), None);
    assert_eq!(state.sheet().answer(items[0]), Some(&Answer::NotApplicable(Some("No clinic here[2J".to_owned()))));
    press(&mut state, "n");
    give(&mut state, Input::Text("x".repeat(501)), None);
    assert!(state.screen().notices[0].contains("at most 500 characters"));
    give(&mut state, Input::Text(String::new()), None);
    assert_eq!(state.sheet().answer(items[1]), Some(&Answer::NotApplicable(None)));
    press(&mut state, "b");
    let menu = menu(&state);
    assert_eq!(menu.rows[menu.cursor].key, "n");
}

/// The name comes before the first statement, everything else about the person after the last one.
#[test]
fn nobody_answers_questions_about_themselves_before_the_first_statement() {
    let pack = director_pack();
    let mut state = QuizState::new(&pack, new_sheet(&pack), AttemptOrigin::New);
    press(&mut state, "a");
    assert!(heading(&state.screen()).starts_with("First, a name"));
    give(&mut state, Input::Text("Ada".to_owned()), None);
    for _ in 0..25 {
        assert!(heading(&state.screen()).starts_with('['), "{}", heading(&state.screen()));
        press(&mut state, "1");
    }
    // Esc at the first fact goes back to the last question.
    assert!(asks_fact(&state));
    give(&mut state, Input::Escape, None);
    assert!(heading(&state.screen()).starts_with("[25 of 25]"));
    press(&mut state, "1");
    let mut asked = Vec::new();
    while asks_fact(&state) {
        asked.push(state.screen().id);
        match state.screen().ask {
            Ask::Line(line) if line.prompt.contains("month") => {
                give(&mut state, Input::Text("2029-05".to_owned()), None)
            }
            Ask::Line(_) => give(&mut state, Input::Text("2".to_owned()), None),
            Ask::Menu(_) => press(&mut state, "2"),
        };
    }
    let facts = ["education", "experience-years", "licences", "region", "studying", "studying-until", "post"];
    assert_eq!(asked, facts.map(|fact| format!("about:{fact}")));
    assert_eq!(menu(&state).rows[0].key, "f", "then the review");
    let background = &state.sheet().background;
    assert!(background.studying.is_some() && background.studying_until.is_some() && background.post.is_some());
    // From the review they are not asked again.
    press(&mut state, "25");
    press(&mut state, "2");
    assert_eq!(menu(&state).rows[0].key, "f");
}

/// A draft that was left before the facts gets them asked on its way to the review; those that are there are not asked.
#[test]
fn facts_that_are_known_are_not_asked_again() {
    let pack = director_pack();
    let mut state = begin(&pack);
    for _ in 0..25 {
        press(&mut state, "1");
    }
    press(&mut state, "3");
    assert_eq!(state.screen().id, "about:experience-years");
    let sheet = state.into_sheet();
    let mut state = QuizState::new(&pack, sheet, AttemptOrigin::Resumed);
    press(&mut state, "c");
    assert_eq!(state.screen().id, "about:experience-years", "education is known");
    // A month is asked for only of those who study.
    for _ in 0..3 {
        skip(&mut state);
    }
    assert_eq!(state.screen().id, "about:studying");
    press(&mut state, "1");
    assert_eq!(state.screen().id, "about:post", "no degree is under way");
    // Back leads through what was asked, and past the first of it to the last question.
    for id in ["about:studying", "about:region", "about:licences", "about:experience-years"] {
        give(&mut state, Input::Escape, None);
        assert_eq!(state.screen().id, id);
    }
    give(&mut state, Input::Escape, None);
    assert!(heading(&state.screen()).starts_with("[25 of 25]"));
}

/// A number or a month that is refused is asked for again, however often, and what was recorded waits to be confirmed.
#[test]
fn a_fact_that_was_refused_is_asked_for_again() {
    let pack = director_pack();
    let mut state = begin(&pack);
    for _ in 0..25 {
        press(&mut state, "1");
    }
    skip(&mut state);
    for (refusals, text) in ["many", "9999", "-3"].into_iter().enumerate() {
        let Ask::Line(line) = state.screen().ask else { panic!("a number is typed") };
        assert_eq!((line.refusals, line.initial.as_str()), (refusals, ""));
        assert_eq!(give(&mut state, Input::Text(text.to_owned()), None), Change::Nothing);
        assert_eq!(state.screen().id, "about:experience-years");
        assert!(state.screen().notices[0].starts_with("Type a whole number"), "{:?}", state.screen().notices);
    }
    give(&mut state, Input::Text("4".to_owned()), None);
    assert_eq!(state.screen().id, "about:licences");
    assert_eq!(state.sheet().background.experience_years, Some(4));
}

/// After the help a key of the question answers it; Enter alone, Esc and any other key go back to it.
#[test]
fn after_the_help_a_key_of_the_question_answers_it() {
    let pack = director_pack();
    let mut state = begin(&pack);
    let item = pack.form(pack.default_form()).items[0];
    for back in ["", "x", "33"] {
        press(&mut state, "h");
        let row = menu(&state).chosen_by(back).unwrap().id();
        give(&mut state, Input::Row(row), None);
        assert!(heading(&state.screen()).starts_with("[1 of 25]"), "{back}");
        assert_eq!(state.sheet().get(item), None);
    }
    press(&mut state, "h");
    let row = menu(&state).chosen_by("3").unwrap().id();
    give(&mut state, Input::Row(row), None);
    assert_eq!(state.sheet().answer(item), Some(&Answer::Rated(3)));
    assert!(heading(&state.screen()).starts_with("[2 of 25]"));
}

#[test]
fn quitting_before_the_start_saves_nothing() {
    let pack = director_pack();
    let mut state = QuizState::new(&pack, new_sheet(&pack), AttemptOrigin::New);
    assert_eq!(press(&mut state, "q"), Change::Nothing);
    assert_eq!(state.end(), Some(End::NotBegun));
}

/// One step of a person: a key, a text, or Esc.
#[derive(Clone, Debug)]
enum Step {
    Row(usize),
    Text(String),
    Escape,
}

/// What a person gives to a screen in this step.
fn reply_to(screen: &Screen, step: &Step) -> Reply {
    let input = match (step, &screen.ask) {
        (Step::Row(at), Ask::Menu(menu)) => Input::Row(menu.rows[at % menu.rows.len()].id()),
        (Step::Text(text), Ask::Line(_)) => Input::Text(text.clone()),
        _ => Input::Escape,
    };
    screen.reply(input, Some(1))
}

/// Every reply that a screen allows.
fn every_reply(screen: &Screen) -> Vec<Reply> {
    let inputs = match &screen.ask {
        Ask::Menu(menu) => {
            let rows = menu.rows.iter().chain(&menu.hidden);
            rows.map(|row| Input::Row(row.id())).chain([Input::Escape]).collect()
        }
        Ask::Line(_) => vec![Input::Text("7".to_owned()), Input::Left("half".to_owned()), Input::Escape],
    };
    inputs.into_iter().map(|input| screen.reply(input, None)).collect()
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..14_usize).prop_map(Step::Row),
        1 => "[a-z0-9 \u{1b}\n\"':#-]{0,30}".prop_map(Step::Text),
        1 => Just(Step::Escape),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is pressed: a rating once given stays until another answer to the same question replaces it; the
    /// sheet always reads back from its file as it was; and a saved attempt taken up again shows the same screen as
    /// one that was never broken off.
    #[test]
    fn no_answer_is_lost_and_resuming_changes_nothing(steps in prop::collection::vec(step(), 1..80)) {
        let pack = small_pack(&vec![CompetencySpec::new(3, 1); 6]);
        let mut state = QuizState::new(&pack, new_sheet(&pack), AttemptOrigin::New);
        for step in steps {
            if state.end().is_some() {
                break;
            }
            let before = state.sheet().clone();
            let screen = state.screen();
            let reply = reply_to(&screen, &step);
            let change = state.reply(&reply);
            let changed = pack.form(before.form).items.iter().filter(|item| before.get(**item) != state.sheet().get(**item)).count();
            prop_assert!(changed <= 1, "one reply changes one answer at most");
            prop_assert!(change == Change::Answers || before == *state.sheet(), "every change is announced: {reply:?}");
            for item in &pack.form(before.form).items {
                let gone = before.get(*item).is_some() && state.sheet().get(*item).is_none();
                prop_assert!(!gone, "an answer was lost by {reply:?}");
                let unrated = matches!(before.answer(*item), Some(Answer::Rated(_)))
                    && matches!(state.sheet().answer(*item), Some(Answer::Skipped));
                prop_assert!(!unrated, "a rating was skipped away by {reply:?}");
            }
            let text = answers::to_yaml(state.sheet(), &pack);
            let (read, problems) = answers::parse("f", &text, &pack);
            prop_assert!(problems.is_empty(), "{text}\n{problems:?}");
            prop_assert_eq!(read.as_ref(), Some(state.sheet()));
        }
    }

    /// However the present screen was reached: the replies made for any other screen so far, and rows or inputs that
    /// the present one does not have, change neither the answers nor the screen and are reported. The ids in a screen
    /// are unique, and a screen that is shown again has the same ones.
    #[test]
    fn replies_made_for_another_screen_are_ignored(steps in prop::collection::vec(step(), 1..40), pack in 0..2_usize) {
        let pack = if pack == 0 { director_pack() } else { small_pack(&vec![CompetencySpec::new(3, 1); 6]) };
        let mut state = QuizState::new(&pack, new_sheet(&pack), AttemptOrigin::New);
        let mut seen: BTreeMap<String, (BTreeSet<String>, Vec<Reply>)> = BTreeMap::new();
        for step in steps {
            let screen = state.screen();
            prop_assert_eq!(&state.screen(), &screen);
            if let Ask::Menu(menu) = &screen.ask {
                let ids: BTreeSet<String> = menu.rows.iter().map(skillgap::quiz::Row::id).collect();
                prop_assert_eq!(ids.len(), menu.rows.len(), "ids are unique: {:?}", menu.rows);
                let (before, _) = seen.entry(screen.id.clone()).or_insert_with(|| (ids.clone(), every_reply(&screen)));
                prop_assert_eq!(&*before, &ids, "the same rows on {}", screen.id);
            } else {
                seen.entry(screen.id.clone()).or_insert_with(|| (BTreeSet::new(), every_reply(&screen)));
            }
            let others = seen.iter().filter(|(id, _)| **id != screen.id).flat_map(|(_, (_, replies))| replies.clone());
            // What other screens have, as if made for this one.
            let mut foreign: Vec<Reply> = others.collect();
            let own = every_reply(&screen);
            let borrowed: Vec<Reply> = foreign.iter().map(|reply| Reply { screen: screen.id.clone(), ..reply.clone() }).collect();
            let is_line = matches!(screen.ask, Ask::Line(_));
            foreign.extend(borrowed.into_iter().filter(|reply| match &reply.input {
                Input::Row(_) => own.iter().all(|known| known.input != reply.input),
                Input::Text(_) | Input::Left(_) => !is_line,
                Input::Escape => false,
            }));
            foreign.push(screen.reply(Input::Row("rate-99".to_owned()), None));
            for reply in &foreign {
                let before = state.sheet().clone();
                prop_assert_eq!(state.reply(reply), Change::Mismatch, "{:?} on {}", reply, screen.id);
                prop_assert_eq!(state.sheet(), &before);
                prop_assert_eq!(&state.screen(), &screen);
            }
            state.reply(&reply_to(&screen, &step));
            if state.end().is_some() {
                prop_assert_eq!(state.reply(&reply_to(&state.screen(), &Step::Row(0))), Change::Mismatch, "it has ended");
                break;
            }
        }
    }

    /// Broken off after any answer and taken up again from its file, an attempt ends as one that was never broken off.
    #[test]
    fn resuming_equals_going_on(keys in prop::collection::vec("[0-5?ns]", 6), stop in 1..6_usize) {
        let pack = small_pack(&vec![CompetencySpec::new(3, 1); 6]);
        let mut whole = begin(&pack);
        for key in &keys {
            answer(&mut whole, key);
        }
        let mut first = begin(&pack);
        for key in &keys[..stop] {
            answer(&mut first, key);
        }
        press(&mut first, "q");
        let text = answers::to_yaml(first.sheet(), &pack);
        let mut second = QuizState::new(&pack, answers::parse("f", &text, &pack).0.unwrap(), AttemptOrigin::Resumed);
        press(&mut second, "c");
        for key in &keys[stop..] {
            answer(&mut second, key);
        }
        prop_assert_eq!((second.sheet(), second.screen()), (whole.sheet(), whole.screen()));
    }

    /// Back and then the same answer again is the identity.
    #[test]
    fn back_then_forward_changes_nothing(keys in prop::collection::vec(0..6_i64, 1..6)) {
        let pack = small_pack(&vec![CompetencySpec::new(3, 1); 6]);
        let mut state = begin(&pack);
        for key in &keys {
            answer(&mut state, &key.to_string());
        }
        let before = (state.sheet().clone(), state.screen());
        for _ in 0..keys.len() {
            give(&mut state, Input::Escape, None);
        }
        for _ in 0..keys.len() {
            press(&mut state, "s");
        }
        prop_assert_eq!((state.sheet().clone(), state.screen()), before);
    }
}
