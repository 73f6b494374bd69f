//! One person in the list of a class.

use crate::cohort::{Attempt, Change, Finding, Person, Status};
use crate::facts::answering::{Known, StandsOut};
use crate::facts::cohort::{Class, Flag, HeatCell, Reason, Row};
use crate::language::grammar::count;
use crate::language::{date, index, level_number, signed_points};
use crate::model::Pack;
use crate::score::Indicator;

/// How far a person has come, in a word or two.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Answered => "Answered",
        Status::Unfinished => "Unfinished",
        Status::Stale => "Stale draft",
        Status::NoReply => "No reply",
    }
}

/// The kind of a reason, as filters name it.
pub fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Overdue => "Steps overdue",
        Flag::NoReply => "No reply",
        Flag::Unfinished => "Draft or empty",
        Flag::Fast => "Answered fast",
        Flag::SameAnswer => "Same answer throughout",
        Flag::Background => "Level against background",
        Flag::Unsure => "Many “I don’t know”",
        Flag::NoNote => "High without a note",
        Flag::Fell => "Levels fell",
    }
}

/// A reason in a few words, with its figures.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Overdue(steps) => format!("{} overdue", count(*steps, "agreed step", "agreed steps")),
        Reason::NoReply => "no reply".to_owned(),
        Reason::Stale(day) => format!("draft left since {}", date(*day)),
        Reason::NothingAnswered => "nothing answered".to_owned(),
        Reason::Answers(found) => answers(found),
        Reason::Fell { fell, rose } => format!("{} fell by 1 or more, {rose} rose", count(*fell, "level", "levels")),
        Reason::NewerDraft(day) => format!("new attempt begun on {}, not finished", date(*day)),
    }
}

fn answers(found: &StandsOut) -> String {
    match found {
        StandsOut::ExtremelyFast(median) => {
            format!("half of the questions in {} or less", seconds(&crate::exact::decimals(*median, 1)))
        }
        StandsOut::Pattern(Indicator::Fast { fast, timed }) => format!("{fast} of {timed} answers in under 2 seconds"),
        StandsOut::Pattern(Indicator::LongRun { run, of }) => format!("{run} of {of} answers in a row the same"),
        StandsOut::Pattern(Indicator::LittleVariation { variance }) => {
            format!("answers hardly differ: variance {}, at most 0.01", crate::exact::decimals(*variance, 4))
        }
        StandsOut::HighWithoutBackground { competencies, level, experience, .. } => {
            let years = match experience {
                Known::NotGiven => "no years of work given",
                Known::Nothing => "no years of work",
            };
            format!("{} at {level} or above, {years}", count(*competencies, "level", "levels"))
        }
        StandsOut::ManyUnsure { unsure, of } => format!("“I don’t know” to {unsure} of {of}"),
        StandsOut::NotesMissing { missing, of } => {
            format!("{missing} of {} without a note", count(*of, "high rating", "high ratings"))
        }
    }
}

fn seconds(number: &str) -> String {
    format!("{} s", number.trim_end_matches(".0"))
}

/// All reasons of a row, as one text; that there is none where there is none.
pub fn reasons(row: &Row) -> String {
    if row.reasons.is_empty() {
        return "none".to_owned();
    }
    row.reasons.iter().map(reason).collect::<Vec<_>>().join("; ")
}

/// The role that comes next for a person.
pub fn next_role(class: &Class<'_>, person: &Person) -> String {
    match &person.current {
        None => "no answers".to_owned(),
        Some(attempt) if attempt.aim.is_next => class.pack.role(attempt.aim.role).title.clone(),
        Some(attempt) => format!("{} (their goal; no role comes next)", class.pack.role(attempt.aim.role).title),
    }
}

/// `Data governance, 2 levels`: the gap of the highest priority.
pub fn largest_gap(class: &Class<'_>, attempt: &Attempt) -> String {
    let Some(at) = attempt.aim.gaps.first() else { return "none known".to_owned() };
    let size = attempt.gap(class.pack, *at).map_or_else(String::new, |gap| format!(", {}", level_number(gap)));
    format!("{}{size}", class.pack.competency(*at).title)
}

