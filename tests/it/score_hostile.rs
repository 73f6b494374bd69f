//! `skillgap score` with inputs that are damaged, odd or hostile: what is refused is named, the rest is scored.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::harness::{Place, Ran};

const HEADER: &str = "respondent,data-analysis,problem-solving\n";

/// A table of so many people.
fn table(people: usize) -> String {
    (0..people).fold(HEADER.to_owned(), |mut text, at| {
        let _ = writeln!(text, "s-{at},{},{}", at % 6, at % 5);
        text
    })
}

fn gz(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zst(text: &str) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Uncompressed)
}

fn score(place: &Place, name: &str, bytes: &[u8]) -> Ran {
    std::fs::write(place.path(name), bytes).unwrap();
    place.run(&["score", "--partial", name])
}

/// Rows before the damage are scored, the place is named, and no word of a library is heard.
#[test]
fn damaged_compressed_inputs_are_scored_up_to_the_damage() {
    let place = Place::new();
    let text = table(40_000);
    let plain = score(&place, "whole.csv", text.as_bytes()).stdout;
    let changed = |mut bytes: Vec<u8>, at: usize| {
        bytes[at] ^= 0x10;
        bytes
    };
    let (gz, zst) = (gz(&text), zst(&text));
    let cases = [
        ("cut.csv.gz", gz[..gz.len() / 2].to_vec()),
        ("tail.csv.gz", [gz.as_slice(), b"more"].concat()),
        ("sum.csv.gz", changed(gz.clone(), gz.len() - 6)),
        ("tiny.csv.gz", gz[..2].to_vec()),
        ("cut.csv.zst", zst[..zst.len() / 2].to_vec()),
        // A letter of the text itself, which only the sum over all of it gives away.
        ("letter.csv.zst", changed(zst.clone(), zst.len() / 2)),
    ];
    for (name, bytes) in cases {
        let ran = score(&place, name, &bytes);
        assert!([1, 3].contains(&ran.code), "{name}: {}", ran.stderr);
        for part in [
            "error[SK105]: the input cannot be read: the compressed data is damaged or cut off\n",
            "hint: compress or copy the file again\n",
        ] {
            assert!(ran.stderr.contains(part), "{name}: {}", ran.stderr);
        }
        // Of a short file a decompressor of zstd gives nothing out before its end.
        if ["tiny.csv.gz", "cut.csv.zst"].contains(&name) {
            assert_eq!(ran.stdout, "", "{name}");
            continue;
        }
        assert_ne!(ran.stdout, "", "{name}: {}", ran.stderr);
        let rows = ran.stdout.lines().count() - 1;
        assert!(ran.stderr.contains(&format!("--> {name}:{}:1", rows + 2)), "{name}, {rows}: {}", ran.stderr);
        assert!(ran.stderr.ends_with(&format!("scored {rows} of {}; 1 needs attention\n", rows + 1)), "{}", ran.stderr);
        if name.starts_with("cut") {
            assert!(rows > 5000 && plain.starts_with(&ran.stdout), "{name}: {rows}");
        } else {
            assert_eq!(rows, 40_000, "{name}");
        }
    }
}

/// Where a file ends its lines as no program does any more, no row is lost in silence.
#[test]
fn d03_other_line_ends_are_refused_with_the_way_out() {
    let place = Place::new();
    let old_mac = table(2).replace('\n', "\r");
    let cases = [
        ("mac.csv", old_mac.clone().into_bytes(), "carriage returns alone"),
        ("quoted.csv", old_mac.replace("respondent", "\"respondent\"").into_bytes(), "carriage returns alone"),
        ("long.csv", table(60_000).replace('\n', "\r").into_bytes(), "carriage returns alone"),
    ];
    for (name, bytes, message) in cases {
        let ran = score(&place, name, &bytes);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{name}");
        assert!(ran.stderr.contains(message) && ran.stderr.contains("CSV UTF-8"), "{name}: {}", ran.stderr);
    }
}

#[test]
fn a_line_without_an_end_counts_once_and_is_kept_whole() {
    let place = Place::new();
    let long = format!("b,{}\n", "x".repeat(3_000_000));
    place.write("t.csv", &format!("{HEADER}a,1,1\n{long}c,2,2\n"));
    let ran = place.run(&["score", "--partial", "t.csv", "--rejects", "r.csv"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 3), "{}", ran.stderr);
    assert!(ran.stderr.contains("error[SK314]") && ran.stderr.contains("--> t.csv:3:1"), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: look for line breaks that are missing"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("scored 2 of 3; 1 needs attention\n"), "{}", ran.stderr);
    assert!(place.read("r.csv") == format!("{HEADER}{long}"), "as it came");
}

/// A header with a quote that is never closed is refused at once; before, each of its lines cost a look at all others.
#[test]
fn an_open_quote_in_the_header_is_named() {
    let place = Place::new();
    let ran = score(&place, "t.csv", table(200_000).replacen("data-analysis", "\"data-analysis", 1).as_bytes());
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("--> t.csv:1:1\n  hint: look for a quote"), "{}", ran.stderr);
}

