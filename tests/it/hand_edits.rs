//! Answers files as people type and edit them by hand.

use crate::harness::{CompetencySpec, Place, director_pack, rated, sheet, small_files, small_pack};
use proptest::prelude::*;
use skillgap::answers::{self, AnswerSheet, Rater, ReadOptions, yaml_template};
use skillgap::diag::{Code, Diagnostic, any_error, render};
use skillgap::model::{FormIx, Id as _, Pack};
use skillgap::pack;

/// A template with the first two ratings filled in.
fn filled(pack: &Pack) -> String {
    let text = yaml_template(pack, pack.default_form(), Rater::Own);
    text.replacen("    rating:\n", "    rating: 3\n", 1).replacen("    rating:\n", "    rating: 2\n", 1)
}

fn read(text: &str, pack: &Pack) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    answers::parse("a.yaml", text, pack)
}

fn shown(problems: &[Diagnostic]) -> String {
    problems.iter().map(render).collect::<Vec<_>>().join("\n")
}

/// The note of the first item, where the line of a note was typed like this.
fn note(pack: &Pack, typed: &str) -> (Option<String>, Vec<Diagnostic>) {
    let text = filled(pack).replacen("    rating: 3\n", &format!("    rating: 3\n    {typed}\n"), 1);
    let (sheet, problems) = read(&text, pack);
    let item = pack.form(pack.default_form()).items[0];
    let sheet = sheet.unwrap_or_else(|| panic!("{typed}\n{}", shown(&problems)));
    assert_eq!(sheet.answered(pack), 2, "{typed}: both ratings");
    (sheet.get(item).unwrap().note.clone(), problems)
}

#[test]
fn d10_notes_are_taken_with_the_signs_of_yaml_in_them() {
    let pack = director_pack();
    for (typed, expected) in [
        ("note: Led a project: roll-out", "Led a project: roll-out"),
        ("note: Led it:", "Led it:"),
        ("note: - led it", "- led it"),
        ("note: [R], SQL", "[R], SQL"),
        ("note: [R, SQL]", "[R, SQL]"),
        ("note: {draft} mine", "{draft} mine"),
        ("note: *important* work", "*important* work"),
        ("note: !important fix", "!important fix"),
        ("note: %50 done", "%50 done"),
        ("note: @work daily", "@work daily"),
        ("note: `R` scripts", "`R` scripts"),
        ("note: | not a block", "| not a block"),
        ("note: ? perhaps", "? perhaps"),
        ("note: \"Epic\" go-live", "\"Epic\" go-live"),
        ("note: \"C:\\Users\"", "C:\\Users"),
        ("note: \"never closed", "never closed"),
        ("note: 'tis mine", "tis mine"),
        ("note: \u{201c}Fixed: two\u{201d}", "Fixed: two"),
        ("note:no blank", "no blank"),
        ("note\u{ff1a}full width", "full width"),
        ("note:\u{a0}copied", "copied"),
        ("note: Led: one\n      and two more", "Led: one and two more"),
        ("note: it's Led: by O'Neil \"me\"", "it's Led: by O'Neil \"me\""),
        ("note: Led: it  # my comment", "Led: it"),
        ("note: Led: it  #2 of 3", "Led: it  #2 of 3"),
        ("note: Led: it # 2 of 3", "Led: it # 2 of 3"),
        ("note: Led: it #2 of 3", "Led: it #2 of 3"),
    ] {
        let (note, problems) = note(&pack, typed);
        assert_eq!(note.as_deref(), Some(expected), "{typed}");
        let warning = problems.iter().find(|problem| problem.code == Code::MendedLine);
        let warning = warning.unwrap_or_else(|| panic!("{typed}: {}", shown(&problems)));
        assert!(warning.hint.is_some() && warning.position.is_some() && !any_error(&problems), "{typed}");
    }
    for (typed, expected) in [
        ("note: he said \"go\" twice", "he said \"go\" twice"),
        ("note: \"Led: it\"", "Led: it"),
        ("Note : fine", "fine"),
        ("note: |\n      rating:9\n      - [x", "rating:9\n- [x"),
        ("note: fine  # my comment", "fine"),
        ("note: C# and F#", "C# and F#"),
    ] {
        let (note, problems) = note(&pack, typed);
        assert_eq!((note.as_deref(), shown(&problems)), (Some(expected), String::new()), "{typed}");
    }
}

