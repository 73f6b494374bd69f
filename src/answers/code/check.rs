//! The characters of a code: their alphabet, how people write them, and the check characters at the end.

use crate::answers::wording::{UNSEEN, plain};

/// The characters of codes by their values: digits and capital letters without I, L, O and U, as Crockford's base 32 has
/// them.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The value of each character of ASCII that codes have.
const VALUES: [Option<u8>; 128] = {
    let (mut values, mut value) = ([None; 128], 0_u8);
    while value < 32 {
        values[ALPHABET[value as usize] as usize] = Some(value);
        value += 1;
    }
    values
};

/// The generator of Bech32 (BIP 173) by its powers of two.
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

/// How many characters the check has.
pub(super) const CHECK: usize = 6;

/// The characters in front of the number: the version, and the mark of the pack.
pub(super) const FRONT: usize = 5;

/// How many characters stand between two hyphens.
const GROUP: usize = 5;

/// The remainder of whole codes, which is that of Bech32m: with any other than 0 a 0 that is lost or added at the
/// beginning shows.
const WHOLE: u32 = 0x2bc8_30a3;

/// A text read character by character.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    /// The values of the characters, each below 32.
    pub(super) values: Vec<u8>,
    /// How many letters and digits are none that codes have.
    pub(super) strange: usize,
    /// How many characters are digits.
    pub(super) digits: usize,
}

impl Symbols {
    /// Reads a text as a person may have written it: capital or small letters, O for 0, I and L for 1, U for V, other forms
    /// of ASCII; blanks, line breaks and marks make no difference. A label such as `Result code:` may stand in front.
    pub(super) fn read(text: &str) -> Self {
        let mut read = Self::default();
        let is_seen = |c: &char| !c.is_whitespace() && !UNSEEN.contains(c);
        for letter in behind_label(text).chars().map(plain).filter(is_seen) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                'U' => 'V',
                letter => letter,
            };
            let value = u8::try_from(letter).ok().and_then(|byte| VALUES.get(usize::from(byte)).copied().flatten());
            match value {
                Some(value) => {
                    read.values.push(value);
                    read.digits += usize::from(letter.is_ascii_digit());
                }
                None => read.strange += usize::from(!letter.is_ascii_punctuation()),
            }
        }
        read
    }

    /// True when the check characters fit the others, of which there are more than a version and a mark.
    pub(super) fn is_whole(&self) -> bool {
        self.strange == 0 && self.values.len() > FRONT + CHECK && remainder(self.values.iter().copied()) == WHOLE
    }
}

/// The text behind a label that ends with `code:`.
fn behind_label(text: &str) -> &str {
    let is_label = |label: &str| label.trim_end().to_ascii_lowercase().ends_with("code");
    text.rsplit_once(':').filter(|(label, _)| is_label(label)).map_or(text, |(_, code)| code)
}

/// Appends the check characters.
pub(super) fn seal(values: &mut Vec<u8>) {
    let check = remainder(values.iter().copied().chain([0; CHECK])) ^ WHOLE;
    values.extend((0..CHECK).rev().map(|at| low_five(check >> (5 * at))));
}

/// The values as the characters of a code.
pub(super) fn written(values: &[u8]) -> String {
    values.iter().map(|value| char::from(ALPHABET[usize::from(value & 31)])).collect()
}

/// The characters of a code in groups, with hyphens between them.
pub(super) fn grouped(values: &[u8]) -> String {
    values.chunks(GROUP).map(written).collect::<Vec<_>>().join("-")
}

/// The remainder of the values, taken as a polynomial over GF(32), by the generator of Bech32 (BIP 173). In at most 89 values
/// no four changes keep the remainder.
fn remainder(values: impl Iterator<Item = u8>) -> u32 {
    values.fold(1, next)
}

/// The remainder with one value more.
fn next(remainder: u32, value: u8) -> u32 {
    let top = remainder >> 25;
    let shifted = (remainder & 0x1ff_ffff) << 5 ^ u32::from(value);
    let terms = GENERATOR.iter().enumerate().filter(|(bit, _)| top >> bit & 1 == 1);
    terms.fold(shifted, |remainder, (_, term)| remainder ^ term)
}

fn low_five(value: u32) -> u8 {
    u8::try_from(value & 31).expect("five bits fit a byte")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A valid text of BIP 350, whose human-readable part `a` is the values 3, 0, 1 in front.
    #[test]
    fn f09_the_check_is_that_of_bech32m() {
        let bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
        let value = |letter: char| u8::try_from(bech32.find(letter).unwrap()).unwrap();
        let mut values = vec![3, 0, 1];
        seal(&mut values);
        assert_eq!(values[3..], "lqfn3a".chars().map(value).collect::<Vec<_>>());
    }

    /// What a change does to the remainder depends on the change alone, and those of several changes add up. Four changes
    /// are not seen where two of them do what the two others do: so no two pairs may do the same, nor a pair what a single
    /// change does.
    #[test]
    fn f09_any_four_wrong_characters_of_89_are_found() {
        let mut effects: Vec<u32> = Vec::new();
        let mut before = vec![0];
        for behind in 0..89 {
            let effect = |change: u8| (0..behind).fold(next(0, change), |effect, _| next(effect, 0));
            let of_place: Vec<u32> = (1..32).map(effect).collect();
            for one in &of_place {
                effects.extend(before.iter().map(|other| one ^ other));
            }
            before.extend(of_place);
        }
        let all = effects.len();
        assert_eq!(all, 89 * 31 + 89 * 88 / 2 * 31 * 31);
        effects.push(0);
        effects.sort_unstable();
        effects.dedup();
        assert_eq!(effects.len(), all + 1);
    }

    #[test]
    fn f09_a_code_is_read_however_it_is_written() {
        let expected = Symbols::read("1V0S1-8K2MQ").values;
        for text in [
            "1v0s18k2mq",
            " 1V0S1 8K2MQ\n",
            "lVOSI-8k2mq.",
            "iuoSL\u{2013}8K2\u{200b}MQ",
            "\"1V0S1-\r\n8K2MQ\"",
            "code:    1V0S1-8K2MQ",
            "Result code: 1V0S1_8K2MQ",
            "１Ｖ０Ｓ１－８Ｋ２ＭＱ",
        ] {
            let read = Symbols::read(text);
            assert_eq!((read.values, read.strange), (expected.clone(), 0), "{text:?}");
        }
        assert_ne!(Symbols::read("Ann: 1V0S1-8K2MQ").values, expected, "no name gets lost");
        assert_eq!(Symbols::read("1V0S1é8K2MQ").strange, 1);
    }
}
