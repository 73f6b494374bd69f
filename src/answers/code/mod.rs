//! Result codes: what a person answered, in a few groups of characters that can be typed.
//!
//! A code holds the answers to the items of a form, the form, the role, and what the person said about themselves where the
//! quiz asks for it. It holds no name, note, step, time on screen, date, time or money. Of the degree that a person studies for,
//! one that only a programme's overlay has is held as its level; of months, those of 2020 to 2049.
//!
//! From the first character to the last:
//!
//! | characters | what |
//! |---|---|
//! | 1 | the version of this format |
//! | 4 | a hash of the pack's id, its scoring, and everything that the digits below stand for |
//! | as many as the form needs | one number: for each item its state, then role, facts and form, each a digit with its own radix |
//! | 6 | the check, which finds any four wrong characters in a code of up to 89 |
//!
//! So the codes of one pack have the same first group.

mod check;
mod digits;
mod number;

use check::{CHECK, FRONT, Symbols};
use number::Number;

use super::{AnswerSheet, Respondent};
use crate::model::{FormIx, Pack};

/// The version of the format.
const VERSION: u8 = 1;

/// How many values a character has.
const RADIX: u32 = 32;

/// The fewest digits in a text that is meant as a code, though its beginning is not that of the pack's codes.
const FEWEST_DIGITS: usize = 3;

/// How many characters a text may have for it to be looked at, in bytes: more than codes and what may stand around them.
const LONGEST_TEXT: usize = 4096;

/// By how many characters a code with a slip may be longer or shorter than a whole one, and how many may be none of a code.
const SLIP: usize = 3;

/// Why a text is no code that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// It is something else.
    NotACode,
    /// It is meant as a code, and a character is wrong, missing or too many.
    Mistyped,
    /// It is a code of another version of the format.
    OtherFormat,
    /// It is a code of another pack, or of this one with another scoring, other items, roles or facts.
    OtherPack,
}

/// The code of a sheet's answers, in groups of five characters with hyphens between them.
pub fn to_code(sheet: &AnswerSheet, pack: &Pack) -> String {
    ResultCodes::new(pack).write(sheet, pack)
}

/// Reads a code: the answers, with the end of the code as the person's id. See [`ResultCodes::read`].
///
/// # Errors
/// When the text is no code of this pack.
pub fn from_code(text: &str, pack: &Pack) -> Result<AnswerSheet, CodeProblem> {
    ResultCodes::new(pack).read(text, pack)
}

/// What reading and writing the codes of one pack needs.
#[derive(Clone, Debug)]
pub struct ResultCodes {
    /// The characters in front, as values.
    front: [u8; FRONT],
    /// By the number of the form.
    forms: Vec<FormOfCode>,
}

/// How the codes of one form are made.
#[derive(Clone, Debug)]
struct FormOfCode {
    /// The radix of each digit.
    radices: Vec<u32>,
    /// How many characters the number has.
    length: usize,
}

impl ResultCodes {
    /// The codes of a pack.
    pub fn new(pack: &Pack) -> Self {
        let [a, b, c, d] = digits::mark(pack);
        let forms = (0..pack.forms().len()).map(FormIx::new);
        let forms = forms.map(|form| {
            let radices = digits::radices(pack, form);
            FormOfCode { length: characters(&radices), radices }
        });
        Self { front: [VERSION, a, b, c, d], forms: forms.collect() }
    }

    /// The code of a sheet's answers, which are those of a person about themselves.
    pub fn write(&self, sheet: &AnswerSheet, pack: &Pack) -> String {
        let form = &self.forms[sheet.form.get()];
        let mut number = Number::default();
        for (radix, digit) in form.radices.iter().zip(digits::of(sheet, pack)) {
            number.push(*radix, digit);
        }
        let mut body: Vec<u8> = (0..form.length).map(|_| value(number.pop(RADIX))).collect();
        body.reverse();
        let mut values = [self.front.as_slice(), &body].concat();
        check::seal(&mut values);
        check::grouped(&values)
    }

    /// Reads a code. The sheet has the answers, the form, the role and the background; its id is `c-` and the last eight
    /// characters of the code. Letter case, blanks and marks make no difference; O is read as 0, I and L as 1, U as V.
    ///
    /// # Errors
    /// When the text is no code of this pack.
    pub fn read(&self, text: &str, pack: &Pack) -> Result<AnswerSheet, CodeProblem> {
        let symbols = self.symbols(text)?;
        let values = symbols.values;
        if values[0] != VERSION {
            return Err(CodeProblem::OtherFormat);
        }
        if !values.starts_with(&self.front) {
            return Err(CodeProblem::OtherPack);
        }
        let mut number = Number::default();
        let body = &values[FRONT..values.len() - CHECK];
        for value in body {
            number.push(RADIX, u32::from(*value));
        }
        // The last digit is that of the form, and tells what the others are.
        let at = FormIx::new(number.pop(digits::forms(pack)) as usize);
        let form = &self.forms[at.get()];
        if form.length != body.len() {
            return Err(CodeProblem::Mistyped);
        }
        let mut taken: Vec<u32> = form.radices.iter().rev().skip(1).map(|radix| number.pop(*radix)).collect();
        taken.reverse();
        let id = format!("c-{}", check::written(&values[values.len() - 8..]));
        let mut sheet = AnswerSheet::new(pack, at, Respondent { id, label: None });
        digits::put(&taken, &mut sheet, pack);
        // What is left would belong to a larger number than the digits can make.
        if number.is_zero() { Ok(sheet) } else { Err(CodeProblem::Mistyped) }
    }