#[test]
fn d10_a_note_cut_by_a_comment_is_a_warning_with_place_and_fix() {
    let pack = director_pack();
    for (typed, expected, fix) in [
        ("note: Used R #stats every week", Some("Used R"), "`note: \"Used R #stats every week\"`"),
        ("note: item # 3 of five", Some("item"), "`note: \"item # 3 of five\"`"),
        ("note: #stats", None, "`note: \"#stats\"`"),
        ("note: &co and others", Some("and others"), "`note: \"...\"`"),
    ] {
        let (note, problems) = note(&pack, typed);
        assert_eq!(note.as_deref(), expected, "{typed}");
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::CutText], "{typed}");
        assert!(problems[0].hint.as_ref().unwrap().contains(fix), "{}", shown(&problems));
        assert!(problems[0].position.is_some());
    }
    let text = filled(&pack).replace("{id: s-0001}", "\n  id: Team #3\n  label: Ann #4");
    let (sheet, problems) = read(&text, &pack);
    assert_eq!(sheet.unwrap().respondent.id, "Team");
    assert_eq!(problems.iter().filter(|problem| problem.code == Code::CutText).count(), 2, "{}", shown(&problems));
}

#[test]
fn d10_the_comments_of_templates_and_of_people_are_no_texts() {
    let pack = director_pack();
    for rater in [Rater::Own, Rater::Observer] {
        for form in (0..pack.forms().len()).map(FormIx::new) {
            let text = yaml_template(&pack, form, rater);
            assert_eq!(shown(&read(&text, &pack).1), "");
        }
    }
    let text = filled(&pack).replacen("    rating: 3\n", "    rating: 3 #unsure\n    seconds: 5 # timed\n", 1);
    assert_eq!(shown(&read(&text, &pack).1), "");
}

proptest! {
    #[test]
    fn e05_any_text_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let pack = director_pack();
        let text = format!("format: 1\nrespondent: {{id: a}}\npack: {{id: {}}}\nanswers:\n{}", pack.id(), pieces.concat());
        let (sheet, problems) = read(&text, &pack);
        prop_assert_eq!(sheet.is_none(), any_error(&problems), "{}", shown(&problems));
    }
}

const PIECES: &[&str] = &[
    "  - item: data-analysis\n",
    "    rating:",
    " 3",
    "3\n",
    "\n",
    "    note:",
    " a: b",
    " \"",
    "'",
    "- ",
    "\t",
    "\u{a0}",
    "\u{ff1a}",
    "\u{2013} item:",
    " #",
    "#x",
    "&a",
    "*a",
    "{",
    "}",
    "[",
    "?",
    "|",
    ">\n",
    "\u{e9}\u{1f600}",
    "\r\n",
    "\\U",
    "answers:\n",
    "respondent: {id: @",
    "\u{1b}[31m",
    "note",
    "      more\n",
    "\u{201c}",
];

