//! Tables of answers, lists and maps of columns whose heads and cells are hostile: what is said of them commands nothing.

use std::fmt::Write as _;

use crate::harness::class::quoted;
use crate::harness::{Place, Ran, hostile};

/// What is said is text for a terminal, with its places.
fn assert_clean(what: &str, ran: &Ran) {
    assert!([0, 1, 2, 3].contains(&ran.code), "{what}: {}", ran.code);
    for text in [&ran.stderr, &ran.stdout] {
        assert!(!text.contains(hostile::is_unsafe), "{what}: {text:?}");
    }
    assert!(!ran.stderr.contains('\t'), "{what}: {:?}", ran.stderr);
}

#[test]
fn d08_cells_and_heads_of_every_text_are_refused_or_read_and_printed_without_commands() {
    let place = Place::new();
    let mut cells = "respondent,data-analysis,problem-solving\n".to_owned();
    for (number, text) in hostile::texts().iter().enumerate() {
        let _ = writeln!(cells, "s-{number},{},2", quoted(text));
    }
    place.write("cells.csv", &cells);
    let ran = place.run(&["score", "cells.csv", "--partial", "--rejects", "rejects.csv", "-o", "scores.csv"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert_clean("cells", &ran);
    // What was refused comes back as it was.
    let rejected = place.read("rejects.csv");
    assert!(rejected.lines().count() > 100 && rejected.contains(MARKUP_CELL), "{rejected}");

    let heads: Vec<String> = hostile::texts().iter().map(|text| quoted(text)).collect();
    let rest = ",".repeat(heads.len());
    place.write("heads.csv", &format!("respondent,data-analysis,problem-solving,{}\ns-1,2,3{rest}\n", heads.join(",")));
    let ran = place.run(&["score", "heads.csv", "--partial"]);
    assert_clean("heads", &ran);

    // One head, one list of people, one of targets, one map of a survey with the text.
    for text in hostile::kinds().iter().step_by(12) {
        let head = quoted(text);
        place.write("one.csv", &format!("{head},data-analysis\ns-1,2\n"));
        assert_clean(text, &place.run(&["score", "one.csv", "--partial"]));
        place.write("invited.csv", &format!("respondent,{head}\n{head},{head}\n"));
        place.write("targets.csv", &format!("competency,term,level\n{head},{head},{head}\n"));
        place.write("good.csv", "respondent,data-analysis\ns-1,2\n");
        let lists = [["--invited", "invited.csv"], ["--targets", "targets.csv"]];
        for list in lists {
            let args = [&["cohort", "good.csv", "--partial", "-o", "-"][..], &list].concat();
            assert_clean(text, &place.run(&args));
        }
        place.write("survey.csv", &format!("{head},Q1,Q2\ns-1,Advanced,{head}\n"));
        let _ = std::fs::remove_file(place.path("map.yaml"));
        assert_clean(text, &place.run(&["score", "survey.csv", "--map", "map.yaml"]));
        if place.path("map.yaml").exists() {
            assert!(!place.read("map.yaml").contains(hostile::is_unsafe), "{text:?}");
            assert_clean(text, &place.run(&["score", "survey.csv", "--map", "map.yaml"]));
        }
        let quoted = serde_json::to_string(text).unwrap();
        let map = "person: TEXT\nstarted: TEXT\nfinished: TEXT\ncolumns:\n  - {column: TEXT, item: TEXT}\n\
            options:\n  - {text: TEXT, means: TEXT, item: TEXT}\n";
        place.write("own.yaml", &format!("format: 1\n{}", map.replace("TEXT", &quoted)));
        assert_clean(text, &place.run(&["score", "survey.csv", "--map", "own.yaml"]));
    }
}

/// A cell of the list that no rating can be, as it stands in a table.
const MARKUP_CELL: &str = "<img src=x onerror=alert(1)>";
