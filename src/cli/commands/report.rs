//! `skillgap report`: an answers file becomes a page, or a page is checked against its answers.

use std::path::{Path, PathBuf};

use crate::answers::{AnswerSheet, Pair};
use crate::assess::{Assessment, Comparison};
use crate::cli::args::{Options, ReportArgs, ReportFormat};
use crate::cli::files::{self, Readers};
use crate::cli::unseen::FileText;
use crate::cli::{Done, Failure, TOOL, messages, packs, sheets, verification};
use crate::model::Pack;
use crate::plan::{DevelopmentPlan, PlanOptions, develop};
use crate::report::html;
use crate::report::json::{self, ReportFacts};
use crate::report::view::{self, AdvisorReport, Audience, Beside, StudentReport};

pub(in crate::cli) fn run(args: &ReportArgs, options: &Options) -> Result<Done, Failure> {
    let Some(answers) = args.answers.as_deref() else {
        files::print(&json::report_schema(&packs::load(options)?))?;
        return Ok(Done::Well);
    };
    let paths: Vec<&Path> =
        [Some(answers), args.since.as_deref(), args.observer.as_deref()].into_iter().flatten().collect();
    let pack = packs::load_for(options, &paths)?;
    let role = match &args.verify {
        None => packs::named_role(&pack, args.role.as_deref())?,
        // The page names the role that it was made for.
        Some(report) => {
            let found = files::read_bytes(report, verification::LARGEST_REPORT)?;
            verification::made(&FileText::new(&found).text).and_then(|made| pack.find_role(made.role))
        }
    };
    let mut read = sheets::read(&paths, &pack, role)?;
    sheets::own(&read[0], answers)?;
    if let Some(report) = &args.verify {
        return verify((report, answers), args, &pack, &mut read);
    }
    read[0].role = role.unwrap_or(read[0].role);
    let pairs = pairs(args, answers, &pack, &read)?;
    if let (Some(pair), Some(path)) = (&pairs.since, &args.since)
        && pair.is_reversed()
    {
        let (later, earlier) = (path.display(), answers.display());
        messages::say(&format!("warning: `{later}` is later than `{earlier}`; to see the change the right way round:"));
        let (later, earlier) = (files::for_shell(path), files::for_shell(answers));
        let pack = packs::flag(options);
        messages::line(&format!("  {} report {later} --since {earlier}{pack}", messages::program()));
    }
    let build = Build { plan: true, full: args.full, reader: args.reader, format: args.format };
    let page = made(&pack, &read[0], &pairs, build);
    let output = files::output(args.output.as_deref(), &default_output(answers, build), &paths)?;
    files::give(&output, &page, args.force, Readers::Owner, "report")?;
    Ok(Done::Well)
}

/// The answers paired with an earlier attempt and with an observer's ratings, where they are named.
struct Pairs<'a> {
    since: Option<Pair<'a>>,
    observer: Option<Pair<'a>>,
}

/// Pairs the answers with the sheets that they are compared with. `read` holds the sheets in the order of the answers,
/// `--since` and `--observer`.
fn pairs<'a>(args: &ReportArgs, answers: &Path, pack: &Pack, read: &'a [AnswerSheet]) -> Result<Pairs<'a>, Failure> {
    let (sheet, mut others) = (&read[0], read[1..].iter());
    let mut next = |named: &Option<_>| named.is_some().then(|| others.next()).flatten();
    let (earlier, observer) = (next(&args.since), next(&args.observer));
    let since = args.since.as_deref().zip(earlier);
    let since = since.map(|(path, earlier)| sheets::attempts(pack, [earlier, sheet], [path, answers])).transpose()?;
    let observer = args.observer.as_deref().zip(observer);
    let observer =
        observer.map(|(path, observer)| sheets::raters(pack, [sheet, observer], [answers, path])).transpose()?;
    Ok(Pairs { since, observer })
}

/// How a report is made.
#[derive(Clone, Copy)]
struct Build {
    /// With a plan.
    plan: bool,
    /// With everything open.
    full: bool,
    reader: Audience,
    format: ReportFormat,
}

