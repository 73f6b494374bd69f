//! Files as programs save and pack them: every legal container is read, and what is none is named for what it is.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::harness::{Place, Ran};

const DAMAGED: &str = "the input cannot be read: the compressed data is damaged or cut off";

/// A table of so many people, with letters outside ASCII, quoted line breaks and CRLF.
fn table(people: usize) -> String {
    (0..people).fold("respondent,label,data-analysis,problem-solving\r\n".to_owned(), |mut text, at| {
        let _ = write!(text, "s-{at},\"Zoë 日本 😀\r\n{at}\",{},{}\r\n", at % 6, at % 5);
        text
    })
}

fn json_lines(people: usize) -> String {
    (0..people).fold(String::new(), |mut text, at| {
        let _ = writeln!(
            text,
            "{{\"format\":1,\"pack\":{{\"id\":\"clinical-informatics-director\"}},\
             \"respondent\":{{\"id\":\"s-{at}\",\"label\":\"Zoë 😀\"}},\
             \"answers\":[{{\"item\":\"data-analysis\",\"rating\":{}}}]}}",
            at % 6
        );
        text
    })
}

fn sheet() -> String {
    "# Zoë\nformat: 1\npack: {id: clinical-informatics-director}\nrespondent: {id: s-1, label: Zoë 😀}\n\
     answers:\n  - {item: data-analysis, rating: 3, note: café}\n"
        .to_owned()
}

