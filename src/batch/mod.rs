//! Many respondents at once: the same results as for one, from tables made once for each form and role.
//!
//! ```text
//! chunk of records -> answers::Reader -> Row -> Scorer -> Figures -> Output
//! ```
//!
//! Chunks are independent of each other, so any number of threads may score them; whoever puts the outputs together
//! keeps their order. Nothing here reads or writes a file, and nothing is allocated for a row.

mod decimal;
mod figures;
mod run;
mod schema;
mod scorer;
mod tables;
mod write;

pub use decimal::{Decimal, PLACES};
pub use figures::Figures;
pub use run::{Batch, Scored, Scratch};
pub use schema::schema;
pub use scorer::Scorer;
pub use write::{Format, Output};
