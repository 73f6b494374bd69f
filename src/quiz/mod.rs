//! The questionnaire as a conversation.
//!
//! [`QuizState`] is a state machine: it gives a [`Screen`] and takes a [`Reply`]. It does no input or output and reads
//! no clock. Screens have ids, and rows have ids and typed [`Action`]s. A reply names the screen it was made for and the
//! id of a row, so that a reply to another screen is a [`Change::Mismatch`] and never chooses something else.
//!
//! A [`Prompter`] shows screens and collects replies: in a terminal ([`InquirePrompter`]), as plain lines
//! ([`PlainPrompter`]), or from a list ([`ScriptPrompter`]). [`run`] saves every change before the next screen.

mod about;
#[cfg(not(target_family = "wasm"))]
mod inquire;
#[cfg(not(target_family = "wasm"))]
mod line_editor;
mod memory;
mod notes;
#[cfg(not(target_family = "wasm"))]
mod plain;
mod prompter;
mod question;
mod review;
#[cfg(not(target_family = "wasm"))]
mod rows;
mod screen;
mod script;
mod start;
mod state;
mod surface;

#[cfg(not(target_family = "wasm"))]
pub use inquire::{Colour, InquirePrompter};
pub use memory::{End, Memory, Place};
#[cfg(not(target_family = "wasm"))]
pub use plain::PlainPrompter;
pub use prompter::{Interruption, Prompter, Stopped, run};
pub use screen::{Action, Ask, Input, Menu, Reply, Row, Screen, TextLine};
pub use script::ScriptPrompter;
pub use start::{AttemptOrigin, start_says};
pub use state::{Change, QuizState};
