//! One attempt of one person, reduced to what a page over many people needs.

use std::cmp::Ordering;

use crate::answers::{AgreedStep, Answer, Comparability, comparability};
use crate::assess::Assessment;
use crate::clock::{Date, Timestamp};
use crate::exact::Exact;
use crate::facts::answering::{StandsOut, stands_out};
use crate::gap::GapAnalysis;
use crate::model::{CompetencyIx, Need, Pack, RoleIx, Target};
use crate::plan::{FirstStep, Gain, PlanOptions, first_step, gains};

/// What one attempt says of a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The level.
    Level(Exact),
    /// No level: at least one of its questions has "don't know" as the answer.
    Unsure,
    /// No level: all its questions do not apply, as the person says.
    NotApplicable,
    /// No level: the form does not ask about it.
    NotAsked,
    /// No level: too little of it is answered.
    TooFewAnswers,
}

impl Finding {
    /// The level, where there is one.
    pub fn level(self) -> Option<Exact> {
        if let Self::Level(level) = self { Some(level) } else { None }
    }
}

/// A person held against the role that they work towards: the next one on the way to their goal, or the goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// The role.
    pub role: RoleIx,
    /// False for someone who starts at their goal or above it: the role is the goal then.
    pub is_next: bool,
    /// Readiness for it, from 0 to 1; `None` when too little is known.
    pub readiness: Option<Exact>,
    /// The worst and the best readiness that what is missing leaves room for.
    pub bounds: (Exact, Exact),
    /// Importance times gap, over all competencies with a level.
    pub lost: Exact,
    /// The musts that are not met, in the pack's order.
    pub unmet_musts: Vec<CompetencyIx>,
    /// How many musts the role has.
    pub musts: usize,
    /// The open gaps, highest priority first.
    pub gaps: Vec<CompetencyIx>,
}

impl Aim {
    fn new(assessment: &Assessment<'_>, goal: RoleIx) -> Self {
        let next = assessment.next_role(goal);
        let analysis: &GapAnalysis = assessment.against(next.unwrap_or(goal));
        Self {
            role: analysis.role,
            is_next: next.is_some(),
            readiness: analysis.readiness,
            bounds: analysis.bounds,
            lost: analysis.sums.lost,
            unmet_musts: analysis.unmet_musts.clone(),
            musts: analysis.musts,
            gaps: analysis.priorities(),
        }
    }
}

/// One attempt of one person.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The pseudonym.
    pub respondent: String,
    /// A name or a student number; only if the person gave one.
    pub label: Option<String>,
    /// The group that the person belongs to, such as a class.
    pub group: Option<String>,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it was finished.
    pub finished: Option<Timestamp>,
    /// The role that the person works towards in the end.
    pub goal: RoleIx,
    /// The role that comes next for them, with the gaps to it.
    pub aim: Aim,
    /// Readiness for each role, in the pack's order.
    pub readiness: Vec<Option<Exact>>,
    /// The highest role of the ladder that is reached.
    pub reached: Option<RoleIx>,
    /// What is known of each competency, in the pack's order.
    pub findings: Vec<Finding>,
    /// True for each competency that measured something else when it was rated.
    pub earlier_meaning: Vec<bool>,
    /// How many questions of each competency have "don't know" as the answer, and how many were asked.
    pub unsure: Vec<(usize, usize)>,
    /// How many items of the form are rated.
    pub rated: usize,
    /// How many have any answer.
    pub answered: usize,
    /// How many the form has.
    pub items: usize,
    /// Why its levels can be compared with those of another attempt; `None` where they cannot.
    pub comparability: Option<Comparability>,
    /// What the person can begin today.
    pub first_step: FirstStep,
    /// What stands out in how the questions were answered.
    pub stands_out: Vec<StandsOut>,
    /// What was agreed with the person, and what happened to it.
    pub steps: Vec<AgreedStep>,
    /// What each resource that is open to the person would narrow of their gaps.
    pub gains: Vec<Gain>,
}

