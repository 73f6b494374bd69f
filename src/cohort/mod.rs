//! Many people together: who answered, what they share, what changed, and what could be taught.
//!
//! ```text
//! records -> Attempt (one each) -> join -> Person -> CompetencyFigures, Need, GroupResource, Shift, ProgrammeTarget
//! ```
//!
//! An [`Attempt`] is made from an [`Assessment`](crate::assess::Assessment) by whatever thread read the answers; all else
//! happens when every record is there, and does not depend on their order. A person is held against the role that comes next
//! for them ([`Aim`]); figures of the class count those who [answered](Person::answered), each once. Sums are exact.

mod attempt;
mod changes;
mod competencies;
mod join;
mod needs;
mod person;
mod programme;
mod resources;

pub use attempt::{Aim, Attempt, Finding};
pub use changes::{Shift, shifts};
pub use competencies::{CompetencyFigures, Unsure, share, unsure};
pub use join::{Joined, Record, Term, join};
pub use needs::{FEWEST, GroupStep, Need, ONE_IN, RoleGroup, fewest, needs, role_groups};
pub use person::{Change, Person, STALE_DAYS, Status};
pub use programme::{ProgrammeTarget, programme};
pub use resources::{GroupResource, MOST as MOST_RESOURCES, resources};
