//! A report for each respondent, in a folder.
//!
//! The threads that score also render each page, into a hidden folder inside the folder of reports. The ordered writer gives
//! the pages their names, in the order of the inputs, so that two respondents of one name get the same files on every run.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::ordered::{self, Producer};
use super::result::BatchResult;
use tempfile::{PathPersistError, TempPath};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::answers::AnswerSheet;
use crate::assess::Assessment;
use crate::cli::files::{self, Readers, Replace};
use crate::cli::platform::is_device_name;
use crate::cli::{Failure, TOOL};
use crate::diag::{Code, Diagnostic};
use crate::facts::index::{Index, IndexRow, MOST_LISTED, Standing};
use crate::model::Pack;
use crate::report::html;
use crate::report::view::{Audience, Reporter};

/// The longest name of a report without its ending, in bytes.
const LONGEST_NAME: usize = 64;

/// The name of the index without its ending.
const INDEX: &str = "index";

/// What became of the index.
pub(in crate::cli) enum IndexDone {
    /// It is in this file.
    Written(PathBuf),
    /// Another file is there under its name.
    There(PathBuf),
    /// It would have more rows than [`MOST_LISTED`].
    TooMany,
    /// There is none, because some reports were left out.
    LeftOut,
}

/// A rendered page without a name.
pub(super) struct Page {
    /// The pseudonym of the respondent.
    respondent: String,
    /// The name or number that people know them by.
    label: Option<String>,
    /// The path in the hidden folder.
    path: PathBuf,
    /// What the index says of them.
    standing: Standing,
}

/// The folder of reports.
pub(in crate::cli) struct Reports {
    folder: PathBuf,
    replace: Replace,
    reader: Audience,
    hidden: tempfile::TempDir,
    /// How often each name was wanted so far, in lower case: some systems take `A` and `a` for one name.
    names: HashMap<String, usize>,
    /// How many were written.
    pub(in crate::cli) written: usize,
    /// The reports for the index, the first of them where they are too many to list.
    rows: Vec<IndexRow>,
}

/// Renders the pages of one thread. The texts that pages share and the buffer are reused.
pub(super) struct Rendering<'p> {
    /// The folder of reports, for messages.
    reports: PathBuf,
    folder: PathBuf,
    pack: &'p Pack,
    reader: Audience,
    reporter: Reporter<'p>,
    page: String,
    /// How many pages were rendered.
    rendered: usize,
}

impl Reports {
    /// Creates the folder if it does not exist.
    pub(in crate::cli) fn new(folder: &Path, replace: Replace, reader: Audience) -> Result<Self, Failure> {
        let failed = |error| Failure::Write(folder.to_owned(), error);
        files::create_folder(folder, Readers::Owner)?;
        let hidden = tempfile::Builder::new().prefix(".skillgap-").suffix(".tmp").tempdir_in(folder).map_err(failed)?;
        // The name of the index belongs to no respondent.
        let names = HashMap::from([(INDEX.to_owned(), 1)]);
        Ok(Self { folder: folder.to_owned(), replace, reader, hidden, names, written: 0, rows: Vec::new() })
    }

    /// The folder of pages without names.
    pub(in crate::cli) fn hidden(&self) -> PathBuf {
        self.hidden.path().to_owned()
    }

