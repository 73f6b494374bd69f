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
fn b12_the_page_prints() {
    let place = Place::new();
    let page = report(&place);
    let pdf = place.path("report.pdf");
    let print = format!("--print-to-pdf={}", pdf.display());
    let Some(log) = chromium(&place, &page, &[&print, "--no-pdf-header-footer"]) else { return };
    let bytes = std::fs::read(&pdf).unwrap_or_else(|_| panic!("no PDF: {log}"));
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 50_000, "{} bytes", bytes.len());
}
