//! A programme's own courses, prices and targets.

use super::{level_number, level_phrase};
use crate::exact::Exact;
use crate::facts::programme::Expectation;
use crate::model::{Origin, Overlay, Pack, ResourceIx};

/// `offered by your programme: Example College`; `None` for what the pack itself has.
pub fn offered(pack: &Pack, at: ResourceIx) -> Option<String> {
    let overlay = pack.overlay().filter(|_| pack.resource(at).is_own())?;
    Some(format!("offered by your programme: {}", overlay.title))
}

/// A text with [`offered`] behind it, where the resource is the programme's own.
pub fn with_offered(pack: &Pack, at: ResourceIx, text: String) -> String {
    match offered(pack, at) {
        Some(offered) => format!("{text}, {offered}"),
        None => text,
    }
}

/// What stands behind a price that the programme gives; empty for others.
pub fn price_from(pack: &Pack, at: ResourceIx) -> String {
    match (pack.overlay(), pack.resource(at).origin) {
        (Some(overlay), Origin::PricedByProgramme) => format!("; as your programme gives it: {}", overlay.title),
        _ => String::new(),
    }
}

/// By which rule own courses are preferred; `None` without an overlay.
pub fn rule(pack: &Pack) -> Option<String> {
    let overlay = pack.overlay()?;
    Some(format!(
        "{} added its own courses, prices or targets to the questionnaire's catalogue. Where one of its courses leads as \
         far for a gap as another, it is named first; in plans half its hours count when courses are compared, and \
         price, musts and gaps come before that. Questions, levels and readiness are those of everyone.",
        overlay.title
    ))
}

/// Which overlay it was: id, version and fingerprint.
pub fn stamp(pack: &Pack) -> Option<String> {
    Some(pack.overlay()?.stamp())
}

/// Which overlay a plan was made with, in a sentence.
pub fn made_with(overlay: &Overlay) -> String {
    format!("Overlay: {}.", overlay.stamp())
}

/// The programme, and whom to ask.
pub fn contact(pack: &Pack) -> Option<String> {
    let overlay = pack.overlay()?;
    Some(format!(
        "Your programme: {}.{}",
        overlay.title,
        overlay.contact.as_ref().map_or_else(String::new, |contact| format!(" {contact}"))
    ))
}

/// The level that is expected: `2, Beginner`.
pub fn expected(pack: &Pack, expectation: &Expectation) -> String {
    level_phrase(pack, Exact::from(expectation.target.level))
}

/// The person's level as a number.
pub fn own_level(expectation: &Expectation) -> String {
    expectation.level.map_or_else(|| "not known".to_owned(), level_number)
}

/// Whether it is reached.
pub fn reached(expectation: &Expectation) -> &'static str {
    match expectation.is_reached() {
        Some(true) => "reached",
        Some(false) => "not yet",
        None => "not known",
    }
}

/// A target with how the person stands, in a line.
pub fn line(pack: &Pack, expectation: &Expectation) -> String {
    format!(
        "{}, {}: {} expected; you: {}, {}.",
        expectation.target.term,
        pack.competency(expectation.target.competency).title,
        expected(pack, expectation),
        own_level(expectation),
        reached(expectation)
    )
}

/// What is said of a resource that the programme has switched off; `None` without an overlay.
pub fn switched_off(pack: &Pack) -> Option<String> {
    Some(format!("Not recommended here: your programme, {}, has switched it off.", pack.overlay()?.title))
}
