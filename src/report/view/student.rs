//! The student report: everything it says, in the order it says it.

use std::sync::Arc;

use super::about_role::{AboutRole, Context, about_role};
use super::action_plan::{ActionCard, action_plan};
use super::cards::{self, CompetencyCard, DomainSection};
use super::chart::{self, Axis, ProfileSection, RungRow};
use super::citations::{Citations, source_line};
use super::competency::{CompetencyKey, CompetencyView, CompetencyViews};
use super::entry::{ResourceEntry, UncitedEntry};
use super::facts::{Fact, NotRated, facts, not_rated};
use super::front::{self, Front, FrontMemo};
use super::memo::Memo;
use super::method::{Audience, BuildInfo, Method, method};
use super::overview::{Overview, overview};
use super::pair::{Beside, Others};
use super::plan_outline::{PlanOutline, plan_outline};
use super::programme::{self, ExpectationRow, ProgrammeHead};
use super::raters::{Raters, raters};
use super::rungs;
use super::shared::Shared;
use super::strengths::{Beyond, Strength, beyond, strengths};
use super::summary;
use super::trace::{self, LadderTrace, ReadinessTrace};
use crate::answers::AnswerSheet;
use crate::assess::Assessment;
use crate::clock::Date;
use crate::facts::career::{Career, career};
use crate::facts::compare::Changes;
use crate::facts::gap_help::GAPS_NAMED;
use crate::gap::{GapAnalysis, GapStatus};
use crate::language::{action_plan as action_plan_words, level_phrase};
use crate::model::{CompetencyIx, FormIx, Pack, ResourceIx, RoleIx, Source, SourceId};
use crate::plan::{FirstStep, PlanOptions, first_step};

/// What the student report says.
#[derive(Clone, Debug)]
pub struct StudentReport<'a> {
    /// The title of the page.
    pub title: String,
    /// The tag of the language of the pack's texts.
    pub language: String,
    /// False for a pack without roles: the report places the person on levels, and holds them against nothing.
    pub has_roles: bool,
    /// False for a pack without roles or without resources, which plans nothing.
    pub has_plans: bool,
    /// Who, when, what.
    pub facts: Vec<Fact>,
    /// True for answers that are not finished.
    pub draft: bool,
    /// The programme whose overlay lies over the pack.
    pub programme: Option<Arc<ProgrammeHead>>,
    /// What it expects by term.
    pub expected: Vec<ExpectationRow>,
    /// The goal in sight, the next role in hand.
    pub front: Front,
    /// Up to three strengths.
    pub strengths: Vec<Strength>,
    /// What is said where there is no strength to name.
    pub start: &'static str,
    /// How each domain stands.
    pub overview: Overview,
    /// The levels by number and name, in a line.
    pub levels: Arc<str>,
    /// What the profile shows, in a sentence.
    pub profile_takeaway: String,
    /// The axis of the profile.
    pub profile_axis: Shared<Axis>,
    /// The profile, domain by domain.
    pub profile: Vec<ProfileSection>,
    /// What changed since an earlier attempt.
    pub since: Option<Changes<'a>>,
    /// What an observer sees.
    pub raters: Option<Raters<'a>>,
    /// What the ladder shows, in a sentence.
    pub ladder_takeaway: String,
    /// The axis of the ladder.
    pub ladder_axis: Shared<Axis>,
    /// The roles, highest first.
    pub ladder: Vec<RungRow>,
    /// What readiness for the role of the report is made of.
    pub readiness_trace: ReadinessTrace,
    /// What readiness for every role is made of.
    pub ladder_trace: LadderTrace,
    /// What the role of this report is like.
    pub about_role: Option<Shared<AboutRole>>,
    /// What the pack says about the career as a whole. Where the role has a box, that stands before it.
    pub career: Option<Shared<Career>>,
    /// A card for each competency, in the pack's order.
    pub cards: Vec<Shared<CompetencyCard>>,
    /// The cards of what the role of the report or the next one needs.
    pub sections: Vec<DomainSection>,
    /// What was rated and neither of these roles needs, the highest level first; the first ones of many.
    pub beyond: Vec<Beyond>,
    /// How many more of them there are.
    pub more_beyond: usize,
    /// Every resource that a card names.
    pub resources: Vec<ResourceEntry>,
    /// The same resources, in the same order.
    pub named: Vec<ResourceIx>,
    /// What the facts of these resources rest on, in the order of the numbers that the entries give.
    pub sources: Vec<Shared<String>>,
    /// What has no rating.
    pub not_rated: Vec<NotRated>,
    /// The best set of steps on the way to the role, where a plan was made.
    pub plan: Option<PlanOutline>,
    /// A card for each of the first gaps to the next role.
    pub action_plan: Vec<ActionCard>,
    /// Questions to take to an advisor.
    pub questions: Vec<String>,
    /// The first step, as a fact.
    pub first: FirstStep,
    /// How it was made.
    pub method: Shared<Method>,
    /// What it was made with, for checking it against the answers later.
    pub build: BuildInfo,
}

