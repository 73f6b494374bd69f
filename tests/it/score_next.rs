//! `skillgap score --next` and `--label`: the columns behind those that every output has.

use proptest::prelude::*;

use crate::harness::{Place, director_pack};
use skillgap::answers::{Answer, AnswerSheet, Respondent, Texts};
use skillgap::assess::Assessment;
use skillgap::batch::{Batch, ChunkResult, MoreColumns, OutputFormat};
use skillgap::exact::decimals;
use skillgap::gap::TOP_GAPS;
use skillgap::model::{CompetencyIx, Id, Pack, Post, RoleIx};

/// One line of a table: role, post, and a level for each competency of the short form.
fn row(pack: &Pack, at: usize, role: RoleIx, post: Option<RoleIx>, picks: &[u8]) -> String {
    let post = post.map(|post| pack.role(post).id.as_str()).unwrap_or_default();
    let cells = picks.iter().map(|pick| if *pick > 5 { String::new() } else { pick.to_string() });
    format!("s-{at},{},{post},Name {at},{}\n", pack.role(role).id, cells.collect::<Vec<_>>().join(","))
}

fn table(pack: &Pack, rows: &[String]) -> String {
    let items = &pack.form(pack.default_form()).items;
    let names: Vec<&str> = items.iter().map(|item| pack.item(*item).id.as_str()).collect();
    format!("respondent,role,post,label,{}\n{}", names.join(","), rows.concat())
}

/// What an assessment of the same answers gives, as the four cells.
fn expected(pack: &Pack, role: RoleIx, post: Option<RoleIx>, picks: &[u8]) -> String {
    let mut sheet = AnswerSheet::new(pack, pack.default_form(), Respondent::default());
    sheet.role = role;
    sheet.background.post = post.map(Post::Role);
    for (item, pick) in pack.form(pack.default_form()).items.iter().zip(picks) {
        if *pick <= 5 {
            sheet.set(*item, Answer::Rated(i64::from(*pick)), None);
        }
    }
    let assessment = Assessment::new(pack, &sheet);
    let Some(next) = assessment.next_role(role) else { return ",,,".to_owned() };
    let analysis = assessment.against(next);
    let ids =
        |list: &[CompetencyIx]| list.iter().map(|at| pack.competency(*at).id.as_str()).collect::<Vec<_>>().join(";");
    let readiness = analysis.readiness.map(|share| decimals(share, 4)).unwrap_or_default();
    let gaps = analysis.priorities();
    format!(
        "{},{readiness},{},{}",
        pack.role(next).id,
        ids(&analysis.unmet_musts),
        ids(&gaps[..gaps.len().min(TOP_GAPS)])
    )
}

