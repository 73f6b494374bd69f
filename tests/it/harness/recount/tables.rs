//! The tables of a class, counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::aim::Held;
use super::fraction::{Fraction, mean, median};
use super::person::{Person, Status, people};
use super::plain_pack::PlainPack;
use super::{Inputs, csv_rows, open, together};

/// A table: its columns and its rows.
#[derive(Debug, Default)]
pub struct Counted {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Counted {
    pub(super) fn new(columns: &str) -> Self {
        Self { columns: columns.split(',').map(str::to_owned).collect(), rows: Vec::new() }
    }
}

fn four(value: Option<Fraction>) -> String {
    value.map_or_else(String::new, Fraction::four_decimals)
}

fn ratio(part: usize, whole: usize) -> Option<Fraction> {
    (whole > 0).then(|| Fraction::new(part as i128, whole as i128))
}

/// What a cell looks like that a program for tables would take for a formula.
pub fn guarded(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

/// The class: people, and what is counted of them.
pub(super) struct Class<'a> {
    pack: &'a PlainPack,
    inputs: &'a Inputs,
    pub(super) people: Vec<Person>,
}

/// Every table that is counted, by its name.
pub fn counted(pack: &PlainPack, inputs: &Inputs) -> BTreeMap<&'static str, Counted> {
    let class = Class::new(pack, inputs);
    BTreeMap::from([
        ("people", class.people_table()),
        ("levels", class.levels()),
        ("competencies", class.competencies()),
        ("needs", class.needs()),
        ("resources", class.resources()),
        ("changes", class.changes()),
        ("roles", class.roles()),
        ("programme", class.programme()),
        ("agreed", class.agreed()),
    ])
}

/// How many have reached each whole level and not the next.
fn by_level(pack: &PlainPack, levels: &[Fraction]) -> Vec<String> {
    let (low, high) = pack.levels;
    let count = |at: i64| levels.iter().filter(|level| level.floor() == i128::from(at)).count();
    (low..=high).map(|at| count(at).to_string()).collect()
}

impl<'a> Class<'a> {
    pub(super) fn new(pack: &'a PlainPack, inputs: &'a Inputs) -> Self {
        Self { pack, inputs, people: people(pack, inputs) }
    }

    fn ids(&self, of: &[usize]) -> String {
        of.iter().map(|at| self.pack.competencies[*at].id.as_str()).collect::<Vec<_>>().join(";")
    }

    pub(super) fn answered(&self) -> Vec<(&Person, &Held)> {
        let own = |person: &Person| person.status == Status::Answered;
        self.people.iter().filter(|person| own(person)).map(|person| (person, person.now.as_ref().unwrap())).collect()
    }

    /// The levels then and now of each competency that can be compared; `None` where the attempts cannot.
    pub(super) fn change(&self, person: &Person) -> Option<BTreeMap<usize, [Fraction; 2]>> {
        let (now, then) = (person.now.as_ref()?, person.before.as_ref()?);
        let is_comparable = |held: &Held| held.attempt.scoring.as_ref().is_none_or(|own| *own == self.inputs.scoring);
        if person.status != Status::Answered || !is_comparable(now) || !is_comparable(then) {
            return None;
        }
        let levels = (0..self.pack.competencies.len()).filter_map(|at| {
            let alike = [then, now].map(|held| held.attempt.measured_before(self.pack, at));
            let levels = [then.known[at].level()?, now.known[at].level()?];
            (alike[0] == alike[1]).then_some((at, levels))
        });
        Some(levels.collect())
    }

    fn people_table(&self) -> Counted {
        let mut table = Counted::new(
            "respondent,group,status,goal,next_role,readiness,readiness_low,readiness_high,unmet_must,largest_gap,\
             largest_gap_size,first_step,answered,items,since,date,went_up,went_down,readiness_change",
        );
        table.rows = self.people.iter().map(|person| self.person(person)).collect();
        table
    }

