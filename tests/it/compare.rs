//! `skillgap compare` and `skillgap report --since`: the pages, the streams, every refusal.

use std::cmp::Ordering;

use crate::harness::page::{all, assert_judges_nobody, assert_same_report, assert_sound, attributes, count};
use crate::harness::{CompetencySpec, Place, director_pack, rated, repository_file, sheet, small_files, small_pack};
use skillgap::answers::{Answer, AnswerSheet, Pair, Respondent};
use skillgap::assess::{Assessment, Comparison};
use skillgap::clock::Timestamp;
use skillgap::exact::Exact;
use skillgap::facts::compare::{Change, Changes};
use skillgap::model::Pack;
use skillgap::report::html;
use skillgap::report::view;

/// Targets 4 (a must), 3 and 5; importances 3, 2 and 1.
fn three() -> Pack {
    let must = CompetencySpec { must: true, ..CompetencySpec::new(4, 3) };
    small_pack(&[must, CompetencySpec::new(3, 2), CompetencySpec::new(5, 1)])
}

fn dated(mut sheet: AnswerSheet, day: &str) -> AnswerSheet {
    sheet.started = Timestamp::parse(&format!("{day}T09:00:00Z"));
    sheet.finished = Timestamp::parse(&format!("{day}T09:10:00Z"));
    sheet
}

fn page(pack: &Pack, before: &AnswerSheet, after: &AnswerSheet) -> String {
    let pair = Pair::of_attempts(pack, before, after).unwrap();
    let (before, after) = (Assessment::new(pack, before), Assessment::new(pack, after));
    html::compare_page(&Changes::new(&Comparison::new(&pair, [&before, &after])), "skillgap test")
}

/// The demonstration's answers as `before.yaml`, and as `after.yaml` with every 1 raised to 3 and the first 4 lowered.
fn two_attempts(place: &Place) {
    assert_eq!(place.run(&["demo", "-o", "before.html"]).code, 0);
    std::fs::remove_file(place.path("before.html")).unwrap();
    let before = place.read("before.yaml");
    let after = before.replace("2026-11-23", "2027-05-03").replace("rating: 1", "rating: 3");
    place.write("after.yaml", &after.replacen("rating: 4", "rating: 2", 1));
}

#[test]
fn hand_worked_changes_of_levels_readiness_and_musts() {
    let pack = three();
    let before = dated(sheet(&pack, &rated(&[2, 3, 1])), "2026-11-23");
    let after = dated(sheet(&pack, &rated(&[4, 3, 0])), "2027-05-03");
    let page = page(&pack, &before, &after);
    let cells = all(&page, ".changes tbody tr:not(.domain) td:not(.picture)");
    assert_eq!(cells[..5], ["2", "4", "+2", "4", "Up"]);
    assert_eq!(cells[5..10], ["3", "3", "0", "3", "No change"]);
    assert_eq!(cells[10..], ["1", "0", "−1", "5", "Down"]);
    assert_eq!(count(&page, ".changes tr.notable"), 2);
    // Before: 1 - (3*2 + 0 + 1*4) / 23 = 13/23; after: 1 - (0 + 0 + 1*5) / 23 = 18/23; 5/23 more.
    let short = all(&page, "section[aria-labelledby=in-short]").join(" ");
    assert!(short.contains("Readiness for Director: 57 % then, 78 % now, +22 percentage points."), "{short}");
    assert!(short.contains("Musts met: 0 of 1 then, 1 of 1 now. Met since: Competency 0."), "{short}");
    assert!(short.contains(
        "Since 23 November 2026, of 3 competencies rated both times, 1 is up by a level or more, 1 is down by a level or \
         more, and 1 changed by less or not at all."
    ));
    assert!(short.contains("A level that went down need not mean that you can do less"));
    assert_eq!(all(&page, "#up ~ .cards .change"), ["+2, up by 2 levels"]);
    assert_eq!(all(&page, "#down ~ .cards .change"), ["−1, down by 1 level"]);
    let labels = attributes(&page, ".changes svg[role=img]", "aria-label");
    assert_eq!(labels[0], "Then level 2, now level 4, up, target 4");
    let ladder = all(&page, "#ladder ~ table tbody td:not(.picture)");
    assert_eq!(ladder, ["57 %", "78 %", "+22", "Not yet reached"]);
}

