//! `skillgap report`: an answers file becomes a page, or a page is checked against its answers.

use std::path::Path;

use crate::answers::{self, AnswerSheet};
use crate::cli::args::{Options, ReaderArg, ReportArgs};
use crate::cli::files::{self, Replace};
use crate::cli::{Done, Failure, TOOL, packs, talk, verification};
use crate::model::Pack;
use crate::report::html;
use crate::report::view::{self, Reader};

pub(in crate::cli) fn run(args: &ReportArgs, options: &Options) -> Result<Done, Failure> {
    let pack = packs::load(options.pack.as_deref())?;
    let mut sheet = read_answers(&args.answers, &pack)?;
    if let Some(report) = &args.verify {
        return verify(report, &args.answers, &pack, sheet);
    }
    sheet.role = packs::role(&pack, args.role.as_deref(), sheet.role)?;
    let reader = match args.reader {
        ReaderArg::Student => Reader::Student,
        ReaderArg::Advisor => Reader::Advisor,
    };
    let page = page(&pack, &sheet, reader);
    let output = args.output.clone().unwrap_or_else(|| default_output(&args.answers, reader));
    if output == Path::new("-") {
        files::print(&page)?;
        return Ok(Done::Well);
    }
    if files::is_same(&output, &args.answers) {
        return Err(Failure::SameFile(output));
    }
    files::write(&output, &page, if args.force { Replace::Yes } else { Replace::Never })?;
    talk::line(&format!("report: {}", files::absolute(&output)));
    Ok(Done::Well)
}

/// `answers.html`, or `answers-advisor.html`, so that neither stands in the way of the other.
fn default_output(answers: &Path, reader: Reader) -> std::path::PathBuf {
    match reader {
        Reader::Student => answers.with_extension("html"),
        Reader::Advisor => {
            let stem = answers.file_stem().unwrap_or_default().to_string_lossy();
            answers.with_file_name(format!("{stem}-advisor.html"))
        }
    }
}

/// Makes the report again as the file says that it was made, and compares.
fn verify(report: &Path, answers: &Path, pack: &Pack, mut sheet: AnswerSheet) -> Result<Done, Failure> {
    let found = files::read(report, verification::LARGEST_REPORT)?;
    let Some(made) = verification::made(&found) else { return Err(Failure::NoReport(report.to_owned())) };
    sheet.role = packs::role(pack, Some(made.role), sheet.role)?;
    let again = page(pack, &sheet, made.reader);
    match verification::difference(&found, &again, &made) {
        None => {
            talk::line(&format!(
                "verified: `{}` is what `{}` gives, byte for byte",
                report.display(),
                answers.display()
            ));
            Ok(Done::Well)
        }
        Some(why) => Err(Failure::Differs { report: report.to_owned(), answers: answers.to_owned(), why }),
    }
}

/// The sheet in an answers file; warnings are shown.
pub(super) fn read_answers(path: &Path, pack: &Pack) -> Result<AnswerSheet, Failure> {
    let text = files::read(path, answers::LARGEST_FILE)?;
    let name = path.display().to_string();
    packs::usable(answers::parse(&name, &text, pack), &name)
}

/// The report as HTML.
fn page(pack: &Pack, sheet: &AnswerSheet, reader: Reader) -> String {
    match reader {
        Reader::Student => html::student_page(&view::student_report(pack, sheet, TOOL)),
        Reader::Advisor => html::advisor_page(&view::advisor_report(pack, sheet, TOOL)),
    }
}
