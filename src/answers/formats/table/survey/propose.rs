//! A map for a person to mend, from what is known of an export.

use std::collections::{BTreeMap, HashSet};

use super::by_answers::by_answers;
use super::columns;
use super::columns::{Export, ExportColumn};
use super::heading::names_in;
use super::map::{Draft, DraftColumn, DraftOption, LONGEST_WORDING, Told};
use super::plain_text::plain_text;
use super::response::Survey;
use super::times::{DayOrder, is_ambiguous, time};
use super::tool::{Numbers, Own};
use crate::answers::formats::framing::{Boundary, Framing};
use crate::answers::formats::table::begin::{MOST_ABOVE, first_record};
use crate::answers::formats::table::cells::each_row;
use crate::answers::formats::table::names::{Holds, Names};
use crate::answers::{LONGEST_NAME, Vocabulary, wording_key};
use crate::language::grammar;
use crate::model::{ItemIx, Pack};
use crate::sanitise;

/// The most wordings of options that a map lists.
const MOST_OPTIONS: usize = 200;

/// The most characters of a question behind a heading, and of a cell that is held beside the options.
const LONGEST_REMARK: usize = 300;

/// The most characters of a code such as `A3` or `option_3`.
const LONGEST_CODE: usize = 10;

/// The fewest columns in which a wording stands that is taken for that of an option.
const FEWEST_COLUMNS: usize = 3;

/// The most rows in which the columns about the response are looked for.
const MOST_LOOKED_AT: usize = 1000;

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
    let (export, rows) = export_in(pack, &names, text)?;
    let (survey, seen) = Survey::new(pack, &export, rows, None);
    let by_answers = by_answers(pack, &export, rows);
    let questions = questions(pack);
    let near = |at: usize| match export.columns[at] {
        ExportColumn::Unknown if by_answers[at].is_empty() => nearest(pack, &questions, &export, at, LIKE),
        ExportColumn::Unknown => by_answers[at].clone(),
        _ => Vec::new(),
    };
    let near: Vec<Vec<String>> = (0..export.columns.len()).map(near).collect();
    let fits = |heading: &str| (1..=LONGEST_WORDING).contains(&heading.chars().count());
    let mut draft = Draft {
        tool: export.tool.map(|tool| tool.title),
        heading_rows: export.rows.len(),
        day_first: if seen.is_order_open { Told::Open } else { Told::NotNeeded },
        ..Draft::default()
    };
    if seen.has_numbers && export.numbers() == Numbers::Unsaid {
        draft.numbers = if seen.numbers == Numbers::Unsaid { Told::Open } else { Told::As(seen.numbers) };
    }
    let person = (0..export.columns.len()).filter_map(|at| match export.columns[at] {
        ExportColumn::Table(Holds::Respondent) => Some((0, at)),
        ExportColumn::Own(Own::Person(rank)) => Some((rank, at)),
        _ => None,
    });
    draft.person = person.min().map(|(_, at)| export.name(at)).filter(|name| fits(name));
    (draft.persons, draft.times) = about_responses(&export, &near, rows);
    let own =
        |own: Own| export.columns.iter().position(|column| *column == ExportColumn::Own(own)).map(|at| export.name(at));
    (draft.started, draft.finished) = (own(Own::Started), own(Own::Finished));
    for at in 0..export.columns.len() {
        let item = match export.columns[at] {
            ExportColumn::Table(Holds::Item(item)) => Some(pack.item(item).id.to_string()),
            ExportColumn::Unknown => None,
            _ => continue,
        };
        if !fits(&export.name(at)) {
            continue;
        }
        let headings = export.headings(at);
        let near = near[at].clone();
        let question = headings.get(1).map(|text| sanitise::one_line(text).chars().take(LONGEST_REMARK).collect());
        let question = question.filter(|text: &String| !text.is_empty());
        draft.columns.push(DraftColumn { heading: export.name(at), question, item, near });
    }
    draft.options = open_options(pack, &export, &near, &survey, rows);
    let with_column = draft.columns.iter().filter(|column| column.item.is_some()).count();
    let found = format!("{} of {}", grammar::count(with_column, "column", "columns"), export.title());
    Some(Proposal { map: draft.to_yaml(), open: draft.open(), found })
}

/// The items of the usual form, each with what its question has in common with other writings of it.
pub(super) fn questions(pack: &Pack) -> Vec<(ItemIx, String)> {
    let items = pack.form(pack.default_form()).items.iter();
    items.map(|item| (*item, wording_key(&pack.item(*item).stem))).collect()
}

