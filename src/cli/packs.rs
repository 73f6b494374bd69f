//! Finding the pack that a command works with, and what it names in it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::args::Options;
use super::failure::Failure;
use super::{files, messages, overlays};
use crate::answers;
use crate::diag::{Diagnostic, did_you_mean};
use crate::language::grammar;
use crate::model::{FormIx, Id, Pack, ResourceIx, RoleIx};
use crate::pack::{self, EMBEDDED, LARGEST_FILE, PackFile, PackFiles, SourceFile};

/// The pack that the options name; else that of their overlay, else the first embedded one. The overlay lies over it.
pub(super) fn load(options: &Options) -> Result<Pack, Failure> {
    load_or(options, None)
}

/// As [`load`], with the pack that is taken where the options name none.
pub(super) fn load_or(options: &Options, otherwise: Option<&Path>) -> Result<Pack, Failure> {
    let overlay = options.overlay.as_deref();
    let of_overlay = || overlay.and_then(of_overlay).map(Path::new);
    let pack = load_bare(options.pack.as_deref().or(otherwise).or_else(of_overlay))?;
    match overlay {
        Some(folder) => {
            let file = overlays::file(folder)?;
            Ok(pack.lay_over(usable(overlays::parse(&file, folder, &pack), &file.name)?))
        }
        None => Ok(pack),
    }
}

/// The id of the pack inside the program that the overlay in a folder is of; `None` where that cannot be told.
pub(super) fn of_overlay(folder: &Path) -> Option<&'static str> {
    embedded(&pack::overlay::named_pack(&overlays::file(folder).ok()?)?)
}

/// The pack of this id or folder, without any overlay; the first embedded one when none is named.
pub(super) fn load_bare(named: Option<&Path>) -> Result<Pack, Failure> {
    let (pack, problems) = pack::parse(&files_of(named)?);
    pack.ok_or_else(|| {
        let summary = format!("the pack has {}", grammar::count(problems.len(), "problem", "problems"));
        Failure::Problems(problems, summary)
    })
}

/// The files of the pack that [`load`] reads, without the overlay.
pub(super) fn files(options: &Options) -> Result<PackFiles, Failure> {
    let of_overlay = || options.overlay.as_deref().and_then(of_overlay).map(Path::new);
    files_of(options.pack.as_deref().or_else(of_overlay))
}

/// The files of the pack of this id or in this folder; those of the first pack inside the program where none is named.
pub(super) fn files_of(named: Option<&Path>) -> Result<PackFiles, Failure> {
    match named {
        None => Ok(EMBEDDED[0].files()),
        Some(path) => match EMBEDDED.iter().find(|known| path.as_os_str() == known.id) {
            Some(known) => Ok(known.files()),
            None if path.is_dir() => from_folder(path),
            None => Err(unknown(path)),
        },
    }
}

/// The pack of a command on these answers files: the one that is named, else the one inside the program that the first
/// of the files names, else the default. A file that cannot be read names none; reading it says why.
pub(super) fn load_for(options: &Options, answers: &[&Path]) -> Result<Pack, Failure> {
    let is_named = options.pack.is_some();
    let of_answers = if is_named { None } else { answers.iter().find_map(|path| of_answers(path)) };
    load_or(options, of_answers.map(Path::new))
}

/// The id of the pack inside the program that an answers file names.
fn of_answers(path: &Path) -> Option<&'static str> {
    // What is not a file, as a pipe, can be read once only.
    let text = path.is_file().then(|| files::read_answers(path, answers::LARGEST_FILE).ok()).flatten()?;
    embedded(&answers::named_pack(&text)?)
}

/// The id of the pack inside the program that has this name.
pub(super) fn embedded(named: &str) -> Option<&'static str> {
    EMBEDDED.iter().map(|known| known.id).find(|id| *id == named)
}

/// ` --pack ... --overlay ...` for a command that a person may type; empty where the options name neither.
pub(super) fn flag(options: &Options) -> String {
    let flag = |name: &str, path: &Option<PathBuf>| {
        path.as_ref().map_or_else(String::new, |path| format!(" --{name} {}", files::for_shell(path)))
    };
    flag("pack", &options.pack) + &flag("overlay", &options.overlay)
}

