//! How a report was made: what an advisor needs to trust it or to make it again.

use super::facts::Fact;
use crate::answers::AnswerSheet;
use crate::exact::share;
use crate::language::{self, percent, programme, sheets};
use crate::model::{ItemIx, ItemScale, Pack, ScaleIx, word_of};

/// Whom a report is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The person who answered.
    Student,
    /// Their advisor: with a part for the meeting, and every note.
    Advisor,
}

impl Audience {
    /// Each value with its word on the command line and in reports.
    pub const WORDS: &'static [(&'static str, Self)] = &[("student", Self::Student), ("advisor", Self::Advisor)];

    /// Who it is, for a list of choices.
    pub fn about(self) -> &'static str {
        match self {
            Self::Student => "The person who answered",
            Self::Advisor => "Their advisor",
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        word_of(Self::WORDS, self)
    }
}

/// What a report was made with, beside the pack and the answers. A page carries it, so that the report can be made
/// again and compared.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the report")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildInfo {
    /// The program and its version.
    pub tool: String,
    /// Whom it is for.
    pub audience: Audience,
    /// The id of the role.
    pub role: String,
    /// True when an earlier attempt stands beside the answers.
    pub since: bool,
    /// True when an observer's ratings stand beside them.
    pub observer: bool,
    /// True when it has a development plan.
    pub plan: bool,
    /// True when everything is open.
    pub full: bool,
}

/// A scale that questions share: which they are, and its options by value.
pub type ScaleWording = (String, String);

