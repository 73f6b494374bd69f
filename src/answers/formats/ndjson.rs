//! JSON lines: each line is an object with the fields of an answers file.
//!
//! A line in the form that programs write is decoded straight into a [`Row`]. Any other line (of a changed pack, with an
//! item of another form, with a mistake) is decoded again as a tree, as YAML is, which gives every problem with its place.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::decoder::{Chunk, Decoder, Each, Outcome, Record, emit, trimmed};
use super::framing::Framing;
use crate::answers::format::LONGEST_TIME;
use crate::answers::invitation::FIELDS as INVITED;
use crate::answers::read::read_tree;
use crate::answers::{
    AnswerSheet, FACTS, FactAccess, FactField, LARGEST_FILE, LONGEST_NAME, LONGEST_NOTE, ReadOptions, Row, State, Texts,
};
use crate::clock::Timestamp;
use crate::diag::{Code, Diagnostic, Position};
use crate::model::{Background, BackgroundFact, Id, ItemIx, Month, Pack, Version};
use crate::sanitise;
use crate::yaml::{Kind, Node, Problems};

/// The decoder of JSON lines.
#[derive(Debug)]
pub(super) struct Ndjson;

impl Decoder for Ndjson {
    fn framing(&self) -> Framing {
        Framing::Lines
    }

    fn decode(&self, pack: &Pack, options: ReadOptions, chunk: Chunk<'_>, row: &mut Row, each: &mut Each<'_>) -> usize {
        let mut count = 0;
        for line in chunk.text.split_inclusive(|byte| *byte == b'\n') {
            count += 1;
            let text = trimmed(line);
            if text.trim_ascii().is_empty() {
                continue;
            }
            if options.texts == Texts::Ignored && quick_row(text, pack, row) {
                each(Record { text, outcome: Outcome::Usable, sheet: None }, row, Vec::new());
            } else {
                let (sheet, problems) = parse_line(chunk.file, count, text, pack, options);
                emit(pack, options.texts, Chunk { text, ..chunk }, Some(count), sheet, problems, row, each);
            }
        }
        count - usize::from(!chunk.text.is_empty() && !chunk.text.ends_with(b"\n"))
    }
}

/// Reads one line. The problems are placed in the file's line of this number.
pub fn parse_line(
    file: &str,
    line: usize,
    text: &[u8],
    pack: &Pack,
    options: ReadOptions,
) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    let refused = |code, message: &str, column| {
        let mut problem = Diagnostic::of_file(code, file, message);
        problem.position = Some(Position { line, column });
        problem
    };
    let text = match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => {
            let column = String::from_utf8_lossy(&text[..error.valid_up_to()]).chars().count() + 1;
            let problem = refused(Code::NotUtf8, "the line is not UTF-8 text", column);
            return (None, vec![problem.hint("write JSON lines as UTF-8")]);
        }
    };
    if text.len() > LARGEST_FILE {
        let problem = refused(Code::TooLarge, "the line is too long", 1);
        return (None, vec![problem.expected(format!("at most {} KiB", LARGEST_FILE / 1024))]);
    }
    let mut tree: Node = match serde_json::from_str(text) {
        Ok(tree) => tree,
        Err(error) => {
            let column = text.get(..error.column().saturating_sub(1)).map_or(1, |before| before.chars().count() + 1);
            let has_nan = text.get(error.column().saturating_sub(2)..).is_some_and(|rest| rest.contains("NaN"));
            let (cause, fix) = cause(&error);
            let mut problem = refused(Code::Syntax, &format!("not readable as JSON: {cause}"), column);
            problem.excerpt = Some(sanitise::clean(text).replace('\t', " "));
            let fix = if has_nan { "JSON has no `NaN`: write `null`, or leave the field out" } else { fix };
            return (None, vec![problem.hint(fix)]);
        }
    };
    let (sheet, mut problems) = read_tree(&mut tree, pack, options, Problems::of_json(file, text));
    for problem in &mut problems {
        let column = problem.position.map_or(1, |position| position.column);
        problem.position = Some(Position { line, column });
        problem.message = problem.message.replace("`the file`", "the line");
    }
    (sheet, problems)
}

