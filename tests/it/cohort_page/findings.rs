//! "What stands out": every number of the sentences is that of the tables and of the files.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Html;
use skillgap::answers::{Answer, parse};
use skillgap::exact::{Exact, nearest};

use super::{SEED, USUAL_CLASS, ids, list, listed, lost_and_unmet, select, text};
use crate::harness::class::{Class, Student};
use crate::harness::director_pack;
use crate::harness::page::{all, attributes};

/// The numbers in a text, in order.
fn numbers(text: &str) -> Vec<usize> {
    let words = text.split(|letter: char| !letter.is_ascii_digit());
    words.filter(|word| !word.is_empty()).map(|word| word.parse().unwrap()).collect()
}

/// The entries, the paragraphs and the rules of a part, by the id of its heading.
fn part(id: &str) -> [Vec<String>; 3] {
    ["li", "p:not(.legend)", ".legend"]
        .map(|kind| all(&USUAL_CLASS.page, &format!("section[aria-labelledby={id}] {kind}")))
}

/// How many people answered.
fn answered() -> usize {
    USUAL_CLASS.rows("people").iter().filter(|person| person["status"] == "answered").count()
}

#[test]
fn c05_each_part_has_its_rule() {
    for (id, rule) in [
        ("first", "Most reasons come first; if tied, those who lack more musts of their next role"),
        ("musts", "a must of the role that comes next for each person, with a level below it or no level yet"),
        ("unsure", "at least a fifth of those who answered, and three people, could not say at least once"),
        ("moved", "answers of an earlier term and none of this one"),
    ] {
        let [_, _, rules] = part(id);
        assert!(rules.len() == 1 && rules[0].contains(rule), "{id}: {rules:?}");
    }
    let [_, sentences, _] = part("moved");
    let rule = "went up by a level or more in more competencies than they went down in";
    assert!(sentences[0].contains(rule), "{sentences:?}");
    let parts = attributes(&USUAL_CLASS.page, "section[aria-labelledby=out] > .findings > section", "aria-labelledby");
    assert_eq!(parts, ["first", "musts", "unsure", "moved"], "and there are no other parts");
}

#[test]
fn c05_whom_to_see_first_are_the_first_of_the_list_with_their_reasons() {
    let rows = list(&USUAL_CLASS.page);
    let is_named = |row: &&super::Listed| row.text("Status") != "No reply" || row.weight() > 1;
    let to_see: Vec<_> = rows.iter().filter(|row| !row.calls().is_empty()).filter(is_named).collect();
    let [_, _, rules] = part("first");
    let entries = all(&USUAL_CLASS.page, "section[aria-labelledby=first] ol li");
    assert_eq!(entries.len(), 5);
    let links = attributes(&USUAL_CLASS.page, "section[aria-labelledby=first] li a", "href");
    for ((entry, link), row) in entries.iter().zip(links).zip(&to_see) {
        let (name, said) = entry.split_once(": ").unwrap();
        assert_eq!(name, row.name());
        let late = USUAL_CLASS.rows("agreed").into_iter().filter(|step| step["overdue"] == "true");
        let late = late.filter(|step| step["respondent"] == name).count();
        assert_eq!(said.matches("overdue since ").count(), late, "each step by its name: {entry}");
        for reason in row.calls().iter().filter(|reason| !reason.contains(" overdue")) {
            assert!(said.contains(reason), "{reason}: {entry}");
        }
        assert_eq!(link, format!("#{}", row.row["id"]));
    }
    assert!(rules[0].starts_with(&format!("{} people have a reason to be seen soon.", to_see.len())), "{}", rules[0]);
    assert!(to_see.len() > 5);
}

