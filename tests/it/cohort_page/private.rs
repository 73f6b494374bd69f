//! Names, notes and file names: what the page and the tables keep to themselves.

use std::collections::BTreeSet;

use skillgap::answers::Answer;

use super::{SEED, USUAL, USUAL_CLASS, WITHOUT_CODE, Written, answers, class, list, put};
use crate::harness::class::Student;
use crate::harness::page::{HOSTILE, all};
use crate::harness::{Place, director_pack};

/// The labels of everyone in a class of this size.
fn labels(size: usize) -> BTreeSet<String> {
    let students = (0..size).map(|number| Student::new(SEED, number));
    let label = |student: Student| {
        let (_, listed) = student.as_invited();
        [student.label("autumn"), Some(listed)].into_iter().flatten().map(|label| label.trim().to_owned())
    };
    students.flat_map(label).filter(|label| !label.is_empty()).collect()
}

/// The text as a page has it.
fn escaped(text: &str) -> String {
    let marks = [('&', "&#38;"), ('<', "&#60;"), ('>', "&#62;"), ('"', "&#34;"), ('\'', "&#39;")];
    text.chars()
        .map(|letter| {
            marks.iter().find(|(mark, _)| *mark == letter).map_or(letter.to_string(), |(_, by)| (*by).to_owned())
        })
        .collect()
}

/// Those of the texts that stand in a file or a page, as they are, as a page or as a table writes them.
fn held<'t>(file: &str, texts: impl IntoIterator<Item = &'t String>) -> Vec<String> {
    let forms = |text: &String| [text.clone(), escaped(text), text.replace('"', "\"\"")];
    texts.into_iter().filter(|text| forms(text).iter().any(|form| file.contains(form.as_str()))).cloned().collect()
}

/// All cells of all tables, a line each.
fn cells(written: &Written) -> String {
    written.tables.values().flatten().flatten().flat_map(|cell| [cell, "\n"]).collect()
}

