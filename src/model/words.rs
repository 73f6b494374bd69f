//! Tables of words: each value of a closed list with its word in files.

/// The word of a value.
///
/// # Panics
/// When the table leaves the value out: it has every value of its type.
pub fn word_of<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table.iter().find(|(_, known)| *known == value).expect("every value has a word").0
}

/// The value of a word; `None` when the table does not have it.
pub fn value_of<T: Copy>(table: &[(&'static str, T)], word: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}
