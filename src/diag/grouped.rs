//! Groups of like problems, so that a list of many stays short: the first five of a kind are shown, the rest counted.
//!
//! [`render_list`] is for the problems of a few files, each with its line; [`Grouped`] for those of any number of
//! records, in little memory.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Code, Diagnostic, render};
use crate::language::grammar;

/// The number of problems of a kind that are kept and shown.
const SHOWN: usize = 5;

/// The number of groups that are kept apart. Beyond it, problems are grouped by their code alone.
const GROUPS: usize = 200;

/// How many problems of a kind are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// The first five of a code in a file.
    First,
    /// All.
    All,
}

/// The number of problems of each code, one in a line, in the order of the codes.
pub fn render_counts(problems: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for problem in problems {
        counts.entry(problem.code.as_str()).or_insert((0, problem.code.title())).0 += 1;
    }
    let mut out = String::new();
    for (code, (count, title)) in counts {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{count:>6}  {code}  {title}");
    }
    out
}

/// Problems in their order, each in full, and the number of those that are not listed.
pub fn render_list(problems: &[Diagnostic], listing: Listing) -> String {
    let mut all: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    for problem in problems {
        *all.entry((&problem.file, problem.code)).or_default() += 1;
    }
    let mut seen: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    let mut out = String::new();
    for problem in problems {
        let kind = (problem.file.as_str(), problem.code);
        let before = seen.entry(kind).or_default();
        if *before < SHOWN || listing == Listing::All {
            out.push_str(&render(problem));
            out.push('\n');
        } else if *before == SHOWN {
            let more = grammar::count(all[&kind] - SHOWN, "more problem", "more problems");
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{more} of this kind ({}) in {}\n", problem.code.as_str(), problem.file);
        }
        *before += 1;
    }
    out
}

/// Problems of one code, with the same expectation and hint.
#[derive(Clone, Debug)]
struct Group {
    code: Code,
    expected: Option<String>,
    hint: Option<String>,
    first: Vec<Diagnostic>,
    count: usize,
}

/// Any number of problems, grouped by kind.
#[derive(Clone, Debug, Default)]
pub struct Grouped {
    groups: Vec<Group>,
}

impl Grouped {
    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Each code that a problem has, and how many have it, in the order of the codes.
    pub fn counts(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for group in &self.groups {
            *counts.entry(group.code).or_default() += group.count;
        }
        counts
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: Diagnostic) {
        let group = self.group(problem.code, problem.expected.as_ref(), problem.hint.as_ref());
        group.count += 1;
        if group.first.len() < SHOWN {
            group.first.push(problem);
        }
    }

    /// Adds so many problems of one kind; makes only those that are shown.
    pub fn add_many(&mut self, count: usize, problem: impl Fn(usize) -> Diagnostic) {
        (0..count.min(SHOWN)).for_each(|at| self.add(problem(at)));
        if count > SHOWN {
            let Diagnostic { code, expected, hint, .. } = problem(SHOWN);
            self.group(code, expected.as_ref(), hint.as_ref()).count += count - SHOWN;
        }
    }

    /// Adds later problems of the same files; `lines` is added to their line numbers.
    pub fn append(&mut self, later: &Grouped, lines: usize) {
        for other in &later.groups {
            let group = self.group(other.code, other.expected.as_ref(), other.hint.as_ref());
            group.count += other.count;
            for problem in other.first.iter().take(SHOWN - group.first.len()) {
                let mut problem = problem.clone();
                if let Some(position) = &mut problem.position {
                    position.line += lines;
                }
                group.first.push(problem);
            }
        }
    }

    fn group(&mut self, code: Code, expected: Option<&String>, hint: Option<&String>) -> &mut Group {
        let alike =
            |group: &Group| group.code == code && group.expected.as_ref() == expected && group.hint.as_ref() == hint;
        let known = self.groups.iter().position(alike);
        let full = self.groups.len() >= GROUPS;
        // Beyond the limit, groups have neither an expectation nor a hint.
        let (expected, hint) = if full { (None, None) } else { (expected, hint) };
        let known = known.or_else(|| {
            let rest = |group: &Group| group.code == code && group.expected.is_none() && group.hint.is_none();
            self.groups.iter().position(rest).filter(|_| full)
        });
        let at = known.unwrap_or_else(|| {
            let (expected, hint) = (expected.cloned(), hint.cloned());
            self.groups.push(Group { code, expected, hint, first: Vec::new(), count: 0 });
            self.groups.len() - 1
        });
        &mut self.groups[at]
    }

    /// All groups as lines for a terminal, in the order of their first problems.
    pub fn render(&self) -> String {
        let groups: Vec<String> = self.groups.iter().map(Group::render).collect();
        groups.join("\n")
    }
}

impl Group {
    /// A heading with the count, the first places, the expectation, and the hint as the last line.
    fn render(&self) -> String {
        if let ([only], 1) = (self.first.as_slice(), self.count) {
            return render(only);
        }
        let mut out = String::new();
        let mut line = |text: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{text}");
        };
        let count = grammar::count(self.count, "place", "places");
        let severity = self.code.severity().as_str();
        line(format!("{severity}[{}]: {}, in {count}", self.code.as_str(), self.code.title()));
        for problem in &self.first {
            line(format!("  --> {}: {}", problem.place(), problem.message));
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
    fn problems_with_different_hints_are_kept_apart() {
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
        for at in 0..3 * GROUPS {
            later.add(problem(&format!("did you mean `{at}`?")));
        }
        all.append(&later, 0);
        all.append(&later, 0);
        assert!(all.groups.len() <= GROUPS + 1, "{}", all.groups.len());
        assert_eq!(all.groups.iter().map(|group| group.count).sum::<usize>(), 6 * GROUPS);
        assert!(all.render().ends_with("tells more\n"), "the others have no hint in common");
    }
}
