//! `skillgap report --observer` and the sheets for observers.

use crate::harness::page::{all, assert_same_report, assert_sound, attributes, count};
use crate::harness::{CompetencySpec, Place, rated, sheet, small_pack};
use skillgap::answers::{Answer, AnswerSheet, Pair, Rater, Respondent};
use skillgap::assess::{Assessment, Comparison};
use skillgap::clock::Timestamp;
use skillgap::model::Pack;
use skillgap::report::html::student_page;
use skillgap::report::view::{Beside, student_report_beside};

fn page(pack: &Pack, own: &AnswerSheet, observer: &AnswerSheet) -> String {
    let pair = Pair::of_raters(pack, own, observer).unwrap();
    let (own, observer) = (Assessment::new(pack, own), Assessment::new(pack, observer));
    let comparison = Comparison::new(&pair, [&own, &observer]);
    student_page(&student_report_beside(&own, Beside { observer: Some(&comparison), ..Beside::default() }, "t"))
}

fn finished(pack: &Pack, answers: &[Option<Answer>], id: &str, day: &str) -> AnswerSheet {
    let mut sheet = sheet(pack, answers);
    sheet.respondent = Respondent { id: id.to_owned(), label: None };
    sheet.finished = Timestamp::parse(&format!("{day}T09:00:00Z"));
    sheet
}

fn observed(pack: &Pack, answers: &[Option<Answer>]) -> AnswerSheet {
    let mut sheet = finished(pack, answers, "o-7", "2027-05-05");
    sheet.rater = Rater::Observer;
    sheet
}

/// The demonstration's answers and a mentor's, in files.
fn files(place: &Place) {
    assert_eq!(place.run(&["demo", "-o", "sam.html"]).code, 0);
    std::fs::remove_file(place.path("sam.html")).unwrap();
    let sheet = place.run(&["template", "--rater", "observer"]).stdout;
    let seen = sheet.replacen("    rating:\n", "    rating: 4\n    note: I saw the class project.\n", 5);
    place.write("mentor.yaml", &seen.replace("# finished: 2026-11-23", "finished: 2026-11-25"));
}

#[test]
fn hand_worked_differences_furthest_first_and_the_more_important_of_two() {
    let pack = small_pack(&[5, 4, 3, 2, 1].map(|importance| CompetencySpec::new(4, importance)));
    let own = finished(&pack, &rated(&[1, 4, 2, 0, 3]), "s-1", "2027-05-03");
    let seen = [Some(Answer::Rated(3)), Some(Answer::Rated(2)), Some(Answer::Rated(2)), Some(Answer::Rated(3)), None];
    let mut observer = observed(&pack, &seen);
    let items = pack.form(pack.default_form()).items.clone();
    observer.set_note(items[3], Some("Ran the ward round alone.".to_owned()));
    observer.set_note(items[4], Some("Not seen yet.".to_owned()));
    let page = page(&pack, &own, &observer);
    let cards = "section[aria-labelledby=raters] #talk-first + .cards article";
    assert_eq!(all(&page, &format!("{cards} h4")), ["Competency 3", "Competency 0", "Competency 1"]);
    assert_eq!(
        all(&page, &format!("{cards} .change")),
        ["Observer higher by 3 levels (+3)", "Observer higher by 2 levels (+2)", "Observer lower by 2 levels (−2)"]
    );
    let rest = all(&page, "#both-views + table tbody tr > *");
    assert_eq!(rest, ["Competency 2", "2", "2", "0", "4", "The same"]);
    let section = all(&page, "section[aria-labelledby=raters]").join(" ");
    for said in [
        "Of 4 competencies that both have placed, 1 is at the same level, 0 differ by less than 2 levels, and 3 by 2 levels \
         or more.",
        "Self-ratings-1, 3 May 2027",
        "Observero-7, 5 May 2027",
        "Neither view is right or wrong",
        "All other numbers in this report are those of your self-rating",
        "You wroteNothing.The observer wroteRan the ward round alone.",
        "Competency 4Not seen yet.",
        "Competency 4Self-rating: level 3; observer: not enough answers",
    ] {
        assert!(section.replace(' ', "").contains(&said.replace(' ', "")), "{said}\n{section}");
    }
    assert_eq!(count(&page, "#profile ~ table use[href='#observer']"), 4);
    let labels = attributes(&page, "#profile ~ table svg[role=img]", "aria-label");
    assert_eq!(labels.iter().filter(|label| label.contains(", observer level ")).count(), 4);
}

