//! Records: one declaration writes an object and describes it.

use serde_json::{Map, Value, json};

use super::value::Json;
use crate::model::{Id, ItemIx, Pack};

/// The things of a pack that have ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ids {
    Competency,
    Domain,
    Form,
    Item,
    Resource,
    Role,
    Source,
}

impl Ids {
    const ALL: [Self; 7] =
        [Self::Competency, Self::Domain, Self::Form, Self::Item, Self::Resource, Self::Role, Self::Source];

    fn word(self) -> &'static str {
        match self {
            Self::Competency => "competency",
            Self::Domain => "domain",
            Self::Form => "form",
            Self::Item => "item",
            Self::Resource => "resource",
            Self::Role => "role",
            Self::Source => "source",
        }
    }

    fn of(self, pack: &Pack) -> Vec<&str> {
        match self {
            Self::Competency => pack.competencies().iter().map(|known| known.id.as_str()).collect(),
            Self::Domain => pack.domains().iter().map(|known| known.id.as_str()).collect(),
            Self::Form => pack.forms().iter().map(|known| known.id.as_str()).collect(),
            Self::Item => pack.items().iter().map(|known| known.id.as_str()).collect(),
            Self::Resource => pack.resources().iter().map(|known| known.id.as_str()).collect(),
            Self::Role => pack.scored_roles().iter().map(|known| known.id.as_str()).collect(),
            Self::Source => pack.sources().iter().map(|known| known.id.as_str()).collect(),
        }
    }
}

/// What a property may hold.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Text, which may be empty.
    Text,
    /// Text with at least one letter.
    Name,
    /// One of these words.
    Word(Vec<&'static str>),
    /// An id of the pack.
    Id(Ids),
    /// True or false.
    Flag,
    /// A whole number from 0.
    Count,
    /// A value of some item's scale.
    Rating,
    /// A level of the pack, between two whole ones as well.
    Level,
    /// A whole level of the pack.
    WholeLevel,
    /// From 0 to 1.
    Share,
    /// A number from 0.
    Points,
    /// The distance between two levels, with its sign.
    Change,
    /// A day, as 2026-11-23.
    Day,
    /// A moment, as 2026-11-23T09:00:00Z.
    Time,
    /// This very number, which grows when the format changes.
    Format(u32),
    /// What the pack is known by.
    OfPack(fn(&Pack) -> String),
    /// A list.
    List(Box<Kind>),
    /// A list in which nothing is twice.
    Set(Box<Kind>),
    /// The same, or null.
    OrNull(Box<Kind>),
}

impl Kind {
    /// One of the words of a table.
    pub(super) fn word_of<T>(table: &[(&'static str, T)]) -> Self {
        Self::Word(table.iter().map(|(word, _)| *word).collect())
    }

    /// The same, or null.
    pub(super) fn or_null(self) -> Self {
        Self::OrNull(Box::new(self))
    }

    /// A list of these.
    pub(super) fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// A list of these in which nothing is twice.
    pub(super) fn set(self) -> Self {
        Self::Set(Box::new(self))
    }

    fn schema(&self, pack: &Pack) -> Value {
        let (lowest, highest) = (pack.levels().min(), pack.levels().max());
        match self {
            Self::Text => json!({"type": "string"}),
            Self::Name => json!({"type": "string", "minLength": 1}),
            Self::Word(words) => json!({"type": "string", "enum": words}),
            Self::Id(ids) => json!({"$ref": format!("#/$defs/{}", ids.word())}),
            Self::Flag => json!({"type": "boolean"}),
            Self::Count => json!({"type": "integer", "minimum": 0}),
            Self::Rating => {
                let ranges = || (0..pack.items().len()).map(|at| pack.value_range(ItemIx::new(at)));
                let (least, most) = (ranges().map(|(least, _)| least).min(), ranges().map(|(_, most)| most).max());
                json!({"type": "integer", "minimum": least, "maximum": most})
            }
            Self::Level => json!({"type": "number", "minimum": lowest, "maximum": highest}),
            Self::WholeLevel => json!({"type": "integer", "minimum": lowest, "maximum": highest}),
            Self::Share => json!({"type": "number", "minimum": 0, "maximum": 1}),
            Self::Points => json!({"type": "number", "minimum": 0}),
            Self::Change => json!({"type": "number", "minimum": lowest - highest, "maximum": highest - lowest}),
            Self::Day => json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
            Self::Time => json!({"type": "string", "format": "date-time"}),
            Self::Format(number) => json!({"const": number}),
            Self::OfPack(of) => json!({"const": of(pack)}),
            Self::List(entry) => json!({"type": "array", "items": entry.schema(pack)}),
            Self::Set(entry) => json!({"type": "array", "items": entry.schema(pack), "uniqueItems": true}),
            Self::OrNull(kind) => or_null(&kind.schema(pack)),
        }
    }
}

fn or_null(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

/// A property of an object that is made from a `T`.
struct Property<'a, T> {
    name: &'static str,
    about: &'static str,
    schema: Box<dyn Fn(&Pack) -> Value + 'a>,
    value: Box<dyn Fn(&T) -> Json + 'a>,
}

/// An object that is made from a `T`: its properties, all of which it always has.
pub(super) struct Record<'a, T> {
    properties: Vec<Property<'a, T>>,
}

impl<'a, T: 'a> Record<'a, T> {
    /// An object without properties.
    pub(super) fn new() -> Self {
        Self { properties: Vec::new() }
    }

