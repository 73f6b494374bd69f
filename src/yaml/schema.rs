//! JSON Schemas of files, for editors that complete and check YAML as it is typed.
//!
//! Draft 7, which the common YAML language servers read. They are made from the shapes that the readers
//! read by. Rules that a schema cannot express (ids that exist, levels in order) are left to `skillgap check`.

use serde_json::{Map, Value, json};

use super::shape::{FieldShape, Kind, Shape};

/// The schema of a file that is one record of this shape.
pub fn schema(shape: &'static Shape, name: &str) -> Value {
    let mut definitions = Map::new();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!(format!("skillgap {name}")));
    schema.extend(record(shape, &mut definitions));
    schema.insert("definitions".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

/// A record as an object; the shapes of its fields are added to the definitions.
fn record(shape: &'static Shape, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let properties: Map<String, Value> =
        shape.known().map(|field| (field.name.to_owned(), property(field, definitions))).collect();
    let required: Vec<&str> = shape.known().filter(|field| field.needed).map(|field| field.name).collect();
    let mut object = Map::new();
    object.insert("description".to_owned(), json!(shape.about));
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    object.insert("required".to_owned(), json!(required));
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

fn property(field: &'static FieldShape, definitions: &mut Map<String, Value>) -> Value {
    let value = of_kind(&field.kind, definitions);
    if value.get("$ref").is_some() {
        // Draft 7 ignores every keyword beside a `$ref`.
        return json!({"description": field.about, "allOf": [value]});
    }
    let mut object = Map::new();
    object.insert("description".to_owned(), json!(field.about));
    if let Value::Object(rest) = value {
        object.extend(rest);
    }
    Value::Object(object)
}

fn of_kind(kind: &'static Kind, definitions: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Format => json!({"const": 1}),
        // A number or `true` is the text that stands there.
        Kind::Text(limit) => {
            json!({"type": ["string", "number", "boolean"], "pattern": r"\S", "maxLength": limit})
        }
        Kind::Pattern(pattern) => json!({"type": "string", "pattern": pattern}),
        Kind::Date(pattern) => {
            json!({"anyOf": [{"type": "string", "pattern": pattern}, {"type": "integer", "minimum": 1000, "maximum": 9999}]})
        }
        Kind::Number(i64::MIN, i64::MAX) => json!({"type": "integer"}),
        Kind::Number(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Kind::Decimal(low, high) => json!({"type": "number", "minimum": low, "maximum": high}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Word(words) => json!({"enum": words()}),
        Kind::Only(word) => json!({"const": word}),
        Kind::List(entry) => json!({"type": "array", "items": of_kind(entry, definitions)}),
        Kind::Filled(entry) => json!({"type": "array", "minItems": 1, "items": of_kind(entry, definitions)}),
        Kind::Record(shape) => {
            if !definitions.contains_key(shape.name) {
                let object = record(shape, definitions);
                definitions.insert(shape.name.to_owned(), Value::Object(object));
            }
            json!({"$ref": format!("#/definitions/{}", shape.name)})
        }
        Kind::AnyOf(kinds) => {
            let kinds: Vec<Value> = kinds.iter().map(|kind| of_kind(kind, definitions)).collect();
            json!({"anyOf": kinds})
        }
        Kind::Missing(_) => json!(false),
    }
}
