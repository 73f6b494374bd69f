//! Every message and hint that the program can write, held to one style: [`RULES`].
//!
//! They come from the fixtures of bad files, from a run for each kind of failure, from command lines that are not
//! understood, from the explanations of the codes, and from the texts in the source code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::diagnostics::{expected_texts, made_here};
use crate::harness::{Place, Ran, repository_file};
use crate::sentences::{is_prose, literals, sources};
use skillgap::diag::ALL_CODES;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// What is wrong, after `error:`, `warning:` or `note:`.
    Message,
    /// What was expected.
    Expected,
    /// What to do.
    Hint,
    /// What `explain` says of a code.
    Explanation,
    /// What is said of a command line, with the quotes of clap.
    Usage,
    /// A text in the source code, of which it is not known what it is.
    Literal,
}
use Part::{Expected, Explanation, Hint, Literal, Message, Usage};

/// A text, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    part: Part,
    text: String,
    from: String,
}

/// Words that no message has: they beg, blame or frighten, or say nothing.
const BANNED: &str = "please sorry oops invalid illegal abort aborted aborting fatal bad panic panicked unwrap";

/// What the standard library and the packages say, and how they write values.
const OF_LIBRARIES: &[&str] = &[
    "Some(",
    "None)",
    "Ok(",
    "Err(",
    "{ ",
    "::",
    "os error",
    "io error",
    "while parsing",
    "expected a value",
    " at line ",
    "..=",
    "usize",
    "u32",
    "u64",
    "i64",
    "f64",
    "enum",
    "struct ",
    "variant",
    "utf-8 sequence",
    "stack backtrace",
    "NaN",
    "unrecognized",
    "deserialize",
];

/// American spellings, as they begin a word.
const AMERICAN: &str = "color behavior favor honor labor_ center meter analyz categoriz customiz organiz recogniz summariz normaliz \
                        optimiz minimiz maximiz initializ serializ prioritiz standardiz utiliz license catalog_ gray defense labeled \
                        canceled cancelation modeling traveler fulfill_ enroll_ judgment skillful";

/// The longest sentence, in characters, without what stands in backticks.
const LONGEST_SENTENCE: usize = 200;

/// A rule: what it says, the parts that it holds for, and whether a text breaks it.
type Rule = (&'static str, &'static [Part], fn(&str) -> bool);

/// The style. A message says what is wrong, and a hint what to do; both are part of a sentence that begins with `error:` or
/// `hint:`, as in the messages of compilers. Explanations are paragraphs.
const RULES: [Rule; 9] = [
    (
        "none of the words that beg, blame or frighten",
        &[Message, Expected, Hint, Explanation, Usage, Literal],
        |text| words(text).any(|word| BANNED.split(' ').any(|banned| banned == word)),
    ),
    (
        "no text of a library, no value as a programmer writes it",
        &[Message, Expected, Hint, Explanation, Usage, Literal],
        |text| {
            let text = outside_backticks(text);
            OF_LIBRARIES.iter().any(|part| text.contains(part))
        },
    ),
    ("British spelling", &[Message, Expected, Hint, Explanation, Usage, Literal], |text| {
        words(text).any(|word| AMERICAN.split_whitespace().any(|start| is_american(&word, start)))
    }),
    ("no blank twice, or at an end", &[Message, Expected, Hint, Explanation], |text| {
        text.contains("  ") || text.trim() != text
    }),
    (
        "begins in lower case, or with a name in backticks, a digit or an abbreviation",
        &[Message, Expected, Hint],
        |text| {
            let first = text.split(' ').next().unwrap_or_default();
            text.starts_with(char::is_uppercase)
                && !first.chars().skip(1).any(|letter| letter.is_uppercase() || letter.is_numeric())
        },
    ),
    ("no full stop at its end", &[Message, Expected, Hint], |text| text.ends_with('.') && !text.ends_with("...")),
    ("a full stop at its end", &[Explanation], |text| !text.ends_with('.')),
    ("no sentence is too long to take in", &[Message, Expected, Hint, Explanation, Usage], |text| {
        let text = outside_backticks(text);
        text.split(['.', ';', '?', ':']).any(|sentence| sentence.chars().count() > LONGEST_SENTENCE)
    }),
    ("values and names stand in backticks, each closed", &[Message, Expected, Hint, Explanation], |text| {
        !text.replace("``", "").matches('`').count().is_multiple_of(2)
    }),
];

