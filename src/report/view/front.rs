//! The first part of a report: the goal in sight, the next role in hand.

use std::sync::Arc;

use super::memo::Memo;
use super::overview::DomainRow;
use crate::answers::{AgreedStep, AnswerSheet};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::facts::credentials::{CredentialRow, credentials};
use crate::facts::gap_help::{CertificationHelp, CourseHelp, GAPS_NAMED, GapHelp, gap_help as help_with};
use crate::gap::{Gap, GapAnalysis, GapStatus};
use crate::language::{self, credentials as credential_words, gap_help, next_step, steps};
use crate::model::{Background, CompetencyIx, Level, Need, Pack, ResourceIx, RoleIx};
use crate::plan::{Choice, FirstStep};

/// What the first part says.
#[derive(Clone, Debug)]
pub struct Front {
    /// Readiness for the goal, in a sentence.
    pub goal: String,
    /// The next role, in a sentence.
    pub next: String,
    /// The first step, in a sentence.
    pub first_step: String,
    /// The first step as a link and the rest of the sentence, where it is a resource: name and anchor.
    pub first_step_link: Option<((String, String), String)>,
    /// What the first step is, where it is a resource.
    pub first_step_about: Option<String>,
    /// What was agreed and is open, then what is done or held; a sentence each.
    pub agreed: Vec<String>,
    /// The heading over what is furthest from the goal.
    pub towards: String,
    /// The domains against the goal.
    pub domains: Vec<DomainRow>,
    /// The largest gaps to the goal.
    pub goal_gaps: Vec<Arc<GapCard>>,
    /// The next role by name; `None` for someone who starts at the goal or above.
    pub next_role: Option<String>,
    /// The first gaps to the next role.
    pub next_gaps: Vec<Arc<GapCard>>,
    /// What could not be rated and counts most for the next role, with its two lowest levels.
    pub unknown: Vec<UnknownCard>,
    /// The certifications of the next role and of the goal: each role with those that are first named there.
    pub credentials: CredentialTable,
    /// The others, which a reader opens.
    pub more_credentials: CredentialTable,
}

impl Front {
    /// True where a competency that could not be rated has levels in words.
    pub fn unknown_has_levels(&self) -> bool {
        self.unknown.iter().any(|card| !card.lowest.is_empty())
    }
}

/// A gap with what helps.
#[derive(Clone, Debug)]
pub struct GapCard {
    /// The competency.
    pub title: String,
    /// The anchor of its full card.
    pub anchor: String,
    /// True for a must of the role.
    pub must: bool,
    /// `2 to go`.
    pub to_go: String,
    /// The level now and the level needed.
    pub standing: String,
    /// Why it matters, where the pack says so.
    pub why: Option<String>,
    /// The next level by name, and its statement, where the pack has one.
    pub next: Option<(String, String)>,
    /// Practice to begin with.
    pub practice: Option<NamedResource>,
    /// What leads in the course.
    pub course_lead: &'static str,
    /// The course.
    pub course: Option<NamedResource>,
    /// The certification: name and anchor, where one fits.
    pub certification: Option<(String, String)>,
    /// When it can be had and what it costs, or why there is none.
    pub certification_says: String,
}

/// A resource where it is named.
#[derive(Clone, Debug)]
pub struct NamedResource {
    /// Its name.
    pub title: String,
    /// The anchor of its entry.
    pub anchor: String,
    /// Kind, price, hours, and what it waits for.
    pub facts: String,
}

/// A competency that could not be rated.
#[derive(Clone, Debug)]
pub struct UnknownCard {
    /// The competency.
    pub title: String,
    /// The anchor of its full card.
    pub anchor: String,
    /// Its two lowest levels: label and statement.
    pub lowest: Vec<(String, String)>,
    /// A way to find out, where the pack has one.
    pub find_out: Option<String>,
}

/// How many certifications the first part shows at once: all of the next role, and the first ones of the goal.
const CREDENTIALS_SHOWN: usize = 10;

/// A certification in the table of credentials.
#[derive(Clone, Debug)]
pub struct CredentialLine {
    /// Its name.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// How much it counts.
    pub counts_for: String,
    /// When the person may hold it.
    pub when: String,
    /// What it costs and how often it is renewed.
    pub price: String,
}

/// Each role with the certifications that are first named there.
pub type CredentialTable = Arc<[(String, Vec<CredentialLine>)]>;

/// What the first part says of gaps and certifications, put into words once for all people whom it fits.
#[derive(Debug)]
pub(super) struct FrontMemo {
    gaps: Memo<(CompetencyIx, RoleIx, Option<Exact>, Whose), Arc<HelpedGap>>,
    credentials: Memo<(RoleIx, Option<RoleIx>, Whose), Arc<Credentials>>,
}

