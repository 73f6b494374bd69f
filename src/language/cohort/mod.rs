//! A page on a class.

pub mod columns;
mod findings;
mod people;
mod tables;

use super::compare::readiness;
use super::grammar::{and, count, plural};
use super::{date, percent};
use crate::cohort::{Person, STALE_DAYS, Status};
use crate::facts::cohort::{Class, Refused};
use crate::model::{CompetencyIx, RoleIx};

pub use findings::{
    first_reasons, first_rule, move_of, moved, must, musts_rule, not_back, not_back_rule, unsure, unsure_rule,
};
pub use people::{
    calls, change, change_days, first_step, flag, group_of, heat, heat_rule, largest_gap, list_heading, list_order,
    next_role, reason, reasons, short_finding, status,
};
pub use tables::{
    agreed_step, agreed_takeaway, at_target, band, by_group, changes_rule, codes, competencies_rule, could_help, due,
    group_price, group_title, hours, hours_of_all, lacked, mean_gap, median, median_shared, met_and_left, more_steps,
    musts_of, names, names_of, of_all_gaps, overlap, price_each, programme_rule, reached, resources_rule, share,
    share_in_band, share_rule, since, some, step_address, step_for, strip, teach_rule, teach_takeaway, then_takeaway,
    unmet,
};

/// The title of the page.
pub fn title(class: &Class<'_>) -> String {
    format!("A class of {}", class.joined.people.len())
}

/// That the page is about people, what it rests on, and what it must not be used for.
pub const CONFIDENTIAL: &str = "Confidential: this page is about single people. All of it is self-rated: people rated \
                                themselves, and nothing was tested. It is for conversations and for teaching, not for \
                                selecting, grading or ranking anyone.";

/// That names are shown, or that they are not.
fn names_shown(class: &Class<'_>) -> &'static str {
    if class.options.show_names {
        "Names are shown, because that was asked for. Delete this page when it is no longer needed."
    } else {
        "People are shown by their codes. Your office has the list of names."
    }
}

/// The person's code, or their name with the code behind it where names are shown.
pub fn name(class: &Class<'_>, person: &Person) -> String {
    let label = person.label.as_deref().filter(|_| class.options.show_names);
    match (label, person.id.as_str()) {
        (Some(label), "") => label.to_owned(),
        (Some(label), id) => format!("{label} ({id})"),
        (None, "") => "on the list without a code".to_owned(),
        (None, id) => id.to_owned(),
    }
}

/// The name of the person at a place of those who answered.
pub fn name_at(class: &Class<'_>, place: usize) -> String {
    name(class, class.person(place))
}

/// The title of a competency.
pub fn competency<'a>(class: &Class<'a>, at: CompetencyIx) -> &'a str {
    &class.pack.competency(at).title
}

/// The title of a role.
pub fn role<'a>(class: &Class<'a>, at: RoleIx) -> &'a str {
    &class.pack.role(at).title
}

/// The days between which people answered.
pub fn days(class: &Class<'_>) -> String {
    match class.days() {
        None => "not given".to_owned(),
        Some((first, last)) if first == last => date(first),
        Some((first, last)) => format!("{} to {}", date(first), date(last)),
    }
}

/// `120, of whom 113 sent something`; or that no list was given.
pub fn invited(class: &Class<'_>) -> String {
    match class.joined.replies {
        None => "no list was given".to_owned(),
        Some(replies) => {
            let invited = replies + class.count(Status::NoReply);
            let others = class.joined.people.len() - invited;
            let others = if others > 0 {
                format!("; {others} who answered {} not on it", plural(others, "is", "are"))
            } else {
                String::new()
            };
            format!("{invited}, of whom {replies} sent something{others}")
        }
    }
}

/// `5, of these 2 begun more than 14 days ago`.
pub fn unfinished(class: &Class<'_>) -> String {
    let stale = class.count(Status::Stale);
    let all = class.count(Status::Unfinished) + stale;
    match stale {
        0 => all.to_string(),
        _ => format!("{all}, of these {stale} begun more than {STALE_DAYS} days ago"),
    }
}

/// `Data Steward (12), Health IT Analyst (30)`: roles with how many people.
fn roles(class: &Class<'_>, roles: &[(RoleIx, usize)]) -> String {
    let one = |(at, people): &(RoleIx, usize)| format!("{} ({people})", role(class, *at));
    and(&roles.iter().map(one).collect::<Vec<_>>())
}

/// The goals of those who answered, with how many people.
pub fn goals(class: &Class<'_>) -> String {
    let goals = class.goals();
    if goals.is_empty() { "none".to_owned() } else { roles(class, &goals) }
}