/// How the report was made.
#[derive(Clone, Debug)]
pub struct Method {
    /// Pack, version, fingerprint, tool.
    pub facts: Vec<Fact>,
    /// The rules of scoring, a paragraph each.
    pub rules: Vec<String>,
    /// The wording of the scales that the form's questions share.
    pub scales: Vec<ScaleWording>,
    /// Where the role's numbers come from: kind and reason.
    pub provenance: Vec<(&'static str, String)>,
    /// What the result cannot say.
    pub limits: Vec<String>,
    /// Said when the pack has changed since the answers were given.
    pub changed: Option<String>,
}

/// The method of a report on these answers.
pub(super) fn method(pack: &Pack, sheet: &AnswerSheet, build: &BuildInfo) -> Method {
    let mut facts = vec![
        Fact { name: "Questionnaire", value: format!("{} {}", pack.id(), pack.version()) },
        Fact { name: "Form", value: pack.form(sheet.form).title.clone() },
        Fact { name: "Fingerprint", value: pack.fingerprint().to_owned() },
        Fact { name: "Made with", value: format!("{}, for the {}", build.tool, build.audience.word()) },
    ];
    if pack.has_roles() {
        facts.insert(3, Fact { name: "Role", value: build.role.clone() });
    }
    facts.extend(programme::stamp(pack).map(|value| Fact { name: "Overlay", value }));
    let mut rules = vec![placing(pack)];
    if pack.has_roles() {
        rules.extend(holding_against_roles(pack));
    } else {
        rules.push(format!("{NOT_ANSWERED} {EXACT}"));
    }
    if pack.has_plans() {
        rules.push(
            "Courses and certifications are named for a gap when they start at or below your level and lead above it. Those \
             that nobody could be found to offer, or that are retired or no longer kept up, are never named."
                .to_owned(),
        );
    }
    rules.extend(programme::rule(pack));
    let changed = sheets::changed_since(pack, sheet);
    Method {
        facts,
        rules,
        scales: scales(pack, sheet),
        provenance: provenance(pack, sheet),
        limits: limits(pack),
        changed,
    }
}

/// What is said of a question without a rating, in a pack without roles.
const NOT_ANSWERED: &str = "A question that you left out, could not answer or that does not apply is in no level; nothing is \
                            guessed for it.";

/// How numbers are kept and shown.
const EXACT: &str = "All sums are exact; numbers are rounded only where they are printed, half to even, so that shares may not \
                     add up to 100 %.";

/// How answers become levels.
fn placing(pack: &Pack) -> String {
    let levels = pack.levels();
    let is_partial = |item: usize| pack.level_range(ItemIx::new(item)) != (levels.min(), levels.max());
    let partial = if (0..pack.items().len()).any(is_partial) {
        " Where the answers to a question stand for some of the levels only, its lowest and highest answer are the lowest and \
         highest of those."
    } else {
        ""
    };
    format!(
        "Each rating is turned into a place on the levels from {} to {}.{partial} Where several questions ask about one \
         competency, its level is their weighted mean. A level is shown when at least {} of the weight of its \
         questions is rated.",
        levels.min(),
        levels.max(),
        percent(share(pack.scoring().coverage))
    )
}

/// How levels are held against roles.
fn holding_against_roles(pack: &Pack) -> [String; 5] {
    let scoring = pack.scoring();
    [
        "A gap is the target minus the level, and never less than zero: being above one target does not make up for \
         another. Gaps are put in order by musts first, then by importance times gap, then by gap, then by the order \
         of the questionnaire."
            .to_owned(),
        format!(
            "Readiness is the points that your levels cover, divided by the points of all targets. A competency's points are \
             its importance times the levels from the lowest to its target; importance times gap is still to go, and \
             levels above a target add nothing. It is given when the rated competencies carry at least {} of the role's importance. Its range puts every question \
             without a rating at its lowest and at its highest.",
            percent(share(scoring.readiness_coverage))
        ),
        format!(
            "A role counts as reached when readiness is given and at least {}, and each of its musts has a level and is met.",
            percent(share(scoring.rung_readiness))
        ),
        format!(
            "What applies to a role, the role says: a question that you said does not apply to you counts like one without an \
             answer. It is in no level and it makes the range wider; nothing is guessed for it. {EXACT}"
        ),
        "A strength is at most one level short of its target, or at least \
         one level above the middle of your levels, and not among the first three priorities. These limits, and the \
         shares above, are our judgement."
            .to_owned(),
    ]
}

fn scales(pack: &Pack, sheet: &AnswerSheet) -> Vec<ScaleWording> {
    let mut used: Vec<ScaleIx> = Vec::new();
    for item in &pack.form(sheet.form).items {
        if let ItemScale::Shared(scale) = pack.item(*item).scale
            && !used.contains(&scale)
        {
            used.push(scale);
        }
    }
    let wording = |at: ScaleIx| {
        let options = pack.scale(at).options().iter().map(|option| format!("{} {}", option.value, option.label));
        (questions_on(pack, sheet, at), options.collect::<Vec<_>>().join("; "))
    };
    used.into_iter().map(wording).collect()
}

/// `Questions on skill`: what the form's questions with this scale ask about, if that is one thing.
fn questions_on(pack: &Pack, sheet: &AnswerSheet, scale: ScaleIx) -> String {
    let own = pack.form(sheet.form).items.iter().map(|item| pack.item(*item));
    let mut facets: Vec<_> = own.filter(|item| item.scale == ItemScale::Shared(scale)).map(|item| item.facet).collect();
    facets.dedup();
    match facets[..] {
        [Some(facet)] => format!("Questions on {}", language::facet(facet)),
        _ => "Questions with these answers".to_owned(),
    }
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
    reasons.map(|(_, reason)| (language::provenance(reason.kind), reason.note.clone())).collect()
}

fn limits(pack: &Pack) -> Vec<String> {
    let of_self = "The levels are what you said of yourself. Research finds that self-ratings and observed skill agree only in \
                   part, in both directions. Ask someone who has seen your work for a second view.";
    let of_targets = "The targets have not been tested against people who do the job. They are no forecast of being hired and \
                      must not be used to select people.";
    let of_prices = "Prices, dates and entry rules change. Each is shown with its year and how it was found; a range is what \
                     different people pay or different pages name. Check it with the provider.";
    let targets = pack.has_roles().then_some(of_targets);
    let prices = (pack.has_plans()).then_some(of_prices);
    [Some(of_self), targets, prices].into_iter().flatten().map(str::to_owned).collect()
}
