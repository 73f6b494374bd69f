//! How old facts are: `price of 2023, three years old: ask the provider`.

use super::grammar::and;
use crate::facts::ages::{DatedFact, FactKind, Old};

/// Small numbers in words.
const WORDS: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// `more than a year old`, `three years old`.
pub fn age(years: u32) -> String {
    match years {
        0 | 1 => "more than a year old".to_owned(),
        _ => match WORDS.get(years as usize - 2) {
            Some(word) => format!("{word} years old"),
            None => format!("{years} years old"),
        },
    }
}

/// The name of a fact.
pub fn fact(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Price => "price",
        FactKind::Offer => "whether it is on offer",
        FactKind::Entry => "entry rules",
        FactKind::Effort => "length",
        FactKind::Validity => "validity",
        FactKind::Develops => "what it builds",
    }
}

/// `price of 2023, three years old; entry rules of 2024-02, two years old: ask the provider`. What it builds is no
/// question for a provider, and is left out. `None` where nothing is older than a year.
pub fn old_facts(old: &[Old<DatedFact<'_>>]) -> Option<String> {
    let to_ask: Vec<_> = old.iter().filter(|old| old.what.fact != FactKind::Develops).collect();
    let of_a_date = to_ask.chunk_by(|a, b| a.what.date == b.what.date).map(|same| {
        let names: Vec<&str> = same.iter().map(|old| fact(old.what.fact)).collect();
        format!("{} of {}, {}", and(&names), same[0].what.date, age(same[0].years))
    });
    let parts: Vec<String> = of_a_date.collect();
    (!parts.is_empty()).then(|| format!("{}: ask the provider", parts.join("; ")))
}

/// `12 facts are older than a year`.
pub fn older_than_a_year(count: usize) -> String {
    if count == 1 { "1 fact is older than a year".to_owned() } else { format!("{count} facts are older than a year") }
}

/// `14 sources are not read yet`.
pub fn not_read(count: usize) -> String {
    if count == 1 { "1 source is not read yet".to_owned() } else { format!("{count} sources are not read yet") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReadBy;

    #[test]
    fn facts_of_one_date_are_named_together_and_what_it_builds_is_not_asked_for() {
        let old = |fact, date, years| Old { what: DatedFact { fact, date, read: ReadBy::Primary }, years };
        let facts = [
            old(FactKind::Develops, "2014", 12),
            old(FactKind::Price, "2023", 3),
            old(FactKind::Entry, "2025-06", 1),
            old(FactKind::Effort, "2025-06", 1),
        ];
        let said = "price of 2023, three years old; entry rules and length of 2025-06, more than a year old: \
                    ask the provider";
        assert_eq!(old_facts(&facts).as_deref(), Some(said));
        assert_eq!(old_facts(&facts[..1]), None);
        assert_eq!([age(12), age(13)], ["twelve years old", "13 years old"]);
    }
}
