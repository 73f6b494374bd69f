//! Credentials: how much they count and when they can be had.

use super::grammar::{and, count, sentence_case};
use super::{calendar_month, education, licence, region, requirement, short_price};
use crate::facts::credentials::{Attainable, CredentialRow, Later};
use crate::model::{Pack, Route, Standing, Validity};
use crate::plan::Requirement;

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
        Attainable::Now(route) => match route.and_then(conditions) {
            Some(conditions) => format!("you can sit it now; check: {conditions}"),
            None => "you can sit it now".to_owned(),
        },
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

/// What a route asks beside the facts that were compared.
fn conditions(route: &Route) -> Option<String> {
    let member = route.membership.as_ref().map(|of| format!("members only, {of}"));
    let parts: Vec<String> = member.into_iter().chain(route.note.clone()).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn wait(pack: &Pack, later: &Later<'_>) -> String {
    let mut needs = Vec::new();
    if let Some(years) = later.years {
        needs.push(if later.is_unsaid {
            format!("{} of experience", count(years, "year", "years"))
        } else {
            format!("{} of experience", count(years, "more year", "more years"))
        });
    }
    let mut rest = Vec::new();
    for needed in &later.others {
        match needed {
            Requirement::Education(degree) => needs.push(education(*degree).to_owned()),
            Requirement::Licence(held) => needs.push(licence(*held).to_owned()),
            other => rest.push(requirement(pack, other)),
        }
    }
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
    if !rest.is_empty() {
        parts.push(format!("when {}", and(&rest)));
    }
    let mut text = parts.join("; ");
    if let Some(counted) = conditions(later.route) {
        text.extend([" (", &counted, ")"]);
    }
    text
}

/// When a person may hold it, as a sentence in a table.
pub fn when_in_table(pack: &Pack, row: &CredentialRow<'_>) -> String {
    let mut text = sentence_case(&when(pack, &row.when));
    if let Some(note) = row.note {
        text.extend([". ", note]);
    }
    text
}

/// `609 to 729 USD in 2026, renewed every 3 years`.
pub fn price_and_renewal(pack: &Pack, row: &CredentialRow<'_>) -> String {
    let resource = row.record(pack);
    let renewal = match resource.validity {
        Validity::Years(years) => format!("renewed every {}", count(years, "year", "years")),
        Validity::Unlimited => "no renewal".to_owned(),
        Validity::Unknown => "renewal not known".to_owned(),
    };
    format!("{}, {renewal}", short_price(&resource.price))
}
