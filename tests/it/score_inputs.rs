//! `skillgap score` with many inputs of every format and condition: the run ends, and its outputs do not depend on the
//! number of threads.
//!
//! Each test uses far more inputs, records, headers and reports than the program keeps under way at once, and fails
//! instead of waiting for ever.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::harness::{Place, release_program};

const HEADER: &str = "respondent,data-analysis,problem-solving\n";

/// The outputs of a run.
#[derive(Debug, PartialEq)]
struct Outputs {
    code: i32,
    stdout: Vec<u8>,
    messages: String,
}

/// Runs the program with these bytes as standard input; fails when it takes longer than `limit`.
fn run_within(place: &Place, limit: Duration, args: &[String], input: &[u8]) -> Outputs {
    // Outside the folder of the inputs, and files rather than pipes, so that this test need not read while it waits.
    let own = Place::new();
    fs::write(own.path("in"), input).unwrap();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut child = place
        .command(&args)
        .stdin(Stdio::from(File::open(own.path("in")).unwrap()))
        .stdout(Stdio::from(File::create(own.path("out")).unwrap()))
        .stderr(Stdio::from(File::create(own.path("err")).unwrap()))
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > limit {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the run did not end within {limit:?}: {:?}", &args[..args.len().min(12)]);
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Outputs {
        code: status.code().unwrap_or(-1),
        stdout: fs::read(own.path("out")).unwrap(),
        messages: fs::read_to_string(own.path("err")).unwrap(),
    }
}

fn strings(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| (*arg).to_owned()).collect()
}

fn gz(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zst(text: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Uncompressed)
}

fn rows(input: usize, count: usize, note: &str) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "s-{input}-{at},{},{}{note}", (input + at) % 6, at % 5);
        text
    })
}

fn json_line(respondent: &str, pack: &str, rating: usize) -> String {
    format!(
        "{{\"format\":1,\"pack\":{{\"id\":\"{pack}\"}},\"respondent\":{{\"id\":\"{respondent}\"}},\
         \"answers\":[{{\"item\":\"data-analysis\",\"rating\":{rating}}}]}}\n"
    )
}

fn sheet(respondent: &str, rating: usize) -> String {
    format!(
        "format: 1\npack: {{id: clinical-informatics-director}}\nrespondent: {{id: {respondent}}}\n\
         answers:\n  - {{item: data-analysis, rating: {rating}}}\n"
    )
}

/// The name and the bytes of one input, with how many of its records are scored and refused. Every format, compressed and
/// not; empty, of a header alone, of one row, of many chunks; broken off, refused whole and in part.
fn input(at: usize) -> (String, Vec<u8>, usize, usize) {
    let own = "clinical-informatics-director";
    let table = |count| format!("{HEADER}{}", rows(at, count, ""));
    let lines = |count| (0..count).map(|line| json_line(&format!("s-{at}-{line}"), own, line % 6)).collect::<String>();
    let (ending, bytes, scored, refused) = match at % 20 {
        0 | 10 => ("csv", table(3).into_bytes(), 3, 0),
        1 | 11 => ("ndjson", lines(2).into_bytes(), 2, 0),
        2 | 12 => ("yaml", sheet(&format!("s-{at}"), at % 6).into_bytes(), 1, 0),
        3 => ("csv.gz", gz(table(2).as_bytes()), 2, 0),
        4 => ("csv.zst", zst(table(2).as_bytes()), 2, 0),
        5 => ("ndjson.gz", gz(lines(3).as_bytes()), 3, 0),
        6 => ("csv", Vec::new(), 0, 1),
        7 => ("csv", HEADER.as_bytes().to_vec(), 0, 0),
        8 => ("csv", table(1).into_bytes(), 1, 0),
        9 => ("ndjson", Vec::new(), 0, 0),
        13 => ("csv.gz", gz(table(50).as_bytes())[..30].to_vec(), 0, 1),
        14 => ("yaml", b"format: 1\npack: {id: another}\nrespondent: {id: a}\nanswers: []\n".to_vec(), 0, 1),
        15 => ("csv", b"name,data-analysis\na,1\n".to_vec(), 0, 1),
        16 => ("csv", format!("{HEADER}{}s-x,9,1\n", rows(at, 2, "")).into_bytes(), 2, 1),
        17 => ("ndjson", format!("{}{}", json_line("s-x", "another", 1), lines(1)).into_bytes(), 1, 1),
        18 => ("csv", format!("{HEADER}s-y,1,1\ns-x,\"2,1\n{}", rows(at, 1, "")).into_bytes(), 2, 1),
        // Several chunks of 64 KiB.
        _ if at % 40 == 19 => {
            let note = format!(",{}", "n".repeat(400));
            let text = format!("respondent,data-analysis,problem-solving,note\n{}", rows(at, 800, &note));
            ("csv", text.into_bytes(), 800, 0)
        }
        _ => return (format!("{at:05}-missing.csv"), Vec::new(), 0, 1),
    };
    (format!("{at:05}.{ending}"), bytes, scored, refused)
}

