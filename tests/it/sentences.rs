//! Sentences are made in `src/language` and in the templates. Some files still make their own; the list of them only gets
//! shorter.

use std::fs;
use std::path::{Path, PathBuf};

/// The files outside `src/language` that make sentences. A file that makes none any more leaves the list.
const STILL_MAKE_SENTENCES: [&str; 26] = [
    "batch/write",
    "quiz/about",
    "quiz/inquire",
    "quiz/notes",
    "quiz/plain",
    "quiz/question",
    "quiz/review",
    "quiz/script",
    "quiz/start",
    "quiz/state",
    "report/text",
    "report/view/about_role",
    "report/view/advisor",
    "report/view/cards",
    "report/view/chart",
    "report/view/entry",
    "report/view/facts",
    "report/view/method",
    "report/view/overview",
    "report/view/plan",
    "report/view/plan_steps",
    "report/view/plan_words",
    "report/view/raters",
    "report/view/student",
    "report/view/summary",
    "report/view/trace",
];

pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The string literals of a file outside comments and its test module, except those that only programmers read.
pub fn literals(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let for_readers =
        |line: &&str| !["//", "#[", "debug_assert"].iter().any(|start| line.trim_start().starts_with(start));
    let lines = text.lines().filter(for_readers);
    // Between quotes, every second piece is a literal.
    let code = lines.collect::<Vec<_>>().join("\n").replace("\\\"", "”").replace("'\"'", "' '");
    let pieces: Vec<&str> = code.split('"').collect();
    let is_reason = |before: &str| ["expect(", "reason ="].iter().any(|end| before.trim_end().ends_with(end));
    let pairs: Vec<&[&str]> = pieces.chunks_exact(2).collect();
    let literals = (0..pairs.len()).filter(|at| !is_reason(pairs[*at][0]) && !is_description(&pairs[..=*at]));
    literals.map(|at| pairs[at][1].replace("\\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The calls that give a property of a JSON Schema, or the schema itself, a name and then a description.
const DESCRIBED: [&str; 6] = [".with(", ".object(", ".object_or_null(", ".list(", "named_text(", ".document(pack,"];

/// True where the last literal is the description of a property, which only programmers read: a name stands before it,
/// and the call before that.
fn is_description(pairs: &[&[&str]]) -> bool {
    let [.., name, about] = pairs else { return false };
    let call: String = name[0].split_whitespace().collect();
    about[0].trim() == "," && DESCRIBED.iter().any(|described| call.ends_with(described))
}

/// True for a text with three words of small letters in a row: names, units and file formats have fewer.
pub fn is_prose(literal: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_end_matches([',', ';', ':', '.', '?']);
        word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase())
    };
    let words: Vec<&str> = literal.split(' ').collect();
    words.windows(3).any(|three| three.iter().all(is_word))
}

#[test]
fn no_further_file_makes_sentences_and_those_that_stop_leave_the_list() {
    let folders = ["assess.rs", "batch", "cohort", "facts", "gap", "model", "plan", "quiz", "report", "score"];
    let paths = folders.map(|folder| Path::new("src").join(folder)).into_iter();
    let files = paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    let mut found: Vec<String> = files
        .filter(|path| literals(&fs::read_to_string(path).unwrap()).iter().any(|literal| is_prose(literal)))
        .map(|path| path.display().to_string().replace('\\', "/"))
        .collect();
    found.sort();
    let expected: Vec<String> = STILL_MAKE_SENTENCES.map(|name| format!("src/{name}.rs")).to_vec();
    let joined: Vec<&String> = found.iter().filter(|path| !expected.contains(path)).collect();
    let left: Vec<&String> = expected.iter().filter(|path| !found.contains(path)).collect();
    assert!(joined.is_empty(), "put these sentences into `src/language`: {joined:?}");
    assert!(left.is_empty(), "take these files off the list: {left:?}");
}

#[test]
fn prose_is_told_from_names() {
    let code = "let a = \"Nothing is rated \\\n   yet\";\n//! \"not this one here\"\n\
                x.expect(\"some number is free\"); let b = '\"'; let c = \"price not known\"; let d = \"class=\";";
    let prose: Vec<String> = literals(code).into_iter().filter(|literal| is_prose(literal)).collect();
    assert_eq!(prose, ["Nothing is rated yet", "price not known"]);
    let code = "record.with(\"fee\", \"what it costs now\", Kind::Count, |of| \"said of it here\".to_owned())";
    assert_eq!(literals(code), ["fee", "said of it here"]);
}
