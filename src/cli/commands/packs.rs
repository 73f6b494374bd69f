//! `skillgap packs`: the packs inside the program, how well their catalogues cover their competencies, and which parts of
//! published models the competencies stand for.

use std::fmt::Write as _;

use super::frameworks;
use crate::cli::args::{Options, PacksArgs};
use crate::cli::{Done, Failure, TOOL, files};
use crate::language::grammar;
use crate::model::{Id, Pack};
use crate::pack::{EMBEDDED, parse};
use crate::plan;

pub(in crate::cli) fn run(args: &PacksArgs, options: &Options) -> Result<Done, Failure> {
    let packs = if options.pack.is_some() || options.overlay.is_some() {
        vec![crate::cli::packs::load(options)?]
    } else {
        inside()?
    };
    let (text, between): (fn(&Pack) -> String, _) = match (args.coverage, args.frameworks) {
        (true, _) => (coverage, "\n"),
        (_, true) => (frameworks::of_pack, "\n"),
        _ => (line, ""),
    };
    files::print(&packs.iter().map(text).collect::<Vec<_>>().join(between))?;
    Ok(Done::Well)
}

/// What `skillgap --version` prints: the version of the program, and those of the packs inside it.
pub(in crate::cli) fn version() -> Result<(), Failure> {
    let packs: Vec<String> = inside()?.iter().map(|pack| format!("{} {}", pack.id(), pack.version())).collect();
    files::print(&format!("{TOOL}\npacks inside: {}\n", packs.join(", ")))
}

/// The packs inside the program.
fn inside() -> Result<Vec<Pack>, Failure> {
    EMBEDDED.iter().map(|embedded| crate::cli::packs::usable(parse(&embedded.files()), embedded.id)).collect()
}

/// A table: a line for each competency, a column for each step.
fn coverage(pack: &Pack) -> String {
    let width = pack.competencies().iter().map(|competency| competency.id.as_str().len()).max().unwrap_or(0);
    let mut out = format!("{} {}: resources that lift people over each step\n", pack.id(), pack.version());
    out.push_str("each column: all that can be had / known to be free / taught or examined, so no practice\n\n");
    let mut row = |name: &str, cells: Vec<String>| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{name:width$}");
        for cell in cells {
            let _ = write!(out, "{cell:>11}");
        }
        out.push('\n');
    };
    let steps = pack.levels().min()..pack.levels().max();
    row("competency", steps.map(|level| format!("{level} to {}", level + 1)).collect());
    for at in pack.competency_indices() {
        let steps = plan::coverage(pack, at);
        let competency = pack.competency(at);
        let ends = competency.statements.first().zip(competency.statements.last());
        let has = |level: i64| ends.is_none_or(|(first, last)| (first.level..last.level).contains(&level));
        let cell = |(step, level): (&plan::StepCoverage, i64)| {
            if has(level) { format!("{}/{}/{}", step.resources, step.free, step.taught) } else { "-".to_owned() }
        };
        row(competency.id.as_str(), steps.iter().zip(pack.levels().min()..).map(cell).collect());
    }
    out
}

fn line(pack: &Pack) -> String {
    let forms: Vec<String> = pack
        .forms()
        .iter()
        .map(|form| format!("{} ({})", form.id.as_str(), grammar::count(form.items.len(), "question", "questions")))
        .collect();
    let overlay = pack.overlay().map_or_else(String::new, |overlay| {
        format!(
            "with the overlay {}: {}, {}, {} switched off, {}\n  {}\n",
            overlay.title,
            grammar::count(overlay.own, "resource of its own", "resources of its own"),
            grammar::count(overlay.prices, "other price", "other prices"),
            overlay.hidden,
            grammar::count(overlay.targets.len(), "target", "targets"),
            overlay.stamp()
        )
    });
    format!(
        "{}  {}  {}: {}, {}, {}; forms: {}\n{overlay}",
        pack.id(),
        pack.version(),
        pack.title(),
        grammar::count(pack.competencies().len(), "competency", "competencies"),
        match pack.roles().len() {
            0 => "no roles".to_owned(),
            roles => grammar::count(roles, "role", "roles"),
        },
        grammar::count(pack.resources().len(), "resource", "resources"),
        forms.join(", ")
    )
}
