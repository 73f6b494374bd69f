//! The development plan: what to do, when, why, what it costs, and what stays open.

use super::plan_steps::{OpenView, StepView, open_view, step_view};
use super::plan_words::{PlanPhrases, difference, doubt, hours, money, proof};
use crate::answers::AnswerSheet;
use crate::clock::Date;
use crate::exact::Exact;
use crate::language::{self, grammar, percent, span, thousands};
use crate::model::{BackgroundFact, Education, Pack, Price, ResourceIx, ResourceKind, RoleIx};
use crate::plan::solver::Total;
use crate::plan::{AvoidableStep, Cost, DevelopmentPlan, Phase, PlanStep, Sensitivity};

/// A development plan in words and numbers.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// `Development plan: Health IT Analyst`.
    pub title: String,
    /// The pseudonym of the person.
    pub respondent: String,
    /// The id of the goal.
    pub goal: String,
    /// The pack: its id and version.
    pub pack: String,
    /// The day on which it begins.
    pub start: Date,
    /// What stands out, each a sentence or two.
    pub summary: Vec<String>,
    /// What it was made for and by which rule, each a sentence or two.
    pub rules: Vec<String>,
    /// What is not known and would change it.
    pub cautions: Vec<String>,
    /// The way to each role.
    pub phases: Vec<PhaseView>,
    /// How much it hangs on the importances, a line each.
    pub sensitivity: Vec<String>,
    /// The currency in which prices are added up.
    pub currency: String,
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
    /// The next best plan.
    pub runner_up: String,
    /// What stays open.
    pub open: Vec<OpenView>,
    /// What opens afterwards; empty when nothing does.
    pub opens: String,
    /// Title, id and readiness of each role at its end, lowest rung first.
    pub readiness: Vec<(String, String, Option<Exact>)>,
    /// Readiness at its end for every role, in one line.
    pub readiness_line: String,
}

impl PhaseView {
    /// Title and readiness of each role at its end, lowest rung first.
    pub fn readiness_rows(&self) -> Vec<(&str, String)> {
        let in_words = |value: Option<Exact>| value.map_or_else(|| "not given".to_owned(), percent);
        self.readiness.iter().map(|(title, _, value)| (title.as_str(), in_words(*value))).collect()
    }
}

/// A plan as words and numbers, with its first day.
pub fn plan_view(
    pack: &Pack,
    sheet: &AnswerSheet,
    plan: &DevelopmentPlan,
    sensitivity: Option<&Sensitivity>,
    start: Date,
) -> PlanView {
    let goal = pack.role(plan.options.goal);
    PlanView {
        title: format!("Development plan: {}", goal.title),
        respondent: sheet.respondent.id.clone(),
        goal: goal.id.to_string(),
        pack: format!("{} {}", pack.id(), pack.version()),
        start,
        summary: summary(pack, plan),
        rules: rules(pack, plan),
        cautions: cautions(pack, sheet, plan),
        phases: numbered_phases(plan)
            .map(|(at, phase, first)| phase_view(pack, plan, (at, phase), first, start))
            .collect(),
        sensitivity: sensitivity
            .filter(|_| !is_done(plan))
            .map_or_else(Vec::new, |found| sensitivity_lines(pack, plan, found)),
        currency: plan.currency.clone(),
    }
}

