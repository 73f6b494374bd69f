//! The column of people's groups that was named, whatever else it holds.

use super::text::shown;
use crate::answers::name_key;
use crate::diag::{Code, Diagnostic, Position, did_you_mean};

/// The most columns that a message lists.
const MOST_LISTED: usize = 20;

/// Finds the column by its name, written as other headings may be. `names` are the names of each column, the one for messages
/// first; those of items are not offered.
///
/// # Errors
/// When no column has the name, or two have.
pub(super) fn find(
    named: &str,
    (file, line): (&str, usize),
    names: &[Vec<String>],
    is_item: impl Fn(usize) -> bool,
) -> Result<usize, Box<Diagnostic>> {
    let problem = |code, message: String| {
        let mut problem = Diagnostic::of_file(code, file, message);
        problem.position = Some(Position { line, column: 1 });
        problem
    };
    let named = named.trim();
    let key = name_key(named);
    let is_first = |own: &Vec<String>| own.first().is_some_and(|name| name == named);
    let is_any = |own: &Vec<String>| own.iter().any(|name| name == named);
    let is_alike = |own: &Vec<String>| !key.is_empty() && own.iter().any(|name| name_key(name) == key);
    let ways: [&dyn Fn(&Vec<String>) -> bool; 3] = [&is_first, &is_any, &is_alike];
    let found = ways.into_iter().map(|is| (0..names.len()).filter(|at| is(&names[*at])).collect::<Vec<_>>());
    match found.into_iter().find(|found| !found.is_empty()).as_deref() {
        Some([at]) if !named.is_empty() => Ok(*at),
        Some([_, _, ..]) if !named.is_empty() => {
            let message = format!("`{}`, which was named for the group, is the name of several columns", shown(named));
            Err(Box::new(problem(Code::RepeatedField, message).hint("rename the others")))
        }
        _ => {
            let first = |at: usize| names[at].first().map(String::as_str).filter(|name| !name.is_empty());
            let offered: Vec<&str> = (0..names.len()).filter(|at| !is_item(*at)).filter_map(first).collect();
            let message = format!("the header has no column `{}`, which was named for the group", shown(named));
            let problem = problem(Code::MissingField, message);
            let problem = if offered.is_empty() { problem } else { problem.expected(listed(&offered)) };
            Err(Box::new(match did_you_mean(named, offered.iter().copied()) {
                Some(near) => problem.hint(format!("did you mean `{}`?", shown(near))),
                None => problem.hint("name one of the columns of this table, or none: then the column `group` is read"),
            }))
        }
    }
}

/// The columns that there are, in words.
fn listed(offered: &[&str]) -> String {
    let first: Vec<String> = offered.iter().take(MOST_LISTED).map(|name| format!("`{}`", shown(name))).collect();
    let more = offered.len() - first.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("one of {}{more}", first.join(", "))
}
