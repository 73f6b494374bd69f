//! Two sheets side by side: when they may be, and what their differences obey.

use crate::harness::{CompetencySpec, ItemSpec, PLAIN, rated, sheet, small_files, small_pack};
use proptest::prelude::*;
use skillgap::answers::{self, Answer, AnswerSheet, Comparability, NotComparable, Pair, Rater, Side};
use skillgap::assess::{Assessment, Comparison};
use skillgap::clock::Timestamp;
use skillgap::exact::Exact;
use skillgap::gap::differences;
use skillgap::model::{Pack, Version};
use skillgap::pack;
use skillgap::report::view::{Beside, Mark, ProfileRow, Shared, StudentReport, student_report, student_report_beside};
use skillgap::score::score;

/// Two competencies of two items each and one of one; one item reversed, one on another scale.
fn mixed_pack() -> Pack {
    let reversed = ItemSpec { min: 1, max: 6, reverse: true, weight: 2 };
    small_pack(&[
        CompetencySpec { items: vec![PLAIN, reversed], must: true, ..CompetencySpec::new(4, 3) },
        CompetencySpec { items: vec![PLAIN, PLAIN], ..CompetencySpec::new(3, 2) },
        CompetencySpec::new(5, 1),
    ])
}

fn answer(low: i64, high: i64) -> impl Strategy<Value = Option<Answer>> {
    prop_oneof![
        4 => (low..=high).prop_map(|value| Some(Answer::Rated(value))),
        1 => Just(None),
        1 => Just(Some(Answer::Unsure)),
        1 => Just(Some(Answer::NotApplicable(None))),
        1 => Just(Some(Answer::Skipped)),
    ]
}

fn any_answers() -> impl Strategy<Value = Vec<Option<Answer>>> {
    (answer(0, 5), answer(1, 6), answer(0, 5), answer(0, 5), answer(0, 5))
        .prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e])
}

fn at(pack: &Pack, answers: &[Option<Answer>], day: &str) -> AnswerSheet {
    let mut sheet = sheet(pack, answers);
    sheet.started = Timestamp::parse(&format!("{day}T09:00:00Z"));
    sheet.finished = Timestamp::parse(&format!("{day}T09:10:00Z"));
    sheet
}

/// A report without what stands beside it; what is left of its labels must begin them.
fn alone<'a>(mut report: StudentReport<'a>, plain: &StudentReport<'_>) -> StudentReport<'a> {
    report.since = None;
    report.raters = None;
    (report.build.since, report.build.observer) = (false, false);
    let plain = plain.profile.iter().flat_map(|section| &section.rows);
    for (row, plain) in report.profile.iter_mut().flat_map(|section| &mut section.rows).zip(plain) {
        assert!(row.mark.label.starts_with(&plain.mark.label));
        let mark = Mark { then: None, observer: None, label: plain.mark.label.clone(), ..row.mark.clone() };
        *row = Shared::new(ProfileRow { mark, ..(**row).clone() });
    }
    report
}

proptest! {
    #[test]
    fn a_sheet_differs_from_itself_by_nothing(answers in any_answers()) {
        let pack = mixed_pack();
        let card = score(&pack, &sheet(&pack, &answers));
        for difference in differences(&card, &card, |_| true) {
            prop_assert!(difference.size().is_none_or(|size| size == Exact::ZERO));
            prop_assert_eq!(difference.size().is_some(), card.competency(difference.competency).level.is_some());
        }
    }

    #[test]
    fn the_other_way_round_every_difference_has_the_other_sign(first in any_answers(), second in any_answers()) {
        let pack = mixed_pack();
        let [first, second] = [first, second].map(|answers| score(&pack, &sheet(&pack, &answers)));
        for (there, back) in differences(&first, &second, |_| true).iter().zip(differences(&second, &first, |_| true)) {
            prop_assert_eq!(there.size(), back.size().map(|size| -size));
            for levels in 0..=5 {
                prop_assert_eq!(there.is_at_least(levels), back.is_at_least(levels));
            }
        }
    }

    #[test]
    fn what_stands_beside_changes_no_number(own in any_answers(), then in any_answers(), seen in any_answers()) {
        let pack = mixed_pack();
        let (own, then) = (at(&pack, &own, "2027-05-03"), at(&pack, &then, "2026-11-23"));
        let mut seen = at(&pack, &seen, "2027-05-05");
        seen.rater = Rater::Observer;
        let since = Pair::of_attempts(&pack, &then, &own).unwrap();
        let observer = Pair::of_raters(&pack, &own, &seen).unwrap();
        let [own, then, seen] = [&own, &then, &seen].map(|sheet| Assessment::new(&pack, sheet));
        let since = Comparison::new(&since, [&then, &own]);
        let observer = Comparison::new(&observer, [&own, &seen]);
        let plain = student_report(&own, "t");
        let beside = Beside { since: Some(&since), observer: Some(&observer), ..Beside::default() };
        let both = student_report_beside(&own, beside, "t");
        prop_assert!(both.since.is_some() && both.raters.is_some());
        prop_assert_eq!(format!("{:?}", alone(both, &plain)), format!("{plain:?}"));
    }
}

