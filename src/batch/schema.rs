//! The JSON Schema of one line of the output as JSON.

use serde_json::{Map, Value, json};

use super::write::columns;
use super::{MoreColumns, OutputFormat};
use crate::facts::columns::{CellKind, Column};
use crate::language::columns as words;
use crate::model::Pack;

/// The schema of what is written about one respondent to this pack, in draft 2020-12.
pub fn schema(pack: &Pack, more: MoreColumns) -> Value {
    let mut properties = Map::new();
    for column in columns(pack, OutputFormat::Ndjson, more) {
        let mut value = shape(pack, column);
        let absent = words::absent(pack, column).map_or_else(String::new, |when| format!("; null {when}"));
        value["description"] = Value::String(format!("{}{absent}.", words::about(pack, column)));
        properties.insert(column.name(pack).into_owned(), value);
    }
    let required: Vec<String> = properties.keys().cloned().collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("skillgap score: {} {}", pack.id(), pack.version()),
        "description": words::LINE,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// What a column may hold.
fn shape(pack: &Pack, column: Column) -> Value {
    let ids = || column.ids(pack).into_iter().map(|(id, _)| json!(id)).collect::<Vec<_>>();
    let can_be_null = words::absent(pack, column).is_some();
    match (column, column.kind(pack)) {
        (Column::Respondent, _) => json!({"type": "string", "minLength": 1}),
        (Column::Overlay, _) => json!({"const": Column::overlay(pack)}),
        (_, CellKind::Text) => json!({"type": "string"}),
        (_, CellKind::OneOf) if can_be_null => {
            let values = [ids(), vec![Value::Null]].concat();
            json!({"enum": values})
        }
        (_, CellKind::OneOf) => json!({"type": "string", "enum": ids()}),
        (_, CellKind::SeveralOf(most)) => {
            json!({"type": "array", "items": {"enum": ids()}, "uniqueItems": true, "maxItems": most})
        }
        (_, CellKind::Count(_)) => json!({"type": "integer", "minimum": 0}),
        (_, kind) => {
            let (low, high) = kind.range().unwrap_or_default();
            json!({"type": ["number", "null"], "minimum": low, "maximum": high})
        }
    }
}
