//! A table of the program beside the count of it, cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use super::Counted;

/// Cells that hold a set of codes: their order is not counted, and each may have a guard against formulas.
const SETS: [(&str, &str); 2] = [("needs", "respondents"), ("roles", "respondents")];

/// The rows of a table by what names them, and of what is named alike by their order.
fn keyed(table: &str, rows: Vec<Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let names = if table == "agreed" || table == "programme" { 2 } else { 1 };
    let (mut found, mut rounds) = (BTreeMap::new(), BTreeMap::<String, usize>::new());
    for row in rows {
        let name = row[..names].join(" / ");
        let round = rounds.entry(name.clone()).and_modify(|round| *round += 1).or_insert(0);
        found.insert(format!("{name}#{round}"), row);
    }
    found
}

/// Every cell that differs, in words.
pub fn differences(name: &str, ours: &Counted, theirs: &[Vec<String>]) -> Vec<String> {
    let mut found = Vec::new();
    let places: Vec<Option<usize>> =
        ours.columns.iter().map(|column| theirs[0].iter().position(|own| own == column)).collect();
    for (column, _) in ours.columns.iter().zip(&places).filter(|(_, place)| place.is_none()) {
        found.push(format!("{name}: no column `{column}` in {:?}", theirs[0]));
    }
    let cell = |row: &Vec<String>, column: usize, place: Option<usize>| {
        let cell = place.map_or_else(String::new, |at| row[at].clone());
        if SETS.contains(&(name, ours.columns[column].as_str())) {
            let bare = |part: &str| part.strip_prefix('\'').unwrap_or(part).to_owned();
            let mut parts: Vec<String> = cell.split(';').map(bare).collect();
            parts.sort_unstable();
            return parts.join(";");
        }
        cell
    };
    let own = |row: &Vec<String>| places.iter().enumerate().map(|(column, place)| cell(row, column, *place)).collect();
    let theirs = keyed(name, theirs[1..].iter().map(own).collect());
    let ours_by_name = keyed(name, ours.rows.clone());
    let names: BTreeSet<&String> = theirs.keys().chain(ours_by_name.keys()).collect();
    for key in names {
        let (Some(mine), Some(product)) = (ours_by_name.get(key), theirs.get(key)) else {
            let who = if theirs.contains_key(key) { "only the program" } else { "only the count" };
            found.push(format!("{name}: {who} has the row {key}"));
            continue;
        };
        for (at, column) in ours.columns.iter().enumerate().filter(|(at, _)| places[*at].is_some()) {
            if mine[at] != product[at] {
                found.push(format!("{name}: {key} {column}: program `{}`, count `{}`", product[at], mine[at]));
            }
        }
    }
    found
}
