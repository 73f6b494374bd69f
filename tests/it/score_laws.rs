//! Scoring many says what scoring one says, to the last digit, whatever the answers, the form and the role; however the
//! input is cut, however many threads score it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Stdio;

use crate::harness::{CompetencySpec, ItemSpec, PLAIN, Place, director_pack, rated, small_files, small_pack};
use proptest::prelude::*;
use skillgap::answers::{
    Answer, AnswerSheet, Boundary, Chunk, InputFormat, ReadOptions, Respondent, Row, State, Texts, parse_line,
};
use skillgap::batch::{Batch, ChunkResult, Figures, MoreColumns, OutputFormat, Scorer};
use skillgap::exact::{Exact, decimals};
use skillgap::gap::TOP_GAPS;
use skillgap::gap::analyse;
use skillgap::model::{FormIx, Id, ItemIx, Pack, RoleIx};
use skillgap::pack;
use skillgap::score::score;

/// The results of one sheet the exact way, as texts, worked out here and not by the code under test.
fn expected(pack: &Pack, sheet: &AnswerSheet) -> Vec<String> {
    let card = score(pack, sheet);
    let analysis = analyse(pack, &card, sheet.role);
    let number = |value: Option<Exact>| value.map_or_else(String::new, |value| decimals(value, 4));
    let ids = |list: &mut dyn Iterator<Item = skillgap::model::CompetencyIx>| {
        list.map(|at| pack.competency(at).id.to_string()).collect::<Vec<_>>().join(";")
    };
    let mut cells = vec![card.rated.to_string(), card.items.to_string(), number(Some(card.coverage))];
    cells.push(number(analysis.readiness));
    cells.push(number(Some(analysis.bounds.0)));
    cells.push(number(Some(analysis.bounds.1)));
    cells.extend(analysis.domains(pack).iter().map(|domain| number(domain.level)));
    cells.extend(card.competencies.iter().map(|competency| number(competency.level)));
    cells.push(ids(&mut analysis.unmet_musts.iter().copied()));
    cells.push(ids(&mut analysis.priorities().into_iter().take(TOP_GAPS)));
    cells
}

/// The cells of `figures` in the same order.
fn cells(pack: &Pack, figures: &Figures) -> Vec<String> {
    let text = |number: &skillgap::batch::Decimal| String::from_utf8(number.as_bytes().to_vec()).unwrap();
    let ids = |list: &[skillgap::model::CompetencyIx]| {
        list.iter().map(|at| pack.competency(*at).id.to_string()).collect::<Vec<_>>().join(";")
    };
    let mut cells = vec![figures.answered.to_string(), figures.items.to_string()];
    cells.extend([&figures.coverage, &figures.readiness, &figures.low, &figures.high].map(text));
    cells.extend(figures.domains.iter().chain(&figures.levels).map(text));
    cells.extend([ids(&figures.unmet_must), ids(&figures.top_gaps)]);
    cells
}

fn sheet_of(pack: &Pack, form: FormIx, role: RoleIx, picks: &[u16]) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(pack, form, Respondent { id: "s-1".to_owned(), label: None });
    sheet.role = role;
    for (at, pick) in picks.iter().enumerate().take(pack.items().len()) {
        let item = ItemIx::new(at);
        if !pack.form(form).items.contains(&item) {
            continue;
        }
        // Three in ten without a rating, as far as that goes.
        let answer = match pick % 20 {
            0 | 1 => Some(Answer::Unsure),
            2 | 3 => Some(Answer::NotApplicable(None)),
            4 => Some(Answer::Skipped),
            5 => None,
            rest => {
                Some(Answer::Rated(pack.option_value(item, usize::from(pick / 20 + rest) % pack.option_count(item))))
            }
        };
        if let Some(answer) = answer {
            sheet.set(item, answer, None);
        }
    }
    sheet
}

