//! Exact numbers, and the one place where they are rounded.

use num_rational::Ratio;

/// An exact number: a ratio of whole numbers. [`stays_exact`] keeps its parts far from overflow.
pub type Exact = Ratio<i128>;

/// The largest denominator of a competency's level that a pack may give rise to.
const LARGEST_DENOMINATOR: u128 = 1_000_000_000_000_000;

/// A share in ten-thousandths as an exact number.
pub fn share(ten_thousandths: u16) -> Exact {
    Exact::new(i128::from(ten_thousandths), 10_000)
}

/// The number with so many decimals, rounded half to even.
pub fn decimals(value: Exact, places: u32) -> String {
    let unit = 10_i128.pow(places);
    let (numerator, denominator) = (value.numer() * unit, *value.denom());
    let (mut whole, rest) = (numerator.div_euclid(denominator), numerator.rem_euclid(denominator));
    let half = (2 * rest).cmp(&denominator);
    if half.is_gt() || (half.is_eq() && whole.rem_euclid(2) == 1) {
        whole += 1;
    }
    let sign = if whole < 0 { "-" } else { "" };
    let (front, back) = (whole.unsigned_abs() / unit.unsigned_abs(), whole.unsigned_abs() % unit.unsigned_abs());
    if places == 0 {
        format!("{sign}{front}")
    } else {
        format!("{sign}{front}.{back:0width$}", width = places as usize)
    }
}

/// True when, whatever subset of a competency's items is rated, its level keeps a small denominator:
/// the least common multiple of all scale widths times that of all sums of weights.
pub fn stays_exact(weights: &[u32], spans: impl IntoIterator<Item = i64>) -> bool {
    let mut multiple = 1_u128;
    for span in spans {
        multiple = lcm(multiple, u128::from(span.unsigned_abs().max(1)));
    }
    let total: usize = weights.iter().map(|weight| *weight as usize).sum();
    let mut reachable = vec![false; total + 1];
    reachable[0] = true;
    for weight in weights {
        for sum in (*weight as usize..=total).rev() {
            reachable[sum] |= reachable[sum - *weight as usize];
        }
    }
    for sum in (1..=total).filter(|sum| reachable[*sum]) {
        multiple = lcm(multiple, sum as u128);
        if multiple > LARGEST_DENOMINATOR {
            return false;
        }
    }
    true
}

/// The smallest whole number by which all the values can be multiplied to become whole.
pub fn common_denominator(values: impl IntoIterator<Item = Exact>) -> i128 {
    let multiple = values.into_iter().fold(1, |multiple, value| lcm(multiple, value.denom().unsigned_abs()));
    i128::try_from(multiple).unwrap_or(i128::MAX)
}

fn lcm(a: u128, b: u128) -> u128 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).saturating_mul(b)
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn equal_weights_stay_exact_and_wild_ones_do_not() {
        assert!(stays_exact(&[1; 3], [5, 5, 5]));
        assert!(stays_exact(&[1; 30], [5; 30]));
        assert!(!stays_exact(&(1..=30).collect::<Vec<_>>(), [7; 30]));
    }
}
