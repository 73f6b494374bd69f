//! The page loads nothing, runs nothing, and gives the browser nothing to complain of.

use super::chromium::Browser;
use super::driver::Driver;
use super::pages::{broken, demonstration, pages};

/// Everything the browser says while it opens the page.
fn complaints(browser: &mut Browser, html: &str) -> Vec<String> {
    browser.open(html);
    browser.complaints()
}

#[test]
#[ignore = "needs Chromium"]
fn b01_b02_the_browser_has_nothing_to_say() {
    let mut browser = Browser::start();
    for (name, page) in pages() {
        assert_eq!(complaints(&mut browser, &page), [""; 0], "{name}");
    }
}

#[test]
#[ignore = "needs Chromium"]
fn b01_b02_each_kind_of_complaint_would_be_heard() {
    let mut browser = Browser::start();
    let page = demonstration();
    let lawless = broken(&page, "http-equiv=\"Content-Security-Policy\"", "name=\"none\"");
    let image = "<main><img src=\"http://127.0.0.1:9/pixel.png\" alt=\"\">";
    let cases = [
        (broken(&page, "<main>", "<main style=\"color: red\">"), "log: \"Applying inline style"),
        (broken(&page, "<main>", image), "log: \"Loading the image 'http://127.0.0.1:9/pixel.png' violates"),
        (broken(&page, "<main>", "<main><script>alert(1)</script>"), "log: \"Executing inline script"),
        // A handler is held against the policy when its event happens.
        (broken(&page, "<body>", "<body onload=\"x\">"), "ContentSecurityPolicyIssue"),
        (broken(&lawless, "<main>", image), "request: \"http://127.0.0.1:9/pixel.png\""),
        (broken(&lawless, "<main>", "<main><script>console.debug('hello')</script>"), "console: "),
        (broken(&lawless, "<main>", "<main><script>nothing.at.all</script>"), "exception: "),
        (broken(&page, "<!DOCTYPE html>", ""), "issue: "),
    ];
    for (page, expected) in cases {
        let heard = complaints(&mut browser, &page);
        assert!(heard.iter().any(|one| one.contains(expected)), "`{expected}` is not among: {heard:#?}");
    }
}

#[test]
#[ignore = "needs Chromium"]
fn b01_the_page_is_whole_without_network_and_scripts() {
    let mut browser = Browser::start();
    let look = "[document.body.innerText, String(document.documentElement.scrollHeight)]";
    for (name, page) in pages() {
        browser.open(&page);
        let with = browser.texts(look);
        browser.open_cut_off(&page);
        assert_eq!(browser.texts(look), with, "{name}");
        assert!(with[0].len() > 400, "{name}: {}", with[0]);
    }
}
