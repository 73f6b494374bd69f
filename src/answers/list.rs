//! stub
use crate::diag::Diagnostic;
use crate::model::{Pack, TermTarget};
/// Someone who was asked for answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitee {
    /// The pseudonym.
    pub respondent: Option<String>,
    /// The label.
    pub label: Option<String>,
    /// The group.
    pub group: Option<String>,
}
/// stub
pub fn parse_invited(_file: &str, _bytes: &[u8]) -> (Option<Vec<Invitee>>, Vec<Diagnostic>) {
    (None, Vec::new())
}
/// stub
pub fn parse_targets(_file: &str, _bytes: &[u8], _pack: &Pack) -> (Option<Vec<TermTarget>>, Vec<Diagnostic>) {
    (None, Vec::new())
}
