//! The codes of questions and answers in the files of survey tools. A code depends on an id alone, unless two ids of a
//! pack would get the same one, so that answers find their items again.

use std::collections::{HashMap, HashSet};

use crate::model::{Id, Pack};

/// The name of the question about the person's own code.
pub const RESPONDENT: &str = "respondent";

/// The answer code of "does not apply".
pub const NOT_APPLICABLE: &str = "NA";

/// The answer code of "I don't know".
pub const UNSURE: &str = "DK";

/// The word of an empty list.
pub const NONE: &str = "none";

/// The longest code of a question in LimeSurvey, in characters.
const LONGEST_SURVEY_CODE: usize = 20;

/// The longest code of an answer and of a part of a question in LimeSurvey, in characters.
const LONGEST_ANSWER_CODE: usize = 5;

/// The longest name of a variable of which REDCap does not warn, in characters.
const LONGEST_REDCAP_NAME: usize = 26;

/// The longest name of an instrument in REDCap, in characters.
const LONGEST_REDCAP_FORM: usize = 50;

/// The columns about a person, of which none may be the code of an item.
const ABOUT_PEOPLE: [&str; 18] = [
    RESPONDENT,
    "label",
    "role",
    "form",
    "pack",
    "group",
    "holds",
    "started",
    "finished",
    "education",
    "experience-years",
    "licences",
    "region",
    "studying",
    "studying-until",
    "post",
    "hours-per-week",
    "budget",
];

/// Codes that LimeSurvey keeps for itself: words of its expressions, and columns of its exports.
const OF_LIMESURVEY: [&str; 24] = [
    "lang",
    "sid",
    "savedid",
    "token",
    "qid",
    "gid",
    "sgq",
    "self",
    "that",
    "this",
    "id",
    "submitdate",
    "lastpage",
    "startlanguage",
    "seed",
    "startdate",
    "datestamp",
    "ipaddr",
    "refurl",
    "interviewtime",
    "firstname",
    "lastname",
    "email",
    "completed",
];

/// Names that REDCap keeps for itself.
const OF_REDCAP: [&str; 13] = [
    "record_id",
    "hidden_edit_flag",
    "submit",
    "new",
    "return",
    "continue",
    "case",
    "class",
    "enum",
    "catch",
    "throw",
    "document",
    "super",
];

/// The beginning and the ends of the names that REDCap gives to columns of its exports.
const MADE_BY_REDCAP: (&str, [&str; 3]) = ("redcap_", ["_complete", "_timestamp", "_return_code"]);

/// The code of a question in LimeSurvey: the letters and digits of its id, at most 20. A longer id is cut; behind it
/// stand the beginning of its last part and four letters that depend on the whole id.
pub fn survey_code(id: &str) -> String {
    let code = plain(id, "");
    let is_free = code.len() <= LONGEST_SURVEY_CODE && !is_of_people(&code, "") && !OF_LIMESURVEY.contains(&&*code);
    if is_free { code } else { marked(id, "", LONGEST_SURVEY_CODE, 0) }
}

/// The name of a variable in REDCap: its id with underscores, at most 26 characters. A longer id is cut as in
/// [`survey_code`].
pub fn redcap_name(id: &str) -> String {
    let name = plain(id, "_");
    let (begins, ends) = MADE_BY_REDCAP;
    let is_free = name.len() <= LONGEST_REDCAP_NAME
        && name.len() > 1
        && !is_of_people(&name, "_")
        && !OF_REDCAP.contains(&&*name)
        && !name.starts_with(begins)
        && !ends.iter().any(|end| name.ends_with(end));
    if is_free { name } else { marked(id, "_", LONGEST_REDCAP_NAME, 0) }
}

/// The code of each item of a pack in LimeSurvey. No two are alike.
pub fn survey_codes(pack: &Pack) -> Vec<String> {
    apart(pack, survey_code, |id, turn| marked(id, "", LONGEST_SURVEY_CODE, turn))
}

/// The variable of each item of a pack in REDCap. No two are alike.
pub fn redcap_names(pack: &Pack) -> Vec<String> {
    apart(pack, redcap_name, |id, turn| marked(id, "_", LONGEST_REDCAP_NAME, turn))
}

/// The name of a form of a pack as an instrument of REDCap.
pub(super) fn redcap_form(pack: &str, form: &str) -> String {
    let name = plain(&format!("{pack}-{form}"), "_");
    if name.len() <= LONGEST_REDCAP_FORM { name } else { marked(&name, "_", LONGEST_REDCAP_FORM, 0) }
}

/// The name of a column about a person in LimeSurvey.
pub(super) fn survey_fact(column: &str) -> String {
    plain(column, "")
}

/// The name of a column about a person in REDCap, and the code of a word.
pub fn redcap_word(word: &str) -> String {
    plain(word, "_")
}

/// The codes of the words of a question in LimeSurvey: the first five letters and digits; for words that begin alike, a
/// letter and four that depend on the whole word. No two are alike.
pub fn answer_codes(words: &[&str]) -> Vec<String> {
    let short: Vec<String> =
        words.iter().map(|word| plain(word, "").chars().take(LONGEST_ANSWER_CODE).collect()).collect();
    let other = |at: usize, turn| marked(words[at], "", LONGEST_ANSWER_CODE, turn);
    unlike(&short, other)
}

