//! The questions about the person. Each can be skipped; none is scored.

use super::screen::{Action, Ask, Menu, Row, TextLine};
use super::surface::Surface;
use crate::answers::{AnswerSheet, FactAccess, FactField, LONGEST_NAME, MONTH_AS_WRITTEN};
use crate::language::{self, grammar};
use crate::model::{BackgroundFact, Month, Pack};
use crate::sanitise;

/// One question about the person.
#[derive(Clone, Copy, Debug)]
pub(super) enum About {
    /// The name or code: asked before the first question.
    Name,
    /// A fact that a plan depends on: asked after the last question.
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

    /// True when it has a meaning for this person: only who studies is asked until when.
    fn applies(self, sheet: &AnswerSheet) -> bool {
        let is_until = matches!(self, Self::Fact(field) if field.fact == BackgroundFact::StudyingUntil);
        !is_until || sheet.background.studying.is_some()
    }

    /// True when the answers do not have it, and it has a meaning for this person.
    fn is_open(self, pack: &Pack, sheet: &AnswerSheet) -> bool {
        let Self::Fact(field) = self else { return sheet.respondent.label.is_none() };
        if !self.applies(sheet) {
            return false;
        }
        field.value(&sheet.background, pack).is_none()
    }
}

/// The questions: the name, and the facts that plans from the pack depend on.
pub(super) fn questions(pack: &Pack) -> Vec<About> {
    let facts = pack.background_facts().into_iter().map(FactField::of).filter(|field| field.is_asked());
    std::iter::once(About::Name).chain(facts.map(About::Fact)).collect()
}

/// The first fact from a position on that the answers do not have yet.
pub(super) fn next_fact(from: usize, pack: &Pack, sheet: &AnswerSheet) -> Option<usize> {
    let questions = questions(pack);
    (from.max(1)..questions.len()).find(|at| questions[*at].is_open(pack, sheet))
}

/// The first question from a position on that has a meaning for this person, answered or not.
pub(super) fn next_to_change(from: usize, pack: &Pack, sheet: &AnswerSheet) -> Option<usize> {
    let questions = questions(pack);
    (from..questions.len()).find(|at| questions[*at].applies(sheet))
}

/// The last question before a position that has a meaning for this person.
pub(super) fn before(at: usize, pack: &Pack, sheet: &AnswerSheet) -> Option<usize> {
    let questions = questions(pack);
    (0..at).rfind(|at| questions[*at].applies(sheet))
}

/// The screen of the question at a position. `refused` are the texts that were refused there: the last name is to be
/// corrected.
pub(super) fn screen(
    at: usize,
    pack: &Pack,
    sheet: &AnswerSheet,
    surface: Surface,
    refused: &[String],
) -> (Vec<String>, Ask) {
    let questions = questions(pack);
    match questions[at] {
        About::Name => (
            vec!["First, a name or a code. Skip it if you like.".to_owned()],
            name(sheet, surface, refused.last().map(String::as_str)),
        ),
        About::Fact(field) => {
            let heading = "Last, about you. This decides where you start and which courses are open to you; it is never \
                           scored. Skip what you like.";
            (vec![heading.to_owned()], fact(field, pack, sheet, surface, refused.len()))
        }
    }
}

fn name(sheet: &AnswerSheet, surface: Surface, refused: Option<&str>) -> Ask {
    let initial = refused.or(sheet.respondent.label.as_deref()).unwrap_or_default();
    Ask::Line(TextLine {
        prompt: "A name or code that your advisor knows you by:".to_owned(),
        initial: initial.to_owned(),
        help: format!("optional; in your report, not in file names{}", surface.skips()),
        refusals: 0,
    })
}

