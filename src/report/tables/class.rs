//! The tables of a page on a class.

use super::{Cell, Column, Table};
use crate::cohort::{Attempt, Finding, GroupResource, Need, Person, Status};
use crate::exact::Exact;
use crate::facts::cohort::{Class, Flag, Row};
use crate::language::cohort as words;
use crate::language::cohort::columns as about;
use crate::model::{CompetencyIx, Id, LearningResource, Price, ResourceKind, word_of};
use crate::plan::FirstStep;

/// How many musts the table of roles names.
const MUSTS: usize = 3;

/// Every table of the page, whole, however many rows the page shows.
pub fn of_class(class: &Class<'_>) -> Vec<Table> {
    vec![
        people(class),
        levels(class),
        competencies(class),
        needs(class),
        resources(class),
        roles(class),
        agreed(class),
        changes(class),
        programme(class),
    ]
}

fn columns<N: ToString, A: ToString>(pairs: impl IntoIterator<Item = (N, A)>) -> Vec<Column> {
    pairs.into_iter().map(|(name, about)| Column::new(name.to_string(), about.to_string())).collect()
}

fn ids(class: &Class<'_>, list: impl IntoIterator<Item = CompetencyIx>) -> Cell {
    Cell::list(list.into_iter().map(|at| class.pack.competency(at).id.as_str()))
}

fn id(class: &Class<'_>, at: CompetencyIx) -> Cell {
    class.pack.competency(at).id.as_str().into()
}

/// The codes of people by their places among those who answered.
fn codes(class: &Class<'_>, places: &[usize]) -> Cell {
    Cell::list(places.iter().map(|place| class.person(*place).id.as_str()))
}

/// The word of a status in tables.
fn status(status: Status) -> &'static str {
    match status {
        Status::Answered => "answered",
        Status::Unfinished => "unfinished",
        Status::Stale => "stale",
        Status::NoReply => "no-reply",
    }
}

fn people(class: &Class<'_>) -> Table {
    let [respondent, rest @ ..] = about::PEOPLE;
    let label = class.options.show_names.then_some(about::LABEL);
    let mut table = Table::new("people", columns(std::iter::once(respondent).chain(label).chain(rest)));
    for row in &class.rows {
        let person = &class.joined.people[row.place];
        let mut cells: Vec<Cell> = vec![person.id.as_str().into()];
        if class.options.show_names {
            cells.push(person.label.clone().into());
        }
        cells.extend([person.group.clone().into(), status(person.status).into()]);
        standing(class, person, &mut cells);
        let change = class.change(row.place);
        cells.extend([
            change.and_then(|change| change.days[0]).into(),
            person.current.as_ref().and_then(Attempt::day).into(),
            change.map(|change| change.notable(1).count()).into(),
            change.map(|change| change.notable(-1).count()).into(),
            change.and_then(|change| change.readiness).map(|[then, now]| now - then).into(),
            Cell::list(flags(row)),
            class.report(row.place).into(),
        ]);
        table.push(cells);
    }
    table
}

/// Where a person stands on the way to their goal.
fn standing(class: &Class<'_>, person: &Person, cells: &mut Vec<Cell>) {
    const WIDTH: usize = 11;
    let Some(attempt) = &person.current else {
        return cells.extend(std::iter::repeat_n(Cell::Nothing, WIDTH));
    };
    let (pack, aim) = (class.pack, &attempt.aim);
    let role = |at| pack.role(at).id.as_str();
    let largest = aim.gaps.first().copied();
    let step = match &attempt.first_step {
        FirstStep::Take { resource, .. } => Some(pack.resource(*resource).id.as_str()),
        FirstStep::FindOut(at) => Some(pack.competency(*at).id.as_str()),
        FirstStep::NoGap | FirstStep::NothingOpen => None,
    };
    cells.extend([
        role(attempt.goal).into(),
        aim.is_next.then(|| role(aim.role)).into(),
        aim.readiness.into(),
        aim.bounds.0.into(),
        aim.bounds.1.into(),
        ids(class, aim.unmet_musts.iter().copied()),
        largest.map(|at| pack.competency(at).id.as_str()).into(),
        largest.and_then(|at| attempt.gap(pack, at)).into(),
        step.into(),
        attempt.rated.into(),
        attempt.items.into(),
    ]);
}

fn flags(row: &Row) -> Vec<&'static str> {
    let mut flags: Vec<Flag> = row.reasons.iter().map(crate::facts::cohort::Reason::flag).collect();
    flags.dedup();
    flags.into_iter().map(|flag| word_of(Flag::WORDS, flag)).collect()
}

fn levels(class: &Class<'_>) -> Table {
    let of_competencies = class.pack.competency_indices().map(|at| about::level(class.pack, at));
    let (name, text) = about::RESPONDENT;
    let all = std::iter::once((name.to_owned(), text.to_owned())).chain(of_competencies);
    let mut table = Table::new("levels", columns(all));
    for person in &class.joined.people {
        let Some(attempt) = &person.current else { continue };
        let cell = |finding: &Finding| match finding {
            Finding::Level(level) => (*level).into(),
            Finding::Unsure => "unsure".into(),
            Finding::NotApplicable => "not-applicable".into(),
            Finding::NotAsked => "not-asked".into(),
            Finding::TooFewAnswers => "none".into(),
        };
        table.push(std::iter::once(person.id.as_str().into()).chain(attempt.findings.iter().map(cell)).collect());
    }
    table
}

/// A column for each level of the scale.
fn by_level(class: &Class<'_>, before: &'static str) -> impl Iterator<Item = (String, String)> {
    let levels = class.pack.levels();
    (levels.min()..=levels.max()).map(move |level| about::at_level(before, level))
}

