//! The format of an answers file: every field and what it holds. The reader reads by it.

use super::background::FIELDS;
use super::invitation::INVITATION;
use super::{LONGEST_NAME, LONGEST_NOTE, LONGEST_STEP, Rater, StepState};
use crate::yaml::{Kind, Shape, TEXT, needed, optional, words};

/// The largest answers file that is read, in bytes.
pub const LARGEST_FILE: usize = 256 * 1024;

/// A pseudonym or a name.
const NAME: Kind = Kind::Text(LONGEST_NAME);

/// A note or a reason.
const NOTE: Kind = Kind::Text(LONGEST_NOTE);

/// The longest time on one item that is believed, in seconds: a day.
pub(super) const LONGEST_TIME: i64 = 86_400;

/// One person's answers.
pub(super) const ANSWERS: Kind = Kind::Record(&Shape {
    name: "answers",
    about: "One person, one attempt.",
    fields: &[
        needed("format", Kind::Format, "The number of the format: 1."),
        needed("pack", PACK, "The pack that the answers belong to."),
        optional("rater", Kind::Word(|| words(Rater::WORDS)), "Whose view it is: the person's own if not said."),
        optional("form", TEXT, "The id of the form; the pack's default if not said."),
        optional("role", TEXT, "The id of the role to compare with; the pack's default if not said."),
        needed("respondent", RESPONDENT, "Who answered."),
        optional("background", BACKGROUND, "What decides which resources are open to the person."),
        optional("invitation", INVITATION, "What the person was told before the first question."),
        optional("started", TEXT, "When the attempt began."),
        optional("finished", TEXT, "When it ended; a draft has none."),
        optional("steps", Kind::List(&STEP), "What was agreed with the person, and what happened to it."),
        needed("answers", Kind::List(&ANSWER), "One entry for each item; an absent item is unanswered."),
    ],
});

const PACK: Kind = Kind::Record(&Shape {
    name: "pack",
    about: "A pack, and the state it was in.",
    fields: &[
        needed("id", TEXT, "Its id."),
        optional("version", TEXT, "Its version."),
        optional("fingerprint", TEXT, "The hash of its content."),
        optional("scoring", TEXT, "The hash of what turns answers into levels."),
    ],
});

const RESPONDENT: Kind = Kind::Record(&Shape {
    name: "respondent",
    about: "Who answered.",
    fields: &[
        needed("id", NAME, "A pseudonym."),
        optional("label", NAME, "A name or a number for people to read."),
        optional("name", NAME, "The same, in older files."),
    ],
});

const BACKGROUND: Kind =
    Kind::Record(&Shape { name: "background", about: "What a person says about themselves.", fields: &FIELDS });

const STEP: Kind = Kind::Record(&Shape {
    name: "step",
    about: "A step of development: a resource of the catalogue, or a text.",
    fields: &[
        optional("resource", TEXT, "The id of a resource."),
        optional("text", Kind::Text(LONGEST_STEP), "What it is, where the catalogue does not have it."),
        needed("state", Kind::Word(|| words(StepState::WORDS)), "How far it has come."),
        optional("by", Kind::Date(DAY), "The day by which it is to be done."),
        optional("on", Kind::Date(DAY), "The day on which the state was set."),
    ],
});

const RATING: Kind = Kind::AnyOf(&[Kind::Number(i64::MIN, i64::MAX), TEXT]);

/// A day of the calendar.
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

const ANSWER: Kind = Kind::Record(&Shape {
    name: "answer",
    about: "A rating, or a state.",
    fields: &[
        needed("item", TEXT, "The id of the item."),
        optional("rating", RATING, "A value of the item's scale, its label, `NA` or `?`."),
        optional("state", TEXT, "Why there is no rating."),
        optional("reason", NOTE, "Why it does not apply."),
        optional("note", NOTE, "What shows the rating."),
        optional("seconds", Kind::Number(0, LONGEST_TIME), "Time spent on the item."),
        optional("asked", TEXT, "The fingerprint of the question as it was asked."),
    ],
});
