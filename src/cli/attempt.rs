//! One attempt at a quiz and the file that it is kept in.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files::{self, Readers, Replace};
use super::platform::{System, is_held};
use super::{messages, packs, sheets};
use crate::answers::{self, AnswerSheet, Rater, Respondent};
use crate::clock::Timestamp;
use crate::model::{FormIx, Pack, RoleIx};
use crate::quiz::{AttemptOrigin, start_says};

/// One attempt.
pub(super) struct Attempt {
    /// Where it is kept.
    pub(super) path: PathBuf,
    /// The answers so far.
    pub(super) sheet: AnswerSheet,
    /// New, or gone on with.
    pub(super) origin: AttemptOrigin,
    /// What the file held when it was last read or written; `None` before the first saving.
    pub(super) saved: Option<String>,
}

impl Attempt {
    /// A new attempt, in the file of this name or in one that is named after the time.
    pub(super) fn new(pack: &Pack, form: FormIx, role: RoleIx, named: Option<&Path>) -> Self {
        let now = Timestamp::now();
        let mut sheet = AnswerSheet::new(pack, form, Respondent { id: random_id(), label: None });
        sheet.started = Some(now);
        sheet.role = role;
        let by_time = || free_name(Path::new(&format!("skillgap-{}.yaml", now.compact())));
        Self { path: named.map_or_else(by_time, Path::to_owned), sheet, origin: AttemptOrigin::New, saved: None }
    }

    /// An attempt to go on with: the file that was named, or the latest unfinished one in this folder.
    pub(super) fn unfinished(pack: &Pack, form: FormIx, named: Option<&Path>) -> Result<Option<Self>, Failure> {
        let resumed =
            |path: PathBuf, sheet, text| Self { path, sheet, origin: AttemptOrigin::Resumed, saved: Some(text) };
        if let Some(path) = named {
            if !path.exists() {
                return Ok(None);
            }
            let text = files::read(path, answers::LARGEST_FILE)?;
            let name = path.display().to_string();
            let (sheet, problems) = answers::parse(&name, &text, pack);
            // The quiz itself says what has changed.
            let problems =
                problems.into_iter().filter(|problem| sheet.is_none() || !start_says(problem.code)).collect();
            let sheet = packs::usable((sheet, problems), &name)?;
            sheets::own(&sheet, path)?;
            if sheet.finished.is_some() {
                return Err(Failure::Finished(path.to_owned()));
            }
            return Ok(Some(resumed(path.to_owned(), sheet, text)));
        }
        let drafts = std::fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let is_yaml = Path::new(&name).extension().is_some_and(|ending| ending == "yaml");
            if !(name.starts_with("skillgap-") && is_yaml) {
                return None;
            }
            let text = files::read(Path::new(&name), answers::LARGEST_FILE).ok()?;
            let sheet = answers::parse(&name, &text, pack).0?;
            (sheet.finished.is_none() && sheet.form == form && sheet.rater == Rater::Own).then_some((
                sheet.started,
                name,
                sheet,
                text,
            ))
        });
        let latest = drafts.max_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Ok(latest.map(|(_, name, sheet, text)| resumed(PathBuf::from(name), sheet, text)))
    }

    /// Saves the answers in the file. If something else wrote the file since, as a second quiz would, that stays, and
    /// this attempt goes on in a file of its own.
    pub(super) fn save(&mut self, pack: &Pack, sheet: &AnswerSheet) -> Result<(), Failure> {
        let found = match files::read(&self.path, answers::LARGEST_FILE) {
            // It is not known what it holds.
            Err(Failure::Read(path, error)) if is_held(&error, System::HERE) => {
                return Err(Failure::Write(path, error));
            }
            found => found.ok(),
        };
        if self.saved.is_some() && found == self.saved {
            return self.save_as(self.path.clone(), Replace::Yes, pack, sheet);
        }
        let is_free = !self.path.exists();
        let path = if is_free { self.path.clone() } else { free_name(&self.path) };
        let was = self.path.clone();
        self.save_as(path, Replace::Never, pack, sheet)?;
        if self.path != was {
            messages::line(&format!("{} was changed by something else.", files::absolute(&was)));
            messages::line(&format!("Your answers go on in {}", files::absolute(&self.path)));
        }
        Ok(())
    }

    /// Goes on in another file, or in a folder under the same name; whatever is there stays.
    pub(super) fn save_in(&mut self, place: &Path, pack: &Pack, sheet: &AnswerSheet) -> Result<(), Failure> {
        let name = self.path.file_name().map(PathBuf::from).unwrap_or_default();
        let path = free_name(&if place.is_dir() { place.join(name) } else { place.to_owned() });
        self.save_as(path, Replace::Never, pack, sheet)
    }

    /// Where the answers are changes only once they are there.
    fn save_as(&mut self, path: PathBuf, replace: Replace, pack: &Pack, sheet: &AnswerSheet) -> Result<(), Failure> {
        let text = answers::to_yaml(sheet, pack);
        files::write(&path, &text, replace, Readers::Owner)?;
        self.path = path;
        self.saved = Some(text);
        self.sheet = sheet.clone();
        Ok(())
    }

    /// Where the answers are, and the command that goes on with them; empty when nothing is saved there.
    pub(super) fn whereabouts(&self, pack: &Pack, quiz: &str) -> String {
        if self.saved.is_none() || !self.path.is_file() {
            return String::new();
        }
        let (done, all) = (self.sheet.answered(pack), pack.form(self.sheet.form).items.len());
        format!(
            "Saved, {done} of {all} answered: {}\nTo go on:\n  {quiz} --out {}",
            files::absolute(&self.path),
            files::for_shell(&self.path)
        )
    }
}

/// The path itself, or with `-2`, `-3` and so on before its ending: the first that is free.
pub(super) fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    let numbered = (2..).map(|n| path.with_file_name(format!("{stem}-{n}{ending}")));
    std::iter::once(path.to_owned())
        .chain(numbered)
        .find(|path| !path.exists() && !path.is_symlink())
        .expect("some number is free")
}

/// Says where the answers are, a line each.
pub(super) fn say_whereabouts(text: &str) {
    text.lines().for_each(messages::line);
}

/// A new pseudonym.
fn random_id() -> String {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    answers::pseudonym(bytes)
}