pub(super) fn summary(pack: &Pack, plan: &DevelopmentPlan) -> Vec<String> {
    let goal = pack.role(plan.options.goal);
    let steps = || plan.phases.iter().flat_map(|phase| &phase.steps);
    let mut lines = Vec::new();
    if steps().count() == 0 {
        let open = plan.phases.last().is_some_and(|phase| !phase.open.is_empty());
        lines.push(match (open, plan.not_known.is_empty()) {
            (false, true) => {
                format!("You placed yourself at every target of {}. There is nothing to plan.", goal.title)
            }
            (false, false) => "There is nothing to plan yet: too few levels are known.".to_owned(),
            (true, _) => "Nothing that you can take closes a gap. Below is what stays open, and why.".to_owned(),
        });
        return lines;
    }
    let end = if plan.beyond.is_empty() {
        let weeks = plan.phases.last().map_or(0, |phase| phase.start + phase.weeks);
        format!("It ends about {} from its start, with the usual years in the roles between", span(weeks))
    } else {
        let last = steps().map(|step| step.end).max().unwrap_or(0);
        format!("The last step ends {} from the start", span(last))
    };
    lines.push(format!(
        "{} in {}: {}, {}. {end}.",
        grammar::count(steps().count(), "step", "steps"),
        grammar::count(plan.phases.len(), "phase", "phases"),
        money(plan.cost(pack, steps()), &plan.currency),
        hours(pack, steps()),
    ));
    let is_unpriced_degree = |step: &&PlanStep| {
        let resource = pack.resource(step.resource);
        resource.kind == ResourceKind::Degree && matches!(resource.price, Price::Unknown { .. })
    };
    match steps().filter(is_unpriced_degree).count() {
        0 => {}
        1 => lines.push("The price of a degree is not known, and is most likely the largest cost.".to_owned()),
        n => lines.push(format!("The prices of {n} degrees are not known, and are most likely the largest cost.")),
    }
    lines.extend(plan.avoidable.iter().map(|step| spared(pack, plan, step)));
    lines.extend(beyond(pack, plan));
    if let (Some(now), Some(last)) = (plan.readiness[plan.options.goal.get()], plan.phases.last())
        && let Some(then) = last.readiness[plan.options.goal.get()]
    {
        lines.push(format!("Readiness for {} rises from {} to {}.", goal.title, percent(now), percent(then)));
    }
    if let Some(last) = plan.phases.last() {
        let left = last.open.iter().filter(|gap| gap.must).count();
        lines.extend((left > 0).then(|| {
            format!(
                "{} of {} {} open: see the end of the last phase.",
                grammar::count(left, "must", "musts"),
                pack.role(last.role).title,
                grammar::plural(left, "stays", "stay")
            )
        }));
    }
    lines
}

