//! The page on two attempts: what changed, on the levels and on the ladder of roles.

use super::change::{Changes, changes};
use super::chart::{self, Axis, Mark, place};
use super::facts::{Fact, who};
use crate::answers::Pair;
use crate::assess::Comparison;
use crate::exact::share;
use crate::gap::Rung;
use crate::language::{self, grammar, percent, signed_points};
use crate::model::Pack;

/// What the page on two attempts says.
#[derive(Clone, Debug)]
pub struct ComparePage {
    /// The title of the page.
    pub title: String,
    /// True when one of the attempts is not finished.
    pub draft: bool,
    /// Who, when, what.
    pub facts: Vec<Fact>,
    /// What changed.
    pub changes: Changes,
    /// The axis of the levels.
    pub levels: Axis,
    /// What the ladder shows, in a sentence.
    pub ladder_takeaway: String,
    /// The axis of the ladder.
    pub shares: Axis,
    /// The roles, highest first.
    pub ladder: Vec<RoleChange>,
    /// How it was made, a paragraph each.
    pub rules: Vec<String>,
    /// Pack, version, fingerprints, tool.
    pub made_from: Vec<Fact>,
}

/// Readiness for one role then and now.
#[derive(Clone, Debug)]
pub struct RoleChange {
    /// The role.
    pub title: String,
    /// Its tier.
    pub tier: &'static str,
    /// True for the role that both are held against.
    pub chosen: bool,
    /// Now, then and the point from which a role counts as reached.
    pub mark: Mark,
    /// Readiness then, or why there is none.
    pub then: String,
    /// Readiness now, or why there is none.
    pub now: String,
    /// The difference in percentage points, with its sign.
    pub change: String,
    /// Whether the role was reached then, and is now.
    pub reached: [bool; 2],
    /// The same in words.
    pub words: &'static str,
}

/// The page on two attempts, held against the role of the later one. `tool` names the program and its version.
pub fn compare_page(comparison: &Comparison<'_>, tool: &str) -> ComparePage {
    let Comparison { pair, sides: [first, second], .. } = comparison;
    let (pack, role) = (second.pack, second.sheet.role);
    let rungs = first.ladder.iter().zip(&second.ladder).rev();
    let roles: Vec<RoleChange> =
        rungs.map(|(then, now)| role_change(pack, [then, now], now.analysis.role == role)).collect();
    let changes = changes(pack, comparison);
    ComparePage {
        title: format!("What changed: {}", pack.role(role).title),
        draft: pair.sides().iter().any(|(sheet, _)| sheet.finished.is_none()),
        facts: facts(pack, pair, &changes),
        levels: chart::level_axis(pack),
        ladder_takeaway: ladder_takeaway(&roles),
        shares: chart::share_axis(),
        ladder: roles,
        rules: rules(pack),
        made_from: vec![
            Fact { name: "Questionnaire", value: format!("{} {}", pack.id(), pack.version()) },
            Fact { name: "Fingerprint", value: pack.fingerprint().to_owned() },
            Fact { name: "Of the scoring", value: pack.scoring_fingerprint().to_owned() },
            Fact { name: "Made with", value: tool.to_owned() },
        ],
        changes,
    }
}

fn facts(pack: &Pack, pair: &Pair<'_>, changes: &Changes) -> Vec<Fact> {
    let mut facts = vec![
        Fact { name: "For", value: who(pair.second()) },
        Fact { name: "Role", value: pack.role(pair.second().role).title.clone() },
    ];
    facts.extend(changes.attempts.clone());
    facts
}

fn role_change(pack: &Pack, [then, now]: [&Rung; 2], chosen: bool) -> RoleChange {
    let role = pack.role(now.analysis.role);
    let readiness = [then, now].map(|rung| rung.analysis.readiness);
    let in_words = readiness.map(|share| share.map_or_else(|| "not enough answers".to_owned(), percent));
    let (change, line) = match readiness {
        [Some(then), Some(now)] => (signed_points(now - then), (then != now).then(|| (place(then), place(now)))),
        _ => ("not known".to_owned(), None),
    };
    let reached = [then.reached, now.reached];
    let words = match reached {
        [true, true] => "Reached both times",
        [false, true] => "Reached since",
        [true, false] => "Reached then, not now",
        [false, false] => "Not yet reached",
    };
    let [then, now] = in_words;
    RoleChange {
        title: role.title.clone(),
        tier: language::tier(role.tier),
        chosen,
        mark: Mark {
            dot: readiness[1].map(place),
            then: readiness[0].map(place),
            tick: Some(place(share(pack.scoring().rung_readiness))),
            line,
            label: format!("Readiness then {then}, now {now}, {}", words.to_lowercase()),
            ..Mark::default()
        },
        then,
        now,
        change,
        reached,
        words,
    }
}

fn ladder_takeaway(roles: &[RoleChange]) -> String {
    let kinds = [
        ("Reached since", [false, true]),
        ("Reached both times", [true, true]),
        ("Reached then and not now", [true, false]),
    ];
    let sentence = |(what, reached): (&str, [bool; 2])| {
        let roles = roles.iter().rev().filter(|role| role.reached == reached);
        let titles: Vec<&str> = roles.map(|role| role.title.as_str()).collect();
        (!titles.is_empty()).then(|| format!("{what}: {}.", grammar::and(&titles)))
    };
    let sentences: Vec<String> = kinds.into_iter().filter_map(sentence).collect();
    if sentences.is_empty() { "No role of the ladder is reached yet.".to_owned() } else { sentences.join(" ") }
}

fn rules(pack: &Pack) -> Vec<String> {
    vec![
        format!(
            "Both attempts are scored today, with the same version of the questionnaire and against the same role, so that \
             nothing but the answers makes a difference. A change is the level now minus the level then, on the levels from \
             {} to {}. Only competencies with a level both times are compared; nothing is guessed for the others.",
            pack.levels().min(),
            pack.levels().max()
        ),
        "“Up” and “Down” stand for a change of one level or more, “A little” for less. That one level is worth talking about \
         is our judgement: it is the least that a single rating can change by."
            .to_owned(),
        "Attempts are compared only if what turns ratings into levels is the same: the levels, the questions with their \
         values, weights and keying, the forms, and how much must be rated. Words, roles and courses may have changed."
            .to_owned(),
        "All sums are exact; numbers are rounded only where they are printed, so a change can differ in its last digit from \
         the two levels beside it."
            .to_owned(),
    ]
}