/// The default path of the report: `answers.html` or `answers-advisor.html`, so that neither replaces the other; with
/// the ending `.json` for JSON.
fn default_output(answers: &Path, build: Build) -> PathBuf {
    let ending = match build.format {
        ReportFormat::Html => "html",
        ReportFormat::Json => "json",
    };
    match build.reader {
        Audience::Student => answers.with_extension(ending),
        Audience::Advisor => {
            let stem = answers.file_stem().unwrap_or_default().to_string_lossy();
            answers.with_file_name(format!("{stem}-advisor.{ending}"))
        }
    }
}

/// Makes the report again as the file says that it was made, and compares.
fn verify(
    (report, answers): (&Path, &Path),
    args: &ReportArgs,
    pack: &Pack,
    read: &mut [AnswerSheet],
) -> Result<Done, Failure> {
    let found = files::read_bytes(report, verification::LARGEST_REPORT)?;
    let text = FileText::new(&found).text;
    let Some(record) = verification::made(&text) else { return Err(Failure::NoReport(report.to_owned())) };
    read[0].role = packs::role(pack, Some(record.role), read[0].role)?;
    let pairs = pairs(args, answers, pack, read)?;
    let format = if record.json { ReportFormat::Json } else { ReportFormat::Html };
    let build = Build { plan: record.plan, full: record.full, reader: record.reader, format };
    let again = made(pack, &read[0], &pairs, build);
    let given = verification::Given {
        since: pairs.since.is_some(),
        observer: pairs.observer.is_some(),
        overlay: pack.overlay().is_some(),
    };
    match verification::difference(&found, &again, &record, given) {
        None => {
            let (report, answers) = (report.display(), answers.display());
            messages::line(&format!("verified: `{report}` is what `{answers}` gives, byte for byte"));
            Ok(Done::Well)
        }
        Some(why) => Err(Failure::Differs { report: report.to_owned(), answers: answers.to_owned(), why }),
    }
}

/// The way to the role of the answers, with the hours and the budget that they name; `None` for a pack without roles or
/// without resources.
pub(super) fn plan(assessment: &Assessment<'_>) -> Option<DevelopmentPlan> {
    assessment.pack.has_plans().then(|| develop(assessment, &PlanOptions::of(assessment.sheet)))
}

/// The report in its format.
fn made(pack: &Pack, sheet: &AnswerSheet, pairs: &Pairs<'_>, build: Build) -> String {
    let own = Assessment::new(pack, sheet);
    let earlier = pairs.since.as_ref().map(|pair| (pair, Assessment::new(pack, pair.first())));
    let second = pairs.observer.as_ref().map(|pair| (pair, Assessment::new(pack, pair.second())));
    let since = earlier.as_ref().map(|(pair, earlier)| Comparison::new(pair, [earlier, &own]));
    let observer = second.as_ref().map(|(pair, second)| Comparison::new(pair, [&own, second]));
    let plan = if build.plan { plan(&own) } else { None };
    let beside = Beside { since: since.as_ref(), observer: observer.as_ref(), plan: plan.as_ref(), full: build.full };
    match (build.reader, build.format) {
        (Audience::Student, ReportFormat::Html) => html::student_page(&view::student_report_beside(&own, beside, TOOL)),
        (Audience::Advisor, ReportFormat::Html) => html::advisor_page(&view::advisor_report(&own, beside, TOOL)),
        (Audience::Student, ReportFormat::Json) => {
            as_json(&own, &view::student_report_beside(&own, beside, TOOL), None, plan.as_ref())
        }
        (Audience::Advisor, ReportFormat::Json) => {
            let advisor = view::advisor_report(&own, beside, TOOL);
            as_json(&own, &advisor.student, Some(&advisor), plan.as_ref())
        }
    }
}

/// The report as JSON.
fn as_json(
    assessment: &Assessment<'_>,
    report: &StudentReport<'_>,
    advisor: Option<&AdvisorReport<'_>>,
    plan: Option<&DevelopmentPlan>,
) -> String {
    let plan = plan.map(|plan| view::plan_of_report(assessment.pack, assessment.sheet, plan));
    json::report(ReportFacts { assessment, report, advisor, plan: plan.as_ref() })
}