/// What the plan would save without a step.
fn spared(pack: &Pack, plan: &DevelopmentPlan, step: &AvoidableStep) -> String {
    let resource = pack.resource(step.resource);
    let by = |number: i64, what: String| match number {
        0 => None,
        1.. => Some(format!("{what} less")),
        ..0 => Some(format!("{what} more")),
    };
    let unknown = usize::try_from(step.unknown.unsigned_abs()).unwrap_or(usize::MAX);
    let parts = [
        by(step.unknown, grammar::count(unknown, "unknown price", "unknown prices")),
        by(step.fees, format!("{} {}", thousands(step.fees.unsigned_abs()), plan.currency)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let cost = if parts.is_empty() { "the same price".to_owned() } else { grammar::and(&parts) };
    let end = if step.ends_better { "better" } else { "as well" };
    format!(
        "Without {} (`--exclude {}`) the plan ends {end}, for {cost}: later steps make up for it.",
        resource.title, resource.id
    )
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
        "For each role in turn this is the best set of steps: first the fewest unmet musts, then the least weighted gap \
         (importance times gap, added up), then the lowest price (a price that is not known counts as higher than any), \
         then the fewest hours, then the fewest steps. What is still equal follows the order of the catalogue. Each role \
         is planned for after the one before it: another choice in an early phase may make a later one shorter."
            .to_owned(),
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
        lines.push(format!("Nothing is planned for what has no level: {}.", grammar::and(&titles)));
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
    let is_degree = |resource: ResourceIx| pack.resource(resource).grants >= Some(Education::Bachelor);
    let mut steps = plan.phases.iter().flat_map(|phase| &phase.steps);
    let has_degree = background.education >= Some(Education::Bachelor) || steps.any(|step| is_degree(step.resource));
    if !has_degree && !plan.phases.is_empty() && (0..pack.resources().len()).map(ResourceIx::new).any(is_degree) {
        lines.push("This plan has no degree. Employers may ask for one, above all in senior posts.".to_owned());
    }
    lines
}

/// True for a plan of someone who has reached everything.
fn is_done(plan: &DevelopmentPlan) -> bool {
    plan.not_known.is_empty() && plan.phases.iter().all(|phase| phase.steps.is_empty() && phase.open.is_empty())
}

/// The phases, each with its place, from 0, and the number of its first step in the plan, from 1; none of a plan that is
/// done.
pub(super) fn numbered_phases(plan: &DevelopmentPlan) -> impl Iterator<Item = (usize, &Phase, usize)> {
    let phases = if is_done(plan) { &[][..] } else { &plan.phases };
    let mut next = 1;
    phases.iter().enumerate().map(move |(at, phase)| {
        let first = next;
        next += phase.steps.len();
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
        grammar::count(phase.steps.len(), "step", "steps"),
        hours(pack, phase.steps.iter()),
        money(plan.cost(pack, &phase.steps), &plan.currency)
    )
}

fn phase_view(
    pack: &Pack,
    plan: &DevelopmentPlan,
    (at, phase): (usize, &Phase),
    first: usize,
    start: Date,
) -> PhaseView {
    let role = pack.role(phase.role);
    let phrases = PlanPhrases { pack, currency: &plan.currency };
    let day = |week: u32| start.plus_days(u64::from(week) * 7);
    let steps = phase.steps.iter().zip(first..);
    PhaseView {
        title: phase_title(pack, at, phase),
        role: role.id.to_string(),
        when: when(pack, phase, start),
        days: (day(phase.start), day(phase.start + phase.weeks)),
        result: result(plan, at),
        effort: effort(pack, plan, phase),
        cost: plan.cost(pack, &phase.steps),
        hours: phase.after.hours,
        proof: proof(&phase.proof, &phase.after, plan.options.weeks.is_some()),
        way_in: if phase.job.is_none() || phase.role == plan.options.goal {
            role.routes_in.iter().map(|note| note.text.clone()).collect()
        } else {
            Vec::new()
        },
        steps: steps.map(|(step, number)| step_view(pack, plan, phase, step, number, start)).collect(),
        runner_up: phase.runner_up.as_ref().map_or_else(String::new, |other| {
            format!(
                "{}: {}.{}",
                phrases.exchange(other),
                difference(other, &phase.after, &phase.before, &plan.currency),
                doubt(&other.proof)
            )
        }),
        open: phase.open.iter().map(|gap| open_view(pack, plan, phase, gap)).collect(),
        opens: opens(pack, plan, phase),
        readiness: pack
            .role_indices()
            .map(|at| (pack.role(at).title.clone(), pack.role(at).id.to_string(), phase.readiness[at.get()]))
            .collect(),
        readiness_line: readiness_line(pack, &phase.readiness),
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
            let end = phase.steps.iter().map(|step| step.end).max().unwrap_or(phase.start);
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

fn sensitivity_lines(pack: &Pack, plan: &DevelopmentPlan, found: &Sensitivity) -> Vec<String> {
    let draws = found.draws;
    let mut lines = vec![format!(
        "Every importance was changed {draws} times by up to 20 per cent, at random from a fixed start. How often did \
         things stay?"
    )];
    for (competency, count) in &found.priorities {
        let title = &pack.competency(*competency).title;
        lines.push(format!("{title} is among the first five priorities in {count} of {draws}."));
    }
    if found.cut_short > 0 {
        lines.push(format!(
            "In {} of {draws} the search for steps was cut short: steps may stay less often than is said here.",
            found.cut_short
        ));
    }
    let steps: Vec<_> = plan.phases.iter().flat_map(|phase| &phase.steps).zip(&found.steps).collect();
    if !steps.is_empty() && steps.iter().all(|(_, (_, count))| *count == draws) {
        lines.push(format!("Every step stays in the plan in {draws} of {draws}."));
        return lines;
    }
    for (_, (resource, count)) in steps {
        lines.push(format!("{} stays in the plan in {count} of {draws}.", pack.resource(*resource).title));
    }
    lines
}