fn unknown(path: &Path) -> Failure {
    Failure::unknown("pack", &path.display().to_string(), EMBEDDED.iter().map(|known| known.id), || {
        "name a folder with the pack's files, or an id that `skillgap packs` lists".to_owned()
    })
}

/// The three files of a pack folder; those of roles and of resources may be absent.
pub(super) fn from_folder(folder: &Path) -> Result<PackFiles, Failure> {
    let file = |which: PackFile| -> Result<SourceFile, Failure> {
        let path = folder.join(which.name());
        let text = match (files::read(&path, LARGEST_FILE), which.absent()) {
            (Err(Failure::Read(_, error)), Some(nothing)) if error.kind() == ErrorKind::NotFound => {
                match nearly_named(folder, which.name()) {
                    Some(found) => return Err(Failure::Misnamed { found, meant: which.name() }),
                    None => nothing.to_owned(),
                }
            }
            (read, _) => read?,
        };
        Ok(SourceFile { name: path.display().to_string(), text })
    };
    Ok(PackFiles {
        questionnaire: file(PackFile::Questionnaire)?,
        roles: file(PackFile::Roles)?,
        resources: file(PackFile::Resources)?,
    })
}

/// A file in the folder whose name is nearly this one: in other letters, with another ending, or with a slip of the keyboard.
fn nearly_named(folder: &Path, name: &str) -> Option<PathBuf> {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_lowercase();
    let is_near = |path: &PathBuf| {
        let found = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_other = PackFile::ALL.iter().any(|file| found == file.name() && found != name);
        let is_yaml = Path::new(&found).extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        !is_other && is_yaml && did_you_mean(&stem(&found), [stem(name).as_str()]).is_some()
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().find(is_near)
}

/// The form of this id, or the pack's default.
pub(super) fn form(pack: &Pack, named: Option<&str>) -> Result<FormIx, Failure> {
    let Some(name) = named else { return Ok(pack.default_form()) };
    pack.find_form(name).ok_or_else(|| not_in("form", name, pack.forms().iter().map(|form| form.id.as_str())))
}

/// The role of this id, or the given default.
pub(super) fn role(pack: &Pack, named: Option<&str>, default: RoleIx) -> Result<RoleIx, Failure> {
    let Some(name) = named else { return Ok(default) };
    needs_roles(pack, "none to compare with")?;
    pack.find_role(name).ok_or_else(|| not_in("role", name, pack.roles().iter().map(|role| role.id.as_str())))
}

/// The role of this id, where one is named.
pub(super) fn named_role(pack: &Pack, named: Option<&str>) -> Result<Option<RoleIx>, Failure> {
    named.map(|name| role(pack, Some(name), pack.default_role())).transpose()
}

/// Fails for a pack without roles; `what` there is not then, as the end of a sentence.
pub(super) fn needs_roles(pack: &Pack, what: &'static str) -> Result<(), Failure> {
    if pack.has_roles() { Ok(()) } else { Err(Failure::PackLacks(pack.id().to_string(), "roles", what)) }
}

/// The resources of these ids.
pub(super) fn resources(pack: &Pack, named: &[String]) -> Result<Vec<ResourceIx>, Failure> {
    let find = |name: &String| {
        pack.find_resource(name).ok_or_else(|| {
            let known = pack.resources().iter().map(|resource| resource.id.as_str());
            Failure::unknown("course, certification, degree or practice", name, known, || {
                "give an id as it stands in brackets in a plan; `skillgap explain ID` tells more".to_owned()
            })
        })
    };
    named.iter().map(find).collect()
}

fn not_in<'a>(kind: &'static str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Failure {
    let all = known.clone();
    Failure::unknown(kind, name, known, || {
        format!("name one that the pack has: {}", grammar::or(&all.map(|id| format!("`{id}`")).collect::<Vec<_>>()))
    })
}

/// Shows warnings and gives the value, or fails with all problems.
pub(super) fn usable<T>((value, problems): (Option<T>, Vec<Diagnostic>), file: &str) -> Result<T, Failure> {
    let Some(value) = value else {
        let summary = format!("`{file}` has {}", grammar::count(problems.len(), "problem", "problems"));
        return Err(Failure::Problems(problems, summary));
    };
    messages::problems(&problems);
    Ok(value)
}
