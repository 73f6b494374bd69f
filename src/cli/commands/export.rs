//! `skillgap export`: the questionnaire for a survey tool.

use std::path::Path;

use crate::cli::args::{ExportArgs, Options};
use crate::cli::files::{self, Readers};
use crate::cli::{Done, Failure, messages, packs};
use crate::export::{Tool, questionnaire};
use crate::language::export::{guide_csv, guide_limesurvey, guide_redcap};

pub(in crate::cli) fn run(args: &ExportArgs, options: &Options) -> Result<Done, Failure> {
    let pack = packs::load(options)?;
    let form = packs::form(&pack, args.form.as_deref())?;
    let text = questionnaire(&pack, form, args.to);
    files::give(args.output.as_deref().unwrap_or(Path::new("-")), &text, args.force, Readers::Usual, "questionnaire")?;
    messages::say(match args.to {
        Tool::Redcap => guide_redcap(),
        Tool::Limesurvey => guide_limesurvey(),
        Tool::Csv => guide_csv(),
    });
    Ok(Done::Well)
}
