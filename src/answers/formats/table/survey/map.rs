//! A map of columns: how the columns and options of an export are read, settled by a person.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::tool::Numbers;
use crate::answers::formats::table::text::shown;
use crate::answers::{State, find_word, state_of, wording_key};
use crate::diag::{Code, Diagnostic, any_error, did_you_mean};
use crate::model::{Id, ItemIx, Pack};
use crate::yaml::{self, Field, Kind, Node, Problems, Shape, TEXT, needed, optional, words};

/// The largest map that is read, in bytes.
pub(super) const LARGEST_MAP: usize = 256 * 1024;

/// What stands for a column or an option that is not settled yet.
const OPEN: &str = "?";

/// What stands for a column that is not read.
const NONE: &str = "none";

/// The most characters of a heading or a cell in a map.
pub(super) const LONGEST_WORDING: usize = 2000;

/// The most bytes of columns in a map that is written, beside those of items.
const MOST_COLUMNS_TEXT: usize = 64 * 1024;

/// How the columns and options of an export are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveyMap {
    /// How many rows of headings there are.
    pub(super) heading_rows: Option<usize>,
    /// The columns about the response, by the wording of their headings.
    pub(super) person: Option<String>,
    pub(super) started: Option<String>,
    pub(super) finished: Option<String>,
    /// True where the first number of `3/4/2026` is the day.
    pub(super) day_first: Option<bool>,
    /// What a bare number is.
    pub(super) numbers: Option<Numbers>,
    /// The item of each column, by the wording of its heading; `None` for a column that is not read.
    pub(super) columns: HashMap<String, Option<ItemIx>>,
    /// The answer that a wording is.
    pub(super) options: Vec<MapOption>,
}

impl SurveyMap {
    /// The columns that the map names, by the wording of their headings: the person's, then all others.
    pub(super) fn named(&self) -> (Option<&String>, impl Iterator<Item = &String>) {
        let others = self.started.iter().chain(&self.finished).chain(self.columns.keys());
        (self.person.as_ref(), others)
    }
}

/// A wording of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MapOption {
    /// The [key](wording_key) of the wording.
    pub(super) key: String,
    /// The answer as a value that every format takes: `3`, `NA`, `?`.
    pub(super) value: String,
    /// The item in which it means that; all items where none is named.
    pub(super) item: Option<ItemIx>,
}

const WORDING: Kind = Kind::Text(LONGEST_WORDING);

const MAP: Kind = Kind::Record(&Shape {
    name: "map",
    about: "How the columns of an export are read.",
    fields: &[
        needed("format", Kind::Format, "The number of the format: 1."),
        optional("heading-rows", Kind::Number(1, 5), "How many rows of headings stand above the answers."),
        optional("person", WORDING, "The column that tells the persons apart."),
        optional("started", WORDING, "The column that says when a response began."),
        optional("finished", WORDING, "The column that says when it was handed in."),
        optional("day-first", Kind::Flag, "Whether the first number of 3/4/2026 is the day."),
        optional(
            "numbers",
            Kind::Word(|| words(Numbers::WORDS)),
            "What a bare number is: a rating, or the position of an option from 1.",
        ),
        optional("columns", Kind::List(&COLUMN), "What the columns hold."),
        optional("options", Kind::List(&OPTION), "What the wordings of answers mean."),
    ],
});

const COLUMN: Kind = Kind::Record(&Shape {
    name: "column",
    about: "A column.",
    fields: &[
        needed("column", WORDING, "Its heading."),
        needed("item", TEXT, "The id of the item that it answers, or `none`."),
    ],
});

const OPTION: Kind = Kind::Record(&Shape {
    name: "option",
    about: "A wording of an answer.",
    fields: &[
        needed("text", WORDING, "The wording."),
        needed("means", TEXT, "The rating that it is, `NA`, `unsure`, or `none` for no answer."),
        optional("item", TEXT, "The item in which it means that; all items if not said."),
    ],
});

/// Reads a map.
pub fn parse_map(file: &str, text: &str, pack: &Pack) -> (Option<SurveyMap>, Vec<Diagnostic>) {
    let tree = match yaml::parse(file, text, LARGEST_MAP) {
        Ok(tree) => tree,
        Err(problem) => return (None, vec![*problem]),
    };
    let mut problems = Problems::new(file, text);
    let map = map(&Field::root(&tree, &MAP), pack, &mut problems);
    let found = problems.into_diagnostics();
    let map = if any_error(&found) { None } else { map };
    (map, found)
}