    /// True for a code of any pack, and for a text that begins as the codes of this one do and is about as long.
    pub fn recognises(&self, text: &str) -> bool {
        let of_length = (FRONT + CHECK..=LONGEST_TEXT).contains(&text.len());
        let symbols = if of_length { Symbols::read(text) } else { Symbols::default() };
        symbols.is_whole() || (self.is_as_long(&symbols) && self.begins_alike(&symbols))
    }

    /// The characters of a whole code.
    fn symbols(&self, text: &str) -> Result<Symbols, CodeProblem> {
        if text.len() > LONGEST_TEXT {
            return Err(CodeProblem::NotACode);
        }
        let symbols = Symbols::read(text);
        if symbols.is_whole() {
            return Ok(symbols);
        }
        // Sentences have few digits; of a code a third of the characters are some.
        let is_meant = self.is_as_long(&symbols) && (symbols.digits >= FEWEST_DIGITS || self.begins_alike(&symbols));
        Err(if is_meant { CodeProblem::Mistyped } else { CodeProblem::NotACode })
    }

    /// True for about as many characters as the codes of a form have, most of which may be those of a code.
    fn is_as_long(&self, symbols: &Symbols) -> bool {
        let is_as_long = |form: &FormOfCode| (FRONT + form.length + CHECK).abs_diff(symbols.values.len()) <= SLIP;
        symbols.strange <= SLIP && self.forms.iter().any(is_as_long)
    }

    /// True where at most one of the first characters differs from those of the pack's codes.
    fn begins_alike(&self, symbols: &Symbols) -> bool {
        self.front.iter().zip(&symbols.values).filter(|(own, found)| own != found).count() <= 1
    }
}

/// How many characters hold every number of these digits.
fn characters(radices: &[u32]) -> usize {
    let mut largest = Number::default();
    for radix in radices {
        largest.push(*radix, radix - 1);
    }
    std::iter::from_fn(|| (!largest.is_zero()).then(|| largest.pop(RADIX))).count()
}

fn value(digit: u32) -> u8 {
    u8::try_from(digit).expect("a digit of this radix fits a byte")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;

    fn director_pack() -> Pack {
        pack::parse(&pack::EMBEDDED[0].files()).0.expect("the embedded pack is correct")
    }

    /// The code of an empty sheet with a change to its values before the check.
    fn changed(pack: &Pack, change: impl FnOnce(&mut Vec<u8>)) -> String {
        let sheet = AnswerSheet::new(pack, pack.default_form(), Respondent::default());
        let mut values = Symbols::read(&to_code(&sheet, pack)).values;
        values.truncate(values.len() - CHECK);
        change(&mut values);
        check::seal(&mut values);
        check::grouped(&values)
    }

    #[test]
    fn f09_whole_codes_that_are_not_of_this_pack_are_told_apart() {
        let pack = director_pack();
        let problem = |change: fn(&mut Vec<u8>)| from_code(&changed(&pack, change), &pack).err();
        assert_eq!(problem(|_| ()), None);
        assert_eq!(problem(|values| values[0] = 2), Some(CodeProblem::OtherFormat));
        for at in 1..FRONT {
            let other = changed(&pack, |values| values[at] ^= 1);
            assert_eq!(from_code(&other, &pack).err(), Some(CodeProblem::OtherPack), "{other}");
        }
        // Whole, and no number that the digits can make, or of another length.
        assert_eq!(problem(|values| values[FRONT] = 31), Some(CodeProblem::Mistyped));
        assert_eq!(problem(|values| values.insert(FRONT, 0)), Some(CodeProblem::Mistyped));
        assert_eq!(problem(|values| values.truncate(FRONT + 1)), Some(CodeProblem::Mistyped));
        assert_eq!(problem(|values| values.truncate(FRONT)), Some(CodeProblem::NotACode));
    }

    /// As many values as a character has take one character, and one value more takes two.
    #[test]
    fn f09_a_code_is_no_longer_than_its_answers_need() {
        for (radices, expected) in [
            (&[][..], 0),
            (&[1], 0),
            (&[2], 1),
            (&[RADIX], 1),
            (&[RADIX + 1], 2),
            (&[RADIX, RADIX], 2),
            (&[RADIX, RADIX, 2], 3),
        ] {
            assert_eq!(characters(radices), expected, "{radices:?}");
        }
    }

    #[test]
    fn f09_what_is_no_code_is_not_taken_for_one() {
        let pack = director_pack();
        let codes = ResultCodes::new(&pack);
        let whole = changed(&pack, |_| ());
        let long = "1".repeat(1 << 20);
        for text in
            ["", "-", "code", "s-0001", "I lost my code, sorry.", "Results of the class of 2026", &whole[..20], &long]
        {
            assert_eq!(codes.read(text, &pack).err(), Some(CodeProblem::NotACode), "{text:.40}");
            assert!(!codes.recognises(text), "{text:.40}");
        }
        for text in [&whole[..37], &whole.replacen("00", "0", 1), &whole.replacen('W', "é", 1), &(whole.clone() + "1")]
        {
            assert_eq!(codes.read(text, &pack).err(), Some(CodeProblem::Mistyped), "{text}");
            assert!(codes.recognises(text), "{text}");
        }
        assert!(codes.recognises(&changed(&pack, |values| values.truncate(20))), "one of another pack");
    }
}
