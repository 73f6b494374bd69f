//! The invitation of a programme office: who asks, why, who will see the answers, and where they go.

use crate::clock::Date;
use crate::yaml::{FieldShape, Kind, Shape, optional};

/// The longest line of an invitation, in characters: who asks, by when, where to send the answers, the group.
pub const LONGEST_INVITATION_LINE: usize = 100;

/// The longest text of an invitation, in characters: why, and who will see the answers.
pub const LONGEST_INVITATION_TEXT: usize = 500;

const LINE: Kind = Kind::Text(LONGEST_INVITATION_LINE);
const PARAGRAPH: Kind = Kind::Text(LONGEST_INVITATION_TEXT);

/// What an invitation says, in its own file and in an answers file.
pub(super) const FIELDS: [FieldShape; 6] = [
    optional("from", LINE, "Who asks."),
    optional("why", PARAGRAPH, "What the answers are for."),
    optional("who-sees", PARAGRAPH, "Who will see the answers."),
    optional("until", LINE, "By when: a day such as 2026-12-18, or a text."),
    optional("send-to", LINE, "Where the answers go, such as an e-mail address."),
    optional("group", LINE, "The group of people that is asked, such as a class."),
];

/// An invitation as it stands in an answers file, where form and role are fields of the file.
pub(super) const INVITATION: Kind =
    Kind::Record(&Shape { name: "invitation", about: "The invitation that was followed.", fields: &FIELDS });

/// What a person is told before the first question, in the words of the office that asks. It is kept beside the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitation {
    /// Who asks: one line of at most [`LONGEST_INVITATION_LINE`] characters.
    pub from: Option<String>,
    /// What the answers are for: at most [`LONGEST_INVITATION_TEXT`] characters, with the line breaks of its author.
    pub why: Option<String>,
    /// Who will see the answers: as [`why`](Self::why).
    pub who_sees: Option<String>,
    /// By when.
    pub until: Option<Until>,
    /// Where the answers go: a line as [`from`](Self::from). Nothing is ever sent there by the program.
    pub send_to: Option<String>,
    /// The group of people that is asked, such as a class: a line as [`from`](Self::from). No score depends on it. A
    /// [`Row`](super::Row) has it too, from the invitation or from a column of a table: a class is looked at by group.
    pub group: Option<String>,
}

/// By when answers are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// A day of the calendar.
    Day(Date),
    /// Anything else, in words: one line of at most [`LONGEST_INVITATION_LINE`] characters, and no day.
    Words(String),
}

impl Until {
    /// A day where the text is one, else its words.
    pub(super) fn read(text: String) -> Self {
        Date::parse(&text).map_or(Self::Words(text), Self::Day)
    }
}

impl std::fmt::Display for Until {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Words(words) => f.write_str(words),
        }
    }
}
