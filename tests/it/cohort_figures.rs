//! Every figure of `skillgap cohort` against a second count, made from the same files without the library.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::class::{Class, DAY, Student, twins};
use crate::harness::page::all;
use crate::harness::recount::{Fraction, Inputs, PlainPack, able, counted, csv_rows, differences, median, summary};
use crate::harness::{Place, director_pack};

/// What a made-up programme expects, one competency by its title.
const TARGETS: &str = "competency,term,level\nhealth-it-systems,Year 1,2\nData analysis,Year 1,1\n\
                       data-analysis,=Year 2,3\nexecutive-influence,Year 2,5\nhealthcare-practices,Year 1,0\n";

/// Why what someone says of their levels is in doubt.
const DOUBTS: [&str; 3] = ["fast", "same-answer", "background"];

const SEEDS: [u64; 3] = [1, 20_261_130, 0xc0ff_ee00];

/// A class on disk, and what is counted from it.
struct Case {
    place: Place,
    inputs: Inputs,
}

impl Case {
    fn new(seed: u64, size: usize) -> Self {
        let pack = director_pack();
        let class = Class::new(&pack, seed, size);
        let place = Place::new();
        class.write(place.folder.path());
        place.write("targets.csv", TARGETS);
        let inputs = Inputs {
            now: class.term("autumn"),
            since: class.term("spring"),
            invited: Some(class.files["invited.csv"].clone()),
            targets: Some(TARGETS.to_owned()),
            day: DAY.to_owned(),
            scoring: pack.scoring_fingerprint().to_owned(),
            ..Inputs::default()
        };
        Self { place, inputs }
    }

    /// Runs the command with the tables in a folder of this name.
    fn run(&self, name: &str, args: &[&str]) -> Written {
        let (page, tables) = (format!("{name}.html"), format!("{name}-tables"));
        let own = ["-o", &page, "--tables", &tables, "--on", DAY, "-q"];
        let ran = self.place.run(&[&["cohort"], args, &own].concat());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
        let mut written = BTreeMap::new();
        for entry in std::fs::read_dir(self.place.path(&tables)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            written.insert(name, std::fs::read_to_string(&path).unwrap());
        }
        Written { page: self.place.read(&page), tables: written }
    }

    fn usual(&self) -> Written {
        self.run("usual", &USUAL)
    }
}

const USUAL: [&str; 7] = ["autumn", "--since", "spring", "--invited", "invited.csv", "--targets", "targets.csv"];

/// What the command wrote.
struct Written {
    page: String,
    /// The text of each table by its name.
    tables: BTreeMap<String, String>,
}

impl Written {
    fn rows(&self, table: &str) -> Vec<Vec<String>> {
        csv_rows(self.tables.get(table).unwrap_or_else(|| panic!("no table {table}: {:?}", self.tables.keys())))
    }

    /// One column of a table.
    fn column(&self, table: &str, name: &str) -> Vec<String> {
        let rows = self.rows(table);
        let at = rows[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("{table}: {:?}", rows[0]));
        rows[1..].iter().map(|row| row[at].clone()).collect()
    }

    fn numbers(&self, table: &str, name: &str) -> Vec<f64> {
        self.column(table, name).iter().map(|cell| cell.parse().unwrap()).collect()
    }
}

/// Compares these tables of a run with the count.
fn compare(inputs: &Inputs, written: &Written, tables: &[&str]) {
    let counted = counted(&PlainPack::director(), inputs);
    let mut found = Vec::new();
    for name in tables {
        found.extend(differences(name, &counted[name], &written.rows(name)));
    }
    if tables.contains(&"resources") {
        let ours: Vec<&String> = counted["resources"].rows.iter().map(|row| &row[0]).collect();
        let theirs = written.column("resources", "resource");
        assert_eq!(theirs.iter().collect::<Vec<_>>(), ours, "the order of resources");
    }
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found[..found.len().min(60)].join("\n"));
}

/// Runs a check on classes of all seeds and sizes.
fn of_all_classes(check: impl Fn(&Case)) {
    for seed in SEEDS {
        for size in [12, 37, 120] {
            check(&Case::new(seed, size));
        }
    }
}

