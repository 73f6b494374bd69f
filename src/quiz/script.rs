//! Replies from a list, for the demonstration and for tests.

use std::collections::VecDeque;

use super::{Ask, Input, Interruption, Prompter, Reply, Screen};

/// Gives one reply after the other: a key for a menu, a text for a line.
#[derive(Clone, Debug)]
pub struct ScriptPrompter {
    replies: VecDeque<String>,
    seconds: u32,
}

impl ScriptPrompter {
    /// The replies in order, each with this time.
    pub fn new(replies: impl IntoIterator<Item = impl Into<String>>, seconds: u32) -> Self {
        Self { replies: replies.into_iter().map(Into::into).collect(), seconds }
    }
}

impl Prompter for ScriptPrompter {
    fn ask(&mut self, screen: &Screen) -> Result<Reply, Interruption> {
        let next = self.replies.pop_front().ok_or(Interruption::EndOfInput)?;
        let input = match &screen.ask {
            Ask::Line(_) => Input::Text(next),
            Ask::Menu(menu) => {
                let Some(at) = menu.row_of(&next) else {
                    let why = format!("the script has the key `{next}` at: {}", menu.prompt);
                    return Err(Interruption::Terminal(why));
                };
                Input::Row(menu.rows[at].id())
            }
        };
        Ok(screen.reply(input, Some(self.seconds)))
    }
}
