//! Lines of an answers file that are no YAML as they were typed, and whose meaning is plain: they are put into the form in
//! which they can be read, each with a warning. Nothing is done to a file that can be read as it is.

use std::collections::HashMap;

use super::format::{ANSWERS, LARGEST_FILE};
use super::invitation::FIELDS as INVITED;
use super::wording::name_key;
use crate::diag::{Code, Diagnostic, Position};
use crate::sanitise;
use crate::yaml::{self, Kind, Node, quoted};

/// A text with its lines mended in one way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attempt {
    /// The text; its lines are those of the original.
    pub(super) text: String,
    mends: Vec<Mend>,
}

#[derive(Debug, PartialEq, Eq)]
struct Mend {
    /// The line, from 0.
    line: usize,
    /// As it was read.
    read_as: String,
    why: Why,
}

/// What was wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Quotes,
    Colon,
    Mark,
    Blanks,
    Align,
    NextLine,
}

impl Why {
    const ALL: [Self; 6] = [Self::Quotes, Self::Colon, Self::Mark, Self::Blanks, Self::Align, Self::NextLine];

    fn fix(self) -> &'static str {
        match self {
            Self::Quotes => "put the value in quotes, as here",
            Self::Colon => "write a colon and a blank behind the name of a field",
            Self::Mark => "begin an entry with a hyphen and a blank",
            Self::Blanks => "indent with the space bar only",
            Self::Align => "begin the fields of all entries at the same column",
            Self::NextLine => "write a value behind the colon of its field",
        }
    }
}

impl Attempt {
    /// A warning for each mended line, or one for many lines with the same cause.
    pub(super) fn warnings(&self, file: &str, source: &str) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        for why in Why::ALL {
            let of_it: Vec<&Mend> = self.mends.iter().filter(|mend| mend.why == why).collect();
            let listed = if of_it.len() > 5 { 1 } else { of_it.len() };
            for mend in &of_it[..listed] {
                let more = match of_it.len() - listed {
                    0 => String::new(),
                    more => format!(", and {more} more lines alike"),
                };
                let read_as = sanitise::one_line(&mend.read_as);
                let message = format!("this line was read as `{}`{more}", shortened(&read_as));
                let line = source.lines().nth(mend.line).unwrap_or_default();
                let blanks = line.chars().take_while(|c| c.is_whitespace()).count();
                let at = Position { line: mend.line + 1, column: blanks + 1 };
                warnings.push(Diagnostic::of_file(Code::MendedLine, file, message).at(at, source).hint(why.fix()));
            }
        }
        warnings
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 120 { text.to_owned() } else { text.chars().take(117).chain("...".chars()).collect() }
}

/// The ways to mend a text, the least intrusive first; none where no line needs it.
pub(super) fn attempts(text: &str) -> impl Iterator<Item = Attempt> {
    let fields = Fields::new();
    // A tab is as wide as the editor of the person made it.
    let ways = [(2, false), (4, false), (8, false), (2, true)];
    let ways = if text.len() > LARGEST_FILE { &ways[..0] } else { &ways[..] };
    let made: Vec<Attempt> = ways
        .iter()
        .map(|(tab, align)| Mender { fields: &fields, tab: *tab, align: *align, ..Mender::new(text, &fields) }.mend())
        .filter(|attempt| !attempt.mends.is_empty())
        .collect();
    made.into_iter()
}

/// The fields of an answers file, by the letters of their names.
struct Fields(HashMap<String, Is>);

/// Where a field stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// In the file itself.
    File,
    /// In an entry of `answers`.
    Answer,
    #[default]
    Elsewhere,
}

#[derive(Clone, Copy, Debug, Default)]
struct Is {
    place: Place,
    /// Holds one value, no list or record.
    scalar: bool,
    /// Free text.
    text: bool,
}

impl Fields {
    fn new() -> Self {
        let mut fields = Self(HashMap::new());
        fields.add(&ANSWERS, Place::File);
        fields
    }

    fn add(&mut self, kind: &Kind, place: Place) {
        match kind {
            Kind::Record(shape) => {
                for field in shape.known() {
                    let is = self.0.entry(name_key(field.name)).or_default();
                    if place != Place::Elsewhere {
                        is.place = place;
                    }
                    is.scalar |= !matches!(field.kind, Kind::Record(_) | Kind::List(_) | Kind::Filled(_));
                    is.text |= matches!(field.name, "note" | "reason" | "text" | "label" | "name" | "id")
                        || INVITED.iter().any(|of_invitation| of_invitation.name == field.name);
                    self.add(&field.kind, if field.name == "answers" { Place::Answer } else { Place::Elsewhere });
                }
            }
            Kind::List(entry) | Kind::Filled(entry) => self.add(entry, place),
            _ => {}
        }
    }
}

/// A line `- field: value` and its parts as they were typed.
struct Line<'t> {
    /// The mark of an entry with the blanks behind it; empty without one.
    mark: &'t str,
    name: &'t str,
    is: Is,
    /// True where a colon and a blank follow the name.
    has_colon: bool,
    value: &'t str,
}