impl StudentReport<'_> {
    /// True where the pack says why something without a rating matters.
    pub fn not_rated_says_why(&self) -> bool {
        self.not_rated.iter().any(|row| row.why.is_some())
    }

    /// The address of the programme's logo, and the programme's name.
    pub fn logo(&self) -> Option<(&str, &str)> {
        let programme = self.programme.as_ref()?;
        Some((programme.logo.as_deref()?, &programme.title))
    }
}

/// The report on one person's answers. `tool` names the program and its version.
pub fn student_report(assessment: &Assessment<'_>, tool: &str) -> StudentReport<'static> {
    student_report_beside(assessment, Beside::default(), tool)
}

/// The same report, with an earlier attempt, an observer's ratings, or both beside the person's answers. They add
/// sections and marks, and change no number.
pub fn student_report_beside<'a>(assessment: &Assessment<'_>, beside: Beside<'a>, tool: &str) -> StudentReport<'a> {
    Reporter::new(assessment.pack, tool).report(Audience::Student, assessment, beside)
}

/// Makes the reports of many people. What is the same for all who gave an answer, have a role or are led to a resource
/// is put into words once.
#[derive(Debug)]
pub struct Reporter<'p> {
    pack: &'p Pack,
    tool: String,
    programme: Option<Arc<ProgrammeHead>>,
    levels: Arc<str>,
    profile_axis: Shared<Axis>,
    ladder_axis: Shared<Axis>,
    competencies: Memo<CompetencyKey, Arc<CompetencyView>>,
    fronts: FrontMemo,
    entries: Memo<ResourceIx, Arc<UncitedEntry<'p>>>,
    sources: Memo<&'p SourceId, Shared<String>>,
    roles: Memo<(RoleIx, Option<Date>), Option<Shared<AboutRole>>>,
    careers: Memo<Option<Date>, Option<Shared<Career>>>,
    methods: Memo<(Audience, FormIx, RoleIx, bool), Shared<Method>>,
}

impl<'p> Reporter<'p> {
    /// For answers to this pack. `tool` names the program and its version.
    pub fn new(pack: &'p Pack, tool: &str) -> Self {
        Self {
            pack,
            tool: tool.to_owned(),
            programme: programme::head(pack).map(Arc::new),
            levels: summary::levels(pack).into(),
            profile_axis: Shared::new(chart::level_axis(pack)),
            ladder_axis: Shared::new(chart::share_axis()),
            competencies: Memo::new(),
            fronts: FrontMemo::new(),
            entries: Memo::new(),
            sources: Memo::new(),
            roles: Memo::new(),
            careers: Memo::new(),
            methods: Memo::new(),
        }
    }

