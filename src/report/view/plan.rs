//! The development plan: what to do, when, why, what it costs, and what stays open.

use super::plan_words::{Words, difference, money};
use super::wording::{level_number, percent, requirement, short_price};
use crate::answers::AnswerSheet;
use crate::clock::Date;
use crate::exact::Exact;
use crate::model::{BackgroundFact, Effort, Pack, Price, ResourceIx, RoleIx};
use crate::plan::solver::Total;
use crate::plan::{DevelopmentPlan, OpenGap, Phase, Rise, Sensitivity, Step, WhyOpen};
use crate::words;

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
    /// The sum of known prices, and how many are not known.
    pub cost: Total,
    /// The sum of known hours, and of how many steps they are not known.
    pub hours: Total,
    /// What is proven.
    pub proof: String,
    /// How people usually come into the role.
    pub way_in: Option<String>,
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

/// One step.
#[derive(Clone, Debug)]
pub struct StepView {
    /// Its place in the plan, from 1.
    pub number: usize,
    /// The id of the resource.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Kind, price with its year, effort.
    pub facts: String,
    /// Its price in a few words.
    pub price: String,
    /// The amount in the plan's currency: 0 for free; `None` when not known.
    pub fee: Option<u32>,
    /// Hours in all, where known.
    pub hours: Option<u32>,
    /// `weeks 1 to 10`.
    pub when: String,
    /// Its first day and the day on which it is over.
    pub days: (Date, Date),
    /// The first week and the last, counted from 1 and from the start of the plan.
    pub weeks: (u32, u32),
    /// What to make sure of first; empty when nothing is known of.
    pub check: String,
    /// What it does alone, in words, and what is lost without it.
    pub reasons: Vec<String>,
    /// The gaps that it closes alone: competency id, from, to.
    pub alone: Vec<(String, Exact, Exact)>,
    /// The gaps that are wider without it and nothing in its place.
    pub together: Vec<(String, Exact, Exact)>,
    /// Where it can be looked up.
    pub url: Option<String>,
}

/// A competency that stays below its target.
#[derive(Clone, Debug)]
pub struct OpenView {
    /// Its name.
    pub title: String,
    /// Its id.
    pub id: String,
    /// True for a must.
    pub must: bool,
    /// Level and target.
    pub standing: String,
    /// Why the plan goes no further.
    pub why: String,
    /// The experience that closes the next step, and what would show it.
    pub experience: String,
}

impl PhaseView {
    /// The number of its first step.
    pub fn first_step(&self) -> usize {
        self.steps.first().map_or(1, |step| step.number)
    }

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
    let goal = pack.role(plan.wishes.goal);
    let mut number = 0;
    let mut readiness = &plan.readiness;
    let mut phases = Vec::new();
    for (at, phase) in plan.phases.iter().enumerate() {
        phases.push(phase_view(pack, plan, (at, phase), readiness, start, &mut number));
        readiness = &phase.readiness;
    }
    PlanView {
        title: format!("Development plan: {}", goal.title),
        respondent: sheet.respondent.id.clone(),
        goal: goal.id.to_string(),
        pack: format!("{} {}", pack.id(), pack.version()),
        start,
        summary: summary(pack, plan),
        rules: rules(pack, plan),
        cautions: cautions(pack, sheet, plan),
        phases,
        sensitivity: sensitivity.map_or_else(Vec::new, |found| sensitivity_lines(pack, plan, found)),
        currency: plan.currency.clone(),
    }
}

