//! The questionnaire of a pack for the survey tool of an office. What that tool then exports can be read without a map:
//! questions have the ids of items as codes, answers the values of options.
//!
//! - REDCap: a data dictionary, a table of 18 columns.
//! - LimeSurvey: a survey structure of tab-separated values.
//! - any other tool: a table of questions and answers, to build a form by hand.

mod cells;
pub mod codes;
mod csv;
mod form;
mod limesurvey;
mod redcap;
mod tool;

pub use tool::{Tool, questionnaire};
