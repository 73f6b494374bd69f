//! Exact fractions, made for this count alone.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Sub};

/// A fraction in lowest terms with a lower part above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    upper: i128,
    lower: i128,
}

fn greatest_common(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { greatest_common(b, a % b) }
}

impl Fraction {
    pub fn new(upper: i128, lower: i128) -> Self {
        assert_ne!(lower, 0);
        let common = greatest_common(upper, lower) * lower.signum();
        Self { upper: upper / common, lower: lower / common }
    }

    pub fn whole(number: i64) -> Self {
        Self::new(i128::from(number), 1)
    }

    /// A number in decimals, such as `0.8`.
    pub fn of_decimals(text: &str) -> Self {
        let (front, back) = text.split_once('.').unwrap_or((text, ""));
        let digits: i128 = format!("{front}{back}").parse().unwrap();
        Self::new(digits, 10_i128.pow(u32::try_from(back.len()).unwrap()))
    }

    /// The highest whole number that is not above it.
    pub fn floor(self) -> i128 {
        self.upper.div_euclid(self.lower)
    }

    /// Four decimals; a half goes to the even neighbour.
    pub fn four_decimals(self) -> String {
        let scaled = self.upper.abs() * 10_000;
        let (quotient, rest) = (scaled / self.lower, scaled % self.lower);
        let is_up = match (rest * 2).cmp(&self.lower) {
            Ordering::Less => false,
            Ordering::Equal => quotient % 2 == 1,
            Ordering::Greater => true,
        };
        let rounded = quotient + i128::from(is_up);
        let sign = if self.upper < 0 && rounded > 0 { "-" } else { "" };
        format!("{sign}{}.{:04}", rounded / 10_000, rounded % 10_000)
    }

    /// Itself, or nought where it is below.
    pub fn or_nought(self) -> Self {
        if self.upper < 0 { Self::whole(0) } else { self }
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.upper * other.lower + other.upper * self.lower, self.lower * other.lower)
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.upper * other.lower - other.upper * self.lower, self.lower * other.lower)
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.upper * other.upper, self.lower * other.lower)
    }
}

impl Div for Fraction {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::new(self.upper * other.lower, self.lower * other.upper)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.upper * other.lower).cmp(&(other.upper * self.lower))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The sum of fractions.
pub fn sum(of: impl IntoIterator<Item = Fraction>) -> Fraction {
    of.into_iter().fold(Fraction::whole(0), Add::add)
}

/// The mean of fractions; `None` of none.
pub fn mean(of: &[Fraction]) -> Option<Fraction> {
    let count = i64::try_from(of.len()).unwrap();
    (count > 0).then(|| sum(of.iter().copied()) / Fraction::whole(count))
}

/// The value in the middle, or the mean of the two there.
pub fn median(of: &[Fraction]) -> Option<Fraction> {
    let mut sorted = of.to_vec();
    sorted.sort();
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[half]),
        _ => Some((sorted[half - 1] + sorted[half]) / Fraction::whole(2)),
    }
}
