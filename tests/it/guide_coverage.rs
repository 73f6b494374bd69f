//! What the public career guide names is in the product: each of its 152 items is shown at a place, or has a reason why not.
//!
//! `tests/fixtures/guide-coverage.csv` has a row for each item, in our own words. `shown-by` is an id that `skillgap explain`
//! answers, or `report` for the student's report of the demonstration answers; `phrase` is looked for in that text. A
//! row that is not shown says in `reason` why not.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{Place, page, repository_file};

/// How many items of each kind the guide names.
const KINDS: [(&str, usize); 11] = [
    ("adv", 7),
    ("cert", 6),
    ("cpd", 8),
    ("edu", 12),
    ("market", 23),
    ("pay", 15),
    ("practice", 3),
    ("resp", 43),
    ("role", 9),
    ("short", 5),
    ("skill", 21),
];

/// All items.
const ITEMS: usize = 152;

/// The fewest that are shown; the others have a reason.
const FEWEST_SHOWN: usize = 135;

/// Rows whose place is not filled in yet. It only gets smaller; a release has 0.
const TO_BE_FILLED: usize = 0;

/// The name of the student's report.
const REPORT: &str = "report";

/// The fewest letters of a phrase.
const FEWEST_LETTERS: usize = 8;

/// The fewest letters of a reason.
const FEWEST_OF_A_REASON: usize = 20;

/// A phrase that stands in this share of all texts is a part of every page, and shows nothing: one in so many.
const COMMON: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    kind: String,
    item: String,
    shown_by: String,
    phrase: String,
    reason: String,
}

impl Row {
    fn new(cells: &[String]) -> Self {
        let [kind, item, shown_by, phrase, reason] = cells else { panic!("five cells: {cells:?}") };
        let [kind, item, shown_by, phrase, reason] = [kind, item, shown_by, phrase, reason].map(Clone::clone);
        Self { kind, item, shown_by, phrase, reason }
    }

    fn of(shown_by: &str, phrase: &str, reason: &str) -> Self {
        Self::new(&["pay", "an item", shown_by, phrase, reason].map(str::to_owned))
    }

    fn name(&self) -> String {
        format!("{}, {}", self.kind, self.item)
    }

    fn is_to_be_filled(&self) -> bool {
        [&self.shown_by, &self.phrase, &self.reason].iter().all(|cell| cell.is_empty())
    }
}

/// The cells of a line; a cell in quotes may hold commas, and quotes twice.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cell.push(letter),
        }
    }
    assert!(!quoted, "a quote without an end: {line}");
    cells
}

fn rows() -> Vec<Row> {
    let text = repository_file("tests/fixtures/guide-coverage.csv");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("kind,item,shown-by,phrase,reason"));
    lines.map(|line| Row::new(&cells(line))).collect()
}

