//! What a record may hold, declared once: [`Record`](super::Record) reads by it, and a JSON Schema is printed
//! from it, so that the two cannot drift apart.

use crate::language::grammar;

/// The fields of one kind of record.
#[derive(Debug)]
pub struct Shape {
    /// What the record is called: `resource`.
    pub name: &'static str,
    /// What the record is, for authors: a sentence.
    pub about: &'static str,
    /// Its fields, in the order in which they are best written.
    pub fields: &'static [FieldShape],
}

/// One field of a record.
#[derive(Clone, Copy, Debug)]
pub struct FieldShape {
    /// Its name in files.
    pub name: &'static str,
    /// True when a record without it is not complete.
    pub needed: bool,
    /// What it holds.
    pub kind: Kind,
    /// What it is for, for authors: a sentence.
    pub about: &'static str,
}

/// What a field, or an entry of a list, holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The number of the format: 1.
    Format,
    /// Text with something in it, of at most so many characters.
    Text(usize),
    /// Text of a form that a pattern describes. Readers parse it; the pattern is for schemas.
    Pattern(&'static str),
    /// As [`Kind::Pattern`], also as a bare number: a year.
    Date(&'static str),
    /// A whole number in a range, both ends included.
    Number(i64, i64),
    /// A number in a range, both ends included, with at most four decimals.
    Decimal(i64, i64),
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// This word.
    Only(&'static str),
    /// A list, which may be empty.
    List(&'static Kind),
    /// A list with at least one entry.
    Filled(&'static Kind),
    /// A record.
    Record(&'static Shape),
    /// Any one of these.
    AnyOf(&'static [Kind]),
    /// Nothing: a field that authors look for and that does not exist, with the reason.
    Missing(&'static str),
}

/// The longest text of a field that says nothing else, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// Ordinary text.
pub const TEXT: Kind = Kind::Text(LONGEST_TEXT);

/// A field that must be there.
pub const fn needed(name: &'static str, kind: Kind, about: &'static str) -> FieldShape {
    FieldShape { name, needed: true, kind, about }
}

/// A field that may be left out.
pub const fn optional(name: &'static str, kind: Kind, about: &'static str) -> FieldShape {
    FieldShape { name, needed: false, kind, about }
}

/// A field that authors look for and that does not exist; the reason says what to do in its place.
pub const fn not_there(name: &'static str, reason: &'static str) -> FieldShape {
    FieldShape { name, needed: false, kind: Kind::Missing(reason), about: "" }
}

/// The words of a table of words and values.
pub fn words<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(word, _)| *word).collect()
}

impl Shape {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static FieldShape> {
        self.known().find(|field| field.name == name)
    }

    /// The fields that exist.
    pub fn known(&self) -> impl Iterator<Item = &'static FieldShape> + use<> {
        self.fields.iter().filter(|field| !matches!(field.kind, Kind::Missing(_)))
    }

    /// Why a field of this name does not exist, where authors look for one.
    pub(super) fn why_missing(&self, name: &str) -> Option<&'static str> {
        let field = self.fields.iter().find(|field| field.name == name)?;
        if let Kind::Missing(reason) = field.kind { Some(reason) } else { None }
    }

    /// What a reader expects where this record should stand: its needed fields, or all where none is needed, and what it is.
    pub(super) fn expected(&self) -> String {
        let needs_some = self.fields.iter().any(|field| field.needed);
        let shown = self.known().filter(|field| field.needed || !needs_some);
        let names: Vec<String> = shown.map(|field| format!("`{}`", field.name)).collect();
        let about = self.about.strip_suffix('.').unwrap_or(self.about);
        format!("a record with {}: {}", grammar::and(&names), grammar::inner_case(about))
    }
}

impl Kind {
    /// The first alternative that the function accepts, or what it makes of this kind itself.
    fn pick<T>(&'static self, accept: impl Fn(&'static Kind) -> Option<T> + Copy) -> Option<T> {
        match self {
            Self::AnyOf(kinds) => kinds.iter().find_map(|kind| kind.pick(accept)),
            kind => accept(kind),
        }
    }

    /// The shape of a record, where this may be one.
    pub(super) fn shape(&'static self) -> Option<&'static Shape> {
        self.pick(|kind| if let Self::Record(shape) = kind { Some(*shape) } else { None })
    }

    /// The kind of a list's entries and whether it needs one, where this may be a list.
    pub(super) fn entries(&'static self) -> Option<(&'static Kind, bool)> {
        self.pick(|kind| match kind {
            Self::List(entry) => Some((*entry, false)),
            Self::Filled(entry) => Some((*entry, true)),
            _ => None,
        })
    }

    /// The range of a whole number, where this may be one.
    pub(super) fn range(&'static self) -> Option<(i64, i64)> {
        self.pick(|kind| if let Self::Number(low, high) = kind { Some((*low, *high)) } else { None })
    }

    /// The range of a number with decimals, where this may be one.
    pub(super) fn decimal_range(&'static self) -> Option<(i64, i64)> {
        self.pick(|kind| if let Self::Decimal(low, high) = kind { Some((*low, *high)) } else { None })
    }

    /// The longest text.
    pub(super) fn longest_text(&'static self) -> usize {
        self.pick(|kind| if let Self::Text(limit) = kind { Some(*limit) } else { None }).unwrap_or(LONGEST_TEXT)
    }

    /// True when this word is allowed in place of the whole value.
    pub(super) fn takes_word(&'static self, word: &str) -> bool {
        self.pick(|kind| matches!(kind, Self::Only(only) if *only == word).then_some(())).is_some()
    }
}
