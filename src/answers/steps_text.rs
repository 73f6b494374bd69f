//! The steps of an answers file, changed in its text: everything outside the block `steps:`, comments too, stays as it was
//! written.

use super::read::parse;
use super::{AnswerSheet, to_yaml};
use crate::model::Pack;

/// The text of an answers file with the steps of a sheet that was read from it. Where the place of the steps cannot be
/// found in the text, as in one that is written in brackets, it is written anew.
pub fn with_steps(text: &str, sheet: &AnswerSheet, pack: &Pack) -> String {
    let anew = to_yaml(sheet, pack);
    let changed = changed(text, &anew).filter(|changed| parse("", changed, pack).0.as_ref() == Some(sheet));
    changed.unwrap_or(anew)
}

/// The text with the block `steps:` of another one in the place of its own, or before `answers:`.
fn changed(text: &str, anew: &str) -> Option<String> {
    let steps = block(anew, "steps").map_or("", |(from, to)| &anew[from..to]);
    let (from, to) = block(text, "steps").or_else(|| block(text, "answers").map(|(from, _)| (from, from)))?;
    let breaks = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some([&text[..from], &steps.replace('\n', breaks), &text[to..]].concat())
}

/// From where to where a field of the document stands in its lines, up to the next line that is not indented and no entry
/// of its list.
fn block(text: &str, field: &str) -> Option<(usize, usize)> {
    let mut from = None;
    // Behind the last line that is not blank: blank lines behind the field are not of it.
    let (mut at, mut to) = (0, 0);
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        let is_inside = line.starts_with([' ', '\t', '-']);
        match from {
            None if line.strip_prefix(field).is_some_and(|rest| rest.starts_with(':')) => from = Some(at),
            Some(from) if !is_inside && !is_blank => return Some((from, to)),
            _ => {}
        }
        at += line.len();
        if !is_blank {
            to = at;
        }
    }
    from.map(|from| (from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_at_the_next_field_or_comment() {
        let text = "a: 1\nsteps:\n- {x: 1}\n  # in it\n# before the answers\nanswers:\n  - b\n";
        assert_eq!(block(text, "steps").map(|(from, to)| &text[from..to]), Some("steps:\n- {x: 1}\n  # in it\n"));
        assert_eq!(block(text, "answers").map(|(from, to)| &text[from..to]), Some("answers:\n  - b\n"));
        assert_eq!(block(text, "step"), None);
    }
}
