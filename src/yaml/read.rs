//! Reading a tree field by field, collecting every problem with its place.
//!
//! A reader opens a [`Field`] as a [`Record`], which notes the fields that its [`Shape`] does not know, and those
//! that are missing. It then asks the record for its fields and each field for its value. A wrong value is noted
//! in [`Problems`] and comes back as `None`; the reader goes on.

use std::collections::{BTreeMap, BTreeSet};

use super::node::{Node, shorten};
use super::shape::{Kind, Shape};
use super::survey::{Step, survey};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::language::grammar;
use crate::sanitise;

/// How many problems of a file, and of one kind, get a place. Each costs a walk through the text; a file with more is
/// not one that somebody mends line by line.
const MOST_PLACED: usize = 100;
const MOST_PLACED_OF_A_KIND: usize = 20;

/// How many problems of a file are kept; a hostile file can have millions, which are only counted.
const MOST_KEPT: usize = 10_000;

/// The problems found so far in one file.
#[derive(Debug)]
pub struct Problems<'s> {
    file: &'s str,
    source: &'s str,
    found: Vec<(Vec<Step>, Diagnostic)>,
    /// How many more there were than are kept.
    more: usize,
}

impl<'s> Problems<'s> {
    /// No problems yet, in the file of this name and text.
    pub fn new(file: &'s str, source: &'s str) -> Self {
        Self { file, source, found: Vec::new(), more: 0 }
    }

    /// Notes a problem with the value of a field.
    pub fn report(&mut self, field: &Field<'_>, code: Code, message: impl Into<String>) -> Noted<'_> {
        self.note(field.path.clone(), code, message)
    }

    fn note(&mut self, path: Vec<Step>, code: Code, message: impl Into<String>) -> Noted<'_> {
        let noted = (path, Diagnostic::of_file(code, self.file, message));
        if self.found.len() < MOST_KEPT {
            self.found.push(noted);
        } else {
            self.more += 1;
            self.found[MOST_KEPT - 1] = noted;
        }
        Noted(&mut self.found.last_mut().expect("pushed above").1)
    }

    /// True while a suggestion is worth its time: it is looked for among all names.
    pub fn want_suggestions(&self) -> bool {
        self.found.len() <= MOST_PLACED
    }

    /// The first 20 of a kind and 100 in all that were noted with their places, in the order of the text; then the rest
    /// without. Of more than 10,000 the last one says how many are not listed.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let survey = survey(self.source);
        let mut of_a_kind: BTreeMap<Code, usize> = BTreeMap::new();
        let mut place = |at: usize, path: &[Step], code: Code| {
            let before = of_a_kind.entry(code).or_default();
            *before += 1;
            (at < MOST_PLACED && *before <= MOST_PLACED_OF_A_KIND).then(|| survey.find(path)).flatten()
        };
        let found = self.found.into_iter().enumerate();
        let mut placed: Vec<Diagnostic> = found
            .map(|(at, (path, diagnostic))| match place(at, &path, diagnostic.code) {
                Some(position) => diagnostic.at(position, self.source),
                None => diagnostic,
            })
            .collect();
        placed.sort_by_key(|d| (d.position.is_none(), d.position));
        if let (more @ 1.., Some(last)) = (self.more, placed.last_mut()) {
            *last = Diagnostic::of_file(last.code, self.file, format!("{more} more problems that are not listed"))
                .hint("mend the first ones, then check again");
        }
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

/// A value and its position.
#[derive(Clone, Debug)]
pub struct Field<'n> {
    node: &'n Node,
    path: Vec<Step>,
    name: &'static str,
    kind: &'static Kind,
}

impl<'n> Field<'n> {
    /// The whole document, which is a record.
    pub fn root(node: &'n Node, record: &'static Kind) -> Self {
        Self { node, path: Vec::new(), name: "the file", kind: record }
    }

