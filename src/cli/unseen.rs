//! How two texts differ, and above all where nothing of it can be seen: a byte order mark, ends of lines, kinds of blanks.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::language::grammar;
use crate::sanitise;

/// The most characters of a line that are shown.
const SHOWN: usize = 60;

/// A text as it stands in a file.
pub(super) struct FileText {
    /// The text; with U+FFFD for what is not known.
    pub(super) text: String,
    /// What is wrong with its encoding, if it is not UTF-8.
    encoding: Option<String>,
}

impl FileText {
    /// Reads UTF-8 and UTF-16; of another encoding what is ASCII.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let of_pairs = |name: &str, in_order: fn([u8; 2]) -> u16| {
            let units = bytes.chunks_exact(2).map(|pair| in_order([pair[0], pair[1]]));
            let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
            let text: String = letters.collect();
            let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
            Self { text, encoding: Some(format!("it is in {name}, and a report is in UTF-8")) }
        };
        match bytes {
            [0xff, 0xfe, ..] | [b'<', 0, ..] => of_pairs("UTF-16 LE", u16::from_le_bytes),
            [0xfe, 0xff, ..] | [0, b'<', ..] => of_pairs("UTF-16 BE", u16::from_be_bytes),
            _ => {
                let encoding = std::str::from_utf8(bytes).err().map(|error| {
                    let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                    let (line, column) = place(&before);
                    let byte = bytes[error.valid_up_to()];
                    format!("it is not in UTF-8: line {line}, column {column} has the byte {byte:02X}")
                });
                Self { text: String::from_utf8_lossy(bytes).into_owned(), encoding }
            }
        }
    }
}

/// The line and the column behind a text, both from 1.
fn place(before: &str) -> (usize, usize) {
    let last = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, last.chars().count() + 1)
}

/// All that a file has otherwise than the text that is expected: first the place of what can be seen, then each kind of
/// what cannot. `None` when there is nothing.
pub(super) fn difference(found: &FileText, expected: &str) -> Option<String> {
    let mut said: Vec<String> = found.encoding.iter().cloned().collect();
    let is_decoded = found.encoding.is_none() || !found.text.contains(char::REPLACEMENT_CHARACTER);
    let mut text = found.text.as_str();
    if let Some(rest) = text.strip_prefix('\u{feff}').filter(|_| !expected.starts_with('\u{feff}')) {
        said.push("it begins with a byte order mark (U+FEFF)".to_owned());
        text = rest;
    }
    said.extend(line_ends(text, expected));
    let (text, expected) = (with_plain_ends(text), with_plain_ends(expected));
    said.extend(ends(&text, &expected));
    if is_decoded {
        let (seen, unseen) = lines(text.trim_end(), expected.trim_end());
        said.extend(unseen);
        said.splice(..0, seen);
    }
    (!said.is_empty()).then(|| said.join("; "))
}

/// What lines end in, where that is not what is expected.
fn line_ends(text: &str, expected: &str) -> Option<String> {
    let counts = |text: &str| {
        let crlf = text.matches("\r\n").count();
        (crlf, text.matches('\r').count() - crlf)
    };
    let (own, wanted) = (counts(text), counts(expected));
    if own == wanted {
        return None;
    }
    let all = text.matches('\n').count() + own.1;
    let name = match own {
        (0, 0) => "LF",
        (_, 0) => "CR LF",
        (0, _) => "CR",
        (_, _) => "CR or CR LF",
    };
    let number = own.0 + own.1;
    let which =
        if number == 0 || number == all { "its lines".to_owned() } else { format!("{number} of its {all} lines") };
    let wanted = if wanted == (0, 0) { "LF" } else { "another way" };
    Some(format!("{which} end in {name}, and those of the report in {wanted}"))
}

fn with_plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What stands behind the last letter, where that is not what is expected.
fn ends(text: &str, expected: &str) -> Option<String> {
    let behind = |text: &str| text[text.trim_end().len()..].to_owned();
    let (own, wanted) = (behind(text), behind(expected));
    let only_ends = own.chars().all(|letter| letter == '\n');
    match (own.len(), wanted.len()) {
        _ if own == wanted => None,
        (0, _) => Some("its last line has no end".to_owned()),
        (own, wanted) if only_ends && own > wanted => {
            let more = grammar::count(own - wanted, "line end", "line ends");
            Some(format!("it has {more} too many behind its last line"))
        }
        _ => Some("blanks stand behind its last line".to_owned()),
    }
}

