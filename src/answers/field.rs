//! Fields of an answers file, as people type them: whole numbers however written, words in any letter case, and texts of
//! which nothing is lost without a word.

use super::whole;
use super::wording::name_key;
use crate::diag::Code;
use crate::sanitise;
use crate::yaml::{Cut, Field, Node, Problems, Record, quoted};

/// A text that may be left out; `null` is none.
pub(super) fn text(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> Option<String> {
    let field = record.get(name)?;
    whole_text(&field, name, true, problems);
    record.given(name)?.text(problems)
}

/// Warns about a text of which a part reads as a comment or as a name for aliases. A text that people write freely is
/// looked at more strictly than an id.
pub(super) fn whole_text(field: &Field<'_>, name: &str, is_free: bool, problems: &mut Problems<'_>) {
    let (message, typed) = match field.cut(is_free, problems) {
        None => return,
        Some(Cut::Comment(typed)) => (format!("`{name}` ends before ` #`; the rest of the line is a comment"), typed),
        Some(Cut::Name) => {
            (format!("`{name}` begins with `&`, which names a value and is no part of it"), "...".to_owned())
        }
    };
    let typed = sanitise::one_line(&typed);
    let typed = if typed.chars().count() > 200 { "..." } else { &typed };
    problems
        .report(field, Code::CutText, message)
        .hint(format!("if it belongs to the text, put the text in quotes: `{name}: {}`", quoted(typed)));
}

/// A whole number, however it is written, in the range of the shape.
pub(super) fn number(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<i64> {
    let written = match field.node() {
        Node::Float(_) | Node::Text(_) => field.written(problems),
        _ => None,
    };
    let Some(text) = written else { return field.integer(problems) };
    if let Some(plain) = grouped(&text) {
        let message = format!("`{}`: the separator can be one of thousands or of decimals", sanitise::one_line(&text));
        problems
            .report(field, Code::WrongType, message)
            .expected("a whole number without a separator")
            .hint(format!("write `{plain}`, or the number without its decimals"));
        return None;
    }
    match whole(&text) {
        Some(number) => field.integer_read(number, problems),
        None => field.integer(problems),
    }
}

/// The digits of a number with three of them behind each separator: `1,000`.
fn grouped(text: &str) -> Option<String> {
    let text = text.trim();
    let is_separator = |c: char| matches!(c, '.' | ',' | '\'' | '\u{2019}' | '_') || (c.is_whitespace());
    let mut groups = text.split(is_separator);
    let is_digits = |group: &str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    let is_first = groups.next().is_some_and(|first| is_digits(first) && first.len() <= 3);
    let rest: Vec<&str> = groups.collect();
    let is_grouped = is_first && !rest.is_empty() && rest.iter().all(|group| is_digits(group) && group.len() == 3);
    is_grouped.then(|| text.chars().filter(char::is_ascii_digit).collect())
}

/// One of a few words or ids, in any letter case.
pub(super) fn word<T: Copy>(field: &Field<'_>, choices: &[(&str, T)], problems: &mut Problems<'_>) -> Option<T> {
    field.one_of(choices, name_key, problems)
}
