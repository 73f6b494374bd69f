//! One list of hostile texts through every field that may hold a text, into every output.
//!
//! `tests/fixtures/every-field` has every such field. Each field gets a text of the list and a mark of its own behind it;
//! the outputs are held against those of plain texts with the same marks: the same elements, rows, keys and events, and
//! before each mark its text.

mod fields;
mod names;
mod outputs;
mod repeats;
mod screens;
mod tables;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use skillgap::sanitise::{clean, one_line};

use crate::harness::{Place, repository_file};
use crate::page_command::{VERSION, engine};

/// The files of the fixture that have a schema, each with its name.
const FILES: [(&str, &str); 5] = [
    ("pack/questionnaire.yaml", "questionnaire"),
    ("pack/roles.yaml", "roles"),
    ("pack/resources.yaml", "resources"),
    ("programme/overlay.yaml", "overlay"),
    ("invitation.yaml", "invitation"),
];

/// The answers of the fixture: those of one person now, before and as an observer saw them, and those of another.
const ANSWERS: [&str; 4] = ["class/later.yaml", "earlier/earlier.yaml", "observer.yaml", "class/second.yaml"];

/// A field that may hold a text: the path to it in its file, with the places in lists as numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Field {
    file: &'static str,
    path: Vec<String>,
    /// The longest text, in characters.
    longest: usize,
}

/// All files of the fixture as values, and the fields in them that may hold a text.
struct Files {
    values: BTreeMap<&'static str, Value>,
    fields: Vec<Field>,
}

/// The fixture, read once for all tests.
static FIXTURE: LazyLock<Files> = LazyLock::new(Files::read);

impl Files {
    fn read() -> Self {
        let value = |file: &str| -> Value {
            let text = repository_file(&format!("tests/fixtures/every-field/{file}"));
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
        };
        let mut values = BTreeMap::new();
        let mut found = Vec::new();
        for (file, schema) in FILES {
            let value = value(file);
            found.extend(fields::of_schema(file, schema, &value));
            values.insert(file, value);
        }
        for file in ANSWERS {
            let value = value(file);
            found.extend(fields::of_answers(file, &value));
            values.insert(file, value);
        }
        Self { values, fields: found }
    }

    /// Puts the files into a place, each field with the text that `text` has for its number.
    fn write(&self, place: &Place, text: impl Fn(usize, &Field) -> String) {
        let mut values = self.values.clone();
        for (number, field) in self.fields.iter().enumerate() {
            *at(values.get_mut(field.file).unwrap(), &field.path) = Value::String(text(number, field));
        }
        // One person has one code, which is a field of each of their files.
        let id = values[ANSWERS[0]]["respondent"]["id"].clone();
        for file in &ANSWERS[1..3] {
            values.get_mut(file).unwrap()["respondent"]["id"] = id.clone();
        }
        for (file, value) in &values {
            place.write(file, &serde_json::to_string_pretty(value).unwrap());
        }
        place.write("programme/logo.svg", &repository_file("tests/fixtures/every-field/programme/logo.svg"));
        place.write("invited.csv", "respondent,label,group\ns-9,Nobody,A group\n");
        std::fs::write(place.path("engine.wasm"), engine(VERSION)).unwrap();
    }
}

/// The value at the end of a path.
fn at<'v>(value: &'v mut Value, path: &[String]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match value {
        Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
        _ => value.get_mut(step.as_str()).unwrap_or_else(|| panic!("no {step}")),
    })
}

/// The mark of a field, which ends its text.
fn mark(number: usize) -> String {
    format!("Z{number:03}Q")
}

/// The text of a field in a round, its mark behind it. In so many rounds as there are texts, each field gets each text
/// that is short enough for it and that is more than marks.
fn hostile_text(texts: &[String], round: usize, number: usize, field: &Field) -> String {
    let fits = |text: &&String| text.chars().count() + 5 <= field.longest && !one_line(text).is_empty();
    let mut from = texts.iter().cycle().skip((number + round) % texts.len()).take(texts.len());
    format!("{}{}", from.find(fits).expect("a text that fits"), mark(number))
}

/// A plain text with the mark.
fn plain_text(number: usize, _: &Field) -> String {
    format!("plain {}", mark(number))
}

/// A text as outputs may show it: without what cleaning removes, without white space, in small letters.
fn bare(text: &str) -> String {
    clean(text).to_lowercase().split_whitespace().collect()
}

/// What the commands wrote, by name: a file, or what stood in the terminal.
type Outputs = BTreeMap<String, Vec<u8>>;