impl Attempt {
    /// Reduces an assessment on the way to the role of its sheet.
    pub fn new(assessment: &Assessment<'_>) -> Self {
        let (pack, sheet) = (assessment.pack, assessment.sheet);
        let options = PlanOptions::of(sheet);
        let competencies = || pack.competency_indices();
        Self {
            respondent: sheet.respondent.id.clone(),
            label: sheet.respondent.label.clone(),
            group: sheet.group().map(str::to_owned),
            started: sheet.started,
            finished: sheet.finished,
            goal: sheet.role,
            aim: Aim::new(assessment, sheet.role),
            readiness: assessment.ladder.iter().map(|rung| rung.analysis.readiness).collect(),
            reached: assessment.nearest(),
            findings: competencies().map(|at| finding(assessment, at)).collect(),
            earlier_meaning: competencies().map(|at| sheet.is_of_earlier_meaning(pack.competency(at))).collect(),
            unsure: competencies().map(|at| unsure(assessment, at)).collect(),
            rated: sheet.rated(pack),
            answered: sheet.answered(pack),
            items: pack.form(sheet.form).items.len(),
            comparability: comparability(pack, sheet),
            first_step: first_step(assessment, &options),
            stands_out: stands_out(assessment).0,
            steps: sheet.steps.clone(),
            gains: gains(assessment, &options),
        }
    }

    /// When it was finished, else when it began.
    pub fn date(&self) -> Option<Timestamp> {
        self.finished.or(self.started)
    }

    /// The day of [`date`](Self::date).
    pub fn day(&self) -> Option<Date> {
        self.date().map(Timestamp::day)
    }

    /// True for an attempt with an answer and an end, or that says neither when it began nor when it ended, as rows of tables
    /// do.
    pub fn is_answered(&self) -> bool {
        self.answered > 0 && (self.finished.is_some() || self.started.is_none())
    }

    /// True where how the questions were answered, or the background, gives no ground to build on its high levels.
    pub fn is_doubtful(&self) -> bool {
        use StandsOut::{ExtremelyFast, HighWithoutBackground, Pattern};
        self.stands_out
            .iter()
            .any(|found| matches!(found, ExtremelyFast(_) | Pattern(_) | HighWithoutBackground { .. }))
    }

    /// The level in a competency.
    pub fn level(&self, at: CompetencyIx) -> Option<Exact> {
        self.findings[at.get()].level()
    }

    /// What the role that comes next needs in a competency; `None` where it does not need it.
    pub fn target<'p>(&self, pack: &'p Pack, at: CompetencyIx) -> Option<&'p Target> {
        pack.role(self.aim.role).target(at)
    }

    /// Target minus level, at least 0; `None` without a level, and where the role that comes next does not need it.
    pub fn gap(&self, pack: &Pack, at: CompetencyIx) -> Option<Exact> {
        let target = Exact::from(self.target(pack, at)?.level);
        self.level(at).map(|level| (target - level).max(Exact::ZERO))
    }

    /// Importance times [gap](Self::gap).
    pub fn weighted_gap(&self, pack: &Pack, at: CompetencyIx) -> Option<Exact> {
        Some(self.gap(pack, at)? * i128::from(self.target(pack, at)?.importance))
    }

    /// True for a must of the role that comes next that is not met.
    pub fn lacks_must(&self, at: CompetencyIx) -> bool {
        self.aim.unmet_musts.contains(&at)
    }

    /// Earlier before later, undated ones first; of one time what has more answers is later; then by content, so that the
    /// order of the inputs decides nothing.
    pub fn compare(&self, other: &Self) -> Ordering {
        let key = |attempt: &Self| (attempt.date(), attempt.is_answered(), attempt.rated, attempt.answered);
        let content = |attempt: &Self| {
            let steps: Vec<_> = attempt.steps.iter().map(|step| (step.state.word(), step.by, step.on)).collect();
            (attempt.goal, attempt.findings.clone(), attempt.label.clone(), attempt.group.clone(), steps)
        };
        key(self).cmp(&key(other)).then_with(|| content(self).cmp(&content(other)))
    }
}

fn finding(assessment: &Assessment<'_>, at: CompetencyIx) -> Finding {
    let score = assessment.card.competency(at);
    match score.level {
        Some(level) => Finding::Level(level),
        None if score.items.is_empty() => Finding::NotAsked,
        None if score.is_not_applicable() => Finding::NotApplicable,
        None if unsure(assessment, at).0 > 0 => Finding::Unsure,
        None => Finding::TooFewAnswers,
    }
}

/// How many questions of a competency have "don't know" as the answer, and how many the form asks.
fn unsure(assessment: &Assessment<'_>, at: CompetencyIx) -> (usize, usize) {
    let items = &assessment.card.competency(at).items;
    let unsure = items.iter().filter(|item| assessment.sheet.answer(item.item) == Some(&Answer::Unsure));
    (unsure.count(), items.len())
}

/// True for a target that is a must.
pub(super) fn is_must(target: &Target) -> bool {
    target.need == Need::Must
}
