//! The result of a finished attempt: a few lines, the report, and the files that the person takes away.

use super::Site;
use super::request::{FileKind, NamedFile};
use super::screens::Shown;
use super::templates::{ResultPart, rendered};
use crate::answers::{self, AnswerSheet, Row};
use crate::assess::Assessment;
use crate::batch::{Figures, MoreColumns, Output, OutputFormat, Scorer};
use crate::clock::Timestamp;
use crate::language::{invitation, page as words};
use crate::model::Pack;
use crate::plan::{DevelopmentPlan, PlanOptions, develop};
use crate::report::{TOOL, html, ics, text, view};

/// The result of a finished attempt without its plan, which takes longer. `notice` is said before it; empty for nothing.
pub(super) fn result(site: &Site, sheet: &AnswerSheet, notice: &str) -> Shown {
    let assessment = Assessment::new(&site.pack, sheet);
    let report = view::student_report(&assessment, TOOL);
    let split = |line: String| {
        let (name, text) = line.split_once(':').map_or(("", line.as_str()), |(name, text)| (name, text.trim()));
        (name.to_owned(), text.to_owned())
    };
    let result = ResultPart {
        notice,
        lines: view::in_six_lines(&assessment, &report).into_iter().map(split).collect(),
        hand_in: sheet.invitation.as_ref().map(invitation::handing_in).unwrap_or_default(),
        files: words::FILES.into_iter().filter(|(kind, _)| has_file(&site.pack, kind)).collect(),
        code: answers::to_code(sheet, &site.pack),
    };
    (words::RESULT.to_owned(), rendered(&result))
}

/// True for a kind of file that the pack gives: one that plans nothing has no plan and no calendar.
fn has_file(pack: &Pack, kind: &str) -> bool {
    pack.has_plans() || !["plan", "calendar"].contains(&kind)
}

/// The report of a finished attempt, as a part of its page.
pub(super) fn report(site: &Site, sheet: &AnswerSheet) -> String {
    with_report(site, sheet, html::student_part)
}

/// Puts the report together, with its plan.
fn with_report(site: &Site, sheet: &AnswerSheet, page: impl FnOnce(&view::StudentReport<'_>) -> String) -> String {
    let assessment = Assessment::new(&site.pack, sheet);
    let plan = site.pack.has_plans().then(|| develop(&assessment, &PlanOptions::of(sheet)));
    let beside = view::Beside { plan: plan.as_ref(), ..view::Beside::default() };
    page(&view::student_report_beside(&assessment, beside, TOOL))
}

/// A file of the attempt; `None` for one that has nothing to hold, such as a calendar without a step.
pub(super) fn file(site: &Site, sheet: &AnswerSheet, kind: FileKind) -> Option<NamedFile> {
    let (ending, media, text) = match kind {
        FileKind::Answers => (".yaml", "application/yaml", answers::to_yaml(sheet, &site.pack)),
        FileKind::Report => (".html", "text/html", with_report(site, sheet, html::student_page)),
        FileKind::Plan => ("-plan.txt", "text/plain", text::plan(&plan(site, sheet)?)),
        FileKind::Calendar => ("-plan.ics", "text/calendar", ics::plan(&plan(site, sheet)?)?),
        FileKind::Scores => ("-scores.csv", "text/csv", scores(site, sheet)),
    };
    let begun = sheet.started.map_or_else(|| "answers".to_owned(), Timestamp::compact);
    Some(NamedFile { name: format!("skillgap-{begun}{ending}"), media, text })
}

/// The plan from the day of the answers on; `None` for answers without a day, and for a pack that plans nothing.
fn plan(site: &Site, sheet: &AnswerSheet) -> Option<view::PlanView> {
    let start = sheet.day().filter(|_| site.pack.has_plans())?;
    let options = PlanOptions { start: Some(start), ..PlanOptions::of(sheet) };
    let plan: DevelopmentPlan = develop(&Assessment::new(&site.pack, sheet), &options);
    Some(view::plan_view(&site.pack, sheet, &plan, start))
}

/// The table that `score` gives for this attempt alone.
fn scores(site: &Site, sheet: &AnswerSheet) -> String {
    let pack = &site.pack;
    let output = Output::new(pack, OutputFormat::Csv, MoreColumns::default());
    let (mut row, mut figures) = (Row::new(pack), Figures::new());
    row.set(pack, sheet);
    Scorer::new(pack, sheet.form, sheet.role).score(&row, &mut figures);
    let mut table = output.header().into_bytes();
    output.push(&row.respondent, (sheet.form, sheet.role), &figures, crate::batch::More::default(), &mut table);
    String::from_utf8_lossy(&table).into_owned()
}