fn summary(pack: &Pack, plan: &DevelopmentPlan) -> Vec<String> {
    let goal = pack.role(plan.wishes.goal);
    let steps = || plan.phases.iter().flat_map(|phase| &phase.steps);
    let mut lines = Vec::new();
    if steps().count() == 0 {
        let open = plan.phases.last().is_some_and(|phase| !phase.open.is_empty());
        lines.push(match (open, plan.not_known.is_empty()) {
            (false, true) => {
                format!("You placed yourself at every target of {}. There is nothing to plan.", goal.title)
            }
            (false, false) => "There is nothing to plan yet: too few levels are known.".to_owned(),
            (true, _) => {
                "Nothing in the catalogue that fits your limits closes a gap. Below is what stays open.".to_owned()
            }
        });
        return lines;
    }
    let mut fees = Total::default();
    for phase in &plan.phases {
        fees.known += phase.after.fees.known;
        fees.unknown += phase.after.fees.unknown;
    }
    let weeks = plan.phases.last().map_or(0, |phase| phase.start + phase.weeks);
    lines.push(format!(
        "{} in {}: {}, {}. It ends about {} from its start, with the usual years in the roles between.",
        words::count(steps().count(), "step", "steps"),
        words::count(plan.phases.len(), "phase", "phases"),
        money(fees, &plan.currency),
        super::plan_words::hours(pack, steps()),
        super::plan_words::span(weeks),
    ));
    if let (Some(now), Some(last)) = (plan.readiness[plan.wishes.goal.get()], plan.phases.last())
        && let Some(then) = last.readiness[plan.wishes.goal.get()]
    {
        lines.push(format!("Readiness for {} rises from {} to {}.", goal.title, percent(now), percent(then)));
    }
    let left = plan.phases.last().map_or(0, |phase| phase.open.iter().filter(|gap| gap.must).count());
    if left > 0 {
        lines.push(format!(
            "{} of the goal {} open: see the end of the last phase.",
            words::count(left, "must", "musts"),
            if left == 1 { "stays" } else { "stay" }
        ));
    }
    lines
}

fn rules(pack: &Pack, plan: &DevelopmentPlan) -> Vec<String> {
    let wishes = &plan.wishes;
    let mut lines = vec![
        "For each role in turn this is the best set of steps: first the fewest unmet musts, then the least importance times \
         gap, then the lowest price (a price that is not known counts as higher than any), then the fewest hours, then \
         the fewest steps. What is still equal follows the order of the catalogue."
            .to_owned(),
    ];
    if let Some(levels) = pack.exam_levels() {
        lines.push(format!(
            "A certification by itself counts up to level {} here, a foundation exam up to level {}: work shows the rest. \
             This is our judgement.",
            levels.certification, levels.foundation
        ));
    }
    let mut limits =
        vec![format!("{} a week for learning", words::count(wishes.hours_per_week as usize, "hour", "hours"))];
    limits.extend(wishes.budget.map(|budget| format!("at most {budget} {}", plan.currency)));
    limits.extend(wishes.weeks.map(|weeks| format!("done within {}", words::count(weeks as usize, "week", "weeks"))));
    limits.extend(wishes.free_only.then(|| "only what is free".to_owned()));
    let titles = |list: &[ResourceIx]| {
        words::join(&list.iter().map(|at| pack.resource(*at).title.as_str()).collect::<Vec<_>>(), "and")
    };
    if !wishes.exclude.is_empty() {
        limits.push(format!("without {}", titles(&wishes.exclude)));
    }
    if !wishes.have.is_empty() {
        limits.push(format!("you have {}", titles(&wishes.have)));
    }
    lines.push(format!(
        "Made for: {}. Tasks in a job take up to {} of its hours a week; a degree takes its own. Years in a role and most \
         hours are our estimates.",
        limits.join("; "),
        crate::plan::solver::JOB_HOURS
    ));
    lines
}

fn cautions(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan) -> Vec<String> {
    let mut lines = Vec::new();
    if !plan.not_known.is_empty() {
        let titles: Vec<&str> = plan.not_known.iter().map(|at| pack.competency(*at).title.as_str()).collect();
        lines.push(format!("Nothing is planned for what has no level: {}.", words::join(&titles, "and")));
    }
    let background = &sheet.background;
    let unsaid = pack.background_facts().into_iter().filter_map(|fact| match fact {
        BackgroundFact::Education => background.education.is_none().then_some("education"),
        BackgroundFact::Experience => background.experience_years.is_none().then_some("years of experience"),
        BackgroundFact::Licence => background.licences.is_none().then_some("licences"),
        BackgroundFact::Region => background.region.is_none().then_some("region"),
    });
    let unsaid: Vec<&str> = unsaid.collect();
    if !unsaid.is_empty() {
        lines.push(format!(
            "The answers do not say your {}. What depends on that is left out until they do.",
            words::join(&unsaid, "and")
        ));
    }
    lines
}

