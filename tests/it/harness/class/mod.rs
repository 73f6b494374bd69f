//! A made-up class in two terms, seeded: the same numbers give the same bytes.
//!
//! The files are those that people and an office have: an answers file for each attempt in `spring/` and `autumn/`, and the
//! list of those who were invited. What is special about a person goes by their number, so that a class of twelve has most
//! kinds of people that a large one has.

#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test program uses a part of it")]

mod attempts;
mod names;
mod student;
pub mod twins;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use skillgap::answers::to_yaml;
use skillgap::model::Pack;

pub use attempts::EARLIER_QUESTION;
pub use student::Student;

/// The day as of which the class is looked at. Every date in its answers lies before it.
pub const DAY: &str = "2026-11-30";

/// The groups that people belong to.
pub const GROUPS: [&str; 3] = ["Tuesday evening", "Online", "Ward staff, day release"];

/// A class as its files.
pub struct Class {
    /// Each file by its path, such as `autumn/answers-0001.yaml`.
    pub files: BTreeMap<String, String>,
}

impl Class {
    /// The class of so many people with this seed.
    pub fn new(pack: &Pack, seed: u64, size: usize) -> Self {
        let mut files = BTreeMap::new();
        let mut invited = "respondent,label,group\n".to_owned();
        for number in 0..size {
            let student = Student::new(seed, number);
            for attempt in student.attempts(pack) {
                let path = format!("{}/answers-{number:04}{}.yaml", attempt.term, attempt.suffix);
                files.insert(path, attempt.retold(&to_yaml(&attempt.sheet, pack)));
            }
            if student.is_invited() {
                let (id, label) = student.as_invited();
                let _ = writeln!(invited, "{},{},{}", quoted(&id), quoted(&label), quoted(student.group_on_list()));
            }
        }
        files.insert("invited.csv".to_owned(), invited);
        Self { files }
    }

    /// The names and texts of the answers files of a term.
    pub fn term(&self, term: &str) -> Vec<(String, String)> {
        let own = self.files.iter().filter(|(path, _)| path.starts_with(&format!("{term}/")));
        own.map(|(path, text)| (path.clone(), text.clone())).collect()
    }

    /// Writes it to a folder, which is made.
    pub fn write(&self, folder: &Path) {
        for (path, text) in &self.files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}

/// A cell of a list as an office's spreadsheet writes it.
pub fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
