//! The invitation of a programme office: its file, its place in a page and in an answers file.

use proptest::prelude::*;
use serde_json::json;
use skillgap::answers::{
    self, AnswerSheet, Invitation, InvitationFile, LONGEST_INVITATION_LINE, LONGEST_INVITATION_TEXT, Outcome, Rater,
    ReadOptions, Respondent, Row, Texts, Until, is_invitation, parse_invitation, to_yaml, yaml_template,
};
use skillgap::answers::{Chunk, InputFormat, StepState, StepSubject, with_steps};
use skillgap::clock::Date;
use skillgap::diag::{Code, Diagnostic, any_error, render};
use skillgap::language;
use skillgap::model::{Id as _, Pack};
use skillgap::pack::EMBEDDED;
use skillgap::sanitise;
use skillgap::web::SiteSource;

use crate::harness::{Place, decoder, director_pack, hostile, repository_file};

/// Every field, as an office would write it.
const WHOLE: &str = "\
format: 1
from: Dr Ada Example, MSc Health Informatics, Example College
why: |
  We meet in January to choose your courses.
  Nothing here is graded.
who-sees: You and Dr Example.
until: 2026-12-18
form: full
role: health-it-analyst
send-to: ada@example.edu
group: autumn 2026
";

/// The fields that hold text, as they are named in files.
const FIELDS: [&str; 6] = ["from", "why", "who-sees", "until", "send-to", "group"];

fn shown(problems: &[Diagnostic]) -> String {
    problems.iter().map(render).collect::<Vec<_>>().join("\n")
}

/// What a file says that has no problem.
fn read(text: &str) -> InvitationFile {
    let (read, problems) = parse_invitation("invitation.yaml", text, &director_pack());
    assert!(problems.is_empty(), "{text}\n{}", shown(&problems));
    read.unwrap()
}

/// The texts of an invitation, in the order of [`FIELDS`].
fn texts(invitation: &Invitation) -> [Option<String>; 6] {
    let Invitation { from, why, who_sees, until, send_to, group } = invitation.clone();
    [from, why, who_sees, until.map(|until| until.to_string()), send_to, group]
}

/// An invitation with these texts in the fields, as JSON, which is YAML: control characters stand there as escapes.
fn file(texts: &[Option<String>; 6]) -> String {
    let given = FIELDS.iter().zip(texts).filter_map(|(field, text)| Some(((*field).to_owned(), json!(text.as_ref()?))));
    serde_json::Value::Object(given.collect()).to_string()
}

/// A sheet with one answer, by invitation.
fn invited(pack: &Pack, invitation: Invitation) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(pack, pack.default_form(), Respondent { id: "s-1".to_owned(), label: None });
    sheet.invitation = Some(invitation);
    sheet.set(pack.form(pack.default_form()).items[0], answers::Answer::Rated(3), None);
    sheet
}

/// The director's pack as a page carries it.
fn site() -> SiteSource {
    let files = EMBEDDED[0].files();
    let pack = [files.questionnaire, files.roles, files.resources].map(|file| (file.name, file.text));
    SiteSource { pack, overlay: None, form: None, role: None, invitation: None }
}

#[test]
fn f10_every_field_is_read_and_shown_with_its_name() {
    let pack = director_pack();
    let whole = read(WHOLE);
    assert_eq!((whole.form, whole.role), (pack.find_form("full"), pack.find_role("health-it-analyst")));
    assert_eq!(whole.invitation.until, Date::parse("2026-12-18").map(Until::Day));
    assert_eq!(
        language::invitation::parts(&whole.invitation)
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect::<Vec<_>>(),
        [
            ("From", "Dr Ada Example, MSc Health Informatics, Example College"),
            ("Why", "We meet in January to choose your courses.\nNothing here is graded."),
            ("Who will see your answers", "You and Dr Example."),
            ("Until", "18 December 2026"),
            ("Send to", "ada@example.edu"),
            ("Group", "autumn 2026"),
        ]
    );
}

