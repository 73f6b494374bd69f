//! What the first bytes of a file say that it is.

/// How many of the first bytes are looked at. [`Container::of`] needs no more than these, but for a zip archive.
pub(super) const ENOUGH: usize = 512;

/// How many of the first bytes of a zip archive are looked at, for the names of its entries.
pub(super) const ENOUGH_OF_ZIP: usize = 64 * 1024;

/// What the first bytes of a file say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// Text in UTF-8, or nothing that is known here.
    Plain,
    /// Text in UTF-16, with a mark at its beginning or without.
    Utf16(ByteOrder),
    /// One or more members of gzip.
    Gzip,
    /// One or more frames of zstd.
    Zstd,
    /// A workbook as spreadsheets write it since 2007: `.xlsx` or `.xlsm`.
    Workbook,
    /// A page or other marked-up text, which is text and holds no answers.
    Markup(Foreign),
    /// A file of another kind.
    Foreign(Foreign),
}

/// The order of the two bytes of a unit of UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// The lower byte first.
    Little,
    /// The higher byte first.
    Big,
}

impl ByteOrder {
    /// The mark at the beginning of text in this order.
    pub(super) fn mark(self) -> &'static [u8] {
        match self {
            Self::Little => b"\xff\xfe",
            Self::Big => b"\xfe\xff",
        }
    }
}

/// A kind of file that holds no answers as they are read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Foreign {
    /// What it is, for the end of a sentence.
    pub(super) what: &'static str,
    /// What to do with it.
    pub(super) fix: &'static str,
}

/// The fixes.
const UNPACK: &str = "unpack it, and name the files in it";
const UNPACK_OR_GZIP: &str = "unpack it; of compressed files, those of gzip and zstd are read";
const SAVE: &str = "open it in a spreadsheet, and save it as `.xlsx` or `CSV UTF-8`";
const EXPORT: &str = "export the table as `CSV UTF-8` from the program that it belongs to";
const TABLE: &str = "put the answers into a table or an answers file; `skillgap template` makes one";
const UTF8: &str = "save it as UTF-8";

/// A page is most often the sign-in of a site, saved in place of the table, or a table that a site calls `.xls`.
const PAGE: &str = "look at it in a browser: a page that asks to sign in is no table; open a table in a spreadsheet, and save \
                    it as `.xlsx` or `CSV UTF-8`";

/// The mark of UTF-8 at the beginning of a text.
pub(super) const UTF8_MARK: &[u8] = "\u{feff}".as_bytes();

/// The first bytes of files of other kinds, longer ones before those that they begin with.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"BZh", "a bzip2 file", UNPACK_OR_GZIP),
    (b"\xfd7zXZ\0", "an xz file", UNPACK_OR_GZIP),
    (b"\x04\x22\x4d\x18", "an lz4 file", UNPACK_OR_GZIP),
    (b"\x02\x21\x4c\x18", "an lz4 file", UNPACK_OR_GZIP),
    (b"LZIP\x01", "an lzip file", UNPACK_OR_GZIP),
    (b"\x5d\0\0", "an lzma file", UNPACK_OR_GZIP),
    (b"\x1f\x9d", "a file of `compress` (.Z)", UNPACK_OR_GZIP),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of before 2007 (.xls), or a file with a password", SAVE_UNLOCKED),
    (b"%PDF-", "a PDF file", TABLE),
    (b"{\\rtf", "an RTF document", TABLE),
    (b"\x89PNG", "a picture", TABLE),
    (b"\xff\xd8\xff", "a picture", TABLE),
    (b"PAR1", "a Parquet file", EXPORT),
    (b"ARROW1\0\0", "an Arrow file", EXPORT),
    (b"Obj\x01", "an Avro file", EXPORT),
    (b"SQLite format 3\0", "an SQLite database", EXPORT),
    (b"$FL2", "an SPSS file (.sav)", EXPORT),
    (b"$FL3", "an SPSS file (.zsav)", EXPORT),
    (b"<stata_dta>", "a Stata file (.dta)", EXPORT),
    (b"HEADER RECORD*******", "a SAS file (.xpt)", EXPORT),
    (b"\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60", "a SAS file (.sas7bdat)", EXPORT),
    (b"RDX2\n", "a file of R", EXPORT),
    (b"RDX3\n", "a file of R", EXPORT),
    (b"\xff\xfe\0\0", "text in UTF-32", UTF8),
    (b"\0\0\xfe\xff", "text in UTF-32", UTF8),
];

/// An encrypted workbook of any year is a file of the older kind.
const SAVE_UNLOCKED: &str = "open it in a spreadsheet, and save it as `.xlsx` without a password, or as `CSV UTF-8`";

