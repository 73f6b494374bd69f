//! The catalogue of a pack, read as plain YAML.

use serde_yaml::Value;

use super::plain_pack::{Competency, entries, text, texts};

/// What a resource does for a competency: who is at `from` or above reaches `to`.
#[derive(Clone, Copy, Debug)]
pub struct Lift {
    pub competency: usize,
    pub from: i64,
    pub to: i64,
}

/// One way to be allowed in.
#[derive(Debug)]
pub struct Route {
    pub education: Option<String>,
    pub years: Option<u64>,
    pub licence: Option<String>,
    pub region: Option<String>,
    pub is_by_employer: bool,
    pub membership: Option<String>,
    pub prior: Vec<String>,
    pub is_rare: bool,
    pub note: Option<String>,
}

/// What a resource costs one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    Free { is_conditional: bool },
    Amount(u64, String),
    Unknown,
}

#[derive(Debug)]
pub struct Resource {
    pub id: String,
    pub kind: String,
    pub status: String,
    /// Those of an exam end at the highest level that exams support.
    pub lifts: Vec<Lift>,
    pub at_most: Option<usize>,
    pub is_at_work: bool,
    pub grants: Option<String>,
    pub regions: Option<Vec<String>>,
    /// `None` where the catalogue does not know; empty where anyone may enter.
    pub routes: Option<Vec<Route>>,
    pub hours: Option<u64>,
    pub price: Price,
}

impl Resource {
    /// The easier to have, the lower: free, paid, price not known; then hours, those that are not known last.
    pub fn ease(&self) -> (u8, u64) {
        let price = match self.price {
            Price::Free { .. } => 0,
            Price::Amount(..) => 1,
            Price::Unknown => 2,
        };
        (price, self.hours.unwrap_or(u64::MAX))
    }

    /// The usual price and its currency.
    pub fn cost(&self) -> (Option<u64>, String) {
        match &self.price {
            Price::Free { .. } => (Some(0), String::new()),
            Price::Amount(amount, currency) => (Some(*amount), currency.clone()),
            Price::Unknown => (None, String::new()),
        }
    }
}

/// Every resource, in the catalogue's order.
pub fn resources(file: &Value, competencies: &[Competency]) -> Vec<Resource> {
    entries(&file["resources"]).iter().map(|record| resource(record, &file["exam-levels"], competencies)).collect()
}

fn resource(record: &Value, exams: &Value, competencies: &[Competency]) -> Resource {
    let is_true = |name: &str| record[name].as_bool() == Some(true);
    let kind = text(&record["kind"]).unwrap();
    let exam = if is_true("foundation") { "foundation" } else { "certification" };
    let most = if kind == "certification" { exams[exam].as_i64() } else { None };
    let lift = |lift: &Value| {
        let id = text(&lift["competency"]).unwrap();
        let competency = competencies.iter().position(|own| own.id == id).unwrap();
        let (from, to) = (lift["from"].as_i64().unwrap(), lift["to"].as_i64().unwrap());
        Lift { competency, from, to: most.map_or(to, |most| to.min(most)) }
    };
    let effort = &record["effort"];
    let weeks = || Some(effort["weeks"].as_u64()? * effort["hours-per-week"].as_u64()?);
    let is_given = |name: &str| record.as_mapping().unwrap().contains_key(name);
    Resource {
        id: text(&record["id"]).unwrap(),
        status: text(&record["status"]).unwrap(),
        lifts: entries(&record["develops"]).iter().map(lift).filter(|lift| lift.from < lift.to).collect(),
        at_most: record["at-most"].as_u64().map(|most| usize::try_from(most).unwrap()),
        is_at_work: is_true("at-work"),
        grants: text(&record["grants"]),
        regions: is_given("relevant-in").then(|| texts(&record["relevant-in"])),
        routes: record["eligibility"].as_sequence().map(|routes| routes.iter().map(route).collect()),
        hours: effort["hours"].as_u64().or_else(weeks),
        price: price(&record["price"]),
        kind,
    }
}

fn price(record: &Value) -> Price {
    match record["amount"].as_u64() {
        Some(amount) => Price::Amount(amount, text(&record["currency"]).unwrap()),
        None if record["free"].as_bool() == Some(true) => {
            Price::Free { is_conditional: text(&record["note"]).is_some() }
        }
        None => Price::Unknown,
    }
}

fn route(record: &Value) -> Route {
    Route {
        education: text(&record["min-degree"]),
        years: record["experience-years"].as_u64(),
        licence: text(&record["licence"]),
        region: text(&record["region"]),
        is_by_employer: record["employer-sponsored"].as_bool() == Some(true),
        membership: text(&record["membership"]),
        prior: texts(&record["prior"]),
        is_rare: record["rare"].as_bool() == Some(true),
        note: text(&record["note"]),
    }
}