fn fact(field: &'static FactField, pack: &Pack, sheet: &AnswerSheet, surface: Surface, refusals: usize) -> Ask {
    let background = &sheet.background;
    let prompt = format!("{}:", (field.question)(pack));
    let menu = |known: &[&str], is_none: bool| {
        // For these facts the menu also offers `none`.
        let none = matches!(field.access, FactAccess::List { .. }) || field.fact == BackgroundFact::Studying;
        let words = field.words(pack).into_iter().map(Some);
        let words = none.then_some(None).into_iter().chain(words);
        menu(&prompt, field.fact, pack, words.map(|word| (word, word.map_or(is_none, |word| known.contains(&word)))))
    };
    match field.access {
        FactAccess::Number { get, .. } => Ask::Line(TextLine {
            prompt,
            // A text that was refused is neither a number nor a month, so the line starts from the recorded one.
            initial: get(background).map(|number| number.to_string()).unwrap_or_default(),
            help: format!("a number such as 0 or 3{}", surface.skips()),
            refusals,
        }),
        FactAccess::Month { get, .. } => Ask::Line(TextLine {
            prompt,
            initial: get(background).map(|month| month.to_string()).unwrap_or_default(),
            help: format!("{MONTH_AS_WRITTEN}{}", surface.skips()),
            refusals,
        }),
        FactAccess::Word { get, .. } => menu(get(background).as_slice(), false),
        FactAccess::Id { get, .. } => menu(get(background, pack).as_slice(), false),
        FactAccess::List { get, .. } => {
            let known = get(background);
            menu(known.as_deref().unwrap_or_default(), known.as_ref().is_some_and(Vec::is_empty))
        }
    }
}

/// A menu of words, numbered from 1; the cursor is on the recorded word, or on the first row, which goes on: beside it the
/// first words are visible in a small window.
fn menu<'w>(
    prompt: &str,
    fact: BackgroundFact,
    pack: &Pack,
    words: impl Iterator<Item = (Option<&'w str>, bool)>,
) -> Ask {
    let mut rows = vec![Row::new("s", Action::Skip, "Skip")];
    let mut known = None;
    for (word, holds) in words {
        let number = rows.len();
        if holds && known.is_none() {
            known = Some(number);
        }
        let text = word.map_or_else(|| "none".to_owned(), |word| language::background::word(pack, fact, word));
        let action = Action::State(fact, word.map(str::to_owned));
        rows.push(Row::new(number.to_string(), action, grammar::sentence_case(&text)));
    }
    let current = known.map(|at| rows[at].label.clone());
    rows.push(Row::new("b", Action::Back, "Back"));
    rows.push(Row::new("q", Action::Quit, "Save and quit"));
    Ask::Menu(Menu { cursor: known.unwrap_or(0), current, ..Menu::new(prompt, rows) })
}

/// Records a chosen word of a fact, or none of its words.
pub(super) fn choose(fact: BackgroundFact, word: Option<&str>, pack: &Pack, sheet: &mut AnswerSheet) {
    let background = &mut sheet.background;
    match (FactField::of(fact).access, word) {
        (FactAccess::Word { set, .. }, Some(word)) => drop(set(background, word)),
        (FactAccess::Id { set, .. }, Some(word)) => drop(set(background, pack, word)),
        (FactAccess::List { set, .. }, word) => drop(set(background, word.as_slice())),
        (FactAccess::Id { .. }, None) if fact == BackgroundFact::Studying => {
            (background.studying, background.studying_until) = (None, None);
        }
        _ => {}
    }
}

/// Records a text that was typed.
///
/// # Errors
/// A message when the text is refused.
pub(super) fn write(question: About, text: &str, sheet: &mut AnswerSheet) -> Result<(), String> {
    let About::Fact(field) = question else {
        let name = sanitise::one_line(text);
        if name.chars().count() > LONGEST_NAME {
            return Err(format!("A name has at most {LONGEST_NAME} characters. Shorten it."));
        }
        sheet.respondent.label = Some(name).filter(|name| !name.is_empty());
        return Ok(());
    };
    let text = text.trim();
    match field.access {
        FactAccess::Number { set, .. } if text.is_empty() => set(&mut sheet.background, None),
        FactAccess::Number { range: (least, most), set, .. } => {
            let number = text.parse::<u32>().ok().filter(|number| (least..=most).contains(&i64::from(*number)));
            let refusal = || format!("Type a whole number from {least} to {most}, or nothing to skip.");
            set(&mut sheet.background, Some(number.ok_or_else(refusal)?));
        }
        FactAccess::Month { set, .. } if text.is_empty() => set(&mut sheet.background, None),
        FactAccess::Month { set, .. } => {
            let refusal = || format!("Type {MONTH_AS_WRITTEN}, or nothing to skip.");
            set(&mut sheet.background, Some(Month::parse(text).ok_or_else(refusal)?));
        }
        _ => {}
    }
    Ok(())
}
