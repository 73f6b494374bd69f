//! Phrases that several parts of a report share.

use crate::exact::{Exact, decimals, digits, nearest};
use crate::model::{Basis, Effort, Fee, Pack, Price, ResourceKind, Route};
use crate::plan::Requirement;
use crate::words;

/// A level as people read it: `2`, or `2.5` when it lies between two.
pub(super) fn level_number(level: Exact) -> String {
    if level.is_integer() { digits(level.to_integer()) } else { decimals(level, 1) }
}

/// A number as formulas show it: whole, with up to two decimals where that is exact, else as a fraction.
pub(super) fn amount(value: Exact) -> String {
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
pub(super) fn rounded(value: Exact) -> String {
    if has_two_decimals(value) { amount(value) } else { decimals(value, 2) }
}

/// A result as formulas show it: [`amount`], and behind a fraction what it is about.
pub(super) fn fraction(value: Exact) -> String {
    if has_two_decimals(value) { amount(value) } else { [&amount(value), ", about ", &decimals(value, 2)].concat() }
}

/// The highest whole level that is reached.
pub(super) fn whole_level(level: Exact) -> i64 {
    i64::try_from(level.floor().to_integer()).expect("levels lie on the pack's scale")
}

/// `level 2, Assisted`, or `level 2.5, between Assisted and Independent`.
pub(super) fn level_phrase(pack: &Pack, level: Exact) -> String {
    let below = whole_level(level);
    let label = |number: i64| pack.levels().level(number).map_or("", |level| level.label.as_str());
    if level.is_integer() {
        ["level ", &below.to_string(), ", ", label(below)].concat()
    } else {
        ["level ", &level_number(level), ", between ", label(below), " and ", label(below + 1)].concat()
    }
}

/// `0.7209`: a number for other programs.
pub fn four_places(value: Exact) -> String {
    decimals(value, 4)
}

/// `54 %`: whole per cent.
pub(super) fn percent(value: Exact) -> String {
    digits(nearest(value, 100)) + " %"
}

/// What it costs, with the date of the price: never a guess.
pub(super) fn price(price: &Price) -> String {
    let with = |text: String, note: &Option<String>| match note {
        Some(note) => format!("{text}; {note}"),
        None => text,
    };
    match price {
        Price::Free { as_of, note } => with(format!("free (as of {as_of})"), note),
        Price::Amount { fee, currency, as_of, note } => with(dated(*fee, currency, &format!("({as_of})")), note),
        Price::Unknown { note } => with("not known".to_owned(), note),
    }
}

/// The price in two or three words.
pub(super) fn short_price(price: &Price) -> String {
    match price {
        Price::Free { note: None, .. } => "free".to_owned(),
        Price::Free { as_of, note: Some(_) } => format!("free on conditions in {}", year(as_of)),
        Price::Amount { fee, currency, as_of, .. } => dated(*fee, currency, &format!("in {}", year(as_of))),
        Price::Unknown { .. } => "price not known".to_owned(),
    }
}

/// `609 to 729 USD in 2026`, and the usual price where that is not the highest.
fn dated(fee: Fee, currency: &str, date: &str) -> String {
    let usually =
        if fee.amount == fee.highest { String::new() } else { format!(", usually {}", thousands(fee.amount)) };
    format!("{} {currency} {date}{usually}", range(fee.lowest, fee.highest))
}

/// The year of a date that begins with it.
fn year(date: &str) -> &str {
    &date[..4]
}

/// `609 to 729`; one number where both are the same.
pub(super) fn range(lowest: impl Into<u64>, highest: impl Into<u64>) -> String {
    let (lowest, highest) = (lowest.into(), highest.into());
    if lowest == highest { thousands(lowest) } else { format!("{} to {}", thousands(lowest), thousands(highest)) }
}

pub(super) fn thousands(number: impl Into<u64>) -> String {
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

/// How much work it takes, and whether that is our estimate.
pub(super) fn effort(effort: Effort) -> String {
    let (text, basis) = match effort {
        Effort::Hours { hours, basis } => (format!("about {}", words::count(hours as usize, "hour", "hours")), basis),
        Effort::Weeks { weeks, hours_per_week, basis } => (
            format!(
                "{} at {} a week",
                words::count(weeks as usize, "week", "weeks"),
                words::count(hours_per_week as usize, "hour", "hours")
            ),
            basis,
        ),
        Effort::Unknown => return "not known".to_owned(),
    };
    match basis {
        Basis::Stated => text,
        Basis::Judgement => format!("{text}, our estimate"),
    }
}

/// What is missing, as the end of a sentence that begins with `later, when` or `open if`.
pub(super) fn requirement(pack: &Pack, requirement: &Requirement) -> String {
    match requirement {
        Requirement::Education(degree) => format!("you have {}", degree.in_words()),
        Requirement::Experience(years) => {
            format!("you have {} of experience", words::count(*years as usize, "year", "years"))
        }
        Requirement::Licence(licence) => format!("you hold {}", licence.in_words()),
        Requirement::Region(region) => format!("you study or work in {}", region.in_words()),
        Requirement::Employer => "an employer sponsors you".to_owned(),
        Requirement::Post => "you have a post with such tasks".to_owned(),
        Requirement::Prior(resource) => {
            let resource = pack.resource(*resource);
            let verb = if resource.kind == ResourceKind::Certification { "hold" } else { "have done" };
            format!("you {verb} {}", resource.title)
        }
    }
}

/// One way to be allowed in, with all its facts.
pub(super) fn route(pack: &Pack, route: &Route) -> String {
    let mut parts = Vec::new();
    if let Some(degree) = route.min_degree {
        parts.push(format!("{} or higher", degree.in_words()));
    }
    if let Some(years) = route.experience_years {
        parts.push(format!("{} of experience", words::count(years as usize, "year", "years")));
    }
    if let Some(licence) = route.licence {
        parts.push(licence.in_words().to_owned());
    }
    if let Some(region) = route.region {
        parts.push(format!("for people in {}", region.in_words()));
    }
    if route.employer_sponsored {
        parts.push("an employer who sponsors it".to_owned());
    }
    if let Some(membership) = &route.membership {
        parts.push(format!("members only: {membership}"));
    }
    parts.extend(route.prior.iter().map(|prior| format!("after {}", pack.resource(*prior).title)));
    let mut text = words::join(&parts, "and");
    if let Some(note) = &route.note {
        text = if text.is_empty() { note.clone() } else { format!("{text} ({note})") };
    }
    if route.rare { format!("for few people: {text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped() {
        assert_eq!([7_u32, 729, 2400, 1_234_567].map(thousands), ["7", "729", "2,400", "1,234,567"]);
    }

    #[test]
    fn a_price_is_a_range_where_its_sources_name_one() {
        let short = |lowest, amount, highest| {
            let fee = Fee { lowest, amount, highest };
            short_price(&Price::Amount { fee, currency: "USD".to_owned(), as_of: "2026-07".to_owned(), note: None })
        };
        assert_eq!(short(729, 729, 729), "729 USD in 2026");
        assert_eq!(short(609, 729, 729), "609 to 729 USD in 2026");
        assert_eq!(short(900, 1_000, 1_200), "900 to 1,200 USD in 2026, usually 1,000");
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
        assert_eq!(percent(Exact::new(31, 43)), "72 %");
    }
}