fn map(root: &Field<'_>, pack: &Pack, problems: &mut Problems<'_>) -> Option<SurveyMap> {
    if !root.has_format(1, problems) {
        return None;
    }
    let top = root.record(problems)?;
    let wording = |name: &str, problems: &mut Problems<'_>| {
        let field = top.get(name)?;
        let text = field.text(problems)?;
        if text == OPEN {
            let message = format!("the column of `{name}` is not settled");
            problems.report(&field, Code::UnknownWord, message).expected("the heading of a column");
        }
        Some(wording_key(&text))
    };
    let mut map = SurveyMap {
        heading_rows: top
            .get("heading-rows")
            .and_then(|field| field.integer(problems))
            .and_then(|n| usize::try_from(n).ok()),
        person: wording("person", problems),
        started: wording("started", problems),
        finished: wording("finished", problems),
        day_first: top.get("day-first").and_then(|field| field.boolean(problems)),
        numbers: top.get("numbers").and_then(|field| field.word(Numbers::WORDS, problems)),
        ..SurveyMap::default()
    };
    for entry in top.get("columns").and_then(|field| field.list(problems)).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let heading = record.get("column").and_then(|field| field.text(problems));
        let item = record.get("item").and_then(|field| item(&field, pack, problems));
        if let (Some(heading), Some(item)) = (heading, item)
            && map.columns.insert(wording_key(&heading), item.item()).is_some_and(|before| before != item.item())
        {
            let message = format!("the column `{}` stands here with two items", shown(&heading));
            problems.report(&entry, Code::RepeatedField, message).expected("one item for each column");
        }
    }
    for entry in top.get("options").and_then(|field| field.list(problems)).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let text = record.get("text").and_then(|field| field.text(problems));
        let named = record.get("item").and_then(|field| item(&field, pack, problems)).and_then(MapItem::item);
        let means = record.get("means").and_then(|field| means(&field, named, pack, problems));
        if let (Some(text), Some(value)) = (text, means) {
            map.options.push(MapOption { key: wording_key(&text), value, item: named });
        }
    }
    Some(map)
}

/// What a column answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MapItem {
    Item(ItemIx),
    NotRead,
}

impl MapItem {
    fn item(self) -> Option<ItemIx> {
        match self {
            Self::Item(item) => Some(item),
            Self::NotRead => None,
        }
    }
}

/// The item that a field names.
fn item(field: &Field<'_>, pack: &Pack, problems: &mut Problems<'_>) -> Option<MapItem> {
    let name = field.text(problems)?;
    let ids = || pack.items().iter().map(|item| item.id.as_str());
    if name == NONE {
        return Some(MapItem::NotRead);
    }
    if let Some(item) = find_word(ids(), &name).and_then(|id| pack.find_item(id)) {
        return Some(MapItem::Item(item));
    }
    let (message, near) = if name == OPEN {
        ("this column is not settled".to_owned(), None)
    } else {
        (format!("unknown item: `{name}`"), did_you_mean(&name, ids()))
    };
    let noted = problems.report(field, Code::UnknownId, message).expected("the id of an item, or `none`");
    if let Some(near) = near {
        noted.hint(format!("did you mean `{near}`?"));
    }
    None
}

/// The answer that a field names, as a value of every format.
fn means(field: &Field<'_>, item: Option<ItemIx>, pack: &Pack, problems: &mut Problems<'_>) -> Option<String> {
    let value = match field.node() {
        Node::Int(number) => number.to_string(),
        _ => field.text(problems)?,
    };
    let items: Vec<ItemIx> = item.map_or_else(|| pack.form(pack.default_form()).items.clone(), |item| vec![item]);
    if value == NONE {
        // The word of every format for an item that was left out.
        return Some("skipped".to_owned());
    }
    if value != OPEN
        && items.iter().any(|item| state_of(pack, *item, &value).is_some_and(|state| state != State::UNANSWERED))
    {
        return Some(value);
    }
    let message = if value == OPEN { "this option is not settled".to_owned() } else { format!("no answer: `{value}`") };
    problems.report(field, Code::UnknownWord, message).expected("a rating, `NA`, `unsure`, or `none` for no answer");
    None
}

/// What an export tells of something that a map may have to settle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Told<T> {
    /// Nothing depends on it.
    #[default]
    NotNeeded,
    /// It cannot be told.
    Open,
    /// It is this.
    As(T),
}

/// What is known of the columns of an export when a map is written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) tool: Option<&'static str>,
    pub(super) heading_rows: usize,
    pub(super) person: Option<String>,
    /// The columns that may tell the persons apart, where none is known to.
    pub(super) persons: Vec<String>,
    pub(super) started: Option<String>,
    pub(super) finished: Option<String>,
    /// The columns that hold nothing but times.
    pub(super) times: Vec<String>,
    /// The order of day and month, where a column needs it: `None` when it cannot be told.
    pub(super) day_first: Told<bool>,
    /// What a bare number is: `None` when it cannot be told.
    pub(super) numbers: Told<Numbers>,
    /// Columns with their questions, the item that each answers, and the nearest items.
    pub(super) columns: Vec<DraftColumn>,
    /// Wordings that are no answer yet, with how often each stands in which item, and the nearest options.
    pub(super) options: Vec<DraftOption>,
}