/// A text without what stands in backticks, which may be anybody's, and without options.
fn outside_backticks(text: &str) -> String {
    let outside: Vec<&str> = text.split('`').step_by(2).collect();
    let outside = outside.join("`");
    outside.split(' ').filter(|word| !word.trim_start_matches('\'').starts_with("--")).collect::<Vec<_>>().join(" ")
}

/// The words outside backticks, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    let text = outside_backticks(text).to_lowercase();
    let words: Vec<String> = text.split(|letter: char| !letter.is_alphabetic()).map(str::to_owned).collect();
    words.into_iter()
}

/// True for a word that begins so; `_` stands for its end or that of its plural.
fn is_american(word: &str, start: &str) -> bool {
    match start.strip_suffix('_') {
        Some(whole) => word.strip_suffix('s').unwrap_or(word) == whole,
        None => word.starts_with(start),
    }
}

/// The verbs that hints begin with. One of them, a question or a command says what to do.
const VERBS: &str = "find add ask begin call change check choose close correct cut empty end fill free give keep leave look lower make \
                     mend name open put raise read remove rename replace run save say score send shorten split start take try use \
                     wait write";

/// True when a hint says what to do: a part of it begins with a verb, or it asks, or it names a command.
fn says_what_to_do(hint: &str) -> bool {
    let starts = |part: &str| VERBS.split_whitespace().any(|verb| part.split([' ', ':']).next() == Some(verb));
    let is_verb = |part: &str| starts(part.trim_start().trim_start_matches("or ").trim_start_matches("and "));
    hint.split([',', ';', ':', '?']).any(is_verb) || hint.contains('?') || hint.contains("`skillgap ")
}

/// The messages, expectations and hints in what the program says of files.
fn of_diagnostics(text: &str, from: &str) -> Vec<Said> {
    let of_line = |line: &str| {
        let (part, text) = if let Some(expected) = line.strip_prefix("  expected: ") {
            (Expected, expected)
        } else if let Some(hint) = line.strip_prefix("  hint: ") {
            (Hint, hint)
        } else if let Some(place) = line.strip_prefix("  --> ") {
            (Message, place.split_once(": ")?.1)
        } else {
            let (head, message) = line.split_once("]: ")?;
            let is_head = ["error[SK", "warning[SK", "note[SK"].iter().any(|start| head.starts_with(start));
            (Message, is_head.then_some(message)?)
        };
        Some(Said { part, text: text.to_owned(), from: from.to_owned() })
    };
    text.lines().filter_map(of_line).collect()
}

/// The message and the hint of a failure, which are its last lines, put together again where they are wrapped.
fn failure(ran: &Ran) -> (String, Option<String>) {
    let said = ran.stderr.rsplit_once("error: ").map_or("", |(_, said)| said);
    let (message, hint) = said.split_once("\nhint: ").map_or((said, None), |(message, hint)| (message, Some(hint)));
    let joined = |text: &str| text.trim_end().lines().collect::<Vec<_>>().join(" ");
    (joined(message), hint.map(joined))
}