#[test]
fn less_than_a_level_is_a_little_and_not_notable() {
    let spec = CompetencySpec { items: vec![crate::harness::PLAIN; 2], ..CompetencySpec::new(4, 1) };
    let pack = small_pack(&[spec.clone(), spec]);
    let before = dated(sheet(&pack, &rated(&[2, 3, 3, 3])), "2026-11-23");
    let after = dated(sheet(&pack, &rated(&[3, 3, 2, 3])), "2027-05-03");
    let page = page(&pack, &before, &after);
    let cells = all(&page, ".changes tbody tr:not(.domain) td:not(.picture)");
    assert_eq!(cells[..5], ["2.5", "3", "+0.5", "4", "A little up"]);
    assert_eq!(cells[5..], ["3", "2.5", "−0.5", "4", "A little down"]);
    assert_eq!((count(&page, ".notable"), count(&page, "#up"), count(&page, "#down")), (0, 0, 0));
}

#[test]
fn notable_changes_are_in_order_of_size_and_equal_ones_in_the_order_of_the_pack() {
    let pack = small_pack(&vec![CompetencySpec::new(3, 1); 6]);
    let before = dated(sheet(&pack, &rated(&[2, 1, 5, 4, 0, 3])), "2026-11-23");
    let after = dated(sheet(&pack, &rated(&[3, 4, 4, 1, 3, 3])), "2027-05-03");
    let pair = Pair::of_attempts(&pack, &before, &after).unwrap();
    let [then, now] = [&before, &after].map(|sheet| Assessment::new(&pack, sheet));
    let comparison = Comparison::new(&pair, [&then, &now]);
    let changes = Changes::new(&comparison);
    let order = |list: Vec<Change>| list.iter().map(|change| change.competency.get()).collect::<Vec<_>>();
    assert_eq!([order(changes.up()), order(changes.down())], [vec![1, 4, 0], vec![3, 2]]);
    let (size, furthest) = changes.furthest(Ordering::Greater).unwrap();
    assert_eq!((size, furthest.iter().map(|at| at.get()).collect()), (Exact::from(3), vec![1, 4]));
    assert_eq!(changes.furthest(Ordering::Less).unwrap().0, Exact::from(-3));
}

#[test]
fn only_what_has_a_level_both_times_is_compared_and_the_rest_is_listed_with_the_reason() {
    let pack = three();
    let before = dated(sheet(&pack, &[Some(Answer::Rated(2)), Some(Answer::NotApplicable(None)), None]), "2026-11-23");
    let after = dated(sheet(&pack, &[Some(Answer::Rated(2)), Some(Answer::Rated(3)), None]), "2027-05-03");
    let page = page(&pack, &before, &after);
    assert_eq!(count(&page, ".changes tbody tr:not(.domain)"), 1);
    let rows = all(&page, "#apart ~ table tbody tr");
    assert_eq!(
        rows,
        ["Competency 1Then: said not to apply; now: level 3", "Competency 2Not enough answers, then and now"]
    );
    let nothing = sheet(&pack, &[]);
    let text = all(&self::page(&pack, &dated(nothing, "2026-11-23"), &after), "main").join(" ");
    assert!(text.contains("no competency has a level both times") && !text.contains("Furthest"), "{text}");
}

#[test]
fn the_page_is_sound_kind_and_small() {
    let place = Place::new();
    two_attempts(&place);
    let ran = place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let page = ran.stdout;
    assert_sound(&page);
    assert_judges_nobody(&page);
    assert!(page.len() <= 150 * 1024, "{}", page.len());
    assert!(count(&page, ".changes tbody tr:not(.domain)") >= 20);
    assert_eq!(
        count(&page, "table.chart svg[role=img][aria-label]"),
        count(&page, "table.chart tbody tr:not(.domain)")
    );
    assert_eq!(count(&page, ".takeaway"), 3);
    assert_eq!(count(&page, "table caption"), count(&page, "table"));
    assert_eq!(count(&page, ".draft"), 0);
    let text = all(&page, "body").join(" ");
    for said in ["23 November 2026", "3 May 2027", director_pack().scoring_fingerprint(), "is our judgement"] {
        assert!(text.contains(said), "{said}");
    }
    assert_eq!(page, place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]).stdout, "the same bytes");
}