fn people() -> impl Strategy<Value = Vec<(usize, Option<usize>, Vec<u8>, u8)>> {
    let picks = prop::collection::vec(0..=6_u8, 25);
    prop::collection::vec((0..6_usize, prop::option::of(0..6_usize), picks, 0..4_u8), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The columns on the next role are what an assessment of that person gives; the columns before them stay.
    #[test]
    fn b20_d09_the_next_columns_are_those_of_an_assessment(people in people()) {
        let pack = director_pack();
        // Many answers high and alike too, so that every rung is met.
        let people: Vec<_> = people.into_iter().map(|(role, post, mut picks, lift)| {
            for pick in picks.iter_mut().filter(|pick| **pick <= 5) { *pick = (*pick + lift).min(5); }
            (RoleIx::new(role), post.map(RoleIx::new), picks)
        }).collect();
        let rows: Vec<String> =
            people.iter().enumerate().map(|(at, (role, post, picks))| row(&pack, at, *role, *post, picks)).collect();
        let text = table(&pack, &rows);
        let scored = |more| scored(&pack, &text, more);
        let plain = scored(MoreColumns::default());
        let next = scored(MoreColumns { next: true, label: true });
        for (at, (before, line)) in plain.lines().zip(next.lines()).enumerate() {
            let (role, post, picks) = &people[at];
            let cells = expected(&pack, *role, *post, picks);
            prop_assert_eq!(line, format!("{before},{cells},Name {at}"));
        }
        prop_assert_eq!(plain.lines().count(), next.lines().count());
    }
}

fn scored(pack: &Pack, text: &str, more: MoreColumns) -> String {
    use skillgap::answers::{Chunk, InputFormat};
    let header = text.find('\n').unwrap() + 1;
    let (csv, _) = InputFormat::Csv.decoder(pack, "t.csv", &text.as_bytes()[..header]).unwrap();
    let batch = Batch::new(pack, OutputFormat::Csv, None, Texts::Ignored).with(more);
    let mut result = ChunkResult::default();
    let chunk = Chunk { file: "t.csv", text: &text.as_bytes()[header..] };
    batch.score(&*csv, chunk, &mut batch.scratch(), &mut result);
    assert_eq!(result.refused, 0);
    String::from_utf8(result.output).unwrap()
}

#[test]
fn b20_d06_next_and_label_are_the_last_columns_on_any_number_of_threads() {
    let (place, pack) = (Place::new(), director_pack());
    let rows: Vec<String> = (0..3000_usize)
        .map(|at| {
            let picks: Vec<u8> =
                (0..25).map(|item| u8::try_from((at * 7 + item * at % 5 + item) % 7).unwrap()).collect();
            row(&pack, at, RoleIx::new(at % 6), None, &picks)
        })
        .collect();
    place.write("t.csv", &table(&pack, &rows));
    let run = |args: &[&str]| {
        let ran = place.run(&[&["score", "t.csv", "-q"], args].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let plain = run(&[]);
    let all = run(&["--next", "--label", "--threads", "1"]);
    assert_eq!(all, run(&["--label", "--next", "--threads", "5"]));
    let header = plain.lines().next().unwrap();
    let next = format!("{header},next_role,next_readiness,next_unmet_must,next_gaps");
    assert_eq!(all.lines().next().unwrap(), format!("{next},label"));
    assert_eq!(run(&["--next"]).lines().next().unwrap(), next);
    assert_eq!(run(&["--label"]).lines().next().unwrap(), format!("{header},label"));
    for (short, long) in plain.lines().zip(all.lines()) {
        assert!(long.starts_with(&format!("{short},")), "{long}");
    }
}

#[test]
fn c10_a_label_is_text_in_every_output_and_the_schema_knows_the_columns() {
    let place = Place::new();
    place.write("t.csv", "respondent,label,data-analysis\na,=1+1,3\nb,\"x,\"\"y\"\"\",3\nc,,3\n");
    let csv = place.run(&["score", "t.csv", "--label", "-q"]).stdout;
    let last: Vec<&str> = csv.lines().collect();
    assert!(last[1].ends_with(",'=1+1"), "{}", last[1]);
    assert!(last[2].ends_with(",\"x,\"\"y\"\"\""), "{}", last[2]);
    assert!(last[3].ends_with(','), "{}", last[3]);
    for options in [&["--next", "--label"][..], &["--next"], &["--label"], &[]] {
        let schema = place.run(&[&["score", "--schema"], options].concat()).stdout;
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let lines = place.run(&[&["score", "t.csv", "-q", "--format", "ndjson"], options].concat()).stdout;
        let header = place.run(&[&["score", "t.csv", "-q"], options].concat()).stdout;
        assert_eq!(lines.lines().count(), 3);
        for line in lines.lines() {
            let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(validator.is_valid(&value), "{line}");
            let names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
            assert_eq!(names.join(","), header.lines().next().unwrap());
            if let Some(last) = options.last() {
                let name = if *last == "--label" { "label" } else { "next_gaps" };
                value.as_object_mut().unwrap().remove(name);
                assert!(!validator.is_valid(&value), "{name} is required");
            }
        }
    }
    let labels = place.run(&["score", "t.csv", "-q", "--format", "ndjson", "--label"]).stdout;
    assert!(labels.contains(r#","label":"=1+1"}"#) && labels.contains(r#","label":""}"#), "{labels}");
}
