//! Tables as people have them: what stands above the header, headings in other writings, rows of any shape. Nothing is
//! scored that a cell does not say, and nothing of a person is lost without a word.

use std::time::{Duration, Instant};

use crate::harness::tables::{Read, begin, records};
use crate::harness::{CompetencySpec, Place, director_pack, small_files};
use skillgap::answers::{
    Beginning, FACTS, Framing, InputFormat, Outcome, Row, State, TableOptions, csv_header, state_of,
};
use skillgap::diag::{Code, Diagnostic, render};
use skillgap::model::{ItemIx, Pack};
use skillgap::pack;

/// The columns that are neither facts nor of items.
const NAMED: [&str; 9] = ["respondent", "pack", "role", "form", "label", "group", "holds", "started", "finished"];

/// All records of a table that is read.
fn read(pack: &Pack, text: &str) -> Vec<Read> {
    let (taken, decoder, _) =
        begin(pack, text.as_bytes(), true).unwrap_or_else(|problem| panic!("{}", render(&problem)));
    records(pack, &*decoder, &text.as_bytes()[taken..])
}

/// The one row of a table, which is usable.
fn one(pack: &Pack, text: &str) -> Row {
    let mut found = read(pack, text);
    assert_eq!(found.len(), 1, "{text}");
    let Read { outcome, row, problems, .. } = found.remove(0);
    assert_eq!(outcome, Outcome::Usable, "{text}\n{problems:?}");
    row
}

/// The ids of the items of the default form.
fn items(pack: &Pack) -> Vec<String> {
    pack.form(pack.default_form()).items.iter().map(|item| pack.item(*item).id.to_string()).collect()
}

/// Every name of a column of tables for this pack.
fn all_names(pack: &Pack) -> Vec<String> {
    let ids = || pack.items().iter().map(|item| item.id.to_string());
    let named = NAMED.iter().map(|name| (*name).to_owned());
    let facts = FACTS.iter().map(|field| field.name().to_owned());
    named.chain(facts).chain(ids()).chain(ids().map(|id| format!("note.{id}"))).collect()
}

/// A table of the director's pack with everything that the template asks for, and its one row.
fn template(pack: &Pack) -> (Vec<String>, Vec<String>) {
    let header: Vec<String> = csv_header(pack, pack.default_form()).trim().split(',').map(str::to_owned).collect();
    let cell = |(at, name): (usize, &String)| match name.as_str() {
        "respondent" => "s-1".to_owned(),
        "label" => "Ada".to_owned(),
        "role" => "health-it-analyst".to_owned(),
        "education" => "bachelor".to_owned(),
        "budget" | "experience-years" => "3".to_owned(),
        name if pack.find_item(name).is_some() => (at % 6).to_string(),
        _ => String::new(),
    };
    let cells = header.iter().enumerate().map(cell).collect();
    (header, cells)
}

/// How a heading is written.
type Writing<'w> = &'w dyn Fn(&str) -> String;

fn full_width(text: &str) -> String {
    let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c };
    text.chars().map(wide).collect()
}

