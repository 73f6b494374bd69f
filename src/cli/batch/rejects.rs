//! Files of the refused records, to be corrected and scored again.
//!
//! Records stay as they came, byte for byte, with two exceptions in tables, because people open them in a spreadsheet: a cell
//! that would be run gets an apostrophe in front, which the reader of tables takes away again; and a quote that is never
//! closed is closed at the end of its line, so that the rows below it keep their cells.

use std::path::{Path, PathBuf};

use super::table_guard::TableGuard;
use crate::answers::{Decoder, Framing};
use crate::cli::Failure;
use crate::cli::files::{self, Draft, Readers, Replace};
use crate::cli::signals::Leftovers;

/// Files of refused records: one for each header, and one for all records without a header. The first has the name that was
/// given, the next ones have a number.
pub(in crate::cli) struct Rejects {
    path: PathBuf,
    replace: Replace,
    /// The inputs and the other outputs, which no numbered file may replace.
    needed: Vec<PathBuf>,
    leftovers: Leftovers,
    /// The number of the last file.
    last: usize,
    files: Vec<RejectFile>,
}

/// The refused records under one header.
struct RejectFile {
    header: Vec<u8>,
    name: PathBuf,
    draft: Draft,
    /// For tables.
    guard: Option<TableGuard>,
    /// True in a line that has no end yet.
    in_line: bool,
}

/// How refused bytes relate to those before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Whole records.
    Records,
    /// A line that is no record, or its beginning.
    Line,
    /// More of that line.
    More,
}

impl Rejects {
    /// Creates no file yet, but fails if that is not possible. Adds the files that a signal has to remove to `leftovers`.
    pub(in crate::cli) fn new(
        path: &Path,
        replace: Replace,
        needed: Vec<PathBuf>,
        leftovers: &Leftovers,
    ) -> Result<Self, Failure> {
        let (path, leftovers) = (path.to_owned(), leftovers.clone());
        let rejects = Self { path, replace, needed, leftovers, last: 0, files: Vec::new() };
        // A failure is known before a long run rather than after it.
        drop(rejects.draft(&rejects.path)?);
        Ok(rejects)
    }

    fn draft(&self, name: &Path) -> Result<Draft, Failure> {
        let mut leftovers = self.leftovers.lock();
        let draft = Draft::new(name, self.replace, Readers::Owner)?;
        leftovers.extend(draft.path().map(Path::to_owned));
        Ok(draft)
    }

    /// Adds what this decoder refused to the file of its header, which is empty for formats without one.
    pub(super) fn add(&mut self, decoder: &dyn Decoder, piece: Piece, records: &[u8]) -> Result<(), Failure> {
        if records.is_empty() {
            return Ok(());
        }
        let header = decoder.header();
        let known = self.files.iter().position(|file| file.header == header);
        let at = known.unwrap_or(self.files.len());
        if known.is_none() {
            let name = self.next_name();
            let draft = self.draft(&name)?;
            self.files.push(RejectFile::new(name, draft, decoder)?);
        }
        self.files[at].add(piece, records)
    }

    /// The next free name. A number that is taken is skipped rather than ending the run.
    fn next_name(&mut self) -> PathBuf {
        loop {
            self.last += 1;
            let name = self.numbered(self.last);
            let is_needed = self.needed.iter().any(|needed| files::is_same(needed, &name));
            if self.last == 1 || !(is_needed || (self.replace == Replace::Never && name.exists())) {
                return name;
            }
        }
    }

    /// `rejects.csv`, `rejects-2.csv`, ...
    fn numbered(&self, number: usize) -> PathBuf {
        if number == 1 {
            return self.path.clone();
        }
        let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let ending = match part(self.path.extension()) {
            ending if ending.is_empty() => ending,
            ending => format!(".{ending}"),
        };
        self.path.with_file_name(format!("{}-{number}{ending}", part(self.path.file_stem())))
    }

    /// Moves the files to their places; returns their names.
    pub(in crate::cli) fn keep(self) -> Result<Vec<PathBuf>, Failure> {
        let place = |mut file: RejectFile| {
            file.end_row()?;
            file.draft.keep().map(|()| file.name)
        };
        self.files.into_iter().map(place).collect()
    }
}

impl RejectFile {
    fn new(name: PathBuf, mut draft: Draft, decoder: &dyn Decoder) -> Result<Self, Failure> {
        let header = decoder.header();
        let mut guard = match decoder.framing() {
            Framing::Table(delimiter) => Some(TableGuard::new(delimiter)),
            Framing::Header | Framing::Lines | Framing::Whole => None,
        };
        let mut text = Vec::new();
        match &mut guard {
            Some(guard) => guard.copy(header, &mut text),
            None => text.extend_from_slice(header),
        }
        if !header.is_empty() && !header.ends_with(b"\n") {
            text.push(b'\n');
        }
        draft.write(&text)?;
        Ok(Self { header: header.to_vec(), name, draft, guard, in_line: false })
    }

    fn add(&mut self, piece: Piece, records: &[u8]) -> Result<(), Failure> {
        if piece != Piece::More && self.in_line {
            // The line before was the last of its input.
            self.end_row()?;
            self.draft.write(b"\n")?;
        }
        self.in_line = !records.ends_with(b"\n");
        let Some(guard) = &mut self.guard else { return self.draft.write(records) };
        let mut text = Vec::with_capacity(records.len() + 16);
        let line_end = match records.strip_suffix(b"\n") {
            Some(line) if piece != Piece::Records => line.strip_suffix(b"\r").unwrap_or(line).len(),
            _ => records.len(),
        };
        guard.copy(&records[..line_end], &mut text);
        if line_end < records.len() {
            guard.end_row(&mut text);
            text.extend_from_slice(&records[line_end..]);
        }
        self.draft.write(&text)
    }

    /// Ends a row without a line break.
    fn end_row(&mut self) -> Result<(), Failure> {
        let mut text = Vec::new();
        if let Some(guard) = &mut self.guard {
            guard.end_row(&mut text);
        }
        self.draft.write(&text)
    }
}
