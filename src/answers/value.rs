//! What a written value of an item means: the same in every format of answers.
//!
//! | written | means |
//! |---|---|
//! | `3`, `3.0`, `3,0`, `+3`, `3e0`, `３`, in quotes or not | the option 3 |
//! | nothing, blanks, `null`, `NaN`, `skipped` | unanswered |
//! | `NA`, `n/a`, `not-applicable`, `does not apply` | does not apply |
//! | `?`, `unsure`, `don't know` | does not know |
//! | the label of an option or of its level, also behind its number | that option |
//!
//! Letter case, blanks around and between words, and the kind of quotes make no difference.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::State;
use super::wording::{UNSEEN, plain, wording_key};
use crate::diag::did_you_mean;
use crate::model::{ItemIx, ItemScale, Pack};

/// The words for an item without a rating, as their keys.
const WORDS: &[(&str, State)] = &[
    ("", State::UNANSWERED),
    ("null", State::UNANSWERED),
    ("nan", State::UNANSWERED),
    ("skipped", State::UNANSWERED),
    ("na", State::NOT_APPLICABLE),
    ("n/a", State::NOT_APPLICABLE),
    ("n.a", State::NOT_APPLICABLE),
    ("not applicable", State::NOT_APPLICABLE),
    ("not-applicable", State::NOT_APPLICABLE),
    ("does not apply", State::NOT_APPLICABLE),
    ("does not apply to me", State::NOT_APPLICABLE),
    ("?", State::UNSURE),
    ("unsure", State::UNSURE),
    ("dk", State::UNSURE),
    ("don't know", State::UNSURE),
    ("i don't know", State::UNSURE),
];

/// The state that a written value of an item means; `None` for what is no value of it.
pub fn state_of(pack: &Pack, item: ItemIx, text: &str) -> Option<State> {
    match whole(text) {
        Some(number) => State::option(pack.option_position(item, number)?),
        None => Vocabulary::new(pack, item).state(&wording_key(text)),
    }
}

/// The name of a level or the label of an option of the item that a text nearly is.
pub(super) fn nearest_option(pack: &Pack, item: ItemIx, text: &str) -> Option<String> {
    let options = pack.options(item);
    let levels = pack.levels().levels().iter().map(|level| level.label.as_str());
    let levels = levels.filter(|_| pack.item(item).scale == ItemScale::Levels);
    did_you_mean(text, levels.chain(options.iter().map(|option| option.label.as_str()))).map(str::to_owned)
}

/// A whole number however it is written: with a sign, a fraction of zeros after a point or a comma, an exponent, or in
/// full-width digits.
pub fn whole(text: &str) -> Option<i64> {
    let plain: Cow<'_, str> = if text.is_ascii() {
        text.into()
    } else {
        text.chars().filter(|c| !UNSEEN.contains(c)).map(plain).collect::<String>().into()
    };
    // Quotes that came along when a value was copied.
    let number = plain.trim().trim_matches('"').trim();
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    let sign = if number.starts_with('-') { -1 } else { 1 };
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse::<i64>().ok().map(|number| sign * number);
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<usize>().ok().filter(|exponent| *exponent < 19)?),
        None => (digits, 0),
    };
    let (before, after) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let is_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let kept = after.len().min(exponent);
    let rest = &after.as_bytes()[kept..];
    if !is_digits(before) || !is_digits(after) || rest.iter().any(|digit| *digit != b'0') {
        return None;
    }
    if exponent == 0 {
        return before.parse::<i64>().ok().map(|number| sign * number);
    }
    let number = format!("{before}{}{}", &after[..kept], "0".repeat(exponent - kept));
    number.parse::<i64>().ok().map(|number| sign * number)
}

/// A whole amount, such as money or years: as [`whole`], but not where three digits follow a point or a comma, which may be
/// thousands as well as decimals.
pub fn amount(text: &str) -> Option<i64> {
    let after = text.trim().rsplit_once(['.', ',']).map_or("", |(_, after)| after);
    if after.chars().count() == 3 { None } else { whole(text) }
}

/// The wordings of an item's options and of the answers without a rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary(HashMap<String, Option<State>>);

