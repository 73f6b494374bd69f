//! The JSON Schemas agree with the reader, and the shipped packs point their editors at them.
//!
//! To take over schemas that changed on purpose: `SKILLGAP_BLESS=1 cargo test --test it schema`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::repository_file;
use jsonschema::Validator;
use serde_json::Value;
use skillgap::diag::{Code, Diagnostic};
use skillgap::pack::{self, PackFile, PackFiles, SourceFile};

fn validator(file: PackFile) -> Validator {
    jsonschema::validator_for(&pack::schema(file)).unwrap()
}

/// YAML as the JSON value that an editor's language server would check.
fn json(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn shipped_packs() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder("questionnaires")).unwrap().map(|entry| entry.unwrap().path());
    let packs: Vec<PathBuf> = entries.filter(|path| path.join(PackFile::Questionnaire.name()).is_file()).collect();
    assert_eq!(packs.len(), pack::EMBEDDED.len());
    packs
}

#[test]
fn shipped_packs_and_the_test_pack_fit_the_schemas() {
    for folder in shipped_packs().into_iter().chain([folder("tests/fixtures/pack")]) {
        for file in PackFile::ALL {
            let value = json(&fs::read_to_string(folder.join(file.name())).unwrap());
            let errors: Vec<String> = validator(file)
                .iter_errors(&value)
                .map(|error| format!("{} at {}", error, error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{}/{}: {errors:?}", folder.display(), file.name());
        }
    }
}

#[test]
fn shipped_packs_point_their_editors_at_the_schemas_in_the_repository() {
    for file in PackFile::ALL {
        let name = file.name().replace(".yaml", ".json");
        let path = folder("questionnaires/.schema").join(&name);
        let schema = format!("{:#}\n", pack::schema(file));
        if std::env::var_os("SKILLGAP_BLESS").is_some() {
            fs::write(&path, &schema).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == schema, "{} is not what `skillgap check --schema` prints", path.display());
        for pack in shipped_packs() {
            let text = fs::read_to_string(pack.join(file.name())).unwrap();
            let line = format!("# yaml-language-server: $schema=../.schema/{name}");
            assert_eq!(text.lines().next(), Some(line.as_str()), "{}", pack.display());
        }
    }
}

/// Codes of problems that a schema can see: a field's name, presence, type, range or form.
const STRUCTURAL: [Code; 10] = [
    Code::UnknownFormat,
    Code::WrongType,
    Code::MissingField,
    Code::UnknownField,
    Code::EmptyText,
    Code::LongText,
    Code::OutOfRange,
    Code::UnknownWord,
    Code::BadId,
    Code::BadDate,
];

/// Cases whose problem depends on other fields or other files, which a schema cannot see.
const BEYOND_A_SCHEMA: [&str; 10] = [
    "half-a-price",
    "range-without-amount",
    "half-an-effort",
    "must-without-reason",
    "targets-from-nowhere",
    "waiver-of-an-error",
    "level-off-scale",
    "weeks-without-a-post",
    "years-in-without-years",
    "redefined-later",
];

/// Cases that are no YAML, or no JSON value, to begin with.
const NO_VALUE: [&str; 3] = ["syntax", "repeated-field", "share-not-a-number"];

fn problems(file: PackFile, text: &str) -> Vec<Diagnostic> {
    let source = |which: PackFile| SourceFile {
        name: which.name().to_owned(),
        text: if which == file {
            text.to_owned()
        } else {
            repository_file(&format!("tests/fixtures/pack/{}", which.name()))
        },
    };
    let files = PackFiles {
        questionnaire: source(PackFile::Questionnaire),
        roles: source(PackFile::Roles),
        resources: source(PackFile::Resources),
    };
    pack::parse(&files).1
}

#[test]
fn a_schema_refuses_what_the_reader_refuses_for_the_shape_of_its_fields_and_nothing_else() {
    let (mut refused, mut passed) = (0, 0);
    for entry in fs::read_dir(folder("tests/fixtures/bad-packs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let parts: Vec<&str> = name.split('.').collect();
        let [case, which, "yaml"] = parts[..] else { continue };
        if NO_VALUE.contains(&case) {
            continue;
        }
        let file = PackFile::ALL.into_iter().find(|file| file.name() == format!("{which}.yaml")).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let structural = problems(file, &text)
            .iter()
            .any(|problem| STRUCTURAL.contains(&problem.code) || problem.code == Code::BadUrl);
        let expected = structural && !BEYOND_A_SCHEMA.contains(&case);
        assert_eq!(!validator(file).is_valid(&json(&text)), expected, "{name}");
        if expected { refused += 1 } else { passed += 1 }
    }
    assert!(refused >= 15 && passed >= 15, "{refused} refused, {passed} passed");
}

#[test]
fn every_field_of_a_schema_is_described() {
    fn walk(value: &Value, undescribed: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (name, property) in properties {
                let text = property.get("description").and_then(Value::as_str).unwrap_or_default();
                if text.len() < 4 || !text.ends_with('.') {
                    undescribed.push(name.clone());
                }
            }
        }
        if let Some(definitions) = value.get("definitions").and_then(Value::as_object) {
            definitions.values().for_each(|definition| walk(definition, undescribed));
        }
    }
    let mut undescribed = Vec::new();
    for file in PackFile::ALL {
        walk(&pack::schema(file), &mut undescribed);
    }
    assert!(undescribed.is_empty(), "{undescribed:?}");
}
