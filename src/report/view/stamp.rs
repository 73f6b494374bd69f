//! Which pack a report or a plan was made with.

use crate::model::Pack;

/// What a pack is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackStamp {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// `sha256:` and the hash of its content.
    pub fingerprint: String,
    /// The same of what turns answers into levels.
    pub scoring_fingerprint: String,
}

impl PackStamp {
    /// What this pack is known by.
    pub fn of(pack: &Pack) -> Self {
        Self {
            id: pack.id().to_string(),
            version: pack.version().to_string(),
            fingerprint: pack.fingerprint().to_owned(),
            scoring_fingerprint: pack.scoring_fingerprint().to_owned(),
        }
    }
}
