//! What is said to a person: on standard error, wrapped, without control characters.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use super::failure::Failure;
use crate::diag::{self, Code, Diagnostic};
use crate::words;

/// How many problems of one kind are shown before the rest is only counted.
const SHOWN_OF_A_KIND: usize = 5;

/// The widest line.
const WIDTH: usize = 96;

/// A paragraph.
pub(super) fn say(text: &str) {
    let (columns, _) = crossterm::terminal::size().unwrap_or((80, 24));
    let width = usize::from(columns).clamp(20, WIDTH);
    let wrapped: Vec<String> = words::clean(text).lines().map(|line| textwrap::fill(line, width)).collect();
    let _ = writeln!(std::io::stderr(), "{}", wrapped.join("\n"));
}

/// Lines that are laid out and cleaned already.
pub(super) fn text(text: &str) {
    let _ = write!(std::io::stderr(), "{text}");
}

/// A name and its value; where the value does not fit in the line, it goes on below itself.
pub(super) fn entry(text: &str, indent: usize) {
    let (columns, _) = crossterm::terminal::size().unwrap_or((80, 24));
    let below = " ".repeat(indent);
    let options = textwrap::Options::new(usize::from(columns).clamp(20, WIDTH)).subsequent_indent(&below);
    let _ = writeln!(std::io::stderr(), "{}", textwrap::fill(&words::clean(text), options));
}

/// One line as it is: a path or a command that must stay in one piece.
pub(super) fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", words::clean(text).replace('\n', " "));
}

/// Problems in files, alike ones grouped: the first five of a kind in full, the rest counted.
pub(super) fn problems(problems: &[Diagnostic]) {
    let mut of_a_kind: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    for problem in problems {
        *of_a_kind.entry((&problem.file, problem.code)).or_default() += 1;
    }
    let mut shown: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    let mut out = String::new();
    for problem in problems {
        let kind = (problem.file.as_str(), problem.code);
        let before = shown.entry(kind).or_default();
        if *before < SHOWN_OF_A_KIND {
            out.push_str(&diag::render(problem));
            out.push('\n');
        } else if *before == SHOWN_OF_A_KIND {
            let more = words::count(of_a_kind[&kind] - SHOWN_OF_A_KIND, "more problem", "more problems");
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{more} of this kind ({}) in {}\n", problem.code.as_str(), problem.file);
        }
        *before += 1;
    }
    let _ = write!(std::io::stderr(), "{out}");
}

/// Why a command failed; the fix is the last line.
pub(super) fn failure(failure: &Failure) {
    if let Failure::Problems(problems, _) = failure {
        self::problems(problems);
    }
    say(&format!("error: {}", failure.message()));
    if let Some(hint) = failure.hint() {
        say(&format!("hint: {hint}"));
    }
}