/// Columns whose names are constants.
fn constant(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, about)| ((*name).to_owned(), (*about).to_owned())).collect()
}

fn competencies(class: &Class<'_>) -> Table {
    let all = constant(&about::COMPETENCIES).into_iter().chain(by_level(class, "at"));
    let mut table = Table::new("competencies", columns(all.chain(constant(&about::COMPETENCIES_BEHIND))));
    for own in &class.competencies {
        let counts = [own.rated, own.not_rated, own.unsure, own.not_applicable];
        let counts = counts.into_iter().chain(own.at.iter().copied()).map(Cell::from);
        let figures = [own.median, own.mean, own.share_at_target(), own.mean_gap].map(Cell::from);
        table.push(std::iter::once(id(class, own.competency)).chain(counts).chain(figures).collect());
    }
    table
}

/// The usual price in whole units, and its currency.
fn price(resource: &LearningResource) -> (Option<u64>, Option<&str>) {
    match &resource.price {
        Price::Free { .. } => (Some(0), None),
        Price::Amount { fee, currency, .. } => (Some(u64::from(fee.amount)), Some(currency)),
        Price::Unknown { .. } => (None, None),
    }
}

fn amount(amount: Option<u64>) -> Cell {
    amount.and_then(|amount| i64::try_from(amount).ok()).into()
}

fn needs(class: &Class<'_>) -> Table {
    let mut table = Table::new("needs", columns(about::NEEDS));
    for need in &class.needs {
        let mut cells = vec![
            id(class, need.competency),
            need.people.len().into(),
            need.musts.into(),
            need.weighted.into(),
            codes(class, &need.people),
        ];
        step(class, need, &mut cells);
        cells.push(codes(class, &need.could_help));
        table.push(cells);
    }
    table
}

/// What can be done about a need together.
fn step(class: &Class<'_>, need: &Need, cells: &mut Vec<Cell>) {
    const WIDTH: usize = 7;
    let Some(step) = need.step else { return cells.extend(std::iter::repeat_n(Cell::Nothing, WIDTH)) };
    let resource = class.pack.resource(step.resource);
    let hours = resource.effort.total_hours().map(u64::from);
    let (each, currency) = price(resource);
    cells.extend([
        resource.id.as_str().into(),
        step.people.into(),
        amount(hours),
        amount(hours.map(|hours| hours * step.people as u64)),
        amount(each),
        currency.into(),
        amount(each.map(|each| each * step.people as u64)),
    ]);
}

fn resources(class: &Class<'_>) -> Table {
    let mut table = Table::new("resources", columns(about::RESOURCES));
    for one in &class.resources {
        table.push(resource(class, one));
    }
    table
}

fn resource(class: &Class<'_>, one: &GroupResource) -> Vec<Cell> {
    let resource = class.pack.resource(one.resource);
    let (each, currency) = price(resource);
    let free = match resource.price {
        Price::Free { note: None, .. } => "free",
        Price::Free { note: Some(_), .. } => "conditional",
        Price::Amount { .. } => "paid",
        Price::Unknown { .. } => "unknown",
    };
    vec![
        resource.id.as_str().into(),
        word_of(ResourceKind::WORDS, resource.kind).into(),
        one.people.into(),
        one.closes.into(),
        one.overlap().into(),
        one.adds.into(),
        one.musts.into(),
        amount(resource.effort.total_hours().map(u64::from)),
        amount(each),
        currency.into(),
        amount(each.map(|each| each * one.people as u64)),
        free.into(),
    ]
}

fn roles(class: &Class<'_>) -> Table {
    let mut table = Table::new("roles", columns(about::ROLES));
    for group in &class.groups {
        table.push(vec![
            class.pack.role(group.role).id.as_str().into(),
            group.people.len().into(),
            group.arrived.into(),
            ids(class, group.lacked.iter().take(MUSTS).map(|(at, _)| *at)),
            codes(class, &group.people),
        ]);
    }
    table
}

fn agreed(class: &Class<'_>) -> Table {
    let mut table = Table::new("agreed", columns(about::AGREED));
    for one in class.agreed() {
        let resource = one.step.resource().map(|at| class.pack.resource(at).id.as_str());
        table.push(vec![
            class.joined.people[one.place].id.as_str().into(),
            resource.unwrap_or_else(|| one.step.title(class.pack)).into(),
            one.step.state.word().into(),
            one.step.by.into(),
            one.step.on.into(),
            one.overdue.into(),
        ]);
    }
    table
}

fn changes(class: &Class<'_>) -> Table {
    let all = constant(&about::CHANGES).into_iter().chain(by_level(class, "then")).chain(by_level(class, "now"));
    let mut table = Table::new("changes", columns(all.chain(constant(&about::CHANGES_BEHIND))));
    for shift in &class.shifts {
        let counts = shift.at.iter().flatten().chain(&shift.moved).map(|count| Cell::from(*count));
        let medians = shift.median.map(|median: Exact| Cell::from(median));
        let front = [id(class, shift.competency), shift.both.into()];
        table.push(front.into_iter().chain(counts).chain(medians).collect());
    }
    table
}

fn programme(class: &Class<'_>) -> Table {
    let mut table = Table::new("programme", columns(about::PROGRAMME));
    for one in &class.programme {
        table.push(vec![
            id(class, one.target.competency),
            one.target.term.as_str().into(),
            one.target.level.into(),
            one.rated.into(),
            one.reached.into(),
            one.share().into(),
            one.not_known.into(),
            words::codes(class, one.target.competency).into(),
        ]);
    }
    table
}