fn phase_view(
    pack: &Pack,
    plan: &DevelopmentPlan,
    (at, phase): (usize, &Phase),
    before: &[Option<Exact>],
    start: Date,
    number: &mut usize,
) -> PhaseView {
    let role = pack.role(phase.role);
    let from = phase.job.map_or("Now", |job| pack.role(job).title.as_str());
    let day = |week: u32| start.plus_days(u64::from(week) * 7);
    let steps = phase.steps.iter().map(|step| {
        *number += 1;
        step_view(pack, plan, phase, step, *number, start)
    });
    let steps: Vec<StepView> = steps.collect();
    let opens: Vec<&str> = phase.opens.iter().map(|at| pack.resource(*at).title.as_str()).collect();
    let next = if phase.role == plan.wishes.goal { "with" } else { "after" };
    let words = Words { pack, currency: &plan.currency };
    PhaseView {
        title: format!("{}. {from} to {}", at + 1, role.title),
        role: role.id.to_string(),
        when: when(pack, phase, start),
        days: (day(phase.start), day(phase.start + phase.weeks)),
        result: result(phase, before[phase.role.get()]),
        effort: format!(
            "{}, {}, {}",
            words::count(steps.len(), "step", "steps"),
            super::plan_words::hours(pack, phase.steps.iter()),
            money(phase.after.fees, &plan.currency)
        ),
        cost: phase.after.fees,
        hours: phase.after.hours,
        proof: words.proof(&phase.proof, &phase.after),
        way_in: role.routes_in.first().map(|note| note.text.clone()),
        steps,
        runner_up: phase.runner_up.as_ref().map_or_else(String::new, |other| {
            format!(
                "{}: {}.",
                words.exchange(other),
                difference(&other.value, &phase.after, &phase.before, &plan.currency)
            )
        }),
        open: phase.open.iter().map(|gap| open_view(pack, gap)).collect(),
        opens: if opens.is_empty() {
            String::new()
        } else {
            format!(
                "Opens {next} {}: {}. Each may have more conditions: `skillgap explain ID` has them.",
                years_of(pack, phase.role),
                words::join(&opens, "and")
            )
        },
        readiness: pack
            .role_indices()
            .map(|at| (pack.role(at).title.clone(), pack.role(at).id.to_string(), phase.readiness[at.get()]))
            .collect(),
        readiness_line: readiness_line(pack, &phase.readiness),
    }
}

fn years_of(pack: &Pack, role: RoleIx) -> String {
    let title = &pack.role(role).title;
    match pack.role(role).stay {
        Some(stay) => format!("{} as {title}", words::count(stay.years as usize, "year", "years")),
        None => format!("this phase and work as {title}"),
    }
}

fn when(pack: &Pack, phase: &Phase, start: Date) -> String {
    let first = start.plus_days(u64::from(phase.start) * 7).in_words();
    let length = super::plan_words::span(phase.weeks);
    match phase.job {
        None if phase.weeks == 0 => format!("From {first}."),
        None => format!("From {first}, for {length}."),
        Some(job) => {
            let stay = if phase.years == 0 {
                String::new()
            } else {
                format!(" People usually stay about {}.", words::count(phase.years as usize, "year", "years"))
            };
            format!("From about {first}, for {length}, while you work as {}.{stay}", pack.role(job).title)
        }
    }
}

