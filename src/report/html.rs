//! Reports as one self-contained HTML file.

use std::fmt::{self, Write};
use std::sync::LazyLock;

use askama::Template;
use askama::filters::{Escaper, Html, Safe};
use base64::Engine as _;
use sha2::{Digest, Sha256};

use super::view::{
    self, AboutRole, AdvisorReport, CompetencyCard, LadderRow, LossRow, Method, ProfileRow, ResourceFacts, Shared,
    StudentReport,
};
use crate::cohort::Status;
use crate::facts::career::Career;
use crate::facts::cohort::{Class, Shared as SharedClass};
use crate::facts::compare::{self as facts, Changes};
use crate::facts::index::Index;
use crate::language::career as words;
use crate::language::{self, cohort, compare, index, programme, sheets};

/// The stylesheet of all reports, without its layout: placed in the page, allowed by its hash.
static STYLE: LazyLock<String> = LazyLock::new(|| compact(include_str!("../../templates/report.css")));

/// The hash that the page's policy allows the stylesheet by.
static STYLE_HASH: LazyLock<String> = LazyLock::new(|| policy_hash(&STYLE));

/// The hash by which the policy of a page allows a style or a script.
pub(crate) fn policy_hash(text: &str) -> String {
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// A stylesheet without line breaks and without the blanks around marks, which are a seventh of it. Every line must end
/// with a brace, a semicolon, a comma or a comment.
fn compact(style: &str) -> String {
    let around = [(" {", "{"), ("{ ", "{"), ("; ", ";"), (";}", "}"), (" }", "}"), (": ", ":"), (", ", ",")];
    let lines: String = style.lines().map(str::trim).collect();
    around.into_iter().fold(lines, |style, (with, without)| style.replace(with, without))
}

/// What is added to it for a page with the logo of a programme.
const LOGO_STYLE: &str =
    ".logo{margin:0 0 .5rem}.logo img{background:#fff;max-height:3.5rem;max-width:min(16rem,100%);padding:.25rem}";

/// The stylesheet of a page with a logo, and its hash.
static STYLE_WITH_LOGO: LazyLock<(String, String)> = LazyLock::new(|| {
    let style = [STYLE.as_str(), LOGO_STYLE].concat();
    let hash = policy_hash(&style);
    (style, hash)
});

/// The stylesheet of a report and its hash.
fn style_of(report: &StudentReport<'_>) -> (&'static str, &'static str) {
    if report.logo().is_some() { (&STYLE_WITH_LOGO.0, &STYLE_WITH_LOGO.1) } else { (&STYLE, &STYLE_HASH) }
}

/// Escapes texts as askama does, a block of bytes at a time: few have anything to escape. Named in `templates/askama.toml`.
#[derive(Clone, Copy)]
pub(crate) struct InBlocks;

impl Escaper for InBlocks {
    fn write_escaped_str<W: Write>(&self, mut page: W, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = first_mark(rest.as_bytes()) {
            let (plain, marked) = rest.split_at(at);
            let (mark, after) = marked.split_at(1);
            page.write_str(plain)?;
            Html.write_escaped_str(&mut page, mark)?;
            rest = after;
        }
        page.write_str(rest)
    }
}

/// Where the first byte is that means something in HTML.
fn first_mark(text: &[u8]) -> Option<usize> {
    const BLOCK: usize = 16;
    // Without a way out in the middle, a block is looked at in one go.
    let is_mark = |byte: &u8| b"\"&'<>".map(|mark| mark == *byte) != [false; 5];
    let has_mark = |block: &[u8; BLOCK]| block.iter().fold(false, |found, byte| found | is_mark(byte));
    let (blocks, _) = text.as_chunks();
    let plain = BLOCK * blocks.iter().take_while(|block| !has_mark(block)).count();
    text[plain..].iter().position(is_mark).map(|at| plain + at)
}

/// The page for the student.
#[derive(Template)]
#[template(path = "student.html", whitespace = "minimize", config = "templates/askama.toml")]
struct StudentTemplate<'a> {
    report: &'a StudentReport<'a>,
    style: &'static str,
    style_hash: &'static str,
}

