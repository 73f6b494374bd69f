//! Scoring: computes exact competency levels from one person's answers, without a role.
//!
//! For an item on a scale `min..max` with the value `v`, reverse-keyed items first become
//! `v' = min + max - v`. Its options stand for the levels `a..b`, which are all levels of the pack unless the pack says
//! otherwise, so that its level is `a + (b - a) * (v' - min) / (max - min)` and its place on the pack's levels
//! `r = (level - L_min) / (L_max - L_min)`. A competency's level is
//!
//! ```text
//! c = L_min + (L_max - L_min) * sum(w_i r_i) / sum(w_i)     over its rated items
//! ```
//!
//! on the pack's level scale. It is shown when the rated share of the weight of its items in the form is at
//! least the pack's `scoring.coverage`; else the level is absent, never 0.
//!
//! Only rated items score. An item that was asked and is not rated (unsure, unanswered, does not apply) leaves the
//! mean, lowers coverage and widens the bounds; the three differ only where they are shown. The bounds put every such
//! item at its worst and at its best option, and a competency that the form does not ask at the lowest and the highest
//! level: nothing is guessed, the doubt is shown.
//!
//! Deliberately absent: percentiles, norms, imputation, rounding (see [`crate::exact::decimals`], used by views).

mod card;
mod pattern;
mod scorer;

pub use card::{CompetencyScore, ItemScore, ItemState, ScoreCard};
pub use pattern::{AnswerPattern, FAST, FEWEST_ANSWERS, Indicator, pattern};
#[cfg(test)]
pub(crate) use scorer::CALLS;
pub use scorer::{competency, item_state, score};