fn same_both_ways(pack: &Pack, sheet: &AnswerSheet) -> Result<(), TestCaseError> {
    let scorer = Scorer::new(pack, sheet.form, sheet.role);
    let (mut row, mut figures) = (Row::new(pack), Figures::new());
    row.set(pack, sheet);
    scorer.score(&row, &mut figures);
    prop_assert_eq!(cells(pack, &figures), expected(pack, sheet));
    Ok(())
}

fn item() -> impl Strategy<Value = ItemSpec> {
    (0..3_i64, 1..6_i64, any::<bool>(), 1..5_u32).prop_map(|(min, span, reverse, weight)| ItemSpec {
        min,
        max: min + span,
        reverse,
        weight,
    })
}

fn competency() -> impl Strategy<Value = CompetencySpec> {
    (prop::collection::vec(item(), 1..4), 0..6_i64, 0..10_i64, any::<bool>())
        .prop_map(|(items, target, importance, must)| CompetencySpec { items, target, importance, must })
}

fn small() -> impl Strategy<Value = Vec<CompetencySpec>> {
    let first = CompetencySpec { items: vec![PLAIN], target: 4, importance: 3, must: false };
    prop::collection::vec(competency(), 0..7).prop_map(move |mut all| {
        all.push(first.clone());
        all
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// All columns of packs with any scales, keyings, weights, targets and importances.
    #[test]
    fn any_pack_is_scored_the_same_from_tables((spec, picks) in (small(), prop::collection::vec(any::<u16>(), 30))) {
        let pack = small_pack(&spec);
        same_both_ways(&pack, &sheet_of(&pack, pack.default_form(), pack.default_role(), &picks))?;
    }
}

#[test]
fn both_forms_and_all_roles_of_the_shipped_packs_are_scored_the_same_from_tables() {
    use rand_like::Numbers;
    let mut numbers = Numbers(7);
    for embedded in pack::EMBEDDED {
        let pack = pack::parse(&embedded.files()).0.unwrap();
        for form in (0..pack.forms().len()).map(FormIx::new) {
            for role in pack.role_indices() {
                let scorer = Scorer::new(&pack, form, role);
                assert!(scorer.is_tabulated(), "{}", embedded.id);
                let (mut row, mut figures) = (Row::new(&pack), Figures::new());
                for _ in 0..60 {
                    let picks: Vec<u16> = (0..pack.items().len()).map(|_| numbers.next()).collect();
                    let sheet = sheet_of(&pack, form, role, &picks);
                    row.set(&pack, &sheet);
                    scorer.score(&row, &mut figures);
                    assert_eq!(cells(&pack, &figures), expected(&pack, &sheet));
                }
            }
        }
    }
}

/// Numbers that look random and are the same on every run.
mod rand_like {
    pub(crate) struct Numbers(pub(crate) u64);

    impl Numbers {
        pub(crate) fn next(&mut self) -> u16 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 48) as u16
        }
    }
}

/// A competency with too many items for tables takes the exact way and says the same.
#[test]
fn a_form_too_large_for_tables_is_scored_the_exact_way() {
    let large = CompetencySpec { items: vec![PLAIN; 30], ..CompetencySpec::new(4, 5) };
    let pack = small_pack(&[large, CompetencySpec::new(3, 2)]);
    let scorer = Scorer::new(&pack, pack.default_form(), pack.default_role());
    assert!(!scorer.is_tabulated());
    let sheet = sheet_of(&pack, pack.default_form(), pack.default_role(), &[6, 33, 47, 59, 91, 66, 13, 19].repeat(4));
    let (mut row, mut figures) = (Row::new(&pack), Figures::new());
    row.set(&pack, &sheet);
    scorer.score(&row, &mut figures);
    assert_eq!(cells(&pack, &figures), expected(&pack, &sheet));
    assert_ne!(figures.levels[0].as_bytes(), b"");
}

