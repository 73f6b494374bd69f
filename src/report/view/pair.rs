//! Words that all views of two sheets side by side share.

use super::chart::{ProfileRow, on_levels};
use super::facts::{Fact, when, who};
use super::shared::Shared;
use crate::answers::{AnswerSheet, Comparability, Pair};
use crate::assess::Comparison;
use crate::gap::{Gap, GapStatus};
use crate::language::{grammar, level_number};
use crate::model::{CompetencyIx, Pack};
use crate::plan::DevelopmentPlan;
use crate::score::ScoreCard;

/// What stands beside the answers that a report is about: an earlier attempt, an observer's ratings, a plan made for them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// An earlier attempt; the second side is the person of the report.
    pub since: Option<&'a Comparison<'a>>,
    /// An observer's ratings; the first side is the person of the report.
    pub observer: Option<&'a Comparison<'a>>,
    /// The way to the role of the report.
    pub plan: Option<&'a DevelopmentPlan>,
}

/// A competency that cannot be held beside itself, and why.
#[derive(Clone, Debug)]
pub struct Apart {
    /// Its name.
    pub title: String,
    /// Why there is no difference to give.
    pub reason: String,
}

/// What two sheets are called in sentences: `then` and `now`, or `self-rating` and `observer`.
pub(super) type SideNames = [&'static str; 2];

/// What has no level on one side at least, in the pack's order.
pub(super) fn apart(comparison: &Comparison<'_>, names: SideNames) -> Vec<Apart> {
    let apart = comparison.differences.iter().filter(|difference| difference.size().is_none());
    apart.map(|difference| why_apart(comparison, difference.competency, names)).collect()
}

fn why_apart(comparison: &Comparison<'_>, at: CompetencyIx, names: SideNames) -> Apart {
    let gaps = comparison.sides.map(|side| side.goal().gap(at));
    let said = gaps.map(level_or_reason);
    let reason = if gaps[0].status == gaps[1].status {
        format!("{}, {} and {}", said[0], names[0], names[1])
    } else {
        format!("{}: {}; {}: {}", names[0], said[0], names[1], said[1])
    };
    Apart { title: comparison.sides[0].pack.competency(at).title.clone(), reason: grammar::sentence_case(&reason) }
}

/// The level of a competency, or why it has none.
fn level_or_reason(gap: &Gap) -> String {
    match (gap.level, gap.status) {
        (Some(level), _) => format!("level {}", level_number(level)),
        (None, GapStatus::NotAsked) => "the form does not ask about it".to_owned(),
        (None, GapStatus::NotApplicable) => "said not to apply".to_owned(),
        (None, _) => "not enough answers".to_owned(),
    }
}

/// Who, when and how much: `s-0001, 23 November 2026, Short form, 25 of 25 answered`.
pub(super) fn side_fact(pack: &Pack, name: &'static str, sheet: &AnswerSheet) -> Fact {
    let form = pack.form(sheet.form);
    let draft = if sheet.finished.is_none() { "draft, " } else { "" };
    let answered = format!("{} of {} answered", sheet.answered(pack), form.items.len());
    Fact { name, value: format!("{}, {}, {draft}{}, {answered}", who(sheet), when(sheet), form.title) }
}

/// What is to be known of a pair before its numbers are read: drafts, forms, a pack that has changed.
pub(super) fn notices(pack: &Pack, pair: &Pair<'_>, names: SideNames) -> Vec<String> {
    let mut notices = Vec::new();
    for ((sheet, footing), name) in pair.sides().into_iter().zip(names) {
        let whose = format!("{} ({})", grammar::sentence_case(name), when(sheet));
        if sheet.finished.is_none() {
            notices.push(format!("{whose}: a draft. What is still open in it may change."));
        }
        notices.extend(in_words(pack, sheet, footing).map(|text| format!("{whose}: {text}")));
    }
    let forms = [pair.first(), pair.second()].map(|sheet| pack.form(sheet.form));
    if forms[0].id != forms[1].id {
        let [first, second] =
            forms.map(|form| format!("{} ({})", form.title, grammar::count(form.items.len(), "question", "questions")));
        notices.push(format!(
            "The forms differ: {}, {first}; {}, {second}. Both place people on the same levels, so levels are compared. Part \
             of a small difference can come from the other questions.",
            names[0], names[1]
        ));
    }
    notices
}

/// Where the pack has changed since, what that means for these answers.
fn in_words(pack: &Pack, sheet: &AnswerSheet, footing: Comparability) -> Option<String> {
    let version =
        sheet.pack.version.map_or_else(|| "an earlier version".to_owned(), |version| format!("version {version}"));
    let given = format!("given to {version} of the questionnaire, which is now {}.", pack.version());
    let changed = match sheet.changed_questions(pack).len() {
        0 => "Every answered question reads the same.".to_owned(),
        1 => "One answered question reads differently now.".to_owned(),
        n => format!("{n} answered questions read differently now."),
    };
    match footing {
        Comparability::SamePack => None,
        Comparability::Reworded => Some(format!(
            "{given} Words, roles or courses have changed since, and nothing in how ratings become levels. {changed}"
        )),
        Comparability::AskedAlike | Comparability::NearVersion => Some(format!(
            "{given} The file does not say whether ratings became levels in the same way; it is taken to be so, because \
             every rating is still offered and {}. {changed} Read small differences with care.",
            if footing == Comparability::AskedAlike {
                "the questions are the same"
            } else {
                "only the last number of the version has changed"
            }
        )),
    }
}

/// The levels that stand beside the person's own in a profile.
pub(super) struct Others<'a> {
    /// Those of an earlier attempt.
    pub(super) then: Option<&'a ScoreCard>,
    /// Those of an observer.
    pub(super) observer: Option<&'a ScoreCard>,
}

impl Others<'_> {
    /// The row of a competency, with the hollow dot and the diamond, and what they say in its label.
    pub(super) fn on(&self, pack: &Pack, at: CompetencyIx, row: &Shared<ProfileRow>) -> Shared<ProfileRow> {
        if self.then.is_none() && self.observer.is_none() {
            return row.clone();
        }
        let mut mark = row.mark.clone();
        let level = |card: Option<&ScoreCard>| card.and_then(|card| card.competency(at).level);
        if let Some(level) = level(self.then) {
            mark.then = Some(on_levels(pack, level));
            mark.label = format!("{}, last time level {}", mark.label, level_number(level));
        }
        if let Some(level) = level(self.observer) {
            mark.observer = Some(on_levels(pack, level));
            mark.label = format!("{}, observer level {}", mark.label, level_number(level));
        }
        Shared::new(ProfileRow { mark, ..(**row).clone() })
    }
}
