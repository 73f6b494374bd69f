//! The language of a pack's texts.

/// A language by its tag, as `en-GB` or `ja` (BCP 47: <https://www.rfc-editor.org/info/bcp47>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(String);

/// Languages whose words have no blanks between them.
const WITHOUT_BLANKS: [&str; 7] = ["ja", "zh", "yue", "th", "lo", "km", "my"];

impl Language {
    /// A language and at most three parts that say more: letters and digits, joined by hyphens.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_part =
            |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let rest: Vec<&str> = parts.collect();
        (is_language && rest.len() <= 3 && rest.into_iter().all(is_part)).then(|| Self(tag.to_owned()))
    }

    /// The tag, as the pack writes it.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// True for English of any country.
    pub fn is_english(&self) -> bool {
        self.without_country() == "en"
    }

    /// True where a text is measured by its words; else it has no blanks between them, and is measured by its characters.
    pub fn has_blanks(&self) -> bool {
        !WITHOUT_BLANKS.contains(&self.without_country().as_str())
    }

    /// The language alone, in lower case: `en` of `en-GB`.
    pub fn without_country(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en-GB".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_known_by_their_form() {
        let all = |tags: &[&str]| tags.iter().all(|tag| Language::parse(tag).is_some());
        assert!(all(&["en", "en-GB", "ja", "yue", "zh-Hant-TW", "de-DE-1996"]));
        let none = ["", "e", "english", "en_GB", "en-", "-en", "en-GB-\"", "en GB", "日本", "en-a", "x-y-z-w-v"];
        assert!(none.iter().all(|tag| Language::parse(tag).is_none()));
        let of = |tag: &str| Language::parse(tag).unwrap();
        assert!(of("EN-us").is_english() && !of("eo").is_english() && Language::default().is_english());
        assert!(of("de").has_blanks() && !of("ja-JP").has_blanks() && !of("zh-Hans").has_blanks());
    }
}
