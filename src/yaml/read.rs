//! Reading a tree field by field, collecting every problem with its place.
//!
//! A reader opens a [`Field`] as a [`Record`], which notes the fields that its [`Shape`] does not know, and those
//! that are missing. It then asks the record for its fields and each field for its value. A wrong value is noted
//! in [`Problems`] and comes back as `None`; the reader goes on.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::cause::quoted;
use super::node::{Node, shorten};
use super::shape::{Kind, Shape};
use super::survey::{Plain, Step, Survey, survey};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::language::grammar;
use crate::sanitise;

/// How many problems a file has while names that were meant are looked for: each search goes through all names.
const MOST_SUGGESTED: usize = 100;

/// How many bytes of lines are shown beside problems; a hostile file can have all of them in one long line.
const MOST_SHOWN: usize = 1 << 20;

/// How many problems of a file are kept; a hostile file can have millions, which are only counted.
const MOST_KEPT: usize = 10_000;

/// What was lost of a value without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The rest of its line, as a comment; with the line from the value on.
    Comment(String),
    /// A word with `&` before it, as a name for aliases.
    Name,
}

/// The problems found so far in one file.
#[derive(Debug)]
pub struct Problems<'s> {
    file: &'s str,
    source: &'s str,
    found: Vec<(Vec<Step>, Diagnostic)>,
    /// How many more there were than are kept.
    more: usize,
    /// True for JSON, where `null` and `true` are never text.
    is_json: bool,
    /// The structure of the source, made when it is first needed.
    survey: Option<Survey>,
    /// Whether any value of the source can have lost a part to a comment.
    may_cut: Option<bool>,
}

impl<'s> Problems<'s> {
    /// No problems yet, in the file of this name and text.
    pub fn new(file: &'s str, source: &'s str) -> Self {
        Self { file, source, found: Vec::new(), more: 0, is_json: false, survey: None, may_cut: None }
    }

    /// As [`Problems::new`], of a text that is JSON.
    pub fn of_json(file: &'s str, source: &'s str) -> Self {
        Self { is_json: true, ..Self::new(file, source) }
    }

    /// The value of a field as it is written, where it has no quotes.
    fn plain(&mut self, field: &Field<'_>) -> Option<&Plain> {
        self.survey.get_or_insert_with(|| survey(self.source)).plain(&field.path)
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

    /// Removes the problems that the function picks by their code and the ids of the records that they stand in, outermost
    /// first. `tree` is that of the source.
    pub fn remove(&mut self, tree: &Node, mut picks: impl FnMut(Code, &[&str]) -> bool) {
        self.found.retain(|(path, problem)| !picks(problem.code, &ids_on(tree, path)));
    }

    /// True while a suggestion is worth its time: it is looked for among all names.
    pub fn want_suggestions(&self) -> bool {
        self.found.len() <= MOST_SUGGESTED
    }

    /// What was noted, with its places, in the order of the text. Of more than 10,000 the last one says how many are not listed.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let survey = self.survey.unwrap_or_else(|| survey(self.source));
        let lines: Vec<&str> = self.source.lines().collect();
        let mut room = MOST_SHOWN;
        let mut placed: Vec<Diagnostic> = Vec::with_capacity(self.found.len());
        for (path, diagnostic) in self.found {
            let Some(position) = survey.find(&path) else {
                placed.push(diagnostic);
                continue;
            };
            let line = lines.get(position.line - 1).filter(|line| line.len() <= room);
            room -= line.map_or(0, |line| line.len());
            placed.push(diagnostic.at_line(position, line.copied()));
        }
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
    /// True for a field that may be left out: its value can be `null`, which is no text then.
    is_optional: bool,
}

impl<'n> Field<'n> {
    /// The whole document, which is a record.
    pub fn root(node: &'n Node, record: &'static Kind) -> Self {
        Self { node, path: Vec::new(), name: "the file", kind: record, is_optional: false }
    }

