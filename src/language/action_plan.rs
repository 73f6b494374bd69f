//! The action plan: dates and lines of its cards.

use super::date;
use crate::clock::Date;

/// How many days each card has.
const DAYS: u32 = 30;

/// The days of a card, as headings.
#[derive(Clone, Debug)]
pub struct Days {
    begin: String,
    middle: String,
    end: String,
}

impl Days {
    /// The days of the card at a position, from 0: thirty each, one after another, from the day of the answers.
    pub fn of_card(begun: Option<Date>, place: usize) -> Self {
        let first = u32::try_from(place).unwrap_or(0) * DAYS;
        let heading = |day: u32| match begun {
            Some(begun) => date(begun.plus_days(day.into())),
            None => format!("day {day}"),
        };
        Self { begin: heading(first), middle: heading(first + DAYS / 2), end: heading(first + DAYS) }
    }
}

/// `from level 2, Assisted to level 3, Independent`.
pub fn way(from: &str, to: &str) -> String {
    format!("from {from} to {to}")
}

/// What will be true at the end.
pub fn outcome(days: &Days, statement: &str) -> String {
    format!("By {}, this is true of me: “{statement}”", days.end)
}

/// When to begin, to look back and to be done, and with what.
pub fn steps(days: &Days, first_step: &str, ask: &str) -> [(String, String); 3] {
    [
        (format!("From {}", days.begin), format!("Start: {first_step}")),
        (format!("By {}", days.middle), format!("Go on: do a part of it with someone experienced. Ask: {ask}")),
        (
            format!("By {}", days.end),
            "Finish: complete the evidence, ask for comments in writing, and rate yourself again.".to_owned(),
        ),
    ]
}