#[test]
fn f10_all_fields_are_optional_and_may_be_named_in_other_letters() {
    let empty = InvitationFile { invitation: Invitation::default(), form: None, role: None };
    for text in ["{}", "format: 1", "from:\nwhy: ~\nform:\n"] {
        assert_eq!(read(text), empty, "{text}");
    }
    let other = read("From: Ann\nWho sees: Ann\nsend_to: Ann\n").invitation;
    assert_eq!([other.from, other.who_sees, other.send_to], [(); 3].map(|()| Some("Ann".to_owned())));
    for (written, until) in [("2026", "2026"), ("the end of term", "the end of term"), ("2026-02-30", "2026-02-30")] {
        assert_eq!(read(&format!("until: {written}")).invitation.until, Some(Until::Words(until.to_owned())));
    }
}

#[test]
fn f10_hostile_texts_of_every_field_stay_text_without_commands() {
    let pack = director_pack();
    for text in hostile::texts() {
        let line = sanitise::one_line(&text);
        if line.is_empty() {
            continue;
        }
        for (at, field) in FIELDS.iter().enumerate() {
            let file = json!({*field: text}).to_string();
            let invitation = read(&file).invitation;
            // Why, and who will see the answers, keep their lines.
            let expected = if [1, 2].contains(&at) { sanitise::clean(&text).trim().to_owned() } else { line.clone() };
            assert_eq!(texts(&invitation)[at].as_deref(), Some(expected.as_str()), "{field}");
            let sheet = invited(&pack, invitation);
            let (again, problems) = answers::parse("a.yaml", &to_yaml(&sheet, &pack), &pack);
            assert_eq!(again, Some(sheet), "{field}: {text:?}\n{}", shown(&problems));
            assert!(problems.is_empty(), "{}", shown(&problems));
        }
    }
}

#[test]
fn f10_texts_that_are_too_long_and_other_values_are_refused_by_name() {
    let pack = director_pack();
    for (at, field) in FIELDS.iter().enumerate() {
        let limit = if [1, 2].contains(&at) { LONGEST_INVITATION_TEXT } else { LONGEST_INVITATION_LINE };
        // Characters count, not bytes.
        assert!(texts(&read(&json!({*field: "\u{e9}".repeat(limit)}).to_string()).invitation)[at].is_some());
        for (value, code) in [
            (json!("a".repeat(limit + 1)), Code::LongText),
            (json!("a".repeat(1_000_000)), Code::TooLarge),
            (json!(["a"]), Code::WrongType),
            (json!({"a": 1}), Code::WrongType),
            (json!(""), Code::EmptyText),
            (json!("\u{202e}\u{7}"), Code::EmptyText),
        ] {
            let (read, problems) = parse_invitation("i.yaml", &json!({*field: value}).to_string(), &pack);
            assert_eq!((read, problems[0].code), (None, code), "{field}");
            assert!(code == Code::TooLarge || problems[0].message.contains(field), "{}", shown(&problems));
            // The same in an answers file and in a line of JSON, where nothing of the answers is taken.
            let line = json!({"format": 1, "pack": {"id": pack.id().as_str()}, "respondent": {"id": "a"},
                "invitation": {*field: value}, "answers": []});
            let options = ReadOptions::default();
            let (read, problems) = answers::parse_line("l", 1, line.to_string().as_bytes(), &pack, options);
            assert!(read.is_none() && problems[0].code == code, "{field}: {}", shown(&problems));
            let (read, problems) = answers::parse("a.yaml", &line.to_string(), &pack);
            assert!(read.is_none() && problems[0].code == code, "{field}: {}", shown(&problems));
        }
    }
}

#[test]
fn f10_forms_and_roles_that_the_pack_does_not_have_come_with_what_was_meant() {
    let (read, problems) = parse_invitation("i.yaml", "form: ful\nrole: health-it-analist\n", &director_pack());
    assert!(read.is_none());
    let hints: Vec<&str> = problems.iter().filter_map(|problem| problem.hint.as_deref()).collect();
    assert_eq!(hints, ["did you mean `full`?", "did you mean `health-it-analyst`?"]);
}