    /// Adds a property: its name, what it says, what it may hold, and its value.
    pub(super) fn with<V: Into<Json>>(
        mut self,
        name: &'static str,
        about: &'static str,
        kind: Kind,
        value: impl Fn(&T) -> V + 'a,
    ) -> Self {
        let schema = Box::new(move |pack: &Pack| kind.schema(pack));
        self.properties.push(Property { name, about, schema, value: Box::new(move |of| value(of).into()) });
        self
    }

    /// Adds a property that is an object.
    pub(super) fn object<U: 'a>(
        self,
        name: &'static str,
        about: &'static str,
        record: Record<'a, U>,
        value: impl Fn(&T) -> U + 'a,
    ) -> Self {
        self.nested(name, about, record, Value::clone, move |record, of| record.write(&value(of)))
    }

    /// Adds a property that is an object or null.
    pub(super) fn object_or_null<U: 'a>(
        self,
        name: &'static str,
        about: &'static str,
        record: Record<'a, U>,
        value: impl Fn(&T) -> Option<U> + 'a,
    ) -> Self {
        let write = move |record: &Record<'a, U>, of: &T| value(of).map(|value| record.write(&value)).into();
        self.nested(name, about, record, or_null, write)
    }

    /// Adds a property that is a list of objects.
    pub(super) fn list<U: 'a>(
        self,
        name: &'static str,
        about: &'static str,
        record: Record<'a, U>,
        values: impl Fn(&T) -> Vec<U> + 'a,
    ) -> Self {
        let write = move |record: &Record<'a, U>, of: &T| {
            Json::List(values(of).iter().map(|value| record.write(value)).collect())
        };
        self.nested(name, about, record, |schema| json!({"type": "array", "items": schema}), write)
    }

    fn nested<U: 'a>(
        mut self,
        name: &'static str,
        about: &'static str,
        record: Record<'a, U>,
        around: fn(&Value) -> Value,
        write: impl Fn(&Record<'a, U>, &T) -> Json + 'a,
    ) -> Self {
        let record = std::rc::Rc::new(record);
        let described = std::rc::Rc::clone(&record);
        let schema = Box::new(move |pack: &Pack| around(&described.schema(pack)));
        self.properties.push(Property { name, about, schema, value: Box::new(move |of| write(&record, of)) });
        self
    }

    /// Adds more properties where a condition holds.
    pub(super) fn and_if(mut self, condition: bool, more: impl FnOnce(Self) -> Self) -> Self {
        if condition {
            self = more(self);
        }
        self
    }

    /// The object of a `T`.
    pub(super) fn write(&self, of: &T) -> Json {
        Json::Object(self.properties.iter().map(|property| (property.name, (property.value)(of))).collect())
    }

    /// What an object may be: closed, and with all its properties.
    fn schema(&self, pack: &Pack) -> Value {
        let mut properties = Map::new();
        for property in &self.properties {
            let mut schema = (property.schema)(pack);
            schema["description"] = Value::String(property.about.to_owned());
            properties.insert(property.name.to_owned(), schema);
        }
        let required: Vec<&String> = properties.keys().collect();
        json!({"type": "object", "required": required, "additionalProperties": false, "properties": properties})
    }

    /// The JSON Schema of the object as a document, in draft 2020-12.
    pub(super) fn document(&self, pack: &Pack, title: &str, about: &str) -> String {
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": format!("{title}: {} {}", pack.id(), pack.version()),
            "description": about,
        });
        if let (Value::Object(document), Value::Object(own)) = (&mut schema, self.schema(pack)) {
            document.extend(own);
        }
        let known = |ids: Ids| (ids.word().to_owned(), json!({"type": "string", "enum": ids.of(pack)}));
        schema["$defs"] = Value::Object(Ids::ALL.into_iter().map(known).collect());
        format!("{schema:#}\n")
    }
}
