//! The JSON Schema of one line of the output as JSON.

use serde_json::{Map, Value, json};

use super::MoreColumns;
use super::write::{FIRST, LABEL, LAST, NEXT, OVERLAY};
use crate::gap::TOP_GAPS;
use crate::model::{Id, Pack};

/// The schema of what is written about one respondent to this pack, in draft 2020-12.
pub fn schema(pack: &Pack, more: MoreColumns) -> Value {
    let mut properties = Map::new();
    let mut add = |name: &str, description: String, mut value: Value| {
        value["description"] = Value::String(description);
        properties.insert(name.to_owned(), value);
    };
    let ids = |ids: Vec<&str>| json!({"type": "string", "enum": ids});
    let share = || json!({"type": ["number", "null"], "minimum": 0, "maximum": 1});
    let level = || json!({"type": ["number", "null"], "minimum": pack.levels().min(), "maximum": pack.levels().max()});
    let competencies: Vec<&str> = pack.competencies().iter().map(|competency| competency.id.as_str()).collect();
    let texts = [
        "The pseudonym of the respondent.",
        "The id of the role that was scored against.",
        "The id of the form.",
        "How many items of the form are rated.",
        "How many items the form has.",
        "Rated items among those of the form, from 0 to 1.",
        "Readiness for the role, from 0 to 1; null when too little is rated.",
        "Readiness with everything without a rating at its worst.",
        "Readiness with everything without a rating at its best.",
    ];
    for (name, text) in FIRST.into_iter().zip(texts) {
        let value = match name {
            "respondent" => json!({"type": "string", "minLength": 1}),
            "role" => ids(pack.roles().iter().map(|role| role.id.as_str()).collect()),
            "form" => ids(pack.forms().iter().map(|form| form.id.as_str()).collect()),
            "answered" | "items" => json!({"type": "integer", "minimum": 0}),
            _ => share(),
        };
        add(name, text.to_owned(), value);
    }
    for domain in pack.domains() {
        let text = format!(
            "Level of the domain {}, weighted by the role's importance; null when none is known.",
            domain.title
        );
        add(&format!("domain.{}", domain.id), text, level());
    }
    for competency in pack.competencies() {
        let text = format!("Level of {}; null when too little of it is rated.", competency.title);
        add(&format!("level.{}", competency.id), text, level());
    }
    let list =
        |most: usize| json!({"type": "array", "items": {"enum": competencies}, "uniqueItems": true, "maxItems": most});
    let [unmet, top] = LAST;
    add(
        unmet,
        "Musts of the role that are not met, in the pack's order: the level is below the target, or not known."
            .to_owned(),
        list(competencies.len()),
    );
    add(top, "The first gaps, highest priority first.".to_owned(), list(TOP_GAPS));
    if more.next {
        let [role, readiness, unmet, gaps] = NEXT;
        let mut roles: Vec<Value> = pack.roles().iter().map(|role| json!(role.id.as_str())).collect();
        roles.push(Value::Null);
        add(
            role,
            "The id of the next role; null for someone who starts at the role or above.".to_owned(),
            json!({"enum": roles}),
        );
        add(readiness, "Readiness for the next role; null when too little is rated.".to_owned(), share());
        add(unmet, "Musts of the next role that are not met.".to_owned(), list(competencies.len()));
        add(gaps, "The first gaps to the next role, highest priority first.".to_owned(), list(TOP_GAPS));
    }
    if more.label {
        let text = "The name or number for people to read; empty where none was given.".to_owned();
        add(LABEL, text, json!({"type": "string"}));
    }
    if let Some(overlay) = pack.overlay() {
        let text = "The overlay that lay over the pack: its id, its version and its fingerprint. Levels and readiness do \
                    not depend on it.";
        add(OVERLAY, text.to_owned(), json!({"const": overlay.stamp()}));
    }
    let required: Vec<String> = properties.keys().cloned().collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("skillgap score: {} {}", pack.id(), pack.version()),
        "description": "One line of `skillgap score --format ndjson`. Numbers have four decimals.",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
