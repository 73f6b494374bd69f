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
    hint: Option<String>,
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
        let kind = self.kind(problem.code, problem.expected.as_ref(), problem.hint.as_ref());
        kind.count += 1;
        if kind.first.len() < PLACES {
            kind.first.push(problem);
        }
    }

    /// Adds problems of the same files that come after these; theirs are so many lines further down.
    pub fn append(&mut self, later: &Grouped, lines: usize) {
        for other in &later.kinds {
            let kind = self.kind(other.code, other.expected.as_ref(), other.hint.as_ref());
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

    fn kind(&mut self, code: Code, expected: Option<&String>, hint: Option<&String>) -> &mut Kind {
        let alike = |kind: &Kind| kind.code == code && kind.expected.as_ref() == expected && kind.hint.as_ref() == hint;
        let known = self.kinds.iter().position(alike);
        let full = self.kinds.len() >= KINDS;
        // Of too many kinds the last ones are told apart by their code alone, and have no way out of their own.
        let (expected, hint) = if full { (None, None) } else { (expected, hint) };
        let known = known.or_else(|| {
            let rest = |kind: &Kind| kind.code == code && kind.expected.is_none() && kind.hint.is_none();
            self.kinds.iter().position(rest).filter(|_| full)
        });
        let at = known.unwrap_or_else(|| {
            let (expected, hint) = (expected.cloned(), hint.cloned());
            self.kinds.push(Kind { code, expected, hint, first: Vec::new(), count: 0 });
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
        for problem in &self.first {
            let place = match problem.position {
                Some(at) => format!("{}:{}:{}", problem.file, at.line, at.column),
                None => problem.file.clone(),
            };
            line(format!("  --> {place}: {}", problem.message));
        }
        if self.count > self.first.len() {
            line(format!("  and {} more", self.count - self.first.len()));
        }
        if let Some(expected) = &self.expected {
            line(format!("  expected: {expected}"));
        }
        match &self.hint {
            Some(hint) => line(format!("  hint: {hint}")),
            None => line(format!("  hint: `skillgap explain {}` tells more", self.code.as_str())),
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(hint: &str) -> Diagnostic {
        Diagnostic::of_file(Code::UnknownWord, "t.csv", "unknown role: `x`").expected("a role").hint(hint)
    }

    #[test]
    fn problems_with_another_way_out_stand_apart() {
        let mut all = Grouped::default();
        for hint in ["did you mean `a`?", "did you mean `b`?", "did you mean `a`?"] {
            all.add(problem(hint));
        }
        let shown = all.render();
        assert_eq!(shown.matches("hint: did you mean `a`?").count(), 1, "{shown}");
        assert!(shown.starts_with("error[SK118]: not one of the allowed words, in 2 places\n"), "{shown}");
        assert!(shown.ends_with("hint: did you mean `b`?\n"), "{shown}");
    }

    #[test]
    fn no_number_of_kinds_takes_more_memory_or_loses_a_count() {
        let (mut all, mut later) = (Grouped::default(), Grouped::default());
        for at in 0..3 * KINDS {
            later.add(problem(&format!("did you mean `{at}`?")));
        }
        all.append(&later, 0);
        all.append(&later, 0);
        assert!(all.kinds.len() <= KINDS + 1, "{}", all.kinds.len());
        assert_eq!(all.kinds.iter().map(|kind| kind.count).sum::<usize>(), 6 * KINDS);
        assert!(all.render().ends_with("tells more\n"), "the rest has no way out in common");
    }
}
