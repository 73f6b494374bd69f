//! Two attempts side by side.

use std::cmp::Ordering;

use super::grammar::{and, count, part, plural};
use super::sheets::{notes, notices};
use super::{date, distance, level_number, level_phrase, percent, percent_range, signed, signed_points};
use crate::exact::Exact;
use crate::facts::compare::{Change, Changes, Direction, RungChange};
use crate::gap::GapAnalysis;
use crate::model::{CompetencyIx, Pack, RoleIx};

/// `A little up`.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "Up",
        Direction::LittleUp => "A little up",
        Direction::Same => "No change",
        Direction::LittleDown => "A little down",
        Direction::Down => "Down",
    }
}

/// `+2, up by 2 levels`.
pub fn change(change: &Change) -> String {
    let way = direction(change.direction()).to_lowercase();
    format!("{}, {way} by {}", signed(change.size), distance(change.size))
}

/// The levels then and now, and the level that the role needs.
pub fn levels(pack: &Pack, change: &Change) -> String {
    let [then, now] = change.levels.map(|level| level_phrase(pack, level));
    match change.target {
        Some(target) => format!("Then {then}; now {now}. The role needs {}.", level_phrase(pack, Exact::from(target))),
        None if !pack.has_roles() => format!("Then {then}; now {now}."),
        None => format!("Then {then}; now {now}. The role does not need it."),
    }
}

/// `Then level 2, now level 4, up, target 4`: what the picture of a change shows.
pub fn picture(change: &Change) -> String {
    let [then, now] = change.levels.map(level_number);
    let way = direction(change.direction()).to_lowercase();
    match change.target {
        Some(target) => format!("Then level {then}, now level {now}, {way}, target {target}"),
        None => format!("Then level {then}, now level {now}, {way}"),
    }
}

/// `4`, or that the role does not need it.
pub fn target(change: &Change) -> String {
    change.target.map_or_else(|| "not needed".to_owned(), |target| target.to_string())
}

/// The notes then and now, each with its heading; one heading where they are the same.
pub fn both_notes(changes: &Changes<'_>, at: CompetencyIx) -> Vec<(&'static str, Vec<String>)> {
    let [then, now] = changes.comparison.sides.map(|side| notes(side.pack, side.pack.competency(at), side.sheet));
    let both = if then == now {
        vec![("Written then and now", now)]
    } else {
        vec![("Written then", then), ("Written now", now)]
    };
    both.into_iter().filter(|(_, notes)| !notes.is_empty()).collect()
}

/// `last time level 2`: the earlier level beside the one of now.
pub fn last_level(level: Exact) -> String {
    format!("last time level {}", level_number(level))
}

/// What the page is about: the role, or the questionnaire of a pack without roles.
pub fn subject<'a>(changes: &Changes<'a>) -> &'a str {
    if changes.pack().has_roles() { &changes.role().title } else { changes.pack().title() }
}

/// The next role of then with readiness then and now, and the next role of now where that is another.
pub fn next_role(changes: &Changes<'_>) -> String {
    let title = |role: RoleIx| &changes.pack().role(role).title;
    let now = |role: RoleIx| format!("{}, {}", title(role), readiness(changes.rung(role).readiness[1]));
    let [before, after] = changes.next;
    let Some(before) = before else {
        return match after {
            Some(role) => format!("The next role is now {}.", now(role)),
            None => format!("Already at {} or above it, then and now.", changes.role().title),
        };
    };
    let rung = changes.rung(before);
    let [then, share] = rung.readiness.map(readiness);
    let state = match rung.reached {
        [false, true] => "reached",
        [true, true] => "reached both times",
        [true, false] => "reached then, not now",
        [false, false] => "not yet reached",
    };
    let lead = format!("{}, {then} then, {share} now: {state}.", title(before));
    match after {
        Some(role) if role == before => lead,
        Some(role) => format!("{lead} The next role is now {}.", now(role)),
        None => format!("{lead} You are now at {} or above it.", changes.role().title),
    }
}

/// How many competencies changed which way since the first attempt.
pub fn takeaway(changes: &Changes<'_>) -> String {
    let pair = changes.comparison.pair;
    let since = match pair.first().date() {
        Some(time) if pair.is_reversed() => format!("Compared with {}", date(time.day())),
        Some(time) => format!("Since {}", date(time.day())),
        None => "Since the earlier attempt".to_owned(),
    };
    let both = changes.compared.len();
    if both == 0 {
        return format!("{since}: no competency has a level both times, so there is no change to show.");
    }
    let (up, down) = (changes.up().len(), changes.down().len());
    format!(
        "{since}, of {} rated both times, {up} {} up by a level or more, {down} {} down by a level or more, and {} changed \
         by less or not at all.",
        count(both, "competency", "competencies"),
        plural(up, "is", "are"),
        plural(down, "is", "are"),
        both - up - down
    )
}

fn titles(pack: &Pack, list: &[CompetencyIx]) -> String {
    and(&list.iter().map(|at| &pack.competency(*at).title).collect::<Vec<_>>())
}