/// The roles that come next, with how many people.
pub fn next_roles(class: &Class<'_>) -> String {
    let next = class.groups.iter().map(|group| (group.role, group.people.len() - group.arrived));
    let next: Vec<_> = next.filter(|(_, people)| *people > 0).collect();
    let arrived = match class.arrived() {
        0 => String::new(),
        arrived => format!("; {arrived} already in their goal role or above it"),
    };
    if next.is_empty() { format!("none{arrived}") } else { roles(class, &next) + &arrived }
}

/// A reason for which records were refused, and in how many places.
pub fn refused(refused: &Refused) -> String {
    format!("{} ({}, {})", refused.code.title(), refused.code.as_str(), count(refused.count, "place", "places"))
}

/// What can be copied into a mail: the codes of those who sent nothing, or their names where names are shown.
pub fn missing(class: &Class<'_>) -> Vec<String> {
    let people = class.joined.people.iter().filter(|person| person.status == Status::NoReply);
    let known = people.filter(|person| !person.id.is_empty() || class.options.show_names);
    known.map(|person| name(class, person)).collect()
}

/// Who has begun and not finished, or answered nothing; as [`missing`].
pub fn drafts(class: &Class<'_>) -> Vec<String> {
    let people = class.joined.people.iter();
    let drafts = people.filter(|person| matches!(person.status, Status::Unfinished | Status::Stale));
    drafts.map(|person| name(class, person)).collect()
}

/// How many of those who sent nothing have no code on the list, so that they cannot be shown; `None` where all can.
fn missing_without_code(class: &Class<'_>) -> Option<String> {
    let unnamed = class.count(Status::NoReply) - missing(class).len();
    (unnamed > 0).then(|| {
        format!(
            "{} no code on the list of the invited. The names are shown only on request (option --show-names).",
            count(unnamed, "person without a reply has", "people without a reply have")
        )
    })
}

/// Who was taken for one person by the label, for whoever can tell; `None` where nobody was.
fn joined_by_label(class: &Class<'_>) -> Option<String> {
    let one = |person: &Person| {
        let ids: Vec<&str> =
            std::iter::once(person.id.as_str()).chain(person.joined.iter().map(String::as_str)).collect();
        and(&ids)
    };
    let joined: Vec<String> = class.joined.people.iter().filter(|person| !person.joined.is_empty()).map(one).collect();
    (!joined.is_empty()).then(|| {
        format!(
            "These codes are treated as one person, because the label is the same: {}. If they are two people, give them \
             different labels.",
            joined.join("; ")
        )
    })
}

/// Labels that two people share, so that nobody was joined by them; `None` where there are none.
fn ambiguous(class: &Class<'_>) -> Option<String> {
    let labels = &class.joined.ambiguous;
    if labels.is_empty() {
        return None;
    }
    let verb = plural(labels.len(), "stands", "stand");
    let named = if class.options.show_names { format!(": {}", labels.join("; ")) } else { String::new() };
    Some(format!(
        "{} {verb} for more than one code, so that nobody was joined by {}{named}.",
        count(labels.len(), "label", "labels"),
        plural(labels.len(), "it", "them")
    ))
}

/// Readiness with its range where answers are missing: `62 % (55 % to 71 %)`.
pub fn readiness_with_range(person: &Person) -> String {
    let Some(attempt) = &person.current else { return "no answers".to_owned() };
    let (low, high) = attempt.aim.bounds;
    let given = readiness(attempt.aim.readiness);
    if low == high { given } else { format!("{given} ({} to {})", percent(low), percent(high)) }
}

/// What the list leaves out, where the class is too large to list everyone; `None` else.
pub fn left_out(class: &Class<'_>) -> Option<String> {
    let (all, listed) = (class.rows.len(), class.listed().len());
    (listed < all).then(|| {
        format!(
            "This page lists {listed} of {all} people: those with a reason to be seen soon. Its figures count everyone. \
             `skillgap score` writes a row for each, in bulk."
        )
    })
}

/// What must be known of who is who, below the head of the page.
pub fn notes_of_head(class: &Class<'_>) -> Vec<String> {
    let reports = class.reports.iter().any(Option::is_some).then(|| {
        "The codes in the list lead to the advisor’s copies of the reports. Those show the names that people gave."
            .to_owned()
    });
    let notes = [reports, missing_without_code(class), joined_by_label(class), ambiguous(class), left_out(class)];
    std::iter::once(names_shown(class).to_owned()).chain(notes.into_iter().flatten()).collect()
}
