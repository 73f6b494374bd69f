//! The development plan: what to do, when, why, what it costs, and what stays open.

use super::plan_edition::Edition;
use super::plan_steps::{OpenView, StepView, open_view, step_view};
use super::plan_words::{hours, money, proof};
use super::programme::{self, ExpectationRow};
use super::stamp::PackStamp;
use crate::answers::AnswerSheet;
use crate::assess::Assessment;
use crate::clock::Date;
use crate::exact::{Exact, share};
use crate::facts::ages::{dated_facts, old};
use crate::language::{
    self, ages, grammar, next_step, percent, plan as plan_language, programme as programme_words, span,
};
use crate::model::{BackgroundFact, Degree, Education, Overlay, Pack, ResourceIx, RoleIx};
use crate::plan::solver::Total;
use crate::plan::{
    Cost, DevelopmentPlan, FirstStep, MOST_OPTIONAL, OpenGap, OptionalStep, PRICE_OF_AN_HOUR, Phase, WhyOpen,
};

/// A development plan in words and numbers.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// `Development plan: Health IT Analyst`.
    pub title: String,
    /// The pseudonym of the person.
    pub respondent: String,
    /// The name or number that people know them by, else the pseudonym.
    pub who: String,
    /// The id of the goal.
    pub goal: String,
    /// The pack: its id and version.
    pub pack: String,
    /// The id of the pack.
    pub pack_id: String,
    /// The same with the fingerprints.
    pub stamp: PackStamp,
    /// The day on which it begins.
    pub start: Date,
    /// False where nothing says on which day it begins: the days are then no days of the calendar.
    pub dated: bool,
    /// Which edition of the plan it is.
    pub edition: Edition,
    /// Why there is no step; `None` where there is one.
    pub no_steps: Option<String>,
    /// What stands out, each a sentence or two.
    pub summary: Vec<String>,
    /// What it was made for and by which rule, each a sentence or two.
    pub rules: Vec<String>,
    /// What is not known and would change it.
    pub cautions: Vec<String>,
    /// The way to each role.
    pub phases: Vec<PhaseView>,
    /// The id of the resource to take first, where there is one.
    pub first_step: Option<String>,
    /// The currency in which prices are added up.
    pub currency: String,
    /// What the overlay of a programme adds.
    pub programme: Option<PlanProgramme>,
}

/// What the overlay of a programme adds to a plan.
#[derive(Clone, Debug)]
pub struct PlanProgramme {
    /// The overlay.
    pub overlay: Overlay,
    /// The programme and whom to ask, in a line.
    pub contact: String,
    /// Which overlay it was, in a line.
    pub stamp: String,
    /// What the programme expects by term.
    pub expected: Vec<ExpectationRow>,
}

/// The way to one role.
#[derive(Clone, Debug)]
pub struct PhaseView {
    /// `1. Now to Health IT Analyst`.
    pub title: String,
    /// The id of the role.
    pub role: String,
    /// When, and what goes on meanwhile.
    pub when: String,
    /// Its first day and the day on which it is over.
    pub days: (Date, Date),
    /// What it leads to: readiness and musts before and after.
    pub result: String,
    /// Steps, hours and cost.
    pub effort: String,
    /// The sum of known prices, its range, and how many are not known.
    pub cost: Cost,
    /// The sum of known hours, and of how many steps they are not known.
    pub hours: Total,
    /// What is proven.
    pub proof: String,
    /// How people usually come into the role; for the first phase only, as the later ones come from the role before.
    pub way_in: Vec<String>,
    /// What to do, in the order in which it begins.
    pub steps: Vec<StepView>,
    /// The ids of the steps to start with.
    pub start_with: Vec<String>,
    /// Further steps that are in no sum, best first.
    pub optional: Vec<OptionalView>,
    /// What stays open.
    pub open: Vec<OpenView>,
    /// What opens afterwards; empty when nothing does.
    pub opens: String,
    /// Title, id and readiness of each role at its end, lowest rung first.
    pub readiness: Vec<(String, String, Option<Exact>)>,
    /// Readiness at its end for every role, in one line.
    pub readiness_line: String,
}

