//! Texts by which a person might mean harm, wherever a person, an office or a programme can write.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use scraper::{Html, Selector};
use sha2::Digest as _;
use skillgap::answers::{AgreedStep, AnswerSheet, Invitation, StepState, StepSubject, parse, to_yaml};
use skillgap::sanitise::unguarded;

use super::{Written, answers, dated, folded, list, put_all, select, table};
use crate::harness::class::quoted;
use crate::harness::hostile::{self, MARKUP};
use crate::harness::page::{all, attributes, count};
use crate::harness::{Place, director_pack};

/// Texts that an answers file may hold as code, name, group and step, white space apart.
fn texts() -> Vec<String> {
    let pack = director_pack();
    let holds = |text: &String| {
        let sheet = person(0, text);
        let (read, problems) = parse("t", &to_yaml(&sheet, &pack), &pack);
        problems.is_empty() && read.is_some_and(|read| read.respondent == sheet.respondent && read.steps == sheet.steps)
    };
    let mut texts: Vec<String> = hostile::texts().into_iter().filter(holds).collect();
    texts.sort();
    texts.dedup_by_key(|text| text.trim().to_owned());
    assert!(
        texts.len() > 90 && MARKUP.iter().all(|text| texts.iter().any(|held| held == text)),
        "{} are held",
        texts.len()
    );
    texts
}

/// Someone with this text as their code, name, group, and step.
fn person(number: usize, text: &str) -> AnswerSheet {
    let mut sheet = answers(text, Some(text), i64::try_from(number % 5).unwrap());
    sheet.invitation = Some(Invitation { group: Some(text.to_owned()), ..Invitation::default() });
    let step = StepSubject::Text(text.to_owned());
    sheet.steps = vec![AgreedStep { what: step, state: StepState::Agreed, by: None, on: None }];
    sheet
}

/// The page about everyone of these texts, in two terms, with names, reports, targets and a list.
fn written(texts: &[String], more: &[&str]) -> Written {
    let place = Place::new();
    let mut targets = "competency,term,level\n".to_owned();
    let mut invited = "respondent,label,group\n".to_owned();
    let titles: Vec<String> = director_pack().competencies().iter().map(|own| own.id.to_string()).collect();
    let before = |sheet: AnswerSheet| dated(sheet, None, Some("2026-04-01T09:00:00Z"));
    let people = |later: usize| texts.iter().enumerate().map(move |(number, text)| person(number + later, text));
    put_all(&place, "in", &people(0).collect::<Vec<_>>());
    put_all(&place, "old", &people(1).map(before).collect::<Vec<_>>());
    for (number, text) in texts.iter().enumerate() {
        let _ = writeln!(targets, "{},{},2", titles[number % titles.len()], quoted(&term(number, text)));
        let missing = quoted(&format!("m{text}"));
        let _ = writeln!(invited, "{missing},{missing},{}", quoted(text));
    }
    place.write("targets.csv", &targets);
    place.write("invited.csv", &invited);
    let args = ["in", "--since", "old", "--targets", "targets.csv", "--invited", "invited.csv", "--reports", "copies"];
    Written::of(&place, &[&args[..], more].concat())
}

/// The name of a term with this text; two that read alike would be one.
fn term(number: usize, text: &str) -> String {
    format!("{text} {number}")
}

/// How many elements of each name a page has.
fn elements(page: &str) -> BTreeMap<String, usize> {
    let document = Html::parse_document(page);
    let mut counts = BTreeMap::new();
    for element in document.select(&Selector::parse("*").unwrap()) {
        *counts.entry(element.value().name().to_owned()).or_default() += 1;
    }
    counts
}

/// What would run or be loaded.
fn assert_harmless(page: &str) {
    let document = Html::parse_document(page);
    for element in document.select(&Selector::parse("*").unwrap()) {
        for (name, value) in element.value().attrs() {
            assert!(
                name != "style" && name != "src" && name != "autofocus" && !name.starts_with("on"),
                "{name}={value}"
            );
            assert!(name != "href" || !value.trim_start().to_lowercase().starts_with("javascript:"), "{value}");
        }
    }
    let policy = attributes(page, "meta[http-equiv=Content-Security-Policy]", "content");
    let [policy] = &policy[..] else { panic!("one policy: {policy:?}") };
    let of = |name: &str| {
        let [element] = select(document.root_element(), name)[..] else { panic!("one {name}") };
        let hash = sha2::Sha256::digest(element.text().collect::<String>());
        format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(hash))
    };
    let (script, style) = (of("script"), of("style"));
    let expected =
        format!("default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'");
    assert_eq!(*policy, expected);
}

#[test]
fn c08_markup_of_people_offices_and_programmes_stays_text() {
    let texts = texts();
    let plain: Vec<String> = (0..texts.len()).map(|number| format!("plain {number:03}")).collect();
    for more in [&[][..], &["--show-names"]] {
        let [page, of_plain] = [&texts, &plain].map(|texts| written(texts, more).page);
        assert_harmless(&page);
        assert_eq!(elements(&page), elements(&of_plain), "no text has made or broken an element");
        let shown: Vec<String> = list(&page).into_iter().map(|row| row.name().to_owned()).collect();
        let groups: Vec<String> = list(&page).into_iter().map(|row| row.text("Group").to_owned()).collect();
        let steps: Vec<String> = all(&page, "#agreed ~ table tbody th, #agreed ~ details tbody th");
        let terms = all(&page, "#programme ~ table td[data-name='By the end of']");
        assert_eq!((shown.len(), steps.len(), terms.len()), (2 * texts.len(), texts.len(), texts.len()));
        for (number, text) in texts.iter().enumerate() {
            // What a table may have before a text, and what keeps a formula from being one, is no part of it.
            let term = folded(unguarded(term(number, text).trim_start_matches('\u{feff}')));
            // A trimmed name is one name; a code stands as it is.
            let name = if more.is_empty() { folded(text) } else { folded(&format!("{text} ({text})")) };
            let has = |list: &[String], wanted: &str| list.iter().any(|one| one == wanted);
            assert!(has(&shown, &name), "{name:?} among {shown:?}");
            assert!(has(&steps, &folded(text)) && has(&groups, &folded(text)), "{text:?}");
            assert!(has(&terms, &term), "{term:?} among {terms:?}");
        }
        assert_eq!(table(&page, "#heat").len(), texts.len() + 1);
        let links = attributes(&page, "#people a", "href");
        assert!(links.len() == texts.len() && links.iter().all(|link| link.starts_with("copies/")), "{links:?}");
        assert!(links.iter().all(|link| !link.contains(['<', '"', '\'', ' ', ':', '\\'])), "{links:?}");
    }
}

#[test]
fn c09_what_is_shared_holds_none_of_it() {
    let texts = texts();
    let place = Place::new();
    let people = texts.iter().enumerate().map(|(number, text)| person(number, text));
    put_all(&place, "in", &people.collect::<Vec<_>>());
    let ran = place.run(&["cohort", "in", "--share", "-o", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(MARKUP.iter().all(|text| !ran.stdout.contains(text)) && !ran.stdout.contains("alert(1)"));
    assert_eq!((count(&ran.stdout, "script"), count(&ran.stdout, "[style]")), (0, 0));
}
