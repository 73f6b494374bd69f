//! The page of `skillgap cohort` in a browser: what its script adds, and how it looks and prints.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::chromium::Browser;
use super::driver::Driver;
use crate::harness::class::{Class, DAY};
use crate::harness::{Place, director_pack, release_program, repository_file};

/// The page on the made-up class of so many people, in two terms, with a list of the invited, and with more options.
pub fn page_of(size: usize, more: &[&str]) -> String {
    let place = Place::with_program(release_program());
    Class::new(&director_pack(), 1, size).write(place.folder.path());
    place.write("targets.csv", "competency,term,level\ndata-analysis,Year 1,2\ninteroperability,Year 2,3\n");
    let args = ["autumn", "--since", "spring", "--invited", "invited.csv", "--on", DAY];
    let ran = place.run(&[&["cohort", "-o", "-", "-q"], &args[..], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

static PAGE: LazyLock<String> = LazyLock::new(|| page_of(120, &["--targets", "targets.csv"]));

/// Opens the page of 120, with the list and the heat map open where that is wanted.
pub fn open(browser: &mut Browser, is_open: bool) {
    browser.open(&PAGE);
    browser.resize(1280, 800);
    if is_open {
        browser.evaluate("document.querySelectorAll('#list, #map').forEach(one => { one.open = true; })");
    }
}

fn text(browser: &mut Browser, script: &str) -> String {
    browser.evaluate(script).as_str().unwrap_or_default().to_owned()
}

/// Presses Tab until the element that has the focus fits.
fn tab_to(browser: &mut Browser, selector: &str) {
    for _ in 0..80 {
        browser.press("Tab");
        if browser.evaluate(&format!("document.activeElement.matches({selector:?})")) == true {
            return;
        }
    }
    panic!("Tab does not come to {selector}");
}

/// The values by which the rows that are shown are sorted in a column, from the first to the last.
fn column(browser: &mut Browser, head: &str) -> Vec<Option<f64>> {
    let script = format!(
        "(() => {{
            const heads = [...document.querySelectorAll('#people thead th')];
            const at = heads.findIndex(head => head.textContent === {head:?});
            return [...document.querySelectorAll('#people tbody tr')].map(row => row.cells[at].dataset.v ?? '');
        }})()"
    );
    browser.texts(&script).iter().map(|value| value.parse().ok()).collect()
}

/// `aria-sort` of each head that has one.
pub fn sorted(browser: &mut Browser) -> Vec<String> {
    browser.texts(
        "[...document.querySelectorAll('#people [aria-sort]')]
            .map(head => `${head.textContent}: ${head.getAttribute('aria-sort')}`)",
    )
}

