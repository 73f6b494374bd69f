//! The steps of a development plan, and what stays open, in words and numbers.

use super::plan_words::PlanPhrases;
use crate::clock::Date;
use crate::exact::Exact;
use crate::facts::ages::{dated_facts, old};
use crate::language::{self, grammar, programme};
use crate::language::{level_number, requirement, short_price};
use crate::model::{Effort, Eligibility, Fee, Pack, Price, ResourceIx, ResourceKind};
use crate::plan::{DevelopmentPlan, OpenGap, Phase, PlanStep, Requirement, Rise, WhyOpen};

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
    /// The amount and its range in the plan's currency: 0 for free; `None` when not known.
    pub fee: Option<Fee>,
    /// Hours in all, where known.
    pub hours: Option<u32>,
    /// `weeks 1 to 10`.
    pub when: String,
    /// `May to July 2027`.
    pub months: String,
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
    /// The programme that offers it, where it is the person's own.
    pub offered_by: Option<String>,
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

/// One step of a phase; `number` is its place in the plan.
pub(super) fn step_view(
    pack: &Pack,
    plan: &DevelopmentPlan,
    phase: &Phase,
    step: &PlanStep,
    number: usize,
    start: Date,
) -> StepView {
    let resource = pack.resource(step.resource);
    let phrases = PlanPhrases { pack };
    let hours = resource.effort.total_hours();
    let day = |week: u32| start.plus_days(u64::from(week) * 7);
    let rises = |list: &[Rise]| -> Vec<(String, Exact, Exact)> {
        list.iter().map(|rise| (pack.competency(rise.competency).id.to_string(), rise.from, rise.to)).collect()
    };
    StepView {
        number,
        id: resource.id.to_string(),
        title: step_title(pack, plan, phase, step),
        facts: step_facts(pack, plan, phase, step),
        price: short_price(&resource.price),
        fee: resource.price.fee_in(&plan.currency),
        hours,
        when: weeks(step),
        months: language::months(
            day(step.start),
            day(step.start).max(start.plus_days((u64::from(step.end) * 7).saturating_sub(1))),
        ),
        days: (day(step.start), day(step.end)),
        weeks: (step.start + 1, step.end),
        check: check(pack, step, Some(start)),
        reasons: phrases.reasons(step),
        alone: rises(&step.alone),
        together: rises(&step.together),
        url: resource.page.address().map(str::to_owned),
        offered_by: pack.overlay().filter(|_| resource.is_own()).map(|overlay| overlay.title.clone()),
    }
}

/// The name of the resource, and whether an earlier phase has it too.
pub(super) fn step_title(pack: &Pack, plan: &DevelopmentPlan, phase: &Phase, step: &PlanStep) -> String {
    let mut earlier = plan.phases.iter().take_while(|other| other.role != phase.role).flat_map(|other| &other.core);
    let again = if earlier.any(|other| other.resource == step.resource) { ", again" } else { "" };
    format!("{}{again}", pack.resource(step.resource).title)
}

/// Kind, price with its year, effort and place.
pub(super) fn step_facts(pack: &Pack, plan: &DevelopmentPlan, phase: &Phase, step: &PlanStep) -> String {
    let resource = pack.resource(step.resource);
    let place = match (resource.at_work, resource.weeks_in_post) {
        (false, _) => String::new(),
        (true, weeks) if weeks > 0 && phase.job.is_some() => {
            format!(", in the hours of your job, after {weeks} weeks in it")
        }
        (true, _) => ", in the hours of your job".to_owned(),
    };
    let facts = format!(
        "{}; {}; {}{place}",
        grammar::sentence_case(language::resource_kind(resource.kind)),
        short_price(&resource.price),
        length(pack, plan, step)
    );
    programme::with_offered(pack, step.resource, facts)
}

/// `weeks 1 to 10`.
pub(super) fn weeks(step: &PlanStep) -> String {
    match (step.start + 1, step.end) {
        (first, last) if last < first => format!("from week {first}"),
        (first, last) if first == last => format!("week {first}"),
        (first, last) => format!("weeks {first} to {last}"),
    }
}

/// `level 2 of 4`: the level reached and the target.
pub(super) fn target_level(gap: &OpenGap) -> String {
    format!("level {} of {}", level_number(gap.level), gap.target)
}

/// How long it takes, and why it takes longer in the plan.
fn length(pack: &Pack, plan: &DevelopmentPlan, step: &PlanStep) -> String {
    let resource = pack.resource(step.resource);
    let effort = language::effort(resource.effort);
    let why = match resource.effort {
        Effort::Unknown => return "length not known".to_owned(),
        Effort::Weeks { weeks, .. } if step.end - step.start <= weeks + 1 => return effort,
        Effort::Hours { .. } => return effort,
        Effort::Weeks { .. } if resource.kind == ResourceKind::Degree => "beside a job".to_owned(),
        Effort::Weeks { hours_per_week, .. } if !resource.at_work && hours_per_week > plan.options.hours_per_week => {
            format!("at {} hours a week", plan.options.hours_per_week)
        }
        Effort::Weeks { .. } => "beside other steps".to_owned(),
    };
    format!("{effort}, here more slowly {why}")
}