    fn person(&self, person: &Person) -> Vec<String> {
        let role = |at: usize| self.pack.roles[at].id.clone();
        let mut row = vec![
            guarded(&person.id),
            guarded(person.group.as_deref().unwrap_or_default()),
            person.status.word().to_owned(),
        ];
        let Some(now) = &person.now else {
            row.resize(19, String::new());
            return row;
        };
        let against = now.against();
        let change = self.change(person);
        let first = now.priorities(self.pack).first().copied();
        row.extend([
            role(now.goal),
            now.next.map_or_else(String::new, role),
            four(against.readiness),
            against.low.four_decimals(),
            against.high.four_decimals(),
            self.ids(&against.unmet_musts),
            first.map_or_else(String::new, |at| self.ids(&[at])),
            four(first.and_then(|at| against.gaps[at])),
            open::first_step(self.pack, now),
            now.attempt.rated(self.pack).to_string(),
            self.pack.items_of(&now.attempt.form).count().to_string(),
            change.as_ref().and(person.before.as_ref()).and_then(|held| held.attempt.day()).unwrap_or_default(),
            now.attempt.day().unwrap_or_default(),
        ]);
        let one = Fraction::whole(1);
        let moved = |fits: fn([Fraction; 2]) -> Fraction| {
            let own =
                |levels: &BTreeMap<usize, [Fraction; 2]>| levels.values().filter(|pair| fits(**pair) >= one).count();
            change.as_ref().map_or_else(String::new, |levels| own(levels).to_string())
        };
        row.extend([moved(|[then, now]| now - then), moved(|[then, now]| then - now)]);
        let readiness = change.and_then(|_| {
            let then = person.before.as_ref()?.roles[now.role()].readiness?;
            Some(against.readiness? - then)
        });
        row.push(four(readiness));
        row
    }

    fn levels(&self) -> Counted {
        let ids: Vec<&str> = self.pack.competencies.iter().map(|own| own.id.as_str()).collect();
        let mut table = Counted::new(&format!("respondent,{}", ids.join(",")));
        for person in &self.people {
            if let Some(now) = &person.now {
                let mut row = vec![guarded(&person.id)];
                row.extend(now.known.iter().map(|known| known.cell()));
                table.rows.push(row);
            }
        }
        table
    }

    fn competencies(&self) -> Counted {
        let mut table = Counted::new(
            "competency,n,not-rated,unsure,not-applicable,at-0,at-1,at-2,at-3,at-4,at-5,median,mean,share-at-target,mean-gap",
        );
        let people = self.answered();
        for (at, competency) in self.pack.competencies.iter().enumerate() {
            let levels: Vec<Fraction> = people.iter().filter_map(|(_, held)| held.known[at].level()).collect();
            let gaps: Vec<Fraction> = people.iter().filter_map(|(_, held)| held.against().gaps[at]).collect();
            let like = |word: &str| people.iter().filter(|(_, held)| held.known[at].cell() == word).count().to_string();
            let at_target = gaps.iter().filter(|gap| **gap == Fraction::whole(0)).count();
            let mut row = vec![competency.id.clone(), levels.len().to_string()];
            row.push((people.len() - levels.len()).to_string());
            row.extend([like("unsure"), like("not-applicable")]);
            row.extend(by_level(self.pack, &levels));
            let share = ratio(at_target, gaps.len());
            row.extend([four(median(&levels)), four(mean(&levels)), four(share), four(mean(&gaps))]);
            table.rows.push(row);
        }
        table
    }

    fn needs(&self) -> Counted {
        let mut table = Counted::new(
            "competency,people,unmet_must,weighted_gap,respondents,step,step_people,hours_each,hours_all,price_each,currency,\
             price_all",
        );
        let people = self.answered();
        let least = self.inputs.at_least.unwrap_or_else(|| people.len().div_ceil(10).max(3));
        for (at, competency) in self.pack.competencies.iter().enumerate() {
            let gap = |held: &Held| held.against().gaps[at].filter(|gap| *gap > Fraction::whole(0));
            let own: Vec<&(&Person, &Held)> = people.iter().filter(|(_, held)| gap(held).is_some()).collect();
            if own.is_empty() || own.len() < least {
                continue;
            }
            let weighted =
                |held: &Held| Fraction::whole(self.pack.roles[held.role()].targets[at].importance) * gap(held).unwrap();
            let mut ids: Vec<&str> = own.iter().map(|(person, _)| person.id.as_str()).collect();
            ids.sort_unstable();
            let musts = own.iter().filter(|(_, held)| held.against().unmet_musts.contains(&at)).count();
            let sum = super::fraction::sum(own.iter().map(|(_, held)| weighted(held)));
            let count = own.len().to_string();
            let mut row = vec![competency.id.clone(), count, musts.to_string(), sum.four_decimals(), ids.join(";")];
            let these: Vec<&Held> = own.iter().map(|(_, held)| *held).collect();
            row.extend(together::step(self.pack, &these, at));
            table.rows.push(row);
        }
        table
    }

    fn resources(&self) -> Counted {
        let people: Vec<&Held> = self.answered().into_iter().map(|(_, held)| held).collect();
        together::resources(self.pack, &people)
    }