/// Each kind of failure of a command, with command lines that give it.
const FAILURES: &[(&str, &[&str])] = &[
    ("Read", &["report nothing.yaml", "report folder", "report latin.yaml", "report *.yaml", "report archive.yaml"]),
    ("Read", &["report a.yaml --pack folder", "score a.yaml --overlay folder", "report nothing.yaml --pack bakery"]),
    ("Write", &["template -o nothing/t.yaml", "template -o folder", "demo -o folder"]),
    ("Exists", &["template -o a.yaml", "report a.yaml -o other.html"]),
    ("NotNew", &["pack new bakery"]),
    ("Misnamed", &["report a.yaml --pack misnamed"]),
    ("TakenName", &["pack new clinical-informatics-director"]),
    ("SameFile", &["report a.yaml -o a.yaml", "score a.yaml -o a.yaml", "plan a.yaml -o a.yaml"]),
    ("Finished", &["quiz --plain --out finished.yaml"]),
    ("NeedsFile", &["quiz --plain --out -"]),
    ("Problems", &["report slip.yaml", "check slip.yaml", "compare a.yaml volunteer.yaml"]),
    ("NoPair", &["compare a.yaml a.yaml", "compare a.yaml copy.yaml", "compare a.yaml observer.yaml"]),
    ("NoPair", &["report a.yaml --observer finished.yaml", "report observer.yaml", "compare a.yaml older.yaml"]),
    ("ObserverTable", &["template --rater observer --format csv"]),
    ("Unknown", &["explain nothing-like-it", "explain data-analisys", "report a.yaml --role cheff", "man quizz"]),
    ("Unknown", &["quiz --plain --form fulll", "report a.yaml --pack nothing-like-it", "plan a.yaml --exclude pmpp"]),
    ("Unknown", &["step a.yaml pmpx done", "quiz --plain --role nothing-like-it"]),
    ("NoReport", &["report a.yaml --verify a.yaml"]),
    ("Differs", &["report a.yaml --verify changed.html"]),
    ("NoTime", &["plan a.yaml --start 2027-01-01 --deadline 2026-12-01"]),
    ("NotEngine", &["page --engine a.yaml"]),
    ("OtherEngine", &["page --engine other.wasm"]),
    (
        "PackLacks",
        &[
            "cohort a.yaml --pack personality",
            "plan a.yaml --pack personality",
            "report a.yaml --pack personality --role x",
        ],
    ),
    (
        "Options",
        &["score a.yaml --format xlsx", "score a.yaml --format xlsx --no-header -o s.xlsx", "template --format xlsx"],
    ),
    (
        "Options",
        &[
            "score a.yaml --next --format long",
            "score a.yaml --codebook c.txt",
            "score a.yaml --codebook -",
            "step a.yaml pmp",
        ],
    ),
    ("NoTerminal", &["quiz"]),
    ("NoInput", &["quiz --no-input"]),
    ("NothingScored", &["score slip.yaml", "cohort slip.yaml"]),
    ("TooFewToShare", &["cohort a.yaml --share"]),
    ("NothingToMap", &["score one-column.csv --map map.yaml", "score a.yaml --map map.yaml"]),
];

/// The kinds that no run here gives, and why.
const NOT_RUN: [(&str, &str); 4] = [
    ("NoEngine", "a program with an engine inside never fails so"),
    ("TooManyForSheet", "it takes more than a million people"),
    ("Terminal", "it takes a terminal that breaks"),
    ("OutputClosed", "it says nothing, since nobody reads it"),
];

/// The files that the command lines name.
fn files_of_failures() -> Place {
    let place = Place::new();
    let sheet = place.run(&["template"]).stdout.replace("    rating:\n", "    rating: 2\n");
    place.write("a.yaml", &sheet);
    place.write("copy.yaml", &sheet);
    place.write("finished.yaml", &sheet.replacen("answers:\n", "finished: 2026-11-24T09:00:00Z\nanswers:\n", 1));
    place.write("observer.yaml", &sheet.replacen("respondent:", "rater: observer\nrespondent:", 1));
    place.write("slip.yaml", &sheet.replacen("rating: 2", "rating: 9", 1));
    place.write("volunteer.yaml", &place.run(&["template", "--pack", "volunteer-coordinator"]).stdout);
    let mut older = sheet.replacen("s-0001", "s-0002", 1);
    if let Some((before, after)) = older.clone().split_once("scoring: ") {
        older = format!("{before}scoring: \"0123456789\"{}", &after[after.find('}').unwrap()..]);
    }
    place.write("older.yaml", &older);
    place.write("folder/nothing.txt", "");
    place.write("other.html", "mine");
    place.write("one-column.csv", "respondent\ns-1\n");
    place.write("archive.yaml", "PK\u{3}\u{4}");
    fs::write(place.path("latin.yaml"), b"name: Jos\xe9").unwrap();
    fs::write(place.path("other.wasm"), b"\0asm\x01\0\0\0skillgap engine 0.0.1\0").unwrap();
    for name in ["questionnaire", "roles", "resources"] {
        let text = repository_file(&format!("tests/fixtures/pack/{name}.yaml"));
        place.write(&format!("bakery/{name}.yaml"), &text);
        place.write(&format!("misnamed/{}.yaml", name.replace("roles", "role")), &text);
    }
    place.write(
        "personality/questionnaire.yaml",
        &repository_file("tests/fixtures/instruments/personality/questionnaire.yaml"),
    );
    assert_eq!(place.run(&["report", "a.yaml", "-o", "changed.html"]).code, 0);
    place.write("changed.html", &place.read("changed.html").replacen("25 of 25", "26 of 25", 1));
    place
}