#[test]
fn c05_the_musts_that_most_lack_are_counted_as_the_tables_have_them() {
    let (pack, written) = (director_pack(), &*USUAL_CLASS);
    let mut lacking: BTreeMap<usize, usize> = BTreeMap::new();
    for person in written.rows("people").iter().filter(|person| person["status"] == "answered") {
        let (_, unmet) = lost_and_unmet(&pack, written, person);
        assert_eq!(ids(&pack, &unmet), person["unmet_must"], "{}", person["respondent"]);
        for at in unmet {
            *lacking.entry(at).or_default() += 1;
        }
    }
    let mut order: Vec<(usize, usize)> = lacking.into_iter().collect();
    order.sort_by_key(|(at, people)| (std::cmp::Reverse(*people), *at));
    let title = |at: usize| &pack.competencies()[at].title;
    // Of those who lack it, so many have no level in it.
    let unknown = |at: usize| {
        let id = pack.competencies()[at].id.to_string();
        let levels = written.rows("levels");
        let has_none = |respondent: &str| {
            let own = levels.iter().find(|row| row["respondent"] == respondent).unwrap();
            own[id.as_str()].parse::<f64>().is_err()
        };
        let people = written.rows("people");
        let lack = people.iter().filter(|person| person["status"] == "answered");
        let lack = lack.filter(|person| person["unmet_must"].split(';').any(|must| must == id));
        lack.filter(|person| has_none(person["respondent"])).count()
    };
    let line = |(at, people): &(usize, usize)| match unknown(*at) {
        0 => format!("{people} of {} lack {}.", answered(), title(*at)),
        none => {
            let have = if none == 1 { "has" } else { "have" };
            format!("{people} of {} lack {}; {none} of them {have} no level in it yet.", answered(), title(*at))
        }
    };
    let expected: Vec<String> = order.iter().take(5).map(line).collect();
    assert!(order.iter().take(5).any(|(at, _)| unknown(*at) > 0), "{order:?}");
    let [entries, _, rules] = part("musts");
    assert_eq!(entries, expected);
    assert_eq!(numbers(&rules[0]), [answered()]);
}

#[test]
fn c05_the_domains_where_many_could_not_say_are_counted_as_the_files_have_them() {
    let (pack, class) = (director_pack(), Class::new(&director_pack(), SEED, 120));
    let mut sheets = Vec::new();
    for person in USUAL_CLASS.rows("people").iter().filter(|person| person["status"] == "answered") {
        let id = person["respondent"];
        let student = (0..120).map(|number| Student::new(SEED, number)).find(|one| one.id("autumn") == id).unwrap();
        let path = format!("autumn/answers-{:04}.yaml", student.number);
        sheets.push(parse(&path, &class.files[&path], &pack).0.unwrap());
    }
    let mut found = Vec::new();
    for (place, domain) in pack.domains().iter().enumerate() {
        let (mut people, mut unsure, mut asked) = (0, 0, 0);
        for sheet in &sheets {
            let is_of_domain = |item: &&skillgap::model::ItemIx| {
                domain.competencies.iter().any(|at| pack.competencies()[at.get()].items.contains(item))
            };
            let items: Vec<_> = pack.form(sheet.form).items.iter().filter(is_of_domain).collect();
            let own = items.iter().filter(|item| sheet.answer(***item) == Some(&Answer::Unsure)).count();
            people += usize::from(own > 0);
            (unsure, asked) = (unsure + own, asked + items.len());
        }
        if people >= 3 && people * 5 >= sheets.len() {
            let percent = nearest(Exact::new(unsure as i128, asked as i128), 100);
            let line = format!(
                "{}: {people} of {} answered “I don’t know” at least once; that is {percent} % of the questions asked there.",
                domain.title,
                sheets.len()
            );
            found.push((std::cmp::Reverse(people), place, line));
        }
    }
    found.sort();
    let expected: Vec<String> = found.into_iter().map(|(_, _, line)| line).collect();
    assert!(!expected.is_empty() && expected.len() < pack.domains().len(), "some are named, and not all: {expected:?}");
    assert_eq!(part("unsure")[0], expected);
}

/// How many levels of each person rose and fell, of those who can be compared.
fn moved() -> BTreeMap<String, [usize; 2]> {
    let people = USUAL_CLASS.rows("people");
    let compared = people.iter().filter(|person| !person["went_up"].is_empty());
    let counts = |person: &BTreeMap<&str, &str>| ["went_up", "went_down"].map(|column| person[column].parse().unwrap());
    compared.map(|person| (person["respondent"].to_owned(), counts(person))).collect()
}

#[test]
fn c05_who_moved_which_way_is_counted_as_the_tables_have_it() {
    let moved = moved();
    let ways = |keep: fn(&[usize; 2]) -> bool| moved.values().filter(|counts| keep(counts)).count();
    let [up, down, neither] =
        [ways(|[up, down]| up > down), ways(|[up, down]| up < down), ways(|[up, down]| up == down)];
    let not = list(&USUAL_CLASS.page).iter().filter(|row| row.text("Since last time") == "cannot be compared").count();
    let [_, sentences, _] = part("moved");
    let head = format!("{} people can be compared with an earlier attempt. {up} went up", moved.len());
    assert!(sentences[0].starts_with(&head), "{sentences:?}");
    assert_eq!(numbers(&sentences[0]), [moved.len(), up, down, neither, not]);
    assert!(up > 0 && down > 0 && neither > 0 && not > 0);
}

