//! The page on paper, by way of a PDF.

use base64::Engine as _;
use serde_json::json;

use super::chromium::Browser;
use super::driver::Driver;
use super::pages::{FOR_STUDENTS, demonstration, pages, styled};
use super::pdf::{Pdf, bare};

/// A size of paper: name, width and height in inches.
type Paper = (&'static str, f64, f64);

pub const A4: Paper = ("A4", 8.27, 11.69);
const LETTER: Paper = ("Letter", 8.5, 11.0);

/// The margin that the stylesheet gives a sheet on each side: 15 mm, in CSS pixels.
const MARGIN: f64 = 15.0 / 25.4 * 96.0;

/// The open page as a PDF.
pub fn printed(browser: &mut Browser, paper: Paper) -> Pdf {
    let params =
        json!({"paperWidth": paper.1, "paperHeight": paper.2, "printBackground": true, "generateTaggedPDF": true});
    let answer = browser.call("Page.printToPDF", params);
    Pdf::read(&base64::engine::general_purpose::STANDARD.decode(answer["data"].as_str().unwrap()).unwrap())
}

/// What went wrong in print: a card, a row or a picture that is split, a table that goes on without its head, a text
/// that is not on paper, a picture that is wider than the sheet.
fn misprints(browser: &mut Browser, html: &str, paper: Paper) -> Vec<String> {
    browser.open(html);
    let pdf = printed(browser, paper);
    let mut found = Vec::from_iter(lost_pictures(browser, &pdf));
    if paper == A4 {
        // The same on every paper, and slow to read.
        found.extend(lost_texts(browser, &pdf));
    }
    lay_out(browser, paper);
    found.extend(too_wide_or_split_in_columns(browser));
    found.extend(split(browser, &pdf));
    found
}

/// Shows the page as on one endless sheet of this paper.
fn lay_out(browser: &mut Browser, paper: Paper) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length in pixels")]
    let inside = |inches: f64| (inches * 96.0 - 2.0 * MARGIN) as u32;
    browser.resize(inside(paper.1), inside(paper.2));
    browser.emulate("print", &[]);
}

/// Cards, pictures, entries with a heading, and rows of tables that stand on more than one sheet, and heads of tables
/// that do not stand on each sheet of theirs. A card that is higher than a sheet has to be split.
fn split(browser: &mut Browser, pdf: &Pdf) -> Vec<String> {
    let too_high =
        "[...document.querySelectorAll('article')].filter(card => !card.closest('details:not([open])')).map(card =>
        [...card.getClientRects()].reduce((height, box) => height + box.height, 0) > innerHeight)";
    let too_high: Vec<bool> = serde_json::from_value(browser.evaluate(too_high)).unwrap();
    let cards = pdf.root.all("Art");
    assert_eq!(cards.len(), too_high.len(), "each card of the page is one of the PDF");
    let (mut whole, mut found) = (pdf.root.all("Figure"), vec![]);
    whole.extend(cards.into_iter().zip(too_high).filter_map(|(card, too_high)| (!too_high).then_some(card)));
    whole.extend(pdf.root.all("LI").into_iter().filter(|entry| !entry.all("H3").is_empty()));
    for table in pdf.root.all("Table") {
        let [head, rows @ ..] = &*table.all("TR") else { panic!("a table has rows") };
        if rows.iter().any(|row| !row.sheets.is_subset(&head.sheets)) {
            found.push(format!("a table on the sheets {:?} has its head on {:?}", table.sheets, head.sheets));
        }
        whole.extend(rows);
    }
    let halves = whole.into_iter().filter(|element| element.sheets.len() > 1);
    found.extend(halves.map(|element| format!("{} is split over the sheets {:?}", element.role, element.sheets)));
    found
}

/// Texts of the page that are not on paper, whatever hides them. Texts that are for screen readers alone are left out,
/// those of scripts and controls, those of closed disclosures, and those with letters that the PDF keeps in another order or form.
fn lost_texts(browser: &mut Browser, pdf: &Pdf) -> Vec<String> {
    let texts = browser.texts(
        "(() => {
            const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const text = walker.currentNode;
                if (!text.parentElement.closest('script, form, button, .unseen, nav, details:not([open]), .more:not(:has(> details[open]))') && /^[\\x20-\\x7e\\s]*$/.test(text.data)) texts.push(text.data);
            }
            return texts;
        })()",
    );
    assert!(!texts.is_empty());
    let all = pdf.text();
    let lost = texts.into_iter().filter(|text| !all.contains(&bare(text)));
    lost.map(|text| format!("not on paper: {}", text.chars().take(60).collect::<String>())).collect()
}

/// True when the PDF has fewer pictures than the page, or one of them on no sheet.
fn lost_pictures(browser: &mut Browser, pdf: &Pdf) -> Option<String> {
    let on_page = browser
        .evaluate(
            "[...document.querySelectorAll('svg[role=img]')].filter(one => !one.closest('details:not([open])')).length",
        )
        .as_u64()
        .unwrap();
    let on_paper = pdf.root.all("Figure").into_iter().filter(|one| !one.sheets.is_empty()).count() as u64;
    (on_page != on_paper).then(|| format!("{on_page} pictures on the page, {on_paper} on paper"))
}

