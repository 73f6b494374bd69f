//! Detects patterns of inattentive answering: shown to advisors, never to students, and without any effect on scores.
//!
//! Three indicators are looked at, each a known index of inattentive answering (Meade and Craig 2012,
//! doi 10.1037/a0028085; for seconds Bowling et al. 2021, doi 10.1177/10944281211056520):
//!
//! - the longest run of identical answers in the order of the form: at least half of the form;
//! - the standard deviation of the answers' places on their scales (0 to 1, n - 1): at most 0.1, half a level of six;
//! - seconds for each question, where they are recorded: at least half of them under 2 s.
//!
//! The thresholds are our judgement; the literature has no agreed ones. None is looked at below
//! [`FEWEST_ANSWERS`]. A pattern is flagged when two indicators agree, or for speed alone where the
//! median is under 2 s. Someone who chose the lowest answer
//! throughout and took their time is most likely a beginner, and is not flagged.

use crate::answers::{Answer, AnswerSheet};
use crate::exact::Exact;
use crate::model::Pack;

/// The fewest rated questions, or timed ones, from which an indicator is looked at.
pub const FEWEST_ANSWERS: usize = 8;

/// An answer in less than so many seconds is fast.
pub const FAST: u32 = 2;

/// A sign that the answers may have been given without reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indicator {
    /// So many identical answers in a row, of so many questions.
    LongRun {
        /// The length of the longest run.
        run: usize,
        /// The questions of the form.
        of: usize,
    },
    /// The answers hardly differ: the variance of their places on the scale, at most 1/100.
    LittleVariation {
        /// The variance.
        variance: Exact,
    },
    /// So many questions answered in less than [`FAST`] seconds, of so many timed ones.
    Fast {
        /// The fast ones.
        fast: usize,
        /// The timed ones.
        timed: usize,
    },
}

/// What the answers of one person look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerPattern {
    /// The indicators that stand out.
    pub indicators: Vec<Indicator>,
    /// True when every rating is the lowest of its scale.
    pub all_lowest: bool,
    /// The median of the seconds for a question, where enough are recorded.
    pub median: Option<Exact>,
}

impl AnswerPattern {
    /// True where half of the questions took less than [`FAST`] seconds each: too little to read them.
    pub fn is_extremely_fast(&self) -> bool {
        self.median.is_some_and(|median| median < Exact::from(i64::from(FAST)))
    }

    /// True when two indicators agree, and the person is not a beginner who took their time; or for speed alone where it
    /// is extreme.
    pub fn is_worth_checking(&self) -> bool {
        if self.is_extremely_fast() {
            return true;
        }
        let fast = self.indicators.iter().any(|indicator| matches!(indicator, Indicator::Fast { .. }));
        self.indicators.len() >= 2 && (!self.all_lowest || fast)
    }
}

/// Looks at one sheet in the order of its form.
pub fn pattern(pack: &Pack, sheet: &AnswerSheet) -> AnswerPattern {
    let form = &pack.form(sheet.form).items;
    // The place of each rating on its scale, before reverse keying; what is not rated breaks a run.
    let places: Vec<Option<Exact>> = form
        .iter()
        .map(|item| match sheet.answer(*item) {
            Some(Answer::Rated(value)) => {
                let (min, max) = pack.value_range(*item);
                Some(Exact::new(i128::from(value - min), i128::from(max - min)))
            }
            _ => None,
        })
        .collect();
    let rated: Vec<Exact> = places.iter().flatten().copied().collect();
    let seconds: Vec<u32> = form.iter().filter_map(|item| sheet.get(*item)?.seconds).collect();
    let mut indicators = Vec::new();
    if rated.len() >= FEWEST_ANSWERS {
        let run = longest_run(&places);
        if run * 2 >= form.len() {
            indicators.push(Indicator::LongRun { run, of: form.len() });
        }
        let variance = variance(&rated);
        if variance <= Exact::new(1, 100) {
            indicators.push(Indicator::LittleVariation { variance });
        }
    }
    let timed = seconds.len() >= FEWEST_ANSWERS;
    let fast = seconds.iter().filter(|seconds| **seconds < FAST).count();
    if timed && fast * 2 >= seconds.len() {
        indicators.push(Indicator::Fast { fast, timed: seconds.len() });
    }
    let all_lowest = !rated.is_empty() && rated.iter().all(|place| *place == Exact::ZERO);
    AnswerPattern { indicators, all_lowest, median: timed.then(|| median(seconds)) }
}

/// The value in the middle, or the mean of the two there; of at least one value.
fn median(mut values: Vec<u32>) -> Exact {
    values.sort_unstable();
    let middle = values.len() / 2;
    let [low, high] = [values[(values.len() - 1) / 2], values[middle]];
    Exact::new(i128::from(low) + i128::from(high), 2)
}

/// The length of the longest run of equal answers.
fn longest_run(places: &[Option<Exact>]) -> usize {
    places.chunk_by(|a, b| a.is_some() && a == b).filter(|run| run[0].is_some()).map(<[_]>::len).max().unwrap_or(0)
}

/// The sample variance (n - 1) of at least two values.
fn variance(values: &[Exact]) -> Exact {
    let count = values.len() as i128;
    let mean = values.iter().sum::<Exact>() / count;
    values.iter().map(|value| (*value - mean) * (*value - mean)).sum::<Exact>() / (count - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_found() {
        let run = |values: &[i128]| longest_run(&values.iter().map(|v| Some(Exact::new(*v, 5))).collect::<Vec<_>>());
        assert_eq!(run(&[3, 1, 2, 2, 2, 1, 2, 3, 3]), 3);
        assert_eq!(run(&[]), 0);
        assert_eq!(longest_run(&[Some(Exact::new(1, 5)), None, None, None, Some(Exact::new(1, 5))]), 1);
    }

    #[test]
    fn the_median_is_the_middle_or_the_mean_of_two() {
        assert_eq!(median(vec![9, 1, 2]), Exact::from_integer(2));
        assert_eq!(median(vec![1, 1, 2, 30]), Exact::new(3, 2));
    }

    #[test]
    fn the_variance_is_that_of_a_sample() {
        let values: Vec<Exact> = [2, 4, 4, 4, 5, 5, 7, 9].map(Exact::from_integer).to_vec();
        assert_eq!(variance(&values), Exact::new(32, 7));
    }
}
