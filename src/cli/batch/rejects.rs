//! The refused records as they came, in files that can be mended and scored again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::pipeline::Header;
use crate::cli::Failure;
use crate::cli::files::{Draft, Replace};
use crate::cli::signals::Leftovers;

/// Rows of tables go to one file for each header, JSON lines to one for all; the first that is needed has the name that
/// was asked for, the next ones a number.
pub(in crate::cli) struct Rejects {
    path: PathBuf,
    replace: Replace,
    leftovers: Leftovers,
    files: Vec<(Option<Arc<Header>>, Draft)>,
}

impl Rejects {
    /// Nothing is written before there is something to keep. What a signal has to remove is added to the leftovers.
    pub(in crate::cli) fn new(path: &Path, replace: Replace, leftovers: &Leftovers) -> Result<Self, Failure> {
        let rejects = Self { path: path.to_owned(), replace, leftovers: leftovers.clone(), files: Vec::new() };
        // Known before a long run rather than after it.
        drop(rejects.draft(1)?);
        Ok(rejects)
    }

    fn draft(&self, number: usize) -> Result<Draft, Failure> {
        let mut leftovers = self.leftovers.lock();
        let draft = Draft::new(&self.numbered(number), self.replace)?;
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
        let known = self.files.iter().position(|(known, _)| known.as_ref().map(|known| known.text.as_slice()) == text);
        let at = known.unwrap_or(self.files.len());
        if known.is_none() {
            let mut draft = self.draft(at + 1)?;
            draft.write(text.unwrap_or_default())?;
            if text.is_some_and(|text| !text.ends_with(b"\n")) {
                draft.write(b"\n")?;
            }
            self.files.push((header.cloned(), draft));
        }
        self.files[at].1.write(records)
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
        let names = (1..=self.files.len()).map(|number| self.numbered(number)).collect();
        for (_, draft) in self.files {
            draft.keep()?;
        }
        Ok(names)
    }
}
