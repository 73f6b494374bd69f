//! What the columns of an export hold.

use super::heading::names_in;
use super::map::SurveyMap;
use super::plain_text::plain_text;
use super::tool::{Headings, Numbers, Own, Tool};
use super::tools::TOOLS;
use crate::answers::formats::framing::DELIMITERS;
use crate::answers::formats::table::cells::{Cells, each_row, headings};
use crate::answers::formats::table::code_cells::count_codes;
use crate::answers::formats::table::names::{Holds, Names};
use crate::answers::formats::table::reader::Reader;
use crate::answers::{FactAccess, FactField, ResultCodes, name_key, wording_key};
use crate::export::codes::answer_codes;
use crate::model::{BackgroundFact, Pack};
use crate::sanitise;

/// The word of an empty list, also as a code.
const NONE: &str = "none";

/// An export whose headings were recognised.
#[derive(Debug)]
pub(in crate::answers::formats::table) struct Export {
    /// The tool; `None` for one that a map describes.
    pub(super) tool: Option<&'static Tool>,
    pub(super) delimiter: u8,
    /// The rows of headings.
    pub(super) rows: Vec<Vec<String>>,
    /// How many bytes they take.
    pub(in crate::answers::formats::table) taken: usize,
    pub(super) columns: Vec<ExportColumn>,
}

/// What a column of an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExportColumn {
    /// Something of the tool's own.
    Own(Own),
    /// Something that tables hold as well.
    Table(Holds),
    /// Whether the word of this number is in a list about the person; `None` for the word of an empty list.
    Word(BackgroundFact, Option<usize>),
    /// Nothing that is known.
    Unknown,
}

/// Recognises an export by its first rows. `text` begins with the row that may be its headings.
pub(in crate::answers::formats::table) fn find(
    pack: &Pack,
    names: &Names,
    text: &[u8],
    separator: Option<u8>,
    map: Option<&SurveyMap>,
) -> Option<Export> {
    let delimiters = separator.map_or(DELIMITERS.to_vec(), |separator| vec![separator]);
    delimiters.into_iter().find_map(|delimiter| {
        let first = Headings(read_rows(text, delimiter, 1).0.pop()?);
        let tool = TOOLS.into_iter().find(|tool| (tool.is_header)(&first));
        let is_mapped = map.is_some_and(|map| map.describes(&first.0));
        if tool.is_none() && !is_mapped {
            return None;
        }
        let count = map.and_then(|map| map.heading_rows);
        let count =
            count.unwrap_or_else(|| tool.map_or(1, |tool| (tool.heading_rows)(&read_rows(text, delimiter, 3).0)));
        let (rows, taken) = read_rows(text, delimiter, count);
        let mut export = Export { tool, delimiter, rows, taken, columns: Vec::new() };
        export.columns = export.settle(pack, names, map);
        Some(export)
    })
}

/// The cells of the first rows, and how many bytes they take.
fn read_rows(text: &[u8], delimiter: u8, count: usize) -> (Vec<Vec<String>>, usize) {
    let mut reader = Reader::new(delimiter);
    let (mut cells, mut rows, mut at) = (Cells::default(), Vec::new(), 0);
    while rows.len() < count {
        let Some(taken) = cells.read(&mut reader, &text[at..]) else { break };
        at += taken;
        rows.push(headings(&cells));
    }
    // The line break of the last row may not be taken yet.
    let rest = &text[at..];
    at += rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    (rows, at)
}

/// The heading by which a map and messages name a column: as people read it, in one line.
fn name_of(heading: &str) -> String {
    sanitise::one_line(&plain_text(heading))
}

impl SurveyMap {
    /// True when it describes the columns of an export with these headings.
    fn describes(&self, headings: &[String]) -> bool {
        let has = |key: &String| headings.iter().any(|heading| wording_key(&name_of(heading)) == *key);
        let known = self.columns.keys().filter(|key| has(key)).count();
        self.person.as_ref().is_some_and(has) && known * 2 >= self.columns.len()
    }
}

impl Export {
    /// A table of any tool.
    pub(super) fn of_any(pack: &Pack, names: &Names, text: &[u8], separator: Option<u8>) -> Option<Self> {
        let delimiters = separator.map_or(DELIMITERS.to_vec(), |separator| vec![separator]);
        let split = |delimiter: u8| {
            let (rows, taken) = read_rows(text, delimiter, 2);
            // A second row of headings says more about questions, and nothing about persons and times.
            let is_more = rows.get(1).is_some_and(|row| {
                let filled = row.iter().filter(|cell| !cell.is_empty()).count();
                filled > 0
                    && row.iter().take(2).all(String::is_empty)
                    && rows[0].iter().take(2).all(|name| !name.is_empty())
            });
            let (rows, taken) = if is_more { (rows, taken) } else { read_rows(text, delimiter, 1) };
            Self { tool: None, delimiter, rows, taken, columns: Vec::new() }
        };
        let width = |export: &Self| export.rows.first().map_or(0, Vec::len);
        let mut export =
            delimiters.into_iter().map(split).rev().max_by_key(width).filter(|export| width(export) > 1)?;
        export.columns = export.settle(pack, names, None);
        Some(export)
    }

    /// The headings of a column, the first row's first.
    pub(super) fn headings(&self, at: usize) -> Vec<&str> {
        self.rows
            .iter()
            .map(|row| row.get(at).map_or("", String::as_str))
            .filter(|heading| !heading.contains("\"ImportId\""))
            .collect()
    }

    /// The heading by which a map names a column.
    pub(super) fn name(&self, at: usize) -> String {
        name_of(&self.rows[0][at])
    }