#[test]
#[ignore = "needs Chromium"]
fn c02_heads_are_buttons_that_sort_by_keyboard() {
    let mut browser = Browser::start();
    open(&mut browser, false);
    let rows = "[...document.querySelectorAll('#people tbody tr')].map(row => row.id)";
    let order = browser.texts(rows);
    tab_to(&mut browser, "#list > summary");
    browser.press("Enter");
    assert_eq!(browser.evaluate("document.getElementById('list').open"), true);
    assert_eq!(sorted(&mut browser), [""; 0]);
    let heads =
        browser.texts("[...document.querySelectorAll('#people th[data-sort=number]')].map(head => head.textContent)");
    assert!(heads.len() > 5, "{heads:?}");
    tab_to(&mut browser, "#people th:first-child > button");
    for head in &heads {
        let is_there = format!("document.activeElement.textContent === {head:?}");
        while browser.evaluate(&is_there) != true {
            browser.press("Tab");
            assert_eq!(
                browser.evaluate("!!document.activeElement.closest('#people thead')"),
                true,
                "{head} is not reached"
            );
        }
        browser.press("Enter");
        assert_eq!(sorted(&mut browser), [format!("{head}: descending")]);
        let largest_first = column(&mut browser, head);
        let known: Vec<f64> = largest_first.iter().copied().map_while(|value| value).collect();
        assert!(
            known.len() > 20 && known.is_sorted_by(|a, b| a >= b) && known.first() > known.last(),
            "{head}: {known:?}"
        );
        assert!(largest_first[known.len()..].iter().all(Option::is_none), "{head}: what is missing comes last");
        assert_eq!(largest_first.len(), order.len());
        browser.press(" ");
        assert_eq!(sorted(&mut browser), [format!("{head}: ascending")]);
        let smallest_first = column(&mut browser, head);
        assert!(smallest_first[..known.len()].iter().flatten().is_sorted(), "{head}: {smallest_first:?}");
        assert!(smallest_first[known.len()..].iter().all(Option::is_none), "{head}: what is missing stays last");
        let mark = text(&mut browser, "getComputedStyle(document.activeElement, '::after').content");
        assert!(mark.contains('▲'), "the way is seen: {mark}");
    }
    let missing = column(&mut browser, "Readiness").iter().filter(|value| value.is_none()).count();
    assert!(missing > 3, "some are missing");
    // Texts begin with the first.
    browser.evaluate("document.querySelector('#people th:first-child > button').focus()");
    browser.press("Enter");
    assert_eq!(sorted(&mut browser), ["Person: ascending"]);
    let names = browser.texts("[...document.querySelectorAll('#people tbody th')].map(name => name.textContent)");
    let plain: Vec<&String> = names.iter().filter(|name| name.starts_with("s-")).collect();
    assert!(plain.len() > 90 && plain.is_sorted(), "{names:?}");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// The rows of the list and of the heat map that can be seen, and what is said of them.
fn seen(browser: &mut Browser) -> (Vec<String>, Vec<String>, String) {
    let is_seen = "row => row.getClientRects().length > 0";
    let list = browser
        .texts(&format!("[...document.querySelectorAll('#people tbody tr')].filter({is_seen}).map(row => row.id)"));
    let map = browser.texts(&format!(
        "[...document.querySelectorAll('#heat tbody tr')].filter({is_seen}).map(row => 'p-' + row.dataset.p)"
    ));
    (list, map, text(browser, "document.querySelector('[role=status]').innerText"))
}

#[test]
#[ignore = "needs Chromium"]
fn c02_filters_narrow_the_list_and_the_heat_map_and_say_how_many_are_left() {
    let mut browser = Browser::start();
    open(&mut browser, true);
    let (all, all_of_map, said) = seen(&mut browser);
    assert_eq!(said, format!("{0} of {0} shown", all.len()));
    assert!(all.len() > 100 && all_of_map.len() > 90);
    let choose = |browser: &mut Browser, by: &str, value: &str| {
        let select = format!("document.querySelector('#filters [data-by={by}]')");
        browser.evaluate(&format!(
            "(({select}.value = {value:?}), {select}.dispatchEvent(new Event('change', {{bubbles: true}})))"
        ));
    };
    let filters = browser.texts("[...document.querySelectorAll('#filters select')].map(select => select.dataset.by)");
    assert_eq!(filters, ["d", "n", "s", "f", "g"]);
    for by in &filters {
        let values = browser.texts(&format!(
            "[...document.querySelectorAll('#filters [data-by={by}] option')].map(option => option.value).slice(1)"
        ));
        let mut least = all.len();
        for value in &values {
            choose(&mut browser, by, value);
            let (list, map, said) = seen(&mut browser);
            let fits = browser.texts(&format!(
                "[...document.querySelectorAll('#people tbody tr')]
                    .filter(row => row.dataset.{by}.split(' ').includes({value:?})).map(row => row.id)"
            ));
            assert_eq!(list, fits, "{by} {value}");
            let in_both: Vec<&String> = all_of_map.iter().filter(|row| list.contains(row)).collect();
            assert_eq!(map.iter().collect::<Vec<_>>(), in_both, "{by} {value}");
            assert_eq!(said, format!("{} of {} shown", list.len(), all.len()));
            least = least.min(list.len());
        }
        assert!(least < all.len(), "{by} narrows nothing");
        choose(&mut browser, by, "");
        assert_eq!(seen(&mut browser).0, all);
    }
    // Two filters at once, the second by keyboard; sorting keeps what is hidden.
    choose(&mut browser, "g", "0");
    let of_group = seen(&mut browser).0;
    browser.evaluate("document.querySelector('#filters [data-by=s]').focus()");
    browser.press("ArrowDown");
    let (both, map, said) = seen(&mut browser);
    assert!(
        !both.is_empty() && both.len() < of_group.len() && both.iter().all(|row| of_group.contains(row)),
        "{both:?}"
    );
    browser.evaluate("document.querySelector('#people th[data-sort=number] > button').click()");
    let (mut list, map_after, said_after) = seen(&mut browser);
    let mut before = both;
    list.sort();
    before.sort();
    assert_eq!((list, map_after, said_after), (before, map, said));
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Each row of the heat map, the text of each cell by the head of its column, and the heads in their order.
fn heat(browser: &mut Browser) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
    let script = "[...document.querySelectorAll('#heat tr')].map(row => [...row.cells].map(cell => `${cell.className} ${cell.textContent.trim()}`))";
    let mut rows: Vec<Vec<String>> = serde_json::from_value(browser.evaluate(script)).unwrap();
    let heads = rows.remove(0);
    let by_head = |row: Vec<String>| heads.iter().cloned().zip(row).collect();
    (heads.clone(), rows.into_iter().map(by_head).collect())
}

#[test]
#[ignore = "needs Chromium"]
fn c03_columns_of_the_heat_map_change_their_order_with_their_cells() {
    let mut browser = Browser::start();
    open(&mut browser, true);
    let (heads, cells) = heat(&mut browser);
    assert!(heads.len() == 26 && cells.iter().all(|row| row.len() == 26));
    browser.evaluate("document.querySelector('#map > summary').focus()");
    tab_to(&mut browser, "#order > button");
    assert_eq!(text(&mut browser, "document.activeElement.innerText"), "Put the columns with the largest gaps first");
    browser.press("Enter");
    let (by_gap, moved) = heat(&mut browser);
    let order = text(&mut browser, "document.getElementById('heat').dataset.gap");
    let expected: Vec<&String> = order.split(' ').map(|at| &heads[at.parse::<usize>().unwrap() + 1]).collect();
    assert_eq!((by_gap[0].as_str(), by_gap[1..].iter().collect::<Vec<_>>()), (heads[0].as_str(), expected));
    assert!(by_gap != heads && moved == cells, "each cell stays under its head");
    assert_eq!(text(&mut browser, "document.activeElement.innerText"), "Put the columns in the order of domains");
    browser.press("Enter");
    assert!(heat(&mut browser) == (heads, cells), "and back");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium"]
fn c02_a_link_to_a_person_opens_the_list_at_their_row() {
    let mut browser = Browser::start();
    open(&mut browser, false);
    let count = browser.texts("[...document.querySelectorAll('#first ~ ol a')].map(link => link.hash)").len();
    assert_eq!(count, 5);
    for at in 1..=count {
        open(&mut browser, false);
        let link = format!("#first ~ ol li:nth-child({at}) a");
        browser.evaluate(&format!("document.querySelector({link:?}).focus()"));
        browser.press("Enter");
        let row = format!("document.getElementById(document.querySelector({link:?}).hash.slice(1))");
        // The view may still be on its way.
        let is_in_view = format!(
            "new Promise(done => setTimeout(() => {{
                const box = {row}.getBoundingClientRect();
                done(box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1 ? '' : JSON.stringify([box, innerHeight, scrollY]));
            }}, 100))"
        );
        assert_eq!(browser.evaluate("document.getElementById('list').open"), true);
        assert_eq!(text(&mut browser, &is_in_view), "", "link {at}");
        assert_eq!(
            text(&mut browser, &format!("{row}.cells[0].textContent.trim()")),
            text(&mut browser, &format!("document.querySelector({link:?}).textContent"))
        );
    }
    // A page that is opened with such an address shows the row too.
    browser.reload();
    assert_eq!(browser.evaluate("document.getElementById('list').open"), true);
}

