//! Points in time. The only file that names `chrono`, so that it can be replaced.

use chrono::{DateTime, Datelike, Days, NaiveDate, SecondsFormat, Utc};

/// A point in time, to the second, in UTC. Written as in RFC 3339: `2026-11-23T09:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// The time now. The only place where the program reads the clock for a date.
    pub fn now() -> Self {
        let now = Utc::now();
        Self(DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now))
    }

    /// Reads RFC 3339 text of any offset; `None` when it is not such a time.
    pub fn parse(text: &str) -> Option<Self> {
        let time = DateTime::parse_from_rfc3339(text).ok()?;
        DateTime::from_timestamp(time.timestamp(), 0).map(Self)
    }

    /// The same time so many days later; the last day there is, if that is sooner.
    #[must_use]
    pub fn days_later(self, days: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(u64::from(days))).unwrap_or(DateTime::<Utc>::MAX_UTC))
    }

    /// `2026-11-23`.
    pub fn date(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    /// Its day.
    pub fn day(self) -> Date {
        Date(self.0.date_naive())
    }

    /// The seconds since the beginning of 1970, in UTC.
    pub fn seconds(self) -> i64 {
        self.0.timestamp()
    }

    /// `20261123-090000`: for file names; sorts by time.
    pub fn compact(self) -> String {
        self.0.format("%Y%m%d-%H%M%S").to_string()
    }
}

/// A day of the calendar. Written as `2026-11-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// Reads `2026-11-23`; `None` when it is not a day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 10 && is_partial_date(text))
            .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
            .flatten()
            .map(Self)
    }

    /// The day so many days later; the last day of the calendar when there is none so late.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        Self(self.0.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX))
    }

    /// Whole weeks from this day to another; 0 when the other is earlier.
    pub fn whole_weeks_until(self, other: Self) -> u32 {
        u32::try_from((other.0 - self.0).num_weeks()).unwrap_or(0)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// `20261123`.
    pub fn compact(self) -> String {
        self.0.format("%Y%m%d").to_string()
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

/// True for a calendar date as `2026`, `2026-11` or `2026-11-23`: the precision that is known.
pub fn is_partial_date(text: &str) -> bool {
    let well_formed = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !well_formed {
        return false;
    }
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.len() == 10 && NaiveDate::parse_from_str(&full, "%Y-%m-%d").is_ok()
}

/// True when even the last day that the date may mean lies more than so many years before today.
pub fn is_older(date: &str, years: i32, today: &str) -> bool {
    let Some(limit) = today.get(..4).and_then(|year| year.parse::<i32>().ok()) else { return false };
    let limit = format!("{:04}{}", limit - years, &today[4..]);
    // `2024` may mean 31 December, `2024-02` its last day: a letter sorts after every digit.
    format!("{date}-z") < limit
}

/// The age in whole years, from 1, of what a date as `2026`, `2026-11` or `2026-11-23` says; `None` when it is not surely
/// older than a year. Years count from the first day that the date may mean: of `2023` a day in 2026 makes three.
pub fn age(date: &str, today: Date) -> Option<u32> {
    if !is_older(date, 1, &today.to_string()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| date.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let (year, month, day) = (date.get(..4)?.parse::<i32>().ok()?, part(5..7).unwrap_or(1), part(8..10).unwrap_or(1));
    let is_to_come = (today.month(), today.day()) < (month, day);
    u32::try_from(today.year() - year - i32::from(is_to_come)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_back_as_written() {
        let time = Timestamp::parse("2026-11-23T10:00:00+01:00").unwrap();
        assert_eq!(time.to_string(), "2026-11-23T09:00:00Z");
        assert_eq!(time.date(), "2026-11-23");
        assert_eq!(time.compact(), "20261123-090000");
        assert_eq!(time.days_later(90).date(), "2027-02-21");
        assert_eq!(Timestamp::parse("yesterday"), None);
    }

    #[test]
    fn days_are_counted_over_the_ends_of_months_and_years() {
        let day = Date::parse("2026-11-24").unwrap();
        assert_eq!(day.plus_days(7 * 6).to_string(), "2027-01-05");
        assert_eq!(day.whole_weeks_until(Date::parse("2027-01-04").unwrap()), 5);
        assert_eq!(day.whole_weeks_until(Date::parse("2020-01-01").unwrap()), 0);
        assert_eq!((day.year(), day.month(), day.day()), (2026, 11, 24));
        assert_eq!(day.compact(), "20261124");
        assert!(["2026-11", "2026-02-30", "24.11.2026", "+026-11-24"].iter().all(|text| Date::parse(text).is_none()));
    }

    #[test]
    fn partial_dates_are_calendar_dates() {
        assert!(["2026", "2026-02", "2026-02-28"].iter().all(|d| is_partial_date(d)));
        assert!(
            ["2026-02-30", "26", "2026-13", "soon", "+123", "2026/02", "\u{3000}\u{a0}09-1-1", "2026-1-1"]
                .iter()
                .all(|d| !is_partial_date(d))
        );
    }

    #[test]
    fn a_date_is_old_when_its_last_day_is() {
        let today = "2026-11-24";
        assert!(["2023", "2024-10", "2024-11-23"].iter().all(|date| is_older(date, 2, today)));
        assert!(!["2024", "2024-11", "2024-11-24", "2026"].iter().any(|date| is_older(date, 2, today)));
    }

    #[test]
    fn ages_are_whole_years_of_what_is_surely_older_than_one() {
        let on = |date| age(date, Date::parse("2026-11-24").unwrap());
        assert_eq!(["2026-12", "2026-11-24", "2025-11-24", "2025-11", "2025"].map(on), [None; 5]);
        assert_eq!(["2025-11-23", "2025-10", "2024-12"].map(on), [Some(1); 3]);
        assert_eq!(["2024-11-24", "2024-11", "2024"].map(on), [Some(2); 3]);
        assert_eq!(["2023", "2014-04", "0001"].map(on), [Some(3), Some(12), Some(2025)]);
        assert_eq!(age("2025", Date::parse("2027-01-01").unwrap()), Some(2));
        assert_eq!(age("2024-02-29", Date::parse("2025-02-28").unwrap()), None);
        assert_eq!(age("2024-02-29", Date::parse("2025-03-01").unwrap()), Some(1));
    }
}
