//! Pages in real browsers.
//!
//! Every check of the report looks at each page of [`pages::pages`], and then at a page with the very defect that it is
//! there to see: a check that finds nothing on such a page is itself broken. [`driver::Driver`] is what tests ask of a
//! browser, Chromium or Firefox.

mod accessibility;
mod chromium;
mod cohort;
mod cohort_print;
mod colours;
mod driver;
mod drivers;
mod firefox;
mod layout;
mod pages;
mod pdf;
mod print;
mod quiet;
mod quiz_page;
mod reading;
