//! Overlays: what a programme lays over a pack, in a folder with `overlay.yaml` and perhaps a logo.
//!
//! An overlay adds the programme's own courses, changes prices and their dates, switches resources off, says what the
//! programme expects by the end of each term, and gives a line on whom to ask. It never changes a question, a role or
//! scoring: answers with and without it are comparable, and the fingerprints of the pack stay.
//!
//! ```text
//! overlay.yaml  --> parse (checked against the pack) --> OverlayParts --> Pack::lay_over --> another Pack
//! logo          --> by a function of the caller
//! ```
//!
//! Nothing here touches a file: the caller gives the text, and a function that gives the bytes of the logo.
//!
//! **Preference.** Own resources stand before those of the pack, so that among equals they are taken, and where hours are
//! compared theirs count half: in the order of what fits a gap, the first step, the criterion of work in a plan and the
//! order of optional steps. A price decides before hours there, and in a plan musts and gaps before both: of sets of steps
//! with the same first step, none that meets fewer musts, leaves a wider gap or costs more is chosen for an own course. In
//! the list of what fits one gap an own resource with the same benefit comes first whatever its price, with its price
//! beside it; a free one stays in the list.

mod logo;
mod read;

pub use read::{named_pack, parse};

/// The name of its file.
pub const OVERLAY_FILE: &str = "overlay.yaml";

/// The largest logo, in bytes.
pub const LARGEST_LOGO: usize = 64 * 1024;
