//! The structure of a text: the position of each value, and whether the text is safe to load.
//!
//! `serde_yaml` needs time that grows with the nesting of brackets times the number of tokens, and expands aliases
//! without a limit on what they repeat. [`survey`] parses the text as events, in time linear in its length, and
//! stops at the first nesting that is too deep. [`is_risky`] is a cheap look that spares ordinary texts this pass.

use std::borrow::Cow;
use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

use crate::diag::Position;

/// The deepest nesting of lists and records that is read.
pub(super) const MAX_DEPTH: usize = 32;

/// The most that aliases repeat in one text: values, and bytes of text in them.
const MAX_REPEATED: usize = 1 << 20;

/// The largest product of bracket depth and length, in bytes, that `serde_yaml` meets unseen: some hundredths of a
/// second.
const MAX_UNSEEN_WORK: usize = 1 << 25;

/// The most percent signs that `serde_yaml` meets unseen: each may begin a directive, and it compares all with all.
const MAX_UNSEEN_DIRECTIVES: usize = 256;

/// One step from a value to a part of it. Both count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of the map's entry with this number.
    Entry(usize),
    /// The key of the map's entry with this number; always the last step.
    Key(usize),
    /// The list's item with this number.
    Item(usize),
}

/// Why a text is not loaded.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// Lists and records are nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Aliases repeat more than [`MAX_REPEATED`], or a value repeats itself.
    Repeats,
    /// The text is not YAML; in the parser's words.
    Syntax(String),
}

/// The positions of the values of a text, and where and why reading stopped early.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// All values, in the order of the text. The first one is the root.
    values: Vec<Value>,
    pub(super) refusal: Option<(Refusal, Position)>,
}

#[derive(Debug)]
struct Value {
    at: Position,
    /// The items of a list, or the keys and values of a record in turn, as indices. An alias has the index of its value.
    parts: Vec<usize>,
    /// How many values it consists of, and bytes of text in them.
    weight: usize,
    plain: Option<Plain>,
}

/// A value that stands in the text without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    /// As it is written; empty for `key:` with nothing behind it.
    pub(super) text: String,
    /// Where it ends in the text, in bytes.
    pub(super) end: usize,
    /// True when a name for aliases, `&name`, stands before it.
    pub(super) is_named: bool,
}

impl Survey {
    /// The place of the value or key at the end of the path; `None` if the text has no such path.
    pub(super) fn find(&self, path: &[Step]) -> Option<Position> {
        self.value(path).map(|value| value.at)
    }

    /// The value at the end of the path as it is written, where it has no quotes.
    pub(super) fn plain(&self, path: &[Step]) -> Option<&Plain> {
        self.value(path)?.plain.as_ref()
    }

    fn value(&self, path: &[Step]) -> Option<&Value> {
        let part = |value: &Value, step: &Step| {
            let at = match step {
                Step::Item(at) => *at,
                Step::Key(at) => 2 * at,
                Step::Entry(at) => 2 * at + 1,
            };
            self.values.get(*value.parts.get(at)?)
        };
        path.iter().try_fold(self.values.first()?, part)
    }
}

/// Parses the text as events.
pub(super) fn survey(text: &str) -> Survey {
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        disallow_directives: percent_signs(text) > MAX_UNSEEN_DIRECTIVES,
        // As libyaml reads.
        bom_inside_document_as_content: true,
        block_scalar_eof_without_line_feed: true,
    };
    let mut survey = Survey::default();
    let mut open: Vec<usize> = Vec::new();
    let mut anchors: BTreeMap<usize, usize> = BTreeMap::new();
    let mut repeated = 0;
    for event in Parser::new_from_str_with_options(&without_forbidden(text), options) {
        let (event, span) = match event {
            Ok((event, span)) => (event, span),
            Err(error) => {
                survey.refusal = Some(refusal(&error));
                return survey;
            }
        };
        let mut at = position(&span.start);
        // The position of an empty value is behind its sign, where a value can be added.
        let is_sign = |byte: &u8| matches!(byte, b':' | b'-' | b'?');
        if matches!(event, Event::Scalar(..))
            && span.is_empty()
            && span.start.byte_offset().and_then(|at| text.as_bytes().get(at)).is_some_and(is_sign)
        {
            at.column += 1;
        }
        let values = &mut survey.values;
        let (value, text_length) = match &event {
            Event::Alias(anchor) => {
                let value = anchors.get(anchor).copied().unwrap_or_default();
                repeated += values[value].weight;
                if repeated > MAX_REPEATED || open.contains(&value) {
                    survey.refusal = Some((Refusal::Repeats, at));
                    return survey;
                }
                (value, 0)
            }
            Event::Scalar(text, ..) => (values.len(), text.len()),
            Event::SequenceStart(..) | Event::MappingStart(..) => (values.len(), 0),
            Event::SequenceEnd | Event::MappingEnd => {
                let value = open.pop().unwrap_or_default();
                values[value].weight = 1 + values[value].parts.iter().map(|part| values[*part].weight).sum::<usize>();
                continue;
            }
            _ => continue,
        };
        if value == values.len() {
            let plain = match &event {
                Event::Scalar(text, ScalarStyle::Plain, anchor, None) => span.end.byte_offset().map(|end| Plain {
                    // The parser gives `~` for nothing.
                    text: if span.is_empty() { String::new() } else { text.to_string() },
                    end,
                    is_named: *anchor > 0,
                }),
                _ => None,
            };
            values.push(Value { at, parts: Vec::new(), weight: 1 + text_length, plain });
        }
        if let Some(parent) = open.last() {
            values[*parent].parts.push(value);
        }
        if let Some(anchor) = event.anchor_id() {
            anchors.insert(anchor, value);
        }
        if matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)) {
            open.push(value);
            if open.len() > MAX_DEPTH {
                survey.refusal = Some((Refusal::TooDeep, at));
                return survey;
            }
        }
    }
    survey
}