#[test]
fn an_observer_who_has_placed_nothing_leaves_a_report_that_says_so() {
    let pack = small_pack(&[CompetencySpec::new(4, 1)]);
    let own = finished(&pack, &rated(&[3]), "s-1", "2027-05-03");
    let mut observer = observed(&pack, &[]);
    observer.finished = None;
    let page = page(&pack, &own, &observer);
    assert_sound(&page);
    let section = all(&page, "section[aria-labelledby=raters]").join(" ");
    assert!(section.contains("There is no competency that both have placed on a level."), "{section}");
    assert!(section.contains("Observer (not dated): a draft."), "{section}");
    assert_eq!((count(&page, "#talk-first"), count(&page, "#both-views")), (0, 0), "no empty headings");
}

#[test]
fn the_report_shows_both_views_and_keeps_its_own_numbers() {
    let place = Place::new();
    files(&place);
    let plain = place.run(&["report", "sam.yaml", "-o", "-"]).stdout;
    let ran = place.run(&["report", "sam.yaml", "--observer", "mentor.yaml", "-o", "-"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let page = ran.stdout;
    assert_same_report(&page, &plain);
    assert_eq!(count(&plain, "#raters") + count(&plain, ".picture use[href='#observer']"), 0);
    let both = all(&page, "#talk-first + .cards article").len() + all(&page, "#both-views + table tbody tr").len();
    assert_eq!(both, 5, "an observer need not have answered all");
    assert_eq!(all(&page, "#one-view + table tbody tr").len(), 20);
    assert!(all(&page, ".legend").join(" ").contains("the observer."));
    let notes = all(&page, "section[aria-labelledby=raters] blockquote");
    assert_eq!(notes.iter().filter(|note| *note == "I saw the class project.").count(), 5, "every note is shown once");
}

#[test]
fn b04_hostile_text_is_text() {
    let pack = small_pack(&[CompetencySpec::new(4, 2), CompetencySpec::new(4, 1)]);
    let hostile = "<script>alert(1)</script>\" onload=\"x' {{ 7*7 }} </style>";
    let mut own = finished(&pack, &rated(&[1, 3]), hostile, "2027-05-03");
    let mut observer = observed(&pack, &rated(&[4, 3]));
    for sheet in [&mut own, &mut observer] {
        sheet.respondent = Respondent { id: hostile.to_owned(), label: Some(hostile.to_owned()) };
        for item in pack.form(pack.default_form()).items.clone() {
            sheet.set_note(item, Some(hostile.to_owned()));
        }
    }
    let page = page(&pack, &own, &observer);
    assert_eq!((count(&page, "script"), count(&page, "[onload]"), count(&page, "style")), (0, 0, 1));
    assert_eq!(all(&page, "section[aria-labelledby=raters] blockquote"), [hostile; 3]);
    assert!(all(&page, ".sides dd").iter().all(|who| who.starts_with(hostile)));
}

#[test]
fn what_is_no_observers_view_of_these_answers_is_refused_with_the_reason() {
    let place = Place::new();
    files(&place);
    place.write("other-scoring.yaml", &place.read("mentor.yaml").replace("scoring: \"", "scoring: \"x"));
    let volunteers = crate::harness::repository_file("questionnaires/volunteer-coordinator/golden/one-season-in.yaml");
    place.write("volunteer.yaml", &format!("rater: observer\n{volunteers}"));
    let mut said = String::new();
    for args in [
        &["report", "sam.yaml", "--observer", "sam.yaml"][..],
        &["report", "mentor.yaml"],
        &["report", "mentor.yaml", "--observer", "sam.yaml"],
        &["report", "sam.yaml", "--since", "mentor.yaml"],
        &["report", "sam.yaml", "--observer", "other-scoring.yaml"],
        &["report", "sam.yaml", "--observer", "volunteer.yaml"],
        &["compare", "mentor.yaml", "sam.yaml"],
        &["quiz", "--plain", "--out", "mentor.yaml"],
        &["quiz", "--plain", "--after", "mentor.yaml"],
    ] {
        let ran = place.run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{args:?}");
        said.extend([ran.stderr.as_str(), "\n"]);
    }
    std::fs::copy(place.path("sam.yaml"), place.path("own.yaml")).unwrap();
    said += &place.run(&["report", "sam.yaml", "--observer", "own.yaml"]).stderr;
    assert_eq!(place.files(), ["mentor.yaml", "other-scoring.yaml", "own.yaml", "sam.yaml", "volunteer.yaml"]);
    let version = crate::harness::director_pack().version().to_string();
    insta::assert_snapshot!(said.replace(&version, "NOW"), @r"
    error: `sam.yaml` is named twice
    hint: name two different answers files

    error: `mentor.yaml` holds an observer's ratings, not the person's own
    hint: name the person's own answers; `skillgap report ANSWERS --observer
    mentor.yaml` shows both views

    error: `mentor.yaml` holds an observer's ratings, not the person's own
    hint: name the person's own answers; `skillgap report ANSWERS --observer
    mentor.yaml` shows both views

    error: `mentor.yaml` holds an observer's ratings, not the person's own
    hint: name the person's own answers; `skillgap report ANSWERS --observer
    mentor.yaml` shows both views

    error: `other-scoring.yaml` cannot be compared: what turns its ratings into
    levels, in version NOW of the pack, differs from this pack's, version NOW
    hint: compare answers to the same state of the pack; if both files are of the
    older one, name its folder with `--pack`; `skillgap report` makes a report of
    each

    error[SK301]: these answers belong to the pack `volunteer-coordinator`
      --> volunteer.yaml:4:12
    4 | pack: {id: volunteer-coordinator}
      |            ^
      expected: the pack `clinical-informatics-director`
      hint: name answers that were given to the same pack

    error: the files belong to different packs
    hint: `skillgap explain CODE` tells more about a code in brackets

    error: `mentor.yaml` holds an observer's ratings, not the person's own
    hint: name the person's own answers; `skillgap report ANSWERS --observer
    mentor.yaml` shows both views

    error: `mentor.yaml` holds an observer's ratings, not the person's own
    hint: name the person's own answers; `skillgap report ANSWERS --observer
    mentor.yaml` shows both views

    error: `mentor.yaml` holds an observer's ratings, not the person's own
    hint: name the person's own answers; `skillgap report ANSWERS --observer
    mentor.yaml` shows both views

    error: `own.yaml` does not say that its ratings are an observer's
    hint: add the line `rater: observer` if they are; `skillgap template --rater
    observer` prints a sheet that has it; `--since` is for an earlier attempt of the
    same person
    ");
}

#[test]
fn an_observer_gets_a_sheet_of_their_own() {
    let place = Place::new();
    let own = place.run(&["template"]).stdout;
    assert_eq!(own, place.run(&["template", "--rater", "self"]).stdout);
    let ran = place.run(&["template", "--rater", "observer"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let head: Vec<&str> = ran.stdout.lines().take(14).collect();
    let pack = crate::harness::director_pack();
    let head = head.join("\n").replace(&pack.version().to_string(), "NOW");
    insta::assert_snapshot!(head.replace(pack.scoring_fingerprint(), "SCORING"), @r#"
    # Clinical Informatics Director: an observer's view of one person. Short form, one question for each competency.
    # For an advisor, a mentor or a colleague. Read "I" and "you" as the person you rate.
    # Put a number behind a `rating:` only where you have seen their work, and leave the others empty.
    # Fill in `respondent` with a code for yourself, not for the person you rate.
    # A note helps most: add a line `note: "what I saw"` below a rating. The person will read it.
    # Then run: skillgap report THEIR-ANSWERS --observer THIS-FILE
    format: 1
    pack: {id: clinical-informatics-director, version: NOW, scoring: "SCORING"}
    rater: observer
    form: short
    role: clinical-informatics-director
    respondent: {id: o-0001}  # a code, not a name
    # finished: 2026-11-23T09:00:00Z  # without this line the report says Draft
    answers:
    "#);
    assert!(!own.contains("rater:") && own.contains(", scoring: \""), "{}", &own[..900]);
    assert!(!ran.stdout.contains("background"), "an observer's own background decides nothing");
    place.write("empty.yaml", &ran.stdout);
    assert_eq!(place.run(&["check", "empty.yaml"]).stderr, "checked 1 input: no errors\n");
    let table = place.run(&["template", "--rater", "observer", "--format", "csv"]);
    assert_eq!((table.code, table.stdout.as_str()), (2, ""));
    assert_eq!(
        table.stderr,
        "error: an observer's ratings are not kept in a table\nhint: leave out `--format csv`: each observer gets a YAML \
         sheet\n"
    );
}