/// A row that a filter hides is shown when a link leads to it.
#[test]
#[ignore = "needs Chromium"]
fn c02_a_link_to_a_person_leads_to_a_row_that_a_filter_hides() {
    let mut browser = Browser::start();
    open(&mut browser, true);
    browser.evaluate("document.querySelector('#filters [data-by=s]').focus()");
    while browser.evaluate("document.querySelector(document.querySelector('#first ~ ol a').hash).hidden") == false {
        let before = text(&mut browser, "document.querySelector('#filters [data-by=s]').value");
        browser.press("ArrowDown");
        assert_ne!(
            text(&mut browser, "document.querySelector('#filters [data-by=s]').value"),
            before,
            "no status hides the first"
        );
    }
    browser.evaluate("document.querySelector('#first ~ ol a').click()");
    let shown = "new Promise(done => setTimeout(() => done(document.querySelector(location.hash).getClientRects().length > 0), 100))";
    assert_eq!(browser.evaluate(shown), true);
    let (list, _, said) = seen(&mut browser);
    assert!(said.starts_with(&format!("{} of ", list.len())), "{said}");
}

#[test]
#[ignore = "needs Chromium"]
fn c12_axe_finds_nothing_of_any_level_with_the_list_and_the_map_open() {
    let mut browser = Browser::start();
    let axe = repository_file("tests/fixtures/axe/axe.min.js");
    open(&mut browser, true);
    browser.evaluate(&format!("{axe}; null"));
    let views = [
        (1280, "prefers-color-scheme", "light"),
        (320, "prefers-color-scheme", "dark"),
        (768, "forced-colors", "active"),
    ];
    let mut found = Vec::new();
    for (width, preference, value) in views {
        browser.resize(width, 800);
        browser.emulate("screen", &[(preference, value)]);
        let problems = browser.texts(
            "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
                .map(one => `${one.impact} ${one.id}: ${one.nodes.length}, ${one.nodes.slice(0, 4).map(node => node.target.join(' ')).join(', ')}`))",
        );
        found.extend(problems.into_iter().map(|problem| format!("{width} px, {value}: {problem}")));
    }
    assert_eq!(found, [""; 0]);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium"]