#[test]
fn ratings_as_spreadsheets_write_them_are_read_and_others_are_named() {
    let place = Place::new();
    let header = HEADER.replace(',', ";");
    let ran = score(&place, "good.csv", format!("{header}a;3,0;2.0\nb; 3 ;\"2\"\n").as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "scored 2 of 2\n"));
    let rows: Vec<&str> = ran.stdout.lines().skip(1).map(|line| &line[2..]).collect();
    assert!(rows.len() == 2 && rows[0] == rows[1] && rows[0].contains(",3.0000"), "{}", ran.stdout);

    let bad = format!("{header}a;3,5;\nb;6;\nc;-1;\nd;three;\ne;n/a;\nf;3\0;\ng;N/A;\nh;\u{200b}2;\n");
    let ran = score(&place, "bad.csv", bad.as_bytes());
    let scored: Vec<&str> = ran.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(
        (ran.code, scored.as_slice()),
        (3, ["e", "g", "h"].as_slice()),
        "`n/a`, `N/A` and letters without a width"
    );
    insta::assert_snapshot!(ran.stderr.replace('\u{200b}', "U+200B "), @r"
    error[SK303]: rating not on the scale, in 4 places
      --> bad.csv:2:3: `3,5` is not a rating of `data-analysis`
      --> bad.csv:3:3: `6` is not a rating of `data-analysis`
      --> bad.csv:4:3: `-1` is not a rating of `data-analysis`
      --> bad.csv:5:3: `three` is not a rating of `data-analysis`
      expected: 0, 1, 2, 3, 4 or 5, `NA`, `?` or an empty cell
      hint: `skillgap explain SK303` tells more

    error[SK303]: `3` is not a rating of `data-analysis`
      --> bad.csv:7:3
    7 | f;3;
      |   ^
      expected: 0, 1, 2, 3, 4 or 5, `NA`, `?` or an empty cell
      hint: the cell holds letters that do not show: empty it and type the value again

    scored 3 of 8; 5 need attention
    ");
}

/// Pipes in a folder are waited for by nobody, and a folder that may not be read is no empty folder.
#[cfg(unix)]
#[test]
fn what_is_odd_in_a_folder_neither_blocks_nor_goes_unsaid() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    let sheet = place.run(&["template"]).stdout.replace("    rating:\n", "    rating: 2\n");
    place.write("in/a.yaml", &sheet);
    place.write("in/deep/b.yaml", &sheet);
    place.write("in/shut/c.yaml", &sheet);
    std::os::unix::fs::symlink("..", place.path("in/deep/circle")).unwrap();
    let pipe = place.path("in/pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let permissions = |mode| std::fs::set_permissions(place.path("in/shut"), PermissionsExt::from_mode(mode)).unwrap();
    permissions(0o000);
    let may_read_all = std::fs::read_dir(place.path("in/shut")).is_ok();
    let ran = place.run(&["score", "--partial", "in"]);
    permissions(0o755);
    if may_read_all {
        // An administrator may read every folder.
        assert!(ran.code == 0 && ran.stderr.ends_with("scored 3 of 3\n"), "{}", ran.stderr);
        return;
    }
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 3));
    assert!(
        ran.stderr.contains("error[SK105]: the folder cannot be read: permission denied\n  --> in/shut"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.ends_with("scored 2 of 3; 1 needs attention\n"), "{}", ran.stderr);
}

/// Refused rows, mended and scored on their own, are what was missing from the whole.
#[test]
fn what_was_scored_and_what_was_mended_are_together_the_whole() {
    let place = Place::new();
    let good = table(3000).replace("s-7,", "\"s\n7\",");
    let bad =
        good.replace("\ns-10,", "\ns-10,x").replace("\n\"s\n7\",", "\n\"s\n7\",9").replace("\ns-2999,5", "\ns-2999,55");
    place.write("good.csv", &good);
    place.write("bad.csv", &bad);
    let ran = place.run(&["score", "--partial", "bad.csv", "-o", "first.csv", "--rejects", "mend.csv"]);
    assert!(ran.code == 3 && ran.stderr.ends_with("scored 2997 of 3000; 3 need attention\n"), "{}", ran.stderr);
    let mended = place.read("mend.csv").replace(",x", ",").replace(",91", ",1").replace(",55", ",5");
    place.write("mended.csv", &mended);
    let ran = place.run(&["score", "--partial", "mended.csv", "-o", "second.csv", "--no-header"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "scored 3 of 3\n"));
    assert_eq!(place.run(&["score", "--partial", "good.csv", "-o", "whole.csv", "-q"]).code, 0);
    let sorted = |text: String| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(place.read("first.csv") + &place.read("second.csv")), sorted(place.read("whole.csv")));
}