/// A further step of a phase.
#[derive(Clone, Debug)]
pub struct OptionalView {
    /// The id of the resource.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it adds, costs and takes.
    pub facts: String,
    /// What it adds to readiness for the role, in hundredths.
    pub points: Exact,
    /// What it costs; `None` when that is not known.
    pub fee: Option<u32>,
    /// Its hours; `None` when they are not known.
    pub hours: Option<u32>,
    /// Where it can be looked up.
    pub url: Option<String>,
}

/// A plan as words and numbers, with its first day.
pub fn plan_view(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan, start: Date) -> PlanView {
    view(pack, sheet, plan, Some(start))
}

/// The plan of a report, which begins on the day of the answers where they say one.
pub fn plan_of_report(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan) -> PlanView {
    view(pack, sheet, plan, sheet.day())
}

fn view(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan, given: Option<Date>) -> PlanView {
    let start = given.unwrap_or_else(|| Date::parse("1970-01-01").expect("a day of the calendar"));
    let goal = pack.role(plan.options.goal);
    PlanView {
        title: format!("Development plan: {}", goal.title),
        respondent: sheet.respondent.id.clone(),
        who: language::sheets::who(sheet),
        goal: goal.id.to_string(),
        pack: format!("{} {}", pack.id(), pack.version()),
        pack_id: pack.id().to_string(),
        stamp: PackStamp::of(pack),
        start,
        dated: given.is_some(),
        edition: Edition::new(sheet, start),
        no_steps: no_steps(pack, plan).map(|(why, _)| why),
        summary: summary(
            pack,
            sheet,
            plan,
            given,
            Some(&next_step::first_step(&Assessment::new(pack, sheet), &plan.first_step)),
        ),
        rules: rules(pack, plan),
        cautions: cautions(pack, sheet, plan),
        phases: numbered_phases(plan)
            .map(|(at, phase, first)| phase_view(pack, plan, (at, phase), first, start))
            .collect(),
        first_step: plan.first_step.resource().map(|at| pack.resource(at).id.to_string()),
        currency: plan.currency.clone(),
        programme: pack.overlay().map(|overlay| PlanProgramme {
            overlay: overlay.clone(),
            contact: programme_words::contact(pack).unwrap_or_default(),
            stamp: programme_words::made_with(overlay),
            expected: programme::rows(&Assessment::new(pack, sheet)),
        }),
    }
}

/// What stands out, with the first step where the page does not name it already.
pub(super) fn summary(
    pack: &Pack,
    sheet: &AnswerSheet,
    plan: &DevelopmentPlan,
    start: Option<Date>,
    first_step: Option<&str>,
) -> Vec<String> {
    let mut lines = Vec::new();
    let first_step =
        first_step.map(plan_language::first_step).into_iter().chain(next_step::in_place_of(pack, &plan.first_step));
    if let Some((why, below)) = no_steps(pack, plan) {
        lines.push(format!("{why}{below}"));
        lines.extend(first_step.filter(|_| plan.first_step != FirstStep::NoGap));
        return lines;
    }
    if let Some(phase) = plan.phases.first() {
        let end = start.map_or_else(|| span(phase.weeks), |start| month_of(start, phase.weeks));
        let (title, (met, musts)) = (&pack.role(phase.role).title, phase.musts);
        lines.push(plan_language::headline(title, &effort(pack, plan, phase), &end, musts - met));
        lines.extend(first_step);
        let begins = |at: &ResourceIx| phase.core.iter().find(|step| step.resource == *at).map_or(0, |step| step.start);
        let titles: Vec<(&str, u32)> =
            phase.start_with.iter().map(|at| (pack.resource(*at).title.as_str(), begins(at))).collect();
        lines.extend((!titles.is_empty()).then(|| plan_language::start_with(&titles)));
        lines.extend(
            phase
                .degree
                .zip(start)
                .map(|(week, start)| plan_language::until_the_degree(&month_of(start, week.saturating_sub(1)))),
        );
    }
    lines.push(whole_way(pack, sheet, plan));
    lines.extend(beyond(pack, plan));
    lines
}

