//! Problems of many records: alike ones counted together, with their first places.

use std::fmt::Write as _;

use super::{Code, Diagnostic, Severity, render};
use crate::words;

/// How many places of a kind are kept and shown.
const PLACES: usize = 5;

/// How many kinds are told apart. Beyond them, problems are counted by code alone.
const KINDS: usize = 200;

/// Problems that are alike: of one code, with one way out.
#[derive(Clone, Debug)]
struct Kind {
    code: Code,
    expected: Option<String>,
    first: Vec<Diagnostic>,
    count: usize,
}

/// Any number of problems in little memory.
#[derive(Clone, Debug, Default)]
pub struct Grouped {
    kinds: Vec<Kind>,
}

impl Grouped {
    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: Diagnostic) {
        let kind = self.kind(problem.code, problem.expected.as_ref());
        kind.count += 1;
        if kind.first.len() < PLACES {
            kind.first.push(problem);
        }
    }

    /// Adds problems of the same files that come after these; theirs are so many lines further down.
    pub fn append(&mut self, later: &Grouped, lines: usize) {
        for other in &later.kinds {
            let kind = self.kind(other.code, other.expected.as_ref());
            kind.count += other.count;
            for problem in other.first.iter().take(PLACES - kind.first.len()) {
                let mut problem = problem.clone();
                if let Some(position) = &mut problem.position {
                    position.line += lines;
                }
                kind.first.push(problem);
            }
        }
    }

    fn kind(&mut self, code: Code, expected: Option<&String>) -> &mut Kind {
        let full = self.kinds.len() >= KINDS;
        let alike = |kind: &Kind| kind.code == code && (full || kind.expected.as_ref() == expected);
        let at = self.kinds.iter().position(alike).unwrap_or_else(|| {
            self.kinds.push(Kind { code, expected: expected.cloned(), first: Vec::new(), count: 0 });
            self.kinds.len() - 1
        });
        &mut self.kinds[at]
    }

    /// All kinds as lines for a terminal, in the order in which they were first met.
    pub fn render(&self) -> String {
        let kinds: Vec<String> = self.kinds.iter().map(Kind::render).collect();
        kinds.join("\n")
    }
}

impl Kind {
    /// A heading with the count, the first places, what was expected, and the way out as the last line.
    fn render(&self) -> String {
        if let ([only], 1) = (self.first.as_slice(), self.count) {
            return render(only);
        }
        let kind = match self.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut out = String::new();
        let mut line = |text: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{text}");
        };
        let count = words::count(self.count, "place", "places");
        line(format!("{kind}[{}]: {}, in {count}", self.code.as_str(), self.code.title()));
        let hint = self.first[0].hint.as_ref();
        let same_hint = self.first.iter().all(|problem| problem.hint.as_ref() == hint);
        for problem in &self.first {
            let place = match problem.position {
                Some(at) => format!("{}:{}:{}", problem.file, at.line, at.column),
                None => problem.file.clone(),
            };
            match &problem.hint {
                Some(hint) if !same_hint => line(format!("  --> {place}: {}; {hint}", problem.message)),
                _ => line(format!("  --> {place}: {}", problem.message)),
            }
        }
        if self.count > self.first.len() {
            line(format!("  and {} more", self.count - self.first.len()));
        }
        if let Some(expected) = &self.expected {
            line(format!("  expected: {expected}"));
        }
        match hint {
            Some(hint) if same_hint => line(format!("  hint: {hint}")),
            _ => line(format!("  hint: `skillgap explain {}` tells more", self.code.as_str())),
        }
        out
    }
}
