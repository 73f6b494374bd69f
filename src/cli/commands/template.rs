//! `skillgap template`: an empty answer sheet.

use std::path::Path;

use crate::answers::{Rater, csv_header, yaml_template};
use crate::cli::args::{Options, RaterName, TemplateArgs, TemplateFormat};
use crate::cli::files::{self, Draft, Readers, Replace};
use crate::cli::{Done, Failure, messages, packs};
use crate::report::xlsx;

pub(in crate::cli) fn run(args: &TemplateArgs, options: &Options) -> Result<Done, Failure> {
    let pack = packs::load(options)?;
    let form = packs::form(&pack, args.form.as_deref())?;
    let rater = match args.rater {
        RaterName::Own => Rater::Own,
        RaterName::Observer => Rater::Observer,
    };
    let sheet = match (args.format, rater) {
        (TemplateFormat::Yaml, _) => yaml_template(&pack, form, rater),
        (TemplateFormat::Csv, Rater::Own) => csv_header(&pack, form),
        (TemplateFormat::Xlsx, Rater::Own) => return workbook(args, &xlsx::template(&pack, form)),
        (TemplateFormat::Csv | TemplateFormat::Xlsx, Rater::Observer) => return Err(Failure::ObserverTable),
    };
    files::give(args.output.as_deref().unwrap_or(Path::new("-")), &sheet, args.force, Readers::Usual, "answer sheet")?;
    Ok(Done::Well)
}

/// Writes a spreadsheet to its file; standard output takes text alone.
fn workbook(args: &TemplateArgs, bytes: &[u8]) -> Result<Done, Failure> {
    let output = args.output.as_deref().filter(|output| *output != Path::new("-"));
    let output = output.ok_or(Failure::Options {
        message: "a spreadsheet does not go to standard output",
        hint: "name a file: `-o answers.xlsx`",
    })?;
    let mut draft = Draft::new(output, if args.force { Replace::Yes } else { Replace::Never }, Readers::Usual)?;
    draft.write(bytes)?;
    draft.sync()?;
    draft.keep()?;
    messages::line(&format!("answer sheet: {}", files::absolute(output)));
    Ok(Done::Well)
}