/// Why a plan has no step, and what a page says stands below; `None` for a plan with a step.
fn no_steps(pack: &Pack, plan: &DevelopmentPlan) -> Option<(String, &'static str)> {
    if plan.phases.iter().any(|phase| !phase.core.is_empty()) {
        return None;
    }
    let goal = &pack.role(plan.options.goal).title;
    let open = plan.phases.last().is_some_and(|phase| !phase.open.is_empty());
    Some(match (open, plan.not_known.is_empty()) {
        (false, true) => (plan_language::at_every_target(goal), ""),
        (false, false) => (plan_language::too_few_levels(), ""),
        (true, _) if plan.phases.iter().all(|phase| phase.reached) => {
            (plan_language::reached(goal), " Below is what could lift you further.")
        }
        (true, _) => (plan_language::nothing_closes_a_gap(), " Below is what stays open, and why."),
    })
}

/// The month in which a week begins.
fn month_of(start: Date, week: u32) -> String {
    let day = start.plus_days(u64::from(week) * 7);
    language::months(day, day)
}

/// All phases together, and what stays open after them.
fn whole_way(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan) -> String {
    let goal = &pack.role(plan.options.goal).title;
    let steps = || plan.phases.iter().flat_map(|phase| &phase.core);
    let effort = format!(
        "{}, {}, {}",
        grammar::count(steps().count(), "step", "steps"),
        hours(pack, steps()),
        money(plan.cost(pack, steps()), &plan.currency)
    );
    let mut open = Vec::new();
    let gaps = || plan.phases.iter().flat_map(|phase| &phase.open);
    let is_degree_alone = |gap: &OpenGap| gap.must && matches!(gap.why, WhyOpen::DegreeAlone { .. });
    if lacks_degree(pack, sheet, plan) || gaps().any(is_degree_alone) {
        open.push(plan_language::open_degree());
    }
    if let Some(last) = plan.phases.last() {
        let musts = last.open.iter().filter(|gap| gap.must).count();
        open.extend((musts > 0).then(|| plan_language::open_musts(musts, &pack.role(last.role).title)));
    }
    open.extend((!plan.not_known.is_empty()).then(|| plan_language::open_levels(plan.not_known.len())));
    if plan.beyond.is_empty() {
        let weeks = plan.phases.last().map_or(0, |phase| phase.start + phase.weeks);
        plan_language::whole_way(goal, &effort, weeks, &open)
    } else {
        plan_language::way_until_deadline(goal, &effort, &open)
    }
}

/// What comes after the deadline.
fn beyond(pack: &Pack, plan: &DevelopmentPlan) -> Option<String> {
    let titles: Vec<&str> = plan.beyond.iter().map(|role| pack.role(*role).title.as_str()).collect();
    let when = match plan.phases.last()?.job {
        Some(job) => format!("while you work as {}", pack.role(job).title),
        None => "in the first phase".to_owned(),
    };
    (!titles.is_empty()).then(|| {
        format!(
            "Your deadline falls {when}, and the plan ends with it. The way to the goal goes on after it: to {}.",
            grammar::join(&titles, "and then to")
        )
    })
}

