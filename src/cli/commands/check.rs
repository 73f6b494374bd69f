//! `skillgap check`: every problem of packs, answers files and invitations, and advice to authors of packs.

use std::path::{Path, PathBuf};

use super::check_facts;
use crate::answers;
use crate::cli::args::{CheckArgs, Options, SchemaOf};
use crate::cli::container::Refusal;
use crate::cli::files::{self, Readers, Replace};
use crate::cli::opening::{self, Entry};
use crate::cli::{Done, Failure, messages, overlays, packs};
use crate::clock::{Date, Timestamp};
use crate::diag::{self, Code, Diagnostic, Listing, any_error};
use crate::golden;
use crate::language::grammar;
use crate::model::{Id, Pack};
use crate::pack::overlay::OVERLAY_FILE;
use crate::pack::{self, EMBEDDED, PackFile, lint};

/// The folder of a pack that holds golden answers.
const GOLDEN: &str = "golden";

/// How the name of a file with expected results ends.
const EXPECTED: &str = ".expected.yaml";

pub(in crate::cli) fn run(args: &CheckArgs, options: &Options) -> Result<Done, Failure> {
    if let Some(which) = args.schema {
        return schema(which);
    }
    let today = Timestamp::now().day();
    let mut check =
        Check { args, options, today, packs: Vec::new(), found: Vec::new(), facts: Vec::new(), checked: 0, waived: 0 };
    for path in &args.paths {
        let before = check.found.len();
        let inputs = inputs(path, &mut check.found);
        if inputs.is_empty() && check.found.len() == before {
            let message = "no pack and no .yaml files in this folder";
            check.found.push(Diagnostic::of_file(Code::Unreadable, &path.display().to_string(), message));
        }
        for input in inputs {
            check.input(&input)?;
        }
    }
    for facts in &check.facts {
        files::print(facts)?;
    }
    let warnings = check.found.iter().filter(|problem| !problem.is_error()).count();
    let checked = grammar::count(check.checked, "input", "inputs");
    messages::text(&diag::render_list(&check.found, if args.all { Listing::All } else { Listing::First }));
    if check.found.len() > 1 {
        messages::line("by kind:");
        messages::text(&diag::render_counts(&check.found));
    }
    let waived = match check.waived {
        0 => String::new(),
        some => format!(" ({} waived by the pack)", grammar::count(some, "warning", "warnings")),
    };
    if any_error(&check.found) || (args.strict && warnings > 0) {
        let found = grammar::count(check.found.len(), "problem", "problems");
        return Err(Failure::Problems(Vec::new(), format!("{found} in {checked} checked{waived}")));
    }
    let found = match warnings {
        0 => "no errors".to_owned(),
        some => format!("no errors, {}", grammar::count(some, "warning", "warnings")),
    };
    messages::say(&format!("checked {checked}: {found}{waived}"));
    Ok(Done::Well)
}

/// Prints the schema of one file, or of the three by name.
fn schema(which: SchemaOf) -> Result<Done, Failure> {
    let value = match which {
        SchemaOf::All => PackFile::ALL.iter().map(|file| (file.name(), pack::schema(*file))).collect(),
        SchemaOf::Questionnaire => pack::schema(PackFile::Questionnaire),
        SchemaOf::Roles => pack::schema(PackFile::Roles),
        SchemaOf::Resources => pack::schema(PackFile::Resources),
        SchemaOf::Overlay => pack::overlay_schema(),
        SchemaOf::Invitation => answers::invitation_schema(),
    };
    files::print(&format!("{value:#}\n"))?;
    Ok(Done::Well)
}

/// Something to be checked.
#[derive(Debug)]
enum Input {
    /// A folder with the files of a pack.
    Pack(PathBuf),
    /// A folder with an overlay.
    Overlay(PathBuf),
    /// A file of answers, or an invitation.
    Answers(PathBuf),
}