/// The same within a page.
#[derive(Template)]
#[template(path = "web/report.html", whitespace = "minimize", config = "templates/askama.toml")]
struct StudentPartTemplate<'a> {
    report: &'a StudentReport<'a>,
}

/// The advisor's copy.
#[derive(Template)]
#[template(path = "advisor.html", whitespace = "minimize", config = "templates/askama.toml")]
struct AdvisorTemplate<'a> {
    report: &'a StudentReport<'a>,
    advisor: &'a AdvisorReport<'a>,
    style: &'static str,
    style_hash: &'static str,
}

/// The page on two attempts.
#[derive(Template)]
#[template(path = "compare.html", whitespace = "minimize", config = "templates/askama.toml")]
struct CompareTemplate<'a> {
    changes: &'a Changes<'a>,
    tool: &'a str,
    style: &'static str,
    style_hash: &'static str,
}

/// The index of a folder of reports.
#[derive(Template)]
#[template(path = "index.html", whitespace = "minimize", config = "templates/askama.toml")]
struct IndexTemplate<'a> {
    index: &'a Index<'a>,
    tool: &'a str,
    style: &'static str,
    style_hash: &'static str,
}

/// The page on a class.
#[derive(Template)]
#[template(path = "cohort/class.html", whitespace = "minimize", config = "templates/askama.toml")]
struct CohortTemplate<'a> {
    class: &'a Class<'a>,
    tool: &'a str,
    style: &'static str,
    style_hash: &'static str,
    script: Safe<&'static str>,
    script_hash: &'static str,
}

/// The figures of a class that can be shared.
#[derive(Template)]
#[template(path = "cohort/share.html", whitespace = "minimize", config = "templates/askama.toml")]
struct ShareTemplate<'a> {
    class: &'a Class<'a>,
    shared: &'a SharedClass,
    tool: &'a str,
    style: &'static str,
    style_hash: &'static str,
}

/// A part of the student report that many pages share, in markup. Each has a template of its own; a page that holds it
/// takes over what was rendered for the first, in which all text is escaped.
macro_rules! part {
    ($part:ident: $type:ty, $template:literal) => {
        fn $part(part: &Shared<$type>) -> Safe<&str> {
            #[derive(Template)]
            #[template(path = $template, whitespace = "minimize", config = "templates/askama.toml")]
            struct Part<'a> {
                $part: &'a $type,
            }
            Safe(part.placed(|$part| rendered(&Part { $part })))
        }
    };
}

part!(competency: CompetencyCard, "parts/competency.html");
part!(profile_row: ProfileRow, "parts/profile_row.html");
part!(loss_row: LossRow, "parts/loss_row.html");
part!(ladder_row: LadderRow, "parts/ladder_row.html");
part!(resource: ResourceFacts, "parts/resource.html");
part!(address: String, "parts/address.html");
part!(source: String, "parts/source.html");
part!(about_role: AboutRole, "parts/about_role.html");
part!(career: Career, "parts/career.html");
part!(method: Method, "parts/method.html");

fn student<'a>(report: &'a StudentReport<'a>) -> StudentTemplate<'a> {
    let (style, style_hash) = style_of(report);
    StudentTemplate { report, style, style_hash }
}

fn advisors<'a>(advisor: &'a AdvisorReport<'a>) -> AdvisorTemplate<'a> {
    let (style, style_hash) = style_of(&advisor.student);
    AdvisorTemplate { report: &advisor.student, advisor, style, style_hash }
}

/// The student report as a page. The same report gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn student_page(report: &StudentReport<'_>) -> String {
    let page = rendered(&student(report));
    if report.build.full { opened(&page) } else { page }
}

