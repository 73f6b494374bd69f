//! The page that lists the reports of a folder.

use super::compare::readiness;
use super::grammar::count;
use crate::facts::index::{Index, Standing};
use crate::model::Pack;
use crate::plan::FirstStep;

/// The title of the page.
pub fn title(index: &Index<'_>) -> &'static str {
    if index.for_advisor { "Advisor’s copies" } else { "Reports" }
}

/// How many reports there are, and in which order.
pub fn summary(index: &Index<'_>) -> String {
    let what = count(index.rows.len(), "report", "reports");
    format!("{what}, in the order of the answers. The order says nothing about the people.")
}

/// `Health IT Analyst, 85 %`: the next role with readiness for it.
pub fn next_role(pack: &Pack, standing: &Standing) -> String {
    if !pack.has_roles() {
        return String::new();
    }
    match standing.next {
        Some((role, share)) => [&pack.role(role).title, ", ", &readiness(share)].concat(),
        None => "None: at the role or above it".to_owned(),
    }
}

/// What the person can begin today.
pub fn first_step(pack: &Pack, first: &FirstStep) -> String {
    match first {
        FirstStep::Take { resource, .. } => pack.resource(*resource).title.clone(),
        FirstStep::FindOut(at) => ["Find out where you stand in ", &pack.competency(*at).title].concat(),
        FirstStep::NoGap => "None: no gap is known".to_owned(),
        FirstStep::NothingOpen => "None: nothing that fits is open today".to_owned(),
    }
}
