//! The quiz, the report and the plan as pages of HTML: an attempt and what was posted go in, the attempt and a page come
//! out.
//!
//! Nothing here does input or output, reads a clock or knows its host. The host hands over a request and puts the
//! response in place; today it is the script of one page, [`file`], that runs in a browser.

mod site;

pub use site::{Site, SiteSource};

/// Answers a request: both are JSON texts.
pub fn respond(_site: &Site, _request: &str) -> String {
    String::new()
}

/// The one file that holds everything: the quiz of a site, and the engine that answers its requests. `engine` is the
/// compiled engine, compressed with gzip.
pub fn file(_source: &SiteSource, _site: &Site, _engine: &[u8]) -> String {
    String::new()
}
