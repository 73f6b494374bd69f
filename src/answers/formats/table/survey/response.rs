//! The responses of an export: what their own columns say, and what their answers mean.

use std::collections::HashMap;

use super::columns::{Export, ExportColumn};
use super::limesurvey::UNDATED;
use super::map::SurveyMap;
use super::plain_text::plain_text;
use super::times::{DayOrder, is_ambiguous, order_in, time};
use super::tool::{Numbers, Own, Progress, Tool};
use crate::answers::formats::table::cells::each_row;
use crate::answers::formats::table::names::Holds;
use crate::answers::{FactAccess, FactField, Row, State, Vocabulary, find_word, state_of, whole, wording_key};
use crate::export::codes::answer_codes;
use crate::language;
use crate::model::{BackgroundFact, ItemIx, Pack};

/// What stands in the column of a word that was ticked.
const TICKED: [&str; 5] = ["1", "y", "yes", "true", "checked"];

/// How the responses of one export are read.
#[derive(Clone, Debug)]
pub(in crate::answers::formats::table) struct Survey {
    tool: Option<&'static Tool>,
    columns: Vec<ExportColumn>,
    /// Which number of a date is the day; `None` where no column needs it, or it cannot be told.
    order: Option<DayOrder>,
    numbers: Numbers,
    /// What wordings mean, by their keys.
    options: HashMap<String, Vec<(Option<ItemIx>, String)>>,
}

/// What shows in all rows of an export together.
#[derive(Debug)]
pub(super) struct Seen {
    /// Which number of a date is the day.
    pub(super) order: Option<DayOrder>,
    /// True when a date needs that and nothing tells.
    pub(super) is_order_open: bool,
    /// What a bare number is; [`Numbers::Unsaid`] when nothing tells.
    pub(super) numbers: Numbers,
    /// True when a column of an item holds bare numbers.
    pub(super) has_numbers: bool,
}

/// What the own columns of a response said.
#[derive(Debug, Default)]
pub(in crate::answers::formats::table) struct Response {
    /// The rank of the column that named the person.
    person: Option<u8>,
    progress: Option<Progress>,
    words: Vec<(BackgroundFact, Option<usize>)>,
}

/// What a response is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::answers::formats::table) enum ResponseKind {
    /// It was handed in.
    Finished,
    /// It was not; its answers are scored as they are.
    Unfinished,
    /// Someone tried the survey.
    Test,
    /// It was not handed in and holds no answer.
    Empty,
}

impl Survey {
    /// How the responses of this export are read; `rows` are all its bytes below the headings.
    pub(super) fn new(pack: &Pack, export: &Export, rows: &[u8], map: Option<&SurveyMap>) -> (Self, Seen) {
        let seen = seen(pack, export, rows, map);
        let mut options: HashMap<String, Vec<(Option<ItemIx>, String)>> = HashMap::new();
        for option in map.map(|map| map.options.as_slice()).unwrap_or_default() {
            options.entry(option.key.clone()).or_default().push((option.item, option.value.clone()));
        }
        let survey = Self {
            tool: export.tool,
            columns: export.columns.clone(),
            order: seen.order,
            numbers: seen.numbers,
            options,
        };
        (survey, seen)
    }