#[test]
fn hand_worked_differences() {
    let pack = mixed_pack();
    // First: (2, reversed 2 -> 4/5 of 5 = 4 with double weight) = 10/3; second: (5, 6 -> 0) = 5/3.
    let first = score(&pack, &sheet(&pack, &rated(&[2, 2, 2, 3, 0])));
    let second = score(&pack, &sheet(&pack, &rated(&[5, 6, 3, 3, 2])));
    let found = differences(&first, &second, |_| true);
    let sizes: Vec<Exact> = found.iter().filter_map(skillgap::gap::Difference::size).collect();
    assert_eq!(sizes, [Exact::new(-5, 3), Exact::new(1, 2), Exact::from_integer(2)]);
    let notable: Vec<bool> = found.iter().map(|difference| difference.is_at_least(1)).collect();
    assert_eq!(notable, [true, false, true], "one level is notable");
    assert!(found[2].is_at_least(2) && !found[0].is_at_least(2));
}

/// The small pack of one competency, changed in its text.
fn edited(from: &str, to: &str) -> Pack {
    let mut files = small_files(&[CompetencySpec::new(4, 1)]);
    for file in [&mut files.questionnaire, &mut files.roles] {
        file.text = file.text.replace(from, to);
    }
    let (pack, problems) = pack::parse(&files);
    pack.unwrap_or_else(|| panic!("{:?}", problems.iter().map(skillgap::diag::render).collect::<Vec<_>>()))
}

/// A file as the program writes it for one pack, read again with another.
fn moved(written: &Pack, read: &Pack, change: impl Fn(&str) -> String) -> AnswerSheet {
    let text = change(&answers::to_yaml(&at(written, &rated(&[3]), "2026-11-23"), written));
    let (sheet, problems) = answers::parse("before.yaml", &text, read);
    sheet.unwrap_or_else(|| panic!("{:?}", problems.iter().map(skillgap::diag::render).collect::<Vec<_>>()))
}

fn footing(read: &Pack, before: &AnswerSheet) -> Result<Comparability, NotComparable> {
    let after = at(read, &rated(&[4]), "2027-05-03");
    Pair::of_attempts(read, before, &after).map(|pair| pair.sides()[0].1)
}

/// As files were before they named the fingerprint of the scoring.
fn without_scoring(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.contains("scoring:")).collect()
}

/// As files were before they named the fingerprint of each question.
fn without_asked(text: &str) -> String {
    without_scoring(text).split_inclusive('\n').filter(|line| !line.contains("asked:")).collect()
}

#[test]
fn answers_to_the_same_pack_and_to_one_with_other_words_can_be_compared() {
    let now = edited("nothing", "nothing");
    assert_eq!(footing(&now, &moved(&now, &now, str::to_owned)), Ok(Comparability::SamePack));
    assert_eq!(footing(&now, &moved(&now, &now, without_asked)), Ok(Comparability::SamePack));
    for (from, to) in [
        ("stem: stem", "stem: other words"),
        ("statement 3", "another"),
        ("importance: 1", "importance: 2"),
        ("version: 1.0.0", "version: 3.0.0"),
    ] {
        let then = edited(from, to);
        assert_eq!(footing(&now, &moved(&then, &now, str::to_owned)), Ok(Comparability::Reworded), "{from}");
    }
}

#[test]
fn answers_to_a_pack_that_scored_otherwise_are_refused_whatever_the_version_says() {
    let now = edited("nothing", "nothing");
    for (from, to) in
        [("reverse: false", "reverse: true"), ("coverage: 0.5", "coverage: 0.4"), ("weight: 1", "weight: 2")]
    {
        let then = edited(from, to);
        let refused = Err(NotComparable::OtherScoring(Side::First, Some(Version(1, 0, 0))));
        assert_eq!(footing(&now, &moved(&then, &now, str::to_owned)), refused, "{from}");
    }
}

