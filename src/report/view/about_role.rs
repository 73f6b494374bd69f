//! What a role is like: context from its profile, marked by where it comes from, never scored.

use crate::clock::Date;
use crate::facts::career::cited;
use crate::language::{self, career as words, grammar};
use crate::model::{Pack, ProvenanceKind, RoleIx, RoleNote, SourceId};

/// A box about a role.
#[derive(Clone, Debug)]
pub struct AboutRole {
    /// The role's name.
    pub title: String,
    /// What a person in it does.
    pub summary: String,
    /// Lists under their headings; none is empty.
    pub lists: Vec<(&'static str, Vec<NoteLine>)>,
    /// What the unmarked texts rest on.
    pub source: String,
}

/// A text, and how far it can be relied on.
#[derive(Clone, Debug)]
pub struct NoteLine {
    /// The text.
    pub text: String,
    /// `our judgement`; empty for what a named source says.
    pub mark: &'static str,
}

/// What a box stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Nothing that says more.
    Nothing,
    /// The pack's part about the career, which says what pay, settings and outlook are.
    Career,
}

/// The box about a role, on a day with the ages of its sources; `None` for a pack that says nothing of it.
pub fn about_role(pack: &Pack, at: RoleIx, today: Option<Date>, beside: Context) -> Option<AboutRole> {
    let role = pack.role(at);
    let mut lists = vec![
        ("What people in it do all day", lines(pack, &role.day)),
        ("Usual ways in", lines(pack, &role.routes_in)),
        ("Where people go from here", lines(pack, &role.routes_out)),
    ];
    let about = if beside == Context::Career { &[] } else { role.about.as_slice() };
    for (topic, note) in about {
        lists.push((language::topic(*topic), lines(pack, std::slice::from_ref(note))));
    }
    lists.retain(|(_, lines)| !lines.is_empty());
    let notes = role.day.iter().chain(&role.routes_in).chain(&role.routes_out);
    let notes = notes.chain(about.iter().map(|(_, note)| note));
    (!lists.is_empty()).then(|| AboutRole {
        title: role.title.clone(),
        summary: role.summary.clone(),
        lists,
        source: source(pack, notes, today),
    })
}

fn lines(pack: &Pack, notes: &[RoleNote]) -> Vec<NoteLine> {
    let mark = |note: &RoleNote| match pack.provenance()[note.from].kind {
        ProvenanceKind::Sourced => "",
        kind @ (ProvenanceKind::Derived | ProvenanceKind::Judgement) => language::provenance(kind),
    };
    notes.iter().map(|note| NoteLine { text: note.text.clone(), mark: mark(note) }).collect()
}

/// A sentence on where the texts come from.
fn source<'p>(pack: &'p Pack, notes: impl Iterator<Item = &'p RoleNote>, today: Option<Date>) -> String {
    let mut ids: Vec<&SourceId> = Vec::new();
    for note in notes {
        let reason = &pack.provenance()[note.from];
        if reason.kind != ProvenanceKind::Sourced {
            continue;
        }
        for id in &reason.sources {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let sources = ids.into_iter().filter_map(|id| pack.find_source(id));
    let titles: Vec<String> = sources.map(|source| words::source(&cited(source, today))).collect();
    let context = "Context only: nothing of this is scored.";
    if titles.is_empty() {
        format!("The authors of this questionnaire wrote this by their own judgement. {context}")
    } else {
        format!("From: {}; in our words. What it does not say is marked. {context}", grammar::and(&titles))
    }
}