/// The student report as a part of a page, whose headings are below the first level.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn student_part(report: &StudentReport<'_>) -> String {
    rendered(&StudentPartTemplate { report })
}

/// The stylesheet of reports with logos, and another one after it.
pub fn style_with(other: &str) -> String {
    [STYLE_WITH_LOGO.0.as_str(), &compact(other)].concat()
}

/// A page with every disclosure open. No text of a person can hold the mark: all texts are escaped.
fn opened(page: &str) -> String {
    page.replace("<details>", "<details open>")
}

/// The same page in place of what was in a buffer, which is used for many.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn student_page_into(report: &StudentReport<'_>, page: &mut String) {
    page.clear();
    let template = student(report);
    template.render_into(page).expect("writing to a string cannot fail");
}

/// The advisor's copy as a page. The same report gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn advisor_page(advisor: &AdvisorReport<'_>) -> String {
    let template = advisors(advisor);
    let page = rendered(&template);
    if advisor.student.build.full { opened(&page) } else { page }
}

/// The same page in place of what was in a buffer, which is used for many.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn advisor_page_into(advisor: &AdvisorReport<'_>, page: &mut String) {
    page.clear();
    let template = advisors(advisor);
    template.render_into(page).expect("writing to a string cannot fail");
}

/// The index of a folder of reports as a page. `tool` names the program and its version.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn index_page(index: &Index<'_>, tool: &str) -> String {
    rendered(&IndexTemplate { index, tool, style: &STYLE, style_hash: &STYLE_HASH })
}

/// The page on two attempts. The same attempts give the same bytes. `tool` names the program and its version.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn compare_page(changes: &Changes<'_>, tool: &str) -> String {
    rendered(&CompareTemplate { changes, tool, style: &STYLE, style_hash: &STYLE_HASH })
}

/// The stylesheet of pages on a class, and its hash.
static COHORT_STYLE: LazyLock<(String, String)> = LazyLock::new(|| {
    let style = [STYLE.as_str(), &compact(include_str!("../../templates/cohort/page.css"))].concat();
    let hash = policy_hash(&style);
    (style, hash)
});

/// The script of the page on a class: it sorts and filters. The page is whole without it.
const COHORT_SCRIPT: &str = include_str!("../../templates/cohort/page.js");

/// The hash that the page's policy allows the script by.
static COHORT_SCRIPT_HASH: LazyLock<String> = LazyLock::new(|| policy_hash(COHORT_SCRIPT));

/// The page on a class. The same class gives the same bytes. `tool` names the program and its version.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn cohort_page(class: &Class<'_>, tool: &str) -> String {
    rendered(&CohortTemplate {
        class,
        tool,
        style: &COHORT_STYLE.0,
        style_hash: &COHORT_STYLE.1,
        script: Safe(COHORT_SCRIPT),
        script_hash: &COHORT_SCRIPT_HASH,
    })
}

/// The figures of a class that can be shared, as a page without a row about anyone. The same class gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn share_page(class: &Class<'_>, shared: &SharedClass, tool: &str) -> String {
    rendered(&ShareTemplate { class, shared, tool, style: &COHORT_STYLE.0, style_hash: &COHORT_STYLE.1 })
}

fn rendered(page: &impl Template) -> String {
    page.render().expect("writing to a string cannot fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_wherever_they_stand() {
        for mark in ["<", ">", "&", "\"", "'", "<&", "é'", "日\"本"] {
            for before in 0..40 {
                let text = format!("{}{mark}{}", "é".repeat(before / 2) + &"x".repeat(before), "y".repeat(40 - before));
                let (mut ours, mut theirs) = (String::new(), String::new());
                InBlocks.write_escaped_str(&mut ours, &text).unwrap();
                Html.write_escaped_str(&mut theirs, &text).unwrap();
                assert_eq!(ours, theirs);
            }
        }
    }
}
