//! Small helpers for text that people read: plurals, lists, suggestions and cleaning.

/// `1 course`, `3 courses`: a count with its noun. `plural` is the whole plural word.
pub fn count(n: usize, singular: &str, plural: &str) -> String {
    format!("{n} {}", if n == 1 { singular } else { plural })
}

/// `3 of 5`: a part of a whole.
pub fn part(part: usize, whole: usize) -> String {
    [&part.to_string(), " of ", &whole.to_string()].concat()
}

/// `a, b and c`: words joined as in a sentence. Empty for no words.
pub fn join(words: &[impl AsRef<str>], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [front @ .., end] => {
            let mut text = front.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
            text.extend([" ", last, " ", end.as_ref()]);
            text
        }
    }
}

/// The first letter in upper case, the rest as it was.
pub fn sentence_case(text: &str) -> String {
    first_letter(text, str::to_uppercase)
}

/// The first letter in lower case, the rest as it was: for the middle of a sentence.
pub fn inner_case(text: &str) -> String {
    first_letter(text, str::to_lowercase)
}

fn first_letter(text: &str, cased: fn(&str) -> String) -> String {
    let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
    cased(first) + rest
}

/// The known word nearest to `found`, if one is near enough to be what was meant:
/// one edit for each three letters, and one in any case.
pub fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    let limit = (found.chars().count().min(30) / 3).max(1);
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(&found, word), word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Text as it may be stored: no control characters except newline and tab, and none of the
/// invisible marks that reorder text. Carriage returns become newlines.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !is_unsafe(*c))
        .collect()
}

/// Text as it may be printed in one line of a terminal: as [`clean`], with white space folded.
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for text that [`one_line`] leaves as it is: that it may be printed is known without a copy.
pub fn is_one_line(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let fits = if c == ' ' { before != ' ' } else { !c.is_whitespace() && !is_unsafe(c) };
        if !fits {
            return false;
        }
        before = c;
    }
    before != ' '
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_are_near_or_absent() {
        let known = ["cybersecurity", "data-analysis", "data-governance"];
        assert_eq!(did_you_mean("cyber-security", known), Some("cybersecurity"));
        assert_eq!(did_you_mean("Data-Analysis", known), Some("data-analysis"));
        assert_eq!(did_you_mean("phlebotomy", known), None);
    }

    #[test]
    fn a13_d08_cleaning_removes_terminal_commands() {
        assert_eq!(clean("hi\x1b[31mred\u{7}\r\nnext\t."), "hi[31mred\nnext\t.");
        assert_eq!(one_line("a\n b\u{202e}c"), "a bc");
    }

    #[test]
    fn one_line_is_known_without_a_copy() {
        for text in ["a", "a b", "Zoë 日本", "s-0001"] {
            assert!(is_one_line(text) && one_line(text) == text, "{text}");
        }
        for text in ["", " a", "a ", "a  b", "a\tb", "a\nb", "a\u{1b}b", "a\u{202e}", "a\u{a0}b"] {
            assert!(!is_one_line(text) && (text.is_empty() || one_line(text) != text), "{text:?}");
        }
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(join(&["a", "b", "c"], "and"), "a, b and c");
        assert_eq!(join(&[] as &[&str], "or"), "");
        assert_eq!(count(1, "course", "courses"), "1 course");
        assert_eq!(sentence_case("élan"), "Élan");
    }
}
