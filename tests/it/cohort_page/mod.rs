//! The page of `skillgap cohort`, read as its readers get it.

mod findings;
mod flags;
mod hostile;
mod inputs;
mod joins;
mod list;
mod private;
mod scale;
mod share;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use skillgap::answers::{AnswerSheet, to_yaml};
use skillgap::clock::Timestamp;
use skillgap::model::{CompetencyIx, Need, Pack};
use skillgap::sanitise::unguarded;

use crate::harness::class::{Class, DAY};
use crate::harness::page::level;
use crate::harness::recount::csv_rows;
use crate::harness::{Place, Ran, director_pack};

/// The seed of the class of most tests.
const SEED: u64 = 1;

/// The made-up class of so many people on disk.
fn class(size: usize) -> Place {
    let place = Place::new();
    Class::new(&director_pack(), SEED, size).write(place.folder.path());
    place
}

/// What is said of the class of most tests.
const USUAL: [&str; 5] = ["autumn", "--since", "spring", "--invited", "invited.csv"];

/// Who is on the list of the invited by a name alone, where names are not shown.
const WITHOUT_CODE: &str = "on the list without a code";

/// The class of 120 people without names.
static USUAL_CLASS: LazyLock<Written> = LazyLock::new(|| Written::of(&class(120), &USUAL));

/// What a run wrote: the page, and each table by its name.
struct Written {
    page: String,
    tables: BTreeMap<String, Vec<Vec<String>>>,
    ran: Ran,
}

impl Written {
    /// Runs the command, which does well, with page and tables as of the day of the class.
    fn of(place: &Place, args: &[&str]) -> Self {
        let written = Self::with_code(place, args, 0);
        assert_eq!(written.ran.stdout, "");
        written
    }

    /// The same with another code.
    fn with_code(place: &Place, args: &[&str], code: i32) -> Self {
        let ran = place.run(&[&["cohort"], args, &["-o", "page.html", "--tables", "tables", "--on", DAY]].concat());
        assert_eq!(ran.code, code, "{args:?}: {}", ran.stderr);
        let mut tables = BTreeMap::new();
        for entry in std::fs::read_dir(place.path("tables")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let rows = csv_rows(&std::fs::read_to_string(&path).unwrap());
            let bare = |row: Vec<String>| row.iter().map(|cell| unguarded(cell).to_owned()).collect();
            tables.insert(name, rows.into_iter().map(bare).collect());
        }
        let page = place.read("page.html");
        for name in ["page.html", "tables"] {
            let path = place.path(name);
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.unwrap();
        }
        Self { page, tables, ran }
    }

    /// The rows of a table, each cell by its column.
    fn rows(&self, table: &str) -> Vec<BTreeMap<&str, &str>> {
        let rows = &self.tables[table];
        let names = || rows[0].iter().map(String::as_str);
        rows[1..].iter().map(|row| names().zip(row.iter().map(String::as_str)).collect()).collect()
    }

    /// The row of a table about somebody.
    fn row(&self, table: &str, respondent: &str) -> BTreeMap<&str, &str> {
        let row = self.rows(table).into_iter().find(|row| row["respondent"] == respondent);
        row.unwrap_or_else(|| panic!("{table}: no row of {respondent}"))
    }

    /// What is known of each competency for a person who answered something, in the order of the pack.
    fn levels(&self, respondent: &str) -> Vec<String> {
        let row = self.tables["levels"].iter().find(|row| row[0] == respondent);
        row.unwrap_or_else(|| panic!("no levels of {respondent}"))[1..].to_vec()
    }
}

/// Whom a person of the tables is held against: for each competency level, importance and whether it is a must.
fn targets(pack: &Pack, person: &BTreeMap<&str, &str>) -> Vec<(f64, f64, bool)> {
    let aim = if person["next_role"].is_empty() { person["goal"] } else { person["next_role"] };
    let role = pack.role(pack.find_role(aim).unwrap_or_else(|| panic!("the role {aim}")));
    #[expect(clippy::cast_precision_loss, reason = "levels and importance are small")]
    let number = |value: i64| value as f64;
    // What a role does not need counts for nothing.
    let lowest = number(pack.levels().min());
    let target = |at: CompetencyIx| match role.target(at) {
        Some(own) => (number(own.level), number(own.importance), own.need == Need::Must),
        None => (lowest, 0.0, false),
    };
    pack.competency_indices().map(target).collect()
}

/// The sum of importance times gap, and the musts that are not met, as the tables give them.
fn lost_and_unmet(pack: &Pack, written: &Written, person: &BTreeMap<&str, &str>) -> (f64, Vec<usize>) {
    let (mut lost, mut unmet) = (0.0, Vec::new());
    let levels = written.levels(person["respondent"]);
    for (at, ((target, importance, must), level)) in targets(pack, person).into_iter().zip(&levels).enumerate() {
        let level: Option<f64> = level.parse().ok();
        lost += level.map_or(0.0, |level| importance * (target - level).max(0.0));
        if must && level.is_none_or(|level| level < target) {
            unmet.push(at);
        }
    }
    (lost, unmet)
}

/// A cell of a table of the page.
#[derive(Clone, Debug, Default)]
struct Cell {
    /// Its text, white space folded.
    text: String,
    attributes: BTreeMap<String, String>,
    /// The addresses of the links in it.
    links: Vec<String>,
}

impl Cell {
    fn of(element: ElementRef<'_>) -> Self {
        let links = select(element, "a").into_iter();
        Self {
            text: text(element),
            attributes: element.value().attrs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            links: links.filter_map(|link| link.value().attr("href").map(str::to_owned)).collect(),
        }
    }

