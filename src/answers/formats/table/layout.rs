//! What each column of a table holds.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::names::{Holds, Name, Names};
use super::reader::Reader;
use super::survey::Survey;
use super::text::shown;
use crate::answers::{ResultCodes, State, Vocabulary, name_key, whole, wording_key};
use crate::diag::{Code, Diagnostic, Position};
use crate::language::grammar;
use crate::model::{FormIx, ItemIx, Pack};

/// The column of a table.
#[derive(Clone, Debug)]
pub(super) enum Column {
    /// The answers to an item.
    Item(ItemColumn),
    /// Something about the person or the attempt.
    About(Holds),
    /// Something of a survey tool's own.
    Own,
    /// Nothing that is read.
    Unknown,
}

/// A column of the answers to an item.
#[derive(Clone, Debug)]
pub(super) struct ItemColumn {
    pub(super) item: ItemIx,
    /// The position of its scale in [`Layout::scales`].
    pub(super) scale: usize,
    /// The wordings of its options, for cells that are no numbers; made when the first such cell is met.
    words: OnceLock<Vocabulary>,
}

impl ItemColumn {
    /// The state that a cell means, in the export of a survey tool by what that one writes; `None` for what is no value of
    /// the item.
    pub(super) fn long_cell(&self, pack: &Pack, survey: Option<&Survey>, cell: &[u8]) -> Option<State> {
        let words = || self.words.get_or_init(|| Vocabulary::new(pack, self.item));
        if cell == b"NA" {
            return words().state("na");
        }
        let text = std::str::from_utf8(cell).ok()?.trim();
        if let Some(survey) = survey {
            return survey.state(pack, self.item, words, text);
        }
        let number = whole(text).or_else(|| whole(text.strip_prefix('\'')?));
        if let Some(number) = number {
            return State::option(pack.option_position(self.item, number)?);
        }
        words().state(&wording_key(text))
    }
}

/// The state of each cell of one byte.
pub(super) type Letters = [Option<State>; 256];

/// The columns of one table. It decodes the rows below the header.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) delimiter: u8,
    /// The header as it was read.
    pub(super) header: Vec<u8>,
    pub(super) names: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) scales: Vec<Letters>,
    /// The forms that have an item among the columns: the default first, then in the pack's order.
    pub(super) forms: Vec<FormIx>,
    /// How the responses of an export of a survey tool are read.
    pub(super) survey: Option<Survey>,
    /// What reading result codes needs, where a column holds some.
    pub(super) codes: Option<Box<ResultCodes>>,
    /// The column that was named as the one of people's groups.
    pub(super) group: Option<usize>,
    /// True for the rows of a sheet, whose columns are counted in cells.
    pub(super) is_sheet: bool,
}

impl Layout {
    /// A table whose columns hold this.
    pub(super) fn new(pack: &Pack, delimiter: u8, header: &[u8], headings: Vec<(String, Option<Holds>)>) -> Self {
        let mut layout = Self {
            delimiter,
            header: header.to_vec(),
            names: Vec::with_capacity(headings.len()),
            columns: Vec::with_capacity(headings.len()),
            scales: Vec::new(),
            forms: Vec::new(),
            survey: None,
            codes: None,
            group: None,
            is_sheet: false,
        };
        for (name, holds) in headings {
            layout.names.push(name);
            layout.columns.push(match holds {
                Some(Holds::Item(item)) => {
                    let letters = letters(pack, item);
                    let known = layout.scales.iter().position(|known| *known == letters);
                    let scale = known.unwrap_or(layout.scales.len());
                    if known.is_none() {
                        layout.scales.push(letters);
                    }
                    Column::Item(ItemColumn { item, scale, words: OnceLock::new() })
                }
                Some(about) => Column::About(about),
                None => Column::Unknown,
            });
        }
        if layout.column(Holds::Code).is_some() {
            layout.codes = Some(Box::new(ResultCodes::new(pack)));
        }
        let all = std::iter::once(pack.default_form()).chain((0..pack.forms().len()).map(FormIx::new));
        for form in all {
            if layout.items().any(|item| pack.form(form).items.contains(&item)) && !layout.forms.contains(&form) {
                layout.forms.push(form);
            }
        }
        layout
    }

