//! The column of people's groups that was named, whatever else it holds.

use super::text::shown;
use crate::answers::name_key;
use crate::diag::{Code, Diagnostic, Position, did_you_mean};

/// The most columns that a message lists.
const MOST_LISTED: usize = 20;

/// Finds the column by its name, written as other headings may be. `columns` are the names of each, the one for messages
/// first; those of items are not offered.
///
/// # Errors
/// When no column has the name, or two have.
pub(super) fn find(
    named: &str,
    (file, line): (&str, usize),
    columns: &[Vec<String>],
    is_item: impl Fn(usize) -> bool,
) -> Result<usize, Box<Diagnostic>> {
    let problem = |code, message: String| {
        let mut problem = Diagnostic::of_file(code, file, message);
        problem.position = Some(Position { line, column: 1 });
        problem
    };
    let named = named.trim();
    let key = name_key(named);
    let with = |is: &dyn Fn(&[String]) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|at| !named.is_empty() && is(&columns[*at])).collect()
    };
    let found = [
        with(&|own| own.first().is_some_and(|name| name == named)),
        with(&|own| own.iter().any(|name| name == named)),
        with(&|own| !key.is_empty() && own.iter().any(|name| name_key(name) == key)),
    ];
    match found.into_iter().find(|found| !found.is_empty()).as_deref() {
        Some([at]) => Ok(*at),
        Some([_, _, ..]) => {
            let message = format!("`{}`, which was named for the group, is the name of several columns", shown(named));
            Err(Box::new(problem(Code::RepeatedField, message).hint("rename the others")))
        }
        _ => {
            let first = |at: usize| columns[at].first().map(String::as_str).filter(|name| !name.is_empty());
            let offered: Vec<&str> = (0..columns.len()).filter(|at| !is_item(*at)).filter_map(first).collect();
            let message = format!("the header has no column `{}`, which was named for the group", shown(named));
            let problem = problem(Code::MissingField, message);
            let problem = if offered.is_empty() { problem } else { problem.expected(listed(&offered)) };
            let lower: Vec<String> = offered.iter().map(|name| name.to_lowercase()).collect();
            let near = did_you_mean(named, lower.iter().map(String::as_str));
            let near = near.and_then(|near| lower.iter().position(|name| name == near)).map(|at| offered[at]);
            Err(Box::new(match near {
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
