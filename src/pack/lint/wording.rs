//! Rules about what people read: questions, statements, advice, role texts.

use std::collections::{BTreeSet, HashMap};

use super::readability::{HARDEST, MOST_WORDS, grade, longest_sentence};
use super::{entries, records};
use crate::diag::Code;
use crate::model::Pack;
use crate::yaml::{Field, Problems, Record};

/// The share of words from which two statements are too alike, in tenths of the shorter one's words.
const ALIKE_TENTHS: usize = 8;

/// How many statements are compared with each other; a pack with more is hardly one of statements that people read.
const MOST_COMPARED: usize = 500;

/// The fewest words of a statement that is compared with others.
const FEWEST_COMPARED: usize = 5;

/// The fewest words of a text that has a grade: of two or three words the formula says how long they are, and no more.
const FEWEST_GRADED: usize = 5;

/// The purpose of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A question.
    Stem,
    /// A level in the first person.
    Statement,
    /// An option of a shared response scale.
    Option,
    /// Anything else that is read at leisure.
    Prose,
}

/// A text of the pack with its place.
#[derive(Debug)]
pub(super) struct Text<'n> {
    used: Use,
    words: String,
    field: Field<'n>,
}

/// The texts of the questionnaire that people read.
pub(super) fn texts<'n>(top: &Record<'n>, problems: &mut Problems<'_>) -> Vec<Text<'n>> {
    let mut texts = Vec::new();
    for scale in records(top, "scales", problems) {
        for option in records(&scale, "options", problems) {
            take(&mut texts, Use::Option, option.get("label"), problems);
        }
    }
    for domain in records(top, "domains", problems) {
        for competency in records(&domain, "competencies", problems) {
            take(&mut texts, Use::Prose, competency.get("definition"), problems);
            take(&mut texts, Use::Prose, competency.get("why"), problems);
            for statement in entries(&competency, "levels", problems) {
                let own = if statement.has("statement") { statement.record(problems) } else { None };
                let text = own.map_or(Some(statement), |record| record.get("statement"));
                take(&mut texts, Use::Statement, text, problems);
            }
            for advice in records(&competency, "advice", problems) {
                for name in ["first-step", "evidence", "ask"] {
                    take(&mut texts, Use::Prose, advice.get(name), problems);
                }
            }
            for item in records(&competency, "items", problems) {
                take(&mut texts, Use::Stem, item.get("stem"), problems);
            }
        }
    }
    texts
}

/// A prose text of another file.
pub(super) fn prose<'n>(field: Option<Field<'n>>, problems: &mut Problems<'_>) -> Vec<Text<'n>> {
    let mut texts = Vec::new();
    take(&mut texts, Use::Prose, field, problems);
    texts
}

fn take<'n>(texts: &mut Vec<Text<'n>>, used: Use, field: Option<Field<'n>>, problems: &mut Problems<'_>) {
    let Some(field) = field else { return };
    if let Some(text) = field.text(problems) {
        texts.push(Text { used, words: text, field });
    }
}

/// Runs every rule over the texts of a pack in English; the rules know no other language.
pub(super) fn check(texts: &[Text<'_>], pack: &Pack, problems: &mut Problems<'_>) {
    if !pack.language().is_english() {
        return;
    }
    for text in texts {
        if text.used == Use::Stem {
            one_idea(text, problems);
            no_negative(text, problems);
        }
        if matches!(text.used, Use::Stem | Use::Statement) {
            easy_to_read(text, problems);
        }
        abbreviations(text, problems);
    }
    let statements: Vec<&Text<'_>> =
        texts.iter().filter(|text| text.used == Use::Statement).take(MOST_COMPARED).collect();
    distinct(&statements, problems);
}

/// A question that joins two things cannot be answered when they differ.
fn one_idea(stem: &Text<'_>, problems: &mut Problems<'_>) {
    let lower = format!(" {} ", stem.words.to_lowercase());
    let joins = [" and ", " or ", " and/or ", " as well as ", "/"];
    if let Some(join) = joins.iter().find(|join| lower.contains(**join)) {
        problems
            .report(
                &stem.field,
                Code::DoubleBarrelled,
                format!("this question joins two things with `{}`", join.trim()),
            )
            .hint("ask about one thing; make two questions of it, or find one word for both");
    }
}

/// A "no" to a question that says "not" means two things.
fn no_negative(stem: &Text<'_>, problems: &mut Problems<'_>) {
    let negatives = ["not", "no", "never", "nor", "none", "without", "unable", "cannot"];
    let negative =
        words(&stem.words).into_iter().find(|word| negatives.contains(&word.as_str()) || word.ends_with("n't"));
    if let Some(negative) = negative {
        problems
            .report(&stem.field, Code::NegativeStem, format!("this question says `{negative}`"))
            .hint("ask for what is there; where less is better, say so with `reverse: true`");
    }
}

fn easy_to_read(text: &Text<'_>, problems: &mut Problems<'_>) {
    let count = longest_sentence(&text.words);
    if count > MOST_WORDS {
        problems
            .report(&text.field, Code::LongSentence, format!("a sentence of {count} words"))
            .expected(format!("at most {MOST_WORDS} words"))
            .hint("cut it, or make two sentences of it");
        return;
    }
    let grade = grade(&text.words);
    if grade > HARDEST && words(&text.words).len() >= FEWEST_GRADED {
        problems
            .report(&text.field, Code::HardSentence, format!("hard to read: grade {grade:.1}"))
            .expected(format!("at most grade {HARDEST:.0} (Flesch-Kincaid)"))
            .hint("use shorter words");
    }
}

/// Every abbreviation is written out in the text that uses it: `an electronic health record (EHR)`.
fn abbreviations(text: &Text<'_>, problems: &mut Problems<'_>) {
    let short = text
        .words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| is_abbreviation(word))
        .find(|word| !text.words.contains(&format!("({word}")) && !text.words.contains(&format!("{word} (")));
    if let Some(short) = short {
        problems
            .report(&text.field, Code::Abbreviation, format!("`{short}` is not written out"))
            .hint(format!("write it out: what it stands for ({short})"));
    }
}

/// Two capital letters or more, with or without digits; a plural `s` may follow.
fn is_abbreviation(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    word.chars().filter(char::is_ascii_uppercase).count() >= 2
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Two statements that say much the same leave a person no choice between them.
fn distinct(statements: &[&Text<'_>], problems: &mut Problems<'_>) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let sets: Vec<BTreeSet<usize>> = statements
        .iter()
        .map(|text| {
            let words = words(&text.words).into_iter();
            words
                .map(|word| {
                    let next = numbers.len();
                    *numbers.entry(word).or_insert(next)
                })
                .collect()
        })
        .collect();
    for (at, set) in sets.iter().enumerate() {
        let twin = sets[..at].iter().position(|other| {
            let shorter = set.len().min(other.len());
            shorter >= FEWEST_COMPARED && set.intersection(other).count() * 10 >= shorter * ALIKE_TENTHS
        });
        if let Some(twin) = twin {
            problems
                .report(&statements[at].field, Code::AlikeStatements, "much the same as another statement")
                .expected(format!("something else than `{}`", statements[twin].words))
                .hint("say what only this statement means");
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let text = text.replace('\u{2019}', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