#[test]
fn b04_hostile_text_is_text() {
    let pack = three();
    let hostile = "<script>alert(1)</script>\" onload=\"x' {{ 7*7 }} </style>";
    let hostile_sheet = |values: &[i64], day| {
        let mut sheet = dated(sheet(&pack, &rated(values)), day);
        sheet.respondent = Respondent { id: format!("{hostile}{day}"), label: Some(hostile.to_owned()) };
        for item in pack.form(pack.default_form()).items.clone() {
            sheet.set_note(item, Some(format!("{hostile}{day}")));
        }
        sheet
    };
    let (before, after) = (hostile_sheet(&[1, 3, 4], "2026-11-23"), hostile_sheet(&[5, 0, 4], "2027-05-03"));
    let pair = Pair::of_attempts(&pack, &before, &after).unwrap();
    let [then, now] = [&before, &after].map(|sheet| Assessment::new(&pack, sheet));
    let comparison = Comparison::new(&pair, [&then, &now]);
    let beside = view::Beside { since: Some(&comparison), ..view::Beside::default() };
    let report = html::student_page(&view::student_report_beside(&now, beside, "t"));
    for page in [page(&pack, &before, &after), report] {
        assert_eq!((count(&page, "script"), count(&page, "[onload]"), count(&page, "style")), (0, 0, 1));
        let quoted = all(&page, ".beside blockquote");
        assert_eq!(quoted.len(), 4, "two notable changes with two notes each");
        assert_eq!(quoted[0], format!("{hostile}2026-11-23"));
    }
}

#[test]
fn both_are_held_against_the_role_of_the_later_one_and_the_page_says_so() {
    let place = Place::new();
    two_attempts(&place);
    let before = place.read("before.yaml");
    place.write("before.yaml", &before.replace("role: clinical-informatics-director", "role: health-it-analyst"));
    let page = place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]).stdout;
    let said = all(&page, ".notice").join(" ");
    let analyst = "The earlier attempt was made for the role Health IT Analyst.";
    assert!(said.contains(&format!("{analyst} Here both are held against Clinical Informatics Director.")), "{said}");
    assert_eq!(all(&page, ".chosen th").len(), 1);
    let named = place.run(&["compare", "before.yaml", "after.yaml", "--role", "health-it-analyst", "-o", "-"]).stdout;
    assert_eq!(all(&named, "h1"), ["What changed: Health IT Analyst"]);
    assert!(all(&named, ".notice").is_empty());
}

#[test]
fn different_forms_can_be_compared_and_the_page_says_what_that_means() {
    let place = Place::new();
    two_attempts(&place);
    let full = place.run(&["template", "--form", "full"]).stdout.replace("    rating:\n", "    rating: 3\n");
    let full = full.replace("s-0001", "s-demo").replace("# finished: 2026-11-23", "finished: 2027-05-03");
    place.write("full.yaml", &full);
    let ran = place.run(&["compare", "before.yaml", "full.yaml", "-o", "-"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let said = all(&ran.stdout, ".notice").join(" ");
    for part in
        ["The forms differ: then, ", "(25 questions); now, ", "(75 questions). Both place people on the same levels"]
    {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert_eq!(count(&ran.stdout, ".changes tbody tr:not(.domain)"), 22);
}

#[test]
fn a_draft_is_called_so() {
    let place = Place::new();
    two_attempts(&place);
    let draft: String =
        place.read("after.yaml").split_inclusive('\n').filter(|line| !line.starts_with("finished")).collect();
    place.write("after.yaml", &draft);
    let page = place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]).stdout;
    assert_eq!(all(&page, ".draft"), ["Draft"]);
    let said = all(&page, ".notice").join(" ");
    assert!(said.contains("Now (begun 3 May 2027): a draft."), "{said}");
}

#[test]
fn a_changed_pack_is_said_on_the_page() {
    let place = Place::new();
    two_attempts(&place);
    let version = format!("version: {}", director_pack().version());
    place.write("before.yaml", &place.read("before.yaml").replace(&version, "version: 0.9.0"));
    let ran = place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]);
    assert!(ran.code == 0 && ran.stderr.contains("warning[SK302]"), "{}", ran.stderr);
    let said = all(&ran.stdout, ".notice").join(" ");
    assert!(said.contains("Then (23 November 2026): given to version 0.9.0 of the questionnaire"), "{said}");
    assert!(said.contains("nothing in how ratings become levels. Every answered question reads the same."), "{said}");
}