/// What does not fit the width of a sheet, where a browser would shrink the whole page, and cards that go on in the
/// next column.
fn too_wide_or_split_in_columns(browser: &mut Browser) -> Vec<String> {
    browser.texts(
        "[...document.querySelectorAll('svg[role=img], table, .card')].flatMap(one => {
            const boxes = [...one.getClientRects()].filter(box => box.width > 0);
            const name = `${one.localName} ${one.getAttribute('class')} ${one.id}`.trim();
            return [
                ...(boxes.some(box => box.right > innerWidth + 1) ? [`${name} is too wide`] : []),
                ...(boxes.length > 1 ? [`${name} goes on in the next column`] : []),
            ];
        })",
    )
}

#[test]
#[ignore = "needs Chromium"]
fn b12_nothing_is_split_lost_or_cut_in_print() {
    let mut browser = Browser::start();
    for (name, page) in pages() {
        for paper in [A4, LETTER] {
            assert_eq!(misprints(&mut browser, &page, paper), [""; 0], "{name}, {}", paper.0);
        }
    }
}

#[test]
#[ignore = "needs Chromium"]
fn b12_each_kind_of_misprint_would_be_seen() {
    let mut browser = Browser::start();
    let mut seen = |html: &str, expected: &str| {
        let found = misprints(&mut browser, html, A4);
        assert!(found.iter().any(|one| one.contains(expected)), "`{expected}` is not among: {found:#?}");
    };
    seen(&cards(".cards { columns: 1 } .card { break-inside: auto }"), "Art is split over the sheets {1, 2}");
    seen(
        &cards(".cards { display: block; columns: 3 } .card { break-inside: auto; columns: auto }"),
        "article card goes on in the next column",
    );
    seen(&cards(".card p { display: none }"), "not on paper: A line.");
    seen(&cards("svg { display: none }"), "10 pictures on the page, 0 on paper");
    seen(&cards("svg { width: 60rem }"), "svg picture is too wide");
    seen(&long_table("thead { display: table-row-group }"), "has its head on {1}");
    seen(&long_table("tr { break-inside: auto; orphans: 1; widows: 1 }"), "TR is split over the sheets {1, 2}");
}

#[test]
#[ignore = "needs Chromium"]
fn b12_a_long_table_has_its_head_on_each_sheet() {
    let mut browser = Browser::start();
    for paper in [A4, LETTER] {
        assert_eq!(misprints(&mut browser, &long_table(""), paper), [""; 0]);
        assert!(printed(&mut browser, paper).root.sheets.len() > 2);
    }
}

#[test]
#[ignore = "needs Chromium"]
fn b12_what_is_open_is_printed_and_what_is_closed_is_not() {
    let mut browser = Browser::start();
    let body = |open: &str| {
        format!("<details{open}><summary>How it came about</summary><p>Four ratings and their mean.</p></details>")
    };
    assert_eq!(misprints(&mut browser, &styled("", &body(" open")), A4), [""; 0]);
    browser.open(&styled("", &(body("") + "<p>After it.</p>")));
    let text = printed(&mut browser, A4).text();
    assert!(text.contains(&bare("After it.")) && !text.contains(&bare("Four ratings")), "{text}");
    let hidden = "@media print { details > p { display: none } }";
    assert_eq!(
        misprints(&mut browser, &styled(hidden, &body(" open")), A4),
        ["not on paper: Four ratings and their mean."]
    );
}

/// B18: the first part of every page for students fits four sheets, and none of it is in a disclosure.
#[test]
#[ignore = "needs Chromium"]
fn b18_the_first_part_prints_on_at_most_four_sheets() {
    let mut browser = Browser::start();
    for (name, page) in pages().into_iter().filter(|(name, _)| FOR_STUDENTS.contains(name)) {
        for paper in [A4, LETTER] {
            browser.open(&page);
            let sheets = printed(&mut browser, paper).root.sheets.len();
            assert!((1..=4).contains(&sheets), "{name}: {sheets} sheets of {}", paper.0);
        }
    }
    browser.open(&demonstration().replace("<details>", "<details open>"));
    assert!(printed(&mut browser, A4).root.sheets.len() > 8, "what is opened is printed");
}

/// Cards with a picture and some lines each, with more style for paper.
fn cards(style: &str) -> String {
    let picture = "<svg class=\"picture\" viewBox=\"0 0 9 9\" width=\"90\" height=\"90\" role=\"img\" aria-label=\"A dot\">\
                   <circle class=\"dot\" cx=\"4\" cy=\"4\" r=\"4\"/></svg>";
    let card = format!("<article class=\"card\"><h3>A card</h3>{picture}{}</article>", "<p>A line.</p>".repeat(12));
    styled(&format!("@media print {{ {style} }}"), &format!("<div class=\"cards\">{}</div>", card.repeat(10)))
}

/// A table over several sheets, with more style for paper.
fn long_table(style: &str) -> String {
    let row = |n: u32| format!("<tr><th scope=\"row\">{n}</th><td>{}<br>is its<br>square</td></tr>", n * n);
    let rows: String = (0..100).map(row).collect();
    let head = "<thead><tr><th scope=\"col\">Number</th><th scope=\"col\">Square</th></tr></thead>";
    let table = format!("<table class=\"plain\">{head}<tbody>{rows}</tbody></table>");
    styled(&format!("@media print {{ {style} }}"), &table)
}
