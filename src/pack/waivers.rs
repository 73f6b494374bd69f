//! `waivers` of `questionnaire.yaml`: warnings that do not hold for a pack, each with the reason.

use crate::diag::{ALL_CODES, Code, did_you_mean};
use crate::language::grammar;
use crate::yaml::{Field, Node, Problems, Record};

/// The warnings of one code that are not reported.
#[derive(Debug)]
struct Waiver<'n> {
    code: Code,
    /// The id of what the warnings are about; `None` for the whole pack.
    at: Option<String>,
    /// Where it stands.
    field: Field<'n>,
    /// How many warnings it waived.
    waived: usize,
}

/// The waivers of a pack.
#[derive(Debug, Default)]
pub(super) struct Waivers<'n> {
    all: Vec<Waiver<'n>>,
}

impl<'n> Waivers<'n> {
    /// Reads them from the record of the file.
    pub(super) fn read(top: &Record<'n>, problems: &mut Problems<'_>) -> Self {
        let list = top.get("waivers").and_then(|field| field.list(problems)).unwrap_or_default();
        Self { all: list.into_iter().filter_map(|entry| waiver(entry, problems)).collect() }
    }

    /// Removes the warnings that are waived, found in a file with this tree.
    pub(super) fn apply(&mut self, tree: &Node, problems: &mut Problems<'_>) {
        problems.remove(tree, |code, ids| {
            let is_for = |waiver: &&mut Waiver<'_>| {
                waiver.code == code && waiver.at.as_ref().is_none_or(|at| ids.contains(&at.as_str()))
            };
            let waiver = self.all.iter_mut().find(is_for);
            if let Some(waiver) = waiver {
                waiver.waived += 1;
                return true;
            }
            false
        });
    }

    /// How many warnings were waived.
    pub(super) fn waived(&self) -> usize {
        self.all.iter().map(|waiver| waiver.waived).sum()
    }

    /// Notes the waivers that waived nothing; `known` are the ids that one can name.
    pub(super) fn note_unused(&self, known: &[&str], problems: &mut Problems<'_>) {
        for waiver in self.all.iter().filter(|waiver| waiver.waived == 0) {
            let code = waiver.code.as_str();
            let (message, near) = match &waiver.at {
                Some(at) => {
                    let near = did_you_mean(at, known.iter().copied()).filter(|near| near != at);
                    (format!("no warning {code} was found at `{at}`"), near)
                }
                None => (format!("no warning {code} was found"), None),
            };
            let noted = problems.report(&waiver.field, Code::UnusedWaiver, message);
            match near {
                Some(near) => noted.hint(format!("did you mean `{near}`?")),
                None => noted.hint("remove this waiver"),
            };
        }
    }
}

fn waiver<'n>(entry: Field<'n>, problems: &mut Problems<'_>) -> Option<Waiver<'n>> {
    let record = entry.record(problems)?;
    let code = record.get("code").and_then(|field| code(&field, problems));
    let at = record.get("at").and_then(|field| field.text(problems));
    record.get("reason").and_then(|field| field.text(problems))?;
    Some(Waiver { code: code?, at, field: entry, waived: 0 })
}

/// The code of a warning about a pack.
fn code(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Code> {
    let written = field.text(problems)?;
    let is_of_packs = |code: &&Code| ["SK40", "SK41", "SK42"].iter().any(|of| code.as_str().starts_with(of));
    let of_packs = ALL_CODES.iter().filter(|code| is_of_packs(code) && **code != Code::UnusedWaiver);
    let found = of_packs.clone().find(|code| code.as_str() == written);
    if found.is_none() {
        let known: Vec<String> = of_packs.map(|code| format!("`{}`", code.as_str())).collect();
        problems
            .report(field, Code::UnknownWord, format!("`{written}` is not the code of a warning about a pack"))
            .expected(grammar::or(&known));
    }
    found.copied()
}