/// Why a line is no JSON, in a lower-case fragment, and the fix. The words of the package are not shown to anybody.
fn cause(error: &serde_json::Error) -> (&'static str, &'static str) {
    let words = error.to_string();
    let known = CAUSES.iter().find(|(part, ..)| words.contains(part));
    known.map_or(("this is no JSON", LINE), |(_, cause, fix)| (cause, fix))
}

const LINE: &str = "each line is one JSON object with the fields of an answers file";

/// What the package says, what that means, and the fix.
const CAUSES: [(&str, &str, &str); 16] = [
    ("control character", "a control character stands in a text", "write a line break as `\\n` and a tab as `\\t`"),
    ("parsing a string at", "the line ends in the middle of a text", LINE),
    ("parsing an object", "the line ends in the middle of an object", LINE),
    ("parsing a list", "the line ends in the middle of a list", LINE),
    ("EOF", "the line ends in the middle of it", LINE),
    (
        "key must be a string",
        "the name of a field has no quotes",
        "put names of fields in double quotes: `\"rating\": 3`",
    ),
    (
        "expected value",
        "a value is missing, or a text has no quotes",
        "put texts in double quotes: `\"form\": \"short\"`",
    ),
    ("expected ident", "a word without quotes is not `true`, `false` or `null`", "put texts in double quotes"),
    ("trailing comma", "a comma stands before a closing bracket or brace", "remove the comma"),
    ("trailing characters", "text stands behind the object", LINE),
    ("expected `,`", "a comma, a closing bracket or a brace is missing", LINE),
    ("expected `:`", "a colon is missing behind the name of a field", "write `\"rating\": 3`"),
    ("escape", "a backslash is followed by what JSON does not know", "write a backslash as `\\\\`"),
    ("code point", "a backslash is followed by what JSON does not know", "write a backslash as `\\\\`"),
    ("recursion limit", "lists or objects are nested too deeply", LINE),
    ("number", "a number is not as JSON writes numbers, or too large", "write whole numbers of digits alone: `3`"),
];

/// Reads a line in the form that programs write; false where it is not in that form and must be read as a tree.
fn quick_row(text: &[u8], pack: &Pack, row: &mut Row) -> bool {
    row.clear(pack);
    let mut json = serde_json::Deserializer::from_slice(text);
    let read = Quick(Object::Line, pack, row).deserialize(&mut json).is_ok() && json.end().is_ok();
    let in_form = |(at, state): (usize, &State)| {
        *state == State::UNANSWERED || pack.form(row.form).items.contains(&ItemIx::new(at))
    };
    read && row.states.iter().enumerate().all(in_form)
}

/// The objects of a line with fixed fields.
#[derive(Clone, Copy)]
enum Object {
    Line,
    PackReference,
    Respondent,
    Background,
    Studying,
    Invitation,
}

/// Reads one object into the row; an error where the line must be read as a tree.
struct Quick<'r>(Object, &'r Pack, &'r mut Row);

impl<'de> DeserializeSeed<'de> for Quick<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Quick<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(mut self, mut map: M) -> Result<(), M::Error> {
        let mut seen = 0_u32;
        while let Some(key) = map.next_key::<&str>()? {
            let bit = self.field(key, &mut map)?;
            give_up_unless(seen & (1 << bit) == 0)?;
            seen |= 1 << bit;
        }
        let needed = match self.0 {
            // `format`, `pack`, `respondent` and `answers`.
            Object::Line => 0b1111,
            Object::PackReference | Object::Respondent | Object::Studying => 1,
            Object::Background | Object::Invitation => 0,
        };
        give_up_unless(seen & needed == needed)
    }
}

