//! `skillgap template`: an empty answer sheet.

use std::path::Path;

use crate::answers::{Rater, csv_header, yaml_template};
use crate::cli::args::{Options, RaterName, TemplateArgs, TemplateFormat};
use crate::cli::{Done, Failure, files, packs};

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
        (TemplateFormat::Csv, Rater::Observer) => return Err(Failure::ObserverTable),
    };
    files::give(args.output.as_deref().unwrap_or(Path::new("-")), &sheet, args.force, "answer sheet")?;
    Ok(Done::Well)
}
