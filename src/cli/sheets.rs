//! Reads answers files, and pairs them for a comparison or refuses that with the reason.

use std::path::Path;

use super::failure::Failure;
use super::{files, messages, packs};
use crate::answers::{self, AnswerSheet, NotComparable, Pair, Rater, ReadOptions, Side};
use crate::diag::{Code, Diagnostic};
use crate::model::{Pack, RoleIx, Version};

/// The sheets in these answers files, which must be different ones of one pack; warnings are shown. A role
/// that is named stands in for one that the pack does not have.
pub(super) fn read(paths: &[&Path], pack: &Pack, role: Option<RoleIx>) -> Result<Vec<AnswerSheet>, Failure> {
    for (at, path) in paths.iter().enumerate() {
        if paths[..at].iter().any(|other| files::is_same(path, other)) {
            return Err(Failure::NoPair {
                message: format!("`{}` is named twice", path.display()),
                hint: "name two different answers files".to_owned(),
            });
        }
    }
    let parsed: Vec<Parsed> = paths.iter().map(|path| parse(path, pack, role)).collect::<Result<_, _>>()?;
    let of_other_packs: Vec<&Diagnostic> = parsed
        .iter()
        .filter_map(|(_, problems)| problems.iter().find(|problem| problem.code == Code::OtherPack))
        .collect();
    if !of_other_packs.is_empty() && of_other_packs.len() < parsed.len() {
        let hint = "name answers that were given to the same pack";
        let problems = of_other_packs.into_iter().map(|problem| problem.clone().hint(hint)).collect();
        return Err(Failure::Problems(problems, "the files belong to different packs".to_owned()));
    }
    let usable = |(path, parsed): (&&Path, Parsed)| packs::usable(parsed, &path.display().to_string());
    paths.iter().zip(parsed).map(usable).collect()
}

/// The person's own ratings in an answers file; warnings are shown.
pub(super) fn read_own(path: &Path, pack: &Pack, role: Option<RoleIx>) -> Result<AnswerSheet, Failure> {
    let sheet = packs::usable(parse(path, pack, role)?, &path.display().to_string())?;
    own(&sheet, path)?;
    Ok(sheet)
}

type Parsed = (Option<AnswerSheet>, Vec<Diagnostic>);

fn parse(path: &Path, pack: &Pack, role: Option<RoleIx>) -> Result<Parsed, Failure> {
    let text = files::read_answers(path, answers::LARGEST_FILE)?;
    let options = ReadOptions { role, ..ReadOptions::default() };
    Ok(answers::parse_with(&path.display().to_string(), &text, pack, options))
}

/// Two attempts as a pair. Whether they are one person's cannot be known, and is asked.
pub(super) fn attempts<'a>(
    pack: &Pack,
    [before, after]: [&'a AnswerSheet; 2],
    paths: [&Path; 2],
) -> Result<Pair<'a>, Failure> {
    let pair = Pair::of_attempts(pack, before, after).map_err(|why| refusal(&why, paths, pack))?;
    let [first, second] = [before, after].map(|sheet| &sheet.respondent.id);
    if first != second {
        messages::say(&format!(
            "warning: the pseudonyms differ: `{first}` and `{second}`; make sure that both attempts are the same person's. \
             The quiz gives every attempt a new one unless it is begun with `--after`"
        ));
    }
    Ok(pair)
}

/// A person's own ratings and an observer's as a pair.
pub(super) fn raters<'a>(
    pack: &Pack,
    [own, observer]: [&'a AnswerSheet; 2],
    paths: [&Path; 2],
) -> Result<Pair<'a>, Failure> {
    Pair::of_raters(pack, own, observer).map_err(|why| refusal(&why, paths, pack))
}

/// Fails for an observer's ratings where the person's own are needed.
pub(super) fn own(sheet: &AnswerSheet, path: &Path) -> Result<(), Failure> {
    match sheet.rater {
        Rater::Own => Ok(()),
        Rater::Observer => Err(observers(path)),
    }
}

fn observers(path: &Path) -> Failure {
    Failure::NoPair {
        message: format!("`{}` holds an observer's ratings, not the person's own", path.display()),
        hint: format!(
            "name the person's own answers; `skillgap report ANSWERS --observer {}` shows both views",
            files::for_shell(path)
        ),
    }
}

/// Why two files are no pair, with what to do.
fn refusal(why: &NotComparable, paths: [&Path; 2], pack: &Pack) -> Failure {
    let path = |side: Side| paths[usize::from(side == Side::Second)];
    let name = |side: Side| path(side).display();
    let (message, hint) = match why {
        NotComparable::Observer(side) => return observers(path(*side)),
        NotComparable::SameAttempt => (
            format!("`{}` and `{}` hold the same attempt", name(Side::First), name(Side::Second)),
            "name two different attempts".to_owned(),
        ),
        NotComparable::NotObserver => (
            format!("`{}` does not say that its ratings are an observer's", name(Side::Second)),
            "add the line `rater: observer` if they are; `skillgap template --rater observer` prints a sheet that has it; \
             `--since` is for an earlier attempt of the same person"
                .to_owned(),
        ),
        NotComparable::OtherScoring(side, version) => (
            format!(
                "`{}` cannot be compared: what turns its ratings into levels, in {} of the pack, differs from this pack's, \
                 version {}",
                name(*side),
                version.map_or_else(|| "an unnamed version".to_owned(), |version: Version| format!("version {version}")),
                pack.version()
            ),
            same_state(),
        ),
        NotComparable::NoLongerOffered(side, item) => (
            format!("`{}` cannot be compared: the pack no longer takes its rating of `{item}`", name(*side)),
            same_state(),
        ),
    };
    Failure::NoPair { message, hint }
}

fn same_state() -> String {
    "compare answers to the same state of the pack; if both files are of the older one, name its folder with `--pack`; \
     `skillgap report` makes a report of each"
        .to_owned()
}
