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
