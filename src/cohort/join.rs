//! Joins the records of a run to people: by id, else by label.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::attempt::Attempt;
use super::person::{Person, STALE_DAYS, Status};
use crate::answers::{AnswerSheet, Invitee};
use crate::clock::Date;

/// The term that a record belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// An earlier one.
    Earlier,
    /// The present one.
    Now,
}

/// One record of an input.
#[derive(Clone, Debug)]
pub struct Record {
    /// The attempt.
    pub attempt: Attempt,
    /// The term of the input.
    pub term: Term,
    /// The number of the input in its term.
    pub input: usize,
    /// The answers themselves, where they are needed later.
    pub sheet: Option<AnswerSheet>,
}

/// People, and what the joining says of them.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    /// Everyone with a record of the present term and everyone invited, in the order of their ids, then labels.
    pub people: Vec<Person>,
    /// Those with records of earlier terms only who were not invited, likewise.
    pub left: Vec<Person>,
    /// Labels that stand for more than one id where they cannot be one person, so that nobody is joined by them; in order.
    pub ambiguous: Vec<String>,
    /// How many of the invited list had a record of the present term; `None` without a list.
    pub replies: Option<usize>,
}

/// Joins records by id. Ids with the same label are one person too, unless the label is ambiguous: it stands with two ids
/// within one input, or two ids that each have several records share it. The order of the records decides nothing.
pub fn join(records: Vec<Record>, invited: Option<&[Invitee]>, day: Date) -> Joined {
    let (links, ambiguous) = links(&records);
    let mut groups: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    for record in records {
        let id = &record.attempt.respondent;
        groups.entry(links.get(id).unwrap_or(id).clone()).or_default().push(record);
    }
    let everyone: Vec<Person> = groups.into_values().map(|records| person(records, day)).collect();
    let (mut people, mut left): (Vec<_>, Vec<_>) = everyone.into_iter().partition(|person| person.current.is_some());
    // Whoever only began in an earlier term has not answered it.
    left.retain(|person| person.before.is_some());
    let replies = invited.map(|invited| invite(invited, &mut people, &mut left));
    for list in [&mut people, &mut left] {
        list.sort_by(|a, b| (&a.id, &a.label).cmp(&(&b.id, &b.label)));
    }
    Joined { people, left, ambiguous, replies }
}

/// The inputs in which an id stands: each its term and its number.
type Inputs = BTreeSet<(Term, usize)>;

/// For each id the first of those that are one person by their label, and the labels that are ambiguous.
fn links(records: &[Record]) -> (BTreeMap<String, String>, Vec<String>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    // For each label its ids.
    let mut labels: BTreeMap<&str, BTreeMap<&str, Inputs>> = BTreeMap::new();
    for record in records {
        let id = record.attempt.respondent.as_str();
        *counts.entry(id).or_default() += 1;
        if let Some(label) = record.attempt.label.as_deref().map(str::trim).filter(|label| !label.is_empty()) {
            labels.entry(label).or_default().entry(id).or_default().insert((record.term, record.input));
        }
    }
    let mut links: BTreeMap<String, String> = BTreeMap::new();
    let mut ambiguous = Vec::new();
    for (label, ids) in labels.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let mut inputs = BTreeSet::new();
        let stands_twice = ids.values().flatten().any(|input| !inputs.insert(*input));
        let settled = ids.keys().filter(|id| counts[**id] > 1).count();
        if stands_twice || settled > 1 {
            ambiguous.push(label.to_owned());
            continue;
        }
        // An id that other labels have joined already brings all of its group along.
        let roots: BTreeSet<String> = ids.keys().map(|id| root(&links, id)).collect();
        if let Some(first) = roots.first().cloned() {
            for id in ids.keys().map(|id| (*id).to_owned()).chain(roots) {
                links.insert(id, first.clone());
            }
        }
    }
    let ids: Vec<String> = links.keys().cloned().collect();
    let flat = ids.into_iter().map(|id| (root(&links, &id), id)).map(|(root, id)| (id, root)).collect();
    (flat, ambiguous)
}

/// The id that stands for the group of an id.
fn root(links: &BTreeMap<String, String>, id: &str) -> String {
    let mut at = id;
    while let Some(next) = links.get(at).filter(|next| next.as_str() != at) {
        at = next;
    }
    at.to_owned()
}

