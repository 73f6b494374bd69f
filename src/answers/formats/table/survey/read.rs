//! Reads an export: whether it can be, and by which columns.

use std::collections::HashSet;

use super::by_answers::by_answers;
use super::columns::{Export, ExportColumn};
use super::heading::names_in;
use super::map::SurveyMap;
use super::propose::{NEARLY, nearest, questions};
use super::response::Survey;
use super::tool::{Numbers, Own};
use crate::answers::formats::table::begin::TableOptions;
use crate::answers::formats::table::group;
use crate::answers::formats::table::layout::{Layout, unknown_columns};
use crate::answers::formats::table::names::Holds;
use crate::answers::formats::table::text::shown;
use crate::answers::wording_key;
use crate::diag::{Code, Diagnostic, Position};
use crate::language::grammar;
use crate::model::{FormIx, Pack};

/// The way out where something of an export is not sure.
pub(in crate::answers::formats::table) const WRITE_A_MAP: &str = "add `--map map.yaml`: it writes what was found into that file, with the nearest items and options, for you to settle; \
     used again, it reads the export by it";

/// The problem of a table that a map does not describe, and that cannot be read without it.
pub(in crate::answers::formats::table) fn other_columns(file: &str, line: usize) -> Diagnostic {
    let message = "the map is one of other columns: its `person` or most of its `columns` are not among the headings";
    let mut problem = Diagnostic::of_file(Code::UnsureExport, file, message);
    problem.position = Some(Position { line, column: 1 });
    problem
        .hint("mend the headings in the map, or name a file that is not there yet after `--map`: a new map is written")
}

impl Export {
    /// Reads the export by its columns. `header` are its headings as bytes, `rows` all bytes below them.
    ///
    /// # Errors
    /// When something that answers depend on is not sure.
    pub(in crate::answers::formats::table) fn read(
        &mut self,
        pack: &Pack,
        (file, line): (&str, usize),
        (header, rows): (&[u8], &[u8]),
        options: &TableOptions,
    ) -> Result<(Layout, Vec<Diagnostic>), Box<Diagnostic>> {
        let problem = |code, message: String| {
            let mut problem = Diagnostic::of_file(code, file, message);
            problem.position = Some(Position { line, column: 1 });
            Box::new(problem.hint(WRITE_A_MAP))
        };
        let map = options.map.as_deref();
        self.find_codes(pack, rows);
        let codes = self.columns.iter().position(|column| *column == ExportColumn::Table(Holds::Code));
        let group = options.group.as_deref().map(|named| self.group(named, (file, line))).transpose()?;
        let headings = (0..self.columns.len()).map(|at| {
            let holds = match self.columns[at] {
                ExportColumn::Table(holds) => Some(holds),
                _ => None,
            };
            (self.shown(pack, at), holds)
        });
        let mut layout = Layout::new(pack, self.delimiter, header, headings.collect());
        layout.group = group;
        let strangers = map.map(|map| self.strangers(map)).transpose().map_err(|name| {
            let message =
                format!("the map names the person by a column `{}`, which this export does not have", shown(&name));
            problem(Code::UnsureExport, message)
        })?;
        let (form, found, items) = self.coverage(pack);
        if codes.is_none() || found > 0 {
            self.check_items(pack, rows).map_err(|message| problem(Code::NearColumn, message))?;
        }
        if codes.is_none() && (found == 0 || (!options.is_partial && found * 2 < items)) {
            let message = format!(
                "in this export of {}, only {found} of the {items} items of the form `{}` have a column",
                self.title(),
                pack.form(form).id
            );
            return Err(problem(Code::FewColumns, message));
        }
        let (survey, seen) = Survey::new(pack, self, rows, map);
        if seen.has_numbers && seen.numbers == Numbers::Unsaid {
            let message = format!(
                "this export of {} holds numbers: whether a 1 is the rating 1 or the first option cannot be told",
                self.title()
            );
            return Err(problem(Code::UnsureExport, message));
        }
        let person = self.person();
        if person.is_none() && codes.is_none() && !survey.has_times() {
            return Err(problem(Code::UnsureExport, "no column tells the persons apart".to_owned()));
        }
        layout.read_survey(survey, &self.own());
        let read = match codes {
            Some(at) => format!("result codes in the column `{}`", shown(&self.name(at))),
            None => format!("{found} of the {items} items of the form `{}` found", pack.form(form).id),
        };
        let persons = match person {
            Some(at) => format!("the persons are told apart by `{}`", shown(&self.name(at))),
            None if codes.is_some() => "no column names the persons: the end of each code is its name".to_owned(),
            None => "no column names the persons: the time of each response is its name".to_owned(),
        };
        let said = format!("read as an export of {}: {read}; {persons}", self.title());
        let mut warnings = vec![Diagnostic::of_file(Code::SurveyExport, file, said)];
        if let Some(strangers) = strangers.filter(|strangers| !strangers.is_empty()) {
            let listed: Vec<String> = strangers.iter().take(5).map(|name| format!("`{}`", shown(name))).collect();
            let count = grammar::count(strangers.len(), "column", "columns");
            let message = format!("the map names {count} that this export does not have: {}", listed.join(", "));
            warnings.push(Diagnostic::of_file(Code::UnknownColumn, file, message));
        }
        if seen.is_order_open {
            let message = "day and month of its dates cannot be told apart: their times are left out";
            warnings.push(Diagnostic::of_file(Code::UnsureTimes, file, message).hint(WRITE_A_MAP));
        }
        let unknown: Vec<String> = (0..self.columns.len())
            .filter(|at| self.columns[*at] == ExportColumn::Unknown)
            .map(|at| self.name(at))
            .collect();
        let unknown: Vec<&str> = unknown.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        warnings.extend(unknown_columns(file, &unknown));
        Ok((layout, warnings))
    }

