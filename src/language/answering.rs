//! What stands out in how a person answered, and what stays open, for the advisor.

use super::grammar::{and, count, plural};
use super::level_number;
use crate::exact::Exact;
use crate::exact::decimals;
use crate::facts::answering::{Known, StandsOut};
use crate::score::{AnswerPattern, FAST, Indicator};

/// `Data governance: level 2; it could lie between 1 and 3.`
pub fn open_level(title: &str, level: Option<Exact>, (low, high): (Exact, Exact)) -> String {
    let level = level.map_or_else(|| "no level yet".to_owned(), |level| format!("level {}", level_number(level)));
    format!("{title}: {level}; it could lie between {} and {}.", level_number(low), level_number(high))
}

/// The competencies that could lie anywhere on the scale.
pub fn without_level(titles: &[&str], (low, high): (Exact, Exact)) -> String {
    format!("No level yet, so anything from {} to {}: {}.", level_number(low), level_number(high), and(titles))
}

/// The competencies that do not apply to a person by their own answers.
pub fn does_not_apply(titles: &[&str]) -> String {
    format!(
        "Do not apply to them, by their own answers: {}. A role that asks for them counts them all the same.",
        and(titles)
    )
}

/// What stands out, in a sentence or two.
pub fn stands_out(found: &StandsOut) -> String {
    match found {
        StandsOut::ExtremelyFast(median) => format!(
            "Half of the questions took {} seconds or less: too little time to read them.",
            decimals(*median, 1)
        ),
        StandsOut::Pattern(indicator) => of_pattern(indicator),
        StandsOut::HighWithoutBackground { competencies, level, experience, education } => {
            let years = match experience {
                Known::NotGiven => "no years of experience are given",
                Known::Nothing => "there are no years of experience",
            };
            let school = match education {
                Some(Known::NotGiven) => ", and no education is given",
                Some(Known::Nothing) => ", and no education is finished",
                None => "",
            };
            let what = count(*competencies, "competency is", "competencies are");
            format!("{what} at level {level} or above, but {years}{school}. Ask where the work was done.")
        }
        StandsOut::ManyUnsure { unsure, of } => {
            format!(
                "{unsure} of {of} questions have “I don’t know” as the answer. Talk about what the words mean first."
            )
        }
        StandsOut::NotesMissing { missing, of } => {
            let verb = plural(*missing, "has", "have");
            format!("{missing} of {} {verb} no note.", count(*of, "high rating", "high ratings"))
        }
    }
}

fn of_pattern(indicator: &Indicator) -> String {
    match indicator {
        Indicator::LongRun { run, of } => format!(
            "{run} answers in a row are the same, of {of} questions. People new to a field may answer like this."
        ),
        Indicator::LittleVariation { variance } => format!(
            "The answers hardly differ: on a scale from 0 to 1 their variance is {}, at most 0.01 (a standard deviation of \
             0.1, half a level of six).",
            decimals(*variance, 4)
        ),
        Indicator::Fast { fast, timed } => {
            format!("{fast} of {timed} questions were answered in less than {FAST} seconds.")
        }
    }
}

/// What was looked at.
pub fn rule(found: &AnswerPattern) -> &'static str {
    if found.median.is_some() {
        "Looked at: runs of the same answer, how much the answers differ, and seconds for each question. A note appears \
         only when two of these stand out, or half of the questions took less than 2 seconds each. Also looked at: high \
         levels against the background, “I don’t know” for a third of the questions or more, and high ratings without a \
         note. No score is changed by any of it."
    } else {
        "Looked at: runs of the same answer, and how much the answers differ; seconds for each question were not \
         recorded. A note appears only when both stand out. Also looked at: high levels against the background, “I don’t \
         know” for a third of the questions or more, and high ratings without a note. No score is changed by any of it."
    }
}