pub(super) fn rules(pack: &Pack, plan: &DevelopmentPlan) -> Vec<String> {
    let options = &plan.options;
    let mut lines = vec![
        plan_language::rule_of_the_core(&percent(share(pack.scoring().rung_readiness))),
        plan_language::rule_of_optional_steps(MOST_OPTIONAL, PRICE_OF_AN_HOUR, &plan.currency),
        "A price may be a range: members pay less than others, or pages name different prices. Plans are chosen and \
         compared by the usual price, which is most often the highest. Prices that are not known are in no sum."
            .to_owned(),
    ];
    if options.weeks.is_some() {
        lines.push(
            "Whether steps fit in before a deadline is found out by about a hundred ways to fill the weeks. Now and then \
             they miss one, and a better set of steps with it."
                .to_owned(),
        );
    }
    if let Some(levels) = pack.exam_levels() {
        lines.push(format!(
            "A certification by itself counts up to level {} here, a foundation exam up to level {}: work shows the rest. \
             This is our judgement.",
            levels.certification, levels.foundation
        ));
    }
    let mut limits = vec![format!("{} a week for learning", grammar::count(options.hours_per_week, "hour", "hours"))];
    limits.extend(options.budget.map(|budget| format!("at most {budget} {}", plan.currency)));
    limits.extend(options.weeks.map(|weeks| format!("done within {}", grammar::count(weeks, "week", "weeks"))));
    limits.extend(options.free_only.then(|| "only what is free on no condition".to_owned()));
    let titles = |list: &[ResourceIx]| {
        grammar::and(&list.iter().map(|at| pack.resource(*at).title.as_str()).collect::<Vec<_>>())
    };
    if !options.exclude.is_empty() {
        limits.push(format!("without {}", titles(&options.exclude)));
    }
    if !options.have.is_empty() {
        limits.push(format!("you have {}", titles(&options.have)));
    }
    lines.push(format!(
        "Made for: {}. Tasks in a job take up to {} of its hours a week; a degree takes its own, beside a job at most {}. \
         Years in a role and most hours are our estimates.",
        limits.join("; "),
        crate::plan::JOB_HOURS,
        crate::plan::PROGRAMME_HOURS_BESIDE_A_JOB
    ));
    lines.extend(programme_words::rule(pack));
    lines.push(
        "A plan is about levels, and each new post takes finding. Employers may also ask for a degree, a licence or years \
         in certain posts."
            .to_owned(),
    );
    lines
}

pub(super) fn cautions(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan) -> Vec<String> {
    let mut lines = Vec::new();
    if !plan.not_known.is_empty() {
        let titles: Vec<&str> = plan.not_known.iter().map(|at| pack.competency(*at).title.as_str()).collect();
        let is_placed = !plan.phases.is_empty();
        lines.push(plan_language::not_planned(&titles, is_placed));
    }
    let background = &sheet.background;
    let unsaid = pack.background_facts().into_iter().filter_map(|fact| match fact {
        BackgroundFact::Education => background.education.is_none().then_some("education"),
        BackgroundFact::Experience => background.experience_years.is_none().then_some("years of experience"),
        BackgroundFact::Licence => background.licences.is_none().then_some("licences"),
        BackgroundFact::Region => background.region.is_none().then_some("region"),
        _ => None,
    });
    let unsaid: Vec<&str> = unsaid.collect();
    if !unsaid.is_empty() {
        lines.push(format!(
            "The answers do not say your {}. What depends on that is left out until they do.",
            grammar::and(&unsaid)
        ));
    }
    if lacks_degree(pack, sheet, plan) && !plan.phases.is_empty() {
        lines.push("This plan has no degree. Employers may ask for one, above all in senior posts.".to_owned());
    }
    lines
}

/// True where the person has no bachelor's degree and studies for none, the plan has none, and the catalogue has one.
fn lacks_degree(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan) -> bool {
    let is_degree = |resource: ResourceIx| pack.resource(resource).grants >= Some(Education::Bachelor);
    let studied = sheet.background.studying.and_then(|degree| match degree {
        Degree::Level(level) => Some(level),
        Degree::Resource(at) => pack.resource(at).grants,
    });
    let mut steps = plan.phases.iter().flat_map(|phase| &phase.core);
    let has_one = sheet.background.education.max(studied) >= Some(Education::Bachelor);
    !has_one && !steps.any(|step| is_degree(step.resource)) && pack.resource_indices().any(is_degree)
}

