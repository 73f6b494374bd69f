//! What stands out in how a person answered, for the advisor.

use super::grammar::{count, plural};
use crate::exact::decimals;
use crate::facts::answering::{HIGH_LEVEL, Known, StandsOut};
use crate::score::{AnswerPattern, FAST, Indicator};

/// What stands out, in a sentence or two.
pub fn stands_out(found: &StandsOut) -> String {
    match found {
        StandsOut::ExtremelyFast(median) => format!(
            "Half of the questions took {} seconds or less: too little time to read them.",
            decimals(*median, 1)
        ),
        StandsOut::Pattern(indicator) => of_pattern(indicator),
        StandsOut::HighWithoutBackground { competencies, experience, education } => {
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
            format!("{what} at level {HIGH_LEVEL} or above, but {years}{school}. Ask where the work was done.")
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
