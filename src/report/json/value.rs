//! A value of JSON as it is written: numbers keep their four decimals.

use crate::exact::{Exact, decimals};
use crate::language::plain_spaces;

/// How many decimals a number has that is no count.
const PLACES: u32 = 4;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// Nothing that could be given.
    Null,
    /// True or false.
    Flag(bool),
    /// A number in digits.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its properties in order.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// The value as a document: a property or an entry on each line.
    pub(super) fn document(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Flag(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(digits) => out.push_str(digits),
            Self::Text(text) => write_text(text, out),
            Self::List(entries) => {
                let entry = |entry: &Self, out: &mut String| entry.write(depth + 1, out);
                write_block(['[', ']'], entries, depth, out, entry);
            }
            Self::Object(properties) => {
                let property = |(name, value): &(&'static str, Self), out: &mut String| {
                    write_text(name, out);
                    out.push_str(": ");
                    value.write(depth + 1, out);
                };
                write_block(['{', '}'], properties, depth, out, property);
            }
        }
    }
}

fn write_block<E>(marks: [char; 2], entries: &[E], depth: usize, out: &mut String, write: impl Fn(&E, &mut String)) {
    out.push(marks[0]);
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        new_line(depth + 1, out);
        write(entry, out);
    }
    if !entries.is_empty() {
        new_line(depth, out);
    }
    out.push(marks[1]);
}

fn new_line(depth: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Adds a text in quotes. What could act where the document is shown or placed is escaped: control characters, marks that
/// turn the direction of writing, and `<`, which could end a script of a page.
pub(in crate::report) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '<' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                write_escaped(letter, out);
            }
            _ if letter.is_control() => write_escaped(letter, out),
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// Adds a letter below U+10000 by its number.
fn write_escaped(letter: char, out: &mut String) {
    out.push_str("\\u");
    let number = u32::from(letter);
    out.extend([12, 8, 4, 0].iter().filter_map(|shift| char::from_digit((number >> shift) & 15, 16)));
}

/// A sentence of the program, with plain spaces between numbers and units.
pub(super) fn said(text: &str) -> String {
    plain_spaces(text)
}

/// Sentences of the program.
pub(super) fn all_said(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| said(text)).collect()
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Json {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Exact> for Json {
    fn from(number: Exact) -> Self {
        Self::Number(decimals(number, PLACES))
    }
}

/// Whole numbers have no decimals.
macro_rules! whole {
    ($($type:ty)+) => {$(
        impl From<$type> for Json {
            fn from(number: $type) -> Self {
                Self::Number(number.to_string())
            }
        }
    )+};
}

whole!(i64 i128 u32 u64 usize);

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Any text is read back as it was, and nothing of it can act outside the quotes.
        #[test]
        fn any_text_is_read_back(text in any::<String>()) {
            let written = Json::from(text.as_str()).document();
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
            prop_assert!(!written.trim_end_matches('\n').contains(|letter: char| letter.is_control() || letter == '<'));
        }
    }

    #[test]
    fn numbers_have_four_decimals_and_counts_none() {
        let list: Vec<Json> = vec![Exact::new(31, 43).into(), Exact::new(1, 2).into(), 7_usize.into()];
        assert_eq!(Json::List(list).document(), "[\n  0.7209,\n  0.5000,\n  7\n]\n");
        assert_eq!(Json::from(None::<Exact>).document(), "null\n");
        assert_eq!(Json::Object(vec![("a", Json::List(Vec::new()))]).document(), "{\n  \"a\": []\n}\n");
    }

    #[test]
    fn what_could_act_is_escaped() {
        let written = Json::from("</script>\u{1b}[31m\u{202e}\u{9b}\"\\").document();
        assert_eq!(written, "\"\\u003c/script>\\u001b[31m\\u202e\\u009b\\\"\\\\\"\n");
    }
}