/// True for a plan of someone who has reached everything.
fn is_done(plan: &DevelopmentPlan) -> bool {
    plan.not_known.is_empty() && plan.phases.iter().all(|phase| phase.core.is_empty() && phase.open.is_empty())
}

/// The phases, each with its place, from 0, and the number of its first step in the plan, from 1; none of a plan that is
/// done.
pub(super) fn numbered_phases(plan: &DevelopmentPlan) -> impl Iterator<Item = (usize, &Phase, usize)> {
    let phases = if is_done(plan) { &[][..] } else { &plan.phases };
    let mut next = 1;
    phases.iter().enumerate().map(move |(at, phase)| {
        let first = next;
        next += phase.core.len();
        (at, phase, first)
    })
}

/// `1. Now to Health IT Analyst`.
pub(super) fn phase_title(pack: &Pack, at: usize, phase: &Phase) -> String {
    let from = phase.job.map_or("Now", |job| pack.role(job).title.as_str());
    format!("{}. {from} to {}", at + 1, pack.role(phase.role).title)
}

/// Steps, hours and cost of a phase.
pub(super) fn effort(pack: &Pack, plan: &DevelopmentPlan, phase: &Phase) -> String {
    format!(
        "{}, {}, {}",
        grammar::count(phase.core.len(), "step", "steps"),
        hours(pack, phase.core.iter()),
        money(plan.cost(pack, &phase.core), &plan.currency)
    )
}

/// The hours of the core; those of a programme's own courses whole.
fn hours_of(pack: &Pack, phase: &Phase) -> Total {
    let hours = phase.core.iter().map(|step| pack.resource(step.resource).effort.total_hours());
    hours.fold(Total::default(), |sum, hours| match hours {
        Some(hours) => Total { known: sum.known + u64::from(hours), ..sum },
        None => Total { unknown: sum.unknown + 1, ..sum },
    })
}

fn phase_view(
    pack: &Pack,
    plan: &DevelopmentPlan,
    (at, phase): (usize, &Phase),
    first: usize,
    start: Date,
) -> PhaseView {
    let role = pack.role(phase.role);
    let day = |week: u32| start.plus_days(u64::from(week) * 7);
    let steps = phase.core.iter().zip(first..);
    PhaseView {
        title: phase_title(pack, at, phase),
        role: role.id.to_string(),
        when: when(pack, phase, start),
        days: (day(phase.start), day(phase.start + phase.weeks)),
        result: result(plan, at),
        effort: effort(pack, plan, phase),
        cost: plan.cost(pack, &phase.core),
        hours: hours_of(pack, phase),
        proof: proof(&phase.proof, &phase.after, plan.options.weeks.is_some()),
        way_in: if phase.job.is_none() || phase.role == plan.options.goal {
            role.routes_in.iter().map(|note| note.text.clone()).collect()
        } else {
            Vec::new()
        },
        steps: steps.map(|(step, number)| step_view(pack, plan, phase, step, number, start)).collect(),
        start_with: phase.start_with.iter().map(|at| pack.resource(*at).id.to_string()).collect(),
        optional: phase.optional.iter().map(|step| optional_view(pack, plan, at, step, start)).collect(),
        open: phase.open.iter().map(|gap| open_view(pack, plan, phase, gap)).collect(),
        opens: opens(pack, plan, phase),
        readiness: pack
            .role_indices()
            .map(|at| (pack.role(at).title.clone(), pack.role(at).id.to_string(), phase.readiness[at.get()]))
            .collect(),
        readiness_line: readiness_line(pack, &phase.readiness),
    }
}