/// What a path holds: one file, one pack, or for another folder all packs and YAML files in it and below, by name. A
/// file of a pack selects the whole pack; expected results belong to the answers beside them. A folder that cannot be read
/// is a problem.
fn inputs(path: &Path, found: &mut Vec<Diagnostic>) -> Vec<Input> {
    if PackFile::ALL.iter().any(|file| path.join(file.name()).is_file()) {
        return vec![Input::Pack(path.to_owned())];
    }
    if path.join(OVERLAY_FILE).is_file() {
        return vec![Input::Overlay(path.to_owned())];
    }
    if path.is_dir() {
        let entries = yaml_files_and_folders(path, found);
        return entries.iter().flat_map(|entry| inputs(&entry.path, found)).collect();
    }
    let is_of_pack = path.file_name().is_some_and(|name| PackFile::ALL.iter().any(|file| name == file.name()));
    let is_overlay = path.file_name().is_some_and(|name| name == OVERLAY_FILE);
    match path.parent() {
        Some(folder) if (is_of_pack || is_overlay) && path.is_file() => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            vec![if is_overlay { Input::Overlay(folder.to_owned()) } else { Input::Pack(folder.to_owned()) }]
        }
        _ if is_expected(path) => Vec::new(),
        _ => vec![Input::Answers(path.to_owned())],
    }
}

/// True for a file of expected results.
fn is_expected(path: &Path) -> bool {
    path.to_string_lossy().ends_with(EXPECTED)
}

/// The YAML files and the folders in a folder, by name. A folder that cannot be read is a problem.
fn yaml_files_and_folders(folder: &Path, found: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let is_yaml = |path: &Path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    match opening::entries(folder) {
        Ok(entries) => entries.into_iter().filter(|entry| entry.is_folder || is_yaml(&entry.path)).collect(),
        Err(error) => {
            found.push(unreadable(folder, &Failure::Read(folder.to_owned(), error)));
            Vec::new()
        }
    }
}

/// A run over all inputs.
struct Check<'a> {
    args: &'a CheckArgs,
    options: &'a Options,
    /// The day on which facts are old.
    today: Date,
    /// The packs of the answers files that were met, in the order of their ids' first appearance.
    packs: Vec<Pack>,
    found: Vec<Diagnostic>,
    /// The list of old facts of each pack, where it is asked for.
    facts: Vec<String>,
    checked: usize,
    /// How many warnings the packs waive.
    waived: usize,
}

