//! What axe-core finds in the page.

use super::chromium::Browser;
use super::driver::Driver;
use super::pages::{broken, demonstration, pages};
use crate::harness::repository_file;

/// Ways to look at a page: width, and what the reader prefers.
const VIEWS: [(u32, &str, &str); 5] = [
    (1280, "prefers-color-scheme", "light"),
    (1280, "prefers-color-scheme", "dark"),
    (320, "prefers-color-scheme", "light"),
    (320, "prefers-color-scheme", "dark"),
    (1280, "forced-colors", "active"),
];

/// The serious and critical findings, each with the view it was seen in and the elements it is about.
fn findings(browser: &mut Browser, axe: &str, html: &str) -> Vec<String> {
    browser.open(html);
    browser.evaluate(&format!("{axe}; null"));
    let mut all = Vec::new();
    for (width, preference, value) in VIEWS {
        browser.resize(width, 800);
        browser.emulate("screen", &[(preference, value)]);
        let found = browser.texts(
            "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
                .filter(one => ['serious', 'critical'].includes(one.impact))
                .map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`))",
        );
        all.extend(found.iter().map(|one| format!("{width} px, {value}: {one}")));
    }
    all
}

#[test]
#[ignore = "needs Chromium"]
fn b11_axe_finds_nothing_serious() {
    let mut browser = Browser::start();
    let axe = repository_file("tests/fixtures/axe/axe.min.js");
    for (name, page) in pages() {
        assert_eq!(findings(&mut browser, &axe, &page), [""; 0], "{name}");
    }
}

#[test]
#[ignore = "needs Chromium"]
fn b11_axe_would_find_defects_in_each_view() {
    let mut browser = Browser::start();
    let axe = repository_file("tests/fixtures/axe/axe.min.js");
    // A grey that is faint on light paper and on dark, in a way that the page's policy lets through.
    let faint = "<main><p><font color=\"#7c7c7c\">Text</font></p>";
    let page = broken(&broken(&demonstration(), "<html lang=\"en-GB\">", "<html>"), "<main>", faint);
    let found = findings(&mut browser, &axe, &page);
    for (width, _, value) in VIEWS {
        let seen = |rule: &str| found.iter().any(|one| one.starts_with(&format!("{width} px, {value}: {rule}")));
        assert!(seen("html-has-lang") && seen("color-contrast: font"), "{width} px, {value}: {found:#?}");
    }
}
