//! What a quiz shows and what comes back: menus and lines of text, nothing else.

/// One step of the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Said once before the rest: help that was asked for, why an input was not taken. A paragraph each.
    pub notices: Vec<String>,
    /// Above the question: where one is, what this is about. A paragraph each.
    pub heading: Vec<String>,
    /// The question.
    pub ask: Ask,
}

/// What is asked.
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
    /// The rows. Keys are unique; there is at least one row.
    pub rows: Vec<Row>,
    /// The row that Enter alone takes.
    pub cursor: usize,
    /// What was answered earlier, in words.
    pub current: Option<String>,
    /// Where one is, `[3 of 25]`: for windows in which the heading does not stay in sight. Empty outside questions.
    pub place: String,
}

/// Whether a row answers the question or does something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// An answer.
    Answer,
    /// Something to do: skip, go back, leave.
    Action,
}

/// One row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is typed to choose it: a number, a letter or `?`.
    pub key: String,
    /// What it says.
    pub label: String,
    /// What is said when it was chosen: a few words.
    pub chosen: String,
    /// Answer or action.
    pub kind: RowKind,
}

impl Row {
    /// A row that answers the question.
    pub fn answer(key: impl Into<String>, label: impl Into<String>, chosen: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into(), chosen: chosen.into(), kind: RowKind::Answer }
    }

    /// A row that does something else.
    pub fn action(key: &str, label: &str) -> Self {
        Self { key: key.to_owned(), label: label.to_owned(), chosen: label.to_owned(), kind: RowKind::Action }
    }
}

impl Menu {
    /// A choice whose first row Enter alone takes.
    pub fn new(prompt: &str, rows: Vec<Row>) -> Self {
        Self { prompt: prompt.to_owned(), rows, cursor: 0, current: None, place: String::new() }
    }

    /// The row whose key ends what was typed, so a corrected `34` means 4. Where keys have several digits, as the
    /// numbers of questions do, only the whole key will do.
    pub fn row_typed(&self, typed: &str) -> Option<usize> {
        let typed = typed.trim().to_lowercase();
        if self.rows.iter().any(|row| row.key.len() > 1) {
            return self.row_of(&typed);
        }
        let fitting = self.rows.iter().enumerate().filter(|(_, row)| typed.ends_with(row.key.as_str()));
        fitting.max_by_key(|(_, row)| row.key.len()).map(|(at, _)| at)
    }

    /// The row with exactly this key.
    pub fn row_of(&self, key: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.key == key)
    }
}

/// A line of text to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// The question.
    pub prompt: String,
    /// What stands there already.
    pub initial: String,
    /// What to know while typing.
    pub help: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The row of this number.
    Row(usize),
    /// This text.
    Text(String),
    /// Back, without an answer.
    Escape,
    /// Back from a text that was changed and not confirmed.
    Left(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a03_the_last_known_key_counts() {
        let keys = ["0", "1", "2", "s", "?"];
        let menu = Menu::new("", keys.iter().map(|key| Row::action(key, "x")).collect());
        let typed = |text| menu.row_typed(text).map(|at| keys[at]);
        assert_eq!(typed("1"), Some("1"));
        assert_eq!(typed("92"), Some("2"));
        assert_eq!(typed("S "), Some("s"));
        assert_eq!(typed("x"), None);
        assert_eq!(typed(""), None);
        let numbers = Menu::new("", ["9", "12", "f"].map(|key| Row::action(key, "x")).to_vec());
        assert_eq!(
            ["12", "312", "99", "f", "9"].map(|text| numbers.row_typed(text)),
            [Some(1), None, None, Some(2), Some(0)]
        );
    }
}
