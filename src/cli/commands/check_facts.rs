//! The list of old facts of a pack that `check --facts` prints.

use crate::clock::Date;
use crate::facts::ages::{Row, old_in, unread};
use crate::language::ages;
use crate::model::{Id, Pack, ReadBy, word_of};
use crate::sanitise;

/// The names of the columns.
const HEAD: [&str; 6] = ["age", "id", "fact", "date", "read", "price of"];

/// In place of what a row does not have.
const NONE: &str = "-";

/// How many facts of a pack are older than a year, where there are some.
pub(super) fn line(pack: &Pack, today: Date) -> Option<String> {
    let count = old_in(pack, today).len();
    (count > 0).then(|| format!("pack {}: {}; `--facts` lists them", pack.id(), ages::older_than_a_year(count)))
}

/// What is older than a year in a pack, the oldest first, and the pages that were noted and never read.
pub(super) fn table(pack: &Pack, today: Date) -> String {
    let rows = old_in(pack, today);
    let mut text = format!("pack {} on {today}: {}\n", pack.id(), ages::older_than_a_year(rows.len()));
    if !rows.is_empty() {
        let cells = rows.iter().map(|old| cells(&old.what, old.years));
        text += &in_columns(&std::iter::once(HEAD.map(str::to_owned)).chain(cells).collect::<Vec<_>>());
    }
    let unread = unread(pack);
    if !unread.is_empty() {
        text += &format!("\n{}, by the date on which they were noted\n", ages::not_read(unread.len()));
        let row = |source: &&crate::model::Source| {
            let address = source.url.clone().unwrap_or_else(|| NONE.to_owned());
            [source.date.clone(), source.id.as_str().to_owned(), sanitise::one_line(&address)]
        };
        text += &in_columns(&unread.iter().map(row).collect::<Vec<_>>());
    }
    text
}

fn cells(row: &Row<'_>, years: u32) -> [String; 6] {
    let read = word_of(ReadBy::WORDS, row.read).to_owned();
    let fact = row.fact.map_or("source of roles and career", ages::fact).to_owned();
    let price = row.price.and_then(|date| date.get(..4)).unwrap_or(NONE).to_owned();
    [format!("{years} y"), row.id.to_owned(), fact, row.date.to_owned(), read, price]
}

/// Rows of as many cells, each column as wide as its widest cell.
fn in_columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}