    /// Reads the rows as the responses of an export, of which these columns are the tool's own.
    pub(super) fn read_survey(&mut self, survey: Survey, own: &[bool]) {
        for (column, _) in self.columns.iter_mut().zip(own).filter(|(_, is_own)| **is_own) {
            *column = Column::Own;
        }
        self.survey = Some(survey);
    }

    /// The items that have a column.
    pub(super) fn items(&self) -> impl Iterator<Item = ItemIx> + '_ {
        self.columns.iter().filter_map(|column| match column {
            Column::Item(column) => Some(column.item),
            _ => None,
        })
    }

    /// What a column holds; `None` for what is not read.
    pub(super) fn holds(&self, at: usize) -> Option<Holds> {
        match &self.columns[at] {
            Column::Item(column) => Some(Holds::Item(column.item)),
            Column::About(holds) => Some(*holds),
            Column::Own | Column::Unknown => None,
        }
    }

    /// The position of the column that holds this.
    pub(super) fn column(&self, holds: Holds) -> Option<usize> {
        (0..self.columns.len()).find(|at| self.holds(*at) == Some(holds))
    }

    /// A reader of the rows below this header.
    pub(super) fn reader(&self) -> Reader {
        Reader::below_header(self.delimiter)
    }

    /// Checks that rows can be read by these columns; gives the warnings about them.
    ///
    /// # Errors
    /// When no row below this header can be read, or an answer would be lost without a word.
    pub(super) fn checked(
        &self,
        pack: &Pack,
        names: &Names,
        (file, line): (&str, usize),
        is_partial: bool,
    ) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let problem = |code, message: String| {
            let mut problem = Diagnostic::of_file(code, file, message);
            problem.position = Some(Position { line, column: 1 });
            problem
        };
        let unknown = |at: &usize| self.holds(*at).is_none() && !self.names[*at].is_empty() && self.group != Some(*at);
        let unknown: Vec<usize> = (0..self.columns.len()).filter(unknown).collect();
        let mut first_of = HashMap::new();
        for (at, name) in self.names.iter().enumerate() {
            let Some(holds) = self.holds(at) else { continue };
            let before = *first_of.entry(holds).or_insert(at);
            if before != at {
                let first = &self.names[before];
                let message = if first == name {
                    format!("the column `{}` stands twice in the header", shown(name))
                } else {
                    format!("the columns `{}` and `{}` of the header are one column", shown(first), shown(name))
                };
                return Err(Box::new(problem(Code::RepeatedField, message).hint("keep one of the two")));
            }
        }
        // A column of result codes is known by its cells, whatever its name.
        let is_missing = |name: &&Name| name.holds != Holds::Code && !first_of.contains_key(&name.holds);
        let missing: Vec<&Name> = names.all().filter(is_missing).collect();
        let near = |at: &usize| {
            let key = name_key(&self.names[*at]);
            let nearly = missing.iter().filter(|name| name.is_nearly(&key));
            let name = nearly.min_by_key(|name| name.nearness(&key))?;
            Some((shown(&self.names[*at]), *name))
        };
        let near = unknown.iter().filter_map(near).min_by_key(|(_, name)| name.holds != Holds::Respondent);
        if !first_of.contains_key(&Holds::Respondent) && self.codes.is_none() {
            let hint = match near {
                Some((near, Name { holds: Holds::Respondent, .. })) => format!("rename the column `{near}` to `respondent`"),
                _ => "give each row a pseudonym in a column `respondent`; `skillgap template --format csv` prints a header"
                    .to_owned(),
            };
            let message = "the header has no column `respondent`".to_owned();
            return Err(Box::new(problem(Code::MissingField, message).hint(hint)));
        }
        if let Some((near, Name { text: name, .. })) = near {
            let message = format!("the column `{near}` is nearly `{name}`");
            let hint = format!("rename it to `{name}`; if it is something else, give it another name");
            return Err(Box::new(problem(Code::NearColumn, message).hint(hint)));
        }
        if self.forms.is_empty() && self.codes.is_none() {
            let message = format!("the header has no column of an item of the pack `{}`", pack.id());
            let is_output = self.names.iter().any(|name| name == "readiness");
            let hint = if is_output {
                "this is the output of `skillgap score`: name the answers that were scored"
            } else {
                "`skillgap template --format csv` prints a header; name another pack with `--pack`"
            };
            return Err(Box::new(problem(Code::MissingField, message).hint(hint)));
        }
        if !is_partial
            && self.codes.is_none()
            && let Some((message, hint)) = self.too_few(pack)
        {
            return Err(Box::new(problem(Code::FewColumns, message).hint(hint)));
        }
        let unknown: Vec<&str> = unknown.into_iter().map(|at| self.names[at].as_str()).collect();
        Ok(unknown_columns(file, &unknown).into_iter().collect())
    }

    /// Why a table in which fewer than half of the items of every form have a column is refused.
    fn too_few(&self, pack: &Pack) -> Option<(String, &'static str)> {
        let share = |form: &FormIx| {
            let items = &pack.form(*form).items;
            (self.items().filter(|item| items.contains(item)).count(), items.len(), *form)
        };
        let best = self.forms.iter().map(share).max_by(|(a, of_a, _), (b, of_b, _)| (a * of_b).cmp(&(b * of_a)));
        let (with_column, items, form) = best?;
        (with_column * 2 < items).then(|| {
            let message = format!("only {with_column} of the {items} items of the form `{}` have a column", pack.form(form).id);
            (message, "check the headings: `skillgap template --format csv` prints them; to score what is there, add `--partial`")
        })
    }
}