proptest! {
    #[test]
    fn f10_any_texts_are_read_or_refused(texts in prop::array::uniform6(prop::option::of(any::<String>()))) {
        let (read, problems) = parse_invitation("i.yaml", &file(&texts), &director_pack());
        prop_assert_eq!(read.is_none(), any_error(&problems), "{}", shown(&problems));
    }

    #[test]
    fn f10_any_invitation_stands_in_the_answers_file_and_reads_back(
        texts in prop::array::uniform6(prop::option::of("[\\PC\n\t\u{1}\u{202e}]{0,40}[a-z\u{e9}#:'\"&*?|>%@=-]")),
    ) {
        let pack = director_pack();
        let (read, problems) = parse_invitation("i.yaml", &file(&texts), &pack);
        prop_assert!(read.is_some(), "{}", shown(&problems));
        let read = read.unwrap();
        let sheet = invited(&pack, read.invitation);
        let text = to_yaml(&sheet, &pack);
        let (again, problems) = answers::parse("a.yaml", &text, &pack);
        prop_assert_eq!(again.as_ref(), Some(&sheet), "{}\n{}", text, shown(&problems));
        prop_assert!(problems.is_empty(), "{}", shown(&problems));
        let line = serde_json::to_string(&serde_yaml::from_str::<serde_json::Value>(&text).unwrap()).unwrap();
        let (again, _) = answers::parse_line("l", 1, line.as_bytes(), &pack, ReadOptions::default());
        prop_assert_eq!(again, Some(sheet));
    }
}

/// Lines in the form that programs write are decoded without a tree: an invitation changes nothing of a row
/// but its group.
#[test]
fn f10_a_line_with_an_invitation_gives_the_row_of_one_without() {
    let pack = director_pack();
    let sheet = invited(&pack, read(WHOLE).invitation);
    let line = |sheet: &AnswerSheet| {
        serde_json::to_string(&serde_yaml::from_str::<serde_json::Value>(&to_yaml(sheet, &pack)).unwrap()).unwrap()
    };
    let mut without = sheet.clone();
    without.invitation = None;
    let lines = [line(&without), line(&sheet)].join("\n");
    let mut rows = Vec::new();
    let options = ReadOptions { texts: Texts::Ignored, ..ReadOptions::default() };
    let decoder = decoder(InputFormat::Ndjson, &pack, &lines);
    let chunk = Chunk { file: "l", text: lines.as_bytes() };
    decoder.decode(&pack, options, chunk, &mut Row::new(&pack), &mut |record, row, problems| {
        assert!(record.outcome == Outcome::Usable && problems.is_empty(), "{}", shown(&problems));
        rows.push(row.clone());
    });
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].group.as_str(), rows[1].group.as_str()), ("", "autumn 2026"));
    rows[1].group.clear();
    assert_eq!(rows[0], rows[1]);
}

#[test]
fn f10_files_without_an_invitation_are_written_as_before() {
    let pack = director_pack();
    let mut sheet = invited(&pack, Invitation::default());
    assert!(to_yaml(&sheet, &pack).contains("invitation: {}"));
    sheet.invitation = None;
    assert!(!to_yaml(&sheet, &pack).contains("invitation"));
}

#[test]
fn f10_templates_steps_and_mended_files_keep_the_invitation() {
    let pack = director_pack();
    let invitation = read(WHOLE).invitation;
    let block = to_yaml(&invited(&pack, invitation.clone()), &pack);
    let block = &block[block.find("invitation:").unwrap()..block.find("answers:").unwrap()];
    let template = yaml_template(&pack, pack.default_form(), Rater::Own);
    let by_hand = template.replacen("# finished", &format!("{block}# finished"), 1);
    let (sheet, problems) = answers::parse("a.yaml", &by_hand, &pack);
    assert!(problems.is_empty(), "{}", shown(&problems));
    let mut sheet = sheet.unwrap();
    assert_eq!(sheet.invitation.as_ref(), Some(&invitation));

    let what = StepSubject::Text("Visit the ward".to_owned());
    sheet.steps.push(answers::AgreedStep { what, state: StepState::Agreed, by: None, on: None });
    let with_step = with_steps(&by_hand, &sheet, &pack);
    assert!(with_step.contains(block) && with_step.contains("# such as"), "only the steps are new: {with_step}");
    assert_eq!(answers::parse("a.yaml", &with_step, &pack).0, Some(sheet));

    // Typed without quotes, in a file that is no YAML as it stands.
    let typed = "invitation:\n  from: Ann: of the college\n  why: |\n    note: no field\n    from: none either\n  who-sees: &co and me\n";
    let text = template.replacen("# finished", &format!("{typed}# finished"), 1);
    let (sheet, problems) = answers::parse("a.yaml", &text, &pack);
    let kept = sheet.unwrap_or_else(|| panic!("{}", shown(&problems))).invitation.unwrap();
    assert_eq!(kept.from.as_deref(), Some("Ann: of the college"));
    assert_eq!(kept.why.as_deref(), Some("note: no field\nfrom: none either"));
    assert_eq!(kept.who_sees.as_deref(), Some("&co and me"), "{}", shown(&problems));
    assert!(problems.iter().all(|problem| problem.code == Code::MendedLine), "{}", shown(&problems));
}

