//! The action plan: dates and lines of its cards.

use super::date;
use crate::clock::Date;
use crate::model::Advice;

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

/// A question for an advisor about the step to a level, where the pack has none of its own.
pub fn ask_about(level: &str) -> String {
    format!("What would show that I have reached {level}?")
}

/// `from level 2, Assisted to level 3, Independent`.
pub fn way(from: &str, to: &str) -> String {
    format!("from {from} to {to}")
}

/// What will be true at the end.
pub fn outcome(days: &Days, statement: Option<&str>, level: &str) -> String {
    match statement {
        Some(statement) => format!("By {}, this is true of me: “{statement}”", days.end),
        None => format!("By {}, I am at {level}.", days.end),
    }
}

/// When to begin, to look back and to be done, and with what: a first task by the pack's advice where it has some, and the
/// step of the plan where there is one.
pub fn steps(days: &Days, advice: Option<&Advice>, planned: Option<&str>) -> [(String, String); 3] {
    let (first_step, ask) = match advice {
        Some(advice) => (advice.first_step.as_str(), advice.ask.as_str()),
        None => ("Find one real task that asks for this level.", "What would show you that I have reached it?"),
    };
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
