//! YAML as a tree of nodes whose places can be found again, read field by field with every problem
//! collected.
//!
//! `serde_yaml` gives a place only to the first error it meets. Here a file becomes a [`Node`] tree
//! first; `read` walks the tree, checks each value where it stands and notes a problem with its
//! path; only then does `locate` walk the text again to turn the paths into lines and
//! columns. Reading a correct file therefore costs one pass.
//!
//! Deliberately absent: merge keys (`<<`), tags, several documents in one file.

mod guard;
mod locate;
mod node;
mod read;
mod shape;
mod write;

pub use node::{Node, parse};
pub use read::{Field, Problems, Record};
pub use shape::{FieldShape, Kind, LONGEST_TEXT, Shape, TEXT, needed, optional, words};
pub use write::to_text;
