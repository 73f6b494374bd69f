//! Replies from a list: for the demonstration and for tests.

use std::collections::VecDeque;

use super::{Ask, Interruption, Prompter, Replied, Reply, Screen};

/// Brings one reply after the other: a key for a menu, a text for a line.
#[derive(Clone, Debug)]
pub struct ScriptPrompter {
    replies: VecDeque<String>,
    seconds: u32,
}

impl ScriptPrompter {
    /// Replies in the order they are brought, each said to have taken so many seconds.
    pub fn new(replies: impl IntoIterator<Item = impl Into<String>>, seconds: u32) -> Self {
        Self { replies: replies.into_iter().map(Into::into).collect(), seconds }
    }
}

impl Prompter for ScriptPrompter {
    fn ask(&mut self, screen: &Screen) -> Result<Replied, Interruption> {
        let next = self.replies.pop_front().ok_or(Interruption::EndOfInput)?;
        let reply = match &screen.ask {
            Ask::Line(_) => Reply::Text(next),
            Ask::Menu(menu) => menu.row_of(&next).map(Reply::Row).ok_or_else(|| {
                Interruption::Terminal(format!("the script has the key `{next}` at: {}", menu.prompt))
            })?,
        };
        Ok(Replied { reply, seconds: Some(self.seconds) })
    }
}
