//! Exact numbers, and the one place where they are rounded.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

/// An exact number: a ratio of whole numbers in lowest terms. For what is computed of one person, [`stay_exact`] keeps its
/// parts far from overflow. A sum over many people whose common denominator would have more than 32 digits is taken of parts
/// with 15 decimals.
///
/// Where the parts of both sides fit in half a machine word, as nearly all do, the arithmetic is done in machine words;
/// the results are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact {
    numer: i128,
    denom: i128,
}

impl Exact {
    /// Nought.
    pub const ZERO: Self = Self::from_integer(0);

    /// One.
    pub const ONE: Self = Self::from_integer(1);

    /// The ratio of two whole numbers.
    ///
    /// # Panics
    /// When the denominator is 0.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        Self::from_integer(numerator) / denominator
    }

    /// A whole number.
    #[inline]
    pub const fn from_integer(whole: i128) -> Self {
        Self { numer: whole, denom: 1 }
    }

    /// The upper part of the ratio in lowest terms; it carries the sign.
    pub fn numer(self) -> i128 {
        self.numer
    }

    /// The lower part of the ratio in lowest terms, at least 1.
    pub fn denom(self) -> i128 {
        self.denom
    }

    /// True for a whole number.
    pub fn is_integer(self) -> bool {
        self.denom == 1
    }

    /// The whole number towards zero.
    pub fn to_integer(self) -> i128 {
        self.numer / self.denom
    }

    /// The highest whole number that is not above a level.
    ///
    /// # Panics
    /// When it is outside 64 bits, which no level of a pack is.
    pub fn whole(self) -> i64 {
        i64::try_from(self.floor().to_integer()).expect("levels lie on the pack's scale")
    }

    /// The highest whole number that is not above it.
    #[must_use]
    pub fn floor(self) -> Self {
        Self::from_integer(divided(self.numer, self.denom).0)
    }

    /// The ratio of two machine words, in lowest terms.
    #[inline]
    fn of_words(numerator: i64, denominator: i64) -> Self {
        if denominator == 1 {
            return Self::from_integer(i128::from(numerator));
        }
        let lowest = Ratio::new(numerator, denominator);
        Self { numer: i128::from(*lowest.numer()), denom: i128::from(*lowest.denom()) }
    }

    /// Both ratios in machine words, where no sum of two products of their parts can overflow one.
    #[inline]
    fn in_words(self, other: Self) -> Option<[i64; 4]> {
        let half = |part: i128| i32::try_from(part).ok().map(i64::from);
        Some([half(self.numer)?, half(self.denom)?, half(other.numer)?, half(other.denom)?])
    }

    /// What an operator gives in long numbers.
    #[cold]
    fn in_long(self, other: Self, operator: fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>) -> Self {
        let exact = operator(&self.into(), &other.into());
        let exact = exact.filter(|ratio| ratio.denom().unsigned_abs() <= LARGEST_COMMON);
        let close = || {
            let [first, second] = [self, other].map(|value| Ratio::new(nearest(value, FINEST), FINEST));
            operator(&first, &second)
        };
        exact.or_else(close).expect("numbers of a pack and sums of them lie far below the largest").into()
    }
}

impl From<Exact> for Ratio<i128> {
    fn from(value: Exact) -> Self {
        Self::new_raw(value.numer, value.denom)
    }
}

