//! Files of the refused records, unchanged, to be corrected and scored again.

use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::files::{self, Draft, Replace};
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
        let draft = Draft::new(name, self.replace)?;
        leftovers.extend(draft.path().map(Path::to_owned));
        Ok(draft)
    }

    /// Adds records to the file of their header, which is empty for formats without one.
    pub(super) fn add(&mut self, header: &[u8], records: &[u8]) -> Result<(), Failure> {
        if records.is_empty() {
            return Ok(());
        }
        let known = self.files.iter().position(|file| file.header == header);
        let at = known.unwrap_or(self.files.len());
        if known.is_none() {
            let name = self.next_name();
            let mut draft = self.draft(&name)?;
            draft.write(header)?;
            if !header.is_empty() && !header.ends_with(b"\n") {
                draft.write(b"\n")?;
            }
            self.files.push(RejectFile { header: header.to_vec(), name, draft });
        }
        self.files[at].draft.write(records)
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
        let place = |file: RejectFile| file.draft.keep().map(|()| file.name);
        self.files.into_iter().map(place).collect()
    }
}