/// Edits of the whole file: what is replaced, by what, and whether that needs a warning.
#[test]
fn d10_ratings_and_layout_are_taken_as_typed() {
    let pack = director_pack();
    let plain = filled(&pack);
    let (expected, none) = read(&plain, &pack);
    assert_eq!(shown(&none), "");
    let expected = expected.unwrap();
    let all = usize::MAX;
    for (from, to, count, is_mended) in [
        ("    rating: 3\n", "    rating:3\n", 1, true),
        ("    rating: 3\n", "    rating:\n      3\n", 1, false),
        ("    rating: 3\n", "    rating:\n    3\n", 1, true),
        ("    rating: 3\n", "   rating: 3\n", 1, true),
        ("    rating: 3\n", "     rating: 3\n", 1, true),
        ("    rating: 3\n", "rating: 3\n", 1, true),
        ("    rating: 3\n", "    Rating: 3\n", 1, false),
        ("    rating: 3\n", "    RATING : 3\n", 1, false),
        ("    rating: 3\n", "    rating\u{ff1a}\u{ff13}\n", 1, true),
        ("    rating: 3\n", "    rating:\u{a0}3\n", 1, true),
        ("    rating: 3\n", "\u{a0}\u{a0}\u{a0}\u{a0}rating: 3\n", 1, true),
        ("    rating: 3\n", "\u{3000}\u{3000}rating: 3\n", 1, true),
        ("    rating: 3\n", "\trating: 3\n", 1, true),
        ("  - item", "\t- item", all, true),
        ("  - item", " - item", 1, true),
        ("  - item", "   - item", 1, true),
        ("  - item", "  \u{2013} item", 1, true),
        ("  - item", "  -item", 1, true),
        ("\n", "\r\n", all, false),
        ("\n", "  \n", all, false),
        ("    rating", "\u{a0}\u{a0}\u{a0}\u{a0}rating", all, true),
        ("respondent: {id: s-0001}", "respondent: {id: s-0001", 1, true),
        ("respondent: {id: s-0001}", "Respondent:\n\tID: s-0001", 1, true),
        ("role: ", "role:", 1, true),
        ("  - item: data-analysis\n", "  - item: \"data-analysis #mine\n", 1, true),
        ("role: ", "Role : ", 1, false),
    ] {
        let text = plain.replacen(from, to, count);
        assert_ne!(text, plain, "{from:?}");
        let (sheet, problems) = read(&text, &pack);
        assert_eq!(sheet.as_ref(), Some(&expected), "{to:?}\n{}", shown(&problems));
        let mended = problems.iter().filter(|problem| problem.code == Code::MendedLine).count();
        assert!((mended > 0) == is_mended && mended == problems.len() && mended <= 5, "{to:?}\n{}", shown(&problems));
    }
    let text = plain.replace("{id: s-0001}", "{id: @anna, label: Ann: the 2nd}  # a code");
    let sheet = read(&text, &pack).0.unwrap();
    assert_eq!((sheet.respondent.id.as_str(), sheet.respondent.label.as_deref()), ("@anna", Some("Ann: the 2nd")));
}

#[test]
fn d10_tabs_and_blanks_keep_each_rating_with_its_item() {
    let pack = director_pack();
    let plain = filled(&pack);
    let expected = read(&plain, &pack).0;
    for indent in ["\t", "\t\t", " \t", "\u{a0}\u{a0}"] {
        let text = plain
            .replace("    rating", &format!("{indent}{indent}rating"))
            .replace("  - item", &format!("{indent}- item"));
        assert_eq!(read(&text, &pack).0, expected, "{indent:?}");
    }
}

/// Where lines with blanks say what a tab stands for, it is as wide as that.
#[test]
fn d10_a_tab_is_as_wide_as_the_lines_around_it_need() {
    let pack = director_pack();
    for (blanks, tab, typed) in [("  ", 4, "\t"), ("      ", 8, "\t"), ("  ", 4, "\u{3000}\u{3000}")] {
        let step = |indent: &str| format!("\nsteps:\n{blanks}- resource: trace-an-alert\n{indent}state: done\n");
        let expected = read(&(filled(&pack) + &step(&" ".repeat(tab))), &pack);
        assert_eq!(shown(&expected.1), "");
        let (sheet, problems) = read(&(filled(&pack) + &step(typed)), &pack);
        assert_eq!(sheet, expected.0, "{}", shown(&problems));
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::MendedLine]);
    }
}

