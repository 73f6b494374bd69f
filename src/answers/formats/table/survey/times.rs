//! Points in time as survey tools write them.

use crate::clock::Timestamp;

/// The months by the first three letters of their names.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Which number of `3/4/2026` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// The first.
    DayFirst,
    /// The second.
    MonthFirst,
}

/// Reads a point in time. One without a zone, or with the name of one, is taken as it stands, as UTC. `None` for other
/// text, and for one whose day and month cannot be told apart.
pub(super) fn time(text: &str, order: Option<DayOrder>) -> Option<Timestamp> {
    if let Some(time) = Timestamp::parse(text) {
        return Some(time);
    }
    let (year, month, day) = day(text, order)?;
    let (clock, after) = clock(text)?;
    let zone = zone(after).unwrap_or_else(|| "Z".to_owned());
    Timestamp::parse(&format!("{year:04}-{month:02}-{day:02}T{clock}{zone}"))
}

/// Which number is the day, by a text in which one is above 12.
pub(super) fn order_in(text: &str) -> Option<DayOrder> {
    let [first, second, _] = numbers(date_part(text)?)?;
    match (first, second) {
        (13..=31, 1..=12) => Some(DayOrder::DayFirst),
        (1..=12, 13..=31) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// True for a text whose day and month are told apart by nothing in it.
pub(super) fn is_ambiguous(text: &str) -> bool {
    let Some([first, second, _]) = date_part(text).and_then(numbers) else { return false };
    // Points stand between the numbers where the day comes first.
    let is_pointed = date_part(text).is_some_and(|part| part.contains('.'));
    first <= 12 && second <= 12 && first != second && !is_pointed
}

/// The part of a text that is a date in three numbers.
fn date_part(text: &str) -> Option<&str> {
    text.split([' ', 'T', ',']).find(|part| numbers(part).is_some())
}

/// The three numbers of a date.
fn numbers(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split(['/', '-', '.']).map(|part| part.parse::<u32>().ok());
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

fn day(text: &str, order: Option<DayOrder>) -> Option<(u32, u32, u32)> {
    let full = |year: u32| if year < 100 { 2000 + year } else { year };
    if let Some(part) = date_part(text) {
        let [first, second, third] = numbers(part)?;
        // Points stand between the numbers where the day comes first.
        let is_pointed = part.contains('.');
        return match order_in(text).or(if is_pointed { Some(DayOrder::DayFirst) } else { order }) {
            _ if first > 31 => Some((first, second, third)),
            Some(DayOrder::DayFirst) => Some((full(third), second, first)),
            Some(DayOrder::MonthFirst) => Some((full(third), first, second)),
            None if first == second => Some((full(third), first, second)),
            None => None,
        };
    }
    // `Thursday, 5 March 2026, 2:07 PM`
    let words = || text.split([' ', ',']).filter(|word| !word.is_empty());
    let month_of = |word: &str| {
        let word = word.to_lowercase();
        MONTHS.iter().position(|month| word.starts_with(month)).and_then(|at| u32::try_from(at + 1).ok())
    };
    let month = words().find_map(month_of)?;
    let mut numbers = words().filter_map(|word| word.parse::<u32>().ok());
    let (day, year) = (numbers.next()?, numbers.next()?);
    Some((year, month, day))
}

/// The time of the day as `14:07:31`, and what stands behind it.
fn clock(text: &str) -> Option<(String, &str)> {
    let Some(colon) = text.find(':') else { return Some(("00:00:00".to_owned(), "")) };
    let begin = colon - text[..colon].bytes().rev().take_while(u8::is_ascii_digit).count();
    let end = text[colon..].find(|c: char| !c.is_ascii_digit() && c != ':').map_or(text.len(), |at| colon + at);
    let mut parts = text[begin..end].split(':').map(|part| part.parse::<u32>().ok());
    let (mut hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let mut after = text[end..].trim_start();
    // Parts of a second say nothing that is shown.
    after = after.strip_prefix('.').map_or(after, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit())).trim();
    let half = after.get(..2).map(str::to_ascii_lowercase);
    if let Some(half @ ("am" | "pm")) = half.as_deref() {
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        after = after[2..].trim_start();
    }
    Some((format!("{hour:02}:{minute:02}:{second:02}"), after))
}

/// The offset that `GMT+1`, `UTC`, `Z` or `+05:30` says.
fn zone(text: &str) -> Option<String> {
    let offset = text.strip_prefix("GMT").or_else(|| text.strip_prefix("UTC")).unwrap_or(text).trim();
    let sign = offset.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let digits: String = offset[1..].chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?),
        None if digits.len() == 4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        None => (digits.parse().ok()?, 0),
    };
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h02_times_of_every_tool_are_read() {
        let month_first = Some(DayOrder::MonthFirst);
        let day_first = Some(DayOrder::DayFirst);
        for (text, order, expected) in [
            ("2018-05-15 21:41:05", None, "2018-05-15T21:41:05Z"),
            ("2026/03/01 9:30:05 AM GMT+1", None, "2026-03-01T09:30:05+01:00"),
            ("2026/03/01 12:05:59 AM GMT", None, "2026-03-01T00:05:59Z"),
            ("2026/03/01 12:05:59 PM GMT+5:30", None, "2026-03-01T12:05:59+05:30"),
            ("2026/03/01 1:05:59 PM EST", None, "2026-03-01T13:05:59Z"),
            ("3/13/26 9:02:11", None, "2026-03-13T09:02:11Z"),
            ("3/4/26 9:02", month_first, "2026-03-04T09:02:00Z"),
            ("3/4/26 9:02", day_first, "2026-04-03T09:02:00Z"),
            ("20.08.2025 12:51:45", None, "2025-08-20T12:51:45Z"),
            ("05/03/2026 14:07:30", day_first, "2026-03-05T14:07:30Z"),
            ("3/14/2025", None, "2025-03-14T00:00:00Z"),
            ("Thursday, 5 March 2026, 2:07 PM", None, "2026-03-05T14:07:00Z"),
            ("2026-03-01T09:30:05.123+01:00", None, "2026-03-01T09:30:05+01:00"),
            ("2026-03-01 09:30:05.5", None, "2026-03-01T09:30:05Z"),
        ] {
            assert_eq!(time(text, order), Timestamp::parse(expected), "{text}");
        }
        for text in [
            "",
            "[not completed]",
            "3/4/26 9:02",
            "31/31/2026 1:00",
            "soon",
            "12:30",
            "2026-02-30 10:00",
            "a/b/c",
            "2019-10-02 13é:00:00",
            "2019-10-02 語:00",
        ] {
            assert_eq!(time(text, None), None, "{text}");
        }
        assert!(is_ambiguous("03-04-2026 9:02") && !is_ambiguous("3.4.2026 9:02"));
        assert!(is_ambiguous("3/4/26 9:02") && !is_ambiguous("4/4/26 9:02") && !is_ambiguous("2026-03-04 9:02"));
    }
}
