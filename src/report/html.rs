//! Reports as one self-contained HTML file. The only file that names `askama`.

use askama::Template;
use base64::Engine as _;
use sha2::{Digest, Sha256};

use super::view::StudentReport;

/// The stylesheet of all reports: placed in the page, allowed by its hash.
const STYLE: &str = include_str!("../../templates/report.css");

#[derive(Template)]
#[template(path = "student.html", whitespace = "minimize")]
struct StudentPage<'a> {
    report: &'a StudentReport,
    style: &'static str,
    style_hash: String,
}

/// The student report as a page. The same report gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn student_page(report: &StudentReport) -> String {
    let hash = Sha256::digest(STYLE.as_bytes());
    let page = StudentPage { report, style: STYLE, style_hash: base64::engine::general_purpose::STANDARD.encode(hash) };
    page.render().expect("writing to a string cannot fail")
}
