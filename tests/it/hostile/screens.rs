//! The quiz about a hostile pack: in the terminal as lines, and in the browser with a hostile invitation.

use serde_json::{Value, json};
use skillgap::web::SiteSource;

use super::{FIXTURE, Field, bare, hostile_text, mark, plain_text};
use crate::harness::host::{Tab, site};
use crate::harness::page::{attributes, count};
use crate::harness::{Place, hostile};

fn place(text: impl Fn(usize, &Field) -> String) -> Place {
    let place = Place::new();
    FIXTURE.write(&place, text);
    place
}

/// Opens the quiz, answers each question, skips what is asked about the person, and finishes.
fn taken(place: &Place) -> String {
    let keys = "a\n\n2\nnote Z\n3\n\n".to_owned() + &"\n".repeat(12) + "f\n";
    let ran =
        place.run_with(&["quiz", "--plain", "--pack", "pack", "--overlay", "programme", "--out", "a.yaml"], &keys);
    format!("{}{}", ran.stdout, ran.stderr)
}

#[test]
fn d08_the_plain_quiz_prints_no_command_of_a_pack_or_an_overlay() {
    let list = hostile::kinds();
    let plain = taken(&place(plain_text));
    assert!(plain.contains("Z0"), "{plain}");
    for round in (0..list.len()).step_by(7) {
        let text = |number, field: &Field| hostile_text(&list, round, number, field);
        let shown = taken(&place(text));
        assert!(!shown.contains(|c| hostile::is_unsafe(c) || c == '\t'), "{shown:?}");
        for (number, field) in FIXTURE.fields.iter().enumerate() {
            if bare(&plain).contains(&bare(&mark(number))) {
                let wanted = bare(&text(number, field));
                assert!(bare(&shown).contains(&wanted), "{wanted:?} of {field:?} in\n{shown}");
            }
        }
    }
}

/// What the page of the quiz shows from the start to the result, screen by screen.
fn screens(place: &Place, note: &str) -> Vec<(String, String)> {
    let source = SiteSource {
        pack: ["questionnaire.yaml", "roles.yaml", "resources.yaml"]
            .map(|name| (name.to_owned(), place.read(&format!("pack/{name}")))),
        overlay: None,
        form: Some("full".to_owned()),
        role: None,
        invitation: Some(place.read("invitation.yaml")),
    };
    let site = site(&source);
    let mut kept = None;
    let mut tab = Tab::open(&site, &mut kept);
    let mut seen = vec![(tab.screen.clone(), tab.html.clone())];
    while tab.screen != "end" {
        match tab.screen.split(':').next().unwrap() {
            "start" => tab.press(&mut kept, "start"),
            "question" => {
                let row = tab.choices()[0].clone();
                tab.post(&mut kept, &[("row", &row), ("note", note), ("go", "continue")]);
            }
            "about" if !tab.choices().is_empty() => tab.press(&mut kept, "skip"),
            "review" => tab.press(&mut kept, "finish"),
            _ => tab.press(&mut kept, "continue"),
        }
        seen.push((tab.screen.clone(), tab.html.clone()));
        assert!(seen.len() < 60, "{}", tab.screen);
    }
    for kind in ["report", "plan"] {
        let file: Value = tab.ask(&mut kept, &json!({ "file": kind }));
        if let Some(text) = file["file"]["text"].as_str() {
            seen.push((kind.to_owned(), text.to_owned()));
        }
    }
    seen
}

#[test]
fn f07_the_quiz_in_a_browser_takes_no_text_for_markup() {
    let list = hostile::kinds();
    let plain = screens(&place(plain_text), "a note");
    assert!(plain.len() > 8, "{}", plain.len());
    for round in (0..list.len()).step_by(5) {
        let place = place(|number, field| hostile_text(&list, round, number, field));
        let shown = screens(&place, &list[round]);
        let names = |screens: &[(String, String)]| {
            screens.iter().map(|(name, _)| name.split('@').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&shown), names(&plain), "round {round}");
        for ((name, html), (_, plain)) in shown.iter().zip(&plain) {
            assert!(!html.contains(hostile::is_unsafe), "{name}, round {round}: {html:?}");
            if name == "plan" {
                continue;
            }
            let elements = |html: &str| count(html, "*");
            assert_eq!(elements(html), elements(plain), "{name}, round {round}:\n{html}");
            for selector in
                ["[onload]", "[onerror]", "[onfocus]", "[onmouseover]", "[autofocus]:not(input)", "script", "[style]"]
            {
                assert_eq!(count(html, selector), count(plain, selector), "{name}, {selector}:\n{html}");
            }
            assert!(attributes(html, "a", "href").iter().all(|to| !to.to_lowercase().starts_with("javascript:")));
        }
    }
}
