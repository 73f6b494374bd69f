//! Days and months.

use crate::clock::Date;
use crate::model::Month;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `23 November 2026`.
pub fn date(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// The months from a day to a later one: `May 2027`, `May to July 2027`, `December 2026 to January 2027`.
pub fn months(first: Date, last: Date) -> String {
    let end = month(last);
    if (first.year(), first.month()) == (last.year(), last.month()) {
        end
    } else if first.year() == last.year() {
        format!("{} to {end}", month_name(first))
    } else {
        format!("{} to {end}", month(first))
    }
}

/// `May 2029`.
pub fn calendar_month(month: Month) -> String {
    // A month is from 1 to 12.
    format!("{} {:04}", MONTHS[usize::from(month.month) - 1], month.year)
}

fn month(date: Date) -> String {
    format!("{} {:04}", month_name(date), date.year())
}

fn month_name(date: Date) -> &'static str {
    MONTHS[date.month() as usize - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_has_its_name_and_is_named_once() {
        let day = |text: &str| Date::parse(text).unwrap();
        assert_eq!(date(day("2026-11-03")), "3 November 2026");
        assert_eq!(months(day("2027-05-03"), day("2027-05-30")), "May 2027");
        assert_eq!(months(day("2027-05-03"), day("2027-07-01")), "May to July 2027");
        assert_eq!(months(day("2026-12-03"), day("2027-01-01")), "December 2026 to January 2027");
        for (number, name) in (1..).zip(MONTHS) {
            assert_eq!(date(day(&format!("0999-{number:02}-02"))), format!("2 {name} 0999"));
        }
    }
}
