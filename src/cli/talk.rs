//! What is said to a person: on standard error, wrapped, without control characters.

use std::fmt::Write as _;
use std::io::Write as _;

use super::failure::Failure;
use crate::diag::{self, Diagnostic};
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

/// One line as it is: a path or a command that must stay in one piece.
pub(super) fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", words::clean(text).replace('\n', " "));
}

/// Problems in files, alike ones grouped: the first five of a kind in full, the rest counted.
pub(super) fn problems(problems: &[Diagnostic]) {
    let mut out = String::new();
    for (at, problem) in problems.iter().enumerate() {
        let alike = |other: &&Diagnostic| other.code == problem.code && other.file == problem.file;
        let before = problems[..at].iter().filter(alike).count();
        if before < SHOWN_OF_A_KIND {
            out.push_str(&diag::render(problem));
            out.push('\n');
        } else if before == SHOWN_OF_A_KIND {
            let more = problems.iter().filter(alike).count() - SHOWN_OF_A_KIND;
            let alike = words::count(more, "more problem", "more problems");
            let _ = writeln!(out, "{alike} of this kind ({}) in {}\n", problem.code.as_str(), problem.file);
        }
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
