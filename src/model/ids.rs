//! Ids as people write them, and dense indices as the program uses them.

use std::fmt;

/// The longest id, in characters.
const LONGEST_ID: usize = 64;

/// Lower-case letters, digits and single hyphens; starts with a letter.
pub fn is_slug(text: &str) -> bool {
    text.len() <= LONGEST_ID
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && !text.contains("--")
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Slugs joined by dots: `cybersecurity` or `cybersecurity.practice`.
pub fn is_item_id(text: &str) -> bool {
    text.len() <= LONGEST_ID && text.split('.').all(is_slug)
}

/// The longest code of a framework's part, in characters: it is the first column of a table.
const LONGEST_CODE: usize = 12;

/// A code as another model gives it: `F1`, `1.2` or `A-3.4`.
pub fn is_part_code(text: &str) -> bool {
    let ends = |c: char| c.is_ascii_alphanumeric();
    text.len() <= LONGEST_CODE
        && text.starts_with(ends)
        && text.ends_with(ends)
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
}

/// The interface of all kinds of id.
pub trait Id: Sized {
    /// The kind of thing, for messages: `competency`.
    const KIND: &'static str;

    /// Reads an id; `None` when the text is not one.
    fn parse(text: &str) -> Option<Self>;

    /// The id as written.
    fn as_str(&self) -> &str;
}

macro_rules! ids {
    ($($name:ident, $kind:literal, $rule:path;)+) => {$(
        #[doc = concat!("The id of a ", $kind, ".")]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl Id for $name {
            const KIND: &'static str = $kind;

            fn parse(text: &str) -> Option<Self> {
                $rule(text).then(|| Self(text.into()))
            }

            fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    PackId, "pack", is_slug;
    DomainId, "domain", is_slug;
    CompetencyId, "competency", is_slug;
    ItemId, "item", is_item_id;
    ScaleId, "scale", is_slug;
    FormId, "form", is_slug;
    RoleId, "role", is_slug;
    ResourceId, "resource", is_slug;
    CareerId, "career section", is_slug;
    SourceId, "source", is_slug;
    OverlayId, "overlay", is_slug;
    FrameworkId, "framework", is_slug;
    PartCode, "code", is_part_code;
}

macro_rules! indices {
    ($($name:ident, $kind:literal;)+) => {$(
        #[doc = concat!("The number of a ", $kind, " in its pack, from 0, in the pack's order.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// From a position in the pack's list.
            ///
            /// # Panics
            /// When a pack has more than 2^32 records of a kind, which the size limit of its files excludes.
            pub fn new(at: usize) -> Self {
                Self(u32::try_from(at).expect("the size limit of pack files keeps lists short"))
            }

            /// The position in the pack's list.
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

indices! {
    DomainIx, "domain";
    CompetencyIx, "competency";
    ItemIx, "item";
    ScaleIx, "response scale";
    FormIx, "form";
    RoleIx, "role";
    ResourceIx, "resource";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_spelling() {
        assert!(["a", "data-analysis", "cs6440"].iter().all(|id| is_slug(id)));
        assert!(["", "A", "-a", "a-", "a--b", "a b", "é", "../x", "1a", "a.b"].iter().all(|id| !is_slug(id)));
        assert!(is_item_id("a.b") && !is_item_id("a..b") && !is_item_id("a."));
        assert!(!is_slug(&"a".repeat(65)));
        assert!(["F1", "1", "1.2", "A-3.4"].iter().all(|code| is_part_code(code)));
        assert!(["", ".1", "1.", "F 1", "F|1", "é", "1234567890123"].iter().all(|code| !is_part_code(code)));
    }
}
