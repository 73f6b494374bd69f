//! Batch scoring: precomputes every possible score of a competency, for each form and role, and looks it up for each row.
//!
//! ```text
//! chunk of records -> answers::Decoder -> Row -> Scorer -> Figures -> Output
//! ```
//!
//! The results are those of scoring each respondent alone. Chunks are independent of each other, so any number of threads
//! may score them; the caller keeps the order of the outputs. Nothing here reads or writes a file, and nothing is allocated
//! for a row. Only the next role, where it is asked for, is found by assessing each respondent alone.

mod decimal;
mod figures;
mod people;
mod run;
mod schema;
mod scorer;
mod tables;
mod write;

pub use decimal::{Decimal, PLACES};
pub use figures::Figures;
pub use people::{People, ScoredRecord};
pub use run::{Batch, ChunkResult, Scratch};
pub use schema::schema;
pub use scorer::Scorer;
pub use write::{More, MoreColumns, Output, OutputFormat};
