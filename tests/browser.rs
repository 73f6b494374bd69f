//! The report in a real browser. Needs Chromium, so it runs only when asked for:
//! `SKILLGAP_BROWSER=1 cargo test --test browser`. Without the switch each test says so and does nothing.

#![expect(clippy::print_stderr, reason = "a skipped test says so")]

mod harness;

use std::path::Path;
use std::process::Command;

use harness::Place;

/// Chromium on a page, with the given switches; what it wrote to its log.
fn chromium(place: &Place, page: &Path, switches: &[&str]) -> Option<String> {
    if std::env::var_os("SKILLGAP_BROWSER").is_none() {
        eprintln!("skipped: set SKILLGAP_BROWSER=1 to run this test in Chromium");
        return None;
    }
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--log-level=0"])
        .arg(format!("--user-data-dir={}", place.path("profile").display()))
        .args(switches)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("SKILLGAP_BROWSER is set, so chromium is installed");
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}

fn report(place: &Place) -> std::path::PathBuf {
    assert_eq!(place.run(&["demo"]).code, 0);
    place.path("skillgap-demo.html")
}

#[test]
fn b02_the_browser_has_nothing_to_say() {
    let place = Place::new();
    let page = report(&place);
    let Some(log) = chromium(&place, &page, &["--dump-dom"]) else { return };
    assert!(!log.contains("CONSOLE"), "{log}");
    // The same page with one style attribute must be complained about, or this test could not see anything.
    let broken = place.read("skillgap-demo.html").replace("<main>", "<main style=\"color: red\">");
    let log = chromium(&place, &place.write("broken.html", &broken), &["--dump-dom"]).unwrap();
    assert!(log.contains("CONSOLE") && log.contains("Content Security Policy"), "{log}");
}

#[test]
fn b02_b11_what_changed_and_two_views_are_quiet_and_fit_a_small_screen() {
    let place = Place::new();
    report(&place);
    let before = place.read("skillgap-demo.yaml");
    place.write("after.yaml", &before.replace("2026-11-23", "2027-05-03").replace("rating: 1", "rating: 4"));
    place.write(
        "mentor.yaml",
        &before.replace("form: short", "rater: observer\nform: short").replace("rating: 2", "rating: 0"),
    );
    assert_eq!(place.run(&["compare", "skillgap-demo.yaml", "after.yaml", "-o", "compare.html"]).code, 0);
    let beside = ["--since", "skillgap-demo.yaml", "--observer", "mentor.yaml"];
    assert_eq!(place.run(&[&["report", "after.yaml"][..], &beside].concat()).code, 0);
    for page in ["compare.html", "after.html"] {
        let Some(log) = chromium(&place, &place.path(page), &["--dump-dom"]) else { return };
        assert!(!log.contains("CONSOLE"), "{page}: {log}");
        // A frame of 320 px around the page, and a script that says how wide it has become.
        let frame = format!(
            "<iframe id=f src=\"{page}\" style=\"width:320px;height:600px\"></iframe><script>onload = () => \
             console.log('WIDTH ' + f.contentDocument.documentElement.scrollWidth)</script>"
        );
        let switches = ["--allow-file-access-from-files", "--dump-dom"];
        let log = chromium(&place, &place.write("frame.html", &frame), &switches).unwrap();
        let width = log.split("WIDTH ").nth(1).unwrap_or_else(|| panic!("{log}"));
        let width: u32 = width.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
        assert!(width <= 320, "{page} is {width} px wide in a window of 320");
    }
}

#[test]
fn b12_the_page_prints() {
    let place = Place::new();
    let page = report(&place);
    let pdf = place.path("report.pdf");
    let print = format!("--print-to-pdf={}", pdf.display());
    let Some(log) = chromium(&place, &page, &[&print, "--no-pdf-header-footer"]) else { return };
    let bytes = std::fs::read(&pdf).unwrap_or_else(|_| panic!("no PDF: {log}"));
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 50_000, "{} bytes", bytes.len());
}
