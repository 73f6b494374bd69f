//! Hostile YAML: one clear message, in time that grows with the size and no faster.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::harness::director_pack;
use skillgap::diag::{Code, Diagnostic};
use skillgap::{answers, yaml};

/// Makes a text of about so many bytes.
type Make = fn(usize) -> String;

/// Texts made of one piece, again and again.
const PIECES: [&str; 45] = [
    "[",
    "{",
    "{a: ",
    "&a {a: ",
    "!t {",
    "!!map {",
    "&a !t [",
    "[ ",
    "- ",
    "? ",
    "? - ",
    "- ? ",
    "\"a\": {",
    "{\"a\": {",
    "{[",
    "[[[: ",
    "{[a]: ",
    "{? ",
    "[\n",
    "[ # ]\n",
    "{ # }\n a: ",
    "{\"]\": ",
    "{\"}\":\n ",
    "{'}': ",
    "[!] ",
    "{\"\n}\n\": ",
    "{a: [], b: ",
    "---\n",
    "...\n",
    "%A b\n",
    "%TAG !a! b\n",
    " ",
    "\t",
    "\n",
    "#\n",
    "x ",
    "x\n",
    "a: &a 1\n",
    "- *a\n",
    "<<: ",
    "a: b: ",
    "- [a]\n",
    "? a\n: b\n",
    "- |\n x\n",
    "- \"x\\\n y\"\n",
];

/// Texts that no single piece makes, of about so many bytes.
const SHAPES: [(&str, Make); 14] = [
    ("indentation", |n| {
        let depth = (2 * n).isqrt();
        (0..depth).map(|at| " ".repeat(at) + "a:\n").collect()
    }),
    ("indentation, again and again", |n| {
        let one: String = (0..30).map(|at| " ".repeat(at) + "a:\n").collect();
        one.repeat(n / one.len())
    }),
    ("different keys", |n| numbered(n / 12, |text, at| writeln!(text, "k{at:06}: 1"))),
    ("different anchors", |n| numbered(n / 16, |text, at| writeln!(text, "- &k{at:06} 1"))),
    ("different tags", |n| numbered(n / 16, |text, at| writeln!(text, "%TAG !k{at:06}! b")) + "--- a\n"),
    ("one quoted text", |n| format!("a: \"{}\"", "x ".repeat(n / 2))),
    ("one quoted text of lines", |n| format!("a: \"{}\"", "x\n ".repeat(n / 3))),
    ("one quoted text of brackets", |n| format!("a: \"{}\"", "[".repeat(n))),
    ("one plain text of lines", |n| format!("a: {}", "x\n  ".repeat(n / 4))),
    ("one block text", |n| format!("a: |\n{}", "  x\n".repeat(n / 4))),
    ("aliases of aliases", |n| {
        let mut text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
        for at in 1.. {
            if text.len() >= n {
                break;
            }
            let before = vec![format!("*a{}", at - 1); 9].join(", ");
            writeln!(text, "a{at}: &a{at} [{before}]").unwrap();
        }
        text
    }),
    ("aliases of a long list", |n| format!("a: &a [{}]\nb: [{}]\n", "1,".repeat(n / 4), "*a,".repeat(n / 6))),
    ("the deepest brackets that are read, wide", |n| "[".repeat(31) + &"a, ".repeat(n / 3) + &"]".repeat(31) + "\n"),
    ("the deepest brackets that are read, again and again", |n| {
        let one = "- ".to_owned() + &"[".repeat(30) + &"]".repeat(30) + "\n";
        one.repeat(n / one.len())
    }),
];

fn numbered(count: usize, write: fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut text = String::new();
    (0..count).for_each(|at| write(&mut text, at).unwrap());
    text
}

/// Every hostile text of about so many bytes, with its name.
fn hostile(size: usize) -> impl Iterator<Item = (String, String)> {
    let pieces = PIECES.iter().map(move |piece| (format!("{piece:?}"), piece.repeat(size / piece.len())));
    pieces.chain(SHAPES.iter().map(move |(name, make)| ((*name).to_owned(), make(size))))
}

/// How long reading takes, at best of a few times, and what it gives.
fn read(text: &str, times: usize) -> (Duration, Result<(), Diagnostic>) {
    let mut best = Duration::MAX;
    let mut result = Ok(());
    for _ in 0..times {
        let begun = Instant::now();
        result = yaml::parse("f.yaml", text, usize::MAX).map(|_| ()).map_err(|problem| *problem);
        best = best.min(begun.elapsed());
    }
    (best, result)
}