    /// True unless the document says `format: N` with another number than the known one, which is noted.
    pub fn has_format(&self, known: i64, problems: &mut Problems<'_>) -> bool {
        let Node::Map(entries) = self.node else { return true };
        let Some(at) = entries.iter().position(|(key, _)| key == "format") else { return true };
        let number = &entries[at].1;
        if *number == Node::Int(known) {
            return true;
        }
        let field = self.part(Step::Entry(at), number, "format", &Kind::Format);
        match number {
            Node::Int(number) => {
                problems
                    .report(&field, Code::UnknownFormat, format!("format {number} is not known"))
                    .expected(format!("format {known}"))
                    .hint("use a version of skillgap that knows this format");
            }
            _ => {
                field.wrong_type::<()>(problems, "a whole number");
            }
        }
        false
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

    /// True when the value is this word in place of the whole value: `unknown`.
    pub fn is(&self, word: &str) -> bool {
        debug_assert!(self.kind.takes_word(word), "the shape of `{}` allows `{word}`", self.name);
        matches!(self.node, Node::Text(text) if text == word)
    }

    /// Text with something in it, not longer than the shape allows, without control characters.
    pub fn text(&self, problems: &mut Problems<'_>) -> Option<String> {
        let limit = self.kind.longest_text();
        let text = match self.node {
            Node::Text(text) => sanitise::clean(text).trim().to_owned(),
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

    /// A whole number in the range of the shape.
    ///
    /// # Panics
    /// When the shape says that this is no number: a slip in the reader. So do [`Field::list`] and
    /// [`Field::record`] with theirs.
    pub fn integer(&self, problems: &mut Problems<'_>) -> Option<i64> {
        let (low, high) = self.kind.range().expect("the shape says that this is a number");
        self.integer_in(low, high, problems)
    }

    /// A whole number in a range that depends on the rest of the file, both ends included.
    pub fn integer_in(&self, low: i64, high: i64, problems: &mut Problems<'_>) -> Option<i64> {
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

    /// A number in the range of the shape with at most four decimals, in ten-thousandths.
    ///
    /// # Panics
    /// When the shape says that this is no such number.
    pub fn decimal(&self, problems: &mut Problems<'_>) -> Option<i64> {
        let (low, high) = self.kind.decimal_range().expect("the shape says that this is a decimal");
        let value = match self.node {
            #[expect(clippy::cast_precision_loss, reason = "only small numbers are in range")]
            Node::Int(value) => *value as f64,
            Node::Float(value) => *value,
            _ => return self.wrong_type(problems, &format!("a number from {low} to {high}, such as 0.5")),
        };
        let scaled = value * 10_000.0;
        #[expect(clippy::cast_precision_loss, reason = "ranges are small")]
        let in_range = (low as f64..=high as f64).contains(&value);
        #[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
        let whole = in_range.then_some(scaled.round() as i64);
        #[expect(clippy::cast_precision_loss, reason = "checked to be in range")]
        let exact = whole.filter(|whole| (scaled - *whole as f64).abs() < 1e-6);
        if exact.is_none() {
            problems
                .report(self, Code::OutOfRange, format!("`{}` is {value:?}", self.name))
                .expected(format!("a number from {low} to {high} with at most four decimals"));
        }
        exact
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
        let expected = grammar::or(&known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>());
        let Node::Text(found) = self.node else { return self.wrong_type(problems, &expected) };
        if let Some((_, value)) = choices.iter().find(|(word, _)| word == found) {
            return Some(*value);
        }
        let noted = problems
            .report(self, Code::UnknownWord, format!("unknown {}: `{}`", self.name, shorten(found)))
            .expected(expected);
        if let Some(near) = did_you_mean(found, known) {
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
            Node::Int(number) if matches!(self.kind, Kind::Date(_)) => number.to_string(),
            _ => return self.wrong_type(problems, expected),
        };
        let value = parse(&found);
        if value.is_none() {
            problems.report(self, code, format!("`{}` is `{}`", self.name, shorten(&found))).expected(expected);
        }
        value
    }

    /// The entries of a list; a problem when it has none and needs one.
    ///
    /// # Panics
    /// When the shape says that this is no list.
    pub fn list(&self, problems: &mut Problems<'_>) -> Option<Vec<Field<'n>>> {
        let (kind, needs_one) = self.kind.entries().expect("the shape says that this is a list");
        let Node::List(items) = self.node else { return self.wrong_type(problems, "a list") };
        if items.is_empty() && needs_one {
            problems
                .report(self, Code::MissingField, format!("`{}` has no entries", self.name))
                .expected("at least one");
            return None;
        }
        Some(items.iter().enumerate().map(|(at, node)| self.part(Step::Item(at), node, self.name, kind)).collect())
    }

    /// The fields of a record. Fields that stand twice, that the shape does not know or that are missing are
    /// reported here.
    ///
    /// # Panics
    /// When the shape says that this is no record.
    pub fn record(&self, problems: &mut Problems<'_>) -> Option<Record<'n>> {
        let shape = self.kind.shape().expect("the shape says that this is a record");
        let Node::Map(entries) = self.node else { return self.wrong_type(problems, "a record of fields") };
        let mut seen = BTreeSet::new();
        for (at, (key, _)) in entries.iter().enumerate() {
            if !seen.insert(key) {
                problems
                    .note(
                        self.path_to(Step::Key(at)),
                        Code::RepeatedField,
                        format!("`{}` stands twice in this record", shorten(key)),
                    )
                    .hint("keep one of the two");
            } else if shape.field(key).is_none() {
                self.unknown_field(at, key, shape, problems);
            }
        }
        for field in shape.fields.iter().filter(|field| field.needed && !seen.iter().any(|key| *key == field.name)) {
            let mut strangers = entries.iter().map(|(key, _)| key.as_str()).filter(|key| shape.field(key).is_none());
            let near = strangers.find(|key| did_you_mean(key, [field.name]).is_some());
            let noted = problems.report(self, Code::MissingField, format!("`{}` is missing", field.name));
            match near {
                Some(near) => noted.hint(format!("rename `{}` to `{}`", shorten(near), field.name)),
                None => noted.hint(format!("add `{}: ...` here", field.name)),
            };
        }
        Some(Record { at: self.clone(), entries, shape })
    }

    fn unknown_field(&self, at: usize, key: &str, shape: &'static Shape, problems: &mut Problems<'_>) {
        let known: Vec<String> = shape.fields.iter().map(|field| format!("`{}`", field.name)).collect();
        let noted = problems
            .note(self.path_to(Step::Key(at)), Code::UnknownField, format!("unknown field: `{}`", shorten(key)))
            .expected(grammar::or(&known));
        match did_you_mean(key, shape.fields.iter().map(|field| field.name)) {
            Some(near) => noted.hint(format!("did you mean `{near}`?")),
            None => noted.hint("remove it"),
        };
    }

    fn path_to(&self, step: Step) -> Vec<Step> {
        let mut path = self.path.clone();
        path.push(step);
        path
    }

    fn part(&self, step: Step, node: &'n Node, name: &'static str, kind: &'static Kind) -> Field<'n> {
        Field { node, path: self.path_to(step), name, kind }
    }
}

/// The fields of one record.
#[derive(Debug)]
pub struct Record<'n> {
    at: Field<'n>,
    entries: &'n [(String, Node)],
    shape: &'static Shape,
}

impl<'n> Record<'n> {
    /// The record itself, as a place for problems that concern all of it.
    pub fn field(&self) -> &Field<'n> {
        &self.at
    }

    /// The field of this name, which other fields of this record make necessary; a problem if it is not there.
    pub fn require(&self, name: &'static str, problems: &mut Problems<'_>) -> Option<Field<'n>> {
        let field = self.get(name);
        if field.is_none() {
            problems
                .report(&self.at, Code::MissingField, format!("`{name}` is missing"))
                .hint(format!("add `{name}: ...` here"));
        }
        field
    }

    /// The field of this name, if it is there. A missing one that is needed was reported when the record was opened.
    ///
    /// # Panics
    /// When the record's shape has no such field: a slip in the reader.
    pub fn get(&self, name: &str) -> Option<Field<'n>> {
        let shape = self.shape.field(name).expect("readers ask for fields of the shape only");
        let at = self.entries.iter().position(|(key, _)| key == name)?;
        Some(self.at.part(Step::Entry(at), &self.entries[at].1, shape.name, &shape.kind))
    }
}