    /// The rendering of one thread, into a folder of its own: threads that create files in one folder wait for each other.
    pub(super) fn rendering<'p>(&self, pack: &'p Pack, thread: usize) -> Rendering<'p> {
        Rendering {
            reports: self.folder.clone(),
            folder: self.hidden.path().join(thread.to_string()),
            pack,
            reader: self.reader,
            reporter: Reporter::new(pack, TOOL),
            page: String::new(),
            rendered: 0,
        }
    }

    /// Gives pages their names; returns for each the name of its file, or `None` where another report is there.
    pub(super) fn place(
        &mut self,
        pages: &mut Vec<Page>,
        result: &mut BatchResult,
    ) -> Result<Vec<Option<String>>, Failure> {
        let mut files = Vec::with_capacity(pages.len());
        for page in pages.drain(..) {
            let name = self.name(&page.respondent);
            let file = match self.reader {
                Audience::Student => format!("{name}.html"),
                Audience::Advisor => format!("{name}-advisor.html"),
            };
            let target = self.folder.join(&file);
            if !self.put(&page.path, &target)? {
                let name = target.display().to_string();
                let problem = Diagnostic::of_file(Code::ReportThere, &name, "another report is already there");
                result.problems.add(problem.hint("choose another folder, or replace reports with `--force`"));
                files.push(None);
                continue;
            }
            self.written += 1;
            files.push(Some(file.clone()));
            // One more than fits tells that they are too many.
            if self.rows.len() <= MOST_LISTED {
                let Page { respondent, label, standing, .. } = page;
                self.rows.push(IndexRow { respondent, label, file, standing });
            }
        }
        Ok(files)
    }

    /// Moves a page to its place; false where another report is there, which this run may not replace.
    fn put(&self, page: &Path, target: &Path) -> Result<bool, Failure> {
        let failed = |error| Failure::Write(target.to_owned(), error);
        if self.replace == Replace::Yes {
            if let Ok(before) = fs::metadata(target) {
                fs::set_permissions(page, before.permissions()).map_err(failed)?;
            }
            return fs::rename(page, target).map(|()| true).map_err(failed);
        }
        // Another run may write into the folder at the same time.
        let file = TempPath::try_from_path(page).map_err(failed)?;
        match files::place_new(file, target) {
            Ok(()) => Ok(true),
            Err(PathPersistError { error, path }) if error.kind() == ErrorKind::AlreadyExists => {
                let is_same = target.is_file()
                    && fs::read(target).is_ok_and(|there| fs::read(&path).is_ok_and(|ours| ours == there));
                Ok(is_same)
            }
            Err(PathPersistError { error, .. }) => Err(failed(error)),
        }
    }

    /// Writes the index of all reports, and says what became of it.
    pub(in crate::cli) fn index(&mut self, pack: &Pack, all: usize) -> Result<IndexDone, Failure> {
        if self.written < all {
            return Ok(IndexDone::LeftOut);
        }
        if self.rows.len() > MOST_LISTED {
            return Ok(IndexDone::TooMany);
        }
        let index = Index { pack, rows: &self.rows, for_advisor: self.reader == Audience::Advisor };
        let path = self.folder.join(format!("{INDEX}.html"));
        match files::write(&path, &html::index_page(&index, TOOL), self.replace, Readers::Owner) {
            Ok(()) => Ok(IndexDone::Written(path)),
            Err(Failure::Exists(path)) => Ok(IndexDone::There(path)),
            Err(failure) => Err(failure),
        }
    }

    /// A name that no report of this run has.
    fn name(&mut self, respondent: &str) -> String {
        let safe = safe_name(respondent);
        let wanted = self.names.entry(safe.to_lowercase()).or_insert(0);
        *wanted += 1;
        let mut number = *wanted;
        if number == 1 {
            return safe;
        }
        // The name with a number may be another respondent's own; then the next number is tried.
        loop {
            let name = format!("{safe}-{number}");
            if let Entry::Vacant(free) = self.names.entry(name.to_lowercase()) {
                free.insert(1);
                return name;
            }
            number += 1;
        }
    }
}

impl Rendering<'_> {
    /// Renders a page for each sheet.
    pub(super) fn pages(&mut self, sheets: &[AnswerSheet], pages: &mut Vec<Page>) -> Result<(), Failure> {
        // The folder above is not created again: a signal may have removed it.
        match fs::create_dir(&self.folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(Failure::Write(self.reports.clone(), error));
            }
            _ => {}
        }
        for sheet in sheets {
            let path = self.folder.join(self.rendered.to_string());
            self.rendered += 1;
            let assessment = Assessment::new(self.pack, sheet);
            let first = match self.reader {
                Audience::Student => {
                    let report = self.reporter.student(&assessment);
                    html::student_page_into(&report, &mut self.page);
                    report.first
                }
                Audience::Advisor => {
                    let report = self.reporter.advisor(&assessment);
                    html::advisor_page_into(&report, &mut self.page);
                    report.student.first
                }
            };
            let written = files::create_own(&path).and_then(|mut file| file.write_all(self.page.as_bytes()));
            written.map_err(|error| Failure::Write(self.reports.clone(), error))?;
            let standing = Standing::new(&assessment, first);
            let (respondent, label) = (sheet.respondent.id.clone(), sheet.respondent.label.clone());
            pages.push(Page { respondent, label, path, standing });
        }
        Ok(())
    }
}

