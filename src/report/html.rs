//! Reports as one self-contained HTML file. The only file that names `askama`.

use askama::Template;
use base64::Engine as _;
use sha2::{Digest, Sha256};

use super::view::{AdvisorReport, ComparePage, StudentReport};

/// The stylesheet of all reports: placed in the page, allowed by its hash.
const STYLE: &str = include_str!("../../templates/report.css");

/// The page for the student.
#[derive(Template)]
#[template(path = "student.html", whitespace = "minimize")]
struct StudentTemplate<'a> {
    report: &'a StudentReport,
    style: &'static str,
    style_hash: String,
}

/// The advisor's copy.
#[derive(Template)]
#[template(path = "advisor.html", whitespace = "minimize")]
struct AdvisorTemplate<'a> {
    report: &'a StudentReport,
    advisor: &'a AdvisorReport,
    style: &'static str,
    style_hash: String,
}

/// The page on two attempts.
#[derive(Template)]
#[template(path = "compare.html", whitespace = "minimize")]
struct CompareTemplate<'a> {
    page: &'a ComparePage,
    style: &'static str,
    style_hash: String,
}

/// The student report as a page. The same report gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn student_page(report: &StudentReport) -> String {
    rendered(&StudentTemplate { report, style: STYLE, style_hash: style_hash() })
}

/// The advisor's copy as a page. The same report gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn advisor_page(advisor: &AdvisorReport) -> String {
    rendered(&AdvisorTemplate { report: &advisor.student, advisor, style: STYLE, style_hash: style_hash() })
}

/// The page on two attempts. The same page gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn compare_page(page: &ComparePage) -> String {
    rendered(&CompareTemplate { page, style: STYLE, style_hash: style_hash() })
}

fn rendered(page: &impl Template) -> String {
    page.render().expect("writing to a string cannot fail")
}

/// The hash that the page's policy allows the stylesheet by.
fn style_hash() -> String {
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE.as_bytes()))
}
