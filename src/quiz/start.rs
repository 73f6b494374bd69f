//! The start screen: what the questionnaire is, how long it takes, and how far a resumed attempt is.

use serde::{Deserialize, Serialize};

use super::screen::{Action, Ask, Menu, Row};
use super::surface::Surface;
use crate::answers::AnswerSheet;
use crate::diag::Code;
use crate::language::{self, grammar, invitation, quiz};
use crate::model::{ItemIx, Pack};

/// How an attempt begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttemptOrigin {
    /// Without answers.
    New,
    /// With the answers of an unfinished attempt.
    Resumed,
}

/// True for what the start screen of a resumed attempt says of its file.
pub fn start_says(code: Code) -> bool {
    matches!(code, Code::ChangedPack | Code::NoLongerAsked)
}

/// Words read in a second when comparing answers, and seconds to decide: for the time estimate.
const WORDS_A_SECOND: usize = 5;

/// How many characters people read in a second where words have no blanks between them: about 500 a minute. Our judgement.
const CHARACTERS_A_SECOND: usize = 8;
const SECONDS_TO_DECIDE: usize = 3;

/// How many changed questions are named.
const NAMED_CHANGES: usize = 5;

/// The screen. `open` are the items still to be answered, `changed` the answered ones that read differently now.
pub(super) fn screen(
    pack: &Pack,
    sheet: &AnswerSheet,
    (origin, surface): (AttemptOrigin, Surface),
    open: &[ItemIx],
    changed: &[ItemIx],
) -> (Vec<String>, Ask) {
    let form = pack.form(sheet.form);
    let mut heading = vec![
        format!("Welcome. {}: {}.", pack.title(), grammar::inner_case(&form.title)),
        pack.summary().to_owned(),
        format!(
            "{}, about {} (an estimate from the words). For each one, choose the answer that fits you today. You rate yourself; this is not \
             a test, and there is no pass mark. At the end you see where you stand and what to do next.",
            grammar::count(form.items.len(), "question", "questions"),
            grammar::count(minutes(pack, &form.items), "minute", "minutes")
        ),
        surface.kept().to_owned(),
    ];
    if sheet.role != pack.default_role() {
        heading.insert(3, quiz::compared_with(&pack.role(sheet.role).title));
    }
    // A page shows it as a list of its own.
    if let (Some(invited), Surface::Terminal) = (&sheet.invitation, surface) {
        let lines = invitation::parts(invited).into_iter().map(|(name, text)| format!("{name}: {text}"));
        heading.insert(1, lines.collect::<Vec<_>>().join("\n"));
    }
    let mut rows = vec![Row::new("a", Action::Start, "Start")];
    if origin == AttemptOrigin::Resumed {
        heading.push(how_far(pack, sheet, changed, open));
        if !sheet.matches(pack) {
            heading.push(what_changed(pack, sheet, changed));
        }
        rows = vec![
            Row::new("c", Action::Continue, "Continue where I stopped"),
            Row::new("a", Action::StartNew, surface.start_new()),
        ];
    }
    // A page is left by closing it.
    if surface == Surface::Terminal {
        rows.push(Row::new("q", Action::Quit, "Quit"));
    }
    (heading, Ask::Menu(Menu::new("Ready?", rows)))
}

/// How far an unfinished attempt is.
fn how_far(pack: &Pack, sheet: &AnswerSheet, changed: &[ItemIx], open: &[ItemIx]) -> String {
    let items = &pack.form(sheet.form).items;
    // An answer to a question that has changed was given all the same.
    let is_done = |item: &&ItemIx| sheet.has_answer(**item) || changed.contains(item);
    let (done, all) = (items.iter().filter(is_done).count(), items.len());
    let begun = sheet.started.map_or_else(String::new, |time| format!(" from {}", language::date(time.day())));
    let left = match minutes(pack, open) {
        0 => String::new(),
        left => format!(", about {} to go", grammar::count(left, "minute", "minutes")),
    };
    format!("You have an unfinished attempt{begun}: {done} of {all} answered{left}.")
}

/// Which answered questions the pack has dropped or asks in another way than when they were answered.
fn what_changed(pack: &Pack, sheet: &AnswerSheet, changed: &[ItemIx]) -> String {
    let mut text = "The questionnaire has changed since. ".to_owned();
    let gone = sheet.kept.iter().filter(|kept| pack.find_item(&kept.item).is_none()).count();
    if gone > 0 {
        text.push_str(&grammar::count(gone, "question that you answered is", "questions that you answered are"));
        text.push_str(" no longer asked; what you said stays in the file. ");
    }
    if changed.is_empty() {
        let which = if gone > 0 { "The other questions" } else { "The questions" };
        return format!("{text}{which} that you answered read as before; your answers are kept.");
    }
    let mut titles: Vec<&str> =
        changed.iter().map(|item| pack.competency(pack.item(*item).competency).title.as_str()).collect();
    titles.dedup();
    if titles.len() > NAMED_CHANGES {
        titles.truncate(NAMED_CHANGES);
        titles.push("others");
    }
    let count = grammar::count(changed.len(), "question that you answered reads", "questions that you answered read");
    let titles = grammar::and(&titles);
    let is_other = |item: &ItemIx| sheet.has_answer(*item) && !changed.contains(item);
    let rest = if pack.form(sheet.form).items.iter().any(is_other) {
        "Only these and what is still open will be asked; your other answers are kept."
    } else {
        "Only these and what is still open will be asked."
    };
    format!("{text}{count} differently now: {titles}. {rest}")
}

/// A rough time for these questions, in minutes, rounded up: from the number of words, until people have been timed.
fn minutes(pack: &Pack, items: &[ItemIx]) -> usize {
    let has_blanks = pack.language().has_blanks();
    let seconds_to_read = |text: &str| {
        if has_blanks {
            text.split_whitespace().count() / WORDS_A_SECOND
        } else {
            text.chars().filter(|c| !c.is_whitespace()).count() / CHARACTERS_A_SECOND
        }
    };
    let seconds = |item: &ItemIx| {
        let mut all = pack.item(*item).stem.clone();
        for option in pack.options(*item) {
            all.extend([" ", &option.label]);
        }
        SECONDS_TO_DECIDE + seconds_to_read(&all)
    };
    items.iter().map(seconds).sum::<usize>().div_ceil(60)
}