/// Small letters and single spaces; a word that was broken at its hyphen is in one piece again.
fn folded(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace("- ", "-")
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Why a row neither shows its item nor accounts for it; `None` for one that does.
fn fault(row: &Row, texts: &BTreeMap<String, String>) -> Option<String> {
    if row.shown_by.is_empty() {
        let enough = row.reason.chars().count() >= FEWEST_OF_A_REASON;
        return match (row.phrase.is_empty(), enough) {
            (false, _) => Some("has a phrase and no place".to_owned()),
            (true, false) => Some("is not shown, and the reason is missing or short".to_owned()),
            (true, true) => None,
        };
    }
    if !row.reason.is_empty() {
        return Some("is shown, and gives a reason why not".to_owned());
    }
    let Some(text) = texts.get(&row.shown_by) else {
        return Some(format!("`skillgap explain {}` answers nothing", row.shown_by));
    };
    let phrase = folded(&row.phrase);
    if letters(&phrase).chars().count() < FEWEST_LETTERS || letters(&row.shown_by).contains(&letters(&phrase)) {
        return Some(format!("`{}` is too little to show anything", row.phrase));
    }
    if !text.contains(&phrase) {
        return Some(format!("`{}` is not in the text of `{}`", row.phrase, row.shown_by));
    }
    let holding = texts.values().filter(|text| text.contains(&phrase)).count();
    (texts.len() >= COMMON * 2 && holding * COMMON > texts.len())
        .then(|| format!("`{}` stands in {holding} of {} texts", row.phrase, texts.len()))
}

/// What is wrong with the rows, each by name.
fn faults(rows: &[Row], texts: &BTreeMap<String, String>) -> Vec<String> {
    let filled = || rows.iter().filter(|row| !row.is_to_be_filled());
    let mut found: Vec<String> =
        filled().filter_map(|row| Some(format!("{}: {}", row.name(), fault(row, texts)?))).collect();
    let mut used = BTreeSet::new();
    for row in filled().filter(|row| !row.shown_by.is_empty()) {
        if !used.insert((&row.shown_by, folded(&row.phrase))) {
            found.push(format!("{}: another row has the same place and phrase", row.name()));
        }
    }
    let mut names = BTreeSet::new();
    found.extend(rows.iter().filter(|row| !names.insert(row.name())).map(|row| format!("{}: twice", row.name())));
    found
}

/// The folded text of each place that a row names. Ids that nothing answers are left out.
fn texts(rows: &[Row]) -> BTreeMap<String, String> {
    let named: BTreeSet<&str> = rows.iter().map(|row| row.shown_by.as_str()).filter(|id| !id.is_empty()).collect();
    let named: Vec<&str> = named.into_iter().collect();
    let explained = |id: &str| {
        let ran = Place::new().run(&["explain", id]);
        (ran.code == 0).then(|| (id.to_owned(), folded(&ran.stdout)))
    };
    let of_report = || {
        let place = Place::new();
        assert_eq!(place.run(&["demo"]).code, 0);
        (REPORT.to_owned(), folded(&page::all(&place.read("skillgap-demo.html"), "body").join(" ")))
    };
    let at_once = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let parts = named.chunks(named.len().div_ceil(at_once).max(1));
        let threads: Vec<_> = parts
            .map(|ids| {
                let text = |id: &&str| if *id == REPORT { Some(of_report()) } else { explained(id) };
                scope.spawn(move || ids.iter().filter_map(text).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn every_item_of_the_career_guide_is_shown_or_has_a_reason_why_not() {
    let rows = rows();
    assert_eq!(rows.len(), ITEMS);
    for (kind, items) in KINDS {
        assert_eq!(rows.iter().filter(|row| row.kind == kind).count(), items, "{kind}");
    }
    let faults = faults(&rows, &texts(&rows));
    assert!(faults.is_empty(), "{} of {ITEMS} rows:\n{}", faults.len(), faults.join("\n"));
    let shown = rows.iter().filter(|row| !row.shown_by.is_empty()).count();
    let open = rows.iter().filter(|row| row.is_to_be_filled()).count();
    println!("{} of {ITEMS} accounted for, {shown} of them shown", rows.len() - open);
    assert_eq!(open, TO_BE_FILLED, "rows that are to be filled in");
    assert!(shown + open >= FEWEST_SHOWN, "{shown} shown");
}

#[test]
fn a_row_that_shows_nothing_is_reported() {
    let texts: BTreeMap<String, String> = [
        ("pmp", "Project Management Professional. A widely\n   known exam for people who already lead pro- \n jects."),
        ("data-analysis", "Data analysis. Needed by"),
        ("report", "Pay is moved by the place."),
    ]
    .into_iter()
    .chain(["a", "b", "c", "d", "e", "f"].map(|id| (id, "Needed by")))
    .map(|(id, text)| (id.to_owned(), folded(text)))
    .collect();
    for (row, part) in [
        (Row::of("pmp", "a phrase that is nowhere", ""), "is not in the text of `pmp`"),
        (Row::of("pmq", "people who already lead", ""), "answers nothing"),
        (Row::of("pmp", "A widely", ""), "too little"),
        (Row::of("data-analysis", "Data Analysis", ""), "too little"),
        (Row::of("data-analysis", "needed by", ""), "stands in 7 of 9 texts"),
        (Row::of("report", "pay is moved by years", ""), "is not in the text of `report`"),
        (Row::of("report", "", ""), "too little"),
        (Row::of("", "a phrase without a place", ""), "no place"),
        (Row::of("", "", "too short"), "reason is missing or short"),
        (Row::of("pmp", "people who already lead", "The pack does not show it."), "gives a reason why not"),
    ] {
        let found = faults(std::slice::from_ref(&row), &texts);
        assert!(found.len() == 1 && found[0].contains(part), "{row:?}: {found:?}");
        assert!(found[0].starts_with("pay, an item: "), "{found:?}");
    }
    for row in [
        Row::of("pmp", "A  WIDELY known\texam", ""),
        Row::of("pmp", "already lead pro-jects", ""),
        Row::of("report", "moved by the place", ""),
        Row::of("", "", "The guide names it and no source says more."),
        Row::of("", "", ""),
    ] {
        assert_eq!(faults(std::slice::from_ref(&row), &texts), Vec::<String>::new(), "{row:?}");
    }
    let twice = [Row::of("pmp", "widely known exam", ""), Row::of("pmp", "Widely known exam", "")];
    let found = faults(&twice, &texts);
    assert!(found.iter().any(|fault| fault.contains("same place and phrase")), "{found:?}");
    assert!(found.iter().any(|fault| fault.ends_with("an item: twice")), "{found:?}");
}

#[test]
fn the_real_texts_are_looked_up() {
    let rows = [Row::of("pmp", "people who already lead", ""), Row::of("report", "", ""), Row::of("nothing", "", "")];
    let texts = texts(&rows);
    assert_eq!(texts.keys().map(String::as_str).collect::<Vec<_>>(), ["pmp", "report"]);
    assert!(texts["pmp"].contains("project management institute") && texts["report"].contains("data analysis"));
    assert!(fault(&Row::of("report", "a phrase that no report holds", ""), &texts).is_some());
}

#[test]
fn cells_hold_commas_and_quotes() {
    assert_eq!(cells("a,\"b, \"\"c\"\"\",,d"), ["a", "b, \"c\"", "", "d"]);
}
