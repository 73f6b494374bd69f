//! The list of those who were invited.

use std::collections::HashMap;

use super::header::{List, Shape};
use super::rows::ListRow;
use super::text::{Record, text_of};
use crate::answers::{Invitee, LONGEST_INVITATION_LINE, LONGEST_NAME};
use crate::diag::{Code, Diagnostic};

const SHAPE: Shape = Shape {
    columns: &["respondent", "label", "group"],
    needed: &["respondent", "label"],
    one_is_enough: true,
    may_be_plain: true,
    what: "a line for each person",
};

const RESPONDENT: usize = 0;
const LABEL: usize = 1;
const GROUP: usize = 2;

/// Reads a list of those who were invited, from a table of text or a spreadsheet with the columns `respondent` or `label`, or
/// both, and `group`. A list without any heading may hold one code in each line.
///
/// There is a list when its rows could be read; those with an error among the problems are left out of it. A person who
/// stands in several rows is in it once.
pub fn parse_invited(file: &str, bytes: &[u8]) -> (Option<Vec<Invitee>>, Vec<Diagnostic>) {
    match read(file, bytes) {
        Ok((people, problems)) => (Some(people), problems),
        Err(problems) => (None, problems),
    }
}

fn read(file: &str, bytes: &[u8]) -> Result<(Vec<Invitee>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let has_header = |records: &[Record<'_>]| SHAPE.header_among(records, None).is_some();
    let (text, is_sheet) = text_of(file, bytes, has_header).map_err(|problem| vec![*problem])?;
    let mut list = List::new(&SHAPE, file, &text, is_sheet)?;
    let mut problems = std::mem::take(&mut list.warnings);
    let mut people = People::default();
    let rows = list.each(&mut problems, |row, problems| {
        if let Some(invitee) = invitee(row, problems) {
            people.add(invitee, row, problems);
        }
    });
    let rows = rows.map_err(|problem| vec![*problem])?;
    if rows == 0 {
        let problem =
            Diagnostic::of_file(Code::MissingField, file, "the list names nobody: nothing stands below its header");
        return Err(vec![problem.expected("a line for each person")]);
    }
    Ok((people.all, problems))
}

/// The person of a row; `None` where something of it is wrong.
fn invitee(row: &ListRow<'_>, problems: &mut Vec<Diagnostic>) -> Option<Invitee> {
    let before = problems.len();
    let mut text = |column, longest| row.short(column, longest, problems).map(str::to_owned);
    let (respondent, label) = (text(RESPONDENT, LONGEST_NAME), text(LABEL, LONGEST_NAME));
    let group = text(GROUP, LONGEST_INVITATION_LINE);
    if problems.len() > before {
        return None;
    }
    if respondent.is_none() && label.is_none() {
        let problem = row.problem(None, Code::EmptyText, "nothing says who this is");
        let expected = "a pseudonym in `respondent`, or a name or number in `label`";
        problems.push(problem.expected(expected).hint("fill one of the two, or remove the line"));
        return None;
    }
    Some(Invitee { respondent, label, group })
}

/// The people so far.
#[derive(Default)]
struct People {
    all: Vec<Invitee>,
    /// The line of each.
    lines: Vec<usize>,
    /// Who has this pseudonym, and who has this label; of several the first.
    by_respondent: HashMap<String, usize>,
    by_label: HashMap<String, usize>,
}

impl People {
    /// Adds a person, unless they are there already.
    fn add(&mut self, new: Invitee, row: &ListRow<'_>, problems: &mut Vec<Diagnostic>) {
        let at = self.find(&new).unwrap_or(self.all.len());
        if let Some(known) = self.all.get_mut(at) {
            let name = new.respondent.as_deref().or(new.label.as_deref()).unwrap_or_default();
            let message = format!("`{name}` stands in {} already", row.other_line(self.lines[at]));
            let hint = "remove one of the two; the person counts once, as that one says";
            problems.push(row.problem(None, Code::ListedTwice, message).hint(hint));
            known.respondent = known.respondent.take().or(new.respondent);
            known.label = known.label.take().or(new.label);
            known.group = known.group.take().or(new.group);
        } else {
            self.all.push(new);
            self.lines.push(row.line);
        }
        let known = &self.all[at];
        if let Some(respondent) = &known.respondent {
            self.by_respondent.entry(respondent.clone()).or_insert(at);
        }
        if let Some(label) = &known.label {
            self.by_label.entry(label.clone()).or_insert(at);
        }
    }

    /// The person with this pseudonym. Where one of the two rows has none, the label tells.
    fn find(&self, new: &Invitee) -> Option<usize> {
        let by_label = || new.label.as_ref().and_then(|label| self.by_label.get(label)).copied();
        match &new.respondent {
            Some(respondent) => {
                let is_open = |at: &usize| self.all[*at].respondent.is_none();
                self.by_respondent.get(respondent).copied().or_else(|| by_label().filter(is_open))
            }
            None => by_label(),
        }
    }
}
