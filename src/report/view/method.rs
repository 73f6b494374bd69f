//! How a report was made: what an advisor needs to trust it or to make it again.

use super::facts::Fact;
use super::wording::percent;
use crate::answers::AnswerSheet;
use crate::exact::share;
use crate::model::Pack;

/// How the report was made.
#[derive(Clone, Debug)]
pub struct Method {
    /// Pack, version, fingerprint, tool.
    pub facts: Vec<Fact>,
    /// The rules of scoring, a paragraph each.
    pub rules: Vec<String>,
    /// Where the role's numbers come from: kind and reason.
    pub provenance: Vec<(&'static str, String)>,
    /// What the result cannot say.
    pub limits: Vec<String>,
    /// Said when the pack has changed since the answers were given.
    pub changed: Option<String>,
}

/// The method of a report on these answers.
pub(super) fn method(pack: &Pack, sheet: &AnswerSheet, tool: &str) -> Method {
    let scoring = pack.scoring();
    let facts = vec![
        Fact { name: "Questionnaire", value: format!("{} {}", pack.id(), pack.version()) },
        Fact { name: "Form", value: pack.form(sheet.form).title.clone() },
        Fact { name: "Fingerprint", value: pack.fingerprint().to_owned() },
        Fact { name: "Made with", value: tool.to_owned() },
    ];
    let rules = vec![
        format!(
            "Each rating is turned into a place on the levels from {} to {}. Where several questions ask about one \
             competency, its level is their weighted mean. A level is shown when at least {} of the weight of its \
             questions is rated.",
            pack.levels().min(),
            pack.levels().max(),
            percent(share(scoring.coverage))
        ),
        "A gap is the target minus the level, and never less than zero: being above one target does not make up for \
         another. Gaps are put in order by musts first, then by importance times gap, then by gap, then by the order \
         of the questionnaire."
            .to_owned(),
        format!(
            "Readiness is 1 minus the sum of importance times gap, divided by the sum of importance times the way from the lowest level to the target. It is \
             given when the rated competencies carry at least {} of the role's importance. Its range puts every answer \
             that is missing or unsure at its lowest and at its highest.",
            percent(share(scoring.readiness_coverage))
        ),
        format!(
            "A role counts as reached when all its musts are met and readiness is at least {}.",
            percent(share(scoring.rung_readiness))
        ),
        "Answers that do not apply leave every sum. Nothing is guessed for a missing answer. All sums are exact; \
         numbers are rounded only where they are printed."
            .to_owned(),
        "Courses and certifications are named for a gap when they start at or below your level and lead above it. Those \
         that nobody could be found to offer, or that are retired or no longer kept up, are never named."
            .to_owned(),
    ];
    let changed = (!sheet.matches(pack)).then(|| {
        "The questionnaire has changed since these answers were given. They are scored with the version named here; read \
         the changed questions again before you rely on the result."
            .to_owned()
    });
    Method { facts, rules, provenance: provenance(pack, sheet), limits: limits(), changed }
}

/// The reasons that the role's targets name, each once, in the pack's order.
fn provenance(pack: &Pack, sheet: &AnswerSheet) -> Vec<(&'static str, String)> {
    let targets = &pack.role(sheet.role).targets;
    let named = |at: usize| {
        targets
            .iter()
            .any(|target| target.level_from == at || target.importance_from == at || target.need_from == Some(at))
    };
    let reasons = pack.provenance().iter().enumerate().filter(|(at, _)| named(*at));
    reasons.map(|(_, reason)| (reason.kind.in_words(), reason.note.clone())).collect()
}

fn limits() -> Vec<String> {
    [
        "The levels are what you said of yourself. Research finds that self-ratings and observed skill agree only in part, \
         in both directions. Ask someone who has seen your work for a second view.",
        "The targets have not been tested against people who do the job. They are no forecast of being hired and must not \
         be used to select people.",
        "Prices, dates and entry rules change. Each is shown with its year and how it was found; check it with the provider.",
    ]
    .map(str::to_owned)
    .to_vec()
}
