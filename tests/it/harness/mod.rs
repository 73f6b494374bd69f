//! What several test files need: small packs, answer sheets, and the program itself.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test file uses a part of it")]

pub mod class;
pub mod host;
pub mod hostile;
pub mod page;
pub mod people;
pub mod plans;
pub mod recount;
pub mod tables;
#[cfg(unix)]
pub mod terminal;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use skillgap::answers::{Answer, AnswerSheet, Beginning, Decoder, InputFormat, Respondent, TableOptions};
use skillgap::model::Pack;
use skillgap::pack::{self, PackFiles, SourceFile};

/// One item of a small pack: the lowest and highest value of its scale, its keying, its weight.
#[derive(Clone, Copy, Debug)]
pub struct ItemSpec {
    pub min: i64,
    pub max: i64,
    pub reverse: bool,
    pub weight: u32,
}

/// The decoder of an input of this format that begins with this text, which gives no warnings.
pub fn decoder(format: InputFormat, pack: &Pack, first: &str) -> Box<dyn Decoder> {
    let options = TableOptions { is_partial: true, ..TableOptions::default() };
    match format.begin(pack, "input", (first.as_bytes(), true), &options) {
        Ok(Beginning::Found { decoder, warnings, .. }) if warnings.is_empty() => decoder,
        other => panic!("{other:?}"),
    }
}

/// A plain item on 0..5.
pub const PLAIN: ItemSpec = ItemSpec { min: 0, max: 5, reverse: false, weight: 1 };

/// One competency of a small pack: its items, target, importance, and whether it is a must.
#[derive(Clone, Debug)]
pub struct CompetencySpec {
    pub items: Vec<ItemSpec>,
    pub target: i64,
    pub importance: i64,
    pub must: bool,
}

impl CompetencySpec {
    pub fn new(target: i64, importance: i64) -> Self {
        Self { items: vec![PLAIN], target, importance, must: false }
    }
}

/// The files of a pack with one domain, one form and one role. Competencies are `c0`, `c1`, ...; items `c0.i0`, ...
pub fn small_files(competencies: &[CompetencySpec]) -> PackFiles {
    let mut scales = String::new();
    let mut body = String::new();
    let mut targets = String::new();
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for (c, spec) in competencies.iter().enumerate() {
        let statements = (0..6).map(|n| format!("statement {n}")).collect::<Vec<_>>().join(", ");
        let advice = "{first-step: do, evidence: show, ask: what}";
        let _ = write!(
            body,
            "      - id: c{c}\n        title: Competency {c}\n        definition: d\n        why: w\n        levels: [{statements}]\n        \
             advice: [{advice}, {advice}, {advice}, {advice}, {advice}]\n        items:\n"
        );
        for (i, item) in spec.items.iter().enumerate() {
            let span = (item.min, item.max);
            if !spans.contains(&span) {
                spans.push(span);
                let options: Vec<String> =
                    (span.0..=span.1).map(|v| format!("{{value: {v}, label: option {v}}}")).collect();
                let _ = writeln!(
                    scales,
                    "  - {{id: s{}-{}, levels: all, options: [{}]}}",
                    span.0,
                    span.1,
                    options.join(", ")
                );
            }
            let _ = writeln!(
                body,
                "          - {{id: c{c}.i{i}, stem: stem, scale: s{}-{}, reverse: {}, weight: {}, forms: [all]}}",
                item.min, item.max, item.reverse, item.weight
            );
        }
        let need = if spec.must { "must, need-from: guess" } else { "should" };
        let _ = writeln!(
            targets,
            "      - {{competency: c{c}, level: {}, importance: {}, need: {need}, level-from: guess, importance-from: guess}}",
            spec.target, spec.importance
        );
    }
    let levels: String = (0..6).fold(String::new(), |all, n| {
        all + &format!("  - {{level: {n}, label: L{n}, means: means {n}, evidence: e}}\n")
    });
    let file = |name: &str, text: String| SourceFile { name: name.to_owned(), text };
    PackFiles {
        questionnaire: file(
            "questionnaire.yaml",
            format!(
                "format: 1\nid: small\nversion: 1.0.0\ntitle: Small\nsummary: A small pack\nlevels:\n{levels}scales:\n{scales}\
                 scoring: {{coverage: 0.5, readiness-coverage: 0.8, rung-readiness: 0.9}}\nforms:\n  - {{id: all, title: All}}\n\
                 default-form: all\ndefault-role: director\ndomains:\n  - id: domain\n    title: Domain\n    competencies:\n{body}"
            ),
        ),
        roles: file(
            "roles.yaml",
            format!(
                "format: 1\nprovenance:\n  - {{id: guess, kind: judgement, note: a guess, sources: []}}\nladder: [director]\nroles:\n  \
                 - id: director\n    title: Director\n    tier: advanced\n    next: []\n    summary: s\n    targets:\n{targets}"
            ),
        ),
        resources: file("resources.yaml", "format: 1\nsources: []\nresources: []\n".to_owned()),
    }
}

