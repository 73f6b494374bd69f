//! The closed list of input formats.

use std::path::Path;

use super::decoder::{Beginning, Decoder};
use super::ndjson::Ndjson;
use super::table::{self, TableOptions};
use super::xlsx::sheets;
use super::yaml::Yaml;
use crate::answers::named_pack;
use crate::diag::Diagnostic;
use crate::model::Pack;

/// The format of an input of batch scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// A wide table.
    Csv,
    /// JSON lines.
    Ndjson,
    /// One YAML answers file.
    Yaml,
    /// A table in a spreadsheet.
    Xlsx,
}

impl InputFormat {
    /// Each format with its name on a command line.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("csv", Self::Csv), ("ndjson", Self::Ndjson), ("yaml", Self::Yaml), ("xlsx", Self::Xlsx)];

    /// What the format is, for help texts.
    pub fn about(self) -> &'static str {
        match self {
            Self::Csv => "A table with one row each, cells separated by comma, semicolon or tab",
            Self::Ndjson => "JSON lines: one object each, with the fields of an answers file",
            Self::Yaml => "An answers file",
            Self::Xlsx => "A spreadsheet with such a table in one of its sheets",
        }
    }

    /// The endings of file names, in lower case.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Csv => &["csv", "tsv", "tab"],
            Self::Ndjson => &["ndjson", "jsonl"],
            Self::Yaml => &["yaml", "yml"],
            Self::Xlsx => &["xlsx", "xlsm"],
        }
    }

    /// How the first bytes of an input begin, white space left out. A table begins with anything else.
    fn beginnings(self) -> &'static [&'static [u8]] {
        match self {
            Self::Csv => &[],
            Self::Ndjson => &[b"{"],
            Self::Yaml => &[b"format:", b"pack:", b"#", b"---"],
            Self::Xlsx => &[b"PK\x03\x04"],
        }
    }

    /// The format of a file by the ending of its name, also before the ending of a compressed file.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let inner = match ending(path).as_deref() {
            Some("gz" | "zst") => path.file_stem().map(Path::new)?,
            _ => path,
        };
        let ending = ending(inner)?;
        Self::all().find(|format| format.endings().contains(&ending.as_str()))
    }

    /// The format of an input that begins with these bytes.
    pub fn of_first_bytes(first: &[u8]) -> Self {
        let text = first.trim_ascii_start();
        let found = Self::all().find(|format| format.beginnings().iter().any(|begin| text.starts_with(begin)));
        found.unwrap_or(Self::Csv)
    }

    /// The format of an input that begins with these bytes, where this format was named for it. A spreadsheet is known by its
    /// bytes alone, whatever its name says.
    pub fn of_bytes(first: &[u8], named: Option<Self>) -> Self {
        let found = Self::of_first_bytes(first);
        named.filter(|named| found != Self::Xlsx && *named != Self::Xlsx).unwrap_or(found)
    }

    /// True for an input that is read as a whole.
    pub fn is_whole(self) -> bool {
        self == Self::Yaml
    }

    /// Begins an input of this format by its first bytes; `at_end` where there are no more. Of a spreadsheet these are the
    /// bytes of a sheet's text.
    ///
    /// # Errors
    /// When no record of the input can be read.
    pub fn begin(
        self,
        pack: &Pack,
        file: &str,
        (text, at_end): (&[u8], bool),
        options: &TableOptions,
    ) -> Result<Beginning, Box<Diagnostic>> {
        let found = |decoder: Box<dyn Decoder>| Beginning::Found { taken: 0, decoder, warnings: Vec::new() };
        Ok(match self {
            Self::Csv | Self::Xlsx => table::begin(pack, file, text, at_end, options)?,
            Self::Ndjson => found(Box::new(Ndjson)),
            Self::Yaml => found(Box::new(Yaml)),
        })
    }

    /// The id of the pack that the first record names, from the beginning of an input.
    pub fn named_pack(self, text: &[u8]) -> Option<String> {
        match self {
            Self::Csv => table::named_pack(text),
            Self::Xlsx => table::named_pack(&sheets(text).ok()?.first()?.text),
            Self::Ndjson => {
                let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
                named_pack(std::str::from_utf8(lines.into_iter().find(|line| !line.is_empty())?).ok()?)
            }
            Self::Yaml => named_pack(std::str::from_utf8(text).ok()?),
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        Self::WORDS.iter().map(|(_, format)| *format)
    }
}