/// What was not checked about the way in, and which facts are older than a year on a day.
pub(super) fn check(pack: &Pack, step: &PlanStep, today: Option<Date>) -> String {
    let resource = pack.resource(step.resource);
    let route = match &resource.eligibility {
        Eligibility::AnyOf(routes) => step.route.map(|at| &routes[at]),
        _ => None,
    };
    let mut parts: Vec<String> = Vec::new();
    if let Some(route) = route {
        if route.employer_sponsored {
            parts.push("an employer who sponsors it".to_owned());
        }
        parts.extend(language::unchecked(route));
    }
    match &resource.price {
        Price::Unknown { .. } => parts.push("ask for the price, which counts as not known here".to_owned()),
        Price::Free { note: Some(note), .. } | Price::Amount { note: Some(note), .. } => {
            parts.push(format!("about the price: {}", note.trim_end_matches('.')));
        }
        Price::Free { note: None, .. } | Price::Amount { note: None, .. } => {}
    }
    parts.extend(today.and_then(|today| language::ages::old_facts(&old(&dated_facts(pack, step.resource), today))));
    parts.iter().map(|part| grammar::sentence_case(part.trim_end_matches('.'))).collect::<Vec<_>>().join(". ")
}

/// What stays open after a phase.
pub(super) fn open_view(pack: &Pack, plan: &DevelopmentPlan, phase: &Phase, gap: &OpenGap) -> OpenView {
    let competency = pack.competency(gap.competency);
    let next = competency.level_above(gap.level.whole(), pack.levels().max());
    let work = next.and_then(|next| pack.statement(gap.competency, next));
    let evidence = next.and_then(|next| competency.advice_to(next)).map(|advice| &advice.evidence);
    let work = work.map(|statement| format!("Work of this kind closes it: \"{statement}\""));
    let evidence = evidence.map(|evidence| format!("What would show it: {evidence}"));
    OpenView {
        title: competency.title.clone(),
        id: competency.id.to_string(),
        must: gap.must,
        standing: target_level(gap),
        why: later_step(pack, plan, phase, gap).unwrap_or_else(|| why(pack, gap)),
        experience: work.into_iter().chain(evidence).collect::<Vec<_>>().join(" "),
    }
}

/// The step of a later phase that lifts what stays open after a phase.
fn later_step(pack: &Pack, plan: &DevelopmentPlan, phase: &Phase, gap: &OpenGap) -> Option<String> {
    let phases_so_far = plan.phases.iter().position(|other| other.role == phase.role)? + 1;
    let steps_so_far = plan.phases[..phases_so_far].iter().map(|other| other.core.len()).sum();
    let level = gap.level.whole();
    let mut later = plan.phases.iter().flat_map(|other| &other.core).zip(1..).skip(steps_so_far);
    let (_, number) = later.find(|(step, _)| pack.lifts_over(step.resource, gap.competency, level))?;
    Some(format!("Step {number} of the plan lifts it later."))
}

fn why(pack: &Pack, gap: &OpenGap) -> String {
    let shown = |list: &[ResourceIx]| -> Vec<&str> {
        list.iter().take(3).map(|at| pack.resource(*at).title.as_str()).collect()
    };
    let titles = |list: &[ResourceIx]| grammar::or(&shown(list));
    match &gap.why {
        WhyOpen::LeftOut(list) => format!("Your limits leave out {}.", titles(list)),
        WhyOpen::NotEligible(list) => {
            // What asks for the fewest things; among these for a post alone, which the plan leads to.
            let first = list.iter().min_by_key(|(_, missing)| {
                let count = if missing.is_empty() { usize::MAX } else { missing.len() };
                (count, !missing.contains(&Requirement::Post))
            });
            first.map_or_else(String::new, |(at, missing)| {
                let title = &pack.resource(*at).title;
                if missing.is_empty() {
                    return format!("{title} may fit, but its entry rules are not known: ask the provider.");
                }
                let missing: Vec<String> = missing.iter().map(|needed| requirement(pack, needed)).collect();
                format!("{title} opens when {}.", grammar::and(&missing))
            })
        }
        WhyOpen::Enough(list) => language::plan::enough(&shown(list)),
        WhyOpen::DegreeAlone { degrees, at_work } => language::plan::degree_alone(&shown(degrees), &shown(at_work)),
        WhyOpen::WorkAlone(list) => format!("{} would show what you know, and work alone the rest.", titles(list)),
        WhyOpen::Nothing => "Nothing in the catalogue leads further.".to_owned(),
    }
}