/// So is a tab before a line that names no field.
#[test]
fn d10_tabs_before_the_entries_of_a_list_are_blanks() {
    let pack = director_pack();
    let with = |licences: &str| filled(&pack).replace("background: {}", &format!("background:\n  licences:{licences}"));
    let expected = read(&with(" [rn, physician]"), &pack);
    assert_eq!(shown(&expected.1), "");
    let (found, problems) = read(&with("\n\t- rn\n\t- physician"), &pack);
    assert_eq!(found, expected.0, "{}", shown(&problems));
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::MendedLine; 2]);
}

/// Where fields that stand too far left are put right, the lines that go on with a text still stand deeper than them.
#[test]
fn d10_a_text_goes_on_below_a_field_that_stood_too_far_left() {
    let pack = director_pack();
    let note = "rating: 3\nnote: Led it\n  and two more\n   and a third\n";
    let (sheet, problems) = read(&filled(&pack).replacen("    rating: 3\n", note, 1), &pack);
    let sheet = sheet.unwrap_or_else(|| panic!("{}", shown(&problems)));
    let first = sheet.get(pack.form(pack.default_form()).items[0]).unwrap();
    assert_eq!(first.note.as_deref(), Some("Led it and two more and a third"));
    assert_eq!(sheet.answered(&pack), 2);
}

/// Where one line is mended, all that is not wrong stays as it was typed.
#[test]
fn d10_what_is_not_wrong_is_left_as_it_is() {
    let pack = director_pack();
    for (typed, expected) in [
        ("note: |\n      Led: it\n      rating:9\n      # no comment", "Led: it\nrating:9\n# no comment"),
        ("note: Led it\n      and two more", "Led it and two more"),
        ("note: \"Led: it\n      and two more\"", "Led: it and two more"),
        ("note: 'Led: it\n      and two more'", "Led: it and two more"),
        ("# rating:9\n    note: Led it", "Led it"),
    ] {
        let typed = format!("{typed}\n    seconds:5");
        let (note, problems) = note(&pack, &typed);
        assert_eq!(note.as_deref().map(str::trim_end), Some(expected), "{typed}");
        assert_eq!(problems.len(), 1, "{typed}\n{}", shown(&problems));
        assert!(problems[0].message.contains("`seconds: 5`"), "{}", shown(&problems));
    }
    // Entries at another column, and marks with more blanks behind them.
    let plain = filled(&pack);
    let expected = read(&plain, &pack).0;
    for (mark, fields) in [("- ", "  "), ("  -   ", "      ")] {
        let text = plain.replace("  - item", &format!("{mark}item")).replace("    rating", &format!("{fields}rating"));
        for (from, to) in [("rating: 3\n", "rating:3\n"), ("item: data-analysis\n", "item:data-analysis\n")] {
            let (sheet, problems) = read(&text.replacen(from, to, 1), &pack);
            assert_eq!(sheet, expected, "{mark:?} {to}\n{}", shown(&problems));
            assert_eq!(problems.len(), 1, "{mark:?} {to}\n{}", shown(&problems));
        }
    }
}

/// A comment, an entry or a line at the column of the fields ends the text before it.
#[test]
fn d10_only_deeper_lines_go_on_with_a_text() {
    let pack = director_pack();
    let (found, problems) = note(&pack, "note: Led: one\n      # my comment");
    assert_eq!((found.as_deref(), problems.len()), (Some("Led: one"), 1), "{}", shown(&problems));
    for typed in ["note: Led it\n    and more", "note: Led: it\n    and more"] {
        let text = filled(&pack).replacen("    rating: 3\n", &format!("    rating: 3\n    {typed}\n"), 1);
        let (sheet, problems) = read(&text, &pack);
        assert!(sheet.is_none() && any_error(&problems), "{typed}");
    }
}