    /// The value that the cell is sorted by.
    fn value(&self) -> Option<f64> {
        let value = self.attributes.get("data-v").filter(|value| !value.is_empty())?;
        Some(value.parse().unwrap_or_else(|_| panic!("{value} is a number")))
    }
}

/// The text of an element, white space folded.
fn text(element: ElementRef<'_>) -> String {
    folded(&element.text().collect::<String>())
}

/// A text with its white space folded.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn select<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

/// The rows of the first table that fits, the head first.
fn table(page: &str, selector: &str) -> Vec<Vec<Cell>> {
    let document = Html::parse_document(page);
    let table = select(document.root_element(), selector).into_iter().next().unwrap_or_else(|| panic!("{selector}"));
    select(table, "tr").into_iter().map(|row| select(row, "th, td").into_iter().map(Cell::of).collect()).collect()
}

/// One person of the list of the page.
struct Listed {
    /// The attributes of the row.
    row: BTreeMap<String, String>,
    /// The cells by their heads.
    cells: BTreeMap<String, Cell>,
}

impl Listed {
    fn text(&self, head: &str) -> &str {
        &self.cells.get(head).unwrap_or_else(|| panic!("no column {head}")).text
    }

    fn name(&self) -> &str {
        self.text("Person")
    }

    /// What stands out, reason by reason.
    fn reasons(&self) -> Vec<&str> {
        self.text("What stands out").split("; ").filter(|reason| *reason != "none").collect()
    }

    /// The reasons to see the person soon: high levels count from a third of the 25 competencies on, and levels that fell
    /// where fewer rose.
    fn calls(&self) -> Vec<&str> {
        let is_call = |reason: &&str| {
            let numbers: Vec<usize> = reason.split(' ').filter_map(|word| word.parse().ok()).collect();
            match () {
                () if reason.ends_with("without a note") || reason.starts_with("new attempt begun") => false,
                () if reason.contains(" at 3 or above") => numbers[0] * 3 >= 25,
                () if reason.contains(" fell by 1 or more") => numbers[0] > numbers[2],
                () => true,
            }
        };
        self.reasons().into_iter().filter(is_call).collect()
    }

    /// How many reasons these are: all that is odd about the answers is one, and each step that is overdue is one.
    fn weight(&self) -> usize {
        let is_odd = |reason: &str| {
            let words = [
                "half of the questions in",
                "answers in under 2 seconds",
                "answers in a row the same",
                "hardly differ",
            ];
            words.iter().any(|part| reason.contains(part))
        };
        let calls = self.calls();
        let counted =
            calls.iter().filter(|reason| !is_odd(reason)).map(|reason| match reason.split_once(" agreed step") {
                Some((steps, _)) => steps.parse().unwrap(),
                None => 1,
            });
        counted.sum::<usize>() + usize::from(calls.iter().any(|reason| is_odd(reason)))
    }
}

/// The list of people of the page, in its order.
fn list(page: &str) -> Vec<Listed> {
    let document = Html::parse_document(page);
    let rows = select(document.root_element(), "#people tbody tr");
    let heads: Vec<String> = table(page, "#people")[0].iter().map(|head| head.text.clone()).collect();
    let listed = |row: ElementRef<'_>| {
        let cells: Vec<Cell> = select(row, "th, td").into_iter().map(Cell::of).collect();
        assert_eq!(cells.len(), heads.len(), "{cells:?}");
        Listed { row: Cell::of(row).attributes, cells: heads.iter().cloned().zip(cells).collect() }
    };
    rows.into_iter().map(listed).collect()
}

/// The ids of competencies, as a cell of a table lists them.
fn ids(pack: &Pack, places: &[usize]) -> String {
    places.iter().map(|at| pack.competencies()[*at].id.to_string()).collect::<Vec<_>>().join(";")
}

/// The row of somebody in the list of the page.
fn listed(page: &str, name: &str) -> Listed {
    list(page).into_iter().find(|row| row.name() == name).unwrap_or_else(|| panic!("{name} is not in the list"))
}

/// Answers to the short form, all of one rating, finished on a day of the autumn.
fn answers(id: &str, label: Option<&str>, rating: i64) -> AnswerSheet {
    let mut sheet = level(&director_pack(), rating);
    id.clone_into(&mut sheet.respondent.id);
    sheet.respondent.label = label.map(str::to_owned);
    sheet
}

/// The same, begun and finished at these times.
fn dated(mut sheet: AnswerSheet, started: Option<&str>, finished: Option<&str>) -> AnswerSheet {
    sheet.started = started.map(|time| Timestamp::parse(time).unwrap());
    sheet.finished = finished.map(|time| Timestamp::parse(time).unwrap());
    sheet
}

/// Writes the answers of each person to a file of a folder, named by its place in the list.
fn put_all(place: &Place, folder: &str, sheets: &[AnswerSheet]) {
    for (number, sheet) in sheets.iter().enumerate() {
        put(place, &format!("{folder}/{number:03}.yaml"), sheet);
    }
}

/// Writes answers to a file.
fn put(place: &Place, path: &str, sheet: &AnswerSheet) {
    place.write(path, &to_yaml(sheet, &director_pack()));
}

/// The text beside a word of the list of facts in the head of the page.
fn fact(page: &str, name: &str) -> String {
    let document = Html::parse_document(page);
    let facts = select(document.root_element(), "header .facts div");
    let found = facts.into_iter().find_map(|fact| Some(text(fact).strip_prefix(name)?.trim().to_owned()));
    found.unwrap_or_else(|| panic!("no fact {name}"))
}
