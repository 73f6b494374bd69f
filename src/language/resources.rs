//! Resources: price, effort and entry requirements.

use super::grammar::{and, count, inner_case, or};
use super::numbers::{range, thousands};
use super::terms::{education, licence, region};
use crate::model::{Basis, Effort, Fee, Pack, Price, ResourceKind, Route};
use crate::plan::Requirement;

/// What it costs, with the date of the price: never a guess.
pub fn price(price: &Price) -> String {
    let with = |text: String, note: &Option<String>| match note {
        Some(note) => format!("{text}; {note}"),
        None => text,
    };
    match price {
        Price::Free { as_of, note } => with(format!("free (as of {as_of})"), note),
        Price::Amount { fee, currency, as_of, note } => with(dated(*fee, currency, &format!("({as_of})")), note),
        Price::Unknown { note } => with("not known".to_owned(), note),
    }
}

/// The price in two or three words.
pub fn short_price(price: &Price) -> String {
    match price {
        Price::Free { note: None, .. } => "free".to_owned(),
        Price::Free { as_of, note: Some(_) } => format!("free on conditions in {}", year(as_of)),
        Price::Amount { fee, currency, as_of, .. } => dated(*fee, currency, &format!("in {}", year(as_of))),
        Price::Unknown { .. } => "price not known".to_owned(),
    }
}

/// `609 to 729 USD in 2026`, and the usual price where that is not the highest.
fn dated(fee: Fee, currency: &str, date: &str) -> String {
    let usually =
        if fee.amount == fee.highest { String::new() } else { format!(", usually {}", thousands(fee.amount)) };
    format!("{} {currency} {date}{usually}", range(fee.lowest, fee.highest))
}

/// The year of a date that begins with it.
fn year(date: &str) -> &str {
    &date[..4]
}

/// How much work it takes, and whether that is our estimate.
pub fn effort(effort: Effort) -> String {
    let (text, basis) = match effort {
        Effort::Hours { hours, basis } => (format!("about {}", count(hours, "hour", "hours")), basis),
        Effort::Weeks { weeks, hours_per_week, basis } => {
            (format!("{} at {} a week", count(weeks, "week", "weeks"), count(hours_per_week, "hour", "hours")), basis)
        }
        Effort::Unknown => return "not known".to_owned(),
    };
    match basis {
        Basis::Stated => text,
        Basis::Judgement => format!("{text}, our estimate"),
    }
}

/// What is missing, as the end of a sentence that begins with `later, when` or `open if`.
pub fn requirement(pack: &Pack, requirement: &Requirement) -> String {
    match requirement {
        Requirement::Education(degree) => format!("you have {}", education(*degree)),
        Requirement::Experience(years) => {
            format!("you have {} of experience", count(*years, "year", "years"))
        }
        Requirement::Licence(held) => format!("you hold {}", licence(*held)),
        Requirement::Region(place) => format!("you study or work in {}", region(*place)),
        Requirement::Employer => "an employer sponsors you".to_owned(),
        Requirement::Post => "you have a post with such tasks".to_owned(),
        Requirement::Prior(resource) => {
            let resource = pack.resource(*resource);
            match resource.kind {
                ResourceKind::Certification => format!("you hold {}", resource.title),
                // The name of practice says what to do.
                ResourceKind::Practice => format!("you have done this: {}", inner_case(&resource.title)),
                ResourceKind::Course | ResourceKind::Degree => format!("you have done {}", resource.title),
            }
        }
    }
}

/// What is missing for a route, as the end of a sentence that begins with `later, when` or `open if`: years are those in
/// the work that the route counts.
pub fn requirement_of(pack: &Pack, route: &Route, needed: &Requirement) -> String {
    match (needed, &route.years_in) {
        (Requirement::Experience(least), Some(_)) => format!("you have {}", years(route, *least)),
        _ => requirement(pack, needed),
    }
}

/// `5 years of security work`; `5 years of experience` where the route does not say which years count.
pub(super) fn years(route: &Route, least: u32) -> String {
    let work = route.years_in.as_deref().unwrap_or("experience");
    format!("{} of {work}", count(least, "year", "years"))
}

/// What a route asks for that no fact of the background can show: a membership, which years count, the note.
pub fn unchecked(route: &Route) -> Vec<String> {
    let membership = route.membership.as_ref().map(|of| format!("members only: {of}"));
    let counted = route.years_in.as_ref().and(route.experience_years).map(|least| years(route, least));
    membership.into_iter().chain(counted).chain(route.note.clone()).collect()
}