#[test]
fn c05_those_who_moved_furthest_moved_as_the_tables_have_it_and_nobody_moved_further() {
    let moved = moved();
    let [_, sentences, _] = part("moved");
    let furthest = sentences[1].strip_prefix("Furthest: ").unwrap().trim_end_matches('.');
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for one in furthest.split("; ") {
        let (name, said) = one.split_once(": ").unwrap();
        let [rose, fell] = moved[name];
        let expected = match (rose, fell) {
            (rose, 0) => format!("up in {rose}"),
            (0, fell) => format!("down in {fell}"),
            (rose, fell) => format!("up in {rose}, down in {fell}"),
        };
        assert_eq!(said, expected, "{name}");
        if rose > fell { up.push((rose, name)) } else { down.push((fell, name)) }
    }
    let named: BTreeSet<&str> = up.iter().chain(&down).map(|(_, name)| *name).collect();
    let least = |list: &[(usize, &str)]| list.iter().map(|(count, _)| *count).min().unwrap();
    for (name, [rose, fell]) in moved.iter().filter(|(name, _)| !named.contains(name.as_str())) {
        assert!(rose <= fell || (*rose <= least(&up) && up.len() == 5), "{name} rose in {rose}: {sentences:?}");
        assert!(fell <= rose || (*fell <= least(&down) && down.len() == 5), "{name} fell in {fell}: {sentences:?}");
    }
}

#[test]
fn c05_who_has_not_come_back_is_everyone_with_answers_of_the_earlier_term_alone() {
    let students = || (0..120).map(|number| Student::new(SEED, number));
    let pack = director_pack();
    let has = |student: &Student, term: &str| student.attempts(&pack).iter().any(|attempt| attempt.term == term);
    // Someone with another code and no label is a new person to everybody.
    let is_other =
        |student: &Student| student.id("spring") != student.id("autumn") && student.label("autumn").is_none();
    let is_gone = |student: &Student| has(student, "spring") && (!has(student, "autumn") || is_other(student));
    let gone = students().filter(is_gone);
    let gone: BTreeSet<String> = gone.map(|student| student.id("spring")).collect();
    let document = Html::parse_document(&USUAL_CLASS.page);
    let lines = select(document.root_element(), "section[aria-labelledby=moved] > div");
    let [line] = lines[..] else { panic!("one line") };
    assert!(text(line).starts_with(&format!("Not back ({}):", gone.len())), "{}", text(line));
    let named: Vec<String> = select(line, ".copy")
        .into_iter()
        .flat_map(|list| text(list).split("; ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!((named.len(), named.into_iter().collect::<BTreeSet<_>>()), (gone.len(), gone));
}

/// The sentences over the other parts, which say what their tables say.
#[test]
fn c05_the_sentences_over_the_tables_have_the_numbers_of_the_tables() {
    let (written, pack) = (&*USUAL_CLASS, director_pack());
    let title = |id: &str| &pack.competencies().iter().find(|own| own.id.to_string() == id).unwrap().title;
    let needs = written.rows("needs");
    let (first, said) =
        (&needs[0], |id: &str| all(&written.page, &format!("section[aria-labelledby={id}] > .takeaway")));
    let teach = &said("teach")[0];
    let people = format!("for {} of {} people", first["people"], answered());
    assert!(teach.starts_with(&format!("Begin with {}, {people}. ", title(first["competency"]))), "{teach}");
    let hours = format!("open to {} of {}; {} h each", first["step_people"], first["people"], first["hours_each"]);
    assert!(teach.contains(&hours) && teach.contains(&format!("{} h in all", first["hours_all"])), "{teach}");
    let steps = written.rows("agreed");
    let overdue = steps.iter().filter(|step| step["overdue"] == "true").count();
    let done = steps.iter().filter(|step| step["state"] == "done").count();
    let today = steps.iter().filter(|step| step["state"] != "done" && step["by"] == "2026-11-30").count();
    let late = steps.iter().filter(|step| step["overdue"] == "true").map(|step| step["respondent"]);
    let (late, people): (BTreeSet<&str>, BTreeSet<&str>) =
        (late.collect(), steps.iter().map(|step| step["respondent"]).collect());
    let open = steps.len() - overdue - today - done;
    assert_eq!(numbers(&said("agreed")[0]), [overdue, late.len(), today, open, done]);
    assert!(overdue > 0 && today > 0 && done > 0);
    let reasons: usize = people
        .iter()
        .map(|id| listed(&written.page, id))
        .filter(|row| row.text("What stands out").contains("overdue"))
        .count();
    assert!(reasons > 0, "steps that are overdue are a reason to see someone");
}
