//! The names of columns: which name means what, also when it is written a little differently.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::answers::{FACTS, name_key};
use crate::model::{BackgroundFact, Id, ItemIx, Pack};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Respondent,
    /// The pack that the row belongs to.
    Pack,
    Role,
    Form,
    /// A name or a number for people to read.
    Label,
    /// The group of a class; it is in no score.
    Group,
    /// The resources that the person holds.
    Resources,
    /// A fact of the background.
    Fact(BackgroundFact),
    Started,
    Finished,
    /// The answers to an item.
    Item(ItemIx),
    /// The notes on the answers to an item.
    Note(ItemIx),
}

/// The columns that are neither items nor facts.
const NAMED: &[(&str, Holds)] = &[
    ("respondent", Holds::Respondent),
    ("pack", Holds::Pack),
    ("role", Holds::Role),
    ("form", Holds::Form),
    ("label", Holds::Label),
    ("group", Holds::Group),
    ("holds", Holds::Resources),
    ("started", Holds::Started),
    ("finished", Holds::Finished),
];

/// What the name of a column of notes begins with; the id of the item follows.
const NOTE: &str = "note.";

/// Every name of a column of tables for one pack.
#[derive(Debug)]
pub(super) struct Names {
    all: Vec<(String, Holds)>,
    /// By [key](name_key); `None` where two names have the same key.
    by_key: HashMap<String, Option<Holds>>,
}

impl Names {
    pub(super) fn new(pack: &Pack) -> Self {
        let facts = FACTS.iter().map(|field| (field.name().to_owned(), Holds::Fact(field.fact)));
        let items = || pack.items().iter().enumerate().map(|(at, item)| (ItemIx::new(at), item.id.as_str()));
        let notes = items().map(|(at, id)| (format!("{NOTE}{id}"), Holds::Note(at)));
        let mut all: Vec<(String, Holds)> = NAMED.iter().map(|(name, holds)| ((*name).to_owned(), *holds)).collect();
        all.extend(facts);
        all.extend(items().map(|(at, id)| (id.to_owned(), Holds::Item(at))));
        all.extend(notes);
        let mut by_key = HashMap::new();
        for (name, holds) in &all {
            match by_key.entry(name_key(name)) {
                Entry::Vacant(new) => {
                    new.insert(Some(*holds));
                }
                Entry::Occupied(mut known) => {
                    known.insert(None);
                }
            }
        }
        Self { all, by_key }
    }

    /// What a column of this name holds. Letter case, points, underscores, hyphens and blanks make no difference where
    /// the name is still that of one column.
    pub(super) fn find(&self, name: &str) -> Option<Holds> {
        let exact = self.all.iter().find(|(known, _)| known == name).map(|(_, holds)| *holds);
        exact.or_else(|| self.by_key.get(&name_key(name)).copied().flatten())
    }

    /// Every name with what its column holds.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Holds)> {
        self.all.iter().map(|(name, holds)| (name.as_str(), *holds))
    }
}
