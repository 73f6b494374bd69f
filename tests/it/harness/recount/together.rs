//! What a class could do together: the step for a shared gap, and the resources that close most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use super::aim::Held;
use super::catalogue::Price;
use super::fraction::{Fraction, sum};
use super::open::{Gain, gains};
use super::plain_pack::PlainPack;
use super::tables::{Class, Counted};

/// The most rows of the table of resources.
const MOST: usize = 10;

fn cell(number: Option<u64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// The step for those with a gap, and the cells after it: to how many it is open, hours and prices.
pub(super) fn step(pack: &PlainPack, own: &[&Held], competency: usize) -> Vec<String> {
    let mut counts = vec![0_usize; pack.resources.len()];
    for gain in own.iter().flat_map(|held| gains(pack, held)).filter(|gain| gain.competency == competency) {
        counts[gain.resource] += 1;
    }
    let most = counts.iter().copied().max().unwrap();
    if most == 0 {
        return vec![String::new(); 7];
    }
    let is_for_half = |at: &usize| counts[*at] * 2 >= own.len();
    let half: Vec<usize> = (0..counts.len()).filter(is_for_half).collect();
    let fitting = if half.is_empty() { (0..counts.len()).filter(|at| counts[*at] == most).collect() } else { half };
    let ease = |at: &usize| (pack.resources[*at].ease(), Reverse(counts[*at]), *at);
    let best = fitting.into_iter().min_by_key(ease).unwrap();
    let (resource, people) = (&pack.resources[best], counts[best] as u64);
    let (price, currency) = resource.cost();
    vec![
        resource.id.clone(),
        people.to_string(),
        cell(resource.hours),
        cell(resource.hours.map(|hours| hours * people)),
        cell(price),
        currency,
        cell(price.map(|price| price * people)),
    ]
}

/// Who has no gap in each competency and is at level 3 or above.
pub fn able(pack: &PlainPack, inputs: &Inputs) -> BTreeMap<String, BTreeSet<String>> {
    let class = Class::new(pack, inputs);
    let people = class.answered();
    let is_able = |held: &Held, at: usize| {
        held.known[at].level().is_some_and(|level| level >= Fraction::whole(3))
            && held.against().gaps[at].is_none_or(|gap| gap == Fraction::whole(0))
    };
    let of = |at: usize| {
        let own = people.iter().filter(|(_, held)| is_able(held, at));
        own.map(|(person, _)| person.id.clone()).collect::<BTreeSet<String>>()
    };
    pack.competencies.iter().enumerate().map(|(at, own)| (own.id.clone(), of(at))).collect()
}

/// The resources that close most, each time the one that adds most to those before it.
pub(super) fn resources(pack: &PlainPack, people: &[&Held]) -> Counted {
    let mut table = Counted::new(
        "resource,kind,people,closes,overlap,adds,musts_met,hours_each,price_each,currency,price_all,free",
    );
    let gains: Vec<Vec<Gain>> = people.iter().map(|held| gains(pack, held)).collect();
    let mut narrowed: BTreeMap<(usize, usize), Fraction> = BTreeMap::new();
    let importance = |place: usize, at: usize| Fraction::whole(pack.roles[people[place].role()].targets[at].importance);
    let parts = |resource: usize| {
        let all = gains.iter().enumerate().flat_map(|(place, own)| own.iter().map(move |gain| (place, gain)));
        all.filter(move |(_, gain)| gain.resource == resource).collect::<Vec<_>>()
    };
    let parts: Vec<Vec<(usize, &Gain)>> = (0..pack.resources.len()).map(parts).collect();
    let nought = Fraction::whole(0);
    while table.rows.len() < MOST {
        let left = |(place, gain): &(usize, &Gain)| {
            let before = narrowed.get(&(*place, gain.competency)).copied().unwrap_or(nought);
            (gain.levels - before).or_nought() * importance(*place, gain.competency)
        };
        let adds: Vec<Fraction> = parts.iter().map(|own| sum(own.iter().map(left))).collect();
        let order = |at: &usize| (Reverse(adds[*at]), pack.resources[*at].ease(), *at);
        let best = (0..adds.len()).min_by_key(order).unwrap();
        if adds[best] == nought {
            break;
        }
        table.rows.push(row(pack, people, &parts[best], best, adds[best]));
        for (place, gain) in &parts[best] {
            let own = narrowed.entry((*place, gain.competency)).or_insert(nought);
            *own = gain.levels.max(*own);
        }
    }
    table
}

fn row(pack: &PlainPack, people: &[&Held], parts: &[(usize, &Gain)], at: usize, adds: Fraction) -> Vec<String> {
    let resource = &pack.resources[at];
    let weight = |place: usize, gain: &Gain| {
        Fraction::whole(pack.roles[people[place].role()].targets[gain.competency].importance)
    };
    let closes = sum(parts.iter().map(|(place, gain)| gain.levels * weight(*place, gain)));
    let count = parts.iter().map(|(place, _)| place).collect::<BTreeSet<_>>().len();
    let meets = |(place, gain): &&(usize, &Gain)| {
        let against = people[*place].against();
        against.unmet_musts.contains(&gain.competency) && against.gaps[gain.competency] == Some(gain.levels)
    };
    let (price, currency) = resource.cost();
    let free = match &resource.price {
        Price::Free { is_conditional: true } => "conditional",
        Price::Free { is_conditional: false } => "free",
        Price::Amount(..) => "paid",
        Price::Unknown => "unknown",
    };
    vec![
        resource.id.clone(),
        resource.kind.clone(),
        count.to_string(),
        closes.four_decimals(),
        (Fraction::whole(1) - adds / closes).four_decimals(),
        adds.four_decimals(),
        parts.iter().filter(meets).count().to_string(),
        cell(resource.hours),
        cell(price),
        currency,
        cell(price.map(|price| price * count as u64)),
        free.to_owned(),
    ]
}