#[test]
fn hostile_texts_are_read_at_once_and_refused_in_one_message() {
    for (name, text) in hostile(200_000) {
        let (took, result) = read(&text, 1);
        assert!(took < Duration::from_secs(2), "{name}: {took:?}");
        if let Err(problem) = result {
            assert!(matches!(problem.code, Code::TooDeep | Code::Syntax), "{name}: {problem:?}");
            assert!(problem.hint.is_some() && !problem.message.contains("invalid"), "{name}: {problem:?}");
        }
    }
}

#[test]
#[ignore = "slow: megabytes of each hostile text, timed"]
fn reading_takes_time_in_proportion_to_the_size() {
    let mut slow = Vec::new();
    for ((name, two), (_, four)) in hostile(2 << 20).zip(hostile(4 << 20)) {
        let mut best = [f64::MAX; 2];
        // Twice the size takes twice the time, somewhat more where a cache is too small; of a square it is four times.
        // What else runs on the machine disturbs some of the measurements, and a square all of them.
        let is_linear = (0..5).any(|_| {
            for (best, text) in best.iter_mut().zip([&two, &four]) {
                *best = best.min(read(text, 1).0.as_secs_f64());
            }
            best[1] < 0.3 || (best[1] < 20.0 && best[1] < 3.0 * best[0])
        });
        println!("{name}: {best:.3?}");
        if !is_linear {
            slow.push(format!("{name}: {best:.3?}"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn deep_nesting_is_refused_where_it_begins_whatever_stands_before_the_bracket() {
    for piece in ["[", "{a: ", "&a {a: ", "!t {", "!!map {", "{\"]\": ", "- ", "{[a]: ", "[ # ]\n"] {
        for times in [33, 40, 1_000, 100_000] {
            let problem = read(&piece.repeat(times), 1).1.unwrap_err();
            assert_eq!(problem.code, Code::TooDeep, "{piece:?} {times} times: {problem:?}");
            assert_eq!(problem.expected.as_deref(), Some("at most 32 levels"));
            assert!(problem.position.is_some_and(|at| at.line <= 33 && at.column <= 33 * piece.len()), "{problem:?}");
        }
    }
    let closed = "[".repeat(33) + &"]".repeat(33);
    assert_eq!(read(&closed, 1).1.unwrap_err().code, Code::TooDeep, "a small text too");
    assert_eq!(read(&closed[1..65], 1).1, Ok(()));
}

#[test]
fn brackets_in_texts_and_comments_do_not_nest() {
    let many = "[".repeat(200);
    for note in [
        format!("note: '{many}'"),
        format!("note: \"it\\\"s {many}\""),
        format!("note: a {many}"),
        format!("a: 1 # {many}"),
        format!("- note: |-\n    {many}\n\n    {many}\n- b: 1"),
    ] {
        assert_eq!(read(&note, 1).1, Ok(()), "{note}");
        let long = format!("{note}\n{}", "# [[[\n".repeat(40_000));
        assert_eq!(read(&long, 1).1, Ok(()), "seen by both parsers: {note}");
    }
}

#[test]
fn aliases_that_repeat_too_much_are_refused_before_they_are_written_out() {
    for text in [
        "a: &a [*a]\n".to_owned(),
        format!("a: &a [{}]\nb: [{}]\n", "1, ".repeat(2_000), "*a, ".repeat(2_000)),
        format!("a: &a {}\nb: [{}]\n", "x".repeat(2_000), "*a, ".repeat(2_000)),
    ] {
        let problem = read(&text, 1).1.unwrap_err();
        assert_eq!((problem.code, problem.message.as_str()), (Code::TooDeep, "aliases repeat too much"));
        assert!(problem.position.is_some());
    }
    assert_eq!(read("a: &a [1, 2]\nb: *a\nc: [*a, *a]\n", 1).1, Ok(()));
}

/// Ten thousand problems are placed in one more pass, not in a pass for each.
#[test]
fn many_problems_take_no_longer_than_reading() {
    let pack = director_pack();
    let mut text = "format: 1\nrespondent: {id: s-1}\nanswers:\n".to_owned();
    for at in 0..9_000 {
        writeln!(text, "  - {{item: none-{at}, x: 1}}").unwrap();
    }
    assert!(text.len() < answers::LARGEST_FILE);
    let begun = Instant::now();
    let (sheet, problems) = answers::parse("a.yaml", &text, &pack);
    assert!(sheet.is_none() && problems.len() == 10_000, "{}", problems.len());
    assert_eq!(
        problems.iter().filter(|problem| problem.position.is_some()).count(),
        9_999,
        "the last one counts the rest"
    );
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}