/// A command line, which writes into `to` where that has a name.
struct Run {
    to: &'static str,
    args: &'static str,
}

const fn run(to: &'static str, args: &'static str) -> Run {
    Run { to, args }
}

/// Every command that writes or prints texts of the files; what `explain` prints is beside it.
const RUNS: [Run; 30] = [
    run("", "check pack programme class earlier observer.yaml invitation.yaml"),
    run("", "check pack --facts"),
    run("student.html", "report class/later.yaml --full -o"),
    run("second.html", "report class/second.yaml -o"),
    run(
        "advisor.html",
        "report class/later.yaml --for advisor --since earlier/earlier.yaml --observer observer.yaml -o",
    ),
    run("report.json", "report class/later.yaml --format json --for advisor --observer observer.yaml -o"),
    run("compared.html", "compare earlier/earlier.yaml class/later.yaml -o"),
    run("", "plan class/later.yaml --start 2026-12-01"),
    run("plan.json", "plan class/later.yaml --start 2026-12-01 --format json -o"),
    run("plan.ics", "plan class/later.yaml --start 2026-12-01 --format ics -o"),
    run("", "step class/later.yaml"),
    run("scores.csv", "score class --next --label -o"),
    run("scores.ndjson", "score class --next --label -o"),
    run("scores.xlsx", "score class --next --label -o"),
    run("codebook.csv", "score class -o codes.csv --codebook"),
    run("copies", "score class -o copied.csv --for advisor --reports"),
    run("names.html", "cohort class --since earlier --invited invited.csv --show-names --on 2026-12-01 -o"),
    run("codes.html", "cohort class --since earlier --invited invited.csv --on 2026-12-01 -o"),
    run("tables", "cohort class --since earlier --show-names --on 2026-12-01 -o a.html --tables"),
    run("books", "cohort class --since earlier --show-names --on 2026-12-01 -o b.html --tables-as xlsx --tables"),
    run("lines", "cohort class --since earlier --show-names --on 2026-12-01 -o c.html --tables-as ndjson --tables"),
    run("quiz.html", "page --invitation invitation.yaml --engine engine.wasm -o"),
    run("template.yaml", "template --form full -o"),
    run("template.csv", "template --format csv -o"),
    run("template.xlsx", "template --format xlsx --form full -o"),
    run("redcap.csv", "export --to redcap --form full -o"),
    run("limesurvey.txt", "export --to limesurvey --form full -o"),
    run("survey.csv", "export --to csv -o"),
    run("", "packs --coverage"),
    run("", "packs --frameworks"),
];

/// What `skillgap explain` is asked for.
const EXPLAINED: [&str; 9] = [
    "clay",
    "potter",
    "master-potter",
    "first-pot",
    "master-class",
    "kiln-permit",
    "evening-kiln",
    "guild-model",
    "career",
];

/// Runs every command in a place with the files; each does well.
fn outputs(place: &Place) -> Outputs {
    let mut outputs = Outputs::new();
    let explain = EXPLAINED.map(|what| format!("explain {what}"));
    let lines = RUNS.iter().map(|run| (run.to, run.args.to_owned()));
    for (to, line) in lines.chain(explain.map(|line| ("", line))) {
        let mut args: Vec<&str> = line.split(' ').collect();
        if !to.is_empty() {
            args.push(to);
        }
        args.extend(["--pack", "pack", "--overlay", "programme"]);
        let ran = place.run(&args);
        assert_eq!(ran.code, 0, "{line}: {}", ran.stderr);
        if to.is_empty() {
            outputs.insert(format!("{line} (terminal)"), ran.stdout.into_bytes());
        } else {
            take(&mut outputs, &place.path(to), to);
        }
        outputs.insert(format!("{line} (messages)"), ran.stderr.into_bytes());
    }
    for file in ANSWERS.into_iter().filter(|file| !file.contains("observer")) {
        let args = ["step", file, "--text", "A visit.", "agreed", "--on", "2026-12-01", "--pack", "pack"];
        let ran = place.run(&args);
        assert_eq!(ran.code, 0, "{file}: {}", ran.stderr);
        take(&mut outputs, &place.path(file), file);
    }
    outputs
}

/// The bytes of a file, or of each file of a folder.
fn take(outputs: &mut Outputs, path: &Path, name: &str) {
    if !path.is_dir() {
        outputs.insert(name.to_owned(), std::fs::read(path).unwrap());
        return;
    }
    for entry in std::fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        take(outputs, &path, &format!("{name}/{file}"));
    }
}