/// The items without a column whose questions are like the headings of a column.
pub(super) fn nearest(
    pack: &Pack,
    questions: &[(ItemIx, String)],
    export: &Export,
    at: usize,
    least: f64,
) -> Vec<String> {
    let is_taken = |item: &ItemIx| export.columns.contains(&ExportColumn::Table(Holds::Item(*item)));
    let keys: Vec<String> = names_in(&export.headings(at)).iter().map(|text| wording_key(text)).collect();
    let mut near: Vec<(f64, String)> = Vec::new();
    for (item, question) in questions {
        let like = keys.iter().map(|key| likeness(question, key, least)).fold(0.0, f64::max);
        if like >= least && !is_taken(item) {
            near.push((like, pack.item(*item).id.to_string()));
        }
    }
    near.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    near.truncate(3);
    near.into_iter().map(|(_, id)| id).collect()
}

/// The wordings in columns of items that are no answer. A column that is not settled is taken for one of the item that is
/// nearest; of columns that are like none, wordings that stand in several are listed.
fn open_options(pack: &Pack, export: &Export, near: &[Vec<String>], survey: &Survey, rows: &[u8]) -> Vec<DraftOption> {
    let any = pack.form(pack.default_form()).items[0];
    let item = |at: usize| match export.columns[at] {
        ExportColumn::Table(Holds::Item(item)) => Some((item, true)),
        ExportColumn::Unknown => {
            let nearest = near[at].first().and_then(|id| pack.find_item(id));
            Some(nearest.map_or((any, false), |item| (item, true)))
        }
        _ => None,
    };
    let items: Vec<Option<(ItemIx, bool)>> = (0..export.columns.len()).map(item).collect();
    // Columns may be a hundred thousand, and items are few.
    let mut vocabularies: BTreeMap<ItemIx, Vocabulary> = BTreeMap::new();
    for (item, _) in items.iter().flatten() {
        vocabularies.entry(*item).or_insert_with(|| Vocabulary::new(pack, *item));
    }
    let mut open: BTreeMap<(ItemIx, String), (String, usize)> = BTreeMap::new();
    // By wording: how often it stands in columns that are like no item, and in which.
    let mut loose: BTreeMap<String, (String, usize, HashSet<usize>)> = BTreeMap::new();
    each_row(export.delimiter, rows, |cells| {
        for (at, cell) in cells.iter().enumerate() {
            let (Some(Some((item, is_sure))), Ok(text)) = (items.get(at), std::str::from_utf8(cell)) else { continue };
            let shown = || sanitise::one_line(&plain_text(text));
            let is_open = || survey.state(pack, *item, || &vocabularies[item], text).is_none();
            if text.chars().count() > LONGEST_WORDING || !is_open() || shown().is_empty() {
                continue;
            }
            if *is_sure && open.len() < MOST_OPTIONS {
                open.entry((*item, wording_key(&shown()))).or_insert_with(|| (shown(), 0)).1 += 1;
            } else if !is_sure && loose.len() < MOST_LOOKED_AT && text.parse::<f64>().is_err() {
                let entry = loose.entry(wording_key(&shown())).or_insert_with(|| (shown(), 0, HashSet::new()));
                entry.1 += 1;
                entry.2.insert(at);
            }
        }
    });
    let several = loose.into_iter().filter(|(_, (.., columns))| columns.len() >= FEWEST_COLUMNS).take(MOST_OPTIONS);
    let several = several.map(|(key, (text, times, _))| {
        let near = near_options(pack, any, &key).into_iter().map(|(_, option)| option).collect();
        DraftOption { text, times, item: None, near }
    });
    let mut options = by_item(pack, open);
    options.extend(several);
    options
}

/// One line for each wording in each item, or for several items together.
fn by_item(pack: &Pack, open: BTreeMap<(ItemIx, String), (String, usize)>) -> Vec<DraftOption> {
    let mut options: Vec<DraftOption> = Vec::new();
    let mut of_key: BTreeMap<String, Vec<(usize, Vec<i64>)>> = BTreeMap::new();
    for ((item, key), (text, times)) in open {
        let near = near_options(pack, item, &key);
        let values: Vec<i64> = near.iter().map(|(value, _)| *value).collect();
        let alike = of_key.entry(key).or_default();
        // What is nearest to the same ratings in several items, or like none, most likely means the same in all of them.
        if let Some((at, _)) = alike.iter().find(|(_, known)| *known == values) {
            options[*at].times += times;
            options[*at].item = None;
            continue;
        }
        alike.push((options.len(), values));
        let near = near.into_iter().map(|(_, option)| option).collect();
        options.push(DraftOption { text, times, item: Some(pack.item(item).id.to_string()), near });
    }
    // A wording that means one thing here and another there has a line for each item.
    options
}