/// Five lines that are mended alike have a warning each; of six the first says how many more there are.
#[test]
fn d10_many_lines_with_one_cause_are_one_warning() {
    let pack = director_pack();
    for (lines, warnings) in [(5, 5), (6, 1)] {
        let text = filled(&pack).replacen("    rating:\n", "    rating:1\n", lines);
        let (_, problems) = read(&text, &pack);
        assert_eq!(problems.len(), warnings, "{}", shown(&problems));
        assert_eq!(
            problems[0].message.ends_with("`rating: 1`, and 5 more lines alike"),
            lines > 5,
            "{}",
            shown(&problems)
        );
    }
}

/// The id of an item is known by its letters and digits.
#[test]
fn d10_an_item_is_known_by_the_letters_of_its_id() {
    let pack = director_pack();
    let expected = read(&filled(&pack), &pack).0;
    let typed = ["Data Analysis", "data_analysis", "DATA-ANALYSIS", "\u{201c}data-analysis\u{201d}"];
    for typed in typed.map(|typed| format!("item: {typed}\n")) {
        let text = filled(&pack).replacen("item: data-analysis\n", &typed, 1);
        let (sheet, problems) = read(&text, &pack);
        assert_eq!((sheet.as_ref(), shown(&problems)), (expected.as_ref(), String::new()), "{typed}");
    }
    let (sheet, problems) = read(&filled(&pack).replacen("item: data-analysis\n", "item: data-analyses\n", 1), &pack);
    assert!(sheet.is_none() && problems[0].code == Code::UnknownId, "{}", shown(&problems));
}

/// The fix for a long text that is cut does not repeat it.
#[test]
fn d10_the_fix_for_a_cut_text_is_short() {
    let pack = director_pack();
    for (length, is_repeated) in [(100, true), (300, false)] {
        let typed = format!("{} #1", "x".repeat(length));
        let (_, problems) = note(&pack, &format!("note: {typed}"));
        let hint = problems[0].hint.as_ref().unwrap();
        assert_eq!(hint.contains(&typed), is_repeated, "{hint}");
        assert!(is_repeated || hint.ends_with("`note: \"...\"`"), "{hint}");
    }
}

#[test]
fn e01_what_cannot_be_taken_is_named_with_its_line_and_the_fix() {
    let pack = director_pack();
    for (from, to, found, fix) in [
        ("    rating: 3\n", "    ratings: 3\n", "unknown field: `ratings`", "did you mean `rating`?"),
        ("    rating: 3\n", "    rating: many\n", "`many` is not a rating", ""),
        ("form: short\n", "  form: short\n", "this line does not begin at the column", "begin the fields"),
        ("background: {}", "background: {budget: 1,000}", "unknown field: `000`", "without a separator of thousands"),
        ("background: {}", "background: [", "a bracket or brace is opened", "bracket"),
        (
            "{id: s-0001}",
            "{id: @anna, label: Ann, the: 2nd}",
            "a text without quotes cannot begin with `@`",
            "in quotes",
        ),
    ] {
        let text = filled(&pack).replacen(from, to, 1);
        let (sheet, problems) = read(&text, &pack);
        assert!(sheet.is_none(), "{to}");
        let problem = problems.iter().find(|problem| problem.message.contains(found));
        let problem = problem.unwrap_or_else(|| panic!("{to}\n{}", shown(&problems)));
        assert!(problem.position.is_some(), "{to}");
        assert!(fix.is_empty() || problem.hint.as_ref().unwrap().contains(fix), "{}", shown(&problems));
    }
}

