//! Which fields may hold a text, from the schemas of the formats; the fixture has them all.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use skillgap::answers::{LONGEST_INVITATION_LINE, LONGEST_NAME, LONGEST_NOTE};

use super::{ANSWERS, FIXTURE, Field, at};
use crate::harness::{Place, hostile, repository_file};

/// The kind of a field: its path without places in lists.
type Kind = Vec<String>;

/// The longest text of each field of a schema that may hold one, and the fields that hold an id, a date or an address.
#[derive(Default)]
struct Kinds {
    texts: BTreeMap<Kind, usize>,
    /// What is refused where it is no id, day, month, version, code, currency, language or address.
    closed: BTreeSet<Kind>,
}

impl Kinds {
    fn of(schema: &str) -> Self {
        let schema: Value =
            serde_json::from_str(&repository_file(&format!("questionnaires/.schema/{schema}.json"))).unwrap();
        let mut kinds = Self::default();
        kinds.add(&schema, &schema, &[]);
        kinds
    }

    fn add(&mut self, schema: &Value, part: &Value, path: &[String]) {
        if let Some(name) = part["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap();
            return self.add(schema, &schema["definitions"][name], path);
        }
        for either in ["anyOf", "oneOf", "allOf"] {
            for part in part[either].as_array().into_iter().flatten() {
                self.add(schema, part, path);
            }
        }
        for (name, part) in part["properties"].as_object().into_iter().flatten() {
            self.add(schema, part, &[path, std::slice::from_ref(name)].concat());
        }
        if part["items"].is_object() {
            self.add(schema, &part["items"], path);
        }
        let types = &part["type"];
        let is_text = types == "string" || types.as_array().is_some_and(|all| all.contains(&Value::from("string")));
        if !is_text {
            return;
        }
        if part["pattern"] == "\\S" {
            let longest = part["maxLength"].as_u64().expect("each text has a limit");
            self.texts.insert(path.to_vec(), usize::try_from(longest).unwrap());
        } else if part.get("pattern").is_some() {
            self.closed.insert(path.to_vec());
        }
    }
}

/// Texts that name something else: a file beside the overlay, a form, a role.
fn is_name(file: &str, kind: &[String]) -> bool {
    let last = kind.last().map(String::as_str);
    (file.ends_with("overlay.yaml") && last == Some("logo"))
        || (file == "invitation.yaml" && matches!(last, Some("form" | "role")))
}

/// The paths to all texts in a value.
fn leaves(value: &Value, path: &[String], found: &mut Vec<Vec<String>>) {
    match value {
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                leaves(value, &[path, &[at.to_string()]].concat(), found);
            }
        }
        Value::Object(map) => {
            for (name, value) in map {
                leaves(value, &[path, std::slice::from_ref(name)].concat(), found);
            }
        }
        Value::String(_) => found.push(path.to_vec()),
        _ => {}
    }
}

fn kind(path: &[String]) -> Kind {
    path.iter().filter(|step| step.parse::<usize>().is_err()).cloned().collect()
}

/// The fields of a file of the fixture that may hold a text; it has one of each kind in its schema.
pub(super) fn of_schema(file: &'static str, schema: &str, value: &Value) -> Vec<Field> {
    let kinds = Kinds::of(schema);
    let mut paths = Vec::new();
    leaves(value, &[], &mut paths);
    let there: BTreeSet<Kind> = paths.iter().map(|path| kind(path)).collect();
    let missing: Vec<&Kind> = kinds.texts.keys().filter(|kind| !there.contains(*kind)).collect();
    assert!(missing.is_empty(), "{file} has no {missing:?}");
    let field = |path: Vec<String>| {
        let kind = kind(&path);
        let longest = *kinds.texts.get(&kind).filter(|_| !is_name(file, &kind))?;
        Some(Field { file, path, longest })
    };
    paths.into_iter().filter_map(field).collect()
}

/// The fields of an answers file that may hold a text, which has no schema.
pub(super) fn of_answers(file: &'static str, value: &Value) -> Vec<Field> {
    let mut paths = Vec::new();
    leaves(value, &[], &mut paths);
    let field = |path: Vec<String>| {
        let kind = kind(&path);
        let kind: Vec<&str> = kind.iter().map(String::as_str).collect();
        let longest = match kind[..] {
            // The other files of a person have the code of the first.
            ["respondent", "id"] if ANSWERS[1..3].contains(&file) => return None,
            ["respondent", _] | ["steps", "text"] => LONGEST_NAME,
            ["invitation", "why" | "who-sees"] | ["answers", "note" | "reason"] => LONGEST_NOTE,
            ["invitation", _] => LONGEST_INVITATION_LINE,
            ["pack" | "background" | "steps" | "answers", _] | ["rater" | "form" | "role" | "started" | "finished"] => {
                return None;
            }
            _ => panic!("{file}: {kind:?} is neither a text nor something else"),
        };
        Some(Field { file, path, longest })
    };
    paths.into_iter().filter_map(field).collect()
}

#[test]
fn e02_ids_days_and_addresses_of_every_field_refuse_hostile_texts_by_name() {
    let place = Place::new();
    let mut tried = 0;
    let texts = hostile::texts();
    for (file, schema) in super::FILES {
        let kinds = Kinds::of(schema);
        let mut paths = Vec::new();
        leaves(&FIXTURE.values[file], &[], &mut paths);
        // One field of each kind.
        let mut seen = BTreeSet::new();
        for (number, path) in paths.into_iter().enumerate() {
            let kind = kind(&path);
            // What a waiver names that does not exist is a warning.
            let is_closed = (kinds.closed.contains(&kind) || is_name(file, &kind)) && kind != ["waivers", "at"];
            if !is_closed || !seen.insert(kind) {
                continue;
            }
            let mut values = FIXTURE.values.clone();
            let bad = format!("{}x y", texts[(number * 7) % texts.len()]);
            *at(values.get_mut(file).unwrap(), &path) = Value::String(bad.clone());
            FIXTURE.write(&place, super::plain_text);
            place.write(file, &serde_json::to_string_pretty(&values[file]).unwrap());
            let what = if file == "invitation.yaml" { file } else { file.split('/').next().unwrap() };
            let ran = place.run(&["check", what, "--pack", "pack"]);
            assert_eq!(ran.code, 1, "{file}: {path:?} {bad:?}: {}{}", ran.stdout, ran.stderr);
            assert!(ran.stderr.contains(&format!("--> {file}:")), "{file}: {path:?}: {}", ran.stderr);
            for text in [&ran.stdout, &ran.stderr] {
                assert!(!text.contains(hostile::is_unsafe) && !text.contains('\t'), "{text:?}");
            }
            tried += 1;
        }
    }
    assert!(tried > 80, "{tried} kinds of fields");
}
