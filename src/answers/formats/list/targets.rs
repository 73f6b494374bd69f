//! The list of the levels that a programme expects by the end of its terms.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::header::{List, Shape};
use super::rows::ListRow;
use super::text::{Record, text_of};
use crate::answers::formats::table::shown;
use crate::answers::{name_key, whole, wording_key};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{CompetencyIx, Id, Pack, TermTarget};

const SHAPE: Shape = Shape {
    columns: &["competency", "term", "level"],
    needed: &["competency", "term", "level"],
    one_is_enough: false,
    may_be_plain: false,
    what: "a line for each target",
};

const COMPETENCY: usize = 0;
const TERM: usize = 1;
const LEVEL: usize = 2;

/// The longest name of a term, in characters: as in an overlay.
const LONGEST_TERM: usize = 60;

/// Behind so many problems no near words are looked for: something else is the matter with the list.
const MOST_SUGGESTED: usize = 1000;

/// Reads a list of targets, from a table of text or a spreadsheet with the columns `competency`, `term` and `level`: the id or
/// the title of a competency of the pack, the term by its name, and a level of the pack's scale.
///
/// There is a list when its rows could be read; those with an error among the problems are left out of it.
pub fn parse_targets(file: &str, bytes: &[u8], pack: &Pack) -> (Option<Vec<TermTarget>>, Vec<Diagnostic>) {
    match read(file, bytes, pack) {
        Ok((targets, problems)) => (Some(targets), problems),
        Err(problems) => (None, problems),
    }
}

fn read(file: &str, bytes: &[u8], pack: &Pack) -> Result<(Vec<TermTarget>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let has_header = |records: &[Record<'_>]| SHAPE.header_among(records, None).is_some();
    let (text, is_sheet) = text_of(file, bytes, has_header).map_err(|problem| vec![*problem])?;
    let mut list = List::new(&SHAPE, file, &text, is_sheet)?;
    let mut problems = std::mem::take(&mut list.warnings);
    let (mut targets, mut seen, known) = (Vec::new(), HashMap::new(), Competencies::new(pack));
    let rows = list.each(&mut problems, |row, problems| {
        let competency = known.of_row(row, problems);
        let term = row.short(TERM, LONGEST_TERM, problems);
        if row.get(TERM).is_empty() {
            let problem = row.problem(Some(TERM), Code::EmptyText, "`term` is empty");
            problems
                .push(problem.expected("the name of a term").hint("name the term by whose end the level is expected"));
        }
        let level = level(row, pack, problems);
        let (Some(competency), Some(term), Some(level)) = (competency, term, level) else { return };
        let target = TermTarget { competency, term: term.to_owned(), level };
        match seen.entry((competency.get(), wording_key(term))) {
            Entry::Vacant(new) => {
                new.insert((level, row.line));
                targets.push(target);
            }
            Entry::Occupied(first) => problems.push(again(row, pack, &target, *first.get())),
        }
    });
    let rows = rows.map_err(|problem| vec![*problem])?;
    if rows == 0 {
        let problem =
            Diagnostic::of_file(Code::MissingField, file, "the list has no target: nothing stands below its header");
        return Err(vec![problem.expected("a line for each target")]);
    }
    Ok((targets, problems))
}

/// The problem of a second target for a competency and a term.
fn again(row: &ListRow<'_>, pack: &Pack, target: &TermTarget, (level, line): (i64, usize)) -> Diagnostic {
    let (id, term, line) = (&pack.competency(target.competency).id, &target.term, row.other_line(line));
    if target.level == level {
        let message = format!("the target of `{id}` for the term `{term}` stands in {line} already");
        return row.problem(None, Code::ListedTwice, message).hint("remove one of the two; it counts once");
    }
    let message = format!("`{id}` has two levels for the term `{term}`: {level} in {line}, and {}", target.level);
    row.problem(Some(LEVEL), Code::DuplicateId, message).hint("keep one of the two")
}

/// The competencies of a pack by their ids and titles.
struct Competencies<'p> {
    pack: &'p Pack,
    /// By the keys of ids.
    by_id: HashMap<String, CompetencyIx>,
    /// By the wordings of titles; `None` for one that two have.
    by_title: HashMap<String, Option<CompetencyIx>>,
}

