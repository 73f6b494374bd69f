//! `skillgap report`: an answers file becomes a page, or a page is checked against its answers.

use std::path::{Path, PathBuf};

use crate::answers::{AnswerSheet, Pair};
use crate::assess::{Assessment, Comparison};
use crate::cli::args::{Options, ReportArgs};
use crate::cli::unseen::FileText;
use crate::cli::{Done, Failure, TOOL, files, messages, packs, sheets, verification};
use crate::model::Pack;
use crate::plan::{DevelopmentPlan, PlanOptions, develop};
use crate::report::html;
use crate::report::view::{self, Audience, Beside};

pub(in crate::cli) fn run(args: &ReportArgs, options: &Options) -> Result<Done, Failure> {
    let answers = args.answers.as_path();
    let paths: Vec<&Path> =
        [Some(answers), args.since.as_deref(), args.observer.as_deref()].into_iter().flatten().collect();
    let pack = packs::load_for(options, &paths)?;
    let mut read = sheets::read(&paths, &pack)?;
    sheets::own(&read[0], answers)?;
    if let Some(report) = &args.verify {
        return verify(report, args, &pack, &mut read);
    }
    read[0].role = packs::role(&pack, args.role.as_deref(), read[0].role)?;
    let pairs = pairs(args, &pack, &read)?;
    if let (Some(pair), Some(path)) = (&pairs.since, &args.since)
        && pair.is_reversed()
    {
        let (later, earlier) = (path.display(), answers.display());
        messages::say(&format!("warning: `{later}` is later than `{earlier}`; to see the change the right way round:"));
        let (later, earlier) = (files::for_shell(path), files::for_shell(answers));
        let pack = packs::flag(options);
        messages::line(&format!("  {} report {later} --since {earlier}{pack}", messages::program()));
    }
    let page = page(&pack, &read[0], &pairs, (true, args.full), args.reader);
    let output = files::output(args.output.as_deref(), &default_output(answers, args.reader), &paths)?;
    files::give(&output, &page, args.force, "report")?;
    Ok(Done::Well)
}

/// The answers paired with an earlier attempt and with an observer's ratings, where they are named.
struct Pairs<'a> {
    since: Option<Pair<'a>>,
    observer: Option<Pair<'a>>,
}

/// Pairs the answers with the sheets that they are compared with. `read` holds the sheets in the order of the answers,
/// `--since` and `--observer`.
fn pairs<'a>(args: &ReportArgs, pack: &Pack, read: &'a [AnswerSheet]) -> Result<Pairs<'a>, Failure> {
    let answers = args.answers.as_path();
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

/// The default path of the page: `answers.html` or `answers-advisor.html`, so that neither replaces the other.
fn default_output(answers: &Path, reader: Audience) -> PathBuf {
    match reader {
        Audience::Student => answers.with_extension("html"),
        Audience::Advisor => {
            let stem = answers.file_stem().unwrap_or_default().to_string_lossy();
            answers.with_file_name(format!("{stem}-advisor.html"))
        }
    }
}

/// Makes the report again as the file says that it was made, and compares.
fn verify(report: &Path, args: &ReportArgs, pack: &Pack, read: &mut [AnswerSheet]) -> Result<Done, Failure> {
    let found = files::read_bytes(report, verification::LARGEST_REPORT)?;
    let text = FileText::new(&found).text;
    let Some(made) = verification::made(&text) else { return Err(Failure::NoReport(report.to_owned())) };
    read[0].role = packs::role(pack, Some(made.role), read[0].role)?;
    let pairs = pairs(args, pack, read)?;
    let again = page(pack, &read[0], &pairs, (made.plan, made.full), made.reader);
    let given = verification::Given {
        since: pairs.since.is_some(),
        observer: pairs.observer.is_some(),
        overlay: pack.overlay().is_some(),
    };
    match verification::difference(&found, &again, &made, given) {
        None => {
            let (report, answers) = (report.display(), args.answers.display());
            messages::line(&format!("verified: `{report}` is what `{answers}` gives, byte for byte"));
            Ok(Done::Well)
        }
        Some(why) => Err(Failure::Differs { report: report.to_owned(), answers: args.answers.clone(), why }),
    }
}

/// The way to the role of the answers, with the hours and the budget that they name.
pub(super) fn plan(assessment: &Assessment<'_>) -> DevelopmentPlan {
    develop(assessment, &PlanOptions::of(assessment.sheet))
}

/// The report as HTML; with a plan or without, with everything open or not.
fn page(
    pack: &Pack,
    sheet: &AnswerSheet,
    pairs: &Pairs<'_>,
    (with_plan, full): (bool, bool),
    reader: Audience,
) -> String {
    let own = Assessment::new(pack, sheet);
    let earlier = pairs.since.as_ref().map(|pair| (pair, Assessment::new(pack, pair.first())));
    let second = pairs.observer.as_ref().map(|pair| (pair, Assessment::new(pack, pair.second())));
    let since = earlier.as_ref().map(|(pair, earlier)| Comparison::new(pair, [earlier, &own]));
    let observer = second.as_ref().map(|(pair, second)| Comparison::new(pair, [&own, second]));
    let plan = with_plan.then(|| plan(&own));
    let beside = Beside { since: since.as_ref(), observer: observer.as_ref(), plan: plan.as_ref(), full };
    match reader {
        Audience::Student => html::student_page(&view::student_report_beside(&own, beside, TOOL)),
        Audience::Advisor => html::advisor_page(&view::advisor_report(&own, beside, TOOL)),
    }
}
