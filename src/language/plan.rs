//! Sentences of the development plan.

use super::grammar::{and, count, or, plural};
use super::numbers::{rounded, thousands};
use super::span;
use crate::exact::Exact;

/// The steps, work, price and end of the phase that is next, and how many of its musts stay open.
pub fn headline(role: &str, effort: &str, end: &str, open_musts: usize) -> String {
    let open = match open_musts {
        0 => String::new(),
        musts => format!("; {} {} open", count(musts, "must", "musts"), plural(musts, "stays", "stay")),
    };
    format!("This phase, to {role}: {effort}, until {end}{open}.")
}

/// Why there is nothing to plan: every target is reached.
pub fn at_every_target(goal: &str) -> String {
    format!("You placed yourself at every target of {goal}. There is nothing to plan.")
}

/// Why there is nothing to plan: too little is known.
pub fn too_few_levels() -> String {
    "There is nothing to plan yet: too few levels are known.".to_owned()
}

/// Why there is nothing to plan: the role is reached, though not every target of it.
pub fn reached(goal: &str) -> String {
    format!("You have reached {goal}.")
}

/// Why there is nothing to plan: no resource fits.
pub fn nothing_closes_a_gap() -> String {
    "Nothing that you can take closes a gap.".to_owned()
}

/// The whole way in one sentence, with what stays open on it.
pub fn whole_way(goal: &str, effort: &str, weeks: u32, open: &[String]) -> String {
    let open = if open.is_empty() { String::new() } else { format!("; still open: {}", and(open)) };
    format!("The whole way to {goal}: {effort}, about {}{open}.", span(weeks))
}

/// The whole way where a deadline ends it.
pub fn way_until_deadline(goal: &str, effort: &str, open: &[String]) -> String {
    let open = if open.is_empty() { String::new() } else { format!("; still open: {}", and(open)) };
    format!("On the way to {goal}, before your deadline: {effort}{open}.")
}

/// What of the role or the way is open: a degree.
pub fn open_degree() -> String {
    "a degree".to_owned()
}

/// What of the role or the way is open: competencies without a level.
pub fn open_levels(number: usize) -> String {
    format!("{} without a level", count(number, "competency", "competencies"))
}

/// What of the role is open: musts.
pub fn open_musts(number: usize, role: &str) -> String {
    format!("{} of {role}", count(number, "must", "musts"))
}

/// The few steps to begin with.
pub fn start_with(steps: &[(&str, u32)]) -> String {
    let step = |(title, start): &(&str, u32)| match start {
        0 => (*title).to_owned(),
        week => format!("{title} (from week {})", week + 1),
    };
    format!("Start with: {}.", steps.iter().map(step).collect::<Vec<_>>().join("; "))
}

/// What has no level: nothing is planned for it, or nothing at all where nothing has one.
pub fn not_planned(titles: &[&str], is_placed: bool) -> String {
    if is_placed {
        format!("Nothing is planned for what has no level: {}.", and(titles))
    } else {
        "No competency has a level yet, so there are no steps and no dates. Rate what you know something about, and make the plan again.".to_owned()
    }
}

/// What to do first.
pub fn first_step(sentence: &str) -> String {
    format!("First step: {sentence}")
}

/// The month until which a degree that is under way holds up the next post.
pub fn until_the_degree(date: &str) -> String {
    format!("Your degree is expected by {date}. No new post begins before it.")
}

/// What an optional step adds, costs and takes, whether the plan has it later anyway, and the age of old facts.
pub fn optional_step(points: Exact, price: &str, effort: &str, is_later: bool, age: Option<String>) -> String {
    let points = rounded(points);
    let unit = if points == "1" { "point" } else { "points" };
    let later = if is_later { "; the plan has it as a step later on" } else { "" };
    let age = age.map(|age| format!("; {age}")).unwrap_or_default();
    format!("adds {points} {unit} of readiness; {price}; {effort}{later}{age}")
}

/// What could take the place of a step, with the hours that it takes more or less.
pub fn instead(title: &str, own: Option<u32>, other: Option<u32>) -> String {
    let hours = match (own, other) {
        (Some(own), Some(other)) if other > own => hours_in_words(other - own, "more"),
        (Some(own), Some(other)) if other < own => hours_in_words(own - other, "fewer"),
        (Some(_), Some(_)) => ", for the same hours".to_owned(),
        _ => String::new(),
    };
    format!("In its place you could take {title}{hours}.")
}

fn hours_in_words(hours: u32, word: &str) -> String {
    format!(", for {} {} {word}", thousands(hours), plural(hours, "hour", "hours"))
}

/// Why a gap stays open that the role does not need closed.
pub fn enough(titles: &[&str]) -> String {
    format!("The role's readiness is reached without it. {} would lift it further.", or(titles))
}

/// Why a gap stays open that only a degree would close today.
pub fn degree_alone(degrees: &[&str], at_work: &[&str]) -> String {
    let first = format!(
        "Of what is open to you only a degree lifts it ({}), and a plan has degrees only with `--degrees`.",
        or(degrees)
    );
    if at_work.is_empty() {
        first
    } else {
        format!("{first} In a post later you also build it by work, such as: {}.", or(at_work))
    }
}

/// The rule by which steps are chosen.
pub fn rule_of_the_core(readiness: &str) -> String {
    format!(
        "For each role in turn this is the best set of steps. It holds the first step and stops when the role is reached: \
         readiness of {readiness} and every must. It has first the fewest unmet musts, then the least that is missing below \
         that, then the lowest price (a price that is not known counts as higher than any), then the fewest hours, then the \
         fewest steps. What is still equal follows the order of the catalogue. Each role is planned for after the one before \
         it: another choice in an early phase may make a later one shorter."
    )
}

/// The rule of optional steps.
pub fn rule_of_optional_steps(most: usize, unit_price: i64, currency: &str) -> String {
    format!(
        "Optional steps come after that, at most {most} in a phase: each time the one that adds most readiness for its \
         effort, where {unit_price} {currency} count as one hour. They are in no sum."
    )
}

/// What is proven of the core.
pub fn proven(has_deadline: bool) -> &'static str {
    if has_deadline {
        "Proven for these estimates: of the sets of steps that we can fit in before the deadline, none is better for this \
         phase. A phase stops when its role is reached."
    } else {
        "Proven for these estimates: no allowed set of steps is better for this phase. A phase stops when its role is reached."
    }
}
