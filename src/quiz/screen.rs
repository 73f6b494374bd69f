//! The screens of a quiz, menus and lines of text, and the replies to them.

use std::fmt;

use crate::answers::FactField;
use crate::model::{BackgroundFact, ItemId};

/// One screen of the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The place in the conversation, `review` or `question:data-analysis@1f0c...`: the same whenever that place is
    /// shown, and different from every other place. A question that the pack has changed has another id.
    pub id: String,
    /// Shown once before the rest: help, the reason why an input was refused. A paragraph each.
    pub notices: Vec<String>,
    /// Above the question: the position in the questionnaire and the subject. A paragraph each.
    pub heading: Vec<String>,
    /// The question.
    pub ask: Ask,
}

impl Screen {
    /// A reply to this screen.
    pub fn reply(&self, input: Input, seconds: Option<u32>) -> Reply {
        Reply { screen: self.id.clone(), input, seconds }
    }

    /// The action that a reply chooses; `None` when it was made for another screen, or chooses no row of this one. Esc
    /// goes back.
    pub fn action(&self, reply: &Reply) -> Option<Action> {
        match (&self.ask, &reply.input) {
            _ if reply.screen != self.id => None,
            (Ask::Menu(menu), Input::Row(id)) => {
                menu.rows.iter().chain(&menu.hidden).find(|row| row.id() == *id).map(|row| row.action.clone())
            }
            (Ask::Menu(_), Input::Escape) => Some(Action::Back),
            _ => None,
        }
    }
}

/// The question of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One row of several.
    Menu(Menu),
    /// A line of text.
    Line(TextLine),
}

/// A choice of rows, each with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The question.
    pub prompt: String,
    /// The rows, at least one. Keys and ids are unique.
    pub rows: Vec<Row>,
    /// The position of the row that Enter alone chooses.
    pub cursor: usize,
    /// The recorded answer, in words.
    pub current: Option<String>,
    /// Rows that are not shown. Where there are some, their keys choose them, and any other text chooses the row under
    /// the cursor.
    pub hidden: Vec<Row>,
    /// The position in the questionnaire, `[3 of 25]`, for windows too small for the heading; empty outside questions.
    pub place: String,
}

/// What choosing a row does. Its text, `rate-3` or `item:data-analysis`, is the id of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Starts the attempt.
    Start,
    /// Starts a new attempt beside an unfinished one.
    StartNew,
    /// Continues with the attempt or the question.
    Continue,
    /// Records a fact about the person: one of its words, or none of them.
    State(BackgroundFact, Option<String>),
    /// Rates the question with this value.
    Rate(i64),
    /// Records that the person does not know.
    Unsure,
    /// Records that the question does not apply.
    NotApplicable,
    /// Goes on without an answer.
    Skip,
    /// Goes back.
    Back,
    /// Opens the note on the question.
    Note,
    /// Opens the help.
    Help,
    /// Opens the questions about the person, to change what they said.
    About,
    /// Opens the question of this item.
    Open(ItemId),
    /// Finishes the attempt.
    Finish,
    /// Saves again in the same file.
    Retry,
    /// Saves in another place.
    SaveElsewhere,
    /// Saves what there is and stops.
    Quit,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::State(fact, word) => {
                return write!(f, "{}:{}", FactField::of(*fact).name(), word.as_deref().unwrap_or("-"));
            }
            Self::Rate(value) => return write!(f, "rate-{value}"),
            Self::Open(item) => return write!(f, "item:{item}"),
            Self::Start => "start",
            Self::StartNew => "start-new",
            Self::Continue => "continue",
            Self::Unsure => "unsure",
            Self::NotApplicable => "not-applicable",
            Self::Skip => "skip",
            Self::Back => "back",
            Self::Note => "note",
            Self::Help => "help",
            Self::About => "about",
            Self::Finish => "finish",
            Self::Retry => "retry",
            Self::SaveElsewhere => "save-elsewhere",
            Self::Quit => "quit",
        })
    }
}

/// One row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key that chooses it: a number, a letter or `?`.
    pub key: String,
    /// Its text.
    pub label: String,
    /// The text that confirms the choice: a few words.
    pub chosen: String,
    /// What choosing it does.
    pub action: Action,
}