#[test]
fn d11_headings_in_other_writings_are_understood() {
    let pack = director_pack();
    let (header, cells) = template(&pack);
    let row = cells.join(",");
    let plain = one(&pack, &format!("{}\n{row}\n", header.join(",")));
    assert!(plain.states.iter().filter(|state| **state != State::UNANSWERED).count() == 25 && plain.role.is_some());
    let separated = |between: &'static str| move |name: &str| name.replace(['-', '.', '_'], between);
    let title = |name: &str| {
        let word = |word: &str| word[..1].to_uppercase() + &word[1..];
        name.split(['-', '.']).map(word).collect::<Vec<_>>().join(" ")
    };
    let writings: [(&str, Writing<'_>); 10] = [
        ("upper case", &|name| name.to_uppercase()),
        ("_", &separated("_")),
        ("point", &separated(".")),
        ("blank", &separated(" ")),
        ("two blanks", &|name| format!("  {} ", name.replace('-', "  "))),
        ("nothing", &separated("")),
        ("long dash", &separated("\u{2013}")),
        ("full width", &full_width),
        ("mark", &|name| format!("\u{feff}{name}")),
        ("title", &title),
    ];
    for (kind, writing) in writings {
        let names: Vec<String> = header.iter().map(|name| writing(name)).collect();
        for delimiter in [",", ";", "\t"] {
            let text = format!("{}\n{}\n", names.join(delimiter), cells.join(delimiter));
            let (_, _, warnings) = begin(&pack, text.as_bytes(), false).unwrap_or_else(|p| panic!("{}", render(&p)));
            assert!(warnings.is_empty(), "{kind}: {warnings:?}");
            assert_eq!(one(&pack, &text), plain, "{kind}");
        }
        // Each heading alone in this writing, twice with the plain one: one column.
        for (name, other) in header.iter().zip(&names).filter(|(name, other)| name != other) {
            let text = format!("{},{other}\n{row},\n", header.join(","));
            let problem = begin(&pack, text.as_bytes(), false).unwrap_err();
            assert_eq!(problem.code, Code::RepeatedField, "{kind}, {name}: {}", render(&problem));
        }
    }
}

/// A heading that is another writing of two names is neither of them.
#[test]
fn d11_a_heading_that_may_be_two_columns_is_refused() {
    let mut files = small_files(&[CompetencySpec::new(3, 1), CompetencySpec::new(3, 1)]);
    files.questionnaire.text = files.questionnaire.text.replace("id: c0.i0", "id: a-b").replace("id: c1.i0", "id: ab");
    let pack = pack::parse(&files).0.unwrap();
    let both = one(&pack, "respondent,ab,a-b\nx,1,2\n");
    let state = |id: &str| both.states[pack.find_item(id).unwrap().get()];
    assert_eq!([state("ab").chosen(), state("a-b").chosen()], [Some(1), Some(2)]);
    for header in ["respondent,A B", "respondent,ab,A-B", "respondent,a_b,a-b"] {
        let problem = begin(&pack, format!("{header}\nx,1,2\n").as_bytes(), true).unwrap_err();
        assert_eq!(problem.code, Code::NearColumn, "{header}: {}", render(&problem));
    }
}

/// The writings of a name with one letter left out, doubled, or swapped with the next.
fn slips(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut all = Vec::new();
    for at in 0..letters.len() {
        let mut dropped = letters.clone();
        dropped.remove(at);
        let mut doubled = letters.clone();
        doubled.insert(at, letters[at]);
        let mut swapped = letters.clone();
        swapped.swap(at, (at + 1).min(letters.len() - 1));
        all.extend([dropped, doubled, swapped].map(String::from_iter));
    }
    all.retain(|slip| slip != name);
    all.sort();
    all.dedup();
    all
}

/// The characters of a long heading that a message shows before it is cut.
const LONGEST_QUOTE: usize = 37;

/// Over these names of columns, and every one of their letters: how many slips are understood, and how many refused.
fn no_slip_loses_a_column(pack: &Pack, names: &[String]) -> (usize, usize) {
    let (mut understood, mut refused) = (0, 0);
    for name in names {
        for slip in slips(name) {
            let with = if name == "cybersecurity" { "data-analysis" } else { "cybersecurity" };
            let first = if name == "respondent" { "label" } else { "respondent" };
            let text = format!("{first},{with},{slip}\nx,3,\n");
            match begin(pack, text.as_bytes(), true) {
                Ok((_, decoder, warnings)) => {
                    assert!(warnings.is_empty(), "`{slip}` for `{name}` was ignored: {warnings:?}");
                    assert!(decoder.header().starts_with(first.as_bytes()));
                    understood += 1;
                }
                Err(problem) => {
                    // A long heading is cut in the message; the full name stands in the hint.
                    let said = render(&problem);
                    let begins: String = slip.chars().take(LONGEST_QUOTE).collect();
                    assert!(said.contains(&format!("`{begins}")), "`{slip}` for `{name}`: {said}");
                    refused += 1;
                }
            }
        }
    }
    (understood, refused)
}

/// Over the columns that are not of items, and over some items and their notes.
#[test]
fn d11_no_slip_of_the_keyboard_loses_a_column() {
    let pack = director_pack();
    let mut names = all_names(&pack);
    let items = names.split_off(NAMED.len() + FACTS.len());
    names.extend(items.into_iter().step_by(10));
    let (understood, refused) = no_slip_loses_a_column(&pack, &names);
    assert!(understood > 20 && refused > 700, "{understood} understood, {refused} refused");
}

#[test]
#[ignore = "slow: every slip in every name of a column of the director's pack"]
fn d11_no_slip_of_the_keyboard_loses_any_column() {
    let pack = director_pack();
    let (understood, refused) = no_slip_loses_a_column(&pack, &all_names(&pack));
    assert!(understood > 200 && refused > 6000, "{understood} understood, {refused} refused");
}

/// What is not nearly a name stays what it is: another column, named in a warning.
#[test]
fn d11_columns_of_other_programs_are_left_alone() {
    let pack = director_pack();
    let (header, cells) = template(&pack);
    let others = ["Full name", "e-mail", "Time begun", "reason", "age", "comments", "score", "total", "#", "id"];
    let text = format!("{},{}\n{}\n", header.join(","), others.join(","), cells.join(","));
    let (_, _, warnings) =
        begin(&pack, text.as_bytes(), false).unwrap_or_else(|problem| panic!("{}", render(&problem)));
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].message.contains("10 unknown columns are ignored"), "{}", warnings[0].message);
}

