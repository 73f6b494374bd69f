//! `skillgap compare`: two attempts become a page on what changed.

use std::path::Path;

use crate::assess::{Assessment, Comparison};
use crate::cli::args::{CompareArgs, Options};
use crate::cli::files::{self, Readers};
use crate::cli::{Done, Failure, TOOL, messages, packs, sheets};
use crate::facts::compare::Changes;
use crate::report::html;

pub(in crate::cli) fn run(args: &CompareArgs, options: &Options) -> Result<Done, Failure> {
    let mut paths: [&Path; 2] = [&args.before, &args.after];
    let pack = packs::load_for(options, &paths)?;
    let role = packs::named_role(&pack, args.role.as_deref())?;
    let mut sheets = sheets::read(&paths, &pack, role)?;
    for (sheet, path) in sheets.iter().zip(paths) {
        sheets::own(sheet, path)?;
    }
    if sheets[0].is_later_than(&sheets[1]) {
        messages::say(&format!(
            "warning: `{}` is later than `{}`, so they are compared the other way round",
            paths[0].display(),
            paths[1].display()
        ));
        paths.reverse();
        sheets.reverse();
    }
    sheets[1].role = role.unwrap_or(sheets[1].role);
    let pair = sheets::attempts(&pack, [&sheets[0], &sheets[1]], paths)?;
    let [before, after] = [pair.first(), pair.second()].map(|sheet| Assessment::new(&pack, sheet));
    let page = html::compare_page(&Changes::new(&Comparison::new(&pair, [&before, &after])), TOOL);
    let output = files::output(args.output.as_deref(), &paths[1].with_extension("changes.html"), &paths)?;
    files::give(&output, &page, args.force, Readers::Owner, "comparison")?;
    Ok(Done::Well)
}
