//! English grammar: counted nouns, lists and letter case.

use std::fmt::Display;

/// `one` for 1, else `many`: the form of a noun or verb that goes with a number.
pub fn plural<'a, N: From<u8> + PartialEq + Copy>(number: N, one: &'a str, many: &'a str) -> &'a str {
    if number == N::from(1) { one } else { many }
}

/// `1 course`, `3 courses`: a number with its noun.
pub fn count<N: From<u8> + PartialEq + Display + Copy>(number: N, one: &str, many: &str) -> String {
    format!("{number} {}", plural(number, one, many))
}

/// `3 of 5`: a part of a whole.
pub fn part(part: usize, whole: usize) -> String {
    [&part.to_string(), " of ", &whole.to_string()].concat()
}

/// `a, b and c`.
pub fn and(words: &[impl AsRef<str>]) -> String {
    join(words, "and")
}

/// `a, b or c`.
pub fn or(words: &[impl AsRef<str>]) -> String {
    join(words, "or")
}

/// `a, b and then c`: words with this conjunction before the last; `a, b; c; and d` where one of them has a comma. Empty for no
/// words.
pub fn join(words: &[impl AsRef<str>], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [front @ .., end] => {
            let has_comma = words.iter().any(|word| word.as_ref().contains(", "));
            let (between, last) = if has_comma { ("; ", "; ") } else { (", ", " ") };
            let mut text = front.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between);
            text.extend([last, conjunction, " ", end.as_ref()]);
            text
        }
    }
}

/// The text with its first letter in upper case.
pub fn sentence_case(text: &str) -> String {
    let (first, rest) = first_letter(text);
    first.to_uppercase() + rest
}

/// The text with its first letter in lower case, for the middle of a sentence.
pub fn inner_case(text: &str) -> String {
    let (first, rest) = first_letter(text);
    first.to_lowercase() + rest
}

fn first_letter(text: &str) -> (&str, &str) {
    text.split_at(text.chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_counts_and_case() {
        assert_eq!(and(&["a", "b", "c"]), "a, b and c");
        assert_eq!(or(&["a", "b"]), "a or b");
        assert_eq!([and(&["a, b", "c"]), and(&["1,272", "c"])], ["a, b; and c", "1,272 and c"]);
        assert_eq!(join(&[] as &[&str], "or"), "");
        assert_eq!([count(1_usize, "course", "courses"), count(0_u64, "step", "steps")], ["1 course", "0 steps"]);
        assert_eq!([sentence_case("élan"), sentence_case(""), inner_case("Short form")], ["Élan", "", "short form"]);
    }
}
