//! The action plan: dates and lines of its cards.

use super::date;
use crate::clock::Date;

/// The days of a card, as headings.
#[derive(Clone, Debug)]
pub struct Days {
    begin: String,
    middle: String,
    end: String,
}

impl Days {
    /// The days from one to another, both counted from the day of the answers.
    pub fn between(begun: Option<Date>, first: u32, last: u32) -> Self {
        let heading = |day: u32| match begun {
            Some(begun) => date(begun.plus_days(day.into())),
            None => format!("day {day}"),
        };
        Self { begin: heading(first), middle: heading(first.midpoint(last)), end: heading(last) }
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

/// When to begin, to look back and to be done, and with what: a first task, and the step of the plan where there is one.
pub fn steps(days: &Days, (first_step, planned): (&str, Option<&str>), ask: &str) -> [(String, String); 3] {
    let planned = planned.map_or_else(String::new, |title| format!(" The plan's step for it: {title}."));
    [
        (format!("From {}", days.begin), format!("Start: {first_step}{planned}")),
        (format!("By {}", days.middle), format!("Go on: do a part of it with someone experienced. Ask: {ask}")),
        (
            format!("By {}", days.end),
            "Finish: complete the evidence, ask for comments in writing, and rate yourself again.".to_owned(),
        ),
    ]
}
