//! The wording of people and of other programs, made comparable.

/// Characters without a width, which copied text may contain.
pub(super) const UNSEEN: [char; 7] =
    ['\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}'];

/// What two writings of the same wording have in common: lower case, one blank between words, plain quotes, dashes and
/// digits, no letters without a width, no full stop at the end.
pub fn wording_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !UNSEEN.contains(c)).map(plain) {
        if !c.is_whitespace() {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end_matches([' ', '.']).len());
    key
}

/// What two writings of an id or of the name of a column have in common: the letters and digits of the wording.
pub fn name_key(text: &str) -> String {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    wording_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The word that a text is: letter case, points, underscores, hyphens and blanks make no difference where the text is still
/// one of the words.
pub fn find_word<'w>(words: impl IntoIterator<Item = &'w str, IntoIter: Clone>, text: &str) -> Option<&'w str> {
    let words = words.into_iter();
    // Without memory for a word that is written as it should be.
    if let Some(word) = words.clone().find(|word| *word == text) {
        return Some(word);
    }
    let key = name_key(text);
    let mut alike = words.filter(|word| name_key(word) == key);
    alike.next().filter(|_| alike.next().is_none())
}

/// A character as a plain keyboard has it.
pub(super) fn plain(c: char) -> char {
    match c {
        // The full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d11_writings_of_one_wording_have_one_key() {
        for text in
            ["I don't know", "  i DON\u{2019}T\u{a0}know. ", "I\tdon't\u{200b}\n know", "Ｉ　ｄｏｎ＇ｔ ｋｎｏｗ"]
        {
            assert_eq!(wording_key(text), "i don't know", "{text:?}");
        }
        assert_ne!(wording_key("I know"), wording_key("I now"));
    }

    #[test]
    fn d11_names_differ_in_letters_and_digits_only() {
        for name in ["data-analysis", "Data_Analysis", "data.analysis", " DATA ANALYSIS", "dataAnalysis"] {
            assert_eq!(name_key(name), "dataanalysis", "{name}");
        }
        assert_ne!(name_key("item-1"), name_key("item-2"));
        // The short way for ASCII gives what the long way gives, which a letter without a width asks for.
        for text in (0..128_u8).flat_map(|first| (0..128_u8).map(move |second| [first, second].map(char::from))) {
            let text = String::from_iter(text);
            assert_eq!(name_key(&text), name_key(&format!("{text}\u{200b}")), "{text:?}");
        }
        let words = ["high-school", "us", "u-s"];
        assert_eq!([find_word(words, "High School"), find_word(words, "us")], [Some("high-school"), Some("us")]);
        assert_eq!([find_word(words, "U S"), find_word(words, "school")], [None; 2], "two words alike, and none");
    }
}
