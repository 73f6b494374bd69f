//! Batch scoring: precomputes every possible score of a competency, for each form and role, and looks it up for each row.
//!
//! ```text
//! chunk of records -> answers::Decoder -> Row -> Scorer -> Figures -> Output
//! ```
//!
//! The results are those of scoring each respondent alone. Chunks are independent of each other, so any number of threads
//! may score them; the caller keeps the order of the outputs. Nothing here reads or writes a file, and nothing is allocated
//! for a row. Only the next role, where it is asked for, is found by assessing each respondent alone.

mod cells;
mod codebook;
mod decimal;
mod details;
mod figures;
mod long;
#[cfg(not(target_family = "wasm"))]
mod people;
#[cfg(not(target_family = "wasm"))]
mod run;
mod schema;
mod scorer;
mod sheet;
mod tables;
mod tally;
mod write;

pub use codebook::Codebook;
pub use decimal::{Decimal, PLACES};
pub use details::Detail;
pub use figures::Figures;
#[cfg(not(target_family = "wasm"))]
pub use people::{People, ScoredRecord};
#[cfg(not(target_family = "wasm"))]
pub use run::{Batch, ChunkResult, Scratch};
pub use schema::schema;
pub use scorer::Scorer;
pub use sheet::{Mark, SheetRow};
pub use tally::{Standings, Tally};
pub use write::{More, MoreColumns, Output, OutputFormat};