impl Check<'_> {
    fn input(&mut self, input: &Input) -> Result<(), Failure> {
        self.checked += 1;
        match input {
            Input::Pack(folder) => self.pack_folder(folder),
            Input::Overlay(folder) => self.overlay_folder(folder),
            Input::Answers(file) => {
                let read = files::read_answers(file, answers::LARGEST_FILE);
                let Some(text) = self.or_problem(file, read) else { return Ok(()) };
                let name = file.display().to_string();
                let pack = self.pack_of(&text)?;
                let problems = if is_invitation(file, &text) {
                    answers::parse_invitation(&name, &text, pack).1
                } else {
                    answers::parse(&name, &text, pack).1
                };
                self.found.extend(problems);
                Ok(())
            }
        }
    }

    /// The text of a file; a file that cannot be read is a problem.
    fn read(&mut self, file: &Path, limit: usize) -> Option<String> {
        self.or_problem(file, files::read(file, limit))
    }

    fn or_problem(&mut self, file: &Path, read: Result<String, Failure>) -> Option<String> {
        read.map_err(|failure| self.found.push(unreadable(file, &failure))).ok()
    }

    /// The pack of an answers file, read once.
    fn pack_of(&mut self, text: &str) -> Result<&Pack, Failure> {
        let named = self.options.pack.as_deref();
        let id = answers::named_pack(text).and_then(|named| packs::embedded(&named)).unwrap_or(EMBEDDED[0].id);
        let known = self.packs.iter().position(|pack| named.is_some() || pack.id().as_str() == id);
        let at = known.unwrap_or(self.packs.len());
        if known.is_none() {
            self.packs.push(packs::load_or(self.options, Some(Path::new(id)))?);
        }
        Ok(&self.packs[at])
    }

    /// An overlay, held against the pack that it names, or that `--pack` does.
    fn overlay_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let file = match overlays::file(folder) {
            Ok(file) => file,
            Err(failure) => {
                self.found.push(unreadable(folder, &failure));
                return Ok(());
            }
        };
        let of_overlay = packs::of_overlay(folder).map(Path::new);
        let pack = packs::load_bare(self.options.pack.as_deref().or(of_overlay))?;
        let (parts, problems) = overlays::parse(&file, folder, &pack);
        self.found.extend(problems);
        let Some(parts) = parts else { return Ok(()) };
        messages::line(&format!("overlay {} {}: {}", parts.id, parts.version, parts.fingerprint));
        let laid = pack.lay_over(parts);
        self.found.extend(lint::lint_overlay(&file, &pack, &laid, &Timestamp::now().date()));
        Ok(())
    }

    fn pack_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let files = match packs::from_folder(folder) {
            Ok(files) => files,
            Err(failure) => {
                self.found.push(unreadable(folder, &failure));
                return Ok(());
            }
        };
        let (pack, problems) = pack::parse(&files);
        self.found.extend(problems);
        let Some(pack) = pack else { return Ok(()) };
        messages::line(&format!("pack {} {}: {}", pack.id().as_str(), pack.version(), pack.fingerprint()));
        let findings = lint::lint(&files, &pack, &self.today.to_string());
        self.found.extend(findings.reported);
        self.waived += findings.waived;
        if self.args.facts {
            self.facts.push(check_facts::table(&pack, self.today));
        } else if let Some(line) = check_facts::line(&pack, self.today) {
            messages::line(&line);
        }
        let golden = folder.join(GOLDEN);
        if golden.is_symlink() || (golden.exists() && !golden.is_dir()) {
            self.no_golden(&golden, "golden answers stand in a folder, and this is none");
        }
        let in_golden = if golden.is_dir() { yaml_files_and_folders(&golden, &mut self.found) } else { Vec::new() };
        for Entry { path: file, is_file, .. } in in_golden {
            if !is_file {
                self.no_golden(&file, "golden answers stand in the folder itself, and this is no file");
            } else if !is_expected(&file) {
                self.checked += 1;
                self.golden(&file, &pack)?;
            } else if !answers_of(&file).is_file() {
                self.no_golden(&file, "these expected results have no golden answers beside them");
            }
        }
        Ok(())
    }

    /// Something in the place of golden answers that holds nothing.
    fn no_golden(&mut self, place: &Path, what: &str) {
        let problem = Diagnostic::of_file(Code::GoldenWithoutExpected, &place.display().to_string(), what);
        self.found.push(problem.hint("a golden test is a pair: NAME.yaml and NAME.expected.yaml"));
    }

    /// One golden answers file, held against the expected results beside it.
    fn golden(&mut self, file: &Path, pack: &Pack) -> Result<(), Failure> {
        let Some(text) = self.read(file, answers::LARGEST_FILE) else { return Ok(()) };
        let (sheet, problems) = answers::parse(&file.display().to_string(), &text, pack);
        // Golden answers outlive versions of their pack: that is what they are for.
        self.found.extend(problems.into_iter().filter(|problem| problem.code != Code::ChangedPack));
        let Some(sheet) = sheet else { return Ok(()) };
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let expected = file.with_file_name(format!("{stem}{EXPECTED}"));
        if expected.is_file() {
            let name = expected.display().to_string();
            if let Some(text) = self.read(&expected, golden::LARGEST_FILE) {
                self.found.extend(golden::compare(&name, &text, pack, &sheet));
            }
        } else if self.args.write_expected {
            files::write(&expected, &golden::expected_text(pack, &sheet), Replace::Never, Readers::Usual)?;
            messages::line(&format!("wrote {}: read it before you keep it", expected.display()));
        } else {
            let message = "these golden answers have no expected results";
            let problem = Diagnostic::of_file(Code::GoldenWithoutExpected, &file.display().to_string(), message);
            let hint = "`skillgap check --write-expected PACK` writes what they give now; read it before you keep it";
            self.found.push(problem.hint(hint));
        }
        Ok(())
    }
}

/// True for an invitation: a file of its usual name, or one that says what only an invitation says.
fn is_invitation(path: &Path, text: &str) -> bool {
    path.file_name().is_some_and(|name| name == answers::INVITATION_FILE) || answers::is_invitation(text)
}

/// The answers that expected results belong to.
fn answers_of(expected: &Path) -> PathBuf {
    let name = expected.file_name().unwrap_or_default().to_string_lossy();
    expected.with_file_name(format!("{}.yaml", name.trim_end_matches(EXPECTED)))
}

fn unreadable(path: &Path, failure: &Failure) -> Diagnostic {
    let code = match failure {
        Failure::Read(_, error) if error.kind() == std::io::ErrorKind::InvalidData => Code::NotUtf8,
        _ => Code::Unreadable,
    };
    let diagnostic = Diagnostic::of_file(code, &path.display().to_string(), failure.message());
    let refusal = if let Failure::Read(_, error) = failure { Refusal::of(error) } else { None };
    match (code, refusal) {
        (Code::NotUtf8, _) => diagnostic.hint("save it as UTF-8 in your editor"),
        (_, Some(refusal)) => diagnostic.hint(refusal.hint()),
        _ => diagnostic,
    }
}