/// Sheets on their way to be rendered, and their pages.
struct Unrendered {
    sheets: Vec<AnswerSheet>,
    pages: Vec<Page>,
    failure: Option<Failure>,
}

/// How many sheets a thread renders at a time.
const SHEETS_AT_A_TIME: usize = 16;

/// Writes the advisor's copy for each sheet, on several threads; returns the names of the files, `None` where another report
/// is there. The same sheets get the same names, whatever the number of threads.
pub(in crate::cli) fn advisors_copies(
    reports: &mut Reports,
    pack: &Pack,
    sheets: Vec<AnswerSheet>,
    threads: usize,
    result: &mut BatchResult,
) -> Result<Vec<Option<String>>, Failure> {
    let renderings: Vec<_> = (0..threads).map(|thread| reports.rendering(pack, thread)).collect();
    let workers = renderings.into_iter().map(|mut rendering| {
        move |job: &mut Unrendered| job.failure = rendering.pages(&job.sheets, &mut job.pages).err()
    });
    let produce = |jobs: Producer<Unrendered>| {
        let mut rest = sheets.into_iter();
        loop {
            let sheets: Vec<AnswerSheet> = rest.by_ref().take(SHEETS_AT_A_TIME).collect();
            if sheets.is_empty() || jobs.push(Unrendered { sheets, pages: Vec::new(), failure: None }).is_err() {
                return;
            }
        }
    };
    let mut files = Vec::new();
    ordered::run(2 * threads, workers, produce, |job| {
        if let Some(failure) = job.failure.take() {
            return Err(failure);
        }
        files.append(&mut reports.place(&mut job.pages, result)?);
        Ok(())
    })?;
    Ok(files)
}

/// A pseudonym as the name of a file on every system: letters and digits of any script, hyphens, underscores and single
/// dots; anything else becomes a hyphen.
fn safe_name(respondent: &str) -> String {
    let mut name = String::new();
    for letter in respondent.nfc() {
        let is_mark = is_combining_mark(letter)
            && name.ends_with(|before: char| before.is_alphanumeric() || is_combining_mark(before));
        let is_kept = is_mark || letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let letter = if is_kept { letter } else { '-' };
        let repeats = matches!(letter, '-' | '.') && name.ends_with(['-', '.']);
        if !repeats && name.len() + letter.len_utf8() <= LONGEST_NAME {
            name.push(letter);
        }
    }
    let name = name.trim_matches(['-', '.']);
    match name {
        "" => "respondent".to_owned(),
        name if is_device_name(name) => format!("respondent-{name}"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pseudonym_leaves_its_folder_or_hides() {
        for (respondent, name) in [
            ("s-0001", "s-0001"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "respondent"),
            ("C:\\Windows", "C-Windows"),
            ("nul", "respondent-nul"),
            ("COM1.txt", "respondent-COM1.txt"),
            (".hidden", "hidden"),
            ("a b/c", "a-b-c"),
            ("Zoë", "Zoë"),
            ("日本 太郎", "日本-太郎"),
            ("Zoe\u{308}", "Zoë"),
            ("स्वाति", "स्वाति"),
            ("\u{308}a", "a"),
            ("a\u{202e}gpj.exe", "a-gpj.exe"),
            ("\u{200b}\u{feff}", "respondent"),
            ("=1+1", "1-1"),
        ] {
            assert_eq!(safe_name(respondent), name, "{respondent}");
        }
        for letter in ["x", "é", "本", "𝒳"] {
            let name = safe_name(&letter.repeat(300));
            assert!((LONGEST_NAME - 3..=LONGEST_NAME).contains(&name.len()), "{name}");
        }
    }

    #[test]
    fn equal_names_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut reports = Reports::new(folder.path(), Replace::Never, Audience::Student).unwrap();
        let names: Vec<String> = ["a", "A", "a-2", "a", "a/2"].iter().map(|id| reports.name(id)).collect();
        let mut distinct: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
        assert_eq!(names[0], "a");
    }
}