impl<'p> Competencies<'p> {
    fn new(pack: &'p Pack) -> Self {
        let (mut by_id, mut by_title) = (HashMap::new(), HashMap::new());
        for (at, competency) in pack.competencies().iter().enumerate() {
            let at = CompetencyIx::new(at);
            by_id.entry(name_key(competency.id.as_str())).or_insert(at);
            by_title.entry(wording_key(&competency.title)).and_modify(|known| *known = None).or_insert(Some(at));
        }
        Self { pack, by_id, by_title }
    }

    /// The competency of this id or this title, written as other words may be.
    fn find(&self, text: &str) -> Option<CompetencyIx> {
        let by_id = || self.by_id.get(&name_key(text)).copied();
        let by_title = || self.by_title.get(&wording_key(text)).copied().flatten();
        self.pack.find_competency(text).or_else(by_id).or_else(by_title)
    }

    /// That of a row.
    fn of_row(&self, row: &ListRow<'_>, problems: &mut Vec<Diagnostic>) -> Option<CompetencyIx> {
        let text = row.get(COMPETENCY);
        let found = self.find(text);
        if found.is_none() {
            let (code, message) = match text {
                "" => (Code::EmptyText, "`competency` is empty".to_owned()),
                text => (Code::UnknownId, format!("unknown competency: `{}`", shown(text))),
            };
            let problem = row.problem(Some(COMPETENCY), code, message);
            let problem =
                problem.expected(format!("the id or the title of a competency of the pack `{}`", self.pack.id()));
            let near = (problems.len() < MOST_SUGGESTED).then(|| self.nearest(text)).flatten();
            let first = || self.pack.competencies().first().map_or("", |competency| competency.id.as_str());
            problems.push(problem.hint(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("name it by its id or its title, such as `{}`", first()),
            }));
        }
        found
    }

    /// The competency whose id or title is nearest to a text, if one is near enough.
    fn nearest(&self, text: &str) -> Option<&'p str> {
        let all = || self.pack.competencies().iter();
        let ids: Vec<&str> = all().map(|competency| competency.id.as_str()).collect();
        let titles: Vec<String> = all().map(|competency| competency.title.to_lowercase()).collect();
        let known = || ids.iter().copied().chain(titles.iter().map(String::as_str));
        let near = did_you_mean(text, known())?;
        let at = known().position(|known| known == near).filter(|_| !text.is_empty())?;
        Some(ids[at % ids.len()])
    }
}

fn level(row: &ListRow<'_>, pack: &Pack, problems: &mut Vec<Diagnostic>) -> Option<i64> {
    let text = row.get(LEVEL);
    let (low, high) = (pack.levels().min(), pack.levels().max());
    let number = whole(text);
    if let Some(level) = number.filter(|number| (low..=high).contains(number)) {
        return Some(level);
    }
    let (code, message) = match number {
        _ if text.is_empty() => (Code::EmptyText, "`level` is empty".to_owned()),
        Some(number) => (Code::OutOfRange, format!("`level` is {number}")),
        None => (Code::WrongType, format!("`level` is `{}`, which is no whole number", shown(text))),
    };
    let problem = row.problem(Some(LEVEL), code, message).expected(format!("a whole number from {low} to {high}"));
    let labelled = pack.levels().levels().iter().find(|level| wording_key(&level.label) == wording_key(text));
    problems.push(problem.hint(match labelled {
        Some(level) => format!("did you mean {}?", level.number),
        None => "write a level of the pack as a number".to_owned(),
    }));
    None
}
