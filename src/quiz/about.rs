//! The questions about the person: each can be skipped, none is ever scored.

use super::{Ask, Menu, Reply, Row, TextLine};
use crate::answers::{AnswerSheet, LONGEST_NAME};
use crate::model::{BackgroundFact, Education, Licence, MOST_YEARS, Pack, Region};
use crate::words;

/// One question about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The name or code.
    Name,
    /// A fact on which the way into some resource depends.
    Fact(BackgroundFact),
}

/// The questions in the order they are asked: the name, and what the pack's catalogue depends on.
pub(super) fn questions(pack: &Pack) -> Vec<About> {
    std::iter::once(About::Name).chain(pack.background_facts().into_iter().map(About::Fact)).collect()
}

/// The screen of the question of this number. `refused` is a text that was not taken and is to be mended.
pub(super) fn screen(at: usize, pack: &Pack, sheet: &AnswerSheet, refused: Option<&str>) -> (Vec<String>, Ask) {
    let questions = questions(pack);
    let purpose = match questions[at] {
        About::Name => "",
        About::Fact(_) => " This decides which courses are open to you; it is never scored.",
    };
    let heading = vec![format!("About you, {} of {}.{purpose} Skip what you like.", at + 1, questions.len())];
    let background = &sheet.background;
    let initial = |known: Option<String>| refused.map(str::to_owned).or(known).unwrap_or_default();
    let ask = match questions[at] {
        About::Name => Ask::Line(TextLine {
            prompt: "A name or code that your advisor knows you by:".to_owned(),
            initial: initial(sheet.respondent.name.clone()),
            help: "optional; in your report, not in file names; Enter alone skips".to_owned(),
        }),
        About::Fact(BackgroundFact::Experience) => Ask::Line(TextLine {
            prompt: format!("Whole years of paid work in {}:", pack.experience_in()),
            // What was refused here is no number: better to begin afresh.
            initial: background.experience_years.map(|years| years.to_string()).unwrap_or_default(),
            help: "a number such as 0 or 3; Enter alone skips".to_owned(),
        }),
        About::Fact(BackgroundFact::Education) => menu(
            "The highest level of education you have finished:",
            Education::WORDS.iter().map(|(_, value)| (value.in_words(), background.education == Some(*value))),
        ),
        About::Fact(BackgroundFact::Licence) => {
            let held = background.licences.as_ref();
            let holds = |licence: Licence| held.is_some_and(|held| held.contains(&licence));
            let none = ("none", held.is_some_and(Vec::is_empty));
            let licences = Licence::WORDS.iter().map(|(_, value)| (value.in_words(), holds(*value)));
            menu("A licence to practise that you hold:", std::iter::once(none).chain(licences))
        }
        About::Fact(BackgroundFact::Region) => menu(
            "Where you study or work:",
            Region::WORDS.iter().map(|(_, value)| (value.in_words(), background.region == Some(*value))),
        ),
    };
    (heading, ask)
}

/// A menu of values, numbered from 1; the cursor is on the value that holds, else on skip.
fn menu(prompt: &str, values: impl Iterator<Item = (&'static str, bool)>) -> Ask {
    let values: Vec<(String, bool)> = values.map(|(label, holds)| (words::sentence_case(label), holds)).collect();
    let known = values.iter().position(|(_, holds)| *holds);
    let mut rows: Vec<Row> =
        (1..).zip(&values).map(|(number, (label, _))| Row::answer(number.to_string(), label, label)).collect();
    rows.push(Row::action("s", "Skip"));
    rows.push(Row::action("b", "Back"));
    rows.push(Row::action("q", "Save and quit"));
    let cursor = known.unwrap_or(values.len());
    let current = known.map(|at| values[at].0.clone());
    Ask::Menu(Menu { cursor, current, ..Menu::new(prompt, rows) })
}

/// Records the reply to a question. An error says why a text was not taken; `None` when the reply
/// does not belong to the question.
pub(super) fn take(question: About, reply: &Reply, sheet: &mut AnswerSheet) -> Result<(), Option<String>> {
    let background = &mut sheet.background;
    match (question, reply) {
        (About::Name, Reply::Text(text)) => {
            let name = words::one_line(text);
            if name.chars().count() > LONGEST_NAME {
                return Err(Some(format!("A name has at most {LONGEST_NAME} characters. Shorten it.")));
            }
            sheet.respondent.name = Some(name).filter(|name| !name.is_empty());
        }
        (About::Fact(BackgroundFact::Experience), Reply::Text(text)) => match (text.trim(), text.trim().parse::<u32>())
        {
            ("", _) => background.experience_years = None,
            (_, Ok(years)) if i64::from(years) <= MOST_YEARS => background.experience_years = Some(years),
            _ => return Err(Some(format!("Type a whole number from 0 to {MOST_YEARS}, or nothing to skip."))),
        },
        (About::Fact(BackgroundFact::Education), Reply::Row(row)) if *row < Education::WORDS.len() => {
            background.education = Some(Education::WORDS[*row].1);
        }
        (About::Fact(BackgroundFact::Licence), Reply::Row(row)) if *row <= Licence::WORDS.len() => {
            background.licences = Some(row.checked_sub(1).map(|at| Licence::WORDS[at].1).into_iter().collect());
        }
        (About::Fact(BackgroundFact::Region), Reply::Row(row)) if *row < Region::WORDS.len() => {
            background.region = Some(Region::WORDS[*row].1);
        }
        _ => return Err(None),
    }
    Ok(())
}