/// An item of weight 0 lets a competency apply that has no weight to show: it too takes the exact way.
#[test]
fn items_without_weight_are_scored_the_exact_way() {
    let items = vec![ItemSpec { weight: 0, ..PLAIN }, PLAIN];
    let pack = small_pack(&[CompetencySpec { items, ..CompetencySpec::new(4, 30) }, CompetencySpec::new(4, 70)]);
    for answers in [
        vec![Some(Answer::Rated(3)), Some(Answer::NotApplicable(None)), Some(Answer::Rated(2))],
        vec![Some(Answer::Rated(3)), Some(Answer::Rated(4)), Some(Answer::Rated(2))],
    ] {
        let sheet = crate::harness::sheet(&pack, &answers);
        let scorer = Scorer::new(&pack, sheet.form, sheet.role);
        let (mut row, mut figures) = (Row::new(&pack), Figures::new());
        row.set(&pack, &sheet);
        scorer.score(&row, &mut figures);
        assert_eq!(cells(&pack, &figures), expected(&pack, &sheet));
    }
}

/// The values that the scoring rules work out by hand.
#[test]
fn the_hand_worked_values_come_out_of_the_tables() {
    let figures = |pack: &Pack, answers: &[Option<Answer>]| {
        let sheet = crate::harness::sheet(pack, answers);
        let scorer = Scorer::new(pack, sheet.form, sheet.role);
        assert!(scorer.is_tabulated());
        let (mut row, mut figures) = (Row::new(pack), Figures::new());
        row.set(pack, &sheet);
        scorer.score(&row, &mut figures);
        figures
    };
    let pack = small_pack(&[(5, 4), (4, 3), (4, 2), (3, 1)].map(|(t, w)| CompetencySpec::new(t, w)));
    let profile = figures(&pack, &rated(&[3, 4, 2, 5]));
    assert_eq!(profile.readiness.as_bytes(), b"0.7209");
    assert_eq!((profile.low, profile.high), (profile.readiness, profile.readiness));

    let pack = small_pack(&[CompetencySpec { items: vec![PLAIN; 3], ..CompetencySpec::new(4, 1) }]);
    let partly = figures(&pack, &[Some(Answer::Rated(2)), Some(Answer::Rated(3)), Some(Answer::Unsure)]);
    assert_eq!(partly.levels[0].as_bytes(), b"2.5000");
    assert_eq!(partly.coverage.as_bytes(), b"0.6667");
    // The bounds of the level are 5/3 and 10/3, so those of readiness for a target of 4 are 5/12 and 10/12.
    assert_eq!((partly.low.as_bytes(), partly.high.as_bytes()), (&b"0.4167"[..], &b"0.8333"[..]));

    let item = ItemSpec { min: 1, max: 6, reverse: true, weight: 1 };
    let pack = small_pack(&[CompetencySpec { items: vec![item], ..CompetencySpec::new(4, 1) }]);
    assert_eq!(figures(&pack, &rated(&[2])).levels[0].as_bytes(), b"4.0000");

    let nothing = figures(&pack, &[None]);
    assert!(nothing.levels[0].is_none() && nothing.readiness.is_none() && nothing.coverage.as_bytes() == b"0.0000");
    assert_eq!((nothing.low.as_bytes(), nothing.high.as_bytes()), (&b"0.0000"[..], &b"1.0000"[..]));
    assert_eq!(figures(&pack, &[Some(Answer::NotApplicable(None))]), nothing);
}

/// A table row for each sheet; ratings, `NA`, `?` and empty cells.
fn table(pack: &Pack, sheets: &[AnswerSheet]) -> String {
    let items: Vec<ItemIx> = (0..pack.items().len()).map(ItemIx::new).collect();
    let names: Vec<&str> = items.iter().map(|item| pack.item(*item).id.as_str()).collect();
    let mut text = format!("form,respondent,role,{}\n", names.join(","));
    for (at, sheet) in sheets.iter().enumerate() {
        let _ = write!(text, "{},s-{at},{}", pack.form(sheet.form).id, pack.role(sheet.role).id);
        for item in &items {
            let cell = match sheet.answer(*item) {
                Some(Answer::Rated(value)) => value.to_string(),
                Some(Answer::NotApplicable(_)) => "NA".to_owned(),
                Some(Answer::Unsure) => "?".to_owned(),
                Some(Answer::Skipped) | None => String::new(),
            };
            let _ = write!(text, ",{cell}");
        }
        text.push('\n');
    }
    text
}

