//! Questionnaires made by `skillgap export`, answered in the tool, exported by it, and read without a map.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use skillgap::answers::{FACTS, FactAccess, State};
use skillgap::diag::Code;
use skillgap::export::{Tool, questionnaire};
use skillgap::model::{Background, FormIx, Id, Pack};
use skillgap::pack::{self, EMBEDDED};

use crate::harness::{repository_file, tables};

/// A small generator of numbers: the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// A question as the tool has it after the import: its columns' heading, and its answers by code and text.
struct Question {
    name: String,
    kind: &'static str,
    answers: Vec<(String, String)>,
}

fn unescaped(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#123;", "{"), ("&#125;", "}"), ("&#92;", "\\")];
    entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter)).replace("&amp;", "&")
}

/// The questions of a survey structure of LimeSurvey.
fn of_limesurvey(text: &str) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[0] {
            "Q" => questions.push(Question {
                name: cells[2].to_owned(),
                kind: match cells[1] {
                    "M" => "some",
                    "N" => "number",
                    "S" => "text",
                    _ => "one",
                },
                answers: Vec::new(),
            }),
            "A" | "SQ" => questions.last_mut().unwrap().answers.push((cells[2].to_owned(), unescaped(cells[4]))),
            _ => {}
        }
    }
    questions
}

/// The questions of a data dictionary of REDCap.
fn of_redcap(text: &str) -> Vec<Question> {
    let question = |row: &Vec<String>| {
        let choices = row[5].split(" | ").filter_map(|choice| choice.split_once(", "));
        Question {
            name: row[0].clone(),
            kind: match (row[3].as_str(), row[7].as_str()) {
                ("checkbox", _) => "some",
                ("text", "integer") => "number",
                ("text", _) => "text",
                _ => "one",
            },
            answers: choices.map(|(code, text)| (code.to_owned(), text.to_owned())).collect(),
        }
    };
    tables::cells(text, b',').iter().skip(2).map(question).collect()
}

/// What a person answers to a question: the positions of the answers that were chosen, or what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Given {
    Nothing,
    Chosen(Vec<usize>),
    Typed(String),
}