#[test]
fn an_older_file_is_compared_when_its_questions_or_its_version_are_near_enough() {
    let now = edited("version: 1.0.0", "version: 1.0.3");
    let same_questions = edited("version: 1.0.0", "version: 0.9.0");
    assert_eq!(footing(&now, &moved(&same_questions, &now, without_scoring)), Ok(Comparability::AskedAlike));
    let near = edited("stem: stem", "stem: other words");
    assert_eq!(footing(&now, &moved(&near, &now, without_scoring)), Ok(Comparability::NearVersion), "1.0.0 and 1.0.3");
    assert_eq!(footing(&now, &moved(&near, &now, without_asked)), Ok(Comparability::NearVersion));
    let far = edited("version: 1.0.0", "version: 0.9.0");
    let refused = Err(NotComparable::OtherScoring(Side::First, Some(Version(0, 9, 0))));
    assert_eq!(footing(&now, &moved(&far, &now, without_asked)), refused);
    let text_of_no_version = |text: &str| without_asked(text).replace("  version: 1.0.0\n", "");
    let refused = Err(NotComparable::OtherScoring(Side::First, None));
    assert_eq!(footing(&now, &moved(&near, &now, text_of_no_version)), refused);
}

#[test]
fn an_older_file_with_a_rating_that_is_no_longer_offered_is_refused() {
    let now = edited("version: 1.0.0", "version: 1.0.3");
    let then = edited("nothing", "nothing");
    let gone = |text: &str| without_scoring(text).replace("rating: 3", "rating: 8").replace("asked: ", "asked: x");
    assert_eq!(
        footing(&now, &moved(&then, &now, gone)),
        Err(NotComparable::NoLongerOffered(Side::First, "c0.i0".to_owned()))
    );
}

#[test]
fn the_same_attempt_is_no_pair() {
    let pack = edited("nothing", "nothing");
    let first = at(&pack, &rated(&[3]), "2026-11-23");
    let same = |other: &AnswerSheet| Pair::of_attempts(&pack, &first, other).err() == Some(NotComparable::SameAttempt);
    assert!(same(&first.clone()));
    let mut draft = at(&pack, &rated(&[2]), "2026-11-23");
    draft.finished = None;
    assert!(same(&draft), "a draft of it");
    let mut other = at(&pack, &rated(&[2]), "2026-11-23");
    other.finished = Timestamp::parse("2027-05-03T09:00:00Z");
    assert!(!same(&other), "a copy that was filled in anew and dated");
    draft.respondent.id = "s-other".to_owned();
    assert!(!same(&draft), "another person's, begun in the same second");
    let undated = sheet(&pack, &rated(&[3]));
    assert_eq!(Pair::of_attempts(&pack, &undated, &undated.clone()).err(), Some(NotComparable::SameAttempt));
    assert!(Pair::of_attempts(&pack, &undated, &sheet(&pack, &rated(&[4]))).is_ok());
}

#[test]
fn an_observer_stands_only_where_an_observer_belongs() {
    let pack = edited("nothing", "nothing");
    let own = at(&pack, &rated(&[3]), "2026-11-23");
    let mut observer = at(&pack, &rated(&[3]), "2026-11-23");
    observer.rater = Rater::Observer;
    assert_eq!(Pair::of_attempts(&pack, &own, &observer).err(), Some(NotComparable::Observer(Side::Second)));
    assert_eq!(Pair::of_attempts(&pack, &observer, &own).err(), Some(NotComparable::Observer(Side::First)));
    assert_eq!(Pair::of_raters(&pack, &observer, &observer).err(), Some(NotComparable::Observer(Side::First)));
    assert_eq!(Pair::of_raters(&pack, &own, &own).err(), Some(NotComparable::NotObserver));
    assert!(Pair::of_raters(&pack, &own, &observer).is_ok());
}

#[test]
fn a_file_keeps_whose_it_is_and_how_it_was_scored() {
    let pack = edited("nothing", "nothing");
    let mut sheet = at(&pack, &rated(&[3]), "2026-11-23");
    let text = answers::to_yaml(&sheet, &pack);
    assert!(
        text.contains(&format!("  scoring: {}\n", pack.scoring_fingerprint())) && !text.contains("rater"),
        "{text}"
    );
    sheet.rater = Rater::Observer;
    let text = answers::to_yaml(&sheet, &pack);
    assert!(text.contains("\nrater: observer\n"));
    let (read, problems) = answers::parse("a.yaml", &text, &pack);
    assert!(problems.is_empty());
    assert_eq!(read.unwrap(), sheet);
    let (read, _) = answers::parse("a.yaml", &text.replace("rater: observer", "rater: self"), &pack);
    assert_eq!(read.unwrap().rater, Rater::Own);
    let (read, problems) = answers::parse("a.yaml", &text.replace("rater: observer", "rater: obsrver"), &pack);
    assert!(read.is_none() && skillgap::diag::render(&problems[0]).contains("`observer`"));
}
