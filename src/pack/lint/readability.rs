//! How hard an English sentence is to read.

/// The longest sentence of a question or a statement, in words.
pub const MOST_WORDS: usize = 20;

/// The hardest question or statement, as a grade. One long word of the field in a short sentence costs several
/// grades, so a single text may lie above [`HARDEST_MEAN`].
pub const HARDEST: f64 = 12.0;

/// The hardest mean over all questions, or all statements, of a pack: a reader of about 13 years.
pub const HARDEST_MEAN: f64 = 8.0;

/// The Flesch-Kincaid grade of a text: the years of school that a reader needs.
///
/// `0.39 * words / sentences + 11.8 * syllables / words - 15.59` (Kincaid, Fishburne, Rogers and Chissom, 1975, Naval
/// Technical Training Command, Research Branch Report 8-75). Syllables are counted as groups of vowels, less a silent
/// `e`, `ed` or `es` at the end. 0 for a text without words.
#[expect(clippy::cast_precision_loss, reason = "texts have far fewer words than 2^52")]
pub fn grade(text: &str) -> f64 {
    let words: Vec<&str> = words(text).collect();
    if words.is_empty() {
        return 0.0;
    }
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences) = (words.len() as f64, sentences(text).count().max(1) as f64);
    0.39 * words / sentences + 11.8 * syllables as f64 / words - 15.59
}

/// The words of the longest sentence.
pub fn longest_sentence(text: &str) -> usize {
    sentences(text).map(|sentence| sentence.split_whitespace().count()).max().unwrap_or(0)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty())
}

/// Parts that end in `.`, `!`, `?`, `;` or `:` before white space or the end.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(char::is_whitespace)
        .scan(0, |at, word| {
            *at += word.len();
            Some((*at, word.trim_end().ends_with(['.', '!', '?', ';', ':'])))
        })
        .filter_map(|(at, ends)| ends.then_some(at))
        .chain(std::iter::once(text.len()))
        .scan(0, |from, to| {
            let sentence = &text[*from..to];
            *from = to;
            Some(sentence.trim())
        })
        .filter(|sentence| !sentence.is_empty())
}

fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let groups = word.split(|c| !is_vowel(c)).filter(|group| !group.is_empty()).count();
    // The word before a silent ending; for `-le` after a consonant the `e` is spoken.
    let silent = |ending: &str, spoken_after: &str| {
        word.strip_suffix(ending).is_some_and(|stem| {
            let last = stem.chars().last().unwrap_or('a');
            let table = last == 'l' && stem.chars().rev().nth(1).is_some_and(|c| !is_vowel(c));
            let spoken = is_vowel(last) || spoken_after.contains(last) || (table && ending != "ed");
            !spoken
        })
    };
    let quiet = silent("e", "") || silent("ed", "td") || (silent("es", "sxzcg") && !word.ends_with("hes"));
    groups.saturating_sub(usize::from(quiet && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_spoken() {
        for (word, count) in [
            ("cat", 1),
            ("table", 2),
            ("make", 1),
            ("made", 1),
            ("walked", 1),
            ("wanted", 2),
            ("notes", 1),
            ("changes", 2),
            ("tables", 2),
            ("patient", 2),
            ("organisation", 5),
            ("the", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn grades_follow_the_formula() {
        // 6 words, 6 syllables, 1 sentence.
        assert!((grade("The cat sat on the mat.") - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
        // 4 words, 5 syllables, 2 sentences.
        assert!((grade("I bake. You wanted!") - (0.39 * 2.0 + 11.8 * 5.0 / 4.0 - 15.59)).abs() < 1e-9);
        assert!(grade("").abs() < 1e-9 && grade("...").abs() < 1e-9);
    }

    #[test]
    fn a_sentence_ends_where_a_mark_meets_a_space() {
        assert_eq!(longest_sentence("One two three. Four version 1.2 here; six"), 4);
        assert_eq!(longest_sentence(""), 0);
    }
}
