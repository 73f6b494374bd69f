//! The report in a real browser.
//!
//! Every check looks at each page of [`pages::pages`], and then at a page with the very defect that it is there to
//! see: a check that finds nothing on such a page is itself broken.

mod accessibility;
mod chromium;
mod colours;
mod layout;
mod pages;
mod pdf;
mod print;
mod quiet;