/// A checked small pack.
pub fn small_pack(competencies: &[CompetencySpec]) -> Pack {
    let (pack, problems) = pack::parse(&small_files(competencies));
    let shown: Vec<String> = problems.iter().map(skillgap::diag::render).collect();
    pack.unwrap_or_else(|| panic!("the small pack is correct:\n{}", shown.join("\n")))
}

/// The director's pack as if no placement let people answer a question of care from raw data: the level of data analysis
/// that the analyst needs then takes a post.
pub fn pack_where_analysis_needs_a_post() -> Pack {
    let mut files = pack::EMBEDDED[0].files();
    let record = "  - id: answer-a-care-question\n";
    files.resources.text = files.resources.text.replacen(record, &format!("{record}    at-work: true\n"), 1);
    pack::parse(&files).0.expect("the changed pack is correct")
}

/// The embedded pack, read once for all tests.
pub fn director_pack() -> Pack {
    static PACK: LazyLock<Pack> =
        LazyLock::new(|| pack::parse(&pack::EMBEDDED[0].files()).0.expect("the embedded pack is correct"));
    PACK.clone()
}

/// The embedded pack for coordinators of volunteers.
pub fn volunteer_pack() -> Pack {
    let embedded = pack::EMBEDDED.iter().find(|known| known.id == "volunteer-coordinator").unwrap();
    pack::parse(&embedded.files()).0.expect("the embedded pack is correct")
}

/// A sheet with one answer for each item in the pack's order; `None` leaves an item unanswered.
pub fn sheet(pack: &Pack, answers: &[Option<Answer>]) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(pack, pack.default_form(), Respondent { id: "s-test".to_owned(), label: None });
    for (item, answer) in pack.form(pack.default_form()).items.iter().zip(answers) {
        if let Some(answer) = answer {
            sheet.set(*item, answer.clone(), None);
        }
    }
    sheet
}

/// Ratings as answers.
pub fn rated(values: &[i64]) -> Vec<Option<Answer>> {
    values.iter().map(|value| Some(Answer::Rated(*value))).collect()
}

/// What the program gave.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The program for tests of tens of thousands of records: the release build that `SKILLGAP_RELEASE` names, or else that of
/// the tests.
pub fn release_program() -> PathBuf {
    std::env::var_os("SKILLGAP_RELEASE").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_skillgap")), PathBuf::from)
}

/// The program in a folder of its own, with nothing of the developer's environment.
pub struct Place {
    pub folder: tempfile::TempDir,
    program: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        Self::with_program(PathBuf::from(env!("CARGO_BIN_EXE_skillgap")))
    }

    pub fn with_program(program: PathBuf) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), program }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args).current_dir(self.folder.path()).env_clear().env("TERM", "xterm-256color");
        // The days that the program and the test take for today are those of one zone.
        command.envs(std::env::var_os("TZ").map(|zone| ("TZ", zone)));
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        use std::io::Write as _;
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that ends early closes its input: no failure of the test.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        self.ran(child.wait_with_output().unwrap())
    }

    fn ran(&self, output: Output) -> Ran {
        let folder = dunce::canonicalize(self.folder.path()).unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&*folder.to_string_lossy(), "[folder]");
        let stderr = text(output.stderr);
        // Messages have the paths of the system; tests are written with those of Unix.
        let stderr = if cfg!(windows) { stderr.replace('\\', "/") } else { stderr };
        assert!(!stderr.contains("a fault in skillgap itself"), "{stderr}");
        Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr }
    }
}

/// A file of the repository.
pub fn repository_file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}
