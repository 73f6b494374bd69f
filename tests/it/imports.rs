//! What each source file imports from the crate, read from its text: `use` with nested groups, `crate::`, `self::` and
//! `super::super::` paths, also outside `use`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A source file of the crate.
pub struct Source {
    pub path: PathBuf,
    /// Its module path without `crate`: `report::html`; empty for `lib.rs`.
    pub module: String,
    /// Its text without comment lines and without its test module.
    pub code: String,
}

impl Source {
    pub fn new(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        Self { module: module_of(&path), code: lines.join("\n"), path }
    }

    fn is_module_root(&self) -> bool {
        self.path.ends_with("mod.rs") || self.module.is_empty()
    }

    /// The paths that the file imports or names, from the crate's root: `report::html::student_page`.
    pub fn imports(&self) -> BTreeSet<String> {
        let mut rest = String::new();
        let mut found = BTreeSet::new();
        let mut after = self.code.as_str();
        // `use` statements first; what is left are paths in expressions and types.
        while let Some((before, statement, is_public, tail)) = next_use(after) {
            rest.push_str(before);
            // What the root of a module offers from its own files is no import.
            if !(is_public && self.is_module_root()) {
                let mut paths = Vec::new();
                expand("", statement, &mut paths);
                found.extend(paths.iter().filter_map(|path| self.absolute(path)));
            }
            after = tail;
        }
        rest.push_str(after);
        for start in ["crate::", "super::"] {
            for (at, _) in rest.match_indices(start) {
                let joined = rest[..at].ends_with([':', '$', '_']) || rest[..at].ends_with(char::is_alphanumeric);
                if joined || rest[..at].ends_with("(in ") {
                    continue;
                }
                let letters = |c: &char| c.is_alphanumeric() || matches!(c, '_' | ':');
                let path: String = rest[at..].chars().take_while(letters).collect();
                found.extend(self.absolute(path.trim_end_matches(':')));
            }
        }
        found
    }

    /// A path from the crate's root; `None` for one that does not begin in the crate.
    fn absolute(&self, path: &str) -> Option<String> {
        let mut parts: Vec<&str> = path.split("::").collect();
        let mut base: Vec<&str> = self.module.split("::").filter(|part| !part.is_empty()).collect();
        match parts[0] {
            "crate" => base.clear(),
            "self" => {}
            "super" => {
                let ups = parts.iter().take_while(|part| **part == "super").count();
                base.truncate(base.len().saturating_sub(ups));
                parts.drain(..ups - 1);
            }
            _ => return None,
        }
        base.extend(&parts[1..]);
        Some(base.join("::"))
    }
}

/// `report::html` for `src/report/html.rs`, `report` for `src/report/mod.rs`.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix("src").unwrap().with_extension("");
    let parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let module = parts.join("::");
    if module == "lib" { String::new() } else { module.trim_end_matches("::mod").to_owned() }
}

/// The text before the next `use` statement, its tree, whether it is public, and what follows. The word in a text is none.
fn next_use(code: &str) -> Option<(&str, &str, bool, &str)> {
    let is_of_tree = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_:{},*".contains(c);
    code.match_indices("use ").find_map(|(at, word)| {
        let line = code[..at].rfind('\n').map_or(0, |line| line + 1);
        let before = code[line..at].trim();
        let end = at + code[at..].find(';')?;
        let tree = &code[at + word.len()..end];
        let is_statement = (before.is_empty() || before.starts_with("pub")) && tree.chars().all(is_of_tree);
        is_statement.then(|| (&code[..at], tree, before.starts_with("pub"), &code[end..]))
    })
}

/// The paths of a use tree: `a::{b, c::{d, e as f}}` gives `a::b`, `a::c::d` and `a::c::e`.
fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap().trim();
        let path = path.strip_suffix("self").map_or(path, |module| module.trim_end_matches("::"));
        found.push(format!("{prefix}{}", path.trim_end_matches("::*")).trim_end_matches("::").to_owned());
        return;
    };
    let prefix = format!("{prefix}{}", head.trim());
    let group = group.trim_end().strip_suffix('}').unwrap();
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&prefix, &group[start..at], found);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !group[start..].trim().is_empty() {
        expand(&prefix, &group[start..], found);
    }
}

/// Which file imports which: an import of something that the root of a module offers counts for the file that defines it.
pub fn graph(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let modules: BTreeMap<&str, &Source> = sources.iter().map(|source| (source.module.as_str(), source)).collect();
    let longest = |path: &str| {
        let mut path = path.to_owned();
        loop {
            if modules.contains_key(path.as_str()) {
                return Some(path);
            }
            path.truncate(path.rfind("::")?);
        }
    };
    let defined_in = |path: &str| -> Option<String> {
        let module = longest(path)?;
        let name = path[module.len()..].trim_start_matches("::").split("::").next().unwrap().to_owned();
        let offered = offers(modules[module.as_str()]);
        let inner = offered.iter().find(|offer| offer.rsplit("::").next() == Some(&name));
        inner.and_then(|inner| longest(inner)).or(Some(module))
    };
    let edges = |source: &Source| {
        let to =
            source.imports().iter().filter_map(|path| defined_in(path)).filter(|to| *to != source.module).collect();
        (source.module.clone(), to)
    };
    sources.iter().map(edges).collect()
}

/// The paths that the root of a module offers from its own files.
fn offers(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let mut after = source.code.as_str();
    while let Some((_, statement, is_public, tail)) = next_use(after) {
        if is_public && source.is_module_root() {
            let mut paths = Vec::new();
            expand("", statement, &mut paths);
            let inside = |path: &String| match source.absolute(path) {
                Some(path) => path,
                None => format!("{}::{path}", source.module),
            };
            found.extend(paths.iter().map(inside));
        }
        after = tail;
    }
    found
}

/// The circles of a graph: each set of nodes that reach each other.
pub fn circles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reach = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(node) = open.pop() {
            for next in graph.get(node).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = graph.keys().map(|node| (node, reach(node))).collect();
    let circle = |node: &&String| -> Option<BTreeSet<String>> {
        let own = reached.get(*node)?;
        own.contains(*node).then(|| own.iter().filter(|other| reached[*other].contains(*node)).cloned().collect())
    };
    let all: BTreeSet<BTreeSet<String>> = graph.keys().filter_map(|node| circle(&node)).collect();
    all.into_iter().collect()
}

#[test]
fn nested_groups_and_parents_of_parents_are_followed() {
    let source = |module: &str, path: &str, code: &str| Source {
        path: PathBuf::from(path),
        module: module.to_owned(),
        code: code.to_owned(),
    };
    let deep =
        source("a::b::c", "src/a/b/c.rs", "use super::super::{d::{E, f::G as H}, i};\nlet x = crate::j::K::new();");
    assert_eq!(deep.imports().into_iter().collect::<Vec<_>>(), ["a::d::E", "a::d::f::G", "a::i", "j::K::new"]);
    let sources = [
        source("a", "src/a/mod.rs", "mod x;\nmod y;\npub use x::X;\npub use y::Y;"),
        source("a::x", "src/a/x.rs", "use super::Y;\npub struct X;"),
        source("a::y", "src/a/y.rs", "fn y(x: super::x::X) {}\npub struct Y;"),
        source("b", "src/b.rs", "use crate::a::{self, X};"),
    ];
    let circles = circles(&graph(&sources));
    assert_eq!(circles.len(), 1, "{circles:?}");
    assert_eq!(circles[0].iter().collect::<Vec<_>>(), ["a::x", "a::y"]);
}
