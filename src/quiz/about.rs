//! The questions about the person. Each can be skipped; none is scored.

use super::screen::{Action, Ask, Menu, Row, TextLine};
use crate::answers::{AnswerSheet, FactAccess, FactField, LONGEST_NAME};
use crate::language::{self, grammar};
use crate::model::{BackgroundFact, Education, Licence, Pack, Region};
use crate::sanitise;

/// One question about the person.
#[derive(Clone, Copy, Debug)]
pub(super) enum About {
    /// The name or code.
    Name,
    /// A fact on which the eligibility for some resource depends.
    Fact(&'static FactField),
}

impl About {
    /// The name of the question, for the id of its screen.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Fact(field) => field.name(),
        }
    }
}

/// The questions in the order they are asked: the name, and the facts that the pack's catalogue depends on.
pub(super) fn questions(pack: &Pack) -> Vec<About> {
    let facts = pack.background_facts().into_iter().map(FactField::of).filter(|field| field.is_asked());
    let facts = facts.map(About::Fact);
    std::iter::once(About::Name).chain(facts).collect()
}

/// The screen of the question at a position. `refused` is a text that was refused, to be corrected.
pub(super) fn screen(at: usize, pack: &Pack, sheet: &AnswerSheet, refused: Option<&str>) -> (Vec<String>, Ask) {
    let questions = questions(pack);
    let (purpose, ask) = match questions[at] {
        About::Name => ("", name(sheet, refused)),
        About::Fact(field) => {
            (" This decides which courses are open to you; it is never scored.", fact(field, pack, sheet))
        }
    };
    (vec![format!("About you, {} of {}.{purpose} Skip what you like.", at + 1, questions.len())], ask)
}

fn name(sheet: &AnswerSheet, refused: Option<&str>) -> Ask {
    let initial = refused.or(sheet.respondent.name.as_deref()).unwrap_or_default();
    Ask::Line(TextLine {
        prompt: "A name or code that your advisor knows you by:".to_owned(),
        initial: initial.to_owned(),
        help: "optional; in your report, not in file names; Enter alone skips".to_owned(),
    })
}

fn fact(field: &'static FactField, pack: &Pack, sheet: &AnswerSheet) -> Ask {
    let background = &sheet.background;
    let prompt = format!("{}:", (field.question)(pack));
    let words = || field.static_words().into_iter().map(Some);
    match field.access {
        FactAccess::Id { .. } | FactAccess::Month { .. } => menu(&prompt, field.fact, std::iter::empty()),
        FactAccess::Number { get, .. } => Ask::Line(TextLine {
            prompt,
            // A text that was refused is not a number, so the line starts from the recorded one.
            initial: get(background).map(|number| number.to_string()).unwrap_or_default(),
            help: "a number such as 0 or 3; Enter alone skips".to_owned(),
        }),
        FactAccess::Word { get, .. } => {
            let known = get(background);
            menu(&prompt, field.fact, words().map(|word| (word, word == known)))
        }
        FactAccess::List { get, .. } => {
            let known = get(background);
            let holds = |word: Option<&'static str>| {
                known.as_ref().is_some_and(|known| word.map_or(known.is_empty(), |word| known.contains(&word)))
            };
            let choices = std::iter::once(None).chain(words());
            menu(&prompt, field.fact, choices.map(|word| (word, holds(word))))
        }
    }
}

/// A menu of words, numbered from 1; the cursor is on the recorded word, or on skip.
fn menu(prompt: &str, fact: BackgroundFact, words: impl Iterator<Item = (Option<&'static str>, bool)>) -> Ask {
    let mut rows = Vec::new();
    let mut known = None;
    for (at, (word, holds)) in words.enumerate() {
        if holds && known.is_none() {
            known = Some(at);
        }
        let label = grammar::sentence_case(word.map_or("none", |word| label(fact, word)));
        rows.push(Row::new((at + 1).to_string(), Action::State(fact, word), label));
    }
    let cursor = known.unwrap_or(rows.len());
    let current = known.map(|at| rows[at].label.clone());
    rows.push(Row::new("s", Action::Skip, "Skip"));
    rows.push(Row::new("b", Action::Back, "Back"));
    rows.push(Row::new("q", Action::Quit, "Save and quit"));
    Ask::Menu(Menu { cursor, current, ..Menu::new(prompt, rows) })
}

/// A word of a fact as readers see it.
fn label(fact: BackgroundFact, word: &'static str) -> &'static str {
    fn of<T: Copy>(table: &[(&'static str, T)], word: &'static str, label: fn(T) -> &'static str) -> &'static str {
        table.iter().find(|(known, _)| *known == word).map_or(word, |(_, value)| label(*value))
    }
    match fact {
        BackgroundFact::Education => of(Education::WORDS, word, language::education),
        BackgroundFact::Licence => of(Licence::WORDS, word, language::licence),
        BackgroundFact::Region => of(Region::WORDS, word, language::region),
        _ => word,
    }
}

/// Records a chosen word of a fact, or none of its words.
pub(super) fn choose(fact: BackgroundFact, word: Option<&'static str>, sheet: &mut AnswerSheet) {
    match (FactField::of(fact).access, word) {
        (FactAccess::Word { set, .. }, Some(word)) => drop(set(&mut sheet.background, word)),
        (FactAccess::List { set, .. }, word) => drop(set(&mut sheet.background, word.as_slice())),
        _ => {}
    }
}

/// Records a text that was typed.
///
/// # Errors
/// A message when the text is refused.
pub(super) fn write(question: About, text: &str, sheet: &mut AnswerSheet) -> Result<(), String> {
    match question {
        About::Name => {
            let name = sanitise::one_line(text);
            if name.chars().count() > LONGEST_NAME {
                return Err(format!("A name has at most {LONGEST_NAME} characters. Shorten it."));
            }
            sheet.respondent.name = Some(name).filter(|name| !name.is_empty());
        }
        About::Fact(field) => {
            let FactAccess::Number { range: (_, most), set, .. } = field.access else { return Ok(()) };
            let number = match text.trim() {
                "" => None,
                text => match text.parse::<u32>().ok().filter(|number| i64::from(*number) <= most) {
                    Some(number) => Some(number),
                    None => return Err(format!("Type a whole number from 0 to {most}, or nothing to skip.")),
                },
            };
            set(&mut sheet.background, number);
        }
    }
    Ok(())
}