struct Mender<'t> {
    fields: &'t Fields,
    lines: Vec<&'t str>,
    tab: usize,
    align: bool,
    out: Vec<String>,
    mends: Vec<Mend>,
    /// The column of the field whose block text goes on.
    block: Option<usize>,
    /// The line of a field without a value, and its column.
    empty: Option<(usize, usize)>,
    in_answers: bool,
}

impl<'t> Mender<'t> {
    fn new(text: &'t str, fields: &'t Fields) -> Self {
        let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        let (out, mends) = (Vec::new(), Vec::new());
        Self { fields, lines, tab: 2, align: false, out, mends, block: None, empty: None, in_answers: false }
    }

    fn mend(mut self) -> Attempt {
        while self.out.len() < self.lines.len() {
            self.line();
        }
        Attempt { text: self.out.join("\n"), mends: self.mends }
    }

    fn line(&mut self) {
        let at = self.out.len();
        let line = self.lines[at];
        let body = line.trim_start();
        let column = self.column(line);
        let is_inside = self.block.is_some_and(|block| column > block);
        if body.is_empty() || is_inside || body.starts_with('#') {
            self.out.push(line.to_owned());
            return;
        }
        self.block = None;
        match self.parts(body) {
            Some(parts) => self.field(at, column, &parts),
            None => self.other(at, column, body),
        }
    }

    /// The width of the blanks before a line.
    fn column(&self, line: &str) -> usize {
        let blanks = line.chars().take_while(|c| c.is_whitespace());
        blanks.map(|c| if c == '\t' { self.tab } else { 1 + usize::from(c == '\u{3000}') }).sum()
    }