/// The time for a header grows with its length alone.
#[test]
fn d11_a_very_wide_header_is_looked_at_in_time() {
    let pack = director_pack();
    let begun = Instant::now();
    let unknown = (0..30_000).fold(String::new(), |all, at| all + ",dataanal" + &at.to_string());
    for wide in [",x".repeat(120_000), ",role".repeat(50_000), unknown] {
        let text = format!("respondent,cybersecurity{wide}\n");
        let _ = begin(&pack, text.as_bytes(), true);
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn d10_na_is_an_answer_of_items_and_nothing_elsewhere() {
    let pack = director_pack();
    let header = all_names(&pack);
    let row = |name: &str, cell: &str, form: &str| {
        let cells: Vec<&str> = header
            .iter()
            .map(|other| match other.as_str() {
                other if other == name => cell,
                "respondent" => "s-1",
                "form" => form,
                _ => "",
            })
            .collect();
        cells.join(",") + "\n"
    };
    let mut text = header.join(",") + "\n";
    for name in &header {
        let form = if name.contains('.') { "full" } else { "short" };
        for cell in ["", "NA", " NA ", "N/A"] {
            text += &row(name, cell, form);
        }
    }
    let found = read(&pack, &text);
    assert_eq!(found.len(), header.len() * 4);
    for (name, rows) in header.iter().zip(found.chunks(4)) {
        for read in &rows[1..] {
            match pack.find_item(name) {
                _ if name == "respondent" => assert_eq!(read.codes, [Code::EmptyText]),
                Some(item) => assert_eq!(read.row.states[item.get()], State::NOT_APPLICABLE, "{name}"),
                None => assert_eq!((read.outcome, &read.row), (Outcome::Usable, &rows[0].row), "{name}"),
            }
        }
    }
}

#[test]
fn d11_a_table_of_few_items_is_refused_unless_it_is_told_to_be_partial() {
    let pack = director_pack();
    let items = items(&pack);
    for count in 1..=items.len() {
        let text = format!("respondent,{}\nx{}\n", items[..count].join(","), ",3".repeat(count));
        let row = one(&pack, &text);
        let rated = |item: &ItemIx| row.states[item.get()].chosen() == Some(3);
        assert_eq!((0..pack.items().len()).map(ItemIx::new).filter(rated).count(), count);
        match begin(&pack, text.as_bytes(), false) {
            Ok(_) => assert!(count * 2 >= items.len(), "{count}"),
            Err(problem) => {
                assert!(count * 2 < items.len(), "{count}");
                assert_eq!(problem.code, Code::FewColumns);
                assert!(problem.message.contains(&format!("only {count} of the 25 items")), "{}", problem.message);
                assert!(problem.hint.unwrap().contains("--partial"));
            }
        }
    }
}

/// A table of three people, each cell 3 but the last.
fn three(pack: &Pack, delimiter: &str) -> String {
    let items = items(pack);
    let ratings = vec!["3"; items.len() - 1].join(delimiter);
    let row = |id: &str, last: &str| [id, &ratings, last].join(delimiter) + "\n";
    let header = format!("respondent{delimiter}{}\n", items.join(delimiter));
    header + &row("a", "1") + &row("b", "2") + &row("c", "NA")
}

/// The rows of a table that are usable.
fn usable(pack: &Pack, text: &str) -> Vec<Row> {
    read(pack, text).into_iter().filter(|read| read.outcome == Outcome::Usable).map(|read| read.row).collect()
}

#[test]
fn h05_blank_rows_of_any_shape_are_left_out_and_counted_once() {
    let pack = director_pack();
    let plain = three(&pack, ",");
    let rows = usable(&pack, &plain);
    let empty = ",".repeat(25);
    let quoted = vec!["\"\""; 26].join(",");
    let blanks = vec![" "; 26].join(",");
    let odd = vec!["\u{a0}"; 26].join(",");
    let shapes = [&empty, &quoted, &blanks, &odd, ",", "   ", "\t", "\"\"", "\" \"", ",,,,", "\u{3000}", "\u{feff}"];
    for shape in shapes {
        for line_break in ["\n", "\r\n"] {
            let line = format!("{shape}{line_break}");
            let text = plain
                .split_inclusive('\n')
                .fold(line.clone(), |all, row| all + &row.replace('\n', line_break) + &line + &line);
            assert_eq!(usable(&pack, &text), rows, "{shape:?}");
            let left_out: Vec<Read> =
                read(&pack, &text).into_iter().filter(|read| read.outcome != Outcome::Usable).collect();
            assert_eq!(left_out.len(), 8, "{shape:?}");
            for read in left_out {
                assert_eq!((read.outcome, read.codes.as_slice()), (Outcome::LeftOut, [Code::BlankRow].as_slice()));
            }
        }
    }
    // Lines without anything are no records at all.
    let text = plain.replace('\n', "\n\n\r\n\n");
    assert_eq!(read(&pack, &text).len(), 3);
    let place = Place::new();
    place.write("t.csv", &(plain + &format!("{empty}\n").repeat(40)));
    let ran = place.run(&["score", "t.csv"]);
    assert_eq!((ran.code, ran.stderr.matches("SK319").count()), (0, 2), "once, and once in the hint: {}", ran.stderr);
    assert!(ran.stderr.contains("in 40 places") && ran.stderr.ends_with("scored 3 of 3\n"), "{}", ran.stderr);
}

#[test]
fn h05_a_line_that_names_the_separator_is_obeyed() {
    let pack = director_pack();
    let rows = usable(&pack, &three(&pack, ","));
    for delimiter in [";", ",", "|", "\t", ":"] {
        let table = three(&pack, delimiter);
        for begin_with in ["sep=", "SEP=", "Sep="] {
            for (before, after) in [("", ""), ("\"", "\""), ("\u{feff}", ""), ("\u{feff}\"", "\""), ("", ",,,,")] {
                for line_break in ["\n", "\r\n"] {
                    let line = format!("{before}{begin_with}{delimiter}{after}\n");
                    let text = (line + &table).replace('\n', line_break);
                    let (taken, decoder, warnings) = begin(&pack, text.as_bytes(), false).unwrap();
                    assert!(warnings.is_empty(), "{text}: {warnings:?}");
                    assert_eq!(decoder.framing(), Framing::Table(delimiter.as_bytes()[0]));
                    assert_eq!(usable(&pack, &text), rows, "{text}");
                    // Refused rows are kept below the header alone, and read again from there.
                    let again = [decoder.header(), &text.as_bytes()[taken..]].concat();
                    assert_eq!(usable(&pack, &String::from_utf8(again).unwrap()), rows, "{text}");
                }
            }
        }
    }
}

#[test]
fn h05_a_title_above_the_header_is_left_out_with_a_warning() {
    let pack = director_pack();
    let plain = three(&pack, ",");
    let rows = usable(&pack, &plain);
    for count in [1, 5, 29] {
        for title in ["Class of 2026\n", "Class,,,\n", "\"A class, of 2026\"\n", "Report\nmade;by\n", "\n \nClass\n"] {
            let lines = title.lines().filter(|line| !line.trim().is_empty()).count();
            let text = title.repeat((count / lines).max(1)) + &plain;
            let (_, _, warnings) = begin(&pack, text.as_bytes(), false).unwrap();
            let line = title.repeat((count / lines).max(1)).lines().count() + 1;
            assert_eq!(warnings.len(), 1, "{count} of {title:?}");
            assert_eq!(warnings[0].code, Code::LinesAbove);
            assert!(warnings[0].message.contains(&format!("line {line};")), "{}", warnings[0].message);
            assert_eq!(usable(&pack, &text), rows);
        }
    }
    for count in [30, 31, 400] {
        let problem = begin(&pack, ("Title\n".repeat(count) + &plain).as_bytes(), false).unwrap_err();
        assert_eq!((problem.code, problem.position.unwrap().line), (Code::MissingField, 1), "{count}");
    }
    let blank = "\n".repeat(300) + ",,,\n" + &plain;
    assert_eq!(usable(&pack, &blank), rows);
}

/// Rows under a header with a slip are no title of the right header that follows.
#[test]
fn d11_a_header_with_a_slip_is_no_title() {
    let pack = director_pack();
    let plain = three(&pack, ",");
    let slip = plain.replacen("respondent", "respondant", 1);
    let problem = begin(&pack, (slip + &plain).as_bytes(), false).unwrap_err();
    assert_eq!((problem.code, problem.position.unwrap().line), (Code::MissingField, 1));
    assert!(problem.hint.unwrap().contains("rename the column `respondant`"));
}

#[test]
fn h05_the_header_again_is_left_out_with_one_message() {
    let pack = director_pack();
    let plain = three(&pack, ",");
    let (header, body) = plain.split_at(plain.find('\n').unwrap() + 1);
    for again in [header.to_owned(), header.to_uppercase(), format!("\u{feff}{header}"), header.replace('-', "_")] {
        let text = plain.clone() + &(again + body).repeat(60);
        let found = read(&pack, &text);
        let headers = found.iter().filter(|read| read.codes == [Code::HeaderAgain]).count();
        assert_eq!((found.len(), headers, usable(&pack, &text).len()), (3 + 60 * 4, 60, 3 * 61));
        assert!(found.iter().all(|read| read.outcome != Outcome::Refused));
    }
    // Of a table of one item too, and rows of other headings are one problem each.
    let found = read(&pack, "respondent,cybersecurity\na,3\nrespondent,cybersecurity\nb,4\n");
    assert_eq!(found[1].codes, [Code::HeaderAgain]);
    let questions =
        format!("Code,{}\n", ["いま、どこまでですか", "How far, today?"].map(|q| format!("\"{q}\"")).join(","));
    let second = questions.trim().to_owned() + &",Question".repeat(23) + "\n";
    let found = read(&pack, &(header.to_owned() + &second + body));
    assert_eq!((found[0].outcome, found[0].codes.as_slice()), (Outcome::Refused, [Code::HeadingRow].as_slice()));
    assert_eq!(found.len(), 4);
}

#[test]
fn h05_rows_cut_at_every_cell_are_filled_up_or_refused() {
    let pack = director_pack();
    let items = items(&pack);
    let cells: Vec<String> = (0..items.len()).map(|at| (at % 6).to_string()).collect();
    for is_last in [false, true] {
        let with = |id: &str, cells: &[String]| -> Vec<String> {
            let id = vec![id.to_owned()];
            if is_last { [cells, &id].concat() } else { [&id, cells].concat() }
        };
        let (header, whole) = (with("respondent", &items), with("x", &cells));
        let full = one(&pack, &format!("{}\n{}\n", header.join(","), whole.join(",")));
        for kept in 1..=whole.len() {
            let text = format!("{}\n{}\n", header.join(","), whole[..kept].join(","));
            let read = read(&pack, &text).remove(0);
            if kept == whole.len() {
                assert_eq!((&read.row, read.codes.len()), (&full, 0));
            } else if is_last || kept == 1 {
                assert_eq!((read.outcome, read.codes.as_slice()), (Outcome::Refused, [Code::RaggedRow].as_slice()));
            } else {
                assert_eq!((read.outcome, read.codes.as_slice()), (Outcome::Usable, [Code::ShortRow].as_slice()));
                for (at, id) in items.iter().enumerate() {
                    let item = pack.find_item(id).unwrap().get();
                    let expected = if at + 1 < kept { full.states[item] } else { State::UNANSWERED };
                    assert_eq!(read.row.states[item], expected, "{kept} cells, {id}");
                }
            }
        }
        for (more, code) in [
            ("", None),
            (",", None),
            (", , \t,\"\"", None),
            (",,x", Some(Code::RaggedRow)),
            (",0", Some(Code::RaggedRow)),
        ] {
            let text = format!("{}\n{}{more}\n", header.join(","), whole.join(","));
            let read = read(&pack, &text).remove(0);
            assert_eq!(read.codes, code.into_iter().collect::<Vec<_>>(), "{more:?}");
            assert!(code.is_some() || read.row == full);
        }
    }
}

#[test]
fn d11_notes_have_columns_and_reach_the_sheet() {
    let pack = director_pack();
    let text =
        "respondent,cybersecurity,note.cybersecurity,Note Data Analysis\nx,3,\"two\nlines, \"\"quoted\"\"\",=1+1\n";
    let sheet = read(&pack, text).remove(0).sheet.unwrap();
    let note = |id: &str| sheet.get(pack.find_item(id).unwrap()).and_then(|recorded| recorded.note.clone());
    assert_eq!(note("cybersecurity").as_deref(), Some("two\nlines, \"quoted\""));
    assert_eq!(note("data-analysis").as_deref(), Some("=1+1"));
    let place = Place::new();
    place.write("t.csv", text);
    let ran = place.run(&["score", "t.csv", "--partial", "--reports", "pages", "-q"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(place.read("pages/x.html").contains("lines, &#34;quoted&#34;"), "the note stands in the report");
    let long = format!("respondent,cybersecurity,note.cybersecurity\nx,3,{}\n", "n".repeat(5000));
    assert_eq!(read(&pack, &long)[0].codes, [Code::LongText]);
}

#[test]
fn d10_facts_are_read_in_any_letter_case_and_money_is_never_guessed() {
    let pack = director_pack();
    for field in FACTS {
        for word in field.words(&pack) {
            let table = |cell: &str| one(&pack, &format!("respondent,cybersecurity,{}\nx,3,{cell}\n", field.name()));
            let plain = table(word);
            assert_ne!(plain.background, table("").background, "{word}");
            for other in [word.to_uppercase(), word.replace('-', " "), full_width(word), format!(" {word} ")] {
                assert_eq!(table(&other), plain, "{other}");
            }
        }
    }
    let budget = |cell: &str| read(&pack, &format!("respondent;cybersecurity;budget\nx;3;{cell}\n")).remove(0);
    for cell in ["1000", "1000.0", "1000,0", "1e3", " 1000 ", "１０００"] {
        assert_eq!(budget(cell).row.background.budget, Some(1000), "{cell}");
    }
    for cell in ["1,000", "1.000", "1.5", "-5", "many"] {
        let read = budget(cell);
        assert_eq!((read.outcome, read.codes.as_slice()), (Outcome::Refused, [Code::OutOfRange].as_slice()), "{cell}");
    }
    assert!(render(&budget("1,000").problems[0]).contains("write the number without a comma or a point"));
}

/// Tables with everything that may stand above a header.
fn odd_tables(pack: &Pack) -> Vec<String> {
    let plain = three(pack, ";");
    vec![
        plain.clone(),
        format!("\u{feff}sep=;\r\n{}", plain.replace('\n', "\r\n")),
        format!("\"sep=;\"\n\n;;;\n{plain}"),
        format!("A title\n\"and a \"\"second\n\"\" line\"\n\n{plain}"),
        format!("sep=|\nTitle\n||\n{}", three(pack, "|")),
        plain.replace("respondent", "\"Respondent\n\""),
    ]
}

/// However few bytes have come: more are asked for until the header is whole, and then it is the same.
#[test]
fn d09_the_beginning_is_the_same_wherever_the_input_is_cut() {
    let pack = director_pack();
    let options = TableOptions::default();
    for text in odd_tables(&pack) {
        let text = text.as_bytes();
        let (taken, whole, warnings) =
            begin(&pack, text, false).unwrap_or_else(|problem| panic!("{}", render(&problem)));
        let said = |warnings: &[Diagnostic]| warnings.iter().map(render).collect::<String>();
        for cut in 0..text.len().min(taken + 40) {
            match InputFormat::Csv.begin(&pack, "t.csv", (&text[..cut], false), &options) {
                Ok(Beginning::More) => assert!(cut < taken, "{cut}"),
                Ok(Beginning::Found { taken: found, decoder, warnings: others }) => {
                    assert!(cut >= taken);
                    assert_eq!((found, decoder.framing(), decoder.header()), (taken, whole.framing(), whole.header()));
                    assert_eq!(said(&others), said(&warnings));
                }
                Err(problem) => panic!("{cut}: {}", render(&problem)),
            }
        }
    }
}

/// What the program does with odd tables is the same on one thread and on several, and through a pipe.
#[test]
fn d09_odd_tables_give_the_same_bytes_on_any_threads() {
    let pack = director_pack();
    let place = Place::new();
    for (at, text) in odd_tables(&pack).into_iter().enumerate() {
        let body = text.split_inclusive('\n').next_back().unwrap().repeat(4000);
        place.write("t.csv", &format!("{text}{body}   \nx;9\n"));
        let run = |threads| place.run(&["score", "t.csv", "--threads", threads]);
        let (first, second) = (run("1"), run("4"));
        assert_eq!((first.code, &first.stdout, &first.stderr), (second.code, &second.stdout, &second.stderr), "{at}");
        assert!(first.stderr.contains("scored 4003 of 4004"), "{}", first.stderr);
    }
}

/// The cases of public reports, written anew: each gives what the plain table gives.
#[test]
fn h06_tables_that_other_programs_write_score_as_the_plain_one() {
    let pack = director_pack();
    let place = Place::new();
    let plain = three(&pack, ",");
    let (header, body) = plain.split_at(plain.find('\n').unwrap() + 1);
    place.write("plain.csv", &plain);
    let expected = place.run(&["score", "plain.csv", "-q"]);
    assert_eq!(expected.code, 0);
    let trailing = body.replace(",3,1\n", ",3,1,\n");
    let cases = [
        ("rows of commas", format!("{plain}{}  \n", ",,,,,,,,,,,,,,,,,,,,,,,,,\n".repeat(3)), "SK319"),
        ("a mark and sep=;", format!("\u{feff}sep=;\n{}", three(&pack, ";")), ""),
        ("a quoted sep=,", format!("\"sep=,\"\n{plain}"), ""),
        ("blank lines above", format!("\n\n{plain}"), ""),
        ("an empty cell too many", format!("{header}{trailing}"), ""),
        ("the header again", format!("{header}{}", body.replace("c,", &format!("\u{feff}{header}c,"))), "SK320"),
        ("full-width digits", plain.replace(",3", ",３"), ""),
        ("a title", format!("Students,,\n{plain}"), "SK322"),
    ];
    for (what, text, code) in cases {
        place.write("t.csv", &text);
        let ran = place.run(&["score", "t.csv"]);
        assert_eq!((ran.code, &ran.stdout), (0, &expected.stdout), "{what}: {}", ran.stderr);
        assert!(ran.stderr.contains(code) && ran.stderr.ends_with("scored 3 of 3\n"), "{what}: {}", ran.stderr);
        assert_eq!(code.is_empty(), !ran.stderr.contains("warning"), "{what}: {}", ran.stderr);
    }
    let short = plain.replace(",NA\n", "\n");
    place.write("t.csv", &short);
    let ran = place.run(&["score", "t.csv"]);
    assert!(ran.code == 0 && ran.stderr.contains("warning[SK321]"), "{}", ran.stderr);
}

/// Cells of one byte are looked up in a list of their own: it says what every other format says.
#[test]
fn d10_cells_of_one_byte_mean_what_they_mean_everywhere() {
    let mut files = small_files(&[CompetencySpec::new(3, 1)]);
    let lettered = small_files(&[CompetencySpec::new(3, 1)]).questionnaire.text.replace("label: option ", "label: A");
    files.questionnaire.text = lettered.replace("label: A3", "label: z");
    for pack in [director_pack(), pack::parse(&files).0.unwrap()] {
        let item = pack.form(pack.default_form()).items[0];
        let id = &pack.item(item).id;
        let letters = (0..128_u8).filter(|letter| !b"\n\r,\"".contains(letter)).map(char::from);
        for letter in letters {
            let read = read(&pack, &format!("respondent,{id},group\nx,{letter},g\n")).remove(0);
            let state = (read.outcome == Outcome::Usable).then(|| read.row.states[item.get()]);
            assert_eq!(state, state_of(&pack, item, &letter.to_string()), "{letter:?}");
        }
    }
}
