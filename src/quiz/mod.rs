//! The questionnaire as a conversation.
//!
//! [`QuizState`] holds the whole conversation: it shows a [`Screen`], takes a [`Reply`] and moves on. It
//! does no input or output and reads no clock. A [`Prompter`] shows screens and brings replies: in a
//! terminal ([`InquirePrompter`]), as plain lines ([`PlainPrompter`]), or from a list ([`ScriptPrompter`]).
//! [`run`] joins the two and has every change saved before the next screen.

mod about;
mod inquire;
mod notes;
mod plain;
mod prompter;
mod review;
mod screen;
mod script;
mod start;
mod state;

pub use inquire::{Colour, InquirePrompter};
pub use plain::PlainPrompter;
pub use prompter::{Interruption, Prompter, Replied, Stopped, run};
pub use screen::{Ask, Menu, Reply, Row, RowKind, Screen, TextLine};
pub use script::ScriptPrompter;
pub use state::{Change, End, Opening, QuizState};
