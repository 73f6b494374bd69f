//! YAML as a tree of nodes, read field by field with every problem and its place collected.
//!
//! `serde_yaml` loads a text into a [`Node`] tree. The reader walks the tree by a [`Shape`], checks each value and
//! collects problems with their paths in [`Problems`]. `survey` parses the text as events: it finds the places of those
//! paths in one pass, and refuses deep nesting and large expansions of aliases before `serde_yaml` loads them. A
//! correct file of ordinary form costs one pass.
//!
//! Deliberately absent: merge keys (`<<`), tags, several documents in one file.

mod cause;
mod node;
mod read;
mod schema;
mod shape;
mod survey;
mod write;

pub use cause::quoted;
pub use node::{Node, parse};
pub use read::{Cut, Field, Problems, Record};
pub use schema::schema;
pub use shape::{FieldShape, Kind, LONGEST_TEXT, Shape, TEXT, needed, not_there, optional, words};
pub use write::to_text;