/// So many inputs in the folder, standard input among them; with their names, and what is said of them at the end.
fn inputs(place: &Place, count: usize) -> (Vec<String>, String) {
    let (mut names, mut all_scored, mut all_refused) = (Vec::new(), 0, 0);
    for at in 0..count {
        // A broken table may have rows before the damage: its numbers are not foreseen.
        let (name, bytes, scored, refused) = input(at);
        if !name.contains("missing") {
            fs::write(place.path(&name), bytes).unwrap();
        }
        names.push(name);
        (all_scored, all_refused) = (all_scored + scored, all_refused + refused);
        if at == count / 2 {
            names.push("-".to_owned());
            all_scored += 700;
        }
    }
    (names, format!("scored {all_scored} of {}", all_scored + all_refused))
}

/// All outputs of scoring these inputs on each number of threads: the same as on one.
fn same_on_any_threads(place: &Place, count: usize, threads: impl IntoIterator<Item = usize>, limit: Duration) {
    let (names, said) = inputs(place, count);
    let stdin = format!("{HEADER}{}", rows(count, 700, ""));
    let run = |threads: usize| {
        let out = Place::new();
        let rejects = out.path("rejects.csv").display().to_string();
        let threads = threads.to_string();
        let mut args = strings(&["score", "--partial", "-q", "--threads", &threads, "--rejects", &rejects]);
        args.extend(names.iter().cloned());
        let mut outputs = run_within(place, limit, &args, stdin.as_bytes());
        outputs.messages = outputs.messages.replace(&*out.folder.path().to_string_lossy(), "[out]");
        let files: Vec<(String, String)> =
            out.files().into_iter().map(|name| (name.clone(), out.read(&name))).collect();
        (outputs, files)
    };
    let one = run(1);
    assert_eq!(one.0.code, if one.0.messages.contains("attention") { 3 } else { 0 }, "{}", one.0.messages);
    assert!(count < 16 || one.0.messages.contains(&said), "{said}: {}", one.0.messages);
    assert!(count < 20 || one.1.len() == 2, "the rejects of tables and of JSON lines: {}", one.1.len());
    for threads in threads {
        let other = run(threads);
        assert_eq!(other.0.messages, one.0.messages, "{count} inputs on {threads} threads");
        assert!(other == one, "{count} inputs on {threads} threads");
    }
}

#[test]
fn d09_any_number_of_inputs_on_any_threads_gives_the_bytes_of_one_thread() {
    let limit = Duration::from_secs(120);
    same_on_any_threads(&Place::new(), 60, [2, 3, 8], limit);
    same_on_any_threads(&Place::new(), 300, [2], limit);
}

#[test]
#[ignore = "slow: every number of inputs up to 30 and ten thousand of them, on every number of threads"]
fn d09_up_to_ten_thousand_inputs_on_every_number_of_threads() {
    let limit = Duration::from_secs(1200);
    let place = || Place::with_program(release_program());
    for count in 1..=30 {
        same_on_any_threads(&place(), count, 2..=8, limit);
    }
    same_on_any_threads(&place(), 1000, 2..=8, limit);
    same_on_any_threads(&place(), 10_000, 2..=8, limit);
}

/// A file of rejects for each of two hundred headers, and a problem of each.
#[test]
fn d09_rejects_under_hundreds_of_headers_are_kept() {
    let (place, out) = (Place::new(), Place::new());
    let mut args =
        strings(&["score", "--partial", "-q", "--threads", "2", "--rejects", &out.path("r.csv").display().to_string()]);
    for at in 0..200 {
        place.write(&format!("{at:03}.csv"), &format!("respondent,x-{at},data-analysis\na,,9\n"));
        args.push(format!("{at:03}.csv"));
    }
    let outputs = run_within(&place, Duration::from_secs(60), &args, b"");
    assert_eq!(outputs.code, 1, "{}", outputs.messages);
    assert_eq!(out.files().len(), 200);
    assert_eq!(out.read("r-200.csv"), "respondent,x-199,data-analysis\na,,9\n");
}

/// A report from each of hundreds of inputs, on more threads than there are processors.
#[test]
fn d09_reports_from_hundreds_of_inputs_are_written() {
    let place = Place::new();
    let mut args = strings(&["score", "--partial", "-q", "--threads", "8", "--reports", "reports", "-o", "scores.csv"]);
    for at in 0..100 {
        place.write(&format!("{at:03}.csv"), &format!("{HEADER}s-{at},{},\n", at % 6));
        args.push(format!("{at:03}.csv"));
    }
    let outputs = run_within(&place, Duration::from_secs(120), &args, b"");
    assert_eq!((outputs.code, outputs.messages.as_str()), (0, ""));
    assert_eq!(fs::read_dir(place.path("reports")).unwrap().count(), 100 + 1, "with an index");
}

/// A failure to write ends the run while most of the inputs are still unread.
#[cfg(target_os = "linux")]
#[test]
fn d09_a_failing_output_ends_the_run_whatever_is_left_to_read() {
    let place = Place::new();
    let (names, _) = inputs(&place, 200);
    for threads in ["1", "2", "8"] {
        let mut args = strings(&["score", "--partial", "-q", "--threads", threads, "-o", "/dev/full"]);
        args.extend(names.iter().cloned());
        let outputs = run_within(&place, Duration::from_secs(60), &args, HEADER.as_bytes());
        assert_eq!(outputs.code, 1, "{}", outputs.messages);
    }
}
