//! A map for a person to mend, from what is known of an export.

use std::collections::BTreeMap;

use super::columns;
use super::columns::{Export, ExportColumn};
use super::heading::names_in;
use super::map::{Draft, DraftColumn, DraftOption};
use super::response::{Survey, each_row};
use super::tool::{Numbers, Own};
use crate::answers::formats::table::begin::first_record;
use crate::answers::formats::table::names::{Holds, Names};
use crate::answers::{Vocabulary, wording_key};
use crate::language::grammar;
use crate::model::{ItemIx, Pack};
use crate::sanitise;

/// The most wordings of options that a map lists.
const MOST_OPTIONS: usize = 200;

/// How like a question a heading is, from 0 to 1, to be shown beside it.
const LIKE: f64 = 0.6;

/// How like a question a heading is to be surely meant as one, though it is worded otherwise.
pub(super) const NEARLY: f64 = 0.8;

/// A map for a person to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The map.
    pub map: String,
    /// How many of its lines are open.
    pub open: usize,
    /// Which tool the export is of, and what was found.
    pub found: String,
}

/// Proposes a map for an export; `None` for a text whose header is not recognised as that of a table of some columns.
pub fn propose(pack: &Pack, text: &[u8]) -> Option<Proposal> {
    let names = Names::new(pack);
    let (above, separator) = first_record(text);
    let text = &text[above..];
    let export =
        columns::find(pack, &names, text, separator, None).or_else(|| Export::of_any(pack, &names, text, separator))?;
    let rows = &text[export.taken..];
    let (survey, seen) = Survey::new(pack, &export, rows, None);
    let mut draft = Draft {
        tool: export.tool.map(|tool| tool.title),
        heading_rows: export.rows.len(),
        day_first: seen.is_order_open.then_some(None),
        ..Draft::default()
    };
    if seen.has_numbers && export.numbers() == Numbers::Unsaid {
        draft.numbers = Some(Some(seen.numbers).filter(|numbers| *numbers != Numbers::Unsaid));
    }
    let person = (0..export.columns.len()).filter_map(|at| match export.columns[at] {
        ExportColumn::Table(Holds::Respondent) => Some((0, at)),
        ExportColumn::Own(Own::Person(rank)) => Some((rank, at)),
        _ => None,
    });
    draft.person = person.min().map(|(_, at)| export.name(at));
    let own =
        |own: Own| export.columns.iter().position(|column| *column == ExportColumn::Own(own)).map(|at| export.name(at));
    (draft.started, draft.finished) = (own(Own::Started), own(Own::Finished));
    for at in 0..export.columns.len() {
        let item = match export.columns[at] {
            ExportColumn::Table(Holds::Item(item)) => Some(pack.item(item).id.to_string()),
            ExportColumn::Unknown => None,
            _ => continue,
        };
        let headings = export.headings(at);
        let near = if item.is_some() { Vec::new() } else { nearest(pack, &export, at, LIKE) };
        let question = headings.get(1).map(|text| sanitise::one_line(text));
        draft.columns.push(DraftColumn { heading: export.name(at), question, item, near });
    }
    draft.options = open_options(pack, &export, &survey, rows);
    let with_column = draft.columns.iter().filter(|column| column.item.is_some()).count();
    let found = format!("{} of {}", grammar::count(with_column, "column", "columns"), export.title());
    Some(Proposal { map: draft.to_yaml(), open: draft.open(), found })
}

/// The items without a column whose questions are like the headings of a column.
pub(super) fn nearest(pack: &Pack, export: &Export, at: usize, least: f64) -> Vec<String> {
    let is_taken = |item: &ItemIx| export.columns.contains(&ExportColumn::Table(Holds::Item(*item)));
    let texts = names_in(&export.headings(at));
    let mut near: Vec<(f64, String)> = Vec::new();
    for item in pack.form(pack.default_form()).items.iter().filter(|item| !is_taken(item)) {
        let question = wording_key(&pack.item(*item).stem);
        let like = texts.iter().map(|text| strsim::normalized_levenshtein(&question, &wording_key(text)));
        let like = like.fold(0.0, f64::max);
        if like >= least {
            near.push((like, pack.item(*item).id.to_string()));
        }
    }
    near.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    near.truncate(3);
    near.into_iter().map(|(_, id)| id).collect()
}

/// The wordings in columns of items that are no answer.
fn open_options(pack: &Pack, export: &Export, survey: &Survey, rows: &[u8]) -> Vec<DraftOption> {
    let vocabularies: BTreeMap<usize, (ItemIx, Vocabulary)> = (0..export.columns.len())
        .filter_map(|at| match export.columns[at] {
            ExportColumn::Table(Holds::Item(item)) => Some((at, (item, Vocabulary::new(pack, item)))),
            _ => None,
        })
        .collect();
    let mut open: BTreeMap<(ItemIx, String), (String, usize)> = BTreeMap::new();
    each_row(export.delimiter, rows, |cells| {
        for (at, cell) in cells.iter().enumerate() {
            let (Some((item, words)), Ok(text)) = (vocabularies.get(&at), std::str::from_utf8(cell)) else { continue };
            if survey.state(pack, *item, || words, text).is_none() && open.len() < MOST_OPTIONS {
                let entry = open.entry((*item, wording_key(text))).or_insert_with(|| (sanitise::one_line(text), 0));
                entry.1 += 1;
            }
        }
    });
    let option = |((item, key), (text, times)): ((ItemIx, String), (String, usize))| {
        let mut near: Vec<(f64, String)> = pack
            .options(item)
            .iter()
            .map(|option| {
                let like = strsim::normalized_levenshtein(&wording_key(&option.label), &key);
                (like, format!("{} {}", option.value, sanitise::one_line(&option.label)))
            })
            .collect();
        near.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
        near.truncate(2);
        let near = near.into_iter().map(|(_, option)| option).collect();
        DraftOption { text, times, item: pack.item(item).id.to_string(), near }
    };
    open.into_iter().map(option).collect()
}
