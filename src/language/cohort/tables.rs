//! The tables of a page on a class.

use std::collections::BTreeSet;

use super::{competency, name_at};
use crate::cohort::{GroupResource, GroupStep, Need, ProgrammeTarget, RoleGroup, Shift};
use crate::exact::{Exact, decimals};
use crate::facts::cohort::{AgreedStepGroup, Banded, Class, Due, FEWEST_SHARED};
use crate::language::grammar::{and, count, part, plural};
use crate::language::{date, level_number, percent, short_price, thousands};
use crate::model::{CompetencyIx, Framework, Id as _, LearningResource, Price};

/// The names of people by their places among those who answered, as one text.
pub fn names(class: &Class<'_>, places: &[usize]) -> String {
    places.iter().map(|place| name_at(class, *place)).collect::<Vec<_>>().join(", ")
}

/// The first people who could help, and how many more there are.
pub fn could_help(class: &Class<'_>, need: &Need) -> String {
    const NAMED: usize = 3;
    let all = &need.could_help;
    match all.len() {
        0 => "nobody yet".to_owned(),
        len if len <= NAMED => names(class, all),
        len => format!("{} and {} more", names(class, &all[..NAMED]), len - NAMED),
    }
}

/// A share as whole per cent, or that there is none to give.
pub fn share(share: Option<Exact>) -> String {
    share.map_or_else(|| "no levels".to_owned(), percent)
}

/// A median of levels, or that there is none.
pub fn median(level: Option<Exact>) -> String {
    level.map_or_else(|| "no levels".to_owned(), level_number)
}

/// `12 h`, or that it is not known.
pub fn hours(resource: &LearningResource) -> String {
    resource.effort.total_hours().map_or_else(|| "not known".to_owned(), |hours| format!("{} h", thousands(hours)))
}

/// The hours of so many people together.
pub fn hours_of_all(resource: &LearningResource, people: usize) -> String {
    let hours = resource.effort.total_hours().map(|hours| u64::from(hours) * people as u64);
    hours.map_or_else(|| "not known".to_owned(), |hours| format!("{} h", thousands(hours)))
}

/// What it costs one person, with the year of the price.
pub fn price_each(resource: &LearningResource) -> String {
    short_price(&resource.price)
}

/// What it costs so many people, by the usual price.
pub fn group_price(resource: &LearningResource, people: usize) -> String {
    match &resource.price {
        Price::Free { note: None, .. } => "free".to_owned(),
        Price::Free { note: Some(_), .. } => "free on conditions".to_owned(),
        Price::Amount { fee, currency, .. } => {
            format!("{} {currency}", thousands(u64::from(fee.amount) * people as u64))
        }
        Price::Unknown { .. } => "not known".to_owned(),
    }
}

/// What can be done about a need together: what it is, for how many, how long, for how much.
pub fn step_for(class: &Class<'_>, need: &Need) -> String {
    let Some(GroupStep { resource, people }) = need.step else {
        return "nothing in the catalogue is open to them today".to_owned();
    };
    let resource = class.pack.resource(resource);
    format!(
        "{}: open to {}; {} each, {} in all; {}",
        resource.title,
        part(people, need.people.len()),
        hours(resource),
        hours_of_all(resource, people),
        group_price(resource, people)
    )
}

/// For how many of those with a gap it is a must, and how many more have no level in it yet.
pub fn musts_of(need: &Need) -> String {
    match need.unknown {
        0 => need.musts.to_string(),
        unknown => format!("{}, and {unknown} without a level", need.musts),
    }
}

/// Where the step for a need can be looked up.
pub fn step_address<'a>(class: &Class<'a>, need: &Need) -> Option<&'a str> {
    class.pack.resource(need.step?.resource).page.address()
}

/// The share of what a resource closes that those above it close already.
pub fn overlap(resource: &GroupResource) -> String {
    percent(resource.overlap())
}

/// The musts that most people of a group lack.
pub fn lacked(class: &Class<'_>, group: &RoleGroup) -> String {
    const NAMED: usize = 3;
    if group.lacked.is_empty() {
        return "none".to_owned();
    }
    let one = |(at, people): &(CompetencyIx, usize)| format!("{} ({people})", competency(class, *at));
    and(&group.lacked.iter().take(NAMED).map(one).collect::<Vec<_>>())
}

/// `Basic Certificate in Quality and Safety, due 31 October 2026`, and how many have begun it.
pub fn agreed_step(class: &Class<'_>, group: &AgreedStepGroup<'_>) -> String {
    let by = match (group.due, group.step.by) {
        (Due::Done, _) | (_, None) => String::new(),
        (_, Some(by)) => format!(", due {}", date(by)),
    };
    let begun = match group.begun {
        0 => String::new(),
        begun => format!("; {begun} of them {} begun it", plural(begun, "has", "have")),
    };
    format!("{}{by}{begun}", group.step.title(class.pack))
}

