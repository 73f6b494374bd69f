//! Answer sheets: whose, when, how much; and two of them side by side.

use super::grammar::{count, part, sentence_case};
use super::{date, level_number};
use crate::answers::{Answer, AnswerSheet, Comparability};
use crate::assess::Comparison;
use crate::facts::compare::Placement;
use crate::model::{Competency, ItemIx, Pack};

/// The pseudonym, behind the name if the person gave one.
pub fn who(sheet: &AnswerSheet) -> String {
    sheet.respondent.label.as_ref().unwrap_or(&sheet.respondent.id).clone()
}

/// The day of an attempt in words.
pub fn when(sheet: &AnswerSheet) -> String {
    match (sheet.finished, sheet.started) {
        (Some(time), _) => date(time.day()),
        (None, Some(time)) => format!("begun {}", date(time.day())),
        (None, None) => "not dated".to_owned(),
    }
}

/// The notes and reasons beside a competency's answers; behind the question where there are several.
pub fn notes(pack: &Pack, competency: &Competency, sheet: &AnswerSheet) -> Vec<String> {
    let own: Vec<_> = competency.items.iter().filter(|item| pack.item(**item).is_in(sheet.form)).copied().collect();
    let several = own.len() > 1;
    let written = own.into_iter().filter_map(|item| Some((item, sheet.get(item)?))).flat_map(|(item, recorded)| {
        let reason = match &recorded.answer {
            Answer::NotApplicable(reason) => reason.clone(),
            _ => None,
        };
        [recorded.note.clone(), reason].into_iter().flatten().map(move |text| (item, text))
    });
    let in_words = |(item, text): (ItemIx, String)| {
        if several { format!("{} {text}", pack.item(item).stem) } else { text }
    };
    written.map(in_words).collect()
}

/// Who, when and how much: `s-0001, 23 November 2026, Short form, 25 of 25 answered`.
pub fn side(pack: &Pack, sheet: &AnswerSheet) -> String {
    let form = pack.form(sheet.form);
    let draft = if sheet.finished.is_none() { "draft, " } else { "" };
    let answered = part(sheet.answered(pack), form.items.len());
    format!("{}, {}, {draft}{}, {answered} answered", who(sheet), when(sheet), form.title)
}

/// The level of a competency on each of two sides, or why it has none. `names` are those of the sides.
pub fn placements(names: &[&str; 2], sides: &[Placement; 2]) -> String {
    let said = sides.map(|placement| match placement {
        Placement::Level(level) => format!("level {}", level_number(level)),
        Placement::EarlierMeaning(level) => format!("level {} of what the question meant then", level_number(level)),
        Placement::NotAsked => "the form does not ask about it".to_owned(),
        Placement::NotApplicable => "said not to apply".to_owned(),
        Placement::TooFewAnswers => "not enough answers".to_owned(),
    });
    sentence_case(&if sides[0] == sides[1] {
        format!("{}, {} and {}", said[0], names[0], names[1])
    } else {
        format!("{}: {}; {}: {}", names[0], said[0], names[1], said[1])
    })
}

/// What to know of a pair before its numbers are read: drafts, forms, a pack that has changed.
pub fn notices(comparison: &Comparison<'_>, names: &[&str; 2]) -> Vec<String> {
    let (pack, pair) = (comparison.sides[0].pack, comparison.pair);
    let mut notices = Vec::new();
    for ((sheet, footing), name) in pair.sides().into_iter().zip(names) {
        let whose = format!("{} ({})", sentence_case(name), when(sheet));
        if sheet.finished.is_none() {
            notices.push(format!("{whose}: a draft. What is still open in it may change."));
        }
        notices.extend(changed_pack(pack, sheet, footing).map(|text| format!("{whose}: {text}")));
    }
    let forms = [pair.first(), pair.second()].map(|sheet| pack.form(sheet.form));
    if forms[0].id != forms[1].id {
        let [first, second] =
            forms.map(|form| format!("{} ({})", form.title, count(form.items.len(), "question", "questions")));
        notices.push(format!(
            "The forms differ: {}, {first}; {}, {second}. Both place people on the same levels, so levels are compared. Part \
             of a small difference can come from the other questions.",
            names[0], names[1]
        ));
    }
    notices
}

/// What it means for a report that the pack has changed since the answers were given; `None` where it has not.
pub fn changed_since(pack: &Pack, sheet: &AnswerSheet) -> Option<String> {
    if sheet.matches(pack) {
        return None;
    }
    let text = "The questionnaire has changed since these answers were given. They are scored with the version named here; \
                read the changed questions again before you rely on the result.";
    let earlier = pack.competencies().iter().filter(|competency| sheet.is_of_earlier_meaning(competency));
    let titles: Vec<&str> = earlier.map(|competency| competency.title.as_str()).collect();
    let other = match titles.len() {
        0 => String::new(),
        1 => format!(" {} measures something else now: rate it again.", titles[0]),
        _ => format!(" These measure something else now, so rate them again: {}.", titles.join("; ")),
    };
    Some(format!("{text}{other}"))
}

/// What it means for these answers that the pack has changed since; `None` where it has not.
fn changed_pack(pack: &Pack, sheet: &AnswerSheet, footing: Comparability) -> Option<String> {
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
        Comparability::EarlierRule => Some(
            "scored anew by today's rule, by which a question that was said not to apply counts like one without an answer."
                .to_owned(),
        ),
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
