//! Every command through the program itself: what it prints, where, which files it makes, its exit code.

use crate::harness::{Place, repository_file};

/// A filled template: every rating 2.
fn filled(place: &Place) -> String {
    let template = place.run(&["template"]);
    assert_eq!((template.code, template.stderr.as_str()), (0, ""));
    template.stdout.replace("    rating:\n", "    rating: 2\n")
}

#[test]
fn e06_help_names_every_exit_code_and_has_examples() {
    let help = Place::new().run(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    for line in ["Examples:", "Exit codes:", "  0  ", "  1  ", "  2  ", "  3  ", "  130  "] {
        assert!(help.stdout.contains(line), "{line}\n{}", help.stdout);
    }
    let wrong = Place::new().run(&["quizz"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("'quiz'"), "{}", wrong.stderr);
}

#[test]
fn e06_each_exit_code_is_given_where_the_help_says() {
    let place = Place::new();
    place.write("a.yaml", &filled(&place));
    place.write("bad.yaml", &filled(&place).replacen("rating: 2", "rating: 9", 1));
    for (code, line, input) in [
        (0, "score a.yaml", ""),
        (0, "quiz --plain --out saved.yaml", "a\nAda\n1\nq\n"),
        (1, "report nothing.yaml", ""),
        (1, "report bad.yaml", ""),
        (1, "check bad.yaml", ""),
        (1, "score bad.yaml", ""),
        (2, "report", ""),
        (2, "quiz", ""),
        (2, "quiz --plain --no-input", ""),
        (3, "score a.yaml bad.yaml", ""),
        (130, "quiz --plain --out broken-off.yaml", "a\nAda\n1\n"),
    ] {
        let ran = place.run_with(&line.split(' ').collect::<Vec<_>>(), input);
        assert_eq!(ran.code, code, "{line}: {}", ran.stderr);
    }
    assert!(place.read("broken-off.yaml").contains("rating: 1"), "what was answered is saved");
}

#[test]
fn e04_an_unknown_name_suggests_the_nearest_one() {
    let place = Place::new();
    let sheet = filled(&place);
    place.write("a.yaml", &sheet);
    place.write("item.yaml", &sheet.replacen("item: data-analysis", "item: data-analisys", 1));
    place.write("level.yaml", &sheet.replacen("rating: 2", "rating: Asisted", 1));
    place.write(
        "pack.yaml",
        &sheet.replacen("id: clinical-informatics-director", "id: clinical-informatic-director", 1),
    );
    for (line, near) in [
        ("report a.yaml --pack volunteer-cordinator", "volunteer-coordinator"),
        ("report pack.yaml", "clinical-informatics-director"),
        ("report item.yaml", "data-analysis"),
        ("explain data-analisys", "data-analysis"),
        ("explain helth-it-analyst", "health-it-analyst"),
        ("report a.yaml --role health-it-analist", "health-it-analyst"),
        ("template --form ful", "full"),
        ("step a.yaml pmpp done", "pmp"),
        ("man quizz", "quiz"),
        ("quizz", "quiz"),
        ("report a.yaml --forse", "--force"),
        ("report level.yaml", "Assisted"),
    ] {
        let ran = place.run(&line.split(' ').collect::<Vec<_>>());
        let said = ran.stderr.replace('\'', "`");
        let asks = said.contains(&format!("did you mean `{near}`?")) || said.contains(&format!("exists: `{near}`"));
        assert!([1, 2].contains(&ran.code) && asks, "{line}: {}", ran.stderr);
    }
}

#[test]
fn a01_without_a_terminal_the_quiz_names_what_to_use() {
    let place = Place::new();
    let no_terminal = "error: the quiz needs a terminal to ask in\nhint: use `skillgap quiz --plain` to answer by lines, \
                       `skillgap template` to\nfill in a file, or `skillgap demo` to see a report\n";
    let no_input = "error: the quiz asks questions, and `--no-input` forbids that\nhint: use `skillgap template` to fill in \
                    a file, or `skillgap demo` to see a\nreport\n";
    for (args, said) in [
        (&["quiz"][..], no_terminal),
        (&["quiz", "--no-input"], no_input),
        (&["--no-input", "quiz", "--plain"], no_input),
    ] {
        let begun = std::time::Instant::now();
        let ran = place.run(args);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (2, "", said));
        assert!(begun.elapsed().as_secs() < 1);
    }
    assert!(place.files().is_empty());
}

#[test]
fn a_filled_template_becomes_a_report() {
    let place = Place::new();
    place.write("my answers ü.yaml", &filled(&place));
    let ran = place.run(&["report", "my answers ü.yaml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "report: [folder]/my answers ü.html\n");
    let page = place.read("my answers ü.html");
    assert!(page.contains("25 of 25 answered") && page.contains("Draft"));
    let printed = place.run(&["report", "my answers ü.yaml", "-o", "-"]);
    assert_eq!((printed.code, printed.stderr.as_str()), (0, ""));
    assert_eq!(printed.stdout, page, "the same answers give the same bytes");
}

#[test]
fn an_untouched_template_is_a_sheet_with_nothing_answered() {
    let place = Place::new();
    let template = place.run(&["template", "--form", "short", "--format", "yaml"]).stdout;
    place.write("empty.yaml", &template);
    let ran = place.run(&["report", "empty.yaml", "-o", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("0 of 25 answered"));
    assert_eq!(place.run(&["check", "empty.yaml"]).code, 0);
}

#[test]
fn the_csv_template_is_a_header() {
    let header = Place::new().run(&["template", "--format", "csv"]).stdout;
    assert!(header.starts_with(
        "respondent,label,role,education,experience-years,licences,region,studying,studying-until,post,hours-per-week,\
         budget,holds,health-it-systems,"
    ));
    assert!(header.ends_with(",process-improvement\n") && header.lines().count() == 1);
}

#[test]
fn d05_nothing_is_overwritten_without_force() {
    let place = Place::new();
    place.write("a.yaml", &filled(&place));
    place.write("a.html", "mine");
    let ran = place.run(&["report", "a.yaml"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stderr, @r"
    error: `a.html` is already there
    hint: choose another name, or replace it with `--force`
    ");
    assert_eq!(place.read("a.html"), "mine");
    assert_eq!(place.run(&["report", "a.yaml", "--force"]).code, 0);
    assert_ne!(place.read("a.html"), "mine");
    assert_eq!(place.run(&["report", "a.yaml"]).code, 0, "the same bytes again are no overwriting");
}

#[test]
fn another_role_can_be_named_and_a_wrong_one_is_guessed() {
    let place = Place::new();
    place.write("a.yaml", &filled(&place));
    let ran = place.run(&["report", "a.yaml", "--role", "health-it-analyst", "-o", "-"]);
    assert!(ran.stdout.contains("<h1>Health IT Analyst: "));
    let wrong = place.run(&["report", "a.yaml", "--role", "health-it-analist"]);
    assert_eq!(wrong.code, 1);
    assert_eq!(wrong.stderr, "error: unknown role: `health-it-analist`\nhint: did you mean `health-it-analyst`?\n");
}

#[test]
fn e01_a_bad_answers_file_is_shown_with_place_and_fix() {
    let place = Place::new();
    place.write(
        "a.yaml",
        &filled(&place).replacen("rating: 2", "rating: 9", 7).replace("id: s-0001", "id: \"\\e[31m\""),
    );
    let ran = place.run(&["report", "a.yaml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(place.files(), ["a.yaml"]);
    assert_eq!(ran.stderr.matches("error[SK303]").count(), 5, "the first five alike ones are shown");
    assert!(ran.stderr.contains("2 more problems of this kind (SK303) in a.yaml"));
    let last: Vec<&str> = ran.stderr.lines().rev().take(2).collect();
    assert_eq!(
        last,
        ["hint: `skillgap explain CODE` tells more about a code in brackets", "error: `a.yaml` has 7 problems"]
    );
    assert!(!ran.stderr.contains('\u{1b}'), "D08");
}

/// Thousands of problems neither take minutes nor fill the screen.
#[test]
fn e03_a_file_full_of_problems_is_summed_up() {
    let place = Place::new();
    let wrong = "- {item: nothing, rating: 77}\n".repeat(8000);
    place.write(
        "a.yaml",
        &format!("format: 1\npack: {{id: clinical-informatics-director}}\nrespondent: {{id: x}}\nanswers:\n{wrong}"),
    );
    let begun = std::time::Instant::now();
    let ran = place.run(&["check", "a.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("7995 more problems of this kind (SK202)") && ran.stderr.lines().count() < 60,
        "{}",
        ran.stderr
    );
    let keys: String = (0..40_000).map(|n| format!("{n}: 0\n")).collect::<Vec<_>>().concat();
    place.write("b.yaml", &keys[..250_000]);
    assert_eq!(place.run(&["check", "b.yaml"]).code, 1);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn e02_system_errors_are_said_in_words() {
    let place = Place::new();
    let ran = place.run(&["report", "nothing.yaml"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stderr, @r"
    error: cannot read `nothing.yaml`: there is no such file or folder
    hint: check the name; `skillgap template` makes an answer sheet to fill in
    ");
    let ran = place.run(&["report", "."]);
    assert_eq!(ran.stderr, "error: cannot read `.`: it is a folder\nhint: name a file in it\n");
}

#[test]
fn check_reports_every_problem_of_every_file() {
    let place = Place::new();
    let good = filled(&place);
    place.write("class/one.yaml", &good);
    place.write("class/two.yaml", &good.replace("role: clinical", "role: clinikal"));
    place.write("class/deep/three.yaml", &good.replacen("rating: 2", "rating: two", 1));
    std::fs::write(place.path("class/four.yaml"), b"format: \xff").unwrap();
    let ran = place.run(&["check", "class", "missing.yaml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    for part in ["SK118", "SK303", "SK104", "SK105", "three.yaml:", "4 problems in 5 inputs checked"] {
        assert!(ran.stderr.contains(part), "{part}\n{}", ran.stderr);
    }
    assert_eq!(place.run(&["check", "class/one.yaml"]).stderr, "checked 1 input: no errors\n");
}

#[test]
fn a_pack_folder_is_checked_and_used() {
    let place = Place::new();
    for name in ["questionnaire", "roles", "resources"] {
        place.write(&format!("bakery/{name}.yaml"), &repository_file(&format!("tests/fixtures/pack/{name}.yaml")));
    }
    place.write("answers.yaml", &repository_file("tests/fixtures/answers.yaml"));
    let ran = place.run(&["check", "bakery"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.starts_with("pack bakery 1.2.0: sha256:"));
    let ran = place.run(&["packs", "--pack", "bakery"]);
    assert_eq!(
        ran.stdout,
        "bakery  1.2.0  Head Baker: 2 competencies, 2 roles, 3 resources; forms: short (2 questions), full (3 questions)\n"
    );
    let ran = place.run(&["report", "answers.yaml", "--pack", "bakery", "-o", "-"]);
    assert!(ran.stdout.contains("<h1>Head Baker: "), "{}", ran.stderr);
    let ran = place.run(&["demo", "--pack", "bakery"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);

    let bad = repository_file("tests/fixtures/bad-packs/dangling-scale.questionnaire.yaml");
    place.write("bakery/questionnaire.yaml", &bad);
    let ran = place.run(&["packs", "--pack", "bakery"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("--> bakery/questionnaire.yaml:36:72"), "{}", ran.stderr);
    let ran = place.run(&["packs", "--pack", "clinical-informatics-directr"]);
    assert!(ran.stderr.contains("did you mean `clinical-informatics-director`?"), "{}", ran.stderr);
}

#[test]
fn explain_knows_competencies_roles_resources_items_and_codes() {
    let place = Place::new();
    for (what, words) in [
        ("data-analysis", "Needed by"),
        ("health-it-analyst", "Targets: level, importance"),
        ("pmp", "Project Management Professional"),
        ("chisp", "Never recommended"),
        ("SK202", "nothing has this id"),
        ("sk202", "SK202: "),
    ] {
        let ran = place.run(&["explain", what]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{what}");
        assert!(ran.stdout.contains(words), "{what}:\n{}", ran.stdout);
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80 || line.contains("http")), "{}", ran.stdout);
    }
    let ran = place.run(&["explain", "data-analisis"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr, "error: unknown id or code: `data-analisis`\nhint: did you mean `data-analysis`?\n");
}

#[test]
fn the_demonstration_gives_the_same_files_every_time() {
    let place = Place::new();
    let first = place.run(&["demo"]);
    assert_eq!((first.code, first.stdout.as_str()), (0, ""));
    assert_eq!(place.files(), ["skillgap-demo.html", "skillgap-demo.yaml"]);
    assert!(first.stderr.contains("report:  [folder]/skillgap-demo.html\n"), "{}", first.stderr);
    let again = place.run(&["demo"]);
    assert_eq!((again.code, again.stderr), (0, first.stderr));
    assert_eq!(
        place.run(&["report", "skillgap-demo.yaml"]).code,
        0,
        "the report of the demonstration's answers is the same"
    );
}

/// Replies for the start and the name.
const OPENING: &str = "a\nAda\n";

/// Replies about the person behind the last question: education, years, licence, region, no degree under way, no post.
const ABOUT: &str = "4\n2\n2\n1\n1\n3\n";

#[test]
fn a15_a16_a_whole_quiz_by_plain_lines() {
    let place = Place::new();
    let mut input = OPENING.to_owned();
    // From 4 up a note is asked for, and a reason for what does not apply; Enter alone goes on without.
    for key in ["0", "1", "2", "3", "4\nThe term paper.", "5\n", "?", "n\nNo lab here.", "s", "x\n5\n"] {
        input.extend([key, "\n"]);
    }
    input += "b\n\n"; // back, where Enter alone keeps the earlier answer
    input += "e\nWrote the plan.\n3\n"; // a note and an answer
    input += "h\nc\n3\n";
    input += &"2\n".repeat(13);
    input += ABOUT;
    input += "25\n4\n\nf\n";
    let ran = place.run_with(&["quiz", "--plain", "--out", "ada.yaml"], &input);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(!ran.stderr.contains('\u{1b}'));
    for said in [
        "Chosen: 0, No exposure.",
        "Chosen: I don't know.",
        "x is not one of the keys.",
        "Your answer so far: 5, Sets direction.",
        "Written: Wrote the plan.",
        "Left empty.",
        "Build next:  ",
        "First step:  ",
        "--form full --after ada.yaml",
        "report:  [folder]/ada.html",
    ] {
        assert!(ran.stderr.contains(said), "{said}\n{}", ran.stderr);
    }
    let answers = place.read("ada.yaml");
    for line in [
        "label: Ada",
        "education: bachelor",
        "experience-years: 2",
        "- rn",
        "region: us",
        "note: Wrote the plan.",
        "note: The term paper.",
        "reason: No lab here.",
        "finished: ",
    ] {
        assert!(answers.contains(line), "{line}\n{answers}");
    }
    assert_eq!(place.files(), ["ada.html", "ada.yaml"]);
    assert_eq!(place.run(&["check", "ada.yaml"]).code, 0);
    let again = place.run_with(&["quiz", "--plain", "--out", "ada.yaml"], "a\n");
    assert_eq!(again.code, 1, "a finished attempt is not overwritten");
    assert_eq!(place.read("ada.yaml"), answers);
}

#[test]
fn a15_the_environment_asks_for_plain_lines() {
    for (name, value) in [("ACCESSIBLE", "1"), ("TERM", "dumb")] {
        let place = Place::new();
        let mut command = place.command(&["quiz"]);
        command.env(name, value).stdin(std::process::Stdio::null());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{name}: the input ended");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("a. Start") && !said.contains('\u{1b}'), "{said}");
    }
}

#[test]
fn input_that_ends_early_loses_nothing() {
    let place = Place::new();
    let ran = place.run_with(&["quiz", "--plain"], &format!("{OPENING}3\n4\n"));
    assert_eq!(ran.code, 130);
    let name = place.files().pop().unwrap();
    assert!(ran.stderr.contains("Saved, 2 of 25 answered: [folder]/skillgap-"), "{}", ran.stderr);
    assert!(place.read(&name).contains("rating: 4"));
    let ran = place.run_with(&["quiz", "--plain"], "c\nq\n");
    assert_eq!(ran.code, 0, "saved on purpose");
    assert!(ran.stderr.contains("2 of 25 answered") && ran.stderr.contains("[3 of 25]"), "{}", ran.stderr);
    assert_eq!(place.files(), [name], "the same file goes on");
}

#[test]
fn a10_a_changed_pack_is_said_and_the_answers_stay() {
    let place = Place::new();
    let text =
        filled(&place).replace(&format!("version: {}", crate::harness::director_pack().version()), "version: 0.9.0");
    place.write("old.yaml", &text);
    let ran = place.run(&["report", "old.yaml", "-o", "-"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.contains("warning[SK302]"), "{}", ran.stderr);
    assert!(ran.stdout.contains("The questionnaire has changed since these answers were given."));
    assert_eq!(place.read("old.yaml"), text);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let place = Place::new();
    let mut child = place.command(&["template"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn d05_an_output_never_replaces_its_input() {
    let place = Place::new();
    let answers = filled(&place);
    place.write("a.html", &answers);
    for args in [&["report", "a.html", "--force"][..], &["report", "a.html", "-o", "./a.html", "--force"]] {
        let ran = place.run(args);
        assert_eq!(ran.code, 1);
        assert!(ran.stderr.contains("would replace a file that is needed"), "{}", ran.stderr);
    }
    assert_eq!(place.read("a.html"), answers);
    let ran = place.run(&["demo", "-o", "x.yaml", "--force"]);
    assert_eq!((ran.code, place.files()), (1, vec!["a.html".to_owned()]), "{}", ran.stderr);
}

#[test]
fn the_demonstration_can_be_printed() {
    let place = Place::new();
    let ran = place.run(&["demo", "-o", "-"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.starts_with("<!DOCTYPE html>") && place.files().is_empty());
}

#[test]
fn e01_an_empty_file_and_a_huge_number_are_said_in_our_words() {
    let place = Place::new();
    place.write("empty.yaml", "# nothing\n");
    let ran = place.run(&["check", "empty.yaml"]);
    assert!(ran.stderr.contains("error[SK111]: `the file` is empty"), "{}", ran.stderr);
    place.write("huge.yaml", &filled(&place).replacen("rating: 2", "rating: 99999999999999999999999", 1));
    let ran = place.run(&["check", "huge.yaml"]);
    assert!(
        ran.stderr.contains("`99999999999999999999999` is not a rating of") && !ran.stderr.contains("u128"),
        "{}",
        ran.stderr
    );
}

/// Two quizzes on one file: the second to save goes on in a file of its own, and both keep every answer.
#[test]
fn a07_two_quizzes_on_one_file_lose_nothing() {
    use std::io::Write as _;
    use std::process::Stdio;
    let place = Place::new();
    assert_eq!(place.run_with(&["quiz", "--plain", "--out", "same.yaml"], &format!("{OPENING}1\nq\n")).code, 0);
    let mut first = place
        .command(&["quiz", "--plain", "--out", "same.yaml"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = first.stdin.take().unwrap();
    keys.write_all(b"c\n3\n").unwrap();
    // The first has saved its answer when the file says so; then another quiz answers the next question.
    let begun = std::time::Instant::now();
    while !place.read("same.yaml").contains("rating: 3") {
        assert!(begun.elapsed().as_secs() < 20);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(place.run_with(&["quiz", "--plain", "--out", "same.yaml"], "c\n5\n\nq\n").code, 0);
    keys.write_all(b"4\n\nq\n").unwrap();
    drop(keys);
    let said = String::from_utf8(first.wait_with_output().unwrap().stderr).unwrap();
    assert!(said.contains("same-2.yaml"), "{said}");
    assert!(place.read("same.yaml").contains("rating: 5"));
    let own = place.read("same-2.yaml");
    assert!(own.contains("rating: 3") && own.contains("rating: 4"), "{own}");
}

#[test]
fn a_file_name_cannot_become_a_command() {
    let place = Place::new();
    let name = "it's $(touch pwned) `id`.yaml";
    let ran = place.run_with(&["quiz", "--plain", "--out", name], &format!("{OPENING}q\n"));
    assert_eq!(ran.code, 0);
    let line = ran.stderr.lines().last().unwrap().trim().to_owned();
    let quoted =
        if cfg!(windows) { "\"it's `$(touch pwned) ``id``.yaml\"" } else { r"'it'\''s $(touch pwned) `id`.yaml'" };
    assert_eq!(line, format!("skillgap quiz --plain --out {quoted}"));
    let ran = place.run_with(&["quiz", "--plain", "--out=-x.yaml"], &format!("{OPENING}q\n"));
    assert!(ran.stderr.ends_with("skillgap quiz --plain --out ./-x.yaml\n"), "no option: {}", ran.stderr);
}

#[test]
fn plain_texts_can_be_left_with_b() {
    let place = Place::new();
    let ran = place.run_with(
        &["quiz", "--plain", "--out", "a.yaml"],
        &format!("a\nb\na\nAda\n{}4\nmany\nb\n5\n\n1\nq\n", "1\n".repeat(25)),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("Type a whole number from 0 to 60"), "{}", ran.stderr);
    let answers = place.read("a.yaml");
    assert!(answers.contains("education: master") && !answers.contains("experience-years"), "{answers}");
}

#[test]
fn e01_e02_a_value_that_cannot_be_used_is_said_in_our_words() {
    let place = Place::new();
    for (value, why) in [("--deadline=tomorrow", "a day is written as"), ("--format=xml", "text, json, ics")] {
        let ran = place.run(&["plan", "answers.yaml", value]);
        let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert!(said.starts_with("error: cannot use the value ") && said.contains(why), "{said}");
        assert!(!said.contains("invalid"), "{said}");
    }
}

/// A filled sheet of the volunteer pack, for this person.
fn volunteer(place: &Place, person: &str) -> String {
    let template = place.run(&["template", "--pack", "volunteer-coordinator"]).stdout;
    template.replace("    rating:\n", "    rating: 2\n").replace("id: s-0001", &format!("id: {person}"))
}

#[test]
fn an_answers_file_is_read_with_the_pack_that_it_names() {
    let place = Place::new();
    let sheet = volunteer(&place, "v-1");
    place.write("a.yaml", &sheet);
    place.write("b.yaml", &sheet.replace("rating: 2", "rating: 3").replace("v-1", "v-2"));
    for (args, also) in [
        (&["report", "a.yaml", "-o", "-"][..], 0),
        (&["plan", "a.yaml", "--start", "2026-12-01"], 0),
        (&["compare", "a.yaml", "b.yaml", "-o", "-"], 0),
        (&["report", "b.yaml", "--since", "a.yaml", "-o", "-"], 0),
        (&["check", "a.yaml"], 0),
        (&["score", "a.yaml", "b.yaml"], 0),
    ] {
        let ran = place.run(args);
        let told = [args, &["--pack", "volunteer-coordinator"]].concat();
        let told = place.run(&told);
        assert_eq!((ran.code, &ran.stdout, &ran.stderr), (also, &told.stdout, &told.stderr), "{args:?}");
    }
}

#[test]
fn a_pack_that_the_program_has_not_is_one_message() {
    let place = Place::new();
    place.write("a.yaml", &volunteer(&place, "v-1").replace("id: volunteer-coordinator", "id: fire-fighter"));
    for args in
        [&["report", "a.yaml"][..], &["plan", "a.yaml"], &["check", "a.yaml"], &["quiz", "--plain", "--out", "a.yaml"]]
    {
        let ran = place.run(args);
        assert_eq!((ran.code, ran.stderr.matches("error[").count()), (1, 1), "{args:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("these answers belong to the pack `fire-fighter`"), "{}", ran.stderr);
        assert!(ran.stderr.contains("--pack DIR"), "{}", ran.stderr);
    }
    place.write("b.yaml", &volunteer(&place, "v-1"));
    let other = place.run(&["report", "b.yaml", "--pack", "clinical-informatics-director"]);
    assert_eq!((other.code, other.stderr.matches("error[").count()), (1, 1), "{}", other.stderr);
}

#[test]
fn answers_to_two_packs_are_not_compared_and_not_scored_together() {
    let place = Place::new();
    place.write("a.yaml", &volunteer(&place, "v-1"));
    place.write("b.yaml", &filled(&place));
    let compared = place.run(&["compare", "a.yaml", "b.yaml"]);
    assert_eq!((compared.code, compared.stderr.matches("error[").count()), (1, 1), "{}", compared.stderr);
    assert!(compared.stderr.contains("the files belong to different packs"), "{}", compared.stderr);
    let scored = place.run(&["score", "a.yaml", "b.yaml"]);
    assert_eq!((scored.code, scored.stderr.matches("SK301").count()), (3, 1), "{}", scored.stderr);
    assert!(scored.stderr.contains("scored 1 of 2") && scored.stdout.contains("v-1"), "{}", scored.stderr);
    let checked = place.run(&["check", "a.yaml", "b.yaml"]);
    assert_eq!(checked.code, 0, "each with its own pack: {}", checked.stderr);
}

#[test]
fn tables_and_lines_are_scored_with_the_pack_that_they_name() {
    let place = Place::new();
    let items = place.run(&["template", "--pack", "volunteer-coordinator", "--format", "csv"]).stdout;
    let items = items.trim().split_once(",holds,").unwrap().1;
    let cells = vec!["3"; items.split(',').count()].join(",");
    let row = |id: &str, pack: &str| format!("{id},{pack},{cells}\n");
    let table = format!("respondent,pack,{items}\n{}", row("v-1", "volunteer-coordinator"));
    place.write("a.csv", &table);
    place.write("a.tsv", &table.replace(',', "\t"));
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, table.as_bytes()).unwrap();
    std::fs::write(place.path("b.csv.gz"), gzip.finish().unwrap()).unwrap();
    let line =
        "{\"format\":1,\"pack\":{\"id\":\"volunteer-coordinator\"},\"respondent\":{\"id\":\"v-1\"},\"answers\":[]}\n";
    place.write("a.ndjson", line);
    place.write("unnamed", line);
    for file in ["a.csv", "a.tsv", "b.csv.gz", "a.ndjson", "unnamed"] {
        let ran = place.run(&["score", file]);
        let told = place.run(&["score", file, "--pack", "volunteer-coordinator"]);
        assert_eq!((ran.code, &ran.stdout, &ran.stderr), (0, &told.stdout, &told.stderr), "{file}");
        assert!(!ran.stderr.contains("unknown column"), "{}", ran.stderr);
    }
    // Standard input is read once: its rows name another pack than the default.
    let piped = place.run_with(&["score", "-"], line);
    assert!(piped.code != 0 && piped.stderr.contains("--pack DIR"), "{}", piped.stderr);
    // A table of a pack that the program has not says which, instead of that its columns are unknown.
    place.write("unknown.csv", &table.replace("volunteer-coordinator", "fire-fighter"));
    let unknown = place.run(&["score", "unknown.csv"]);
    assert_eq!((unknown.code, unknown.stderr.matches("error[").count()), (1, 1), "{}", unknown.stderr);
    assert!(unknown.stderr.contains("these answers belong to the pack `fire-fighter`"), "{}", unknown.stderr);
    // A row of another pack is refused alone, with one problem.
    place.write("mixed.csv", &(table.clone() + &row("x", "fire-fighter").replace(",3", ",99") + &row("v-2", "")));
    let mixed = place.run(&["score", "mixed.csv"]);
    assert_eq!((mixed.code, mixed.stderr.matches("error[").count()), (3, 1), "{}", mixed.stderr);
    assert!(mixed.stderr.contains("these answers belong to the pack `fire-fighter`"), "{}", mixed.stderr);
    assert!(mixed.stderr.contains("scored 2 of 3"), "{}", mixed.stderr);
}

#[test]
fn a_draft_of_another_pack_goes_on_with_its_pack() {
    let place = Place::new();
    let draft = place.run(&["template", "--pack", "volunteer-coordinator"]).stdout;
    place.write("a.yaml", &draft);
    let ran = place.run_with(&["quiz", "--plain", "--out", "a.yaml"], "q\n");
    assert!(!ran.stderr.contains("SK301") && ran.stderr.contains("An unfinished attempt is in"), "{}", ran.stderr);
    let broken = draft + "\n  : [";
    place.write("a.yaml", &broken);
    let ran = place.run(&["report", "a.yaml"]);
    assert_eq!((ran.code, ran.stderr.matches("error[").count()), (1, 1), "{}", ran.stderr);
    assert!(ran.stderr.contains("not readable as YAML"), "{}", ran.stderr);
}
