//! Reading a tree field by field, collecting every problem with its place.
//!
//! A reader asks a [`Record`] for its fields and a [`Field`] for its value. A wrong value is noted
//! in [`Problems`] and comes back as `None`; the reader goes on. [`Record::finish`] then names the
//! fields that nobody asked for.

use std::collections::BTreeSet;

use super::locate::{Step, locate};
use super::node::{Node, shorten};
use crate::diag::{Code, Diagnostic};
use crate::words;

/// The longest text a field takes unless it says otherwise, in characters.
const LONGEST_TEXT: usize = 2_000;

/// How many problems of a file get a place. Each costs a walk through the text; a file with more is not one that
/// somebody mends line by line.
const MOST_PLACED: usize = 100;

/// The problems found so far in one file.
#[derive(Debug)]
pub struct Problems<'s> {
    file: &'s str,
    source: &'s str,
    found: Vec<(Vec<Step>, Diagnostic)>,
}

impl<'s> Problems<'s> {
    /// No problems yet, in the file of this name and text.
    pub fn new(file: &'s str, source: &'s str) -> Self {
        Self { file, source, found: Vec::new() }
    }

    /// Notes a problem with the value of a field.
    pub fn report(&mut self, field: &Field<'_>, code: Code, message: impl Into<String>) -> Noted<'_> {
        self.note(field.path.clone(), code, message)
    }

    fn note(&mut self, path: Vec<Step>, code: Code, message: impl Into<String>) -> Noted<'_> {
        self.found.push((path, Diagnostic::of_file(code, self.file, message)));
        Noted(&mut self.found.last_mut().expect("pushed above").1)
    }

    /// The problems in the order of the text: the first 100 with their places, then the rest without.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut placed: Vec<Diagnostic> = self
            .found
            .into_iter()
            .enumerate()
            .map(|(at, (path, diagnostic))| match (at < MOST_PLACED).then(|| locate(self.source, &path)).flatten() {
                Some(position) => diagnostic.at(position, self.source),
                None => diagnostic,
            })
            .collect();
        placed.sort_by_key(|d| (d.position.is_none(), d.position));
        placed
    }
}

/// A problem that was just noted, to say more about it.
#[derive(Debug)]
pub struct Noted<'p>(&'p mut Diagnostic);

impl Noted<'_> {
    /// Says what was expected.
    pub fn expected(self, expected: impl Into<String>) -> Self {
        *self.0 = self.0.clone().expected(expected);
        self
    }

    /// Says how to mend it.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        *self.0 = self.0.clone().hint(hint);
        self
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Field<'n> {
    node: &'n Node,
    path: Vec<Step>,
    name: &'n str,
}

impl<'n> Field<'n> {
    /// The whole document.
    pub fn root(node: &'n Node) -> Self {
        Self { node, path: Vec::new(), name: "the file" }
    }

