//! The names of columns: which name means what, also when it is written a little differently.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::answers::{FACTS, name_key, wording_key};
use crate::diag::{distance, nearness};
use crate::export::codes::{redcap_names, survey_codes};
use crate::model::{BackgroundFact, Id, Item, ItemIx, Pack};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Holds {
    Respondent,
    /// The pack that the row belongs to.
    Pack,
    Role,
    Form,
    /// A name or a number for people to read.
    Label,
    /// The group of the person, such as a class; it is in no score.
    Group,
    /// The resources that the person holds.
    Resources,
    /// A fact of the background.
    Fact(BackgroundFact),
    Started,
    Finished,
    /// Everything that a result code holds.
    Code,
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

/// The columns of result codes. An item of one of these names goes before.
const CODES: [&str; 2] = ["code", "result-code"];

/// What the name of a column of notes begins with; the id of the item follows.
const NOTE: &str = "note.";

/// A name of a column.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) holds: Holds,
    /// The [key](name_key) of the name.
    key: String,
}

impl Name {
    /// True for a key that differs from this name's by slips of the keyboard.
    pub(super) fn is_nearly(&self, key: &str) -> bool {
        is_nearly(&self.key, key)
    }

    /// How near it is to a key, the nearest lowest.
    pub(super) fn nearness(&self, key: &str) -> (usize, usize) {
        nearness(key, &self.key)
    }
}

/// True for a key that differs from the one of a name by slips of the keyboard: one, or in long names two or three.
pub(in crate::answers::formats) fn is_nearly(name: &str, key: &str) -> bool {
    let (ours, theirs) = (name.chars().count(), key.chars().count());
    let most = (ours / 8 + 1).min(3);
    if ours.abs_diff(theirs) > most || key.is_empty() {
        return false;
    }
    // One letter can make another word of a short one; a wrong first letter seldom is a slip.
    let first = |text: &str| text.chars().next();
    let swapped = || name.chars().skip(1).take(1).chain(name.chars().take(1)).chain(name.chars().skip(2));
    let is_slip = ours >= 8 || first(key) == first(name) || name.ends_with(key) || key.chars().eq(swapped());
    is_slip && distance(key, name) <= most
}

/// Every name of a column of tables for one pack. Most headings are such a name as it stands; what the others are looked up
/// in is made for the first of them.
#[derive(Debug)]
pub(super) struct Names<'p> {
    pack: &'p Pack,
    all: Vec<Name>,
    by_name: HashMap<String, Holds>,
    by_key: OnceCell<HashMap<String, Option<Holds>>>,
    by_wording: OnceCell<HashMap<String, Option<Holds>>>,
}

impl<'p> Names<'p> {
    pub(super) fn new(pack: &'p Pack) -> Self {
        let facts = FACTS.iter().map(|field| (field.name().to_owned(), Holds::Fact(field.fact)));
        let items = || items_of(pack).map(|(at, item)| (at, item.id.as_str()));
        let notes = items().map(|(at, id)| (format!("{NOTE}{id}"), Holds::Note(at)));
        // A column that the pack names for an item is that item's, whatever else its name may mean.
        let columns = || items_of(pack).filter_map(|(at, item)| Some((item.column.clone()?, Holds::Item(at))));
        let is_own = |(name, _): &(String, Holds)| columns().all(|(column, _)| name_key(&column) != name_key(name));
        let named = NAMED.iter().map(|(name, holds)| ((*name).to_owned(), *holds));
        let mut all: Vec<(String, Holds)> = named.chain(facts).filter(is_own).collect();
        all.extend(items().map(|(at, id)| (id.to_owned(), Holds::Item(at))));
        all.extend(columns());
        all.extend(notes);
        let is_free = |name: &&str| items().all(|(_, id)| name_key(id) != name_key(name));
        all.extend(CODES.into_iter().filter(is_free).map(|name| (name.to_owned(), Holds::Code)));
        let name = |(name, holds): (String, Holds)| Name { key: name_key(&name), text: name, holds };
        let all: Vec<Name> = all.into_iter().map(name).collect();
        let mut by_name = HashMap::new();
        for Name { text, holds, .. } in &all {
            by_name.entry(text.clone()).or_insert(*holds);
        }
        Self { pack, all, by_name, by_key: OnceCell::new(), by_wording: OnceCell::new() }
    }

    /// What a column of this name holds: an id, the name of a fact, the code of an item, or the wording of its question.
    /// Letter case, points, underscores, hyphens and blanks make no difference where the name is still that of one column.
    pub(super) fn find(&self, name: &str) -> Option<Holds> {
        let alike = || self.by_key.get_or_init(|| self.keys()).get(&name_key(name)).copied().flatten();
        let worded = || self.by_wording.get_or_init(|| self.wordings()).get(&wording_key(name)).copied().flatten();
        self.by_name.get(name).copied().or_else(alike).or_else(worded)
    }

    /// What columns hold by the [key](name_key) of their name, or of the code that an item has in survey tools; `None` where
    /// two names have the same key.
    fn keys(&self) -> HashMap<String, Option<Holds>> {
        let mut keys = unique(self.all.iter().map(|name| (name.key.clone(), name.holds)));
        let codes = survey_codes(self.pack).into_iter().zip(redcap_names(self.pack)).enumerate();
        for (at, (survey, redcap)) in codes {
            for code in [survey, redcap] {
                keys.entry(name_key(&code)).or_insert(Some(Holds::Item(ItemIx::new(at))));
            }
        }
        keys
    }

    /// Items by the [wording](wording_key) of their questions; `None` where two have the same.
    fn wordings(&self) -> HashMap<String, Option<Holds>> {
        unique(items_of(self.pack).map(|(at, item)| (wording_key(&item.stem), Holds::Item(at))))
    }

    /// Every name with what its column holds.
    pub(super) fn all(&self) -> impl Iterator<Item = &Name> {
        self.all.iter()
    }
}

fn items_of(pack: &Pack) -> impl Iterator<Item = (ItemIx, &Item)> {
    pack.items().iter().enumerate().map(|(at, item)| (ItemIx::new(at), item))
}

/// A table of what has one name only; `None` for names of two things.
fn unique(named: impl Iterator<Item = (String, Holds)>) -> HashMap<String, Option<Holds>> {
    let mut table = HashMap::new();
    for (name, holds) in named {
        match table.entry(name) {
            Entry::Vacant(new) => {
                new.insert(Some(holds));
            }
            Entry::Occupied(mut known) => {
                known.insert(None);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In a short name one slip behind the first letter, or in it alone: left out, or swapped with the next.
    #[test]
    fn a_name_is_nearly_another_by_slips_of_the_keyboard() {
        for key in ["role", "rle", "rolle", "rale", "roel", "ole", "orle"] {
            assert!(is_nearly("role", key), "{key}");
        }
        for key in ["", "sole", "mrole", "elor", "roo", "rolled"] {
            assert!(!is_nearly("role", key), "{key}");
        }
        // In a long one two, and anywhere.
        for key in ["respondent", "espondent", "tespondent", "respodnet", "resondnt"] {
            assert!(is_nearly("respondent", key), "{key}");
        }
        for key in ["repondnts", "esondnt", "response"] {
            assert!(!is_nearly("respondent", key), "{key}");
        }
    }
}
