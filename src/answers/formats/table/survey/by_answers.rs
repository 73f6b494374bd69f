//! Columns whose answers are those of an item, though their questions are worded otherwise.

use std::collections::BTreeSet;

use super::columns::{Export, ExportColumn};
use super::plain_text::plain_text;
use super::tool::whole_cell;
use crate::answers::formats::table::cells::each_row;
use crate::answers::formats::table::names::Holds;
use crate::answers::{State, Vocabulary, whole, wording_key};
use crate::model::{Id, ItemIx, Pack};

/// The most different wordings of a column that are looked at.
const MOST_WORDINGS: usize = 30;

/// The most items that are named for a column.
const MOST_ITEMS: usize = 3;

/// For each column that is no item's, the items without a column of which all its wordings are answers.
pub(super) fn by_answers(pack: &Pack, export: &Export, rows: &[u8]) -> Vec<Vec<String>> {
    let has_column = |item: &ItemIx| export.columns.contains(&ExportColumn::Table(Holds::Item(*item)));
    let items = (0..pack.items().len()).map(ItemIx::new).filter(|item| !has_column(item));
    let missing: Vec<(ItemIx, Vocabulary)> = items.map(|item| (item, Vocabulary::new(pack, item))).collect();
    let mut wordings: Vec<BTreeSet<String>> = vec![BTreeSet::new(); export.columns.len()];
    if missing.is_empty() {
        return vec![Vec::new(); export.columns.len()];
    }
    let answer = export.tool.map_or(whole_cell as fn(&str) -> &str, |tool| tool.answer);
    each_row(export.delimiter, rows, |cells| {
        for (at, cell) in cells.iter().enumerate().take(export.columns.len()) {
            let Ok(text) = std::str::from_utf8(cell) else { continue };
            let text = plain_text(text);
            let text = answer(text.trim()).trim();
            let found = &mut wordings[at];
            if export.columns[at] == ExportColumn::Unknown && whole(text).is_none() && found.len() < MOST_WORDINGS {
                found.insert(wording_key(text));
            }
        }
    });
    let items = |wordings: &BTreeSet<String>| {
        let answers = missing.iter().filter(|(_, words)| {
            let states = wordings.iter().map(|wording| words.state(wording));
            let is_chosen = |state: &Option<State>| state.is_some_and(|state| state.chosen().is_some());
            states.clone().any(|state| is_chosen(&state)) && states.clone().all(|state| state.is_some())
        });
        answers.take(MOST_ITEMS).map(|(item, _)| pack.item(*item).id.as_str().to_owned()).collect()
    };
    wordings.iter().map(items).collect()
}
