//! Rules about the catalogue: whether it can close the gaps, and whether its facts can still be relied on.

use super::{entries, records};
use crate::clock::is_older;
use crate::diag::Code;
use crate::language::grammar;
use crate::model::{CompetencyIx, Eligibility, LearningResource, Pack, ResourceKind};
use crate::yaml::{Problems, Record};

/// For how many years a price is believed.
const PRICE_YEARS: i32 = 2;

/// Every step up to the highest target has a resource that can be had and lifts people over it.
pub(super) fn check_steps(top: &Record<'_>, pack: &Pack, problems: &mut Problems<'_>) {
    // A pack without resources recommends nothing.
    if pack.resources().is_empty() {
        return;
    }
    for domain in records(top, "domains", problems) {
        for competency in records(&domain, "competencies", problems) {
            let Some(field) = competency.get("id") else { continue };
            let Some(at) = field.text(problems).and_then(|id| pack.find_competency(&id)) else { continue };
            let own = steps(pack, at).take_while(|(from, _)| *from < highest_target(pack, at));
            let without = own.filter(|(from, to)| !(*from..*to).all(|level| is_lifted(pack, at, level)));
            let steps: Vec<String> = without.map(|(from, to)| format!("from {from} to {to}")).collect();
            if !steps.is_empty() {
                problems
                    .report(
                        &field,
                        Code::NoWayUp,
                        format!("no resource lifts anyone in this competency {}", grammar::or(&steps)),
                    )
                    .hint("add one to resources.yaml: a piece of practice is enough");
            }
        }
    }
}

/// Each resource is of use to someone, has a price that is not old, and names substitutes that can be had.
pub(super) fn check_resources(top: &Record<'_>, pack: &Pack, today: &str, problems: &mut Problems<'_>) {
    let enterable = enterable(pack);
    for record in records(top, "resources", problems) {
        let Some(field) = record.get("id") else { continue };
        let Some(at) = field.text(problems).and_then(|id| pack.find_resource(&id)) else { continue };
        let resource = pack.resource(at);
        if resource.status.is_offered() {
            usable(&record, pack, resource, enterable[at.get()], problems);
            price(&record, resource, today, problems);
        }
        for substitute in entries(&record, "substitutes", problems) {
            let named = substitute.text(problems).and_then(|id| pack.find_resource(&id));
            if named == Some(at) {
                problems
                    .report(&substitute, Code::SubstituteGone, format!("`{}` stands in for itself", resource.id))
                    .expected("another resource")
                    .hint("name another one, or remove it");
            } else if let Some(other) =
                named.map(|other| pack.resource(other)).filter(|other| !other.status.is_offered())
            {
                problems
                    .report(&substitute, Code::SubstituteGone, format!("`{}` cannot be recommended", other.id))
                    .expected("a resource whose status is `active` or `active-check-price`")
                    .hint("name another one, or remove it");
            }
        }
    }
}

/// The steps of a competency, from each level that it has to the next.
fn steps(pack: &Pack, at: CompetencyIx) -> impl Iterator<Item = (i64, i64)> + '_ {
    let competency = pack.competency(at);
    let lowest = competency.statements.first().map_or(pack.levels().min(), |own| own.level);
    let above = |level: &i64| competency.level_above(*level, pack.levels().max());
    std::iter::successors(Some(lowest), above).filter_map(move |level| Some((level, above(&level)?)))
}

pub(super) fn highest_target(pack: &Pack, competency: CompetencyIx) -> i64 {
    pack.roles().iter().filter_map(|role| Some(role.target(competency)?.level)).max().unwrap_or(pack.levels().min())
}

/// True when something that can be had lifts a person at this level.
pub(super) fn is_lifted(pack: &Pack, competency: CompetencyIx, level: i64) -> bool {
    let mut offered = pack.resource_indices().filter(|at| pack.resource(*at).status.is_offered());
    offered.any(|at| pack.lifts_over(at, competency, level))
}

/// Warns of a resource that begins above every target of the ladder, or that nobody may take.
fn usable(record: &Record<'_>, pack: &Pack, resource: &LearningResource, enterable: bool, problems: &mut Problems<'_>) {
    let begins = resource.develops.iter().any(|lift| lift.from <= highest_target(pack, lift.competency));
    if !begins
        && pack.has_roles()
        && let Some(field) = record.get("develops")
    {
        problems
            .report(
                &field,
                Code::UnusableResource,
                format!("nobody on the ladder comes to where `{}` begins", resource.id),
            )
            .expected("a lift that begins at the target of some role, or below it")
            .hint("lower `from`, raise a target, or remove the resource");
    }
    if !enterable && let Some(field) = record.get("eligibility") {
        problems
            .report(&field, Code::UnusableResource, format!("nobody can come to take `{}`", resource.id))
            .expected("a route whose `prior` resources can be had")
            .hint("name another `prior`, or change this resource's status");
    }
}

/// For each resource whether some route asks only for what can be had.
fn enterable(pack: &Pack) -> Vec<bool> {
    let mut open = vec![false; pack.resources().len()];
    loop {
        let opens = |at: &usize| {
            let resource = &pack.resources()[*at];
            let by_route = || match &resource.eligibility {
                Eligibility::Anyone | Eligibility::Unknown => true,
                Eligibility::AnyOf(routes) => {
                    routes.iter().any(|route| route.prior.iter().all(|prior| open[prior.get()]))
                }
            };
            !open[*at] && resource.status.is_offered() && by_route()
        };
        let more: Vec<usize> = (0..open.len()).filter(opens).collect();
        if more.is_empty() {
            return open;
        }
        for at in more {
            open[at] = true;
        }
    }
}

pub(super) fn price(record: &Record<'_>, resource: &LearningResource, today: &str, problems: &mut Problems<'_>) {
    let Some(as_of) = resource.price.as_of() else { return };
    let Some(field) = record.get("price") else { return };
    if as_of > today.get(..as_of.len()).unwrap_or(today) {
        problems
            .report(&field, Code::OldPrice, format!("the price of `{}` is of {as_of}, a day to come", resource.id))
            .expected("the day on which the price was seen")
            .hint("correct the date");
    }
    // Practice that is free has no provider who could ask for money.
    let can_rise = resource.kind != ResourceKind::Practice || !resource.price.is_free();
    if can_rise && is_older(as_of, PRICE_YEARS, today) {
        problems
            .report(&field, Code::OldPrice, format!("the price of `{}` is of {as_of}", resource.id))
            .expected(format!("a price not older than {PRICE_YEARS} years"))
            .hint("look it up again; if it cannot be found, write `unknown`");
    }
}