fn c12_the_page_does_not_scroll_sideways_in_a_narrow_window() {
    let mut browser = Browser::start();
    for is_open in [false, true] {
        open(&mut browser, is_open);
        for width in [320, 768] {
            browser.resize(width, 800);
            let wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(wide, 0, "{width} px, open: {is_open}");
        }
        // What is wider scrolls in a place of its own, which the keyboard reaches.
        let boxes = browser.texts(
            "[...document.querySelectorAll('table')].filter(table => table.getBoundingClientRect().right > innerWidth)
                .filter(table => table.closest('.scroll')?.tabIndex !== 0).map(table => table.caption.innerText)",
        );
        assert_eq!(boxes, [""; 0]);
    }
}

#[test]
#[ignore = "needs Chromium"]
fn c02_without_scripts_the_list_and_the_map_open_and_nothing_is_there_that_does_nothing() {
    let mut browser = Browser::start();
    browser.open_cut_off(&PAGE);
    browser.evaluate("document.querySelector('#list > summary').focus()");
    browser.press("Enter");
    browser.evaluate("document.querySelector('#map > summary').focus()");
    browser.press("Enter");
    let rows = browser.texts(
        "[...document.querySelectorAll('#people tbody tr, #heat tbody tr')].filter(row => row.getClientRects().length > 0)
            .map(row => row.id)",
    );
    assert!(rows.len() > 200, "{}", rows.len());
    let controls = browser.texts(
        "[...document.querySelectorAll('button, select, input, form, #order')].filter(one => one.getClientRects().length > 0)
            .map(one => one.outerHTML.slice(0, 80))",
    );
    assert_eq!(controls, [""; 0]);
}