impl Row {
    /// A row whose label also confirms the choice.
    pub fn new(key: impl Into<String>, action: Action, label: impl Into<String>) -> Self {
        let label = label.into();
        Self { key: key.into(), chosen: label.clone(), label, action }
    }

    /// The same row with another text that confirms the choice.
    #[must_use]
    pub fn chosen(self, chosen: impl Into<String>) -> Self {
        Self { chosen: chosen.into(), ..self }
    }

    /// The id of the row: unique in its screen, and the same whenever that screen is shown.
    pub fn id(&self) -> String {
        self.action.to_string()
    }

    /// True for a row that answers the question, false for one that navigates.
    pub fn is_answer(&self) -> bool {
        use Action::{NotApplicable, Open, Rate, State, Unsure};
        matches!(self.action, State(..) | Rate(_) | Unsure | NotApplicable | Open(_))
    }
}

impl Menu {
    /// A menu whose first row Enter alone chooses.
    pub fn new(prompt: &str, rows: Vec<Row>) -> Self {
        Self { prompt: prompt.to_owned(), rows, cursor: 0, current: None, hidden: Vec::new(), place: String::new() }
    }

    /// The row that a typed text chooses: the one under the cursor for no text, else the one whose key it is. `None` when
    /// it is no key: a longer text is no choice, even if it begins or ends with a key.
    pub fn chosen_by(&self, typed: &str) -> Option<&Row> {
        let typed = typed.trim().to_lowercase();
        let at = if typed.is_empty() { Some(self.cursor) } else { self.row_of(&typed) };
        let hidden = || self.hidden.iter().find(|row| row.key == typed);
        let any = || self.rows.get(self.cursor).filter(|_| !self.hidden.is_empty());
        at.map(|at| &self.rows[at]).or_else(hidden).or_else(any)
    }

    /// True for a fact about the person, which can be skipped.
    pub fn is_fact(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.action, Action::State(..)))
    }

    /// The position of the row with exactly this key.
    pub fn row_of(&self, key: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.key == key)
    }
}

/// A line of text to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// The question.
    pub prompt: String,
    /// The text so far.
    pub initial: String,
    /// A help line.
    pub help: String,
    /// How many texts were refused so far, where the line is a fact about the person, which can be skipped; else 0.
    pub refusals: usize,
}

/// A reply to a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The id of the screen that it was made for.
    pub screen: String,
    /// The input.
    pub input: Input,
    /// Whole seconds from screen to reply, when they were measured.
    pub seconds: Option<u32>,
}

/// The input of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The row of this id.
    Row(String),
    /// This text.
    Text(String),
    /// Esc: back, without an answer.
    Escape,
    /// Esc on a text that was changed and not confirmed.
    Left(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a03_a_key_chooses_its_row_and_a_longer_text_chooses_nothing() {
        let keys = ["0", "1", "12", "s", "?"];
        let menu = Menu::new("", keys.iter().map(|key| Row::new(*key, Action::Skip, *key)).collect());
        let typed = |text| menu.chosen_by(text).map(|row| row.key.as_str());
        assert_eq!([typed("1"), typed("12"), typed(" S "), typed("")], [Some("1"), Some("12"), Some("s"), Some("0")]);
        for no_key in ["x", "11", "123", "1 apple", "no?", "2\n1"] {
            assert_eq!(typed(no_key), None, "{no_key}");
        }
    }

    #[test]
    fn where_rows_are_hidden_their_keys_choose_them_and_any_other_text_the_one_under_the_cursor() {
        let hidden = vec![Row::new("3", Action::Rate(3), "three")];
        let menu = Menu { hidden, ..Menu::new("", vec![Row::new("c", Action::Continue, "on")]) };
        let typed = |text| menu.chosen_by(text).map(|row| row.action.clone());
        assert_eq!(typed("3"), Some(Action::Rate(3)));
        for other in ["", "c", "x", "33"] {
            assert_eq!(typed(other), Some(Action::Continue), "{other}");
        }
    }
}
