//! The tree, and the reading of text into it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::cause::cause;
use super::shape::Kind;
use super::survey::{MAX_DEPTH, Refusal, is_risky, survey};
use crate::diag::{Code, Diagnostic, Position};

/// A YAML value. Maps keep their order and repeated keys, so that a repetition can be reported.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Nothing: `key:` with no value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction, or one too large for [`Node::Int`].
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A record.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// What the value is, in words, for messages.
    pub fn describe(&self) -> String {
        match self {
            Self::Null => "empty".to_owned(),
            Self::Bool(value) => format!("`{value}`"),
            Self::Int(value) => format!("the number {value}"),
            // Digits that a float does not hold are not made up.
            Self::Float(value) if value.is_nan() => "not a number".to_owned(),
            Self::Float(value) if value.abs() >= 1e15 => "a number that is too large".to_owned(),
            Self::Float(value) => format!("the number {value:?}"),
            Self::Text(text) => format!("the text `{}`", shorten(text)),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a record".to_owned(),
        }
    }

    /// The value of a record's first field of this name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Gives fields that the kind does not know the name of the one field with the same key, where the record does not have
    /// it yet.
    pub fn name_fields(&mut self, kind: &'static Kind, key: &impl Fn(&str) -> String) {
        match self {
            Self::List(items) => {
                if let Some((entry, _)) = kind.entries() {
                    for item in items {
                        item.name_fields(entry, key);
                    }
                }
            }
            Self::Map(entries) => {
                let Some(shape) = kind.shape() else { return };
                for at in 0..entries.len() {
                    let name = &entries[at].0;
                    if shape.field(name).is_none() {
                        let meant = key(name);
                        let field = shape.known().find(|field| key(field.name) == meant);
                        if let Some(field) = field.filter(|field| entries.iter().all(|(name, _)| name != field.name)) {
                            field.name.clone_into(&mut entries[at].0);
                        }
                    }
                    if let Some(field) = shape.field(&entries[at].0) {
                        entries[at].1.name_fields(&field.kind, key);
                    }
                }
            }
            _ => {}
        }
    }

    /// How deeply lists and records are nested: 0 for a value that is neither.
    fn depth(&self) -> usize {
        match self {
            Self::List(items) => 1 + items.iter().map(Self::depth).max().unwrap_or_default(),
            Self::Map(entries) => 1 + entries.iter().map(|(_, value)| value.depth()).max().unwrap_or_default(),
            _ => 0,
        }
    }
}

/// At most 60 characters of a text, for messages.
pub(super) fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(57).chain("...".chars()).collect()
}

/// Reads one document. `limit` is the largest size in bytes.
///
/// # Errors
/// One diagnostic: too large, nested too deeply, or not YAML.
pub fn parse(file: &str, text: &str, limit: usize) -> Result<Node, Box<Diagnostic>> {
    if text.len() > limit {
        // No more of it was read than shows that it is too large.
        let problem = Diagnostic::of_file(Code::TooLarge, file, format!("the file has more than {} KiB", limit / 1024));
        return Err(Box::new(problem.expected(format!("at most {} KiB", limit / 1024))));
    }
    // JSON is YAML; read as what it is, it takes a fraction of the time.
    if text.starts_with('{')
        && let Ok(node) = serde_json::from_str::<Node>(text)
        && node.depth() <= MAX_DEPTH
    {
        return Ok(node);
    }
    if is_risky(text)
        && let Some((why, position)) = survey(text).refusal
    {
        return Err(Box::new(refusal(file, text, why, position)));
    }
    let loaded = match serde_yaml::from_str::<Node>(text) {
        Ok(node) if node.depth() <= MAX_DEPTH => return Ok(node),
        loaded => loaded,
    };
    // Deep nesting is the reason to give: a text of it often has no end either, which is what `serde_yaml` reports.
    Err(Box::new(match (survey(text).refusal, loaded) {
        (Some((why @ (Refusal::TooDeep | Refusal::Repeats), position)), _) => refusal(file, text, why, position),
        (_, Err(error)) => syntax(file, text, &error),
        (_, Ok(_)) => too_deep(file),
    }))
}

fn too_deep(file: &str) -> Diagnostic {
    Diagnostic::of_file(Code::TooDeep, file, "values are nested too deeply")
        .expected(format!("at most {MAX_DEPTH} levels"))
        .hint("make the structure flatter")
}

fn repeats(file: &str) -> Diagnostic {
    Diagnostic::of_file(Code::TooDeep, file, "aliases repeat too much")
        .hint("write the values out instead of using `*aliases`")
}

fn refusal(file: &str, text: &str, why: Refusal, position: Position) -> Diagnostic {
    let problem = match why {
        Refusal::TooDeep => too_deep(file),
        Refusal::Repeats => repeats(file),
        Refusal::Syntax(words) => not_yaml(file, text, &words, Some(position)),
    };
    problem.at(position, text)
}

fn not_yaml(file: &str, text: &str, words: &str, place: Option<Position>) -> Diagnostic {
    let (cause, fix) = cause(words, text, place);
    Diagnostic::of_file(Code::Syntax, file, format!("not readable as YAML: {cause}")).hint(fix)
}

fn syntax(file: &str, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let words = error.to_string();
    let mut place = error.location().map(|at| Position { line: at.line().max(1), column: at.column().max(1) });
    let of_file = |message: &str, hint: &str| Diagnostic::of_file(Code::Syntax, file, message).hint(hint);
    let problem = if words.contains("more than one document") {
        let divider = text.lines().skip(1).position(|line| line.starts_with("---"));
        place = divider.map(|skipped| Position { line: skipped + 2, column: 1 });
        match place {
            Some(_) => of_file("two documents in one file", "keep one, and remove the line `---`"),
            None => of_file(
                "the file does not read as one list of fields",
                "look at the first lines: all fields of the file begin at the same column",
            ),
        }
    } else if words.contains("recursion limit") {
        too_deep(file)
    } else if words.contains("repetition limit") {
        repeats(file)
    } else if let Some(at) = words.split("control characters are not allowed at position ").nth(1) {
        let at = at.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<usize>().ok());
        place = at.and_then(|at| text.get(..at)).map(|before| Position {
            line: before.matches('\n').count() + 1,
            column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
        });
        of_file("a control character, which no one can see", "remove the character")
    } else {
        not_yaml(file, text, &words, place)
    };
    match place {
        Some(position) => problem.at(position, text),
        None => problem,
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Int(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "a number this large is only ever refused")]
    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or(Node::Float(value as f64), Node::Int))
    }

    #[expect(clippy::cast_precision_loss, reason = "a number this large is only ever refused")]
    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Float(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a number this large is only ever refused")]
    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key::<Node>()? {
            let key = match key {
                Node::Text(text) => text,
                Node::Int(number) => number.to_string(),
                Node::Bool(value) => value.to_string(),
                other => other.describe(),
            };
            map.push((key, entries.next_value()?));
        }
        Ok(Node::Map(map))
    }
}
