//! Damaged tables: whatever happened to a file, nothing is scored that no cell says.

use std::time::{Duration, Instant};

use crate::harness::tables::{begin, records};
use crate::harness::{CompetencySpec, small_files};
use skillgap::answers::{Framing, Outcome, State, state_of};
use skillgap::diag::{Code, Diagnostic};
use skillgap::model::{Id, ItemIx, Pack};
use skillgap::pack;

/// The states of all items by a second reading of a row, with nothing of the program's but what one cell means.
fn reread(pack: &Pack, delimiter: u8, names: &[String], row: &[u8]) -> Option<Vec<State>> {
    let cells = cells(row, delimiter);
    let mut states = vec![State::UNANSWERED; pack.items().len()];
    for (at, name) in names.iter().enumerate() {
        let same = |item: &ItemIx| plain_name(pack.item(*item).id.as_str()) == plain_name(name);
        let Some(item) = (0..pack.items().len()).map(ItemIx::new).find(same) else { continue };
        if let Some(cell) = cells.get(at) {
            let text = std::str::from_utf8(cell).ok()?.trim();
            states[item.get()] = state_of(pack, item, text.strip_prefix('\'').unwrap_or(text))?;
        }
    }
    Some(states)
}

fn plain_name(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The cells of one row of CSV.
fn cells(row: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    let (mut cells, mut quoted, mut begins, mut at) = (vec![Vec::new()], false, true, 0);
    while at < row.len() {
        let (byte, last) = (row[at], cells.len() - 1);
        match byte {
            b'"' if quoted && row.get(at + 1) == Some(&b'"') => {
                cells[last].push(byte);
                at += 1;
            }
            b'"' if quoted => quoted = false,
            b'"' if begins => quoted = true,
            _ if byte == delimiter && !quoted => {
                cells.push(Vec::new());
                begins = true;
                at += 1;
                continue;
            }
            _ => cells[last].push(byte),
        }
        begins = false;
        at += 1;
    }
    cells
}

/// Numbers that look like chance and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % most.max(1)
    }
}

/// A text with one part of it left out, doubled, or changed with another: bytes, cells, or lines.
fn damaged(text: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let ends_with: &[u8] = [b"".as_slice(), b",", b"\n"][numbers.below(3)];
    let mut parts: Vec<Vec<u8>> = match ends_with {
        [] => text.iter().map(|byte| vec![*byte]).collect(),
        [end, ..] => text.split_inclusive(|byte| byte == end).map(<[u8]>::to_vec).collect(),
    };
    let (at, other) = (numbers.below(parts.len()), numbers.below(parts.len()));
    match numbers.below(4) {
        0 => drop(parts.remove(at)),
        1 => parts.insert(at, parts[at].clone()),
        2 => parts.swap(at, other),
        _ => {
            const ODD: [&[u8]; 8] = [b"\"", b"\0", b"\r", b"\xff", b";", b"9", "\u{feff}".as_bytes(), b"NA"];
            parts.insert(at, ODD[numbers.below(8)].to_vec());
        }
    }
    parts.concat()
}

/// No damage makes the program panic, lose a record, or score what no cell says.
#[test]
fn d02_of_damaged_tables_nothing_is_scored_that_no_cell_says() {
    nothing_is_scored_that_no_cell_says(1_500);
}

#[test]
#[ignore = "slow: 20,000 damaged tables"]
fn d02_of_many_damaged_tables_nothing_is_scored_that_no_cell_says() {
    nothing_is_scored_that_no_cell_says(20_000);
}

fn nothing_is_scored_that_no_cell_says(count: usize) {
    let pack = pack::parse(&small_files(&vec![CompetencySpec::new(3, 1); 4])).0.unwrap();
    let table = b"respondent,label,c0.i0,c1.i0,c2.i0,c3.i0\na,Ada,0,1,2,3\nb,\"B, \"\"b\"\"\",NA,?,,5\n\nc,,3.0,4,\"5\",1\n,,,,,\n\
                  d,\"two\nlines\",1,1,2,2\nrespondent,label,c0.i0,c1.i0,c2.i0,c3.i0\ne,E,5,4,3,2\n";
    let (mut numbers, begun) = (Numbers(19), Instant::now());
    let (mut scored, mut refused, mut left_out, mut tables) = (0, 0, 0, 0);
    for _ in 0..count {
        let mut text = table.to_vec();
        for _ in 0..=numbers.below(4) {
            text = damaged(&text, &mut numbers);
        }
        let Ok((taken, decoder, _)) = begin(&pack, &text, true) else { continue };
        tables += 1;
        let Framing::Table(delimiter) = decoder.framing() else { panic!("a table") };
        let names: Vec<String> = cells(decoder.header().trim_ascii_end(), delimiter)
            .iter()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
        let found = records(&pack, &*decoder, &text[taken..]);
        let shown = || String::from_utf8_lossy(&text).into_owned();
        // Each byte that is no line break is in exactly one record, in order.
        let kept = |text: &[u8]| text.iter().copied().filter(|byte| !b"\r\n".contains(byte)).collect::<Vec<u8>>();
        let all: Vec<u8> = found.iter().flat_map(|read| kept(&read.text)).collect();
        assert_eq!(all, kept(&text[taken..]), "{}", shown());
        for read in &found {
            match read.outcome {
                Outcome::Usable => {
                    scored += 1;
                    let states = reread(&pack, delimiter, &names, &read.text);
                    assert_eq!(states.as_ref(), Some(&read.row.states), "{}", shown());
                    assert!(!read.row.respondent.is_empty(), "{}", shown());
                }
                Outcome::Refused => {
                    refused += 1;
                    assert!(read.problems.iter().any(Diagnostic::is_error) || read.codes == [Code::OpenQuote]);
                }
                Outcome::LeftOut => {
                    left_out += 1;
                    assert!(!read.problems.is_empty() && !read.problems.iter().any(Diagnostic::is_error));
                }
            }
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
    let told = format!("{tables} tables: {scored} scored, {refused} refused, {left_out} left out");
    let expected = tables * 5 > count * 3 && scored * 2 > count * 3 && refused * 4 > count && left_out * 2 > count;
    assert!(expected, "{told}");
}