/// What the person can begin today.
pub fn first_step(pack: &Pack, attempt: &Attempt) -> String {
    index::first_step(pack, &attempt.first_step)
}

/// What changed since the last attempt: levels up and down by 1 or more, and readiness for the role that comes next now.
pub fn change(person: &Person, change: Option<&Change>) -> String {
    let Some(change) = change else {
        return match (&person.before, person.status) {
            (Some(_), Status::Answered) => "cannot be compared",
            (Some(_), _) => "answered before",
            (None, _) => "first attempt",
        }
        .to_owned();
    };
    let (up, down) = (change.notable(1).count(), change.notable(-1).count());
    let points =
        change.readiness.map_or_else(String::new, |[then, now]| format!("; {} points", signed_points(now - then)));
    format!("up in {up}, down in {down}{points}")
}

/// The days of the two attempts that are compared; `None` where nothing is.
pub fn change_days(change: Option<&Change>) -> Option<String> {
    Some(match change?.days {
        [Some(then), Some(now)] => format!("{} to {}", date(then), date(now)),
        [None, Some(now)] => format!("earlier term, without a day, to {}", date(now)),
        [Some(then), None] => format!("{} to this term, without a day", date(then)),
        [None, None] => "earlier term to this one, without days".to_owned(),
    })
}

/// What is known of a competency, in a narrow cell: the level, or why there is none.
pub fn short_finding(finding: Finding) -> String {
    match finding {
        Finding::Level(level) => level_number(level),
        Finding::Unsure => "unsure".to_owned(),
        Finding::NotApplicable => "n/a".to_owned(),
        Finding::NotAsked => "not asked".to_owned(),
        Finding::TooFewAnswers => "none".to_owned(),
    }
}

/// The class that shades a cell of the heat map; empty without a level.
pub fn heat(cell: &HeatCell) -> &'static str {
    match (cell.shade, cell.lacks_must) {
        (None, _) => "u",
        (Some(0), _) => "a",
        (Some(1), false) => "b",
        (Some(1), true) => "b m",
        (Some(2), false) => "c",
        (Some(2), true) => "c m",
        (Some(_), false) => "d",
        (Some(_), true) => "d m",
    }
}

/// The reasons to see a person soon, as one text, with the steps that are overdue.
pub fn calls(class: &Class<'_>, row: &Row) -> String {
    let person = &class.joined.people[row.place];
    let one = |found: &Reason| match found {
        Reason::Overdue(_) => overdue(class, person),
        found => reason(found),
    };
    row.calls().map(one).collect::<Vec<_>>().join("; ")
}

/// `overdue since 31 October 2026: Basic Certificate in Quality and Safety`: each step that is.
fn overdue(class: &Class<'_>, person: &Person) -> String {
    let latest = person.current.as_ref().or(person.before.as_ref());
    let steps = latest.map_or(&[][..], |attempt| &attempt.steps).iter();
    let late = steps.filter(|step| step.is_overdue(class.options.day));
    let one = |step: &crate::answers::AgreedStep| {
        let since = step.by.map_or_else(String::new, |by| format!(" since {}", date(by)));
        format!("overdue{since}: {}", step.title(class.pack))
    };
    late.map(one).collect::<Vec<_>>().join("; ")
}

/// The group of a person, or that they have none.
pub fn group_of(person: &Person) -> &str {
    person.group.as_deref().unwrap_or("none")
}

/// The heading over the list.
pub fn list_heading(class: &Class<'_>) -> String {
    let listed = class.listed().len();
    if listed == class.rows.len() {
        format!("All {} with what stands out", count(listed, "person", "people"))
    } else {
        format!("{} with a reason to be seen soon", count(listed, "person", "people"))
    }
}

/// In which order the list stands, and what can be done with it.
pub const fn list_order() -> &'static str {
    "People with a reason to be seen soon stand first, in bold. The order says nothing about who is better. Click a heading \
     to sort. The fields show only some people, here and in the heat map."
}

/// How the heat map is to be read.
pub const fn heat_rule() -> &'static str {
    "A number is the level. The shade is the gap to the target of that person’s next role, so the same level can have another \
     shade in another row; a level without a shade is one that the role does not need. Rows: the largest gap by importance first. Columns: by domain."
}