/// A kind of difference between two lines that look the same.
struct Kind {
    name: &'static str,
    /// The text without what this kind may change.
    fold: fn(&str) -> String,
}

/// Each kind. Their folds one after the other make lines that look the same equal.
const KINDS: [Kind; 4] = [
    Kind { name: "characters that show nothing", fold: |text| text.chars().filter(|c| !shows_nothing(*c)).collect() },
    Kind { name: "another Unicode normal form of a letter", fold: |text| text.nfc().collect() },
    Kind { name: "another kind of blank", fold: with_plain_blanks },
    Kind { name: "blanks at the end of a line", fold: |text| text.trim_end().to_owned() },
];

/// The place of the kinds of blanks in [`KINDS`].
const BLANKS: usize = 2;

fn with_plain_blanks(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// True for a character without a width of its own: joiners, marks of direction, a soft hyphen, selectors.
fn shows_nothing(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The kinds by which two lines differ that look the same; `None` when one can see that they differ.
fn kinds_of(own: &str, wanted: &str) -> Option<Vec<usize>> {
    let equal = |folds: &dyn Fn(usize) -> bool| {
        let folded = |text: &str| {
            let kinds = KINDS.iter().enumerate().filter(|(at, _)| folds(*at));
            kinds.fold(text.to_owned(), |text, (_, kind)| (kind.fold)(&text))
        };
        folded(own) == folded(wanted)
    };
    if !equal(&|_| true) {
        return None;
    }
    let needed: Vec<usize> = (0..KINDS.len()).filter(|kind| !equal(&|at| at != *kind)).collect();
    // Where two kinds may each explain it, the first that does is named.
    let enough = (0..KINDS.len()).find(|kind| equal(&|at| at == *kind));
    Some(if needed.is_empty() { enough.into_iter().collect() } else { needed })
}

/// The first line that can be seen to differ, and each kind of difference before it that cannot, with its first place.
fn lines(text: &str, expected: &str) -> (Option<String>, Vec<String>) {
    let mut unseen: [(usize, String); KINDS.len()] = Default::default();
    let (mut own, mut wanted) = (text.split('\n'), expected.split('\n'));
    let mut seen = None;
    for line in 1.. {
        match (own.next(), wanted.next()) {
            (None, None) => break,
            (Some(own), Some(wanted)) if own == wanted => {}
            (Some(own), Some(wanted)) if kinds_of(own, wanted).is_some() => {
                for kind in kinds_of(own, wanted).unwrap_or_default() {
                    let (number, first) = &mut unseen[kind];
                    if *number == 0 {
                        *first = unseen_place(line, own, wanted, kind);
                    }
                    *number += 1;
                }
            }
            (own, wanted) => {
                seen = Some(seen_place(line, own, wanted));
                break;
            }
        }
    }
    let unseen =
        unseen.into_iter().zip(&KINDS).filter(|((number, _), _)| *number > 0).map(|((number, first), kind)| {
            let more = match number - 1 {
                0 => String::new(),
                more => format!(", and so on in {}", grammar::count(more, "more line", "more lines")),
            };
            format!("{first}: {}{more}", kind.name)
        });
    (seen, unseen.collect())
}

/// `line 3, column 7 has U+0020 where the answers give U+00A0`: where two lines first differ by a kind.
fn unseen_place(line: usize, own: &str, wanted: &str, kind: usize) -> String {
    // What other kinds change stays out of sight where that does not move columns.
    let at = if kind == BLANKS {
        common_start(own, wanted)
    } else {
        common_start(&with_plain_blanks(own), &with_plain_blanks(wanted))
    };
    let (column, own, wanted) = (at + 1, code_points(own, at), code_points(wanted, at));
    format!("line {line}, column {column} has {own} where the answers give {wanted}")
}

/// Where a line, or its absence, can be seen to differ from what is expected.
fn seen_place(line: usize, own: Option<&str>, wanted: Option<&str>) -> String {
    let (Some(own), Some(wanted)) = (own, wanted) else {
        let part = |line: Option<&str>| line.map_or_else(|| "nothing".to_owned(), |line| excerpt(line, 0));
        return format!("line {line} reads {}, and the answers give {}", part(own), part(wanted));
    };
    let at = common_start(&with_plain_blanks(own), &with_plain_blanks(wanted));
    let (read, given) = (excerpt(own, at), excerpt(wanted, at));
    let is_plain = |text: &str, at: usize| text.chars().nth(at).is_none_or(|c| c.is_ascii() && !c.is_control());
    let codes = if read == given || !is_plain(own, at) || !is_plain(wanted, at) {
        format!(" ({} for {})", code_points(own, at), code_points(wanted, at))
    } else {
        String::new()
    };
    format!("line {line}, column {} reads {read}, and the answers give {given}{codes}", at + 1)
}

/// How many characters two lines have in common at their start: a letter with all its marks, or none of it.
fn common_start(a: &str, b: &str) -> usize {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let begins_with_mark = |text: &str| text.chars().nth(common).is_some_and(is_combining_mark);
    if begins_with_mark(a) || begins_with_mark(b) { common.saturating_sub(1) } else { common }
}

/// `U+0065 U+0301`: a character and the marks on it, or the end of the line.
fn code_points(line: &str, at: usize) -> String {
    let mut letters = line.chars().skip(at);
    let Some(first) = letters.next() else { return "the end of the line".to_owned() };
    let all = std::iter::once(first).chain(letters.take_while(|c| is_combining_mark(*c)).take(3));
    all.map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

/// The part of a line around a column.
fn excerpt(line: &str, at: usize) -> String {
    let text: String = line.chars().skip(at.saturating_sub(SHOWN / 3)).collect();
    format!("`{}`", shown(&text))
}

/// Text for a message: in one line, and not too long.
pub(super) fn shown(text: &str) -> String {
    let text = sanitise::one_line(text);
    if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p>one\ncaf\u{e9} 87\u{a0}% ready\nthree</p>\n";

    fn found(bytes: impl AsRef<[u8]>) -> Option<String> {
        difference(&FileText::new(bytes.as_ref()), PAGE)
    }

    fn utf16(text: &str, in_order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(in_order).collect()
    }

    #[test]
    fn h05_what_cannot_be_seen_is_named() {
        assert_eq!(found(PAGE), None);
        for (bytes, why) in [
            (format!("\u{feff}{PAGE}"), "it begins with a byte order mark (U+FEFF)"),
            (PAGE.replace('\n', "\r\n"), "its lines end in CR LF, and those of the report in LF"),
            (PAGE.replace('\n', "\r"), "its lines end in CR, and those of the report in LF"),
            (PAGE.replacen('\n', "\r\n", 1), "1 of its 3 lines end in CR LF, and those of the report in LF"),
            (PAGE.trim_end().to_owned(), "its last line has no end"),
            (format!("{PAGE}\n\n"), "it has 2 line ends too many behind its last line"),
            (format!("{PAGE} \n"), "blanks stand behind its last line"),
            (
                PAGE.replace("one", "one \t"),
                "line 1, column 7 has U+0020 where the answers give the end of the line: blanks \
                                             at the end of a line",
            ),
            (
                PAGE.replace('\u{a0}', " "),
                "line 2, column 8 has U+0020 where the answers give U+00A0: another kind of blank",
            ),
            (
                PAGE.replace('\u{e9}', "e\u{301}"),
                "line 2, column 4 has U+0065 U+0301 where the answers give U+00E9: another \
                                                 Unicode normal form of a letter",
            ),
            (
                PAGE.replace("ready", "re\u{ad}ady"),
                "line 2, column 13 has U+00AD where the answers give U+0061: characters \
                                                   that show nothing",
            ),
            (
                PAGE.replace('e', "e\u{200b}"),
                "line 1, column 7 has U+200B where the answers give the end of the line: \
                                              characters that show nothing, and so on in 2 more lines",
            ),
        ] {
            assert_eq!(found(bytes).as_deref(), Some(why));
        }
    }

    #[test]
    fn h05_all_of_it_is_named_at_once() {
        let bytes = format!("\u{feff}{}", PAGE.trim_end().replace('\u{a0}', " ").replace('\n', "\r\n"));
        assert_eq!(
            found(bytes).unwrap(),
            "it begins with a byte order mark (U+FEFF); its lines end in CR LF, and those of the report in LF; its last line \
             has no end; line 2, column 8 has U+0020 where the answers give U+00A0: another kind of blank"
        );
        let bytes = PAGE.replace("87\u{a0}", "99 ").replace('\u{e9}', "e\u{301} ").replace('\n', "\r\n");
        let why = found(bytes).unwrap();
        assert!(
            why.starts_with("line 2, column 4 reads `cafe\u{301} 99 % ready`, and the answers give `café 87 % ready`")
        );
        assert!(why.ends_with("; its lines end in CR LF, and those of the report in LF"), "{why}");
    }

    #[test]
    fn h05_other_encodings_are_named() {
        for (bytes, order) in [
            (utf16(PAGE, u16::to_le_bytes), "LE"),
            (utf16(&format!("\u{feff}{PAGE}"), u16::to_le_bytes), "LE"),
            (utf16(PAGE, u16::to_be_bytes), "BE"),
            (utf16(&format!("\u{feff}{PAGE}"), u16::to_be_bytes), "BE"),
        ] {
            assert_eq!(found(bytes).unwrap(), format!("it is in UTF-16 {order}, and a report is in UTF-8"));
        }
        let bytes = utf16(&PAGE.replace('8', "9"), u16::to_le_bytes);
        assert!(found(bytes).unwrap().starts_with("line 2, column 6 reads `café 97 % ready`, "));
        let windows: Vec<u8> = PAGE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert_eq!(found(windows).unwrap(), "it is not in UTF-8: line 2, column 4 has the byte E9");
        // A page that is cut inside a letter.
        assert_eq!(
            found(&PAGE.as_bytes()[..11]).unwrap(),
            "it is not in UTF-8: line 2, column 4 has the byte C3; its last line has no end"
        );
    }

    #[test]
    fn the_first_difference_that_can_be_seen_is_shown() {
        for (text, why) in [
            (
                PAGE.replace("87", "78"),
                "line 2, column 6 reads `café 78 % ready`, and the answers give `café 87 % ready`",
            ),
            (PAGE.replace("\nthree</p>", ""), "line 3 reads nothing, and the answers give `three</p>`"),
            (format!("{PAGE}four\n"), "line 4 reads `four`, and the answers give nothing"),
            // A letter of another script that looks the same, and blanks that a message shows as one.
            (
                PAGE.replace("ready", "re\u{430}dy"),
                "line 2, column 13 reads `café 87 % reаdy`, and the answers give \
                                                    `café 87 % ready` (U+0430 for U+0061)",
            ),
            (PAGE.replace("<p>", "<p>  "), "line 1, column 4 reads `<p> one`, and the answers give `<p>one`"),
        ] {
            let said = found(&text).unwrap().replace('\u{a0}', " ");
            assert_eq!(said, why, "{text:?}");
        }
        let text = difference(&FileText::new(b"<p>a  b"), "<p>a b").unwrap();
        assert!(text.ends_with("reads `<p>a b`, and the answers give `<p>a b` (U+0020 for U+0062)"), "{text}");
        assert!(difference(&FileText::new(b""), "<p>").is_some() && difference(&FileText::new(b"<p>"), "").is_some());
    }

    /// Nothing that differs in its bytes is taken for the same.
    #[test]
    fn every_changed_byte_is_a_difference() {
        for at in 0..PAGE.len() {
            for byte in [0, b'\t', b'\n', b'\r', b' ', b'x', 0xa0, 0xc3, 0xff] {
                let mut bytes = PAGE.as_bytes().to_owned();
                bytes[at] = byte;
                assert_eq!(found(&bytes).is_some(), bytes != PAGE.as_bytes(), "{at} {byte}");
                let mut longer = PAGE.as_bytes().to_owned();
                longer.insert(at, byte);
                assert!(found(&longer).is_some(), "{at} {byte}");
            }
            let mut shorter = PAGE.as_bytes().to_owned();
            shorter.remove(at);
            assert!(found(&shorter).is_some(), "{at}");
        }
    }
}
