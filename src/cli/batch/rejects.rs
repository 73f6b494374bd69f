//! The refused records as they came, in files that can be mended and scored again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::pipeline::Header;
use crate::cli::Failure;
use crate::cli::files::{self, Draft, Replace};
use crate::cli::signals::Leftovers;

/// Rows of tables go to one file for each header, JSON lines to one for all; the first that is needed has the name that
/// was asked for, the next ones a number.
pub(in crate::cli) struct Rejects {
    path: PathBuf,
    replace: Replace,
    /// What no numbered file may replace: the inputs and the other outputs.
    needed: Vec<PathBuf>,
    leftovers: Leftovers,
    /// The number of the last file.
    last: usize,
    files: Vec<RejectFile>,
}

/// The refused records under one header, or the JSON lines.
struct RejectFile {
    header: Option<Arc<Header>>,
    name: PathBuf,
    draft: Draft,
}

impl Rejects {
    /// Nothing is written before there is something to keep. What a signal has to remove is added to the leftovers.
    pub(in crate::cli) fn new(
        path: &Path,
        replace: Replace,
        needed: Vec<PathBuf>,
        leftovers: &Leftovers,
    ) -> Result<Self, Failure> {
        let (path, leftovers) = (path.to_owned(), leftovers.clone());
        let rejects = Self { path, replace, needed, leftovers, last: 0, files: Vec::new() };
        // Known before a long run rather than after it.
        drop(rejects.draft(&rejects.path)?);
        Ok(rejects)
    }

    fn draft(&self, name: &Path) -> Result<Draft, Failure> {
        let mut leftovers = self.leftovers.lock();
        let draft = Draft::new(name, self.replace)?;
        leftovers.extend(draft.path().map(Path::to_owned));
        Ok(draft)
    }

    pub(super) fn rows(&mut self, header: &Arc<Header>, rows: &[u8]) -> Result<(), Failure> {
        self.add(Some(header), rows)
    }

    pub(super) fn lines(&mut self, lines: &[u8]) -> Result<(), Failure> {
        self.add(None, lines)
    }

    fn add(&mut self, header: Option<&Arc<Header>>, records: &[u8]) -> Result<(), Failure> {
        if records.is_empty() {
            return Ok(());
        }
        let text = header.map(|header| header.text.as_slice());
        let known = self.files.iter().position(|file| file.header.as_ref().map(|known| known.text.as_slice()) == text);
        let at = known.unwrap_or(self.files.len());
        if known.is_none() {
            let name = self.next_name();
            let mut draft = self.draft(&name)?;
            draft.write(text.unwrap_or_default())?;
            if text.is_some_and(|text| !text.ends_with(b"\n")) {
                draft.write(b"\n")?;
            }
            self.files.push(RejectFile { header: header.cloned(), name, draft });
        }
        self.files[at].draft.write(records)
    }

    /// The next name that is free: a run does not end half-way because a number is taken.
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

    /// Puts the files in their places; gives their names.
    pub(in crate::cli) fn keep(self) -> Result<Vec<PathBuf>, Failure> {
        let place = |file: RejectFile| file.draft.keep().map(|()| file.name);
        self.files.into_iter().map(place).collect()
    }
}