/// What decides which resources are open to a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Whose {
    background: Background,
    steps: Vec<AgreedStep>,
}

/// A gap to a role in words, and the resources that it names.
#[derive(Debug)]
struct HelpedGap {
    card: Arc<GapCard>,
    named: Vec<ResourceIx>,
}

/// The certifications of the next role and of the goal, in words and as resources.
#[derive(Debug)]
struct Credentials {
    first: CredentialTable,
    more: CredentialTable,
    named: Vec<ResourceIx>,
}

impl Whose {
    fn of(sheet: &AnswerSheet) -> Self {
        Self { background: sheet.background.clone(), steps: sheet.steps.clone() }
    }
}

impl FrontMemo {
    pub(super) fn new() -> Self {
        Self { gaps: Memo::new(), credentials: Memo::new() }
    }

    /// The first gaps to a role in order of priority. All of them are open, so that the level says how far away each is.
    fn gaps(&mut self, assessment: &Assessment<'_>, analysis: &GapAnalysis) -> Vec<Arc<HelpedGap>> {
        let helped = analysis.open_gaps().into_iter().take(GAPS_NAMED).map(|gap| {
            self.gaps.get((gap.competency, analysis.role, gap.level, Whose::of(assessment.sheet)), || {
                let help = help_with(assessment, gap.clone());
                Arc::new(HelpedGap { card: Arc::new(gap_card(assessment, &help)), named: resources_of(&help) })
            })
        });
        helped.collect()
    }

    /// The certifications of the next role and of the goal.
    fn credentials(&mut self, assessment: &Assessment<'_>) -> Arc<Credentials> {
        let goal = assessment.sheet.role;
        let key = (goal, assessment.next_role(goal), Whose::of(assessment.sheet));
        self.credentials.get(key, || {
            let rows = credentials(assessment);
            let (first, more) = rows.split_at(rows.len().min(CREDENTIALS_SHOWN));
            let [first, more] = [first, more].map(|rows| by_role(assessment, rows).into());
            Arc::new(Credentials { first, more, named: rows.iter().map(|row| row.resource).collect() })
        })
    }
}

/// The first part for one person, and the resources that it names. `domains` are those against the goal.
pub(super) fn front(
    assessment: &Assessment<'_>,
    step: &FirstStep,
    domains: Vec<DomainRow>,
    memo: &mut FrontMemo,
) -> (Front, Vec<ResourceIx>) {
    let Assessment { pack, sheet, .. } = assessment;
    let goal_gaps = memo.gaps(assessment, assessment.goal());
    let next = assessment.next_rung();
    let next_gaps = next.map_or_else(Vec::new, |rung| memo.gaps(assessment, &rung.analysis));
    let credentials = memo.credentials(assessment);
    let named = goal_gaps.iter().chain(&next_gaps).flat_map(|gap| &gap.named).copied();
    let named = named.chain(step.resource()).chain(credentials.named.iter().copied()).collect();
    let cards = |gaps: &[Arc<HelpedGap>]| gaps.iter().map(|gap| Arc::clone(&gap.card)).collect();
    let front = Front {
        goal: next_step::goal(assessment),
        next: next_step::next_role(assessment),
        first_step: next_step::first_step(assessment, step),
        first_step_about: step.resource().map(|at| pack.resource(at).summary.clone()),
        first_step_link: step.resource().zip(step.competency()).map(|(at, built)| {
            let rest = next_step::behind_the_title(assessment, at, built);
            ((pack.resource(at).title.clone(), anchor(pack, at)), rest)
        }),
        agreed: agreed(assessment),
        towards: next_step::towards(pack, sheet.role),
        domains,
        goal_gaps: cards(&goal_gaps),
        next_role: next.map(|rung| pack.role(rung.analysis.role).title.clone()),
        next_gaps: cards(&next_gaps),
        unknown: unknown(assessment, step),
        credentials: Arc::clone(&credentials.first),
        more_credentials: Arc::clone(&credentials.more),
    };
    (front, named)
}

/// The rows under the first role that each counts for.
fn by_role(assessment: &Assessment<'_>, rows: &[CredentialRow<'_>]) -> Vec<(String, Vec<CredentialLine>)> {
    let pack = assessment.pack;
    let line = |row: &CredentialRow<'_>| CredentialLine {
        title: row.record(pack).title.clone(),
        anchor: anchor(pack, row.resource),
        counts_for: credential_words::counts_for(pack, row),
        when: credential_words::when_in_table(pack, row),
        price: credential_words::price_and_renewal(assessment, row),
    };
    let groups = rows.chunk_by(|a, b| a.counts_for[0].0 == b.counts_for[0].0);
    groups.map(|group| (pack.role(group[0].counts_for[0].0).title.clone(), group.iter().map(line).collect())).collect()
}

