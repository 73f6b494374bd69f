//! Made-up names, each given once.

const FIRST: [&str; 23] = [
    "Amara",
    "Björn",
    "Chidi",
    "Dilara",
    "Élodie",
    "Farid",
    "Grace",
    "Hannah",
    "Ioana",
    "Jürgen",
    "Keiko",
    "Liam",
    "María José",
    "Nguyễn",
    "Oluwaseun",
    "Priya",
    "Quinn",
    "Rosa",
    "Siobhán",
    "Tomasz",
    "Uchenna",
    "Zoë",
    "Yusuf",
];

const LAST: [&str; 20] = [
    "Müller",
    "O’Neill",
    "Okafor",
    "Fernández",
    "Kowalska",
    "Tanaka",
    "Smith-Jones",
    "van der Berg",
    "d’Angelo",
    "Øster",
    "Çelik",
    "Łukasik",
    "Patel",
    "Nakamura",
    "Grünwald",
    "Dubois",
    "Lee",
    "Ivanova",
    "Haddad",
    "Mbeki",
];

/// How far two people who follow each other stand apart among all pairs of names; it has no factor in common with their count.
const STEP: usize = 67;

/// The name of a person. No two numbers below 10,000 have the same.
pub fn name(number: usize) -> String {
    match number {
        1 => return "=HYPERLINK(\"http://x\")<b>".to_owned(),
        8 => return "+44 \"Bobby\"; DROP TABLE, Jr.".to_owned(),
        _ => {}
    }
    let pairs = FIRST.len() * LAST.len();
    let pair = (number * STEP) % pairs;
    let (first, last) = (FIRST[pair % FIRST.len()], LAST[pair / FIRST.len()]);
    match number / pairs {
        0 => format!("{first} {last}"),
        round => {
            let initial = char::from(b'A' + u8::try_from(round % 26).unwrap());
            format!("{first} {initial}. {last}")
        }
    }
}