impl Quick<'_> {
    /// Reads one field; gives a number for it, the needed ones first.
    fn field<'de, M: MapAccess<'de>>(&mut self, key: &str, map: &mut M) -> Result<u32, M::Error> {
        let Self(object, pack, row) = self;
        match (*object, key) {
            (Object::Line, "format") => give_up_unless(map.next_value::<u8>()? == 1).map(|()| 0),
            (Object::Line, "pack") => map.next_value_seed(Quick(Object::PackReference, pack, row)).map(|()| 1),
            (Object::Line, "respondent") => map.next_value_seed(Quick(Object::Respondent, pack, row)).map(|()| 2),
            (Object::Line, "answers") => map.next_value_seed(Answers(pack, row)).map(|()| 3),
            (Object::Line, "form") => {
                row.form = found(pack.find_form(map.next_value()?))?;
                Ok(4)
            }
            (Object::Line, "role") => {
                row.role = Some(found(pack.find_role(map.next_value()?))?);
                Ok(5)
            }
            (Object::Line, "background") => map.next_value_seed(Quick(Object::Background, pack, row)).map(|()| 6),
            (Object::Line, "started") => {
                row.started = Some(found(Timestamp::parse(map.next_value()?))?);
                Ok(7)
            }
            (Object::Line, "finished") => {
                row.finished = Some(found(Timestamp::parse(map.next_value()?))?);
                Ok(8)
            }
            (Object::Line, "invitation") => map.next_value_seed(Quick(Object::Invitation, pack, row)).map(|()| 9),
            (Object::Invitation, _) => invited(key, map, row),
            (Object::PackReference, "id") => {
                give_up_unless(map.next_value::<&str>()? == pack.id().as_str()).map(|()| 0)
            }
            (Object::PackReference, "version") => {
                give_up_unless(Version::parse(map.next_value()?) == Some(pack.version())).map(|()| 1)
            }
            (Object::PackReference, "fingerprint") => {
                give_up_unless(map.next_value::<&str>()? == pack.fingerprint()).map(|()| 2)
            }
            (Object::PackReference, "scoring") => {
                give_up_unless(map.next_value::<&str>()? == pack.scoring_fingerprint()).map(|()| 3)
            }
            (Object::Respondent, "id") => {
                let id = map.next_value::<&str>()?;
                give_up_unless(is_plain(id, LONGEST_NAME))?;
                row.respondent.push_str(id);
                Ok(0)
            }
            (Object::Respondent, "label" | "name") => {
                let label = map.next_value::<&str>()?;
                give_up_unless(is_plain(label, LONGEST_NAME))?;
                row.label.push_str(label);
                Ok(1)
            }
            (Object::Studying, "degree") => {
                fact(BackgroundFact::Studying, map, (pack, &mut row.background)).map(|()| 0)
            }
            (Object::Studying, "until") => {
                fact(BackgroundFact::StudyingUntil, map, (pack, &mut row.background)).map(|()| 1)
            }
            (Object::Background, "studying") => {
                let bit = BackgroundFact::Studying as u32;
                map.next_value_seed(Quick(Object::Studying, pack, row)).map(|()| bit)
            }
            (Object::Background, _) => {
                let known = FACTS.iter().find(|field| field.part.is_none() && field.name() == key);
                let field = found(known)?;
                fact(field.fact, map, (pack, &mut row.background)).map(|()| field.fact as u32)
            }
            _ => Err(M::Error::custom("not a field of an answers file")),
        }
    }
}

/// Reads one field of an invitation, of which a row has the group alone: of others it is enough that they are in order. Gives
/// its number.
fn invited<'de, M: MapAccess<'de>>(key: &str, map: &mut M, row: &mut Row) -> Result<u32, M::Error> {
    let (number, field) = found((0..).zip(&INVITED).find(|(_, field)| field.name == key))?;
    let text = map.next_value::<&str>()?;
    give_up_unless(matches!(field.kind, Kind::Text(longest) if is_plain(text, longest)))?;
    if field.name == "group" {
        row.group.push_str(text);
    }
    Ok(number)
}

