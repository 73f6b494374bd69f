//! What the overlay of a programme adds to a report.

use super::facts::Fact;
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::facts::programme::expectations;
use crate::language::programme;
use crate::model::Pack;

/// The programme at the head of a report.
#[derive(Clone, Debug)]
pub struct ProgrammeHead {
    /// The programme, as people know it.
    pub title: String,
    /// The address of its logo.
    pub logo: Option<String>,
}

/// A target of a term, and where the person stands.
#[derive(Clone, Debug)]
pub struct ExpectationRow {
    /// The term.
    pub term: String,
    /// The competency.
    pub title: String,
    /// The id of the competency.
    pub id: String,
    /// The anchor of its full card.
    pub anchor: String,
    /// The level that is expected, in words, and as a number.
    pub expected: (String, i64),
    /// The person's level, in words.
    pub level: String,
    /// The same as a number; `None` when it is not known.
    pub own: Option<Exact>,
    /// Whether it is reached, in words.
    pub reached: &'static str,
    /// The same as a value; `None` when the level is not known.
    pub is_reached: Option<bool>,
    /// The same in a line.
    pub line: String,
}

/// The programme at the head; `None` without an overlay.
pub(super) fn head(pack: &Pack) -> Option<ProgrammeHead> {
    let overlay = pack.overlay()?;
    let logo = overlay.logo.as_ref().map(|logo| logo.address.clone());
    Some(ProgrammeHead { title: overlay.title.clone(), logo })
}

/// The programme and whom to ask, among the facts at the head.
pub(super) fn facts(pack: &Pack) -> impl Iterator<Item = Fact> + '_ {
    let contact = |overlay: &crate::model::Overlay| overlay.contact.clone();
    let title = pack.overlay().map(|overlay| Fact { name: "Your programme", value: overlay.title.clone() });
    title.into_iter().chain(pack.overlay().and_then(contact).map(|value| Fact { name: "Whom to ask", value }))
}

/// What the programme expects, in its order.
pub(super) fn rows(assessment: &Assessment<'_>) -> Vec<ExpectationRow> {
    let pack = assessment.pack;
    let row = |expectation: &crate::facts::programme::Expectation| {
        let competency = pack.competency(expectation.target.competency);
        ExpectationRow {
            term: expectation.target.term.clone(),
            title: competency.title.clone(),
            id: competency.id.to_string(),
            anchor: format!("c-{}", competency.id),
            expected: (programme::expected(pack, expectation), expectation.target.level),
            level: programme::own_level(expectation),
            own: expectation.level,
            reached: programme::reached(expectation),
            is_reached: expectation.is_reached(),
            line: programme::line(pack, expectation),
        }
    };
    expectations(assessment).iter().map(row).collect()
}
