//! Who shows a screen and brings the reply, and the loop around it.

use super::{Change, End, QuizState, Reply, Screen};
use crate::answers::AnswerSheet;

/// A reply and how long it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replied {
    /// The reply.
    pub reply: Reply,
    /// Whole seconds from screen to reply, where that means something.
    pub seconds: Option<u32>,
}

/// Why no reply came.
#[derive(Debug)]
pub enum Interruption {
    /// The person pressed Ctrl-C.
    Interrupted,
    /// The input ended.
    EndOfInput,
    /// The terminal could not be used.
    Terminal(String),
}

/// Shows a screen and brings the reply.
pub trait Prompter {
    /// Shows the screen and waits.
    ///
    /// # Errors
    /// When the person breaks off or the terminal cannot be used.
    fn ask(&mut self, screen: &Screen) -> Result<Replied, Interruption>;
}

/// Why a quiz stopped before its end.
#[derive(Debug)]
pub enum Stopped<E> {
    /// No reply came.
    Prompter(Interruption),
    /// The answers could not be saved.
    Save(E),
}

/// Asks until the quiz ends. Every change is handed to `save` before the next screen.
///
/// # Errors
/// When no reply comes, or when saving does not work; the state then still holds all answers.
pub fn run<E>(
    state: &mut QuizState<'_>,
    prompter: &mut dyn Prompter,
    mut save: impl FnMut(&AnswerSheet) -> Result<(), E>,
) -> Result<End, Stopped<E>> {
    loop {
        if let Some(end) = state.end() {
            return Ok(end);
        }
        let screen = state.screen();
        let replied = prompter.ask(&screen).map_err(Stopped::Prompter)?;
        if state.reply(&replied.reply, replied.seconds) == Change::Answers {
            save(state.sheet()).map_err(Stopped::Save)?;
        }
    }
}