/// The states of all cells of one byte: the same as those of longer cells with the same text.
fn letters(pack: &Pack, item: ItemIx) -> Letters {
    let is_letter = |label: &str| label.len() <= 8 && wording_key(label).len() == 1;
    // The wordings of most items are long: they are put together for the few others.
    let words = pack.options(item).iter().any(|o| is_letter(&o.label) || o.also.iter().any(|text| is_letter(text)))
        || pack.levels().levels().iter().any(|level| is_letter(&level.label));
    let words = words.then(|| Vocabulary::new(pack, item));
    std::array::from_fn(|letter| {
        let letter = u8::try_from(letter).ok().filter(u8::is_ascii)?;
        if letter.is_ascii_digit() {
            return State::option(pack.option_position(item, i64::from(letter - b'0'))?);
        }
        let letter = char::from(letter);
        match &words {
            Some(words) => words.state(&wording_key(letter.encode_utf8(&mut [0; 4]))),
            None if letter.is_whitespace() || letter == '.' => Some(State::UNANSWERED),
            None if letter == '?' => Some(State::UNSURE),
            None => None,
        }
    })
}

/// One warning that names all columns that are ignored.
pub(in crate::answers::formats) fn unknown_columns(file: &str, unknown: &[&str]) -> Option<Diagnostic> {
    if unknown.is_empty() {
        return None;
    }
    let listed: Vec<String> = unknown.iter().take(10).map(|name| format!("`{}`", shown(name))).collect();
    let more = unknown.len() - listed.len();
    let list = if more > 0 { format!("{} and {more} more", listed.join(", ")) } else { grammar::and(&listed) };
    let message =
        format!("{} ignored: {list}", grammar::count(unknown.len(), "unknown column is", "unknown columns are"));
    Some(Diagnostic::of_file(Code::UnknownColumn, file, message))
}
