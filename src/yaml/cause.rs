//! Why a text is no YAML, in words for the person who typed it, and what to type instead.

use crate::diag::Position;

/// The text as a value in quotes.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The fix where nothing better is known.
const LOOK: &str = "look here and one line above: an open quote or bracket, or indentation that does not line up";

/// What is wrong, in a lower-case fragment, and the fix. `words` are those of the parser.
pub(super) fn cause(words: &str, text: &str, place: Option<Position>) -> (String, String) {
    let at = place.map_or(0, |place| place.line.saturating_sub(1));
    let line = text.lines().nth(at).unwrap_or_default();
    if let Some(found) = indentation(line) {
        return found;
    }
    let says = |cause: &str| words.contains(cause);
    let value = value(line).filter(|(_, value)| !value.is_empty());
    if says("unexpected end of stream") || says("unexpected document indicator") || says("unclosed quote") {
        return open_quote(words, text);
    }
    if says("escape") {
        let fix = value.map(|(field, value)| (field, value.trim_matches('"')));
        let message = "a backslash in double quotes begins a sign of its own, such as `\\n`";
        return (message.to_owned(), in_quotes("use single quotes", fix, "'C:\\Users'"));
    }
    if let Some(found) = item(line, text, at) {
        return found;
    }
    if let Some((field, value)) = value
        && !line.trim_start_matches([' ', '-']).starts_with('{')
        && let Some(message) = unquoted(value, words)
    {
        if goes_on(text, at) {
            return (message, WHOLE.to_owned());
        }
        let inner = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
        return (message, in_quotes("put it in quotes", Some((field, inner.unwrap_or(value))), ""));
    }
    if let Some(first) = place.filter(|_| says("cannot start any token")).and_then(|at| line.chars().nth(at.column - 1))
    {
        let message = format!("a text without quotes cannot begin with `{first}`");
        return (message, "put the text in quotes".to_owned());
    }
    if says("mapping values are not allowed") && continues_a_text(text, at) {
        let message = "a text without quotes cannot hold `: `, in any of its lines";
        return (message.to_owned(), WHOLE.to_owned());
    }
    if says("mapping values are not allowed") {
        let message = "this field is no part of the record above it, or the line above has no blank behind its colon";
        return (message.to_owned(), ALIGN.to_owned());
    }
    if says("expected key") || says("expected '-'") || says("block mapping") || says("block collection") {
        return ("this line does not begin at the column of those above it".to_owned(), ALIGN.to_owned());
    }
    if says("expected ':'") || says("simple key") {
        let message = "a line here is no `field: value`";
        let hint =
            "write a value behind the colon of its field, with a blank between: `rating: 3`; a long text in quotes";
        return (message.to_owned(), hint.to_owned());
    }
    if says("expected ',' or") || says("flow") {
        return ("a bracket or brace is opened and not closed".to_owned(), LOOK.to_owned());
    }
    let known = KNOWN.iter().find(|(part, ..)| says(part));
    let (message, fix) = known.map_or(("this text has no form of YAML", LOOK), |(_, message, fix)| (message, fix));
    (message.to_owned(), fix.to_owned())
}

/// What the packages say, what that means, and the fix. Their own words are not shown to anybody.
const KNOWN: [(&str, &str, &str); 11] = [
    ("enum", TAG, NO_TAG),
    ("tag", TAG, NO_TAG),
    (
        "alias",
        "an alias such as `*name` has no anchor `&name` above it",
        "put the text in quotes, or write the value itself",
    ),
    (
        "unknown anchor",
        "an alias such as `*name` has no anchor `&name` above it",
        "put the text in quotes, or write the value itself",
    ),
    ("anchor", "an anchor such as `&name` has nothing to name", "put the text in quotes, or remove the anchor"),
    (
        "hexadecimal",
        "the digits behind a backslash in double quotes are no character",
        "use single quotes, or write the character itself",
    ),
    (
        "code point",
        "the digits behind a backslash in double quotes are no character",
        "use single quotes, or write the character itself",
    ),
    ("incompatible", "this version of YAML is not known", "remove the line that begins with `%`"),
    (
        "directive",
        "a line that begins with `%` is a directive to the program, and this one is not known",
        "remove it, or put the text in quotes",
    ),
    ("ontrol character", "a character that nobody can see stands here", "remove it, or write the line again"),
    ("not allowed", "a character that nobody can see stands here", "remove it, or write the line again"),
];
const TAG: &str = "a tag such as `!name` stands before a value";
const NO_TAG: &str = "remove the tag, or put the text in quotes";

/// The fix of a text of several lines.
const WHOLE: &str = "put the whole text in quotes";

/// What is said of a colon in a text.
const COLON: &str = "a text without quotes cannot hold `: `";