fn anchor(pack: &Pack, at: ResourceIx) -> String {
    format!("r-{}", pack.resource(at).id)
}

fn resources_of(help: &GapHelp<'_>) -> Vec<ResourceIx> {
    let course = match &help.course {
        CourseHelp::Now(choice) | CourseHelp::Later(choice) => Some(choice.resource),
        CourseHelp::None => None,
    };
    let certification = if let CertificationHelp::Fits(at) = help.certification { Some(at) } else { None };
    let practice = help.practice.as_ref().map(|choice| choice.resource);
    practice.into_iter().chain(course).chain(certification).collect()
}

fn gap_card(assessment: &Assessment<'_>, help: &GapHelp<'_>) -> GapCard {
    let pack = assessment.pack;
    let competency = pack.competency(help.gap.competency);
    let named = |choice: &Choice<'_>| NamedResource {
        title: pack.resource(choice.resource).title.clone(),
        anchor: anchor(pack, choice.resource),
        facts: gap_help::resource(pack, choice),
    };
    let course = match &help.course {
        CourseHelp::Now(choice) | CourseHelp::Later(choice) => Some(named(choice)),
        CourseHelp::None => None,
    };
    let certification = if let CertificationHelp::Fits(at) = help.certification {
        Some((pack.resource(at).title.clone(), anchor(pack, at)))
    } else {
        None
    };
    let next = super::cards::next_step(pack, &help.gap);
    GapCard {
        title: competency.title.clone(),
        anchor: format!("c-{}", competency.id),
        must: help.gap.target.need == Need::Must,
        to_go: language::to_go(help.gap.size),
        standing: gap_help::standing(pack, help),
        why: competency.why.clone(),
        next: next.and_then(|next| Some((next.level, next.statement?))),
        course_lead: gap_help::course_lead(pack, help),
        practice: help.practice.as_ref().map(named),
        course,
        certification,
        certification_says: gap_help::certification(assessment, help),
    }
}

/// What is open first, then what is finished; each in the order in which it was noted.
fn agreed(assessment: &Assessment<'_>) -> Vec<String> {
    let (pack, sheet) = (assessment.pack, assessment.sheet);
    let mut all: Vec<&AgreedStep> = sheet.steps.iter().collect();
    all.sort_by_key(|step| step.state.is_finished());
    all.into_iter().map(|step| steps::agreed(pack, step, sheet.day())).collect()
}

/// What could not be rated, of the role that the person works towards: musts first, then by importance. Not what the
/// first step is about already, unless that is finding out.
fn unknown(assessment: &Assessment<'_>, step: &FirstStep) -> Vec<UnknownCard> {
    let pack = assessment.pack;
    let analysis = assessment.aim(assessment.sheet.role);
    let is_unknown = |gap: &&Gap| gap.status == GapStatus::NotKnown && gap.target.importance > 0;
    let mut gaps: Vec<&Gap> = analysis.gaps.iter().filter(is_unknown).collect();
    let first = if let FirstStep::FindOut(first) = step { Some(*first) } else { None };
    gaps.sort_by_key(|gap| {
        (Some(gap.competency) != first, gap.target.need != Need::Must, std::cmp::Reverse(gap.target.importance))
    });
    let card = |gap: &Gap| {
        let competency = pack.competency(gap.competency);
        let own = |level: &&Level| competency.statements.is_empty() || competency.defines(level.number);
        let levels = pack.levels().levels().iter().filter(own).take(2);
        let words = |level: &Level| {
            let statement = pack.statement(gap.competency, level.number)?;
            Some((format!("{} {}", level.number, level.label), statement.to_owned()))
        };
        UnknownCard {
            title: competency.title.clone(),
            anchor: format!("c-{}", competency.id),
            lowest: levels.filter_map(words).collect(),
            find_out: competency.advice.first().map(|(_, advice)| advice.first_step.clone()),
        }
    };
    gaps.into_iter().take(GAPS_NAMED).map(card).collect()
}

/// The title of a report: the goal and readiness for it.
pub(super) fn title(assessment: &Assessment<'_>) -> String {
    let goal = assessment.goal();
    if !assessment.pack.has_roles() {
        return assessment.pack.title().to_owned();
    }
    let role = &assessment.pack.role(goal.role).title;
    format!("{role}: {}", language::next_step::readiness_in_title(goal))
}
