//! A whole number of any size, put together of digits that each have a radix of their own.

/// A whole number that is not negative, in parts of 32 bits, the lowest first. The highest part is not zero.
#[derive(Debug, Default)]
pub(super) struct Number(Vec<u32>);

impl Number {
    /// Appends a digit: the number times `radix`, plus `digit`.
    pub(super) fn push(&mut self, radix: u32, digit: u32) {
        let mut carry = u64::from(digit);
        for part in &mut self.0 {
            let value = u64::from(*part) * u64::from(radix) + carry;
            *part = low(value);
            carry = value >> 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    /// Takes the digit that was appended last. `radix` is not 0.
    pub(super) fn pop(&mut self, radix: u32) -> u32 {
        let mut rest = 0;
        for part in self.0.iter_mut().rev() {
            let value = rest << 32 | u64::from(*part);
            *part = low(value / u64::from(radix));
            rest = value % u64::from(radix);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        low(rest)
    }

    /// True when no digit but zeros is left.
    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }
}

/// The lowest 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "the bits above are carried on by the caller")]
fn low(value: u64) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_come_back_in_reverse(digits in prop::collection::vec((1..=u32::MAX, any::<u32>()), 0..40)) {
            let digits: Vec<(u32, u32)> = digits.into_iter().map(|(radix, digit)| (radix, digit % radix)).collect();
            let mut number = Number::default();
            for (radix, digit) in &digits {
                number.push(*radix, *digit);
            }
            for (radix, digit) in digits.iter().rev() {
                prop_assert_eq!(number.pop(*radix), *digit);
            }
            prop_assert!(number.is_zero());
        }

        #[test]
        fn it_is_the_number_of_its_digits(digits in prop::collection::vec((2..100_u32, 0..100_u32), 0..18)) {
            let (mut number, mut expected) = (Number::default(), 0_u128);
            for (radix, digit) in &digits {
                number.push(*radix, digit % radix);
                expected = expected * u128::from(*radix) + u128::from(digit % radix);
            }
            let parts = number.0.iter().rev().fold(0, |all, part| all << 32 | u128::from(*part));
            prop_assert_eq!(parts, expected);
        }
    }
}
