//! What helps an author to begin a pack, to look at it and to mend it: `pack new`, previews, lists of problems, waivers.

use crate::harness::{Place, repository_file};
use skillgap::pack::{PackFile, schema};

/// A pack of one competency with so many items, whose questions are all too long.
fn wordy(place: &Place, items: usize, more: &str) {
    let long = "Which of these says best what you do on an ordinary day when nobody of those who know you is there to look at it?";
    let item = |at: usize| format!("          - {{id: skill.q{at}, stem: \"{long}\", scale: far, forms: [all]}}\n");
    let items: String = (0..items).map(item).collect();
    place.write(
        "wordy/questionnaire.yaml",
        &format!(
            "format: 1\nid: wordy\nversion: 1.0.0\ntitle: Wordy\nsummary: A pack with long questions.\nlevels:\n  - {{level: 0, label: \
             Low}}\n  - {{level: 1, label: High}}\nscales:\n  - {{id: far, options: [{{value: 0, label: Far}}, {{value: 1, label: \
             Near}}]}}\nscoring: {{coverage: 0.5, readiness-coverage: 0.8, rung-readiness: 0.9}}\nforms: [{{id: all, title: \
             All}}]\ndefault-form: all\ndomains:\n  - id: one\n    title: One\n    competencies:\n      - id: skill\n        title: \
             Skill\n        definition: What people do.\n        items:\n{items}{more}"
        ),
    );
}