impl From<Ratio<i128>> for Exact {
    fn from(value: Ratio<i128>) -> Self {
        Self { numer: *value.numer(), denom: *value.denom() }
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

/// An operator on two exact numbers, or on one and a whole number: in machine words where they fit. `$lowest` tells by the
/// lower parts when what it gives is in lowest terms already.
macro_rules! operator {
    ($operator:ident, $method:ident, $checked:expr, |$a:ident, $b:ident, $c:ident, $d:ident| $ratio:expr, $lowest:expr) => {
        impl $operator for Exact {
            type Output = Self;

            #[inline]
            fn $method(self, other: Self) -> Self {
                let [$a, $b, $c, $d] = [self.numer, self.denom, other.numer, other.denom];
                if $lowest {
                    let (numer, denom) = $ratio;
                    return Self { numer, denom };
                }
                match self.in_words(other) {
                    Some([$a, $b, $c, $d]) => {
                        let (numerator, denominator) = $ratio;
                        Self::of_words(numerator, denominator)
                    }
                    None => self.in_long(other, $checked),
                }
            }
        }

        impl $operator<i128> for Exact {
            type Output = Self;

            #[inline]
            fn $method(self, other: i128) -> Self {
                self.$method(Self::from_integer(other))
            }
        }
    };
}

// a/b and c/d.
operator!(Add, add, CheckedAdd::checked_add, |a, b, c, d| (a * d + c * b, b * d), b == 1 || d == 1);
operator!(Sub, sub, CheckedSub::checked_sub, |a, b, c, d| (a * d - c * b, b * d), b == 1 || d == 1);
operator!(Mul, mul, CheckedMul::checked_mul, |a, b, c, d| (a * c, b * d), d == 1 && (b == 1 || c == 1));
operator!(Div, div, CheckedDiv::checked_div, |a, b, c, d| (a * d, b * c), c == 1 && d == 1);

impl From<i64> for Exact {
    fn from(whole: i64) -> Self {
        Self::from_integer(i128::from(whole))
    }
}

impl Neg for Exact {
    type Output = Self;

    fn neg(self) -> Self {
        Self { numer: -self.numer, ..self }
    }
}

impl AddAssign for Exact {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Self> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(values: I) -> Self {
        values.copied().sum()
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denom == other.denom {
            return self.numer.cmp(&other.numer);
        }
        match self.in_words(*other) {
            Some([a, b, c, d]) => (a * d).cmp(&(c * b)),
            None => Ratio::from(*self).cmp(&Ratio::from(*other)),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The digits of the largest denominator that the levels of a person may have together.
pub const DIGITS: u32 = 27;

/// The largest denominator that the levels of a person may have together: what importances, levels and the rounding to
/// decimals multiply it by, below 10^11 in all, stays within 128 bits.
const LARGEST_DENOMINATOR: u128 = 10_u128.pow(DIGITS);

/// The largest common denominator of a sum. Only sums over many people can have a larger one; their parts are then taken to
/// [`FINEST`].
const LARGEST_COMMON: u128 = 10_u128.pow(32);

/// The denominator of the parts of a sum that has no small common one.
const FINEST: i128 = 10_i128.pow(15);

/// A share in ten-thousandths as an exact number.
pub fn share(ten_thousandths: u16) -> Exact {
    Exact::new(i128::from(ten_thousandths), 10_000)
}

/// True when a part is at least this share of a whole, in ten-thousandths.
pub fn reaches(part: i128, whole: i128, ten_thousandths: u16) -> bool {
    part * 10_000 >= whole * i128::from(ten_thousandths)
}

/// The number in parts of one, such as hundredths, rounded half to even.
pub fn nearest(value: Exact, parts: i128) -> i128 {
    let Exact { mut numer, mut denom } = value;
    // The last digits of parts so long are far below what is rounded to.
    while numer.checked_mul(parts).is_none() {
        (numer, denom) = (numer / 2, (denom / 2).max(1));
    }
    let (whole, rest) = divided(numer * parts, denom);
    let half = rest.cmp(&(denom - rest));
    if half.is_gt() || (half.is_eq() && whole % 2 != 0) { whole + 1 } else { whole }
}

/// The number with so many decimals, rounded half to even.
pub fn decimals(value: Exact, places: u32) -> String {
    let unit = 10_i128.pow(places);
    let whole = nearest(value, unit);
    if places == 0 {
        return digits(whole);
    }
    let sign = if whole < 0 { "-" } else { "" };
    let (front, back) = divided(whole.abs(), unit);
    // The 1 in front of the decimals keeps their zeros.
    [sign, &digits(front), ".", &digits(unit + back)[1..]].concat()
}

/// How often the second goes into the first, towards the lower, and what is left; in machine words where they fit.
fn divided(numerator: i128, denominator: i128) -> (i128, i128) {
    match (i64::try_from(numerator), i64::try_from(denominator)) {
        (Ok(upper), Ok(lower)) => (upper.div_euclid(lower).into(), upper.rem_euclid(lower).into()),
        _ => (numerator.div_euclid(denominator), numerator.rem_euclid(denominator)),
    }
}

/// A whole number in digits; those that fit in a machine word, as nearly all do, are written as one.
pub fn digits(whole: i128) -> String {
    i64::try_from(whole).map_or_else(|_| whole.to_string(), |whole| whole.to_string())
}

/// The denominators that the levels of a competency may have, whichever of its items are rated: the least common multiple of
/// all of them, and the largest. `widths` are those of the items' scales; both are `None` above 128 bits.
pub fn denominators(weights: &[u32], widths: impl IntoIterator<Item = i64>) -> [Option<u128>; 2] {
    let width = widths.into_iter().try_fold(1, |all, width| lcm(all, u128::from(width.unsigned_abs().max(1))));
    let total: usize = weights.iter().map(|weight| *weight as usize).sum();
    let mut reachable = vec![false; total + 1];
    reachable[0] = true;
    for weight in weights {
        for sum in (*weight as usize..=total).rev() {
            reachable[sum] |= reachable[sum - *weight as usize];
        }
    }
    let mut sums = (1..=total).filter(|sum| reachable[*sum]);
    let of_all = sums.try_fold(1, |all, sum| lcm(all, sum as u128)).zip(width);
    [of_all.and_then(|(all, width)| all.checked_mul(width)), width.and_then(|width| width.checked_mul(total as u128))]
}

/// True when sums over the levels of all these competencies keep a denominator that is small enough: either all their
/// denominators together have a small multiple, or the largest of each multiplied do.
pub fn stay_exact(competencies: &[[Option<u128>; 2]]) -> bool {
    let all = competencies.iter().try_fold(1, |all, [of_all, _]| lcm(all, (*of_all)?));
    let product = competencies.iter().try_fold(1_u128, |all, [_, largest]| all.checked_mul((*largest)?));
    [all, product].into_iter().flatten().any(|multiple| multiple <= LARGEST_DENOMINATOR)
}

/// The smallest whole number by which all the values can be multiplied to become whole; the largest of 128 bits where that
/// is larger.
pub fn common_denominator(values: impl IntoIterator<Item = Exact>) -> i128 {
    let multiple = values.into_iter().try_fold(1, |multiple, value| lcm(multiple, value.denom().unsigned_abs()));
    multiple.and_then(|multiple| i128::try_from(multiple).ok()).unwrap_or(i128::MAX)
}

/// The least common multiple of two whole numbers above 0; `None` above 128 bits.
fn lcm(a: u128, b: u128) -> Option<u128> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rounding_is_half_to_even() {
        let round = |n, d, places| decimals(Exact::new(n, d), places);
        assert_eq!(round(31, 43, 4), "0.7209");
        assert_eq!(round(5, 2, 0), "2");
        assert_eq!(round(7, 2, 0), "4");
        assert_eq!(round(1, 8, 2), "0.12");
        assert_eq!(round(3, 8, 2), "0.38");
        assert_eq!(round(-1, 3, 1), "-0.3");
        assert_eq!(round(-1, 100, 1), "0.0");
        assert_eq!(round(5, 3, 4), "1.6667");
    }

    /// Parts on both sides of the point from which machine words no longer hold them.
    fn part() -> impl Strategy<Value = i128> {
        let half = i128::from(i32::MAX);
        prop_oneof![-30..=30_i128, half - 3..=half + 3, -half - 4..=-half + 2, -(half << 8)..=half << 8]
    }

    proptest! {
        #[test]
        fn machine_words_give_what_long_numbers_give(a in part(), b in part(), c in part(), d in part()) {
            prop_assume!(b != 0 && d != 0);
            let (x, y) = (Exact::new(a, b), Exact::new(c, d));
            let (long_x, long_y) = (Ratio::new(a, b), Ratio::new(c, d));
            prop_assert_eq!([x, y], [long_x.into(), long_y.into()]);
            let long = [long_x + long_y, long_x - long_y, long_x * long_y];
            prop_assert_eq!([x + y, x - y, x * y], long.map(Exact::from));
            prop_assert_eq!((x == y, x.cmp(&y)), (long_x == long_y, long_x.cmp(&long_y)));
            prop_assert_eq!([x.floor(), -x], [long_x.floor().into(), (-long_x).into()]);
            if c != 0 {
                prop_assert_eq!(x / y, Exact::from(long_x / long_y));
            }
        }
    }

    #[test]
    fn what_instruments_have_stays_exact() {
        let equal = |items: usize, width| denominators(&vec![1; items], vec![width; items]);
        // One scale of many items, five domains of sixty, thirty facets of ten, 190 skills of three.
        for (competencies, items) in [(1, 10_000), (5, 60), (5, 120), (30, 10), (190, 3), (190, 20)] {
            assert!(stay_exact(&vec![equal(items, 4); competencies]), "{competencies} of {items}");
        }
        assert!(stay_exact(&[denominators(&[62, 71, 55, 48, 83], [4; 5])]));
        assert!(stay_exact(&vec![denominators(&[62, 71, 55, 48, 83], [4; 5]); 8]));
        assert!(!stay_exact(&vec![denominators(&(60..100).collect::<Vec<_>>(), [7; 40]); 12]));
    }

    #[test]
    fn sums_without_a_small_common_denominator_are_close() {
        let large = [(1, (1 << 61) - 1), (1, (1 << 89) - 1), (2, 10_i128.pow(27) + 7)];
        let sum: Exact = large.iter().map(|(a, b)| Exact::new(*a, *b)).chain([Exact::new(1, 3)]).sum();
        assert_eq!(decimals(sum, 12), "0.333333333333");
    }
}