    /// The column that was named as the one of people's groups. It is no question of the pack, whatever its answers are like.
    ///
    /// # Errors
    /// When the export has no column of this name.
    fn group(&mut self, named: &str, place: (&str, usize)) -> Result<usize, Box<Diagnostic>> {
        let all_names = |at: usize| std::iter::once(self.name(at)).chain(names_in(&self.headings(at))).collect();
        let columns: Vec<Vec<String>> = (0..self.columns.len()).map(all_names).collect();
        let is_item = |at: usize| matches!(self.columns[at], ExportColumn::Table(Holds::Item(_) | Holds::Note(_)));
        let at = group::find(named, place, &columns, is_item)?;
        if self.columns[at] == ExportColumn::Unknown {
            self.columns[at] = ExportColumn::Own(Own::Dropped);
        }
        Ok(at)
    }

    /// Checks that no column is left out that is an item's.
    ///
    /// # Errors
    /// What is the matter with such a column.
    fn check_items(&self, pack: &Pack, rows: &[u8]) -> Result<(), String> {
        if let Some((at, near)) = self.nearly(pack) {
            let name = self.name(at);
            return Err(format!(
                "the question `{}` of this export of {} is nearly that of `{near}`",
                shown(&name),
                self.title()
            ));
        }
        let by_answers = by_answers(pack, self, rows);
        if let Some((at, near)) = by_answers.iter().enumerate().find_map(|(at, items)| Some((at, items.first()?))) {
            return Err(format!(
                "the answers in the column `{}` of this export of {} are those of `{near}`, which has no column",
                shown(&self.name(at)),
                self.title()
            ));
        }
        Ok(())
    }

    /// The columns that a map names and this export does not have; an error with the person's if that is one.
    fn strangers(&self, map: &SurveyMap) -> Result<Vec<String>, String> {
        let known: HashSet<String> = (0..self.columns.len()).map(|at| wording_key(&self.name(at))).collect();
        let (person, others) = map.named();
        if let Some(person) = person.filter(|person| !known.contains(*person)) {
            return Err(person.clone());
        }
        let mut strangers: Vec<String> = others.filter(|name| !known.contains(*name)).cloned().collect();
        strangers.sort();
        Ok(strangers)
    }

    /// The name of a column in messages: the id of its item, else its heading.
    fn shown(&self, pack: &Pack, at: usize) -> String {
        match self.columns[at] {
            ExportColumn::Table(Holds::Item(item)) => pack.item(item).id.to_string(),
            _ => self.name(at),
        }
    }

    /// The form of which the largest share of items has a column: how many have one, of how many.
    fn coverage(&self, pack: &Pack) -> (FormIx, usize, usize) {
        let share = |form: FormIx| {
            let items = &pack.form(form).items;
            let has = |item| self.columns.contains(&ExportColumn::Table(Holds::Item(item)));
            (form, items.iter().filter(|item| has(**item)).count(), items.len())
        };
        let all = std::iter::once(pack.default_form()).chain((0..pack.forms().len()).map(FormIx::new));
        let better = |one: (FormIx, usize, usize), other: (FormIx, usize, usize)| {
            if other.1 * one.2 > one.1 * other.2 { other } else { one }
        };
        all.map(share).reduce(better).expect("a pack has a form")
    }

    /// A column that is no item's, though its question is nearly that of one without a column.
    fn nearly(&self, pack: &Pack) -> Option<(usize, String)> {
        let mut unknown = (0..self.columns.len()).filter(|at| self.columns[*at] == ExportColumn::Unknown);
        let questions = questions(pack);
        unknown.find_map(|at| Some((at, nearest(pack, &questions, self, at, NEARLY).into_iter().next()?)))
    }

    /// The column that tells the persons apart.
    fn person(&self) -> Option<usize> {
        let rank = |at: usize| match self.columns[at] {
            ExportColumn::Table(Holds::Respondent) => Some((0, at)),
            ExportColumn::Own(Own::Person(rank)) => Some((rank, at)),
            _ => None,
        };
        (0..self.columns.len()).filter_map(rank).min().map(|(_, at)| at)
    }

    /// Which columns are the tool's own.
    fn own(&self) -> Vec<bool> {
        let is_own = |column: &ExportColumn| {
            matches!(column, ExportColumn::Own(_) | ExportColumn::Word(..))
                && *column != ExportColumn::Own(Own::Dropped)
        };
        self.columns.iter().map(is_own).collect()
    }
}