#[test]
fn a_pack_to_begin_with_is_written_and_has_no_problem() {
    let place = Place::new();
    let ran = place.run(&["pack", "new", "Our talks"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("pack our-talks: [folder]/Our talks\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("skillgap check 'Our talks'") || ran.stderr.contains("skillgap check \"Our talks\""));
    for file in PackFile::ALL {
        let name = file.name().replace(".yaml", ".json");
        assert_eq!(place.read(&format!("Our talks/.schema/{name}")), format!("{:#}\n", schema(file)));
        assert!(place.read(&format!("Our talks/{}", file.name())).contains(&format!("$schema=.schema/{name}\n")));
    }
    let checked = place.run(&["check", "--strict", "Our talks"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    let again = place.run(&["pack", "new", "Our talks"]);
    assert_eq!(again.code, 1);
    let said = "error: `Our talks/questionnaire.yaml` is already there\nhint: name a folder that is not there yet\n";
    assert_eq!(again.stderr, said);
}

#[test]
fn a_copy_of_a_pack_has_its_own_id_and_its_own_schemas() {
    let place = Place::new();
    for from in ["volunteer-coordinator", "clinical-informatics-director"] {
        let name = format!("copy-of-{from}");
        let ran = place.run(&["pack", "new", &name, "--from", from]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(place.run(&["check", &name]).code, 0);
        for file in PackFile::ALL {
            let original = repository_file(&format!("questionnaires/{from}/{}", file.name()));
            let changed = original.replacen("../.schema/", ".schema/", 1).replacen(
                &format!("\nid: {from}"),
                &format!("\nid: {name}"),
                1,
            );
            assert_eq!(place.read(&format!("{name}/{}", file.name())), changed);
        }
        // A copy of the copy.
        let ran = place.run(&["pack", "new", &format!("{name}-2"), "--from", &name]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let unknown = place.run(&["pack", "new", "x", "--from", "volunter-coordinator"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.stderr.contains("did you mean `volunteer-coordinator`?"), "{}", unknown.stderr);
    assert!(!place.files().iter().any(|file| file.starts_with("x/")));
}

#[test]
fn the_preview_replaces_its_own_pages_and_nothing_else() {
    let place = Place::new();
    place.run(&["pack", "new", "talks"]);
    let demo = ["demo", "--pack", "talks"];
    assert_eq!(place.run(&demo).code, 0);
    let before = place.read("skillgap-demo.html");
    let text = place.read("talks/questionnaire.yaml");
    place.write("talks/questionnaire.yaml", &text.replace("title: Giving a talk", "title: Speaking aloud"));
    let ran = place.run(&demo);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let after = place.read("skillgap-demo.html");
    assert!(before != after && after.contains("Speaking aloud"));
    // Whatever has been changed in them since is somebody's own, and so is another report in their place.
    place.write("talks/questionnaire.yaml", &text);
    let [page, answers] = ["skillgap-demo.html", "skillgap-demo.yaml"].map(|name| place.read(name));
    let noted = place.run(&["step", "skillgap-demo.yaml", "speakers-club", "agreed", "--pack", "talks"]);
    assert_eq!(noted.code, 0, "{}", noted.stderr);
    let advisor =
        ["report", "skillgap-demo.yaml", "--for", "advisor", "-o", "skillgap-demo.html", "--force", "--pack", "talks"];
    let with_step = place.read("skillgap-demo.yaml");
    for change in [
        &|place: &Place| place.write("skillgap-demo.yaml", &with_step),
        &|place: &Place| place.write("skillgap-demo.yaml", &answers.replacen("rating: 1", "rating: 2", 1)),
        &|place: &Place| place.write("skillgap-demo.yaml", &format!("{answers}# mine\n")),
        &|place: &Place| place.write("skillgap-demo.html", &format!("{page}<!-- mine -->")),
        &|place: &Place| {
            assert_eq!(place.run(&advisor).code, 0);
            place.path("skillgap-demo.html")
        },
    ] as [&dyn Fn(&Place) -> std::path::PathBuf; 5]
    {
        place.write("skillgap-demo.html", &page);
        place.write("skillgap-demo.yaml", &answers);
        change(&place);
        let before = [place.read("skillgap-demo.html"), place.read("skillgap-demo.yaml")];
        assert_eq!(place.run(&demo).code, 1);
        assert_eq!([place.read("skillgap-demo.html"), place.read("skillgap-demo.yaml")], before);
    }
    place.write("mine.html", "<p>mine");
    let ran = place.run(&["demo", "--pack", "talks", "-o", "mine.html"]);
    assert_eq!((ran.code, place.read("mine.html").as_str()), (1, "<p>mine"));
    assert!(!place.files().contains(&"mine.yaml".to_owned()), "nothing is written before both can be");
}

#[test]
fn all_problems_are_listed_on_demand_each_with_its_place_and_counted_by_kind() {
    let place = Place::new();
    wordy(&place, 300, "");
    let place_of = |said: &str| said.matches("  --> wordy/questionnaire.yaml:").count();
    let first = place.run(&["check", "wordy"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert_eq!(place_of(&first.stderr), 5);
    assert!(
        first.stderr.contains("295 more problems of this kind (SK413) in wordy/questionnaire.yaml"),
        "{}",
        first.stderr
    );
    let all = place.run(&["check", "--all", "wordy"]);
    assert_eq!((all.code, place_of(&all.stderr)), (0, 300));
    for ran in [first, all] {
        assert!(
            ran.stderr
                .ends_with("by kind:\n   300  SK413  a long sentence\nchecked 1 input: no errors, 300 warnings\n"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn published_wording_passes_with_a_waiver_and_its_reason() {
    let place = Place::new();
    let waiver = "waivers:\n  - {code: SK413, reason: The wording is that of the published scale.}\n";
    wordy(&place, 60, waiver);
    let ran = place.run(&["check", "--strict", "wordy"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.ends_with("checked 1 input: no errors (60 warnings waived by the pack)\n"), "{}", ran.stderr);

    // A waiver of one place leaves the others; one that waives nothing is a warning itself.
    let of_one = waiver.replace("SK413,", "SK413, at: skill.q2,");
    wordy(&place, 60, &of_one);
    let ran = place.run(&["check", "--strict", "wordy"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("59  SK413") && ran.stderr.contains("(1 warning waived by the pack)"),
        "{}",
        ran.stderr
    );
    wordy(&place, 1, &waiver.replace("SK413,", "SK416, at: skil,"));
    let ran = place.run(&["check", "--strict", "wordy"]);
    assert_eq!(ran.code, 1);
    for part in ["warning[SK417]: no warning SK416 was found at `skil`", "did you mean `skill`?", "1  SK413"] {
        assert!(ran.stderr.contains(part), "{part} in {}", ran.stderr);
    }
}

#[test]
fn a_pack_without_roles_and_resources_needs_no_files_for_them() {
    let place = Place::new();
    wordy(&place, 3, "");
    let waived = place.run(&["packs", "--pack", "wordy"]);
    assert_eq!(waived.code, 0, "{}", waived.stderr);
    assert!(waived.stdout.contains("1 competency, no roles, 0 resources"), "{}", waived.stdout);
    let alone = place.run(&["check", "wordy/questionnaire.yaml"]);
    assert_eq!(alone.code, 0, "{}", alone.stderr);
    std::fs::rename(place.path("wordy/questionnaire.yaml"), place.path("wordy/roles.yaml")).unwrap();
    let missing = place.run(&["check", "wordy"]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.contains("wordy/questionnaire.yaml"), "{}", missing.stderr);
}

/// The formula says of two words how long they are, and of a sentence how hard.
#[test]
fn a_question_of_two_words_has_no_grade() {
    let place = Place::new();
    let with = |stem: &str| {
        wordy(&place, 1, "");
        let text = place.read("wordy/questionnaire.yaml");
        let (before, after) = text.split_once("stem: \"").unwrap();
        let after = after.split_once('"').unwrap().1;
        place.write("wordy/questionnaire.yaml", &format!("{before}stem: \"{stem}\"{after}"));
        place.run(&["check", "wordy"]).stderr
    };
    assert!(!with("Interdisciplinary collaboration").contains("SK414"));
    assert!(with("Interdisciplinary collaboration characterises organisational responsibilities.").contains("SK414"));
}

#[test]
fn a_demonstration_runs_on_any_scale() {
    let place = Place::new();
    for levels in ["levels: all, ", ""] {
        wordy(&place, 7, "");
        let text = place.read("wordy/questionnaire.yaml").replace("id: far, ", &format!("id: far, {levels}"));
        // An item has the id of one that the made-up student knows.
        place.write("wordy/questionnaire.yaml", &text.replace("id: skill.q3", "id: data-analysis"));
        let ran = place.run(&["demo", "--pack", "wordy", "--force"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!place.read("skillgap-demo.yaml").contains("note:"));
    }
}

#[test]
fn a_misnamed_file_is_no_missing_one() {
    let place = Place::new();
    place.run(&["pack", "new", "talks"]);
    let names = [
        ("resources.yaml", "resource.yaml"),
        ("resources.yaml", "resources.yml"),
        ("roles.yaml", "rolse.yaml"),
        ("roles.yaml", "Roles.yaml"),
    ];
    // Where case makes no difference to the system, the last one is the file itself.
    let told = if cfg!(any(windows, target_os = "macos")) { 3 } else { 4 };
    for (file, other) in names.into_iter().take(told) {
        std::fs::rename(place.path(&format!("talks/{file}")), place.path(&format!("talks/{other}"))).unwrap();
        let ran = place.run(&["check", "talks"]);
        assert_eq!(ran.code, 1, "{other}");
        assert!(ran.stderr.contains(&format!("talks/{other}` is nearly `{file}`")), "{}", ran.stderr);
        std::fs::rename(place.path(&format!("talks/{other}")), place.path(&format!("talks/{file}"))).unwrap();
    }
    assert_eq!(place.run(&["check", "talks"]).code, 0);
}

#[test]
fn a_new_pack_has_the_id_that_is_said_and_no_name_of_the_program() {
    let place = Place::new();
    let taken = place.run(&["pack", "new", "clinical-informatics-director"]);
    assert_eq!(taken.code, 1);
    assert!(taken.stderr.contains("is the name of a pack inside the program") && place.files().is_empty());
    place.run(&["pack", "new", "first"]);
    let text = place.read("first/questionnaire.yaml");
    assert!(text.contains("\nid: first      # best the name of the folder\n"));
    for (written, id) in [("id: \"first\"", "second"), ("id: 'first'", "second"), ("id: >-\n  first", "first")] {
        place.write(
            "first/questionnaire.yaml",
            &text.replacen("id: first      # best the name of the folder", written, 1),
        );
        let ran = place.run(&["pack", "new", "second", "--from", "first"]);
        assert!(ran.stderr.starts_with(&format!("pack {id}: ")), "{}", ran.stderr);
        let checked = place.run(&["check", "second"]);
        assert!(checked.stderr.starts_with(&format!("pack {id} ")), "{}", checked.stderr);
        std::fs::remove_dir_all(place.path("second")).unwrap();
    }
}

/// The fix of a message, applied as it stands, mends the place: the next check says nothing of it.
#[test]
fn the_fix_of_a_colon_works_as_it_stands() {
    let place = Place::new();
    place.run(&["pack", "new", "talks"]);
    let text = place.read("talks/questionnaire.yaml");
    for (right, wrong) in [
        ("{level: 1, label: Trying}", "{level: 1, label: Trying: hard}"),
        ("{value: 2, label: \"Once or twice\"}", "{value: 2, label: Twice: or so}"),
        ("- I have never spoken to a group.", "- I have never: spoken: to a group."),
        ("- I have never spoken to a group.", "- I have never: spoken to a group."),
        ("- {value: 1, label: \"Never\"}", "- value: 1, label: Never"),
        ("title: Giving a talk", "title: Giving: a talk"),
        ("title: Giving a talk", "title: 'Don't give a talk'"),
    ] {
        let broken = text.replacen(right, wrong, 1);
        assert_ne!(broken, text, "{right}");
        place.write("talks/questionnaire.yaml", &broken);
        let ran = place.run(&["check", "talks"]);
        assert_eq!(ran.code, 1, "{wrong}");
        assert_eq!(ran.stderr.matches("error[").count(), 1, "{wrong}: {}", ran.stderr);
        let fix =
            ran.stderr.split("hint: ").nth(1).unwrap().split('`').nth(1).unwrap_or_else(|| panic!("{}", ran.stderr));
        // The fix is a field, or an entry of a list, or the text alone, in the place of what was written.
        let begin = fix.split([':', '"', '{']).next().unwrap();
        let line = broken.lines().find(|line| line.contains(wrong)).unwrap();
        let mended = if begin.is_empty() {
            line.replace(&wrong[2..], fix)
        } else if line.contains('{') && !fix.starts_with('-') {
            format!("{}{fix}}}", &line[..line.find(begin).unwrap()])
        } else {
            format!("{}{fix}", &line[..line.find(begin).unwrap()])
        };
        place.write("talks/questionnaire.yaml", &broken.replacen(line, &mended, 1));
        let ran = place.run(&["check", "talks"]);
        assert_eq!(ran.code, 0, "{wrong}: {mended}: {}", ran.stderr);
    }
}

/// One mistake of an author gives one message.
#[test]
fn one_mistake_gives_one_message() {
    let place = Place::new();
    place.run(&["pack", "new", "talks"]);
    for (file, right, wrong) in [
        ("roles", "\nroles:", "\nrole:"),
        ("roles", "\nprovenance:", "\nprovenence:"),
        ("roles", "\nladder:", "\nlader:"),
        ("roles", "from: own-view\n    next: [invited", "form: own-view\n    next: [invited"),
        ("roles", "competency: taking-questions", "competency: taking-question"),
        ("questionnaire", "      - id: taking-questions\n", "        id: taking-questions\n"),
        ("questionnaire", "- I have never spoken to a group.", "- level: I speak not."),
        ("resources", "\nresources:", "\nresource:"),
        ("resources", "\nsources:", "\nsource:"),
        ("resources", "effort: {hours: 2,", "effort: {hour: 2,"),
    ] {
        one_message(&place, file, right, wrong);
    }
    for (right, wrong) in [
        ("\ndomains:", "\ndomain:"),
        ("\nlevels:", "\nlevel:"),
        ("\nscales:", "\nscale:"),
        ("\nforms:", "\nform:"),
        ("\nscoring:", "\nscorin:"),
        ("- {value: 2, label: \"Once or twice\"}", "- {vlaue: 2, label: \"Once or twice\"}"),
        ("- {level: 1, label: Trying}", "- {level: 1, lable: Trying}"),
        ("default-form: all", "default-form: al"),
        ("scale: how-often", "scale: how-oftn"),
        ("          - I have never spoken to a group.\n", ""),
        ("- {level: 3, label: Strong}", "- Strong"),
    ] {
        one_message(&place, "questionnaire", right, wrong);
    }
}

/// Checks that a file of the pack with this slip has one problem, and puts the file back.
fn one_message(place: &Place, file: &str, right: &str, wrong: &str) {
    let name = format!("talks/{file}.yaml");
    let text = place.read(&name);
    let broken = text.replacen(right, wrong, 1);
    assert_ne!(broken, text, "{right}");
    place.write(&name, &broken);
    let ran = place.run(&["check", "talks"]);
    assert_eq!((ran.code, ran.stderr.matches("error[").count()), (1, 1), "{wrong}: {}", ran.stderr);
    place.write(&name, &text);
}
