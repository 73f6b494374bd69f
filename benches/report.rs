//! How long it takes to make a report: from answers to what it says, from what it says to a page, and both.
//!
//! `cargo bench --bench report`. Beside them, in the same run, the floor: to copy the bytes of the page.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use skillgap::answers::{Answer, AnswerSheet, Respondent};
use skillgap::assess::Assessment;
use skillgap::model::Pack;
use skillgap::pack::{self, EMBEDDED};
use skillgap::report::html::{advisor_page, student_page, student_page_into};
use skillgap::report::view::{Beside, Reporter, advisor_report, student_report};

/// Every question of a form rated, from low to high in turn.
fn sheet(pack: &Pack, form: &str) -> AnswerSheet {
    let form = pack.find_form(form).expect("the pack has it");
    let mut sheet = AnswerSheet::new(pack, form, Respondent { id: "s-0001".to_owned(), label: None });
    for (value, item) in (0..=5).cycle().zip(&pack.form(form).items) {
        sheet.set(*item, Answer::Rated(value), None);
    }
    sheet
}

fn reports(criterion: &mut Criterion) {
    let pack = pack::parse(&EMBEDDED[0].files()).0.expect("the embedded pack is correct");
    for form in ["short", "full"] {
        let sheet = sheet(&pack, form);
        let view = student_report(&Assessment::new(&pack, &sheet), "bench");
        let page = student_page(&view);
        let mut group = criterion.benchmark_group(form);
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function("answers to view", |b| {
            b.iter(|| student_report(&Assessment::new(&pack, black_box(&sheet)), "bench"));
        });
        group.bench_function("view to page", |b| b.iter(|| student_page(black_box(&view))));
        group.bench_function("answers to page", |b| {
            b.iter(|| student_page(&student_report(&Assessment::new(&pack, black_box(&sheet)), "bench")));
        });
        group.bench_function("answers to page, one of many alike", |b| {
            let (mut reporter, mut page) = (Reporter::new(&pack, "bench"), String::new());
            b.iter(|| student_page_into(&reporter.student(&Assessment::new(&pack, black_box(&sheet))), &mut page));
        });
        group.bench_function("answers to the advisor's page", |b| {
            b.iter(|| {
                advisor_page(&advisor_report(&Assessment::new(&pack, black_box(&sheet)), Beside::default(), "bench"))
            });
        });
        group.bench_function("copy the page", |b| b.iter(|| black_box(&page).clone()));
        group.finish();
    }
}

criterion_group!(benches, reports);
criterion_main!(benches);
