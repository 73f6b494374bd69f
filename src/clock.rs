//! Points in time. The only file that names `chrono`, so that it can be replaced.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, SecondsFormat};

/// A point in time, to the second, with the offset from UTC of the place where it was written down. Written as in
/// RFC 3339: `2026-11-23T10:00:00+01:00`, or `2026-11-23T09:00:00Z` at offset 0.
///
/// Its day and its hour are those of its offset: what a clock on the wall of that place showed. Two times are equal, and
/// are ordered, as instants: `10:00:00+01:00` equals `09:00:00Z`.
#[derive(Clone, Copy, Debug)]
pub struct Timestamp(DateTime<FixedOffset>);

impl Timestamp {
    /// The time now, with the offset of the computer's time zone; in UTC where the system names no zone. The only place
    /// where the program reads the clock for a date.
    #[cfg(not(target_family = "wasm"))]
    pub fn now() -> Self {
        use chrono::Offset as _;
        let now = utc(std::time::SystemTime::now()).with_timezone(&chrono::Local);
        // RFC 3339 has no seconds in an offset; a zone may.
        let offset = now.offset().fix().local_minus_utc() / 60 * 60;
        let offset = FixedOffset::east_opt(offset).unwrap_or_else(|| chrono::Utc.fix());
        Self(whole_second(&now.with_timezone(&offset)))
    }

    /// Reads RFC 3339 text of any offset; `None` when it is not such a time.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|time| Self(whole_second(&time)))
    }

    /// `2026-11-23`: its day.
    pub fn date(self) -> String {
        self.day().to_string()
    }

    /// Its day, at its offset.
    pub fn day(self) -> Date {
        Date(self.0.date_naive())
    }

    /// The seconds since the beginning of 1970, in UTC.
    pub fn seconds(self) -> i64 {
        self.0.timestamp()
    }

    /// `20261123T090000Z`: in UTC, as calendars write it.
    pub fn utc_compact(self) -> String {
        self.0.naive_utc().format("%Y%m%dT%H%M%SZ").to_string()
    }

    /// Whole minutes from the beginning of the year 2000 in UTC; 0 for what was before.
    pub fn minutes_since_2000(self) -> u64 {
        /// The beginning of the year 2000, in seconds since 1970.
        const START: i64 = 946_684_800;
        u64::try_from(self.0.timestamp() - START).map_or(0, |seconds| seconds / 60)
    }

    /// `20261123-090000`: for file names; sorts by the time on the wall.
    pub fn compact(self) -> String {
        self.0.format("%Y%m%d-%H%M%S").to_string()
    }
}

/// A time of the system's clock, which may be set wrong: before 1970, or so that its year has not four digits. Then it is
/// the nearest time that can be written.
#[cfg(not(target_family = "wasm"))]
fn utc(time: std::time::SystemTime) -> DateTime<chrono::Utc> {
    /// The first second of the year 1 and the last of 9998, in seconds since 1970: a day of every offset has four digits.
    const WRITTEN: (i64, i64) = (-62_135_596_800 + 86_400, 253_370_764_799);

    let of = |length: std::time::Duration| i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
    let seconds = match time.duration_since(std::time::UNIX_EPOCH) {
        Ok(after) => of(after),
        Err(error) => -of(error.duration()),
    };
    DateTime::from_timestamp(seconds.clamp(WRITTEN.0, WRITTEN.1), 0).unwrap_or_default()
}

/// The time without a fraction of a second; a leap second is the second before it.
fn whole_second(time: &DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    DateTime::from_timestamp(time.timestamp(), 0).map_or(*time, |whole| whole.with_timezone(time.offset()))
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.timestamp().cmp(&other.0.timestamp())
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

    /// Its first second in UTC.
    pub fn midnight(self) -> Timestamp {
        Timestamp(self.0.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset())
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

    fn time(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_clock_that_is_set_wrong_gives_a_time_that_can_be_written() {
        use std::time::{Duration, UNIX_EPOCH};
        let years = |years: u64| Duration::from_secs(years * 31_556_952);
        for (time, year) in [
            (UNIX_EPOCH, 1970),
            (UNIX_EPOCH - Duration::from_secs(1), 1969),
            (UNIX_EPOCH - years(300), 1669),
            (UNIX_EPOCH - years(100_000), 1),
            (UNIX_EPOCH + years(57) + Duration::from_secs(2_000_000), 2027),
            (UNIX_EPOCH + years(100_000), 9998),
        ] {
            let written = Timestamp(utc(time).fixed_offset()).to_string();
            assert_eq!(Timestamp::parse(&written).map(|read| read.day().year()), Some(year), "{written}");
        }
    }

    #[test]
    fn a_time_keeps_its_offset_and_shows_the_day_of_it() {
        for (text, written, day, compact) in [
            ("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23", "20261123-090000"),
            ("2026-11-23T23:30:00-07:00", "2026-11-23T23:30:00-07:00", "2026-11-23", "20261123-233000"),
            ("2026-11-24T00:30:00+13:45", "2026-11-24T00:30:00+13:45", "2026-11-24", "20261124-003000"),
            ("2026-01-01T00:00:00-23:59", "2026-01-01T00:00:00-23:59", "2026-01-01", "20260101-000000"),
            ("2026-11-23T09:00:00+00:00", "2026-11-23T09:00:00Z", "2026-11-23", "20261123-090000"),
            ("2026-11-23T09:00:00-00:00", "2026-11-23T09:00:00Z", "2026-11-23", "20261123-090000"),
            ("2026-11-23 09:00:00.987+05:30", "2026-11-23T09:00:00+05:30", "2026-11-23", "20261123-090000"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "2016-12-31", "20161231-235959"),
            ("0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00+23:59", "0000-01-01", "00000101-000000"),
            ("9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59-23:59", "9999-12-31", "99991231-235959"),
        ] {
            let time = time(text);
            assert_eq!(time.to_string(), written);
            assert_eq!((time.date(), time.day().to_string(), time.compact()), (day.into(), day.into(), compact.into()));
            let again = Timestamp::parse(written).unwrap();
            assert_eq!((again, again.to_string()), (time, written.to_owned()));
        }
        let no_times = ["yesterday", "2026-11-23", "2026-11-23T09:00:00", "2026-11-23T09:00:00+24:00"];
        assert!(no_times.iter().all(|text| Timestamp::parse(text).is_none()));
    }

    #[test]
    fn times_are_ordered_as_instants() {
        assert_eq!(time("2026-11-23T10:00:00+01:00"), time("2026-11-23T09:00:00Z"));
        // The later day on the wall is the earlier instant.
        assert!(time("2026-11-24T00:30:00+13:00") < time("2026-11-23T23:30:00-07:00"));
        assert!(time("2026-11-23T23:30:00-07:00") < time("2026-11-23T23:30:01-07:00"));
        assert_eq!(time("2026-11-23T09:00:00.9Z"), time("2026-11-23T09:00:00Z"));
    }

    #[test]
    fn times_are_counted_and_written_in_utc() {
        assert_eq!(time("2000-01-01T01:01:59+01:00").minutes_since_2000(), 1);
        assert_eq!(time("1999-12-31T23:59:59Z").minutes_since_2000(), 0);
        assert_eq!(time("2026-11-23T23:30:00-07:00").utc_compact(), "20261124T063000Z");
        assert_eq!(Date::parse("2026-11-23").unwrap().midnight(), time("2026-11-23T00:00:00Z"));
    }

    #[test]
    fn the_time_now_is_one_that_can_be_written() {
        let now = Timestamp::now();
        let again = time(&now.to_string());
        assert_eq!((again, again.to_string()), (now, now.to_string()));
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
