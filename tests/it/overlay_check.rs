//! `skillgap check` on overlays, the schema of their file, and logos that are refused.

use crate::harness::{Place, repository_file};
use skillgap::pack;

const FOLDER: &str = "tests/fixtures/overlays/example-college";

/// A folder `o` with the example, its text changed.
fn place(changes: &[(&str, &str)]) -> Place {
    let mut text = repository_file(&format!("{FOLDER}/overlay.yaml"));
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let place = Place::new();
    place.write("o/overlay.yaml", &text);
    place.write("o/logo.svg", &repository_file(&format!("{FOLDER}/logo.svg")));
    place
}

/// The exit code and what is said of the changed example.
fn checked(changes: &[(&str, &str)]) -> (i32, String) {
    let ran = place(changes).run(&["check", "o"]);
    (ran.code, ran.stderr.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn the_example_has_no_problem_and_is_found_by_its_folder_and_its_file() {
    let place = place(&[]);
    for path in ["o", "o/overlay.yaml", "."] {
        let ran = place.run(&["check", "--strict", path]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains("overlay example-college 1.0.0: sha256:"), "{}", ran.stderr);
    }
}

#[test]
fn e_every_problem_of_an_overlay_is_named_at_once_with_its_fix() {
    let (code, said) = checked(&[
        ("id: example-data-course", "id: pmp"),
        ("hide: [stanford-ai-health]", "hide: [stanford-ai-healt, cphims, cphims]"),
        ("resource: pmp\n", "resource: pmmp\n"),
        ("competency: data-analysis, term: Term 1, level: 1", "competency: data-analysi, term: Term 1, level: 1"),
        ("term: Term 2, level: 2", "term: Term 2, level: 9"),
        ("version: 1.0.0", "version: one"),
        ("id: example-judgement,", "id: judgement,"),
    ]);
    assert_eq!(code, 1);
    for part in [
        "the resource `pmp` is one of the pack already",
        "did you mean `stanford-ai-health`?",
        "`cphims` is switched off twice",
        "did you mean `pmp`?",
        "did you mean `data-analysis`?",
        "SK117",
        "three numbers",
        "the source `judgement` is one of the pack already",
        "o/overlay.yaml:",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn e_doubtful_overlays_are_warned_of() {
    let priced = ("    sources: [example-catalogue]\n    note: \"The college", "    note: \"The college");
    let (code, said) = checked(&[priced, ("      price: [example-catalogue]", "      price: [example-judgement]")]);
    assert!(code == 0 && said.matches("[SK443]").count() == 2, "{said}");
    let (code, said) = checked(&[("as-of: 2026-11, note", "as-of: 2019, note")]);
    assert!(code == 0 && said.contains("SK403"), "{said}");
    let exam = (
        "kind: course\n    provider: Example College\n    url: https://example.edu/courses/hi-520",
        "kind: certification\n    foundation: true\n    provider: Example College\n    url: https://example.edu/courses/hi-520",
    );
    let lift = (
        "{competency: patient-care-alignment, from: 0, to: 2}",
        "{competency: patient-care-alignment, from: 0, to: 4}",
    );
    let (code, said) = checked(&[exam, lift]);
    assert!(code == 0 && said.contains("SK402") && said.contains("which no exam shows"), "{said}");
    let all: Vec<String> =
        pack::parse(&pack::EMBEDDED[0].files()).0.unwrap().resources().iter().map(|r| r.id.to_string()).collect();
    let (code, said) = checked(&[("hide: [stanford-ai-health]", &format!("hide: [{}]", all.join(", ")))]);
    assert!(code == 0 && said.contains("SK401") && said.contains("nothing lifts anyone in"), "{said}");
}

#[test]
fn an_overlay_of_another_pack_is_refused() {
    let (code, said) = checked(&[("pack: clinical-informatics-director", "pack: volunteer-coordinator")]);
    assert_eq!(code, 1, "its targets are of another pack: {said}");
    let ran = place(&[]).run(&["check", "o", "--pack", "volunteer-coordinator"]);
    assert!(ran.code == 1 && ran.stderr.contains("SK441"), "{}", ran.stderr);
}

#[test]
fn e_no_name_of_a_logo_leaves_the_folder() {
    for name in [
        "../secret.svg",
        "/etc/passwd",
        "..",
        ".",
        "a/b.svg",
        "C:logo.svg",
        "..\\\\secret.svg",
        "\\\\\\\\h\\\\s.svg",
        "nowhere.svg",
    ] {
        let (code, said) = checked(&[("logo: logo.svg", &format!("logo: \"{name}\""))]);
        assert!(code == 1 && said.contains("SK442"), "{name}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn e_a_link_out_of_the_folder_is_not_followed() {
    let place = place(&[]);
    place.write("secret.svg", &repository_file(&format!("{FOLDER}/logo.svg")));
    std::fs::remove_file(place.path("o/logo.svg")).unwrap();
    std::os::unix::fs::symlink("../secret.svg", place.path("o/logo.svg")).unwrap();
    let ran = place.run(&["check", "o"]);
    assert!(ran.code == 1 && ran.stderr.contains("leads out of the folder"), "{}", ran.stderr);
    std::fs::remove_file(place.path("o/logo.svg")).unwrap();
    std::fs::create_dir(place.path("o/logo.svg")).unwrap();
    assert!(place.run(&["check", "o"]).stderr.contains("SK442"));
}

#[test]
fn e_logos_that_do_more_than_draw_are_refused() {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inner}</svg>")
    };
    for logo in [
        svg("<script>alert(1)</script>"),
        svg("<script><![CDATA[alert(1)]]></script>"),
        svg("<g onload=\"alert(1)\"/>"),
        svg("<use xlink:href=\"https://e.org/x.svg#a\"/>"),
        svg("<style>@import url(https://e.org)</style>"),
        "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>".to_owned() + &svg("&b;"),
        svg(&"<path d=\"M0 0\"/>".repeat(6_000)),
        svg(&" ".repeat(70_000)),
    ] {
        let place = place(&[]);
        place.write("o/logo.svg", &logo);
        let ran = place.run(&["check", "o"]);
        assert!(ran.code == 1 && ran.stderr.contains("SK442"), "{}: {}", &logo[..120.min(logo.len())], ran.stderr);
        assert!(!ran.stderr.contains("alert(1)"), "{}", ran.stderr);
    }
}

#[test]
fn the_schema_of_an_overlay_is_in_the_repository_and_takes_the_example() {
    let schema = pack::overlay_schema();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/.schema/overlay.json");
    let printed = format!("{schema:#}\n");
    if std::env::var_os("SKILLGAP_BLESS").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), printed);
    assert_eq!(Place::new().run(&["check", "--schema", "overlay"]).stdout, printed);
    let example: serde_json::Value = serde_yaml::from_str(&repository_file(&format!("{FOLDER}/overlay.yaml"))).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&example));
}
