//! The words around an invitation.

use super::date;
use crate::answers::{Invitation, Until};

const UNTIL: &str = "Until";
const SEND_TO: &str = "Send to";

/// What an invitation says, each part with its name, in the order in which people ask. The texts are the office's own; a
/// line break in them is one.
pub fn parts(invitation: &Invitation) -> Vec<(&'static str, String)> {
    let until = invitation.until.as_ref().map(|until| match until {
        Until::Day(day) => date(*day),
        Until::Words(words) => words.clone(),
    });
    let parts = [
        ("From", invitation.from.clone()),
        ("Why", invitation.why.clone()),
        ("Who will see your answers", invitation.who_sees.clone()),
        (UNTIL, until),
        (SEND_TO, invitation.send_to.clone()),
        ("Group", invitation.group.clone()),
    ];
    parts.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
}

/// What it says about handing in: by when, and where.
pub fn handing_in(invitation: &Invitation) -> Vec<(&'static str, String)> {
    parts(invitation).into_iter().filter(|(name, _)| matches!(*name, UNTIL | SEND_TO)).collect()
}