fn gz(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zst(text: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A frame of zstd that is to be skipped: one of sixteen kinds, with so many bytes.
fn skippable(kind: u8, length: u32) -> Vec<u8> {
    let mut frame = vec![0x50 + kind, 0x2a, 0x4d, 0x18];
    frame.extend(length.to_le_bytes());
    frame.resize(frame.len() + length as usize, b's');
    frame
}

fn little(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn big(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn after(first: &[u8], rest: impl AsRef<[u8]>) -> Vec<u8> {
    [first, rest.as_ref()].concat()
}

/// The text in every encoding that is read.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", after(b"\xef\xbb\xbf", text)),
        ("UTF-16, little end first, with a mark", after(b"\xff\xfe", little(text))),
        ("UTF-16, big end first, with a mark", after(b"\xfe\xff", big(text))),
        ("UTF-16, little end first", little(text)),
        ("UTF-16, big end first", big(text)),
    ]
}

/// The bytes in every way of compressing that is read. Members and frames begin anywhere, also inside a letter.
fn compressions(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let (first, second) = bytes.split_at(bytes.len() / 2 + 1);
    let zeros = |count| vec![0; count];
    let mut all = vec![
        ("gzip".to_owned(), gz(bytes)),
        ("gzip, two members".to_owned(), [gz(first), gz(second)].concat()),
        ("gzip, an empty member between".to_owned(), [gz(first), gz(b""), gz(second)].concat()),
        ("gzip, zeros between members".to_owned(), [gz(first), zeros(512), gz(second)].concat()),
        ("zstd".to_owned(), zst(bytes)),
        ("zstd, two frames".to_owned(), [zst(first), zst(second)].concat()),
        ("zstd, only skippable frames behind".to_owned(), [zst(bytes), skippable(3, 0), skippable(4, 1)].concat()),
        ("zstd, a large skippable frame".to_owned(), [skippable(0, 200_000), zst(first), zst(second)].concat()),
    ];
    for count in [1, 7, 512, 70_000] {
        all.push((format!("gzip, {count} zeros"), [gz(bytes), zeros(count)].concat()));
    }
    for kind in 0..16 {
        let skipped = || skippable(kind, u32::from(kind));
        let parts = [skipped(), zst(first), skipped(), skipped(), zst(second), skipped()];
        all.push((format!("zstd, skippable frames of kind {kind}"), parts.concat()));
    }
    all
}

fn strings(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| (*arg).to_owned()).collect()
}

fn run(place: &Place, args: &[&str], input: &[u8]) -> Ran {
    let mut child =
        place.command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that ends early closes its input: no failure of the test.
    let writing = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn h05_every_legal_container_gives_the_scores_of_the_plain_text() {
    let place = Place::new();
    for (format, text, count) in [("csv", table(60), 60), ("ndjson", json_lines(20), 20), ("yaml", sheet(), 1)] {
        let mut all = encodings(&text).into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect::<Vec<_>>();
        all.extend(compressions(text.as_bytes()));
        for (name, bytes) in encodings(&text).into_iter().skip(1) {
            all.push((format!("gzip of {name}"), gz(&bytes)));
            all.push((format!("zstd of {name}"), zst(&bytes)));
        }
        assert_eq!(all.len(), 44);
        // Names that say the format, and names that say nothing.
        let file = |at: usize| format!("{at}.{}", if at.is_multiple_of(2) { format } else { "dat" });
        let mut args = strings(&["score", "--partial", "--label", "--no-header"]);
        for (at, (_, bytes)) in all.iter().enumerate() {
            fs::write(place.path(&file(at)), bytes).unwrap();
            args.push(file(at));
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let plain = place.run(&["score", "--partial", &file(0), "--label", "--no-header"]);
        assert_eq!((plain.code, plain.stdout.lines().count()), (0, count));
        assert!(plain.stdout.contains("Zoë") && plain.stdout.contains('😀'), "{}", plain.stdout);
        let ran = place.run(&args);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        for (at, (name, _)) in all.iter().enumerate() {
            let own: String = ran.stdout.split_inclusive('\n').skip(at * count).take(count).collect();
            assert!(own == plain.stdout, "{format}, {}: {name}: {own}", file(at));
        }
        let scored = count * all.len();
        assert!(ran.stderr.ends_with(&format!("scored {scored} of {scored}\n")), "{}", ran.stderr);
        // The same from standard input, for what is read in steps.
        for at in [2, 9, all.len() - 1] {
            let ran = run(&place, &["score", "--partial", "-", "--label", "--no-header"], &all[at].1);
            assert_eq!((ran.code, &ran.stdout), (0, &plain.stdout), "{format}: {}", all[at].0);
        }
    }
}

/// More text than any buffer holds: letters of two units lie across their ends.
#[test]
fn h05_utf16_is_read_across_buffers() {
    let place = Place::new();
    let text = table(3000);
    let mut args = strings(&["score", "--partial", "--label", "--no-header", "plain.csv"]);
    place.write("plain.csv", &text);
    for shift in 0..2 {
        // A letter more in the header moves everything that follows.
        let text = text.replacen("problem-solving", &format!("problem-solving{}", " ".repeat(shift)), 1);
        for (at, (_, bytes)) in encodings(&text).into_iter().enumerate().skip(2) {
            for (ending, bytes) in [("csv", bytes.clone()), ("csv.gz", gz(&bytes))] {
                let name = format!("{shift}-{at}.{ending}");
                fs::write(place.path(&name), bytes).unwrap();
                args.push(name);
            }
        }
    }
    let ran = place.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let rows: Vec<&str> = ran.stdout.split_inclusive('\n').collect();
    let size = rows.len() / (args.len() - 4);
    for (name, own) in args[4..].iter().zip(rows.chunks(size)) {
        assert!(own == &rows[..size] && own.len() == 3000, "{name}");
    }
}

/// What was scored before the damage stays, and the damage is an error with its line.
#[test]
fn h05_what_is_torn_is_damaged() {
    let place = Place::new();
    let text = table(3000);
    let bytes = text.as_bytes();
    let half = bytes[..bytes.len() / 2].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let (first, second) = bytes.split_at(half);
    let (packed, frame) = (gz(second), zst(second));
    let all = [
        ("a member cut in its header", [gz(first).as_slice(), &packed[..5]].concat()),
        ("a member of one byte", [gz(first).as_slice(), &packed[..1]].concat()),
        ("zeros, then a member cut in its header", [gz(first).as_slice(), &[0; 600], &packed[..9]].concat()),
        ("a member without its length", [gz(first).as_slice(), &packed[..packed.len() - 4]].concat()),
        ("zeros, then something else", [gz(first).as_slice(), &[0; 9], b"more"].concat()),
        ("a member with a wrong sum", {
            let mut torn = [gz(first), packed.clone()].concat();
            let at = torn.len() - 6;
            torn[at] ^= 1;
            torn
        }),
        ("a frame cut in its header", [zst(first).as_slice(), &frame[..5]].concat()),
        ("a frame of one byte", [zst(first).as_slice(), &frame[..1]].concat()),
        ("a skippable frame that is cut", [zst(first), skippable(0, 900)[..500].to_vec()].concat()),
        ("a skippable frame without its length", [zst(first), skippable(0, 9)[..6].to_vec()].concat()),
        ("zeros behind a frame", [zst(first).as_slice(), &[0; 64]].concat()),
        ("a frame without its sum", {
            let torn = [zst(first), frame.clone()].concat();
            torn[..torn.len() - 4].to_vec()
        }),
    ];
    // Five places of a kind are shown.
    for some in all.chunks(5) {
        let mut args = vec!["score".to_owned(), "--partial".to_owned()];
        for (at, (_, torn)) in some.iter().enumerate() {
            fs::write(place.path(&format!("{at}.csv")), torn).unwrap();
            args.push(format!("{at}.csv"));
        }
        let ran = place.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        for (at, (name, _)) in some.iter().enumerate() {
            let place = format!("--> {at}.csv:");
            let line = ran.stderr.lines().find(|line| line.contains(&place) && line.ends_with(DAMAGED));
            let line: usize = line.and_then(|line| line.split(':').nth(1)?.parse().ok()).unwrap_or(0);
            assert!(line > 3000, "{name}: {}", ran.stderr);
        }
        assert!(ran.stdout.lines().count() > 1450 * some.len(), "{}", ran.stdout.lines().count());
    }
    let mut cut = after(b"\xff\xfe", little(&text));
    cut.pop();
    fs::write(place.path("t.csv"), cut).unwrap();
    let ran = place.run(&["score", "--partial", "t.csv"]);
    let expected = "error[SK105]: the input cannot be read: the UTF-16 text is cut off\n  --> t.csv:";
    assert!(ran.code == 3 && ran.stderr.contains(expected), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: copy or save the file again\n"), "{}", ran.stderr);
}

/// Frames that are whole and need more than the program gives: the first bytes of each say so.
#[test]
fn h05_zstd_that_needs_much_memory_or_a_dictionary_is_not_called_damaged() {
    let place = Place::new();
    // The descriptor of the frame, that of its window, and the number of a dictionary; then one empty last block.
    for (header, why, fix) in [
        (&[0x00, 18 << 3][..], "its zstd window is larger than 128 MiB", "`--long`"),
        (&[0x00, 30 << 3], "its zstd window is larger than 128 MiB", "`--long`"),
        (&[0x01, 10 << 3, 7], "it was compressed with a zstd dictionary", "without a dictionary"),
    ] {
        let frame = [b"\x28\xb5\x2f\xfd", header, b"\x01\0\0"].concat();
        std::fs::write(place.path("t.csv.zst"), &frame).unwrap();
        // Behind a frame that is read, too.
        std::fs::write(place.path("two.csv.zst"), [zst(table(3).as_bytes()), frame].concat()).unwrap();
        for name in ["t.csv.zst", "two.csv.zst"] {
            let ran = place.run(&["score", "--partial", name]);
            assert!(ran.stderr.contains(why) && ran.stderr.contains(fix), "{name}: {}", ran.stderr);
            assert!(!ran.stderr.contains("damaged"), "{name}: {}", ran.stderr);
        }
    }
    // The largest that is allowed holds nothing here, and is no error.
    std::fs::write(place.path("t.csv.zst"), b"\x28\xb5\x2f\xfd\x00\x88\x01\0\0").unwrap();
    let ran = place.run(&["score", "--partial", "t.csv.zst"]);
    assert!(!ran.stderr.contains("zstd") && !ran.stderr.contains("damaged"), "{}", ran.stderr);
}

#[test]
fn h05_what_is_none_of_these_is_named_whatever_its_name_says() {
    let place = Place::new();
    let all = [
        (b"BZh91AY&SY\x2c\xe5\x4a\xfe".to_vec(), "it is a bzip2 file"),
        (b"\xfd7zXZ\0\0\x04".to_vec(), "it is an xz file"),
        (b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.csvx".to_vec(), "it is a zip archive"),
        (b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), "it is a 7-Zip archive"),
        (b"%PDF-1.7\n%\xe2\xe3\n".to_vec(), "it is a PDF file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0".to_vec(),
            "it is an Excel workbook of before 2007 (.xls), or a file with a password",
        ),
        (b"<!DOCTYPE html>\n<table><tr><td>respondent</td>".to_vec(), "it is a web page (HTML)"),
        (after(b"\xff\xfe", little("<html><body>\r\n")), "it is a web page (HTML)"),
        (gz(b"%PDF-1.7\n"), "it is a PDF file"),
        (zst(&[b"class.csv".as_slice(), &[0; 248], b"ustar\0"].concat()), "it is a tar archive"),
        (gz(&gz(b"respondent\n")), "it is compressed twice"),
        (zst(&gz(b"respondent\n")), "it is compressed twice"),
        (b"\x7fELF\x02\x01\x01\0".to_vec(), "it is no text"),
    ];
    let endings = ["csv", "yaml", "ndjson", "csv.gz", "dat"];
    let named: Vec<(String, &str)> = all
        .iter()
        .enumerate()
        .map(|(at, (bytes, what))| {
            let name = format!("{at}.{}", endings[at % endings.len()]);
            fs::write(place.path(&name), bytes).unwrap();
            (name, *what)
        })
        .collect();
    // Five places of a kind are shown.
    for some in named.chunks(5) {
        let ran = place.run(
            &[&["score", "--partial"][..], some.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().as_slice()]
                .concat(),
        );
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
        for (name, what) in some {
            let message = format!("the input cannot be read: {what}");
            let found = ran.stderr.contains(&format!("--> {name}: {message}"))
                || ran.stderr.contains(&format!("error[SK105]: {message}\n  --> {name}\n  hint: "));
            assert!(found, "{name}, {what}: {}", ran.stderr);
        }
    }
    let ran =
        place.run(&[&["check"], named.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().as_slice()].concat());
    assert_eq!(ran.code, 1);
    for (name, what) in &named {
        let message = format!("error[SK105]: cannot read `{name}`: {what}\n  --> {name}\n  hint: ");
        assert!(ran.stderr.contains(&message), "{what}: {}", ran.stderr);
    }
    let ran = place.run(&["report", &named[0].0]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("error: cannot read `0.csv`: it is a bzip2 file\nhint: unpack it; "),
        "{}",
        ran.stderr
    );
}

/// Commands on one answers file take it in the same containers.
#[test]
fn h05_answers_files_are_read_in_every_container() {
    let place = Place::new();
    let text = place.run(&["template"]).stdout.replace("    rating:\n", "    rating: 2\n");
    place.write("plain.yaml", &text);
    place.write("before.yaml", &text.replace("rating: 2\n", "rating: 1\n"));
    let command = |args: &[&str]| {
        let ran = place.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
        ran.stdout
    };
    let plan = command(&["plan", "plain.yaml", "--format", "json"]);
    let page = command(&["report", "plain.yaml", "-o", "-"]);
    let compared = command(&["compare", "before.yaml", "plain.yaml", "-o", "-"]);
    let mut all: Vec<(String, Vec<u8>)> =
        encodings(&text).into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    all.push(("gzip of UTF-16".to_owned(), gz(&little(&text))));
    all.push(("zstd with a skippable frame".to_owned(), [skippable(0, 4), zst(text.as_bytes())].concat()));
    let mut names = Vec::new();
    for (at, (name, bytes)) in all.into_iter().enumerate() {
        names.push(format!("{at}.yaml"));
        fs::write(place.path(&names[at]), bytes).unwrap();
        if [2, 5, 6, 7].contains(&at) {
            assert_eq!(command(&["plan", &names[at], "--format", "json"]), plan, "{name}");
        }
    }
    assert_eq!(command(&["report", &names[7], "-o", "-"]), page);
    assert_eq!(command(&["compare", "before.yaml", &names[2], "-o", "-"]), compared);
    command(&[&["check"], names.iter().map(String::as_str).collect::<Vec<_>>().as_slice()].concat());
}

/// A command that writes the file again reads it in UTF-16 and leaves a compressed one as it is.
#[test]
fn h05_a_compressed_file_is_not_replaced_by_text() {
    let place = Place::new();
    let text = place.run(&["template"]).stdout;
    let step = ["step", "t.yaml", "--text", "Write a charter", "agreed"];
    fs::write(place.path("t.yaml"), after(b"\xff\xfe", little(&text))).unwrap();
    let ran = place.run(&step);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(place.read("t.yaml").contains("Write a charter"), "it is UTF-8 now");
    let packed = gz(text.as_bytes());
    fs::write(place.path("t.yaml"), &packed).unwrap();
    let ran = place.run(&step);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr, "error: cannot read `t.yaml`: it is compressed\nhint: unpack it\n");
    assert!(fs::read(place.path("t.yaml")).unwrap() == packed);
}

/// Bytes that arrive one by one are waited for no longer than up to the end of a line.
#[test]
fn h05_what_arrives_slowly_is_scored_as_it_comes() {
    use std::io::Read as _;

    let place = Place::new();
    for line in [json_lines(1).into_bytes(), after(b"\xff\xfe", little(&json_lines(1)))] {
        let mut command = place.command(&["score", "--partial", "-", "-q", "--no-header"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for byte in &line {
            stdin.write_all(&[*byte]).unwrap();
        }
        // The input stays open.
        let (mut stdout, mut found) = (child.stdout.take().unwrap(), [0; 3]);
        stdout.read_exact(&mut found).unwrap();
        assert_eq!(&found, b"s-0");
        drop(stdin);
        assert!(child.wait().unwrap().success());
    }
}