#[test]
fn compare_says_where_the_page_is_and_overwrites_nothing() {
    let place = Place::new();
    two_attempts(&place);
    let ran = place.run(&["compare", "before.yaml", "after.yaml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "comparison: [folder]/after.changes.html\n");
    assert_eq!(place.files(), ["after.changes.html", "after.yaml", "before.yaml"]);
    place.write("after.changes.html", "mine");
    let ran = place.run(&["compare", "before.yaml", "after.yaml"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "error: `after.changes.html` is already there\nhint: choose another name, or replace it with `--force`\n"
    );
    assert_eq!(place.read("after.changes.html"), "mine");
    assert_eq!(place.run(&["compare", "before.yaml", "after.yaml", "--force"]).code, 0);
    let before = place.read("before.yaml");
    let ran = place.run(&["compare", "before.yaml", "after.yaml", "-o", "before.yaml", "--force"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("`before.yaml` would replace a file that is needed"),
        "{}",
        ran.stderr
    );
    assert_eq!(place.read("before.yaml"), before);
}

#[test]
fn other_pseudonyms_and_another_order_are_warned_of() {
    let place = Place::new();
    two_attempts(&place);
    let usual = place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]).stdout;
    let swapped = place.run(&["compare", "after.yaml", "before.yaml", "-o", "-"]);
    assert_eq!((swapped.code, &swapped.stdout), (0, &usual), "put in order");
    assert_eq!(
        swapped.stderr,
        "warning: `after.yaml` is later than `before.yaml`, so they are compared the\nother way round\n"
    );
    place.write("after.yaml", &place.read("after.yaml").replace("id: s-demo", "id: s-other"));
    let ran = place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.stderr, @r"
    warning: the pseudonyms differ: `s-demo` and `s-other`; make sure that both
    attempts are the same person's. The quiz gives every attempt a new one unless it
    is begun with `--after`
    ");
    assert!(all(&ran.stdout, ".notice").join(" ").contains("different pseudonyms, s-demo and s-other"));
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_reason() {
    let place = Place::new();
    two_attempts(&place);
    let before = place.read("before.yaml");
    place.write("copy.yaml", &before);
    let scoring = format!("scoring: {}", director_pack().scoring_fingerprint());
    assert!(before.contains(&scoring));
    place.write(
        "other-scoring.yaml",
        &before
            .replace(&scoring, "scoring: x")
            .replace(&format!("version: {}", director_pack().version()), "version: 0.1.0"),
    );
    place.write("observer.yaml", &before.replace("form: short", "rater: observer\nform: short"));
    let volunteers = repository_file("questionnaires/volunteer-coordinator/golden/one-season-in.yaml");
    place.write("volunteer.yaml", &volunteers);
    let mut said = String::new();
    for [first, second] in [
        ["before.yaml", "./before.yaml"],
        ["before.yaml", "copy.yaml"],
        ["other-scoring.yaml", "after.yaml"],
        ["before.yaml", "observer.yaml"],
        ["volunteer.yaml", "after.yaml"],
        ["missing.yaml", "after.yaml"],
    ] {
        let ran = place.run(&["compare", first, second]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{first} {second}");
        said.extend([ran.stderr.as_str(), "\n"]);
        if first != "other-scoring.yaml" && first != "volunteer.yaml" {
            let since = place.run(&["report", second, "--since", first]);
            assert_eq!(since.code, 1, "{}", since.stderr);
        }
    }
    assert!(!place.files().concat().contains("html"));
    let (fingerprint, version) = (director_pack().fingerprint().to_owned(), director_pack().version().to_string());
    insta::assert_snapshot!(said.replace(&fingerprint, "sha256:...").replace(&version, "NOW"), @r"
    error: `./before.yaml` is named twice
    hint: name two different answers files

    error: `before.yaml` and `copy.yaml` hold the same attempt
    hint: name two different attempts

    warning[SK302]: the pack has changed since these answers were given
      --> other-scoring.yaml:3:3
    3 |   id: clinical-informatics-director
      |   ^
      expected: version NOW with the fingerprint sha256:...
      hint: the answers are kept; none of the answered questions has changed

    error: `other-scoring.yaml` cannot be compared: what turns its ratings into
    levels, in version 0.1.0 of the pack, differs from this pack's, version NOW
    hint: compare answers to the same state of the pack; if both files are of the
    older one, name its folder with `--pack`; `skillgap report` makes a report of
    each

    error: `observer.yaml` holds an observer's ratings, not the person's own
    hint: name the person's own answers; `skillgap report ANSWERS --observer
    observer.yaml` shows both views

    error[SK301]: these answers belong to the pack `clinical-informatics-director`
      --> after.yaml:3:7
    3 |   id: clinical-informatics-director
      |       ^
      expected: the pack `volunteer-coordinator`
      hint: name answers that were given to the same pack

    error: the files belong to different packs
    hint: `skillgap explain CODE` tells more about a code in brackets

    error: cannot read `missing.yaml`: there is no such file or folder
    hint: check the name; `skillgap template` makes an answer sheet to fill in
    ");
}

#[test]
fn a_report_shows_what_changed_since_and_none_of_its_numbers_does() {
    let place = Place::new();
    two_attempts(&place);
    let plain = place.run(&["report", "after.yaml", "-o", "-"]).stdout;
    let ran = place.run(&["report", "after.yaml", "--since", "before.yaml", "-o", "-"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let page = ran.stdout;
    assert_same_report(&page, &plain);
    let rated_then = 22;
    assert_eq!(count(&page, ".picture use[href='#then']"), rated_then);
    assert_eq!((count(&plain, ".picture use[href='#then']"), count(&plain, "#since")), (0, 0));
    let labels = attributes(&page, "#profile ~ table svg[role=img]", "aria-label");
    assert_eq!(labels.iter().filter(|label| label.contains(", last time level ")).count(), rated_then);
    assert_eq!(count(&page, "#since ~ table.chart tbody tr:not(.domain)"), rated_then);
    assert!(all(&page, ".legend").join(" ").contains("you last time"));
    let compared = place.run(&["compare", "before.yaml", "after.yaml", "-o", "-"]).stdout;
    assert_eq!(all(&page, "section[aria-labelledby=since] .takeaway")[0], all(&compared, ".takeaway")[0]);
}

#[test]
fn a_later_attempt_behind_since_is_warned_of_with_the_command_that_turns_them_round() {
    let place = Place::new();
    two_attempts(&place);
    let ran = place.run(&["report", "before.yaml", "--since", "after.yaml", "-o", "-"]);
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.stderr,
        "warning: `after.yaml` is later than `before.yaml`; to see the change the right\nway round:\n  skillgap report after.yaml \
         --since before.yaml\n"
    );
    assert!(all(&ran.stdout, ".notice").join(" ").contains("is the later of the two"));
}

/// The sentences of a page on a form that asks about a part only.
#[test]
fn what_a_form_does_not_ask_about_is_said() {
    let (pack, _) = skillgap::pack::parse(&skillgap::pack::PackFiles {
        questionnaire: source("questionnaire", |text| {
            text.replace(
                "scale: often, facet: practice, weight: 2, forms: [full]",
                "scale: often, weight: 2, forms: [short]",
            )
            .replace("scale: often, reverse: true, forms: [full]", "scale: often, reverse: true, forms: [short]")
        }),
        roles: source("roles", |text| text),
        resources: source("resources", |text| text),
    });
    let pack = pack.unwrap();
    let in_form = |form: &str, day: &str| {
        let mut sheet =
            AnswerSheet::new(&pack, pack.find_form(form).unwrap(), Respondent { id: "s-1".to_owned(), label: None });
        for item in &pack.form(pack.find_form(form).unwrap()).items {
            sheet.set(*item, Answer::Rated(2), None);
        }
        dated(sheet, day)
    };
    let page = page(&pack, &in_form("short", "2026-11-23"), &in_form("full", "2027-05-03"));
    assert_eq!(all(&page, "#apart ~ table tbody tr"), ["DoughThen: level 1.9; now: the form does not ask about it"]);
}

fn source(name: &str, edit: impl Fn(String) -> String) -> skillgap::pack::SourceFile {
    let text = edit(repository_file(&format!("tests/fixtures/pack/{name}.yaml")));
    skillgap::pack::SourceFile { name: format!("{name}.yaml"), text }
}

#[test]
fn the_help_of_compare_names_its_defaults() {
    let help = Place::new().run(&["compare", "--help"]).stdout;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("AFTER with the ending .changes.html") && help.contains("the one in AFTER"), "{help}");
}

/// A file that the program wrote before its scoring rule changed is compared by today's rule, and the page says so.
#[test]
fn b20_a_file_of_the_earlier_rule_is_scored_anew_and_the_page_says_so() {
    let (place, pack) = (Place::new(), crate::harness::director_pack());
    let old = crate::harness::repository_file("tests/fixtures/answers-earlier-rule.yaml");
    assert!(old.contains(&format!("scoring: {}\n", pack.earlier_scoring_fingerprint())));
    place.write("old.yaml", &old);
    let today = old.replace(pack.earlier_scoring_fingerprint(), pack.scoring_fingerprint());
    let later = today.replace("2026-11-23", "2027-05-03").replace("rating: 1", "rating: 3");
    place.write("new.yaml", &later);
    let ran = place.run(&["compare", "old.yaml", "new.yaml", "-o", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(all(&ran.stdout, ".notice").join(" ").contains("scored anew by today's rule"), "{}", ran.stdout);
    // The same numbers as a file of today with the same answers.
    place.write("today.yaml", &today);
    let same = place.run(&["compare", "today.yaml", "new.yaml", "-o", "-"]).stdout;
    assert_eq!(all(&ran.stdout, "td[data-name]"), all(&same, "td[data-name]"));
    assert!(!all(&same, ".notice").join(" ").contains("scored anew"));
}

/// The page leads with the role that came next then, and says what comes next now.
#[test]
fn b20_the_comparison_leads_with_the_next_role() {
    let pack = crate::harness::director_pack();
    let at = |level: i64, day: &str| {
        let mut sheet = crate::harness::page::level(&pack, level);
        sheet.respondent.id = "s-1".to_owned();
        dated(sheet, day)
    };
    let lead = |before: &AnswerSheet, after: &AnswerSheet| all(&page(&pack, before, after), ".takeaway")[0].clone();
    let (low, high) = (at(0, "2026-11-23"), at(3, "2027-05-03"));
    let next = |sheet: &AnswerSheet| {
        let assessment = Assessment::new(&pack, sheet);
        let role = assessment.next_role(sheet.role).unwrap();
        (pack.role(role).title.clone(), role)
    };
    let then = next(&low);
    let percent = |sheet: &AnswerSheet, role| {
        let readiness = Assessment::new(&pack, sheet).against(role).readiness.unwrap();
        skillgap::language::plain_spaces(&skillgap::language::percent(readiness))
    };
    let [first, second] = [&low, &high].map(|sheet| percent(sheet, then.1));
    let now = next(&high);
    assert_eq!(lead(&low, &low_again(&low)), format!("{}, {first} then, {first} now: not yet reached.", then.0));
    let found = lead(&low, &high);
    let is_reached = Assessment::new(&pack, &high).ladder[then.1.get()].reached;
    assert!(is_reached, "level 3 reaches the first role, so that this test says something");
    let rest = format!("The next role is now {}, {}.", now.0, percent(&high, now.1));
    assert_eq!(found, format!("{}, {first} then, {second} now: reached. {rest}", then.0));
    let top = at(5, "2027-05-03");
    let title = &pack.role(top.role).title;
    assert!(lead(&low, &top).ends_with(&format!("now: reached. You are now at {title} or above it.")));
    let before = at(5, "2026-11-23");
    assert_eq!(lead(&before, &top), format!("Already at {title} or above it, then and now."));
    assert!(lead(&before, &high).starts_with("The next role is now "));
}

/// The same answers on another day.
fn low_again(sheet: &AnswerSheet) -> AnswerSheet {
    dated(sheet.clone(), "2027-05-03")
}

/// Two attempts at a pack of two competencies, of which the first measures something else since version 2.0.0.
fn across_a_redefinition(given: &str) -> (Pack, [AnswerSheet; 2]) {
    let mut files = small_files(&[CompetencySpec::new(4, 3), CompetencySpec::new(3, 2)]);
    let text = &mut files.questionnaire.text;
    *text = text.replacen("version: 1.0.0", "version: 2.0.0", 1).replacen(
        "why: w\n",
        "why: w\n        redefined: 2.0.0\n",
        1,
    );
    let (pack, problems) = skillgap::pack::parse(&files);
    let pack = pack.unwrap_or_else(|| panic!("{problems:?}"));
    let after = dated(sheet(&pack, &rated(&[4, 3])), "2027-05-03");
    let now = skillgap::answers::to_yaml(&dated(sheet(&pack, &rated(&[2, 1])), "2026-11-23"), &pack);
    let lines = now.lines().map(|line| match line.trim_start() {
        _ if line.trim_start().starts_with("version:") => format!("  version: {given}"),
        _ if line.trim_start().starts_with("fingerprint:") => format!("  fingerprint: sha256:{}", "0".repeat(64)),
        _ => line.to_owned(),
    });
    // The first question is another one now; the second reads as before.
    let earlier = (lines.collect::<Vec<_>>().join("\n") + "\n").replacen("asked: ", "asked: '0123456789' # ", 1);
    let earlier = if given == "2.0.0" { now } else { earlier };
    let (before, problems) = skillgap::answers::parse("earlier.yaml", &earlier, &pack);
    (pack.clone(), [before.unwrap_or_else(|| panic!("{problems:?}\n{earlier}")), after])
}

#[test]
fn a10_what_a_competency_measured_before_it_was_redefined_is_not_compared_with_what_it_measures_now() {
    let (pack, [before, after]) = across_a_redefinition("1.2.0");
    let page_of = page(&pack, &before, &after);
    assert_eq!(all(&page_of, ".changes tbody tr:not(.domain) td:not(.picture)")[..3], ["1", "3", "+2"]);
    assert_eq!(count(&page_of, ".changes tbody tr:not(.domain)"), 1);
    let apart = all(&page_of, "section[aria-labelledby=apart]").join(" ");
    assert!(apart.contains("Competency 0"), "{apart}");
    assert!(apart.contains("Then: level 2 of what the question meant then; now: level 4"), "{apart}");
    // The report on the earlier answers says it too, and shows no hollow dot in a later one.
    let own = Assessment::new(&pack, &before);
    let alone = html::student_page(&view::student_report(&own, "skillgap test"));
    assert!(alone.contains("Competency 0 measures something else now: rate it again."));
    let pair = Pair::of_attempts(&pack, &before, &after).unwrap();
    let sides = [&before, &after].map(|sheet| Assessment::new(&pack, sheet));
    let comparison = Comparison::new(&pair, [&sides[0], &sides[1]]);
    let beside = view::Beside { since: Some(&comparison), ..view::Beside::default() };
    let later = view::student_report_beside(&sides[1], beside, "skillgap test");
    let dots: Vec<bool> =
        later.profile.iter().flat_map(|domain| &domain.rows).map(|row| row.mark.then.is_some()).collect();
    assert_eq!(dots, [false, true]);
}

/// Answers to the version that redefined a competency measure what it measures now, and so do those to what was not
/// redefined.
#[test]
fn a10_only_answers_from_before_the_redefinition_measure_something_else() {
    let (pack, [mut before, after]) = across_a_redefinition("1.2.0");
    let earlier = |sheet: &AnswerSheet| {
        pack.competency_indices().map(|at| sheet.is_of_earlier_meaning(pack.competency(at))).collect::<Vec<_>>()
    };
    assert_eq!([earlier(&before), earlier(&after)], [[true, false], [false, false]]);
    before.pack.version = after.pack.version;
    assert_eq!(earlier(&before), [false, false], "version 2.0.0 is the one that redefined it");
}

#[test]
fn a10_attempts_on_the_same_side_of_a_redefinition_are_compared() {
    let (pack, [before, after]) = across_a_redefinition("2.0.0");
    assert_eq!(count(&page(&pack, &before, &after), ".changes tbody tr:not(.domain)"), 2);
    let (pack, [before, _]) = across_a_redefinition("1.2.0");
    let mut second = before.clone();
    second.finished = Timestamp::parse("2026-12-24T09:00:00Z");
    second.started = Timestamp::parse("2026-12-24T08:00:00Z");
    assert_eq!(count(&page(&pack, &before, &second), ".changes tbody tr:not(.domain)"), 2);
}
