//! `skillgap report`: an answers file becomes a page.

use std::path::Path;

use crate::answers::{self, AnswerSheet};
use crate::cli::args::{Options, ReportArgs};
use crate::cli::files::{self, Replace};
use crate::cli::{Done, Failure, TOOL, packs, talk};
use crate::model::Pack;
use crate::report::{html, view};

pub(in crate::cli) fn run(args: &ReportArgs, options: &Options) -> Result<Done, Failure> {
    let pack = packs::load(options.pack.as_deref())?;
    let mut sheet = read_answers(&args.answers, &pack)?;
    sheet.role = packs::role(&pack, args.role.as_deref(), sheet.role)?;
    let page = page(&pack, &sheet);
    let output = args.output.clone().unwrap_or_else(|| args.answers.with_extension("html"));
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

/// The sheet in an answers file; warnings are shown.
pub(super) fn read_answers(path: &Path, pack: &Pack) -> Result<AnswerSheet, Failure> {
    let text = files::read(path, answers::LARGEST_FILE)?;
    let name = path.display().to_string();
    packs::usable(answers::parse(&name, &text, pack), &name)
}

/// The student report as HTML.
pub(super) fn page(pack: &Pack, sheet: &AnswerSheet) -> String {
    html::student_page(&view::student_report(pack, sheet, TOOL))
}
