//! What stands out in a class, each with its rule.

use super::{competency, name};
use crate::cohort::Unsure;
use crate::exact::Exact;
use crate::facts::cohort::{Class, Findings, LackedMust, MANY_FALLEN, Moved};
use crate::language::grammar::{count, part, plural};
use crate::language::percent;

/// `62 of 108 lack Data analysis; 3 of them have no level in it yet.`
pub fn must(class: &Class<'_>, own: &LackedMust) -> String {
    let verb = plural(own.people, "lacks", "lack");
    let unknown = match own.unknown {
        0 => String::new(),
        unknown => format!("; {unknown} of them {} no level in it yet", plural(unknown, "has", "have")),
    };
    format!("{} {verb} {}{unknown}.", part(own.people, class.answered.len()), competency(class, own.competency))
}

/// How the most common unmet musts were found.
pub fn musts_rule(class: &Class<'_>) -> String {
    format!(
        "Counted: a must of the role that comes next for each person, with a level below it or no level yet. Of the {} who \
         answered.",
        class.answered.len()
    )
}

/// `Technical: 21 of 108 could not say in at least one question; 4 % of the answers there are “I don’t know”.`
pub fn unsure(class: &Class<'_>, own: &Unsure) -> String {
    let share = if own.asked == 0 { Exact::ZERO } else { Exact::new(own.answers as i128, own.asked as i128) };
    format!(
        "{}: {} answered “I don’t know” at least once; that is {} of the questions asked there.",
        class.pack.domain(own.domain).title,
        part(own.people, class.answered.len()),
        percent(share)
    )
}

/// When a domain is named for its "don't know".
pub const fn unsure_rule() -> &'static str {
    "Named: a domain in which at least a fifth of those who answered, and three people, could not say at least once. Talk \
     about what the words mean before anything is taught."
}

/// How many people have a reason to be seen soon, and how they are ordered.
pub fn first_rule(findings: &Findings<'_>) -> String {
    format!(
        "{} a reason to be seen soon. Most reasons come first; if tied, those who lack more musts of their next role, then \
         the larger gap by importance. A reason starts a conversation and decides nothing.",
        count(findings.to_see, "person has", "people have")
    )
}

/// What is a reason to see somebody soon.
pub fn first_reasons() -> [String; 6] {
    [
        "an agreed step that is overdue, each one a reason".to_owned(),
        "a draft that was left, or nothing answered".to_owned(),
        "answers that are all alike, or given very fast".to_owned(),
        "high levels in a third of the competencies or more, without the background for them".to_owned(),
        "“I don’t know” to a third of the questions or more".to_owned(),
        format!("levels that fell in {MANY_FALLEN} competencies or more, and in more than rose"),
    ]
}

/// How many moved which way.
pub fn moved(class: &Class<'_>, findings: &Findings<'_>) -> String {
    let [up, down, same] = findings.ways;
    let all = up + down + same;
    if all == 0 {
        return "Nobody has an earlier attempt that can be compared.".to_owned();
    }
    let not = class.not_compared();
    let not =
        if not > 0 { format!(" {} be compared.", count(not, "other cannot", "others cannot")) } else { String::new() };
    format!(
        "{} can be compared with an earlier attempt. {up} went up by a level or more in more competencies than they went \
         down in, {down} went down in more, {same} did neither.{not} A lower level can also mean a better view of the \
         work.",
        count(all, "person", "people")
    )
}

/// `s-0012: up in 6, down in 1`.
pub fn move_of(class: &Class<'_>, own: &Moved) -> String {
    let person = name(class, &class.joined.people[own.place]);
    match (own.up, own.down) {
        (up, 0) => format!("{person}: up in {up}"),
        (0, down) => format!("{person}: down in {down}"),
        (up, down) => format!("{person}: up in {up}, down in {down}"),
    }
}

/// Who answered before and not now, as names.
pub fn not_back(class: &Class<'_>, findings: &Findings<'_>) -> Vec<String> {
    let known = |person: &&&crate::cohort::Person| !person.id.is_empty() || class.options.show_names;
    findings.not_back.iter().filter(known).map(|person| name(class, person)).collect()
}

/// How those who have not come back were found.
pub const fn not_back_rule() -> &'static str {
    "Named: people with answers of an earlier term and none of this one. They may have left, or have a new code."
}