/// A column of a draft.
#[derive(Debug)]
pub(super) struct DraftColumn {
    pub(super) heading: String,
    /// What more its headings say.
    pub(super) question: Option<String>,
    pub(super) item: Option<String>,
    /// The nearest items; empty for a column that is like none.
    pub(super) near: Vec<String>,
}

/// A wording of a draft.
#[derive(Debug)]
pub(super) struct DraftOption {
    pub(super) text: String,
    pub(super) times: usize,
    /// The item in which it stands; `None` where it means the same in several.
    pub(super) item: Option<String>,
    pub(super) near: Vec<String>,
}

impl Draft {
    /// How many lines are open.
    pub(super) fn open(&self) -> usize {
        let columns = self.columns.iter().filter(|column| column.item.is_none() && !column.near.is_empty()).count();
        let facts = [self.day_first == Told::Open, self.numbers == Told::Open, self.person.is_none()];
        columns + self.options.len() + facts.into_iter().filter(|open| *open).count()
    }

    /// The map as text.
    pub(super) fn to_yaml(&self) -> String {
        let mut out = "# How the columns of an export are read. Lines with `\"?\"` are open: the nearest are named behind them.\n\
             # Mend them, then run the same command again. `item: none` leaves a column out.\n\
             format: 1\n"
            .to_owned();
        let mut line = |text: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{text}");
        };
        if let Some(tool) = self.tool {
            line(format!("# Read as an export of {tool}."));
        }
        line(format!("heading-rows: {}", self.heading_rows));
        for (name, column) in [("person", &self.person), ("started", &self.started), ("finished", &self.finished)] {
            match column {
                Some(column) => line(format!("{name}: {}", quoted(column))),
                None if name == "person" => {
                    let near = nearest(&self.persons);
                    line(format!("person: \"?\"  # the heading of the column that tells the persons apart{near}"));
                }
                None => line(format!("# {name}: the heading of a column of times{}", nearest(&self.times))),
            }
        }
        match self.day_first {
            Told::Open => {
                line("day-first: \"?\"  # true or false: is the first number of 3/4/2026 the day?".to_owned());
            }
            Told::As(first) => line(format!("day-first: {first}")),
            Told::NotNeeded => {}
        }
        match self.numbers {
            Told::Open => {
                line("numbers: \"?\"  # ratings, or positions: is a 1 the rating 1, or the first option?".to_owned());
            }
            Told::As(numbers) => {
                let word = Numbers::WORDS.iter().find(|(_, value)| *value == numbers);
                line(format!("numbers: {}", word.map_or(OPEN, |(word, _)| word)));
            }
            Told::NotNeeded => {}
        }
        line("columns:".to_owned());
        let (mut left, mut listed) = (MOST_COLUMNS_TEXT, HashSet::new());
        for column in &self.columns {
            // What is not in the map is not read either.
            let is_open = column.item.is_some() || !column.near.is_empty();
            left = left.saturating_sub(column.heading.len() * 2);
            if !listed.insert(column.heading.as_str()) || (!is_open && left == 0) {
                continue;
            }
            if let Some(question) = &column.question {
                line(format!("  # {question}"));
            }
            let (item, near) = match &column.item {
                Some(item) => (item.clone(), String::new()),
                None if column.near.is_empty() => (NONE.to_owned(), String::new()),
                None => (quoted(OPEN), format!("  # nearest: {}", column.near.join(", "))),
            };
            line(format!("  - {{column: {}, item: {item}}}{near}", quoted(&column.heading)));
        }
        if self.columns.is_empty() {
            line("  []".to_owned());
        }
        if !self.options.is_empty() {
            line("options:".to_owned());
        }
        for option in &self.options {
            let near = match option.near.join(" | ") {
                near if near.is_empty() => "like no option".to_owned(),
                near => format!("nearest: {near}"),
            };
            let text = quoted(&option.text);
            let times = crate::language::grammar::count(option.times, "time", "times");
            line(match &option.item {
                Some(item) => {
                    format!("  # {times} in `{item}`; {near}\n  - {{text: {text}, means: \"?\", item: {item}}}")
                }
                None => format!("  # {times} in several items; {near}\n  - {{text: {text}, means: \"?\"}}"),
            });
        }
        out
    }
}

/// The candidates for a column about the response.
fn nearest(columns: &[String]) -> String {
    let listed: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
    if listed.is_empty() { String::new() } else { format!("; nearest: {}", listed.join(", ")) }
}

/// A text in quotes, as YAML and JSON write it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text has a JSON form")
}
