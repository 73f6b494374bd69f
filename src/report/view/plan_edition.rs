//! Which of two exports of a plan is the later one.

use crate::answers::AnswerSheet;
use crate::clock::{Date, Timestamp};

/// The largest number of an edition: what a calendar can hold.
const LARGEST: u64 = i32::MAX as u64;

/// Which edition of a plan this is, from its answers and its first day alone: made again it is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Higher when the answers are later by a minute, when the last agreed step is later by a day, and when the plan begins
    /// a day later: the minutes from 2000 to the last time stamp of the answers, plus the days from 2000 to the last day on
    /// which the state of a step was set, plus the days from 2000 to the first day of the plan.
    pub number: u32,
    /// When the plan was revised: the last of the same three; of a day its first second in UTC.
    pub time: Timestamp,
}

impl Edition {
    /// The edition of the plan of these answers from this day on.
    pub(super) fn new(sheet: &AnswerSheet, start: Date) -> Self {
        let start = start.midnight();
        let answered = sheet.finished.max(sheet.started);
        let agreed = sheet.steps.iter().filter_map(|step| step.on).max().map(Date::midnight);
        let minutes = |time: Option<Timestamp>| time.map_or(0, Timestamp::minutes_since_2000);
        let days = |time: Option<Timestamp>| minutes(time) / (24 * 60);
        let number = (minutes(answered) + days(agreed) + days(Some(start))).min(LARGEST);
        let time = [answered, agreed].into_iter().flatten().fold(start, Timestamp::max);
        Self { number: u32::try_from(number).expect("it is at most the largest"), time }
    }
}