fn names_in(place: &Place, folder: &str) -> String {
    let entries = std::fs::read_dir(place.path(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap() + "\n").collect()
}

#[test]
fn c08_nobody_is_named_without_show_names() {
    let (labels, written) = (labels(120), &*USUAL_CLASS);
    assert!(labels.len() > 100, "{}", labels.len());
    for text in [&written.page, &cells(written), &written.ran.stdout, &written.ran.stderr] {
        assert_eq!(held(text, &labels), [""; 0]);
    }
    assert!(!written.tables["people"][0].contains(&"label".to_owned()));
    assert!(written.page.contains("People are shown by their codes."));
    assert!(list(&written.page).iter().any(|row| row.name() == "s-0000"));
    // Whoever is on the list by a name alone and sent nothing has no code.
    assert!(list(&written.page).iter().any(|row| row.name() == WITHOUT_CODE));
}

#[test]
fn c08_with_show_names_everyone_is_named_on_the_page_and_in_the_tables() {
    let place = class(120);
    let written = Written::of(&place, &[&USUAL[..], &["--show-names"]].concat());
    let column = written.tables["people"][0].iter().position(|name| name == "label").expect("a column of labels");
    let named: BTreeSet<&str> = written.tables["people"][1..].iter().map(|row| row[column].trim()).collect();
    let rows = list(&written.page);
    let mut named_rows = 0;
    for row in &written.tables["people"][1..] {
        let (id, label) = (&row[0], row[column].trim());
        let shown = match (label, id.as_str()) {
            ("", id) => id.to_owned(),
            (label, "") => label.to_owned(),
            (label, id) => format!("{label} ({id})"),
        };
        assert!(rows.iter().any(|listed| listed.name() == shown), "{shown}");
        named_rows += usize::from(!label.is_empty());
    }
    assert!(named_rows > 90, "{named_rows}");
    let of_those = labels(120).into_iter().filter(|label| named.contains(label.as_str())).collect::<BTreeSet<_>>();
    assert_eq!(held(&written.page, &of_those).len(), of_those.len());
    assert!(of_those.len() > 90 && written.page.contains("Names are shown, because that was asked for."));
    for text in [&written.ran.stdout, &written.ran.stderr] {
        assert_eq!(held(text, &labels(120)), [""; 0]);
    }
}

#[test]
fn c08_no_name_of_a_file_is_a_name_of_anybody() {
    let place = class(12);
    for more in [&[][..], &["--show-names"]] {
        let folder = format!("copies{}", more.len());
        let ran = place
            .run(&[&["cohort"], &USUAL[..], &["-o", "-", "--reports", &folder, "--on", "2026-11-30"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let files = names_in(&place, &folder).to_lowercase();
        for label in labels(12) {
            for part in label.to_lowercase().split([' ', ',', '"']).filter(|part| part.len() > 3) {
                assert!(!files.contains(part), "{part}: {files}");
            }
        }
        assert!(files.contains("s-0000-advisor.html") && files.lines().count() > 6, "{files}");
        assert_eq!(held(&ran.stderr, &labels(12)), [""; 0]);
        let in_page = held(&ran.stdout, &labels(12)).len();
        assert_eq!(in_page > 0, !more.is_empty(), "{in_page}");
    }
}

/// A label that stands for two people is said by its number alone.
#[test]
fn c08_ambiguous_labels_and_missing_people_are_not_named_either() {
    let place = Place::new();
    let table = "respondent,label,data-analysis,sql\np-1,Robin Vale,1,1\np-2,Robin Vale,2,2\np-3,Kim Ash,3,3\n";
    place.write("t.csv", &table.replace(",sql", "").replace(",1\n", "\n").replace(",2\n", "\n").replace(",3\n", "\n"));
    place.write("invited.csv", "respondent,label\n,Sam Fern\np-9,Jo Reed\n");
    let args = ["t.csv", "--partial", "--invited", "invited.csv"];
    let names = ["Robin Vale", "Kim Ash", "Sam Fern", "Jo Reed"].map(str::to_owned);
    let without = Written::of(&place, &args);
    for text in [&without.page, &cells(&without), &without.ran.stderr] {
        assert_eq!(held(text, &names), [""; 0]);
    }
    let notes = all(&without.page, "header > .legend").join("\n");
    assert!(notes.contains("1 label stands for more than one code, so that nobody was joined by it."), "{notes}");
    assert!(notes.contains("1 person without a reply has no code on the list of the invited."), "{notes}");
    assert_eq!(all(&without.page, "#missing .copy"), ["p-9"]);
    let with = Written::of(&place, &[&args[..], &["--show-names"]].concat());
    assert_eq!((held(&with.page, &names), held(&cells(&with), &names)), (names.to_vec(), names.to_vec()));
    assert_eq!(all(&with.page, "#missing .copy"), ["Sam Fern; Jo Reed (p-9)"]);
}

#[test]
fn c08_notes_are_never_on_the_page_or_in_a_table() {
    let pack = director_pack();
    let place = class(120);
    let mut hostile = answers("s-note", Some("With Notes"), 5);
    let items = pack.form(hostile.form).items.clone();
    for item in &items {
        hostile.set_note(*item, Some(HOSTILE.to_owned()));
    }
    hostile.set(items[1], Answer::NotApplicable(Some(format!("{HOSTILE} no such work"))), None);
    put(&place, "autumn/note.yaml", &hostile);
    let mut notes = BTreeSet::new();
    for entry in std::fs::read_dir(place.path("autumn")).unwrap() {
        let path = entry.unwrap().path();
        let sheet = skillgap::answers::parse("t", &std::fs::read_to_string(&path).unwrap(), &pack).0.unwrap();
        for item in &pack.form(sheet.form).items {
            let Some(recorded) = sheet.get(*item) else { continue };
            notes.extend(recorded.note.clone());
            if let Answer::NotApplicable(Some(reason)) = &recorded.answer {
                notes.insert(reason.clone());
            }
        }
    }
    assert!(notes.len() >= 7 && notes.iter().any(|note| note.contains("no such work")), "{notes:?}");
    for more in [&[][..], &["--show-names"]] {
        let written = Written::of(&place, &[&USUAL[..], more].concat());
        assert!(list(&written.page).iter().any(|row| row.name().contains("s-note")));
        for text in [&written.page, &cells(&written), &written.ran.stderr] {
            assert_eq!(held(text, &notes), [""; 0]);
            assert!(!text.contains("alert(1)"));
        }
        assert!(written.page.contains("Notes that people wrote are not on this page."));
    }
}

#[test]
fn c08_names_of_input_files_are_not_on_the_page() {
    let place = Place::new();
    for number in 0..12 {
        put(
            &place,
            &format!("Hidden Folder/Robin Vale {number}.yaml"),
            &answers(&format!("s-{number}"), None, number % 5),
        );
    }
    place.write("Hidden Folder/Broken Kim Ash.yaml", "form: [");
    place.write("Old Term Sam Fern.csv", "respondent,data-analysis\ns-1,2\ns-2,\n");
    let args = ["Hidden Folder", "--since", "Old Term Sam Fern.csv", "--partial"];
    let written = Written::with_code(&place, &args, 3);
    for text in [written.page.clone(), cells(&written)] {
        for name in [
            "Hidden",
            "Robin",
            "Kim Ash",
            "Old Term",
            "Sam Fern",
            ".yaml",
            ".csv",
            &*place.folder.path().to_string_lossy(),
        ] {
            assert!(!text.contains(name), "{name}");
        }
    }
    assert!(written.ran.stderr.contains("Broken Kim Ash.yaml"), "whoever ran it learns which file is broken");
    let shared = place.run(&["cohort", "Hidden Folder", "--share", "-o", "-"]);
    assert!(shared.code == 3 && !shared.stdout.contains("Hidden") && shared.stdout.contains("A class in figures"));
}