#[test]
fn f10_a_site_takes_form_and_role_from_its_options_then_the_invitation_then_the_pack() {
    let pack = director_pack();
    let of = |source: &SiteSource| {
        let site = source.check().unwrap_or_else(|problems| panic!("{}", shown(&problems)));
        let names = [site.pack.form(site.form).id.as_str(), site.pack.role(site.role).id.as_str()].map(str::to_owned);
        (names, site)
    };
    let (names, site_without) = of(&site());
    assert_eq!(names, [pack.form(pack.default_form()).id.as_str(), pack.role(pack.default_role()).id.as_str()]);
    assert!(site_without.invitation.is_none());
    let asked = SiteSource { invitation: Some(WHOLE.to_owned()), ..site() };
    let (names, with) = of(&asked);
    assert_eq!(names, ["full", "health-it-analyst"]);
    assert_eq!(with.invitation, Some(read(WHOLE).invitation));
    let options = SiteSource { form: Some("short".to_owned()), ..asked };
    assert_eq!(of(&options).0, ["short", "health-it-analyst"]);
    // As a page carries it.
    assert_eq!(of(&SiteSource::from_json(&options.to_json()).unwrap()).0, ["short", "health-it-analyst"]);
}

#[test]
fn f10_a_site_with_a_bad_invitation_gives_its_problems() {
    let with = |text: &str| SiteSource { invitation: Some(text.to_owned()), ..site() }.check();
    let problems = with("form: shrt\nwhy: []\n").unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::UnknownWord, Code::WrongType]);
    assert_eq!(problems[0].place(), "invitation.yaml:1:7");
    assert_eq!(with("send-to: room #3\n").unwrap().invitation.unwrap().send_to.as_deref(), Some("room"));
}

#[test]
fn f10_check_knows_an_invitation_by_what_it_says_or_by_its_name() {
    for (text, is) in [
        (WHOLE, true),
        ("Who sees: Ann\n", true),
        ("form: short\n", false),
        ("from: Ann\nanswers: []\n", false),
        ("from: Ann\nrespondent: {id: a}\n", false),
        ("- from: Ann\n", false),
        ("from: [\n", false),
        ("", false),
    ] {
        assert_eq!(is_invitation(text), is, "{text}");
    }
    let place = Place::new();
    place.write("asked.yaml", WHOLE);
    place.write("answers.yaml", &repository_file("tests/fixtures/people/student.yaml"));
    let ran = place.run(&["check", "--strict", "."]);
    assert!(ran.code == 0 && ran.stderr.contains("checked 2 inputs: no errors"), "{}", ran.stderr);
    place.write("invitation.yaml", "form: shrt\n");
    let ran = place.run(&["check", "invitation.yaml", "asked.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("invitation.yaml:1:7") && ran.stderr.contains("did you mean `short`?"),
        "{}",
        ran.stderr
    );
    // Of another pack, by the option that names it.
    place.write("invitation.yaml", "from: Ann\nrole: volunteer-coordinator\n");
    assert_eq!(place.run(&["check", "invitation.yaml"]).code, 1);
    let ran = place.run(&["check", "--pack", "volunteer-coordinator", "invitation.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn f10_the_schema_is_in_the_repository_and_agrees_with_the_reader() {
    let printed = format!("{:#}\n", answers::invitation_schema());
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/.schema/invitation.json");
    if std::env::var_os("SKILLGAP_BLESS").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), printed);
    assert_eq!(Place::new().run(&["check", "--schema", "invitation"]).stdout, printed);
    let validator = jsonschema::validator_for(&answers::invitation_schema()).unwrap();
    let pack = director_pack();
    for text in [WHOLE, "{}", "until: 2026-12-18", "until: 2026", "colour: blue", "from: [a]", "format: 2", "why: ''"] {
        let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
        assert_eq!(validator.is_valid(&value), parse_invitation("i", text, &pack).0.is_some(), "{text}");
    }
}