/// One person from all records that are theirs.
fn person(mut records: Vec<Record>, day: Date) -> Person {
    // Undated ones by their terms, then dated ones.
    records.sort_by(|a, b| {
        let undated = |record: &Record| record.attempt.date().is_none().then_some(record.term);
        let rank = |record: &Record| (undated(record).is_none(), undated(record));
        rank(a).cmp(&rank(b)).then_with(|| a.attempt.compare(&b.attempt)).then_with(|| a.term.cmp(&b.term))
    });
    let ids: BTreeSet<String> = records.iter().map(|record| record.attempt.respondent.clone()).collect();
    let label = records.iter().rev().find_map(|record| record.attempt.label.clone());
    let group = records.iter().rev().find_map(|record| record.attempt.group.clone());
    let is_now = |record: &Record| record.term == Term::Now;
    let finished = records.iter().rposition(|record| is_now(record) && record.attempt.is_answered());
    let current = finished.or_else(|| records.iter().rposition(is_now));
    let Some(current) = current else {
        let before = records.into_iter().map(|record| record.attempt).rfind(Attempt::is_answered);
        let id = before.as_ref().map(|attempt| attempt.respondent.clone());
        let id = id.or_else(|| ids.first().cloned()).unwrap_or_default();
        let joined = others(ids, &id);
        let status = Status::NoReply;
        return Person { id, label, group, status, joined, current: None, sheet: None, newer_draft: None, before };
    };
    let drafts = records.iter().filter(|record| is_now(record) && !record.attempt.is_answered());
    let at = records[current].attempt.date();
    let newer_draft = drafts.filter(|draft| finished.is_some() && draft.attempt.date() > at);
    let newer_draft = newer_draft.filter_map(|draft| draft.attempt.day()).max();
    let Record { attempt, sheet, .. } = records.remove(current);
    let before = records.into_iter().map(|record| (record.term, record.attempt)).rfind(|(term, earlier)| {
        earlier.is_answered() && is_before(*term, earlier, &attempt) && !is_same(earlier, &attempt)
    });
    Person {
        id: attempt.respondent.clone(),
        label,
        group,
        status: status(&attempt, day),
        joined: others(ids, &attempt.respondent),
        before: before.map(|(_, attempt)| attempt),
        current: Some(attempt),
        sheet,
        newer_draft,
    }
}

fn others(ids: BTreeSet<String>, own: &str) -> Vec<String> {
    ids.into_iter().filter(|id| id != own).collect()
}

/// True for an attempt before the one that counts now: by their dates, and where one has none by the term.
fn is_before(term: Term, earlier: &Attempt, now: &Attempt) -> bool {
    match (earlier.date(), now.date()) {
        (Some(earlier), Some(now)) => earlier < now,
        _ => term == Term::Earlier,
    }
}

/// True for two records of one attempt: begun at the same moment, and not finished at two.
fn is_same(a: &Attempt, b: &Attempt) -> bool {
    let finished_twice = a.finished.is_some() && b.finished.is_some() && a.finished != b.finished;
    a.started.is_some() && a.started == b.started && !finished_twice
}

fn status(attempt: &Attempt, day: Date) -> Status {
    if attempt.is_answered() {
        Status::Answered
    } else if attempt.day().is_some_and(|begun| begun.plus_days(STALE_DAYS) < day) {
        Status::Stale
    } else {
        Status::Unfinished
    }
}

/// Finds each person of the invited list by id, else by a label that one person has; adds the others, with what they answered
/// in earlier terms. Returns how many were found among `people`.
fn invite(invited: &[Invitee], people: &mut Vec<Person>, left: &mut Vec<Person>) -> usize {
    let (now, before) = (Directory::new(people), Directory::new(left));
    let mut earlier: Vec<Option<Person>> = left.drain(..).map(Some).collect();
    let (mut replies, mut missing) = (0, Vec::new());
    for invitee in invited {
        if let Some(at) = now.find(invitee) {
            replies += 1;
            people[at].group = people[at].group.take().or_else(|| invitee.group.clone());
            people[at].label = people[at].label.take().or_else(|| invitee.label.clone());
            continue;
        }
        let mut person = before.find(invitee).and_then(|at| earlier[at].take()).unwrap_or_else(|| Person {
            id: invitee.respondent.clone().unwrap_or_default(),
            label: None,
            group: None,
            status: Status::NoReply,
            joined: Vec::new(),
            current: None,
            sheet: None,
            newer_draft: None,
            before: None,
        });
        person.label = person.label.or_else(|| invitee.label.clone());
        person.group = invitee.group.clone().or(person.group);
        missing.push(person);
    }
    people.append(&mut missing);
    left.extend(earlier.into_iter().flatten());
    replies
}

/// People by their ids and labels.
struct Directory {
    ids: HashMap<String, usize>,
    /// `None` for a label that several people have.
    labels: HashMap<String, Option<usize>>,
}

impl Directory {
    fn new(people: &[Person]) -> Self {
        let mut directory = Self { ids: HashMap::new(), labels: HashMap::new() };
        for (at, person) in people.iter().enumerate() {
            directory.ids.extend(std::iter::once(&person.id).chain(&person.joined).map(|id| (id.clone(), at)));
            if let Some(label) = &person.label {
                let is_new = !directory.labels.contains_key(label.trim());
                directory.labels.insert(label.trim().to_owned(), is_new.then_some(at));
            }
        }
        directory
    }

    /// The person with the id of an invitee, under any of their ids; else the only one with the label.
    fn find(&self, invitee: &Invitee) -> Option<usize> {
        let by_id = invitee.respondent.as_ref().and_then(|id| self.ids.get(id).copied());
        by_id.or_else(|| *self.labels.get(invitee.label.as_deref()?.trim())?)
    }
}