/// How marked-up text begins, in lower case.
const MARKUP: &[(&[u8], &str)] = &[
    (b"<?xml", "an XML file"),
    (b"<!doctype", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<head", "a web page (HTML)"),
    (b"<body", "a web page (HTML)"),
    (b"<meta", "a web page (HTML)"),
    (b"<style", "a web page (HTML)"),
    (b"<script", "a web page (HTML)"),
    (b"<table", "a web page (HTML)"),
    (b"mime-version:", "a web page (MHTML)"),
];

/// What an entry of a zip archive makes of it: how the name begins, and what it is.
const ENTRIES: &[(&str, &str, &str)] = &[
    ("word/", "a Word document (.docx)", TABLE),
    ("ppt/", "a PowerPoint presentation (.pptx)", TABLE),
    ("Index/", "a document of Numbers or Pages", SAVE),
];

/// The kinds of document that the first entry of a zip archive may name.
const OPEN_DOCUMENTS: &[(&[u8], &str, &str)] = &[
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", SAVE),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", TABLE),
];

impl Container {
    /// What a file is that begins with these bytes: the first [`ENOUGH`] of them, the first [`ENOUGH_OF_ZIP`] of a zip
    /// archive, or all.
    pub(super) fn of(first: &[u8]) -> Self {
        if is_zip(first) {
            return of_zip(first);
        }
        Self::of_signature(first).unwrap_or_else(|| of_text(first))
    }

    /// What a file is whose first bytes leave no doubt, however few they are; `None` where the text decides.
    pub(super) fn of_signature(first: &[u8]) -> Option<Self> {
        match first {
            [0x1f, 0x8b, ..] => return Some(Self::Gzip),
            // A frame of zstd, or one that is to be skipped.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => return Some(Self::Zstd),
            // The header of older Stata files: release, byte order, kind.
            [0x69 | 0x6c | 0x71..=0x73, 1 | 2, 1, ..] => return Some(foreign("a Stata file (.dta)", EXPORT)),
            _ => {}
        }
        let known =
            SIGNATURES.iter().find(|(signature, ..)| first.starts_with(signature) && !is_heading(first, signature));
        if let Some((_, what, fix)) = known {
            return Some(foreign(what, fix));
        }
        let marked = [ByteOrder::Little, ByteOrder::Big].into_iter().find(|order| first.starts_with(order.mark()));
        marked.map(Self::Utf16).or_else(|| is_zip(first).then(|| of_zip(first)))
    }
}

fn foreign(what: &'static str, fix: &'static str) -> Container {
    Container::Foreign(Foreign { what, fix })
}

/// True for the heading of a table that begins as a file of another kind does: `PAR1,PAR2`.
fn is_heading(first: &[u8], signature: &[u8]) -> bool {
    let rest = &first[signature.len()..];
    match signature {
        b"PAR1" => rest.first().is_some_and(|byte| is_letter(*byte)),
        // Behind the level comes the beginning of a block, or the end of a stream without one.
        b"BZh" => !matches!(rest, [] | [b'1'..=b'9'] | [b'1'..=b'9', b'1' | 0x17, ..]),
        _ => false,
    }
}

/// True for a byte of text in ASCII.
fn is_letter(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n')
}

/// What a file is by the bytes of its text.
fn of_text(first: &[u8]) -> Container {
    let text = first.strip_prefix(UTF8_MARK).unwrap_or(first).trim_ascii_start();
    let begins = |begin: &[u8]| text.get(..begin.len()).is_some_and(|found| found.eq_ignore_ascii_case(begin));
    if let Some((_, what)) = MARKUP.iter().find(|(begin, _)| begins(begin)) {
        return Container::Markup(Foreign { what, fix: PAGE });
    }
    // The mark of a tar archive stands behind its first header.
    if first.get(257..262) == Some(b"ustar") {
        return foreign("a tar archive", UNPACK);
    }
    if let Some(order) = without_mark(first) {
        return Container::Utf16(order);
    }
    // In a later line it belongs to a cell, which is refused with its place.
    let first_line = first.split(|byte| *byte == b'\n').next().unwrap_or(first);
    if first_line.contains(&0) { foreign("no text", EXPORT) } else { Container::Plain }
}

/// The byte order of UTF-16 without a mark: at least half of its units are letters of ASCII, which have a byte 0.
fn without_mark(first: &[u8]) -> Option<ByteOrder> {
    let (mut little, mut big, mut all) = (0, 0, 0);
    for pair in first.chunks_exact(2) {
        all += 1;
        match *pair {
            [0, 0] => return None,
            [letter, 0] if is_letter(letter) => little += 1,
            [0, letter] if is_letter(letter) => big += 1,
            _ => {}
        }
    }
    let is_most = |count: usize| count >= 2 && count * 2 >= all;
    match (is_most(little), is_most(big)) {
        (true, false) => Some(ByteOrder::Little),
        (false, true) => Some(ByteOrder::Big),
        _ => None,
    }
}

