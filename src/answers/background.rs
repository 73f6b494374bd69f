//! The facts of a background, each declared once: its field in files, its question and its place in [`Background`].
//! The answers file, tables, lines, the template and the quiz go by these declarations.

use crate::model::{
    Background, BackgroundFact, Degree, Education, Id, Licence, MOST_BUDGET, MOST_HOURS, MOST_YEARS, Month, Pack, Post,
    Region, value_of, word_of,
};
use crate::yaml::{FieldShape, Kind, Shape, TEXT, needed, optional, words};

/// The declaration of one fact.
#[derive(Debug)]
pub struct FactField {
    /// The fact.
    pub fact: BackgroundFact,
    /// The question about it, without its colon.
    pub question: fn(&Pack) -> String,
    /// How it is read from and written to a background.
    pub access: FactAccess,
    /// The name of its column in tables.
    pub(super) column: &'static str,
    /// Its field in a background of an answers file.
    pub(super) shape: FieldShape,
    /// Its field in the record that `shape` is, where it is one.
    pub(super) part: Option<&'static str>,
    /// A value, for the template.
    pub(super) example: &'static str,
}

/// How a fact is read from and written to a background. `set` gives false when it does not know a word.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "`get` and `set` are as described above")]
pub enum FactAccess {
    /// One word.
    Word { get: fn(&Background) -> Option<&'static str>, set: fn(&mut Background, &str) -> bool },
    /// One word, or an id of the pack.
    Id { words: IdWords, get: for<'p> fn(&Background, &'p Pack) -> Option<&'p str>, set: SetId },
    /// Any number of words.
    List { get: fn(&Background) -> Option<Vec<&'static str>>, set: fn(&mut Background, &[&str]) -> bool },
    /// A whole number in a range, both ends included.
    Number { range: (i64, i64), get: fn(&Background) -> Option<u32>, set: fn(&mut Background, Option<u32>) },
    /// A month of the calendar.
    Month { get: fn(&Background) -> Option<Month>, set: fn(&mut Background, Option<Month>) },
}

/// What a background says of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue<'p> {
    /// A word, or an id of the pack.
    Word(&'p str),
    /// Words; none of them where the person has none.
    List(Vec<&'static str>),
    /// A whole number.
    Number(u32),
    /// A month of the calendar.
    Month(Month),
}

/// How a month is written, for messages.
pub const MONTH_AS_WRITTEN: &str = "a month such as 2029-05";

/// The words and ids that a fact takes.
type IdWords = fn(&Pack) -> Vec<&str>;

/// Writes a word or an id to a background.
type SetId = fn(&mut Background, &Pack, &str) -> bool;

/// Every fact, in the order in which files have them.
pub const FACTS: &[FactField] = &[
    FactField {
        fact: BackgroundFact::Education,
        question: |_| "The highest level of education you have finished".to_owned(),
        access: FactAccess::Word {
            get: |background| background.education.map(|value| word_of(Education::WORDS, value)),
            set: |background, word| {
                background.education = value_of(Education::WORDS, word);
                background.education.is_some()
            },
        },
        column: "education",
        part: None,
        shape: optional("education", Kind::Word(|| words(Education::WORDS)), "The highest education finished."),
        example: "bachelor",
    },
    FactField {
        fact: BackgroundFact::Experience,
        question: |pack| format!("Whole years of paid work in {}", pack.experience_in()),
        access: FactAccess::Number {
            range: (0, MOST_YEARS),
            get: |background| background.experience_years,
            set: |background, years| background.experience_years = years,
        },
        column: "experience-years",
        part: None,
        shape: optional("experience-years", Kind::Number(0, MOST_YEARS), "Whole years of work in the field."),
        example: "1",
    },
    FactField {
        fact: BackgroundFact::Licence,
        question: |_| "A licence to practise that you hold".to_owned(),
        access: FactAccess::List {
            get: |background| {
                let held = background.licences.as_ref()?;
                Some(held.iter().map(|value| word_of(Licence::WORDS, *value)).collect())
            },
            set: |background, words| {
                background.licences = words.iter().map(|word| value_of(Licence::WORDS, word)).collect();
                background.licences.is_some()
            },
        },
        column: "licences",
        part: None,
        shape: optional("licences", Kind::List(&Kind::Word(|| words(Licence::WORDS))), "Licences held."),
        example: "[]",
    },
    FactField {
        fact: BackgroundFact::Region,
        question: |_| "Where you study or work".to_owned(),
        access: FactAccess::Word {
            get: |background| background.region.map(|value| word_of(Region::WORDS, value)),
            set: |background, word| {
                background.region = value_of(Region::WORDS, word);
                background.region.is_some()
            },
        },
        column: "region",
        part: None,
        shape: optional("region", Kind::Word(|| words(Region::WORDS)), "Where the person studies or works."),
        example: "us",
    },
    FactField {
        fact: BackgroundFact::Studying,
        question: |_| "The degree that you study for now".to_owned(),
        access: FactAccess::Id {
            words: |pack| {
                let degrees = pack.resources().iter().filter(|resource| resource.grants.is_some());
                words(Education::WORDS).into_iter().skip(1).chain(degrees.map(|degree| degree.id.as_str())).collect()
            },
            get: |background, pack| {
                Some(match background.studying? {
                    Degree::Level(level) => word_of(Education::WORDS, level),
                    Degree::Resource(at) => pack.resource(at).id.as_str(),
                })
            },
            set: |background, pack, word| {
                let degree = || pack.find_resource(word).filter(|at| pack.resource(*at).grants.is_some());
                let level = value_of(Education::WORDS, word).filter(|level| *level != Education::None);
                background.studying = level.map(Degree::Level).or_else(|| degree().map(Degree::Resource));
                background.studying.is_some()
            },
        },
        column: "studying",
        part: Some("degree"),
        shape: optional("studying", Kind::Record(&STUDYING), "What the person studies now."),
        example: "{degree: bachelor, until: 2029-05}",
    },
    FactField {
        fact: BackgroundFact::StudyingUntil,
        question: |_| "The month in which you expect that degree".to_owned(),
        access: FactAccess::Month {
            get: |background| background.studying_until,
            set: |background, month| background.studying_until = month,
        },
        column: "studying-until",
        part: Some("until"),
        shape: optional("studying", Kind::Record(&STUDYING), "What the person studies now."),
        example: "2029-05",
    },
    FactField {
        fact: BackgroundFact::Post,
        question: |_| "The paid work that you do now".to_owned(),
        access: FactAccess::Id {
            words: |pack| {
                words(Post::WORDS).into_iter().chain(pack.roles().iter().map(|role| role.id.as_str())).collect()
            },
            get: |background, pack| {
                Some(match background.post? {
                    Post::Role(role) => pack.role(role).id.as_str(),
                    other => word_of(Post::WORDS, other),
                })
            },
            set: |background, pack, word| {
                background.post = value_of(Post::WORDS, word).or_else(|| pack.find_role(word).map(Post::Role));
                background.post.is_some()
            },
        },
        column: "post",
        part: None,
        shape: optional("post", TEXT, "The paid work that the person does now."),
        example: "none",
    },
    FactField {
        fact: BackgroundFact::HoursPerWeek,
        question: |_| "Hours a week that you have for learning".to_owned(),
        access: FactAccess::Number {
            range: (1, MOST_HOURS),
            get: |background| background.hours_per_week,
            set: |background, hours| background.hours_per_week = hours,
        },
        column: "hours-per-week",
        part: None,
        shape: optional("hours-per-week", Kind::Number(1, MOST_HOURS), "Hours a week for learning."),
        example: "6",
    },
    FactField {
        fact: BackgroundFact::Budget,
        question: |_| "The most that all courses and exams together may cost you".to_owned(),
        access: FactAccess::Number {
            range: (0, MOST_BUDGET),
            get: |background| background.budget,
            set: |background, budget| background.budget = budget,
        },
        column: "budget",
        part: None,
        shape: optional("budget", Kind::Number(0, MOST_BUDGET), "The most that a plan may cost."),
        example: "500",
    },
];

/// A degree under way.
const STUDYING: Shape = Shape {
    name: "studying",
    about: "A degree under way.",
    fields: &[
        needed("degree", TEXT, "An education word, or the id of a degree of the catalogue."),
        optional("until", Kind::Date(r"^\d{4}-\d{2}$"), "The month in which it is expected: `2029-05`."),
    ],
};

/// The fields of a background in an answers file: each once, though two facts can be parts of one field.
pub(super) const FIELDS: [FieldShape; FACTS.len() - 1] = {
    let mut fields = [FACTS[0].shape; FACTS.len() - 1];
    let (mut at, mut field) = (0, 0);
    while at < FACTS.len() {
        if FACTS[at].begins_field() {
            fields[field] = FACTS[at].shape;
            field += 1;
        }
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

    /// The name of its column in tables, which is also that of its question.
    pub fn name(&self) -> &'static str {
        self.column
    }

    /// True for a fact that is a field of its own, or the first part of one. The parts of a field stand one after another.
    pub(super) const fn begins_field(&self) -> bool {
        !matches!(self.fact, BackgroundFact::StudyingUntil)
    }

    /// True when the quiz asks for it. Time and money are left to tables, files and the options of a plan.
    pub fn is_asked(&self) -> bool {
        !matches!(self.fact, BackgroundFact::HoursPerWeek | BackgroundFact::Budget)
    }

    /// What a background says of it; `None` when that is nothing.
    pub fn value<'p>(&self, background: &Background, pack: &'p Pack) -> Option<FactValue<'p>> {
        match self.access {
            FactAccess::Word { get, .. } => get(background).map(FactValue::Word),
            FactAccess::Id { get, .. } => get(background, pack).map(FactValue::Word),
            FactAccess::List { get, .. } => get(background).map(FactValue::List),
            FactAccess::Number { get, .. } => get(background).map(FactValue::Number),
            FactAccess::Month { get, .. } => get(background).map(FactValue::Month),
        }
    }

    /// The words and ids that it takes; empty for numbers and months.
    pub fn words<'p>(&self, pack: &'p Pack) -> Vec<&'p str> {
        match (&self.shape.kind, self.access) {
            (_, FactAccess::Id { words, .. }) => words(pack),
            (Kind::Word(words) | Kind::List(Kind::Word(words)), _) => words(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_declared_once_and_reads_back_what_was_set() {
        assert_eq!(FACTS.iter().map(|field| field.fact).collect::<Vec<_>>(), BackgroundFact::ALL);
        assert!(BackgroundFact::ALL.iter().all(|fact| FactField::of(*fact).fact == *fact));
        let pack = crate::pack::parse(&crate::pack::EMBEDDED[0].files()).0.unwrap();
        for field in FACTS {
            let mut background = Background::default();
            let words = field.words(&pack);
            let first = FACTS.iter().find(|other| other.shape.name == field.shape.name).unwrap();
            assert_eq!(field.begins_field(), first.fact == field.fact, "{}", field.column);
            assert_eq!(FIELDS.iter().filter(|shape| shape.name == field.shape.name).count(), 1, "{}", field.column);
            match field.access {
                FactAccess::Word { get, set } => {
                    for word in words {
                        assert!(set(&mut background, word) && get(&background) == Some(word), "{word}");
                    }
                    assert!(!set(&mut background, "no such word"));
                }
                FactAccess::Id { get, set, .. } => {
                    assert!(words.len() > 6, "words and ids of the pack: {words:?}");
                    for word in words {
                        assert!(set(&mut background, &pack, word) && get(&background, &pack) == Some(word), "{word}");
                    }
                    assert!(!set(&mut background, &pack, "no such word"));
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
                FactAccess::Month { get, set } => {
                    set(&mut background, Month::parse("2029-05"));
                    assert_eq!(get(&background).map(|month| month.to_string()).as_deref(), Some("2029-05"));
                }
            }
        }
    }
}
