//! What the page states of a class in sentences, counted.

use std::cmp::Reverse;

use super::person::{Person, Status};
use super::tables::Class;
use super::{Inputs, PlainPack, csv_rows};

/// The numbers behind the sentences.
#[derive(Debug)]
pub struct Summary {
    /// How many people are on the list of those invited.
    pub invited: usize,
    /// How many people answered, have an unfinished draft, a stale one, or sent nothing.
    pub statuses: [usize; 4],
    /// The musts of the next role that someone lacks, the most first: the title and how many people.
    pub lacking: Vec<(String, usize)>,
    /// How many people gave "don't know" at least once in each domain.
    pub unsure: Vec<(String, usize)>,
    /// How many rose in more competencies than they fell in, fell in more, and did neither.
    pub moved: [usize; 3],
}

/// Counts what the page states.
pub fn summary(pack: &PlainPack, inputs: &Inputs) -> Summary {
    let class = Class::new(pack, inputs);
    let of = |status: Status| class.people.iter().filter(|person| person.status == status).count();
    let answered = class.answered();
    let lack = |at: usize| answered.iter().filter(|(_, held)| held.against().unmet_musts.contains(&at)).count();
    let mut lacking: Vec<(usize, usize)> =
        (0..pack.competencies.len()).map(|at| (lack(at), at)).filter(|(count, _)| *count > 0).collect();
    lacking.sort_by_key(|(count, at)| (Reverse(*count), *at));
    let unsure = |domain: &str| {
        let own = || pack.competencies.iter().filter(|own| own.domain == domain).flat_map(|own| &own.items);
        let is_unsure = |held: &super::aim::Held| own().any(|item| held.attempt.is_unsure(&item.id, &item.forms));
        answered.iter().filter(|(_, held)| is_unsure(held)).count()
    };
    let mut domains: Vec<&str> = pack.competencies.iter().map(|own| own.domain.as_str()).collect();
    domains.dedup();
    let sides = |person: &Person| {
        let levels = class.change(person)?;
        let one = super::Fraction::whole(1);
        let up = levels.values().filter(|[then, now]| *now - *then >= one).count();
        let down = levels.values().filter(|[then, now]| *then - *now >= one).count();
        Some(up.cmp(&down))
    };
    let ways: Vec<std::cmp::Ordering> = class.people.iter().filter_map(sides).collect();
    let way = |wanted: std::cmp::Ordering| ways.iter().filter(|own| **own == wanted).count();
    Summary {
        invited: inputs.invited.as_deref().map_or(0, |list| csv_rows(list).len() - 1),
        statuses: [Status::Answered, Status::Unfinished, Status::Stale, Status::NoReply].map(of),
        lacking: lacking.into_iter().map(|(count, at)| (pack.competencies[at].title.clone(), count)).collect(),
        unsure: domains.into_iter().map(|domain| (domain.to_owned(), unsure(domain))).collect(),
        moved: [std::cmp::Ordering::Greater, std::cmp::Ordering::Less, std::cmp::Ordering::Equal].map(way),
    }
}
