//! Who is one person, which of their attempts counts now, and which came before.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::aim::Held;
use super::attempt::Attempt;
use super::plain_pack::PlainPack;
use super::{Inputs, csv_rows};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Answered,
    Unfinished,
    Stale,
    NoReply,
}

impl Status {
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Unfinished => "unfinished",
            Self::Stale => "stale",
            Self::NoReply => "no-reply",
        }
    }
}

/// One person.
#[derive(Debug)]
pub struct Person {
    pub id: String,
    pub label: Option<String>,
    pub group: Option<String>,
    pub status: Status,
    /// The attempt that counts now.
    pub now: Option<Held>,
    /// The one before it.
    pub before: Option<Held>,
}

/// A line of the list of those who were invited.
struct Invited {
    id: Option<String>,
    label: Option<String>,
    group: Option<String>,
}

/// Days are counted by the civil calendar.
fn days(date: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| date[range].parse::<i64>().unwrap();
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let before: i64 = (1970..year).map(|year| 365 + i64::from(is_leap(year))).sum();
    let lengths = [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    before + lengths.iter().take(usize::try_from(month - 1).unwrap()).sum::<i64>() + day
}

/// An attempt, and whether it is of an input and not only of an earlier one.
type Given<'a> = (&'a Attempt, bool);

/// Everyone who has an attempt in an input or was invited.
pub fn people(pack: &PlainPack, inputs: &Inputs) -> Vec<Person> {
    let read = |files: &[(String, String)]| files.iter().map(|(_, text)| Attempt::read(pack, text)).collect();
    let (now, since): (Vec<Attempt>, Vec<Attempt>) = (read(&inputs.now), read(&inputs.since));
    let all: Vec<Given<'_>> =
        now.iter().map(|attempt| (attempt, true)).chain(since.iter().map(|attempt| (attempt, false))).collect();
    let mut groups = joined(&all);
    let mut listed = invited(inputs.invited.as_deref());
    let mut people = Vec::new();
    for own in groups.drain(..) {
        let is_listed = |invited: &Invited| {
            own.iter().any(|(attempt, _)| {
                invited.id.as_deref() == Some(&attempt.id)
                    || (invited.label.is_some() && invited.label == attempt.label)
            })
        };
        let on_list = listed.iter().position(is_listed).map(|at| listed.remove(at));
        people.extend(person(pack, inputs, &own, on_list.as_ref()));
    }
    people.extend(listed.into_iter().map(|invited| Person {
        id: invited.id.unwrap_or_default(),
        label: invited.label,
        group: invited.group,
        status: Status::NoReply,
        now: None,
        before: None,
    }));
    people
}

/// The attempts of each person: those of one id, and those whose label is the same. A label of two ids that both have
/// several attempts joins nobody: two people have that name.
fn joined<'a>(all: &[Given<'a>]) -> Vec<Vec<Given<'a>>> {
    let count = |id: &str| all.iter().filter(|(attempt, _)| attempt.id == id).count();
    let is_shared = |label: &str| {
        let own = all.iter().filter(|(attempt, _)| attempt.label.as_deref() == Some(label));
        let settled = own.map(|(attempt, _)| attempt.id.as_str()).filter(|id| count(id) > 1);
        settled.collect::<BTreeSet<_>>().len() > 1
    };
    let mut place: Vec<usize> = (0..all.len()).collect();
    let mut known: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for (at, (attempt, _)) in all.iter().enumerate() {
        let label = attempt.label.as_deref().filter(|label| !is_shared(label));
        for key in [Some((false, attempt.id.as_str())), label.map(|label| (true, label))] {
            let Some(key) = key else { continue };
            let first = *known.entry(key).or_insert(at);
            let (old, new) = (place[at].max(place[first]), place[at].min(place[first]));
            if old != new {
                place.iter_mut().filter(|own| **own == old).for_each(|own| *own = new);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<Given<'a>>> = BTreeMap::new();
    for (at, given) in all.iter().enumerate() {
        groups.entry(place[at]).or_default().push(*given);
    }
    groups.into_values().collect()
}

/// Two records of one attempt: begun in the same second, and not finished in two.
fn is_same(a: &Attempt, b: &Attempt) -> bool {
    let is_finished_twice = a.finished.is_some() && b.finished.is_some() && a.finished != b.finished;
    a.started.is_some() && a.started == b.started && !is_finished_twice
}

/// The earlier attempt first.
fn compare(pack: &PlainPack, a: &Given<'_>, b: &Given<'_>) -> Ordering {
    let of_undated = |given: &Given<'_>| given.0.date().is_some() || given.1;
    let key = |given: &Given<'_>| {
        // Undated ones of an earlier input are earlier than everything of an input.
        (of_undated(given), given.0.date().map(str::to_owned), given.0.rated(pack))
    };
    key(a).cmp(&key(b)).then_with(|| a.0.content.cmp(&b.0.content))
}

fn person(pack: &PlainPack, inputs: &Inputs, own: &[Given<'_>], listed: Option<&Invited>) -> Option<Person> {
    let mut sorted = own.to_vec();
    sorted.sort_by(|a, b| compare(pack, a, b));
    let complete = |given: &&Given<'_>| given.0.is_complete(pack);
    let of_input = || sorted.iter().enumerate().filter(|(_, given)| given.1);
    let latest = of_input().rfind(|(_, given)| complete(given)).or_else(|| of_input().next_back());
    let held = |given: &Given<'_>| Held::new(pack, given.0, inputs.goal(pack));
    // The group that the latest of them names, else that of the list.
    let named = sorted.iter().rev().find_map(|(attempt, _)| attempt.group.clone());
    let on_list = listed.and_then(|one| one.group.clone());
    let Some((at, current)) = latest else {
        // Only in an earlier input.
        listed?;
        let before = sorted.iter().rfind(complete).copied()?;
        return Some(Person {
            id: before.0.id.clone(),
            label: before.0.label.clone(),
            group: on_list.or(named),
            status: Status::NoReply,
            now: None,
            before: Some(held(&before)),
        });
    };
    let attempt = current.0;
    let status = match &attempt.started {
        _ if attempt.is_complete(pack) => Status::Answered,
        Some(started) if days(&inputs.day) - days(started) > 14 => Status::Stale,
        _ => Status::Unfinished,
    };
    Some(Person {
        id: attempt.id.clone(),
        label: attempt.label.clone(),
        group: named.or(on_list),
        status,
        before: sorted[..at].iter().rfind(|given| complete(given) && !is_same(given.0, attempt)).map(held),
        now: Some(held(current)),
    })
}

fn invited(list: Option<&str>) -> Vec<Invited> {
    let rows = list.map_or_else(Vec::new, csv_rows);
    let Some((header, rows)) = rows.split_first() else { return Vec::new() };
    let cell = |row: &[String], name: &str| {
        let at = header.iter().position(|column| column == name)?;
        Some(row[at].trim().to_owned()).filter(|text| !text.is_empty())
    };
    let read = |row: &Vec<String>| Invited {
        id: cell(row, "respondent"),
        label: cell(row, "label"),
        group: cell(row, "group"),
    };
    rows.iter().map(read).collect()
}
