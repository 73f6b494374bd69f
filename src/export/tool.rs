//! The tools that a questionnaire can be written for.

use super::{csv, limesurvey, redcap};
use crate::model::{FormIx, Pack};

/// A tool that a questionnaire can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// REDCap.
    Redcap,
    /// LimeSurvey.
    Limesurvey,
    /// Any other, by hand.
    Csv,
}

impl Tool {
    /// Each value with its word on the command line.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("redcap", Self::Redcap), ("limesurvey", Self::Limesurvey), ("csv", Self::Csv)];

    /// What is written for it, for a list of choices.
    pub fn about(self) -> &'static str {
        match self {
            Self::Redcap => "A data dictionary of REDCap (.csv)",
            Self::Limesurvey => "A survey structure of LimeSurvey (.txt)",
            Self::Csv => "A table of questions and answers, to build a form in any other tool",
        }
    }
}

/// The text of the file with the questions of a form for a tool.
pub fn questionnaire(pack: &Pack, form: FormIx, tool: Tool) -> String {
    match tool {
        Tool::Redcap => redcap::dictionary(pack, form),
        Tool::Limesurvey => limesurvey::structure(pack, form),
        Tool::Csv => csv::table(pack, form),
    }
}