#[test]
fn e04_a_role_or_form_that_the_pack_does_not_have_is_settled_by_the_option_or_the_items() {
    let pack = director_pack();
    let options = ReadOptions { role: Some(pack.default_role()), ..ReadOptions::default() };
    let own = format!("role: {}\n", pack.role(pack.default_role()).id);
    let typo = filled(&pack).replace(&own, "role: clinical-informatics-directer\n");
    let (sheet, problems) = read(&typo, &pack);
    assert!(sheet.is_none() && problems[0].code == Code::UnknownWord, "a typo in a file of this pack");
    let (sheet, problems) = answers::parse_with("a.yaml", &typo, &pack, options);
    assert!(sheet.is_some() && problems[0].code == Code::NotInPack, "{}", shown(&problems));
    assert!(problems[0].hint.as_ref().unwrap().contains("did you mean `clinical-informatics-director`?"));

    let version = format!("version: {}", pack.version());
    let older = typo.replace(&version, "version: 0.1.0");
    let (sheet, problems) = read(&older, &pack);
    assert_eq!(sheet.map(|sheet| sheet.role), Some(pack.default_role()), "{}", shown(&problems));
    assert!(problems.iter().any(|problem| problem.code == Code::NotInPack && !problem.is_error()));

    for form in (0..pack.forms().len()).map(FormIx::new) {
        let own = format!("form: {}\n", pack.form(form).id);
        let text = yaml_template(&pack, form, Rater::Own).replacen("    rating:\n", "    rating: 1\n", 1);
        let text = text.replace(&own, "form: long\n").replace(&version, "version: 0.1.0");
        let (sheet, problems) = read(&text, &pack);
        assert_eq!(sheet.map(|sheet| sheet.form), Some(form), "{}", shown(&problems));
        assert!(problems.iter().any(|problem| problem.code == Code::NotInPack), "{}", shown(&problems));
        let (sheet, problems) = read(&text.replace("version: 0.1.0", &version), &pack);
        assert!(sheet.is_none() && problems[0].code == Code::UnknownWord, "a typo: {}", shown(&problems));
        let (sheet, problems) = read(&text.replace("rating: 1", "rating:"), &pack);
        let is_unknown = problems.iter().any(|problem| problem.code == Code::UnknownWord);
        assert!(sheet.is_none() && is_unknown, "nothing is answered: {}", shown(&problems));
    }
}

/// Up to five changed questions are named; of more there is the number.
#[test]
fn a10_the_questions_that_have_changed_are_named() {
    for (count, expected) in [
        (5, "read again before you rely on the result: c0.i0, c1.i0, c2.i0, c3.i0, c4.i0"),
        (6, "read 6 changed questions again before you rely on the result, first c0.i0, c1.i0, c2.i0, c3.i0, c4.i0"),
    ] {
        let mut files = small_files(&vec![CompetencySpec::new(4, 1); count]);
        let before = pack::parse(&files).0.unwrap();
        let text = answers::to_yaml(&sheet(&before, &rated(&vec![3; count])), &before);
        files.questionnaire.text = files.questionnaire.text.replace("stem: stem", "stem: another");
        let (sheet, problems) = read(&text, &pack::parse(&files).0.unwrap());
        assert!(sheet.is_some(), "{}", shown(&problems));
        let problem = problems.iter().find(|problem| problem.code == Code::ChangedPack).unwrap();
        assert_eq!(problem.hint.as_deref(), Some(format!("the answers are kept; {expected}").as_str()));
    }
}

/// An answer for which the pack has no place is written again as it was: a fingerprint that looks like a number stays a
/// fingerprint.
#[test]
fn a10_an_answer_kept_aside_is_written_as_it_was() {
    let pack = small_pack(&[CompetencySpec::new(4, 1), CompetencySpec::new(4, 1)]);
    let text = answers::to_yaml(&sheet(&pack, &rated(&[3, 2])), &pack);
    let text = text.replace("rating: 3", "rating: 8.0").replacen("asked: ", "asked: 12345678e1 # ", 1);
    let (found, problems) = read(&text, &pack);
    let found = found.unwrap_or_else(|| panic!("{}", shown(&problems)));
    assert_eq!((found.kept.len(), found.kept_rating("c0.i0"), found.answered(&pack)), (1, Some(8), 1));
    // Another number before the rating is not taken for it.
    let timed = text.replacen("  rating: 8.0", "  seconds: 5\n  rating: 8.0", 1);
    assert_ne!(timed, text);
    assert_eq!(read(&timed, &pack).0.unwrap().kept_rating("c0.i0"), Some(8));
    let again = answers::to_yaml(&found, &pack);
    assert!(again.contains("rating: 8\n") && again.contains("12345678e1"), "{again}");
    assert_eq!(read(&again, &pack).0, Some(found));
}