fn optional_view(pack: &Pack, plan: &DevelopmentPlan, at: usize, step: &OptionalStep, today: Date) -> OptionalView {
    let resource = pack.resource(step.resource);
    let mut later = plan.phases[at + 1..].iter().flat_map(|phase| &phase.core);
    OptionalView {
        id: resource.id.to_string(),
        title: resource.title.clone(),
        facts: programme_words::with_offered(
            pack,
            step.resource,
            plan_language::optional_step(
                step.points,
                &language::short_price(&resource.price),
                &language::effort(resource.effort),
                later.any(|core| core.resource == step.resource),
                ages::old_facts(&old(&dated_facts(pack, step.resource), today)),
            ),
        ),
        points: step.points,
        fee: step.fee,
        hours: step.hours,
        url: resource.page.address().map(str::to_owned),
    }
}

/// What opens after the phase, in a sentence or two; empty when nothing does.
fn opens(pack: &Pack, plan: &DevelopmentPlan, phase: &Phase) -> String {
    // After the deadline there is no plan for what opens.
    let is_cut_off = !plan.beyond.is_empty() && plan.phases.last().is_some_and(|last| last.role == phase.role);
    if phase.opens.is_empty() || is_cut_off {
        return String::new();
    }
    let titles: Vec<&str> = phase.opens.iter().map(|at| pack.resource(*at).title.as_str()).collect();
    format!(
        "Opens {} {}: {}. Each may have more conditions: `skillgap explain ID` has them.",
        if phase.role == plan.options.goal { "with" } else { "after" },
        years_of(pack, phase.role),
        grammar::and(&titles)
    )
}

fn years_of(pack: &Pack, role: RoleIx) -> String {
    let title = &pack.role(role).title;
    match pack.role(role).stay {
        Some(stay) => format!("{} as {title}", grammar::count(stay.years, "year", "years")),
        None => format!("this phase and work as {title}"),
    }
}

/// The weeks without a step at the end of a phase that are worth a word.
const LONG_REST: u32 = 26;

fn when(pack: &Pack, phase: &Phase, start: Date) -> String {
    let first = language::date(start.plus_days(u64::from(phase.start) * 7));
    let length = span(phase.weeks);
    match phase.job {
        None if phase.weeks == 0 => format!("From {first}."),
        None => format!("From {first}, for {length}."),
        Some(job) => {
            let stay = if phase.years == 0 {
                String::new()
            } else {
                format!(" People usually stay about {}.", grammar::count(phase.years, "year", "years"))
            };
            // Years without a step are years of experience.
            let end = phase.core.iter().map(|step| step.end).max().unwrap_or(phase.start);
            let rest = phase.start + phase.weeks - end;
            let rest = if rest < LONG_REST {
                String::new()
            } else {
                format!(" The last {} have no step: they are for experience in the post.", span(rest))
            };
            format!("From about {first}, for {length}, while you work as {}.{stay}{rest}", pack.role(job).title)
        }
    }
}

/// Readiness before and after the phase at this place, and its musts.
pub(super) fn result(plan: &DevelopmentPlan, at: usize) -> String {
    let phase = &plan.phases[at];
    let before = plan.phases[..at].last().map_or(&plan.readiness, |before| &before.readiness)[phase.role.get()];
    let after = phase.readiness[phase.role.get()];
    let readiness = match (before, after) {
        (Some(before), Some(after)) => format!("Readiness {} to {}", percent(before), percent(after)),
        _ => "Readiness not given: too little is known".to_owned(),
    };
    let (met, all) = phase.musts;
    format!("{readiness}; musts met at the end: {met} of {all}.")
}

fn readiness_line(pack: &Pack, readiness: &[Option<Exact>]) -> String {
    let parts = pack.role_indices().map(|at| {
        let value = readiness[at.get()].map_or_else(|| "not given".to_owned(), percent);
        format!("{} {value}", pack.role(at).title)
    });
    parts.collect::<Vec<_>>().join(", ")
}