fn given(question: &Question, person: usize, dice: &mut Dice) -> Given {
    if question.name == "respondent" {
        return Given::Typed(format!("{person:05}"));
    }
    if dice.below(8) == 0 {
        return Given::Nothing;
    }
    match question.kind {
        "one" => Given::Chosen(vec![dice.below(question.answers.len())]),
        "some" => {
            let is_none = |at: &usize| question.answers[*at].0 == "none";
            if dice.below(4) == 0 {
                return Given::Chosen((0..question.answers.len()).filter(is_none).collect());
            }
            let chosen: Vec<usize> =
                (0..question.answers.len()).filter(|at| !is_none(at) && dice.below(2) == 0).collect();
            if chosen.is_empty() { Given::Nothing } else { Given::Chosen(chosen) }
        }
        "number" => Given::Typed((1 + dice.below(40)).to_string()),
        _ => Given::Typed(format!("2029-{:02}", 1 + dice.below(12))),
    }
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// The export of LimeSurvey with codes as headings, and codes or full answers as values.
fn limesurvey_export(questions: &[Question], people: &[Vec<Given>], with_text: bool, delimiter: &str) -> String {
    let mut head: Vec<String> =
        ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"].map(str::to_owned).to_vec();
    for question in questions {
        match question.kind {
            "some" => head.extend(question.answers.iter().map(|(code, _)| format!("{}[{code}]", question.name))),
            _ => head.push(question.name.clone()),
        }
    }
    let line = |cells: &[String]| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(delimiter) + "\r\n";
    let mut out = "\u{feff}".to_owned() + &line(&head);
    for (at, person) in people.iter().enumerate() {
        let mut cells: Vec<String> = [at.to_string(), "2026-03-05 10:00:00".to_owned()].to_vec();
        cells.extend(["3", "en", "77", "2026-03-05 09:30:00", "2026-03-05 10:00:00"].map(str::to_owned));
        for (question, given) in questions.iter().zip(person) {
            match (question.kind, given) {
                ("some", given) => cells.extend((0..question.answers.len()).map(|at| match given {
                    Given::Chosen(chosen) if chosen.contains(&at) => if with_text { "Yes" } else { "Y" }.to_owned(),
                    _ if with_text && *given != Given::Nothing => "No".to_owned(),
                    _ => String::new(),
                })),
                (_, Given::Nothing) => cells.push(String::new()),
                (_, Given::Chosen(chosen)) => {
                    let (code, text) = &question.answers[chosen[0]];
                    cells.push(if with_text { text.clone() } else { code.clone() });
                }
                ("number", Given::Typed(text)) => cells.push(format!("{text}.0000000000")),
                (_, Given::Typed(text)) => cells.push(text.clone()),
            }
        }
        out += &line(&cells);
    }
    out + "\r\n"
}

/// The export of REDCap, raw, or with labels as values.
fn redcap_export(questions: &[Question], people: &[Vec<Given>], with_text: bool) -> String {
    let mut head = vec!["study_id".to_owned(), "redcap_survey_identifier".to_owned(), "q_timestamp".to_owned()];
    for question in questions {
        match question.kind {
            "some" => head.extend(question.answers.iter().map(|(code, _)| format!("{}___{code}", question.name))),
            _ => head.push(question.name.clone()),
        }
    }
    head.push("q_complete".to_owned());
    let mut out = head.join(",") + "\n";
    for (at, person) in people.iter().enumerate() {
        let _ = write!(out, "{},,2026-03-05 10:00:00", at + 1);
        for (question, given) in questions.iter().zip(person) {
            match (question.kind, given) {
                ("some", given) => {
                    for at in 0..question.answers.len() {
                        let is_chosen = matches!(given, Given::Chosen(chosen) if chosen.contains(&at));
                        out += match (is_chosen, with_text) {
                            (true, true) => ",Checked",
                            (false, true) => ",Unchecked",
                            (true, false) => ",1",
                            (false, false) => ",0",
                        };
                    }
                }
                (_, Given::Nothing) => out.push(','),
                (_, Given::Chosen(chosen)) => {
                    let (code, text) = &question.answers[chosen[0]];
                    let _ = write!(out, ",{}", quoted(if with_text { text } else { code }));
                }
                (_, Given::Typed(text)) => {
                    let _ = write!(out, ",{text}");
                }
            }
        }
        out += if with_text { ",Complete\n" } else { ",2\n" };
    }
    out
}

/// What the answers of a person mean: the states of the items of the form, in its order, and the background.
fn meant(pack: &Pack, form: FormIx, questions: &[Question], person: &[Given]) -> (Vec<State>, Background) {
    let items = &pack.form(form).items;
    let (mut states, mut background) = (vec![State::UNANSWERED; pack.items().len()], Background::default());
    let mut next = items.iter();
    let facts = pack.background_facts();
    let mut fields = facts.iter().map(|fact| FACTS.iter().find(|field| field.fact == *fact).unwrap());
    for (question, given) in questions.iter().zip(person).skip(1) {
        if question.answers.iter().any(|(code, _)| code == "DK") {
            let item = next.next().unwrap();
            let Given::Chosen(chosen) = given else { continue };
            let (options, at) = (pack.option_count(*item), chosen[0]);
            states[item.get()] = match at.checked_sub(options) {
                None => State::option(at).unwrap(),
                Some(0) => State::NOT_APPLICABLE,
                Some(_) => State::UNSURE,
            };
            continue;
        }
        let field = fields.next().unwrap();
        let words = field.words(pack);
        match (field.access, given) {
            (_, Given::Nothing) => {}
            (FactAccess::Word { set, .. }, Given::Chosen(chosen)) => assert!(set(&mut background, words[chosen[0]])),
            (FactAccess::Id { set, .. }, Given::Chosen(chosen)) => {
                assert!(set(&mut background, pack, words[chosen[0]]));
            }
            (FactAccess::List { set, .. }, Given::Chosen(chosen)) => {
                // `none` stands first.
                let held: Vec<&str> = chosen.iter().filter(|at| **at > 0).map(|at| words[at - 1]).collect();
                assert!(set(&mut background, &held));
            }
            (FactAccess::Number { set, .. }, Given::Typed(text)) => {
                set(&mut background, Some(text.parse().unwrap()));
            }
            (FactAccess::Month { set, .. }, Given::Typed(text)) => {
                set(&mut background, skillgap::model::Month::parse(text));
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(next.next().is_none() && fields.next().is_none());
    (states, background)
}

#[test]
fn h03_what_people_answer_in_the_tool_comes_back_without_a_map() {
    let mut dice = Dice(3);
    for known in EMBEDDED {
        let pack = pack::parse(&known.files()).0.unwrap();
        for form in (0..pack.forms().len()).map(FormIx::new) {
            let limesurvey = of_limesurvey(&questionnaire(&pack, form, Tool::Limesurvey));
            let redcap = of_redcap(&questionnaire(&pack, form, Tool::Redcap));
            for (tool, questions) in [(Tool::Limesurvey, &limesurvey), (Tool::Redcap, &redcap)] {
                let mut ask = |person| questions.iter().map(|question| given(question, person, &mut dice)).collect();
                let people: Vec<Vec<Given>> = (0..20).map(&mut ask).collect();
                let exports = match tool {
                    Tool::Limesurvey => vec![
                        limesurvey_export(questions, &people, false, ","),
                        limesurvey_export(questions, &people, true, ";"),
                    ],
                    _ => vec![redcap_export(questions, &people, false), redcap_export(questions, &people, true)],
                };
                for (at, export) in exports.iter().enumerate() {
                    let name = format!("{tool:?} {at}, {} {}", pack.id().as_str(), pack.form(form).id);
                    let (rows, codes) = tables::people(&pack, export.as_bytes(), true);
                    assert_eq!(codes, [Code::SurveyExport], "{name}: {}", export.lines().next().unwrap());
                    assert_eq!(rows.len(), people.len(), "{name}");
                    for (person, (row, given)) in rows.iter().zip(&people).enumerate() {
                        let (states, background) = meant(&pack, form, questions, given);
                        assert_eq!(row.respondent, format!("{person:05}"), "{name}");
                        assert_eq!(row.states, states, "{name}, {person}");
                        assert_eq!(row.background, background, "{name}, {person}: {given:?}");
                        assert!(row.finished.is_some(), "{name}");
                    }
                }
            }
        }
    }
}

#[test]
fn h02_damaged_exports_end_in_rows_or_messages() {
    let pack = crate::harness::director_pack();
    let names =
        ["google-forms", "limesurvey", "limesurvey-codes", "microsoft-forms", "moodle", "qualtrics", "redcap-labels"];
    let texts: Vec<Vec<u8>> =
        names.iter().map(|name| repository_file(&format!("tests/fixtures/surveys/{name}.csv")).into_bytes()).collect();
    // More by the variable, for a long run.
    let rounds = std::env::var("SKILLGAP_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(60);
    let (mut dice, mut rows, mut refused) = (Dice(11), 0, 0);
    for round in 0..rounds {
        let mut text = texts[round % texts.len()].clone();
        for _ in 0..=dice.below(4) {
            damage(&mut text, &mut dice);
        }
        let started = Instant::now();
        match tables::begin(&pack, &text, dice.below(2) == 0) {
            Ok((taken, decoder, _)) => rows += tables::records(&pack, &*decoder, &text[taken..]).len(),
            Err(_) => refused += 1,
        }
        if dice.below(20) == 0 {
            let _ = skillgap::answers::propose(&pack, &text);
        }
        assert!(started.elapsed() < Duration::from_secs(10), "{round}");
    }
    assert!(rows > rounds && refused > 0, "{rows} rows, {refused} refused");
}

/// Drops, doubles or swaps bytes, cells, or lines.
fn damage(text: &mut Vec<u8>, dice: &mut Dice) {
    if text.is_empty() {
        return;
    }
    let at = dice.below(text.len());
    let end = |text: &[u8], at: usize, breaks: &[u8]| {
        text[at..].iter().position(|byte| breaks.contains(byte)).map_or(text.len(), |length| at + length + 1)
    };
    let breaks: &[u8] = if dice.below(2) == 0 { b"\n" } else { b",;" };
    let begin = end(text, at, breaks);
    let after = if begin < text.len() { end(text, begin, breaks) } else { begin };
    match dice.below(8) {
        0 => text[at] = [b'"', b'\n', b'\r', b',', b';', 0, 0xff, b'<', b'&', b'\t'][dice.below(10)],
        1 => drop(text.drain(begin..after)),
        2 => {
            let piece = text[begin..after].to_vec();
            text.splice(begin..begin, piece);
        }
        3 => {
            let piece: Vec<u8> = text.drain(begin..after).collect();
            let to = dice.below(text.len() + 1);
            text.splice(to..to, piece);
        }
        4 => text.truncate(at),
        5 => drop(text.drain(at..(at + dice.below(40)).min(text.len()))),
        6 => text.insert(at, b'"'),
        _ => {
            let more =
                ["\u{feff}", "&#10;", "<b", "1e999", "=1", "Timestamp,", "99/99/99 99:99", "record_id"][dice.below(8)];
            text.splice(at..at, more.bytes());
        }
    }
}