/// The sentences that there are, or another one where there is none.
fn sentences_or(sentences: impl Iterator<Item = String>, otherwise: &str) -> String {
    let sentences: Vec<String> = sentences.collect();
    if sentences.is_empty() { otherwise.to_owned() } else { sentences.join(" ") }
}

/// The competencies that changed furthest up and down.
pub fn furthest(changes: &Changes<'_>) -> String {
    let sentence = |(way, order)| {
        let (size, list) = changes.furthest(order)?;
        let named = if list.len() > 3 { format!("{} competencies", list.len()) } else { titles(changes.pack(), &list) };
        Some(format!("Furthest {way}, by {}: {named}.", distance(size)))
    };
    let ways = [("up", Ordering::Greater), ("down", Ordering::Less)];
    sentences_or(ways.into_iter().filter_map(sentence), "No level has changed.")
}

/// Readiness for the role then and now.
pub fn role_readiness(changes: &Changes<'_>) -> String {
    let in_words = |analysis: &GapAnalysis| match (analysis.readiness, analysis.bounds) {
        (Some(given), bounds) if bounds.0 != bounds.1 => {
            format!("{} (range {})", percent(given), percent_range(bounds))
        }
        (given, _) => readiness(given),
    };
    let change = match changes.analyses.map(|analysis| analysis.readiness) {
        [Some(then), Some(now)] if then == now => ", no change".to_owned(),
        [Some(then), Some(now)] => format!(", {} percentage points", signed_points(now - then)),
        _ => String::new(),
    };
    let [then, now] = changes.analyses.map(in_words);
    format!("Readiness for {}: {then} then, {now} now{change}.", changes.role().title)
}

/// The musts of the role that were met then and are met now; `None` where it has none.
pub fn musts(changes: &Changes<'_>) -> Option<String> {
    let met = |of: &GapAnalysis| part(of.met_musts(), of.musts);
    let [then, now] = changes.analyses.map(met);
    let mut text = format!("Musts met: {then} then, {now} now.");
    for (what, side) in [("Met since", 1), ("Met then and not now", 0)] {
        let list = changes.musts_met_only(side);
        if !list.is_empty() {
            text.extend([" ", what, ": ", &titles(changes.pack(), &list), "."]);
        }
    }
    changes.analyses.iter().any(|analysis| analysis.musts > 0).then_some(text)
}

/// What to know before the numbers are read.
pub fn all_notices(changes: &Changes<'_>) -> Vec<String> {
    let (pack, pair) = (changes.pack(), changes.comparison.pair);
    let ids = [pair.first(), pair.second()].map(|sheet| &sheet.respondent.id);
    let mut list = Vec::new();
    if ids[0] != ids[1] {
        list.push(format!(
            "The two attempts carry different pseudonyms, {} and {}. A new attempt gets a new one unless it is begun after an \
             earlier one; make sure that both are the same person's.",
            ids[0], ids[1]
        ));
    }
    if pair.is_reversed() {
        list.push(
            "What is called “then” here is the later of the two: read every change the other way round.".to_owned(),
        );
    }
    if pair.first().role != pair.second().role {
        list.push(format!(
            "The earlier attempt was made for the role {}. Here both are held against {}.",
            pack.role(pair.first().role).title,
            changes.role().title
        ));
    }
    list.extend(notices(changes.comparison, &["then", "now"]));
    list
}

/// `54 %`, or why there is no readiness.
pub fn readiness(readiness: Option<Exact>) -> String {
    readiness.map_or_else(|| "not enough answers".to_owned(), percent)
}

/// `+12`: the change of readiness in percentage points.
pub fn points(rung: &RungChange) -> String {
    match rung.readiness {
        [Some(then), Some(now)] => signed_points(now - then),
        _ => "not known".to_owned(),
    }
}

/// Whether a role was reached then, and is now.
pub fn reached(reached: [bool; 2]) -> &'static str {
    match reached {
        [true, true] => "Reached both times",
        [false, true] => "Reached since",
        [true, false] => "Reached then, not now",
        [false, false] => "Not yet reached",
    }
}

/// What the picture of a role then and now shows.
pub fn rung_picture(rung: &RungChange) -> String {
    let [then, now] = rung.readiness.map(readiness);
    format!("Readiness then {then}, now {now}, {}", reached(rung.reached).to_lowercase())
}

/// The roles that were reached since, both times, and then only.
pub fn ladder(changes: &Changes<'_>) -> String {
    let rungs = changes.ladder();
    let kinds = [
        ("Reached since", [false, true]),
        ("Reached both times", [true, true]),
        ("Reached then and not now", [true, false]),
    ];
    let sentence = |(what, reached): (&str, [bool; 2])| {
        let roles = rungs.iter().rev().filter(|rung| rung.reached == reached);
        let titles: Vec<&String> = roles.map(|rung| &changes.pack().role(rung.role).title).collect();
        (!titles.is_empty()).then(|| format!("{what}: {}.", and(&titles)))
    };
    sentences_or(kinds.into_iter().filter_map(sentence), "No role of the ladder is reached yet.")
}