/// An agreed step that is not in the catalogue: of an overlay, of another state of the pack, or a slip.
#[test]
fn e04_a_step_that_the_catalogue_does_not_have_is_kept_unless_it_is_a_slip() {
    let pack = director_pack();
    let version = format!("version: {}", pack.version());
    for (id, is_same, expected, hint) in [
        ("no-such-course", true, Code::StepOfOverlay, "if your programme offers it"),
        ("no-such-course", false, Code::NoLongerAsked, "the step is kept in the file"),
        ("trace-an-alrt", true, Code::StepOfOverlay, "did you mean `trace-an-alert`? if your programme"),
        ("trace-an-alrt", false, Code::StepOfOverlay, "did you mean `trace-an-alert`? if your programme"),
        ("No such course", true, Code::UnknownId, "or write what it is as `text`"),
        ("No such course", false, Code::NoLongerAsked, "the step is kept in the file"),
        ("Trace an alrt", true, Code::UnknownId, "did you mean `trace-an-alert`?"),
        ("Trace an alrt", false, Code::UnknownId, "did you mean `trace-an-alert`?"),
    ] {
        let text = filled(&pack) + &format!("\nsteps:\n- resource: {id}\n  state: agreed\n");
        let text = if is_same { text } else { text.replace(&version, "version: 0.1.0") };
        let (sheet, problems) = read(&text, &pack);
        let kept = sheet.map(|sheet| sheet.steps.iter().map(|step| step.title(&pack).to_owned()).collect::<Vec<_>>());
        let is_kept = expected != Code::UnknownId;
        assert_eq!(kept, is_kept.then(|| vec![id.to_owned()]), "{id}");
        let problem = problems.iter().find(|problem| problem.code != Code::ChangedPack).unwrap();
        assert_eq!((problem.code, problems.len()), (expected, 1 + usize::from(!is_same)), "{}", shown(&problems));
        assert!(problem.hint.as_ref().unwrap().contains(hint), "{}", shown(&problems));
    }
}

/// A role is known by the letters of its id, in a file of another state of the pack too.
#[test]
fn e04_a_role_in_other_writing_is_not_gone() {
    let pack = director_pack();
    let role = pack.scored_roles()[0].id.as_str();
    let own = format!("role: {}\n", pack.role(pack.default_role()).id);
    let text = filled(&pack).replace(&own, &format!("role: {}\n", role.to_uppercase()));
    let text = text.replace(&format!("version: {}", pack.version()), "version: 0.1.0");
    let (sheet, problems) = read(&text, &pack);
    assert_eq!(sheet.map(|sheet| pack.role(sheet.role).id.to_string()).as_deref(), Some(role));
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::ChangedPack]);
}

#[test]
fn e04_every_command_with_a_role_takes_a_file_whose_role_is_gone() {
    let (pack, place) = (director_pack(), Place::new());
    let role = pack.role(pack.default_role()).id.as_str();
    let text = filled(&pack).replace(&format!("role: {role}\n"), "role: gone\n");
    place.write("a.yaml", &text);
    place.write("b.yaml", &text.replace("rating: 2", "rating: 4"));
    for args in [
        &["score", "a.yaml", "--role", role][..],
        &["plan", "a.yaml", "--role", role],
        &["report", "a.yaml", "--role", role],
        &["compare", "a.yaml", "b.yaml", "--role", role],
        &["report", "a.yaml", "--verify", "a.html"],
    ] {
        let ran = place.run(args);
        assert!(ran.stderr.contains("the pack has no role `gone`"), "{args:?}: {}", ran.stderr);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
    }
    let ran = place.run(&["score", "a.yaml"]);
    assert!(ran.stderr.contains("unknown role: `gone`"), "{}", ran.stderr);
}