/// The variants of the enum of failures.
fn kinds_of_failure() -> BTreeSet<String> {
    let text = repository_file("src/cli/failure.rs");
    let body = text.split("enum Failure {").nth(1).unwrap().split("\n}").next().unwrap();
    let lines = body.lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase));
    lines.map(|line| line.split(|letter: char| !letter.is_alphanumeric()).next().unwrap().to_owned()).collect()
}

fn of_failures() -> Vec<Said> {
    let tried: BTreeSet<String> = FAILURES.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    let left_out: BTreeSet<String> = NOT_RUN.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    assert_eq!(kinds_of_failure(), tried.union(&left_out).cloned().collect());
    let place = files_of_failures();
    let mut all = Vec::new();
    for (kind, lines) in FAILURES {
        for line in *lines {
            let ran = place.run(&line.split(' ').collect::<Vec<_>>());
            assert!([1, 2].contains(&ran.code), "{kind}: {line} ended with {}: {}", ran.code, ran.stderr);
            let (message, hint) = failure(&ran);
            assert!(!message.is_empty(), "{line}: {}", ran.stderr);
            let hint = hint.unwrap_or_else(|| panic!("{line} has no hint: {}", ran.stderr));
            assert!(says_what_to_do(&hint), "{line}: {hint}");
            let from = format!("{kind}: {line}");
            all.push(Said { part: Message, text: message, from: from.clone() });
            all.push(Said { part: Hint, text: hint, from: from.clone() });
            all.extend(of_diagnostics(&ran.stderr, &from));
        }
    }
    all
}

/// Command lines that are not understood.
const WRONG_LINES: [&str; 22] = [
    "quizz",
    "something",
    "report",
    "report a.yaml b.yaml",
    "report a.yaml --rol analyst",
    "report a.yaml --something",
    "report a.yaml --role",
    "report a.yaml --full --verify b.html",
    "report a.yaml --format pdf",
    "report a.yaml --for teacher",
    "report a.yaml --role a --role b",
    "report --full=yes a.yaml",
    "score",
    "score a.yaml --threads many",
    "score a.yaml --threads 0",
    "score a.yaml --format tableau",
    "score a.yaml --check -o s.csv",
    "plan a.yaml --deadline tomorrow",
    "plan a.yaml --budget much",
    "plan a.yaml --hours-per-week 200",
    "step a.yaml pmp finished",
    "completions dos",
];

fn of_usage() -> Vec<Said> {
    let place = Place::new();
    let said = |line: &&str| {
        let ran = place.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{line}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: "), "{line}: {}", ran.stderr);
        let does = ["Usage: ", "--help", "values: ", " tip: ", " is written as ", " in "];
        assert!(does.iter().any(|part| ran.stderr.contains(part)), "{line} says nothing to do: {}", ran.stderr);
        let text = ran.stderr.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        Said { part: Usage, text, from: (*line).to_owned() }
    };
    WRONG_LINES.iter().map(said).collect()
}

