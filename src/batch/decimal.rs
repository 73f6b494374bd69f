//! A number with four decimals as text, without an allocation.

use std::fmt;

use crate::exact::{Exact, decimals};

/// How many decimals every number of the output has.
pub const PLACES: u32 = 4;

/// The most characters: a comma, `-9999999.9999` and one to spare.
const LETTERS: usize = 15;

/// A number with exactly four decimals, or nothing where a number cannot be given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// A comma and the digits: a cell of a table with the delimiter before it.
    text: [u8; LETTERS],
    length: u8,
}

impl Decimal {
    /// No number.
    pub const NONE: Self = Self { text: [b',', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], length: 1 };

    /// The number rounded half to even.
    ///
    /// # Panics
    /// From a hundred million up; levels and shares of a pack are below a hundred.
    pub fn new(value: Exact) -> Self {
        let digits = decimals(value, PLACES);
        let mut text = Self::NONE.text;
        text[1..=digits.len()].copy_from_slice(digits.as_bytes());
        Self { text, length: u8::try_from(digits.len() + 1).expect("it fitted into the text") }
    }

    /// The number rounded half to even, where there is one.
    pub fn of(value: Option<Exact>) -> Self {
        value.map_or(Self::NONE, Self::new)
    }

    /// `part / whole` rounded half to even: the same digits as [`Decimal::new`], from machine words. `part` is at most
    /// 99 times `whole`, and ten thousand times `part` fits a word; for a `whole` of 0 there is no number.
    pub fn ratio(part: u64, whole: u64) -> Self {
        if whole == 0 {
            return Self::NONE;
        }
        let scaled = part * 10_u64.pow(PLACES);
        let (mut rounded, rest) = (scaled / whole, scaled % whole);
        let half = (2 * rest).cmp(&whole);
        rounded += u64::from(half.is_gt() || (half.is_eq() && rounded % 2 == 1));
        Self::ten_thousandths(rounded)
    }

    /// A number below 100 from its ten-thousandths.
    fn ten_thousandths(value: u64) -> Self {
        let digit = |unit: u64| b'0' + u8::try_from(value / unit % 10).unwrap_or_default();
        let decimals = [b'.', digit(1000), digit(100), digit(10), digit(1)];
        let mut text = Self::NONE.text;
        let length = if value < 100_000 {
            text[1] = digit(10_000);
            text[2..7].copy_from_slice(&decimals);
            7
        } else {
            text[1] = digit(100_000);
            text[2] = digit(10_000);
            text[3..8].copy_from_slice(&decimals);
            8
        };
        Self { text, length }
    }

    /// The digits; empty for no number.
    pub fn as_bytes(&self) -> &[u8] {
        &self.text[1..usize::from(self.length)]
    }

    /// Adds a comma and the digits to the text. Copies a fixed number of bytes, which is quicker than as many as needed.
    pub(super) fn push_cell(&self, out: &mut Vec<u8>) {
        let end = out.len() + usize::from(self.length);
        out.extend_from_slice(&self.text);
        out.truncate(end);
    }

    /// True for no number.
    pub fn is_none(&self) -> bool {
        self.length == 1
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(self.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Machine words and exact ratios round alike, also where the fifth digit is a five.
        #[test]
        fn words_round_as_ratios_do(part in 0..2_000_000_u64, whole in 1..200_000_u64, half in 0..400_000_u64) {
            for (part, whole) in [(part.min(whole * 99), whole), (half, 20_000), (half, 40_000), (whole, whole)] {
                let exact = Exact::new(i128::from(part), i128::from(whole));
                prop_assert_eq!(Decimal::ratio(part, whole), Decimal::new(exact));
            }
        }
    }

    #[test]
    fn numbers_of_the_hand_worked_values() {
        assert_eq!(Decimal::ratio(31, 43).as_bytes(), b"0.7209");
        assert_eq!(Decimal::ratio(5, 3).as_bytes(), b"1.6667");
        assert_eq!(Decimal::ratio(1, 1).as_bytes(), b"1.0000");
        assert_eq!(Decimal::ratio(1, 20_000).as_bytes(), b"0.0000", "half to even");
        assert_eq!(Decimal::ratio(3, 20_000).as_bytes(), b"0.0002", "half to even");
        assert_eq!(Decimal::ratio(20, 1).as_bytes(), b"20.0000");
        assert!(Decimal::ratio(0, 0).is_none() && Decimal::of(None).is_none());
    }
}