    /// The state that a cell of an item means; `None` for what is no value of it.
    pub(in crate::answers::formats::table) fn state<'w>(
        &self,
        pack: &Pack,
        item: ItemIx,
        words: impl FnOnce() -> &'w Vocabulary,
        cell: &str,
    ) -> Option<State> {
        let cell = plain_text(cell);
        let cell = cell.trim();
        let mapped = self.mapped(item, &wording_key(cell));
        if let Some(value) = mapped {
            return state_of(pack, item, value);
        }
        if self.tool.is_some_and(|tool| tool.unanswered.contains(&cell)) {
            return Some(State::UNANSWERED);
        }
        let answer = self.tool.map_or(cell, |tool| (tool.answer)(cell)).trim();
        match (whole(answer), self.numbers) {
            (None, _) => {
                let key = wording_key(answer);
                let known = self.mapped(item, &key).and_then(|value| state_of(pack, item, value));
                known.or_else(|| words().state(&key))
            }
            (Some(number), Numbers::Positions) => {
                let at = usize::try_from(number.checked_sub(1)?).ok()?;
                State::option(at).filter(|_| at < pack.option_count(item))
            }
            (Some(number), _) => State::option(pack.option_position(item, number)?),
        }
    }

    /// What a map says that a wording means.
    fn mapped(&self, item: ItemIx, key: &str) -> Option<&str> {
        let meanings = self.options.get(key)?;
        let of_item = meanings.iter().find(|(of, _)| *of == Some(item));
        of_item.or_else(|| meanings.iter().find(|(of, _)| of.is_none())).map(|(_, value)| value.as_str())
    }

    /// Reads a cell of a column of the tool's own.
    pub(in crate::answers::formats::table) fn own(&self, at: usize, text: &str, row: &mut Row, said: &mut Response) {
        match self.columns[at] {
            ExportColumn::Own(Own::Person(rank)) if said.person.is_none_or(|known| rank < known) => {
                said.person = Some(rank);
                row.respondent.clear();
                row.respondent.push_str(&crate::sanitise::one_line(text));
            }
            ExportColumn::Own(Own::Started) => row.started = time(text, self.order),
            ExportColumn::Own(Own::Finished) if text == UNDATED => {
                said.progress = said.progress.or(Some(Progress::Finished));
            }
            ExportColumn::Own(Own::Finished) => {
                row.finished = time(text, self.order);
                // A time that cannot be told is one of a response that was handed in all the same.
                if row.finished.is_some() || is_ambiguous(text) {
                    said.progress = said.progress.or(Some(Progress::Finished));
                }
            }
            ExportColumn::Own(Own::State(column)) => {
                let more = self.tool.and_then(|tool| (tool.progress)(column, text));
                if said.progress != Some(Progress::Test) && more.is_some() {
                    said.progress = more;
                }
            }
            ExportColumn::Word(fact, word) if TICKED.contains(&text.to_lowercase().as_str()) => {
                said.words.push((fact, word));
            }
            _ => {}
        }
    }

    /// Takes the person from a column that tables hold as well, which is surer than any of the tool's.
    pub(in crate::answers::formats::table) fn named(said: &mut Response) {
        said.person = Some(0);
    }

    /// Ends a response: gives it a name where no column did, and says what it is.
    pub(in crate::answers::formats::table) fn end(&self, pack: &Pack, row: &mut Row, said: &Response) -> ResponseKind {
        for (fact, _) in &said.words {
            let field = FactField::of(*fact);
            let words = field.words(pack);
            let held = said.words.iter().filter(|(of, _)| of == fact).filter_map(|(_, at)| words.get((*at)?).copied());
            if let FactAccess::List { set, .. } = field.access {
                set(&mut row.background, &held.collect::<Vec<&str>>());
            }
        }
        if row.respondent.is_empty()
            && let Some(time) = row.finished.or(row.started)
        {
            // A form that asks for no name tells its responses apart by their times.
            row.respondent.push_str(&time.to_string());
        }
        let has_answers = row.states.iter().any(|state| *state != State::UNANSWERED);
        match said.progress {
            Some(Progress::Test) => ResponseKind::Test,
            Some(Progress::Finished) => ResponseKind::Finished,
            _ if !has_answers => ResponseKind::Empty,
            // Without a column that says which responses were handed in, all were.
            None if !self.has_progress() => ResponseKind::Finished,
            _ => {
                row.finished = None;
                ResponseKind::Unfinished
            }
        }
    }

    /// True when a column says when a response began or ended.
    pub(super) fn has_times(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, ExportColumn::Own(Own::Finished | Own::Started)))
    }

    /// True when a column says whether a response was handed in.
    fn has_progress(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, ExportColumn::Own(Own::Finished | Own::State(_))))
    }

    /// The words of a fact that a code of a survey tool, or the label that it shows, means.
    pub(in crate::answers::formats::table) fn word_of_code<'p>(
        pack: &'p Pack,
        fact: BackgroundFact,
        code: &str,
    ) -> Option<&'p str> {
        let words = FactField::of(fact).words(pack);
        if let Some(word) = find_word(words.iter().copied(), code) {
            return Some(word);
        }
        let codes = answer_codes(&words);
        let of_code = codes.iter().position(|known| known.eq_ignore_ascii_case(code)).map(|at| words[at]);
        let key = wording_key(&plain_text(code));
        let is_label = |word: &&str| wording_key(&language::background::word(pack, fact, word)) == key;
        of_code.or_else(|| words.iter().copied().find(is_label))
    }
}

/// Looks at all rows of an export.
fn seen(pack: &Pack, export: &Export, rows: &[u8], map: Option<&SurveyMap>) -> Seen {
    let (mut order, mut is_ambiguous_somewhere) = (None, false);
    let (mut has_numbers, mut has_low, mut has_beyond) = (false, false, false);
    each_row(export.delimiter, rows, |cells| {
        for (at, cell) in cells.iter().enumerate() {
            let Ok(text) = std::str::from_utf8(cell) else { continue };
            match export.columns.get(at) {
                Some(ExportColumn::Own(Own::Started | Own::Finished)) => {
                    order = order.or_else(|| order_in(text));
                    is_ambiguous_somewhere |= is_ambiguous(text);
                }
                Some(ExportColumn::Table(Holds::Item(item))) => {
                    let text = plain_text(text);
                    let unanswered = export.tool.map_or(&[][..], |tool| tool.unanswered);
                    let Some(number) = whole(&text).filter(|_| !unanswered.contains(&text.trim())) else { continue };
                    let (low, high) = pack.value_range(*item);
                    // Where ratings begin at 1, the position of an option is its rating.
                    has_numbers |= low != 1 || usize::try_from(high) != Ok(pack.option_count(*item));
                    // The lowest rating is no position where ratings begin at 0 or below; a number above the highest is one.
                    has_low |= number == low && low < 1;
                    has_beyond |= number > high && number <= high - low + 1;
                }
                _ => {}
            }
        }
    });
    order = export.tool.and_then(|tool| tool.dates).or(order);
    if let Some(first) = map.and_then(|map| map.day_first) {
        order = Some(if first { DayOrder::DayFirst } else { DayOrder::MonthFirst });
    }
    let told = match (has_low, has_beyond) {
        (true, false) => Numbers::Ratings,
        (false, true) => Numbers::Positions,
        _ => Numbers::Unsaid,
    };
    let by_tool = match export.numbers() {
        Numbers::Unsaid => told,
        told => told,
    };
    let numbers = map.and_then(|map| map.numbers).unwrap_or(by_tool);
    Seen { order, is_order_open: is_ambiguous_somewhere && order.is_none(), numbers, has_numbers }
}
