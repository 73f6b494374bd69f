//! A development plan as JSON.

use super::facts::{overlay, pack, programme};
use super::record::{Ids, Kind, Record};
use super::value::{Json, all_said, said};
use crate::exact::Exact;
use crate::model::Pack;
use crate::plan::Cost;
use crate::plan::solver::Total;
use crate::report::view::{OpenView, OptionalView, PhaseView, PlanView, StepView};

/// A development plan as one object. `skillgap plan --format json --schema` describes it.
pub fn plan(view: &PlanView) -> String {
    record(view.programme.is_some()).write(&view).document()
}

/// The JSON Schema of a plan with this pack.
pub fn plan_schema(pack: &Pack) -> String {
    record(pack.overlay().is_some()).document(
        pack,
        "skillgap plan",
        "The output of `skillgap plan --format json`. Numbers that are not whole have four decimals.",
    )
}

/// A part of a plan: the plan and the part.
type Of<'a, T> = (&'a PlanView, &'a T);

/// A plan; `overlaid` where an overlay lies over the pack.
pub(super) fn record<'a>(overlaid: bool) -> Record<'a, &'a PlanView> {
    let head = Record::new()
        .with("format", "The version of this format.", Kind::Format(3), |_: &&PlanView| 3_u32)
        .with("title", "The title.", Kind::Name, |view| view.title.clone())
        .with("respondent", "The pseudonym of the respondent.", Kind::Name, |view| view.respondent.clone())
        .object("pack", "The pack that the plan was made with.", pack(), |view| view.stamp.clone())
        .with("role", "The id of the role to come to.", Kind::Id(Ids::Role), |view| view.goal.clone())
        .with("start", "The day on which the plan begins; null where nothing says it.", Kind::Day.or_null(), |view| {
            view.dated.then(|| view.start.to_string())
        })
        .with("currency", "The currency in which prices are added up.", Kind::Name, |view| view.currency.clone())
        .with("summary", "What stands out.", Kind::Text.list(), |view| all_said(&view.summary))
        .with("cautions", "What is not known and would change the plan.", Kind::Text.list(), |view| {
            all_said(&view.cautions)
        })
        .with(
            "first_step",
            "The resource to take first; null where there is none.",
            Kind::Id(Ids::Resource).or_null(),
            |view| view.first_step.clone(),
        )
        .list("phases", "The way to each role, in order.", phase(overlaid), |view| {
            view.phases.iter().map(|phase| (*view, phase)).collect()
        })
        .with("rules", "What the plan was made for and by which rule.", Kind::Text.list(), |view| {
            all_said(&view.rules)
        });
    head.and_if(overlaid, |head| {
        overlay(head, |view| view.programme.as_ref().map(|programme| programme.overlay.stamp()).unwrap_or_default())
            .object_or_null("programme", "The programme whose overlay it is.", programme(), |view| {
                view.programme.as_ref().map(|programme| (&programme.overlay, programme.expected.as_slice()))
            })
    })
}

fn phase<'a>(overlaid: bool) -> Record<'a, Of<'a, PhaseView>> {
    Record::new()
        .with(
            "role",
            "The id of the role that the phase leads to.",
            Kind::Id(Ids::Role),
            |(_, phase): &Of<'_, PhaseView>| phase.role.clone(),
        )
        .with("title", "From where to where.", Kind::Name, |(_, phase)| phase.title.clone())
        .with("start", "Its first day.", Kind::Day.or_null(), |(view, phase)| day(view, phase.days.0))
        .with("end", "The day on which it is over.", Kind::Day.or_null(), |(view, phase)| day(view, phase.days.1))
        .with("result", "What it leads to: readiness and musts.", Kind::Text, |(_, phase)| said(&phase.result))
        .object("cost", "What its steps cost together, in whole units of the currency.", cost(), |(_, phase)| {
            phase.cost
        })
        .object("hours", "How long its steps take together.", hours(), |(_, phase)| phase.hours)
        .with("proof", "What is proven of the choice of steps.", Kind::Text, |(_, phase)| said(&phase.proof))
        .list("steps", "What to do, in the order in which it begins.", step(overlaid), |(view, phase)| {
            phase.steps.iter().map(|step| (*view, step)).collect()
        })
        .with("start_with", "The steps to start with.", Kind::Id(Ids::Resource).list(), |(_, phase)| {
            phase.start_with.clone()
        })
        .list("optional", "Further steps that are in no sum, best first.", optional(), |(_, phase)| {
            phase.optional.iter().collect()
        })
        .list("open", "What stays below the targets of the role.", open(), |(_, phase)| phase.open.iter().collect())
        .with("opens", "What opens afterwards; empty when nothing does.", Kind::Text, |(_, phase)| said(&phase.opens))
        .list("roles", "Readiness for every role at its end, lowest role first.", role(), |(_, phase)| {
            phase.readiness.iter().map(|(_, id, readiness)| (id.clone(), *readiness)).collect()
        })
}

/// The day, where the plan has days of the calendar.
fn day(view: &PlanView, day: crate::clock::Date) -> Option<String> {
    view.dated.then(|| day.to_string())
}