/// The options of an item that are most like a wording: for a code such as `A3`, those of its number and of the one before.
fn near_options(pack: &Pack, item: ItemIx, key: &str) -> Vec<(i64, String)> {
    let options = pack.options(item);
    let shown =
        |at: usize| (options[at].value, format!("{} {}", options[at].value, sanitise::one_line(&options[at].label)));
    let code = key.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_code = code.len() < key.len() && key.len() <= LONGEST_CODE;
    if let Some(number) = code.parse::<usize>().ok().filter(|_| is_code) {
        let positions = [number.checked_sub(1), Some(number)];
        return positions.into_iter().flatten().filter(|at| *at < options.len()).map(shown).collect();
    }
    let key: String = key.chars().take(LONGEST_REMARK).collect();
    let like = |at: usize| likeness(&wording_key(&options[at].label), &key, 0.0);
    let mut near: Vec<(f64, usize)> = (0..options.len()).map(|at| (like(at), at)).collect();
    near.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    near.into_iter().take(2).filter(|(like, _)| *like >= LIKE).map(|(_, at)| shown(at)).collect()
}

/// How like two wordings are, from 0 to 1; 0 for less than `least`, which is told from their lengths where it can be.
fn likeness(one: &str, other: &str, least: f64) -> f64 {
    let lengths =
        [one.chars().count(), other.chars().count()].map(|length| f64::from(u32::try_from(length).unwrap_or(u32::MAX)));
    let (short, long) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    if short < long * least { 0.0 } else { strsim::normalized_levenshtein(one, other) }
}

/// The export in a text, and its rows: below a title where one stands above it.
fn export_in<'t>(pack: &Pack, names: &Names, text: &'t [u8]) -> Option<(Export, &'t [u8])> {
    let (above, separator) = first_record(text);
    let (mut at, mut widest): (usize, Option<(usize, Export)>) = (above, None);
    for _ in 0..MOST_ABOVE {
        if let Some(export) = columns::find(pack, names, &text[at..], separator, None) {
            let begin = at + export.taken;
            return Some((export, &text[begin..]));
        }
        let width = |export: &Export| export.rows[0].iter().filter(|heading| !heading.is_empty()).count();
        if let Some(export) = Export::of_any(pack, names, &text[at..], separator)
            && widest.as_ref().is_none_or(|(_, known)| width(known) < width(&export))
        {
            widest = Some((at, export));
        }
        match Framing::Header.first_boundary(&text[at..], true) {
            Boundary::At(length @ 1..) => at += length,
            _ => break,
        }
    }
    let (at, export) = widest?;
    let begin = at + export.taken;
    Some((export, &text[begin..]))
}

/// The columns that may tell the persons apart, and those of times, of the columns that are not known: all of their cells
/// are different, or all are times.
fn about_responses(export: &Export, near: &[Vec<String>], rows: &[u8]) -> (Vec<String>, Vec<String>) {
    let is_open = |at: usize| export.columns[at] == ExportColumn::Unknown && near[at].is_empty();
    let mut times: Vec<bool> = (0..export.columns.len()).map(is_open).collect();
    let mut different: Vec<Option<HashSet<String>>> = times.iter().map(|open| open.then(HashSet::new)).collect();
    let mut count = 0;
    each_row(export.delimiter, rows, |cells| {
        count += 1;
        if count > MOST_LOOKED_AT || cells.iter().all(<[u8]>::is_empty) {
            return;
        }
        let mut cells = cells.iter();
        for (is_time, known) in times.iter_mut().zip(&mut different) {
            let text = sanitise::one_line(&String::from_utf8_lossy(cells.next().unwrap_or_default()));
            let is_day = is_ambiguous(&text) || time(&text, Some(DayOrder::DayFirst)).is_some();
            *is_time &= is_day;
            // A time or a long text tells nobody apart.
            if is_day
                || text.is_empty()
                || text.chars().count() > LONGEST_NAME
                || !known.as_mut().is_some_and(|all| all.insert(text))
            {
                *known = None;
            }
        }
    });
    let named = |at: &usize| !export.name(*at).is_empty();
    let of = |is: &dyn Fn(usize) -> bool| {
        (0..export.columns.len()).filter(|at| is(*at)).filter(named).take(3).map(|at| export.name(at)).collect()
    };
    if count == 0 {
        return (Vec::new(), Vec::new());
    }
    (of(&|at| different[at].is_some()), of(&|at| times[at]))
}
