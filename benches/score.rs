//! How long the parts of scoring take: decoding a row, scoring it, writing its results, rendering its report.
//!
//! `cargo bench`. For whole runs beside another program see `compare.py`.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput};
use skillgap::answers::{Beginning, Chunk, Decoder, InputFormat, Outcome, ReadOptions, Row, TableOptions, Texts};
use skillgap::assess::Assessment;
use skillgap::batch::{Batch, ChunkResult, Figures, More, MoreColumns, Output, OutputFormat, Scorer};
use skillgap::model::{FormIx, Id, Pack};
use skillgap::{pack, report};

const ROWS_ONLY: ReadOptions = ReadOptions { role: None, texts: Texts::Ignored };

const ROWS: usize = 1000;

fn director() -> Pack {
    pack::parse(&pack::EMBEDDED[0].files()).0.expect("the embedded pack is correct")
}

/// The decoder of the rows below this header.
fn layout(pack: &Pack, header: &str) -> Box<dyn Decoder> {
    match InputFormat::Csv.begin(pack, "t.csv", (header.as_bytes(), true), &TableOptions::default()) {
        Ok(Beginning::Found { decoder, .. }) => decoder,
        other => panic!("the header is correct: {other:?}"),
    }
}

/// A table of one form, with ratings that look random and two empty cells in a hundred.
fn table(pack: &Pack, form: FormIx, quoted: bool) -> String {
    let items = &pack.form(form).items;
    let names: Vec<&str> = items.iter().map(|item| pack.item(*item).id.as_str()).collect();
    let mut text = format!("respondent,{}\n", names.join(","));
    let mut number = 1_u64;
    for row in 0..ROWS {
        let quote = if quoted { "\"" } else { "" };
        let _ = write!(text, "{quote}s-{row:08}{quote}");
        for item in items {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let draw = (number >> 40) as usize;
            match draw % 50 {
                0 => text.push(','),
                _ => {
                    let _ = write!(text, ",{}", pack.option_value(*item, draw / 50 % pack.option_count(*item)));
                }
            }
        }
        text.push('\n');
    }
    text
}

fn rows(c: &mut Criterion, pack: &Pack) {
    let mut group = c.benchmark_group("rows");
    group.throughput(Throughput::Elements(ROWS as u64));
    for (form, name) in ["short", "full"].map(|name| (pack.find_form(name).expect("the form is there"), name)) {
        for quoted in [false, true] {
            let text = table(pack, form, quoted);
            let header = text.find('\n').expect("there is a header") + 1;
            let layout = layout(pack, &text[..header]);
            let chunk = Chunk { file: "t.csv", text: &text.as_bytes()[header..] };
            let kind = if quoted { "with quotes" } else { "plain" };
            let mut row = Row::new(pack);
            group.bench_function(format!("decode {name}, {kind}"), |b| {
                b.iter(|| {
                    layout.decode(pack, ROWS_ONLY, chunk, &mut row, &mut |record, row, _| {
                        black_box(row);
                        assert_eq!(record.outcome, Outcome::Usable);
                    })
                });
            });
            let batch = Batch::new(pack, (OutputFormat::Csv, MoreColumns::default()), None, Texts::Ignored);
            let (mut scratch, mut scored) = (batch.scratch(), ChunkResult::default());
            group.bench_function(format!("decode, score and write {name}, {kind}"), |b| {
                b.iter(|| {
                    scored.clear();
                    batch.score(&*layout, chunk, &mut scratch, &mut scored);
                });
            });
        }
    }
    group.finish();
}

fn one(c: &mut Criterion, pack: &Pack) {
    let mut group = c.benchmark_group("one");
    for name in ["short", "full"] {
        let form = pack.find_form(name).expect("the form is there");
        let text = table(pack, form, false);
        let header = text.find('\n').expect("there is a header") + 1;
        let layout = layout(pack, &text[..header]);
        let mut row = Row::new(pack);
        let chunk = Chunk { file: "t.csv", text: &text.as_bytes()[header..] };
        layout.decode(pack, ROWS_ONLY, chunk, &mut row, &mut |_, _, _| {});
        let scorer = Scorer::new(pack, form, pack.default_role());
        let mut figures = Figures::new();
        group.bench_function(format!("score {name}"), |b| b.iter(|| scorer.score(black_box(&row), &mut figures)));
        let sheet = row.to_sheet(pack);
        group.bench_function(format!("score {name} the exact way"), |b| {
            b.iter(|| {
                let card = skillgap::score::score(pack, black_box(&sheet));
                skillgap::gap::analyse(pack, &card, pack.default_role())
            });
        });
        for (format, kind) in [(OutputFormat::Csv, "csv"), (OutputFormat::Ndjson, "ndjson")] {
            let output = Output::new(pack, format, MoreColumns::default());
            let mut out = Vec::new();
            group.bench_function(format!("write {name} as {kind}"), |b| {
                b.iter(|| {
                    out.clear();
                    let row = (form, pack.default_role());
                    output.push("s-00000001", row, black_box(&figures), More::default(), &mut out);
                });
            });
        }
        group.bench_function(format!("render the report of {name}"), |b| {
            b.iter(|| {
                report::html::student_page(&report::view::student_report(
                    &Assessment::new(pack, black_box(&sheet)),
                    "a benchmark",
                ))
            });
        });
        group.bench_function(format!("make the tables of {name}"), |b| {
            b.iter(|| Scorer::new(pack, form, pack.default_role()));
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let pack = director();
    rows(&mut criterion, &pack);
    one(&mut criterion, &pack);
    criterion.final_summary();
}