fn cost<'a>() -> Record<'a, Cost> {
    Record::new()
        .with("known", "The sum of the usual prices.", Kind::Count, |cost: &Cost| cost.known)
        .with("lowest", "The sum of the lowest prices.", Kind::Count, |cost| cost.lowest)
        .with("highest", "The sum of the highest prices.", Kind::Count, |cost| cost.highest)
        .with("unknown_prices", "How many prices are not known; they are in none of the sums.", Kind::Count, |cost| {
            cost.unknown
        })
        .with("free_on_a_condition", "How many are free on a condition.", Kind::Count, |cost| cost.conditional)
}

fn hours<'a>() -> Record<'a, Total> {
    Record::new().with("known", "The sum of the known hours.", Kind::Count, |hours: &Total| hours.known).with(
        "unknown_lengths",
        "Of how many steps the hours are not known.",
        Kind::Count,
        |hours| hours.unknown,
    )
}

fn role<'a>() -> Record<'a, (String, Option<Exact>)> {
    Record::new().with("role", "The role.", Kind::Id(Ids::Role), |(id, _): &(String, _)| id.clone()).with(
        "readiness",
        "Readiness for it; null when too little is known.",
        Kind::Share.or_null(),
        |(_, value)| *value,
    )
}

fn step<'a>(overlaid: bool) -> Record<'a, Of<'a, StepView>> {
    let step = Record::new()
        .with("resource", "The id of the resource.", Kind::Id(Ids::Resource), |(_, step): &Of<'_, StepView>| {
            step.id.clone()
        })
        .with("title", "Its name.", Kind::Name, |(_, step)| step.title.clone())
        .with("url", "Where it can be looked up.", Kind::Name.or_null(), |(_, step)| step.url.clone())
        .with("price", "Its price in a few words.", Kind::Text, |(_, step)| said(&step.price))
        .with("fee", "The usual price, 0 for free; null when it is not known.", Kind::Count.or_null(), |(_, step)| {
            step.fee.map(|fee| fee.amount)
        })
        .with("lowest_fee", "The lowest price.", Kind::Count.or_null(), |(_, step)| step.fee.map(|fee| fee.lowest))
        .with("highest_fee", "The highest price.", Kind::Count.or_null(), |(_, step)| step.fee.map(|fee| fee.highest))
        .with("hours", "Hours in all; null when they are not known.", Kind::Count.or_null(), |(_, step)| step.hours)
        .with("start", "Its first day.", Kind::Day.or_null(), |(view, step)| day(view, step.days.0))
        .with("end", "The day on which it is over.", Kind::Day.or_null(), |(view, step)| day(view, step.days.1))
        .with("first_week", "Its first week, from 1, counted from the start of the plan.", Kind::Count, |(_, step)| {
            step.weeks.0
        })
        .with("last_week", "Its last week; below the first for a step that takes no time.", Kind::Count, |(_, step)| {
            step.weeks.1
        })
        .with("check", "What to make sure of first; empty when nothing is known of.", Kind::Text, |(_, step)| {
            said(&step.check)
        })
        .list("alone", "The gaps that it closes alone.", rise(), |(_, step)| step.alone.clone())
        .list("together", "The gaps that are wider without it and nothing in its place.", rise(), |(_, step)| {
            step.together.clone()
        })
        .with("reasons", "What it does alone, and what is lost without it.", Kind::Text.list(), |(_, step)| {
            all_said(&step.reasons)
        });
    step.and_if(overlaid, |step| {
        step.with("offered_by", "The programme that offers it; null for others.", Kind::Name.or_null(), |(_, step)| {
            step.offered_by.clone()
        })
    })
}

type Rise = (String, Exact, Exact);

fn rise<'a>() -> Record<'a, Rise> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |(id, ..): &Rise| id.clone())
        .with("from", "The level before.", Kind::Level, |(_, from, _)| *from)
        .with("to", "The level after.", Kind::Level, |(_, _, to)| *to)
}

fn optional<'a>() -> Record<'a, &'a OptionalView> {
    Record::new()
        .with("resource", "The id of the resource.", Kind::Id(Ids::Resource), |of: &&OptionalView| of.id.clone())
        .with("title", "Its name.", Kind::Name, |of| of.title.clone())
        .with("url", "Where it can be looked up.", Kind::Name.or_null(), |of| of.url.clone())
        .with("points", "What it adds to readiness for the role, in hundredths.", Kind::Points, |of| of.points)
        .with("fee", "The usual price, 0 for free; null when it is not known.", Kind::Count.or_null(), |of| of.fee)
        .with("hours", "Hours in all; null when they are not known.", Kind::Count.or_null(), |of| of.hours)
}

fn open<'a>() -> Record<'a, &'a OpenView> {
    Record::new()
        .with("competency", "The competency.", Kind::Id(Ids::Competency), |of: &&OpenView| of.id.clone())
        .with("title", "Its name.", Kind::Name, |of| of.title.clone())
        .with("must", "Whether it is a must of the role.", Kind::Flag, |of| of.must)
        .with("standing", "Level and target in words.", Kind::Text, |of| said(&of.standing))
        .with("why", "Why the plan goes no further.", Kind::Text, |of| Json::from(said(&of.why)))
        .with("experience", "The experience that closes the next step; empty at the highest.", Kind::Text, |of| {
            said(&of.experience)
        })
}