/// Reads one fact of a background.
fn fact<'de, M: MapAccess<'de>>(
    fact: BackgroundFact,
    map: &mut M,
    (pack, background): (&Pack, &mut Background),
) -> Result<(), M::Error> {
    let known = match FactField::of(fact).access {
        FactAccess::Word { set, .. } => set(background, map.next_value()?),
        FactAccess::Id { set, .. } => set(background, pack, map.next_value()?),
        FactAccess::List { set, .. } => set(background, &map.next_value::<Vec<&str>>()?),
        FactAccess::Month { set, .. } => {
            set(background, Some(found(Month::parse(map.next_value()?))?));
            true
        }
        FactAccess::Number { range: (least, most), set, .. } => {
            let number = map.next_value::<u32>()?;
            set(background, Some(number));
            (least..=most).contains(&i64::from(number))
        }
    };
    give_up_unless(known)
}

/// The list of answers.
struct Answers<'r>(&'r Pack, &'r mut Row);

impl<'de> DeserializeSeed<'de> for Answers<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Answers<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of answers")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
        let Self(pack, row) = self;
        // Answers mostly stand in the pack's order: the item after the last one is looked at first.
        let mut next = 0;
        while let Some((item, state)) = list.next_element_seed(OneAnswer(pack, next))? {
            give_up_unless(row.states[item.get()] == State::UNANSWERED)?;
            row.states[item.get()] = state;
            next = item.get() + 1;
        }
        Ok(())
    }
}

/// One answer; with the item that is expected.
struct OneAnswer<'r>(&'r Pack, usize);

impl<'de> DeserializeSeed<'de> for OneAnswer<'_> {
    type Value = (ItemIx, State);

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneAnswer<'_> {
    type Value = (ItemIx, State);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let Self(pack, expected) = self;
        let (mut item, mut rating, mut state, mut asked, mut reason) = (None, None, None, None, false);
        let mut seen = 0_u32;
        while let Some(key) = map.next_key::<&str>()? {
            let fields = ["item", "rating", "state", "asked", "note", "reason", "seconds"];
            let bit = found(fields.iter().position(|known| *known == key))?;
            match key {
                "item" => item = Some(map.next_value::<&str>()?),
                "rating" => rating = Some(map.next_value::<i64>()?),
                "state" => state = Some(map.next_value::<&str>()?),
                "asked" => asked = Some(map.next_value::<&str>()?),
                "seconds" => give_up_unless((0..=LONGEST_TIME).contains(&map.next_value()?))?,
                _ => give_up_unless(is_plain(map.next_value()?, LONGEST_NOTE))?,
            }
            reason |= key == "reason";
            give_up_unless(seen & (1 << bit) == 0)?;
            seen |= 1 << bit;
        }
        let id = found(item)?;
        let is_expected = pack.items().get(expected).is_some_and(|item| item.id.as_str() == id);
        let item = found(if is_expected { Some(ItemIx::new(expected)) } else { pack.find_item(id) })?;
        give_up_unless(asked.is_none_or(|asked| asked == pack.question_fingerprint(item)))?;
        give_up_unless(!reason || state == Some("not-applicable"))?;
        let state = match (rating, state) {
            (Some(value), None) => pack.option_position(item, value).and_then(State::option),
            (None, Some("not-applicable")) => Some(State::NOT_APPLICABLE),
            (None, Some("unsure")) => Some(State::UNSURE),
            (None, Some("skipped")) => Some(State::UNANSWERED),
            _ => None,
        };
        Ok((item, found(state)?))
    }
}

fn give_up_unless<E: serde::de::Error>(ordinary: bool) -> Result<(), E> {
    if ordinary { Ok(()) } else { Err(E::custom("out of the ordinary")) }
}

fn found<T, E: serde::de::Error>(value: Option<T>) -> Result<T, E> {
    value.ok_or_else(|| E::custom("out of the ordinary"))
}

/// Text that cleaning would leave as it is, and not too long.
fn is_plain(text: &str, longest: usize) -> bool {
    sanitise::is_one_line(text) && text.chars().count() <= longest
}
