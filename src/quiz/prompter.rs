//! The interface to whatever shows screens and collects replies, and the loop that runs a quiz on it.

use std::io;

use super::{Change, End, QuizState, Reply, Screen};
use crate::answers::AnswerSheet;

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

impl From<io::Error> for Interruption {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error.to_string())
    }
}

/// Shows screens and collects replies.
pub trait Prompter {
    /// Shows the screen and waits for the reply.
    ///
    /// # Errors
    /// When the person interrupts the quiz, or the terminal cannot be used.
    fn ask(&mut self, screen: &Screen) -> Result<Reply, Interruption>;
}

/// Why a quiz stopped before its end.
#[derive(Debug)]
pub enum Stopped<E> {
    /// No reply came.
    Prompter(Interruption),
    /// The answers could not be saved.
    Save(E),
}

/// Runs the quiz to its end. Every change is passed to `save` before the next screen.
///
/// # Errors
/// When no reply comes, or when saving fails; the state then still holds all answers.
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
        let reply = prompter.ask(&screen).map_err(Stopped::Prompter)?;
        if state.reply(&reply) == Change::Answers {
            save(state.sheet()).map_err(Stopped::Save)?;
        }
    }
}