/// True for a zip archive, also an empty one or the first part of several.
pub(super) fn is_zip(first: &[u8]) -> bool {
    matches!(first, [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..])
}

/// What a zip archive is by the names of its first entries.
fn of_zip(first: &[u8]) -> Container {
    let names: Vec<&str> = entries(first).collect();
    let is_binary = |name: &&str| {
        *name == "xl/workbook.bin" || (name.starts_with("xl/worksheets/sheet") && name.as_bytes().ends_with(b".bin"))
    };
    if names.iter().any(is_binary) {
        return foreign("a binary Excel workbook (.xlsb)", SAVE);
    }
    if names.iter().any(|name| name.starts_with("xl/")) {
        return Container::Workbook;
    }
    let has = |begin: &str| names.iter().any(|name| name.starts_with(begin));
    if let Some((_, what, fix)) = ENTRIES.iter().find(|(begin, ..)| has(begin)) {
        return foreign(what, fix);
    }
    let beginning = &first[..first.len().min(ENOUGH)];
    let contains = |words: &[u8]| beginning.windows(words.len()).any(|window| window == words);
    let open = OPEN_DOCUMENTS.iter().find(|(words, ..)| names.first() == Some(&"mimetype") && contains(words));
    open.map_or_else(|| foreign("a zip archive", UNPACK), |(_, what, fix)| foreign(what, fix))
}

