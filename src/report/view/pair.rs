//! What stands beside a person's own answers in a report.

use super::chart::{ProfileRow, on_levels};
use super::shared::Shared;
use crate::assess::Comparison;
use crate::language::{compare, level_number};
use crate::model::{CompetencyIx, Pack};
use crate::plan::DevelopmentPlan;

/// What stands beside the answers that a report is about: an earlier attempt, an observer's ratings, a plan made for them;
/// and whether all of it is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// An earlier attempt; the second side is the person of the report.
    pub since: Option<&'a Comparison<'a>>,
    /// An observer's ratings; the first side is the person of the report.
    pub observer: Option<&'a Comparison<'a>>,
    /// The way to the role of the report.
    pub plan: Option<&'a DevelopmentPlan>,
    /// True to open everything.
    pub full: bool,
}

/// The levels that stand beside the person's own in a profile.
pub(super) struct Others<'a> {
    /// Those of an earlier attempt.
    pub(super) then: Option<&'a Comparison<'a>>,
    /// Those of an observer.
    pub(super) observer: Option<&'a Comparison<'a>>,
}

impl Others<'_> {
    /// The row of a competency, with the hollow dot and the diamond, and what they say in its label.
    pub(super) fn on(&self, pack: &Pack, at: CompetencyIx, row: &Shared<ProfileRow>) -> Shared<ProfileRow> {
        if self.then.is_none() && self.observer.is_none() {
            return row.clone();
        }
        let mut mark = row.mark.clone();
        let alike =
            |pair: Option<&Comparison<'_>>| Some(pair?.differences[at.get()]).filter(|both| both.measured_alike);
        if let Some(level) = alike(self.then).and_then(|both| both.first) {
            mark.then = Some(on_levels(pack, level));
            mark.label = format!("{}, {}", mark.label, compare::last_level(level));
        }
        if let Some(level) = alike(self.observer).and_then(|both| both.second) {
            mark.observer = Some(on_levels(pack, level));
            mark.label = format!("{}, observer level {}", mark.label, level_number(level));
        }
        Shared::new(ProfileRow { mark, ..(**row).clone() })
    }
}
