//! What stands out in how a person answered. It changes no score.

use crate::answers::Answer;
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::model::{BackgroundFact, Education};
use crate::score::{AnswerPattern, Indicator, pattern};

/// Many "don't know" are one in so many questions of the form, or more. Below that there is no readiness, or hardly any
/// ground for it.
pub const MANY_UNSURE: usize = 3;

/// What is known of the background that a high level would come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The person did not say.
    NotGiven,
    /// The person has none.
    Nothing,
}

/// Something that stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandsOut {
    /// Half of the questions took so many seconds or fewer.
    ExtremelyFast(Exact),
    /// An indicator of the answer pattern that agrees with another one.
    Pattern(Indicator),
    /// So many competencies at a [high level](crate::model::LevelScale::high) or above, with this experience and, where it says
    /// nothing either, education.
    HighWithoutBackground {
        /// The competencies.
        competencies: usize,
        /// The level.
        level: i64,
        /// What is known of the years of experience.
        experience: Known,
        /// What is known of the education, where that is no ground either.
        education: Option<Known>,
    },
    /// So many questions of the form that the person could not answer, of so many.
    ManyUnsure {
        /// The questions with "don't know".
        unsure: usize,
        /// The questions of the form.
        of: usize,
    },
    /// So many high ratings without a note, of so many.
    NotesMissing {
        /// Those without.
        missing: usize,
        /// All of them.
        of: usize,
    },
}

/// Everything that stands out, and the pattern that was looked at.
pub fn stands_out(assessment: &Assessment<'_>) -> (Vec<StandsOut>, AnswerPattern) {
    let (pack, sheet) = (assessment.pack, assessment.sheet);
    let found = pattern(pack, sheet);
    let mut list = Vec::new();
    if found.is_worth_checking() {
        list.extend(found.median.filter(|_| found.is_extremely_fast()).map(StandsOut::ExtremelyFast));
        list.extend(found.indicators.iter().copied().map(StandsOut::Pattern));
    }
    list.extend(high_without_background(assessment));
    let form = &pack.form(sheet.form).items;
    let unsure = form.iter().filter(|item| sheet.answer(**item) == Some(&Answer::Unsure)).count();
    if unsure > 0 && unsure * MANY_UNSURE >= form.len() {
        list.push(StandsOut::ManyUnsure { unsure, of: form.len() });
    }
    let high = form.iter().filter_map(|item| {
        let recorded = sheet.get(*item)?;
        let Answer::Rated(value) = recorded.answer else { return None };
        pack.wants_evidence(*item, value).then_some(recorded.note.is_none())
    });
    let high: Vec<bool> = high.collect();
    let missing = high.iter().filter(|missing| **missing).count();
    if missing > 0 {
        list.push(StandsOut::NotesMissing { missing, of: high.len() });
    }
    (list, found)
}

fn high_without_background(assessment: &Assessment<'_>) -> Option<StandsOut> {
    let background = &assessment.sheet.background;
    if !assessment.pack.background_facts().contains(&BackgroundFact::Experience) {
        return None;
    }
    let experience = match background.experience_years {
        None => Known::NotGiven,
        Some(0) => Known::Nothing,
        Some(_) => return None,
    };
    let education = match background.education {
        None => Some(Known::NotGiven),
        Some(Education::None) => Some(Known::Nothing),
        Some(_) => None,
    };
    let level = assessment.pack.levels().high();
    let is_high = |own: &Exact| *own >= Exact::from(level);
    let competencies = assessment.card.competencies.iter().filter_map(|score| score.level).filter(is_high).count();
    (competencies > 0).then_some(StandsOut::HighWithoutBackground { competencies, level, experience, education })
}
