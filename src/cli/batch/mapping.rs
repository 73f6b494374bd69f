//! The map of columns of a survey export: read where it is there, else written for a person to settle.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use super::inputs::{Found, Input};
use super::source::Source;
use crate::answers::{InputFormat, LARGEST_EXPORT, LARGEST_FILE, SurveyMap, parse_map, propose, sheets};
use crate::cli::files::{self, Readers, Replace};
use crate::cli::{Failure, messages, packs};
use crate::language::grammar;
use crate::model::Pack;

/// What came of a map.
pub(in crate::cli) enum Mapped {
    /// Inputs are read by it.
    Read(Arc<SurveyMap>),
    /// It was written, and so many of its lines are open.
    Written(usize),
}

/// Reads the map in this file, or writes one for the first input where there is no such file.
pub(in crate::cli) fn map(path: &Path, inputs: &[Found], pack: &Pack) -> Result<Mapped, Failure> {
    if path.exists() {
        let name = path.display().to_string();
        let text = files::read(path, LARGEST_FILE)?;
        let map = packs::usable(parse_map(&name, &text, pack), &name)?;
        return Ok(Mapped::Read(Arc::new(map)));
    }
    // Answers files and JSON lines have no columns.
    let is_table = |input: &&Input| !matches!(input.format, Some(InputFormat::Yaml | InputFormat::Ndjson));
    let mut tables = inputs.iter().flatten().filter(is_table);
    let input = tables.find(|input| !input.is_stdin()).ok_or(Failure::NothingToMap)?;
    let text = text_of(input)?;
    let proposal = propose(pack, &text).ok_or(Failure::NothingToMap)?;
    files::write(path, &proposal.map, Replace::Never, Readers::Usual)?;
    let open = grammar::count(proposal.open, "line is open", "lines are open");
    messages::line(&format!("map: {}", files::absolute(path)));
    messages::line(&format!("  {}; {open}", proposal.found));
    messages::line(match proposal.open {
        0 => "  look at it, then run the same command again to score by it",
        _ => "  settle the lines with `\"?\"`, then run the same command again to score by it",
    });
    Ok(Mapped::Written(proposal.open))
}

/// The whole text of an input; of a workbook the first sheet's.
fn text_of(input: &Input) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::Read(input.path.clone(), error);
    let mut text = Vec::new();
    let source = Source::open(input, false, &Arc::default()).map_err(failed)?;
    source.take(LARGEST_EXPORT as u64).read_to_end(&mut text).map_err(failed)?;
    if InputFormat::of_bytes(&text, input.format) == InputFormat::Xlsx {
        let sheets = sheets(&text).map_err(|why| failed(std::io::Error::other(why)))?;
        return sheets.into_iter().next().map(|sheet| sheet.text).ok_or(Failure::NothingToMap);
    }
    Ok(text)
}