    fn parts(&self, body: &'t str) -> Option<Line<'t>> {
        let marked = body.strip_prefix(['-', '\u{2013}', '\u{2014}', '\u{2022}', '\u{b7}', '*']);
        let rest = marked.map_or(body, str::trim_start);
        let (mark, rest) = body.split_at(body.len() - rest.len());
        let colon = rest.find([':', '\u{ff1a}'])?;
        let (name, behind) = rest.split_at(colon);
        let name = name.trim_end();
        let is_name = name.len() <= 40 && name.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c));
        let is = *self.fields.0.get(&name_key(name)).filter(|_| is_name)?;
        let value = behind.strip_prefix([':', '\u{ff1a}']).unwrap_or(behind);
        let has_colon = behind.starts_with(':') && (value.is_empty() || value.starts_with([' ', '\t']));
        Some(Line { mark, name, is, has_colon, value: value.trim() })
    }

    /// A line with a field.
    fn field(&mut self, at: usize, column: usize, parts: &Line<'t>) {
        let line = self.lines[at];
        if parts.is.place == Place::File && parts.mark.is_empty() {
            self.in_answers = name_key(parts.name) == "answers";
        }
        let aligned = match (self.align && self.in_answers && parts.is.place == Place::Answer, parts.mark) {
            (true, "") => 4,
            (true, _) => 2,
            (false, _) => column,
        };
        let mark = if parts.mark.is_empty() || (parts.mark.starts_with("- ") && aligned == column) {
            parts.mark
        } else {
            "- "
        };
        let field_column = aligned + mark.len();
        let typed_column = column + parts.mark.chars().count();
        let (value, comment) =
            if parts.is.scalar { self.value(at, typed_column, parts) } else { self.record(parts.value) };
        let is_odd = line[..line.len() - line.trim_start().len()].chars().any(|c| c != ' ');
        let why = [
            (value.is_some(), Why::Quotes),
            (!parts.has_colon, Why::Colon),
            (mark != parts.mark && !parts.mark.starts_with("- "), Why::Mark),
            (is_odd, Why::Blanks),
            (aligned != column, Why::Align),
        ];
        let why = why.into_iter().find(|(is_wrong, _)| *is_wrong).map(|(_, why)| why);
        let typed = value.as_deref().unwrap_or(parts.value);
        match why {
            None => self.out.push(line.to_owned()),
            Some(why) => {
                let blank = if typed.is_empty() { "" } else { " " };
                let read_as = format!("{}:{blank}{typed}", parts.name);
                self.out.push(format!("{}{mark}{read_as}{comment}", " ".repeat(aligned)));
                self.mends.push(Mend { line: at, read_as, why });
            }
        }
        self.block = typed.starts_with(['|', '>']).then_some(field_column);
        self.empty = (parts.is.scalar && parts.value.is_empty()).then_some((at, field_column));
        // What goes on in the lines below stands in the quotes now.
        if value.is_some() && parts.is.scalar {
            let more = self.continued(at, typed_column).len();
            self.out.extend(std::iter::repeat_n(String::new(), more));
        }
    }

    /// The value in quotes, where it cannot stand without them, and the comment behind it.
    fn value(&self, at: usize, column: usize, parts: &Line<'t>) -> (Option<String>, &'t str) {
        let typed = parts.value;
        let comment = typed.match_indices(" #").map(|(at, _)| at).find(|at| {
            let is_usual = typed[..*at].ends_with(' ') && typed[at + 2..].starts_with(' ');
            is_usual || !parts.is.text
        });
        let (typed, comment) = typed.split_at(comment.unwrap_or(typed.len()));
        let typed = typed.trim_end();
        if typed.is_empty() || reads(typed, parts.is.text) || self.is_closed_below(at, typed) {
            return (None, "");
        }
        let mut text = typed.to_owned();
        for more in self.continued(at, column) {
            text = text + " " + more;
        }
        (Some(quoted(unwrapped(&text))), comment)
    }

    /// A record in braces in one line, with the values in quotes that cannot stand without them, and the comment behind it.
    fn record(&self, typed: &'t str) -> (Option<String>, &'t str) {
        let (typed, comment) = typed.split_at(typed.find(" #").unwrap_or(typed.len()));
        let typed = typed.trim_end();
        let Some(inner) = typed.strip_prefix('{').filter(|_| !reads(typed, false)) else { return (None, "") };
        let inner = inner.strip_suffix('}').unwrap_or(inner);
        let mut fields: Vec<String> = Vec::new();
        for part in inner.split(',') {
            let Some((name, value)) = part.split_once(':').filter(|(name, _)| self.is_scalar(name)) else {
                return (None, "");
            };
            let value = value.trim();
            let stands = reads(&format!("{{value: {value}}}"), false);
            fields.push(format!(
                "{}: {}",
                name.trim(),
                if stands { value.to_owned() } else { quoted(unwrapped(value)) }
            ));
        }
        (Some(format!("{{{}}}", fields.join(", "))), comment)
    }

    fn is_scalar(&self, name: &str) -> bool {
        self.fields.0.get(&name_key(name)).is_some_and(|is| is.scalar)
    }

    /// The lines below that go on with the value of a field.
    fn continued(&self, at: usize, column: usize) -> Vec<&'t str> {
        let below = self.lines[at + 1..].iter();
        let goes_on = |line: &&&str| {
            let body = line.trim_start();
            !body.is_empty()
                && !body.starts_with(['#', '-'])
                && self.column(line) > column
                && self.parts(body).is_none()
        };
        below.take_while(goes_on).map(|line| line.trim()).collect()
    }

    /// True for a value whose quote is closed in a line below, before another field.
    fn is_closed_below(&self, at: usize, typed: &str) -> bool {
        let Some(quote) = typed.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let mut below = self.lines[at + 1..].iter().take_while(|line| self.parts(line.trim_start()).is_none());
        !typed[1..].contains(quote) && below.any(|line| line.contains(quote))
    }

    /// A line without a field.
    fn other(&mut self, at: usize, column: usize, body: &str) {
        let line = self.lines[at];
        let is_odd = line[..line.len() - body.len()].chars().any(|c| c != ' ');
        match self.empty.take() {
            Some((field, field_column)) if column <= field_column && is_value(body) => {
                let value = if reads(body, false) { body.to_owned() } else { quoted(unwrapped(body)) };
                let read_as = format!("{} {value}", self.out[field].trim());
                self.out[field] = format!("{} {value}", self.out[field].trim_end());
                self.out.push(String::new());
                self.mends.push(Mend { line: at, read_as, why: Why::NextLine });
            }
            _ if is_odd => {
                self.out.push(format!("{}{body}", " ".repeat(column)));
                self.mends.push(Mend { line: at, read_as: body.to_owned(), why: Why::Blanks });
            }
            // What goes on with a text stays deeper than the fields.
            _ if self.align && self.in_answers && column <= 4 => self.out.push(format!("      {body}")),
            _ => self.out.push(line.to_owned()),
        }
    }
}

/// True for a line that may be the value of the field above it.
fn is_value(body: &str) -> bool {
    body.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '?' | '\u{201c}' | '\u{201e}'))
}

/// True for a value that YAML reads as one value; a text is never a list, a record or a name for aliases.
fn reads(typed: &str, is_text: bool) -> bool {
    if typed.chars().all(char::is_alphanumeric) {
        return true;
    }
    let line = format!("value: {typed}\n");
    match yaml::parse("", &line, usize::MAX).as_ref().map(|node| node.get("value")) {
        Ok(Some(Node::List(_) | Node::Map(_))) => !is_text,
        Ok(Some(_)) => !(is_text && typed.starts_with('&')),
        _ => false,
    }
}

/// The text without quotes around it, also of one that is not closed.
fn unwrapped(text: &str) -> &str {
    for (open, close) in [("\"", '"'), ("'", '\''), ("\u{201c}", '\u{201d}'), ("\u{201e}", '\u{201c}')] {
        let Some(inner) = text.strip_prefix(open) else { continue };
        if let Some(inner) = inner.strip_suffix(close).filter(|inner| !inner.contains(close)) {
            return inner;
        }
        if !inner.contains(close) {
            return inner;
        }
    }
    text
}
