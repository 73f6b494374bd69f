//! Ids that are declared once and named elsewhere.

use std::collections::HashMap;

use super::fields;
use crate::diag::Code;
use crate::diag::did_you_mean;
use crate::language::grammar;
use crate::model::Id;
use crate::yaml::{Field, Problems};

/// The declared ids of one kind, in order.
#[derive(Debug)]
pub(super) struct Names {
    kind: &'static str,
    ids: Vec<String>,
    /// For each id the number of its first declaration.
    numbers: HashMap<String, usize>,
    /// How many ids the pack has already, where an overlay declares more.
    given: usize,
    /// True when a declaration had a problem: a name that is not found may be the one that was meant there.
    incomplete: bool,
}

impl Names {
    /// None declared yet.
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, ids: Vec::new(), numbers: HashMap::new(), given: 0, incomplete: false }
    }

    /// Those that a pack has: an overlay may name them, and declares more.
    pub(super) fn of_pack<'a>(kind: &'static str, ids: impl Iterator<Item = &'a str>) -> Self {
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        let numbers = ids.iter().cloned().zip(0..).collect();
        Self { kind, given: ids.len(), ids, numbers, incomplete: false }
    }

    /// How many ids the pack has already.
    pub(super) fn given(&self) -> usize {
        self.given
    }

    /// Declares the id in a field. An id that is taken or is not an id is a problem; a
    /// stand-in keeps the numbering.
    pub(super) fn declare<T: Id>(&mut self, field: Option<&Field<'_>>, problems: &mut Problems<'_>) -> T {
        let id = field.and_then(|field| {
            let id: T = fields::id(field, problems)?;
            let there = self.numbers.get(id.as_str());
            if there.is_some_and(|at| *at < self.given) {
                problems
                    .report(
                        field,
                        Code::DuplicateId,
                        format!("the {} `{}` is one of the pack already", self.kind, id.as_str()),
                    )
                    .hint(
                        "give it an id of your own; an overlay changes prices and switches off, and replaces nothing",
                    );
                self.incomplete = true;
            } else if there.is_some() {
                problems
                    .report(field, Code::DuplicateId, format!("the {} `{}` is declared twice", self.kind, id.as_str()))
                    .hint("give one of the two another id, or remove it");
                self.incomplete = true;
            }
            Some(id)
        });
        self.incomplete |= id.is_none();
        let id = id.or_else(|| T::parse(&format!("stand-in-{}", self.ids.len()))).expect("a slug");
        self.numbers.entry(id.as_str().to_owned()).or_insert(self.ids.len());
        self.ids.push(id.as_str().to_owned());
        id
    }

    /// Says that a declaration had a problem of its own.
    pub(super) fn mark_incomplete(&mut self) {
        self.incomplete = true;
    }

    /// The number of the id that a field names; a problem if nothing has it, unless a declaration had one, which
    /// is to be mended first.
    pub(super) fn find(&self, field: &Field<'_>, problems: &mut Problems<'_>) -> Option<usize> {
        let wanted = field.text(problems)?;
        let at = self.numbers.get(&wanted).copied();
        if at.is_none() && !self.incomplete {
            let known = self.ids.iter().map(String::as_str).filter(|_| problems.want_suggestions());
            let near = did_you_mean(&wanted, known).map(str::to_owned);
            let noted = problems.report(field, Code::UnknownId, format!("unknown {}: `{wanted}`", self.kind));
            match near {
                Some(near) => noted.hint(format!("did you mean `{near}`?")),
                None if self.ids.is_empty() => {
                    noted.hint(format!("no {} is declared: declare it, or leave this out", self.kind))
                }
                None => noted.expected(self.some()),
            };
        }
        at
    }

    /// A few of the declared ids, for messages.
    fn some(&self) -> String {
        match self.ids.len() {
            n if n <= 8 => grammar::or(&self.ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>()),
            n => format!("one of the {n} ids of a {}, such as `{}`", self.kind, self.ids[0]),
        }
    }

    /// True for an id that is declared.
    pub(super) fn declares(&self, id: &str) -> bool {
        self.numbers.contains_key(id)
    }

    /// The declared id of this number.
    pub(super) fn id(&self, at: usize) -> &str {
        &self.ids[at]
    }

    /// How many are declared.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// A node of `edges` that lies on a cycle, if there is one. `edges[a]` holds what `a` needs first.
pub(super) fn on_cycle(edges: &[Vec<usize>]) -> Option<usize> {
    // Remove whatever needs nothing that is left, until nothing changes; a rest can never begin.
    let mut done = vec![false; edges.len()];
    loop {
        let ready = (0..edges.len()).find(|at| !done[*at] && edges[*at].iter().all(|need| done[*need]));
        match ready {
            Some(at) => done[at] = true,
            None => break,
        }
    }
    let mut at = done.iter().position(|done| !done)?;
    // Whatever is left needs something that is left: following needs must enter a cycle.
    for _ in 0..edges.len() {
        at = *edges[at].iter().find(|need| !done[**need])?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::on_cycle;

    #[test]
    fn cycles_are_found_and_chains_are_not() {
        assert_eq!(on_cycle(&[vec![], vec![0], vec![0, 1]]), None);
        assert_eq!(on_cycle(&[vec![0]]), Some(0));
        assert!(matches!(on_cycle(&[vec![1], vec![2], vec![1], vec![]]), Some(1 | 2)));
    }
}
