//! `skillgap packs`: the packs inside the program.

use crate::cli::args::Options;
use crate::cli::{Done, Failure, files};
use crate::model::{Id, Pack};
use crate::pack::{EMBEDDED, parse};
use crate::words;

pub(in crate::cli) fn run(options: &Options) -> Result<Done, Failure> {
    if let Some(folder) = &options.pack {
        let pack = crate::cli::packs::load(Some(folder))?;
        files::print(&line(&pack))?;
        return Ok(Done::Well);
    }
    for embedded in EMBEDDED {
        let pack = crate::cli::packs::usable(parse(&embedded.files()), embedded.id)?;
        files::print(&line(&pack))?;
    }
    Ok(Done::Well)
}

fn line(pack: &Pack) -> String {
    let forms: Vec<String> = pack
        .forms()
        .iter()
        .map(|form| format!("{} ({})", form.id.as_str(), words::count(form.items.len(), "question", "questions")))
        .collect();
    format!(
        "{}  {}  {}: {}, {}, {}; forms: {}\n",
        pack.id(),
        pack.version(),
        pack.title(),
        words::count(pack.competencies().len(), "competency", "competencies"),
        words::count(pack.roles().len(), "role", "roles"),
        words::count(pack.resources().len(), "resource", "resources"),
        forms.join(", ")
    )
}
