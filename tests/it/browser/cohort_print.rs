//! The page of `skillgap cohort` on paper, and how long it takes in a browser.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::chromium::Browser;
use super::cohort::{open, page_of, sorted};
use super::driver::Driver;
use super::pdf::bare;
use super::print::{A4, printed};

#[test]
#[ignore = "needs Chromium"]
fn c12_the_class_of_120_prints_on_three_sheets_and_says_that_it_is_confidential() {
    let mut browser = Browser::start();
    browser.open(&page_of(120, &[]));
    let closed = printed(&mut browser, A4);
    assert!(closed.sheets() <= 3, "{} sheets", closed.sheets());
    let first = closed.text_of(&[1]);
    for said in ["Confidential: this page is about single people.", "All of it is self-rated", "What stands out"] {
        assert!(first.contains(&bare(said)), "{said}: {first}");
    }
    let list = bare("People with a reason to be seen soon stand first, in bold");
    let map = bare("The shade is the gap to the target");
    assert!(!closed.text().contains(&list) && !closed.text().contains(&map));
    for control in ["any domain", "anything or nothing", "Put the columns"] {
        assert!(!closed.text().contains(&bare(control)), "{control}");
    }
    open(&mut browser, true);
    let opened = printed(&mut browser, A4);
    assert!(opened.sheets() > closed.sheets(), "{} sheets", opened.sheets());
    let text = opened.text();
    assert!(text.contains(&list) && text.contains(&map), "what is open is printed");
    for control in ["any domain", "anything or nothing", "Put the columns"] {
        assert!(!text.contains(&bare(control)), "{control}");
    }
    // Heads keep their words on paper, on each sheet, although they are buttons in the window.
    let heads =
        browser.texts("[...document.querySelectorAll('#people thead th')].map(head => head.textContent)").concat();
    let on_sheets = (1..=opened.sheets()).filter(|sheet| opened.text_of(&[*sheet]).contains(&bare(&heads))).count();
    assert!(heads.starts_with("PersonGroupStatus") && on_sheets >= 2, "{heads} on {on_sheets} sheets");
    assert!(opened.text_of(&[1]).contains(&bare("Confidential: ")));
    println!("{} sheets closed, {} with list and map", closed.sheets(), opened.sheets());
}

/// Prints how long the page of 500 people takes: nothing is asserted of a time.
#[test]
#[ignore = "needs Chromium, and takes long"]
fn c11_the_page_of_500_people_is_ready() {
    let page = page_of(535, &[]);
    let mut browser = Browser::start();
    browser.open(&page);
    let ready = browser.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
    let mut times: BTreeMap<String, Value> = BTreeMap::from([("ready".to_owned(), ready)]);
    let measured = |work: &str| {
        format!(
            "new Promise(done => {{
                const from = performance.now();
                {work};
                document.body.getBoundingClientRect();
                requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now() - from))));
            }})"
        )
    };
    for (name, work) in [
        ("list opened", "document.getElementById('list').open = true"),
        ("sorted", "document.querySelectorAll('#people thead button')[4].click()"),
        ("map opened", "document.getElementById('map').open = true"),
        ("columns moved", "document.querySelector('#order > button').click()"),
    ] {
        times.insert(name.to_owned(), browser.evaluate(&measured(work)));
    }
    println!("{} KiB, {} rows; milliseconds: {}", page.len() / 1024, page.matches("<tr id=\"p-").count(), json!(times));
    assert_eq!(sorted(&mut browser).len(), 1, "it was sorted");
    assert_eq!(browser.complaints(), [""; 0]);
}
