//! `skillgap report --verify`: a page is what its answers give, or says where it differs (B16).

use crate::harness::Place;

/// What was said, white space folded.
fn said(ran: &crate::harness::Ran) -> String {
    ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn demonstrated() -> Place {
    let place = Place::new();
    assert_eq!(place.run(&["demo"]).code, 0);
    place
}

#[test]
fn b16_a_report_is_verified_against_its_answers() {
    let place = demonstrated();
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "skillgap-demo.html"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "verified: `skillgap-demo.html` is what `skillgap-demo.yaml` gives, byte for byte\n");
}

#[test]
fn b16_reader_and_role_are_read_from_the_report() {
    let place = demonstrated();
    let made = ["report", "skillgap-demo.yaml", "--for", "advisor", "--role", "health-it-analyst"];
    assert_eq!(place.run(&made).code, 0);
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "skillgap-demo-advisor.html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn b16_what_stood_beside_the_answers_has_to_be_named_again() {
    let place = demonstrated();
    let earlier =
        place.read("skillgap-demo.yaml").replace("2026-11-23T", "2026-05-23T").replace("rating: 2", "rating: 1");
    place.write("spring.yaml", &earlier);
    let with = ["report", "skillgap-demo.yaml", "--since", "spring.yaml"];
    assert_eq!(place.run(&[&with[..], &["-o", "change.html"]].concat()).code, 0);
    let ran = place.run(&[&with[..], &["--verify", "change.html"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "change.html"]);
    assert_eq!(ran.code, 1);
    assert!(said(&ran).contains("it was made with `--since`"), "{}", ran.stderr);
    let ran = place.run(&[&with[..], &["--verify", "skillgap-demo.html"]].concat());
    assert!(said(&ran).contains("it was made without `--since`"), "{}", ran.stderr);
}

#[test]
fn b16_a_changed_number_is_found_and_its_place_is_said() {
    let place = demonstrated();
    let page = place.read("skillgap-demo.html");
    place.write("changed.html", &page.replacen("87\u{a0}% ready", "99\u{a0}% ready", 1));
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "changed.html"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("`changed.html` is not what `skillgap-demo.yaml` gives: line "), "{}", ran.stderr);
    let said = said(&ran);
    assert!(said.contains(", column "), "{said}");
    assert!(said.contains("99 % ready") && said.contains("87 % ready"), "{said}");
    assert!(said.ends_with("hint: make it again with `skillgap report`, or name what it was made from"));
}

#[test]
fn b16_changed_answers_another_version_and_other_files_are_told_apart() {
    let place = demonstrated();
    let answers = place.read("skillgap-demo.yaml");
    place.write("other.yaml", &answers.replacen("rating: 3", "rating: 4", 1));
    let ran = place.run(&["report", "other.yaml", "--verify", "skillgap-demo.html"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let page = place.read("skillgap-demo.html");
    let version = env!("CARGO_PKG_VERSION");
    place.write("older.html", &page.replace(&format!("content=\"skillgap {version}\""), "content=\"skillgap 0.0.1\""));
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "older.html"]);
    let said = said(&ran);
    assert!(said.contains(&format!("it was made by skillgap 0.0.1, and this is skillgap {version}")), "{said}");
    place.write("hello.html", "<html><body>hello</body></html>");
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "hello.html"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("error: `hello.html` does not say how it was made\n"), "{}", ran.stderr);
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "missing.html"]);
    assert!(ran.stderr.contains("there is no such file"), "{}", ran.stderr);
}

/// What an editor, a mail program or a file server may change without a trace on the screen.
#[test]
fn h05_a_difference_that_cannot_be_seen_is_named() {
    let place = demonstrated();
    let answers = place.read("skillgap-demo.yaml");
    place.write("zoe.yaml", &answers.replacen("label: Sam", "label: Zo\u{eb}", 1));
    let ran = place.run(&["report", "zoe.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = place.read("zoe.html");
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let latin: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    for (name, bytes, why) in [
        ("bom", format!("\u{feff}{page}").into_bytes(), "it begins with a byte order mark (U+FEFF)"),
        ("crlf", page.replace('\n', "\r\n").into_bytes(), "its lines end in CR LF, and those of the report in LF"),
        ("more", format!("{page}\n").into_bytes(), "it has 1 line end too many behind its last line"),
        ("blanks", page.replacen("<body>", "<body>  ", 1).into_bytes(), "blanks at the end of a line"),
        (
            "nbsp",
            page.replace('\u{a0}', " ").into_bytes(),
            "has U+0020 where the answers give U+00A0: another kind of blank",
        ),
        (
            "form",
            page.replace('\u{eb}', "e\u{308}").into_bytes(),
            "has U+0065 U+0308 where the answers give U+00EB: another Unicode normal form of a letter",
        ),
        ("utf16", utf16(&format!("\u{feff}{page}")), "it is in UTF-16 LE, and a report is in UTF-8"),
        ("latin", latin, "it is not in UTF-8: line "),
    ] {
        let file = format!("{name}.html");
        std::fs::write(place.path(&file), bytes).unwrap();
        let ran = place.run(&["report", "zoe.yaml", "--verify", &file]);
        let said = said(&ran);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{name}: {said}");
        assert!(said.starts_with(&format!("error: `{file}` is not what `zoe.yaml` gives: ")), "{name}: {said}");
        assert!(said.contains(why), "{name}: {said}");
        assert!(!said.contains(" reads "), "nothing of it can be seen: {name}: {said}");
    }
}

#[test]
fn what_the_report_says_cannot_be_given_as_well() {
    let place = demonstrated();
    for option in [["--role", "health-it-analyst"], ["--for", "advisor"], ["-o", "x.html"]] {
        let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "skillgap-demo.html", option[0], option[1]]);
        assert_eq!(ran.code, 2, "{option:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_hostile_report_sends_nothing_to_the_terminal() {
    let place = demonstrated();
    let page = place.read("skillgap-demo.html");
    place.write("evil.html", &page.replacen("In short", "In\u{1b}]0;pwned\u{7}\u{202e}short", 1));
    let ran = place.run(&["report", "skillgap-demo.yaml", "--verify", "evil.html"]);
    assert_eq!(ran.code, 1);
    assert!(!ran.stderr.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", ran.stderr);
}