/// The site of a web address, without the scheme and the path: `www.himss.org`.
pub fn site(address: &str) -> &str {
    let site = address.split_once("://").map_or(address, |(_, rest)| rest);
    site.split(['/', '?', '#']).next().unwrap_or(site)
}

/// All ways to be allowed in. Ways that differ in the region alone are told once, with all their regions.
pub fn routes(pack: &Pack, list: &[Route]) -> String {
    let elsewhere = |route: &Route| Route { region: None, ..route.clone() };
    let alike = |a: &Route, b: &Route| a.region.is_some() && b.region.is_some() && elsewhere(a) == elsewhere(b);
    let in_words = |group: &[Route]| {
        let regions: Vec<&str> = group.iter().filter_map(|route| route.region).map(region).collect();
        route_in(pack, &group[0], &regions)
    };
    list.chunk_by(alike).map(in_words).collect::<Vec<_>>().join("; or ")
}

/// One way to be allowed in, with all its facts.
pub fn route(pack: &Pack, route: &Route) -> String {
    route_in(pack, route, &route.region.map(region).into_iter().collect::<Vec<_>>())
}

fn route_in(pack: &Pack, route: &Route, regions: &[&str]) -> String {
    let mut parts = Vec::new();
    if let Some(degree) = route.min_degree {
        parts.push(format!("{} or higher", education(degree)));
    }
    parts.extend(route.experience_years.map(|least| years(route, least)));
    if let Some(held) = route.licence {
        parts.push(licence(held).to_owned());
    }
    if !regions.is_empty() {
        parts.push(format!("for people in {}", or(regions)));
    }
    if route.employer_sponsored {
        parts.push("an employer who sponsors it".to_owned());
    }
    if let Some(membership) = &route.membership {
        parts.push(format!("members only: {membership}"));
    }
    parts.extend(route.prior.iter().map(|prior| {
        let prior = pack.resource(*prior);
        match prior.kind {
            ResourceKind::Practice => format!("after this: {}", inner_case(&prior.title)),
            _ => format!("after {}", prior.title),
        }
    }));
    let mut text = and(&parts);
    if let Some(note) = &route.note {
        text = if text.is_empty() { note.clone() } else { format!("{text} ({note})") };
    }
    if route.rare { format!("for few people: {text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Region;

    #[test]
    fn years_are_of_the_work_that_a_route_counts() {
        let plain = Route { experience_years: Some(1), ..Route::default() };
        assert_eq!(years(&plain, 1), "1 year of experience");
        assert!(unchecked(&plain).is_empty());
        let counted = Route {
            experience_years: Some(5),
            years_in: Some("security work".to_owned()),
            membership: Some("the guild".to_owned()),
            note: Some("bring a letter".to_owned()),
            ..Route::default()
        };
        assert_eq!(unchecked(&counted), ["members only: the guild", "5 years of security work", "bring a letter"]);
    }

    #[test]
    fn ways_that_differ_in_the_region_alone_are_told_once() {
        let (pack, _) = crate::pack::parse(&crate::pack::EMBEDDED[0].files());
        let of = |region, note: &str| Route { region, note: Some(note.to_owned()), ..Route::default() };
        let list = [
            of(Some(Region::Us), "a form to sign"),
            of(Some(Region::Uk), "a form to sign"),
            of(Some(Region::Canada), "a form to sign"),
            of(Some(Region::Other), "ask the host"),
            of(None, "a form to sign"),
        ];
        assert_eq!(
            routes(&pack.unwrap(), &list),
            "for people in the United States, the United Kingdom or Canada (a form to sign); or for people in another region \
             (ask the host); or a form to sign"
        );
    }

    #[test]
    fn a_price_is_a_range_where_its_sources_name_one() {
        let short = |lowest, amount, highest| {
            let fee = Fee { lowest, amount, highest };
            short_price(&Price::Amount { fee, currency: "USD".to_owned(), as_of: "2026-07".to_owned(), note: None })
        };
        assert_eq!(short(729, 729, 729), "729 USD in 2026");
        assert_eq!(short(609, 729, 729), "609 to 729 USD in 2026");
        assert_eq!(short(900, 1_000, 1_200), "900 to 1,200 USD in 2026, usually 1,000");
    }
}
