//! Reports and plans as JSON, for other programs.
//!
//! Each kind of object is declared once, as a `Record`: a list of properties, each with what it says,
//! what it may hold and where it is taken from. The same declaration writes the object and gives its JSON Schema. Names
//! are those of the score output; numbers that are not counts have four decimals, rounded half to even, and are `null`
//! where they cannot be given. Nothing is computed here.

mod beside;
mod competency;
mod facts;
mod front;
mod plan;
mod record;
mod report;
mod resources;
mod roles;
mod value;

pub use facts::ReportFacts;
pub use plan::{plan, plan_schema};
pub use report::{report, report_schema};
pub(super) use value::write_text;