    /// The report on one person, assessed with the same pack: as [`student_report`].
    pub fn student(&mut self, assessment: &Assessment<'_>) -> StudentReport<'static> {
        self.report(Audience::Student, assessment, Beside::default())
    }

    /// The report as a part of what this reader gets.
    pub(super) fn report<'b>(
        &mut self,
        audience: Audience,
        assessment: &Assessment<'_>,
        beside: Beside<'b>,
    ) -> StudentReport<'b> {
        let pack = self.pack;
        let Assessment { sheet, card, ladder, .. } = assessment;
        let build = BuildInfo {
            tool: self.tool.clone(),
            audience,
            role: pack.role(sheet.role).id.to_string(),
            since: beside.since.is_some(),
            observer: beside.observer.is_some(),
            plan: beside.plan.is_some(),
            full: beside.full,
        };
        let others = Others { then: beside.since, observer: beside.observer };
        let analysis = assessment.goal();
        let aim = assessment.aim(sheet.role);
        let views = CompetencyViews::new(pack, sheet, card, (ladder, aim.role), &mut self.competencies);
        let cards: Vec<_> = views.iter().map(|view| view.card.clone()).collect();
        let first: Vec<CompetencyIx> = aim.priorities().into_iter().take(GAPS_NAMED).collect();
        let to_build: Vec<CompetencyIx> =
            first.iter().copied().chain(analysis.priorities().into_iter().take(GAPS_NAMED)).collect();
        let step = first_step(assessment, &PlanOptions::of(sheet));
        let overview = overview(pack, analysis);
        let (front, in_front) = front::front(assessment, &step, overview.rows.clone(), &mut self.fronts);
        let mut named = views.named();
        named.extend(in_front);
        named.sort_unstable();
        named.dedup();
        let (resources, sources) = self.entries(&named, sheet.day());
        let shown = rungs::shown(assessment);
        let others_rated = beyond(pack, card, [analysis, aim]);
        let about_role = self.about_role(sheet.role, sheet.day());
        // An advisor needs the career only beside the role.
        let has_career = audience == Audience::Student || about_role.is_some();
        let career = if has_career { self.career(sheet.day()) } else { None };
        StudentReport {
            title: front::title(assessment),
            language: pack.language().tag().to_owned(),
            has_roles: pack.has_roles(),
            has_plans: pack.has_plans(),
            facts: facts(pack, sheet, card).into_iter().chain(programme::facts(pack)).collect(),
            draft: sheet.finished.is_none(),
            programme: self.programme.clone(),
            expected: programme::rows(assessment),
            front,
            strengths: strengths(pack, (aim, analysis), card, &to_build),
            start: summary::start(pack, analysis),
            overview,
            levels: Arc::clone(&self.levels),
            profile_takeaway: summary::profile_takeaway(pack, analysis),
            profile_axis: self.profile_axis.clone(),
            profile: chart::profile(pack, analysis, |at| {
                views.of(at).profile.as_ref().map(|row| others.on(pack, at, row))
            }),
            since: beside.since.map(Changes::new),
            raters: beside.observer.map(|observer| raters(pack, observer, analysis)),
            ladder_takeaway: summary::ladder_takeaway(assessment),
            ladder_axis: self.ladder_axis.clone(),
            ladder: shown
                .iter()
                .rev()
                .map(|role| chart::rung(pack, &ladder[role.get()], *role == sheet.role))
                .collect(),
            readiness_trace: trace::readiness(pack, card, analysis, |at| views.of(at).loss.clone()),
            ladder_trace: trace::ladder(pack, ladder, shown, views.iter().map(|view| view.ladder.clone())),
            about_role,
            career,
            sections: cards::sections(pack, &cards, [analysis, aim]),
            more_beyond: others_rated.len().saturating_sub(MOST_BEYOND),
            beyond: others_rated.into_iter().take(MOST_BEYOND).collect(),
            cards,
            resources,
            sources,
            not_rated: not_rated(pack, sheet, card, [analysis, aim]),
            plan: beside.plan.map(|plan| plan_outline(pack, sheet, plan, &named)),
            action_plan: action_plan(
                pack,
                sheet,
                (aim, built_first(&step, &aim.priorities())),
                beside.plan,
                GAPS_NAMED,
            ),
            questions: questions(pack, aim, built_first(&step, &first)),
            first: step,
            method: self.method(sheet, &build),
            build,
            named,
        }
    }

    /// The entries of resources, and their sources in the order of their numbers.
    fn entries(&mut self, named: &[ResourceIx], today: Option<Date>) -> (Vec<ResourceEntry>, Vec<Shared<String>>) {
        let pack = self.pack;
        let mut citations = Citations::default();
        let entry = |at: &ResourceIx| {
            self.entries.get(*at, || Arc::new(UncitedEntry::new(pack, *at))).cite(&mut citations, today)
        };
        let entries = named.iter().map(entry).collect();
        let line = |source: &'p Source| self.sources.get(&source.id, || Shared::new(source_line(source)));
        (entries, citations.named().map(line).collect())
    }

    fn about_role(&mut self, role: RoleIx, today: Option<Date>) -> Option<Shared<AboutRole>> {
        let beside = if self.pack.career().is_empty() { Context::Nothing } else { Context::Career };
        self.roles.get((role, today), || about_role(self.pack, role, today, beside).map(Shared::new))
    }

    fn career(&mut self, today: Option<Date>) -> Option<Shared<Career>> {
        self.careers.get(today, || career(self.pack, today).map(Shared::new))
    }

    fn method(&mut self, sheet: &AnswerSheet, build: &BuildInfo) -> Shared<Method> {
        let key = (build.audience, sheet.form, sheet.role, sheet.matches(self.pack));
        self.methods.get(key, || Shared::new(method(self.pack, sheet, build)))
    }
}

/// How many competencies that no role of the report needs are named.
const MOST_BEYOND: usize = 12;

/// The most questions about what the person could not rate.
const QUESTIONS_ON_UNKNOWN: usize = 2;

/// A question for each of the first gaps to the next role, and how to find out about what could not be rated.
fn questions(pack: &Pack, aim: &GapAnalysis, first: impl Iterator<Item = CompetencyIx>) -> Vec<String> {
    let of_first = first.filter_map(|at| {
        let next = cards::next_step(pack, aim.gap(at)?)?;
        let ask = next.advice.map(|advice| advice.ask);
        let ask = ask.unwrap_or_else(|| action_plan_words::ask_about(&level_phrase(pack, next.number.into())));
        Some([&pack.competency(at).title, ": ", &ask].concat())
    });
    let unknown = aim.gaps.iter().filter(|gap| gap.status == GapStatus::NotKnown && gap.target.importance > 0);
    let of_unknown = unknown.take(QUESTIONS_ON_UNKNOWN).map(|gap| {
        let title = &pack.competency(gap.competency).title;
        format!("{title}: I have not rated this yet. What could I watch or try to find out where I stand?")
    });
    of_first.chain(of_unknown).collect()
}

/// The competency that the first step builds, then the others of some, as many as there are.
fn built_first(step: &FirstStep, gaps: &[CompetencyIx]) -> impl Iterator<Item = CompetencyIx> {
    let built = step.competency();
    let others = gaps.iter().copied().filter(move |at| Some(*at) != built);
    built.into_iter().chain(others).take(gaps.len())
}
