//! The columns of the tables of a class, each with what its cells say.

use crate::model::{CompetencyIx, Id, Pack};

/// Tables as text with commas.
pub const CSV: &str = "A file with commas for each table";

/// Tables as JSON lines.
pub const NDJSON: &str = "A file of JSON lines for each table";

/// Tables as a spreadsheet.
pub const XLSX: &str = "One spreadsheet with a sheet for each table";

/// The list of people.
pub const PEOPLE: [(&str, &str); 21] = [
    ("respondent", "The code of the person; empty for someone who was invited by a label alone."),
    ("group", "The group of the person."),
    ("status", "answered, unfinished, stale (begun more than 14 days ago and not finished) or no-reply."),
    ("goal", "The role that the person works towards in the end."),
    ("next_role", "The role that comes next on the way there; empty for someone who starts at the goal or above it."),
    ("readiness", "Readiness for the next role, or for the goal where none comes next: 0 to 1."),
    ("readiness_low", "The worst readiness that missing answers leave room for."),
    ("readiness_high", "The best readiness that missing answers leave room for."),
    ("unmet_must", "The musts of that role that are not met."),
    ("largest_gap", "The competency of the gap with the highest priority."),
    ("largest_gap_size", "How many levels that gap has."),
    ("first_step", "What the person can begin today: a resource, or the competency to find out about."),
    ("answered", "How many questions are rated."),
    ("items", "How many questions the form has."),
    ("since", "The day of the earlier attempt that this one is compared with."),
    ("date", "The day of this attempt."),
    ("went_up", "In how many competencies the level rose by 1 or more."),
    ("went_down", "In how many competencies the level fell by 1 or more."),
    ("readiness_change", "Readiness for the next role now, minus readiness for the same role then."),
    ("flags", "What stands out about the person, by kind."),
    ("report", "The address of the report that was made in the same run."),
];

/// The label, where names are shown.
pub const LABEL: (&str, &str) = ("label", "The name or number that the person gave.");

/// The first column of the table of levels.
pub const RESPONDENT: (&str, &str) = ("respondent", "The code of the person.");

/// What a column of the table of levels says.
pub fn level(pack: &Pack, at: CompetencyIx) -> (String, String) {
    let competency = pack.competency(at);
    let about = format!("The level in {}; unsure, not-applicable, not-asked or none without one.", competency.title);
    (competency.id.as_str().to_owned(), about)
}

/// The figures of each competency, before the counts by level.
pub const COMPETENCIES: [(&str, &str); 5] = [
    ("competency", "The competency."),
    ("n", "How many people who answered have a level."),
    ("not-rated", "How many have none."),
    ("unsure", "Of these, how many answered at least one question with “I don’t know”."),
    ("not-applicable", "Of these, to how many it does not apply, as they say."),
];

/// The same, behind the counts by level.
pub const COMPETENCIES_BEHIND: [(&str, &str); 4] = [
    ("median", "The level in the middle, or the mean of the two there."),
    ("mean", "The mean level."),
    ("share-at-target", "The share of n who are at the target of their own next role, or above."),
    ("mean-gap", "The mean of what is missing to that target, at least 0 for each person."),
];

/// A count by level: `at-2`.
pub fn at_level(before: &str, level: i64) -> (String, String) {
    let when = match before {
        "then" => " then",
        "now" => " now",
        _ => "",
    };
    (
        format!("{before}-{level}"),
        format!("How many people had reached level {level}, and not the next one,{when}.").replace(",.", "."),
    )
}

/// What many need.
pub const NEEDS: [(&str, &str); 13] = [
    ("competency", "The competency."),
    ("people", "How many people have a gap in it to their next role."),
    ("unmet_must", "For how many of them it is a must."),
    ("weighted_gap", "The sum of importance times gap over them."),
    ("respondents", "Who they are, the largest weighted gap first."),
    ("step", "One step for them together."),
    ("step_people", "To how many of them it is open today."),
    ("hours_each", "The hours that it takes one person, where known."),
    ("hours_all", "The hours of those to whom it is open, together."),
    ("price_each", "What it costs one person, by the usual price."),
    ("currency", "The currency of the prices."),
    ("price_all", "What it costs those to whom it is open, together."),
    ("could_help", "Who has no gap in it and is at level 3 or above, the highest level first."),
];

/// What would close most.
pub const RESOURCES: [(&str, &str); 12] = [
    ("resource", "The resource; each adds most to those above it."),
    ("kind", "certification, course, degree or practice."),
    ("people", "How many people can begin it today and would narrow a gap by it."),
    ("closes", "The sum of importance times levels that it would narrow by itself."),
    ("overlap", "The share of that which the resources above close already: 0 to 1."),
    ("adds", "The rest of it."),
    ("musts_met", "How many unmet musts it would meet by itself, over all people."),
    ("hours_each", "The hours that it takes one person, where known."),
    ("price_each", "What it costs one person, by the usual price; empty where that is not known."),
    ("currency", "The currency of the prices."),
    ("price_all", "What it costs all of these people."),
    ("free", "free, conditional (free on conditions), paid or unknown."),
];

/// What was agreed.
pub const AGREED: [(&str, &str); 6] = [
    ("respondent", "The code of the person."),
    ("step", "The resource, or what was agreed in words."),
    ("state", "agreed, doing or done."),
    ("by", "The day by which it is to be done."),
    ("on", "The day on which its state was set."),
    ("overdue", "true for a step that was to be done before the day of the page and is not."),
];

/// Then and now, before the counts by level.
pub const CHANGES: [(&str, &str); 2] =
    [("competency", "The competency."), ("both", "How many people have a level both times that measured the same.")];

/// The same, behind the counts by level.
pub const CHANGES_BEHIND: [(&str, &str); 5] = [
    ("up", "How many rose by a level or more."),
    ("down", "How many fell by a level or more."),
    ("same", "How many did neither."),
    ("median_then", "The median of their levels then."),
    ("median_now", "The median of their levels now."),
];

/// Who works towards which role.
pub const ROLES: [(&str, &str); 5] = [
    ("role", "The role that comes next for people, or their goal where none comes next."),
    ("people", "How many people."),
    ("arrived", "How many of them start there or above, so that no role comes next."),
    ("unmet_must", "The musts that most of them lack, at most three."),
    ("respondents", "Who they are."),
];

/// The programme's targets.
pub const PROGRAMME: [(&str, &str); 8] = [
    ("competency", "The competency."),
    ("term", "The course or term."),
    ("level", "The level that the programme expects by its end."),
    ("n", "How many people who answered have a level."),
    ("at_target", "How many of them are at the target or above."),
    ("share", "The share of n: 0 to 1."),
    ("not_known", "How many who answered have no level."),
    ("frameworks", "The parts of published models that the competency stands for, by the judgement of the pack."),
];