/// The codes of the items of a pack, made different where they are alike.
fn apart(pack: &Pack, code: fn(&str) -> String, other: impl Fn(&str, u32) -> String) -> Vec<String> {
    let ids: Vec<&str> = pack.items().iter().map(|item| item.id.as_str()).collect();
    let codes: Vec<String> = ids.iter().map(|id| code(id)).collect();
    unlike(&codes, |at, turn| other(ids[at], turn))
}

/// Codes of which no two are alike: those that are get another one.
fn unlike(codes: &[String], other: impl Fn(usize, u32) -> String) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for code in codes {
        *times.entry(code).or_default() += 1;
    }
    let mut taken: HashSet<String> = codes.iter().filter(|code| times[code.as_str()] == 1).cloned().collect();
    let mut one = |(at, code): (usize, &String)| {
        if times[code.as_str()] == 1 {
            return code.clone();
        }
        let mut turn = 0;
        loop {
            let code = other(at, turn);
            if taken.insert(code.clone()) {
                return code;
            }
            turn += 1;
        }
    };
    codes.iter().enumerate().map(&mut one).collect()
}

fn is_of_people(code: &str, between: &str) -> bool {
    ABOUT_PEOPLE.iter().any(|column| plain(column, between) == code)
}

/// The words of an id with this between them.
fn plain(id: &str, between: &str) -> String {
    id.split(['-', '.', '_']).collect::<Vec<_>>().join(between)
}

/// An id cut to so many characters, with a mark of four letters and digits behind it that depends on the whole id, and
/// before that the beginning of its last part if it has several. Each turn gives another mark.
fn marked(id: &str, between: &str, longest: usize, turn: u32) -> String {
    let last = id.rsplit_once('.').map(|(_, last)| last.chars().filter(char::is_ascii_alphanumeric).take(4).collect());
    let last: Option<String> = last.filter(|_| longest > LONGEST_ANSWER_CODE);
    let end = last.map_or_else(String::new, |last| format!("{between}{last}")) + between + &mark(id, turn);
    let head: String = plain(id, between).chars().take(longest.saturating_sub(end.len())).collect();
    head.trim_end_matches('_').to_owned() + &end
}

/// Four letters and digits that depend on a text: the end of its 64-bit FNV-1a hash in base 36.
fn mark(text: &str, turn: u32) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let turn = if turn == 0 { String::new() } else { turn.to_string() };
    let hash = text
        .bytes()
        .chain(turn.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let digit = |place: u32| char::from(DIGITS[usize::try_from(hash / 36_u64.pow(place) % 36).unwrap_or(0)]);
    (0..4).rev().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h03_codes_are_the_ids_where_they_fit() {
        assert_eq!(survey_code("data-analysis"), "dataanalysis");
        assert_eq!(redcap_name("data-analysis.practice"), "data_analysis_practice");
        assert_eq!(survey_code("clinical-decision-support"), "clinicaldecision9rw7");
        assert_eq!(redcap_name("telehealth-patient-engagement"), "telehealth_patient_en_9735");
        let [long, other] = ["knowledge", "practice"].map(|part| format!("health-it-systems.{part}"));
        assert!(survey_code(&long).starts_with("healthitsystknow"), "{}", survey_code(&long));
        assert!(redcap_name(&long).starts_with("health_it_system_know_"), "{}", redcap_name(&long));
        assert_ne!(survey_code(&long), survey_code(&other));
    }

    #[test]
    fn h03_words_of_the_tools_and_columns_about_people_are_no_codes() {
        for id in ["token", "this", "id", "respondent", "region", "experience-years", "hours-per-week"] {
            assert_ne!(survey_code(id), plain(id, ""), "{id}");
        }
        for id in ["class", "record-id", "redcap-event", "project-complete", "x", "budget", "studying-until"] {
            assert_ne!(redcap_name(id), plain(id, "_"), "{id}");
        }
    }

    #[test]
    fn h03_codes_of_any_id_keep_the_rules_of_the_tools() {
        let parts = ["a", "a1", "very-long-part-of-an-id-that-goes-on", "class", "b-2", "x9-y"];
        let mut ids: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        ids.extend(parts.iter().flat_map(|a| parts.iter().map(move |b| format!("{a}.{b}"))));
        ids.push("a".repeat(64));
        for id in ids {
            let (code, name) = (survey_code(&id), redcap_name(&id));
            assert!(code.len() <= 20 && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{code}");
            assert!((2..=26).contains(&name.len()) && !name.contains("__") && !name.ends_with('_'), "{name}");
            assert!(name.chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit()), "{name}");
            assert!([&code, &name].iter().all(|text| text.starts_with(|c: char| c.is_ascii_lowercase())), "{id}");
        }
    }

    #[test]
    fn h03_what_would_be_alike_is_told_apart() {
        let same = ["ab".to_owned(), "ab".to_owned(), "abc".to_owned()];
        // The first other code is one that stands already.
        let codes = unlike(&same, |at, turn| if turn == 0 { "abc".to_owned() } else { format!("ab{at}{turn}") });
        assert_eq!(codes, ["ab01", "ab11", "abc"]);
        let codes = answer_codes(&["bachelor", "bachelor-hi", "master", "rn"]);
        assert_eq!([&codes[2], &codes[3]], ["maste", "rn"]);
        assert!(codes[0].len() == 5 && codes[0].starts_with('b') && codes[0] != codes[1], "{codes:?}");
    }

    #[test]
    fn every_column_about_a_person_is_known_here() {
        for field in crate::answers::FACTS {
            assert!(is_of_people(&plain(field.name(), ""), ""), "{}", field.name());
        }
    }
}