    /// The tool's name.
    pub(super) fn title(&self) -> &'static str {
        self.tool.map_or("another tool", |tool| tool.title)
    }

    /// What a bare number is to the tool.
    pub(super) fn numbers(&self) -> Numbers {
        self.tool.map_or(Numbers::Ratings, |tool| tool.numbers)
    }

    /// Finds the column of result codes by its cells: the first that holds some. One that is only named so, beside columns
    /// of items, is none.
    pub(super) fn find_codes(&mut self, pack: &Pack, rows: &[u8]) {
        let named = ExportColumn::Table(Holds::Code);
        let may_be = |at: usize| [named, ExportColumn::Unknown].contains(&self.columns[at]);
        let counts = count_codes(&ResultCodes::new(pack), self.columns.len(), may_be, |each| {
            each_row(self.delimiter, rows, |cells| each(cells));
        });
        let has_items = self.columns.iter().any(|column| matches!(column, ExportColumn::Table(Holds::Item(_))));
        let by_name = || self.columns.iter().position(|column| *column == named).filter(|_| !has_items);
        let found = counts.iter().position(|count| count.with_codes > 0).or_else(by_name);
        for at in (0..self.columns.len()).filter(|at| may_be(*at)).collect::<Vec<_>>() {
            self.columns[at] = if Some(at) == found { named } else { ExportColumn::Unknown };
        }
    }

    fn settle(&self, pack: &Pack, names: &Names, map: Option<&SurveyMap>) -> Vec<ExportColumn> {
        let mut columns: Vec<ExportColumn> =
            (0..self.rows[0].len()).map(|at| self.column(pack, names, map, at)).collect();
        let is_item = |column: &ExportColumn| matches!(column, ExportColumn::Table(Holds::Item(_)));
        let first_item = columns.iter().position(is_item).unwrap_or(0);
        // Of several times, such as those of the forms of a project, the one before the questions is theirs.
        for own in [Own::Started, Own::Finished] {
            let of_own = |at: &usize| columns[*at] == ExportColumn::Own(own);
            let all: Vec<usize> = (0..columns.len()).filter(of_own).collect();
            let kept = all.iter().copied().rfind(|at| *at < first_item).or(all.first().copied());
            for at in all.into_iter().filter(|at| Some(*at) != kept) {
                columns[at] = ExportColumn::Own(Own::Dropped);
            }
        }
        // Of the states of several forms, the one behind the questions is theirs.
        if self.tool.is_some_and(|tool| tool.word == "redcap") {
            let is_state = |at: &usize| columns[*at] == ExportColumn::Own(Own::State(0));
            let all: Vec<usize> = (0..columns.len()).filter(is_state).collect();
            let kept = all.iter().copied().find(|at| *at > first_item);
            for at in all.into_iter().filter(|at| Some(*at) != kept) {
                columns[at] = ExportColumn::Own(Own::Dropped);
            }
        }
        // The record stands first, whatever its name.
        if self.tool.is_some_and(|tool| tool.word == "redcap")
            && let Some(first) = columns.first_mut()
            && (*first == ExportColumn::Unknown)
        {
            *first = ExportColumn::Own(Own::Person(3));
        }
        columns
    }

    fn column(&self, pack: &Pack, names: &Names, map: Option<&SurveyMap>, at: usize) -> ExportColumn {
        let key = wording_key(&self.name(at));
        if let Some(map) = map {
            let is = |named: &Option<String>| named.as_ref() == Some(&key);
            let own = [(&map.person, Own::Person(0)), (&map.started, Own::Started), (&map.finished, Own::Finished)];
            if let Some((_, own)) = own.into_iter().find(|(named, _)| is(named)) {
                return ExportColumn::Own(own);
            }
            match map.columns.get(&key) {
                Some(Some(item)) => return ExportColumn::Table(Holds::Item(*item)),
                Some(None) => return ExportColumn::Own(Own::Dropped),
                None => {}
            }
        }
        let headings = self.headings(at);
        if let Some(own) = self.tool.and_then(|tool| (tool.column)(&headings)) {
            return ExportColumn::Own(own);
        }
        let found = names_in(&headings).iter().find_map(|name| {
            names.find(name).or_else(|| (name_key(name) == "respondentcode").then_some(Holds::Respondent))
        });
        // `Question [comment]` holds what was written beside the answer.
        let is_comment = headings.iter().any(|heading| heading.trim_end().ends_with("[comment]"));
        match found {
            Some(Holds::Item(item)) if is_comment => ExportColumn::Table(Holds::Note(item)),
            Some(holds) => ExportColumn::Table(holds),
            None => {
                headings.iter().find_map(|heading| word_of_list(pack, names, heading)).unwrap_or(ExportColumn::Unknown)
            }
        }
    }
}

/// The word of a list about the person that a heading such as `licences[rn]` or `licences___rn` names.
fn word_of_list(pack: &Pack, names: &Names, heading: &str) -> Option<ExportColumn> {
    let heading = heading.split_once(". ").map_or(heading, |(code, _)| code);
    let in_brackets = || heading.strip_suffix(']')?.split_once('[');
    let (name, code) = heading.split_once("___").or_else(in_brackets).or_else(|| heading.rsplit_once('_'))?;
    let Some(Holds::Fact(fact)) = names.find(name) else { return None };
    let field = FactField::of(fact);
    let FactAccess::List { .. } = field.access else { return None };
    let words = field.words(pack);
    let with_none: Vec<&str> = words.iter().copied().chain([NONE]).collect();
    let codes = answer_codes(&with_none);
    let key = name_key(code);
    let at = (0..with_none.len()).find(|at| name_key(with_none[*at]) == key || name_key(&codes[*at]) == key)?;
    Some(ExportColumn::Word(fact, (at < words.len()).then_some(at)))
}