#[test]
fn fractions_of_the_count_round_half_to_even() {
    let four = |upper, lower| Fraction::new(upper, lower).four_decimals();
    assert_eq!(
        [four(31, 43), four(-1, 3), four(1, 20_000), four(3, 20_000)],
        ["0.7209", "-0.3333", "0.0000", "0.0002"]
    );
    assert_eq!([four(-1, 30_000), four(5, -2), four(7, 1)], ["0.0000", "-2.5000", "7.0000"]);
    assert_eq!(Fraction::of_decimals("0.8"), Fraction::new(4, 5));
    assert_eq!([Fraction::new(-1, 2).floor(), Fraction::new(7, 3).floor()], [-1, 2]);
    assert_eq!(median(&[3, 1, 2, 2].map(Fraction::whole)), Some(Fraction::whole(2)));
}

#[test]
fn the_class_is_the_same_for_the_same_seed_and_has_all_kinds_of_people() {
    let pack = director_pack();
    let class = Class::new(&pack, 7, 120);
    assert!(class.files == Class::new(&pack, 7, 120).files);
    assert!(class.files != Class::new(&pack, 8, 120).files);
    let place = Place::new();
    class.write(place.folder.path());
    for term in ["spring", "autumn"] {
        let ran = place.run(&["score", term, "-q"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(ran.stdout.lines().count(), 1 + class.term(term).len());
    }
    for (path, text) in &class.files {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/.".contains(c);
        assert!(path.chars().all(is_plain) && path.len() < 40, "{path} names nobody");
        for (key, day) in text.lines().filter_map(|line| line.split_once(": ")) {
            assert!(!["started", "finished", "  on"].contains(&key) || day < DAY, "{path}: {key} {day}");
        }
    }
    let counted = counted(&PlainPack::director(), &Case::new(7, 120).inputs);
    let people = &counted["people"];
    let column = |name: &str| {
        let at = people.columns.iter().position(|own| own == name).unwrap();
        people.rows.iter().map(|row| row[at].as_str()).collect::<Vec<_>>()
    };
    let count = |name: &str, value: &str| column(name).iter().filter(|cell| **cell == value).count();
    let statuses = ["answered", "unfinished", "stale", "no-reply"].map(|status| count("status", status));
    assert!(statuses.iter().all(|count| *count >= 2) && statuses[3] >= 6, "{statuses:?}");
    let kinds = |name: &str| column(name).into_iter().collect::<BTreeSet<_>>().len();
    assert!(kinds("next_role") >= 5 && kinds("goal") >= 4 && kinds("group") == 4, "{:?}", column("next_role"));
    assert!(count("next_role", "") > 3 && kinds("readiness_change") > 30 && kinds("largest_gap") > 8);
    assert!(column("readiness_change").iter().any(|change| change.starts_with('-')));
    let roles = &counted["roles"].rows;
    assert!(roles.iter().any(|row| row[2] != "0"), "someone starts at their goal: {roles:?}");
    let overdue = counted["agreed"].rows.iter().filter(|row| row[5] == "true").count();
    assert!(overdue > 3 && overdue < counted["agreed"].rows.len());
    let known: BTreeSet<&str> = counted["levels"].rows.iter().flatten().map(String::as_str).collect();
    assert!(["unsure", "not-applicable", "none"].iter().all(|word| known.contains(word)));
}

/// The count is right where the program has been for long: what `score` gives for every attempt.
#[test]
fn c04_the_second_count_agrees_with_score_on_every_attempt() {
    let case = Case::new(3, 120);
    let pack = PlainPack::director();
    let ran = case.place.run(&["score", "autumn", "--next", "-q"]);
    let rows = csv_rows(&ran.stdout);
    let column =
        |name: &str| rows[0].iter().position(|own| own == name).unwrap_or_else(|| panic!("{name}: {:?}", rows[0]));
    let mut of_one: BTreeMap<&str, Vec<&Vec<String>>> = BTreeMap::new();
    for row in &rows[1..] {
        of_one.entry(&row[column("respondent")]).or_default().push(row);
    }
    let mut same = 0;
    let counted = counted(&pack, &case.inputs);
    let [people, levels] = [&counted["people"].rows, &counted["levels"].rows];
    for person in people.iter().filter(|row| !row[15].is_empty()) {
        let [row] = of_one[person[0].as_str()][..] else { continue };
        let aim =
            if person[4].is_empty() { ["readiness", "unmet_must"] } else { ["next_readiness", "next_unmet_must"] };
        let pairs = [(4, "next_role"), (5, aim[0]), (8, aim[1]), (3, "role")];
        for (at, name) in pairs {
            assert_eq!(person[at], row[column(name)], "{} {name}", person[0]);
        }
        let own = levels.iter().find(|row| row[0] == person[0]).unwrap();
        for (at, competency) in pack.competencies.iter().enumerate() {
            let level = Some(own[at + 1].clone()).filter(|cell| cell.parse::<f64>().is_ok()).unwrap_or_default();
            assert_eq!(level, row[column(&format!("level.{}", competency.id))], "{} {}", person[0], competency.id);
        }
        same += 1;
    }
    assert!(same > 90, "{same} attempts were compared");
}

#[test]
fn c01_status_and_readiness_of_every_person_are_those_of_the_files() {
    of_all_classes(|case| compare(&case.inputs, &case.usual(), &["people"]));
}

#[test]
fn c04_every_figure_of_a_class_is_that_of_a_second_count() {
    of_all_classes(|case| {
        let written = case.usual();
        let all = ["competencies", "levels", "needs", "resources", "roles", "programme", "agreed"];
        compare(&case.inputs, &written, &all);
        helpers(&case.inputs, &written);
        laws(&written);
    });
}

#[test]
fn c07_changes_since_last_term_are_those_of_a_second_count() {
    of_all_classes(|case| compare(&case.inputs, &case.usual(), &["changes"]));
}

#[test]
fn c01_c05_c07_sentences_of_the_page_state_what_is_counted() {
    for seed in SEEDS {
        let case = Case::new(seed, 120);
        let (written, counted) = (case.usual(), summary(&PlainPack::director(), &case.inputs));
        let [answered, unfinished, stale, silent] = counted.statuses;
        let head = all(&written.page, "header dl div");
        let replies = counted.invited - silent;
        for stated in [
            format!("Invited{}, of whom {replies} sent something", counted.invited),
            format!("Answered{answered}"),
            format!("Unfinished{}, of these {stale} begun more than 14 days ago", unfinished + stale),
            format!("No reply{silent}"),
        ] {
            assert!(head.iter().any(|line| line.starts_with(&stated)), "{stated}: {head:?}");
        }
        let musts: Vec<String> = counted
            .lacking
            .iter()
            .take(5)
            .map(|(title, count)| format!("{count} of {answered} lack {title}."))
            .collect();
        let said = all(&written.page, "section[aria-labelledby=musts] li");
        // How many of them have no level is counted in another test.
        let lack = said.iter().map(|line| line.split(';').next().unwrap().trim_end_matches('.').to_owned() + ".");
        assert_eq!(lack.collect::<Vec<_>>(), musts);
        let unsure = all(&written.page, "section[aria-labelledby=unsure] li");
        let named: Vec<&(String, usize)> =
            counted.unsure.iter().filter(|(_, count)| *count >= answered.div_ceil(5).max(3)).collect();
        assert_eq!(unsure.len(), named.len(), "{unsure:?} {:?}", counted.unsure);
        for (domain, count) in named {
            let stated = format!("{domain}: {count} of {answered} answered");
            assert!(unsure.iter().any(|line| line.starts_with(&stated)), "{stated}: {unsure:?}");
        }
        let ([up, down, neither], moved) = (counted.moved, all(&written.page, "section[aria-labelledby=moved] p"));
        let all = up + down + neither;
        let stated = format!("{all} people can be compared with an earlier attempt. {up} went up by a level or more");
        assert!(moved[0].starts_with(&stated), "{stated}: {moved:?}");
        assert!(moved[0].contains(&format!(", {down} went down in more, {neither} did neither.")), "{moved:?}");
    }
}

#[test]
fn c08_no_name_stands_in_the_page_the_tables_or_a_file_name_unless_names_are_asked_for() {
    let case = Case::new(SEEDS[0], 120);
    let written = case.usual();
    let names: Vec<String> = (0..120).filter_map(|number| Student::new(SEEDS[0], number).label("autumn")).collect();
    let escaped =
        |name: &String| name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&#34;");
    for name in &names {
        assert!(!written.page.contains(name.as_str()) && !written.page.contains(&escaped(name)), "{name}");
        for (table, text) in &written.tables {
            assert!(!text.contains(name.as_str()) && !text.contains(&name.replace('"', "\"\"")), "{name} in {table}");
        }
    }
    assert!(!written.page.contains("HYPERLINK"));
    let shown = case.run("shown", &[&USUAL[..], &["--show-names"]].concat());
    let labels = shown.column("people", "label");
    assert!(labels.contains(&"'=HYPERLINK(\"http://x\")<b>".to_owned()), "{labels:?}");
    assert!(!shown.page.contains(")<b>") && shown.page.contains("O’Neill"));
}

/// Who could help are those who are able and whose answers and background leave no doubt, the highest level first. What is
/// in doubt is not counted a second time: the table of people says it.
fn helpers(inputs: &Inputs, written: &Written) {
    let able = able(&PlainPack::director(), inputs);
    let bare = |id: &str| id.strip_prefix('\'').unwrap_or(id).to_owned();
    let ids = |table: &str| written.column(table, "respondent").iter().map(|id| bare(id)).collect::<Vec<_>>();
    let (people, why, codes) = (ids("people"), written.column("people", "flags"), ids("levels"));
    let is_in_doubt = |flags: &String| flags.split(';').any(|flag| DOUBTS.contains(&flag));
    let in_doubt: BTreeSet<&String> =
        people.iter().zip(&why).filter(|(_, flags)| is_in_doubt(flags)).map(|(id, _)| id).collect();
    let (of_need, named) = (written.column("needs", "competency"), written.column("needs", "could_help"));
    for (competency, named) in of_need.iter().zip(&named) {
        let named: Vec<String> = named.split(';').filter(|id| !id.is_empty()).map(bare).collect();
        let expected: BTreeSet<&String> = able[competency].iter().filter(|id| !in_doubt.contains(id)).collect();
        assert_eq!(named.iter().collect::<BTreeSet<_>>(), expected, "{competency}");
        let levels = written.column("levels", competency);
        let level = |id: &String| levels[codes.iter().position(|own| own == id).unwrap()].parse::<f64>().unwrap();
        assert!(named.iter().map(level).is_sorted_by(|a, b| a >= b), "{competency}: {named:?}");
    }
}

/// What holds of tables whatever is counted, and of the order of rows.
fn laws(written: &Written) {
    let never_rises = |numbers: Vec<f64>| assert!(numbers.is_sorted_by(|a, b| a >= b), "{numbers:?}");
    let answered = written.column("people", "status").iter().filter(|status| *status == "answered").count();
    let answered = f64::from(u32::try_from(answered).unwrap());
    let resource = |name: &str| written.numbers("resources", name);
    let (closes, adds) = (resource("closes"), resource("adds"));
    for (at, adds) in adds.iter().enumerate() {
        assert!(*adds > 0.0 && *adds <= closes[at]);
        assert!((resource("overlap")[at] - (1.0 - adds / closes[at])).abs() < 0.0002);
        assert!(resource("people")[at] >= 1.0 && resource("people")[at] <= answered);
    }
    assert_eq!(adds.first(), closes.first(), "nothing stands before the first");
    never_rises(adds);
    never_rises(written.numbers("needs", "weighted_gap"));
    let (helpers, lacking) = (written.column("needs", "could_help"), written.column("needs", "respondents"));
    for (helpers, lacking) in helpers.iter().zip(&lacking) {
        let lacking: BTreeSet<&str> = lacking.split(';').collect();
        assert!(helpers.split(';').all(|helper| !lacking.contains(helper)));
    }
    for (people, of_step) in written.column("needs", "people").iter().zip(written.column("needs", "step_people")) {
        assert!(of_step.is_empty() || of_step.parse::<u32>().unwrap() <= people.parse().unwrap());
    }
    let order = written.column("competencies", "competency");
    let ids: Vec<String> = PlainPack::director().competencies.into_iter().map(|own| own.id).collect();
    assert_eq!(order, ids, "competencies stand in the order of the questionnaire");
}

#[test]
fn c04_one_goal_for_all_and_another_least_number_count_alike() {
    let mut case = Case::new(5, 37);
    case.inputs.role = Some("clinical-informatics-manager".to_owned());
    case.inputs.at_least = Some(1);
    let more = ["--role", "clinical-informatics-manager", "--at-least", "1"];
    let written = case.run("manager", &[&USUAL[..], &more].concat());
    compare(&case.inputs, &written, &["people", "competencies", "levels", "needs", "roles", "programme", "changes"]);
}

#[test]
fn c01_c04_inputs_in_another_order_and_more_threads_give_the_same_bytes() {
    let case = Case::new(11, 37);
    let first = case.run("first", &[&USUAL[..], &["--threads", "1"]].concat());
    let names = |files: &[(String, String)]| files.iter().rev().map(|(name, _)| name.clone()).collect::<Vec<String>>();
    let (now, since) = (names(&case.inputs.now), names(&case.inputs.since));
    for threads in ["1", "2", "8"] {
        let mut args: Vec<&str> = now.iter().map(String::as_str).collect();
        for name in &since {
            args.extend(["--since", name]);
        }
        args.extend(USUAL[3..].iter().chain(&["--threads", threads]));
        let again = case.run(&format!("again-{threads}"), &args);
        assert!(first.page == again.page, "{threads} threads: another page");
        assert!(first.tables == again.tables, "{threads} threads: other tables");
    }
}

#[test]
fn c04_one_wide_table_gives_what_files_give() {
    let (seed, size) = (13, 60);
    let pack = director_pack();
    let case = Case::new(seed, 12);
    let header = case.place.run(&["template", "--format", "csv"]).stdout.trim().to_owned();
    let mut inputs = Inputs { day: DAY.to_owned(), scoring: case.inputs.scoring.clone(), ..Inputs::default() };
    for term in ["spring", "autumn"] {
        let (table, files) = twins::of_term(&pack, &header, seed, size, term);
        case.place.write(&format!("{term}.csv"), &table);
        for (path, text) in &files {
            case.place.write(&format!("plain/{path}"), text);
        }
        if term == "spring" { inputs.since = files } else { inputs.now = files }
    }
    assert!(inputs.now.len() > 30 && inputs.since.len() > 20);
    let table = case.run("table", &["autumn.csv", "--since", "spring.csv"]);
    let files = case.run("files", &["plain/autumn", "--since", "plain/spring"]);
    let all = ["people", "competencies", "levels", "needs", "resources", "roles", "changes"];
    compare(&inputs, &files, &all);
    compare(&inputs, &table, &all);
    for name in &all {
        assert_eq!(files.rows(name), table.rows(name), "{name}");
    }
}

/// Writes a class for a person to look at: `CLASS=folder cargo test --test it -- --ignored write_class`; `CLASS_SIZE` and
/// `CLASS_SEED` choose another one than the first of 120. Without a folder it goes where tests write, and is gone afterwards.
#[test]
#[ignore = "writes a folder for a person to look at"]
fn write_class() {
    let spare = Place::new();
    let folder = std::env::var_os("CLASS").map_or_else(|| spare.path("class"), std::path::PathBuf::from);
    let number = |name: &str, usual: u64| std::env::var(name).map_or(usual, |text| text.parse().unwrap());
    let size = usize::try_from(number("CLASS_SIZE", 120)).unwrap();
    Class::new(&director_pack(), number("CLASS_SEED", SEEDS[0]), size).write(&folder);
    std::fs::write(folder.join("targets.csv"), TARGETS).unwrap();
}