fn of_codes() -> Vec<Said> {
    let of_code = |code: &skillgap::diag::Code| {
        let from = code.as_str().to_owned();
        let explanation = code.explanation().split_whitespace().collect::<Vec<_>>().join(" ");
        [
            Said { part: Message, text: code.title().to_owned(), from: from.clone() },
            Said { part: Explanation, text: explanation, from },
        ]
    };
    ALL_CODES.iter().flat_map(of_code).collect()
}

/// The sentences that stand in the code, wherever they are said.
fn of_source() -> Vec<Said> {
    let files = sources(Path::new("src")).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let said = |path: std::path::PathBuf| {
        let from = path.display().to_string();
        let all = literals(&fs::read_to_string(&path).unwrap()).into_iter().filter(|literal| is_prose(literal));
        // What is written between braces are values.
        let plain = |text: String| {
            text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect::<String>()
        };
        let all = all.filter(|text| !text.contains(" fn "));
        all.map(|text| Said { part: Literal, text: plain(text).trim().to_owned(), from: from.clone() })
            .collect::<Vec<_>>()
    };
    files.flat_map(said).collect()
}

/// All of them, each text once.
fn everything() -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for (path, text) in expected_texts() {
        all.extend(of_diagnostics(&text, &path.file_name().unwrap().to_string_lossy()));
    }
    all.extend(made_here().iter().flat_map(|(code, text)| of_diagnostics(text, code.as_str())));
    all.extend(of_failures());
    all.extend(of_usage());
    all.extend(of_codes());
    all.extend(of_source());
    all.sort();
    all.dedup_by(|one, other| (one.part, &one.text) == (other.part, &other.text));
    all
}

#[test]
fn e01_e02_every_message_is_in_one_style() {
    let all = everything();
    let mut counts: BTreeMap<Part, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for said in &all {
        *counts.entry(said.part).or_default() += 1;
        for (rule, parts, is_broken) in RULES {
            if parts.contains(&said.part) && is_broken(&said.text) {
                wrong.push(format!("{rule}\n  {:?} of {}: {}", said.part, said.from, said.text));
            }
        }
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    for (part, least) in
        [(Message, 300), (Expected, 90), (Hint, 150), (Explanation, ALL_CODES.len()), (Usage, 22), (Literal, 800)]
    {
        assert!(counts[&part] >= least, "fewer than there are: {counts:?}");
    }
}

#[test]
fn e01_hints_of_errors_say_what_to_do() {
    let all = everything();
    let hints: Vec<&Said> = all.iter().filter(|said| said.part == Hint).collect();
    let silent: Vec<&str> = hints.iter().map(|said| said.text.as_str()).filter(|hint| !says_what_to_do(hint)).collect();
    assert_eq!(silent, NOTHING_TO_DO);
}

/// The hints of warnings after which nothing has to be done: they say what becomes of the answers.
const NOTHING_TO_DO: [&str; 2] = [
    "readiness does not change when all are scaled alike",
    "the answers are kept; none of the answered questions has changed",
];

#[test]
fn each_rule_of_the_style_can_be_broken() {
    let broken = |part: Part, text: &str| -> Vec<usize> {
        (0..RULES.len()).filter(|at| RULES[*at].1.contains(&part) && RULES[*at].2(text)).collect()
    };
    let long = format!("the file is {}", "long ".repeat(50).trim());
    for (part, text, expected) in [
        (Message, "unknown scale: `Invalid { x }`", vec![]),
        (Hint, "did you mean `color`?", vec![]),
        (Message, "YAML cannot hold this", vec![]),
        (Message, "the value is invalid", vec![0]),
        (Message, "IO error: it is no Some(2)", vec![1]),
        (Hint, "choose another color", vec![2]),
        (Hint, "choose  another", vec![3]),
        (Message, "The file is empty", vec![4]),
        (Message, "the file is empty.", vec![5]),
        (Explanation, "The file is empty", vec![6]),
        (Message, &long, vec![7]),
        (Message, "unknown scale: `x", vec![8]),
    ] {
        assert_eq!(broken(part, text), expected, "{text}");
    }
    assert!(!says_what_to_do("the pack has two forms") && says_what_to_do("the pack has two forms; name one"));
}