impl Vocabulary {
    /// The wordings of one item.
    pub fn new(pack: &Pack, item: ItemIx) -> Self {
        let mut states = HashMap::new();
        // A wording of two options means neither.
        let mut add = |wording: String, state: State| match states.entry(wording) {
            Entry::Vacant(new) => {
                new.insert(Some(state));
            }
            Entry::Occupied(mut known) if *known.get() != Some(state) => {
                known.insert(None);
            }
            Entry::Occupied(_) => {}
        };
        for (word, state) in WORDS {
            add((*word).to_owned(), *state);
        }
        for (at, option) in pack.options(item).iter().enumerate() {
            let Some(state) = State::option(at) else { break };
            let level = match pack.item(item).scale {
                ItemScale::Levels => pack.levels().level(option.value).map(|level| level.label.as_str()),
                ItemScale::Shared(_) => None,
            };
            let labels = [Some(option.label.as_str()), level].into_iter().flatten();
            for label in labels.chain(option.also.iter().map(String::as_str)).map(wording_key) {
                for between in [" ", ". ", ": ", ") ", " - ", " = "] {
                    add(format!("{}{between}{label}", option.value), state);
                }
                add(label, state);
            }
        }
        Self(states)
    }

    /// The state that a wording means, by its [key](wording_key).
    pub fn state(&self, key: &str) -> Option<State> {
        self.0.get(key).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;

    #[test]
    fn d10_whole_numbers_are_read_however_they_are_written() {
        assert_eq!(whole("\u{200b}3\u{feff}"), Some(3));
        for text in ["3", " 3 ", "3.0", "3,0", "3.", "3.0000", "+3", "03", "3e0", "3.0E+0", "３", "３.０", "0.3e1"] {
            assert_eq!(whole(text), Some(3), "{text}");
        }
        assert_eq!([whole("-2"), whole("\u{2212}2.0")], [Some(-2); 2]);
        assert_eq!(whole("1.5e3"), Some(1500));
        for text in
            ["", "3.1", "3.0.0", "3 0", "e3", "3e", "x3", "0x3", "3e99", ".", "9999999999999999999999", "1.23e1"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
        assert_eq!(
            [amount("1000"), amount("1000.0"), amount("1,000"), amount("1.000")],
            [Some(1000), Some(1000), None, None]
        );
    }

    #[test]
    fn h02_options_are_known_by_number_label_and_level() {
        let pack = pack::parse(&pack::EMBEDDED[0].files()).0.unwrap();
        for item in pack.form(pack.default_form()).items.clone() {
            for (at, option) in pack.options(item).iter().enumerate() {
                let label = &option.label;
                let level = &pack.levels().levels()[at].label;
                for text in [
                    option.value.to_string(),
                    label.clone(),
                    label.to_uppercase(),
                    format!("  {}", label.replace(' ', "\u{a0}")),
                    format!("{} - {label}", option.value),
                    format!("{}. {level}", option.value),
                    level.to_lowercase(),
                ] {
                    assert_eq!(state_of(&pack, item, &text), State::option(at), "{text}");
                }
                let other = (option.value + 1) % 6;
                assert_eq!(state_of(&pack, item, &format!("{other} - {label}")), None, "the number of another option");
            }
        }
    }

    #[test]
    fn d10_what_is_no_rating_has_its_words() {
        let pack = pack::parse(&pack::EMBEDDED[0].files()).0.unwrap();
        let item = pack.form(pack.default_form()).items[0];
        let mean = |text: &str| state_of(&pack, item, text);
        assert!(["", " ", "null", "NaN", "\u{feff}"].iter().all(|text| mean(text) == Some(State::UNANSWERED)));
        assert!(["NA", "n/a", "N.A.", "Not Applicable"].iter().all(|text| mean(text) == Some(State::NOT_APPLICABLE)));
        assert!(["?", "？", "unsure", "I don\u{2019}t know"].iter().all(|text| mean(text) == Some(State::UNSURE)));
        assert!(["6", "-1", "2.5", "many", "#N/A", "-"].iter().all(|text| mean(text).is_none()));
    }
}
