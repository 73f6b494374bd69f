//! What the files of a pack say, read as plain YAML.

use serde_yaml::Value;

use super::catalogue::{Resource, resources};
use super::fraction::Fraction;
use crate::harness::repository_file;

/// An item: its id, the forms that ask it, the ends of its scale, its keying and weight.
#[derive(Debug)]
pub struct Item {
    pub id: String,
    pub forms: Vec<String>,
    pub ends: (i64, i64),
    pub is_reversed: bool,
    pub weight: i64,
}

#[derive(Debug)]
pub struct Competency {
    pub id: String,
    pub title: String,
    /// The title of its domain.
    pub domain: String,
    pub items: Vec<Item>,
    /// The version since which it measures something else.
    pub redefined: Option<Vec<u32>>,
}

/// What a role needs of one competency.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub level: i64,
    pub importance: i64,
    pub is_must: bool,
}

/// What must be true of someone who begins in a role from outside.
#[derive(Debug)]
pub struct WayIn {
    pub education: Option<String>,
    pub licence: Option<String>,
    pub years: Option<u64>,
}

#[derive(Debug)]
pub struct Role {
    pub id: String,
    /// The roles after it, by their places on the ladder.
    pub next: Vec<usize>,
    pub stay: u64,
    pub ways_in: Vec<WayIn>,
    /// One for each competency.
    pub targets: Vec<Target>,
}

#[derive(Debug)]
pub struct PlainPack {
    pub default_form: String,
    pub default_role: String,
    pub levels: (i64, i64),
    pub coverage: Fraction,
    pub readiness_coverage: Fraction,
    pub rung_readiness: Fraction,
    pub competencies: Vec<Competency>,
    /// In the order of the ladder, the lowest first.
    pub roles: Vec<Role>,
    /// In the order of the catalogue.
    pub resources: Vec<Resource>,
}

pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

pub fn texts(value: &Value) -> Vec<String> {
    value.as_sequence().map_or_else(Vec::new, |list| list.iter().filter_map(text).collect())
}

pub fn entries(value: &Value) -> &[Value] {
    value.as_sequence().map_or(&[], Vec::as_slice)
}

impl PlainPack {
    /// The pack of the director.
    pub fn director() -> Self {
        let read = |name: &str| -> Value {
            let path = format!("questionnaires/clinical-informatics-director/{name}.yaml");
            serde_yaml::from_str(&repository_file(&path)).unwrap()
        };
        let (questions, roles) = (read("questionnaire"), read("roles"));
        let levels: Vec<i64> =
            entries(&questions["levels"]).iter().map(|level| level["level"].as_i64().unwrap()).collect();
        let levels = (levels[0], levels[levels.len() - 1]);
        let competencies: Vec<Competency> = entries(&questions["domains"])
            .iter()
            .flat_map(|domain| entries(&domain["competencies"]).iter().map(move |record| (domain, record)))
            .map(|(domain, record)| competency(domain, record, &questions["scales"], levels))
            .collect();
        let ladder = texts(&roles["ladder"]);
        let of_role = |id: &String| {
            let record = entries(&roles["roles"]).iter().find(|role| text(&role["id"]).as_ref() == Some(id)).unwrap();
            role(record, &ladder, &competencies)
        };
        let share = |name: &str| Fraction::of_decimals(&text(&questions["scoring"][name]).unwrap());
        Self {
            default_form: text(&questions["default-form"]).unwrap(),
            default_role: text(&questions["default-role"]).unwrap(),
            levels,
            coverage: share("coverage"),
            readiness_coverage: share("readiness-coverage"),
            rung_readiness: share("rung-readiness"),
            roles: ladder.iter().map(of_role).collect(),
            resources: resources(&read("resources"), &competencies),
            competencies,
        }
    }

    /// The place of a role on the ladder.
    pub fn role(&self, id: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.id == id)
    }

    /// The items of a form.
    pub fn items_of<'a>(&'a self, form: &'a str) -> impl Iterator<Item = &'a Item> {
        let items = self.competencies.iter().flat_map(|competency| &competency.items);
        items.filter(move |item| item.forms.iter().any(|own| own == form))
    }
}

fn competency(domain: &Value, record: &Value, scales: &Value, levels: (i64, i64)) -> Competency {
    let ends = |scale: &str| {
        if scale == "levels" {
            return levels;
        }
        let scale = entries(scales).iter().find(|known| text(&known["id"]).as_deref() == Some(scale)).unwrap();
        let values = || entries(&scale["options"]).iter().map(|option| option["value"].as_i64().unwrap());
        (values().min().unwrap(), values().max().unwrap())
    };
    let item = |item: &Value| Item {
        id: text(&item["id"]).unwrap(),
        forms: texts(&item["forms"]),
        ends: ends(&text(&item["scale"]).unwrap()),
        is_reversed: item["reverse"].as_bool().unwrap_or(false),
        weight: item["weight"].as_i64().unwrap_or(1),
    };
    Competency {
        id: text(&record["id"]).unwrap(),
        title: text(&record["title"]).unwrap(),
        domain: text(&domain["title"]).unwrap(),
        items: entries(&record["items"]).iter().map(item).collect(),
        redefined: text(&record["redefined"]).map(|version| parts(&version)),
    }
}

/// The numbers of a version.
pub fn parts(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap()).collect()
}

fn role(record: &Value, ladder: &[String], competencies: &[Competency]) -> Role {
    let place = |id: &String| ladder.iter().position(|role| role == id).unwrap();
    let target = |competency: &Competency| {
        let own = |target: &&Value| text(&target["competency"]).as_ref() == Some(&competency.id);
        let target = entries(&record["targets"]).iter().find(own).unwrap();
        Target {
            level: target["level"].as_i64().unwrap(),
            importance: target["importance"].as_i64().unwrap(),
            is_must: text(&target["need"]).as_deref() == Some("must"),
        }
    };
    let way = |way: &Value| WayIn {
        education: text(&way["education"]),
        licence: text(&way["licence"]),
        years: way["experience-years"].as_u64(),
    };
    Role {
        id: text(&record["id"]).unwrap(),
        next: texts(&record["next"]).iter().map(place).collect(),
        stay: record["stay"]["years"].as_u64().unwrap_or(0),
        ways_in: entries(&record["ways-in"]).iter().map(way).collect(),
        targets: competencies.iter().map(target).collect(),
    }
}
