//! The report in a real browser. Needs Chromium, so it runs only when asked for:
//! `SKILLGAP_BROWSER=1 cargo test --test browser`. Without the switch each test says so and does nothing.
//!
//! Every check looks at each page of [`pages::pages`], and then at a page with the very defect that it is there to
//! see: a check that finds nothing on such a page is itself broken.

#![expect(clippy::print_stderr, reason = "a skipped test says so")]
#![expect(unreachable_pub, reason = "a test program has no outside")]

mod accessibility;
mod chromium;
mod colours;
#[path = "../harness/mod.rs"]
mod harness;
mod layout;
mod pages;
mod pdf;
mod print;
mod quiet;
