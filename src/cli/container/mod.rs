//! The containers that text comes in: what the first bytes of a file say that it is, and the text behind them.
//!
//! ```text
//! bytes -> gzip or zstd, or neither -> UTF-16 or UTF-8, with a mark or without -> text
//! ```
//!
//! [`open`] takes off what is around the text while it is read, in little memory. What is no text in the end is refused
//! for what it is ([`Container::of`]), whatever the file is called. To read another kind of file, give it a variant of
//! [`Container`] and take it up in [`open`].

mod gz;
mod kind;
mod opened;
mod refusal;
mod utf16;
mod zst;

pub(super) use opened::{Use, open};
pub(super) use refusal::{LONGEST_LINE, Refusal};
