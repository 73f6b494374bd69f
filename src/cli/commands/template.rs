//! `skillgap template`: an empty answer sheet.

use crate::answers::{csv_header, yaml_template};
use crate::cli::args::{Options, TemplateArgs, TemplateFormat};
use crate::cli::{Done, Failure, files, packs};

pub(in crate::cli) fn run(args: &TemplateArgs, options: &Options) -> Result<Done, Failure> {
    let pack = packs::load(options.pack.as_deref())?;
    let form = packs::form(&pack, args.form.as_deref())?;
    files::print(&match args.format {
        TemplateFormat::Yaml => yaml_template(&pack, form),
        TemplateFormat::Csv => csv_header(&pack, form),
    })?;
    Ok(Done::Well)
}