    /// The value as it was read.
    pub fn node(&self) -> &'n Node {
        self.node
    }

    fn wrong_type<T>(&self, problems: &mut Problems<'_>, expected: &str) -> Option<T> {
        let message = format!("`{}` is {}", self.name, self.node.describe());
        let noted = problems.report(self, Code::WrongType, message).expected(expected);
        if expected == "text" && matches!(self.node, Node::Int(_) | Node::Float(_) | Node::Bool(_)) {
            noted.hint("put the value in quotes");
        }
        None
    }

    /// Text with something in it, of at most 2,000 characters, without control characters.
    pub fn text(&self, problems: &mut Problems<'_>) -> Option<String> {
        self.text_up_to(LONGEST_TEXT, problems)
    }

    /// Text with something in it, of at most `limit` characters, without control characters.
    pub fn text_up_to(&self, limit: usize, problems: &mut Problems<'_>) -> Option<String> {
        let text = match self.node {
            Node::Text(text) => words::clean(text).trim().to_owned(),
            Node::Null => String::new(),
            _ => return self.wrong_type(problems, "text"),
        };
        let length = text.chars().count();
        if text.is_empty() {
            problems.report(self, Code::EmptyText, format!("`{}` is empty", self.name)).expected("text");
            None
        } else if length > limit {
            problems
                .report(self, Code::LongText, format!("`{}` has {length} characters", self.name))
                .expected(format!("at most {limit}"));
            None
        } else {
            Some(text)
        }
    }

    /// A whole number in a range, both ends included.
    pub fn integer(&self, low: i64, high: i64, problems: &mut Problems<'_>) -> Option<i64> {
        let expected = match (low, high) {
            (i64::MIN, i64::MAX) => "a whole number".to_owned(),
            _ => format!("a whole number from {low} to {high}"),
        };
        match self.node {
            Node::Int(value) if (low..=high).contains(value) => Some(*value),
            Node::Int(value) => {
                problems.report(self, Code::OutOfRange, format!("`{}` is {value}", self.name)).expected(expected);
                None
            }
            _ => self.wrong_type(problems, &expected),
        }
    }

    /// A share from 0 to 1 with at most four decimals, as ten-thousandths.
    pub fn share(&self, problems: &mut Problems<'_>) -> Option<u16> {
        let value = match self.node {
            #[expect(clippy::cast_precision_loss, reason = "only 0 and 1 are in range")]
            Node::Int(value) => *value as f64,
            Node::Float(value) => *value,
            _ => return self.wrong_type(problems, "a share from 0 to 1, such as 0.5"),
        };
        let scaled = value * 10_000.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
        let exact = (0.0..=10_000.0).contains(&scaled).then_some(scaled.round() as u16);
        match exact {
            Some(share) if (scaled - f64::from(share)).abs() < 1e-6 => Some(share),
            _ => {
                problems
                    .report(self, Code::OutOfRange, format!("`{}` is {value:?}", self.name))
                    .expected("a share from 0 to 1 with at most four decimals");
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn boolean(&self, problems: &mut Problems<'_>) -> Option<bool> {
        match self.node {
            Node::Bool(value) => Some(*value),
            _ => self.wrong_type(problems, "true or false"),
        }
    }

    /// One of a few words.
    pub fn word<T: Copy>(&self, choices: &[(&str, T)], problems: &mut Problems<'_>) -> Option<T> {
        let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let expected = words::join(&known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>(), "or");
        let Node::Text(found) = self.node else { return self.wrong_type(problems, &expected) };
        if let Some((_, value)) = choices.iter().find(|(word, _)| word == found) {
            return Some(*value);
        }
        let noted = problems
            .report(self, Code::UnknownWord, format!("unknown {}: `{}`", self.name, shorten(found)))
            .expected(expected);
        if let Some(near) = words::did_you_mean(found, known) {
            noted.hint(format!("did you mean `{near}`?"));
        }
        None
    }

    /// A value that the given function can read from text, as an id or a date; else the code and what was expected.
    pub fn parsed<T>(
        &self,
        parse: impl FnOnce(&str) -> Option<T>,
        code: Code,
        expected: &str,
        problems: &mut Problems<'_>,
    ) -> Option<T> {
        let found = match self.node {
            Node::Text(text) => text.clone(),
            // A year is a number to YAML and a date to people.
            Node::Int(number) if code == Code::BadDate => number.to_string(),
            _ => return self.wrong_type(problems, expected),
        };
        let value = parse(&found);
        if value.is_none() {
            problems.report(self, code, format!("`{}` is `{}`", self.name, shorten(&found))).expected(expected);
        }
        value
    }

    /// The items of a list.
    pub fn list(&self, problems: &mut Problems<'_>) -> Option<Vec<Field<'n>>> {
        let Node::List(items) = self.node else { return self.wrong_type(problems, "a list") };
        Some(items.iter().enumerate().map(|(at, node)| self.part(Step::Item(at), node, self.name)).collect())
    }

    /// The items of a list that has at least one.
    pub fn filled_list(&self, problems: &mut Problems<'_>) -> Option<Vec<Field<'n>>> {
        let items = self.list(problems)?;
        if items.is_empty() {
            problems
                .report(self, Code::MissingField, format!("`{}` has no entries", self.name))
                .expected("at least one");
            return None;
        }
        Some(items)
    }

    /// The fields of a record. Fields that stand twice are reported here.
    pub fn record(&self, problems: &mut Problems<'_>) -> Option<Record<'n>> {
        let Node::Map(entries) = self.node else { return self.wrong_type(problems, "a record of fields") };
        let mut seen = BTreeSet::new();
        for (at, (key, _)) in entries.iter().enumerate() {
            if !seen.insert(key) {
                let mut path = self.path.clone();
                path.push(Step::Key(at));
                problems
                    .note(path, Code::RepeatedField, format!("`{}` stands twice in this record", shorten(key)))
                    .hint("keep one of the two");
            }
        }
        Some(Record { at: self.clone(), entries, asked: Vec::new() })
    }

    fn part(&self, step: Step, node: &'n Node, name: &'n str) -> Field<'n> {
        let mut path = self.path.clone();
        path.push(step);
        Field { node, path, name }
    }
}

/// The fields of one record.
#[derive(Debug)]
pub struct Record<'n> {
    at: Field<'n>,
    entries: &'n [(String, Node)],
    asked: Vec<&'static str>,
}

impl<'n> Record<'n> {
    /// The record itself, as a place for problems that concern all of it.
    pub fn field(&self) -> &Field<'n> {
        &self.at
    }

    /// The field of this name, if it is there.
    pub fn optional(&mut self, name: &'static str) -> Option<Field<'n>> {
        if !self.asked.contains(&name) {
            self.asked.push(name);
        }
        let at = self.entries.iter().position(|(key, _)| key == name)?;
        Some(self.at.part(Step::Entry(at), &self.entries[at].1, name))
    }

    /// The field of this name; a problem if it is not there.
    pub fn required(&mut self, name: &'static str, problems: &mut Problems<'_>) -> Option<Field<'n>> {
        let field = self.optional(name);
        if field.is_none() {
            let near = self
                .entries
                .iter()
                .map(|(key, _)| key.as_str())
                .filter(|key| !self.asked.contains(key))
                .find(|key| words::did_you_mean(key, [name]).is_some());
            let noted = problems.report(&self.at, Code::MissingField, format!("`{name}` is missing"));
            match near {
                Some(near) => noted.hint(format!("rename `{}` to `{name}`", shorten(near))),
                None => noted.hint(format!("add `{name}: ...` here")),
            };
        }
        field
    }

    /// Checks `format: N` against the number that is known.
    pub fn format_number(&mut self, known: i64, problems: &mut Problems<'_>) {
        let Some(field) = self.required("format", problems) else { return };
        if let Some(number) = field.integer(i64::MIN, i64::MAX, problems)
            && number != known
        {
            problems
                .report(&field, Code::UnknownFormat, format!("format {number} is not known"))
                .expected(format!("format {known}"))
                .hint("use a version of skillgap that knows this format");
        }
    }

    /// Names the fields that were not asked for.
    pub fn finish(self, problems: &mut Problems<'_>) {
        for (at, (key, _)) in self.entries.iter().enumerate() {
            if self.asked.iter().any(|name| name == key) {
                continue;
            }
            let mut path = self.at.path.clone();
            path.push(Step::Key(at));
            let known: Vec<String> = self.asked.iter().map(|name| format!("`{name}`")).collect();
            let noted = problems
                .note(path, Code::UnknownField, format!("unknown field: `{}`", shorten(key)))
                .expected(words::join(&known, "or"));
            match words::did_you_mean(key, self.asked.iter().copied()) {
                Some(near) => noted.hint(format!("did you mean `{near}`?")),
                None => noted.hint("remove it"),
            };
        }
    }
}
