//! The facts of a background, each declared once: its field in files, its question and its place in [`Background`].
//! The answers file, tables, lines, the template and the quiz go by these declarations.

use crate::model::{Background, BackgroundFact, Education, Licence, MOST_YEARS, Pack, Region};
use crate::yaml::{FieldShape, Kind, optional, words};

/// The declaration of one fact.
#[derive(Debug)]
pub struct FactField {
    /// The fact.
    pub fact: BackgroundFact,
    /// The question about it, without its colon.
    pub question: fn(&Pack) -> String,
    /// How it is read from and written to a background.
    pub access: FactAccess,
    /// Its field in a background of an answers file; the name is also that of its column in tables.
    pub(super) shape: FieldShape,
    /// A value, for the template.
    pub(super) example: &'static str,
}

/// How a fact is read from and written to a background. `set` gives false when it does not know a word.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "`get` and `set` are as described above")]
pub enum FactAccess {
    /// One word.
    Word { get: fn(&Background) -> Option<&'static str>, set: fn(&mut Background, &str) -> bool },
    /// Any number of words.
    List { get: fn(&Background) -> Option<Vec<&'static str>>, set: fn(&mut Background, &[&str]) -> bool },
    /// A whole number from 0 to `most`.
    Number { most: i64, get: fn(&Background) -> Option<u32>, set: fn(&mut Background, Option<u32>) },
}

/// Every fact, in the order in which files have them.
pub const FACTS: &[FactField] = &[
    FactField {
        fact: BackgroundFact::Education,
        question: |_| "The highest level of education you have finished".to_owned(),
        access: FactAccess::Word {
            get: |background| background.education.map(|value| word(Education::WORDS, value)),
            set: |background, word| {
                background.education = value(Education::WORDS, word);
                background.education.is_some()
            },
        },
        shape: optional("education", Kind::Word(|| words(Education::WORDS)), "The highest education finished."),
        example: "bachelor",
    },
    FactField {
        fact: BackgroundFact::Experience,
        question: |pack| format!("Whole years of paid work in {}", pack.experience_in()),
        access: FactAccess::Number {
            most: MOST_YEARS,
            get: |background| background.experience_years,
            set: |background, years| background.experience_years = years,
        },
        shape: optional("experience-years", Kind::Number(0, MOST_YEARS), "Whole years of work in the field."),
        example: "1",
    },
    FactField {
        fact: BackgroundFact::Licence,
        question: |_| "A licence to practise that you hold".to_owned(),
        access: FactAccess::List {
            get: |background| {
                let held = background.licences.as_ref()?;
                Some(held.iter().map(|value| word(Licence::WORDS, *value)).collect())
            },
            set: |background, words| {
                background.licences = words.iter().map(|word| value(Licence::WORDS, word)).collect();
                background.licences.is_some()
            },
        },
        shape: optional("licences", Kind::List(&Kind::Word(|| words(Licence::WORDS))), "Licences held."),
        example: "[]",
    },
    FactField {
        fact: BackgroundFact::Region,
        question: |_| "Where you study or work".to_owned(),
        access: FactAccess::Word {
            get: |background| background.region.map(|value| word(Region::WORDS, value)),
            set: |background, word| {
                background.region = value(Region::WORDS, word);
                background.region.is_some()
            },
        },
        shape: optional("region", Kind::Word(|| words(Region::WORDS)), "Where the person studies or works."),
        example: "us",
    },
];

/// The fields of a background in an answers file.
pub(super) const FIELDS: [FieldShape; FACTS.len()] = {
    let mut fields = [FACTS[0].shape; FACTS.len()];
    let mut at = 1;
    while at < fields.len() {
        fields[at] = FACTS[at].shape;
        at += 1;
    }
    fields
};

impl FactField {
    /// The declaration of a fact.
    pub fn of(fact: BackgroundFact) -> &'static Self {
        // The declarations are in the order of the facts.
        &FACTS[fact as usize]
    }

    /// The name of its field in files and of its column in tables.
    pub fn name(&self) -> &'static str {
        self.shape.name
    }

    /// The words that it takes; empty for a number.
    pub fn words(&self) -> Vec<&'static str> {
        match &self.shape.kind {
            Kind::Word(words) | Kind::List(Kind::Word(words)) => words(),
            _ => Vec::new(),
        }
    }
}

fn word<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table.iter().find(|(_, known)| *known == value).expect("every value has a word").0
}

fn value<T: Copy>(table: &[(&'static str, T)], word: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_declared_once_and_reads_back_what_was_set() {
        assert_eq!(FACTS.iter().map(|field| field.fact).collect::<Vec<_>>(), BackgroundFact::ALL);
        assert!(BackgroundFact::ALL.iter().all(|fact| FactField::of(*fact).fact == *fact));
        for field in FACTS {
            let mut background = Background::default();
            let words = field.words();
            match field.access {
                FactAccess::Word { get, set } => {
                    for word in words {
                        assert!(set(&mut background, word) && get(&background) == Some(word), "{word}");
                    }
                    assert!(!set(&mut background, "no such word"));
                }
                FactAccess::List { get, set } => {
                    assert!(set(&mut background, &[]) && get(&background) == Some(Vec::new()));
                    assert!(set(&mut background, &words) && get(&background) == Some(words));
                    assert!(!set(&mut background, &["no such word"]));
                }
                FactAccess::Number { get, set, .. } => {
                    set(&mut background, Some(7));
                    assert_eq!(get(&background), Some(7));
                }
            }
        }
    }
}