/// A text that may be JSON with other characters of the same length in place of those that JSON allows and YAML does not.
fn without_forbidden(text: &str) -> Cow<'_, str> {
    let is_forbidden = |c: char| matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if !text.starts_with('{') || !text.contains(is_forbidden) {
        return text.into();
    }
    let stand_in = |c: char| match c.len_utf8() {
        _ if !is_forbidden(c) => c,
        1 => '?',
        2 => '\u{a4}',
        _ => '\u{fffd}',
    };
    text.chars().map(stand_in).collect()
}

fn position(mark: &granit_parser::Marker) -> Position {
    Position { line: mark.line().max(1), column: mark.col() + 1 }
}

fn refusal(error: &ScanError) -> (Refusal, Position) {
    let refusal = match error.kind() {
        ErrorKind::RecursionLimitExceeded => Refusal::TooDeep,
        kind => Refusal::Syntax(kind.to_string()),
    };
    (refusal, position(error.marker()))
}

/// True for a text that [`survey`] has to accept before `serde_yaml` loads it: its brackets may be nested deeply, it
/// may have aliases, or many directives.
pub(super) fn is_risky(text: &str) -> bool {
    let much = |depth: usize| depth.saturating_mul(text.len()) > MAX_UNSEEN_WORK;
    (much(count(text, is_opening)) && much(depth_at_most(text)))
        || (text.contains('&') && text.contains('*'))
        || percent_signs(text) > MAX_UNSEEN_DIRECTIVES
}

fn percent_signs(text: &str) -> usize {
    count(text, |byte| byte == b'%')
}

fn is_opening(byte: u8) -> bool {
    matches!(byte, b'[' | b'{')
}

fn count(text: &str, is_it: impl Fn(u8) -> bool) -> usize {
    text.bytes().filter(|byte| is_it(*byte)).count()
}

/// An upper bound on the depth of `[` and `{`.
///
/// A line whose brackets are balanced leaves the depth as it was, if each of them counts. In quotes, comments and tags
/// they do not, so on a line with such a sign nothing counts as closed. Brackets within plain words, which count
/// neither, only stand where no bracket is open, so a balanced line cannot hide an open one behind them.
fn depth_at_most(text: &str) -> usize {
    let (mut unclosed, mut deepest_line) = (0, 0);
    for line in text.split('\n') {
        let opened = count(line, is_opening);
        if opened == 0 {
            continue;
        }
        let (mut depth, mut deepest, mut is_plain) = (0_usize, 0, true);
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b']' | b'}' if depth > 0 => depth -= 1,
                b']' | b'}' | b'"' | b'\'' | b'#' | b'!' => is_plain = false,
                _ => {}
            }
        }
        if is_plain && depth == 0 {
            deepest_line = deepest_line.max(deepest);
        } else {
            unclosed += opened;
        }
    }
    unclosed + deepest_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_found_where_it_stands() {
        let text = "a: 1\nb:\n  - {c: x, d: true}\n  - e:\n    - 2.5\n    -\nf: {}\ng: &n [1, 2]\nh: *n\n";
        let survey = survey(text);
        assert_eq!(survey.refusal, None);
        let at = |path: &[Step]| survey.find(path).map(|p| (p.line, p.column));
        assert_eq!(at(&[Step::Entry(0)]), Some((1, 4)));
        assert_eq!(at(&[Step::Key(1)]), Some((2, 1)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(0), Step::Entry(1)]), Some((3, 15)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(0), Step::Key(0)]), Some((3, 6)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(1)]), Some((4, 5)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(1), Step::Entry(0), Step::Item(0)]), Some((5, 7)));
        assert_eq!(at(&[Step::Entry(2)]), Some((7, 4)));
        assert_eq!(at(&[Step::Entry(4), Step::Item(1)]), Some((8, 11)), "an alias is what it stands for");
        assert_eq!(at(&[Step::Entry(9)]), None);
    }

    #[test]
    fn what_stands_behind_a_character_that_yaml_has_not_is_found_in_json() {
        let text = "{\"a\": \"\u{7f}\u{9c}\u{fffe}\u{ffff}\u{10ffff}\", \"b\":\n  [1, 2]}";
        let survey = survey(text);
        assert_eq!(survey.refusal, None);
        assert_eq!(survey.find(&[Step::Entry(1), Step::Item(1)]), Some(Position { line: 2, column: 7 }));
    }

    #[test]
    fn the_bound_on_the_depth_is_never_below_the_depth() {
        for (text, depth) in [
            ("{a: ".repeat(100), 100),
            ("{\"]\": ".repeat(100), 100),
            ("{\"]\":\n ".repeat(100), 100),
            ("{\"\n]\n\": ".repeat(100), 100),
            ("[!] ".repeat(100), 100),
            ("[ # ]\n".repeat(100), 100),
            (format!("a{}: {}", "]".repeat(100), "[".repeat(100)), 100),
            ("[".repeat(100) + &"]".repeat(100), 100),
        ] {
            assert!(depth_at_most(&text) >= depth, "{}", &text[..20]);
        }
        assert_eq!(depth_at_most(&"- {a: [1, 2], b: {c: 1}}\n".repeat(1000)), 2);
        assert_eq!(depth_at_most("- note: ']]'\n- [a]\n"), 1);
    }
}