    fn changes(&self) -> Counted {
        let mut table = Counted::new(
            "competency,both,then-0,then-1,then-2,then-3,then-4,then-5,now-0,now-1,now-2,now-3,now-4,now-5,up,down,same,\
             median_then,median_now",
        );
        let changes: Vec<_> = self.people.iter().filter_map(|person| self.change(person)).collect();
        for (at, competency) in self.pack.competencies.iter().enumerate() {
            let pairs: Vec<[Fraction; 2]> = changes.iter().filter_map(|levels| levels.get(&at).copied()).collect();
            if pairs.is_empty() {
                continue;
            }
            let [then, now] = [0, 1].map(|side| pairs.iter().map(|pair| pair[side]).collect::<Vec<_>>());
            let one = Fraction::whole(1);
            let up = pairs.iter().filter(|[then, now]| *now - *then >= one).count();
            let down = pairs.iter().filter(|[then, now]| *then - *now >= one).count();
            let mut row = vec![competency.id.clone(), pairs.len().to_string()];
            row.extend(by_level(self.pack, &then));
            row.extend(by_level(self.pack, &now));
            row.extend([up, down, pairs.len() - up - down].map(|count| count.to_string()));
            row.extend([four(median(&then)), four(median(&now))]);
            table.rows.push(row);
        }
        table
    }

    fn roles(&self) -> Counted {
        let mut table = Counted::new("role,people,arrived,unmet_must,respondents");
        let people = self.answered();
        for (at, role) in self.pack.roles.iter().enumerate() {
            let these: Vec<&(&Person, &Held)> = people.iter().filter(|(_, held)| held.role() == at).collect();
            let own: Vec<&Held> = these.iter().map(|(_, held)| *held).collect();
            let mut ids: Vec<&str> = these.iter().map(|(person, _)| person.id.as_str()).collect();
            ids.sort_unstable();
            if own.is_empty() {
                continue;
            }
            let lacking = |must: usize| own.iter().filter(|held| held.against().unmet_musts.contains(&must)).count();
            let mut musts: Vec<usize> = (0..self.pack.competencies.len()).filter(|must| lacking(*must) > 0).collect();
            musts.sort_by_key(|must| (Reverse(lacking(*must)), *must));
            musts.truncate(3);
            let arrived = own.iter().filter(|held| held.next.is_none()).count();
            let count = own.len().to_string();
            table.rows.push(vec![role.id.clone(), count, arrived.to_string(), self.ids(&musts), ids.join(";")]);
        }
        table
    }

    fn programme(&self) -> Counted {
        let mut table = Counted::new("competency,term,level,n,at_target,share,not_known");
        let rows = self.inputs.targets.as_deref().map_or_else(Vec::new, csv_rows);
        let people = self.answered();
        for row in rows.iter().skip(1) {
            let is_own = |own: &&super::plain_pack::Competency| own.id == row[0] || own.title == row[0];
            let competency = self.pack.competencies.iter().find(is_own).unwrap();
            let at = self.pack.competencies.iter().position(|own| own.id == competency.id).unwrap();
            let target = Fraction::whole(row[2].parse().unwrap());
            let levels: Vec<Fraction> = people.iter().filter_map(|(_, held)| held.known[at].level()).collect();
            let reached = levels.iter().filter(|level| **level >= target).count();
            let mut cells = vec![competency.id.clone(), guarded(&row[1]), row[2].clone()];
            cells.extend([levels.len().to_string(), reached.to_string(), four(ratio(reached, levels.len()))]);
            cells.push((people.len() - levels.len()).to_string());
            table.rows.push(cells);
        }
        table
    }

    /// What was agreed; what someone only holds was not.
    fn agreed(&self) -> Counted {
        let mut table = Counted::new("respondent,step,state,by,on,overdue");
        for person in &self.people {
            let latest = person.now.as_ref().or(person.before.as_ref());
            let steps = latest.map_or(&[][..], |held| &held.attempt.steps);
            for step in steps.iter().filter(|step| step.state != "held") {
                let is_open = ["agreed", "doing"].contains(&step.state.as_str());
                let is_overdue = is_open && step.by.as_ref().is_some_and(|by| *by < self.inputs.day);
                let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
                let mut row = vec![guarded(&person.id), guarded(&step.what), step.state.clone()];
                row.extend([text(&step.by), text(&step.on), is_overdue.to_string()]);
                table.rows.push(row);
            }
        }
        table
    }
}