/// The lines of the output, scored from one chunk for each part that the cutting gives.
fn scored_in_parts(pack: &Pack, text: &str, size: usize) -> String {
    let header = text.find('\n').unwrap() + 1;
    let csv = crate::harness::decoder(InputFormat::Csv, pack, &text[..header]);
    let batch = Batch::new(pack, (OutputFormat::Csv, MoreColumns::default()), None, Texts::Ignored);
    let mut scratch = batch.scratch();
    let mut scored = ChunkResult::default();
    let mut rest = &text.as_bytes()[header..];
    while !rest.is_empty() {
        let mut end = size.min(rest.len());
        let part = loop {
            match csv.framing().last_boundary(&rest[..end], end == rest.len()) {
                Boundary::At(end) => break end,
                _ => end = (end + size).min(rest.len()),
            }
        };
        batch.score(&*csv, Chunk { file: "t.csv", text: &rest[..part] }, &mut scratch, &mut scored);
        rest = &rest[part..];
    }
    assert_eq!(scored.refused, 0);
    String::from_utf8(scored.output).unwrap()
}

/// Sheets of all forms and roles.
fn mixed_sheets(pack: &Pack, count: usize, seed: u64) -> Vec<AnswerSheet> {
    let mut numbers = rand_like::Numbers(seed);
    let sheets = (0..count).map(|_| {
        let form = FormIx::new(usize::from(numbers.next()) % pack.forms().len());
        let role = RoleIx::new(usize::from(numbers.next()) % pack.roles().len());
        let picks: Vec<u16> = (0..pack.items().len()).map(|_| numbers.next()).collect();
        sheet_of(pack, form, role, &picks)
    });
    sheets.collect()
}