/// How pressing a step is.
pub fn due(group: &AgreedStepGroup<'_>) -> &'static str {
    match group.due {
        Due::Overdue => "Overdue",
        Due::Today => "Due today",
        Due::Later => "Open",
        Due::NoDay => "Open, no day",
        Due::Done => "Done",
    }
}

/// What opens the rest of the steps.
pub fn more_steps(more: &[AgreedStepGroup<'_>]) -> String {
    count(more.len(), "more step", "more steps")
}

/// The names of people by their places in the class.
pub fn names_of(class: &Class<'_>, places: &[usize]) -> Vec<String> {
    places.iter().map(|place| super::name(class, &class.joined.people[*place])).collect()
}

/// The medians then and now: `1.5 to 2`.
pub fn since(shift: &Shift) -> String {
    let [then, now] = shift.median.map(level_number);
    format!("{then} to {now}")
}

/// What a strip shows, for readers who do not see it: `0: 2, 1: 5, 2: 9`, levels with how many people.
pub fn strip(class: &Class<'_>, counts: &[usize]) -> String {
    let lowest = class.pack.levels().min();
    let one = |(level, people): (i64, &usize)| format!("{level}: {people}");
    (lowest..).zip(counts).map(one).collect::<Vec<_>>().join(", ")
}

/// How many musts a person lacks: `3 of 8`.
pub fn unmet(attempt: &crate::cohort::Attempt) -> String {
    part(attempt.aim.unmet_musts.len(), attempt.aim.musts)
}

/// A share as it may be shared.
pub fn share_in_band(share: Option<Banded>) -> String {
    match share {
        None => "too few people".to_owned(),
        Some(Banded::Few) => "less than 10\u{a0}%".to_owned(),
        Some(Banded::About(percent)) => format!("about {percent}\u{a0}%"),
        Some(Banded::Most) => "more than 90\u{a0}%".to_owned(),
    }
}

/// How many steps are overdue, due today, open and done.
pub fn agreed_takeaway(groups: &[AgreedStepGroup<'_>]) -> String {
    let count_of = |due: &[Due]| -> usize {
        groups.iter().filter(|group| due.contains(&group.due)).map(|group| group.people.len()).sum()
    };
    let late = groups.iter().filter(|group| group.due == Due::Overdue);
    let late: BTreeSet<usize> = late.flat_map(|group| group.people.iter().copied()).collect();
    let overdue = match count_of(&[Due::Overdue]) {
        0 => "No step is overdue".to_owned(),
        overdue => {
            format!("{} overdue, of {}", count(overdue, "step is", "steps are"), count(late.len(), "person", "people"))
        }
    };
    format!(
        "{overdue}; {} due today, {} open, {} done.",
        count_of(&[Due::Today]),
        count_of(&[Due::Later, Due::NoDay]),
        count_of(&[Due::Done])
    )
}

/// What to begin with: the first need with its step.
pub fn teach_takeaway(class: &Class<'_>) -> String {
    let Some(need) = class.needs.first() else { return String::new() };
    let (title, who) = (competency(class, need.competency), part(need.people.len(), class.answered.len()));
    match need.step {
        Some(_) => format!("Begin with {title}, for {who} people. {}.", step_for(class, need)),
        None => format!("Begin with {title}, for {who} people."),
    }
}

/// When a need is listed, and in which order.
pub fn teach_rule(class: &Class<'_>) -> String {
    let (all, taught) = (class.needs.len(), class.taught().len());
    let more = if taught < all { format!(" Here are the first {taught} of {all}.") } else { String::new() };
    format!(
        "Listed: a gap to the next role that at least {} people have, the heaviest first (importance times gap, added up). \
         The step is open today to at least half of them, or else to most; free ones come first, then short ones. Hours are \
         those of the students. “Could help”: no gap, level {} or above, and nothing odd about the answers or \
         the background.{more}",
        class.at_least,
        class.pack.levels().high()
    )
}

/// What the figures of a resource mean.
pub const fn resources_rule() -> &'static str {
    "Each row adds most to the rows above it, so the order is not that of the first figure. “Of all gaps”: the part of all gaps \
     to next roles, by importance, that it would close for those who can begin it today. “New”: the part that the rows above \
     do not close already. Prices are the usual ones of the catalogue; ask for a group price."
}

/// The part of all gaps of the class that a resource would close.
pub fn of_all_gaps(class: &Class<'_>, closed: Exact) -> String {
    let all = class.lost();
    if all == Exact::ZERO { "none".to_owned() } else { percent(closed / all) }
}

/// `Online 20; Tuesday evening 25`: people by group; empty where a class has none, or more than a few.
pub fn by_group(class: &Class<'_>, places: &[usize]) -> String {
    const FEW: usize = 6;
    let groups = class.by_group(places);
    if groups.is_empty() || groups.len() > FEW {
        return String::new();
    }
    let one = |(group, people): &(&str, usize)| format!("{group} {people}");
    groups.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The role of a group, and how many are at it already.
pub fn group_title(class: &Class<'_>, group: &RoleGroup) -> String {
    let title = super::role(class, group.role);
    match group.arrived {
        0 => title.to_owned(),
        arrived => format!("{title} (for {arrived} it is the goal, and no role comes next)"),
    }
}

/// How the table of competencies is to be read.
pub fn competencies_rule(class: &Class<'_>) -> String {
    format!(
        "Of {} who answered. n: people with a level. The columns with numbers count people by the whole level they have \
         reached. “At next role’s target” and “mean gap”: against each person’s own next role, of those with a level.",
        class.answered.len()
    )
}

/// A mean gap in levels, or that there is none.
pub fn mean_gap(gap: Option<Exact>) -> String {
    gap.map_or_else(|| "no levels".to_owned(), |gap| decimals(gap, 1))
}

/// Which roles were reached since the last attempt, and by whom.
pub fn reached(class: &Class<'_>) -> Vec<(String, Vec<String>)> {
    let changes = || class.joined.people.iter().zip(&class.changes);
    let role = |at| {
        let own = changes().filter(|(_, change)| change.as_ref().is_some_and(|change| change.reached == Some(at)));
        let names: Vec<String> = own.map(|(person, _)| super::name(class, person)).collect();
        (!names.is_empty()).then(|| (format!("Reached {} ({}):", super::role(class, at), names.len()), names))
    };
    class.pack.role_indices().filter_map(role).collect()
}

/// In which competencies most rose and fewest, counting those who fell against it.
pub fn then_takeaway(class: &Class<'_>) -> String {
    const NAMED: usize = 3;
    let shifts = class.by_rise();
    let one = |shift: &&Shift| {
        let [up, down, _] = shift.moved;
        format!("{} ({up} up, {down} down, of {})", competency(class, shift.competency), shift.both)
    };
    let most: Vec<String> = shifts.iter().take(NAMED).map(one).collect();
    let least: Vec<String> = shifts.iter().skip(NAMED.max(shifts.len().saturating_sub(2))).map(one).collect();
    let least = if least.is_empty() { String::new() } else { format!(" Least: {}.", and(&least)) };
    format!("Most went up in {}.{least}", and(&most))
}

/// How many musts are met since, and how many people have left.
pub fn met_and_left(class: &Class<'_>) -> Vec<String> {
    let changes = || class.changes.iter().flatten();
    let met: usize = changes().map(|change| change.musts_met.len()).sum();
    let people = changes().filter(|change| !change.musts_met.is_empty()).count();
    let mut lines = vec![format!(
        "{} {} now that they lacked last time.",
        count(people, "person meets", "people meet"),
        count(met, "must", "musts")
    )];
    let left = class.joined.left.len();
    if left > 0 {
        lines.push(format!(
            "{} of an earlier term without answers now, and not on a list.",
            count(left, "person", "people")
        ));
    }
    lines
}

/// The first of a list of names, and the rest, which the page shows when it is asked for.
pub fn some(names: &[String]) -> (&[String], &[String]) {
    const AT_ONCE: usize = 24;
    names.split_at(names.len().min(AT_ONCE))
}

/// What is compared.
pub const fn changes_rule() -> &'static str {
    "Compared: the last attempt with the one before it, of people who have both, where answers become levels in the same way. \
     “Up” and “down”: by a level or more. The rows stand by up less down."
}

/// `34 of 60`.
pub fn at_target(one: &ProgrammeTarget) -> String {
    part(one.reached, one.rated)
}

/// The parts of published models that a competency stands for: `AMIA 2017: F1, F4`.
pub fn codes(class: &Class<'_>, at: CompetencyIx) -> String {
    let of_framework = |framework: &Framework| {
        let codes: Vec<&str> = framework.parts_of(at).map(|part| part.code.as_str()).collect();
        (!codes.is_empty()).then(|| format!("{}: {}", framework.title, codes.join(", ")))
    };
    let all: Vec<String> = class.pack.frameworks().iter().filter_map(of_framework).collect();
    if all.is_empty() { "none".to_owned() } else { all.join("; ") }
}

/// What the shares of a programme rest on.
pub fn programme_rule(class: &Class<'_>) -> String {
    format!(
        "Of {} who answered: the share is that of those with a level in the competency, by their own ratings. Which parts of \
         published models a competency stands for is the judgement of the pack’s authors.",
        class.answered.len()
    )
}

/// A share as it may be shared.
pub fn band(share: Banded) -> String {
    share_in_band(Some(share))
}

/// A median as it may be shared.
pub fn median_shared(level: Option<Exact>) -> String {
    level.map_or_else(|| "too few people".to_owned(), level_number)
}

/// How shares are given where a page is shared.
pub fn share_rule() -> String {
    format!(
        "Shares are given in steps of 5\u{a0}%, and not below 10\u{a0}% or above 90\u{a0}%. Of fewer than {FEWEST_SHARED} people \
         nothing is said."
    )
}