/// The names of the entries of a zip archive that begin in these bytes.
fn entries(first: &[u8]) -> impl Iterator<Item = &str> {
    const HEADER: usize = 30;
    first.windows(HEADER).enumerate().filter(|(_, header)| header.starts_with(b"PK\x03\x04")).filter_map(
        |(at, header)| {
            let length = usize::from(u16::from_le_bytes([header[26], header[27]]));
            std::str::from_utf8(first.get(at + HEADER..at + HEADER + length)?).ok()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip archive that begins with entries of these names and contents.
    fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, content) in entries {
            let mut header = [0; 30];
            header[..4].copy_from_slice(b"PK\x03\x04");
            header[26] = u8::try_from(name.len()).unwrap();
            bytes.extend_from_slice(&header);
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(content);
        }
        bytes
    }

    fn what(first: &[u8]) -> &'static str {
        match Container::of(first) {
            Container::Foreign(foreign) | Container::Markup(foreign) => {
                assert!(foreign.fix.len() > 10);
                foreign.what
            }
            other => panic!("{other:?}: {first:?}"),
        }
    }

    #[test]
    fn h05_what_is_no_text_is_named_for_what_it_is() {
        let tar = [b"class.csv\0".as_slice(), &[0; 247], b"ustar\0".as_slice()].concat();
        for (first, expected) in [
            (b"BZh91AY&SY\x2c\xe5".as_slice(), "a bzip2 file"),
            (b"BZh9\x17\x72\x45\x38\x50\x90", "a bzip2 file"),
            (b"\xfd7zXZ\0\0\x04", "an xz file"),
            (b"\x04\x22\x4d\x18\x64", "an lz4 file"),
            (b"LZIP\x01\x0c", "an lzip file"),
            (b"\x5d\0\0\x80\0", "an lzma file"),
            (b"\x1f\x9d\x90", "a file of `compress` (.Z)"),
            (b"7z\xbc\xaf\x27\x1c\0\x04", "a 7-Zip archive"),
            (b"Rar!\x1a\x07\x01\0", "a RAR archive"),
            (&tar, "a tar archive"),
            (b"PK\x05\x06\0\0", "a zip archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook of before 2007 (.xls), or a file with a password"),
            (b"%PDF-1.7\n", "a PDF file"),
            (b"{\\rtf1\\ansi", "an RTF document"),
            (b"\x89PNG\r\n\x1a\n", "a picture"),
            (b"\xff\xd8\xff\xe0", "a picture"),
            (b"PAR1\x15\x04", "a Parquet file"),
            (b"PAR1", "a Parquet file"),
            (b"ARROW1\0\0", "an Arrow file"),
            (b"Obj\x01\x04", "an Avro file"),
            (b"SQLite format 3\0\x10", "an SQLite database"),
            (b"$FL2@(#) SPSS DATA FILE", "an SPSS file (.sav)"),
            (b"<stata_dta><header>", "a Stata file (.dta)"),
            (b"\x73\x02\x01\0", "a Stata file (.dta)"),
            (b"RDX3\nA\n", "a file of R"),
            (b"\xff\xfe\0\0r\0\0\0", "text in UTF-32"),
            (b"\xef\xbb\xbf \n<!DOCTYPE html>", "a web page (HTML)"),
            (b"<HTML><body>", "a web page (HTML)"),
            (b"\r\n  <table border=1>", "a web page (HTML)"),
            (b"<?xml version=\"1.0\"?>", "an XML file"),
            (b"MIME-Version: 1.0\r\n", "a web page (MHTML)"),
            (b"\x00\x01\x02\x03", "no text"),
        ] {
            assert_eq!(what(first), expected, "{first:?}");
        }
    }

    #[test]
    fn h05_a_zip_archive_is_named_by_its_entries() {
        let types = ("[Content_Types].xml", [b'x'; 3000].as_slice());
        let ods = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
        for (entries, expected) in [
            (vec![("class.csv", b"a,b".as_slice())], "a zip archive"),
            (vec![types, ("word/document.xml", b"")], "a Word document (.docx)"),
            (vec![types, ("ppt/presentation.xml", b"")], "a PowerPoint presentation (.pptx)"),
            (vec![types, ("xl/workbook.bin", b"")], "a binary Excel workbook (.xlsb)"),
            (vec![types, ("xl/worksheets/sheet1.bin", b"")], "a binary Excel workbook (.xlsb)"),
            (vec![("mimetype", ods)], "an OpenDocument spreadsheet (.ods)"),
            (vec![("mimetype", b"application/vnd.oasis.opendocument.text")], "an OpenDocument file"),
            (vec![("mimetype", b"application/epub+zip")], "a zip archive"),
            (vec![("class.csv", ods)], "a zip archive"),
        ] {
            assert_eq!(what(&zip(&entries)), expected, "{entries:?}");
        }
        let printer = ("xl/printerSettings/printerSettings1.bin", b"".as_slice());
        for entries in [vec![types, ("xl/workbook.xml", b"")], vec![("xl/styles.xml", b""), printer]] {
            assert_eq!(Container::of(&zip(&entries)), Container::Workbook, "{entries:?}");
        }
        // The name of an entry may be cut off.
        let cut = zip(&[types, ("xl/workbook.xml", b"")]);
        assert_eq!(what(&cut[..cut.len() - 3]), "a zip archive");
    }

    #[test]
    fn h05_what_is_compressed_or_in_utf16_is_read() {
        let utf16 = |text: &str, order: ByteOrder| -> Vec<u8> {
            let bytes = |unit: u16| if order == ByteOrder::Little { unit.to_le_bytes() } else { unit.to_be_bytes() };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for (first, expected) in [
            (b"\x1f\x8b\x08\0".as_slice(), Container::Gzip),
            (b"\x1f\x8b", Container::Gzip),
            (b"\x28\xb5\x2f\xfd\x64", Container::Zstd),
            (b"\x50\x2a\x4d\x18\x04", Container::Zstd),
            (b"\x5f\x2a\x4d\x18\x04", Container::Zstd),
            (b"\xff\xfer\0", Container::Utf16(ByteOrder::Little)),
            (b"\xfe\xff\0r", Container::Utf16(ByteOrder::Big)),
        ] {
            assert_eq!(Container::of(first), expected, "{first:?}");
        }
        for order in [ByteOrder::Little, ByteOrder::Big] {
            for text in ["respondent,a\n", "氏名,respondent\n", "\n\nid", "a\tb", "Zoë;é"] {
                assert_eq!(Container::of(&utf16(text, order)), Container::Utf16(order), "{text:?}");
            }
        }
    }

    /// Sixty beginnings of tables, JSON lines and answers files, and bytes at random.
    #[test]
    fn h05_any_other_beginning_is_plain() {
        let texts = [
            "",
            "\n",
            "a",
            "respondent,a\n",
            "\u{feff}respondent;a\r\n",
            "{\"format\":1}",
            "format: 1\n",
            "# answers\n",
            "---\n",
            "PAR1,PAR2,respondent\n",
            "PAR1\tPAR2\n",
            "BZh,respondent\n",
            "BZh9,respondent\n",
            "BZ,h\n",
            "$FL,a\n",
            "P,K\n",
            "PK,respondent\n",
            "Rar,a\n",
            "7z,a\n",
            "id,<b>name</b>\n",
            "<b>respondent</b>,a\n",
            "<3,respondent\n",
            "%PDF,a\n",
            "氏名,respondent\n",
            "Zoë,respondent\n",
            "sep=;\n",
            "\"respondent\",\"a\"\n",
            "]\n",
            "respondent\ta\n",
            "Obj,a\n",
        ];
        for text in texts {
            assert_eq!(Container::of(text.as_bytes()), Container::Plain, "{text:?}");
        }
        // A zero in a later line belongs to a cell.
        assert_eq!(Container::of(b"respondent,a\nx,\0\n"), Container::Plain);
        let mut number = 1_u32;
        let mut random = || {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from(number >> 24).unwrap()
        };
        for _ in 0..30 {
            let first: Vec<u8> = (0..400).map(|_| random().max(1)).collect();
            assert_eq!(Container::of(&first), Container::Plain, "{first:?}");
        }
    }
}
