//! `skillgap page`: the quiz, the report and the plan as one file for a browser.

use std::path::Path;

use crate::answers::{LARGEST_FILE, parse_invitation};
use crate::cli::args::{Options, PageArgs};
use crate::cli::files::{self, Readers};
use crate::cli::{Done, Failure, engines, overlays, packs};
use crate::language::grammar;
use crate::model::Pack;
use crate::pack::overlay::OVERLAY_FILE;
use crate::pack::{PackFile, SourceFile};
use crate::web::{self, SiteSource};

/// What a page of this command holds. Without an invitation it has nothing in it that the pack does not have.
const OWN: [&str; 3] = [
    "<meta name=\"generator\" content=\"skillgap ",
    "type=\"application/octet-stream\" id=\"engine\"",
    "\"invitation\":null",
];

/// The largest page that is looked at, in bytes.
const LARGEST_PAGE: usize = 16 << 20;

pub(in crate::cli) fn run(args: &PageArgs, options: &Options) -> Result<Done, Failure> {
    let inputs: Vec<_> = [&args.invitation, &args.engine].into_iter().flatten().map(AsRef::as_ref).collect();
    let output = files::output(Some(&args.output), &args.output, &inputs)?;
    let pack = packs::load(options)?;
    packs::form(&pack, args.form.as_deref())?;
    packs::named_role(&pack, args.role.as_deref())?;
    let source = source(&pack, args, options)?;
    let site = source.check().map_err(|problems| {
        let summary = format!("the page has {}", grammar::count(problems.len(), "problem", "problems"));
        Failure::Problems(problems, summary)
    })?;
    let engine = engines::packed(args.engine.as_deref())?;
    let of_pack = format!(" · {} ", pack.id());
    let own = [&OWN[..], &[&of_pack]].concat();
    let replace = files::replace_own(&output, args.force, &own, LARGEST_PAGE);
    files::give_instead(&output, &web::file(&source, &site, &engine), replace, Readers::Usual, "page")?;
    Ok(Done::Well)
}

/// What the page holds. Its files have their names alone: where they lie is nobody else's business.
fn source(pack: &Pack, args: &PageArgs, options: &Options) -> Result<SiteSource, Failure> {
    let texts = packs::files(options)?;
    let named = |which: PackFile, file: SourceFile| (which.name().to_owned(), file.text);
    let overlay = match (&options.overlay, pack.overlay()) {
        (Some(folder), Some(overlay)) => {
            let logo = overlay.logo.as_ref().and_then(|logo| logo.address.split_once(";base64,"));
            let text = overlays::file(folder)?.text;
            Some((OVERLAY_FILE.to_owned(), text, logo.map(|(_, bytes)| bytes.to_owned())))
        }
        _ => None,
    };
    Ok(SiteSource {
        pack: [
            named(PackFile::Questionnaire, texts.questionnaire),
            named(PackFile::Roles, texts.roles),
            named(PackFile::Resources, texts.resources),
        ],
        overlay,
        // What is not said here, the invitation may say; the pack has the last word.
        form: args.form.clone(),
        role: args.role.clone(),
        invitation: args.invitation.as_deref().map(|file| invitation(pack, file)).transpose()?,
    })
}

/// The text of an invitation without errors; what is doubtful in it is said.
fn invitation(pack: &Pack, file: &Path) -> Result<String, Failure> {
    let (text, name) = (files::read(file, LARGEST_FILE)?, file.display().to_string());
    packs::usable(parse_invitation(&name, &text, pack), &name)?;
    Ok(text)
}