/// The rows of a table in another order.
fn in_order(table: &str, order: &[usize]) -> String {
    let (header, rows) = table.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    order.iter().fold(format!("{header}\n"), |text, at| text + rows[*at] + "\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Mixed forms and roles in one table: any cutting gives the same bytes, any order the same lines, and each line is
    /// what scoring that person alone gives.
    #[test]
    fn any_cutting_and_any_order_give_the_same_lines(
        seed in any::<u64>(),
        size in 1..4000_usize,
        order in Just((0..40).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let pack = director_pack();
        let sheets = mixed_sheets(&pack, 40, seed);
        let text = table(&pack, &sheets);
        let whole = scored_in_parts(&pack, &text, usize::MAX / 2);
        prop_assert_eq!(&scored_in_parts(&pack, &text, size), &whole);
        for (at, (line, sheet)) in whole.lines().zip(&sheets).enumerate() {
            let head = format!("s-{at},{},{}", pack.role(sheet.role).id, pack.form(sheet.form).id);
            prop_assert_eq!(line, format!("{head},{}", expected(&pack, sheet).join(",")));
        }
        let lines: Vec<&str> = whole.lines().collect();
        let expected: Vec<&str> = order.iter().map(|at| lines[*at]).collect();
        let shuffled = scored_in_parts(&pack, &in_order(&text, &order), size);
        prop_assert_eq!(shuffled.lines().collect::<Vec<_>>(), expected);
    }

    /// The program itself: whatever the order of the rows, however they come out of a pipe, on any number of threads.
    #[test]
    fn d06_any_order_any_pieces_and_any_threads_give_the_same_lines(
        seed in any::<u64>(),
        threads in 1..=8_usize,
        order in Just((0..300).collect::<Vec<usize>>()).prop_shuffle(),
        sizes in prop::collection::vec(1..9000_usize, 1..20),
    ) {
        let pack = director_pack();
        let text = table(&pack, &mixed_sheets(&pack, 300, seed));
        let whole = scored_in_parts(&pack, &text, usize::MAX / 2);
        let lines: Vec<&str> = whole.lines().collect();
        let expected: Vec<&str> = order.iter().map(|at| lines[*at]).collect();
        let place = Place::new();
        let mut child = place
            .command(&["score", "-", "-q", "--no-header", "--threads", &threads.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (shuffled, mut input) = (in_order(&text, &order), child.stdin.take().unwrap());
        let writing = std::thread::spawn(move || {
            let (mut rest, mut sizes) = (shuffled.as_bytes(), sizes.iter().cycle());
            while !rest.is_empty() {
                let (piece, after) = rest.split_at(rest.len().min(*sizes.next().unwrap()));
                input.write_all(piece).unwrap();
                rest = after;
            }
        });
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap();
        prop_assert!(output.status.success());
        let found = String::from_utf8(output.stdout).unwrap();
        prop_assert_eq!(found.lines().collect::<Vec<_>>(), expected);
    }

    /// The quick way to read a line of JSON takes only what the careful way takes, and reads the same.
    #[test]
    fn json_lines_are_read_alike_both_ways(seed in any::<u64>(), at in any::<prop::sample::Index>(), with in "[ -~]") {
        let pack = director_pack();
        let mut numbers = rand_like::Numbers(seed);
        let picks: Vec<u16> = (0..pack.items().len()).map(|_| numbers.next()).collect();
        let form = FormIx::new(usize::from(numbers.next()) % pack.forms().len());
        let sheet = sheet_of(&pack, form, pack.default_role(), &picks);
        let value: serde_json::Value = serde_yaml::from_str(&skillgap::answers::to_yaml(&sheet, &pack)).unwrap();
        let whole = value.to_string();
        let mut broken = whole.clone();
        let at = at.index(broken.len());
        broken.replace_range(at..=at, &with);
        for line in [whole, broken] {
            let batch = |texts| {
                let batch = Batch::new(&pack, (OutputFormat::Csv, MoreColumns::default()), None, texts);
                let mut scored = ChunkResult::default();
                let ndjson = crate::harness::decoder(InputFormat::Ndjson, &pack, "");
                let chunk = Chunk { file: "l.ndjson", text: line.as_bytes() };
                batch.score(&*ndjson, chunk, &mut batch.scratch(), &mut scored);
                (scored.output, scored.refused)
            };
            // With texts every line is read the careful way.
            prop_assert_eq!(batch(Texts::Ignored), batch(Texts::Needed), "{}", line);
            let (careful, _) = parse_line("l.ndjson", 1, line.as_bytes(), &pack, ReadOptions::default());
            prop_assert_eq!(careful.is_some(), batch(Texts::Ignored).1 == 0);
        }
    }
}

/// The program itself, on one thread and on several: the same bytes, and in the order of the input.
#[test]
fn d06_any_number_of_threads_gives_the_same_bytes() {
    let pack = director_pack();
    let mut numbers = rand_like::Numbers(3);
    let sheets: Vec<AnswerSheet> = (0..3000)
        .map(|_| {
            let picks: Vec<u16> = (0..pack.items().len()).map(|_| numbers.next()).collect();
            sheet_of(&pack, FormIx::new(usize::from(numbers.next()) % 2), pack.default_role(), &picks)
        })
        .collect();
    let place = Place::new();
    place.write("all.csv", &table(&pack, &sheets));
    let one = place.run(&["score", "all.csv", "--threads", "1"]);
    assert_eq!(one.code, 0, "{}", one.stderr);
    assert!(one.stdout.lines().skip(1).enumerate().all(|(at, line)| line.starts_with(&format!("s-{at},"))));
    assert_eq!(one.stdout.lines().count(), 3001);
    for threads in ["2", "3", "4", "5", "6", "7", "8"] {
        assert_eq!(place.run(&["score", "all.csv", "--threads", threads]).stdout, one.stdout, "{threads}");
    }
}

/// A state and an answer are the same thing.
#[test]
fn states_and_answers_go_both_ways() {
    let pack = pack::parse(&small_files(&[CompetencySpec::new(4, 1)])).0.unwrap();
    let item = ItemIx::new(0);
    for state in State::all(pack.option_count(item)) {
        let back = State::of(&pack, item, state.answer(&pack, item).as_ref());
        assert_eq!(back, state);
    }
}
