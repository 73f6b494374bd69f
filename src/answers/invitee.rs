//! One line of the list of those who were invited.

/// Someone who was invited to answer: known by a pseudonym or by a label, or by both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitee {
    /// The pseudonym under which the answers come.
    pub respondent: Option<String>,
    /// The name or number that people know the person by.
    pub label: Option<String>,
    /// The group of the person, such as a class.
    pub group: Option<String>,
}
