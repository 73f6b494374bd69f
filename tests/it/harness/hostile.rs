//! Texts by which somebody might mean harm, and odd ones: one list for every output and every field.

use super::page::HOSTILE;

/// What a browser would act on.
pub const MARKUP: [&str; 12] = [
    HOSTILE,
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "\" onmouseover=\"alert(1)\" style=\"color:red",
    "' onfocus='alert(1)' autofocus='",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><a href=\"javascript:alert(1)\">x</a><!--",
    "</textarea></title></svg><svg onload=alert(1)>",
    "<!--<script>-->",
    "{{ 7*7 }}${7*7}{% raw %}<%= 7 %>",
    "&lt;b&gt;&amp",
    "&#60;script&#62;&#x3c",
];

/// What a spreadsheet, a shell, a reader of YAML, JSON, CSV or calendars, or a survey tool would act on.
const COMMANDS: [&str; 41] = [
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.org\",\"a\"\"b\")",
    "x;=1+1;y",
    "=1+1;y",
    "{=1}",
    "two\nlines",
    "old\r\nlines\r",
    "\"",
    "\"\"",
    "a\"b",
    "'",
    "'tis",
    ";",
    ",",
    "\t",
    "a\tb",
    "\\",
    "ends in \\",
    "a\\nb\\,c\\;d",
    "null",
    "TRUE",
    "1e5",
    "00012",
    "2026-01-02",
    "- a list",
    "*alias",
    "&anchor !!binary x",
    "a: b # c",
    "{a: [b]}",
    "%YAML 1.2",
    "---",
    "http://example.org",
    "javascript:alert(1)",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y",
    "$(touch x) `touch x` %PATH%",
    "../../etc/passwd",
    "CON",
    "[record-name] {TOKEN} {INSERTANS:1}",
    "_x0041_",
    "]]>&amp;<t>",
    "%n%s%1$n",
];

/// What a terminal would act on, and what a reader does not see.
const MARKS: [&str; 16] = [
    "\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]8;;http://example.org\u{1b}\\x",
    "\u{1b}P1$r\u{9c}",
    "\u{9b}31m",
    "a\u{8}\u{8}b",
    "\u{7}\u{85}\u{9b}\u{202e}\u{2028}",
    "a\u{202e}b\u{2066}c\u{200f}d\u{61c}",
    "a\u{200b}b\u{feff}c\u{2060}d\u{ad}e",
    "a\u{e0041}\u{e007f}b",
    "\u{fffe}\u{ffff}",
    "a\0b",
    "e\u{301}\u{1f600}\u{1f468}\u{200d}\u{1f469}",
    "\u{5d0}\u{5d1} \u{0}\u{627}\u{628}",
    "Z\u{351}\u{343}\u{36a}\u{302}\u{36b}\u{33d}",
    " both ends ",
];

/// What stands before a formula that a spreadsheet may look past.
const BEFORE: [&str; 12] =
    ["", " ", "'", "''", "\u{feff}", "\u{200b}", "\u{a0}", " '\u{2060}", "\0", "x;", "x,", "\";"];

/// Texts that a spreadsheet takes for formulas.
const LIVE: [&str; 11] = ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\ta", "\ra", "\na"];

/// All of them.
pub fn texts() -> Vec<String> {
    let formulas = BEFORE.iter().flat_map(|before| LIVE.map(|live| format!("{before}{live}")));
    let others = MARKUP.iter().chain(&COMMANDS).chain(&MARKS).map(|text| (*text).to_owned());
    others.chain(formulas).collect()
}

/// One of each kind: each of the texts that are no formulas, and a formula of each form behind nothing and behind a mark.
pub fn kinds() -> Vec<String> {
    let mut texts = texts();
    let formulas = texts.split_off(texts.len() - BEFORE.len() * LIVE.len());
    texts.extend(formulas.into_iter().step_by(5));
    texts
}

/// The characters that a text for a terminal, a reader or a cell never has, but line breaks and tabs.
pub fn is_unsafe(c: char) -> bool {
    let is_mark = matches!(u32::from(c),
        0xad | 0x61c | 0x180e | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb
        | 0xfffe | 0xffff | 0xe0000..=0xe00ff);
    is_mark || (c.is_control() && !"\n\t".contains(c))
}