/// What is wrong with a line that is an entry of a list, or a record in braces.
fn item(line: &str, text: &str, at: usize) -> Option<(String, String)> {
    let content = line.trim().trim_start_matches(['-', ' ']);
    if let Some(inner) = content.strip_prefix('{') {
        let fields = inner.trim_end_matches(['}', ' ']).split(", ").filter_map(|part| part.split_once(": "));
        let found = fields.map(|(field, value)| (field.trim(), value.trim())).find(|(_, value)| {
            (value.contains(": ") || value.ends_with(':')) && !value.starts_with(['"', '\'', '{', '['])
        });
        if let Some(found) = found {
            return Some((COLON.to_owned(), in_quotes("put it in quotes", Some(found), "")));
        }
        let above = text.lines().nth(at.checked_sub(1)?)?;
        let is_open = above.matches('{').count() > above.matches('}').count();
        let message = format!("the brace that opens in line {at} is not closed");
        return is_open.then(|| (message, "close it with `}`".to_owned()));
    }
    let (field, value) = content.split_once(": ")?;
    let is_entry = line.trim_start().starts_with("- ");
    if is_entry && field.contains(' ') && value.contains(": ") {
        return Some((COLON.to_owned(), format!("put the whole text in quotes: `- {}`", quoted(content))));
    }
    let is_name = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let mut more = value.split(", ").skip(1).filter_map(|part| part.split_once(": "));
    let is_several = is_entry && is_name(field) && more.any(|(name, _)| is_name(name));
    let message = "several fields in one line need braces";
    is_several.then(|| (message.to_owned(), format!("put them in braces: `- {{{content}}}`")))
}

/// True for a line whose text without quotes goes on in the next one.
fn goes_on(text: &str, at: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.lines().skip(at);
    let (Some(line), Some(next)) = (lines.next(), lines.next()) else { return false };
    !next.trim().is_empty()
        && indent(next) > indent(line)
        && !next.trim_start().starts_with(['-', '#'])
        && value(next).is_none()
}

/// True for a line that goes on with the text without quotes of the line above: it begins further in, and that line has a value.
fn continues_a_text(text: &str, at: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.lines().skip(at.saturating_sub(1));
    let (Some(above), Some(line)) = (lines.next(), lines.next()) else { return false };
    at > 0 && indent(line) > indent(above) && value(above).is_some_and(|(_, value)| !value.is_empty())
}

const ALIGN: &str =
    "begin the fields of one record at the same column, and write a blank behind each colon: `rating: 3`";

/// The field and the value of a line `field: value`.
fn value(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches([' ', '-', '{']);
    let (field, value) = line.split_once(": ").or_else(|| line.strip_suffix(':').map(|field| (field, "")))?;
    Some((field.trim(), value.trim()))
}

fn in_quotes(fix: &str, value: Option<(&str, &str)>, otherwise: &str) -> String {
    match value {
        Some((field, value)) if value.chars().count() <= 200 => format!("{fix}: `{field}: {}`", quoted(value)),
        Some((field, _)) => format!("{fix}: `{field}: \"...\"`"),
        None => format!("{fix}: `{otherwise}`"),
    }
}

/// What in the value of the line cannot stand without quotes.
fn unquoted(value: &str, words: &str) -> Option<String> {
    let first = value.chars().next()?;
    let behind_quote = match first {
        '"' | '\'' => value[1..].split_once(first).map(|(_, behind)| behind.trim()),
        _ => None,
    };
    if behind_quote.is_some_and(|behind| !behind.is_empty() && !behind.starts_with(['#', ',', '}', ']'])) {
        return Some("text stands behind the closing quote".to_owned());
    }
    let is_reserved = match first {
        '@' | '`' | '%' | '|' | '>' | '*' | '&' | '!' => true,
        '-' | '?' | ':' => value.len() == 1 || value[1..].starts_with(' '),
        '[' | '{' => words.contains("expected key"),
        _ => false,
    };
    if is_reserved {
        return Some(format!("a text without quotes cannot begin with `{first}`"));
    }
    let holds = value.contains(": ") || value.ends_with(':');
    (holds && !matches!(first, '"' | '\'' | '{')).then(|| "a text without quotes cannot hold `: `".to_owned())
}

/// A tab or another blank that is none to YAML at the beginning of a line.
fn indentation(line: &str) -> Option<(String, String)> {
    let found = line.chars().take_while(|c| c.is_whitespace()).find(|c| *c != ' ')?;
    let what = if found == '\t' { "a tab" } else { "a blank that is not the one of the space bar" };
    Some((format!("{what} stands in the indentation"), "indent with the space bar only".to_owned()))
}

/// A quote without an end. The last place that the parser names is that of its beginning.
fn open_quote(words: &str, text: &str) -> (String, String) {
    let line = words.rsplit("at line ").next().and_then(|rest| {
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<usize>().ok()
    });
    let opened = line.and_then(|line| value(text.lines().nth(line.checked_sub(1)?)?));
    let message = match line {
        Some(line) => format!("the quote that opens in line {line} is not closed"),
        None => "a quote or bracket is opened and not closed".to_owned(),
    };
    let value = opened.map(|(field, value)| (field, value.trim_start_matches(['"', '\''])));
    match value {
        Some(_) => (message, in_quotes("close it", value, "")),
        None => (message, LOOK.to_owned()),
    }
}