fn result(phase: &Phase, before: Option<Exact>) -> String {
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

fn step_view(pack: &Pack, plan: &DevelopmentPlan, phase: &Phase, step: &Step, number: usize, start: Date) -> StepView {
    let resource = pack.resource(step.resource);
    let words = Words { pack, currency: &plan.currency };
    let hours = resource.effort.total_hours();
    let day = |week: u32| start.plus_days(u64::from(week) * 7);
    let rises = |list: &[Rise]| -> Vec<(String, Exact, Exact)> {
        list.iter().map(|rise| (pack.competency(rise.competency).id.to_string(), rise.from, rise.to)).collect()
    };
    let effort = super::wording::effort(resource.effort);
    let place = if resource.at_work { ", in the hours of your job" } else { "" };
    let length = if resource.effort == Effort::Unknown { "length not known".to_owned() } else { effort };
    let fee = match &resource.price {
        Price::Free { .. } => Some(0),
        Price::Amount { amount, currency, .. } if *currency == plan.currency => Some(*amount),
        _ => None,
    };
    StepView {
        number,
        id: resource.id.to_string(),
        title: resource.title.clone(),
        facts: format!(
            "{}; {}; {length}{place}",
            words::sentence_case(resource.kind.in_words()),
            short_price(&resource.price)
        ),
        price: short_price(&resource.price),
        fee,
        hours,
        when: match (step.start + 1, step.end) {
            (first, last) if last < first => format!("from week {first}"),
            (first, last) if first == last => format!("week {first}"),
            (first, last) => format!("weeks {first} to {last}"),
        },
        days: (day(step.start), day(step.end)),
        weeks: (step.start + 1, step.end),
        check: check(pack, step),
        reasons: words.reasons(phase, step),
        alone: rises(&step.alone),
        together: rises(&step.together),
        url: resource.page.address().map(str::to_owned),
    }
}

/// What was not checked about the way in.
fn check(pack: &Pack, step: &Step) -> String {
    let resource = pack.resource(step.resource);
    let route = match &resource.eligibility {
        crate::model::Eligibility::AnyOf(routes) => step.route.map(|at| &routes[at]),
        _ => None,
    };
    let mut parts: Vec<String> = Vec::new();
    if let Some(route) = route {
        parts.extend(route.membership.as_ref().map(|of| format!("members only: {of}")));
        if route.employer_sponsored {
            parts.push("an employer who sponsors it".to_owned());
        }
        parts.extend(route.note.clone());
    }
    if matches!(resource.price, Price::Unknown { .. }) {
        parts.push("ask for the price, which counts as not known here".to_owned());
    }
    parts.join("; ")
}

fn open_view(pack: &Pack, gap: &OpenGap) -> OpenView {
    let competency = pack.competency(gap.competency);
    let at = usize::try_from(gap.level.floor().to_integer())
        .ok()
        .and_then(|level| pack.levels().position(i64::try_from(level).ok()?));
    let next = at.filter(|at| at + 1 < competency.statements.len());
    OpenView {
        title: competency.title.clone(),
        id: competency.id.to_string(),
        must: gap.must,
        standing: format!("level {} of {}", level_number(gap.level), gap.target),
        why: why(pack, gap),
        experience: next.map_or_else(String::new, |at| {
            format!(
                "Work of this kind closes it: \"{}\" What would show it: {}",
                competency.statements[at + 1],
                competency.advice[at].evidence
            )
        }),
    }
}

fn why(pack: &Pack, gap: &OpenGap) -> String {
    let titles = |list: &[ResourceIx]| {
        let shown: Vec<&str> = list.iter().take(3).map(|at| pack.resource(*at).title.as_str()).collect();
        words::join(&shown, "or")
    };
    match &gap.why {
        WhyOpen::Wishes(list) => format!("Your limits leave out {}.", titles(list)),
        WhyOpen::Closed(list) => {
            let first =
                list.iter().min_by_key(|(_, missing)| if missing.is_empty() { usize::MAX } else { missing.len() });
            first.map_or_else(String::new, |(at, missing)| {
                let title = &pack.resource(*at).title;
                if missing.is_empty() {
                    return format!("{title} may fit, but its entry rules are not known: ask the provider.");
                }
                let missing: Vec<String> = missing.iter().map(|needed| requirement(pack, needed)).collect();
                format!("{title} opens when {}.", words::join(&missing, "and"))
            })
        }
        WhyOpen::WorkAlone(list) => format!("{} would show what you know, and work alone the rest.", titles(list)),
        WhyOpen::Nothing => "Nothing in the catalogue leads further.".to_owned(),
    }
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
