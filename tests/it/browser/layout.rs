//! Where things stand on the screen: the first screen, and narrow windows.

use serde_json::json;

use super::chromium::Browser;
use super::driver::Driver;
use super::pages::{FOR_STUDENTS, broken, demonstration, pages, styled};

/// What must stand on the first screen, where a page has it.
const FIRST_SCREEN: [&str; 7] = [
    "#in-short ~ .summary",
    "#in-short ~ .step",
    "#towards",
    "#towards ~ table",
    "#towards ~ ol > li:first-child > h3",
    "#build-next",
    "#build-next ~ ol > li > h3",
];

/// The texts of those parts, first of the ones that are on the first screen as a whole, then of the others.
fn first_screen(browser: &mut Browser, html: &str) -> [Vec<String>; 2] {
    browser.open(html);
    browser.resize(1280, 800);
    [true, false].map(|inside| {
        browser.texts(&format!(
            "[...document.querySelectorAll({:?})]
                .filter(one => (one.getBoundingClientRect().bottom <= innerHeight) === {inside})
                .map(one => one.innerText)",
            FIRST_SCREEN.join(", ")
        ))
    })
}

#[test]
#[ignore = "needs Chromium"]
fn b05_the_first_screen_holds_both_readinesses_the_first_step_and_both_lists() {
    let mut browser = Browser::start();
    for (name, page) in pages().into_iter().filter(|(name, _)| FOR_STUDENTS.contains(name)) {
        let [inside, below] = first_screen(&mut browser, &page);
        assert_eq!(below, [""; 0], "{name}");
        assert!(inside.concat().contains("not a test result"), "{name}: {inside:#?}");
    }
    let page = demonstration();
    let [inside, _] = first_screen(&mut browser, &page);
    assert_eq!(inside.len(), 9, "summary, first step, two headings, domains, a gap and three cards: {inside:#?}");
    for text in [
        "34\u{a0}% ready",
        "Health IT Analyst: 87\u{a0}% ready",
        "First step:",
        "Towards Clinical Informatics Director",
    ] {
        assert!(inside.concat().contains(text), "{text}: {inside:#?}");
    }
    // Strengths follow at once.
    let after = browser.texts("[document.querySelector('.opening').nextElementSibling.querySelector('h2').id]");
    assert_eq!(after, ["strengths"]);
    let pushed = broken(&page, "<main>", &format!("<main>{}", "<p>A line.</p>".repeat(30)));
    assert_eq!(first_screen(&mut browser, &pushed), [vec![], inside]);
}

/// Text that ends outside of the window or of a box that hides what it cannot hold. Text for screen readers is hidden
/// on purpose, by a clip path; a box that scrolls and that the keyboard reaches cuts nothing.
const CUT: &str = "(() => {
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth)
        found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, range = document.createRange();
        let left = 0, right = innerWidth, unseen = false;
        for (let box = text.parentElement; box; box = box.parentElement) {
            const style = getComputedStyle(box), edges = box.getBoundingClientRect();
            unseen ||= style.clipPath !== 'none' || (box.tabIndex >= 0 && style.overflowX === 'auto');
            if (style.overflowX === 'visible' || box === document.documentElement || box === document.body) continue;
            left = Math.max(left, edges.left);
            right = Math.min(right, edges.right);
        }
        range.selectNodeContents(text);
        const out = rect => rect.width > 0 && (rect.left < left - 1 || rect.right > right + 1);
        if (!unseen && [...range.getClientRects()].some(out)) found.push(`cut: ${text.data.slice(0, 60)}`);
    }
    return found;
})()";

/// What is cut of the open page, or makes it scroll sideways, in a window of this width with this size of text.
fn cut(browser: &mut Browser, width: u32, text_size: u32) -> Vec<String> {
    browser.resize(width, 800);
    browser.call("Page.setFontSizes", json!({"fontSizes": {"standard": text_size, "fixed": text_size}}));
    browser.texts(CUT)
}

#[test]
#[ignore = "needs Chromium"]
fn b11_nothing_is_cut_in_narrow_windows_and_with_text_of_twice_the_size() {
    let mut browser = Browser::start();
    for (name, page) in pages() {
        browser.open(&page);
        for (width, text_size) in [(1280, 16), (1280, 32), (768, 16), (320, 16), (320, 32)] {
            let found = cut(&mut browser, width, text_size);
            assert_eq!(found, [""; 0], "{name}, {width} px, text of {text_size} px");
        }
    }
}

#[test]
#[ignore = "needs Chromium"]
fn b11_text_grows_with_the_readers_own_size_of_text() {
    let mut browser = Browser::start();
    browser.open(&demonstration());
    let mut size_of_text = |set| {
        cut(&mut browser, 1280, set);
        browser.evaluate("getComputedStyle(document.querySelector('.summary')).fontSize")
    };
    assert_eq!([size_of_text(16), size_of_text(32)], ["16px", "32px"]);
}

#[test]
#[ignore = "needs Chromium"]
fn b11_what_is_cut_would_be_seen() {
    let mut browser = Browser::start();
    let mut seen = |style: &str, body: &str| {
        browser.open(&styled(style, body));
        cut(&mut browser, 320, 16)
    };
    let word = "W".repeat(100);
    let found = seen("body { overflow-wrap: normal }", &format!("<p>{word}</p>"));
    assert!(found.len() == 2 && found[0].starts_with("the page is ") && found[1].starts_with("cut: WWW"), "{found:?}");
    assert_eq!(seen("p { overflow: hidden; white-space: nowrap }", &format!("<p>{word}</p>")).len(), 1);
    assert_eq!(seen("", &format!("<p>In sight</p><p class=\"unseen\">{word}</p>")), [""; 0]);
}
