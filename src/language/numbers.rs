//! Numbers: levels, exact values, shares and amounts.

use super::grammar::count;
use crate::exact::{Exact, decimals, digits, nearest};

/// A level as people read it: `2`, or `2.5` when it lies between two.
pub fn level_number(level: Exact) -> String {
    if level.is_integer() { digits(level.to_integer()) } else { decimals(level, 1) }
}

/// A number as formulas show it: whole, with up to two decimals where that is exact, else as a fraction.
pub fn amount(value: Exact) -> String {
    if value.is_integer() {
        digits(value.to_integer())
    } else if has_two_decimals(value) {
        decimals(value, 2).trim_end_matches('0').to_owned()
    } else {
        [&digits(value.numer()), "/", &digits(value.denom())].concat()
    }
}

/// True for a number that up to two decimals give exactly.
fn has_two_decimals(value: Exact) -> bool {
    100 % value.denom() == 0
}

/// A number as tables show it: exact with up to two decimals, else rounded to two.
pub fn rounded(value: Exact) -> String {
    if has_two_decimals(value) { amount(value) } else { decimals(value, 2) }
}

/// A result as formulas show it: [`amount`], and behind a fraction what it is about.
pub fn fraction(value: Exact) -> String {
    if has_two_decimals(value) { amount(value) } else { [&amount(value), ", about ", &decimals(value, 2)].concat() }
}

/// `54 %`: whole per cent, with a space that breaks no line.
pub fn percent(value: Exact) -> String {
    digits(nearest(value, 100)) + "\u{a0}%"
}

/// A text for a terminal or a file that is not wrapped again: its spaces are plain ones.
pub fn plain_spaces(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// `40 % to 60 %`.
pub fn percent_range((low, high): (Exact, Exact)) -> String {
    [&percent(low), " to ", &percent(high)].concat()
}

/// `+12` or `−3`: a difference of shares in percentage points.
pub fn signed_points(size: Exact) -> String {
    let points = nearest(size.max(-size), 100);
    let sign = if points == 0 { "" } else { sign(size) };
    format!("{sign}{points}")
}

/// The sign of a number; none for nought.
pub(super) fn sign(number: Exact) -> &'static str {
    match number.cmp(&Exact::ZERO) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    }
}

/// `30 weeks`, and in years from two years on: `9 years`.
pub fn span(weeks: u32) -> String {
    if weeks < 104 {
        return count(weeks, "week", "weeks");
    }
    let years = Exact::new(i128::from(weeks), 52);
    format!("{} years", decimals(years, 1).trim_end_matches(".0"))
}

/// `609 to 729`; one number where both are the same.
pub fn range(lowest: impl Into<u64>, highest: impl Into<u64>) -> String {
    let (lowest, highest) = (lowest.into(), highest.into());
    if lowest == highest { thousands(lowest) } else { format!("{} to {}", thousands(lowest), thousands(highest)) }
}

/// `1,234`: digits in groups of three.
pub fn thousands(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped() {
        assert_eq!([7_u32, 729, 2400, 1_234_567].map(thousands), ["7", "729", "2,400", "1,234,567"]);
    }

    #[test]
    fn formulas_show_exact_numbers() {
        assert_eq!(amount(Exact::from_integer(3)), "3");
        assert_eq!(amount(Exact::new(5, 2)), "2.5");
        assert_eq!(amount(Exact::new(13, 4)), "3.25");
        assert_eq!(amount(Exact::new(10, 3)), "10/3");
        assert_eq!([Exact::new(10, 3), Exact::new(5, 2)].map(rounded), ["3.33", "2.5"]);
        assert_eq!(fraction(Exact::new(10, 3)), "10/3, about 3.33");
    }

    #[test]
    fn levels_between_two_keep_one_decimal() {
        assert_eq!(level_number(Exact::from_integer(2)), "2");
        assert_eq!(level_number(Exact::new(5, 3)), "1.7");
        assert_eq!(percent(Exact::new(31, 43)), "72\u{a0}%");
    }

    #[test]
    fn differences_of_shares_are_whole_points() {
        let points = [Exact::new(5, 23), Exact::new(-3, 100), Exact::new(1, 1000), Exact::new(-1, 1000)];
        assert_eq!(points.map(signed_points), ["+22", "−3", "0", "0"]);
    }

    #[test]
    fn long_spans_are_in_years() {
        assert_eq!([1, 103, 104, 130].map(span), ["1 week", "103 weeks", "2 years", "2.5 years"]);
    }
}
