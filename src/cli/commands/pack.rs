//! `skillgap pack new`: the files of a pack to begin with.

use std::path::{Path, PathBuf};

use crate::cli::args::{NewPackArgs, PackCommand};
use crate::cli::files::{self, Readers, Replace};
use crate::cli::{Done, Failure, messages, packs};
use crate::model::{Id, PackId};
use crate::pack::{self, PackFile, PackFiles, SourceFile};

/// The id of the pack to begin with.
const STARTER: &str = "my-pack";

/// The folder of the schemas, by which editors complete the files.
const SCHEMAS: &str = ".schema";

/// Where the packs inside the program have that folder.
const SCHEMAS_OF_PACKS: &str = "../.schema/";

pub(in crate::cli) fn run(command: &PackCommand) -> Result<Done, Failure> {
    match command {
        PackCommand::New(args) => new(args),
    }
}

fn new(args: &NewPackArgs) -> Result<Done, Failure> {
    let (from, files) = match &args.from {
        None => (STARTER.to_owned(), starter()),
        Some(path) => {
            // Only what can be read is worth a copy.
            let pack = packs::load_bare(Some(path))?;
            (pack.id().to_string(), packs::files_of(Some(path))?)
        }
    };
    let wanted = id_for(&args.folder).unwrap_or_else(|| from.clone());
    if packs::embedded(&wanted).is_some() {
        return Err(Failure::TakenName(wanted));
    }
    let (mut written, id) = texts(&files, (&from, &wanted));
    for file in PackFile::ALL {
        let name = Path::new(SCHEMAS).join(file.name()).with_extension("json");
        written.push((name, format!("{:#}\n", pack::schema(file))));
    }
    let there = written.iter().map(|(name, _)| args.folder.join(name)).find(|path| path.exists());
    if let Some(there) = there {
        return Err(Failure::NotNew(there));
    }
    let schemas = args.folder.join(SCHEMAS);
    files::create_folder(&schemas, Readers::Usual)?;
    for (name, text) in &written {
        files::write(&args.folder.join(name), text, Replace::Never, Readers::Usual)?;
    }
    messages::line(&format!("pack {id}: {}", files::absolute(&args.folder)));
    let (program, folder) = (messages::program(), files::for_shell(&args.folder));
    messages::say("Change it with any editor. To find every problem, and to see the report and the page:");
    messages::line(&format!("  {program} check {folder}"));
    messages::line(&format!("  {program} demo --pack {folder}"));
    messages::line(&format!("  {program} page --pack {folder} -o quiz.html"));
    Ok(Done::Well)
}

/// The files of the pack to begin with.
fn starter() -> PackFiles {
    let file = |file: PackFile, text: &str| SourceFile { name: file.name().to_owned(), text: text.to_owned() };
    PackFiles {
        questionnaire: file(PackFile::Questionnaire, include_str!("../../../templates/pack/questionnaire.yaml")),
        roles: file(PackFile::Roles, include_str!("../../../templates/pack/roles.yaml")),
        resources: file(PackFile::Resources, include_str!("../../../templates/pack/resources.yaml")),
    }
}

/// The files by name, with the schemas beside them and with another id where that stands in a line of its own, and the id.
fn texts(files: &PackFiles, (from, wanted): (&str, &str)) -> (Vec<(PathBuf, String)>, String) {
    let written = ["", "\"", "'"].map(|quote| format!("\nid: {quote}{from}{quote}"));
    let text = &files.questionnaire.text;
    let line = written.iter().find(|line| text.matches(line.as_str()).count() == 1);
    let (questionnaire, id) = match line {
        Some(line) => (text.replacen(line, &format!("\nid: {wanted}"), 1), wanted),
        None => (text.clone(), from),
    };
    let texts = [&questionnaire, &files.roles.text, &files.resources.text];
    let here = format!("{SCHEMAS}/");
    let named = PackFile::ALL.into_iter().zip(texts);
    let named = named.map(|(file, text)| (file.name().into(), text.replacen(SCHEMAS_OF_PACKS, &here, 1))).collect();
    (named, id.to_owned())
}

/// The name of a folder as an id: its letters and digits in lower case, joined by hyphens. `None` where that is no id.
fn id_for(folder: &Path) -> Option<String> {
    let path = PathBuf::from(files::absolute(folder));
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    PackId::parse(&id).map(|id| id.to_string())
}
