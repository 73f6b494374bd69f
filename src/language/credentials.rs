//! Credentials: how much they count and when they can be had.

use super::grammar::{and, count, sentence_case};
use super::resources::years;
use super::{calendar_month, education, licence, region, requirement, short_price, thousands};
use crate::assess::Assessment;
use crate::facts::credentials::{AboveBudget, Attainable, CredentialRow, Later, above_budget};
use crate::model::{Pack, ResourceIx, Route, Standing, Validity};
use crate::plan::{Requirement, currency};

/// `preferred`.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Required => "required",
        Standing::Preferred => "preferred",
        Standing::Recognised => "recognised",
    }
}

/// `preferred`, and how much it counts for the other role: `recognised; preferred for Clinical Informatics Director`.
pub fn counts_for(pack: &Pack, row: &CredentialRow<'_>) -> String {
    let mut text = standing(row.counts_for[0].1).to_owned();
    for (role, value) in &row.counts_for[1..] {
        text.extend(["; ", standing(*value), " for ", &pack.role(*role).title]);
    }
    text
}

/// When a person may hold a certification: `you can sit it now`, `from June 2028, with your bachelor's degree`, `needs 5
/// more years of experience`.
pub fn when(pack: &Pack, attainable: &Attainable<'_>) -> String {
    match attainable {
        Attainable::Held => "you hold it".to_owned(),
        Attainable::Now(route) => now(*route),
        Attainable::Later(later) => wait(pack, later),
        Attainable::Rarely(route) => super::route(pack, route),
        Attainable::NotForYou(Requirement::Licence(held)) => format!("not for you: it needs {}", licence(*held)),
        Attainable::NotForYou(Requirement::Region(place)) => {
            format!("not for you: it is for people in {}", region(*place))
        }
        Attainable::NotForYou(_) => "not for you".to_owned(),
        Attainable::Unknown => "entry rules not known; ask the provider".to_owned(),
    }
}

/// `you can sit it now`, or `you can sit it if you have 5 years of security work`: the years that a person gives are those
/// of the whole field.
fn now(route: Option<&Route>) -> String {
    let counted = route.and_then(|route| Some((route, route.experience_years.filter(|_| route.years_in.is_some())?)));
    let mut text = match counted {
        Some((route, least)) => format!("you can sit it if you have {}", years(route, least)),
        None => "you can sit it now".to_owned(),
    };
    if let Some(conditions) = route.and_then(conditions) {
        text.extend(["; check: ", &conditions]);
    }
    text
}

/// The years that are missing: `5 years of security work, so 2 more at least`, as it is not known how many of the years
/// that were given count.
fn missing_years(later: &Later<'_>, missing: u32) -> String {
    match later.route.experience_years.filter(|_| later.route.years_in.is_some()) {
        Some(least) if missing < least => format!("{}, so {missing} more at least", years(later.route, least)),
        Some(least) => years(later.route, least),
        None if later.is_unsaid => format!("{} of experience", count(missing, "year", "years")),
        None => format!("{} of experience", count(missing, "more year", "more years")),
    }
}

/// What a route asks beside the facts that were compared.
fn conditions(route: &Route) -> Option<String> {
    let member = route.membership.as_ref().map(|of| format!("members only, {of}"));
    let parts: Vec<String> = member.into_iter().chain(route.note.clone()).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn wait(pack: &Pack, later: &Later<'_>) -> String {
    let mut needs = Vec::new();
    let mut rest = Vec::new();
    for needed in &later.others {
        match needed {
            Requirement::Education(degree) => needs.push(education(*degree).to_owned()),
            Requirement::Licence(held) => needs.push(licence(*held).to_owned()),
            other => rest.push(requirement(pack, other)),
        }
    }
    // Years that are there may not be those that count.
    let to_check =
        || later.route.years_in.as_ref().and(later.route.experience_years).map(|least| years(later.route, least));
    needs.extend(later.years.map(|missing| missing_years(later, missing)).or_else(to_check));
    let mut parts = Vec::new();
    if let Some((degree, until)) = later.studying {
        let with = format!("with {}", education(degree));
        parts.push(match until {
            Some(month) => format!("from {}, {with}", calendar_month(month)),
            None => format!("when you finish, {with}"),
        });
    }
    if !needs.is_empty() {
        parts.push(format!("needs {}", and(&needs)));
    }
    parts.extend(later.may_count_other_work.then(|| "years in your other work may count".to_owned()));
    if !rest.is_empty() {
        parts.push(format!("when {}", and(&rest)));
    }
    parts.extend(conditions(later.route).map(|conditions| format!("check: {conditions}")));
    parts.join("; ")
}

/// When a person may hold it, as a sentence in a table. What the pack says beside it follows where it is near.
pub fn when_in_table(pack: &Pack, row: &CredentialRow<'_>) -> String {
    let mut text = sentence_case(&when(pack, &row.when));
    let is_near = !matches!(row.when, Attainable::Later(_) | Attainable::NotForYou(_));
    if let Some(note) = row.note.filter(|_| is_near) {
        text.extend([". ", note]);
    }
    text
}

/// What a certification costs, and that it is above the money that the person gave: `609 to 729 USD in 2026, above the 200
/// USD that you gave`.
pub fn price(assessment: &Assessment<'_>, at: ResourceIx) -> String {
    let pack = assessment.pack;
    let price = short_price(&pack.resource(at).price);
    let Some(AboveBudget { budget, surely }) = above_budget(assessment, at) else { return price };
    let how = if surely { "above" } else { "which can be above" };
    format!("{price}, {how} the {} {} that you gave", thousands(budget), currency(pack))
}

/// `609 to 729 USD in 2026, renewed every 3 years`.
pub fn price_and_renewal(assessment: &Assessment<'_>, row: &CredentialRow<'_>) -> String {
    let resource = row.record(assessment.pack);
    let renewal = match resource.validity {
        Validity::Years(years) => format!("renewed every {}", count(years, "year", "years")),
        Validity::Unlimited => "no renewal".to_owned(),
        Validity::Unknown => "renewal not known".to_owned(),
    };
    format!("{}, {renewal}", price(assessment, row.resource))
}
