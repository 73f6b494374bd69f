//! Scoring many takes no memory for a row: neither counted in a thread nor seen from outside.

#[path = "it/harness/mod.rs"]
mod harness;

use std::alloc::System;
use std::fmt::Write as _;
use std::sync::Mutex;

use skillgap::answers::{Chunk, InputFormat, Texts};
use skillgap::batch::{Batch, ChunkResult, MoreColumns, OutputFormat};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations are counted for the whole process, so the tests run one after the other.
static ALONE: Mutex<()> = Mutex::new(());

/// A header and rows, every tenth in quotes, every seventh with something missing.
fn table(rows: usize) -> String {
    let header = "respondent,role,data-analysis,problem-solving,strategic-planning,team-leadership\n";
    (0..rows).fold(header.to_owned(), |mut text, at| {
        let respondent = if at % 10 == 0 { format!("\"s, {at}\"") } else { format!("s-{at}") };
        let role = if at % 3 == 0 { "health-it-analyst" } else { "" };
        let skill = if at % 7 == 0 { "?".to_owned() } else { (at % 6).to_string() };
        let _ = writeln!(text, "{respondent},{role},{skill},{},NA,{}", at % 5, at % 6);
        text
    })
}

/// JSON lines as programs write them.
fn lines(rows: usize) -> String {
    (0..rows).fold(String::new(), |mut text, at| {
        let _ = writeln!(
            text,
            "{{\"format\":1,\"pack\":{{\"id\":\"clinical-informatics-director\"}},\"form\":\"short\",\"respondent\":{{\"id\":\"s-{at}\"}},\
             \"background\":{{\"education\":\"bachelor\",\"region\":\"us\"}},\"finished\":\"2026-11-23T09:09:00Z\",\
             \"answers\":[{{\"item\":\"data-analysis\",\"rating\":{},\"note\":\"a thesis\",\"seconds\":9}},{{\"item\":\"cybersecurity\",\"state\":\"unsure\"}}]}}",
            at % 6
        );
        text
    })
}

/// How often memory is asked for while so many rows are scored by what has scored before.
#[test]
fn nothing_is_allocated_for_a_row() {
    let _alone = ALONE.lock().unwrap();
    let pack = harness::director_pack();
    for format in [OutputFormat::Csv, OutputFormat::Ndjson, OutputFormat::Long, OutputFormat::Xlsx] {
        let batch = Batch::new(&pack, (format, MoreColumns::default()), None, Texts::Ignored);
        let mut scratch = batch.scratch();
        let mut result = ChunkResult::default();
        for plain in [true, false] {
            let text = if plain { table(2000).replace('"', "").replace("s, ", "s-") } else { table(2000) };
            let header = text.find('\n').unwrap() + 1;
            let csv = harness::decoder(InputFormat::Csv, &pack, &text[..header]);
            let mut count = |rows: &str| {
                result.clear();
                let region = Region::new(COUNTED);
                let chunk = Chunk { file: "t.csv", text: rows.as_bytes() };
                batch.score(&*csv, chunk, &mut scratch, &mut result);
                let stats = region.change();
                assert_eq!(result.refused, 0);
                stats.allocations + stats.reallocations
            };
            let rows = &text[header..];
            count(rows);
            let few = count(&rows[..=rows.match_indices('\n').nth(99).unwrap().0]);
            assert_eq!(count(rows), few, "as often for 2000 rows as for 100: {format:?}, plain: {plain}");
            assert!(few < 10, "{few}");
        }
        let text = lines(1000);
        let ndjson = harness::decoder(InputFormat::Ndjson, &pack, "");
        let mut count = |text: &str| {
            result.clear();
            let region = Region::new(COUNTED);
            batch.score(&*ndjson, Chunk { file: "l", text: text.as_bytes() }, &mut scratch, &mut result);
            let stats = region.change();
            assert_eq!(result.refused, 0);
            stats.allocations + stats.reallocations
        };
        count(&text);
        assert_eq!(count(&text), 0, "{format:?}");
    }
}

/// The peak of the whole program, for a table of ten times as many rows.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_rows() {
    let _alone = ALONE.lock().unwrap();
    let place = harness::Place::new();
    let peak = |rows: usize| {
        place.write("t.csv", &table(rows));
        let mut command = place.command(&["score", "--partial", "t.csv", "-q", "--threads", "2"]);
        let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut output = child.stdout.take().unwrap();
        let (mut peak, mut buffer) = (0_u64, vec![0; 1 << 16]);
        while std::io::Read::read(&mut output, &mut buffer).unwrap() > 0 {
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
            peak = peak.max(kib.unwrap_or(0));
        }
        assert!(child.wait().unwrap().success());
        peak
    };
    // A machine under load can hold a peak up once; growth with the rows would be seen each time.
    let peaks: Vec<(u64, u64)> = (0..3).map(|_| (peak(20_000), peak(200_000))).collect();
    let is_bounded = |(few, many): &(u64, u64)| *few > 1000 && *many < 96 * 1024 && *many < few + few / 4 + 4096;
    assert!(peaks.iter().any(is_bounded), "KiB for 20000 and 200000 rows: {peaks:?}");
}