    /// True unless the document says `format: N` with another number than the known one, which is noted.
    pub fn has_format(&self, known: i64, problems: &mut Problems<'_>) -> bool {
        let Node::Map(entries) = self.node else { return true };
        let Some(at) = entries.iter().position(|(key, _)| key == "format") else { return true };
        let number = &entries[at].1;
        let written = match number {
            Node::Int(number) => Some(*number),
            #[expect(clippy::cast_precision_loss, reason = "the numbers of formats are small")]
            Node::Float(number) if (*number - known as f64).abs() < f64::EPSILON => Some(known),
            Node::Text(text) => text.trim().trim_end_matches(".0").parse().ok(),
            _ => None,
        };
        if written == Some(known) {
            return true;
        }
        let field = self.part(Step::Entry(at), number, "format", &Kind::Format);
        match written {
            Some(number) => {
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

    /// True for a record with a field of this name.
    pub fn has(&self, name: &str) -> bool {
        matches!(self.node, Node::Map(entries) if entries.iter().any(|(key, _)| key == name))
    }

    /// The value as it was read.
    pub fn node(&self) -> &'n Node {
        self.node
    }

    fn wrong_type<T>(&self, problems: &mut Problems<'_>, expected: &str) -> Option<T> {
        let message = format!("`{}` is {}", self.name, self.node.describe());
        let noted = problems.report(self, Code::WrongType, message).expected(expected);
        match self.node {
            Node::Int(_) | Node::Float(_) | Node::Bool(_) if expected == "text" => {
                noted.hint("put the value in quotes");
            }
            Node::Map(entries) if expected == "text" && is_sentence(entries) => {
                let [(before, behind), ..] = &entries[..] else { return None };
                let behind = if let Node::Text(text) = behind { text } else { "..." };
                let whole = shorten(&format!("{before}: {behind}"));
                noted.hint(format!("put a text that holds a colon and a blank in quotes: `{}`", quoted(&whole)));
            }
            Node::List(_) | Node::Map(_) if expected == "text" => {
                noted.hint(format!(
                    "put a text that begins with a bracket or a dash in quotes: `{}: \"...\"`",
                    self.name
                ));
            }
            _ => {}
        }
        None
    }

    /// The value as text, as it stands in the file: what reads as a number, as `true` or, where a text is needed, as
    /// `null` is the text that was written. `None` for a list, a record, nothing at all, and for `true` and `null` in JSON.
    pub fn written(&self, problems: &mut Problems<'_>) -> Option<Cow<'n, str>> {
        match self.node {
            Node::Text(text) => return Some(Cow::Borrowed(text)),
            Node::List(_) | Node::Map(_) => return None,
            Node::Null if self.is_optional || problems.is_json => return None,
            Node::Bool(_) if problems.is_json => return None,
            _ => {}
        }
        let text = problems.plain(self).map(|plain| plain.text.clone()).filter(|text| !text.is_empty());
        match self.node {
            // JSON has one way to write a whole number.
            Node::Int(number) if text.is_none() && problems.is_json => Some(Cow::Owned(number.to_string())),
            _ => text.map(Cow::Owned),
        }
    }

    /// What of a value without quotes is no part of it to YAML. Comments of usual form, two blanks before `#` and one
    /// behind it, are meant as such; unless `strictly`, all that have a blank behind it.
    pub fn cut(&self, strictly: bool, problems: &mut Problems<'_>) -> Option<Cut> {
        let source = problems.source;
        if problems.is_json || !*problems.may_cut.get_or_insert_with(|| may_cut(source)) {
            return None;
        }
        let plain = problems.plain(self)?;
        if plain.is_named {
            return Some(Cut::Name);
        }
        let (before, behind) = source.split_at_checked(plain.end)?;
        // The place of an empty value is its sign.
        let behind = if plain.text.is_empty() { behind.trim_start_matches(':') } else { behind };
        let line = behind.lines().next().unwrap_or_default();
        let comment = line.trim_start_matches([' ', '\t']).strip_prefix('#')?;
        let is_apart = comment.is_empty() || comment.starts_with([' ', '\t', '#']);
        let blanks = &before[before.trim_end_matches([' ', '\t']).len()..];
        let blanks = blanks.len() + line.len() - line.trim_start_matches([' ', '\t']).len();
        let is_cut = !is_apart || (strictly && blanks == 1 && !comment.is_empty());
        is_cut.then(|| Cut::Comment(format!("{}{line}", plain.text).trim().to_owned()))
    }

    /// True when the value is this word in place of the whole value: `unknown`.
    pub fn is(&self, word: &str) -> bool {
        debug_assert!(self.kind.takes_word(word), "the shape of `{}` allows `{word}`", self.name);
        matches!(self.node, Node::Text(text) if text == word)
    }

    /// Text with something in it, not longer than the shape allows, without control characters.
    pub fn text(&self, problems: &mut Problems<'_>) -> Option<String> {
        let limit = self.kind.longest_text();
        let text = match (self.written(problems), self.node) {
            (Some(text), _) => sanitise::clean(&text).trim().to_owned(),
            (None, Node::Null) => String::new(),
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
        match self.node {
            Node::Int(value) => self.checked(*value, (low, high), problems),
            _ => self.wrong_type(problems, &a_whole_number(low, high)),
        }
    }

    /// A whole number that was read from the text of the value, in the range of the shape.
    ///
    /// # Panics
    /// As [`Field::integer`].
    pub fn integer_read(&self, value: i64, problems: &mut Problems<'_>) -> Option<i64> {
        self.checked(value, self.kind.range().expect("the shape says that this is a number"), problems)
    }

    fn checked(&self, value: i64, (low, high): (i64, i64), problems: &mut Problems<'_>) -> Option<i64> {
        let is_in_range = (low..=high).contains(&value);
        if !is_in_range {
            let message = format!("`{}` is {value}", self.name);
            problems.report(self, Code::OutOfRange, message).expected(a_whole_number(low, high));
        }
        is_in_range.then_some(value)
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
            let found = self.node.describe();
            let found = found.trim_start_matches("the number ");
            problems
                .report(self, Code::OutOfRange, format!("`{}` is {found}", self.name))
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
        self.one_of(choices, str::to_owned, problems)
    }

    /// One of a few words, which may be written as any text with the same key.
    pub fn one_of<T: Copy>(
        &self,
        choices: &[(&str, T)],
        key: impl Fn(&str) -> String,
        problems: &mut Problems<'_>,
    ) -> Option<T> {
        let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let expected = grammar::or(&known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>());
        let Some(found) = self.written(problems) else { return self.wrong_type(problems, &expected) };
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == found) {
            return Some(*value);
        }
        let meant = key(&found);
        let mut alike = choices.iter().filter(|(word, _)| key(word) == meant);
        if let (Some((_, value)), None) = (alike.next(), alike.next()) {
            return Some(*value);
        }
        let noted = problems
            .report(self, Code::UnknownWord, format!("unknown {}: `{}`", self.name, shorten(&found)))
            .expected(expected);
        if let Some(near) = did_you_mean(&found, known) {
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
        let Some(found) = self.written(problems) else { return self.wrong_type(problems, expected) };
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
        let Node::Map(entries) = self.node else { return self.wrong_type(problems, &shape.expected()) };
        let (mut seen, mut again) = (BTreeSet::new(), Vec::new());
        for (at, (key, _)) in entries.iter().enumerate() {
            if !seen.insert(key) {
                again.push((at, format!("`{}`", shorten(key))));
            } else if shape.field(key).is_none() {
                self.unknown_field(at, key, shape, problems);
            }
        }
        if let [(at, _), ..] = again[..] {
            let names: Vec<&String> = again.iter().map(|(_, name)| name).collect();
            let (stand, hint) = match names[..] {
                [_] => ("stands", "keep one of the two"),
                _ => ("stand", "keep one of each; or begin the second record with `- `, as an entry of the list"),
            };
            let message = format!("{} {stand} twice in this record", grammar::and(&names));
            problems.note(self.path_to(Step::Key(at)), Code::RepeatedField, message).hint(hint);
        }
        // What was looked for instead of the fields that are needed was said.
        let is_another = entries.iter().any(|(key, _)| shape.why_missing(key).is_some());
        let missing = shape.known().filter(|field| field.needed && !seen.iter().any(|key| *key == field.name));
        for field in missing.filter(|_| !is_another) {
            let mut strangers = entries.iter().map(|(key, _)| key.as_str()).filter(|key| shape.field(key).is_none());
            // A field whose name is misspelt was reported by the name that stands there.
            if !strangers.any(|key| did_you_mean(key, [field.name]).is_some()) {
                problems
                    .report(self, Code::MissingField, format!("`{}` is missing", field.name))
                    .hint(format!("add `{}: ...` here", field.name));
            }
        }
        Some(Record { at: self.clone(), entries, shape })
    }

    fn unknown_field(&self, at: usize, key: &str, shape: &'static Shape, problems: &mut Problems<'_>) {
        let noted = problems.note(
            self.path_to(Step::Key(at)),
            Code::UnknownField,
            format!("unknown field: `{}`", shorten(key)),
        );
        if let Some(reason) = shape.why_missing(key) {
            noted.hint(reason);
            return;
        }
        let known: Vec<String> = shape.known().map(|field| format!("`{}`", field.name)).collect();
        let noted = noted.expected(grammar::or(&known));
        match did_you_mean(key, shape.known().map(|field| field.name)) {
            _ if key.contains(' ') => noted.hint("put a text that holds a colon and a blank in quotes"),
            Some(near) => noted.hint(format!("did you mean `{near}`?")),
            None if key.bytes().all(|byte| byte.is_ascii_digit()) => {
                noted.hint("write a number without a separator of thousands, and a text with a comma in quotes")
            }
            None => noted.hint("remove it; if a later version of skillgap wrote it, use that version"),
        };
    }

    fn path_to(&self, step: Step) -> Vec<Step> {
        let mut path = self.path.clone();
        path.push(step);
        path
    }

    fn part(&self, step: Step, node: &'n Node, name: &'static str, kind: &'static Kind) -> Field<'n> {
        Field { node, path: self.path_to(step), name, kind, is_optional: false }
    }
}

/// The ids of the records on a path, outermost first.
fn ids_on<'n>(tree: &'n Node, path: &[Step]) -> Vec<&'n str> {
    let (mut node, mut ids) = (tree, Vec::new());
    for step in path.iter().map(Some).chain([None]) {
        if let Node::Map(entries) = node
            && let Some((_, Node::Text(id))) = entries.iter().find(|(key, _)| key == "id")
        {
            ids.push(id.as_str());
        }
        let next = match (node, step) {
            (Node::List(items), Some(Step::Item(at))) => items.get(*at),
            (Node::Map(entries), Some(Step::Entry(at))) => entries.get(*at).map(|(_, value)| value),
            _ => None,
        };
        let Some(next) = next else { break };
        node = next;
    }
    ids
}

/// True for what a sentence with a colon in it reads as: a record of one field with a name of several words, or with plain text.
fn is_sentence(entries: &[(String, Node)]) -> bool {
    matches!(entries, [(name, behind)] if name.contains(' ') || matches!(behind, Node::Text(_)))
}

/// A cheap look that spares ordinary files the search: true where a comment is not in its usual form, or a name for
/// aliases may stand.
fn may_cut(source: &str) -> bool {
    let unusual = |line: &str| {
        let is_unusual = |at: usize| {
            let (before, behind) = (&line[..at], &line[at + 1..]);
            before.ends_with([' ', '\t']) && !(before.ends_with("  ") && behind.starts_with(' '))
        };
        !line.trim_start().starts_with('#') && line.match_indices('#').any(|(at, _)| is_unusual(at))
    };
    source.contains('&') || source.lines().any(unusual)
}

fn a_whole_number(low: i64, high: i64) -> String {
    match (low, high) {
        (i64::MIN, i64::MAX) => "a whole number".to_owned(),
        _ => format!("a whole number from {low} to {high}"),
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

    /// True when the field stands there more than once.
    pub fn is_repeated(&self, name: &str) -> bool {
        self.entries.iter().filter(|(key, _)| key == name).count() > 1
    }

    /// True when the field is not there, and one that is not known stands there under nearly its name.
    pub fn is_misspelt(&self, name: &str) -> bool {
        let mut strangers =
            self.entries.iter().map(|(key, _)| key.as_str()).filter(|key| self.shape.field(key).is_none());
        self.get(name).is_none() && strangers.any(|key| did_you_mean(key, [name]).is_some())
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
        let field = self.at.part(Step::Entry(at), &self.entries[at].1, shape.name, &shape.kind);
        Some(Field { is_optional: !shape.needed, ..field })
    }

    /// As [`Record::get`], without a field whose value is `null` or nothing.
    ///
    /// # Panics
    /// As [`Record::get`].
    pub fn given(&self, name: &str) -> Option<Field<'n>> {
        self.get(name).filter(|field| *field.node != Node::Null)
    }
}
